#include "fixture.h"

#include "rules/rule.h"
#include "rules/trial.h"

// Beside each profile stand its tests: for every rule one proposal that passes and one that fails.
static void every_rule_of_every_profile_passes_the_good_and_stops_the_bad(void **state) {
    struct fixture *f = *state;
    const struct profiles *all = profiles_of_checkout(f);
    struct buf wrong = buf_new(f->arena);
    size_t tried = 0;
    for (size_t p = 0; p < profiles_count(all); p++) {
        const struct profile *profile = profiles_at(all, p);
        for (size_t i = 0; i < profile_rules(profile); i++, tried++) {
            struct trial t = trial_run(f->arena, all, profile, i);
            if (!t.passed || !t.failed) {
                buf_printf(&wrong, "%s %s%s%s\n", profile->id, profile->rules[i].id, t.passed ? "" : " stops the good",
                           t.failed ? "" : " lets the bad through");
            }
        }
    }
    assert_string_equal(buf_text(&wrong), "");
    assert_true(tried > 200);
}

// A kind that nobody can try would pass here unseen.
static void a_rule_that_cannot_fail_is_told(void **state) {
    struct fixture *f = *state;
    struct profiles *p = profiles_of(
        f, true, (const char *const[]){PROFILE(RULE("p.masa", "window", "pada='mulai' nilai='kapan saja'")
                                                   RULE("p.grup", "group", "") RULE("p.ada", "enum", "pada='tujuan'")),
                                       NULL});
    const struct profile *profile = profiles_find(p, "p");
    assert_non_null(profile);
    assert_false(trial_run(f->arena, p, profile, 0).failed);
    assert_false(trial_run(f->arena, p, profile, 1).failed);
    assert_false(trial_run(f->arena, p, profile, 2).passed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_rule_of_every_profile_passes_the_good_and_stops_the_bad),
        TEST(a_rule_that_cannot_fail_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
