// A section of a document: set, divided into pages, and put on them. Internal to src/layout.
#ifndef NASKAH_LAYOUT_SECTION_H
#define NASKAH_LAYOUT_SECTION_H

#include "layout/galley.h"
#include "layout/page.h"

struct set_section {
    const struct section *section;
    struct galley galley;
    struct page_breaks breaks;     // n is 0 for an empty section: one empty page
    size_t first_page;             // index into pages
    size_t n_pages;
    int first_number;              // as printed
    struct rung rung;
    struct scaled_type *types;
};

// section.c
void section_set(struct setter *s, const struct section *section, struct set_section *out);
struct marks section_page(struct setter *s, const struct set_section *set, size_t page);
mp section_width(const struct section *section);   // of its column
mp section_height(const struct section *section);
// Notes a page that is emptier than need be (layout.short): what follows it must stay together.
void section_tell_short(struct setter *s, const struct set_section *set, size_t page);

// catchword.c
void catchword_place(struct placing *to, const struct set_section *set, size_t page);

// place.c
void marks_place(struct placing *to, const struct marks *marks);

// furniture.c
void frame_place(struct placing *to, const struct section *section);
void folio_place(struct placing *to, const struct section *section);
struct set_foot { const struct foot *foot; struct marks marks; };
// The section's feet, set in its column. One that is higher than the bottom margin is told (layout.foot).
struct set_foot *feet_set(struct setter *s, const struct section *section, size_t *n);
void foot_place(struct placing *to, const struct section *section, const struct set_foot *foot);
void watermark_place(struct placing *to, const struct section *section);

#endif
