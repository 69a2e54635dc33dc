// Runs the program in working folders of its own and looks at what it leaves there.
#ifndef NASKAH_TESTS_E2E_H
#define NASKAH_TESTS_E2E_H

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "support.h"

struct e2e {
    struct arena *arena;
    char *folder;          // the working folder: input/, share/, output/, naskah.db
    char *printed, *out;   // what the last run printed: standard output, and with standard error after it
    int status;            // its exit status, or -signal
};

__attribute__((format(printf, 2, 3))) static inline void e2e_shell(struct e2e *t, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *command = arena_vprintf(t->arena, format, args);
    va_end(args);
    char *whole = arena_printf(t->arena, "cd '%s' && %s", t->folder, command);
    if (system(whole) != 0) {
        fail_msg("%s", whole);
    }
}

static inline char *e2e_read(struct e2e *t, const char *name) {
    struct str bytes;
    const char *why = NULL;
    char *path = name[0] == '/' ? arena_strdup(t->arena, name) : file_join(t->arena, t->folder, name);
    if (!file_read(t->arena, path, (size_t)1 << 28, &bytes, &why)) {
        fail_msg("%s: %s", path, why);
    }
    return (char *)bytes.p;
}

// `naskah WORDS…` by the shell, in the working folder, with the checkout's templates unless share/ is there.
__attribute__((format(printf, 2, 3))) static inline int e2e_run(struct e2e *t, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *words = arena_vprintf(t->arena, format, args);
    va_end(args);
    const char *share = file_is_folder(file_join(t->arena, t->folder, "share")) ? "share" : NASKAH_SOURCE_DIR;
    char *command = arena_printf(
        t->arena, "cd '%s' && unset LC_ALL LC_MESSAGES; LANG=C NASKAH_SHARE='%s' '%s' %s >out.txt 2>err.txt", t->folder,
        share, NASKAH_BINARY, words);
    int status = system(command);
    t->status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    t->printed = e2e_read(t, "out.txt");
    t->out = arena_printf(t->arena, "%s%s", t->printed, e2e_read(t, "err.txt"));
    return t->status;
}

static inline struct e2e *e2e_new(void) {
    struct arena *arena = arena_new(0);
    struct e2e *t = ARENA_NEW(arena, struct e2e);
    t->arena = arena;
    t->folder = support_folder(arena);
    return t;
}

static inline void e2e_free(struct e2e *t) {
    support_remove(t->folder);
    arena_free(t->arena);
}

// cmocka's setup and teardown: a working folder whose input/ is the small region of tests/e2e/dasar.
static inline int e2e_setup(void **state) {
    struct e2e *t = e2e_new();
    e2e_shell(t, "cp -r '%s/tests/e2e/dasar' input", NASKAH_SOURCE_DIR);
    *state = t;
    return 0;
}

static inline int e2e_teardown(void **state) {
    e2e_free(*state);
    return 0;
}

static inline void e2e_share(struct e2e *t) {  // a copy of templates and fonts that the test may change
    e2e_shell(t, "mkdir share && cp -r '%s/templates' '%s/fonts' share", NASKAH_SOURCE_DIR, NASKAH_SOURCE_DIR);
}

static inline bool e2e_says(const struct e2e *t, const char *words) {
    return strstr(t->out, words) != NULL;
}

#define assert_says(t, words)                                                                                          \
    do {                                                                                                               \
        if (!e2e_says(t, words)) {                                                                                     \
            fail_msg("not said: %s\n%s", words, (t)->out);                                                             \
        }                                                                                                              \
    } while (0)

#define assert_status(t, expected)                                                                                     \
    do {                                                                                                               \
        if ((t)->status != (expected)) {                                                                               \
            fail_msg("exit %d instead of %d\n%s", (t)->status, expected, (t)->out);                                    \
        }                                                                                                              \
    } while (0)

static inline bool e2e_exists(struct e2e *t, const char *name) {
    return file_exists(file_join(t->arena, t->folder, name));
}

// Replaces the first `from` in a file by `to`.
static inline void e2e_edit(struct e2e *t, const char *name, const char *from, const char *to) {
    char *text = e2e_read(t, name), *at = strstr(text, from);
    if (!at) {
        fail_msg("%s holds no %s", name, from);
    }
    char *made = arena_printf(t->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    support_write(t->arena, t->folder, name, made, strlen(made));
}

static inline void e2e_write(struct e2e *t, const char *name, const char *text) {
    support_write(t->arena, t->folder, name, text, strlen(text));
}

// "name hash\n" of all files below a folder of the working folder, sorted.
static inline char *e2e_listing(struct e2e *t, const char *folder) {
    size_t n = 0, skip;
    char *root = file_join(t->arena, t->folder, folder);
    char **files = file_list(t->arena, root, NULL, &n);
    struct buf b = buf_new(t->arena);
    skip = strlen(root) + 1;
    for (size_t i = 0; i < n; i++) {
        struct str bytes;
        const char *why;
        char hash[HASH_SIZE];
        assert_true(file_read(t->arena, files[i], (size_t)1 << 28, &bytes, &why));
        hash_bytes(bytes.p, bytes.n, hash);
        buf_printf(&b, "%s %s\n", files[i] + skip, hash);
    }
    return arena_strdup(t->arena, buf_text(&b));
}

// Ids of the documents that the last run made anew (by its lines "dibuat output/AGENCY/ID.RENDITION.pdf …"), sorted as
// printed, each once, separated by spaces.
static inline char *e2e_made(struct e2e *t) {
    struct buf b = buf_new(t->arena);
    for (char *p = t->out; (p = strstr(p, "dibuat output/")) != NULL; p++) {
        if (p != t->out && p[-1] != '\n') {
            continue;
        }
        char *slash = strchr(p + strlen("dibuat output/"), '/') + 1;
        char *id = arena_strndup(t->arena, slash, strcspn(slash, "."));
        if (!strstr(buf_text(&b), id)) {
            buf_printf(&b, "%s%s", b.n ? " " : "", id);
        }
    }
    return arena_strdup(t->arena, buf_text(&b));
}

#endif
