#include "font/font.h"

#include "base/file.h"
#include "base/hash.h"
#include "support.h"

#define SANS "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"
#define BOOKMAN "/usr/share/fonts/opentype/urw-base35/URWBookman-Light.otf"

struct fixture {
    struct arena *arena;
    struct findings *findings;
    struct fonts *fonts;
    char *folder;
};

static int set_up(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *t = ARENA_NEW(arena, struct fixture);
    t->arena = arena;
    t->findings = findings_new(arena, NULL);
    t->folder = support_folder(arena);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *t = *state;
    support_remove(t->folder);
    arena_free(t->arena);
    return 0;
}

static struct fonts *load(struct fixture *t, const char *own) {
    struct fonts *fonts = fonts_load(t->arena, NASKAH_SOURCE_DIR "/fonts/fonts.xml", own, t->findings);
    assert_non_null(fonts);
    return fonts;
}

static void families_and_styles(void **state) {
    static const struct {
        const char *family;
        bool bold, italic;
        const char *name;
        bool cff;
    } rows[] = {
        {"Sans", false, false, "LiberationSans", false},
        {"Arial", true, false, "LiberationSans-Bold", false},
        {"sans", false, true, "LiberationSans-Italic", false},
        {"Times New Roman", true, true, "LiberationSerif-BoldItalic", false},
        {"Bookman", false, false, "URWBookman-Light", true},
        {"Bookman Old Style", true, false, "URWBookman-Demi", true},
        {"Bookman", false, true, "URWBookman-LightItalic", true},
        {"Bookman", true, true, "URWBookman-DemiItalic", true},
        {"Symbols", false, true, "DejaVuSans", false},
        {"DejaVu Sans", true, true, "DejaVuSans-Bold", false},
    };
    struct fixture *t = *state;
    struct fonts *fonts = load(t, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct face *face = fonts_face(fonts, rows[i].family, rows[i].bold, rows[i].italic, t->findings);
        assert_non_null(face);
        assert_string_equal(face_name(face), rows[i].name);
        assert_int_equal(face_is_cff(face), rows[i].cff);
        assert_ptr_equal(face, fonts_face(fonts, rows[i].family, rows[i].bold, rows[i].italic, t->findings));
    }
    assert_int_equal(t->findings->n, 0);
}

static void measures_of_a_face(void **state) {
    struct fixture *t = *state;
    struct fonts *fonts = load(t, NULL);
    const struct face *face = fonts_face(fonts, "Sans", false, false, t->findings);
    const struct metrics *m = face_metrics(face);
    assert_int_equal(m->ascent, 905);
    assert_int_equal(m->descent, 212);
    assert_int_equal(m->cap_height, 688);
    assert_int_equal(m->x_height, 528);
    assert_int_equal(face_space(face), 278);
    assert_true(m->underline_position <= -100 && m->underline_thickness >= 40);
    const struct descriptor *d = face_descriptor(face);
    assert_int_equal(d->box[0], -544);
    assert_int_equal(d->box[3], 980);
    assert_false(d->serif || d->italic);
    d = face_descriptor(fonts_face(fonts, "Serif", false, true, t->findings));
    assert_true(d->serif && d->italic && d->italic_angle == -16);
    char hash[HASH_SIZE];
    struct str bytes = face_bytes(face);
    hash_bytes(bytes.p, bytes.n, hash);
    assert_string_equal(face_hash(face), hash);
    assert_int_equal(bytes.n, 410712);
    assert_true(face_has(face, 0x2265));
    assert_false(face_has(face, 0x2610));
    assert_int_equal(face_text(face, 36), 'A');
    assert_int_equal(face_advance(face, 36), 667);
    assert_int_equal(face_advance(face, 1000000), 0);
}

static void an_unknown_family_is_one_finding(void **state) {
    struct fixture *t = *state;
    struct fonts *fonts = load(t, NULL);
    for (int i = 0; i < 3; i++)
        assert_string_equal(face_name(fonts_face(fonts, "Comic", true, false, t->findings)), "LiberationSans-Bold");
    assert_int_equal(t->findings->n, 1);
    assert_string_equal(t->findings->items[0].rule, "font.family");
    assert_string_equal(t->findings->items[0].args[0].value, "Comic");
    fonts_face(fonts, "Papyrus", false, false, t->findings);
    assert_int_equal(t->findings->n, 2);
}

static void the_list_must_be_readable(void **state) {
    struct fixture *t = *state;
    static const char empty[] = "<fonts/>";
    assert_null(fonts_load(t->arena, "/nowhere/fonts.xml", NULL, t->findings));
    const struct finding *last = &t->findings->items[t->findings->n - 1];
    assert_string_equal(last->rule, "font.list");
    assert_int_equal(last->severity, SEVERITY_FATAL);
    size_t before = t->findings->n;
    const char *list = support_write(t->arena, t->folder, "fonts.xml", empty, sizeof empty - 1);
    assert_null(fonts_load(t->arena, list, NULL, t->findings));
    assert_int_equal(t->findings->n, before + 1);
}

// A list of one family whose only file is `name`, which is looked for beside the list.
static struct fonts *load_single(struct fixture *t, const char *name) {
    char *xml =
        arena_printf(t->arena, "<fonts><family name='A'><face file='%s' package='paket'/></family></fonts>", name);
    return fonts_load(t->arena, support_write(t->arena, t->folder, "fonts.xml", xml, strlen(xml)), NULL, t->findings);
}

static void a_missing_file_is_one_finding(void **state) {
    struct fixture *t = *state;
    struct fonts *fonts = load_single(t, "tiada.ttf");
    for (int i = 0; i < 2; i++)
        assert_null(fonts_face(fonts, "A", false, false, t->findings));
    assert_int_equal(t->findings->n, 1);
    assert_string_equal(t->findings->items[0].rule, "font.file");
    assert_string_equal(t->findings->items[0].args[0].value, "tiada.ttf");
    assert_string_equal(t->findings->items[0].args[1].value, "paket");
}

static struct str read_whole(struct fixture *t, const char *path) {
    struct str bytes;
    const char *why;
    assert_true(file_read(t->arena, path, FONT_MAX_BYTES, &bytes, &why));
    return bytes;
}

static void must_be_broken(struct fixture *t, const char *bytes, size_t n) {
    support_write(t->arena, t->folder, "a.ttf", bytes, n);
    t->findings->n = 0;
    struct fonts *fonts = load_single(t, "a.ttf");
    assert_null(fonts_face(fonts, "A", false, false, t->findings));
    assert_int_equal(t->findings->n, 1);
    assert_string_equal(t->findings->items[0].rule, "font.broken");
}

static void a_cut_file_is_a_finding(void **state) {
    struct fixture *t = *state;
    static const char *const files[] = {SANS, BOOKMAN};
    for (size_t f = 0; f < 2; f++) {
        struct str bytes = read_whole(t, files[f]);
        size_t cuts[] = {0, 1, 11, 12, 100, 300, bytes.n / 2, bytes.n - 4};
        for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
            must_be_broken(t, bytes.p, cuts[i]);
    }
    must_be_broken(t, "<html>Not found</html>", 22);
}

// The face that a file gives, or NULL with exactly one finding. What opens must be fit for use.
static bool opens(struct fixture *t, const char *bytes, size_t n) {
    support_write(t->arena, t->folder, "a.ttf", bytes, n);
    t->findings->n = 0;
    struct fonts *fonts = load_single(t, "a.ttf");
    const struct face *face = fonts_face(fonts, "A", false, false, t->findings);
    if (!face) {
        assert_int_equal(t->findings->n, 1);
        assert_string_equal(t->findings->items[0].rule, "font.broken");
        return false;
    }
    const struct word *word = fonts_shape(fonts, face, "Naskah", 6);
    assert_int_equal(word->width, word->segments[0].width);
    assert_non_null(fonts_subset(fonts, face, &word->segments[0].glyphs[0].id, 1));
    return true;
}

static void a_damaged_file_is_a_finding(void **state) {
    struct fixture *t = *state;
    static const char *const files[] = {SANS, BOOKMAN};
    uint32_t random = 12345;
    int opened = 0;
    for (int i = 0; i < 60; i++) {
        struct str bytes = read_whole(t, files[i % 2]);
        char *copy = memcpy(arena_alloc(t->arena, bytes.n), bytes.p, bytes.n);
        random = random * 1664525 + 1013904223;
        // The head of the file half of the time: that is where one wrong byte does the most harm.
        size_t at = random / 7 % (i % 4 < 2 ? 300 : bytes.n);
        copy[at] ^= (char)(1 + random % 255);
        opened += opens(t, copy, bytes.n);
    }
    // A few bytes are not covered by any check sum: hints for searching, fillers, names of tables nobody reads.
    assert_true(opened <= 6);
}

static void own_files_come_first(void **state) {
    struct fixture *t = *state;
    struct str bytes = read_whole(t, "/usr/share/fonts/truetype/liberation2/LiberationMono-Bold.ttf");
    support_write(t->arena, t->folder, "mono.ttf", bytes.p, bytes.n);
    bytes = read_whole(t, "/usr/share/fonts/opentype/urw-base35/C059-Roman.otf");
    support_write(t->arena, t->folder, "c.otf", bytes.p, bytes.n);
    support_write(t->arena, t->folder, "rusak.otf", bytes.p, bytes.n - 1000);
    support_write(t->arena, t->folder, "baca.txt", "x", 1);
    struct fonts *fonts = load(t, t->folder);
    assert_int_equal(t->findings->n, 1);
    assert_string_equal(t->findings->items[0].rule, "font.own");
    t->findings->n = 0;
    assert_string_equal(face_name(fonts_face(fonts, "Liberation Mono", false, false, t->findings)),
                        "LiberationMono-Bold");
    assert_string_equal(face_name(fonts_face(fonts, "C059", true, false, t->findings)), "C059-Roman");
    assert_string_equal(face_name(fonts_face(fonts, "Sans", false, false, t->findings)), "LiberationSans");
    assert_int_equal(t->findings->n, 0);
    // The first family of the list stays the one for unknown names only when the office has none of its own.
    fonts_face(fonts, "Comic", false, false, t->findings);
    assert_int_equal(t->findings->n, 1);
}

static void fake_faces(void **state) {
    struct fixture *t = *state;
    struct fonts *fonts = fonts_fake(t->arena);
    const struct face *face = fonts_face(fonts, "Bookman", true, true, t->findings);
    assert_string_equal(face_name(face), "Bookman-BoldItalic");
    assert_string_equal(face_name(fonts_face(fonts, "Sans", false, false, t->findings)), "Sans");
    assert_ptr_equal(face, fonts_face(fonts, "Bookman", true, true, t->findings));
    assert_int_equal(face_metrics(face)->ascent, 800);
    assert_int_equal(face_space(face), 250);
    const struct word *word = fonts_shape(fonts, face, "a\u00a0\u2011\u00ad", 8);
    assert_int_equal(word->width, 500 + 250 + 500 + 500);
    assert_int_equal(word->segments[0].glyphs[2].id, '-');
    assert_int_equal(word->segments[0].glyphs[3].offset, 6);
    assert_int_equal(word->missing, 0);
    assert_int_equal(fonts_shape(fonts, face, "\u3042", 3)->missing, 0x3042);
    assert_null(fonts_subset(fonts, face, (uint32_t[]){65}, 1));
    assert_string_not_equal(face_hash(face), face_hash(fonts_face(fonts, "Sans", false, false, t->findings)));
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(families_and_styles),
        T(measures_of_a_face),
        T(an_unknown_family_is_one_finding),
        T(the_list_must_be_readable),
        T(a_missing_file_is_one_finding),
        T(a_cut_file_is_a_finding),
        T(a_damaged_file_is_a_finding),
        T(own_files_come_first),
        T(fake_faces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
