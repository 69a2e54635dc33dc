#include "layout/layout.h"

#include "layout/section.h"

static size_t count_sections(const struct document *document)
{
    size_t n = 0;
    for (const struct section *section = document->first; section; section = section->next)
        n++;
    return n;
}

// Gives each page its number and its section; nothing is on it yet.
static void number_pages(struct setter *s, struct set_section *sets, size_t n)
{
    struct pages *pages = s->pages;
    int number = 1;
    for (size_t i = 0; i < n; i++) {
        if (sets[i].section->restart_pages)
            number = 1;
        sets[i].first_page = pages->cap;
        sets[i].first_number = number;
        pages->cap += sets[i].n_pages;
        number += (int)sets[i].n_pages;
    }
    pages->n = pages->cap;
    pages->items = ARENA_ARRAY(s->arena, pages->cap, struct page);
    s->total = (int)pages->n;
    for (size_t i = 0; i < n; i++) {
        const struct section *section = sets[i].section;
        bool folio = section->folio && section->folio_at != FOLIO_NONE;
        for (size_t k = 0; k < sets[i].n_pages; k++)
            pages->items[sets[i].first_page + k] = (struct page){
                .width = section->paper.width, .height = section->paper.height, .section = section->name,
                .number = sets[i].first_number + (int)k, .shows_number = folio && (k > 0 || section->folio_on_first)};
    }
}

static void find_spots(struct setter *s, const struct set_section *set)
{
    size_t page = 0;
    for (size_t i = 0; i < set->galley.n; i++) {
        while (page + 1 < set->breaks.n && set->breaks.starts[page + 1] <= i)
            page++;
        for (const struct mark *m = set->galley.strips[i].marks.first; m; m = m->next) {
            if (m->kind != MARK_SPOT)
                continue;
            struct spot *spot = ARENA_NEW(s->arena, struct spot);
            *spot = (struct spot){m->id, set->first_number + (int)page, (int)(set->first_page + page) + 1, s->spots};
            s->spots = spot;
        }
    }
}

static void place_section(struct setter *s, const struct set_section *set)
{
    const struct section *section = set->section;
    size_t n_feet;
    s->rung = (struct rung){.leading_permille = 1000, .space_permille = 1000};
    s->types = NULL;
    struct set_foot *feet = feet_set(s, section, &n_feet);
    s->rung = set->rung;
    s->types = set->types;
    for (size_t k = 0; k < set->n_pages; k++) {
        struct placing to = {.setter = s, .page = &s->pages->items[set->first_page + k],
                             .page_index = (int)(set->first_page + k) + 1, .x = section->paper.left,
                             .y = section->paper.top};
        if (section->watermark)
            watermark_place(&to, section);
        frame_place(&to, section);
        struct marks marks = section_page(s, set, k);
        marks_place(&to, &marks);
        if (to.page->shows_number)
            folio_place(&to, section);
        catchword_place(&to, set, k);
        for (size_t i = 0; i < n_feet; i++)
            foot_place(&to, section, &feet[i]);
        section_tell_short(s, set, k);
    }
}

static struct pages *set_document(struct setter s, const struct document *document)
{
    struct arena *arena = s.arena;
    struct pages *pages = s.pages = ARENA_NEW(arena, struct pages);
    size_t n = count_sections(document);
    struct set_section *sets = ARENA_ARRAY(arena, n, struct set_section);
    pages->document = document;
    block_add(&s, 0, ROLE_SECTION, document->id);
    size_t i = 0;
    for (const struct section *section = document->first; section; section = section->next)
        section_set(&s, section, &sets[i++]);
    number_pages(&s, sets, n);
    for (i = 0; i < n; i++)
        find_spots(&s, &sets[i]);
    for (i = 0; i < n; i++)
        place_section(&s, &sets[i]);
    return pages;
}

struct pages *layout_document(struct arena *arena, struct fonts *fonts, const struct hyphenation *hyphenation,
                              const struct document *document, struct findings *findings)
{
    return set_document((struct setter){.arena = arena, .fonts = fonts, .hyphenation = hyphenation,
                                        .findings = findings}, document);
}

struct pages *layout_document_greedy(struct arena *arena, struct fonts *fonts, const struct hyphenation *hyphenation,
                                     const struct document *document, struct findings *findings)
{
    return set_document((struct setter){.arena = arena, .fonts = fonts, .hyphenation = hyphenation,
                                        .findings = findings, .greedy = true}, document);
}
