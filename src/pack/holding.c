#include "pack/holding.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/zip.h"

#define DEEPEST 64                       // folders in each other

struct holding {
    struct arena *arena;
    const char *path, *top;
    struct held *files;
    size_t n, cap;
    struct zip_folder *zip;              // NULL: a folder
    bool deep;
};

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct held *)a)->name, ((const struct held *)b)->name);
}

static void add(struct holding *h, struct held file) {
    if (h->n == h->cap) {
        size_t cap = h->cap ? h->cap * 2 : 64, size = sizeof *h->files;
        h->files = arena_grow(h->arena, h->files, h->cap * size, cap * size);
        h->cap = cap;
    }
    h->files[h->n++] = file;
}

// ---- folders ----

static void list_below(struct holding *h, const char *below, int depth);

static void add_entry(struct holding *h, const char *name, int depth) {
    struct stat st;
    if (lstat(file_join(h->arena, h->path, name), &st)) {
        return;
    }
    if (S_ISDIR(st.st_mode)) {
        list_below(h, name, depth + 1);
        return;
    }
    enum held_kind kind = S_ISREG(st.st_mode) ? HELD_FILE : S_ISLNK(st.st_mode) ? HELD_LINK : HELD_OTHER;
    add(h, (struct held){.name = name, .kind = kind, .bytes = (uint64_t)st.st_size});
}

// One folder is open at a time: its names are read whole before what is below it is looked at.
static void list_below(struct holding *h, const char *below, int depth) {
    DIR *dir = depth < DEEPEST ? opendir(*below ? file_join(h->arena, h->path, below) : h->path) : NULL;
    const char **names = NULL;
    size_t n = 0, cap = 0;
    h->deep = h->deep || depth >= DEEPEST;
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) {
            continue;
        }
        if (n == cap) {
            size_t more = cap ? cap * 2 : 32;
            names = arena_grow(h->arena, names, cap * sizeof *names, more * sizeof *names);
            cap = more;
        }
        names[n++] = *below ? file_join(h->arena, below, e->d_name) : arena_strdup(h->arena, e->d_name);
    }
    if (dir) {
        closedir(dir);
    }
    for (size_t i = 0; i < n; i++) {
        add_entry(h, names[i], depth);
    }
}

// ---- archives ----

static bool open_archive(struct holding *h, struct findings *findings) {
    struct str bytes;
    const char *why = NULL;
    size_t n = 0;
    if (!file_read(h->arena, h->path, HOLDING_ARCHIVE_LIMIT, &bytes, &why)) {
        findings_add(findings, why, (struct place){.file = h->path}, "file", h->path, "limit", "1 GiB", NULL);
        return false;
    }
    h->zip = zip_load(h->arena, h->path, bytes, findings);
    const struct zip_member *members = h->zip ? zip_members(h->zip, &n) : NULL;
    const char *slash = n > 0 ? strchr(members[0].name, '/') : NULL;
    size_t top = slash ? (size_t)(slash - members[0].name) + 1 : 0;
    for (size_t i = 0; i < n && top > 0; i++) {
        top = strncmp(members[i].name, members[0].name, top) == 0 ? top : 0;
    }
    h->top = top > 0 ? arena_strndup(h->arena, members[0].name, top - 1) : "";
    for (size_t i = 0; i < n; i++) {
        add(h, (struct held){.name = members[i].name + top, .bytes = members[i].size, .index = i});
    }
    return h->zip != NULL;
}

struct holding *holding_open(struct arena *arena, const char *path, struct findings *findings) {
    struct holding *h = ARENA_NEW(arena, struct holding);
    *h = (struct holding){.arena = arena, .path = path, .top = ""};
    if (file_is_folder(path)) {
        list_below(h, "", 0);
    } else if (!open_archive(h, findings)) {
        return NULL;
    }
    if (h->deep) {
        findings_add(findings, "holding.deep", (struct place){.file = path}, "berkas", path, NULL);
        return NULL;
    }
    if (h->n > 1) {
        qsort(h->files, h->n, sizeof *h->files, by_name);
    }
    return h;
}

// ---- asking ----

const char *holding_path(const struct holding *h) {
    return h->path;
}

bool holding_is_archive(const struct holding *h) {
    return h->zip != NULL;
}

const char *holding_top(const struct holding *h) {
    return h->top;
}

const struct held *holding_files(const struct holding *h, size_t *n) {
    *n = h->n;
    return h->files;
}

const struct held *holding_find(const struct holding *h, const char *name) {
    struct held key = {.name = name};
    return h->n ? bsearch(&key, h->files, h->n, sizeof *h->files, by_name) : NULL;
}

bool holding_has_folder(const struct holding *h, const char *name) {
    struct stat st;
    size_t length = strlen(name);
    if (!h->zip) {
        return lstat(file_join(h->arena, h->path, name), &st) == 0 && S_ISDIR(st.st_mode);
    }
    for (size_t i = 0; i < h->n; i++) {
        if (strncmp(h->files[i].name, name, length) == 0 && h->files[i].name[length] == '/') {
            return true;
        }
    }
    return false;
}

// ---- reading ----

struct passing {
    void (*take)(void *context, const char *p, size_t n);
    void *context;
};

static bool pass(void *context, const char *p, size_t n) {
    struct passing *to = context;
    to->take(to->context, p, n);
    return true;
}

static bool stream_member(struct holding *h, const struct held *f, struct passing *to) {
    struct findings *unused = findings_new(h->arena, NULL);
    size_t n = 0;
    return zip_stream(h->zip, &zip_members(h->zip, &n)[f->index], pass, to, unused);
}

static bool stream_file(struct holding *h, const struct held *f, struct passing *to) {
    struct arena *arena = arena_new(0);
    // Neither a link nor a pipe: what was listed as a file may have become another thing since.
    int fd = open(file_join(arena, h->path, f->name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    arena_free(arena);
    struct stat st;
    char piece[65536];
    ssize_t n = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? 1 : -1;
    while (n > 0) {
        n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR) {
            n = 1;
        } else if (n > 0) {
            to->take(to->context, piece, (size_t)n);
        }
    }
    if (fd >= 0) {
        close(fd);
    }
    return n == 0;
}

bool holding_stream(struct holding *h, const struct held *f, void (*take)(void *context, const char *p, size_t n),
                    void *context) {
    struct passing to = {take, context};
    return f->kind == HELD_FILE && (h->zip ? stream_member(h, f, &to) : stream_file(h, f, &to));
}

struct filling {
    char *to;
    size_t n, limit;
};

static void fill(void *context, const char *p, size_t n) {
    struct filling *f = context;
    size_t room = f->limit - f->n;
    memcpy(f->to + f->n, p, n < room ? n : room);
    f->n += n < room ? n : room;
}

bool holding_text(struct holding *h, const struct held *f, struct arena *arena, size_t limit, struct str *out) {
    if (f->bytes > limit) {
        return false;
    }
    struct filling filling = {.to = arena_alloc(arena, (size_t)f->bytes + 1), .limit = (size_t)f->bytes};
    bool whole = holding_stream(h, f, fill, &filling);
    filling.to[filling.n] = '\0';
    *out = (struct str){filling.to, filling.n};
    return whole;
}

static void hash_piece(void *context, const char *p, size_t n) {
    hash_add(context, p, n);
}

bool holding_hash(struct holding *h, const struct held *f, const char *algorithm, char out[129]) {
    struct arena *arena = arena_new(0);
    struct hash *hash = hash_named(arena, algorithm);
    bool whole = hash && holding_stream(h, f, hash_piece, hash);
    if (whole) {
        hash_end_long(hash, out);
    }
    arena_free(arena);
    return whole;
}
