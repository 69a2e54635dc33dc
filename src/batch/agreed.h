// What only shows among all objects (rules/agreement.h), and whom of those that are looked at it concerns.
#ifndef NASKAH_BATCH_AGREED_H
#define NASKAH_BATCH_AGREED_H

#include "batch/world.h"

// Adds what concerns one of the documents: itself, an innovation that it speaks of, or its agency. Everything when they
// are all the documents of the plan.
void agreed_tell(const struct world *world, const struct planned *documents, size_t n, struct findings *findings);
// Whether such a finding is about that innovation or that agency; NULL or "" is about none.
bool agreed_concerns(const struct finding *f, const char *innovation, const char *agency);

#endif
