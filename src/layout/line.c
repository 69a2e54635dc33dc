#include "layout/line.h"

#include <assert.h>
#include <string.h>

// What a line that is too wide costs when there is no other way, and what each millipoint of its excess costs.
#define TOO_WIDE_DEMERITS ((int64_t)1000000000000)
#define EXCESS_DEMERITS ((int64_t)10000000)

struct node {                // a break that some cheapest way leads to
    size_t at, begin;        // the item broken at; the first item of the line after it
    enum line_fitness fitness;
    int run;                 // hyphens in a row that end with it
    int64_t total;
    size_t previous;         // index of the node before it
    bool overfull;
};

struct search {
    const struct line_item *items;
    const struct line_sums *sums;
    size_t n;
    const struct line_options *o;
    struct arena *arena;
    struct node *nodes;
    size_t n_nodes, cap_nodes;
    size_t *active;
    size_t n_active, cap_active;
};

struct line_sums *line_sums(struct arena *arena, const struct line_item *items, size_t n)
{
    struct line_sums *sums = ARENA_ROOM(arena, n + 1, struct line_sums);
    sums[0] = (struct line_sums){0};
    for (size_t i = 0; i < n; i++) {
        sums[i + 1] = sums[i];
        if (items[i].kind == LINE_PENALTY)
            continue;
        sums[i + 1].width += items[i].width;
        sums[i + 1].stretch += items[i].stretch;
        sums[i + 1].shrink += items[i].shrink;
        sums[i + 1].most += items[i].most;
    }
    return sums;
}

size_t line_begin(const struct line_item *items, size_t n, size_t from)
{
    size_t i = from == LINE_START ? 0 : from + 1;
    while (i < n && (items[i].kind == LINE_GLUE ||
                     (items[i].kind == LINE_PENALTY && items[i].penalty > LINE_FORCED)))
        i++;
    return i;
}

bool line_may_break(const struct line_item *items, size_t i)
{
    if (items[i].kind == LINE_PENALTY)
        return items[i].penalty < LINE_NEVER;
    return items[i].kind == LINE_GLUE && i > 0 && items[i - 1].kind == LINE_BOX;
}

// 100 (t/s)^3, as TeX computes it; 297^3 is nearly 100 * 2^18.
static int badness(mp t, mp s)
{
    if (t <= 0)
        return 0;
    if (s <= 0)
        return LINE_AWFUL;
    if (t > INT64_MAX / 297 || t / 5 >= s)  // r would be above 1290; without a long division for all short lines
        return LINE_AWFUL;
    int64_t r = t * 297 / s;
    return r > 1290 ? LINE_AWFUL : (int)((r * r * r + 0400000) / 01000000);
}

static enum line_fitness fitness_of(mp shortfall, int bad)
{
    if (bad <= 12)
        return FITNESS_DECENT;
    if (shortfall < 0)
        return FITNESS_TIGHT;
    return bad > 99 ? FITNESS_VERY_LOOSE : FITNESS_LOOSE;
}

static bool one_word(const struct line_item *items, size_t begin, size_t to)
{
    for (size_t i = begin; i < to; i++)
        if (items[i].kind == LINE_GLUE && items[i].width > 0)
            return false;
    return begin < to;
}

static int64_t penalty_demerits(int64_t base, int penalty)
{
    int64_t p = penalty;
    if (penalty <= LINE_FORCED)
        return base * base;
    return p >= 0 ? base * base + p * p : base * base - p * p;
}

static int64_t gaping_demerits(const struct line_options *o, mp shortfall, mp measure)
{
    int64_t empty = measure > 0 ? shortfall * 1000 / measure : 0;
    return o->loose + o->loose_empty * empty * empty;
}

// line_cost for a line whose first item is known.
static inline struct line_cost cost_of(const struct line_item *items, const struct line_sums *sums, size_t n,
                                       const struct line_options *o, size_t from, size_t begin, size_t to)
{
    bool penalty = items[to].kind == LINE_PENALTY;
    bool filled = penalty && items[to].penalty <= LINE_FORCED;
    bool last = to == n - 1;
    mp measure = from == LINE_START ? o->first : o->rest;
    mp width = 0, stretch = o->stretch, shrink = 0, most = 0;
    if (begin < to) {
        width = sums[to].width - sums[begin].width;
        stretch += sums[to].stretch - sums[begin].stretch;
        shrink = sums[to].shrink - sums[begin].shrink;
        most = sums[to].most - sums[begin].most;
    }
    struct line_cost c = {.shortfall = measure - width - (penalty ? items[to].width : 0)};
    c.too_wide = width - shrink > measure;
    if (c.shortfall < -shrink)
        return c;
    if (c.shortfall < 0)
        c.badness = badness(-c.shortfall, shrink);
    else if (!filled)
        c.badness = badness(c.shortfall, stretch);
    c.gapes = !filled && c.shortfall > most;
    bool empty = o->loose_most && c.gapes && c.shortfall * 1000 > measure * o->loose_most;
    c.feasible = c.badness <= o->tolerance && !empty;
    if (!c.feasible)
        return c;
    c.fitness = fitness_of(c.shortfall, c.badness);
    c.demerits = penalty_demerits(o->line_penalty + c.badness, penalty ? items[to].penalty : 0);
    if (o->loose && c.gapes)
        c.demerits = gaping_demerits(o, c.shortfall, measure) + penalty_demerits(0, penalty ? items[to].penalty : 0);
    bool alone = from == LINE_START || (items[from].kind == LINE_PENALTY && items[from].penalty <= LINE_FORCED);
    if ((last || filled) && !alone && measure - c.shortfall < o->short_width && one_word(items, begin, to)) {
        c.demerits += o->short_last;
        c.feasible = o->short_last != LINE_FORBIDDEN;
    }
    return c;
}

struct line_cost line_cost(const struct line_item *items, const struct line_sums *sums, size_t n,
                           const struct line_options *o, size_t from, size_t to)
{
    return cost_of(items, sums, n, o, from, line_begin(items, n, from), to);
}

int64_t line_join(const struct line_item *items, size_t n, const struct line_options *o, size_t from, size_t to,
                  enum line_fitness before, enum line_fitness fitness)
{
    int64_t d = 0;
    int apart = (int)before - (int)fitness;
    if (apart > 1 || apart < -1)
        d += o->adjacent;
    if (from != LINE_START && items[from].flagged) {
        if (items[to].flagged)
            d += o->consecutive;
        else if (to == n - 1)
            d += o->final_hyphen;
    }
    return d;
}

int line_run(const struct line_item *items, const struct line_options *o, int before, size_t to)
{
    if (!o->longest_run || items[to].kind != LINE_PENALTY || !items[to].flagged)
        return 0;
    return before < o->longest_run ? before + 1 : o->longest_run + 1;
}

bool line_run_allowed(const struct line_options *o, int run, int64_t *demerits)
{
    if (!o->longest_run || run <= o->longest_run)
        return true;
    *demerits += o->long_run;
    return o->force;
}

static size_t add_node(struct search *s, struct node node)
{
    if (s->n_nodes == s->cap_nodes) {
        size_t cap = s->cap_nodes ? 2 * s->cap_nodes : 64;
        s->nodes = arena_grow(s->arena, s->nodes, s->cap_nodes * sizeof *s->nodes, cap * sizeof *s->nodes);
        s->cap_nodes = cap;
    }
    node.begin = line_begin(s->items, s->n, node.at);
    s->nodes[s->n_nodes] = node;
    return s->n_nodes++;
}

static void activate(struct search *s, size_t node)
{
    if (s->n_active == s->cap_active) {
        size_t cap = s->cap_active ? 2 * s->cap_active : 64;
        s->active = arena_grow(s->arena, s->active, s->cap_active * sizeof *s->active, cap * sizeof *s->active);
        s->cap_active = cap;
    }
    s->active[s->n_active++] = node;
}

// The cheapest way to a break for each fitness of its line and each number of hyphens in a row: what follows can cost
// differently only where these differ.
struct cheapest {
    struct node best[4][LINE_RUNS + 2];
    bool found[4][LINE_RUNS + 2];
};

static void keep_cheaper(struct cheapest *c, struct node candidate)
{
    enum line_fitness f = candidate.fitness;
    int run = candidate.run;
    if (!c->found[f][run] || candidate.total < c->best[f][run].total)
        c->best[f][run] = candidate;
    c->found[f][run] = true;
}

static bool activate_cheapest(struct search *s, const struct cheapest *c)
{
    bool any = false;
    for (int f = 0; f < 4; f++) {
        for (int run = 0; run < LINE_RUNS + 2; run++) {
            if (c->found[f][run])
                activate(s, add_node(s, c->best[f][run]));
            any |= c->found[f][run];
        }
    }
    return any;
}

static int64_t excess(const struct line_cost *c)
{
    return TOO_WIDE_DEMERITS + (c->shortfall < 0 ? -c->shortfall * EXCESS_DEMERITS : 0);
}

static void keep_spare(struct node *spare, bool *any, struct node candidate)
{
    if (!*any || candidate.total < spare->total)
        *spare = candidate;
    *any = true;
}

// Tries to end a line at item `to`, from each break that is still open.
static void try_break(struct search *s, size_t to)
{
    struct cheapest cheapest;
    memset(cheapest.found, 0, sizeof cheapest.found);
    struct node spare = {0};
    bool any_spare = false;
    bool forced = s->items[to].kind == LINE_PENALTY && s->items[to].penalty <= LINE_FORCED;
    size_t left = 0;
    for (size_t a = 0; a < s->n_active; a++) {
        size_t index = s->active[a];
        const struct node *from = &s->nodes[index];
        struct line_cost c = cost_of(s->items, s->sums, s->n, s->o, from->at, from->begin, to);
        int run = line_run(s->items, s->o, from->run, to);
        struct node end = {.at = to, .fitness = c.fitness, .run = run, .previous = index};
        if (c.feasible && line_run_allowed(s->o, run, &c.demerits)) {
            int64_t join = line_join(s->items, s->n, s->o, from->at, to, from->fitness, c.fitness);
            end.total = from->total + c.demerits + join;
            end.overfull = from->overfull;
            keep_cheaper(&cheapest, end);
        } else if (s->o->force) {
            end.fitness = FITNESS_DECENT;
            end.total = from->total + excess(&c);
            end.overfull = true;
            keep_spare(&spare, &any_spare, end);
        }
        if (!c.too_wide && !forced)
            s->active[left++] = index;
    }
    s->n_active = left;
    bool any = activate_cheapest(s, &cheapest);
    if (!any && left == 0 && any_spare)
        activate(s, add_node(s, spare));
}

static void trace_back(struct search *s, struct line_result *out)
{
    size_t best = s->active[0], n = 0;
    for (size_t a = 1; a < s->n_active; a++)
        if (s->nodes[s->active[a]].total < s->nodes[best].total)
            best = s->active[a];
    for (size_t i = best; i != 0; i = s->nodes[i].previous)
        n++;
    out->breaks = ARENA_ARRAY(s->arena, n, size_t);
    out->n = n;
    out->demerits = s->nodes[best].total;
    out->overfull = s->nodes[best].overfull;
    for (size_t i = best; i != 0; i = s->nodes[i].previous)
        out->breaks[--n] = s->nodes[i].at;
}

bool line_break(struct arena *arena, const struct line_item *items, size_t n, const struct line_options *o,
                struct line_result *out)
{
    assert(n > 0 && items[n - 1].kind == LINE_PENALTY && items[n - 1].penalty <= LINE_FORCED);
    struct search s = {.items = items, .n = n, .o = o, .arena = arena};
    s.sums = line_sums(arena, items, n);
    activate(&s, add_node(&s, (struct node){.at = LINE_START, .fitness = FITNESS_DECENT}));
    for (size_t i = 0; i < n && s.n_active; i++)
        if (line_may_break(items, i))
            try_break(&s, i);
    if (!s.n_active)
        return false;
    trace_back(&s, out);
    return true;
}

void line_break_greedy(struct arena *arena, const struct line_item *items, size_t n, const struct line_options *o,
                       struct line_result *out)
{
    struct line_sums *sums = line_sums(arena, items, n);
    *out = (struct line_result){.breaks = ARENA_ARRAY(arena, n, size_t)};
    for (size_t from = LINE_START, best; from != n - 1; from = best) {
        best = LINE_START;
        for (size_t to = from == LINE_START ? 0 : from + 1; to < n; to++) {
            if (!line_may_break(items, to))
                continue;
            struct line_cost c = line_cost(items, sums, n, o, from, to);
            if (best == LINE_START || c.shortfall >= 0)
                best = to;
            if (c.too_wide || (items[to].kind == LINE_PENALTY && items[to].penalty <= LINE_FORCED))
                break;
        }
        out->breaks[out->n++] = best;
    }
}
