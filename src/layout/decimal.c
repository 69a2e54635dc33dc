// Amounts whose commas stand below each other: what stands before and after the comma is measured, and each is set at
// the right, moved in by what the longest of its column has more after its comma.
#include "layout/galley.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

const struct box *decimal_cell(const struct cell *cell)
{
    const struct box *box = cell->first;
    bool alone = box && !box->next && box->kind == BOX_PARA && box->shape.align == ALIGN_DECIMAL;
    return alone && !box->para.n_labels ? box : NULL;
}

// Where the part after the whole number begins: at the last comma between digits, else after the last digit, else at
// the end. `run` is the run it is in and the result the bytes of that run before it.
static size_t find_comma(const struct box *box, size_t *run)
{
    size_t comma_run = box->para.n, comma = 0, digit_run = box->para.n, digit = 0;
    for (size_t i = 0; i < box->para.n; i++) {
        const char *text = box->para.runs[i].kind == RUN_TEXT ? box->para.runs[i].text : NULL;
        for (size_t k = 0; text && text[k]; k++) {
            if (is_digit(text[k])) {
                digit_run = i;
                digit = k + 1;
            } else if (text[k] == ',' && k > 0 && is_digit(text[k - 1]) && is_digit(text[k + 1])) {
                comma_run = i;
                comma = k;
            }
        }
    }
    *run = comma_run < box->para.n ? comma_run : digit_run;
    return comma_run < box->para.n ? comma : digit;
}

static mp width_of(struct setter *s, const struct box *box)
{
    return paragraph_extremes(s, box).most - box->shape.left - box->shape.right;
}

static struct decimal measure(struct setter *s, const struct box *box)
{
    struct decimal d = {.whole = width_of(s, box)};
    struct box before = *box;
    size_t run, at = find_comma(box, &run);
    if (run >= box->para.n)
        return d;
    before.para.n = run + 1;
    before.para.runs = ARENA_ARRAY(s->arena, run + 1, struct run);
    memcpy(before.para.runs, box->para.runs, (run + 1) * sizeof *before.para.runs);
    before.para.runs[run].text = arena_strndup(s->arena, box->para.runs[run].text, at);
    mp whole = width_of(s, &before);
    return (struct decimal){whole, d.whole - whole};
}

struct decimal *decimals_find(struct setter *s, const struct table *t)
{
    struct decimal *all = NULL;
    for (size_t r = 0; r < t->n_rows; r++) {
        for (size_t k = 0; k < t->rows[r].n; k++) {
            const struct cell *cell = &t->rows[r].cells[k];
            const struct box *box = decimal_cell(cell);
            if (!box || (size_t)cell->column >= t->n_columns || cell->colspan > 1)
                continue;
            if (!all)
                all = ARENA_ARRAY(s->arena, t->n_columns, struct decimal);
            struct decimal own = measure(s, box), *of = &all[cell->column];
            of->whole = own.whole > of->whole ? own.whole : of->whole;
            of->part = own.part > of->part ? own.part : of->part;
        }
    }
    return all;
}

const struct box *decimal_box(struct setter *s, const struct cell *cell, const struct decimal *column, mp width)
{
    const struct box *box = decimal_cell(cell);
    if (!box || !column)
        return cell->first;
    struct decimal own = measure(s, box);
    struct box *moved = ARENA_NEW(s->arena, struct box);
    *moved = *box;
    moved->shape.align = ALIGN_RIGHT;
    if (own.whole + column->part + box->shape.left + box->shape.right <= width)
        moved->shape.right += column->part - own.part;
    return moved;
}
