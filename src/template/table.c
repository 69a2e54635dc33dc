// Tables: columns, heads that repeat, rows and cells with spans.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/bind.h"
#include "template/value.h"

_Static_assert(VALUE_COLUMNS == sizeof((struct rows *)0)->taken / sizeof(int), "as many columns as rows can count");

struct row *rows_add(struct bind *b, struct rows *rows) {
    struct table *t = rows->table;
    if (t->n_rows == rows->cap) {
        size_t cap = rows->cap ? rows->cap * 2 : 8;
        t->rows = arena_grow(b->arena, t->rows, rows->cap * sizeof *t->rows, cap * sizeof *t->rows);
        rows->cap = cap;
    }
    if (t->n_rows > 0) {
        for (size_t i = 0; i < t->n_columns; i++) {
            rows->taken[i] -= rows->taken[i] > 0;
        }
    }
    struct row *row = &t->rows[t->n_rows++];
    *row = (struct row){.head = rows->head};
    box_count(b, b->root);
    return row;
}

// The first column that no cell covers; the number of columns when the row is full.
static size_t free_column(const struct rows *rows, const struct row *row) {
    size_t column = row->n ? (size_t)(row->cells[row->n - 1].column + row->cells[row->n - 1].colspan) : 0;
    while (column < rows->table->n_columns && rows->taken[column] > 0) {
        column++;
    }
    return column;
}

struct cell *rows_add_cell(struct bind *b, struct rows *rows, struct row *row, int colspan, int rowspan,
                           struct place place) {
    size_t column = free_column(rows, row), n = rows->table->n_columns;
    if (column >= n) {
        findings_add(b->findings, "template.cells", place, "columns", arena_printf(b->arena, "%zu", n), NULL);
        return NULL;
    }
    int room = 0;
    while (room < colspan && column + (size_t)room < n && rows->taken[column + (size_t)room] == 0) {
        room++;
    }
    if (!row->cells) {
        row->cells = ARENA_ARRAY(b->arena, n, struct cell);
    }
    for (int i = 0; i < room; i++) {
        rows->taken[column + (size_t)i] = rowspan;
    }
    struct cell *cell = &row->cells[row->n++];
    *cell = (struct cell){.column = (int)column, .colspan = room, .rowspan = rowspan};
    return cell;
}

void bind_cell(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct at inner = *at;
    inner.look = style_of(b, at, n, A_STYLE);
    inner.type = inner.look->shared;
    inner.link = NULL;
    int colspan = (int)bind_number(b, at, n, A_COLSPAN, 1), rowspan = (int)bind_number(b, at, n, A_ROWSPAN, 1);
    struct cell *cell = rows_add_cell(b, out->rows, out->row, colspan > 0 ? colspan : 1, rowspan > 0 ? rowspan : 1,
                                      xml_place(n->source));
    if (!cell) {
        return;
    }
    cell->valign = (enum valign)bind_choice(b, at, n, A_VALIGN, VALIGN_TOP);
    cell->heading = bind_yes(b, at, n, A_HEADING, false);
    cell->node = at->node;
    struct out parts = box_out(&cell->first);
    if (n->flow & FLOW_BLOCKS) {
        bind_children(b, &inner, n, &parts);
        return;
    }
    struct out words = {.line = line_new(b)};
    struct shape shape = inner.look->shape;
    shape.align = (enum align)bind_choice(b, at, n, A_ALIGN, (int)shape.align);
    bind_children(b, &inner, n, &words);
    box_para(b, &inner, &parts, inner.look, &shape, words.line, &(struct labels){0});
}

// What stands in the spanning cell of a group when it goes on over a page.
static struct box *continued(struct bind *b, const struct at *at, const char *text) {
    struct box *first = NULL;
    struct out out = box_out(&first);
    struct line *line = line_new(b);
    line_words(line, at->look->shared, NULL, NULL, text);
    box_para(b, at, &out, at->look, &at->look->shape, line, &(struct labels){0});
    return first;
}

void bind_row(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct at inner = *at;
    inner.look = style_of(b, at, n, A_STYLE);
    inner.type = inner.look->shared;
    struct row *row = rows_add(b, out->rows);
    size_t index = out->rows->table->n_rows - 1;
    const char *group = bind_text(b, at, n, A_GROUP), *again = bind_text(b, at, n, A_CONTINUED);
    row->min_height = bind_length(b, at, n, A_MIN_HEIGHT, 0);
    row->group = text_blank(group) ? NULL : group;
    row->continued = text_blank(again) ? NULL : continued(b, &inner, again);
    struct out parts = {.rows = out->rows, .row = &out->rows->table->rows[index]};
    bind_children(b, &inner, n, &parts);
}

void bind_head(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct at inner = *at;
    inner.look = style_of(b, at, n, A_STYLE);
    inner.type = inner.look->shared;
    out->rows->head = true;
    bind_children(b, &inner, n, out);
    out->rows->head = false;
}

void bind_table(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct column columns[VALUE_COLUMNS];
    const char *value = bind_text(b, at, n, A_COLUMNS);
    size_t count = value_columns(value, b->measure, columns);
    if (count == 0) {
        bind_bad_value(b, n, node_setting(n, A_COLUMNS), value);
        return;
    }
    struct at inner = *at;
    inner.look = style_of(b, at, n, A_STYLE);
    inner.type = inner.look->shared;
    struct table *t = ARENA_NEW(b->arena, struct table);
    t->n_columns = count;
    t->columns = ARENA_ARRAY(b->arena, count, struct column);
    memcpy(t->columns, columns, count * sizeof *columns);
    t->border = bind_length(b, at, n, A_BORDER, 0);
    t->pad_x = bind_length(b, at, n, A_PAD_X, 0);
    t->pad_y = bind_length(b, at, n, A_PAD_Y, 0);
    t->width = bind_length(b, at, n, A_WIDTH, 0);
    t->align = (enum align)bind_choice(b, at, n, A_ALIGN, ALIGN_LEFT);
    struct rows rows = {.table = t, .look = inner.look};
    struct out parts = {.rows = &rows};
    bind_children(b, &inner, n, &parts);
    if (t->n_rows == 0) {
        return;
    }
    struct box *box = box_new(b, at, out, BOX_TABLE);
    box->role = ROLE_TABLE;
    box->table = t;
    box->id = bind_text(b, at, n, A_ID);
    box->style = node_setting(n, A_STYLE) ? inner.look->name : NULL;
    box->shape.left = bind_length(b, at, n, A_LEFT, 0);
    box->shape.before = box->shape.before_floor = bind_length(b, at, n, A_BEFORE, 0);
    box->shape.after = box->shape.after_floor = bind_length(b, at, n, A_AFTER, 0);
    box->shape.keep_next = bind_yes(b, at, n, A_KEEP_NEXT, false);
}
