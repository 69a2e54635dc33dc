// Why a document is made again, in people's words: what is different from what it was made from last time (fields.h).
// Internal to src/batch; the parent alone asks the store.
#ifndef NASKAH_BATCH_REASON_H
#define NASKAH_BATCH_REASON_H

#include "batch/task.h"

// Adds to the report why what the task has made was made. Before the store learns of it.
void reason_tell(struct work *run, const struct task *task);
// Notes in the store what it was made from, within the transaction of its outputs. False when the store failed.
bool reason_note(struct work *run, const struct task *task);

#endif
