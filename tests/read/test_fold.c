#include "support.h"

#include "read/fold.h"

static void labels_are_bared(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    static const char *const pairs[][2] = {
        {"Tujuan Inisiatif :", "tujuan inisiatif"}, {"II. SIGNIFIKANSI (15%)", "signifikansi"},
        {"1.2 Nama Inovasi*", "nama inovasi"},      {"b) Ringkasan (maks. 200 kata):", "ringkasan"},
        {"• Sumber Daya", "sumber daya"},           {"**Dampak**", "dampak"},
        {"## Tujuan", "tujuan"},                    {"Signifikansi (Arti Penting)", "signifikansi arti penting"},
        {"(3) Hasil", "hasil"},                     {"Inovasi", "inovasi"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_string_equal(fold_label(arena, pairs[i][0]), pairs[i][1]);
    }
    arena_free(arena);
}

static void markers_are_told_from_words(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t n;
    } table[] = {{"1. Satu", 3}, {"12) Dua", 4}, {"a. Tiga", 3}, {"(b) Empat", 4}, {"iv. Lima", 4}, {"• Enam", 4},
                 {"- Tujuh", 2}, {"1.427.000", 0}, {"2017 sampai", 0}, {"7.Undang", 0}, {"Rp. 5", 0}, {"-5", 0},
                 {"1.2 Nama", 4}, {"dr. Ani", 0}, {"**tebal**", 0}, {"--- ", 0}, {"5 D", 0}, {"1.", 0},
                 {"A. Delapan", 3}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (fold_marker(table[i].text) != table[i].n) {
            fail_msg("\"%s\": %zu", table[i].text, fold_marker(table[i].text));
        }
    }
}

// What scanners mistake and fingers slip on, but not another word.
static void near_is_near(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        bool near;
    } table[] = {{"tujuan lnovasi", "tujuan inovasi", true},
                 {"nama skpd ke1ompok", "nama skpd kelompok", true},
                 {"implementas inovasi", "implementasi inovasi", true},
                 {"startegi keberlanjutan", "strategi keberlanjutan", true},
                 {"transferbilitas", "transferabilitas", true},
                 {"ujicoba inovasi", "uji coba inovasi", true},
                 {"data inovasi", "nama inovasi", false},
                 {"masyrakat", "masyarakat", true},
                 {"ya", "di", false},
                 {"asn", "opd", false},
                 {"digital", "non digital", false},
                 {"hasil inovasi", "hasil", false}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (fold_near(table[i].a, table[i].b) != table[i].near) {
            fail_msg("%s / %s", table[i].a, table[i].b);
        }
    }
}

static void ids_are_short_and_safe(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    assert_string_equal(fold_id(arena, "Klinik Inovasi Balangan (Klinik Inoba)"),
                        "klinik-inovasi-balangan-klinik-inoba");
    assert_string_equal(fold_id(arena, "3 Langkah"), "n-3-langkah");
    assert_string_equal(fold_id(arena, "../../etc"), "etc");
    assert_string_equal(fold_id(arena, "“…”"), "tanpa-nama");
    assert_true(strlen(fold_id(arena, "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")) <= 60);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_bared),
        cmocka_unit_test(markers_are_told_from_words),
        cmocka_unit_test(near_is_near),
        cmocka_unit_test(ids_are_short_and_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
