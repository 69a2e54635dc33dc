// What only shows among all objects: evidence and relations that give a document another number or date than it has
// itself, and what running texts tell otherwise than the data or one another. Near-linear in the objects.
#ifndef NASKAH_RULES_AGREEMENT_H
#define NASKAH_RULES_AGREEMENT_H

#include "model/object.h"
#include "rules/profile.h"

// By the general rules of kind evidence_agree and text_agree, and by those of regions about who was assigned
// (assignment.h); nothing without them. `objects` must be linked. Each finding has its place, a document only when it
// belongs to a written one, and as arguments whom it concerns: "id-inovasi" (ids of innovations, with spaces between)
// or "id-instansi".
void agreement_check(const struct objects *objects, const struct profiles *profiles, struct findings *findings);
// Whether a rule of umum.xml or of a region is judged there, among all objects.
bool agreement_judges(const struct profile *general, size_t i);

#endif
