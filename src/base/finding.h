// Findings: what was found, where, what was expected. The only side channel of the pipeline.
// A finding is data: a rule id and named arguments. Its severity belongs to the rule and its words stand in
// templates/messages/; see base/message.h.
#ifndef NASKAH_BASE_FINDING_H
#define NASKAH_BASE_FINDING_H

#include "base/arena.h"

// The order matters: a gate asks for "at least ERROR". FATAL means the world failed, not the input.
enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_FATAL };

struct place {
    const char *file;     // as the user named it; NULL when no file is meant
    int line, column;     // from 1; 0 when unknown
    const char *section;  // a name that people know ("usulan", "Tujuan Inisiatif"); may be NULL
};

struct argument {
    const char *name, *value;
};

struct finding {
    const char *rule;  // id of the rule, e.g. "xml.cut"
    enum severity severity;
    struct place place;
    const char *document;  // id of the document it belongs to; NULL for findings about inputs
    struct argument *args;
    int n_args;
    // Filled by rules of a contest profile, whose texts stand in the profile and not in the catalogue; else NULL.
    const char *text, *remedy, *basis, *certainty;
    const char *waived;  // why somebody lets it stand (reason; person; last day), then severity is NOTE; else NULL
};

struct catalogue;  // base/message.h

struct findings {
    struct arena *arena;                // owns everything below
    const struct catalogue *catalogue;  // severities of the rules; may be NULL in unit tests (then all are errors)
    const char *document;               // put into each finding that is added; may be NULL
    struct finding *items;
    size_t n, cap;
    struct words *words;                // of findings_share; else NULL
};

struct findings *findings_new(struct arena *arena, const struct catalogue *catalogue);

// Adds a finding; the arguments are pairs (name, value) of strings ended by NULL, all copied. A NULL value prints as
// "". Returns the finding so that a caller may complete it.
struct finding *findings_add(struct findings *f, const char *rule, struct place place, ...) __attribute__((sentinel));
// The same with a severity that overrides the catalogue's (rules of profiles).
struct finding *findings_add_as(struct findings *f, enum severity severity, const char *rule, struct place place, ...)
    __attribute__((sentinel));
void findings_append(struct findings *to, const struct findings *from);  // copies
// The same for a list that lives as long as `to`: what its findings point to is not copied.
void findings_join(struct findings *to, const struct findings *from);
// For a list that many thousands are added to: from now on each text is kept once, however many findings say it, and
// the list itself grows outside of its arena (until that is freed). To be called while it is empty.
void findings_share(struct findings *f);
size_t findings_count(const struct findings *f, enum severity at_least);
bool findings_has(const struct findings *f, const char *rule);  // true when the rule is among them
bool findings_stop(const struct findings *f);  // true when an error or a fatal finding is among them
// Of the findings of `rule`, those with the same document and arguments become one, at the place of the first: it is of
// the rule `rule_many` and has the argument "jumlah".
void findings_fold(struct findings *f, const char *rule, const char *rule_many);
// The value of a named argument; "" when the finding has none of that name. Lives as long as the finding.
const char *finding_argument(const struct finding *f, const char *name);
bool findings_same_arguments(const struct finding *a, const struct finding *b);
// Sorts by file, line, column, rule, arguments; stable, independent of the order of work.
void findings_sort(struct findings *f);

#endif
