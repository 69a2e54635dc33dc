// Widths of a table's columns. Fixed ones have what they ask for, shares divide what is left, automatic ones have what
// their content asks for. What is too much for the page is taken off by two rules: fixed columns are narrowed alike;
// automatic ones come down to a common width, so that narrow columns stay as they are and the widest give first.
#include "layout/galley.h"

#include "base/xml.h"

struct want { mp least, most; };

struct sizes {                     // one table being measured
    struct setter *s;
    const struct table *t;
    const struct decimal *decimals;
    struct want *want;
    mp *own;
};

static bool automatic(const struct column *c)
{
    return c->width <= 0 && c->share <= 0;
}

static mp larger(mp a, mp b)
{
    return a > b ? a : b;
}

static struct want want_of(const struct sizes *z, const struct cell *cell)
{
    struct extremes e = boxes_extremes(z->s, cell->first);
    const struct decimal *d = z->decimals ? &z->decimals[cell->column] : NULL;
    if (d && cell->colspan <= 1 && decimal_cell(cell))
        e.least = e.most = larger(e.most, d->whole + d->part);
    return (struct want){e.least + 2 * z->t->pad_x, e.most + 2 * z->t->pad_x};
}

static size_t end_of(const struct sizes *z, const struct cell *cell)
{
    size_t end = (size_t)cell->column + (size_t)(cell->colspan > 1 ? cell->colspan : 1);
    return end < z->t->n_columns ? end : z->t->n_columns;
}

// What a cell over several columns lacks is spread over those that can grow, by what they hold.
static void spread(struct sizes *z, const struct cell *cell)
{
    struct want need = want_of(z, cell), sum = {0}, added = {0};
    size_t from = (size_t)cell->column, to = end_of(z, cell);
    mp weight = 0, passed = 0;
    for (size_t c = from; c < to; c++) {
        mp fixed = z->t->columns[c].width;
        sum.least += fixed > 0 ? fixed : z->want[c].least;
        sum.most += fixed > 0 ? fixed : z->want[c].most;
        weight += fixed > 0 ? 0 : z->want[c].most + 1;
    }
    struct want lack = {larger(need.least - sum.least, 0), larger(need.most - sum.most, 0)};
    for (size_t c = from; c < to && weight > 0; c++) {
        if (z->t->columns[c].width > 0)
            continue;
        passed += z->want[c].most + 1;
        struct want upto = {lack.least * passed / weight, lack.most * passed / weight};
        z->want[c].least += upto.least - added.least;
        z->want[c].most = larger(z->want[c].most + upto.most - added.most, z->want[c].least);
        added = upto;
    }
}

static void measure(struct sizes *z)
{
    for (int spans = 0; spans < 2; spans++) {
        for (size_t r = 0; r < z->t->n_rows; r++) {
            for (size_t k = 0; k < z->t->rows[r].n; k++) {
                const struct cell *cell = &z->t->rows[r].cells[k];
                size_t c = (size_t)cell->column;
                if (c >= z->t->n_columns || (cell->colspan > 1) != (spans == 1))
                    continue;
                if (spans) {
                    spread(z, cell);
                } else if (z->t->columns[c].width <= 0) {
                    struct want own = want_of(z, cell);
                    z->want[c] = (struct want){larger(own.least, z->want[c].least), larger(own.most, z->want[c].most)};
                }
            }
        }
    }
}

struct demand { mp fixed, least, most, share_least; int64_t shares; size_t automatic; };

static struct demand demand_of(const struct sizes *z)
{
    struct demand d = {0};
    for (size_t c = 0; c < z->t->n_columns; c++) {
        const struct column *column = &z->t->columns[c];
        d.fixed += column->width > 0 ? column->width : 0;
        if (automatic(column)) {
            d.automatic++;
            d.least += z->want[c].least;
            d.most += z->want[c].most;
        } else if (column->width <= 0) {
            d.shares += column->share;
            d.share_least += z->want[c].least;
        }
    }
    return d;
}

// The width that no automatic column may exceed, so that all of them have room: found by letting those that are
// narrower than an equal share of what is left keep what they need.
static mp common_width(const struct sizes *z, const struct demand *d, mp room)
{
    mp limit = 0, left = room;
    size_t n = d->automatic;
    bool *settled = ARENA_ARRAY(z->s->arena, z->t->n_columns, bool);
    for (bool more = true; more && n > 0;) {
        more = false;
        limit = left / (mp)n;
        for (size_t c = 0; c < z->t->n_columns; c++) {
            if (!automatic(&z->t->columns[c]) || settled[c] || z->want[c].least > limit)
                continue;
            left -= z->want[c].least;
            n--;
            settled[c] = more = true;
        }
    }
    return n ? left / (mp)n : limit;
}

// What an automatic column gets of `room` for all of them: its content's width when there is room, else something
// between its widest word and its content, as HTML does, else at most the common width.
static mp automatic_width(const struct demand *d, const struct want *w, mp room, mp common, bool fill)
{
    if (room >= d->most)
        return !fill ? w->most : d->most ? room * w->most / d->most : room / (mp)d->automatic;
    if (room <= d->least)
        return w->least < common ? w->least : common;
    return w->least + (room - d->least) * (w->most - w->least) / (d->most - d->least);
}

static void tell_wide(struct setter *s, const struct box *box, mp lacking)
{
    if (lacking < MP_PER_PT)
        return;
    findings_add(s->findings, "layout.table", box->node ? xml_place(box->node) : (struct place){0}, "width",
                 points_text(s, lacking), NULL);
}

static void share_out(const struct sizes *z, const struct demand *d, mp left)
{
    mp passed = 0, given = 0;
    for (size_t c = 0; c < z->t->n_columns; c++) {
        if (z->t->columns[c].width > 0 || z->t->columns[c].share <= 0)
            continue;
        passed += z->t->columns[c].share;
        z->own[c] = left * passed / d->shares - given;
        given += z->own[c];
    }
}

static void find_widths(struct sizes *z, const struct demand *d, mp width)
{
    bool rigid = !d->shares && !d->automatic;
    mp rest = width > d->fixed ? width - d->fixed : 0, used = 0;
    mp room = d->shares ? larger(rest - d->share_least, 0) : rest, common = common_width(z, d, room);
    size_t last = z->t->n_columns;
    for (size_t c = 0; c < z->t->n_columns; c++) {
        const struct column *column = &z->t->columns[c];
        if (automatic(column))
            used += z->own[last = c] = automatic_width(d, &z->want[c], room, common, !d->shares);
        else if (column->width > 0)
            z->own[c] = rigid || d->fixed > width ? column->width * width / d->fixed : column->width;
    }
    if (!d->shares && last < z->t->n_columns)
        z->own[last] += rest - used;  // what rounding left
    if (d->shares)
        share_out(z, d, larger(rest - used, 0));
}

mp *columns_set(struct setter *s, const struct box *box, const struct decimal *decimals, mp width)
{
    const struct table *t = box->table;
    struct sizes z = {s, t, decimals, ARENA_ARRAY(s->arena, t->n_columns, struct want),
                      ARENA_ARRAY(s->arena, t->n_columns, mp)};
    mp *edges = ARENA_ARRAY(s->arena, t->n_columns + 1, mp);
    bool measured = false;
    for (size_t c = 0; c < t->n_columns; c++)
        measured |= automatic(&t->columns[c]);
    if (measured)
        measure(&z);
    struct demand d = demand_of(&z);
    width = larger(width, 0);
    tell_wide(s, box, d.fixed + d.least - width);
    if (!d.shares && !d.automatic && !t->width && d.fixed < width)
        width = d.fixed;
    find_widths(&z, &d, width);
    for (size_t c = 0; c < t->n_columns; c++)
        edges[c + 1] = edges[c] + z.own[c];
    return edges;
}
