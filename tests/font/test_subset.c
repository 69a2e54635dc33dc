#include <hb-ot.h>

#include "font/font.h"
#include "font/internal.h"
#include "support.h"

struct fixture {
    struct arena *arena;
    struct findings *findings;
    struct fonts *fonts;
};

static int set_up(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *t = ARENA_NEW(arena, struct fixture);
    t->arena = arena;
    t->findings = findings_new(arena, NULL);
    t->fonts = fonts_load(arena, NASKAH_SOURCE_DIR "/fonts/fonts.xml", NULL, t->findings);
    assert_non_null(t->fonts);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *t = *state;
    arena_free(t->arena);
    return 0;
}

static const struct face *face_of(struct fixture *t, const char *family) {
    return fonts_face(t->fonts, family, false, false, t->findings);
}

static struct subset *subset_for(struct fixture *t, const struct face *face, const char *text) {
    const struct word *word = fonts_shape(t->fonts, face, text, strlen(text));
    uint32_t glyphs[64];
    assert_int_equal(word->n, 1);
    for (size_t i = 0; i < word->segments[0].n; i++)
        glyphs[i] = word->segments[0].glyphs[i].id;
    return fonts_subset(t->fonts, face, glyphs, word->segments[0].n);
}

struct contour {
    char text[4096];
    size_t n;
};

static void add_point(struct contour *o, char what, float x, float y) {
    if (o->n + 40 < sizeof o->text)
        o->n += (size_t)snprintf(o->text + o->n, 40, "%c%.0f,%.0f ", what, (double)x, (double)y);
}

static void move_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *s, float x, float y, void *user) {
    (void)f, (void)s, (void)user;
    add_point(data, 'M', x, y);
}

static void line_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *s, float x, float y, void *user) {
    (void)f, (void)s, (void)user;
    add_point(data, 'L', x, y);
}

static void quadratic_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *s, float cx, float cy, float x, float y,
                         void *user) {
    (void)f, (void)s, (void)user;
    add_point(data, 'Q', cx, cy);
    add_point(data, ' ', x, y);
}

static struct contour outline_of(hb_face_t *face, uint32_t glyph) {
    struct contour outline = {"", 0};
    hb_font_t *font = hb_font_create(face);
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
    hb_font_get_glyph_shape(font, glyph, funcs, &outline);
    hb_draw_funcs_destroy(funcs);
    hb_font_destroy(font);
    return outline;
}

static void glyphs_keep_their_ids_and_shapes(void **state) {
    struct fixture *t = *state;
    const struct face *face = face_of(t, "Sans");
    struct subset *s = subset_for(t, face, "Agé");
    assert_non_null(s);
    assert_true(s->program.n < face_bytes(face).n / 8);
    hb_blob_t *blob = hb_blob_create(s->program.p, (unsigned)s->program.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *made = hb_face_create(blob, 0);
    bool composed = false;
    for (size_t i = 0; i < s->n; i++) {
        struct contour wanted = outline_of(face->hb_face, s->glyphs[i]), found = outline_of(made, s->glyphs[i]);
        assert_string_equal(found.text, wanted.text);
        composed = composed || (face_text(face, s->glyphs[i]) == 0xe9 && wanted.n > 100);
    }
    assert_true(composed);
    // Nothing but what PDF reads: no layout, no names, no hints.
    static const char *const gone[] = {"GSUB", "GPOS", "cmap", "name", "post", "fpgm", "prep", "OS/2"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        hb_blob_t *table = hb_face_reference_table(made, hb_tag_from_string(gone[i], 4));
        assert_int_equal(hb_blob_get_length(table), 0);
        hb_blob_destroy(table);
    }
    hb_face_destroy(made);
    hb_blob_destroy(blob);
}

static void a_cff_is_given_bare(void **state) {
    struct fixture *t = *state;
    const struct face *face = face_of(t, "Bookman");
    struct subset *s = subset_for(t, face, "Bupati");
    assert_non_null(s);
    assert_true(s->program.n < 30000);
    assert_int_equal(s->program.p[0], 1);  // major version of the CFF header
    assert_memory_not_equal(s->program.p, "OTTO", 4);
}

static void subsets_are_rounded_up(void **state) {
    struct fixture *t = *state;
    const struct face *face = face_of(t, "Sans");
    struct subset *first = subset_for(t, face, "abc"), *second = subset_for(t, face, "XYZ–09“");
    assert_ptr_equal(first, second);
    assert_int_equal(strlen(first->tag), 6);
    assert_int_equal(first->n, 95 + 10);
    struct subset *more = subset_for(t, face, "Łab");
    assert_ptr_not_equal(more, first);
    assert_string_not_equal(more->tag, first->tag);
    assert_true(more->n > first->n && more->program.n > first->program.n);
    assert_string_not_equal(subset_for(t, face_of(t, "Serif"), "abc")->tag, first->tag);
}

static void order_does_not_matter(void **state) {
    struct fixture *t = *state;
    const struct face *face = face_of(t, "Symbols");
    struct subset *first = subset_for(t, face, "→☐Ł≥é");
    char tag[7];
    strcpy(tag, first->tag);
    struct str program = {arena_strdup(t->arena, ""), first->program.n};
    program.p = memcpy(arena_alloc(t->arena, program.n), first->program.p, program.n);
    fonts_trim(t->fonts, 0);
    struct subset *second = subset_for(t, face, "éé≥Ł☐→→☑");
    assert_string_equal(second->tag, tag);
    assert_int_equal(second->program.n, program.n);
    assert_memory_equal(second->program.p, program.p, program.n);
}

static void blocks(void **state) {
    (void)state;
    assert_int_equal(subset_block('a', 1), subset_block(0x2026, 900));
    assert_int_equal(subset_block(0xe9, 1), subset_block(0xf1, 2));
    assert_int_not_equal(subset_block(0xe9, 1), subset_block('e', 1));
    assert_int_equal(subset_block(0x4e00, 1), subset_block(0x4e0f, 2));
    assert_int_not_equal(subset_block(0x4e0f, 1), subset_block(0x4e10, 1));
    assert_int_equal(subset_block(0, 64), subset_block(0, 127));
    assert_int_not_equal(subset_block(0, 63), subset_block(0, 64));
    assert_int_not_equal(subset_block(0, 0), subset_block(0x10ffff, 0));
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(glyphs_keep_their_ids_and_shapes),
        T(a_cff_is_given_bare),
        T(subsets_are_rounded_up),
        T(order_does_not_matter),
        T(blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
