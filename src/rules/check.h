// Checks of a record: by its contest profile (proposals) and by the general rules (all documents).
#ifndef NASKAH_RULES_CHECK_H
#define NASKAH_RULES_CHECK_H

#include "base/hash.h"
#include "rules/profile.h"

// Adds findings; the record is not changed. `profiles` brings the general rules and may be NULL in tests;
// `profile` is NULL for documents other than proposals.
void check_record(struct arena *arena, const xmlDoc *record, const struct profiles *profiles,
                  const struct profile *profile, struct findings *findings);

// The rules open one kind of file beside the record, that of a piece of evidence: those with the same mark are the same
// to them, as are those that are not there.
void check_evidence_mark(struct arena *arena, const char *path, char out[HASH_SIZE]);

// The same for one of several contests that judge the same proposal: what one found out about its answers, the next
// need not. `known` is of answer.h and lives as long as the inputs' trees; NULL: nothing is known yet.
struct known_answers;
struct known_answers *known_answers_new(struct arena *arena);
void check_record_knowing(struct arena *arena, const xmlDoc *record, const struct profiles *profiles,
                          const struct profile *profile, struct known_answers *known, struct findings *findings);

#endif
