// Put aside while a long run works, read again at its end, so that what grows with every document does not fill the
// memory of the process that is forked from. In a temporary file without a name ($TMPDIR, /var/tmp, /tmp); in memory
// where there is no room for one, so that putting never fails.
#ifndef NASKAH_BASE_SPOOL_H
#define NASKAH_BASE_SPOOL_H

#include "base/text.h"

struct spool;

struct spool *spool_new(struct arena *arena);      // closed with the arena
void spool_put(struct spool *s, struct str bytes);
size_t spool_mark(const struct spool *s);          // where it ends now
void spool_cut(struct spool *s, size_t mark);      // forgets what was put since
// Everything in the order in which it was put. `bytes` last until the function returns. False when something cannot be
// read any more (errno); what came before has been handed over.
bool spool_each(struct spool *s, void (*take)(void *context, struct str bytes), void *context);

#endif
