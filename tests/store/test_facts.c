// What documents were made from, and what checks came to.
#include "fixture.h"

static void test_fields_come_back(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    static const struct store_field put[] = {
        {"naskah.@tanggal", "2025-02-10", ""},
        {"tim.anggota[1].orang.@nama", "Siti\tAminah\nS.H.", "0123abcd"},
        {"instansi.@nama", "", ""},
    };
    size_t n = 9;
    assert_null(store_fields_get(s, f->arena, "sk", &n));
    assert_int_equal(n, 0);
    assert_true(store_fields_put(s, "sk", put, 3));
    assert_true(store_fields_put(s, "lain", put, 1));
    store_close(s);
    s = opened(f);
    struct store_field *got = store_fields_get(s, f->arena, "sk", &n);
    assert_int_equal(n, 3);
    assert_string_equal(got[0].path, "naskah.@tanggal");
    assert_string_equal(got[0].value, "2025-02-10");
    assert_string_equal(got[0].hash, "");
    assert_string_equal(got[1].path, "tim.anggota[1].orang.@nama");
    assert_string_equal(got[1].value, "Siti Aminah S.H.");
    assert_string_equal(got[1].hash, "0123abcd");
    assert_string_equal(got[2].path, "instansi.@nama");
    assert_string_equal(got[2].value, "");
    assert_true(store_fields_put(s, "sk", put, 1));  // in place of all others
    store_fields_get(s, f->arena, "sk", &n);
    assert_int_equal(n, 1);
    assert_true(store_fields_put(s, "sk", NULL, 0));
    assert_null(store_fields_get(s, f->arena, "sk", &n));
    struct store_output one = {"a.pdf", "lain", "draf", "h", "f", "", 1, 1}, two = one;
    two.rendition = "arsip";
    assert_true(store_output_put(s, &one) && store_output_put(s, &two));
    assert_true(store_output_drop(s, "lain", "arsip"));
    assert_non_null(store_fields_get(s, f->arena, "lain", &n));
    assert_true(store_output_drop(s, "lain", "draf"));
    assert_null(store_fields_get(s, f->arena, "lain", &n));
    store_close(s);
}

static void test_fields_roll_back(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct store_field one = {"a", "1", ""}, two = {"a", "2", ""};
    size_t n = 0;
    assert_true(store_fields_put(s, "sk", &one, 1));
    assert_true(store_begin(s));
    assert_true(store_fields_put(s, "sk", &two, 1));
    store_rollback(s);
    assert_string_equal(store_fields_get(s, f->arena, "sk", &n)[0].value, "1");
    store_close(s);
}

static void test_checks(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct store_verdict verdict;
    assert_false(store_check_get(s, f->arena, "a.pdf", "h1", "1", &verdict));
    assert_true(store_check_put(s, "a.pdf", "h1", "1", "utuh"));
    assert_true(store_check_get(s, f->arena, "a.pdf", "h1", "1", &verdict));
    assert_string_equal(verdict.verdict, "utuh");
    assert_int_equal(strlen(verdict.at), strlen("2025-01-31T12:00:00Z"));
    assert_false(store_check_get(s, f->arena, "a.pdf", "h2", "1", &verdict));  // other bytes
    assert_false(store_check_get(s, f->arena, "a.pdf", "h1", "2", &verdict));  // other checks
    assert_true(store_check_put(s, "a.pdf", "h2", "2", "rusak"));
    assert_false(store_check_get(s, f->arena, "a.pdf", "h1", "1", &verdict));
    assert_true(store_check_get(s, f->arena, "a.pdf", "h2", "2", &verdict));
    assert_string_equal(verdict.verdict, "rusak");
    assert_true(store_checks_clear(s));
    assert_false(store_check_get(s, f->arena, "a.pdf", "h2", "2", &verdict));
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_fields_come_back), TEST(test_fields_roll_back), TEST(test_checks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
