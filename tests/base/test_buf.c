#include "base/buf.h"
#include "support.h"

static void an_empty_buffer_is_empty_text(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct buf b = buf_new(a);
    assert_null(b.p);
    assert_string_equal(buf_text(&b), "");
    buf_add(&b, "", 0);
    assert_string_equal(b.p, "");
    buf_str(&b, NULL);
    assert_int_equal(b.n, 0);
    arena_free(a);
}

static void everything_added_stays_in_order(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct buf b = buf_new(a);
    buf_str(&b, "Nomor ");
    buf_char(&b, '7');
    buf_printf(&b, " Tahun %d", 2022);
    buf_add(&b, "\0x", 2);
    assert_int_equal(b.n, 20);
    assert_memory_equal(b.p, "Nomor 7 Tahun 2022\0x\0", 21);
    arena_free(a);
}

static void it_grows_while_others_allocate(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct buf b = buf_new(a);
    for (int i = 0; i < 50000; i++) {
        buf_printf(&b, "%04d", i % 10000);
        if (i % 100 == 0)
            memset(arena_alloc(a, 64), 0xFF, 64);
    }
    assert_int_equal(b.n, 200000);
    assert_int_equal(strlen(b.p), 200000);
    for (int i = 0; i < 50000; i += 997) {
        char four[16];
        snprintf(four, sizeof four, "%04d", i % 10000);
        assert_memory_equal(b.p + 4 * i, four, 4);
    }
    arena_free(a);
}

static void code_points_become_utf8(void **state) {
    (void)state;
    static const struct {
        unsigned c;
        const char *utf8;
    } cases[] = {{'A', "A"},
                 {0x7F, "\x7F"},
                 {0x80, "\xC2\x80"},
                 {0x7FF, "\xDF\xBF"},
                 {0x800, "\xE0\xA0\x80"},
                 {0x20AC, "\xE2\x82\xAC"},
                 {0xFFFF, "\xEF\xBF\xBF"},
                 {0x10000, "\xF0\x90\x80\x80"},
                 {0x10FFFF, "\xF4\x8F\xBF\xBF"},
                 {0xD800, "\xEF\xBF\xBD"},
                 {0x110000, "\xEF\xBF\xBD"}};
    struct arena *a = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = buf_new(a);
        buf_utf8(&b, cases[i].c);
        assert_string_equal(buf_text(&b), cases[i].utf8);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_is_empty_text),
        cmocka_unit_test(everything_added_stays_in_order),
        cmocka_unit_test(it_grows_while_others_allocate),
        cmocka_unit_test(code_points_become_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
