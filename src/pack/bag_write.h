// Writing a BagIt 1.0 bag (RFC 8493): payload with its manifest, tag files with theirs, all by SHA-256. It grows in a
// hidden folder beside its place and gets its name when all of it is on the disk: a bag is whole or not there, and one
// that is there is never changed.
#ifndef NASKAH_PACK_BAG_WRITE_H
#define NASKAH_PACK_BAG_WRITE_H

#include "base/hash.h"
#include "base/text.h"

struct bag_writer;

// A bag that will be FOLDER/NAME. False calls below leave errno; after one the caller abandons it.
struct bag_writer *bag_writer_new(struct arena *arena, const char *folder, const char *name);
// A file of the payload; `path` is below data/ and made of safe components (file_safe_name).
bool bag_writer_add(struct bag_writer *w, const char *path, struct str bytes);
// What a line of bag-info.txt can hold of a text: white space and whatever ends a line become one space each.
const char *bag_tag_text(struct arena *arena, const char *value);
// A line of bag-info.txt, in this order; NULL and blank values are left out.
void bag_writer_tag(struct bag_writer *w, const char *label, const char *value);
bool bag_writer_file(struct bag_writer *w, const char *name, struct str bytes);  // a tag file at the top
// manifest-sha256.txt as it will be with what was added so far. In the arena.
struct str bag_writer_manifest(struct bag_writer *w);
// Adds Payload-Oxum and Bag-Size, the manifests and bagit.txt, and gives the bag its name; EEXIST when that is taken.
bool bag_writer_commit(struct bag_writer *w);
// The same as one archive FOLDER/NAME.zip, with FOLDER/NAME.zip.sha256 beside it for sha256sum -c. EFBIG: it holds too
// much for one archive (HOLDING_ARCHIVE_LIMIT).
bool bag_writer_commit_zip(struct bag_writer *w);
void bag_writer_abandon(struct bag_writer *w);

// Removes what killed runs left in FOLDER. The caller holds a lock that says that nobody else writes there.
void bag_sweep(const char *folder);

#endif
