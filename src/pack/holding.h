// What stands at a place, as one list of files: a folder with all below it, or a ZIP archive. Links are listed and
// never followed, so nothing that is read through here lies outside.
#ifndef NASKAH_PACK_HOLDING_H
#define NASKAH_PACK_HOLDING_H

#include <stdint.h>

#include "base/finding.h"
#include "base/text.h"

enum held_kind { HELD_FILE, HELD_LINK, HELD_OTHER };  // other: a pipe, a device

struct held {
    const char *name;        // relative, '/' between; as bytes, whatever they are
    enum held_kind kind;
    uint64_t bytes;
    size_t index;            // in a ZIP archive
};

#define HOLDING_ARCHIVE_LIMIT ((size_t)1 << 30)  // bytes of an archive: it is held in memory

struct holding;

// Opens a folder or a ZIP archive. When all files of an archive lie in one folder of it, names begin below that folder.
// NULL with one finding (file.*, zip.*, holding.deep). Lives in `arena`.
struct holding *holding_open(struct arena *arena, const char *path, struct findings *findings);
const char *holding_path(const struct holding *h);
bool holding_is_archive(const struct holding *h);
const char *holding_top(const struct holding *h);  // the folder that all of an archive lies in; "" when there is none
// Sorted by the bytes of their names; hidden ones too.
const struct held *holding_files(const struct holding *h, size_t *n);
const struct held *holding_find(const struct holding *h, const char *name);  // NULL: there is none
// Is there a folder of that name at the top? An empty one in an archive is not seen.
bool holding_has_folder(const struct holding *h, const char *name);
// A file a piece at a time; false when it cannot be read to its end.
bool holding_stream(struct holding *h, const struct held *f, void (*take)(void *context, const char *p, size_t n),
                    void *context);
// A whole file of at most `limit` bytes, with a NUL after it that is not counted. False when it is larger, no regular
// file, or unreadable.
bool holding_text(struct holding *h, const struct held *f, struct arena *arena, size_t limit, struct str *out);
// Its hash; `algorithm` as of hash_named, which must know it. False when it cannot be read.
bool holding_hash(struct holding *h, const struct held *f, const char *algorithm, char out[129]);

#endif
