#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

// ---- who ----

static void host_name(char out[128]) {
    if (gethostname(out, 127) != 0) {
        snprintf(out, 128, "?");
    }
    out[127] = '\0';
}

// When a process began, in ticks since the computer did: with its number it is one process and no later one. "" when
// there is no such process.
static void process_start(long pid, char out[32]) {
    char path[64], text[1024] = "";
    out[0] = '\0';
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return;
    }
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    text[n > 0 ? n : 0] = '\0';
    // The name in parentheses may hold anything; start time is the 20th field after it.
    char *rest = strrchr(text, ')');
    for (int i = 0; rest && i < 20; i++) {
        rest = strchr(rest + 1, ' ');
    }
    if (rest) {
        snprintf(out, 32, "%.*s", (int)strcspn(rest + 1, " \n"), rest + 1);
    }
}

static enum holder_is holder_is(const struct lock_holder *holder, const char *start) {
    char host[128], now[32];
    host_name(host);
    if (strcmp(holder->host, host) != 0) {
        return HOLDER_ELSEWHERE;
    }
    long pid = strtol(holder->pid, NULL, 10);
    if (pid <= 0) {
        return HOLDER_HERE;
    }
    process_start(pid, now);
    bool other = *start && *now && strcmp(start, now) != 0;  // a later process of the same number
    return other || (kill((pid_t)pid, 0) != 0 && errno == ESRCH) ? HOLDER_DEAD : HOLDER_HERE;
}

static const char *line(struct arena *arena, char **rest) {
    const char *text = *rest ? strsep(rest, "\n") : NULL;
    return text && *text ? arena_strdup(arena, text) : "?";
}

// False when the file is empty: nobody holds it.
static bool holder_read(struct arena *arena, int fd, struct lock_holder *holder) {
    char text[512] = "";
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    char *rest = text;
    holder->pid = line(arena, &rest);
    holder->host = line(arena, &rest);
    holder->since = line(arena, &rest);
    holder->user = line(arena, &rest);
    const char *start = line(arena, &rest);
    holder->is = holder_is(holder, strcmp(start, "?") == 0 ? "" : start);
    return n > 0;
}

static void holder_write(int fd) {
    char host[128], start[32], when[64] = "?", user[64], text[512];
    time_t now = time(NULL);
    struct tm tm;
    host_name(host);
    process_start(getpid(), start);
    if (localtime_r(&now, &tm)) {
        strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &tm);
    }
    const struct passwd *who = getpwuid(getuid());
    snprintf(user, sizeof user, "%u", (unsigned)getuid());
    int n = snprintf(text, sizeof text, "%ld\n%s\n%s\n%.63s\n%s\n", (long)getpid(), host, when,
                     who ? who->pw_name : user, start);
    // The text is a courtesy to people: a full disk must not keep a run from going on.
    if (ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)n, 0) != n) {
        return;
    }
}

// ---- the lock ----

static bool on_network(int fd) {
    static const long kinds[] = {NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC,
                                 V9FS_MAGIC,      AFS_SUPER_MAGIC, FUSE_SUPER_MAGIC};
    struct statfs fs;
    bool found = false;
    for (size_t i = 0; fstatfs(fd, &fs) == 0 && i < sizeof kinds / sizeof *kinds; i++) {
        found = found || ((unsigned)fs.f_type == (unsigned)kinds[i]);
    }
    return found;
}

int lock_take(struct arena *arena, const char *path, struct lock_holder *holder) {
    *holder = (struct lock_holder){0};
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        int why = errno;
        if (why == EWOULDBLOCK) {
            holder_read(arena, fd, holder);
        }
        close(fd);
        errno = why;
        return -1;
    }
    if (!holder_read(arena, fd, holder)) {
        *holder = (struct lock_holder){0};
    } else if (holder->is == HOLDER_ELSEWHERE && on_network(fd)) {
        close(fd);
        return -1;
    }
    holder_write(fd);
    return fd;
}

int lock_take_shared(struct arena *arena, const char *path, struct lock_holder *holder) {
    *holder = (struct lock_holder){0};
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0 || flock(fd, LOCK_SH | LOCK_NB) == 0) {
        struct lock_holder first;
        if (fd >= 0 && (!holder_read(arena, fd, &first) || first.is == HOLDER_DEAD)) {
            holder_write(fd);
        }
        return fd;
    }
    int why = errno;
    if (why == EWOULDBLOCK) {
        holder_read(arena, fd, holder);
    }
    close(fd);
    errno = why;
    return -1;
}

void lock_release(int fd) {
    if (fd < 0) {
        return;
    }
    // Emptied, not removed: another process may already wait on this very file. Not while others share it.
    bool last = flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (last && ftruncate(fd, 0) != 0) {
        errno = 0;
    }
    close(fd);
}
