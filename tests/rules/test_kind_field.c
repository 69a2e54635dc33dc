#include "fixture.h"

#define ANSWER(id, text) "<isian id='" id "'><jawaban>" text "</jawaban></isian>"
#define VALUE(id, text) "<isian id='" id "'><nilai>" text "</nilai></isian>"
#define FIVE "satu dua tiga empat lima "
#define FIFTY FIVE FIVE FIVE FIVE FIVE FIVE FIVE FIVE FIVE FIVE

static void required_tells_which(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("p.wajib", "required", "")),
                 ANSWER("tujuan", "<p> \xC2\xA0</p>"), "");
    assert_string_equal(TOLD(f, "isian", "bagian", "aturan"),
                        "E isian.kosong tujuan Tujuan p.wajib\n"
                        "E isian.hilang dampak.hasil Dampak (hasil) p.wajib");
    assert_string_equal(f->findings->items[0].place.section, "Tujuan");
    assert_string_equal(f->findings->items[0].certainty, "terverifikasi");
}

static void a_placeholder_is_no_answer(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("p.wajib", "required", "")),
                 ANSWER("tujuan", "Belum <b>ditentukan</b>") ANSWER("dampak.hasil", "naik"), "");
    assert_string_equal(TOLD(f, "isi"), "E isian.pengganti Belum ditentukan");
}

static void required_may_name_one_field(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("p.arti", "required", "pada='arti'")), "", "");
    assert_string_equal(TOLD(f, "isian"), "E isian.hilang arti");
}

// A fact that is missing is asked for as it is written, with its choices.
static void a_missing_fact_says_how_it_is_written(void **state) {
    struct fixture *f = *state;
    static const char profile[] =
        "<profil xmlns='urn:naskah:profile:1' id='p' judul='P'><bagian id='a' label='A'><isian id='a' jenis='kata' "
        "dari='@urusan' wajib='ya'/></bagian><bagian id='b' label='B'><isian id='b' jenis='pilihan' "
        "dari='tahapan' wajib='ya'><pilihan>X</pilihan><pilihan>Y</pilihan></isian></bagian>"
        "<bagian id='c' label='C'><isian id='c' jenis='tanggal' dari='tahapan/@uji-coba' wajib='ya'/></bagian>"
        "<misi tujuan='a' signifikansi='a' dampak='a' transferabilitas='a'/>"
        RULE("p.wajib", "required", "") "</profil>";
    check_fields(f, profile, "<bagian id='a'><isian id='a'/></bagian>", "");
    assert_string_equal(TOLD(f, "tulis", "pada", "pilihan"),
                        "E isian.hilang.data urusan=\"…\" <inovasi id=\"\"> \n"
                        "E isian.hilang.pilihan <tahapan>…</tahapan> <inovasi id=\"\"> X; Y\n"
                        "E isian.hilang.data uji-coba=\"…\" <tahapan> <inovasi id=\"\"> ");
}

#define MISSION                                                                                       \
    RULE("m1", "mission", "pada='tujuan'") RULE("m2", "mission", "pada='signifikansi'")                \
    RULE("m3", "mission", "pada='dampak'")                                                             \
    "<aturan id='m4' jenis='mission' pada='transferabilitas' keparahan='peringatan' kepastian='terverifikasi'/>"

static void the_four_sections_are_looked_for(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(MISSION), ANSWER("tujuan", "") ANSWER("dampak.hasil", "..."), "");
    assert_string_equal(TOLD(f, "misi", "isian"),
                        "E misi.kosong tujuan tujuan\nE misi.hilang signifikansi arti.isu\n"
                        "E misi.pengganti dampak dampak.hasil\nW misi.bukti transferabilitas ");
}

static void the_four_sections_can_all_be_there(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(MISSION),
                 ANSWER("tujuan", "a") "<isian id='arti'>" ANSWER("arti.isu", "b") "</isian>"
                 ANSWER("dampak.hasil", "c"),
                 "<bukti indikator='replikasi'/>");
    assert_string_equal(told(f, NULL), "");
}

static void a_section_written_as_a_whole_only_warns(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("m2", "mission", "pada='signifikansi'")),
                 "<isian id='arti'><jawaban>panjang</jawaban><isian id='arti.isu'/></isian>", "");
    assert_string_equal(TOLD(f, "isian", "induk"), "W misi.belum-dipisah arti.isu Arti Penting");
}

static void what_required_told_the_mission_does_not_repeat(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("p.wajib", "required", "") MISSION), "", "");
    assert_string_equal(TOLD(f, "isian"), "E isian.hilang tujuan\nE isian.hilang dampak.hasil\n"
                        "E misi.hilang arti.isu\nW misi.bukti ");
}

static void limits_have_a_band_that_only_warns(void **state) {
    struct fixture *f = *state;
    const char *profile = PROFILE(RULE("k", "max_words", "pada='tujuan' nilai='50'"));
    check_fields(f, profile, ANSWER("tujuan", FIFTY), "");
    assert_string_equal(told(f, NULL), "");
    check_fields(f, PROFILE(RULE("k", "max_words", "pada='tujuan' nilai='49'")), ANSWER("tujuan", FIFTY FIFTY), "");
    assert_string_equal(TOLD(f, "jumlah", "batas", "selisih", "penghitung"),
                        "E isian.kata-lebih 100 49 51 @penghitung.kata-tanpa-penanda");
}

static void one_word_in_fifty_is_within_the_band(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("k", "max_words", "pada='tujuan' nilai='50'")), ANSWER("tujuan", FIFTY "enam"), "");
    assert_string_equal(TOLD(f, "jumlah", "batas"), "W isian.kata-ambang 51 50");
}

static void two_words_in_fifty_are_not(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("k", "max_words", "pada='tujuan' nilai='50'")), ANSWER("tujuan", FIFTY "enam tujuh"),
                 "");
    assert_string_equal(TOLD(f, "jumlah", "batas"), "E isian.kata-lebih 52 50");
    f->findings = findings_new(f->arena, NULL);
    check_fields(f, PROFILE(RULE("k", "max_words", "pada='tujuan' nilai='49'")), ANSWER("tujuan", FIFTY), "");
    assert_string_equal(TOLD(f, "jumlah", "batas"), "E isian.kata-lebih 50 49");  // more than one in fifty
}

static void a_minimum_counts_the_parts_together(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("k", "min_words", "pada='arti' nilai='12' penghitung='spasi'")),
                 "<isian id='arti'><jawaban>" FIVE "</jawaban>" ANSWER("arti.isu", FIVE) "</isian>", "");
    assert_string_equal(TOLD(f, "jumlah", "batas", "penghitung"), "E isian.kata-kurang 10 12 @penghitung.spasi");
}

// The edges of both limits, one word on each side: three hundred, with a band of six words that only warns.
static void limits_hold_to_the_word(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *kind;
        int words;
        const char *finding;
    } cases[] = {
        {"min_words", 293, "E isian.kata-kurang 7"}, {"min_words", 294, "W isian.kata-ambang 6"},
        {"min_words", 299, "W isian.kata-ambang 1"}, {"min_words", 300, ""}, {"min_words", 301, ""},
        {"max_words", 299, ""}, {"max_words", 300, ""}, {"max_words", 301, "W isian.kata-ambang 1"},
        {"max_words", 306, "W isian.kata-ambang 6"}, {"max_words", 307, "E isian.kata-lebih 7"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf text = buf_new(f->arena);
        for (int n = 0; n < cases[i].words; n++) {
            buf_str(&text, "kata ");
        }
        const char *rule = arena_printf(f->arena, RULE("k", "%s", "pada='tujuan' nilai='300'"), cases[i].kind);
        f->findings = findings_new(f->arena, NULL);
        check_fields(f, arena_printf(f->arena, PROFILE("%s"), rule),
                     arena_printf(f->arena, ANSWER("tujuan", "%s"), buf_text(&text)), "");
        assert_string_equal(TOLD(f, "selisih"), cases[i].finding);
    }
}

static void characters_hold_to_the_letter(void **state) {
    struct fixture *f = *state;
    static const char *const cases[][2] = {{"empat", ""}, {"limalima", "E isian.karakter-lebih 2"},
                                           {"enam ya", "E isian.karakter-lebih 1"}, {"enamya", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        f->findings = findings_new(f->arena, NULL);
        check_fields(f, PROFILE(RULE("k", "max_chars", "pada='tujuan' nilai='6'")),
                     arena_printf(f->arena, ANSWER("tujuan", "%s"), cases[i][0]), "");
        assert_string_equal(TOLD(f, "selisih"), cases[i][1]);
    }
}

static void nothing_is_counted_where_nothing_was_answered(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("k", "min_words", "pada='arti' nilai='12'")), ANSWER("arti", "..."), "");
    assert_string_equal(told(f, NULL), "");
}

static void characters_are_code_points(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("k", "max_chars", "pada='tujuan' nilai='5'")),
                 ANSWER("tujuan", "\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9"), "");
    assert_string_equal(told(f, NULL), "");
    check_fields(f, PROFILE(RULE("k", "max_chars", "pada='tujuan' nilai='5'")), ANSWER("tujuan", "enam ya"), "");
    assert_string_equal(TOLD(f, "jumlah", "batas"), "E isian.karakter-lebih 7 5");
}

static void choices_are_met_tolerantly(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *text, *finding;
    } cases[] = {
        {"Ya", ""},
        {"ya.", ""},
        {"YA", ""},
        {"sudah", "W isian.pilihan-mirip Ya"},
        {"Sudah  Dievaluasi", "W isian.pilihan-mirip Ya"},
        {"sebagian  besar", ""},
        {"Sebagain besar", "W isian.pilihan-mirip Sebagian besar"},
        {"Tdak", "W isian.pilihan-mirip Tidak"},
        {"Yb", "E isian.pilihan "},
        {"Mungkin", "E isian.pilihan "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        f->findings = findings_new(f->arena, NULL);
        const char *fields = arena_printf(f->arena, "<isian id='dampak.ada'><nilai>%s</nilai></isian>", cases[i].text);
        check_fields(f, PROFILE(RULE("e", "enum", "pada='dampak.ada'")), fields, "");
        assert_string_equal(TOLD(f, "terdekat"), cases[i].finding);
    }
}

static void an_unknown_choice_lists_the_known_ones(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("e", "enum", "pada='dampak.ada'")), VALUE("dampak.ada", "Mungkin"), "");
    assert_string_equal(TOLD(f, "isi", "pilihan"), "E isian.pilihan Mungkin Ya; Tidak; Sebagian besar");
}

static void dates_must_be_possible(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *text, *finding;
    } cases[] = {
        {"2021-07-05", ""},      {"Tuesday, 17 January 2017", ""}, {"2021-02-30", "E isian.tanggal"},
        {"Monday, 17 January 2017", "W isian.hari"},
        {"05/01/2022", "E isian.tanggal"}, {"Januari 2024", "N isian.tanggal-kasar"}, {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        f->findings = findings_new(f->arena, NULL);
        const char *fields = arena_printf(f->arena, "<isian id='mulai'><nilai>%s</nilai></isian>", cases[i].text);
        check_fields(f, PROFILE(RULE("d", "date", "pada='mulai'")), fields, "");
        assert_string_equal(told(f, NULL), cases[i].finding);
    }
}

static void a_trial_comes_before_the_application(void **state) {
    struct fixture *f = *state;
    const char *profile = PROFILE(RULE("o", "order", "pada='mulai terap'"));
    check_fields(f, profile, VALUE("mulai", "2021-07-05") VALUE("terap", "2021-07-06"), "");
    assert_string_equal(told(f, NULL), "");
    check_fields(f, profile, VALUE("mulai", "2021-07-05") VALUE("terap", "2021-07-04"), "");
    assert_string_equal(TOLD(f, "isi", "isi-sebelum"), "E isian.urutan @tanggal 2021-07-04 @tanggal 2021-07-05");
}

static void the_same_day_only_warns(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE(RULE("o", "order", "pada='mulai terap'")),
                 VALUE("mulai", "2021-07-05") VALUE("terap", "2021-07-05"), "");
    assert_string_equal(told(f, NULL), "W isian.urutan-sama");
}

static void a_rule_that_nobody_verified_only_warns(void **state) {
    struct fixture *f = *state;
    check_fields(f, PROFILE("<aturan id='k' jenis='max_words' pada='tujuan' nilai='2' keparahan='galat' "
                            "kepastian='disimpulkan' dasar='D' sumber='S'><saran lang='en'>Cut.</saran></aturan>"),
                 ANSWER("tujuan", FIVE), "");
    assert_string_equal(TOLD(f, "saran.en"), "W isian.kata-lebih Cut.");
    assert_string_equal(f->findings->items[0].basis, "D (S)");
    assert_string_equal(f->findings->items[0].certainty, "disimpulkan");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(required_tells_which),
        TEST(a_placeholder_is_no_answer),
        TEST(a_missing_fact_says_how_it_is_written),
        TEST(required_may_name_one_field),
        TEST(the_four_sections_are_looked_for),
        TEST(the_four_sections_can_all_be_there),
        TEST(a_section_written_as_a_whole_only_warns),
        TEST(what_required_told_the_mission_does_not_repeat),
        TEST(limits_have_a_band_that_only_warns),
        TEST(one_word_in_fifty_is_within_the_band),
        TEST(two_words_in_fifty_are_not),
        TEST(a_minimum_counts_the_parts_together),
        TEST(limits_hold_to_the_word),
        TEST(characters_hold_to_the_letter),
        TEST(nothing_is_counted_where_nothing_was_answered),
        TEST(characters_are_code_points),
        TEST(choices_are_met_tolerantly),
        TEST(an_unknown_choice_lists_the_known_ones),
        TEST(dates_must_be_possible),
        TEST(a_trial_comes_before_the_application),
        TEST(the_same_day_only_warns),
        TEST(a_rule_that_nobody_verified_only_warns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
