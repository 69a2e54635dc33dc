// Tables in plain text: with pipes, as Markdown and portals write them, and with tabs, as Word and Excel paste them.
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "read/clean.h"
#include "read/fold.h"
#include "read/text.h"

#define MAX_COLUMNS 64

// The text of a cell as paragraphs: <br> and line ends part them.
static void fill(struct import *im, struct source_cell *cell, const char *text) {
    for (const char *p = text; *p;) {
        const char *br = strcasestr(p, "<br"), *line = strchr(p, '\n');
        const char *end = br && (!line || br < line) ? br : line;
        size_t n = end ? (size_t)(end - p) : strlen(p);
        char *part = text_collapse(im->arena, arena_strndup(im->arena, p, n));
        size_t marker = fold_marker(part);
        if (*part) {
            struct source_block *b = source_add(im->arena, &cell->blocks, marker ? SOURCE_ITEM : SOURCE_PARAGRAPH,
                                                cell->place);
            if (marker) {
                b->marker = text_collapse(im->arena, arena_strndup(im->arena, part, marker));
                b->list = isalnum((unsigned char)*part) || *part == '(' ? SOURCE_ORDERED : SOURCE_BULLET;
            }
            clean_marks(im, b, part + marker);
        }
        p += n;
        if (end == br && end) {
            const char *close = strchr(p, '>');
            p = close ? close + 1 : p + 3;
            import_take(im, "penanda", NULL, "br", cell->place);
        } else {
            p += *p == '\n';
        }
    }
}

// ---- pipes

static bool is_separator(const char *text) {
    return strspn(text, "|-: +=") == strlen(text) && strstr(text, "--");
}

struct row {
    const char *cells[MAX_COLUMNS];
    size_t n;
    bool open;     // the last cell has no pipe behind it
    int line, last;
};

// The cells of a line that begins with a pipe.
static void split_row(struct arena *arena, const char *text, struct row *row) {
    const char *p = text + (*text == '|');
    row->open = true;
    while (*p && row->n < MAX_COLUMNS) {
        const char *end = p;
        bool last = row->n + 1 == MAX_COLUMNS;  // it takes all that is left
        while (*end && (last || *end != '|' || (end > p && end[-1] == '\\'))) {
            end++;
        }
        row->open = *end == '\0';
        row->cells[row->n++] = text_collapse(arena, arena_strndup(arena, p, (size_t)(end - p)));
        p = end + (*end == '|');
    }
    if (row->open && row->n && *row->cells[row->n - 1] == '\0') {
        row->n--;
    }
}

static void append(struct arena *arena, struct row *row, const char *text) {
    if (row->n == 0) {
        row->cells[row->n++] = "";
    }
    const char **last = &row->cells[row->n - 1];
    *last = **last ? arena_printf(arena, "%s\n%s", *last, text) : text;
}

// A line that belongs to the row above: the rest of its last cell, or the lone pipe that ends an empty one.
static void continue_row(struct arena *arena, struct row *row, const char *text, size_t columns) {
    size_t n = strlen(text);
    bool closes = n && text[n - 1] == '|';
    if (row->n < columns && !row->open) {
        row->cells[row->n++] = "";
    }
    const char *rest = text_collapse(arena, arena_strndup(arena, text, closes ? n - 1 : n));
    if (*rest) {
        append(arena, row, rest);
    }
    row->open = !closes;
}

static void add_row(struct import *im, struct source_block *table, const struct row *row, bool head) {
    struct source_row *out = source_row(im->arena, table);
    struct source_place place = {.line = row->line, .last_line = row->last};
    for (size_t i = 0; i < row->n; i++) {
        struct source_cell *cell = source_cell(im->arena, out, place);
        cell->head = head;
        fill(im, cell, row->cells[i]);
    }
}

size_t text_pipe_table(struct import *im, const struct lines *lines, size_t i, struct source_blocks *blocks) {
    const struct line *l = &lines->items[i];
    if (*l->text != '|' || !strchr(l->text + 1, '|')) {
        return i;
    }
    struct source_block *table = source_add(im->arena, blocks, SOURCE_TABLE, (struct source_place){.line = l->number});
    struct row row = {.line = l->number};
    bool head = i + 1 < lines->n && is_separator(lines->items[i + 1].text), first = true;
    split_row(im->arena, l->text, &row);
    size_t columns = row.n;
    for (i++; i < lines->n; i++) {
        l = &lines->items[i];
        bool pipe = *l->text == '|', short_row = row.n < columns || row.open;
        if (l->dropped || (pipe && is_separator(l->text))) {
            continue;
        }
        if (line_blank(l) ? !short_row || row.n >= columns : !pipe && !short_row) {
            break;
        }
        if (!pipe || strcmp(l->text, "|") == 0) {
            continue_row(im->arena, &row, l->text, columns);
            row.last = l->number;
            continue;
        }
        add_row(im, table, &row, head && first);
        first = false;
        row = (struct row){.line = l->number};
        split_row(im->arena, l->text, &row);
        columns = row.n > columns ? row.n : columns;
    }
    add_row(im, table, &row, head && first);
    table->place.last_line = lines->items[i - 1].number;
    return i;
}

// ---- tabs

// "Nama Inovasi<tab>: Klinik" and "1.<tab>Judul" only line things up.
bool text_has_columns(const struct line *l) {
    const char *tab = l->tabs ? strchr(l->text, '\t') : NULL;
    if (!tab) {
        return false;
    }
    const char *next = tab + strspn(tab, "\t ");
    size_t marker = fold_marker(l->text);
    if (*next == ':' || (marker && l->text + marker >= next)) {
        const char *more = strchr(next, '\t');
        return more && *next != ':' && more[strspn(more, "\t ")] != ':';
    }
    return true;
}

static void split_tabs(struct arena *arena, const struct line *l, struct row *row, bool empty_first) {
    *row = (struct row){.line = l->number};
    if (empty_first) {
        row->cells[row->n++] = "";
    }
    for (const char *p = l->text; row->n < MAX_COLUMNS;) {
        size_t n = row->n + 1 == MAX_COLUMNS ? strlen(p) : strcspn(p, "\t");
        row->cells[row->n++] = text_collapse(arena, arena_strndup(arena, p, n));
        if (p[n] == '\0') {
            break;
        }
        p += n + 1;
    }
}

static size_t columns_of(const struct line *l) {
    size_t n = 1;
    for (const char *p = l->text; (p = strchr(p, '\t')); p++) {
        n++;
    }
    return n;
}

// Rows follow each other, perhaps with a blank line between; lines without a tab belong to the last cell when the row
// above had text there, as cells with several lines are pasted.
size_t text_tab_table(struct import *im, const struct lines *lines, size_t i, struct source_blocks *blocks) {
    size_t rows = 0, end = i, columns = 0;
    for (size_t k = i; k < lines->n && k <= end + 1; k++) {
        if (text_has_columns(&lines->items[k])) {
            size_t n = columns_of(&lines->items[k]);
            columns = n > columns ? n : columns;
            rows++;
            end = k;
        } else if (!line_blank(&lines->items[k])) {
            break;
        }
    }
    if (rows < 2 || !text_has_columns(&lines->items[i])) {
        return i;
    }
    struct source_place place = {.line = lines->items[i].number};
    struct source_block *table = source_add(im->arena, blocks, SOURCE_TABLE, place);
    for (size_t k = i; k <= end; k++) {
        const struct line *l = &lines->items[k];
        if (line_blank(l) || l->dropped) {
            continue;
        }
        struct row row;
        // A first cell that is empty was trimmed away with the indentation.
        split_tabs(im->arena, l, &row, l->indent >= 4 && columns_of(l) < columns + (k == i));
        add_row(im, table, &row, false);
    }
    table->place.last_line = lines->items[end].number;
    return end + 1;
}
