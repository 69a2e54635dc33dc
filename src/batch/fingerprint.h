// Fingerprints: a hash of everything that a document was made from. Equal fingerprints mean equal bytes.
#ifndef NASKAH_BATCH_FINGERPRINT_H
#define NASKAH_BATCH_FINGERPRINT_H

#include "base/hash.h"
#include "batch/world.h"

// What all renditions share: program, layout and device versions, template, profile, the record with its house rules,
// the pictures that the record names, what the rules look at of its evidence, and what was found so far (errors stop,
// all is embedded). Where the input files lie is no part of it. A picture that does not lie beside the input file of
// its element is looked for in `folder`, as on the page; NULL: nowhere.
const char *fingerprint_of(const struct world *world, struct arena *arena, const struct template *template,
                           const struct profile *profile, xmlDoc *record, const char *folder,
                           const struct findings *found);
// Parts of it by themselves, so that people can be told which has changed. In `arena`.
const char *fingerprint_images(struct arena *arena, xmlDoc *record, const char *folder);
const char *fingerprint_evidence(struct arena *arena, xmlDoc *record);
const char *fingerprint_record(struct arena *arena, xmlDoc *record);
// Completed for one rendition and the faces it asked for (faces.h).
void fingerprint_end(const struct world *world, struct arena *arena, const char *shared, const char *rendition,
                     const char *faces_asked, char out[HASH_SIZE]);

// The files that a node and what is below it name, in their order: pictures and evidence. `path` is beside the input
// file that the element stands in.
typedef void fingerprint_take(void *context, const char *name, const char *path, bool evidence);
void fingerprint_files(struct arena *arena, const xmlNode *node, fingerprint_take *take, void *context);

#endif
