// Tables: cells into rows, rows into strips. A row is one strip; rows tied by a rowspan are one strip together; what is
// taller than a page is divided: groups between their rows, a row between the lines of its cells.
#include "layout/galley.h"

#define LABEL_LINES 3              // more lines are no label of a row
#define GROUP_SHARE 4              // a group of rows higher than a quarter of the page may be divided

struct set_cell {
    const struct cell *cell;
    size_t row, column, colspan, rowspan;
    int block;
    mp x, width;
    struct galley galley;
    struct marks marks;
};

struct set_row {
    const struct row *row;
    struct set_cell *cells;
    size_t n;
    mp height;
};

struct work {                      // one table being set
    struct setter *s;
    struct galley *g;
    struct set_table *t;
    const struct table *table;
    struct set_row *rows;
    const struct set_cell **by_number;  // what `owner` counts
    size_t n, heads;
    const struct decimal *decimals;
    bool sign;                     // a cell holds a signer's place
    size_t first_strip;
};

static size_t at_least_one(int value)
{
    return value > 0 ? (size_t)value : 1;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

// ---- cells ----

static void own_slots(struct work *w, size_t r, const struct set_cell *cell, int number)
{
    for (size_t i = r; i < r + cell->rowspan; i++)
        for (size_t c = cell->column; c < cell->column + cell->colspan; c++)
            w->t->owner[i * w->table->n_columns + c] = number;
}

static void set_content(struct work *w, struct set_cell *cell)
{
    const struct decimal *decimal = w->decimals && cell->colspan == 1 ? &w->decimals[cell->column] : NULL;
    const struct box *first = decimal_box(w->s, cell->cell, decimal, cell->width);
    boxes_set(w->s, &cell->galley, first, cell->x, cell->width, cell->block);
    cell->marks = galley_all(w->s, &cell->galley);
    for (size_t i = 0; i < cell->galley.n; i++)
        w->sign |= cell->galley.strips[i].sign;
}

static void set_cell(struct work *w, size_t r, struct set_cell *out, const struct cell *cell, int row_block)
{
    size_t columns = w->table->n_columns, section = r < w->heads ? w->heads : w->n;
    out->cell = cell;
    out->row = r;
    out->column = (size_t)cell->column;
    out->colspan = smaller(at_least_one(cell->colspan), columns - out->column);
    out->rowspan = smaller(at_least_one(cell->rowspan), section - r);
    out->x = w->t->x + w->t->edges[out->column] + w->t->pad_x;
    out->width = w->t->edges[out->column + out->colspan] - w->t->edges[out->column] - 2 * w->t->pad_x;
    out->block = block_add(w->s, row_block, cell->heading ? ROLE_TH : ROLE_TD, NULL);
    w->s->pages->blocks[out->block].column = (int)out->column;
    w->s->pages->blocks[out->block].colspan = (int)out->colspan;
    w->s->pages->blocks[out->block].rowspan = (int)out->rowspan;
    set_content(w, out);
}

static void set_cells(struct work *w, int table_block)
{
    int number = 0;
    for (size_t r = 0; r < w->n; r++) {
        struct set_row *row = &w->rows[r];
        row->row = &w->table->rows[r];
        row->cells = ARENA_ARRAY(w->s->arena, row->row->n, struct set_cell);
        int block = block_add(w->s, table_block, ROLE_ROW, NULL);
        for (size_t k = 0; k < row->row->n; k++) {
            if (row->row->cells[k].column < 0 || (size_t)row->row->cells[k].column >= w->table->n_columns)
                continue;
            set_cell(w, r, &row->cells[row->n], &row->row->cells[k], block);
            w->by_number[++number] = &row->cells[row->n];
            own_slots(w, r, &row->cells[row->n++], number);
        }
    }
}

// ---- heights ----

static void raise(mp *value, mp least)
{
    if (*value < least)
        *value = least;
}

static mp cell_height(const struct work *w, const struct set_cell *cell)
{
    return cell->marks.height + 2 * w->table->pad_y;
}

static mp rows_height(const struct work *w, size_t from, size_t to)
{
    mp height = 0;
    for (size_t r = from; r < to; r++)
        height += w->rows[r].height;
    return height;
}

// A row is as high as its highest cell; what a cell over several rows needs more goes to its last row.
static void find_heights(struct work *w, size_t from, size_t to)
{
    for (size_t r = from; r < to; r++) {
        raise(&w->rows[r].height, w->rows[r].row->min_height);
        for (size_t k = 0; k < w->rows[r].n; k++)
            if (w->rows[r].cells[k].rowspan == 1)
                raise(&w->rows[r].height, cell_height(w, &w->rows[r].cells[k]));
    }
    for (size_t r = from; r < to; r++) {
        for (size_t k = 0; k < w->rows[r].n; k++) {
            const struct set_cell *cell = &w->rows[r].cells[k];
            mp lacking = cell_height(w, cell) - rows_height(w, r, r + cell->rowspan);
            if (lacking > 0)
                w->rows[r + cell->rowspan - 1].height += lacking;
        }
    }
}

// ---- strips ----

static void place_cell(struct work *w, const struct set_cell *cell, mp y, mp height, struct marks *to)
{
    mp pad = w->table->pad_y, spare = height - 2 * pad - cell->marks.height;
    if (spare < 0 || cell->cell->valign == VALIGN_TOP)
        spare = 0;
    marks_append(w->s, to, &cell->marks, y + pad + (cell->cell->valign == VALIGN_MIDDLE ? spare / 2 : spare), false);
}

static int keep_of_row(const struct work *w, size_t r)
{
    if (w->sign || (w->heads && r == w->heads))
        return KEEP_WHOLE;
    return KEEP_NONE;
}

static struct strip *add_strip(struct work *w, struct strip strip)
{
    strip.kind = STRIP_ROW;
    strip.table = w->t;
    strip.begins = w->g->n == w->first_strip;
    return galley_add(w->s, w->g, strip);
}

// The rows from..to-1 as one strip.
static struct strip rows_strip(struct work *w, size_t from, size_t to)
{
    struct strip strip = {.keep = keep_of_row(w, from), .n_rows = to - from};
    strip.rows = ARENA_ARRAY(w->s->arena, to - from, struct row_extent);
    for (size_t r = from; r < to; r++) {
        const struct set_row *row = &w->rows[r];
        strip.rows[r - from] = (struct row_extent){(int)r, strip.height, row->height};
        for (size_t k = 0; k < row->n; k++) {
            mp height = rows_height(w, r, smaller(r + row->cells[k].rowspan, to));
            place_cell(w, &row->cells[k], strip.height, height, &strip.marks);
        }
        strip.height += row->height;
    }
    return strip;
}

// Part k of a row that is taller than a page: the k-th strip of each of its cells.
static struct strip row_part(struct work *w, size_t r, size_t k, size_t parts)
{
    const struct set_row *row = &w->rows[r];
    mp pad = w->table->pad_y;
    struct strip strip = {.n_rows = 1, .goes_on = k > 0};
    for (size_t c = 0; c < row->n; c++) {
        const struct galley *g = &row->cells[c].galley;
        if (k >= g->n)
            continue;
        mp before = k == 0 ? pad : g->strips[k].before - g->strips[k].lead;
        struct marks marks = galley_marks(w->s, g, k, k + 1, 0, false);
        marks_append(w->s, &strip.marks, &marks, before, false);
        raise(&strip.height, before + marks.height);
    }
    if (k == 0)
        strip.keep = keep_of_row(w, r);
    else if (k == 1 || k + 1 == parts)
        strip.keep = KEEP_LINE;
    if (k + 1 == parts)
        strip.height += pad;
    strip.rows = ARENA_NEW(w->s->arena, struct row_extent);
    *strip.rows = (struct row_extent){(int)r, 0, strip.height};
    return strip;
}

// What names a row, its number or a short first cell, stands again where the row goes on, when it has room there.
static const struct marks *label_of(const struct work *w, size_t r)
{
    const struct set_cell *cell = w->rows[r].n > 1 ? &w->rows[r].cells[0] : NULL;
    return cell && cell->galley.n <= LABEL_LINES && cell->marks.first ? &cell->marks : NULL;
}

static void add_divided_row(struct work *w, size_t r)
{
    size_t parts = 0, first = w->g->n;
    for (size_t k = 0; k < w->rows[r].n; k++)
        if (w->rows[r].cells[k].galley.n > parts)
            parts = w->rows[r].cells[k].galley.n;
    if (parts < 2) {
        add_strip(w, rows_strip(w, r, r + 1));
        return;
    }
    for (size_t k = 0; k < parts; k++)
        add_strip(w, row_part(w, r, k, parts));
    const struct marks *label = label_of(w, r);
    mp left = 0;
    for (size_t i = w->g->n; label && i-- > first + 1;) {
        left += w->g->strips[i].height;
        if (label->height <= left && i - first >= w->rows[r].cells[0].galley.n)
            w->g->strips[i].label = label;
    }
}

static mp continued_height(const struct work *w, size_t r)
{
    const struct marks *m = &w->t->continued[r];
    return m->first && !w->t->in_cell[r] ? m->height + 2 * w->table->pad_y : 0;
}

// A group of rows that is taller than a page, or high enough to leave an ugly gap: cells over several rows stand in
// their first row, and the break may fall between rows; not after the first one nor before the last.
static void add_divided_group(struct work *w, size_t from, size_t to, mp limit)
{
    for (size_t r = from; r < to; r++)
        for (size_t k = 0; k < w->rows[r].n; k++)
            raise(&w->rows[r].height, cell_height(w, &w->rows[r].cells[k]));
    for (size_t r = from; r < to; r++) {
        size_t first = w->g->n;
        if (w->rows[r].height + continued_height(w, r) > limit)
            add_divided_row(w, r);
        else
            add_strip(w, rows_strip(w, r, r + 1));
        bool edge = r == from + 1 || r + 1 == to;
        if (r > from && edge && w->g->strips[first].keep < KEEP_LINE)
            w->g->strips[first].keep = KEEP_LINE;
    }
}

static size_t group_end(const struct work *w, size_t from, size_t limit)
{
    size_t end = from + 1;
    for (size_t r = from; r < end; r++)
        for (size_t k = 0; k < w->rows[r].n; k++)
            if (r + w->rows[r].cells[k].rowspan > end)
                end = r + w->rows[r].cells[k].rowspan;
    return smaller(end, limit);
}

static bool same_group(const struct row *a, const struct row *b)
{
    if (!a->group || !b->group)
        return false;
    const char *x = a->group, *y = b->group;
    while (*x && *x == *y)
        x++, y++;
    return *x == *y;
}

static int owner_at(const struct work *w, size_t r, size_t column)
{
    return w->t->owner[r * w->table->n_columns + column];
}

// The first cell above row r that spans it; NULL when there is none. `end` is the row after its last one.
static const struct set_cell *cell_over(const struct work *w, size_t r, size_t *end)
{
    for (size_t c = 0; c < w->table->n_columns; c++) {
        int owner = owner_at(w, r, c);
        const struct set_cell *cell = owner ? w->by_number[owner] : NULL;
        if (!cell || cell->row == r)
            continue;
        *end = cell->row + cell->rowspan;
        return cell;
    }
    return NULL;
}

// A repetition: its blocks are no part of the document's structure.
static struct marks set_text(struct work *w, const struct box *text, mp x, mp width, int block)
{
    struct galley g = {0};
    size_t blocks = w->s->pages->n_blocks;
    boxes_set(w->s, &g, text, x, width, block);
    w->s->pages->n_blocks = blocks;
    return galley_all(w->s, &g);
}

// In the cell that spans row r when it is wide enough and the rows it still spans give room; else across all columns.
static void set_continued_row(struct work *w, size_t r, const struct box *text, int table_block)
{
    size_t end = r;
    const struct set_cell *over = cell_over(w, r, &end);
    mp room = 0, pad = w->t->pad_x, right = w->t->edges[w->table->n_columns];
    if (over && boxes_extremes(w->s, text).least <= over->width) {
        w->t->continued[r] = set_text(w, text, over->x, over->width, table_block);
        mp needed = w->t->continued[r].height + 2 * w->table->pad_y;
        for (size_t k = r; k < end && room < needed; k++)
            room += w->rows[k].height;
        w->t->in_cell[r] = room >= needed;
    }
    if (!w->t->in_cell[r])
        w->t->continued[r] = set_text(w, text, w->t->x + pad, right - 2 * pad, table_block);
}

// "… (lanjutan)" for each row that continues a group.
static void set_continued(struct work *w, int table_block)
{
    const struct box *text = NULL;
    w->t->continued = ARENA_ARRAY(w->s->arena, w->n, struct marks);
    w->t->in_cell = ARENA_ARRAY(w->s->arena, w->n, bool);
    for (size_t r = w->heads; r < w->n; r++) {
        bool continues = r > w->heads && same_group(w->rows[r - 1].row, w->rows[r].row);
        if (!continues || w->rows[r].row->continued)
            text = w->rows[r].row->continued;
        if (continues && text)
            set_continued_row(w, r, text, table_block);
    }
}

static void add_heads(struct work *w)
{
    if (!w->heads)
        return;
    struct strip strip = rows_strip(w, 0, w->heads);
    if (strip.height > w->s->most_height) {
        for (size_t r = 0; r < w->heads; r++)
            add_divided_row(w, r);
        return;
    }
    if (strip.height * 2 <= w->s->body_height) {  // a head of half a page is not repeated
        marks_append(w->s, &w->t->head, &strip.marks, 0, true);
        w->t->head.height = strip.height;
        w->t->head_rows = strip.rows;
        w->t->n_head_rows = strip.n_rows;
    }
    add_strip(w, strip);
}

// Whether nothing looks different when the rows from..to-1 may be divided: what their common cells say stands beside
// the first of their rows.
static bool divides_well(const struct work *w, size_t from, size_t to)
{
    for (size_t r = from; r < to; r++) {
        for (size_t k = 0; k < w->rows[r].n; k++) {
            const struct set_cell *cell = &w->rows[r].cells[k];
            if (cell->rowspan > 1 && (cell->cell->valign != VALIGN_TOP || cell_height(w, cell) > w->rows[r].height))
                return false;
        }
    }
    return to - from > 3;
}

static void add_rows(struct work *w)
{
    add_heads(w);
    mp limit = (w->sign ? w->s->body_height : w->s->most_height) - w->t->head.height;
    for (size_t r = w->heads, to; r < w->n; r = to) {
        to = group_end(w, r, w->n);
        mp height = rows_height(w, r, to);
        bool high = height > w->s->body_height / GROUP_SHARE && divides_well(w, r, to);
        if (height + continued_height(w, r) <= limit && !high)
            add_strip(w, rows_strip(w, r, to));
        else
            add_divided_group(w, r, to, limit);
    }
}

static mp table_x(const struct box *box, mp x, mp width, mp own)
{
    mp spare = width - own;
    if (box->table->align == ALIGN_RIGHT)
        return x + spare;
    return box->table->align == ALIGN_CENTER ? x + spare / 2 : x;
}

static void keep_rows(struct work *w, bool whole)
{
    for (size_t i = w->first_strip; whole && i < w->g->n; i++) {
        w->g->strips[i].signing = w->sign;
        if (i > w->first_strip && w->g->strips[i].keep < KEEP_WHOLE)
            w->g->strips[i].keep = KEEP_WHOLE;
    }
    if (w->first_strip < w->g->n)
        w->g->strips[w->first_strip].sign = w->sign;
}

// In very narrow columns a third at least is left for what they hold.
static mp padding(const struct set_table *t)
{
    mp pad = t->table->pad_x;
    for (size_t c = 0; c < t->table->n_columns; c++)
        if (t->edges[c + 1] - t->edges[c] < 3 * pad)
            pad = (t->edges[c + 1] - t->edges[c]) / 3;
    return pad;
}

void table_set(struct setter *s, struct galley *g, const struct box *box, mp x, mp width, int parent)
{
    const struct table *table = box->table;
    struct set_table *t = ARENA_NEW(s->arena, struct set_table);
    struct work w = {.s = s, .g = g, .t = t, .table = table, .n = table->n_rows, .first_strip = g->n};
    size_t told = s->findings->n;
    if (!table->n_columns || !table->n_rows)
        return;
    x += box->shape.left;
    width -= box->shape.left + box->shape.right;
    t->table = table;
    w.decimals = decimals_find(s, table);
    t->edges = columns_set(s, box, w.decimals, table->width && table->width < width ? table->width : width);
    t->pad_x = padding(t);
    t->x = table_x(box, x, width, t->edges[table->n_columns]);
    t->owner = ARENA_ARRAY(s->arena, table->n_rows * table->n_columns, int);
    w.rows = ARENA_ARRAY(s->arena, w.n, struct set_row);
    w.by_number = ARENA_ARRAY(s->arena, w.n * table->n_columns + 1, const struct set_cell *);
    while (w.heads < w.n && table->rows[w.heads].head)
        w.heads++;
    int block = block_add(s, parent, box->role, box->id);
    s->pages->blocks[block].colspan = (int)table->n_columns;
    s->pages->blocks[block].grid = table->border > 0;
    set_cells(&w, block);
    find_heights(&w, 0, w.n);
    set_continued(&w, block);
    told_fold(s, box, told);
    add_rows(&w);
    keep_rows(&w, w.sign || box->shape.keep_lines);
}

// ---- what is repeated at the top of a page ----

static const struct marks *continued_of(const struct strip *strip)
{
    int row = strip->n_rows ? strip->rows[0].row : ROW_CONTINUED;
    if (row <= 0 || !strip->table->continued[row].first || strip->rows[0].y)
        return NULL;
    return &strip->table->continued[row];
}

static bool continues_in_cell(const struct strip *strip)
{
    return strip->table->in_cell[strip->rows[0].row];
}

static bool is_head(const struct strip *strip)
{
    return strip->n_rows && strip->table->table->rows[strip->rows[0].row].head;
}

mp table_head(const struct strip *strip)
{
    if (!strip->table || is_head(strip))
        return 0;
    const struct marks *continued = continued_of(strip);
    mp pad = 2 * strip->table->table->pad_y;
    bool row = continued && !continues_in_cell(strip);
    return strip->table->head.height + (row ? continued->height + pad : 0) + (strip->goes_on ? pad / 2 : 0);
}

size_t table_head_rows(const struct strip *strip)
{
    return strip->table->n_head_rows + 2;
}

void table_repeat_head(struct setter *s, const struct strip *strip, struct marks *to, struct row_extent *rows,
                       size_t *n_rows)
{
    const struct set_table *t = strip->table;
    mp pad = t->table->pad_y;
    if (is_head(strip))
        return;
    marks_append(s, to, &t->head, 0, true);
    for (size_t i = 0; i < t->n_head_rows; i++)
        rows[(*n_rows)++] = t->head_rows[i];
    const struct marks *continued = continued_of(strip);
    if (continued)
        marks_append(s, to, continued, t->head.height + pad, true);
    if (continued && !continues_in_cell(strip))
        rows[(*n_rows)++] = (struct row_extent){ROW_CONTINUED, t->head.height, continued->height + 2 * pad};
    if (strip->goes_on)  // its padding
        rows[(*n_rows)++] = (struct row_extent){strip->rows[0].row, table_head(strip) - pad, pad};
    if (strip->label)
        marks_append(s, to, strip->label, table_head(strip), true);
}
