// What running texts tell of an innovation, held against its data and against one another: only notes.
#ifndef NASKAH_RULES_AGREEMENT_TEXT_H
#define NASKAH_RULES_AGREEMENT_TEXT_H

#include "model/object.h"
#include "rules/kind.h"

void agreement_texts(const struct check *c, const struct objects *objects);

// "karo.xml:12" for a message that names a second place.
const char *agreement_place(struct arena *arena, const xmlNode *node);

#endif
