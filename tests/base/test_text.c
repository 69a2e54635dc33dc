#include "base/buf.h"
#include "base/text.h"
#include "support.h"

static struct arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static void every_code_point_comes_back(void **state) {
    (void)state;
    for (unsigned c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 251) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        struct buf b = buf_new(arena);
        buf_utf8(&b, c);
        const char *p = b.p;
        assert_int_equal(text_next(&p, b.p + b.n), c);
        assert_ptr_equal(p, b.p + b.n);
        assert_true(text_valid(b.p, b.n));
        if (b.n > 1)
            assert_false(text_valid(b.p, b.n - 1));
        arena_reset(arena);
    }
}

static void malformed_bytes_are_replaced_one_by_one(void **state) {
    (void)state;
    static const char *const bad[] = {"\x80",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xE0\x9F\xBF",
                                      "\xED\xA0\x80",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xFF",
                                      "\xC3",
                                      "\xE2\x82",
                                      "\xC3("};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *p = bad[i], *end = p + strlen(p);
        assert_false(text_valid(p, strlen(p)));
        assert_int_equal(text_next(&p, end), 0xFFFD);
        assert_ptr_equal(p, bad[i] + 1);
    }
    assert_false(text_valid("a\0b", 3));
    assert_true(text_valid("", 0));
    const char *p = "x";
    assert_int_equal(text_next(&p, p), 0);
}

static void white_space_of_two_kinds(void **state) {
    (void)state;
    static const unsigned breaking[] = {' ', '\t', '\n', '\r', 0x2028};
    static const unsigned fixed[] = {0xA0, 0x202F, 0x3000, 0x2003};
    for (size_t i = 0; i < 5; i++)
        assert_true(text_is_space(breaking[i]) && text_is_breaking_space(breaking[i]));
    for (size_t i = 0; i < 4; i++)
        assert_true(text_is_space(fixed[i]) && !text_is_breaking_space(fixed[i]));
    assert_false(text_is_space('a') || text_is_space(0) || text_is_space(0x200B));
    assert_true(text_blank(NULL) && text_blank("") && text_blank(" \t\n\xC2\xA0 \xE2\x80\x8B"));
    assert_false(text_blank("  a ") || text_blank("-"));
}

static void cases_follow_the_letter(void **state) {
    (void)state;
    assert_string_equal(text_upper(arena, "kabupaten Karo é ÿ ß ž ń ş 1 ÷"), "KABUPATEN KARO É Ÿ ß Ž Ń Ş 1 ÷");
    assert_string_equal(text_lower(arena, "KABUPATEN Karo É Ÿ Ž Ń Ş İ ×"), "kabupaten karo é ÿ ž ń ş i ×");
    assert_string_equal(text_upper(arena, ""), "");
    assert_string_equal(text_upper(arena, "a\xFF"), "A\xEF\xBF\xBD");
    for (unsigned c = 0x20; c < 0x2000; c++) {
        struct buf b = buf_new(arena);
        buf_utf8(&b, c);
        const char *up = text_upper(arena, buf_text(&b)), *low = text_lower(arena, up);
        // A letter that changes when raised comes back when lowered, save the two that share a capital with another.
        if (strcmp(up, buf_text(&b)) != 0 && c != 0x131 && c != 0x17F)
            assert_string_equal(low, buf_text(&b));
        arena_reset(arena);
    }
}

static void collapsing_keeps_what_may_not_break(void **state) {
    (void)state;
    assert_string_equal(text_collapse(arena, "  a \t\n b  "), "a b");
    assert_string_equal(text_collapse(arena, "Rp\xC2\xA0"
                                             "5  juta"),
                        "Rp\xC2\xA0"
                        "5 juta");
    assert_string_equal(text_collapse(arena, ""), "");
    assert_string_equal(text_collapse(arena, " \n "), "");
    assert_string_equal(text_collapse(arena, "\xC2\xA0"), "\xC2\xA0");
    assert_string_equal(text_collapse(arena, "a \xFF b"), "a \xFF b");
    // Whatever stands together in eight bytes.
    static const char *const pieces[] = {"a", "ab ", " ", "\n", "kata", "\xC2\xA0", "\x7F", "~",
                                         "\xC3\xA9", "  b", "12345678"};
    unsigned seed = 1;
    for (int round = 0; round < 2000; round++) {
        struct buf text = buf_new(arena), want = buf_new(arena);
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_str(&text, pieces[(seed >> 8) % (sizeof pieces / sizeof *pieces)]);
        }
        for (const char *p = buf_text(&text); *p; p++) {
            bool space = *p == ' ' || *p == '\n', before = want.n && want.p[want.n - 1] == ' ';
            if (!space || (want.n && !before)) {
                buf_char(&want, space ? ' ' : *p);
            }
        }
        if (want.n && want.p[want.n - 1] == ' ') {
            want.p[--want.n] = '\0';
        }
        assert_string_equal(text_collapse(arena, buf_text(&text)), buf_text(&want));
    }
}

static void length_counts_code_points(void **state) {
    (void)state;
    assert_int_equal(text_length(""), 0);
    assert_int_equal(text_length("Karo"), 4);
    assert_int_equal(text_length("né“x”"), 5);
}

static void distance_and_the_nearest_name(void **state) {
    (void)state;
    static const char *const names[] = {"usulan", "jawaban", "inovasi", "instansi"};
    assert_int_equal(text_distance("", "abc"), 3);
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_distance("Usulan", "usulan"), 0);
    assert_int_equal(text_distance("instansi", "inovasi"), text_distance("inovasi", "instansi"));
    assert_string_equal(text_nearest("usluan", names, 4), "usulan");
    assert_string_equal(text_nearest("jawabn", names, 4), "jawaban");
    assert_string_equal(text_nearest("inovsi", names, 4), "inovasi");
    assert_null(text_nearest("kegiatan", names, 4));
    assert_null(text_nearest("x", names, 0));
    char *long_word = arena_alloc(arena, 100001);
    memset(long_word, 'a', 100000);
    assert_null(text_nearest(long_word, names, 4));
    assert_int_equal(text_distance(long_word, "a"), 100000);
}

// Eight bytes are mapped at once: each byte at each place of texts of all lengths up to three times eight.
static void each_byte_of_ascii_gets_its_own_case(void **state) {
    (void)state;
    for (size_t n = 0; n <= 24; n++) {
        for (unsigned from = 1; from < 0x80; from++) {
            char text[25] = {0}, high[25] = {0}, low[25] = {0};
            for (size_t i = 0; i < n; i++) {
                unsigned c = 1 + (from + (unsigned)i * 5) % 0x7F;
                text[i] = (char)c;
                high[i] = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
                low[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            }
            assert_string_equal(text_upper(arena, text), high);
            assert_string_equal(text_lower(arena, text), low);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_code_point_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(malformed_bytes_are_replaced_one_by_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(white_space_of_two_kinds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cases_follow_the_letter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_byte_of_ascii_gets_its_own_case, set_up, tear_down),
        cmocka_unit_test_setup_teardown(collapsing_keeps_what_may_not_break, set_up, tear_down),
        cmocka_unit_test_setup_teardown(length_counts_code_points, set_up, tear_down),
        cmocka_unit_test_setup_teardown(distance_and_the_nearest_name, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
