// What the program needs from the machine it runs on, and whether it is there: naskah dokter.
#ifndef NASKAH_BATCH_DOCTOR_H
#define NASKAH_BATCH_DOCTOR_H

#include "base/finding.h"

struct doctor_options {
    const char *share, *input, *output, *store, *version;
};

struct doctor_fact {
    const char *part;    // message id of what was looked at ("doctor.share")
    const char *name;    // which of them, as {nama} in its words; may be ""
    const char *value;   // as text, or "@id" of words of the catalogue
    bool good;           // false: a finding says what is wrong and what to do
};

struct doctor_report {
    struct doctor_fact facts[48];
    size_t n;
};

// Looks at everything; makes and changes nothing but the lock file beside a store that is there. What is wrong becomes
// findings. Facts and their texts live in `arena`.
void doctor_look(struct arena *arena, const struct doctor_options *options, struct doctor_report *report,
                 struct findings *findings);

#endif
