// Trying the rules of a profile: for each, one proposal that must pass and one that must fail, made up from what the
// rule says. A rule that lets the bad one through, or stops the good one, does not do what its author meant.
#ifndef NASKAH_RULES_TRIAL_H
#define NASKAH_RULES_TRIAL_H

#include "rules/profile.h"

struct trial {
    bool passed;  // the good proposal gave no finding of this rule
    bool failed;  // the bad one gave at least one
};

// Whether there is something that rule i can be tried with: not the rules about any document.
bool trial_can(const struct profile *profile, size_t i);
// Tries rule i of the profile, which must be one that can be tried. Needs no files and leaves none.
struct trial trial_run(struct arena *arena, const struct profiles *profiles, const struct profile *profile, size_t i);

#endif
