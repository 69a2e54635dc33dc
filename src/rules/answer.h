// What became of a question: no answer, a blank one, only a placeholder, or words.
#ifndef NASKAH_RULES_ANSWER_H
#define NASKAH_RULES_ANSWER_H

#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/sketch.h"

enum answer_state { ANSWER_MISSING, ANSWER_EMPTY, ANSWER_PLACEHOLDER, ANSWER_GIVEN };

// Of the answer itself, without the parts below it. `field` is an <isian> of a record; NULL counts as missing.
enum answer_state answer_own(const struct check *c, const xmlNode *field);
// The best of the answer and all its parts.
enum answer_state answer_state(const struct check *c, const xmlNode *field);
// The <jawaban> or <nilai> of the field, or NULL.
const xmlNode *answer_node(const xmlNode *field);
// Its text, white space collapsed; "" when there is none.
const char *answer_text(struct arena *arena, const xmlNode *field);

// What was found out about answers. One proposal is judged by many rules, and often by several contests: each answer is
// read once. An answer is known again by the node of the input that it was copied from, whatever record it stands in.
struct known_answers;
struct known_answers *known_answers_new(struct arena *arena);
// As answer_text; its words in lower case, one space between, nothing else; how many words it has; its laws; its
// amounts; its least hashes; the placeholder left over in it, or NULL. All live as long as what is known.
const char *answer_said(const struct check *c, const xmlNode *field);
const char *answer_told(const struct check *c, const xmlNode *answer);  // the same, asked by the <jawaban>
const char *answer_bare(const struct check *c, const xmlNode *field);
size_t answer_words(const struct check *c, const xmlNode *field, enum word_counter counter);
size_t answer_citations(const struct check *c, const xmlNode *field, struct citation **out);
size_t answer_amounts(const struct check *c, const xmlNode *field, struct amount **out);
const struct sketch *answer_sketch(const struct check *c, const xmlNode *field);
const char *answer_leftover(const struct check *c, const xmlNode *answer);
// The same words of any text.
const char *text_bare(struct arena *arena, const char *text);

// Whether `text` says nothing: blank, only markers and dots, or one of the placeholders of umum.xml.
enum answer_state text_state(struct arena *arena, const struct profiles *p, const char *text);
// The first placeholder left over inside `text` ("${nama}", "[NAMA KEPALA DINAS]"), or NULL.
const char *text_leftover(struct arena *arena, const struct profiles *p, const char *text);

#endif
