// Numbers: terbilang, money, roman numerals, letters and the labels of a decree's dictums.
#include "model/format.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

static const char *const small_words[] = {"nol",  "satu",  "dua",     "tiga",     "empat",   "lima",
                                          "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"};

static const struct scale {
    int64_t from, unit;
    const char *name, *one;  // `one` is said instead of "satu" and the name
} scales[] = {
    {1000000000000, 1000000000000, "triliun", NULL},
    {1000000000, 1000000000, "miliar", NULL},
    {1000000, 1000000, "juta", NULL},
    {1000, 1000, "ribu", "seribu"},
    {100, 100, "ratus", "seratus"},
    {20, 10, "puluh", NULL},
};

static void add_words(struct buf *b, int64_t n);

static void add_scaled(struct buf *b, int64_t n, const struct scale *s) {
    int64_t count = n / s->unit;
    if (count == 1 && s->one) {
        buf_str(b, s->one);
    } else {
        add_words(b, count);
        buf_printf(b, " %s", s->name);
    }
    if (n % s->unit) {
        buf_char(b, ' ');
        add_words(b, n % s->unit);
    }
}

static void add_words(struct buf *b, int64_t n) {
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (n >= scales[i].from) {
            add_scaled(b, n, &scales[i]);
            return;
        }
    }
    if (n < 12) {
        buf_str(b, small_words[n]);
    } else {
        buf_printf(b, "%s belas", small_words[n - 10]);
    }
}

const char *format_words(struct arena *a, int64_t n) {
    struct buf b = buf_new(a);
    if (n < 0) {
        buf_str(&b, "minus ");
        n = n == INT64_MIN ? INT64_MAX : -n;
    }
    add_words(&b, n);
    return buf_text(&b);
}

// Amounts above this (ten thousand trillion rupiah) are slips of the pen, and keep all sums inside 64 bits.
#define MONEY_MAX_RUPIAH 10000000000000000

// Digits with or without dots for thousands; false when the dots stand in the wrong places.
static bool parse_grouped(const char *p, const char *end, int64_t *out) {
    int64_t n = 0;
    int run = 0, groups = 0;
    for (; p < end; p++) {
        if (*p == '.') {
            if (run == 0 || run > 3 || (groups > 0 && run != 3)) {
                return false;
            }
            groups++;
            run = 0;
        } else if (isdigit((unsigned char)*p)) {
            n = n * 10 + (*p - '0');
            run++;
            if (n > MONEY_MAX_RUPIAH) {
                return false;
            }
        } else {
            return false;
        }
    }
    *out = n;
    return groups > 0 ? run == 3 : run > 0;
}

bool money_parse(const char *s, int64_t *sen) {
    if (!s) {
        return false;
    }
    if (strncmp(s, "Rp", 2) == 0) {
        s += s[2] == '.' ? 3 : 2;
        s += strspn(s, " ");
    }
    size_t length = strlen(s);
    const char *end = s + length;
    int64_t hundredths = 0;
    const char *mark = length > 3 ? end - 3 : NULL;
    bool decimals = mark && isdigit((unsigned char)mark[1]) && isdigit((unsigned char)mark[2]) &&
                    (*mark == ',' || (*mark == '.' && memchr(s, '.', length) == mark));
    if (decimals) {
        hundredths = (mark[1] - '0') * 10 + (mark[2] - '0');
        end = mark;
    }
    int64_t rupiah;
    if (!parse_grouped(s, end, &rupiah)) {
        return false;
    }
    *sen = rupiah * 100 + hundredths;
    return true;
}

static void add_grouped(struct buf *b, uint64_t n) {
    char digits[32];
    int length = 0;
    do {
        digits[length++] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    while (length--) {
        buf_char(b, digits[length]);
        if (length && length % 3 == 0) {
            buf_char(b, '.');
        }
    }
}

static uint64_t magnitude(int64_t n) {
    return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

static void add_amount(struct buf *b, int64_t sen) {
    uint64_t n = magnitude(sen);
    add_grouped(b, n / 100);
    buf_printf(b, ",%02d", (int)(n % 100));
}

const char *format_rupiah(struct arena *a, int64_t sen) {
    struct buf b = buf_new(a);
    buf_str(&b, sen < 0 ? "-Rp" : "Rp");
    add_amount(&b, sen);
    return buf_text(&b);
}

const char *format_amount(struct arena *a, int64_t sen) {
    struct buf b = buf_new(a);
    buf_str(&b, sen < 0 ? "-" : "");
    add_amount(&b, sen);
    return buf_text(&b);
}

const char *format_rupiah_words(struct arena *a, int64_t sen) {
    int64_t rest = sen % 100;
    const char *rupiah = format_words(a, sen / 100);
    if (rest == 0) {
        return arena_printf(a, "%s rupiah", rupiah);
    }
    return arena_printf(a, "%s rupiah %s sen", rupiah, format_words(a, rest < 0 ? -rest : rest));
}

const char *format_integer(struct arena *a, int64_t n) {
    struct buf b = buf_new(a);
    buf_str(&b, n < 0 ? "-" : "");
    add_grouped(&b, magnitude(n));
    return buf_text(&b);
}

const char *format_roman(struct arena *a, int n) {
    static const struct {
        int value;
        const char *text;
    } steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                 {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    if (n < 1 || n > 3999) {
        return "";
    }
    struct buf b = buf_new(a);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (; n >= steps[i].value; n -= steps[i].value) {
            buf_str(&b, steps[i].text);
        }
    }
    return buf_text(&b);
}

const char *format_letter(struct arena *a, int n) {
    char letters[16];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (; n > 0; n = (n - 1) / 26) {
        letters[--at] = (char)('a' + (n - 1) % 26);
    }
    return arena_strdup(a, letters + at);
}

const char *format_diktum(struct arena *a, int n) {
    if (n < 1) {
        return "";
    }
    return n == 1 ? "KESATU" : arena_printf(a, "KE%s", text_upper(a, format_words(a, n)));
}
