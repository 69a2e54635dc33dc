// A text told by the least hashes of its word shingles (a bottom sketch): the share of common ones estimates how much
// text two answers share.
#ifndef NASKAH_RULES_SKETCH_H
#define NASKAH_RULES_SKETCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum {
    SHINGLE = 4,  // words
    SKETCH = 64   // hashes kept
};

struct sketch {
    uint32_t least[SKETCH];  // rising
    size_t n;
};

struct sketch *sketch_of(struct arena *arena, const char *text);
// Of the least hashes of both together, how many per cent both have.
unsigned sketch_share(const struct sketch *a, const struct sketch *b);

#endif
