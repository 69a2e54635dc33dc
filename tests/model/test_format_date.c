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

static bool next_day(struct date *d) {
    struct date n = {d->year, d->month, d->day + 1};
    if (!date_valid(n)) {
        n = d->month < 12 ? (struct date){d->year, d->month + 1, 1} : (struct date){d->year + 1, 1, 1};
    }
    *d = n;
    return n.year <= 2100;
}

static void same_date(struct date a, struct date b) {
    assert_int_equal(date_compare(a, b), 0);
    assert_int_equal(a.year, b.year);
    assert_int_equal(a.month, b.month);
    assert_int_equal(a.day, b.day);
}

// Every day of two centuries: read back from all forms, and the weekdays follow each other from a known Monday.
static void every_day_reads_back(void **state) {
    (void)state;
    struct date d = {1900, 1, 1}, again;
    int weekday = 1, days = 0;
    do {
        assert_true(date_parse(format_date(arena, d), &again));
        same_date(again, d);
        assert_true(date_parse(format_day_date(arena, d), &again));
        same_date(again, d);
        assert_true(date_parse(arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day), &again));
        same_date(again, d);
        assert_int_equal(date_weekday(d), weekday);
        weekday = (weekday + 1) % 7;
        if (++days % 5000 == 0) {
            arena_reset(arena);
        }
    } while (next_day(&d));
    assert_int_equal(days, 73414);  // 201 years with 49 leap days
}

static void forms_of_a_date(void **state) {
    (void)state;
    struct date d = {2017, 1, 17};
    assert_string_equal(format_date(arena, d), "17 Januari 2017");
    assert_string_equal(format_day_date(arena, d), "Selasa, 17 Januari 2017");
    assert_string_equal(format_date_words(arena, d),
                        "hari Selasa tanggal tujuh belas bulan Januari tahun dua ribu tujuh belas");
    assert_string_equal(format_date(arena, (struct date){2022, 1, 5}), "5 Januari 2022");
    assert_string_equal(format_date(arena, (struct date){2025, 2, 0}), "Februari 2025");
    assert_string_equal(format_date(arena, (struct date){2025, 0, 0}), "2025");
    assert_string_equal(format_day_date(arena, (struct date){2025, 2, 0}), "Februari 2025");
    assert_string_equal(format_month(11), "November");
    assert_string_equal(format_month(0), "");
    assert_string_equal(format_month(13), "");
    assert_string_equal(format_weekday((struct date){2024, 2, 29}), "Kamis");
    assert_string_equal(format_weekday((struct date){2025, 3, 14}), "Jumat");
}

static void dates_that_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text;
        struct date date;
    } rows[] = {
        {"2025-02-10", {2025, 2, 10}},
        {"2025-02", {2025, 2, 0}},
        {"2025", {2025, 0, 0}},
        {"10 Februari 2025", {2025, 2, 10}},
        {"Selasa, 17 Januari 2017", {2017, 1, 17}},
        {"Tuesday, 17 January 2017", {2017, 1, 17}},
        {"05 January 2022", {2022, 1, 5}},
        {"January 5, 2022", {2022, 1, 5}},
        {"5 Okt 2021", {2021, 10, 5}},
        {"17 AGUSTUS 1945", {1945, 8, 17}},
        {"Februari 2025", {2025, 2, 0}},
        {"3 Nopember 1999", {1999, 11, 3}},
        {"29 Februari 2024", {2024, 2, 29}},
        {"Jum'at, 14 Maret 2025", {2025, 3, 14}},
        {"2024-02-29", {2024, 2, 29}},
        {" 1  Mei   2020 ", {2020, 5, 1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date d;
        if (!date_parse(rows[i].text, &d)) {
            fail_msg("not read: %s", rows[i].text);
        }
        same_date(d, rows[i].date);
    }
}

static void dates_that_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      "05/01/2022",
                                      "17/01/2017",
                                      "05-01-2022",
                                      "5.1.2022",
                                      "2025-2-10",
                                      "2025-13-01",
                                      "2025-02-30",
                                      "2023-02-29",
                                      "2025-00-10",
                                      "2025-02-00",
                                      "30 Februari 2025",
                                      "0 Mei 2020",
                                      "10 Februarii 2025",
                                      "10 Februari 25",
                                      "Selasa, Januari 2017",
                                      "Selasa 2017",
                                      "kemarin",
                                      "10 Februari 2025 pukul 9",
                                      "20250210",
                                      "225",
                                      "1900-02-29",
                                      "31 April 2020",
                                      "Januari",
                                      "10 10 2025"};
    struct date d = {1, 2, 3};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (date_parse(bad[i], &d)) {
            fail_msg("read: %s", bad[i]);
        }
    }
    assert_false(date_parse(NULL, &d));
    assert_int_equal(d.year, 1);
}

static void weekdays_that_do_not_fit(void **state) {
    (void)state;
    static const struct {
        const char *text, *fault;
    } rows[] = {
        {"Selasa, 17 Januari 2017", NULL},   {"Senin, 17 Januari 2017", "Selasa"},
        {"Monday, 17 January 2017", "Selasa"}, {"Tuesday, January 17, 2017", NULL},
        {"Jum'at 14 Maret 2025", NULL},      {"Ahad, 14 Maret 2025", "Jumat"},
        {"17 Januari 2017", NULL},           {"2017-01-17", NULL},
        {"Januari 2017", NULL},              {"Senin, 30 Februari 2017", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = date_weekday_fault(rows[i].text);
        if ((found == NULL) != (rows[i].fault == NULL) || (found && strcmp(found, rows[i].fault) != 0)) {
            fail_msg("%s: %s", rows[i].text, found ? found : "no fault");
        }
    }
    // Of the seven names of days, one fits each day.
    struct date d = {2024, 2, 26};
    static const char *const names[] = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};
    do {
        int fit = 0;
        for (int i = 0; i < 7; i++) {
            fit += !date_weekday_fault(arena_printf(arena, "%s, %s", names[i], format_date(arena, d)));
        }
        assert_int_equal(fit, 1);
    } while (next_day(&d) && d.year == 2024);
    assert_null(date_weekday_fault(NULL));
}

static void order_of_dates(void **state) {
    (void)state;
    assert_true(date_compare((struct date){2025, 2, 10}, (struct date){2025, 10, 2}) < 0);
    assert_true(date_compare((struct date){2025, 0, 0}, (struct date){2025, 1, 1}) < 0);
    assert_true(date_compare((struct date){2026, 0, 0}, (struct date){2025, 12, 31}) > 0);
}

static void times(void **state) {
    (void)state;
    assert_string_equal(format_time(arena, "09:00"), "09.00");
    assert_string_equal(format_time(arena, "9:05"), "09.05");
    assert_string_equal(format_time(arena, "23.59"), "23.59");
    assert_string_equal(format_time(arena, "24:00"), "24.00");
    static const char *const bad[] = {"",     "9",        "24:01", "25:00",  "09:60",
                                      "09:5", "9:00 WIB", "ab:cd", "09::00", "-1:00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_null(format_time(arena, bad[i]));
    }
    assert_null(format_time(arena, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_day_reads_back), cmocka_unit_test(forms_of_a_date),
                                       cmocka_unit_test(dates_that_are_read),  cmocka_unit_test(dates_that_are_refused),
                                       cmocka_unit_test(weekdays_that_do_not_fit), cmocka_unit_test(order_of_dates),
                                            cmocka_unit_test(times)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
