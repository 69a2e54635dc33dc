#include "support.h"

#include "read/clean.h"
#include "read/encoding.h"

#define BYTES(text) (struct str){text, sizeof text - 1}

static void every_encoding_becomes_utf_8(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    static const struct {
        struct str bytes;
        const char *text;
        enum encoding encoding;
    } table[] = {
        {BYTES("biasa\r\ndua\rtiga"), "biasa\ndua\ntiga", ENCODING_UTF8},
        {BYTES("\xEF\xBB\xBF" "a"), "a", ENCODING_UTF8},
        {BYTES("\xFF\xFE\x42\x00\x1C\x20"), "B“", ENCODING_UTF16LE},
        {BYTES("\xFE\xFF\x00\x42\x20\x1C"), "B“", ENCODING_UTF16BE},
        {BYTES("T\0u\0j\0u\0a\0n\0"), "Tujuan", ENCODING_UTF16LE},
        {BYTES("\0T\0u\0j\0u\0a\0n"), "Tujuan", ENCODING_UTF16BE},
        {BYTES("\x93kutip\x94 \x96 caf\xE9"), "“kutip” – café", ENCODING_WINDOWS},
        {BYTES("sudah “UTF-8” tetapi \x96 satu"), "sudah “UTF-8” tetapi – satu", ENCODING_WINDOWS},
        {BYTES("a\x01\x7F" "b"), "ab", ENCODING_UTF8},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct decoded d = decode_text(arena, table[i].bytes);
        assert_int_equal(d.encoding, table[i].encoding);
        assert_string_equal(d.text.p, table[i].text);
    }
    arena_free(arena);
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    assert_int_equal(decode_text(arena, BYTES("satu\0dua")).encoding, ENCODING_BAD);
    assert_int_equal(decode_text(arena, BYTES("\xFF\xFE\0\0a\0\0\0")).encoding, ENCODING_BAD);
    arena_free(arena);
}

static void twice_encoded_characters_are_restored(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    static const char *const pairs[][2] = {
        {"â€œkutipâ€\xC2\x9D", "“kutip”"}, {"satu â€“ dua", "satu – dua"},     {"cafÃ©", "café"},
        {"Â°C", "°C"},                     {"itâ€™s", "it’s"},                 {"â€¢ butir", "• butir"},
        {"10Â m", "10\xC2\xA0m"},          {"Âkhir", "Âkhir"},                 {"“sudah benar”", "“sudah benar”"},
        {"kutip â€ hilang", "kutip ” hilang"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t n = 0;
        assert_string_equal(decode_mojibake(arena, pairs[i][0], &n), pairs[i][1]);
        assert_int_equal(n > 0, strcmp(pairs[i][0], pairs[i][1]) != 0);
    }
    arena_free(arena);
}

static void spaces_and_entities_are_counted(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct cleaning done = {0};
    assert_string_equal(clean_spaces(arena, "a\xC2\xA0" "b\n\xC2\xAD" "c\xE2\x80\x83" "d\xE2\x80\x8B", 1, &done),
                        "a b\nc d");
    assert_int_equal(done.spaces, 2);
    assert_int_equal(done.inkless, 2);
    assert_int_equal(done.inkless_line, 2);
    assert_string_equal(clean_entities(arena, "&lt;a&gt; &amp;amp; &#8211; &#x201c; &salah; AT&T &", 1, &done),
                        "<a> &amp; – “ &salah; AT&T &");
    assert_int_equal(done.entities, 5);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_becomes_utf_8),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(twice_encoded_characters_are_restored),
        cmocka_unit_test(spaces_and_entities_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
