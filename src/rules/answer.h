// What became of a question: no answer, a blank one, only a placeholder, or words.
#ifndef NASKAH_RULES_ANSWER_H
#define NASKAH_RULES_ANSWER_H

#include "rules/rule.h"

enum answer_state { ANSWER_MISSING, ANSWER_EMPTY, ANSWER_PLACEHOLDER, ANSWER_GIVEN };

// Of the answer itself, without the parts below it. `field` is an <isian> of a record; NULL counts as missing.
enum answer_state answer_own(const struct check *c, const xmlNode *field);
// The best of the answer and all its parts.
enum answer_state answer_state(const struct check *c, const xmlNode *field);
// The <jawaban> or <nilai> of the field, or NULL.
const xmlNode *answer_node(const xmlNode *field);
// Its text, white space collapsed; "" when there is none.
const char *answer_text(struct arena *arena, const xmlNode *field);

// Whether `text` says nothing: blank, only markers and dots, or one of the placeholders of umum.xml.
enum answer_state text_state(struct arena *arena, const struct profiles *p, const char *text);
// The first placeholder left over inside `text` ("${nama}", "[NAMA KEPALA DINAS]"), or NULL.
const char *text_leftover(struct arena *arena, const struct profiles *p, const char *text);

#endif
