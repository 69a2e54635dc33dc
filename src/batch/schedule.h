// All documents of a run, one after the other or by workers. Internal to src/batch.
#ifndef NASKAH_BATCH_SCHEDULE_H
#define NASKAH_BATCH_SCHEDULE_H

#include "batch/task.h"

// Looks at the documents, has the work done and finishes them in their order, until all are done, a signal has come, so
// many have failed (report->gave_up), or the world is broken. What is in hand when a signal comes is finished.
void schedule(struct work *run);

#endif
