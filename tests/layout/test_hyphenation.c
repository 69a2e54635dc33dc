#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
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

// Each of the five vowels makes a syllable.
static void every_vowel_counts(void **state)
{
    (void)state;
    static const char *const words[] = {"masyarakat", "bibit", "buruh", "sendok", "kopor", "lekas"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_non_null(strchr(divided(words[i]), '-'));
}

// What is remembered of one word is not taken for another: asked in any order, the answers are the same.
static void words_are_remembered_as_themselves(void **state)
{
    (void)state;
    static const char *const syllables[] = {"pem", "ba", "ngun", "an", "ke", "se", "hat", "ra", "kyat", "si", "men"};
    struct hyphenation *other = hyphenation_load(arena, HYPHENATION_FILE, findings_new(arena, NULL));
    bool a[HYPHENATION_LONGEST], b[HYPHENATION_LONGEST];
    char word[32];
    for (int pass = 0; pass < 2; pass++) {
        for (unsigned i = 0; i < 11 * 11 * 11 * 11; i++) {
            unsigned k = pass ? i : 11 * 11 * 11 * 11 - 1 - i;
            int n = snprintf(word, sizeof word, "%s%s%s%s", syllables[k % 11], syllables[k / 11 % 11],
                             syllables[k / 121 % 11], syllables[k / 1331]);
            hyphenation_find(pass ? patterns : other, word, (size_t)n, a);
            if (!pass)
                continue;
            hyphenation_find(other, word, (size_t)n, b);
            assert_memory_equal(a, b, sizeof a);
        }
    }
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

static bool except(enum hyphenation_part part, const char *divided_word)
{
    return hyphenation_except(patterns, part, divided_word, strlen(divided_word));
}

static void exceptions_come_before_the_patterns(void **state)
{
    (void)state;
    patterns = hyphenation_load(arena, HYPHENATION_FILE, findings_new(arena, NULL));
    assert_true(except(HYPHENATION_WORD, "work-shop"));
    assert_true(except(HYPHENATION_WORD, "goog"));
    assert_true(except(HYPHENATION_STEM, "im-ple-men-ta-si"));
    assert_true(except(HYPHENATION_STEM, "obat"));
    assert_true(except(HYPHENATION_PREFIX, "meng"));
    assert_true(except(HYPHENATION_PREFIX, "di"));
    assert_true(except(HYPHENATION_PREFIX, "ber"));
    assert_true(except(HYPHENATION_SUFFIX, "-kan"));
    assert_true(except(HYPHENATION_SUFFIX, "an"));
    assert_true(except(HYPHENATION_SUFFIX, "-an-nya"));
    assert_string_equal(divided("workshop"), "work-shop");
    assert_string_equal(divided("Workshop"), "Work-shop");
    assert_string_equal(divided("workshops"), "workshops");  // another word
    assert_string_equal(divided("implementasi"), "im-ple-men-tasi");
    assert_string_equal(divided("mengimplementasikan"), "meng-im-ple-men-ta-si-kan");
    assert_string_equal(divided("diimplementasikannya"), "di-imple-men-ta-si-kan-nya");  // no such suffix: patterns
    assert_string_equal(divided("implementasian"), "im-ple-men-ta-sian");
    assert_string_equal(divided("implementasiannya"), "im-ple-men-ta-si-an-nya");
    assert_string_equal(divided("berobat"), "ber-obat");
    assert_string_equal(divided("obat"), "obat");
    assert_string_equal(divided("pembentukan"), "pem-ben-tukan");
}

static void exceptions_are_words_of_small_letters(void **state)
{
    (void)state;
    assert_false(except(HYPHENATION_WORD, "Work-shop"));
    assert_false(except(HYPHENATION_WORD, "d\u00E9-sa"));
    assert_false(except(HYPHENATION_WORD, "5-d"));
    assert_false(except(HYPHENATION_WORD, "-"));
    char longer[2 * HYPHENATION_LONGEST];
    memset(longer, 'a', sizeof longer);
    assert_false(hyphenation_except(patterns, HYPHENATION_WORD, longer, sizeof longer));
    assert_true(hyphenation_except(NULL, HYPHENATION_WORD, "work-shop", 9));
}

// Whatever stands in the exceptions, the rules of DESIGN hold.
static void no_exception_leaves_less_than_the_rules(void **state)
{
    (void)state;
    patterns = hyphenation_load(arena, HYPHENATION_FILE, findings_new(arena, NULL));
    assert_true(except(HYPHENATION_WORD, "a-b-cd-ef-gha-i"));
    assert_string_equal(divided("abcdefghai"), "abcdef-ghai");
}

static void words_that_are_no_names_are_known(void **state)
{
    (void)state;
    patterns = hyphenation_load(arena, HYPHENATION_FILE, findings_new(arena, NULL));
    assert_true(except(HYPHENATION_TITLE, "keputusan"));
    assert_true(except(HYPHENATION_WORD, "work-shop"));
    assert_true(except(HYPHENATION_STEM, "ino-va-si"));
    assert_true(except(HYPHENATION_SUFFIX, "-nya"));
    assert_true(hyphenation_common(patterns, "Keputusan", 9));
    assert_true(hyphenation_common(patterns, "WORKSHOP", 8));
    assert_true(hyphenation_common(patterns, "Inovasinya", 10));
    assert_false(hyphenation_common(patterns, "Lestari", 7));
    assert_false(hyphenation_common(patterns, "Keputusannya", 12));
    assert_false(hyphenation_common(NULL, "Keputusan", 9));
    assert_string_equal(divided("keputusan"), "ke-pu-tusan");  // it says nothing about where
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
        cmocka_unit_test(every_vowel_counts),
        cmocka_unit_test(words_are_remembered_as_themselves),
        cmocka_unit_test(leaves_two_letters_before_and_three_after),
        cmocka_unit_test(only_letters_are_divided),
        cmocka_unit_test(exceptions_come_before_the_patterns),
        cmocka_unit_test(exceptions_are_words_of_small_letters),
        cmocka_unit_test(no_exception_leaves_less_than_the_rules),
        cmocka_unit_test(words_that_are_no_names_are_known),
        cmocka_unit_test(a_file_that_is_not_there_is_one_finding),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
