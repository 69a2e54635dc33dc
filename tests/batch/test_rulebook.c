// Every rule of every profile says all that people need: id, severity, basis, certainty, what it means, what to do.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/file.h"
#include "base/message.h"
#include "batch/rulebook.h"

static bool listed(const char *word, const char *const *words) {
    for (size_t i = 0; words[i]; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void says(struct catalogue *c, struct arena *arena, const char *id, const struct rulebook_rule *r) {
    for (int language = 0; language < 2; language++) {
        const char *text = message_say(c, (enum language)language, arena, id, NULL);
        if (strcmp(text, id) == 0 || strlen(text) < 4) {
            fail_msg("%s of %s: %s is not said", r->id, r->contest, id);
        }
    }
}

static void every_rule_says_what_people_need(void **state) {
    (void)state;
    static const char *const certainties[] = {"terverifikasi", "disimpulkan", "bertentangan", "belum-diperiksa", NULL};
    struct arena *arena = arena_new(0);
    const char *why = NULL;
    struct catalogue *c = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct findings *findings = findings_new(arena, c);
    struct rulebook *b = rulebook_load(arena, NASKAH_SOURCE_DIR, findings);
    size_t n;
    const struct rulebook_rule *all = rulebook_rules(b, NULL, NULL, &n);
    assert_int_equal(findings->n, 0);
    assert_true(n > 250);
    for (size_t i = 0; i < n; i++) {
        const struct rulebook_rule *r = &all[i];
        if (!*r->id || strlen(r->basis) < 8 || !listed(r->certainty, certainties) || r->severity > SEVERITY_ERROR) {
            fail_msg("%s of %s: basis \"%s\", certainty \"%s\"", r->id, r->contest, r->basis, r->certainty);
        }
        // What is not verified only warns.
        assert_true(strcmp(r->certainty, "terverifikasi") == 0 || r->severity <= SEVERITY_WARNING);
        says(c, arena, arena_printf(arena, "jenis-aturan.%s", r->kind), r);
        says(c, arena, arena_printf(arena, "kepastian.%s", r->certainty), r);
        says(c, arena, r->finding, r);
        struct finding told = {.rule = r->finding};
        assert_true(strlen(message_remedy(c, LANGUAGE_ID, &told, arena)) > 4);
        assert_true(!r->remedy[0] == !r->remedy[1]);  // own words in both languages, or in none
    }
    arena_free(arena);
}

static void what_is_not_sure_is_named(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    const char *why = NULL;
    struct catalogue *c = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct findings *findings = findings_new(arena, c);
    struct rulebook *b = rulebook_load(arena, NASKAH_SOURCE_DIR, findings);
    size_t n;
    const struct rulebook_unsure *all = rulebook_unsure(b, "kipp-2023", &n);
    assert_int_equal(n, 9);
    bool age = false;
    for (size_t i = 0; i < n; i++) {
        age = age || strcmp(all[i].name, "kipp.usia") == 0;
        assert_true(*all[i].source && all[i].place.line > 0);
    }
    assert_true(age);
    rulebook_unsure(b, "iga-2026", &n);
    assert_int_equal(n, 0);
    rulebook_unsure(b, "tidak-ada", &n);
    assert_int_equal(n, 0);
    arena_free(arena);
}

// Whatever stops or warns says what to do about it.
static void every_error_and_warning_has_a_remedy(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    const char *why = NULL;
    struct catalogue *c = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    struct str rules = {0};
    assert_true(file_read(arena, NASKAH_SOURCE_DIR "/templates/messages/rules.xml", 1 << 20, &rules, &why));
    const char *text = arena_strndup(arena, rules.p, rules.n);
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, "<rule id=\"")); n++) {
        p += strlen("<rule id=\"");
        const char *id = arena_strndup(arena, p, strcspn(p, "\"")), *end = p + strcspn(p, "/");
        struct finding f = {.rule = id, .severity = catalogue_severity(c, id)};
        for (int language = 0; language < 2 && f.severity > SEVERITY_NOTE; language++) {
            if (strlen(message_remedy(c, (enum language)language, &f, arena)) < 5) {
                fail_msg("%s has no remedy", id);
            }
        }
        p = end;
    }
    assert_true(n > 700);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_says_what_people_need),
        cmocka_unit_test(what_is_not_sure_is_named),
        cmocka_unit_test(every_error_and_warning_has_a_remedy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
