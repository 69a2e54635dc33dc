#include "template/value.h"

#include "support.h"

static void lengths_may_be_shares(void **state) {
    (void)state;
    mp length;
    assert_true(value_length("52%", MM(165), &length));
    assert_int_equal(length, (MM(165) * 52 + 50) / 100);
    assert_true(value_length("12.5%", 1000, &length));
    assert_int_equal(length, 125);
    assert_true(value_length("10mm", 5, &length));
    assert_int_equal(length, MM(10));
    static const char *const bad[] = {"%", "x%", "5 %", "", "10", "1%%", "111111111111111111111%"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(value_length(bad[i], 1000, &length));
    }
}

static void numbers(void **state) {
    (void)state;
    double n;
    assert_true(value_number("1.15", &n) && n == 1.15);
    assert_true(value_number("-2", &n) && n == -2);
    static const char *const bad[] = {"", "1,5", "1e3", "1.", "one", "1 ", "123456789012345678901"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(value_number(bad[i], &n));
    }
}

static void columns(void **state) {
    (void)state;
    struct column c[VALUE_COLUMNS];
    assert_int_equal(value_columns("  10mm\n*  2* auto 25%", 4000, c), 5);
    assert_int_equal(c[0].width, MM(10));
    assert_int_equal(c[2].share, 2 * c[1].share);
    assert_int_equal(c[3].width + c[3].share, 0);
    assert_int_equal(c[4].width, 1000);
    static const char *const bad[] = {"", " ", "10", "x*", "0*", "-1*", "-10mm", "10mm,20mm", "**"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(value_columns(bad[i], 4000, c), 0);
    }
    char many[3 * VALUE_COLUMNS + 4] = "";
    for (int i = 0; i <= VALUE_COLUMNS; i++) {
        strcat(many, "* ");
    }
    assert_int_equal(value_columns(many, 4000, c), 0);
}

static void frames(void **state) {
    (void)state;
    struct frame f = {.corner = 9};
    assert_true(value_frame("6mm 1.5pt 1mm 0.5pt", &f));
    assert_true(f.inset == MM(6) && f.thickness[0] == 1500 && f.gap == MM(1) && f.thickness[1] == 500);
    assert_true(f.n == 2 && f.corner == 0);
    assert_true(value_frame("0 1pt", &f) && f.n == 1 && f.inset == 0 && f.thickness[0] == 1000);
    static const char *const bad[] = {"", "6mm", "6mm 1pt 1mm", "6mm 1pt 1mm 1pt 1mm 1pt", "-6mm 1pt", "6mm tebal"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(value_frame(bad[i], &f));
    }
}

static void lines_and_papers(void **state) {
    (void)state;
    mp l[VALUE_LENGTHS], w, h;
    assert_int_equal(value_lengths("2.25pt 1.2pt 0.75pt", l), 3);
    assert_int_equal(l[1], 1200);
    assert_int_equal(value_lengths("1pt", l), 1);
    assert_int_equal(value_lengths("1pt 1pt", l), 0);
    assert_int_equal(value_lengths("1pt 1pt 1pt 1pt 1pt 1pt 1pt", l), 0);
    assert_int_equal(value_lengths("", l), 0);
    assert_true(value_paper("f4", &w, &h) && w == MM(215) && h == MM(330));
    assert_true(value_paper("210x330", &w, &h) && w == MM(210));
    static const char *const bad[] = {"", "A4", "folio", "x", "210x", "x330", "210*330", "1x1", "99999x10"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(value_paper(bad[i], &w, &h));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(lengths_may_be_shares), cmocka_unit_test(numbers),
                                       cmocka_unit_test(columns), cmocka_unit_test(frames),
                                       cmocka_unit_test(lines_and_papers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
