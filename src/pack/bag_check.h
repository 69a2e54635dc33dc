// Judging a BagIt bag (RFC 8493; versions 0.93 to 1.0), as a folder or as a ZIP archive: is it whole, and is every bit
// as it was packed? What is wrong is told file by file; nothing outside the bag is ever opened.
#ifndef NASKAH_PACK_BAG_CHECK_H
#define NASKAH_PACK_BAG_CHECK_H

#include "pack/bag_read.h"

struct bag_checking {
    struct fixity_sample sample;
    struct fixity_memory memory;
    const char *profile;        // identifier of our own bag profile: such bags list each of their files; may be NULL
};

struct bag_checked {
    const char *version;        // "1.0"; NULL: unknown
    struct bag_tags info;       // bag-info.txt
    size_t files, read, remembered, passed;
    uint64_t bytes;             // of the payload
    bool stopped;               // by memory.stop
};

bool bag_is(const struct holding *h);  // has a bagit.txt
// True when nothing is wrong. Findings: fixity.*, bag.*.
bool bag_check(struct arena *arena, struct holding *h, const struct bag_checking *how, struct bag_checked *out,
               struct findings *findings);

#endif
