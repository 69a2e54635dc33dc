#include "fixture.h"
#include "rules/prose_fact.h"

static const char *dates(struct fixture *f, const char *text) {
    struct told_date *d;
    struct buf out = buf_new(f->arena);
    size_t n = prose_dates(f->arena, text, &d);
    for (size_t i = 0; i < n; i++) {
        buf_printf(&out, "%s%s=%04d-%02d-%02d%s%s", i ? "; " : "", d[i].text, d[i].date.year, d[i].date.month,
                   d[i].date.day, d[i].weekday ? " " : "", d[i].weekday ? d[i].weekday : "");
    }
    return buf_text(&out);
}

static const char *counts(struct fixture *f, const char *text) {
    struct told_count *c;
    struct buf out = buf_new(f->arena);
    size_t n = prose_counts(f->arena, text, &c);
    for (size_t i = 0; i < n; i++) {
        buf_printf(&out, "%s%ld/%s/%s", i ? "; " : "", (long)c[i].n, c[i].words ? c[i].words : "", c[i].noun);
    }
    return buf_text(&out);
}

static void dates_are_found_with_their_weekday(void **state) {
    struct fixture *f = *state;
    assert_string_equal(dates(f, "pada Selasa, 17 Januari 2017, lalu 2 Maret 2018."),
                        "Selasa, 17 Januari 2017=2017-01-17; 2 Maret 2018=2018-03-02");
    assert_string_equal(dates(f, "hari Rabu tanggal 17 Januari 2017"),
                        "Rabu tanggal 17 Januari 2017=2017-01-17 Selasa");
    assert_string_equal(dates(f, "Kamis / 18 Agustus 2022"), "Kamis / 18 Agustus 2022=2022-08-18");
    assert_string_equal(dates(f, "31 April 2025"), "31 April 2025=0000-00-00");
    assert_string_equal(dates(f, "Maret 2025, 17 orang, 3 Maretan 2025, 2025"), "");
}

static void counts_are_found_with_their_noun(void **state) {
    struct fixture *f = *state;
    assert_string_equal(counts(f, "12 kecamatan, 1.200 (seribu dua ratus) Orang dan 6."),
                        "12//kecamatan; 1200/seribu dua ratus/orang; 6//");
    // Neither money nor numbers of laws, shares, times, dates or ranges.
    assert_string_equal(counts(f, "Rp5.000 Nomor 7 Tahun 2022 Pasal 3 40% 09:00 12/2017 3-4 17 Januari 2017 5,2 juta"),
                        "");
}

static void any_text_is_read_to_its_end(void **state) {
    struct fixture *f = *state;
    static const char *const pieces[] = {"17", " ", "Januari", "2017", "Senin",    ",",
                                         "(",  ")", ".",       "/",    "\xC2\xA0", "a"};
    unsigned seed = 5;
    for (int round = 0; round < 2000; round++) {
        struct buf text = buf_new(f->arena);
        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            buf_str(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        struct told_date *d;
        struct told_count *c;
        size_t n = prose_dates(f->arena, buf_text(&text), &d), m = prose_counts(f->arena, buf_text(&text), &c);
        for (size_t i = 0; i < n; i++) {
            assert_non_null(strstr(buf_text(&text), d[i].text));
        }
        for (size_t i = 0; i < m; i++) {
            assert_non_null(strstr(buf_text(&text), c[i].text));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(dates_are_found_with_their_weekday),
        TEST(counts_are_found_with_their_noun),
        TEST(any_text_is_read_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
