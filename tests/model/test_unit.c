#include "model/unit.h"

#include "support.h"

static mp parsed(const char *s) {
    mp length = -999;
    assert_true(unit_parse(s, &length));
    return length;
}

static void units_become_millipoints(void **state) {
    (void)state;
    assert_int_equal(parsed("12pt"), 12000);
    assert_int_equal(parsed("0.75pt"), 750);
    assert_int_equal(parsed("1in"), 72000);
    assert_int_equal(parsed("25.4mm"), 72000);
    assert_int_equal(parsed("2.54cm"), 72000);
    assert_int_equal(parsed("215mm"), MM(215));
    assert_int_equal(parsed("-9mm"), -MM(9));
    assert_int_equal(parsed("0"), 0);
    assert_int_equal(parsed("0mm"), 0);
}

static void everything_else_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",     "12",      "pt",    "12 pt", "12px", "1,5mm", "mm12",
                                      "1.mm", "--1mm",   "1e3mm", "1pt ",  "0.",   ".pt",   "99999999999mm",
                                      "+1mm", "1.5.5mm", "0x10pt"};
    mp length = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (unit_parse(bad[i], &length)) {
            fail_msg("\"%s\" was read as %lld", bad[i], (long long)length);
        }
    }
    assert_false(unit_parse(NULL, &length));
    assert_int_equal(length, 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(units_become_millipoints),
                                       cmocka_unit_test(everything_else_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
