// Inputs that somebody changed while documents were made of what they said before.
#ifndef NASKAH_BATCH_STALE_H
#define NASKAH_BATCH_STALE_H

#include "batch/world.h"

// Compares the inputs with what the world was read from: job.input-changed, job.input-new, job.input-gone, one for each
// file. How many there are.
size_t stale_inputs(const struct world *w, struct findings *findings);

#endif
