// The only door for ZIP archives (DOCX, XLSX, folders sent as one file). Everything is refused before it is unpacked
// that a clerk's file never has: too many members, members that grow out of proportion, names that lead elsewhere.
// Nothing is ever written to disk. The bounds are ours; tests/base/test_zip.c makes a file for each.
#ifndef NASKAH_BASE_ZIP_H
#define NASKAH_BASE_ZIP_H

#include "base/finding.h"
#include "base/library.h"
#include "base/text.h"

#define ZIP_MAX_MEMBERS 5000
#define ZIP_MAX_MEMBER ((size_t)192 << 20)  // bytes of one member, unpacked
#define ZIP_MAX_TOTAL ((size_t)384 << 20)   // bytes of all members, unpacked
#define ZIP_MAX_RATIO 200                   // unpacked to packed, of a member that is larger than ZIP_RATIO_FROM
#define ZIP_RATIO_FROM ((size_t)4 << 20)
#define ZIP_MAX_NAME 1000                   // bytes of a name
#define ZIP_MAX_LEVELS 20                   // folders in a name
#define ZIP_MAX_NESTED 2                    // archives in archives: the caller counts

struct zip_member {
    const char *name;  // with folders, '/' between; folders themselves are left out
    size_t size;       // unpacked, as the archive says; reading stops with a finding when it lies
    size_t index;      // in the archive's own counting
};

struct zip_folder;

// Opens an archive in memory; `bytes` must live as long as `arena`. NULL with exactly one finding (zip.broken,
// zip.encrypted, zip.name, zip.duplicate, zip.many, zip.large, zip.ratio) when anything about it is refused.
struct zip_folder *zip_load(struct arena *arena, const char *path, struct str bytes, struct findings *findings);
// Members in the archive's order. They live in the arena.
const struct zip_member *zip_members(const struct zip_folder *z, size_t *n);
const struct zip_member *zip_find(const struct zip_folder *z, const char *name);  // exact name; NULL if there is none

// Does the directory of the archive list a member whose name begins so? Only names are looked at, none is judged;
// archives inside the archive do not count. False for what is no archive.
bool zip_lists(struct str bytes, const char *beginning);

// One member unpacked into `arena`, followed by a NUL that is not counted; its size and CRC are checked. False with
// exactly one finding (zip.damaged, zip.method) when it cannot be.
bool zip_bytes(struct zip_folder *z, const struct zip_member *m, struct arena *arena, struct str *out,
               struct findings *findings);
// The same a piece at a time, for members that are too large to hold: `take` gets each piece and says whether to go on.
// True when all was read and the CRC is right, or when `take` had enough.
bool zip_stream(struct zip_folder *z, const struct zip_member *m, bool (*take)(void *context, const char *p, size_t n),
                void *context, struct findings *findings);
struct library zip_library(void);  // libzip

#endif
