// Values as bytes, for a process that was forked from this one, or for this one later. Numbers travel as they lie in
// memory: such bytes never stand in a file that outlives the process. No addresses travel: what comes of a process that
// ran wild may be wrong, but it is never followed.
#ifndef NASKAH_BASE_WIRE_H
#define NASKAH_BASE_WIRE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/finding.h"
#include "base/text.h"

void wire_put_number(struct buf *out, int64_t n);
void wire_put_bytes(struct buf *out, const char *p, size_t n);
void wire_put_text(struct buf *out, const char *s);  // NULL stays NULL
void wire_put_findings(struct buf *out, const struct findings *f);

// Reads what was put, in the same order. Once something is not as it was written, `bad` is set for good and all that is
// read is 0, NULL or empty.
struct wire {
    const char *p, *end;
    struct arena *arena;      // for texts
    bool bad;
};
struct wire wire_open(struct arena *arena, struct str bytes);
int64_t wire_number(struct wire *w);
int64_t wire_number_in(struct wire *w, int64_t least, int64_t most);  // any other is bad
bool wire_flag(struct wire *w);
struct str wire_bytes(struct wire *w);                 // they stay where they are
const char *wire_text(struct wire *w);
size_t wire_count(struct wire *w);                     // how many things follow, each of a number at least
void wire_findings(struct wire *w, struct findings *into);
bool wire_ended(const struct wire *w);                 // all of it was read, and nothing was bad

#endif
