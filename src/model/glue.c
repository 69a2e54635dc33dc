#include "model/glue.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "model/format.h"

struct word {
    const char *p;
    size_t n;
};

static bool is_break(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

// The word that ends at text[end]; *begin is where it begins.
static struct word word_before(const char *text, size_t end) {
    size_t from = end;
    while (from > 0 && !is_break(text[from - 1])) {
        from--;
    }
    return (struct word){text + from, end - from};
}

static struct word word_after(const char *text, size_t n, size_t from) {
    size_t end = from;
    while (end < n && !is_break(text[end])) {
        end++;
    }
    return (struct word){text + from, end - from};
}

// The word without the brackets and quotes that open before it.
static struct word opened(struct word w) {
    while (w.n && strchr("(\"'[", *w.p)) {
        w.p++;
        w.n--;
    }
    return w;
}

// The word without the punctuation that closes behind it.
static struct word closed(struct word w) {
    while (w.n && strchr(".,;:)\"'", w.p[w.n - 1])) {
        w.n--;
    }
    return w;
}

static bool word_in(struct word w, const char *const *list) {
    for (; *list; list++) {
        if (strlen(*list) == w.n && strncasecmp(*list, w.p, w.n) == 0) {
            return true;
        }
    }
    return false;
}

static bool exactly_in(struct word w, const char *const *list) {
    for (; *list; list++) {
        if (strlen(*list) == w.n && memcmp(*list, w.p, w.n) == 0) {
            return true;
        }
    }
    return false;
}

static bool digits_only(struct word w, size_t least, size_t most) {
    for (size_t i = 0; i < w.n; i++) {
        if (!isdigit((unsigned char)w.p[i])) {
            return false;
        }
    }
    return w.n >= least && w.n <= most;
}

static bool is_month(struct word w) {
    for (int m = 1; m <= 12; m++) {
        const char *name = format_month(m);
        if (strlen(name) == w.n && strncasecmp(name, w.p, w.n) == 0) {
            return true;
        }
    }
    return false;
}

static const char *const before_figure[] = {"Rp",    "Nomor",    "No.",     "Pasal",  "angka",    "pukul",
                                            "Bab",   "Lampiran", "halaman", "Tabel",  "Gambar",   "Diktum",
                                            "butir", "ke",       "Buku",    "Bagian", "Triwulan", NULL};
static const char *const before_label[] = {"huruf", "Lampiran", "Bab", "Diktum", "Bagian", "Triwulan", NULL};

// "Pasal 5", "Rp 1.000", "pukul 09.00".
static bool joins_figure(struct word before, struct word after) {
    return after.n && isdigit((unsigned char)*after.p) && word_in(opened(before), before_figure);
}

// "ayat (1)", "ayat (2a)".
static bool joins_paragraph(struct word before, struct word after) {
    static const char *const words[] = {"ayat", NULL};
    return after.n > 2 && *after.p == '(' && isdigit((unsigned char)after.p[1]) && word_in(opened(before), words);
}

// "huruf a", "Lampiran II", "Diktum KESATU": one or two letters, a Roman number or a word in capitals.
static bool joins_label(struct word before, struct word after) {
    static const char *const letter[] = {"huruf", NULL};
    if (!word_in(opened(before), before_label)) {
        return false;
    }
    after = closed(after);
    for (size_t i = 0; i < after.n; i++) {
        if (!isupper((unsigned char)after.p[i])) {
            return word_in(opened(before), letter) && after.n <= 2 && isalpha((unsigned char)*after.p);
        }
    }
    return after.n > 0;
}

// Whether the word stands behind "Nomor" and looks like a number: "7", "400.10.11/27".
static bool is_numbered(const char *text, struct word w) {
    static const char *const number[] = {"Nomor", "No.", NULL};
    if (w.p == text || w.p[-1] == '\n') {
        return false;
    }
    for (size_t i = 0; i < w.n; i++) {
        if (isdigit((unsigned char)w.p[i])) {
            return word_in(opened(word_before(text, (size_t)(w.p - text) - 1)), number);
        }
    }
    return false;
}

// "7 Tahun" and "Tahun 2022" in "Nomor 7 Tahun 2022"; a year by itself may begin a line.
static bool joins_year(const char *text, struct word before, struct word after) {
    static const char *const year[] = {"Tahun", NULL};
    if (word_in(after, year)) {
        return is_numbered(text, before);
    }
    return word_in(before, year) && digits_only(closed(after), 4, 4) && before.p > text &&
           is_numbered(text, word_before(text, (size_t)(before.p - text) - 1));
}

static bool joins_day(struct word before, struct word after) {
    return digits_only(opened(before), 1, 2) && is_month(closed(after));
}

// "dr. Lestari": a degree before a name.
static bool joins_degree_before(struct word before, struct word after) {
    static const char *const degrees[] = {"dr.",  "drg.", "drh.", "Dr.", "DR.", "Ir.",  "Drs.", "Dra.", "Prof.", "apt.",
                                          "Apt.", "Ns.",  "H.",   "Hj.", "KH.", "K.H.", "Pdt.", "Tgk.", "R.",    NULL};
    return after.n && isupper((unsigned char)*after.p) && exactly_in(opened(before), degrees);
}

// "A. Yani", "B.J. Habibie": initials before a name.
static bool joins_initials(struct word before, struct word after) {
    before = opened(before);
    if (before.n < 2 || before.n % 2 || after.n < 2 || !isupper((unsigned char)after.p[0]) ||
        !islower((unsigned char)after.p[1])) {
        return false;
    }
    for (size_t i = 0; i < before.n; i += 2) {
        if (!isupper((unsigned char)before.p[i]) || before.p[i + 1] != '.') {
            return false;
        }
    }
    return true;
}

// "Wulandari, M.Kes.": a degree behind a name has a capital first and a dot before another letter.
static bool joins_degree_after(struct word before, struct word after) {
    if (!before.n || before.p[before.n - 1] != ',' || after.n < 3 || after.n > 14 ||
        !isupper((unsigned char)*after.p)) {
        return false;
    }
    bool dotted = false;
    for (size_t i = 0; i < after.n; i++) {
        char c = after.p[i];
        if (!isalpha((unsigned char)c) && c != '.' && c != ',' && c != ')' && c != ';') {
            return false;
        }
        dotted = dotted || (c == '.' && i + 1 < after.n && isalpha((unsigned char)after.p[i + 1]));
    }
    return dotted;
}

// "NIP. 19740923", "NI PPPK. 1992": what kind of number it is, and the kind's own two words.
static bool joins_person_number(struct word before, struct word after) {
    static const char *const kinds[] = {"NIP", "NIP.", "NRP", "NRP.", "PPPK", "PPPK.", NULL};
    static const char *const ni[] = {"NI", NULL}, *const pppk[] = {"PPPK", NULL};
    if (exactly_in(opened(before), ni)) {
        return exactly_in(closed(after), pppk);
    }
    return after.n && isdigit((unsigned char)*after.p) && exactly_in(opened(before), kinds);
}

// "S.Kep., Ns.": a degree without a dot inside, behind another one.
static bool joins_short_degree(struct word before, struct word after) {
    static const char *const degrees[] = {"Ns", "Apt", "apt", "Ak", "CA", "Sp", "Ners", NULL};
    return before.n > 2 && before.p[before.n - 1] == ',' && isupper((unsigned char)*before.p) &&
           memchr(before.p, '.', before.n) && exactly_in(closed(after), degrees);
}

// "25 mm", "09.00 WIB", "98 %".
static bool joins_unit(struct word before, struct word after) {
    static const char *const units[] = {"mm", "cm", "m",   "km",  "kg", "g",  "mg", "ton",  "ha",  "l",    "ml",  "%",
                                        "m2", "m²", "km2", "km²", "°C", "GB", "MB", "Mbps", "WIB", "WITA", "WIT", NULL};
    before = opened(before);
    if (!before.n || !isdigit((unsigned char)*before.p)) {
        return false;
    }
    for (size_t i = 0; i < before.n; i++) {
        if (!isdigit((unsigned char)before.p[i]) && before.p[i] != '.' && before.p[i] != ',') {
            return false;
        }
    }
    return exactly_in(closed(after), units);
}

// Nearly all spaces stand between two words of small letters. Of those only "huruf a" joins.
static bool plain_space(const char *text, size_t n, size_t at) {
    return at > 0 && at + 1 < n && text[at - 1] >= 'a' && text[at - 1] <= 'z' && text[at - 1] != 'f' &&
           text[at + 1] >= 'a' && text[at + 1] <= 'z';
}

bool glue_joins(const char *text, size_t n, size_t at) {
    if (plain_space(text, n, at)) {
        return false;
    }
    struct word before = word_before(text, at), after = word_after(text, n, at + 1);
    if (!before.n || !after.n) {
        return false;
    }
    return joins_figure(before, after) || joins_paragraph(before, after) || joins_label(before, after) ||
           joins_year(text, before, after) || joins_day(before, after) || joins_degree_before(before, after) ||
           joins_initials(before, after) ||
           joins_degree_after(before, after) || joins_person_number(before, after) ||
           joins_short_degree(before, after) || joins_unit(before, after);
}
