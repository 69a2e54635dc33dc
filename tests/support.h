// What every test needs: cmocka with its headers, an arena, and a folder of its own that is removed at the end.
#ifndef NASKAH_TESTS_SUPPORT_H
#define NASKAH_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

static inline int support_remove_entry(const char *path, const struct stat *st, int kind, struct FTW *at) {
    (void)st, (void)kind, (void)at;
    return remove(path);
}

// Removes a folder and everything below it.
static inline void support_remove(const char *folder) {
    nftw(folder, support_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

// A new empty folder; its name lives in `arena`.
static inline char *support_folder(struct arena *arena) {
    char *folder = arena_strdup(arena, "/tmp/naskah-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return folder;
}

// Writes a file below `folder` and returns its path.
static inline char *support_write(struct arena *arena, const char *folder, const char *name, const void *bytes,
                                  size_t n) {
    char *path = arena_printf(arena, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    return path;
}

#endif
