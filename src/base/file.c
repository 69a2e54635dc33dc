#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"

// Reads until `n` bytes or the end of the file; the number read, or -1.
static ssize_t read_all(int fd, char *to, size_t n) {
    size_t got = 0;
    while (got < n) {
        ssize_t r = read(fd, to + got, n - got);
        if (r < 0 && errno == EINTR)
            continue;
        if (r < 0)
            return -1;
        if (r == 0)
            break;
        got += (size_t)r;
    }
    return (ssize_t)got;
}

static const char *read_open(struct arena *arena, int fd, size_t limit, struct str *out) {
    struct stat st;
    if (fstat(fd, &st))
        return "file.unreadable";
    if (S_ISDIR(st.st_mode))
        return "file.folder";
    if (!S_ISREG(st.st_mode))
        return "file.unreadable";
    if ((unsigned long long)st.st_size > limit)
        return "file.large";
    size_t size = (size_t)st.st_size;
    char *bytes = arena_alloc(arena, size + 1);
    ssize_t got = read_all(fd, bytes, size);
    if (got < 0)
        return "file.unreadable";
    bytes[got] = '\0';
    *out = (struct str){bytes, (size_t)got};
    return NULL;
}

bool file_read(struct arena *arena, const char *path, size_t limit, struct str *out, const char **why) {
    // O_NONBLOCK: a pipe or a device named as input must not hang the run.
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        *why = errno == ENOENT || errno == ENOTDIR ? "file.missing" : "file.unreadable";
        return false;
    }
    *why = read_open(arena, fd, limit, out);
    close(fd);
    return *why == NULL;
}

bool file_exists(const char *path) {
    struct stat st;
    return stat(path, &st) == 0;
}

bool file_is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool make_folder(const char *path) {
    if (mkdir(path, 0777) == 0)
        return true;
    if (errno != EEXIST)
        return false;
    if (file_is_folder(path))
        return true;
    errno = ENOTDIR;
    return false;
}

bool file_make_folders(const char *path) {
    char *copy = strdup(path);
    if (!copy)
        return false;
    bool made = true;
    for (char *p = copy + (*copy == '/'); made && *p; p++) {
        if (*p != '/')
            continue;
        *p = '\0';
        made = !*copy || make_folder(copy);
        *p = '/';
    }
    made = made && (!*copy || make_folder(copy));
    int saved = errno;
    free(copy);
    errno = saved;
    return made;
}

char *file_join(struct arena *arena, const char *folder, const char *name) {
    size_t n = strlen(folder);
    const char *between = n == 0 || folder[n - 1] == '/' ? "" : "/";
    return arena_printf(arena, "%s%s%s", folder, between, name);
}

char *file_safe_name(struct arena *arena, const char *name) {
    enum { LONGEST = 160 };  // leaves room for ".tanda-tangan.pdf.<pid>.part" in the 255 bytes of a file system
    struct buf out = buf_new(arena);
    const char *end = name + strlen(name);
    for (const char *p = name; p < end;) {
        unsigned c = text_next(&p, end);
        bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                    c == '_' || (c == '.' && out.n > 0);
        buf_char(&out, kept ? (char)c : '-');
    }
    if (out.n == 0)
        buf_char(&out, '-');
    if (out.n > LONGEST) {
        // Cut names stay distinct: what was cut away is told by a piece of the hash of the whole.
        char hash[HASH_SIZE];
        hash_bytes(name, (size_t)(end - name), hash);
        return arena_printf(arena, "%.*s-%.12s", LONGEST - 13, out.p, hash);
    }
    return out.p;
}

// ---- listing ----

struct names {
    struct arena *arena;
    char **items;
    size_t n, cap;
};

static void names_add(struct names *names, char *name) {
    if (names->n + 1 >= names->cap) {
        size_t cap = names->cap ? names->cap * 2 : 32;
        names->items = arena_grow(names->arena, names->items, names->cap * sizeof(char *), cap * sizeof(char *));
        names->cap = cap;
    }
    names->items[names->n++] = name;
}

// The paths in a folder, read whole before anything is done with them, so that one folder is open at a time.
static struct names names_in(struct arena *arena, const char *folder, bool hidden) {
    struct names names = {.arena = arena};
    DIR *dir = opendir(folder);
    if (!dir)
        return names;
    for (struct dirent *e; (e = readdir(dir));) {
        bool dots = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
        if (!dots && (hidden || e->d_name[0] != '.'))
            names_add(&names, file_join(arena, folder, e->d_name));
    }
    closedir(dir);
    return names;
}

static bool ends_in(const char *s, const char *suffix) {
    size_t n = strlen(s), m = strlen(suffix);
    return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

static void list_below(struct names *found, const char *folder, const char *suffix) {
    struct names here = names_in(found->arena, folder, false);
    for (size_t i = 0; i < here.n; i++) {
        struct stat st, target;
        if (lstat(here.items[i], &st))
            continue;
        // What is named like a file but is none (a folder, a link to nowhere) is listed too, so that reading tells it.
        bool named = !suffix || ends_in(here.items[i], suffix);
        bool folder_like_file = S_ISDIR(st.st_mode) && suffix && named;
        bool dead_link = S_ISLNK(st.st_mode) && stat(here.items[i], &target) && suffix && named;
        bool file = !S_ISDIR(st.st_mode) && stat(here.items[i], &target) == 0 && S_ISREG(target.st_mode) && named;
        if (folder_like_file || dead_link || file)
            names_add(found, here.items[i]);
        if (S_ISDIR(st.st_mode))
            list_below(found, here.items[i], suffix);
    }
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **file_list(struct arena *arena, const char *folder, const char *suffix, size_t *n) {
    struct names found = {.arena = arena};
    list_below(&found, folder, suffix);
    if (found.n > 1)
        qsort(found.items, found.n, sizeof *found.items, by_bytes);
    *n = found.n;
    return found.n ? found.items : ARENA_NEW(arena, char *);
}

// ---- sweeping ----

// Killed, but nobody has asked yet how it ended: it writes no more.
static bool is_zombie(pid_t pid) {
    char name[40], line[512] = "";
    snprintf(name, sizeof name, "/proc/%ld/stat", (long)pid);
    FILE *f = fopen(name, "re");
    size_t n = f ? fread(line, 1, sizeof line - 1, f) : 0;
    if (f)
        fclose(f);
    line[n] = '\0';
    const char *state = strrchr(line, ')');  // the program's own name, in parentheses, may hold anything
    return state && (strncmp(state, ") Z", 3) == 0 || strncmp(state, ") X", 3) == 0);
}

// A staged file of a run that still goes on (a second shard, say) is not a leftover.
static bool is_in_use(const char *path) {
    const char *end = path + strlen(path) - strlen(".part"), *p = end;
    while (p > path && p[-1] >= '0' && p[-1] <= '9')
        p--;
    if (p == end || p == path || p[-1] != '.' || end - p > 9)
        return false;
    pid_t pid = (pid_t)strtol(p, NULL, 10);
    return pid > 0 && pid != getpid() && (kill(pid, 0) == 0 || errno == EPERM) && !is_zombie(pid);
}

static int sweep_below(struct arena *arena, const char *folder, bool alone) {
    int removed = 0;
    struct names here = names_in(arena, folder, true);
    for (size_t i = 0; i < here.n; i++) {
        struct stat st;
        if (lstat(here.items[i], &st))
            continue;
        if (S_ISDIR(st.st_mode))
            removed += sweep_below(arena, here.items[i], alone);
        else if (S_ISREG(st.st_mode) && ends_in(here.items[i], ".part") &&
                 (alone || !is_in_use(here.items[i])))
            removed += unlink(here.items[i]) == 0;
    }
    return removed;
}

int file_sweep(const char *folder, bool alone) {
    struct arena *arena = arena_new(0);
    int removed = sweep_below(arena, folder, alone);
    arena_free(arena);
    return removed;
}

// The entry of the folder whose name is nearest; hidden ones are nobody's, and a link of the very name leads nowhere.
static const char *nearest_entry(struct arena *arena, const char *folder, const char *name) {
    enum { MOST = 4096 };
    const char **names = ARENA_ARRAY(arena, MOST, const char *);
    DIR *dir = opendir(*folder ? folder : ".");
    const struct dirent *entry;
    size_t n = 0;
    while (dir && n < MOST && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] != '.' && strcmp(entry->d_name, name) != 0) {
            names[n++] = arena_strdup(arena, entry->d_name);
        }
    }
    if (dir) {
        closedir(dir);
    }
    if (n) {
        qsort(names, n, sizeof *names, by_bytes);
    }
    return text_nearest(name, names, n);
}

const char *file_nearest(struct arena *arena, const char *path) {
    size_t from = 0;
    while (path[from]) {
        size_t start = from + strspn(path + from, "/"), end = start + strcspn(path + start, "/");
        const char *so_far = arena_strndup(arena, path, end);
        if (end == start) {
            return NULL;
        }
        if (!file_exists(so_far) && !file_is_folder(so_far)) {
            const char *folder = arena_strndup(arena, path, start);
            const char *near = nearest_entry(arena, folder, so_far + start);
            return near ? arena_printf(arena, "%s%s%s", folder, near, path + end) : NULL;
        }
        from = end;
    }
    return NULL;
}
