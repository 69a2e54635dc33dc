// What a finished thing is, and whether it is right: a PDF now; bags and packages are further rows of a table.
#ifndef NASKAH_BATCH_VERIFY_H
#define NASKAH_BATCH_VERIFY_H

#include "base/finding.h"

struct verify_fact {
    const char *label, *value;  // message id of the label; a value "@id" is a message too
};

struct verify_row {
    const char *standard, *clause;  // "PDF/A-3a", "6.1.2-1"
    const char *words;              // message id of what is wanted
    const char *group;              // message id of the group that it is of; rows of a group stand together
    const char *place;              // where it is first broken; NULL: it holds
    long places;                    // how many
};

struct verified {
    struct verify_fact *facts;
    size_t n_facts;
    struct verify_row *rows;
    size_t n_rows, n_broken;
    bool changed;  // a signature does not fit what it signed
};

// Judges the file at `path`. False when it cannot be read or is of no kind that is known: that is one finding. What is
// wrong stands in the rows; nothing of the world is needed. Lives in `arena`.
bool verify_path(struct arena *arena, const char *path, struct verified *out, struct findings *findings);

#endif
