// Preloaded into the program by test_fault.c: counts what it does to files (those of SQLite too), and lets the Nth of
// these go wrong. Environment:
//   FAULT_AT      which one, from 1; 0: none
//   FAULT_HOW     an errno that it fails with, or "kill": the process dies just before it
//   FAULT_STAYS   set: all later ones fail too (a disk that is full stays full)
//   FAULT_WRITES  set: only what needs room on the disk is counted
//   FAULT_WORKERS set: only what forked processes do is counted, in each by itself
//   FAULT_COUNT   a file that is told the number, at exit
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long at, count;
static int error_number;
static bool stays, writes_only, workers_only, on;
static pid_t first;

__attribute__((constructor)) static void begin(void) {
    const char *n = getenv("FAULT_AT"), *how = getenv("FAULT_HOW");
    at = n ? atol(n) : 0;
    error_number = how && strcmp(how, "kill") != 0 ? atoi(how) : 0;
    stays = getenv("FAULT_STAYS");
    writes_only = getenv("FAULT_WRITES");
    workers_only = getenv("FAULT_WORKERS");
    first = getpid();
    on = true;
}

__attribute__((destructor)) static void end(void) {
    const char *name = getenv("FAULT_COUNT");
    on = false;
    FILE *to = name && getpid() == first ? fopen(name, "w") : NULL;
    if (to) {
        fprintf(to, "%ld\n", count);
        fclose(to);
    }
}

// True when this one is to fail, with errno set.
static bool fails(bool needs_room) {
    if (!on || (writes_only && !needs_room) || (workers_only && getpid() == first)) {
        return false;
    }
    count++;
    if (at == 0 || (count != at && !(stays && count > at))) {
        return false;
    }
    if (error_number == 0) {
        kill(getpid(), SIGKILL);
    }
    errno = error_number;
    return true;
}

// What goes to terminals and other processes is no file.
static bool is_file(int fd) {
    struct stat s;
    return fd > 2 && fstat(fd, &s) == 0 && (S_ISREG(s.st_mode) || S_ISDIR(s.st_mode));
}

#define REAL(name) ((__typeof__(&name))(dlsym(RTLD_NEXT, #name)))

static mode_t mode_of(int flags, va_list args) {
    return flags & O_CREAT ? va_arg(args, mode_t) : 0;
}

static bool makes(int flags) {
    return flags & (O_CREAT | O_TRUNC);
}

int open(const char *path, int flags, ...) {
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return makes(flags) && fails(true) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list args;
    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return makes(flags) && fails(true) ? -1 : REAL(open64)(path, flags, mode);
}

ssize_t write(int fd, const void *p, size_t n) {
    return is_file(fd) && fails(true) ? -1 : REAL(write)(fd, p, n);
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t where) {
    return is_file(fd) && fails(true) ? -1 : REAL(pwrite)(fd, p, n, where);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t where) {
    return is_file(fd) && fails(true) ? -1 : REAL(pwrite64)(fd, p, n, where);
}

int ftruncate(int fd, off_t n) {
    return is_file(fd) && fails(false) ? -1 : REAL(ftruncate)(fd, n);
}

int ftruncate64(int fd, off64_t n) {
    return is_file(fd) && fails(false) ? -1 : REAL(ftruncate64)(fd, n);
}

int fsync(int fd) {
    return is_file(fd) && fails(true) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd) {
    return is_file(fd) && fails(true) ? -1 : REAL(fdatasync)(fd);
}

int rename(const char *from, const char *to) {
    return fails(true) ? -1 : REAL(rename)(from, to);
}

int link(const char *from, const char *to) {
    return fails(true) ? -1 : REAL(link)(from, to);
}

int unlink(const char *path) {
    return fails(false) ? -1 : REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
    return fails(true) ? -1 : REAL(mkdir)(path, mode);
}
