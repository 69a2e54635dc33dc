// What the files that make the plan share: plan.c (what is written or derived), change.c (successors). Not for other
// folders.
#ifndef NASKAH_MODEL_PLANNING_H
#define NASKAH_MODEL_PLANNING_H

#include "model/resolving.h"
#include "model/vocabulary.h"

struct derivation;

struct planning {
    struct arena *arena;
    const struct objects *objects;
    const xmlNode *defaults;
    struct findings *findings;
    struct planned *items;
    size_t n, cap;
    struct words said;  // "notulen rdr-3": kinds and subjects that written documents have
    struct derivation *derivations;
    size_t n_derivations;
};

// One more document; NULL, after a finding, without an agency. Valid until the next call.
struct planned *planning_add(struct planning *p, const char *id, const char *kind, const xmlNode *agency,
                             const xmlNode *node);

// Contracts that need a successor because a party changed after they were signed (change.c).
void planning_add_changes(struct planning *p);
// The contract of such a successor by the id that it has or would have; NULL when it is none.
const xmlNode *planning_changed_contract(const struct objects *o, const char *id);

#endif
