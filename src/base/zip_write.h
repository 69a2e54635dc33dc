// ZIP archives of our own: the same members give the same bytes on every machine. Members are stored as they are (what
// goes in is compressed already, and no library's version shows), sorted by their names, with one fixed time and fixed
// rights; names are UTF-8 and marked so. No ZIP64: an archive has less than 4 GiB and fewer than 65,535 members.
#ifndef NASKAH_BASE_ZIP_WRITE_H
#define NASKAH_BASE_ZIP_WRITE_H

#include "base/text.h"

struct zip_writer;

struct zip_writer *zip_writer_new(struct arena *arena);
// Takes a member; its bytes must live until zip_writer_end, its name is copied. False when the name is none that an
// archive may have (empty, absolute, with ".." or a backslash, longer than 1,000 bytes, no UTF-8), is there already, or
// the archive would become too large.
bool zip_writer_add(struct zip_writer *z, const char *name, struct str bytes);
// The archive; it lives in the arena. The writer is used up.
struct str zip_writer_end(struct zip_writer *z);

#endif
