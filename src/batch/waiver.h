// Waivers: findings that somebody has looked at and lets stand (DESIGN §4.15).
#ifndef NASKAH_BATCH_WAIVER_H
#define NASKAH_BATCH_WAIVER_H

#include "batch/world.h"
#include "model/format.h"

// Marks the findings that an <abaikan> of the input covers on the day `today`: they get `waived` (reason; person; last
// day) and become notes, so that they are still counted and still shown to who asks for notes. A note needs no more
// than the rule's name; a warning needs the document, innovation or agency, a reason, a person and a last day; an error
// is never waived. What a waiver lacks, and that it has run out, is told (waiver.*), once for each waiver; so is, when
// these are the findings of all documents (`whole`), that there is nothing left for it to cover.
void waivers_apply(const struct world *w, const struct planned *plan, size_t n, struct date today, bool whole,
                   struct findings *findings);

#endif
