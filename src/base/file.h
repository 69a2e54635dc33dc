// Files: bounded reading, atomic writing, folders in a fixed order.
#ifndef NASKAH_BASE_FILE_H
#define NASKAH_BASE_FILE_H

#include "base/buf.h"
#include "base/text.h"

// Reads a whole regular file of at most `limit` bytes. On failure returns false and sets *why to a rule id
// ("file.missing", "file.folder", "file.large", "file.unreadable") that the caller turns into a finding.
// The bytes are followed by a NUL that is not counted.
bool file_read(struct arena *arena, const char *path, size_t limit, struct str *out, const char **why);

// Writing whole or not at all: stage writes path.<pid>.part beside the target and syncs it; commit renames all staged
// files and syncs their folders once; abandon removes what is staged. Missing folders are made. Each returns false
// with errno set on failure.
struct staging;
struct staging *staging_new(struct arena *arena);
bool staging_add(struct staging *s, const char *path, const void *bytes, size_t n);
bool staging_commit(struct staging *s);
void staging_abandon(struct staging *s);
// Files staged by a process that was forked from this one: their paths, oldest first, and taking them over by path and
// process. What it staged for `path` is removed by staging_remove; there may be nothing.
size_t staging_count(const struct staging *s);
const char *staging_path(const struct staging *s, size_t i);
void staging_adopt(struct staging *s, const char *path, long process);
void staging_remove(struct arena *arena, const char *path, long process);

bool file_make_folders(const char *path);  // mkdir -p of the folder itself
bool file_exists(const char *path);
bool file_is_folder(const char *path);
// Removes *.part files that a killed run left in `folder` and below; returns how many. Those of processes that go on
// stay, unless the caller is `alone`: holds a lock that says that nobody else writes there.
int file_sweep(const char *folder, bool alone);
// All regular files below `folder` whose name ends in `suffix` (".xml"; NULL for all), sorted by bytes, hidden ones
// and symbolic links to folders left out. With a suffix also folders and dead links of such a name: reading them says
// what they are. Paths begin with `folder`. NULL-terminated array in `arena`.
char **file_list(struct arena *arena, const char *folder, const char *suffix, size_t *n);
// For a path that leads nowhere: the one that is meant when its first part that is not there is spelt like something
// that stands beside it. NULL when nothing is near, or when the path is there. In `arena`.
const char *file_nearest(struct arena *arena, const char *path);
char *file_join(struct arena *arena, const char *folder, const char *name);
// `name` made safe as one path component: letters, digits, '-', '_', '.'; the rest becomes '-'. Never "", "." or "..".
char *file_safe_name(struct arena *arena, const char *name);

#endif
