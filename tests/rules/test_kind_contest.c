#include "fixture.h"

#define VALUE(id, text) "<isian id='" id "'><nilai>" text "</nilai></isian>"

static void checked(struct fixture *f, const char *profile, const char *fields) {
    check_fields(f, profile, fields, "");
}

#define AGED(attributes, rules)                                                                                        \
    "<profil xmlns='urn:naskah:profile:1' id='p' judul='Lomba' " attributes ">"                                        \
    "<kelompok id='umum' label='Umum'/><kelompok id='khusus' label='Khusus'/>"                                         \
    "<bagian id='mulai' label='Mulai'><isian id='mulai' jenis='tanggal' dari='usulan/@tanggal-mulai'/></bagian>"       \
    "<bagian id='tahap' label='Tahap'><isian id='tahap' jenis='pilihan' dari='tahapan'/></bagian>"                     \
    "<bagian id='video' label='Video'><isian id='video' jenis='kata' dari='usulan/@tautan-video'/></bagian>"           \
    "<bagian id='nama' label='Judul'><isian id='nama' jenis='kata' dari='@nama'/></bagian>"                            \
    "<bagian id='lama' label='Lama' kelompok='khusus'><isian id='lama' jenis='teks' wajib='ya'/></bagian>"             \
    "<misi tujuan='mulai' signifikansi='mulai' dampak='mulai' transferabilitas='mulai'/>" rules "</profil>"

static void an_innovation_must_be_old_enough_on_the_closing_day(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *start, *told;
    } cases[] = {
        {"2020-04-16", ""},
        {"2020-04-17", "E isian.usia @tanggal 2020-04-17 2 @tanggal 2022-04-16 @tanggal 2020-04-16"},
        {"2020-03", ""},
        {"2020-04", "W isian.usia-kasar @tanggal 2020-04 2 @tanggal 2022-04-16 @tanggal 2020-04-16"},
        {"2021", "E isian.usia @tanggal 2021 2 @tanggal 2022-04-16 @tanggal 2020-04-16"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fresh(f);
        checked(f, AGED("penutupan='2022-04-16'", RULE("p.usia", "min_age", "pada='mulai' nilai='2'")),
                arena_printf(f->arena, VALUE("mulai", "%s"), cases[i].start));
        assert_string_equal(TOLD(f, "isi", "batas", "penutupan", "paling-lambat"), cases[i].told);
    }
}

// A day that its year does not have is never told.
static void a_year_before_the_leap_day_is_the_last_of_february(void **state) {
    struct fixture *f = *state;
    fresh(f);
    checked(f, AGED("penutupan='2024-02-29'", RULE("p.usia", "min_age", "pada='mulai' nilai='1'")),
            VALUE("mulai", "2023-03-01"));
    assert_string_equal(TOLD(f, "paling-lambat"), "E isian.usia @tanggal 2023-02-28");
    fresh(f);
    checked(f, AGED("penutupan='2024-02-29'", RULE("p.usia", "min_age", "pada='mulai' nilai='1'")),
            VALUE("mulai", "2023-02-28"));
    assert_string_equal(TOLD(f, "paling-lambat"), "");
}

static void without_a_closing_day_age_is_said_not_to_be_checked(void **state) {
    struct fixture *f = *state;
    checked(f, AGED("", RULE("p.usia", "min_age", "pada='mulai' nilai='2'")), VALUE("mulai", "2020-01-01"));
    assert_string_equal(TOLD(f, "batas"), "N isian.usia-belum 2");
}

static void a_person_may_ask_for_another_closing_day(void **state) {
    struct fixture *f = *state;
    const char *profile = AGED("penutupan='2022-04-16'", RULE("p.usia", "min_age", "pada='mulai' nilai='2'"));
    struct profiles *p = profiles_of(f, true, (const char *const[]){profile, NULL});
    profiles_close(p, (struct date){2022, 1, 1});
    xmlDoc *record = tree(f, "<naskah jenis='proposal'><inovasi><usulan kelompok='umum'>" VALUE(
                                 "mulai", "2020-02-01") "</usulan></inovasi></naskah>");
    check_record(f->arena, record, p, profiles_find(p, "p"), f->findings);
    assert_string_equal(TOLD(f, "penutupan"), "E isian.usia @tanggal 2022-01-01");
}

static void a_date_outside_the_window_is_told(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *day, *told;
    } cases[] = {{"2024-01-01", ""},
                 {"2025-12-31", ""},
                 {"2023-12-31", "E isian.jendela"},
                 {"2026-01", "E isian.jendela"},
                 {"2025", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fresh(f);
        checked(f, AGED("", RULE("p.masa", "window", "pada='mulai' nilai='2024-01-01..2025-12-31'")),
                arena_printf(f->arena, VALUE("mulai", "%s"), cases[i].day));
        assert_string_equal(told(f, NULL), cases[i].told);
    }
    fresh(f);
    checked(f, AGED("", RULE("p.masa", "window", "pada='mulai' nilai='2024-03-15..'")), VALUE("mulai", "2024-03"));
    assert_string_equal(told(f, NULL), "W isian.jendela-kasar");
}

static void the_stage_and_its_date_belong_together(void **state) {
    struct fixture *f = *state;
    const char *profile = AGED("", RULE("p.tahap", "stage", "pada='tahap mulai' nilai='Penerapan'"));
    checked(f, profile, VALUE("tahap", "Penerapan") VALUE("mulai", "2024-01-01"));
    checked(f, profile, VALUE("tahap", "Inisiatif"));
    assert_string_equal(told(f, NULL), "");
    checked(f, profile, VALUE("tahap", "penerapan"));
    assert_string_equal(told(f, NULL), "E isian.tahapan-tanpa");
    fresh(f);
    checked(f, profile, VALUE("tahap", "Uji Coba") VALUE("mulai", "2024-01-01"));
    assert_string_equal(told(f, NULL), "W isian.tahapan-lebih");
}

static void of_group(struct fixture *f, const char *group, const char *rules) {
    fresh(f);
    const char *profile = arena_printf(f->arena, AGED("", "%s"), rules);
    struct profiles *p = profiles_of(f, true, (const char *const[]){profile, NULL});
    xmlDoc *record =
        tree(f, arena_printf(f->arena, "<naskah jenis='proposal'><inovasi><usulan %s/></inovasi></naskah>", group));
    check_record(f->arena, record, p, profiles_find(p, "p"), f->findings);
}

static void only_groups_of_the_contest_may_enter(void **state) {
    struct fixture *f = *state;
    of_group(f, "kelompok='umum'", RULE("p.g", "group", ""));
    assert_string_equal(told(f, NULL), "");
    of_group(f, "kelompok='replikasi'", RULE("p.g", "group", ""));
    assert_string_equal(TOLD(f, "kelompok", "pilihan"), "E usulan.kelompok replikasi umum, khusus");
    of_group(f, "", RULE("p.g", "group", ""));
    assert_string_equal(TOLD(f, "anggapan"), "W usulan.kelompok-kosong umum");
}

static void what_is_asked_of_one_group_is_not_asked_of_the_others(void **state) {
    struct fixture *f = *state;
    of_group(f, "kelompok='khusus'", RULE("p.wajib", "required", ""));
    assert_string_equal(TOLD(f, "isian"), "E isian.hilang lama");
    of_group(f, "kelompok='umum'", RULE("p.wajib", "required", ""));
    assert_string_equal(told(f, NULL), "");
    of_group(f, "kelompok='umum'", RULE("p.lama", "required", "pada='nama' kelompok='khusus'"));
    assert_string_equal(told(f, NULL), "");
    of_group(f, "kelompok='khusus'", RULE("p.lama", "required", "pada='nama' kelompok='khusus'"));
    assert_string_equal(TOLD(f, "aturan"), "E isian.hilang.data p.lama");
}

static void titles_in_capitals_or_with_pictures_are_told(void **state) {
    struct fixture *f = *state;
    const char *profile = AGED("", RULE("p.judul", "title", "pada='nama'"));
    checked(f, profile, VALUE("nama", "SIAP: Sistem Antar Obat"));
    checked(f, profile, VALUE("nama", "SIAP ANTAR"));
    assert_string_equal(told(f, NULL), "");
    checked(f, profile, VALUE("nama", "SISTEM ANTAR OBAT LANSIA"));
    assert_string_equal(told(f, NULL), "N usulan.judul-kapital");
    fresh(f);
    checked(f, profile, VALUE("nama", "Antar Obat \xF0\x9F\x9A\x80"));
    assert_string_equal(told(f, NULL), "W usulan.judul-gambar");
}

static void links_are_looked_at_not_opened(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *link, *told;
    } cases[] = {{"https://youtu.be/abc", ""},
                 {"https://www.youtube.com/watch?v=1", ""},
                 {"youtu.be/abc", "W usulan.tautan-skema"},
                 {"https://contoh.go.id/v.mp4", "W usulan.tautan-tempat"},
                 {"https://bukanyoutube.com/v", "W usulan.tautan-tempat"},
                 {"lihat di youtube", "E usulan.tautan"},
                 {"ftp://youtu.be/a", "E usulan.tautan"},
                 {"https://youtu", "E usulan.tautan"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fresh(f);
        checked(f, AGED("", RULE("p.video", "links", "pada='video' nilai='youtube.com youtu.be'")),
                arena_printf(f->arena, VALUE("video", "%s"), cases[i].link));
        assert_string_equal(told(f, NULL), cases[i].told);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_innovation_must_be_old_enough_on_the_closing_day),
        TEST(a_year_before_the_leap_day_is_the_last_of_february),
        TEST(without_a_closing_day_age_is_said_not_to_be_checked),
        TEST(a_person_may_ask_for_another_closing_day),
        TEST(a_date_outside_the_window_is_told),
        TEST(the_stage_and_its_date_belong_together),
        TEST(only_groups_of_the_contest_may_enter),
        TEST(what_is_asked_of_one_group_is_not_asked_of_the_others),
        TEST(titles_in_capitals_or_with_pictures_are_told),
        TEST(links_are_looked_at_not_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
