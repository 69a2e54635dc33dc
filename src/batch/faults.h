// Faults: errors found while the inputs were read, and which documents they concern. An error in what a document
// speaks of stops its copy for signing; one in a part that it does not print does not.
#ifndef NASKAH_BATCH_FAULTS_H
#define NASKAH_BATCH_FAULTS_H

#include "batch/world.h"

struct world_fault {
    const xmlNode *element;            // that the error is about
    const char *rule, *detail;         // detail: the finding's arguments, for fingerprints
};

// Finds the elements of the errors among `findings` and keeps them in the world.
void faults_collect(struct world *w, const struct findings *findings);
// Adds a finding job.fault for each fault that concerns the document. Returns a text that is equal as long as they are
// ("" when there are none), in `arena`.
const char *faults_of(const struct world *w, struct arena *arena, const struct planned *document,
                      const xmlDoc *record, struct findings *findings);

#endif
