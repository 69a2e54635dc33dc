// Failures of the disk and of the store, told as fatal findings.
#ifndef NASKAH_BATCH_FAULT_H
#define NASKAH_BATCH_FAULT_H

#include "base/finding.h"
#include "store/store.h"

// Tells by errno that `path` could not be written: job.write.denied, .readonly, .full, .place or .failed. *lasting (may
// be NULL): the next document would meet the same failure. Returns the finding.
struct finding *fault_write(struct findings *findings, const char *path, bool *lasting);

// A temporary file of ours cannot be read again (errno): job.write.failed. Something of what it held is not told.
void fault_read(struct findings *findings);

// The store refused the last call: store.write, and what was begun is rolled back.
struct finding *fault_store(struct findings *findings, struct store *store);

#endif
