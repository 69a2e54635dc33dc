// Documents that wait for an input file that cannot be read now.
#ifndef NASKAH_BATCH_WAITING_H
#define NASKAH_BATCH_WAITING_H

#include "batch/world.h"

// True when some input could not be read and every error among `findings`, which are those of one document, says that
// something is missing that it may hold. Nothing is known to be wrong then with what was made earlier.
bool waits_for_input(const struct world *w, const struct findings *findings);

#endif
