// The files a document's renditions are written to: where they stand, whose they are, and setting aside what somebody
// else put there. Nothing that a person wrote is ever overwritten or removed.
#ifndef NASKAH_BATCH_OUTPUTS_H
#define NASKAH_BATCH_OUTPUTS_H

#include "base/hash.h"
#include "batch/job.h"
#include "store/store.h"

enum output_state {
    OUTPUT_MISSING,
    OUTPUT_OURS,      // as we wrote it, now or earlier
    OUTPUT_FOREIGN    // somebody changed it or put it there
};

struct output_file {
    const char *path;             // relative to the output folder: <agency>/<document>.<rendition>.pdf
    const char *full;             // with the output folder
    enum output_state state;
    char hash[HASH_SIZE];         // of the file that stands there; "" when there is none
    bool recorded;                // the store has a row
    struct store_output row;
};

// One path component for a name; names that had to be changed stay distinct by a piece of their hash.
const char *output_component(struct arena *arena, const char *name);
// Where the file of a rendition stands, relative to the output folder.
const char *output_path(struct arena *arena, const struct planned *document, enum rendition rendition);
// Looks at the file and at the store's row for one rendition. Lives in `arena`.
struct output_file output_look(struct store *store, struct arena *arena, const char *folder,
                               const struct planned *document, enum rendition rendition);
// The name of its file, without the folder.
const char *outputs_name(struct arena *arena, const struct planned *document, enum rendition rendition);
// The hash of the file at `path`. False when there is none. What is no regular file hashes to "?", which is never ours.
bool output_hash(struct arena *arena, const char *path, char out[HASH_SIZE]);
// A file stands at `path`, and one of our runs wrote it as it is.
bool output_is_ours(struct store *store, struct arena *arena, const char *path);
// Gives a foreign file a name of its own beside its place ("….disisihkan-1a2b3c4d.pdf") and leaves the place to us;
// *aside is the new name. The file keeps standing in its place until ours is renamed over it where the file system can
// link. False with errno set on failure.
bool output_set_aside(struct arena *arena, const struct output_file *file, const char **aside);

// Files of the output folder that are of no single document (the board, its table).
struct output_bytes {
    const char *path;                  // with the output folder
    struct str bytes;
};
// Writes them together, whole or not at all; those that hold the right bytes already stay. What somebody changed is set
// aside and told (job.touched). False after one fatal finding.
bool outputs_put(struct store *store, struct arena *arena, const struct output_bytes *files, size_t n,
                 struct findings *findings);

#endif
