#include <string.h>

#include "layout/line.h"
#include "layout/setter.h"

// The cost function of lines; TeX's proportions, with a space that stretches by a half and shrinks by a third.
#define TOLERANCE 500              // a space becomes nearly twice as wide
#define PENALTY_LINE 10
#define DEMERITS_ADJACENT 10000
#define DEMERITS_CONSECUTIVE 10000
#define DEMERITS_FINAL 5000
#define LONGEST_RUN 2              // hyphens in a row
#define DEMERITS_LONG_RUN 1000000000
#define DEMERITS_SHORT_LAST 100000
#define SHORT_LAST_SHARE 6         // a last word narrower than a sixth of the measure is short
#define RAGGED_SHARE 6             // ragged lines may fall short of the measure by about a sixth
#define CENTERED_SHARE 3           // short lines are no fault in centred text, a single short word at its end is
#define DEMERITS_SHORT_CENTERED 1000000
#define BALANCED_SHARE 3           // in balanced text a last word narrower than a third of the measure is short
#define EMERGENCY_SHARE 12
// A justified line whose spaces would be wider than so many of their kind gapes. Where words are not divided (decrees)
// nearly every second line of a narrow column would; there up to three are borne (naskah-formats §4.3), and told.
#define LOOSE_SPACES 2
#define LOOSE_SPACES_UNDIVIDED 3
#define LOOSE_MOST 500             // no line is half empty but for want of any other way; few breaks are left to weigh
#define LOOSE_EMPTY 1
#define LOOSE_EMPTY_UNDIVIDED 3    // two lines a fifth empty are better than one that is half empty
#define DEMERITS_LOOSE 200000
#define DEMERITS_LOOSE_UNDIVIDED 50000

struct list {                      // a paragraph as items for line_break
    struct line_item *items;
    size_t *piece;                 // box: its piece; else the piece after which the line ends
    size_t n;
};

static void add_item(struct list *l, struct line_item item, size_t piece)
{
    l->items[l->n] = item;
    l->piece[l->n++] = piece;
}

static void add_penalty(struct list *l, int penalty, mp width, bool flagged, size_t end)
{
    add_item(l, (struct line_item){.kind = LINE_PENALTY, .penalty = penalty, .width = width, .flagged = flagged}, end);
}

static bool is_dash(const struct paragraph *p, size_t i)
{
    if (i >= p->n || p->pieces[i].kind != PIECE_TEXT)
        return false;
    const struct piece *piece = &p->pieces[i];
    bool dash = piece->n == 3 && (!memcmp(piece->text, "\u2013", 3) || !memcmp(piece->text, "\u2014", 3));
    return dash && (i + 1 == p->n || p->pieces[i + 1].kind == PIECE_SPACE);
}

mp paragraph_flex(const struct paragraph *p, const struct piece *piece)
{
    if (p->align != ALIGN_JUSTIFY || !p->box || piece->kind == PIECE_GAP)
        return 0;
    return piece->width * p->box->shape.widen / 1000;
}

static bool is_divided(const struct paragraph *p)
{
    return p->box && p->box->shape.hyphenate;
}

static int loose_spaces(const struct paragraph *p)
{
    return is_divided(p) ? LOOSE_SPACES : LOOSE_SPACES_UNDIVIDED;
}

static void add_glue(struct list *l, const struct paragraph *p, size_t i)
{
    const struct piece *piece = &p->pieces[i];
    bool justify = p->align == ALIGN_JUSTIFY;
    if (piece->kind == PIECE_TIE && !piece->loosened)
        add_penalty(l, LINE_NEVER, 0, false, i);
    else if (piece->kind == PIECE_TIE)
        add_penalty(l, piece->penalty, 0, false, i);
    else if (is_dash(p, i + 1))  // a dash between spaces ends a line, it never begins one
        add_penalty(l, LINE_NEVER, 0, false, i);
    mp letters = paragraph_flex(p, piece);
    add_item(l, (struct line_item){.kind = LINE_GLUE, .width = piece->width,
                                   .stretch = letters + (justify ? piece->width / 2 : 0),
                                   .shrink = letters + (justify ? piece->width / 3 : 0),
                                   .most = letters + (justify ? (loose_spaces(p) - 1) * piece->width : 0)}, i);
}

static void add_box(struct setter *s, struct list *l, const struct paragraph *p, size_t i)
{
    const struct piece *piece = &p->pieces[i];
    mp letters = paragraph_flex(p, piece);
    add_item(l, (struct line_item){.kind = LINE_BOX, .width = piece->width, .stretch = letters, .shrink = letters,
                                   .most = letters}, i);
    if (piece->end == END_PLAIN)
        add_penalty(l, piece->penalty, 0, piece->flagged, i + 1);
    if (piece->end == END_HYPHEN)
        add_penalty(l, piece->penalty, piece_hyphen_width(s, piece), true, i + 1);
}

static struct list list_of(struct setter *s, const struct paragraph *p)
{
    struct list l = {.items = ARENA_ROOM(s->arena, 2 * p->n + 1, struct line_item),
                     .piece = ARENA_ROOM(s->arena, 2 * p->n + 1, size_t)};
    for (size_t i = 0; i < p->n; i++) {
        if (p->pieces[i].kind == PIECE_SPACE || p->pieces[i].kind == PIECE_TIE)
            add_glue(&l, p, i);
        else if (p->pieces[i].kind == PIECE_BREAK)
            add_penalty(&l, LINE_FORCED, 0, false, i);
        else
            add_box(s, &l, p, i);
    }
    add_penalty(&l, LINE_FORCED, 0, false, p->n);
    return l;
}

static struct line_options options_for(const struct paragraph *p, mp first, mp rest)
{
    struct line_options o = {.first = first, .rest = rest, .tolerance = TOLERANCE, .line_penalty = PENALTY_LINE,
                             .adjacent = DEMERITS_ADJACENT, .consecutive = DEMERITS_CONSECUTIVE,
                             .final_hyphen = DEMERITS_FINAL, .longest_run = LONGEST_RUN,
                             .long_run = DEMERITS_LONG_RUN, .short_width = rest / SHORT_LAST_SHARE,
                             .short_last = DEMERITS_SHORT_LAST};
    if (p->align != ALIGN_JUSTIFY) {
        o.stretch = rest / RAGGED_SHARE;
        o.adjacent = 0;            // the eye compares spaces, and ragged lines have all the same
    }
    if (p->box && p->box->shape.balance && p->align != ALIGN_JUSTIFY) {
        o.stretch = rest / CENTERED_SHARE;
        o.short_width = rest / BALANCED_SHARE;
        o.short_last = DEMERITS_SHORT_CENTERED;
        o.tolerance = LINE_AWFUL;
    }
    if (p->align == ALIGN_CENTER) {
        o.stretch = rest / CENTERED_SHARE;
        o.short_last = DEMERITS_SHORT_CENTERED;
        o.tolerance = LINE_AWFUL;
    }
    return o;
}

// What is tried first for justified text, in turn: which words may be divided, and how bad a line may be. What a hyphen
// costs keeps them rare. Words that are written with a capital and are no names are divided only to keep a line from
// becoming loose.
static const struct attempt { enum division division; int tolerance; } attempts[] = {
    {DIVIDE_WORDS, 110}, {DIVIDE_TITLES, 110}, {DIVIDE_TITLES, 160}};

// One that will do; else one with some stretch added everywhere, so that one bad line does not take all the white of
// the paragraph (TeX's emergency stretch), where lines may gape; and in the end whatever there is.
static void break_somehow(struct setter *s, const struct paragraph *p, const struct list *l, struct line_options o,
                          struct line_result *out)
{
    if (line_break(s->arena, l->items, l->n, &o, out))
        return;
    o.stretch += o.rest / EMERGENCY_SHARE;
    o.tolerance = LINE_AWFUL;
    if (p->align == ALIGN_JUSTIFY)
        o.loose = is_divided(p) ? DEMERITS_LOOSE : DEMERITS_LOOSE_UNDIVIDED;
    o.loose_empty = is_divided(p) ? LOOSE_EMPTY : LOOSE_EMPTY_UNDIVIDED;
    o.loose_most = LOOSE_MOST;
    if (line_break(s->arena, l->items, l->n, &o, out))
        return;
    o.loose_most = 0;
    o.force = true;
    line_break(s->arena, l->items, l->n, &o, out);
}

static void read_pieces(struct setter *s, struct paragraph *p, const struct line_options *o, enum division division)
{
    p->n = p->cap = 0;
    p->pieces = NULL;
    pieces_of_runs(s, p, p->box->para.runs, p->box->para.n, division);
    pieces_relieve(s, p, o->first < o->rest ? o->first : o->rest);
}

// One of the attempts, whose last line is no single short word.
static bool break_well(struct setter *s, struct paragraph *p, struct line_options o, struct list *l,
                       struct line_result *out)
{
    struct setter_state state = setter_save(s);
    size_t n = is_divided(p) && s->hyphenation ? sizeof attempts / sizeof *attempts : 1;
    o.short_last = LINE_FORBIDDEN;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && attempts[i].division != attempts[i - 1].division) {
            setter_restore(s, state);
            read_pieces(s, p, &o, attempts[i].division);
            *l = list_of(s, p);
        }
        o.tolerance = attempts[i].tolerance;
        if (line_break(s->arena, l->items, l->n, &o, out))
            return true;
    }
    return false;
}

static struct list break_lines(struct setter *s, struct paragraph *p, const struct line_options *o,
                               struct line_result *out)
{
    read_pieces(s, p, o, is_divided(p) ? DIVIDE_WORDS : DIVIDE_NONE);
    struct list l = list_of(s, p);
    if (s->greedy)
        line_break_greedy(s->arena, l.items, l.n, o, out);
    else if (p->align != ALIGN_JUSTIFY || !break_well(s, p, *o, &l, out))
        break_somehow(s, p, &l, *o, out);
    return l;
}

// Once a paragraph: its first line of the kind stands for the others.
static void tell_line(struct setter *s, struct paragraph *p, const char *rule, size_t first, size_t end, mp by)
{
    if (p->told && !strcmp(p->told, rule))
        return;
    p->told = rule;
    findings_add(s->findings, rule, setter_place(p), "text", pieces_excerpt(s, p, first, end), "width",
                 points_text(s, by), NULL);
}

static void add_line(struct setter *s, struct paragraph *p, const struct list *l, const struct line_options *o,
                     const struct line_sums *sums, size_t from, size_t to)
{
    struct set_line *line = &p->lines[p->n_lines++];
    size_t begin = line_begin(l->items, l->n, from);
    bool penalty = l->items[to].kind == LINE_PENALTY;
    struct line_cost cost = line_cost(l->items, sums, l->n, o, from, to);
    line->end = l->piece[to];
    line->first = begin < to ? l->piece[begin] : line->end;
    line->hyphen = penalty && l->items[to].width > 0;
    line->measure = from == LINE_START ? o->first : o->rest;
    line->shift = from == LINE_START ? o->rest - o->first : 0;
    mp least = begin < to ? sums[to].shrink - sums[begin].shrink : 0;
    if (cost.shortfall < -least)
        tell_line(s, p, "layout.overfull", line->first, line->end, -cost.shortfall - least);
    bool forced = penalty && l->items[to].penalty <= LINE_FORCED;
    if (p->align != ALIGN_JUSTIFY || (forced && cost.shortfall >= 0))
        return;
    line->filled = s->greedy || !cost.gapes;
    mp most = begin < to ? sums[to].most - sums[begin].most : 0;
    if (!line->filled)
        tell_line(s, p, "layout.loose", line->first, line->end, cost.shortfall);
    else if (cost.shortfall > most * (LOOSE_SPACES - 1) / (loose_spaces(p) - 1))
        tell_line(s, p, "layout.wide", line->first, line->end, cost.shortfall);
}

static void make_lines(struct setter *s, struct paragraph *p, mp first, mp rest)
{
    struct line_result result;
    struct line_options o = options_for(p, first, rest);
    struct list l = break_lines(s, p, &o, &result);
    struct line_sums *sums = line_sums(s->arena, l.items, l.n);
    p->lines = ARENA_ARRAY(s->arena, result.n, struct set_line);
    size_t from = LINE_START;
    for (size_t i = 0; i < result.n; i++) {
        add_line(s, p, &l, &o, sums, from, result.breaks[i]);
        from = result.breaks[i];
    }
}

// The largest type sets where the baselines stand, so that they do not change from line to line.
// Tightening is for open lines: it takes none below single spacing that did not stand there already.
static void find_baseline(struct setter *s, struct paragraph *p, const struct run *runs, size_t n, mp natural)
{
    const struct type *largest = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct type *type = setter_type(s, runs[i].type);
        if (!largest || type->size > largest->size)
            largest = type;
    }
    const struct face *face = largest ? setter_face(s, largest) : NULL;
    if (!face)
        return;
    const struct metrics *m = face_metrics(face);
    mp single = largest->size * 6 / 5, floor = natural < single ? natural : single;
    if (p->leading <= 0)
        p->leading = single;
    if (p->leading < floor)
        p->leading = floor;
    mp ascent = em_scale(m->ascent, largest->size), descent = em_scale(m->descent, largest->size);
    p->baseline = (p->leading - ascent - descent) / 2 + ascent;
}

static mp natural_width(const struct paragraph *p)
{
    mp width = 0;
    for (size_t i = 0; i < p->n; i++)
        width += p->pieces[i].width;
    return width;
}

mp layout_width(struct arena *arena, struct fonts *fonts, const struct run *runs, size_t n)
{
    struct setter s = {.arena = arena, .fonts = fonts, .findings = findings_new(arena, NULL)};
    struct paragraph p = {.align = ALIGN_LEFT};
    pieces_of_runs(&s, &p, runs, n, DIVIDE_NONE);
    return natural_width(&p);
}

struct paragraph *paragraph_of_line(struct setter *s, const struct run *runs, size_t n, enum align align, mp x,
                                    mp measure)
{
    struct paragraph *p = ARENA_NEW(s->arena, struct paragraph);
    *p = (struct paragraph){.align = align == ALIGN_JUSTIFY ? ALIGN_LEFT : align, .x = x, .n_lines = 1};
    pieces_of_runs(s, p, runs, n, DIVIDE_NONE);
    find_baseline(s, p, runs, n, 0);
    p->lines = ARENA_NEW(s->arena, struct set_line);
    *p->lines = (struct set_line){.end = p->n, .measure = measure ? measure : natural_width(p)};
    return p;
}

static struct paragraph *set_label(struct setter *s, struct paragraph *of, const struct label *label, mp column)
{
    struct paragraph *p = paragraph_of_line(s, label->runs, label->n, label->align, column + label->x, label->width);
    p->box = of->box;
    p->role = ROLE_LABEL;
    p->parent = of->block;
    p->block = block_add(s, of->block, ROLE_LABEL, NULL);
    p->leading = of->leading;
    p->baseline = of->baseline;
    return p;
}

// Nothing may be printed over the labels: each ends before the next one and before the text, as far as they stand right
// of it, and is no wider than its own place.
static void check_labels(struct setter *s, const struct paragraph *of)
{
    for (size_t i = 0; i < of->n_labels; i++) {
        struct paragraph *p = of->labels[i];
        mp own = natural_width(p), width = of->box->para.labels[i].width, room = width ? width : own;
        if (of->n && of->x + of->lines[0].shift > p->x && of->x + of->lines[0].shift - p->x < room)
            room = of->x + of->lines[0].shift - p->x;
        for (size_t k = 0; k < of->n_labels; k++)
            if (of->labels[k]->x > p->x && of->labels[k]->x - p->x < room)
                room = of->labels[k]->x - p->x;
        if (own > room)
            tell_line(s, p, "layout.label", 0, p->n, own - room);
    }
}

static void find_strut(struct setter *s, struct paragraph *p, const struct box *box)
{
    p->leading = box->shape.leading * s->rung.leading_permille / 1000;
    if (box->para.n)
        find_baseline(s, p, box->para.runs, box->para.n, box->shape.leading);
    else if (box->para.n_labels)
        find_baseline(s, p, box->para.labels[0].runs, box->para.labels[0].n,
                      box->shape.leading);
}

struct paragraph *paragraph_set(struct setter *s, const struct box *box, mp x, mp width, int parent)
{
    struct paragraph *p = ARENA_NEW(s->arena, struct paragraph);
    *p = (struct paragraph){.box = box, .role = box->role, .align = box->shape.align, .parent = parent};
    p->block = block_add(s, parent, box->role, box->id);
    p->x = x + box->shape.left;
    mp rest = width - box->shape.left - box->shape.right;
    mp first = rest - box->shape.first;
    find_strut(s, p, box);
    p->n_labels = box->para.n_labels;
    p->labels = ARENA_ARRAY(s->arena, p->n_labels, struct paragraph *);
    for (size_t i = 0; i < p->n_labels; i++)
        p->labels[i] = set_label(s, p, &box->para.labels[i], x);
    make_lines(s, p, first, rest);
    check_labels(s, p);
    if (box->shape.most_lines > 0 && p->n_lines > (size_t)box->shape.most_lines)
        findings_add(s->findings, "layout.lines", setter_place(p), "text", pieces_excerpt(s, p, 0, p->n), "lines",
                     arena_printf(s->arena, "%zu", p->n_lines), "limit",
                     arena_printf(s->arena, "%d", box->shape.most_lines), NULL);
    return p;
}

struct extremes paragraph_extremes(struct setter *s, const struct box *box)
{
    struct paragraph p = {.box = box, .align = box->shape.align};
    struct extremes e = {0};
    mp line = 0, part = 0, frame = box->shape.left + box->shape.right;
    pieces_of_runs(s, &p, box->para.runs, box->para.n, DIVIDE_NONE);
    for (size_t i = 0; i < p.n; i++) {
        const struct piece *piece = &p.pieces[i];
        line = piece->kind == PIECE_BREAK ? 0 : line + piece->width;
        part = piece->kind == PIECE_BREAK || piece->kind == PIECE_SPACE ? 0 : part + piece->width;
        e.least = part > e.least ? part : e.least;
        e.most = line > e.most ? line : e.most;
        if (piece->end == END_PLAIN)
            part = 0;
    }
    e.least += frame;
    e.most += frame + (box->shape.first > 0 ? box->shape.first : 0);
    return e;
}
