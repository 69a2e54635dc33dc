// The run lock: a file beside the store that the kernel locks for us, so that a killed run never leaves it locked.
// Its text only says who holds it.
#ifndef NASKAH_STORE_LOCK_H
#define NASKAH_STORE_LOCK_H

#include "base/arena.h"

struct lock_holder {
    const char *pid, *host, *since;  // "?" when unknown
};

// Takes the lock: a descriptor to be given to lock_release, or -1 with *holder filled (another process has it),
// or -1 with holder->pid NULL and errno set (the file cannot be made).
int lock_take(struct arena *arena, const char *path, struct lock_holder *holder);
void lock_release(int fd);

#endif
