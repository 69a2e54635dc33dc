#include "pack/bag_write.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/zip_write.h"
#include "pack/holding.h"

#define UNFINISHED ".part"

struct bagged {
    const char *name;                    // from the top of the bag: "data/…"
    char hash[HASH_SIZE];
    size_t bytes;
};

struct bag_writer {
    struct arena *arena;
    const char *folder, *name, *stage;   // stage: the hidden folder that it grows in
    struct bagged *files;
    size_t n, cap;
    struct buf info;
};

struct bag_writer *bag_writer_new(struct arena *arena, const char *folder, const char *name) {
    struct bag_writer *w = ARENA_NEW(arena, struct bag_writer);
    *w = (struct bag_writer){.arena = arena, .folder = folder, .name = name, .info = buf_new(arena)};
    w->stage = arena_printf(arena, "%s/.%s.%ld" UNFINISHED, folder, name, (long)getpid());
    return w;
}

// ---- files ----

static const char *folder_of(struct arena *arena, const char *path) {
    return arena_strndup(arena, path, (size_t)(strrchr(path, '/') - path));
}

// One call of staging writes, syncs and renames; inside the hidden folder that is what a whole file wants.
static bool put(struct bag_writer *w, const char *name, struct str bytes) {
    const char *path = file_join(w->arena, w->stage, name);
    struct staging *staging = staging_new(w->arena);
    if (!file_make_folders(folder_of(w->arena, path))) {
        return false;
    }
    if (!staging_add(staging, path, bytes.p, bytes.n)) {
        int saved = errno;
        staging_abandon(staging);
        errno = saved;
        return false;
    }
    return staging_commit(staging);
}

static bool keep(struct bag_writer *w, const char *name, struct str bytes) {
    if (w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 64, size = sizeof *w->files;
        w->files = arena_grow(w->arena, w->files, w->cap * size, cap * size);
        w->cap = cap;
    }
    struct bagged *file = &w->files[w->n];
    *file = (struct bagged){.name = name, .bytes = bytes.n};
    hash_bytes(bytes.p, bytes.n, file->hash);
    w->n++;
    return put(w, name, bytes);
}

bool bag_writer_add(struct bag_writer *w, const char *path, struct str bytes) {
    return keep(w, arena_printf(w->arena, "data/%s", path), bytes);
}

bool bag_writer_file(struct bag_writer *w, const char *name, struct str bytes) {
    return keep(w, arena_strdup(w->arena, name), bytes);
}

// Validators cut lines at whatever Unicode calls the end of one: U+0085, U+2028, U+2029, and some control characters.
const char *bag_tag_text(struct arena *arena, const char *value) {
    struct buf b = buf_new(arena);
    for (const char *p = value, *end = value + strlen(value); p < end;) {
        const char *from = p;
        unsigned c = text_next(&p, end);
        if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
            buf_char(&b, ' ');
        } else {
            buf_add(&b, from, (size_t)(p - from));
        }
    }
    return text_collapse(arena, buf_text(&b));
}

void bag_writer_tag(struct bag_writer *w, const char *label, const char *value) {
    const char *line = value ? bag_tag_text(w->arena, value) : "";
    if (*line) {
        buf_printf(&w->info, "%s: %s\n", label, line);
    }
}

// ---- manifests ----

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct bagged *)a)->name, ((const struct bagged *)b)->name);
}

static bool is_payload(const struct bagged *file) {
    return strncmp(file->name, "data/", 5) == 0;
}

static struct str manifest(struct bag_writer *w, bool payload) {
    struct buf b = buf_new(w->arena);
    qsort(w->files, w->n, sizeof *w->files, by_name);
    for (size_t i = 0; i < w->n; i++) {
        if (is_payload(&w->files[i]) == payload) {
            buf_printf(&b, "%s  %s\n", w->files[i].hash, w->files[i].name);
        }
    }
    return (struct str){buf_text(&b), b.n};
}

struct str bag_writer_manifest(struct bag_writer *w) {
    return manifest(w, true);
}

static const char *spoken_size(struct arena *arena, uint64_t bytes) {
    static const char *const units[] = {"B", "KB", "MB", "GB", "TB"};
    size_t unit = 0;
    double size = (double)bytes;
    while (size >= 1000 && unit + 1 < sizeof units / sizeof *units) {
        size /= 1000;
        unit++;
    }
    return arena_printf(arena, unit ? "%.1f %s" : "%.0f %s", size, units[unit]);
}

// bagit.txt, bag-info.txt and the two manifests: after them nothing is missing but the name.
static bool close_bag(struct bag_writer *w) {
    static const char declaration[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    uint64_t bytes = 0;
    size_t files = 0;
    for (size_t i = 0; i < w->n; i++) {
        bytes += is_payload(&w->files[i]) ? w->files[i].bytes : 0;
        files += is_payload(&w->files[i]);
    }
    bag_writer_tag(w, "Bag-Size", spoken_size(w->arena, bytes));
    bag_writer_tag(w, "Payload-Oxum", arena_printf(w->arena, "%" PRIu64 ".%zu", bytes, files));
    struct str payload = manifest(w, true);
    if (!file_make_folders(file_join(w->arena, w->stage, "data")) ||
        !keep(w, "bagit.txt", (struct str){declaration, sizeof declaration - 1}) ||
        !keep(w, "bag-info.txt", (struct str){buf_text(&w->info), w->info.n}) ||
        !keep(w, "manifest-sha256.txt", payload)) {
        return false;
    }
    return put(w, "tagmanifest-sha256.txt", manifest(w, false));
}

// ---- the name ----

static bool sync_folder(const char *path) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
    int saved = errno;
    if (fd >= 0) {
        close(fd);
    }
    errno = saved;
    return synced;
}

// The folders inside were synced as their files came; new folders are entries of the folders above them.
static bool sync_folders(struct bag_writer *w) {
    for (size_t i = 0; i < w->n; i++) {
        const char *path = file_join(w->arena, w->stage, w->files[i].name);
        size_t top = strlen(w->stage);
        for (path = folder_of(w->arena, path); strlen(path) >= top; path = folder_of(w->arena, path)) {
            const char *last = i > 0 ? file_join(w->arena, w->stage, w->files[i - 1].name) : "";
            size_t n = strlen(path);
            bool again = strncmp(last, path, n) == 0 && last[n] == '/';
            if (!again && !sync_folder(path)) {
                return false;
            }
        }
    }
    return true;
}

bool bag_writer_commit(struct bag_writer *w) {
    const char *path = file_join(w->arena, w->folder, w->name);
    if (!close_bag(w) || !sync_folders(w)) {
        return false;
    }
    if (file_exists(path)) {
        errno = EEXIST;
        return false;
    }
    return rename(w->stage, path) == 0 && sync_folder(w->folder);
}

bool bag_writer_commit_zip(struct bag_writer *w) {
    const char *path = arena_printf(w->arena, "%s/%s.zip", w->folder, w->name), *why = NULL;
    struct zip_writer *zip = zip_writer_new(w->arena);
    size_t room = HOLDING_ARCHIVE_LIMIT;  // as much as can be judged again
    bool whole = close_bag(w);
    static const char last[] = "tagmanifest-sha256.txt";
    for (size_t i = 0; i <= w->n && whole; i++) {
        const char *name = i < w->n ? w->files[i].name : last;
        struct str bytes;
        whole = file_read(w->arena, file_join(w->arena, w->stage, name), HOLDING_ARCHIVE_LIMIT, &bytes, &why);
        errno = whole ? errno : EIO;
        room -= whole && bytes.n < room ? bytes.n : room;
        if (whole && (room == 0 || !zip_writer_add(zip, arena_printf(w->arena, "%s/%s", w->name, name), bytes))) {
            errno = EFBIG;
            whole = false;
        }
    }
    if (!whole || file_exists(path)) {
        errno = whole ? EEXIST : errno;
        return false;
    }
    struct str archive = zip_writer_end(zip);
    struct staging *staging = staging_new(w->arena);
    char hash[HASH_SIZE];
    hash_bytes(archive.p, archive.n, hash);
    const char *sum = arena_printf(w->arena, "%s  %s.zip\n", hash, w->name);
    if (!staging_add(staging, arena_printf(w->arena, "%s.sha256", path), sum, strlen(sum)) ||
        !staging_add(staging, path, archive.p, archive.n)) {
        int saved = errno;
        staging_abandon(staging);
        errno = saved;
        return false;
    }
    bool named = staging_commit(staging);
    bag_writer_abandon(w);
    return named;
}

// ---- what is not finished ----

static void remove_below(struct arena *arena, const char *folder) {
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) {
            continue;
        }
        const char *path = file_join(arena, folder, e->d_name);
        struct stat st;
        if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
            remove_below(arena, path);
        } else {
            unlink(path);
        }
    }
    if (dir) {
        closedir(dir);
    }
    rmdir(folder);
}

void bag_writer_abandon(struct bag_writer *w) {
    int saved = errno;
    remove_below(w->arena, w->stage);
    errno = saved;
}

void bag_sweep(const char *folder) {
    struct arena *arena = arena_new(0);
    DIR *dir = opendir(folder);
    size_t m = strlen(UNFINISHED);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        size_t n = strlen(e->d_name);
        if (e->d_name[0] == '.' && n > m && strcmp(e->d_name + n - m, UNFINISHED) == 0) {
            remove_below(arena, file_join(arena, folder, e->d_name));
        }
    }
    if (dir) {
        closedir(dir);
    }
    arena_free(arena);
    file_sweep(folder, true);
}
