// Facts of shaping, on the real faces.
#include <hb-ot.h>

#include "font/font.h"
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
    const struct face *face = fonts_face(t->fonts, family, false, false, t->findings);
    assert_non_null(face);
    return face;
}

static const struct word *shape(struct fixture *t, const char *family, const char *text) {
    return fonts_shape(t->fonts, face_of(t, family), text, strlen(text));
}

// The width that HarfBuzz itself gives, from the file and without any of our code.
static int independent_width(const struct face *face, const char *text) {
    struct str bytes = face_bytes(face);
    hb_blob_t *blob = hb_blob_create(bytes.p, (unsigned)bytes.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *hb_face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(hb_face);
    hb_font_set_scale(font, 1000, 1000);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("id", -1));
    hb_feature_t feature;
    hb_feature_from_string("-liga", -1, &feature);
    hb_shape(font, buffer, &feature, 1);
    unsigned n;
    const hb_glyph_position_t *p = hb_buffer_get_glyph_positions(buffer, &n);
    int width = 0;
    for (unsigned i = 0; i < n; i++)
        width += p[i].x_advance;
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    hb_face_destroy(hb_face);
    hb_blob_destroy(blob);
    return width;
}

static void widths_are_harfbuzz_widths(void **state) {
    static const char *const families[] = {"Sans", "Serif", "Bookman", "Symbols"};
    static const char *const words[] = {"AVATAR", "Tanah", "Wali", "P.", "efisiensi", "KEPUTUSAN", "Łódź", "1.234,50"};
    struct fixture *t = *state;
    for (size_t f = 0; f < 4; f++) {
        for (size_t w = 0; w < 8; w++) {
            const struct word *word = shape(t, families[f], words[w]);
            assert_int_equal(word->n, 1);
            assert_int_equal(word->missing, 0);
            assert_int_equal(word->width, independent_width(face_of(t, families[f]), words[w]));
            int32_t sum = 0;
            for (size_t i = 0; i < word->segments[0].n; i++)
                sum += word->segments[0].glyphs[i].advance;
            assert_int_equal(sum, word->width);
            assert_int_equal(sum, word->segments[0].width);
        }
    }
}

static void kerning_is_on_and_ligatures_are_off(void **state) {
    struct fixture *t = *state;
    static const char *const families[] = {"Sans", "Serif", "Bookman"};
    for (size_t f = 0; f < 3; f++) {
        int a = shape(t, families[f], "A")->width, v = shape(t, families[f], "V")->width;
        assert_true(shape(t, families[f], "AV")->width < a + v);
        assert_int_equal(shape(t, families[f], "fi")->segments[0].n, 2);
        assert_int_equal(shape(t, families[f], "ffi")->segments[0].n, 3);
    }
}

static void a_word_is_shaped_once(void **state) {
    struct fixture *t = *state;
    char copy[] = "Kabupaten";
    const struct word *word = shape(t, "Sans", "Kabupaten");
    assert_ptr_equal(word, shape(t, "Sans", copy));
    assert_ptr_not_equal(word, shape(t, "Serif", copy));
    for (int i = 0; i < 5000; i++)
        shape(t, "Sans", arena_printf(t->arena, "%d", i));
    assert_ptr_equal(word, shape(t, "Sans", copy));
    int32_t width = word->width;
    fonts_trim(t->fonts, (size_t)1 << 40);
    assert_ptr_equal(word, shape(t, "Sans", copy));
    fonts_trim(t->fonts, 0);
    assert_int_equal(arena_used(fonts_cache(t->fonts)), 0);
    assert_int_equal(shape(t, "Sans", copy)->width, width);
}

static void hyphens(void **state) {
    static const char *const families[] = {"Sans", "Serif", "Bookman"};
    struct fixture *t = *state;
    for (size_t f = 0; f < 3; f++) {
        const struct face *face = face_of(t, families[f]);
        const struct word *soft = shape(t, families[f], "meng\u00ad"), *hard = shape(t, families[f], "-");
        const struct glyph *last = &soft->segments[0].glyphs[4];
        assert_int_equal(soft->segments[0].n, 5);
        assert_int_equal(last->offset, 4);
        assert_true(last->advance > 0);
        assert_int_equal(face_text(face, last->id), 0xad);
        assert_int_equal(last->advance, hard->width);
        assert_int_equal(shape(t, families[f], "anak\u2011anak")->segments[0].glyphs[4].id,
                         hard->segments[0].glyphs[0].id);
        assert_int_equal(shape(t, families[f], "\u2010")->segments[0].glyphs[0].id, hard->segments[0].glyphs[0].id);
    }
}

static void fallback_by_segments(void **state) {
    struct fixture *t = *state;
    const struct word *word = shape(t, "Bookman", "a☐☑b≥");
    assert_int_equal(word->missing, 0);
    assert_int_equal(word->n, 3);
    static const uint32_t starts[] = {0, 1, 7}, ends[] = {1, 7, 11};
    int32_t sum = 0;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(word->segments[i].start, starts[i]);
        assert_int_equal(word->segments[i].end, ends[i]);
        sum += word->segments[i].width;
    }
    assert_int_equal(sum, word->width);
    assert_string_equal(face_name(word->segments[0].face), "URWBookman-Light");
    assert_string_equal(face_name(word->segments[1].face), "DejaVuSans");
    assert_int_equal(word->segments[1].glyphs[1].offset, 4);
    const struct face *bold = fonts_face(t->fonts, "Sans", true, false, t->findings);
    word = fonts_shape(t->fonts, bold, "☑", 3);
    assert_string_equal(face_name(word->segments[0].face), "DejaVuSans-Bold");
}

static void what_no_face_has_is_reported(void **state) {
    struct fixture *t = *state;
    const struct word *word = shape(t, "Sans", "a漢字b");
    assert_int_equal(word->missing, 0x6f22);
    for (size_t i = 0; i < word->n; i++)
        for (size_t k = 0; k < word->segments[i].n; k++)
            assert_int_not_equal(word->segments[i].glyphs[k].id, 0);
    assert_int_equal(shape(t, "Sans", "\u0628")->missing, 0x628);
    assert_int_equal(shape(t, "Sans", "a\x01")->missing, 1);
    assert_int_equal(shape(t, "Sans", "\xff")->missing, 0);  // U+FFFD itself can be drawn
}

static void characters_without_shape(void **state) {
    struct fixture *t = *state;
    static const char *const words[] = {"a\u200db", "a\u200bb", "\ufeffab", "ab\u2060", "\u200ea\ufe0fb\u200f"};
    int width = shape(t, "Sans", "ab")->width;
    for (size_t i = 0; i < 5; i++) {
        const struct word *word = shape(t, "Sans", words[i]);
        assert_int_equal(word->n, 1);
        assert_int_equal(word->segments[0].n, 2);
        assert_int_equal(word->width, width);
        assert_int_equal(word->missing, 0);
        assert_int_equal(word->segments[0].glyphs[0].offset, 0);
        assert_int_equal(word->segments[0].end, strlen(words[i]));
    }
    assert_int_equal(shape(t, "Sans", "\ufeff\u200b")->n, 0);
    assert_int_equal(shape(t, "Sans", "")->n, 0);
}

static void accents(void **state) {
    struct fixture *t = *state;
    // One glyph for two characters: e and the acute compose.
    const struct word *word = shape(t, "Bookman", "e\u0301a");
    assert_int_equal(word->segments[0].n, 2);
    assert_int_equal(face_text(word->segments[0].face, word->segments[0].glyphs[0].id), 0xe9);
    assert_int_equal(word->segments[0].glyphs[1].offset, 3);
    // Three glyphs for three characters that stand together: the first has all bytes.
    word = shape(t, "Sans", "q\u0323\u0301z");
    assert_int_equal(word->n, 1);
    assert_int_equal(word->segments[0].n, 4);
    assert_int_equal(word->segments[0].glyphs[0].offset, 0);
    for (size_t i = 1; i < 4; i++)
        assert_int_equal(word->segments[0].glyphs[i].offset, 5);
    assert_true(word->segments[0].glyphs[1].dy < 0);
    // The letter goes with its mark: URW Bookman has q but not the dot below.
    word = shape(t, "Bookman", "q\u0323");
    assert_int_equal(word->n, 1);
    assert_string_equal(face_name(word->segments[0].face), "DejaVuSans");
}

static void no_break_space_and_narrow_space(void **state) {
    struct fixture *t = *state;
    const struct word *word = shape(t, "Bookman", "Rp\u00a01");
    assert_int_equal(word->segments[0].n, 4);
    assert_int_equal(word->segments[0].glyphs[2].advance, face_space(face_of(t, "Bookman")));
    word = shape(t, "Bookman", "a\u202fb");  // the face has none: made from the ordinary space
    assert_int_equal(word->n, 1);
    assert_int_equal(word->missing, 0);
    assert_int_equal(word->segments[0].glyphs[1].advance, face_space(face_of(t, "Bookman")) / 2);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(widths_are_harfbuzz_widths),
        T(kerning_is_on_and_ligatures_are_off),
        T(a_word_is_shaped_once),
        T(hyphens),
        T(fallback_by_segments),
        T(what_no_face_has_is_reported),
        T(characters_without_shape),
        T(accents),
        T(no_break_space_and_narrow_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
