// What makes a PDF large: for every budget in bytes (upload, packages) one answer.
#ifndef NASKAH_INSPECT_SIZE_H
#define NASKAH_INSPECT_SIZE_H

#include "inspect/inspect.h"

struct inspect_part {
    const char *what;   // gambar, huruf, lampiran, halaman, lain
    const char *which;  // "1200×900", "ABCDEF+URWBookman-Light", "sumber.xml", "3"; "" when there is nothing to tell
    int page;           // of a picture: the first page that shows it, from 1; 0: not known
    size_t bytes;       // as it stands in the file
};
// The streams of the file, the largest first; equal ones in the order of their objects.
const struct inspect_part *inspection_parts(struct inspection *p, size_t *n);

// True when the file has at most `budget` bytes. Else adds a finding `rule` at `place` with the arguments berkas,
// besar, batas, and terbesar: its three largest parts ("gambar 1200×900 (hal. 3): 700 KB, …").
bool inspection_fits(struct arena *arena, const char *name, struct str pdf, size_t budget, const char *rule,
                     struct place place, struct findings *findings);

#endif
