// Three trees of objects into one: the last import, the file as people left it, and the new import.
#ifndef NASKAH_BATCH_IMPORT_MERGE_H
#define NASKAH_BATCH_IMPORT_MERGE_H

#include "batch/import.h"

struct import;  // read/import.h

struct merge {
    struct arena *arena;
    struct findings *findings;      // impor.berubah, impor.bentrok
    const char *source;             // the file that is imported
    const struct import *import;    // knows where the new values stand
    enum import_choice choice;
    size_t changes, conflicts;
};

// Brings the changes from `base` to `fresh` into `mine` (a derived tree). Where both changed the same field, `mine`
// stays and the conflict is told; `fresh`, which becomes the next base, then keeps the old value there, so that it is
// told again until somebody decides. `base` may be NULL.
void merge_objects(struct merge *m, const xmlNode *base, xmlNode *mine, xmlNode *fresh);
// A derived copy of a parsed <data>, comments included.
xmlNode *merge_copy(struct arena *arena, const xmlNode *data);

#endif
