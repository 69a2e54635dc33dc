// Appending to the files of notes (input/catatan/*.xml): what a person decided or received. This program only ever
// appends to them, and what somebody wrote into them by hand stays as it is.
#ifndef NASKAH_BATCH_NOTES_H
#define NASKAH_BATCH_NOTES_H

#include "base/buf.h"
#include "base/file.h"
#include "base/finding.h"

struct notes_lines {
    const char *element;  // what each of them is: "keadaan"
    size_t n;
    struct str xml;       // all of them, each with its line end
};

// ` name="value"`, escaped; control characters become spaces; nothing when the value is NULL or "".
void notes_attribute(struct buf *b, const char *name, const char *value);
// Stages the file with the lines added at its end, together with whatever else is in `staging`: nothing is there before
// staging_commit. `fresh` is the text of a file that is not there yet (a <data> of the namespace). The result is read
// again: exactly the lines must have come to it. False after one finding: file.*, state.file (it is no <data> that can
// be appended to), job.write.*.
bool notes_append(struct arena *arena, const char *path, const char *fresh, const struct notes_lines *lines,
                  struct staging *staging, struct findings *findings);

#endif
