// What is claimed with evidence against what it shows, by the rule kind evidence_match of a contest: a level higher
// than data and evidence support; a document of ours as evidence that is of another year or kind, is about other
// innovations, or holds no more; several bases where a guide takes one. What a file shows is for people to see.
//
// Source: competitions-and-inputs §1.6. Never tells which level could be reached.
#ifndef NASKAH_RULES_EVIDENCE_MATCH_H
#define NASKAH_RULES_EVIDENCE_MATCH_H

#include "model/object.h"
#include "rules/profile.h"
#include "rules/rule.h"

// For the proposals of one contest. NULL when the profile has no such rule. `objects` must be linked; all live in
// `arena`.
struct matching;
struct matching *matching_new(struct arena *arena, const struct objects *objects, const struct profiles *profiles,
                              const struct profile *profile);
// Of one innovation: findings with the id of its proposal `document`. NULL arguments are let pass.
void matching_tell(const struct matching *m, const char *innovation, const char *document, struct findings *findings);

// How many findings the rule gives for a made-up innovation that should pass (`good`) or not (trial.h).
size_t matching_try(struct arena *arena, const struct profiles *profiles, const struct profile *profile,
                    const struct rule *rule, bool good);

#endif
