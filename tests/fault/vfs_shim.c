// Preloaded into the program by test_fault.c: a VFS of SQLite around the usual one, whose Nth read, write, truncation
// or sync fails. Environment: FAULT_AT (from 1; 0: none), FAULT_HOW ("full" or "ioerr"), FAULT_STAYS (all later ones
// fail too), FAULT_COUNT (a file that is told the number, at exit).
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long at, count;
static bool full, stays;
static sqlite3_vfs *usual, shim;

struct shim_file {
    sqlite3_file base;
    sqlite3_file *real;        // behind this struct
};

static bool fails(void) {
    count++;
    return at > 0 && (count == at || (stays && count > at));
}

static sqlite3_file *real_of(sqlite3_file *f) {
    return ((struct shim_file *)f)->real;
}

static int shim_close(sqlite3_file *f) {
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int shim_read(sqlite3_file *f, void *p, int n, sqlite3_int64 where) {
    return fails() ? SQLITE_IOERR_READ : real_of(f)->pMethods->xRead(real_of(f), p, n, where);
}

static int shim_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 where) {
    if (fails()) {
        // What a full disk leaves: the first half of it.
        real_of(f)->pMethods->xWrite(real_of(f), p, n / 2, where);
        return full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return real_of(f)->pMethods->xWrite(real_of(f), p, n, where);
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 n) {
    return fails() ? SQLITE_IOERR_TRUNCATE : real_of(f)->pMethods->xTruncate(real_of(f), n);
}

static int shim_sync(sqlite3_file *f, int flags) {
    return fails() ? (full ? SQLITE_FULL : SQLITE_IOERR_FSYNC) : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *n) {
    return real_of(f)->pMethods->xFileSize(real_of(f), n);
}

static int shim_lock(sqlite3_file *f, int level) {
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int shim_unlock(sqlite3_file *f, int level) {
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int shim_reserved(sqlite3_file *f, int *out) {
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int shim_control(sqlite3_file *f, int what, void *p) {
    return real_of(f)->pMethods->xFileControl(real_of(f), what, p);
}

static int shim_sector(sqlite3_file *f) {
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int shim_device(sqlite3_file *f) {
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int shim_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *f, int offset, int n, int flags) {
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void shim_shm_barrier(sqlite3_file *f) {
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int shim_shm_unmap(sqlite3_file *f, int remove) {
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

// Version 2: shared memory for the WAL, no mapped pages, so that every page goes through xRead.
static const sqlite3_io_methods methods = {
    .iVersion = 2, .xClose = shim_close, .xRead = shim_read, .xWrite = shim_write, .xTruncate = shim_truncate,
    .xSync = shim_sync, .xFileSize = shim_size, .xLock = shim_lock, .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_reserved, .xFileControl = shim_control, .xSectorSize = shim_sector,
    .xDeviceCharacteristics = shim_device, .xShmMap = shim_shm_map, .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_shm_barrier, .xShmUnmap = shim_shm_unmap};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out) {
    struct shim_file *file = (struct shim_file *)f;
    (void)vfs;
    file->real = (sqlite3_file *)(file + 1);
    memset(file->real, 0, (size_t)usual->szOsFile);
    int code = usual->xOpen(usual, name, file->real, flags, out);
    f->pMethods = file->real->pMethods ? &methods : NULL;
    return code;
}

__attribute__((constructor)) static void begin(void) {
    const char *n = getenv("FAULT_AT"), *how = getenv("FAULT_HOW");
    at = n ? atol(n) : 0;
    full = how && strcmp(how, "full") == 0;
    stays = getenv("FAULT_STAYS");
    usual = sqlite3_vfs_find(NULL);
    shim = *usual;
    shim.zName = "shim";
    shim.szOsFile = (int)sizeof(struct shim_file) + usual->szOsFile;
    shim.xOpen = shim_open;
    sqlite3_vfs_register(&shim, 1);
}

__attribute__((destructor)) static void end(void) {
    const char *name = getenv("FAULT_COUNT");
    FILE *to = name ? fopen(name, "w") : NULL;
    if (to) {
        fprintf(to, "%ld\n", count);
        fclose(to);
    }
}
