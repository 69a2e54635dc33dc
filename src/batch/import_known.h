// Imported objects that the office knows already from other files. Private to batch/import*.c.
#ifndef NASKAH_BATCH_IMPORT_KNOWN_H
#define NASKAH_BATCH_IMPORT_KNOWN_H

#include "model/object.h"
#include "read/import.h"

// People, agencies, teams, contracts, assignments and innovations of im->data that stand in another file of the input
// folder (the same id; people also by number or name, innovations by name) are compared with what stands there and
// taken out. Nothing there is changed: what differs or is new is told with both places, and kept in <sisa>. Proposals
// are left alone. `own` is the file that the import writes.
void import_compare(struct import *im, const struct objects *known, const char *own, struct findings *findings);

#endif
