#include "read/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

// Punctuation and symbols beyond ASCII, as far as they are met in our texts.
static bool is_letter(unsigned c) {
    if (c < 0x80) {
        return isalnum((int)c);
    }
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c < 0x2C00) && !(c >= 0x3000 && c < 0x3040) &&
           !(c >= 0xE000 && c < 0xF900) && c != 0xFFFD && c < 0x1F000;
}

static bool is_inkless(unsigned c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

char *fold_text(struct arena *arena, const char *text) {
    struct buf out = buf_new(arena);
    const char *lower = text_lower(arena, text);
    bool gap = false;
    for (const char *p = lower, *end = lower + strlen(lower); p < end;) {
        unsigned c = text_next(&p, end);
        if (is_inkless(c)) {
            continue;
        }
        if (!is_letter(c)) {
            gap = out.n > 0;
            continue;
        }
        if (gap) {
            buf_char(&out, ' ');
            gap = false;
        }
        buf_utf8(&out, c);
    }
    return (char *)buf_text(&out);
}

// "1", "12", "iv", "b": what a list may be counted with.
static size_t counter(const char *p) {
    size_t n = strspn(p, "0123456789");
    if (n) {
        return n <= 3 ? n : 0;
    }
    n = strspn(p, "ivxIVX");
    if (n && n <= 5 && !isalpha((unsigned char)p[n])) {
        return n;
    }
    return isalpha((unsigned char)*p) && !isalnum((unsigned char)p[1]) ? 1 : 0;
}

static size_t bullet(const char *p) {
    static const char *const bullets[] = {"•", "➢", "▪", "-", "–", "—", "*", "●", "○", "◦", "■", "□", "✓", "✔", "➤",
                                          "►", "§", "·", "\xEF\x82\xB7", "\xEF\x83\x98", "\xEF\x82\xA7", "‣", "⁃"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t n = strlen(bullets[i]);
        if (strncmp(p, bullets[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

static size_t spaces(const char *p) {
    size_t n = 0;
    for (;;) {
        size_t more = strspn(p + n, " \t");
        n += more;
        if (strncmp(p + n, "\xC2\xA0", 2) == 0) {
            n += 2;
        } else if (!more) {
            return n;
        }
    }
}

size_t fold_marker(const char *text) {
    size_t n = bullet(text);
    if (n) {
        size_t gap = spaces(text + n);
        bool rule = text[n] == '-' || text[n] == '*';  // a rule or **bold** is no bullet
        return rule ? 0 : gap || (unsigned char)*text >= 0x80 ? n + gap : 0;
    }
    size_t open = *text == '(';
    n = open + counter(text + open);
    while (n > open && text[n] == '.' && isdigit((unsigned char)text[n + 1])) {  // 1.2.3
        n += 1 + strspn(text + n + 1, "0123456789");
    }
    if (n == open) {
        return 0;
    }
    size_t close = open ? text[n] == ')' : text[n] == '.' || text[n] == ')';
    bool many = memchr(text, '.', n) != NULL;  // "1.12 Tujuan" needs no dot behind it
    size_t gap = spaces(text + n + close);
    return (close || many) && gap && text[n + close + gap] ? n + close + gap : 0;
}

// "(20%)", "(bobot 20)", "(maks. 200 kata)", "*": what a form adds to its labels. Returns the length without it.
static size_t without_tail(const char *s, size_t n) {
    for (;;) {
        while (n && (strchr(" \t:*.", s[n - 1]) || (n > 1 && strncmp(s + n - 2, "\xC2\xA0", 2) == 0))) {
            n--;
        }
        if (n < 3 || s[n - 1] != ')') {
            return n;
        }
        size_t open = n - 1;
        while (open && s[open] != '(') {
            open--;
        }
        bool digits = false;
        for (size_t i = open; i < n; i++) {
            digits = digits || isdigit((unsigned char)s[i]);
        }
        if (open == 0 || !digits) {
            return n;
        }
        n = open;
    }
}

char *fold_label(struct arena *arena, const char *text) {
    text += strspn(text, " \t#*");
    size_t marker = fold_marker(text);
    const char *rest = text + marker;
    size_t n = without_tail(rest, strlen(rest));
    return fold_text(arena, arena_strndup(arena, rest, n));
}

// ---- near

#define NEAR_MAX 200

// One letter for all that scanners take for each other.
static size_t confuse(const char *s, char *out) {
    size_t n = 0;
    for (; *s && n < NEAR_MAX; s++) {
        char c = *s;
        if (c == 'r' && s[1] == 'n') {
            c = 'm';
            s++;
        }
        out[n++] = (char)(c == '1' || c == 'i' ? 'l' : c == '0' ? 'o' : c == '5' ? 's' : c);
    }
    out[n] = '\0';
    return n;
}

static unsigned allowed(size_t length) {
    return length < 5 ? 0 : length < 8 ? 1 : 2;
}

// Word by word: "Data Inovasi" is not "Nama Inovasi", however long the rest is.
static bool words_near(char *x, char *y) {
    char *at_x = NULL, *at_y = NULL;
    unsigned total = 0;
    char *a = strtok_r(x, " ", &at_x), *b = strtok_r(y, " ", &at_y);
    for (; a && b; a = strtok_r(NULL, " ", &at_x), b = strtok_r(NULL, " ", &at_y)) {
        size_t n = strlen(a), m = strlen(b);
        unsigned distance = text_distance(a, b);
        if (distance > allowed(n < m ? n : m)) {
            return false;
        }
        total += distance;
    }
    return !a && !b && total <= 2;
}

bool fold_near(const char *a, const char *b) {
    char x[NEAR_MAX + 1], y[NEAR_MAX + 1];
    enum { FAR = 6 };  // bytes that no two letters explain
    size_t na = strlen(a), nb = strlen(b);
    if (na > NEAR_MAX || nb > NEAR_MAX || na > nb + FAR || nb > na + FAR) {
        return false;
    }
    size_t n = confuse(a, x), m = confuse(b, y), shorter = n < m ? n : m, longer = n < m ? m : n;
    if (longer - shorter > 2) {
        return false;
    }
    // A space more or less: "Ujicoba".
    return (shorter >= 8 && text_distance(x, y) <= 1 && strlen(x) != strlen(y)) || words_near(x, y);
}

// ---- words in common

struct tokens {
    const char **items;
    size_t n;
};

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct tokens tokens_of(struct arena *arena, const char *folded) {
    char *copy = arena_strdup(arena, folded);
    struct tokens t = {ARENA_ARRAY(arena, strlen(copy) / 2 + 1, const char *), 0};
    char *state = NULL;
    for (char *word = strtok_r(copy, " ", &state); word; word = strtok_r(NULL, " ", &state)) {
        t.items[t.n++] = word;
    }
    if (t.n > 1) {
        qsort(t.items, t.n, sizeof *t.items, by_text);
    }
    return t;
}

static size_t common(struct tokens a, struct tokens b) {
    size_t both = 0;
    for (size_t i = 0, k = 0; i < a.n && k < b.n;) {
        int order = strcmp(a.items[i], b.items[k]);
        both += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return both;
}

struct initials {
    unsigned short of[256], words;
};

static struct initials initials_of(const char *folded) {
    struct initials n = {0};
    for (const char *p = folded; *p;) {
        n.of[(unsigned char)*p]++;
        n.words++;
        const char *space = strchrnul(p, ' ');
        p = *space ? space + 1 : space;
    }
    return n;
}

// No more words are the same than begin with the same letter: what cannot be reached is not worth sorting for.
bool fold_may_be_like(const char *a, const char *b, int percent) {
    struct initials x = initials_of(a), y = initials_of(b);
    size_t both = 0;
    for (size_t c = 0; c < 256; c++) {
        both += x.of[c] < y.of[c] ? x.of[c] : y.of[c];
    }
    return 200 * both >= (size_t)percent * (x.words + y.words);
}

int fold_likeness(struct arena *arena, const char *a, const char *b) {
    struct tokens x = tokens_of(arena, a), y = tokens_of(arena, b);
    return x.n + y.n ? (int)(200 * common(x, y) / (x.n + y.n)) : 0;
}

int fold_within(struct arena *arena, const char *part, const char *whole) {
    struct tokens x = tokens_of(arena, part), y = tokens_of(arena, whole);
    return x.n ? (int)(100 * common(x, y) / x.n) : 0;
}

// ---- names

#define ID_MAX 60

char *fold_id(struct arena *arena, const char *text) {
    struct buf out = buf_new(arena);
    for (const char *p = fold_text(arena, text); *p; p++) {
        if (isalnum((unsigned char)*p)) {
            buf_char(&out, *p);
        } else if (*p == ' ' && out.n && out.p[out.n - 1] != '-') {
            buf_char(&out, '-');
        }
    }
    size_t n = out.n;
    if (n > ID_MAX) {
        n = ID_MAX;
        while (n > ID_MAX / 2 && out.p[n] != '-') {
            n--;
        }
    }
    while (n && out.p[n - 1] == '-') {
        n--;
    }
    // An id begins with a letter.
    return n == 0                                 ? arena_strdup(arena, "tanpa-nama")
           : isdigit((unsigned char)out.p[0]) ? arena_printf(arena, "n-%.*s", (int)n, out.p)
                                              : arena_strndup(arena, out.p, n);
}
