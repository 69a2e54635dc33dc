// Workers: processes forked from this one, warm with all that it has read. What takes one of them down (a crash, too
// much memory or time) costs the one piece of work that it had in hand; another worker takes its place. Knows nothing
// of documents: a request and a reply are bytes.
#ifndef NASKAH_BATCH_POOL_H
#define NASKAH_BATCH_POOL_H

#include <sys/types.h>

#include "base/buf.h"
#include "base/text.h"

struct pool;

struct pool_options {
    int workers;              // at least 1; each is forked when there is work for it
    size_t memory;            // address space that a worker may take beyond what it is forked with; 0: no limit
    int cpu, wall;            // seconds for one piece of work; 0: no limit
    // Runs in the worker. False: the reply is good, but the worker is not fit for more work.
    bool (*work)(void *context, struct str request, struct buf *reply);
    void *context;            // as it was when the worker was forked
};

enum pool_end {
    POOL_DONE,
    POOL_CRASHED,             // `signal` says by which, or `status` with which it ended
    POOL_SLOW,                // over the limit of CPU or wall time
    POOL_UNSTARTED            // no worker could be forked (errno in `status`)
};

struct pool_result {
    size_t tag;
    enum pool_end end;
    int signal, status;
    pid_t worker;             // which had it
    struct str reply;         // POOL_DONE; until the next call for this pool
};

// Never NULL. Nothing is forked yet.
struct pool *pool_new(const struct pool_options *options);
bool pool_idle(const struct pool *p);  // another piece of work may be given
// Gives a piece of work to an idle worker; the bytes are copied. `tag` comes back with the result. When the worker dies
// before it has begun, another one gets the same, once.
void pool_give(struct pool *p, size_t tag, struct str request);
// Waits for the next result, in the order in which they come. False when no work is in hand.
bool pool_take(struct pool *p, struct pool_result *result);
// Ends a worker whose result was of no use; another takes its place.
void pool_dismiss(struct pool *p, pid_t worker);
// Ends all workers, whatever they do, and waits for them. NULL is allowed.
void pool_end(struct pool *p);
// The largest resident memory of a worker that has ended so far, in KiB. After pool_end of all pools: of any.
long pool_peak(void);

#endif
