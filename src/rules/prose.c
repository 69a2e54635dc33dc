#include "rules/prose.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"
#include "model/format.h"

// ---- laws

// The longer name stands before the shorter one that it begins with. More words (a ministry, a region) may follow the
// name before the number.
static const struct law {
    const char *name, *kind;
    size_t n;  // bytes of the name
} laws[] = {
#define LAW(name, kind)                                                                                                \
    { name, kind, sizeof name - 1 }
    LAW("Undang-Undang Dasar", NULL),  // has neither number nor a year to confirm
    LAW("Undang-Undang", "UU"),
    LAW("Undang Undang", "UU"),
    LAW("UU", "UU"),
    LAW("Peraturan Pemerintah Pengganti", "Perppu"),
    LAW("Peraturan Pemerintah", "PP"),
    LAW("PP", "PP"),
    LAW("Peraturan Presiden", "Perpres"),
    LAW("Perpres", "Perpres"),
    LAW("Instruksi Presiden", "Inpres"),
    LAW("Inpres", "Inpres"),
    LAW("Peraturan Menteri", "Permen"),
    LAW("Permendagri", "Permendagri"),
    LAW("PermenPANRB", "PermenPANRB"),
    LAW("Permenpan", "PermenPANRB"),
    LAW("Permenkes", "Permenkes"),
    LAW("Permendikbud", "Permendikbud"),
    LAW("Permensos", "Permensos"),
    LAW("Permen", "Permen"),
    LAW("Keputusan Menteri", "Kepmen"),
    LAW("Kepmendagri", "Kepmendagri"),
    LAW("Peraturan Daerah", "Perda"),
    LAW("Perda", "Perda"),
    LAW("Peraturan Gubernur", "Pergub"),
    LAW("Pergub", "Pergub"),
    LAW("Peraturan Bupati", "Perbup"),
    LAW("Perbup", "Perbup"),
    LAW("Peraturan Wali Kota", "Perwal"),
    LAW("Peraturan Walikota", "Perwal"),
    LAW("Perwali", "Perwal"),
    LAW("Perwal", "Perwal"),
    LAW("Keputusan Gubernur", "Kepgub"),
    LAW("Keputusan Bupati", "Kepbup"),
    LAW("Keputusan Wali Kota", "Kepwal"),
    LAW("Keputusan Walikota", "Kepwal"),
#undef LAW
};
enum { REACH = 160 };  // bytes after the name in which number and year are looked for

static bool word_begins(const char *text, const char *at) {
    return at == text || !(isalnum((unsigned char)at[-1]) || at[-1] == '-');
}

// Few words begin as a law does (Und, UU, Per, PP, Ins, Inp, Kep); the rest is not compared.
static bool may_be_law(const char *at) {
    char second = at[0] ? (char)(at[1] | 32) : 0, third = second > 32 ? (char)(at[2] | 32) : 0;
    switch (at[0] | 32) {
    case 'u':
        return second == 'u' || (second == 'n' && third == 'd');
    case 'p':
        return second == 'p' || (second == 'e' && third == 'r');
    case 'i':
        return second == 'n' && (third == 's' || third == 'p');
    case 'k':
        return second == 'e' && third == 'p';
    default:
        return false;
    }
}

// In the third letter and the fourth.
static bool alike_after(const char *at, const char *name) {
    return (at[2] | 32) == (name[2] | 32) && (at[3] | 32) == (name[3] | 32);
}

static const struct law *law_at(const char *text, const char *at) {
    if (!may_be_law(at) || !word_begins(text, at)) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        size_t n = laws[i].n;
        if ((at[0] | 32) != (laws[i].name[0] | 32) || (n > 2 && !alike_after(at, laws[i].name))) {
            continue;
        }
        // Abbreviations are capitals: "pp" is no law.
        bool same = n <= 2 ? strncmp(at, laws[i].name, n) == 0 : strncasecmp(at, laws[i].name, n) == 0;
        if (same && !isalnum((unsigned char)at[n])) {
            return &laws[i];
        }
    }
    return NULL;
}

static const char *skip_spaces(const char *p) {
    while (*p == ' ' || *p == '\t' || (p[0] == '\xC2' && p[1] == '\xA0')) {
        p += *p == '\xC2' ? 2 : 1;
    }
    return p;
}

// "Nomor", "No." or "No" with something behind it; returns where the number begins, or NULL.
static const char *number_after(const char *p) {
    static const char *const words[] = {"Nomor", "No"};
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(words[i]);
        if (strncasecmp(p, words[i], n) == 0 && !isalpha((unsigned char)p[n])) {
            p = skip_spaces(p + n);
            p = skip_spaces(p + (*p == '.' || *p == ':'));
            return isdigit((unsigned char)*p) ? p : NULL;
        }
    }
    return NULL;
}

static int year_at(const char *p) {
    if (!isdigit((unsigned char)p[0]) || !isdigit((unsigned char)p[1]) || !isdigit((unsigned char)p[2]) ||
        !isdigit((unsigned char)p[3]) || isalnum((unsigned char)p[4])) {
        return 0;
    }
    int year = (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0');
    return year >= 1945 && year <= 2100 ? year : 0;
}

struct scanning {
    struct arena *arena;
    const char *text;
    struct citation *items;
    size_t n, cap;
};

// Reads "23 Tahun 2014", "23/2014" or "23" at `p`; returns where it ends.
static const char *read_number(struct scanning *s, const char *p, struct citation *c) {
    const char *end = p;
    while (isalnum((unsigned char)*end) || *end == '.' || *end == '-') {
        end++;
    }
    while (end > p && (end[-1] == '.' || end[-1] == '-')) {
        end--;
    }
    c->number = arena_strndup(s->arena, p, (size_t)(end - p));
    if (*end == '/' && year_at(end + 1)) {
        c->year = year_at(end + 1);
        return end + 5;
    }
    const char *next = skip_spaces(end);
    if (strncasecmp(next, "Tahun", 5) == 0 && year_at(skip_spaces(next + 5))) {
        next = skip_spaces(next + 5);
        c->year = year_at(next);
        return next + 4;
    }
    return end;
}

static const char *read_citation(struct scanning *s, const char *at, const struct law *law) {
    struct citation c = {.kind = law->kind};
    const char *p = at + strlen(law->name), *end = p, *limit = p;
    // Not past the end of a sentence, and not into the next law.
    while (*limit && limit - p < REACH && *limit != ';' && *limit != '\n' && !(limit > p && law_at(s->text, limit))) {
        limit++;
    }
    for (; p < limit && !c.number; p++) {
        const char *number = word_begins(s->text, p) ? number_after(p) : NULL;
        bool bare = isdigit((unsigned char)*p) && word_begins(s->text, p) && strchr(p, '/') && p - at < 40;
        if (bare && year_at(p + strspn(p, "0123456789") + 1) && p[strspn(p, "0123456789")] == '/') {
            number = p;
        }
        if (number) {
            end = read_number(s, number, &c);
        }
    }
    c.text = arena_strndup(s->arena, at, (size_t)(end - at));
    if (s->n == s->cap) {
        size_t cap = s->cap ? 2 * s->cap : 8;
        s->items = arena_grow(s->arena, s->items, s->cap * sizeof *s->items, cap * sizeof *s->items);
        s->cap = cap;
    }
    s->items[s->n++] = c;
    return end;
}

size_t prose_citations(struct arena *arena, const char *text, struct citation **out) {
    // Asked of each byte of all answers.
    static const bool may_begin[256] = {['U'] = true, ['u'] = true, ['P'] = true, ['p'] = true, ['I'] = true,
                                        ['i'] = true, ['K'] = true, ['k'] = true, ['\0'] = true};
    struct scanning s = {.arena = arena, .text = text};
    for (const char *p = text; *p;) {
        while (!may_begin[(unsigned char)*p]) {
            p++;
        }
        if (!*p) {
            break;
        }
        const struct law *law = law_at(text, p);
        if (!law) {
            p++;
        } else if (!law->kind) {
            p += strlen(law->name);
        } else {
            p = read_citation(&s, p, law);
        }
    }
    *out = s.items;
    return s.n;
}

// ---- money

static bool is_rupiah(const char *text, const char *p) {
    return (p[0] == 'R' || p[0] == 'r') && (p[1] == 'p' || p[1] == 'P') && word_begins(text, p) &&
           !isalpha((unsigned char)p[2]);
}

// Reads the figure behind "Rp"; false when none stands there.
static bool read_amount(struct arena *arena, const char *at, const char **end, struct amount *a) {
    const char *p = at + 2;
    a->dotted = *p == '.';
    p = skip_spaces(p + a->dotted);
    size_t n = strspn(p, "0123456789.");
    while (n > 0 && p[n - 1] == '.') {
        n--;
    }
    if (n == 0 || !money_parse(arena_strndup(arena, p, n), &a->sen)) {
        return false;
    }
    p += n;
    if (*p == ',' && isdigit((unsigned char)p[1]) && isdigit((unsigned char)p[2]) && !isdigit((unsigned char)p[3])) {
        a->sen += (p[1] - '0') * 10 + (p[2] - '0');
        p += 3;
        a->dashed = *p == '-';
    } else if (*p == ',' && (p[1] == '-' || p[1] == '=')) {
        a->dashed = true;
        p++;
    }
    *end = p + (a->dashed && *p == '-');
    return true;
}

// Figures that are followed by a word of size ("5,2 miliar") are no whole amounts; they are left alone.
static bool has_scale(const char *p) {
    static const char *const scales[] = {"ribu", "juta", "miliar", "milyar", "triliun", "trilyun"};
    p = skip_spaces(*p == ',' ? p + 1 + strspn(p + 1, "0123456789") : p);
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (strncasecmp(p, scales[i], strlen(scales[i])) == 0) {
            return true;
        }
    }
    return false;
}

size_t prose_amounts(struct arena *arena, const char *text, struct amount **out) {
    size_t n = 0, cap = 0;
    *out = NULL;
    for (const char *p = text; (p = strpbrk(p, "Rr"));) {
        struct amount a = {0};
        const char *end = NULL;
        if (!is_rupiah(text, p) || !read_amount(arena, p, &end, &a) || has_scale(end)) {
            p++;
            continue;
        }
        const char *bracket = skip_spaces(end), *close = *bracket == '(' ? strchr(bracket, ')') : NULL;
        if (close && close - bracket < 400) {
            a.words = arena_strndup(arena, bracket + 1, (size_t)(close - bracket - 1));
            end = close + 1;
        }
        a.text = arena_strndup(arena, p, (size_t)(end - p));
        if (n == cap) {
            size_t more = cap ? 2 * cap : 8;
            *out = arena_grow(arena, *out, cap * sizeof **out, more * sizeof **out);
            cap = more;
        }
        (*out)[n++] = a;
        p = end;
    }
    return n;
}

// Spellings that mean the same number word.
static const char *spelled(struct arena *arena, const char *word, size_t n) {
    static const char *const same[][2] = {{"milyar", "miliar"}, {"trilyun", "triliun"}, {"rupiah", ""}, {"rp", ""}};
    const char *plain = arena_strndup(arena, word, n);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        if (strcmp(plain, same[i][0]) == 0) {
            return same[i][1];
        }
    }
    return plain;
}

static bool is_number_word(const char *word) {
    static const char *const words[] = {"nol",     "satu",    "dua",      "tiga",    "empat",   "lima",   "enam",
                                        "tujuh",   "delapan", "sembilan", "sepuluh", "sebelas", "belas",  "puluh",
                                        "seratus", "ratus",   "seribu",   "ribu",    "juta",    "miliar", "triliun"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool prose_number_words_differ(struct arena *arena, const char *words, int64_t n) {
    struct buf told = buf_new(arena);
    const char *p = text_lower(arena, words ? words : "");
    for (size_t length; p += strspn(p, " \t-.,"), (length = strcspn(p, " \t-.,")) > 0; p += length) {
        const char *word = spelled(arena, p, length);
        if (*word && !is_number_word(word)) {
            return false;
        }
        buf_printf(&told, "%s%s", told.n && *word ? " " : "", word);
    }
    return told.n > 0 && strcmp(buf_text(&told), text_lower(arena, format_words(arena, n))) != 0;
}

bool prose_words_differ(struct arena *arena, const struct amount *amount) {
    return prose_number_words_differ(arena, amount->words, amount->sen / 100);
}
