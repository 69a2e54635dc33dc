// The maturity preview as people ask for it: of an innovation, of an agency, or of a document that is being formed.
#ifndef NASKAH_BATCH_MATURITY_H
#define NASKAH_BATCH_MATURITY_H

#include "batch/world.h"
#include "rules/maturity.h"

// The profile of that id, or the newest that has levels when `id` is NULL. NULL with a finding when there is no such
// profile or it has no levels.
const struct profile *maturity_choose(const struct world *w, const char *id, struct findings *findings);

// What an id stands for.
struct maturity_asked {
    const xmlNode *innovation, *agency, *document;  // one of them, or none
    const xmlNode *const *innovations;              // that a document is about, itself or by its team
    size_t n;
    int year;                                       // of the document or its team; 0: none is told
};
struct maturity_asked maturity_ask(struct arena *arena, const struct world *w, const char *id);

#endif
