// The text files of a BagIt bag (RFC 8493), read within bounds. Internal to src/pack.
#ifndef NASKAH_PACK_BAG_READ_H
#define NASKAH_PACK_BAG_READ_H

#include "pack/fixity.h"

#define BAG_LIST_LIMIT ((size_t)64 << 20)  // bytes of a manifest
#define BAG_TAGS_LIMIT ((size_t)1 << 20)   // bytes of bag-info.txt

struct bag_tag {
    const char *label, *value;             // folded lines joined
};

struct bag_tags {
    struct bag_tag *items;
    size_t n;
};

struct bag_list {                          // a manifest
    const char *file, *algorithm;
    struct fixity_entry *entries;
    size_t n;
};

// Reads a manifest. Lines that are wrong cost themselves, one finding each, twenty at most (bag.line, bag.path,
// bag.twice, bag.percent); false when the file as a whole is of no use (bag.large, bag.utf8, bag.bom). `payload`: its
// paths must begin with "data/", else they must not.
bool bag_read_list(struct arena *arena, struct holding *h, const struct held *file, bool payload, struct bag_list *out,
                   struct findings *findings);
// Reads lines "Label: value". False after a finding (bag.large, bag.utf8, bag.bom, bag.tags).
bool bag_read_tags(struct arena *arena, struct holding *h, const struct held *file, struct bag_tags *out,
                   struct findings *findings);
const char *bag_tag(const struct bag_tags *tags, const char *label);  // the first of that label; NULL
// Why a path of a manifest is refused, as the message id of words; NULL: it stays inside the bag.
const char *bag_path_wrong(const char *path);
// Undoes %0A, %0D and %25 in place, as RFC 8493 §2.1.3 has it. False: a % stands for nothing (it stays as it is).
bool bag_path_decode(char *path);

#endif
