// Profiles out to workbooks and in again as files of the share folder.
#ifndef NASKAH_BATCH_PROFILE_FILE_H
#define NASKAH_BATCH_PROFILE_FILE_H

#include "base/message.h"

struct profile_filing {
    struct arena *arena;
    const char *share;
    const struct catalogue *catalogue;
    struct findings *findings;
};

// Writes the whole profile, with what it stands on, as a workbook to `path`. False with a finding: there is no such
// profile, something else stands at `path`, or the disk failed.
bool profile_export(const struct profile_filing *f, const char *id, const char *path);
// Makes the profile `id` of a workbook. Nothing is written when the workbook has errors; each is told with sheet and
// cell. *path is where it stands, *tried how many rules were tried with a good and a bad proposal, *sound how many of
// them do what they say; the others are told too.
bool profile_import(const struct profile_filing *f, const char *id, const char *book, const char **path, size_t *tried,
                    size_t *sound);

#endif
