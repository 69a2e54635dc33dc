// Checks of a record: by its contest profile (proposals) and by the general rules (all documents).
#ifndef NASKAH_RULES_CHECK_H
#define NASKAH_RULES_CHECK_H

#include "rules/profile.h"

// Adds findings; the record is not changed. `profiles` brings the general rules and may be NULL in tests;
// `profile` is NULL for documents other than proposals.
void check_record(struct arena *arena, const xmlDoc *record, const struct profiles *profiles,
                  const struct profile *profile, struct findings *findings);

#endif
