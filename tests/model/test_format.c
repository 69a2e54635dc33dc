#include "model/format.h"

#include "support.h"

static struct arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

// A fixed sequence: a failing case is the same one in every run.
static uint64_t random_next(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void words_of_the_sheet(void **state) {
    (void)state;
    static const struct {
        int64_t n;
        const char *words;
    } rows[] = {
        {0, "nol"},
        {1, "satu"},
        {10, "sepuluh"},
        {11, "sebelas"},
        {12, "dua belas"},
        {15, "lima belas"},
        {19, "sembilan belas"},
        {20, "dua puluh"},
        {21, "dua puluh satu"},
        {100, "seratus"},
        {101, "seratus satu"},
        {199, "seratus sembilan puluh sembilan"},
        {200, "dua ratus"},
        {1000, "seribu"},
        {1001, "seribu satu"},
        {1999, "seribu sembilan ratus sembilan puluh sembilan"},
        {2000, "dua ribu"},
        {11000, "sebelas ribu"},
        {21000, "dua puluh satu ribu"},
        {100000, "seratus ribu"},
        {101000, "seratus satu ribu"},
        {1000000, "satu juta"},
        {1001000, "satu juta seribu"},
        {2025, "dua ribu dua puluh lima"},
        {2017, "dua ribu tujuh belas"},
        {1427000000, "satu miliar empat ratus dua puluh tujuh juta"},
        {1000000000000, "satu triliun"},
        {-5, "minus lima"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(format_words(arena, rows[i].n), rows[i].words);
    }
}

static int64_t value_of_word(const char *w) {
    static const char *const words[] = {"nol",  "satu",  "dua",     "tiga",     "empat",   "lima",
                                        "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"};
    for (int i = 0; i < 12; i++) {
        if (strcmp(w, words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static int64_t scale_of_word(const char *w) {
    return strcmp(w, "ribu") == 0      ? 1000
           : strcmp(w, "juta") == 0    ? 1000000
           : strcmp(w, "miliar") == 0  ? 1000000000
           : strcmp(w, "triliun") == 0 ? 1000000000000
                                       : 0;
}

// A second, independent reading of the words: what terbilang writes must mean the number again.
static int64_t read_words(const char *text) {
    char *copy = arena_strdup(arena, text), *rest = NULL;
    int64_t total = 0, group = 0, last = 0;
    for (char *w = strtok_r(copy, " ", &rest); w; w = strtok_r(NULL, " ", &rest)) {
        int64_t scale = scale_of_word(w);
        if (scale && group + last == 0) {
            total *= scale;  // seribu triliun
        } else if (scale) {
            total += (group + last) * scale;
            group = last = 0;
        } else if (strcmp(w, "belas") == 0) {
            last += 10;
        } else if (strcmp(w, "puluh") == 0) {
            last *= 10;
            group += last;
            last = 0;
        } else if (strcmp(w, "ratus") == 0) {
            group += last * 100;
            last = 0;
        } else if (strcmp(w, "seratus") == 0) {
            group += 100;
        } else if (strcmp(w, "seribu") == 0) {
            total += 1000;
        } else {
            assert_true(value_of_word(w) >= 0);
            last += value_of_word(w);
        }
    }
    return total + group + last;
}

static void words_mean_their_number(void **state) {
    (void)state;
    for (int64_t n = 0; n < 20000; n++) {
        assert_int_equal(read_words(format_words(arena, n)), n);
    }
    // Around every power of ten up to 10^15, the largest that a document can speak of.
    for (int64_t power = 10; power <= 1000000000000000; power *= 10) {
        for (int64_t n = power - 1; n <= power + 1 && n <= 1000000000000000; n++) {
            assert_int_equal(read_words(format_words(arena, n)), n);
        }
        assert_int_equal(read_words(format_words(arena, power / 10 * 7)), power / 10 * 7);
    }
    assert_string_equal(format_words(arena, 1000000000000000), "seribu triliun");
    uint64_t seed = 20250210;
    for (int i = 0; i < 20000; i++) {
        int64_t n = (int64_t)(random_next(&seed) % (i % 2 ? 1000000000000001 : 10000000));
        assert_int_equal(read_words(format_words(arena, n)), n);
        if (i % 1000 == 0) {
            arena_reset(arena);
        }
    }
}

static void money_is_written_by_the_rules(void **state) {
    (void)state;
    assert_string_equal(format_rupiah(arena, 142700000000), "Rp1.427.000.000,00");
    assert_string_equal(format_rupiah(arena, 10050), "Rp100,50");
    assert_string_equal(format_rupiah(arena, 5), "Rp0,05");
    assert_string_equal(format_rupiah(arena, -10050), "-Rp100,50");
    assert_string_equal(format_amount(arena, 142700000000), "1.427.000.000,00");
    assert_string_equal(format_rupiah_words(arena, 142700000000),
                        "satu miliar empat ratus dua puluh tujuh juta rupiah");
    assert_string_equal(format_rupiah_words(arena, 10050), "seratus rupiah lima puluh sen");
    assert_string_equal(format_integer(arena, 1427), "1.427");
    assert_string_equal(format_integer(arena, 999), "999");
    assert_string_equal(format_integer(arena, -1000), "-1.000");
    assert_string_equal(format_integer(arena, 0), "0");
}

static void money_round_trips(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        int64_t sen = (int64_t)(random_next(&seed) % (i % 3 ? 1000000000000000 : 100000)), again = -1;
        assert_true(money_parse(format_rupiah(arena, sen), &again));
        assert_int_equal(again, sen);
        assert_true(money_parse(format_amount(arena, sen), &again));
        assert_int_equal(again, sen);
        assert_true(money_parse(arena_printf(arena, "%lld,%02d", (long long)(sen / 100), (int)(sen % 100)), &again));
        assert_int_equal(again, sen);
    }
}

static void money_that_is_read_and_refused(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t sen;
    } good[] = {{"1427000000", 142700000000},
                {"1.427.000.000", 142700000000},
                {"Rp1.427.000.000,00", 142700000000},
                {"Rp 500.000", 50000000},
                {"Rp. 500.000,50", 50000050},
                {"1427.50", 142750},
                {"1.427", 142700},
                {"0", 0},
                {"100,05", 10005}};
    static const char *const bad[] = {"",        "Rp",    "Rp500,000.00", "500.000,-", "1.42.700",
                                      "1.4270",  "1,5",   "1.427,5",      "12.34.56",  "seribu",
                                      "-5",      "1 000", ".500",         "1.",        "99999999999999999999",
                                      "1.427.50"};
    int64_t sen;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(money_parse(good[i].text, &sen));
        assert_int_equal(sen, good[i].sen);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (money_parse(bad[i], &sen)) {
            fail_msg("\"%s\" was read as %lld sen", bad[i], (long long)sen);
        }
    }
    assert_false(money_parse(NULL, &sen));
}

static void ordinals(void **state) {
    (void)state;
    assert_string_equal(format_letter(arena, 1), "a");
    assert_string_equal(format_letter(arena, 26), "z");
    assert_string_equal(format_letter(arena, 27), "aa");
    assert_string_equal(format_letter(arena, 28), "ab");
    assert_string_equal(format_letter(arena, 702), "zz");
    assert_string_equal(format_letter(arena, 703), "aaa");
    for (int n = 1; n <= 702; n++) {
        const char *letters = format_letter(arena, n);
        int value = 0;
        for (const char *p = letters; *p; p++) {
            assert_true(*p >= 'a' && *p <= 'z');
            value = value * 26 + (*p - 'a' + 1);
        }
        assert_int_equal(value, n);
        assert_int_equal(strlen(letters), n > 26 ? 2 : 1);
    }
    static const char *const labels[] = {
        "KESATU",           "KEDUA",         "KETIGA",          "KEEMPAT",      "KELIMA",        "KEENAM",
        "KETUJUH",          "KEDELAPAN",     "KESEMBILAN",      "KESEPULUH",    "KESEBELAS",     "KEDUA BELAS",
        "KETIGA BELAS",     "KEEMPAT BELAS", "KELIMA BELAS",    "KEENAM BELAS", "KETUJUH BELAS", "KEDELAPAN BELAS",
        "KESEMBILAN BELAS", "KEDUA PULUH",   "KEDUA PULUH SATU"};
    for (int i = 0; i < 21; i++) {
        assert_string_equal(format_diktum(arena, i + 1), labels[i]);
    }
    assert_string_equal(format_diktum(arena, 0), "");
    assert_string_equal(format_diktum(arena, 30), "KETIGA PULUH");
    assert_string_equal(format_diktum(arena, 99), "KESEMBILAN PULUH SEMBILAN");
    assert_string_equal(format_diktum(arena, 100), "KESERATUS");
    for (int n = 2; n <= 99; n++) {  // only the first and the hundredth have words of their own
        char *words = arena_strdup(arena, format_diktum(arena, n) + 2);
        for (char *p = words; *p; p++) {
            *p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
        }
        assert_int_equal(read_words(words), n);
    }
}

static int read_roman(const char *s) {
    int total = 0, before = 0;
    for (size_t i = strlen(s); i-- > 0;) {
        int value = s[i] == 'M'   ? 1000
                    : s[i] == 'D' ? 500
                    : s[i] == 'C' ? 100
                    : s[i] == 'L' ? 50
                    : s[i] == 'X' ? 10
                    : s[i] == 'V' ? 5
                                  : 1;
        total += value < before ? -value : value;
        before = value > before ? value : before;
    }
    return total;
}

static void roman_numbers(void **state) {
    (void)state;
    static const char *const months[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
    for (int i = 0; i < 12; i++) {
        assert_string_equal(format_roman(arena, i + 1), months[i]);
    }
    for (int n = 1; n < 4000; n++) {
        const char *roman = format_roman(arena, n);
        assert_int_equal(read_roman(roman), n);
        assert_null(strstr(roman, "IIII"));
        assert_null(strstr(roman, "XXXX"));
    }
    assert_string_equal(format_roman(arena, 0), "");
    assert_string_equal(format_roman(arena, 4000), "");
}

static void person_numbers(void **state) {
    (void)state;
    assert_string_equal(format_person_number(arena, "NIP", "196804111993031009"), "19680411 199303 1 009");
    assert_string_equal(format_person_number(arena, "NIP", "1968"), "1968");
    assert_string_equal(format_person_number(arena, "NRP", "12345678"), "12345678");
    assert_string_equal(format_person_number(arena, "NI PPPK", "199204172023211003"), "199204172023211003");
    static const struct {
        const char *kind, *digits, *fault;
    } rows[] = {
        {"NIP", "196804111993031009", NULL},
        {"NIP", "19680411199303100", "panjang"},
        {"NIP", "1968041119930310091", "panjang"},
        {"NIP", "19680411199303100x", "panjang"},
        {"NIP", "196813111993031009", "tanggal-lahir"},
        {"NIP", "196802301993031009", "tanggal-lahir"},
        {"NIP", "196800001993031009", "tanggal-lahir"},
        {"NIP", "196804111993131009", "bulan"},
        {"NIP", "196804111993001009", "bulan"},
        {"NIP", "196804111993033009", "kelamin"},
        {"NI PPPK", "199204172023211003", NULL},
        {"NI PPPK", "199204172023213003", "kelamin"},
        {"NRP", "75030123", NULL},
        {"NRP", "1234", "panjang"},
        {"NIP", "", "panjang"},
        {"NIP", NULL, "panjang"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *fault = person_number_fault(rows[i].kind, rows[i].digits);
        if (rows[i].fault) {
            assert_non_null(fault);
            assert_string_equal(fault, rows[i].fault);
        } else {
            assert_null(fault);
        }
    }
}

static void ranks_and_names(void **state) {
    (void)state;
    assert_string_equal(format_rank("I/a"), "Juru Muda");
    assert_string_equal(format_rank("II/d"), "Pengatur Tingkat I");
    assert_string_equal(format_rank("III/b"), "Penata Muda Tingkat I");
    assert_string_equal(format_rank("IV/b"), "Pembina Tingkat I");
    assert_string_equal(format_rank("IV/e"), "Pembina Utama");
    assert_null(format_rank("IV/f"));
    assert_null(format_rank("IX"));
    assert_null(format_rank(NULL));
    assert_string_equal(format_name(arena, "dr.", "Lestari Wulandari", "M.Kes."), "dr. Lestari Wulandari, M.Kes.");
    assert_string_equal(format_name(arena, NULL, "Siti Aminah", ""), "Siti Aminah");
    assert_string_equal(format_name(arena, "Drs.", "Ali", NULL), "Drs. Ali");
    assert_string_equal(format_name(arena, "", "Ali", "S.H."), "Ali, S.H.");
}

static void grades_as_people_write_them(void **state) {
    (void)state;
    static const char *const table[][2] = {
        {"IV/b", "IV/b"}, {"4b", "IV/b"},   {"4/b", "IV/b"},   {"IVb", "IV/b"}, {"IV b", "IV/b"}, {"iv/B", "IV/b"},
        {"3 d", "III/d"}, {"III.a", "III/a"}, {"IX", "IX"},    {"ix", "IX"},    {"4", "4"},       {"V/z", "V/z"},
        {"Pembina", "Pembina"}, {"", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_string_equal(format_grade(arena, table[i][0]), table[i][1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grades_as_people_write_them),
        cmocka_unit_test(words_of_the_sheet),
        cmocka_unit_test(words_mean_their_number),
        cmocka_unit_test(money_is_written_by_the_rules),
        cmocka_unit_test(money_round_trips),
        cmocka_unit_test(money_that_is_read_and_refused),
        cmocka_unit_test(ordinals),
        cmocka_unit_test(roman_numbers),
        cmocka_unit_test(person_numbers),
        cmocka_unit_test(ranks_and_names),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
