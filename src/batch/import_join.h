// Imported objects that are about something the office knows already take its id.
#ifndef NASKAH_BATCH_IMPORT_JOIN_H
#define NASKAH_BATCH_IMPORT_JOIN_H

#include "model/object.h"

// Agencies of `data` that are called as a known one (its name, short name or a former name) give way to it: what refers
// to them refers to the known one. What stands in the file `own` itself is not known; findings are about `source`.
// `known` may be NULL.
void import_join(xmlNode *data, const struct objects *known, const char *own, const char *source,
                 struct findings *findings);

#endif
