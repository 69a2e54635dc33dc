// Whole files to objects: the five real texts, and layouts of other regions that we made up. What comes out of each
// stands beside it (<name>.hasil): objects, then findings and repairs; NASKAH_UPDATE_GOLDEN=1 writes it anew.
#include "fixture.h"

#include "base/html.h"

#define FOLDER NASKAH_SOURCE_DIR "/tests/read/"

static void add_findings(struct buf *out, struct fixture *f, struct findings *list) {
    findings_sort(list);
    for (size_t i = 0; i < list->n; i++) {
        const struct finding *x = &list->items[i];
        buf_printf(out, "%d %s [%s]\n", x->place.line, message_text(f->catalogue, LANGUAGE_ID, x, out->arena),
                   x->rule);
    }
}

// What a page says to people who read it: not its scripts and styles.
static void page_text(struct buf *out, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE) {
        buf_str(out, (const char *)node->content);
    }
    bool inside = xml_is(node, "b") || xml_is(node, "i");
    if (node->type == XML_ELEMENT_NODE && !inside) {
        buf_char(out, ' ');
    }
    bool hidden = xml_is(node, "script") || xml_is(node, "style") || xml_is(node, "head");
    for (const xmlNode *c = hidden ? NULL : node->children; c; c = c->next) {
        page_text(out, c);
    }
    if (node->type == XML_ELEMENT_NODE && !inside) {
        buf_char(out, ' ');
    }
}

static const char *words_of(struct arena *arena, const struct import *im, struct str bytes) {
    if (im->shape.kind != SHAPE_HTML) {
        return text_words(arena, bytes);
    }
    struct buf out = buf_new(arena);
    page_text(&out, xmlDocGetRootElement(html_parse(arena, bytes)));
    return buf_text(&out);
}

static int compare(struct fixture *f, const char *path) {
    struct arena *arena = arena_new(0);
    struct str bytes, expected = {"", 0};
    const char *why, *golden = arena_printf(arena, "%.*s.hasil", (int)(strrchr(path, '.') - path), path);
    bool good;
    assert_true(file_read(arena, path, (size_t)1 << 20, &bytes, &why));
    struct import *im = fixture_import(f, arena, strrchr(path, '/') + 1, bytes, &good);
    struct buf out = buf_new(arena);
    buf_str(&out, good ? import_xml(arena, im->data, NULL) : "ditolak\n");
    add_findings(&out, f, im->findings);
    add_findings(&out, f, im->repairs);
    const char *lost = good ? lost_words(im, words_of(arena, im, bytes)) : "";
    if (*lost) {
        fprintf(stderr, "%s: lost: %s\n", path, lost);
    }
    if (getenv("NASKAH_UPDATE_GOLDEN")) {
        struct staging *s = staging_new(arena);
        assert_true(staging_add(s, golden, out.p, out.n) && staging_commit(s));
    }
    file_read(arena, golden, (size_t)1 << 20, &expected, &why);
    int wrong = *lost != '\0' || strcmp(expected.p, out.p) != 0;
    if (strcmp(expected.p, out.p) != 0) {
        fprintf(stderr, "%s: differs from what was imported:\n%s\n", golden, out.p);
    }
    arena_free(arena);
    return wrong;
}

static void compare_folder(struct fixture *f, const char *folder, size_t least) {
    size_t n = 0, done = 0;
    int wrong = 0;
    char **files = file_list(f->arena, folder, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        if (!strstr(files[i], ".hasil")) {
            wrong += compare(f, files[i]);
            done++;
        }
    }
    assert_true(done >= least);
    assert_int_equal(wrong, 0);
}

static void the_real_texts_give_their_objects_and_findings(void **state) {
    compare_folder(*state, FOLDER "real", 5);
}

static void other_layouts_are_placed_or_kept(void **state) {
    compare_folder(*state, FOLDER "layouts", 23);
}

// The same text in any encoding gives the same objects.
static void encodings_make_no_difference(void **state) {
    struct fixture *f = *state;
    struct arena *arena = arena_new(0);
    struct str utf8;
    const char *why;
    bool good;
    assert_true(file_read(arena, FOLDER "real/makassar.txt", (size_t)1 << 20, &utf8, &why));
    struct import *plain = fixture_import(f, arena, "a.txt", utf8, &good);
    assert_true(good);
    const char *expected = import_xml(arena, plain->data, NULL);
    for (int kind = 0; kind < 3; kind++) {
        struct buf b = buf_new(arena);
        if (kind == 2) {
            buf_str(&b, "\xEF\xBB\xBF");
        } else {
            buf_add(&b, kind ? "\xFE\xFF" : "\xFF\xFE", 2);
        }
        for (const char *p = utf8.p, *end = utf8.p + utf8.n; p < end;) {
            unsigned c = text_next(&p, end);
            if (kind == 2) {
                buf_utf8(&b, c == '\n' ? '\r' : c);
                continue;
            }
            buf_char(&b, (char)(kind ? c >> 8 : c & 0xFF));
            buf_char(&b, (char)(kind ? c & 0xFF : c >> 8));
        }
        struct import *im = fixture_import(f, arena, "a.txt", (struct str){b.p, b.n}, &good);
        assert_true(good);
        assert_string_equal(import_xml(arena, im->data, NULL), expected);
    }
    arena_free(arena);
}

static void every_field_says_where_it_came_from(void **state) {
    struct fixture *f = *state;
    struct arena *arena = arena_new(0);
    struct str bytes;
    const char *why;
    bool good;
    assert_true(file_read(arena, FOLDER "real/karo.txt", (size_t)1 << 20, &bytes, &why));
    struct import *im = fixture_import(f, arena, "a.txt", bytes, &good);
    static const struct {
        const char *path;
        int line;
    } expected[] = {{"@nama", 5}, {"tahapan", 7}, {"@bentuk", 10}, {"usulan/jawaban[@bagian='tujuan']", 13},
                    {"tahapan/@penerapan", 29}, {"usulan/jawaban[@bagian='rancang']", 32}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int line = 0;
        for (size_t k = 0; k < im->n_where; k++) {
            line = strcmp(im->where[k].path, expected[i].path) == 0 ? im->where[k].place.line : line;
        }
        assert_int_equal(line, expected[i].line);
    }
    arena_free(arena);
}

// Forms of two years may fit a short text equally well; the year that it names decides.
static void the_year_that_is_named_decides(void **state) {
    struct fixture *f = *state;
    static const char *const years[] = {"2022", "2023"};
    for (size_t i = 0; i < 2; i++) {
        static const char form[] = "PROPOSAL KIPP %s\n\nJudul Inovasi : Antar Obat\n\n"
                                   "RINGKASAN\nJawaban:\nObat diantar ke rumah.\n\n"
                                   "SIGNIFIKANSI\nJawaban:\nTidak perlu antre.\n\n"
                                   "ADAPTABILITAS\nJawaban:\nSudah ditiru.\n";
        const char *text = arena_printf(f->arena, form, years[i]);
        struct arena *arena = arena_new(0);
        bool good;
        struct import *im = fixture_import(f, arena, "uji.txt", (struct str){text, strlen(text)}, &good);
        assert_true(good);
        const xmlNode *usulan = xml_child(fixture_innovation(im), "usulan");
        assert_string_equal(xml_attr(usulan, "profil"), arena_printf(arena, "kipp-%s", years[i]));
        assert_non_null(strstr(fixture_answer(im, "signifikansi"), "Tidak perlu antre."));
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_real_texts_give_their_objects_and_findings),
        cmocka_unit_test(other_layouts_are_placed_or_kept),
        cmocka_unit_test(encodings_make_no_difference),
        cmocka_unit_test(every_field_says_where_it_came_from),
        cmocka_unit_test(the_year_that_is_named_decides),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
