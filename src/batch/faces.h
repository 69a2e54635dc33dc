// Which faces a document's pages came from: the part of a fingerprint that says whether a change of fonts concerns it.
#ifndef NASKAH_BATCH_FACES_H
#define NASKAH_BATCH_FACES_H

#include "base/hash.h"
#include "batch/world.h"
#include "model/page.h"

// What the document asked of the fonts, as text: one "family/bold/italic" a line, and "=PostScriptName" for faces that
// stepped in for characters the asked ones lack. Sorted. In `arena`.
const char *faces_asked(const struct world *world, struct arena *arena, const struct document *document,
                        const struct pages *pages);
// The hash of the files that answer to `asked` now.
void faces_hash(const struct world *world, struct arena *arena, const char *asked, char out[HASH_SIZE]);

#endif
