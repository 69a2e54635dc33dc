#include "base/file.h"
#include "model/query_parse.h"
#include "template/binding.h"
#include "template/grammar.h"

static const char *readme(void) {
    struct str bytes;
    const char *why;
    assert_true(file_read(arena, NASKAH_SOURCE_DIR "/templates/README.md", 1 << 20, &bytes, &why));
    return bytes.p;
}

// The line of the README's tables that describes an element: it begins with "| `name`", or names it among several.
static const char *row_of(const char *text, const char *name) {
    const char *quoted = arena_printf(arena, "`%s`", name);
    for (const char *line = text; *line;) {
        size_t n = strcspn(line, "\n");
        const char *copy = arena_strndup(arena, line, n);
        const char *cell_end = *copy == '|' ? strchr(copy + 1, '|') : NULL;
        const char *hit = strstr(copy, quoted);
        if (cell_end && hit && hit < cell_end) {
            return copy;
        }
        line += n + (line[n] == '\n');
    }
    return NULL;
}

static bool row_names(const char *row, const char *attribute, bool required) {
    return strstr(row, arena_printf(arena, "`%s%s`", attribute, required ? "!" : "")) != NULL;
}

static void the_readme_knows_every_element_and_attribute(void **state) {
    (void)state;
    const char *text = readme();
    int missing = 0;
    for (int e = 0; e < E_COUNT; e++) {
        const char *name = grammar_element(e)->name, *row = row_of(text, name);
        if (!row) {
            fprintf(stderr, "no row for <%s>\n", name);
            missing++;
        }
        for (int a = 0; row && a < A_COUNT; a++) {
            bool required;
            bool allowed = grammar_allows(e, a, &required);
            if (allowed && !row_names(row, grammar_attribute(a)->name, required)) {
                fprintf(stderr, "<%s> %s%s is not described\n", name, grammar_attribute(a)->name, required ? "!" : "");
                missing++;
            }
        }
    }
    assert_int_equal(missing, 0);
}

static void the_readme_knows_every_function(void **state) {
    (void)state;
    const char *text = readme();
    int missing = 0;
    size_t n;
    const char *const *names = function_names(arena, &n);
    for (size_t i = 0; i < n; i++) {
        if (!strstr(text, arena_printf(arena, "`%s(", names[i]))) {
            fprintf(stderr, "%s() is not described\n", names[i]);
            missing++;
        }
    }
    assert_true(n > 40);
    assert_int_equal(missing, 0);
}

static void the_readmes_template_works(void **state) {
    (void)state;
    const char *begin = strstr(readme(), "```xml\n") + 7;
    const char *text = arena_strndup(arena, begin, (size_t)(strstr(begin, "```") - begin));
    struct document *d = bound(
        text,
        "<naskah tanggal='2025-02-10'><tentang>Tim</tentang><tata huruf-umum='Sans' ukuran-umum='12pt'/>"
        "<diktum>Membentuk:<ol><li>satu</li></ol></diktum><diktum>Berlaku.</diktum>"
        "<penanda peran='penetap' jabatan-lengkap='Bupati Karo'><orang nama-lengkap='Lestari'/></penanda></naskah>");
    assert_string_equal(told(), "");
    assert_string_equal(d->title, "Nota tentang Tim");
    assert_string_equal(shown(d), "para keep: b{NOTA TENTANG }b{TIM}\n"
                                  "para: Pada Senin, 10~Februari 2025 telah diputuskan:\n"
                                  "para left=96.4 (0.0 KESATU) (85.0 :): Membentuk:\n"
                                  "stack\n  stack\n    para left=119.1 (96.4 1.): satu\n"
                                  "para left=96.4 (0.0 KEDUA) (85.0 :): Berlaku.\n"
                                  "stack left=235.8\n  para: BUPATI KARO,\n  stack\n  para: Lestari\n");
}

static void names_find_their_rules(void **state) {
    (void)state;
    for (int e = 0; e < E_COUNT; e++) {
        assert_non_null(grammar_element(e)->name);
        assert_int_equal(grammar_find_element(grammar_element(e)->name), e);
    }
    for (int a = 0; a < A_COUNT; a++) {
        assert_non_null(grammar_attribute(a)->name);
        assert_int_equal(grammar_find_attribute(grammar_attribute(a)->name), a);
    }
    assert_int_equal(grammar_find_element("pra"), E_COUNT);
    assert_int_equal(grammar_find_attribute(""), A_COUNT);
    bool required;
    assert_true(grammar_allows(E_PAGE, A_PAPER, &required) && required);
    assert_true(grammar_allows(E_PAGE, A_FOLIO, &required) && !required);
    assert_false(grammar_allows(E_PAGE, A_SELECT, &required));
    assert_string_equal(grammar_nearest_element("pra"), "para");
    assert_null(grammar_nearest_element("paragraph"));
}

static void words_of_attributes(void **state) {
    (void)state;
    assert_int_equal(grammar_choice("left|right|center", "center"), 2);
    assert_int_equal(grammar_choice("left|right|center", "cent"), -1);
    assert_int_equal(grammar_choice("left|right|center", ""), -1);
    bool yes;
    assert_true(grammar_yes("ya", &yes) && yes);
    assert_true(grammar_yes("tidak", &yes) && !yes);
    assert_true(grammar_yes("", &yes) && !yes);
    assert_false(grammar_yes("mungkin", &yes));
}

// Every element and attribute that a table names must be real: every attribute listed for an element exists.
static void every_listed_attribute_exists(void **state) {
    (void)state;
    for (int e = 0; e < E_COUNT; e++) {
        char *list = arena_strdup(arena, grammar_element(e)->attributes), *rest = NULL;
        for (char *w = strtok_r(list, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) {
            w[strcspn(w, "!")] = '\0';
            if (grammar_find_attribute(w) == A_COUNT) {
                fail_msg("<%s> lists %s", grammar_element(e)->name, w);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_readme_knows_every_element_and_attribute),
                                       cmocka_unit_test(the_readme_knows_every_function),
                                       cmocka_unit_test(the_readmes_template_works),
                                       cmocka_unit_test(names_find_their_rules),
                                       cmocka_unit_test(words_of_attributes),
                                       cmocka_unit_test(every_listed_attribute_exists)};
    return RUN_TESTS(tests);
}
