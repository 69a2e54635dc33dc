#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

static void holder_read(struct arena *arena, int fd, struct lock_holder *holder) {
    char text[256] = "";
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    char *rest = text;
    const char *pid = strsep(&rest, "\n");
    const char *host = rest ? strsep(&rest, "\n") : NULL;
    const char *since = rest ? strsep(&rest, "\n") : NULL;
    holder->pid = pid && *pid ? arena_strdup(arena, pid) : "?";
    holder->host = host && *host ? arena_strdup(arena, host) : "?";
    holder->since = since && *since ? arena_strdup(arena, since) : "?";
}

static void holder_write(int fd) {
    char host[128] = "?", when[64] = "?", text[256];
    time_t now = time(NULL);
    struct tm tm;
    if (gethostname(host, sizeof host - 1) != 0) {
        snprintf(host, sizeof host, "?");
    }
    if (localtime_r(&now, &tm)) {
        strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &tm);
    }
    int n = snprintf(text, sizeof text, "%ld\n%s\n%s\n", (long)getpid(), host, when);
    // The text is a courtesy to people: a full disk must not keep a run from going on.
    if (ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)n, 0) != n) {
        return;
    }
}

int lock_take(struct arena *arena, const char *path, struct lock_holder *holder) {
    *holder = (struct lock_holder){0};
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            holder_read(arena, fd, holder);
        }
        int why = errno;
        close(fd);
        errno = why;
        return -1;
    }
    holder_write(fd);
    return fd;
}

void lock_release(int fd) {
    if (fd < 0) {
        return;
    }
    // Emptied, not removed: another process may already wait on this very file.
    if (ftruncate(fd, 0) != 0) {
        errno = 0;
    }
    close(fd);
}
