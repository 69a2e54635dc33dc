#include "read/line.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/fold.h"
#include "read/match.h"

static struct line line_of(struct arena *arena, const char *p, size_t n, int number) {
    struct line l = {.number = number};
    while (n && strchr(" \t\f", *p)) {
        l.page = l.page || *p == '\f';
        l.indent = *p == '\t' ? (l.indent / 4 + 1) * 4 : *p == ' ' ? l.indent + 1 : 0;
        p++;
        n--;
    }
    while (n && strchr(" \t\f", p[n - 1])) {
        n--;
    }
    char *text = arena_strndup(arena, p, n);
    for (char *feed = text; (feed = strchr(feed, '\f'));) {
        *feed = ' ';
    }
    l.text = text;
    l.length = (int)text_length(l.text);
    l.tabs = memchr(p, '\t', n) != NULL;
    return l;
}

static struct lines split(struct arena *arena, const char *text) {
    struct lines lines = {0};
    size_t n = 1;
    for (const char *p = text; (p = strchr(p, '\n')); p++) {
        n++;
    }
    lines.items = ARENA_ARRAY(arena, n, struct line);
    for (const char *p = text; *p;) {
        size_t length = strcspn(p, "\n");
        lines.items[lines.n] = line_of(arena, p, length, (int)lines.n + 1);
        lines.n++;
        p += length + (p[length] == '\n');
    }
    return lines;
}

// ---- furniture

// The number of a line that is nothing but a page number ("- 3 -", "Halaman 3 dari 10", "3 | Page"); -1.
static int page_number(struct import *im, const struct line *l, bool *named) {
    const char *folded = l->length <= 40 ? fold_text(im->arena, l->text) : "";
    int number = -1, words = 0;
    *named = false;
    for (const char *p = folded; *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        const char *word = arena_strndup(im->arena, p, n);
        bool digits = strspn(word, "0123456789") == n && n <= 4;
        if (words_is(im->words, "halaman", word)) {
            *named = true;
        } else if (digits && number < 0) {
            number = atoi(word);
        } else if (!digits && strcmp(word, "dari") != 0 && strcmp(word, "of") != 0) {
            return -1;
        }
        words++;
        p += n;
    }
    return words <= 4 ? number : -1;
}

static void drop(struct import *im, struct line *l) {
    struct source_place place = {.line = l->number};
    l->dropped = true;
    import_take(im, "perabot", NULL, l->text, place);
    import_repair(im, "perbaikan.perabot", &place, l->text, "");
}

static size_t nearest_ink(const struct lines *lines, size_t i, int step) {
    for (size_t k = i + (size_t)step; k < lines->n; k += (size_t)step) {
        if (!line_blank(&lines->items[k])) {
            return k;
        }
    }
    return lines->n;
}

// Page numbers count upwards one by one; a lone number is a number.
static void drop_page_numbers(struct import *im, struct lines *lines) {
    size_t *at = ARENA_ARRAY(im->arena, lines->n + 1, size_t), n = 0;
    int last = -1;
    bool named, any_named = false, any_page = false;
    for (size_t i = 0; i < lines->n; i++) {
        int number = line_blank(&lines->items[i]) ? -1 : page_number(im, &lines->items[i], &named);
        if (number < 0 || (last >= 0 && number != last + 1)) {
            continue;
        }
        size_t next = nearest_ink(lines, i, 1);
        any_page = any_page || (next < lines->n && lines->items[next].page) || lines->items[i].page;
        any_named = any_named || named;
        at[n++] = i;
        last = number;
    }
    for (size_t i = 0; i < n && (n >= 3 || ((any_named || any_page) && n >= 2) || any_page); i++) {
        drop(im, &lines->items[at[i]]);
    }
}

struct head {
    const char *key;   // the line, its digits made '#'
    size_t line;
    bool digits;
};

static int by_key(const void *a, const void *b) {
    const struct head *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static const char *head_key(struct arena *arena, const char *text, bool *digits) {
    char *key = arena_strdup(arena, text), *out = key;
    *digits = false;
    for (const char *p = text; *p; p++) {
        bool digit = isdigit((unsigned char)*p);
        *digits = *digits || digit;
        if (!digit || out == key || out[-1] != '#') {
            *out++ = digit ? '#' : *p;
        }
    }
    *out = '\0';
    return key;
}

// A head stands at the edge of a page: beside a page number that was dropped, or at a form feed.
static bool at_page_edge(const struct lines *lines, size_t i) {
    size_t before = nearest_ink(lines, i, -1), after = nearest_ink(lines, i, 1);
    return lines->items[i].page || (before < lines->n && lines->items[before].dropped) ||
           (after < lines->n && (lines->items[after].dropped || lines->items[after].page));
}

static bool may_be_head(struct import *im, const struct line *l) {
    return !line_blank(l) && !l->dropped && l->length <= 120 && !l->tabs && *l->text != '|' &&
           fold_marker(l->text) == 0 && strlen(fold_text(im->arena, l->text)) >= 6 && !match_skeleton(im, l->text);
}

// The same line on page after page. Without page marks it takes four, spread over the text, or a number that grows.
static void drop_heads(struct import *im, struct lines *lines) {
    struct head *heads = ARENA_ARRAY(im->arena, lines->n + 1, struct head);
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++) {
        if (may_be_head(im, &lines->items[i])) {
            heads[n].line = i;
            heads[n].key = head_key(im->arena, lines->items[i].text, &heads[n].digits);
            n++;
        }
    }
    if (n > 1) {
        qsort(heads, n, sizeof *heads, by_key);
    }
    for (size_t i = 0, k; i < n; i = k) {
        size_t edges = 0, far = 0;
        bool grows = heads[i].digits;
        for (k = i; k < n && strcmp(heads[k].key, heads[i].key) == 0; k++) {
            edges += at_page_edge(lines, heads[k].line);
            far += k > i && heads[k].line - heads[k - 1].line >= 8;
            grows = grows && (k == i || strcmp(lines->items[heads[k].line].text,
                                               lines->items[heads[k - 1].line].text) != 0);
        }
        size_t times = k - i;
        bool head = (times >= 2 && edges >= times - 1 && edges >= 2) || (times >= 4 && far == times - 1) ||
                    (times >= 3 && grows && far == times - 1);
        for (size_t h = i; h < k && head; h++) {
            drop(im, &lines->items[heads[h].line]);
        }
    }
}

// ---- width

static int by_length(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

#define WRAP_MIN 45
#define WRAP_MAX 130

static void find_wrap(struct arena *arena, struct lines *lines) {
    int *lengths = ARENA_ARRAY(arena, lines->n + 1, int);
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++) {
        const struct line *l = &lines->items[i];
        if (!line_blank(l) && !l->dropped && *l->text != '|') {
            lengths[n++] = l->length + l->indent;
        }
    }
    if (n < 4) {
        return;
    }
    qsort(lengths, n, sizeof *lengths, by_length);
    int width = lengths[n - 1 - (n > 50 ? n / 50 : 0)];
    if (width < WRAP_MIN || width > WRAP_MAX) {
        return;
    }
    // Broken lines end close to the width; paragraphs and labels of a line each do not.
    size_t full = 0, pairs = 0;
    lines->wrap = width;
    for (size_t i = 0; i + 1 < lines->n; i++) {
        const struct line *l = &lines->items[i], *next = &lines->items[i + 1];
        if (!line_blank(l) && !line_blank(next)) {
            pairs++;
            full += line_is_full(lines, l, next);
        }
    }
    if (full < 3 || full * 3 < pairs) {
        lines->wrap = 0;
    }
}

bool line_is_full(const struct lines *lines, const struct line *l, const struct line *next) {
    if (lines->wrap == 0) {
        return false;
    }
    size_t bytes = strcspn(next->text, " \t");
    int first = 0;
    for (size_t i = 0; i < bytes; i++) {
        first += ((unsigned char)next->text[i] & 0xC0) != 0x80;
    }
    return l->indent + l->length + 1 + first > lines->wrap && l->length * 2 > lines->wrap;
}

struct lines lines_new(struct import *im, const char *text) {
    struct lines lines = split(im->arena, text);
    drop_page_numbers(im, &lines);
    drop_heads(im, &lines);
    find_wrap(im->arena, &lines);
    return lines;
}
