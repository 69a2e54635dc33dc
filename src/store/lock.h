// The run lock: a file beside the store that the kernel locks for us, so that a killed run never leaves it locked.
// Its text only says who holds it. A process that was forked while it is held holds it too, until it closes it.
#ifndef NASKAH_STORE_LOCK_H
#define NASKAH_STORE_LOCK_H

#include "base/arena.h"

enum holder_is {
    HOLDER_HERE,                     // a process on this computer
    HOLDER_DEAD,                     // one that is no more: what it started still holds the lock
    HOLDER_ELSEWHERE                 // on another computer, which cannot be asked
};

struct lock_holder {
    const char *pid, *host, *since;  // "?" when unknown; `since` in local time
    const char *user;                // login name, or the number when it has none
    enum holder_is is;
};

// Takes the lock: a descriptor to be given to lock_release, or -1 with *holder filled (another process has it),
// or -1 with holder->pid NULL and errno set (the file cannot be made). When it was taken and holder->pid is not NULL,
// that one ended without letting go of it: it was killed, or the computer went down.
// On a network disk, where a kernel may not know of the locks of other computers, the text of another computer is
// believed: then it is not taken until somebody removes the file.
int lock_take(struct arena *arena, const char *path, struct lock_holder *holder);
// The same together with others who take it so: all of them or one lock_take. What a dead one left is not told.
int lock_take_shared(struct arena *arena, const char *path, struct lock_holder *holder);
void lock_release(int fd);

#endif
