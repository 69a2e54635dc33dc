// Texts made comparable: for matching only, never to be written anywhere.
#ifndef NASKAH_READ_FOLD_H
#define NASKAH_READ_FOLD_H

#include <stdbool.h>

#include "base/arena.h"

// Small letters and digits, everything else one space; soft hyphens and other characters without ink are left out.
char *fold_text(struct arena *arena, const char *text);
// The same of a label: without the number before it ("1.2", "IV.", "b)", "•"), without weight or limit behind it
// ("(20%)", "(maks. 200 kata)"), without colon and stars.
char *fold_label(struct arena *arena, const char *text);
// Bytes of a list number, letter or bullet at the start of `text` with the space behind it; 0 when there is none.
size_t fold_marker(const char *text);
// Whether two folded texts differ by no more than two letters, none in short words, with letters and digits that
// scanners take for each other (l I 1, O 0, rn m …) being the same; or by one space.
bool fold_near(const char *a, const char *b);
// How much two folded texts have in common, 0 … 100: words of both, counted twice, among all words.
// False when they surely have less than `percent` in common; cheap to ask.
bool fold_may_be_like(const char *a, const char *b, int percent);
int fold_likeness(struct arena *arena, const char *a, const char *b);
// How many of the words of `part` stand in `whole`, 0 … 100.
int fold_within(struct arena *arena, const char *part, const char *whole);
// A name for files and ids: letters a–z, digits and single hyphens, at most 60 bytes, not ending in the middle of a
// word; "tanpa-nama" when nothing is left.
char *fold_id(struct arena *arena, const char *text);

#endif
