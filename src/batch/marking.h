// Putting documents into a state: one step for all of them, whole or not at all.
#ifndef NASKAH_BATCH_MARKING_H
#define NASKAH_BATCH_MARKING_H

#include "batch/states.h"
#include "store/store.h"

struct marking {
    const struct world *world;
    struct arena *arena;
    struct store *store;             // NULL: what was printed or signed is not looked up
    const char *output;              // folder
    struct staging *staging;         // what else belongs to the step may be staged here
    struct state_note *lines;        // in the order in which they are to be written
    size_t n, cap;
    const char **frozen;             // documents whose facts are staged by this step
    size_t n_frozen;
    struct findings *findings;
};

bool marking_has(const struct marking *m, const char *document, enum state state);  // among the lines
void marking_add(struct marking *m, const struct state_note *line);

// Keeps the facts of a document that is now signed or sent, unless they are kept already: as they were when it was
// printed, when a print set says so, else as they are now. False after a fatal finding.
bool marking_freeze(struct marking *m, const struct planned *document);

// Writes all lines and all that is staged, at once. False after a finding; then nothing was written.
bool marking_commit(struct marking *m);
void marking_abandon(struct marking *m);

#endif
