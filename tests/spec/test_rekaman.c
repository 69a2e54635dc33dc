// What the pages of every kind of document in every variant look like, as text (tests/golden/documents): one line for
// each line of words, with its left edge and baseline in millimetres and its size in points (b: bold; - in front: no
// part of the text). Kept on purpose: NASKAH_UPDATE_GOLDEN=1 writes them anew, and git shows what changed.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "model/box.h"
#include "spec/spec.h"
#include "support.h"

#define MOST_PAGES 4  // of one document: the rest of a long table is like what stands before it
#define FOLDER NASKAH_SOURCE_DIR "/tests/golden/documents"

static struct arena *arena;

// Too long to be read, and like others: a contract of 30 targets, a team of 60, a list of 126 facilitators.
static const char *const left_out[] = {"pk-kk-panjang", "sk-60", "sk-fasilitator-semua", "sk-lebar"};

static bool shown(const char *id) {
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        if (strcmp(left_out[i], id) == 0) {
            return false;
        }
    }
    return true;
}

static void write_text(struct buf *out, const struct item *line) {
    const char *face = face_name(line->text.face);
    bool bold = strstr(face, "Bold") || strstr(face, "Demi");
    buf_printf(out, "%s%6.1f %6.1f %4.4g%s%s  %s\n", line->role == ROLE_ARTIFACT ? "-" : " ", spec_mm(line->x),
               spec_mm(line->y), (double)line->text.size / MP_PER_PT, bold ? "b" : "",
               strstr(face, "Italic") ? "i" : "", line->text.text);
}

static void write_box(struct buf *out, const struct item *item, const char *what, const char *name) {
    buf_printf(out, " %6.1f %6.1f      %s %.1f x %.1f%s%s\n", spec_mm(item->x), spec_mm(item->y), what,
               spec_mm(item->width), spec_mm(item->height), name ? " " : "", name ? name : "");
}

static void write_item(struct buf *out, const struct page *page, size_t *i) {
    const struct item *item = &page->items[*i];
    switch (item->kind) {
    case ITEM_TEXT: {
        size_t n;
        write_text(out, spec_line(page, *i, &n));
        *i += n - 1;
        break;
    }
    case ITEM_IMAGE: write_box(out, item, "image", item->image.alt); break;
    case ITEM_SIGN: write_box(out, item, "sign", item->sign->id); break;
    case ITEM_STAMP: write_box(out, item, "stamp", item->sign->id); break;
    case ITEM_QR: write_box(out, item, "qr", NULL); break;
    default: break;  // grids are many; a rule is told by what stands below it
    }
}

static const char *pages_as_text(const struct pages *pages) {
    struct buf out = buf_new(arena);
    for (size_t p = 0; p < pages->n && p < MOST_PAGES; p++) {
        const struct page *page = &pages->items[p];
        buf_printf(&out, "page %zu of %zu: %s %.0f x %.0f\n", p + 1, pages->n, page->section, spec_mm(page->width),
                   spec_mm(page->height));
        for (size_t i = 0; i < page->n; i++) {
            write_item(&out, page, &i);
        }
    }
    return buf_text(&out);
}

static int compare(const char *id) {
    xmlDoc *record = spec_record(id);
    const char *kind = xml_attr(xmlDocGetRootElement(record), "jenis");
    const char *text = pages_as_text(spec_record_pages(record, false));
    const char *path = arena_printf(arena, FOLDER "/%s/%s.txt", kind, id), *why;
    struct str golden;
    if (getenv("NASKAH_UPDATE_GOLDEN")) {
        struct staging *s = staging_new(arena);
        assert_true(staging_add(s, path, text, strlen(text)) && staging_commit(s));
        return 0;
    }
    if (!file_read(arena, path, 1 << 20, &golden, &why)) {
        fprintf(stderr, "%s: %s\n", path, why);
        return 1;
    }
    if (strcmp(golden.p, text) == 0) {
        return 0;
    }
    size_t at = 0, line = 1;
    for (; golden.p[at] && golden.p[at] == text[at]; at++) {
        line += text[at] == '\n';
    }
    while (at && text[at - 1] != '\n') {
        at--;
    }
    fprintf(stderr, "%s:%zu: is now:\n%.*s\n", path, line, (int)strcspn(text + at, "\n"), text + at);
    return 1;
}

static void pages_are_as_they_were(void **state) {
    (void)state;
    size_t n;
    int other = 0;
    const char *const *ids = spec_documents(&n);
    for (size_t i = 0; i < n; i++) {
        if (shown(ids[i])) {
            other += compare(ids[i]);
        }
    }
    if (other) {
        fail_msg("%d documents look different; see what git shows after NASKAH_UPDATE_GOLDEN=1", other);
    }
}

// Sheets that the program makes of itself: no input speaks of them, and their own tests look at them.
static bool is_sheet(const char *name) {
    static const char *const sheets[] = {"lembar-centang.xml", "lembar-temuan.xml",    "gabungan.xml",
                                         "lembar-bukti.xml",   "daftar-berkas.xml",    "daftar-isi-berkas.xml",
                                         "label-folder.xml",   "sampul-berkas.xml", "label-boks-arsip.xml"};
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        if (strcmp(name, sheets[i]) == 0) {
            return true;
        }
    }
    return false;
}

// No template makes what is not looked at, but those of sheets.
static void every_kind_is_among_them(void **state) {
    (void)state;
    size_t n, n_files;
    const char *const *ids = spec_documents(&n);
    char **files = file_list(arena, NASKAH_SOURCE_DIR "/templates/documents", ".xml", &n_files);
    assert_true(n_files > 15);
    for (size_t k = 0; k < n_files; k++) {
        const char *name = strrchr(files[k], '/') + 1;
        size_t length = strlen(name) - strlen(".xml");
        bool found = is_sheet(name);
        for (size_t i = 0; i < n && !found; i++) {
            const char *kind = xml_attr(xmlDocGetRootElement(spec_record(ids[i])), "jenis");
            found = strlen(kind) == length && strncmp(kind, name, length) == 0;
        }
        if (!found) {
            fail_msg("no document of tests/spec/data is made by %s", name);
        }
    }
}

// The list that newcomers read has a line for each document, and no line for another.
static void each_document_is_listed(void **state) {
    (void)state;
    size_t n, listed = 0;
    struct str list;
    const char *why, *const *ids = spec_documents(&n);
    assert_true(file_read(arena, NASKAH_SOURCE_DIR "/tests/spec/README.md", 1 << 20, &list, &why));
    for (size_t i = 0; i < n; i++) {
        if (!strstr(list.p, arena_printf(arena, "\n| `%s` | ", ids[i]))) {
            fail_msg("tests/spec/README.md has no line for %s", ids[i]);
        }
    }
    for (const char *at = list.p; (at = strstr(at, "\n| `")); at++) {
        listed++;
    }
    assert_int_equal(listed, n);
}

static int leave(void **state) {
    (void)state;
    arena_free(arena);
    spec_end();
    return 0;
}

int main(void) {
    arena = arena_new(0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_as_they_were),
        cmocka_unit_test(every_kind_is_among_them), cmocka_unit_test(each_document_is_listed),
    };
    return cmocka_run_group_tests(tests, NULL, leave);
}
