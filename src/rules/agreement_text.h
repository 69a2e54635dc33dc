// What running texts tell of an innovation, held against its data and against one another: only notes.
#ifndef NASKAH_RULES_AGREEMENT_TEXT_H
#define NASKAH_RULES_AGREEMENT_TEXT_H

#include "model/object.h"
#include "rules/kind.h"

// A text that speaks of an innovation. Owner: the proposal, document, meeting or contract that it stands in.
struct said {
    const char *innovation, *text;
    const xmlNode *node, *owner;
    size_t order;
    bool again;  // the same text was taken for another innovation before
};

void agreement_texts(const struct check *c, const struct objects *objects);

// "karo.xml:12" for a message that names a second place.
const char *agreement_place(struct arena *arena, const xmlNode *node);

// agreement_agency.c: the texts of one innovation, those of one owner together; `agency` may go under several names.
void agreement_agency(const struct check *c, const xmlNode *agency, const struct said *said, size_t n);

#endif
