// Failures of the disk, told as fatal findings.
#ifndef NASKAH_BATCH_FAULT_H
#define NASKAH_BATCH_FAULT_H

#include "base/finding.h"

// Tells by errno that `path` could not be written: job.write.denied, .readonly, .full, .place or .failed. *lasting (may
// be NULL): the next document would meet the same failure. Returns the finding.
struct finding *fault_write(struct findings *findings, const char *path, bool *lasting);

#endif
