#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "layout/hyphenation.h"

static struct arena *arena;
static struct hyphenation *patterns;

static int load(void **state)
{
    (void)state;
    arena = arena_new(0);
    patterns = hyphenation_load(arena, HYPHENATION_FILE, findings_new(arena, NULL));
    return patterns ? 0 : -1;
}

static int drop(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const char *divided(const char *word)
{
    static char out[2 * HYPHENATION_LONGEST];
    bool breaks[HYPHENATION_LONGEST];
    char *p = out;
    hyphenation_find(patterns, word, strlen(word), breaks);
    for (size_t i = 0; word[i]; i++) {
        if (breaks[i])
            *p++ = '-';
        *p++ = word[i];
    }
    *p = '\0';
    return out;
}

static void divides_between_syllables(void **state)
{
    (void)state;
    assert_string_equal(divided("masyarakat"), "ma-sya-ra-kat");
    assert_string_equal(divided("pembentukan"), "pem-ben-tukan");
    assert_string_equal(divided("pelayanan"), "pe-la-yanan");
}

static void a_piece_without_a_vowel_takes_both_its_breaks_away(void **state)
{
    (void)state;
    assert_string_equal(divided("implementasi"), "imple-men-tasi");
    assert_string_equal(divided("workshop"), "workshop");
}

static void leaves_two_letters_before_and_three_after(void **state)
{
    (void)state;
    const char *const words[] = {"inovasi", "apa", "ibu", "akan", "daerah", "organisasi", "evaluasi", "usia"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *text = divided(words[i]), *first = strchr(text, '-'), *last = strrchr(text, '-');
        if (first)
            assert_true(first - text >= 2);
        if (last)
            assert_true(strlen(last + 1) >= 3);
    }
}

static void only_letters_are_divided(void **state)
{
    (void)state;
    bool breaks[HYPHENATION_LONGEST];
    assert_string_equal(divided("pelayanan2025"), "pelayanan2025");
    assert_string_equal(divided("pelayanan,"), "pelayanan,");
    assert_int_equal(hyphenation_find(NULL, "pelayanan", 9, breaks), 0);
}

static void a_file_that_is_not_there_is_one_finding(void **state)
{
    (void)state;
    struct findings *told = findings_new(arena, NULL);
    assert_null(hyphenation_load(arena, "/nonexistent/hyph.dic", told));
    assert_int_equal(told->n, 1);
    assert_string_equal(told->items[0].rule, "layout.hyphenation");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(divides_between_syllables),
        cmocka_unit_test(a_piece_without_a_vowel_takes_both_its_breaks_away),
        cmocka_unit_test(leaves_two_letters_before_and_three_after),
        cmocka_unit_test(only_letters_are_divided),
        cmocka_unit_test(a_file_that_is_not_there_is_one_finding),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
