#include "layout/galley.h"

struct want { mp least, most; };

static bool automatic(const struct column *c)
{
    return c->width <= 0 && c->share <= 0;
}

static void measure(struct setter *s, const struct table *t, struct want *want)
{
    for (size_t r = 0; r < t->n_rows; r++) {
        for (size_t k = 0; k < t->rows[r].n; k++) {
            const struct cell *cell = &t->rows[r].cells[k];
            size_t c = (size_t)cell->column;
            if (c >= t->n_columns || cell->colspan > 1 || t->columns[c].width > 0)
                continue;
            struct extremes e = boxes_extremes(s, cell->first);
            e.least += 2 * t->pad_x;
            e.most += 2 * t->pad_x;
            want[c].least = e.least > want[c].least ? e.least : want[c].least;
            want[c].most = e.most > want[c].most ? e.most : want[c].most;
        }
    }
}

struct demand { mp fixed, least, most, share_least; int64_t shares; size_t automatic; };

static struct demand demand_of(const struct table *t, const struct want *want)
{
    struct demand d = {0};
    for (size_t c = 0; c < t->n_columns; c++) {
        d.fixed += t->columns[c].width > 0 ? t->columns[c].width : 0;
        if (automatic(&t->columns[c])) {
            d.automatic++;
            d.least += want[c].least;
            d.most += want[c].most;
        } else if (t->columns[c].width <= 0) {
            d.shares += t->columns[c].share;
            d.share_least += want[c].least;
        }
    }
    return d;
}

// What an automatic column gets of `room` for all of them: its content's width when there is room, else something
// between its widest word and its content, as HTML does.
static mp automatic_width(const struct demand *d, const struct want *w, mp room, bool fill)
{
    if (room >= d->most)
        return !fill ? w->most : d->most ? room * w->most / d->most : room / (mp)d->automatic;
    if (room <= d->least)
        return d->least ? room * w->least / d->least : 0;
    return w->least + (room - d->least) * (w->most - w->least) / (d->most - d->least);
}

mp *columns_set(struct setter *s, const struct table *t, mp width)
{
    struct want *want = ARENA_ARRAY(s->arena, t->n_columns, struct want);
    mp *edges = ARENA_ARRAY(s->arena, t->n_columns + 1, mp), *own = ARENA_ARRAY(s->arena, t->n_columns, mp);
    bool measured = false;
    for (size_t c = 0; c < t->n_columns; c++)
        measured |= automatic(&t->columns[c]);
    if (measured)
        measure(s, t, want);
    struct demand d = demand_of(t, want);
    bool rigid = !d.shares && !d.automatic;
    if (width < 0)
        width = 0;
    if (rigid && !t->width && d.fixed < width)
        width = d.fixed;
    mp rest = width > d.fixed ? width - d.fixed : 0, used = 0;
    mp room = d.shares ? (rest > d.share_least ? rest - d.share_least : 0) : rest;
    size_t last = t->n_columns;
    for (size_t c = 0; c < t->n_columns; c++) {
        if (automatic(&t->columns[c]))
            used += own[last = c] = automatic_width(&d, &want[c], room, !d.shares);
        else if (t->columns[c].width > 0)  // fixed columns that do not fit are narrowed alike
            own[c] = rigid || d.fixed > width ? t->columns[c].width * width / d.fixed : t->columns[c].width;
    }
    if (!d.shares && d.automatic && last < t->n_columns)
        own[last] += rest - used;  // what rounding left
    mp left = rest > used ? rest - used : 0, passed = 0, given = 0;
    for (size_t c = 0; c < t->n_columns; c++) {
        if (t->columns[c].width <= 0 && t->columns[c].share > 0) {
            passed += t->columns[c].share;
            own[c] = left * passed / d.shares - given;
            given += own[c];
        }
        edges[c + 1] = edges[c] + own[c];
    }
    return edges;
}
