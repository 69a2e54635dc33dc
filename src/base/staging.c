#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct staged {
    struct staged *older;
    const char *path, *part;
};

struct staging {
    struct arena *arena;
    struct staged *newest;
};

struct staging *staging_new(struct arena *arena) {
    struct staging *s = ARENA_NEW(arena, struct staging);
    s->arena = arena;
    return s;
}

static char *folder_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_strdup(arena, ".");
    return slash == path ? arena_strdup(arena, "/") : arena_strndup(arena, path, (size_t)(slash - path));
}

static bool write_all(int fd, const char *bytes, size_t n) {
    while (n) {
        ssize_t w = write(fd, bytes, n);
        if (w < 0 && errno == EINTR)
            continue;
        if (w < 0)
            return false;
        bytes += w;
        n -= (size_t)w;
    }
    return true;
}

static bool write_synced(const char *part, const void *bytes, size_t n) {
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return false;
    bool written = write_all(fd, bytes, n) && fsync(fd) == 0;
    int saved = errno;
    if (close(fd) && written) {
        saved = errno;
        written = false;
    }
    errno = saved;
    return written;
}

static void unlink_quietly(const char *path) {
    int saved = errno;
    unlink(path);
    errno = saved;
}

static char *part_of(struct arena *arena, const char *path, long process) {
    return arena_printf(arena, "%s.%ld.part", path, process);
}

static void take(struct staging *s, const char *path, const char *part) {
    struct staged *made = ARENA_NEW(s->arena, struct staged);
    *made = (struct staged){s->newest, arena_strdup(s->arena, path), part};
    s->newest = made;
}

bool staging_add(struct staging *s, const char *path, const void *bytes, size_t n) {
    if (file_is_folder(path)) {  // the rename would fail, with others of this document already done
        errno = EISDIR;
        return false;
    }
    char *part = part_of(s->arena, path, (long)getpid());
    bool written = write_synced(part, bytes, n);
    if (!written && errno == ENOENT && file_make_folders(folder_of(s->arena, path)))
        written = write_synced(part, bytes, n);
    if (!written) {
        unlink_quietly(part);
        return false;
    }
    take(s, path, part);
    return true;
}

static bool sync_folder(const char *path) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool synced = fsync(fd) == 0 || errno == EINVAL;  // some file systems have nothing to sync for a folder
    int saved = errno;
    close(fd);
    errno = saved;
    return synced;
}

// The staged files oldest first, so that files appear in the order in which they were added.
static struct staged *oldest_first(struct staged *newest) {
    struct staged *list = NULL;
    while (newest) {
        struct staged *older = newest->older;
        newest->older = list;
        list = newest;
        newest = older;
    }
    return list;
}

bool staging_commit(struct staging *s) {
    struct staged *list = oldest_first(s->newest);
    s->newest = NULL;
    for (struct staged *f = list; f; f = f->older) {
        if (rename(f->part, f->path) == 0)
            continue;
        for (; f; f = f->older)
            unlink_quietly(f->part);
        return false;
    }
    const char *synced = NULL;
    for (struct staged *f = list; f; f = f->older) {
        const char *folder = folder_of(s->arena, f->path);
        if (synced && strcmp(synced, folder) == 0)
            continue;
        if (!sync_folder(folder))
            return false;
        synced = folder;
    }
    return true;
}

void staging_abandon(struct staging *s) {
    for (struct staged *f = s->newest; f; f = f->older)
        unlink_quietly(f->part);
    s->newest = NULL;
}

size_t staging_count(const struct staging *s) {
    size_t n = 0;
    for (const struct staged *f = s->newest; f; f = f->older)
        n++;
    return n;
}

const char *staging_path(const struct staging *s, size_t i) {
    size_t newer = staging_count(s) - 1 - i;
    const struct staged *f = s->newest;
    for (; newer > 0; newer--)
        f = f->older;
    return f->path;
}

void staging_adopt(struct staging *s, const char *path, long process) {
    take(s, path, part_of(s->arena, path, process));
}

void staging_remove(struct arena *arena, const char *path, long process) {
    unlink_quietly(part_of(arena, path, process));
}
