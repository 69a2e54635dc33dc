// Who was assigned to a task for a year (<penugasan>): what a region asks of them by its own rules.
#ifndef NASKAH_RULES_ASSIGNMENT_H
#define NASKAH_RULES_ASSIGNMENT_H

#include "model/object.h"
#include "rules/rule.h"

// Runs the rule of c->rule over the assignments of one region (NULL: of all) when it is of a kind of assignment:
// assigned_count: nilai= people of role pada= for each agency and year, and some for each agency right below the region
// (of the kinds instansi=, if given) in the last year that has any; assigned_number: each of them has a personal number
// of the kind nilai=; assigned_member: each is a member of one of the agency's teams of that year, if it has one.
void assignment_check(const struct check *c, const struct objects *objects, const char *region);

// Whether a rule is of such a kind; and how many findings it gives for made-up assignments of the region that should
// pass (`good`) or not.
bool assignment_is(const struct rule *rule);
size_t assignment_try(struct arena *arena, const struct profile *region, const struct rule *rule, bool good);

#endif
