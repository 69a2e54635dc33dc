// A contest's questions as the join of answers wants them: read from the profile once, asked of many proposals.
// Private to model.
#ifndef NASKAH_MODEL_QUESTIONNAIRE_H
#define NASKAH_MODEL_QUESTIONNAIRE_H

#include "model/query.h"

struct question {              // an <isian> of a section, or of another question
    const char *id;            // with that of the question it is part of in front
    const char *const *names;  // other names of the section whose first question this is, NULL-terminated; else NULL
    const char *section;       // … and the section's id; NULL for other questions, or without an id
    const xmlNode *node;       // of the profile
    const xmlNode *like;       // what stands of it in a record: <isian> with its attributes and questions
    bool is_short;             // its answer is a value, no running text
    const char *from;          // dari=: a query for what is known anyway, or NULL
    struct query *query;       // NULL without one; or when it is faulty:
    struct query_problem problem;
    struct question *parts, *next;
};

struct section {               // a <bagian>
    const xmlNode *like;       // what stands of it in a record: <bagian> with its attributes
    const char *groups;        // groups of the contest that it is asked of; NULL: all
    struct question *questions;
    struct section *next;
};

struct questionnaire {
    const xmlNode *profile;
    struct section *sections;
    const char *first_group;   // of the contest; NULL when it has none
    struct questionnaire *next;
};

// All that were read so far. They live in `arena`, and no longer than the profiles: the root of one is known again by
// its address.
struct questionnaires;
struct questionnaires *questionnaires_new(struct arena *arena);
const struct questionnaire *questionnaire_of(struct questionnaires *all, const xmlNode *profile);

#endif
