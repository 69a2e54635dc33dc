// Files inside archives. Private to batch/import*.c.
#ifndef NASKAH_BATCH_IMPORT_ARCHIVE_H
#define NASKAH_BATCH_IMPORT_ARCHIVE_H

#include "base/text.h"
#include "batch/import.h"

// Each member of the archive through import_named; what they gave is added up in *all. `depth` counts archives around
// this one. False when the world failed.
bool import_archive(struct importing *in, const char *path, struct str bytes, int depth, struct findings *findings,
                    struct import_outcome *all);
// import_file for bytes that are at hand; `path` is how people call them ("kiriman.zip/tim.xlsx").
bool import_named(struct importing *in, const char *path, struct str bytes, struct findings *findings,
                  struct import_outcome *out);

#endif
