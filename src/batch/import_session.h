// Sessions that an imported request form asks for. Private to batch/import*.c.
#ifndef NASKAH_BATCH_IMPORT_SESSION_H
#define NASKAH_BATCH_IMPORT_SESSION_H

#include "model/object.h"

// Facilitators who are known people of the asking agency become references. `known` may be NULL.
void session_join(xmlNode *data, const struct objects *known, struct arena *arena);
// Who holds the session, where, who leads it and who writes the minutes, as at the last known one of its kind: a form
// does not ask this. Told as a note (impor.sesi), or as a warning when there was none (impor.sesi-pertama). `own` is
// the file that is written.
void session_complete(xmlNode *data, const struct objects *known, const char *own, struct findings *findings);

#endif
