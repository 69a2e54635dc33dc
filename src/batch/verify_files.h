// Folders and archives held against what they are said to hold: a bag, a package, the output folder against the store.
#ifndef NASKAH_BATCH_VERIFY_FILES_H
#define NASKAH_BATCH_VERIFY_FILES_H

#include <signal.h>

#include "pack/fixity.h"
#include "store/store.h"

struct verify_asking {
    struct store *store;             // NULL: nothing is remembered, and output folders cannot be judged
    const char *share;               // the bag profile is there; may be NULL
    const char *output;              // the output folder of this working folder
    struct fixity_sample sample;
    bool resume;                     // files that an interrupted check found right are not read again
    const volatile sig_atomic_t *stop;
};

struct verified_files {
    const char *kind;                // message id: "verify.kind.bag", "verify.kind.package", "verify.kind.output"
    const char *name;                // External-Identifier of a bag, name of a package; NULL: it says none
    size_t files, read, remembered, passed;
    uint64_t bytes;                  // of all files
    bool right, stopped;
};

// Is `path` a folder or a ZIP archive, so that verify_files is to judge it?
bool verify_is_files(const char *path);
// The bags and archives in a folder of bags, sorted; n 0 when it is none. Paths in `arena`.
const char **verify_bags_in(struct arena *arena, const char *folder, size_t *n);
// Judges one. False when it is of no kind that is known, or cannot be read: that is one finding. Else every bad file is
// a finding (fixity.*, bag.*, package.*, output.*).
bool verify_files(struct arena *arena, const char *path, const struct verify_asking *asking, struct verified_files *out,
                  struct findings *findings);

#endif
