// Profiles as workbooks and back: nothing is lost on the way, and what is wrong in a sheet is told with its cell.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/xml.h"
#include "batch/profile_book.h"
#include "form/tables.h"
#include "read/sheet.h"
#include "rules/profile.h"

#define PROFILES NASKAH_SOURCE_DIR "/templates/profiles"

struct fixture {
    struct arena *arena;
    struct findings *findings;
    struct catalogue *catalogue;
    const struct book_plan *plan;
};

static int open(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *f = ARENA_NEW(arena, struct fixture);
    f->arena = arena;
    f->catalogue = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", NULL);
    f->findings = findings_new(arena, f->catalogue);
    f->plan = book_plan(arena, NASKAH_SOURCE_DIR, f->findings);
    assert_non_null(f->plan);
    *state = f;
    return 0;
}

static int close(void **state) {
    struct fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

// The same tree with kinds of children together, texts collapsed and empty attributes gone: what a profile means.
static void copy_normal(struct fixture *f, xmlNode *to, const xmlNode *from) {
    size_t n;
    const struct profile_shape *all = profile_shapes(&n);
    for (const xmlAttr *a = from->properties; a; a = a->next) {
        const char *text = text_collapse(f->arena, xml_attr(from, (const char *)a->name));
        xml_set(to, (const char *)a->name, *text ? text : NULL);
    }
    if (book_shape(xml_name(from)) && book_shape(xml_name(from))->rich) {
        xmlNodeAddContent(to, (const xmlChar *)xml_text(f->arena, from));
        return;
    }
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *c = xml_child(from, all[i].name); c; c = xml_next(c, all[i].name)) {
            copy_normal(f, xml_add(to, all[i].name), c);
        }
    }
}

static const char *normal(struct fixture *f, const xmlNode *root) {
    xmlDoc *doc = xml_derived(f->arena, xml_name(root));
    copy_normal(f, xmlDocGetRootElement(doc), root);
    return xml_canonical(f->arena, xmlDocGetRootElement(doc));
}

static const char *told(struct fixture *f) {
    struct buf out = buf_new(f->arena);
    for (size_t i = 0; i < f->findings->n; i++) {
        const struct finding *one = &f->findings->items[i];
        buf_printf(&out, "%s%s %s %s", i ? "\n" : "", one->rule, one->place.section ? one->place.section : "-",
                   finding_argument(one, "terdekat"));
    }
    return arena_strdup(f->arena, buf_text(&out));
}

static struct str written(struct fixture *f, const xmlNode *profile) {
    struct str bytes = {0};
    assert_true(book_write(f->plan, profile, f->catalogue, &bytes));
    return bytes;
}

static const xmlNode *taken(struct fixture *f, struct str bytes, struct book_taken *out) {
    assert_true(book_take(f->plan, "buku.xlsx", bytes, NULL, out, f->findings));
    xmlDoc *doc = xml_parse(f->arena, "buku.xml", out->text, f->findings);
    assert_non_null(doc);
    return xmlDocGetRootElement(doc);
}

static void every_profile_comes_back_as_it_went_out(void **state) {
    struct fixture *f = *state;
    size_t n = 0;
    char **files = file_list(f->arena, PROFILES, ".xml", &n);
    assert_true(n >= 13);
    for (size_t i = 0; i < n; i++) {
        const xmlDoc *doc = xml_load(f->arena, files[i], f->findings);
        const xmlNode *root = xmlDocGetRootElement((xmlDoc *)doc);
        struct book_taken out;
        const xmlNode *back = taken(f, written(f, root), &out);
        assert_string_equal(told(f), "");
        assert_string_equal(normal(f, back), normal(f, root));
    }
}

// Merged with what it stands on, so that people see all of it.
static void a_whole_profile_comes_back_too_and_is_sound(void **state) {
    struct fixture *f = *state;
    const struct profiles *all = profiles_load(f->arena, PROFILES, f->findings);
    for (size_t i = 0; i < profiles_count(all); i++) {
        const struct profile *p = profiles_at(all, i);
        xmlDoc *whole = xml_derived(f->arena, "profil");
        copy_normal(f, xmlDocGetRootElement(whole), profile_node(p));
        xml_set(xmlDocGetRootElement(whole), "extends", NULL);
        xml_set(xmlDocGetRootElement(whole), "id", "lain-2030");
        struct book_taken out;
        const xmlNode *back = taken(f, written(f, xmlDocGetRootElement(whole)), &out);
        assert_string_equal(normal(f, back), normal(f, xmlDocGetRootElement(whole)));
        const struct profiles *again = profiles_load_with(f->arena, PROFILES, "lain-2030.xml", out.text, f->findings);
        assert_string_equal(told(f), "");
        const struct profile *other = profiles_find(again, "lain-2030");
        assert_non_null(other);
        assert_int_equal(profile_rules(other), profile_rules(p));
    }
}

static void the_same_profile_gives_the_same_bytes(void **state) {
    struct fixture *f = *state;
    const xmlDoc *doc = xml_load(f->arena, PROFILES "/kipp-2023.xml", f->findings);
    struct str a = written(f, xmlDocGetRootElement((xmlDoc *)doc)), b = written(f, xmlDocGetRootElement((xmlDoc *)doc));
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.p, b.p, a.n);
}

// ---- edited sheets

// A small workbook as people might leave it: a sheet is a name, heads and rows of cells parted by '|'.
struct small {
    const char *name, *heads;
    const char *rows[8];
};

static size_t split(struct fixture *f, const char *text, const char **out) {
    size_t n = 0;
    for (const char *p = text; p; p = strchr(p, '|') ? strchr(p, '|') + 1 : NULL) {
        out[n++] = arena_strndup(f->arena, p, strcspn(p, "|"));
    }
    return n;
}

static struct str book_of(struct fixture *f, const struct small *sheets, size_t n) {
    struct form_table *tables = ARENA_ARRAY(f->arena, n, struct form_table);
    for (size_t i = 0; i < n; i++) {
        const char *heads[16];
        size_t columns = split(f, sheets[i].heads, heads), rows = 0;
        struct form_column *c = ARENA_ARRAY(f->arena, columns, struct form_column);
        const char **cells = ARENA_ARRAY(f->arena, 16 * 16, const char *);
        for (size_t k = 0; k < columns; k++) {
            c[k].head = heads[k];
        }
        for (; rows < 8 && sheets[i].rows[rows]; rows++) {
            split(f, sheets[i].rows[rows], &cells[rows * columns]);
        }
        tables[i] = (struct form_table){
            .name = sheets[i].name, .columns = c, .n_columns = columns, .cells = cells, .n_rows = rows};
    }
    struct str bytes = {0};
    assert_true(form_tables(f->arena, "uji", tables, n, &bytes));
    return bytes;
}

#define FACTS                                                                                         \
    {"Profil", "Hal|Isi", {"Kode profil|lama", "Judul|Lomba", "Tahun|2030", "Bagian pokok: Tujuan|tujuan", \
                           "Bagian pokok: Signifikansi|tujuan", "Bagian pokok: Dampak|tujuan",             \
                           "Bagian pokok: Transferabilitas|tujuan", NULL}}
#define SECTIONS                                                                                                       \
    {                                                                                                                  \
        "Bagian", "Kode|Judul bagian", {                                                                               \
            "tujuan|Tujuan", NULL                                                                                      \
        }                                                                                                              \
    }
#define FIELDS                                                                                                         \
    {                                                                                                                  \
        "Isian", "Kode|Bagian|Jenis jawaban", {                                                                        \
            "tujuan|tujuan|teks", NULL                                                                                 \
        }                                                                                                              \
    }

static void faults_of_sheets_are_told_with_their_cell(void **state) {
    struct fixture *f = *state;
    static const struct {
        struct small sheet;
        const char *told;
    } rows[] = {
        {{"Isian", "Kode|Bagian|Jenis jawaban", {"baru|tujan|teks", NULL}}, "profile.book-parent Isian!B3 tujuan"},
        {{"Isian", "Kode|Bagian|Jenis jawaban", {"baru|tujuan|teksts", NULL}}, "profile.book-choice Isian!C3 teks"},
        {{"Isian", "Kode|Bagian|Jenis jawaban", {"|tujuan|teks", NULL}}, "profile.book-needed Isian!A3 "},
        {{"Isian", "Kode|Bagian|Jenis jawaban", {"baru||teks", NULL}}, "profile.book-needed Isian!B3 "},
        {{"Isian", "Kode|Bagian|Jenis jawapan", {"tujuan|tujuan|teks", NULL}},
         "profile.book-head Isian!C2 Jenis jawaban"},
        {{"Isian", "Nama|Tempat", {"tujuan|tujuan", NULL}}, "profile.book-heads Isian!A2 "},
        {{"Isiaan", "Kode|Bagian", {"tujuan|tujuan", NULL}}, "profile.book-extra Isiaan Isian"},
        {{"Aturan", "Kode|Jenis|Pada|Nilai", {"x.kata|max_words|tujuan|dua ratus", NULL}}, "profile.number Aturan!D3 "},
        {{"Aturan", "Kode|Jenis|Pada|Nilai", {"x.kata|maks_words|tujuan|200", NULL}},
         "profile.kind Aturan!B3 max_words"},
        {{"Aturan", "Kode|Jenis|Pada|Nilai", {"x.kata|max_words|tujua|200", NULL}}, "profile.field Aturan!C3 tujuan"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f->findings = findings_new(f->arena, f->catalogue);
        struct small sheets[] = {FACTS, SECTIONS, FIELDS, rows[i].sheet};
        size_t n = 4;
        if (strncmp(rows[i].sheet.name, "Isian", 6) == 0) {
            sheets[2] = rows[i].sheet;
            n = 3;
        }
        struct book_taken out;
        assert_true(book_take(f->plan, "buku.xlsx", book_of(f, sheets, n), "lomba-2030", &out, f->findings));
        if (f->findings->n == 0) {
            profiles_load_with(f->arena, "/tidak/ada", "lomba-2030.xml", out.text, f->findings);
            book_place(f->plan, "buku.xlsx", &out, "lomba-2030.xml", f->findings);
        }
        assert_true(f->findings->n > 0);
        const char *all = told(f);
        if (!strstr(all, rows[i].told)) {
            fail_msg("%zu: %s\n%.*s", i, all, (int)out.text.n, out.text.p);
        }
        assert_string_equal(f->findings->items[0].place.file, "buku.xlsx");
    }
}

static void what_is_no_profile_is_refused(void **state) {
    struct fixture *f = *state;
    struct book_taken out;
    const struct small other[] = {{"Pegawai", "Nama|NIP", {"Ani|1", NULL}}};
    assert_false(book_take(f->plan, "buku.xlsx", book_of(f, other, 1), NULL, &out, f->findings));
    assert_string_equal(told(f), "profile.book-sheet  ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open, close)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_profile_comes_back_as_it_went_out), TEST(a_whole_profile_comes_back_too_and_is_sound),
        TEST(the_same_profile_gives_the_same_bytes),   TEST(faults_of_sheets_are_told_with_their_cell),
        TEST(what_is_no_profile_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
