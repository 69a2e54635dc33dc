#include "rules/prose_fact.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#define DIGITS "0123456789"

static bool begins(const char *text, const char *at) {
    return at == text || !(isalnum((unsigned char)at[-1]) || strchr(".,-/:", at[-1]));
}

static void *room(struct arena *arena, void *items, size_t n, size_t *cap, size_t size) {
    if (n < *cap) {
        return items;
    }
    size_t more = *cap ? 2 * *cap : 8;
    items = arena_grow(arena, items, *cap * size, more * size);
    *cap = more;
    return items;
}

// ---- dates

static size_t month_at(const char *p) {
    for (int month = 1; month <= 12; month++) {
        const char *name = format_month(month);
        size_t n = strlen(name);
        if (strncasecmp(p, name, n) == 0 && !isalpha((unsigned char)p[n])) {
            return n;
        }
    }
    return 0;
}

// "17 Januari 2017" at `p`; its length, or 0.
static size_t date_at(const char *p) {
    size_t day = strspn(p, DIGITS);
    if (day < 1 || day > 2 || p[day] != ' ') {
        return 0;
    }
    size_t month = month_at(p + day + 1), end = day + 1 + month;
    if (!month || p[end] != ' ' || strspn(p + end + 1, DIGITS) != 4) {
        return 0;
    }
    return end + 5;
}

static bool is_weekday(const char *word, size_t n) {
    static const char *const days[] = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Jum'at", "Sabtu"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (strlen(days[i]) == n && strncasecmp(word, days[i], n) == 0) {
            return true;
        }
    }
    return false;
}

// Where the weekday before a date begins: "Senin, 17 …", "Senin/17 …", "hari Senin tanggal 17 …"; NULL without one.
static const char *weekday_before(const char *text, const char *at, size_t *length) {
    const char *end = at;
    while (end > text && strchr(" ,/", end[-1])) {
        end--;
    }
    if (end - text >= 7 && strncasecmp(end - 7, "tanggal", 7) == 0) {
        end -= 7;
        while (end > text && strchr(" ,/", end[-1])) {
            end--;
        }
    }
    const char *word = end;
    while (word > text && (isalpha((unsigned char)word[-1]) || word[-1] == '\'')) {
        word--;
    }
    *length = (size_t)(end - word);
    return is_weekday(word, *length) ? word : NULL;
}

size_t prose_dates(struct arena *arena, const char *text, struct told_date **out) {
    size_t n = 0, cap = 0;
    *out = NULL;
    for (const char *p = text; (p = strpbrk(p, DIGITS));) {
        size_t length = begins(text, p) ? date_at(p) : 0, day_length = 0;
        if (!length) {
            p++;
            continue;
        }
        const char *day = weekday_before(text, p, &day_length), *from = day ? day : p;
        struct told_date d = {.at = (size_t)(p - text)};
        d.text = arena_strndup(arena, from, (size_t)(p + length - from));
        const char *plain = arena_strndup(arena, p, length);
        if (!date_parse(plain, &d.date)) {
            d.date = (struct date){0};
        } else if (day) {
            d.weekday = date_weekday_fault(arena_printf(arena, "%.*s, %s", (int)day_length, day, plain));
        }
        *out = room(arena, *out, n, &cap, sizeof **out);
        (*out)[n++] = d;
        p += length;
    }
    return n;
}

// ---- counts

// The word before `at` makes a number of it that counts nothing.
static bool names_something(const char *text, const char *at) {
    static const char *const words[] = {"Nomor", "No", "Tahun", "Pasal",   "ayat",    "Anggaran", "Rp",    "tanggal",
                                        "pukul", "ke", "Bab",   "halaman", "Telepon", "kode",     "huruf", "NIP"};
    while (at > text && strchr(" .:", at[-1])) {
        at--;
    }
    const char *end = at;
    while (at > text && isalpha((unsigned char)at[-1])) {
        at--;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == (size_t)(end - at) && strncasecmp(at, words[i], (size_t)(end - at)) == 0) {
            return true;
        }
    }
    return false;
}

// A whole number, with dots between thousands; its length, or 0.
static size_t number_at(const char *p, int64_t *n) {
    size_t length = strspn(p, DIGITS);
    *n = 0;
    while (p[length] == '.' && strspn(p + length + 1, DIGITS) == 3) {
        length += 4;
    }
    if (length == 0 || length > 12 || isalpha((unsigned char)p[length])) {
        return 0;
    }
    const char next[] = {p[length], '\0'};
    if (strpbrk(next, "%/:-") || (strpbrk(next, ",.") && isdigit((unsigned char)p[length + 1]))) {
        return 0;
    }
    for (size_t i = 0; i < length; i++) {
        *n = p[i] == '.' ? *n : *n * 10 + (p[i] - '0');
    }
    return length;
}

static const char *spaces(const char *p) {
    return p + strspn(p, " ");
}

size_t prose_counts(struct arena *arena, const char *text, struct told_count **out) {
    size_t n = 0, cap = 0;
    *out = NULL;
    for (const char *p = text; (p = strpbrk(p, DIGITS));) {
        struct told_count c = {.at = (size_t)(p - text), .noun = ""};
        size_t length = begins(text, p) ? number_at(p, &c.n) : 0;
        size_t date = length ? date_at(p) : 0;
        if (!length || date || names_something(text, p)) {
            p += date ? date : length ? length : 1;
            continue;
        }
        const char *end = p + length, *bracket = spaces(end), *close = *bracket == '(' ? strchr(bracket, ')') : NULL;
        if (close && close - bracket < 120) {
            c.words = arena_strndup(arena, bracket + 1, (size_t)(close - bracket - 1));
            end = close + 1;
        }
        const char *noun = spaces(end);
        size_t letters = 0;
        while (isalpha((unsigned char)noun[letters])) {
            letters++;
        }
        if (letters > 0) {
            c.noun = text_lower(arena, arena_strndup(arena, noun, letters));
            end = noun + letters;
        }
        c.text = arena_strndup(arena, p, (size_t)(end - p));
        *out = room(arena, *out, n, &cap, sizeof **out);
        (*out)[n++] = c;
        p = end;
    }
    return n;
}
