#include "layout/galley.h"

#define LINE_GIVES 50              // thousandths of its height

struct mark *mark_add(struct setter *s, struct marks *to, struct mark mark)
{
    struct mark *m = ARENA_NEW(s->arena, struct mark);
    *m = mark;
    m->next = NULL;
    if (to->last)
        to->last->next = m;
    else
        to->first = m;
    to->last = m;
    return m;
}

void marks_append(struct setter *s, struct marks *to, const struct marks *from, mp down, bool artifact)
{
    for (const struct mark *m = from->first; m; m = m->next) {
        if (artifact && (m->kind == MARK_SPOT || m->kind == MARK_SIGN))
            continue;
        struct mark *copy = mark_add(s, to, *m);
        copy->y += down;
        copy->artifact |= artifact;
    }
}

void galley_before(struct galley *g, mp natural, mp floor)
{
    if (natural > g->after)
        g->after = natural;
    if (floor > g->after_floor)
        g->after_floor = floor;
}

struct strip *galley_add(struct setter *s, struct galley *g, struct strip strip)
{
    if (g->n == g->cap) {
        size_t cap = g->cap ? 2 * g->cap : 32;
        g->strips = arena_grow(s->arena, g->strips, g->cap * sizeof *g->strips, cap * sizeof *g->strips);
        g->cap = cap;
    }
    strip.before = g->after + g->space;
    strip.floor = g->after_floor + g->space_floor;
    if (strip.floor > strip.before)
        strip.floor = strip.before;
    strip.lead = g->space;
    strip.forced = g->forced;
    if (g->keep > strip.keep)
        strip.keep = g->keep;
    if (g->spots.first) {
        struct marks marks = g->spots;
        marks_append(s, &marks, &strip.marks, 0, false);
        strip.marks = marks;
    }
    g->after = g->after_floor = g->space = g->space_floor = 0;
    g->keep = g->keep_first = 0;
    g->forced = false;
    g->spots = (struct marks){0};
    g->strips[g->n] = strip;
    return &g->strips[g->n++];
}

struct stacking {                  // strips put one below the other
    struct setter *s;
    struct marks out;
    mp y;
    const struct set_table *table; // whose rows are being collected
    struct row_extent *rows;
    size_t n_rows, cap_rows;
};

static void room_for_rows(struct stacking *k, size_t more)
{
    if (k->n_rows + more <= k->cap_rows)
        return;
    size_t cap = 2 * (k->cap_rows + more);
    k->rows = arena_grow(k->s->arena, k->rows, k->cap_rows * sizeof *k->rows, cap * sizeof *k->rows);
    k->cap_rows = cap;
}

static void end_table(struct stacking *k)
{
    if (k->table && k->n_rows)
        grid_draw(k->s, k->table, k->rows, k->n_rows, &k->out);
    k->table = NULL;
    k->n_rows = 0;
}

static void begin_table(struct stacking *k, const struct strip *strip, bool top_of_page)
{
    end_table(k);
    k->table = strip->table;
    if (!top_of_page)
        return;
    room_for_rows(k, table_head_rows(strip));
    table_repeat_head(k->s, strip, &k->out, k->rows, &k->n_rows);
    k->y += table_head(strip);
}

static void put_strip(struct stacking *k, const struct strip *strip, bool top_of_page)
{
    if (strip->table != k->table || (strip->table && strip->begins)) {
        if (strip->table)
            begin_table(k, strip, top_of_page);
        else
            end_table(k);
    }
    room_for_rows(k, strip->n_rows);
    for (size_t i = 0; i < strip->n_rows; i++) {
        struct row_extent e = strip->rows[i];
        e.y += k->y;
        k->rows[k->n_rows++] = e;
    }
    marks_append(k->s, &k->out, &strip->marks, k->y, false);
    k->y += strip->height;
}

mp strip_give(const struct strip *strip)
{
    return strip->kind == STRIP_LINE ? strip->height * LINE_GIVES / 1000 : 0;
}

struct sharing {                   // an amount taken in shares, so that the shares add up to it
    mp amount, total, passed, taken;
};

static mp take(struct sharing *x, mp share)
{
    mp before = x->taken;
    x->passed += share;
    x->taken = x->total ? x->amount * x->passed / x->total : 0;
    return x->taken - before;
}

struct marks galley_marks(struct setter *s, const struct galley *g, size_t from, size_t to, mp squeeze, bool page)
{
    struct stacking k = {.s = s};
    struct sharing glue = {0}, lines = {0};
    for (size_t i = from + 1; i < to; i++) {
        glue.total += g->strips[i].before - g->strips[i].floor;
        lines.total += strip_give(&g->strips[i - 1]);
    }
    glue.amount = squeeze < glue.total ? squeeze : glue.total;
    lines.amount = squeeze - glue.amount;
    for (size_t i = from; i < to; i++) {
        const struct strip *strip = &g->strips[i];
        if (i > from)
            k.y += strip->before - take(&glue, strip->before - strip->floor) -
                   take(&lines, strip_give(&g->strips[i - 1]));
        else if (!page)
            k.y += strip->lead;
        put_strip(&k, strip, page && i == from);
    }
    end_table(&k);
    k.out.height = k.y;
    return k.out;
}

struct marks galley_all(struct setter *s, const struct galley *g)
{
    struct marks all = galley_marks(s, g, 0, g->n, 0, false);
    all.height += g->space;
    return all;
}
