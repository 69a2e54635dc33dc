// Evidence (data dukung): files that an office gives as they are. Each is opened and looked at before anybody hands it
// in: is it what its name says, is it whole, can it be read without a password. Files may be hostile: reading is
// bounded in bytes and time, and what cannot be read is one finding.
#ifndef NASKAH_BATCH_EVIDENCE_H
#define NASKAH_BATCH_EVIDENCE_H

#include "base/finding.h"
#include "base/hash.h"
#include "base/text.h"

#define EVIDENCE_LIMIT ((size_t)256 << 20)

enum evidence_kind { EVIDENCE_OTHER, EVIDENCE_PDF, EVIDENCE_JPG, EVIDENCE_PNG, EVIDENCE_MP4, EVIDENCE_ZIP };
extern const char *const evidence_kinds[];  // "", "pdf", "jpg", "png", "mp4", "zip": also their extensions

struct evidence {
    const char *path;
    enum evidence_kind kind;
    struct str bytes;
    char hash[HASH_SIZE];
    size_t pages;        // of a PDF; 1 for a picture; 0 for all others
    int width, height;   // pixels of a picture; 0: not known
    long seconds;        // of a video; 0: not known
    bool is_signed;      // a PDF that carries electronic signatures: a cut or smaller copy is not signed any more
};

// Reads the file at `path`. False with exactly one error: evidence.missing, .empty, .large, .locked, .broken, .kind (of
// no kind that is known). A name whose extension says another kind is a warning (evidence.extension).
bool evidence_open(struct arena *arena, const char *path, struct place place, struct evidence *out,
                   struct findings *findings);
// The same for bytes, which must live as long as the evidence.
bool evidence_look(struct arena *arena, const char *path, struct str bytes, struct place place, struct evidence *out,
                   struct findings *findings);
// Where a file is that an input names: beside the input that names it.
const char *evidence_path(struct arena *arena, struct place place, const char *name);
// Whether a link can be one: http or https, a host, nothing that is no part of an address.
bool evidence_link_ok(const char *link);
// "1,4 MB", "800 KB": as portals count, in thousands.
const char *evidence_size(struct arena *arena, size_t bytes);

#endif
