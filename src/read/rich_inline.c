#include "read/rich_inline.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "read/rich_list.h"

struct inline_mark {
    const char *p;     // where the marker begins
    size_t n;          // its bytes, the space behind it not counted
};

// Whether the marker of `value` in the style of `digits` stands at `p`, with text behind it.
static size_t marker_at(const char *start, const char *p, bool digits, int value) {
    const char *q = p + (*p == '(');
    size_t n;
    if (p > start && p[-1] != ' ' && p[-1] != '\n') {
        return 0;
    }
    if (digits) {
        int v = 0;
        for (n = 0; isdigit((unsigned char)q[n]) && n < 3; n++) {
            v = v * 10 + (q[n] - '0');
        }
        if (n == 0 || v != value) {
            return 0;
        }
    } else if (*q == 'a' + value - 1) {
        n = 1;
    } else {
        return 0;
    }
    if (q[n] != '.' && q[n] != ')') {
        return 0;
    }
    const char *after = q + n + 1 + strspn(q + n + 1, " ");
    bool text = after > q + n + 1 && (isalpha((unsigned char)*after) || (unsigned char)*after >= 0x80 || *after == '"');
    return text ? (size_t)(q + n + 1 - p) : 0;
}

static const char *find_marker(const char *start, const char *from, bool digits, int value, size_t *n) {
    for (const char *p = from; *p; p++) {
        if ((*n = marker_at(start, p, digits, value)) > 0) {
            return p;
        }
    }
    return NULL;
}

// A list begins at the start of the text or behind a colon; a first marker elsewhere may be anything.
static bool may_begin(const char *start, const char *p) {
    while (p > start && p[-1] == ' ') {
        p--;
    }
    return p == start || p[-1] == ':';
}

#define MAX_INLINE 60

// The markers from the second on, behind `q`.
static size_t find_more(const char *text, const char *q, bool digits, struct inline_mark *marks, size_t n) {
    while (n < MAX_INLINE && (q = find_marker(text, q, digits, (int)n + 1, &marks[n].n))) {
        marks[n].p = q;
        q += marks[n].n;
        n++;
    }
    return n;
}

static size_t find_list(const char *text, bool digits, struct inline_mark *marks) {
    size_t n = 0;
    for (const char *p = text; (p = find_marker(text, p, digits, 1, &marks[0].n)); p += marks[0].n) {
        if (!may_begin(text, p)) {
            continue;
        }
        marks[0].p = p;
        n = 1;
        return find_more(text, p + marks[0].n, digits, marks, n);
    }
    return n;
}

// A first item that holds its successors: "1. Terciptanya … 2. Meningkatkan …" on one line.
static size_t find_successors(const struct source_block *item, const char *text, struct inline_mark *marks) {
    struct list_mark mark = list_mark_of(item);
    bool digits = mark.style == LIST_DIGIT;
    if (mark.value != 1 || item->strict || !(digits || mark.style == LIST_LETTER)) {
        return 0;
    }
    marks[0] = (struct inline_mark){text, 0};
    return find_more(text, text, digits, marks, 1);
}

// The item is the first of what its text falls into; a list inside of it follows one level down.
static void add_item(struct import *im, const struct source_block *item, const char *marker, int level,
                     struct rich_blocks *out) {
    struct rich_blocks inner = {0};
    rich_inline(im, item, level + 1, &inner);
    if (inner.items[0]->kind == SOURCE_ITEM) {
        inner = (struct rich_blocks){0};
        rich_add(im->arena, &inner, item);
    }
    struct source_block *head = ARENA_NEW(im->arena, struct source_block);
    *head = *inner.items[0];
    head->kind = SOURCE_ITEM;
    head->list = SOURCE_ORDERED;
    head->level = level;
    head->strict = true;
    head->marker = marker;
    rich_add(im->arena, out, head);
    for (size_t k = 1; k < inner.n; k++) {
        rich_add(im->arena, out, inner.items[k]);
    }
}

void rich_inline(struct import *im, const struct source_block *block, int level, struct rich_blocks *out) {
    struct inline_mark digits[MAX_INLINE], letters[MAX_INLINE], *marks = digits;
    bool plain = block->kind == SOURCE_PARAGRAPH && level < 4 && !block->strict;
    const char *text = block->n_runs ? source_text(im->arena, block) : "";
    size_t n = plain ? find_list(text, true, digits) : 0, m = plain ? find_list(text, false, letters) : 0;
    if (block->kind == SOURCE_ITEM) {
        n = find_successors(block, text, digits);
    }
    if (m >= 2 && (n < 2 || letters[0].p < digits[0].p)) {
        marks = letters;
        n = m;
    }
    if (n < 2) {
        rich_add(im->arena, out, block);
        return;
    }
    import_repair(im, "perbaikan.daftar", &block->place, arena_strndup(im->arena, marks[0].p, 60),
                  arena_printf(im->arena, "%zu", n));
    if (marks[0].p > text) {
        rich_add(im->arena, out, source_cut(im->arena, block, 0, (size_t)(marks[0].p - text)));
    }
    int at = block->kind == SOURCE_ITEM ? block->level : level;
    for (size_t i = 0; i < n; i++) {
        size_t from = (size_t)(marks[i].p - text) + marks[i].n;
        size_t to = i + 1 < n ? (size_t)(marks[i + 1].p - text) : strlen(text);
        const char *marker = marks[i].n ? arena_strndup(im->arena, marks[i].p, marks[i].n) : block->marker;
        add_item(im, source_cut(im->arena, block, from, to), marker, at, out);
    }
}
