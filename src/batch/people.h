// What a run meant for documents that people sign, in three numbers: an office that changes one fact (a new head, say)
// wants to know that nothing signed was touched and what needs a successor.
#ifndef NASKAH_BATCH_PEOPLE_H
#define NASKAH_BATCH_PEOPLE_H

#include "batch/run.h"

struct people_change {
    size_t remade;       // not signed, and made over because what they say has changed
    size_t kept;         // signed or sent, and as they were
    size_t successors;   // … among them contracts whose party has changed: a successor of the plan is to be signed
    bool tell;           // something happened in this run that touches on what is signed
};

// Of all documents of the plan; `report` tells what the run made, or would make.
struct people_change people_count(const struct world *w, const struct planned *plan, size_t n,
                                  const struct run_report *report);

#endif
