#include "layout/section.h"

#include "base/xml.h"

mp section_height(const struct section *section)
{
    mp height = section->paper.height - section->paper.top - section->paper.bottom;
    return height > 0 ? height : MP_PER_PT;
}

mp section_width(const struct section *section)
{
    return section->paper.width - section->paper.left - section->paper.right;
}

// With `tight` lines too may give a little: it is taken from the glue after them.
static struct page_part *parts_of(struct setter *s, const struct galley *g, bool tight)
{
    struct page_part *parts = ARENA_ARRAY(s->arena, g->n, struct page_part);
    for (size_t i = 0; i < g->n; i++) {
        const struct strip *strip = &g->strips[i];
        parts[i] = (struct page_part){.before = strip->before, .floor = strip->floor, .height = strip->height,
                                      .head = table_head(strip), .keep = strip->keep, .forced = strip->forced};
        if (tight && i > 0)
            parts[i].floor -= strip_give(&g->strips[i - 1]);
    }
    return parts;
}

// A signature is stranded when the last page begins with it and the little that must stand with it.
static bool stranded(const struct setter *s, const struct galley *g, const struct page_breaks *breaks)
{
    size_t start = breaks->starts[breaks->n - 1];
    for (size_t i = start; breaks->n > 1 && i < g->n; i++)
        if (g->strips[i].sign)
            return galley_sign_start(s, g, i) >= start;
    return false;
}

// A page is left short for a signature when what must stand with it, and with that in turn, goes to the last page, and
// the one before is emptier than PAGE_SHORT allows.
static bool left_short(struct setter *s, const struct galley *g, struct page_room room,
                       const struct page_breaks *breaks)
{
    if (breaks->n < 2)
        return false;
    size_t from = breaks->starts[breaks->n - 2], to = breaks->starts[breaks->n - 1], i = to;
    while (i < g->n && !g->strips[i].sign)
        i++;
    struct page_cost cost;
    return i < g->n && page_cost(parts_of(s, g, false), g->n, room, from, to, &cost) && cost.empty > 0;
}

static bool fits(const struct section *section, size_t pages)
{
    return section->fit_pages <= 0 || pages <= (size_t)section->fit_pages;
}

static mp foot_of(const struct section *section)
{
    return section->catch_type ? section->catch_leading : 0;
}

// Whether so many pages can hold it at all, however it is divided: glue vanishes at the top of each page.
static bool can_fit(const struct page_part *parts, size_t n, struct page_room room, size_t pages)
{
    mp least = 0, widest = 0;
    for (size_t i = 0; i < n; i++) {
        least += parts[i].floor + parts[i].height;
        widest = parts[i].floor > widest ? parts[i].floor : widest;
    }
    return least - (mp)pages * widest <= (mp)pages * room.height;
}

static bool leaves_alone(const struct page_breaks *breaks)
{
    return breaks->n > 1 && breaks->cost.keeps >= KEEP_COMPANY;
}

// Whether squeezing saves a page, and violates no more than `natural` does; then *out is how. A signature that natural
// spaces leave alone may also be helped without saving a page.
static bool draw_back(struct setter *s, const struct galley *g, struct page_room room, bool tight,
                      const struct page_breaks *natural, struct page_breaks *out)
{
    struct page_breaks squeezed;
    const struct page_part *parts = parts_of(s, g, tight);
    bool alone = leaves_alone(natural);
    if (!alone && !can_fit(parts, g->n, room, natural->n - 1))
        return false;
    page_break(s->arena, parts, g->n, room, &squeezed);
    bool saves = squeezed.n < natural->n && squeezed.cost.keeps <= natural->cost.keeps;
    if (!saves && !(alone && !leaves_alone(&squeezed)))
        return false;
    *out = squeezed;
    return true;
}

// An end that is stranded, or leaves the page before it short, is drawn back in this order (naskah-formats §2.15): the
// spaces go down to their floors, the lines come closer by a twentieth; else it takes the paragraph before it along,
// which galley_keep_signs has seen to.
static void divide(struct setter *s, struct set_section *set)
{
    const struct galley *g = &set->galley;
    const struct section *section = set->section;
    struct page_room room = {section_height(section), foot_of(section), false};
    page_break(s->arena, parts_of(s, g, false), g->n, room, &set->breaks);
    bool lost = leaves_alone(&set->breaks) || stranded(s, g, &set->breaks) || left_short(s, g, room, &set->breaks);
    if (!section->squeeze || (!lost && fits(section, set->breaks.n)))
        return;
    struct page_breaks squeezed;
    room.squeeze = true;
    if (!draw_back(s, g, room, true, &set->breaks, &squeezed))
        return;
    if (!draw_back(s, g, room, false, &set->breaks, &set->breaks))
        set->breaks = squeezed;
}

static void set_once(struct setter *s, const struct rung *rung, struct set_section *set)
{
    s->rung = *rung;
    s->types = NULL;
    set->rung = *rung;
    set->galley = (struct galley){0};
    set->breaks = (struct page_breaks){0};
    boxes_set(s, &set->galley, set->section->first, 0, section_width(set->section), 0);
    galley_keep_signs(s, &set->galley);
    if (set->galley.n)
        divide(s, set);
    set->n_pages = set->breaks.n ? set->breaks.n : 1;
    set->types = s->types;
}

static const xmlNode *node_of(const struct box *first)
{
    for (const struct box *box = first; box; box = box->next)
        if (box->node)
            return box->node;
    return NULL;
}

static struct place place_of(const struct strip *strip)
{
    for (const struct mark *m = strip->marks.first; m; m = m->next)
        if (m->kind == MARK_LINE && m->paragraph->n)
            return setter_place(m->paragraph);
    return (struct place){0};
}

static void tell_fit(struct setter *s, const struct set_section *set)
{
    const xmlNode *node = node_of(set->section->first);
    findings_add(s->findings, "layout.fit", node ? xml_place(node) : (struct place){0}, "name", set->section->name,
                 "pages", arena_printf(s->arena, "%zu", set->n_pages), "limit",
                 arena_printf(s->arena, "%d", set->section->fit_pages), NULL);
}

static void tell_overfull_pages(struct setter *s, const struct set_section *set)
{
    if (set->breaks.n && set->breaks.cost.overfull > 0) {
        const xmlNode *node = node_of(set->section->first);
        findings_add(s->findings, "layout.page", node ? xml_place(node) : (struct place){0}, "name",
                     set->section->name, "height",
                     arena_printf(s->arena, "%.1f", (double)set->breaks.cost.overfull / MP_PER_PT), NULL);
    }
}

// Where rows or images are so high that a signature would stand alone behind them, rows are divided and images made
// smaller: two such things may have to go with it, or more when they hold little text. Where that is of no use, all is
// set as it was.
static void give_company(struct setter *s, struct setter_state state, struct set_section *set)
{
    const struct rung rung = set->rung;
    mp room = galley_sign_room(s, &set->galley, s->body_height);
    for (int share = 2; share <= 8 && leaves_alone(&set->breaks); share *= 2) {
        s->most_height = room / share;
        setter_restore(s, state);
        set_once(s, &rung, set);
    }
    s->most_height = s->body_height;
    if (!leaves_alone(&set->breaks))
        return;
    setter_restore(s, state);
    set_once(s, &rung, set);
}

// First as it is, then by the rungs of the ladder; when no rung fits, as it is, and told.
void section_set(struct setter *s, const struct section *section, struct set_section *out)
{
    const struct rung natural = {.leading_permille = 1000, .space_permille = 1000};
    struct setter_state state = setter_save(s);
    *out = (struct set_section){.section = section};
    s->body_height = s->most_height = section_height(section) - foot_of(section);
    set_once(s, &natural, out);
    bool fitting = fits(section, out->n_pages);
    for (int i = 0; i < section->n_rungs && i < 4 && !fitting; i++) {
        setter_restore(s, state);
        set_once(s, &section->rungs[i], out);
        fitting = fits(section, out->n_pages);
    }
    if (!fitting && section->n_rungs) {
        setter_restore(s, state);
        set_once(s, &natural, out);
    }
    if (leaves_alone(&out->breaks))
        give_company(s, state, out);
    if (!fits(section, out->n_pages))
        tell_fit(s, out);
    tell_overfull_pages(s, out);
}

struct marks section_page(struct setter *s, const struct set_section *set, size_t page)
{
    if (!set->breaks.n)
        return (struct marks){0};
    size_t from = set->breaks.starts[page];
    size_t to = page + 1 < set->breaks.n ? set->breaks.starts[page + 1] : set->galley.n;
    return galley_marks(s, &set->galley, from, to, set->breaks.squeezed[page], true);
}

void section_tell_short(struct setter *s, const struct set_section *set, size_t page)
{
    const struct galley *g = &set->galley;
    if (page + 1 >= set->breaks.n || g->strips[set->breaks.starts[page + 1]].forced)
        return;
    size_t from = set->breaks.starts[page], to = set->breaks.starts[page + 1];
    mp height = table_head(&g->strips[from]) + g->strips[from].height - set->breaks.squeezed[page];
    mp room = section_height(set->section) - foot_of(set->section);
    for (size_t i = from + 1; i < to; i++)
        height += g->strips[i].before + g->strips[i].height;
    if ((room - height) * 1000 <= room * PAGE_SHORT)
        return;
    findings_add(s->findings, "layout.short", place_of(&g->strips[to]), "page",
                 arena_printf(s->arena, "%zu", set->first_page + page + 1), "percent",
                 arena_printf(s->arena, "%d", (int)((room - height) * 100 / room)), NULL);
}
