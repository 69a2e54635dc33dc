// Whether a rule has anything to look at: one that tells nothing because nothing was there to look at is not "clean".
#ifndef NASKAH_RULES_LOOKS_H
#define NASKAH_RULES_LOOKS_H

#include "rules/profile.h"

// LACKS: an answer that it needs and that is compulsory is not there. IDLE: what it looks at need not be there, and is
// not; or the rule is of another group.
enum looks { RULE_LOOKS, RULE_LACKS, RULE_IDLE };

// Where the answers of a proposal stand, for all rules of its profile. Lives in `arena`.
struct looking;
struct looking *looking_new(struct arena *arena, const struct profile *p, const xmlNode *record);
enum looks looks_answered(const struct looking *l, size_t rule);

// Of a general rule or one of a region: whether it holds for documents of this kind, and whether there is anything in
// the record (its root) that it looks at. Rules that want something to be there always have something to look at.
bool looks_holds(const struct profile *general, size_t rule, const char *kind);
enum looks looks_there(const struct profile *general, size_t rule, const xmlNode *record);

#endif
