// The printable sheet of what a check found in one proposal, a document of the kind lembar-temuan: made like the
// check-off sheet, set with the house rules of the proposal's agency, without any day of its own.
#ifndef NASKAH_BATCH_FINDING_SHEET_H
#define NASKAH_BATCH_FINDING_SHEET_H

#include "batch/contest.h"
#include "batch/job.h"

struct finding_sheet {
    const struct world *world;
    const struct planned *documents;   // the plan
    size_t n;
    const struct findings *findings;   // of all that was judged, waivers applied
    enum language language;
};

// What was judged as one sheet. `path` is where it belongs below the output folder: <agency>/temuan-<proposal>.pdf, for
// a contest that it was not written for temuan-<proposal>-<profile>.pdf. False with a finding when it cannot be made.
bool finding_sheet_make(const struct finding_sheet *order, struct arena *arena, const struct contest_judged *judged,
                        struct str *bytes, const char **path, struct findings *findings);

#endif
