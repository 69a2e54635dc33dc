#include "fixture.h"

#define ANSWER(id, text) "<isian id='" id "'><jawaban><p>" text "</p></jawaban></isian>"
#define TEXTS(attributes, rules)                                                                                       \
    "<profil xmlns='urn:naskah:profile:1' id='p' judul='P' " attributes ">"                                            \
    "<bagian id='mulai' label='Mulai'><isian id='mulai' jenis='tanggal'/></bagian>"                                    \
    "<bagian id='a' label='Tujuan'><isian id='a' jenis='teks'><tanya>Jelaskan tujuan inovasi ini</tanya></isian>"      \
    "</bagian><bagian id='b' label='Dampak'><isian id='b' jenis='teks'/></bagian>"                                     \
    "<misi tujuan='a' signifikansi='a' dampak='b' transferabilitas='b'/>" rules RULE(                                  \
        "p.kata", "max_words", "pada='b' nilai='200'") "</profil>"
#define LONG "warga lanjut usia menerima obat di rumah tanpa antre lagi"

static void copies_are_told_once(void **state) {
    struct fixture *f = *state;
    check_fields(f, TEXTS("", RULE("p.isi", "filler", "")),
                 ANSWER("a", LONG) ANSWER("b", "Warga lanjut usia menerima "
                                               "obat di rumah  tanpa antre lagi"),
                 "");
    assert_string_equal(TOLD(f, "bagian", "sama"), "E isian.salinan Dampak Tujuan");
}

static void an_answer_that_repeats_its_question_is_told(void **state) {
    struct fixture *f = *state;
    check_fields(f, TEXTS("", RULE("p.isi", "filler", "")), ANSWER("a", "Jelaskan tujuan inovasi ini: baik"), "");
    assert_string_equal(TOLD(f, "bagian"), "E isian.gema Tujuan");
    fresh(f);
    check_fields(f, TEXTS("", RULE("p.isi", "filler", "")), ANSWER("a", "Jelaskan tujuan inovasi ini: " LONG " " LONG),
                 "");
    assert_int_equal(f->findings->n, 0);
}

static void a_few_words_where_many_are_wanted_are_told(void **state) {
    struct fixture *f = *state;
    check_fields(f, TEXTS("", RULE("p.isi", "filler", "")),
                 ANSWER("b", "Layanan lebih cepat 30 menit") ANSWER("a", "Cepat"), "");
    assert_string_equal(TOLD(f, "bagian", "jumlah", "batas"), "W isian.pendek Dampak 5 200");
}

static void a_text_cut_by_a_portal_is_told(void **state) {
    struct fixture *f = *state;
    char text[202];
    for (int i = 0; i < 200; i++) {
        text[i] = i % 6 == 5 ? ' ' : 'a';
    }
    text[199] = 'a';
    text[200] = '\0';
    check_fields(f, TEXTS("", RULE("p.isi", "filler", "")), arena_printf(f->arena, ANSWER("a", "%s"), text), "");
    assert_string_equal(TOLD(f, "jumlah"), "W isian.terpotong 200");
    text[199] = '.';
    fresh(f);
    check_fields(f, TEXTS("", RULE("p.isi", "filler", "")), arena_printf(f->arena, ANSWER("a", "%s"), text), "");
    assert_int_equal(f->findings->n, 0);
}

static void laws_younger_than_the_start_are_noted(void **state) {
    struct fixture *f = *state;
    const char *fields = "<isian id='mulai'><nilai>2021-07-05</nilai></isian>" ANSWER(
        "a", "Perda Nomor 7 Tahun 2022, UU Nomor 5 Tahun 2019 dan PP Nomor 1 Tahun 2030");
    check_fields(f, TEXTS("penutupan='2025-01-01'", RULE("p.w", "tense", "pada='mulai'")), fields, "");
    assert_string_equal(
        TOLD(f, "isi"),
        "N isian.kutipan-mulai Perda Nomor 7 Tahun 2022\nW isian.kutipan-penutupan PP Nomor 1 Tahun 2030");
}

static void citations_are_listed_for_people(void **state) {
    struct fixture *f = *state;
    check_fields(f, TEXTS("", RULE("p.k", "citation", "")),
                 ANSWER("a", "UU Nomor 23 Tahun 2014, PP 38/2017, UU Nomor 23 Tahun 2014 dan Perda Nomor 4"), "");
    assert_string_equal(TOLD(f, "isi"),
                        "N isian.kutipan UU 23/2014; PP 38/2017\nW isian.kutipan-separuh Perda Nomor 4");
}

static void figures_and_words_of_amounts_must_agree(void **state) {
    struct fixture *f = *state;
    check_fields(f, TEXTS("", RULE("p.u", "money", "")),
                 ANSWER("a", "Rp5.000,00 (lima ratus rupiah)") ANSWER("b", "Rp. 5.000,- (lima ribu rupiah)"), "");
    assert_string_equal(TOLD(f, "isi", "harapan"), "W isian.terbilang lima ratus rupiah lima ribu rupiah\n"
                                                   "N isian.bentuk-uang Rp. 5.000,- (lima ribu rupiah) Rp5.000,00");
}

static void a_result_without_a_figure_is_told(void **state) {
    struct fixture *f = *state;
    check_fields(f, TEXTS("", RULE("p.f", "figure", "pada='b'")), ANSWER("b", "Layanan lebih baik"), "");
    assert_string_equal(TOLD(f, "bagian", "jumlah"), "W isian.tanpa-angka Dampak 3");
    fresh(f);
    check_fields(f, TEXTS("", RULE("p.f", "figure", "pada='b'")), ANSWER("b", "Antrean turun 40 %"), "");
    assert_int_equal(f->findings->n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(copies_are_told_once),
        TEST(an_answer_that_repeats_its_question_is_told),
        TEST(a_few_words_where_many_are_wanted_are_told),
        TEST(a_text_cut_by_a_portal_is_told),
        TEST(laws_younger_than_the_start_are_noted),
        TEST(citations_are_listed_for_people),
        TEST(figures_and_words_of_amounts_must_agree),
        TEST(a_result_without_a_figure_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
