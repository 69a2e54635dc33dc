// Boxes to pages. Pure: no files, no clock, no PDF.
#ifndef NASKAH_LAYOUT_LAYOUT_H
#define NASKAH_LAYOUT_LAYOUT_H

#include "font/font.h"
#include "layout/hyphenation.h"
#include "model/box.h"
#include "model/page.h"

#define LAYOUT_VERSION "14"  // part of every fingerprint: raise it when the same boxes give other pages

// Sets the document. Never NULL; what could not be set well is told in findings (layout.*, font.missing).
// `hyphenation` may be NULL: nothing is hyphenated. Everything lives in `arena`; words live in `fonts`.
// Where a paragraph's text stands: each line is `leading` high, and the font's ascent and descent are centred in it.
struct pages *layout_document(struct arena *arena, struct fonts *fonts, const struct hyphenation *hyphenation,
                              const struct document *document, struct findings *findings);

// The same with each line filled as far as it goes (line_break_greedy), to show by comparison what line breaking gains.
struct pages *layout_document_greedy(struct arena *arena, struct fonts *fonts, const struct hyphenation *hyphenation,
                                     const struct document *document, struct findings *findings);

// How wide runs are on one line that is not broken. Nothing is told: what is wrong with their letters is told when they
// are set.
mp layout_width(struct arena *arena, struct fonts *fonts, const struct run *runs, size_t n);

#endif
