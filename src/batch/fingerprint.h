// Fingerprints: a hash of everything that a document was made from. Equal fingerprints mean equal bytes.
#ifndef NASKAH_BATCH_FINGERPRINT_H
#define NASKAH_BATCH_FINGERPRINT_H

#include "base/hash.h"
#include "batch/world.h"

// What all renditions share: program, layout and device versions, template, profile, the record with its house rules,
// the images that the record names, and what was found so far (errors stop, all is embedded).
// Where the input files lie is no part of it.
const char *fingerprint_of(const struct world *world, struct arena *arena, const struct template *template,
                           const struct profile *profile, xmlDoc *record, const struct findings *found);
// Two parts of it by themselves, so that people can be told which has changed: the images that the record names, and
// the record. In `arena`.
const char *fingerprint_images(struct arena *arena, xmlDoc *record);
const char *fingerprint_record(struct arena *arena, xmlDoc *record);
// Completed for one rendition and the faces it asked for (faces.h).
void fingerprint_end(const struct world *world, struct arena *arena, const char *shared, const char *rendition,
                     const char *faces_asked, char out[HASH_SIZE]);

#endif
