// One innovation that several input files speak of. Private to objects.
#ifndef NASKAH_MODEL_OBJECT_JOIN_H
#define NASKAH_MODEL_OBJECT_JOIN_H

#include "model/object_index.h"

// Whether two objects of one id are parts of one thing: innovations in different files.
bool object_joins(const xmlNode *first, const xmlNode *second);
// Which of them stands where they differ, whatever the order of reading: what people wrote before what was imported,
// then what says more than proposals, then by the names of the files.
bool object_precedes(const xmlNode *one, const xmlNode *other);
// A new node, in the objects' arena, with all that both say; its parts keep their places. Differences are told as
// object.differs (warning), a second proposal to the same contest as object.proposal-twice (error).
const xmlNode *object_join(struct objects *o, struct source *source, const xmlNode *first, const xmlNode *second,
                           struct findings *findings);

#endif
