// Versions are compared number by number.
#include "base/library.h"

#include <stdio.h>

#include "support.h"

static bool unfit(const char *running, const char *built, bool exact) {
    struct library l = {.name = "x", .exact = exact};
    snprintf(l.running, sizeof l.running, "%s", running);
    snprintf(l.built, sizeof l.built, "%s", built);
    return library_unfit(&l);
}

static void older_is_unfit(void **state) {
    (void)state;
    assert_true(unfit("3.9.2", "3.40.1", false));
    assert_true(unfit("2.9", "2.9.14", false));
    assert_false(unfit("3.40.1", "3.40.1", false));
    assert_false(unfit("3.41", "3.40.1", false));
    assert_false(unfit("10.0.0", "9.9.9", false));
    assert_true(unfit("", "1", false));
}

static void another_is_unfit_where_it_must_be_the_same(void **state) {
    (void)state;
    assert_true(unfit("2.4.0", "2.3.0", true));
    assert_false(unfit("2.3.0", "2.3.0", true));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(older_is_unfit),
        cmocka_unit_test(another_is_unfit_where_it_must_be_the_same),
    };
    return cmocka_run_group_tests_name("versions of libraries", tests, NULL, NULL);
}
