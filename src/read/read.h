// Files to objects. Today XML of urn:naskah:1; other shapes join the table in read.c.
#ifndef NASKAH_READ_READ_H
#define NASKAH_READ_READ_H

#include "model/object.h"

// Reads one file into `o`. What is wrong is told in findings (file.*, xml.*, read.*, object.*), at most one for a
// file that cannot be used at all. The tree lives in the arena of `findings`' process: pass the arena that `o` lives
// in. Returns true when the file's objects were taken.
bool read_file(struct arena *arena, const char *path, struct objects *o, struct findings *findings);

#endif
