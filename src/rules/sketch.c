#include "rules/sketch.h"

#include <string.h>

static uint32_t mix(uint64_t h) {
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33;
    return (uint32_t)h;
}

// Letters, digits, and the bytes of all other characters.
static const bool in_word[256] = {
    ['0' ... '9'] = true, ['a' ... 'z'] = true, ['A' ... 'Z'] = true, [0x80 ... 0xFF] = true};

// The next word of *p as a hash that knows no case; 0 at the end.
static uint64_t next_word(const char **p) {
    uint64_t h = 1469598103934665603ULL;
    while (**p && !in_word[(unsigned char)**p]) {
        (*p)++;
    }
    if (!**p) {
        return 0;
    }
    for (; in_word[(unsigned char)**p]; (*p)++) {
        unsigned char byte = (unsigned char)**p;
        h = (h ^ (byte >= 'A' && byte <= 'Z' ? byte | 0x20u : byte)) * 1099511628211ULL;
    }
    return h;
}

// Keeps the least SKETCH different hashes, rising.
static void keep_least(struct sketch *s, uint32_t hash) {
    if (s->n == SKETCH && hash >= s->least[SKETCH - 1]) {
        return;
    }
    size_t low = 0, high = s->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->least[middle] < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < s->n && s->least[low] == hash) {
        return;
    }
    size_t moved = s->n - low - (s->n == SKETCH);
    memmove(s->least + low + 1, s->least + low, moved * sizeof *s->least);
    s->least[low] = hash;
    s->n += s->n < SKETCH;
}

struct sketch *sketch_of(struct arena *arena, const char *text) {
    struct sketch *s = ARENA_NEW(arena, struct sketch);
    // The hash of a shingle is a polynomial in its words: the next one drops the oldest word and takes in another.
    const uint64_t base = 0x9e3779b97f4a7c15ULL;
    uint64_t last[SHINGLE] = {0}, word, h = 0, oldest = 1;
    for (int i = 0; i < SHINGLE; i++) {
        oldest *= base;
    }
    size_t words = 0;
    for (const char *p = text; (word = next_word(&p)) != 0; words++) {
        h = h * base + word - last[words % SHINGLE] * oldest;
        last[words % SHINGLE] = word;
        if (words + 1 >= SHINGLE) {
            keep_least(s, mix(h));
        }
    }
    return s;
}

// Of the least hashes of both together, how many per cent both have.
unsigned sketch_share(const struct sketch *a, const struct sketch *b) {
    size_t i = 0, k = 0, seen = 0, common = 0;
    while (seen < SKETCH && i < a->n && k < b->n) {
        common += a->least[i] == b->least[k];
        bool left = a->least[i] <= b->least[k], right = b->least[k] <= a->least[i];
        i += left;
        k += right;
        seen++;
    }
    seen += seen < SKETCH ? (a->n - i) + (b->n - k) : 0;
    seen = seen > SKETCH ? SKETCH : seen;
    return seen ? (unsigned)(100 * common / seen) : 0;
}
