// Page breaks: the cheapest division of one section's column into pages (DESIGN §4.6). Knows heights only.
#ifndef NASKAH_LAYOUT_PAGE_H
#define NASKAH_LAYOUT_PAGE_H

#include "base/arena.h"
#include "model/unit.h"

// What cannot be divided: a line, a table row, an image. Glue stands before it and vanishes at the top of a page.
struct page_part {
    mp before, floor;        // natural glue, and what squeezing may leave of it
    mp height;
    mp head;                 // repeated above it when a page begins here: head rows of a table
    int keep;                // how much a page break before it violates; 0: a good place
    bool forced;             // a page break before it is wanted; keep does not count then
};

struct page_room {
    mp height;
    mp foot;                 // of it, kept free on pages that are continued (but not before a forced break)
    bool squeeze;            // glue may go down to its floor
};

#define PAGE_SHORT 80        // thousandths of its height that a page may be short without being told

// Compared from left to right.
struct page_cost {
    int64_t overfull;        // sum of what sticks out at the foot: only a part taller than a page can
    int64_t keeps;           // sum of the violated keeps
    int64_t pages;
    int64_t squeeze;         // sum of the glue taken away, in millipoints
    // Of the space left at the foot; the last page and pages before a forced break do not count:
    int64_t empty;           // sum of the squares of what goes beyond PAGE_SHORT of the page's height, in points
    int64_t ragged;          // sum of the squares of all of it, in points
};

struct page_breaks {
    size_t *starts;          // the first part of each page; starts[0] is 0
    mp *squeezed;            // glue taken away on each page
    size_t n;
    struct page_cost cost;
};

int page_cost_compare(const struct page_cost *a, const struct page_cost *b);

// The cost of one page that holds the parts from..to-1 of n. False when they do not fit (a single part always does).
bool page_cost(const struct page_part *parts, size_t n, struct page_room room, size_t from, size_t to,
               struct page_cost *cost);
// Divides n > 0 parts. Never fails. Time is proportional to n times the parts on one page.
void page_break(struct arena *arena, const struct page_part *parts, size_t n, struct page_room room,
                struct page_breaks *out);

#endif
