#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HELD = 1 << 16 };      // so much is kept before it is written

struct spool {
    int fd;                   // -1: none
    bool opened;              // … nor will there be
    size_t written;           // in the file: whole pieces
    char *held;               // what follows them
    size_t n, cap;
};

static void discard(void *handle) {
    struct spool *s = handle;
    free(s->held);
    if (s->fd >= 0) {
        close(s->fd);
    }
}

struct spool *spool_new(struct arena *arena) {
    struct spool *s = ARENA_NEW(arena, struct spool);
    s->fd = -1;
    arena_on_free(arena, discard, s);
    return s;
}

static void open_file(struct spool *s) {
    const char *const folders[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};
    for (size_t i = 0; i < 3 && s->fd < 0; i++) {
        if (folders[i] && *folders[i]) {
            s->fd = open(folders[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        }
    }
    s->opened = true;
}

// What cannot be written stays in memory, from then on all of it: the pieces keep their order.
static void write_held(struct spool *s) {
    if (!s->opened) {
        open_file(s);
    }
    for (size_t done = 0; s->fd >= 0 && done < s->n;) {
        ssize_t put = pwrite(s->fd, s->held + done, s->n - done, (off_t)(s->written + done));
        if (put <= 0 && !(put < 0 && errno == EINTR)) {
            return;
        }
        done += put > 0 ? (size_t)put : 0;
    }
    if (s->fd >= 0) {
        s->written += s->n;
        s->n = 0;
    }
}

static void hold(struct spool *s, const void *p, size_t n) {
    if (s->cap - s->n < n) {
        size_t cap = 2 * (s->n + n) > 2 * HELD ? 2 * (s->n + n) : 2 * HELD;
        char *more = realloc(s->held, cap);
        if (!more) {
            fputs("naskah: out of memory\n", stderr);
            exit(3);
        }
        s->held = more;
        s->cap = cap;
    }
    memcpy(s->held + s->n, p, n);
    s->n += n;
}

void spool_put(struct spool *s, struct str bytes) {
    uint64_t n = bytes.n;
    hold(s, &n, sizeof n);
    hold(s, bytes.n ? bytes.p : "", bytes.n);
    if (s->n >= HELD) {
        write_held(s);
    }
}

size_t spool_mark(const struct spool *s) {
    return s->written + s->n;
}

void spool_cut(struct spool *s, size_t mark) {
    if (mark < s->written) {
        s->written = mark;
        s->n = 0;
    } else if (mark - s->written < s->n) {
        s->n = mark - s->written;
    }
}

static bool read_at(const struct spool *s, size_t at, char *to, size_t n) {
    size_t from_file = at >= s->written ? 0 : n < s->written - at ? n : s->written - at;
    for (size_t done = 0; done < from_file;) {
        ssize_t got = pread(s->fd, to + done, from_file - done, (off_t)(at + done));
        if (got <= 0 && !(got < 0 && errno == EINTR)) {
            return false;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    if (n > from_file) {
        memcpy(to + from_file, s->held + (at + from_file - s->written), n - from_file);
    }
    return true;
}

bool spool_each(struct spool *s, void (*take)(void *context, struct str bytes), void *context) {
    size_t end = spool_mark(s), cap = 0;
    char *piece = NULL;
    bool ok = true;
    for (size_t at = 0; ok && at < end;) {
        uint64_t n = 0;
        ok = read_at(s, at, (char *)&n, sizeof n);
        if (ok && n >= cap) {
            char *more = realloc(piece, n + 1);
            ok = more != NULL;
            piece = ok ? more : piece;
            cap = ok ? n + 1 : cap;
        }
        ok = ok && read_at(s, at + sizeof n, piece, n);
        if (ok) {
            take(context, (struct str){piece, n});
        }
        at += sizeof n + n;
    }
    free(piece);
    return ok;
}
