// Are the files what a list says they are? Used for bags, packages and the output folder: each brings its list, the
// comparison is the same, and every bad file is named.
#ifndef NASKAH_PACK_FIXITY_H
#define NASKAH_PACK_FIXITY_H

#include "pack/holding.h"

struct fixity_entry {
    const char *name;        // in the holding
    const char *hash;        // hexadecimal, in either case
    int64_t bytes;           // -1: the list does not say
};

// A sample: which share of all entries has its contents read. Whether files are there is always looked at.
struct fixity_sample {
    unsigned share;          // in millionths; 0 or 1000000: all
    const char *seed;        // the same seed chooses the same entries
};

// What is known from a check that was interrupted, and what is to be remembered of this one. All may be NULL.
struct fixity_memory {
    bool (*known)(void *context, const char *name, const char *hash);             // was found right already
    void (*note)(void *context, const char *name, const char *hash, bool right);  // is called after each file
    bool (*stop)(void *context);                                                  // asked before each file
    void *context;
};

struct fixity {
    struct arena *arena;
    struct holding *holding;
    const char *algorithm;   // of hash_named
    const char *list;        // the name of the list, for messages
    struct fixity_sample sample;
    struct fixity_memory memory;
    struct findings *findings;
    // Filled in.
    size_t entries, read, remembered, passed, wrong;  // passed: not in the sample
    uint64_t bytes;          // of what was read
    bool stopped;
};

// Compares all entries, which are sorted by this call. Findings, one for each bad file: fixity.missing, fixity.link,
// fixity.size, fixity.altered, fixity.unreadable.
void fixity_compare(struct fixity *f, struct fixity_entry *entries, size_t n);
// Finds an entry after fixity_compare (or fixity_sort).
const struct fixity_entry *fixity_find(const struct fixity_entry *entries, size_t n, const char *name);
void fixity_sort(struct fixity_entry *entries, size_t n);
// A finding about one file of the holding.
void fixity_tell(struct arena *arena, const struct holding *h, struct findings *findings, const char *rule,
                 const char *name, const char *list, const char *detail);
// "5%", "0.5 %", "12,5%": in millionths; 0 when it is no share above 0 and up to 100.
unsigned fixity_share(const char *text);

#endif
