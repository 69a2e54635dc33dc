// Dates and times of day, read and written.
#include <string.h>
#include <strings.h>

#include "base/message.h"
#include "model/format.h"

static const char *const months[] = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                                     "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
static const char *const weekdays[] = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};

// How else people write months and days: English, short, and older spelling.
static const struct spelling {
    const char *word;
    int value;
} month_spellings[] = {
    {"January", 1}, {"Jan", 1},  {"February", 2},  {"Pebruari", 2}, {"Feb", 2},   {"Peb", 2},       {"March", 3},
    {"Mar", 3},     {"Apr", 4},  {"May", 5},       {"June", 6},     {"Jun", 6},   {"July", 7},      {"Jul", 7},
    {"August", 8},  {"Aug", 8},  {"Agt", 8},       {"Agu", 8},      {"Agust", 8}, {"Ags", 8},       {"Sept", 9},
    {"Sep", 9},     {"Okt", 10}, {"Oct", 10},      {"October", 10}, {"Nov", 11},  {"Nopember", 11}, {"Nop", 11},
    {"Des", 12},    {"Dec", 12}, {"December", 12},
};
static const struct spelling weekday_spellings[] = {
    {"Sunday", 0},   {"Ahad", 0},   {"Monday", 1}, {"Tuesday", 2}, {"Wednesday", 3},
    {"Thursday", 4}, {"Friday", 5}, {"Jum'at", 5}, {"Jumaat", 5},  {"Saturday", 6},
};
#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct date d) {
    if (d.year < 1000 || d.year > 9999 || d.month < 0 || d.month > 12 || d.day < 0) {
        return false;
    }
    return d.month == 0 ? d.day == 0 : d.day <= month_days(d.year, d.month);
}

int date_compare(struct date a, struct date b) {
    int x = a.year * 10000 + a.month * 100 + a.day;
    int y = b.year * 10000 + b.month * 100 + b.day;
    return (x > y) - (x < y);
}

// Days of the proleptic Gregorian calendar; March begins the year, so that the leap day is its last.
long date_days(struct date d) {
    int month = d.month ? d.month : 1, day = d.day ? d.day : 1, y = month < 3 ? d.year - 1 : d.year;
    long of_year = (153L * (month + (month < 3 ? 9 : -3)) + 2) / 5 + day;
    return 365L * y + y / 4 - y / 100 + y / 400 + of_year;
}

// Sakamoto's method.
int date_weekday(struct date d) {
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    if (!date_valid(d) || d.day == 0) {
        return 0;
    }
    int y = d.month < 3 ? d.year - 1 : d.year;
    return (y + y / 4 - y / 100 + y / 400 + shift[d.month - 1] + d.day) % 7;
}

struct word {
    const char *p;
    size_t n;
};

static bool word_is(struct word w, const char *name) {
    return strlen(name) == w.n && strncasecmp(w.p, name, w.n) == 0;
}

// Index into `names` (plus `base`), or the value of a spelling, or -1.
static int word_value(struct word w, const char *const *names, size_t n_names, const struct spelling *spellings,
                      size_t n_spellings, int base) {
    for (size_t i = 0; i < n_names; i++) {
        if (word_is(w, names[i])) {
            return (int)i + base;
        }
    }
    for (size_t i = 0; i < n_spellings; i++) {
        if (word_is(w, spellings[i].word)) {
            return spellings[i].value;
        }
    }
    return -1;
}

static int word_month(struct word w) {
    return word_value(w, months, COUNT(months), month_spellings, COUNT(month_spellings), 1);
}

static int word_weekday(struct word w) {
    return word_value(w, weekdays, COUNT(weekdays), weekday_spellings, COUNT(weekday_spellings), 0);
}

// A number of `least` to `most` digits, or -1.
static int word_number(struct word w, size_t least, size_t most) {
    if (w.n < least || w.n > most) {
        return -1;
    }
    int n = 0;
    for (size_t i = 0; i < w.n; i++) {
        if (w.p[i] < '0' || w.p[i] > '9') {
            return -1;
        }
        n = n * 10 + (w.p[i] - '0');
    }
    return n;
}

// Words split at `separators`; returns how many there are, at most `max` + 1.
static size_t split(const char *s, const char *separators, struct word *words, size_t max) {
    size_t n = 0;
    for (s += strspn(s, separators); *s; s += strspn(s, separators)) {
        size_t length = strcspn(s, separators);
        if (n == max) {
            return max + 1;
        }
        words[n++] = (struct word){s, length};
        s += length;
    }
    return n;
}

// 2025, 2025-02, 2025-02-10
static bool parse_iso(const char *s, struct date *out) {
    struct word w[3];
    size_t n = split(s, "-", w, 3), expected[] = {4, 7, 10};
    if (n < 1 || n > 3 || strlen(s) != expected[n - 1]) {
        return false;
    }
    *out = (struct date){word_number(w[0], 4, 4), n > 1 ? word_number(w[1], 2, 2) : 0,
                         n > 2 ? word_number(w[2], 2, 2) : 0};
    return date_valid(*out) && (n < 2 || out->month > 0) && (n < 3 || out->day > 0);
}

// [weekday,] 10 Februari 2025 · Februari 2025 · February 10, 2025
static bool parse_words(const char *s, struct date *out) {
    struct word w[4];
    size_t n = split(s, " ,", w, 4), at = 0;
    if (n < 2 || n > 4) {
        return false;
    }
    if (word_weekday(w[0]) >= 0) {
        at = 1;
    }
    size_t left = n - at;
    int year = word_number(w[n - 1], 4, 4);
    if (left == 2 && at == 0) {
        *out = (struct date){year, word_month(w[0]), 0};
        return out->month > 0 && date_valid(*out);
    }
    if (left != 3) {
        return false;
    }
    int month_first = word_month(w[at]);
    *out = month_first > 0 ? (struct date){year, month_first, word_number(w[at + 1], 1, 2)}
                           : (struct date){year, word_month(w[at + 1]), word_number(w[at], 1, 2)};
    return out->month > 0 && out->day > 0 && date_valid(*out);
}

bool date_parse(const char *s, struct date *out) {
    struct date d;
    if (!s || strlen(s) > 60 || !(parse_iso(s, &d) || parse_words(s, &d))) {
        return false;
    }
    *out = d;
    return true;
}

const char *date_weekday_fault(const char *s) {
    struct date d;
    struct word w[4];
    if (!date_parse(s, &d) || d.day == 0) {
        return NULL;
    }
    int written = split(s, " ,", w, 4) > 0 ? word_weekday(w[0]) : -1;
    return written >= 0 && written != date_weekday(d) ? format_weekday(d) : NULL;
}

const char *format_weekday(struct date d) {
    return weekdays[date_weekday(d)];
}

const char *format_weekday_told(struct arena *a, const char *day) {
    return arena_printf(a, "@hari.%s", day);
}

const char *format_month(int month) {
    return month >= 1 && month <= 12 ? months[month - 1] : "";
}

const char *format_date(struct arena *a, struct date d) {
    if (d.month == 0) {
        return arena_printf(a, "%d", d.year);
    }
    if (d.day == 0) {
        return arena_printf(a, "%s %d", format_month(d.month), d.year);
    }
    return arena_printf(a, "%d %s %d", d.day, format_month(d.month), d.year);
}

const char *format_date_told(struct arena *a, struct date d) {
    return d.day     ? arena_printf(a, MESSAGE_DATE "%04d-%02d-%02d", d.year, d.month, d.day)
           : d.month ? arena_printf(a, MESSAGE_DATE "%04d-%02d", d.year, d.month)
                     : arena_printf(a, MESSAGE_DATE "%04d", d.year);
}

const char *format_day_date(struct arena *a, struct date d) {
    return d.day == 0 ? format_date(a, d) : arena_printf(a, "%s, %s", format_weekday(d), format_date(a, d));
}

const char *format_date_words(struct arena *a, struct date d) {
    if (d.day == 0) {
        return format_date(a, d);
    }
    return arena_printf(a, "hari %s tanggal %s bulan %s tahun %s", format_weekday(d), format_words(a, d.day),
                        format_month(d.month), format_words(a, d.year));
}

const char *format_time(struct arena *a, const char *hh_mm) {
    struct word w[2];
    if (!hh_mm || split(hh_mm, ":.", w, 2) != 2 || w[0].n + w[1].n + 1 != strlen(hh_mm)) {
        return NULL;
    }
    int hour = word_number(w[0], 1, 2), minute = word_number(w[1], 2, 2);
    bool possible = hour >= 0 && minute >= 0 && minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
    return possible ? arena_printf(a, "%02d.%02d", hour, minute) : NULL;
}
