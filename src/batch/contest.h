// Proposals against contests: every proposal against every profile that is asked for, and what only shows among all of
// them. Nothing is set and nothing is written: this is for the days before the deadline.
#ifndef NASKAH_BATCH_CONTEST_H
#define NASKAH_BATCH_CONTEST_H

#include <signal.h>

#include "batch/world.h"

struct contest_options {
    const char *const *profiles;        // ids; none: each proposal is judged by its own profile
    size_t n_profiles;
    bool rules;                         // tell of each rule what became of it
    bool pages;                         // also set each proposal and look at its pages, which takes its time
    bool agreement;                     // also what only shows among all objects, of the innovations that are judged
    const volatile sig_atomic_t *stop;  // as in run.h; may be NULL
};

// What became of a rule. UNCHECKED: something that it needs is not known (the closing date, a day, a compulsory
// answer). NOT_ASKED: it is of another group, or what it looks at need not be there and is not.
enum contest_state { CONTEST_CLEAN, CONTEST_TOLD, CONTEST_UNCHECKED, CONTEST_NOT_ASKED };

struct contest_rule {
    const char *id, *kind, *basis, *certainty;
    const char *field;                  // what it is about as people call it; NULL: the whole, or a general rule
    enum contest_state state;
};

struct contest_judged {                 // one proposal against one profile
    const char *document, *profile, *title, *innovation, *agency;   // ids; "" for what has none
    size_t ran, clean, unchecked, not_asked;   // rules; those that told something are the rest of `ran`
    size_t errors, warnings, notes;            // findings
    int pages;                          // that it would have; 0: they were not looked at, or cannot be made
    const struct contest_rule *rules;   // all that hold, when asked for: of the profile, then the general ones and
    size_t n_rules;                     // those of the region, then those among all objects; else NULL
};

struct contest_report {
    // `document` is the proposal's id, or "<id> · <profile>" for a foreign contest; of what was found among all objects
    // see agreed.h.
    struct findings *findings;
    struct contest_judged *judged;
    size_t n;
};

// Whether a finding is of what was judged there, or of its innovation or agency among all objects.
bool contest_is_about(const struct contest_judged *judged, const struct finding *f);
bool contest_is_among_objects(const struct finding *f);

// Judges the proposals among `documents`. The report lives in the world's arena. Unknown profiles are findings.
struct contest_report *contest_check(const struct world *world, const struct planned *documents, size_t n,
                                     const struct contest_options *options);

// What only shows among all proposals. What is added waits in a temporary file (base/spool.h) until it is told.
struct contests;
struct contests *contests_new(const struct world *world);
// What has to be known of a proposal, in `arena`, by whoever has its record; empty for any other document.
struct str contests_entry(const struct world *world, struct arena *arena, const struct planned *document,
                          const xmlDoc *record);
void contests_add(struct contests *c, const struct planned *document, struct str entry);
void contests_tell(struct contests *c, struct findings *findings);

#endif
