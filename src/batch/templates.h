// Templates looked at by themselves, for those who change them.
#ifndef NASKAH_BATCH_TEMPLATES_H
#define NASKAH_BATCH_TEMPLATES_H

#include "base/finding.h"

// Loads each of `files`, or all of the share folder's documents when n is 0, and adds what is wrong with them, sorted;
// what is wrong with a library is told once, however many templates include it.
void templates_check(struct arena *arena, const char *share, const char *const *files, size_t n,
                     struct findings *findings);

#endif
