// Preloaded by test_doctor.c: a machine that lacks things. MACHINE_DISK: bytes that are left on every disk;
// MACHINE_LACKS: the end of the name of a file that is not there; MACHINE_SQLITE: the version of SQLite.
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

const char *sqlite3_libversion(void);

static void *real(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

int statvfs(const char *path, struct statvfs *fs) {
    int (*next)(const char *, struct statvfs *) = (int (*)(const char *, struct statvfs *))real("statvfs");
    const char *left = getenv("MACHINE_DISK");
    int result = next(path, fs);
    if (result == 0 && left) {
        fs->f_frsize = 1;
        fs->f_bavail = strtoul(left, NULL, 10);
    }
    return result;
}

FILE *fopen(const char *path, const char *mode) {
    FILE *(*next)(const char *, const char *) = (FILE * (*)(const char *, const char *)) real("fopen");
    const char *lacks = getenv("MACHINE_LACKS");
    size_t n = lacks ? strlen(lacks) : 0, of = strlen(path);
    if (n > 0 && of >= n && strcmp(path + of - n, lacks) == 0) {
        errno = ENOENT;
        return NULL;
    }
    return next(path, mode);
}

const char *sqlite3_libversion(void) {
    const char *(*next)(void) = (const char *(*)(void))real("sqlite3_libversion");
    const char *version = getenv("MACHINE_SQLITE");
    return version ? version : next();
}
