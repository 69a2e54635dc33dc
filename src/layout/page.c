#include "layout/page.h"

#include <assert.h>

struct extent {              // of the parts on a page, glue at its top left out
    mp natural, least;
};

int page_cost_compare(const struct page_cost *a, const struct page_cost *b)
{
    if (a->overfull != b->overfull)
        return a->overfull < b->overfull ? -1 : 1;
    if (a->keeps != b->keeps)
        return a->keeps < b->keeps ? -1 : 1;
    if (a->pages != b->pages)
        return a->pages < b->pages ? -1 : 1;
    if (a->squeeze != b->squeeze)
        return a->squeeze < b->squeeze ? -1 : 1;
    if (a->empty != b->empty)
        return a->empty < b->empty ? -1 : 1;
    return (a->ragged > b->ragged) - (a->ragged < b->ragged);
}

static bool continued(const struct page_part *parts, size_t n, size_t to)
{
    return to < n && !parts[to].forced;
}

static int64_t square(mp length)
{
    return (length / MP_PER_PT) * (length / MP_PER_PT);
}

// A page that is continued with `left` of its height at its foot.
static void add_foot(struct page_cost *cost, mp left, mp height)
{
    mp beyond = left - height * PAGE_SHORT / 1000;
    cost->ragged = square(left);
    cost->empty = beyond > 0 ? square(beyond) : 0;
}

static bool cost_of_extent(const struct page_part *parts, size_t n, struct page_room room, size_t from, size_t to,
                           struct extent e, struct page_cost *cost)
{
    *cost = (struct page_cost){.pages = 1};
    if (from > 0 && !parts[from].forced)
        cost->keeps = parts[from].keep;
    mp height = room.height - (continued(parts, n, to) ? room.foot : 0), needed = room.squeeze ? e.least : e.natural;
    if (needed > height) {
        if (to - from > 1)
            return false;
        cost->overfull = needed - height;
    }
    if (e.natural > height)
        cost->squeeze = (needed > height ? e.natural - needed : e.natural - height);
    else if (continued(parts, n, to))
        add_foot(cost, height - e.natural, height);
    return true;
}

static struct extent first_extent(const struct page_part *part)
{
    return (struct extent){part->head + part->height, part->head + part->height};
}

static void extend(struct extent *e, const struct page_part *part)
{
    e->natural += part->before + part->height;
    e->least += (part->floor < part->before ? part->floor : part->before) + part->height;
}

bool page_cost(const struct page_part *parts, size_t n, struct page_room room, size_t from, size_t to,
               struct page_cost *cost)
{
    assert(from < to && to <= n);
    struct extent e = first_extent(&parts[from]);
    for (size_t i = from + 1; i < to; i++) {
        if (parts[i].forced)
            return false;
        extend(&e, &parts[i]);
    }
    return cost_of_extent(parts, n, room, from, to, e, cost);
}

struct step {                // the cheapest way to divide the parts before it
    struct page_cost cost;
    size_t from;             // where its last page begins
    mp squeezed;             // on that page
    bool reached;
};

static void offer(struct step *step, const struct step *before, struct page_cost cost, size_t from)
{
    mp squeezed = cost.squeeze;
    cost.overfull += before->cost.overfull;
    cost.keeps += before->cost.keeps;
    cost.pages += before->cost.pages;
    cost.squeeze += before->cost.squeeze;
    cost.empty += before->cost.empty;
    cost.ragged += before->cost.ragged;
    if (!step->reached || page_cost_compare(&cost, &step->cost) < 0)
        *step = (struct step){cost, from, squeezed, true};
}

static void pages_from(struct step *steps, const struct page_part *parts, size_t n, struct page_room room, size_t from)
{
    struct extent e = first_extent(&parts[from]);
    struct page_cost cost;
    for (size_t to = from + 1; to <= n; to++) {
        if (cost_of_extent(parts, n, room, from, to, e, &cost))
            offer(&steps[to], &steps[from], cost, from);
        else if ((room.squeeze ? e.least : e.natural) > room.height)
            return;  // with one part more it may still fit where nothing is kept free
        if (to == n || parts[to].forced)
            return;
        extend(&e, &parts[to]);
    }
}

void page_break(struct arena *arena, const struct page_part *parts, size_t n, struct page_room room,
                struct page_breaks *out)
{
    assert(n > 0);
    struct step *steps = ARENA_ARRAY(arena, n + 1, struct step);
    steps[0].reached = true;
    for (size_t from = 0; from < n; from++)
        if (steps[from].reached)
            pages_from(steps, parts, n, room, from);
    *out = (struct page_breaks){.cost = steps[n].cost, .n = (size_t)steps[n].cost.pages};
    out->starts = ARENA_ARRAY(arena, out->n, size_t);
    out->squeezed = ARENA_ARRAY(arena, out->n, mp);
    size_t to = n;
    for (size_t page = out->n; page-- > 0; to = steps[to].from) {
        out->starts[page] = steps[to].from;
        out->squeezed[page] = steps[to].squeezed;
    }
}
