// Masks: what a profile wants hidden in the copy that is uploaded (<unggah topeng="nip …">).
#ifndef NASKAH_BATCH_MASK_H
#define NASKAH_BATCH_MASK_H

#include <libxml/tree.h>

#include "base/finding.h"

// A copy of the record with the digits of what the words name replaced by "*", all but the last three; lengths and
// groups stay as they were. NULL or "" masks nothing: then it is the record itself. A word that is none is a finding
// unggah.topeng at `profile`.
xmlDoc *mask_record(struct arena *arena, xmlDoc *record, const char *words, const xmlNode *profile,
                    struct findings *findings);

#endif
