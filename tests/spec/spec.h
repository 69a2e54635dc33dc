// Measures of documents: sets a document of tests/spec/data with the real templates and fonts and looks at its pages.
#ifndef NASKAH_TESTS_SPEC_H
#define NASKAH_TESTS_SPEC_H

#include <libxml/tree.h>

#include "batch/world.h"
#include "model/page.h"

#define SPEC_TOLERANCE 0.5  // millimetres
#define ANY 0.0             // (or left out:) this measure is not part of the row

// One row of the reference sheet. `find` begins a line's text (a style run of it); of several the `nth` (from 0)
// counts. Lengths in millimetres from the paper's left edge and between baselines; size in points.
struct spec_row {
    const char *row;
    const char *find;
    int page, nth;          // page from 1; 0: the whole document
    double x;               // left edge of the run
    double center;          // its middle
    double y;               // baseline from the top of the paper
    const char *above;      // a line before it (found from the start of the page or document) …
    double below;           // … and how far below that one's baseline this one stands
    double size;
    const char *face;
};
#define ROW(r, f) .row = r, .find = f

// The world of tests/spec/data, read once per program. Aborts with the findings when it cannot be read.
const struct world *spec_world(void);
// More objects than those of tests/spec/data, for documents too long to be written by hand; before the world is read.
void spec_add(const char *xml);
// Sets a document; the test fails when it has errors. `findings` may be NULL. Lives until spec_end.
const struct pages *spec_pages(const char *id);
// The same for a draft; findings of all stages are put into *findings.
const struct pages *spec_draft(const char *id, struct findings **findings);
// Ids of all documents that there are to be, in order.
const char *const *spec_documents(size_t *n);
// A document's record, and the pages of a record, which may have been changed; whatever is wrong is not told.
xmlDoc *spec_record(const char *id);
const struct pages *spec_record_pages(xmlDoc *record, bool draft);
void spec_end(void);

// A found item is the line from there on: its width and text (no-break spaces made plain) cover all its runs.
const struct item *spec_find(const struct pages *pages, int page, const char *text, int nth);   // NULL when not there
const struct item *spec_need(const struct pages *pages, int page, const char *text, int nth);   // fails the test then
const struct item *spec_at(const struct page *page, double x, double y);  // line at x, the first below y; or NULL
// The line that begins with the page's i-th item; *n: of how many items it is made.
const struct item *spec_line(const struct page *page, size_t i, size_t *n);
const char *spec_text(const struct pages *pages);               // all that is printed, one space between words
// Number of the page from 1 that first shows it; 0: none.
int spec_page_of(const struct pages *pages, const char *text);
int spec_count(const struct pages *pages, const char *text);    // text items that begin so
// Checks all rows, prints every one that is off, and fails when there was one.
void spec_check(const struct pages *pages, const struct spec_row *rows, size_t n);

double spec_mm(mp length);
void spec_near(const char *what, double is, double should);

#endif
