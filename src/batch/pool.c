#include "batch/pool.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct worker {
    pid_t pid;                // 0: none
    int fd;
    bool busy, over;          // over: killed because its time was over
    bool second;              // the worker before it died without having begun
    size_t tag;
    double until;             // on the clock; 0: no limit
    char *asked;              // the request, until it has begun
    size_t n_asked;
    char *bytes;              // what has come of the reply: BEGUN, its length, itself
    size_t n, cap;
};

// A worker says so before it works: what it has in hand from then on is lost with it.
static const char BEGUN = 1;

// A reply is some findings and a record; more comes only of a worker that runs wild.
#define REPLY_LIMIT ((uint64_t)256 << 20)

struct pool {
    struct pool_options options;
    struct worker *workers;
    struct pool_result failed;  // of a piece of work for which no worker could be forked
    bool has_failed;
};

static long peak;

// ---- both sides ----

static bool read_all(int fd, void *to, size_t n) {
    for (char *p = to; n > 0;) {
        ssize_t got = read(fd, p, n);
        if (got <= 0 && !(got < 0 && errno == EINTR)) {
            return false;
        }
        p += got > 0 ? got : 0;
        n -= got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool write_all(int fd, const void *from, size_t n) {
    for (const char *p = from; n > 0;) {
        ssize_t put = send(fd, p, n, MSG_NOSIGNAL);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        p += put > 0 ? put : 0;
        n -= put > 0 ? (size_t)put : 0;
    }
    return true;
}

struct head {
    uint64_t n;               // bytes that follow
    uint64_t last;            // of a worker: it takes no more work
};

static bool write_frame(int fd, const char *p, size_t n, bool last) {
    struct head head = {n, last};
    return write_all(fd, &head, sizeof head) && write_all(fd, p, n);
}

// ---- in the worker ----

static void limit(int what, rlim_t n) {
    struct rlimit r;
    if (getrlimit(what, &r) == 0 && (r.rlim_max == RLIM_INFINITY || n <= r.rlim_max)) {
        r.rlim_cur = n;
        setrlimit(what, &r);
    }
}

// AddressSanitizer reserves terabytes of addresses.
static void limit_memory(size_t more) {
#ifdef __SANITIZE_ADDRESS__
    (void)more;
#else
    long pages = 0;
    FILE *f = more ? fopen("/proc/self/statm", "re") : NULL;
    if (f && fscanf(f, "%ld", &pages) == 1) {
        limit(RLIMIT_AS, (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + more);
    }
    if (f) {
        fclose(f);
    }
#endif
}

// The limit of the kernel counts the whole life of a process, ours one piece of work.
static void limit_time(int seconds) {
    struct rusage use;
    if (seconds > 0 && getrusage(RUSAGE_SELF, &use) == 0) {
        limit(RLIMIT_CPU, (rlim_t)(use.ru_utime.tv_sec + use.ru_stime.tv_sec + 1 + seconds));
    }
}

// Nothing of the parent's is kept open: not its store, not its lock, not the channels of other workers.
static void settle(int fd, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(0);  // it died before we asked to be told
    }
    // A signal from the terminal reaches all of us; the parent says what becomes of the work in hand.
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGXCPU, SIG_DFL);
    close_range(3, (unsigned)fd - 1, 0);
    close_range((unsigned)fd + 1, ~0U, 0);
    limit(RLIMIT_CORE, 0);
}

_Noreturn static void serve(const struct pool *p, int fd) {
    struct arena *arena = arena_new(0);
    struct head head;
    limit_memory(p->options.memory);
    while (read_all(fd, &head, sizeof head)) {
        char *request = arena_room(arena, head.n + 1, 1);
        struct buf reply = buf_new(arena);
        if (!read_all(fd, request, head.n) || !write_all(fd, &BEGUN, sizeof BEGUN)) {
            break;
        }
        limit_time(p->options.cpu);
        bool fit = p->options.work(p->options.context, (struct str){request, head.n}, &reply);
        if (!write_frame(fd, buf_text(&reply), reply.n, !fit) || !fit) {
            break;
        }
        arena_reset(arena);
    }
    _exit(0);  // buffers of the parent's streams are not ours to write
}

// ---- in the parent ----

static double clock_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct pool *pool_new(const struct pool_options *options) {
    assert(options->workers > 0 && options->work);
    struct pool *p = calloc(1, sizeof *p);
    struct worker *workers = calloc((size_t)options->workers, sizeof *workers);
    if (!p || !workers) {
        fputs("naskah: out of memory\n", stderr);
        exit(3);
    }
    p->options = *options;
    p->workers = workers;
    return p;
}

static bool start(struct pool *p, struct worker *w) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return false;
    }
    fflush(NULL);  // else a worker that ends by itself may write it a second time
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        settle(ends[1], parent);
        serve(p, ends[1]);
    }
    int why = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        errno = why;
        return false;
    }
    w->pid = pid;
    w->fd = ends[0];
    return true;
}

// Its end is waited for, so that nothing is left of it. How it ended.
static int bury(struct worker *w) {
    int status = 0;
    struct rusage use = {0};
    close(w->fd);
    while (wait4(w->pid, &status, 0, &use) < 0 && errno == EINTR) {
    }
    peak = use.ru_maxrss > peak ? use.ru_maxrss : peak;
    w->pid = 0;
    w->busy = false;
    return status;
}

bool pool_idle(const struct pool *p) {
    for (int i = 0; !p->has_failed && i < p->options.workers; i++) {
        if (!p->workers[i].busy) {
            return true;
        }
    }
    return false;
}

static bool fail(struct pool *p, struct worker *w) {
    p->failed = (struct pool_result){.tag = w->tag, .end = POOL_UNSTARTED, .status = errno};
    p->has_failed = true;
    return false;
}

// A worker has the request in hand; when it died in this moment, pool_take finds out.
static bool hand_over(struct pool *p, struct worker *w) {
    bool ok = w->pid && write_frame(w->fd, w->asked, w->n_asked, false);
    if (!ok && w->pid) {
        kill(w->pid, SIGKILL);  // it died while it had nothing to do
        bury(w);
    }
    ok = ok || (start(p, w) && write_frame(w->fd, w->asked, w->n_asked, false));
    if (!ok && !w->pid) {
        return fail(p, w);
    }
    w->busy = true;
    w->over = false;
    w->n = 0;
    w->until = p->options.wall ? clock_now() + p->options.wall : 0;
    return true;
}

void pool_give(struct pool *p, size_t tag, struct str request) {
    struct worker *w = NULL;
    for (int i = 0; i < p->options.workers; i++) {  // one that lives already is better than a new one
        struct worker *one = &p->workers[i];
        if (!one->busy && (!w || (one->pid && !w->pid))) {
            w = one;
        }
    }
    assert(w && !p->has_failed);
    w->tag = tag;
    w->second = false;
    char *copy = realloc(w->asked, request.n + 1);
    if (!copy) {
        fail(p, w);
        return;
    }
    memcpy(copy, request.n ? request.p : "", request.n);
    w->asked = copy;
    w->n_asked = request.n;
    hand_over(p, w);
}

// False when there is no result yet: it had not begun, so another worker is given the same.
static bool died(struct pool *p, struct worker *w, struct pool_result *result) {
    *result = (struct pool_result){.tag = w->tag, .worker = w->pid};
    bool over = w->over;
    kill(w->pid, SIGKILL);
    int status = bury(w);
    result->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    result->status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    result->end = over || result->signal == SIGXCPU ? POOL_SLOW : POOL_CRASHED;
    if (w->n == 0 && !over && !w->second) {
        w->second = true;
        hand_over(p, w);
        return false;
    }
    return true;
}

static bool has_room(struct worker *w) {
    if (w->cap - w->n >= 65536) {
        return true;
    }
    size_t cap = w->cap ? 2 * w->cap : 1 << 18;
    char *more = realloc(w->bytes, cap);
    w->bytes = more ? more : w->bytes;
    w->cap = more ? cap : w->cap;
    return more;
}

// Reads what there is. True when the reply is whole, or when there will be none.
static bool listen_to(struct pool *p, struct worker *w, struct pool_result *result) {
    struct head head = {0};
    enum { BEFORE = sizeof BEGUN + sizeof head };
    ssize_t got = has_room(w) ? recv(w->fd, w->bytes + w->n, w->cap - w->n, MSG_DONTWAIT) : 0;
    if (got <= 0) {
        bool later = got < 0 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK);
        return !later && died(p, w, result);
    }
    w->n += (size_t)got;
    if (w->n < BEFORE) {
        return false;
    }
    memcpy(&head, w->bytes + sizeof BEGUN, sizeof head);
    if (head.n > REPLY_LIMIT || w->n - BEFORE > head.n) {
        return died(p, w, result);
    }
    if (w->n - BEFORE < head.n) {
        return false;
    }
    *result = (struct pool_result){.tag = w->tag, .end = POOL_DONE, .worker = w->pid};
    result->reply = (struct str){w->bytes + BEFORE, head.n};
    w->busy = false;
    if (head.last) {
        bury(w);
    }
    return true;
}

// Milliseconds until the first limit; -1: none.
static int patience(const struct pool *p, double now) {
    double least = -1;
    for (int i = 0; i < p->options.workers; i++) {
        const struct worker *w = &p->workers[i];
        if (w->busy && w->until > 0 && (least < 0 || w->until - now < least)) {
            least = w->until > now ? w->until - now : 0;
        }
    }
    return least < 0 ? -1 : (int)(least * 1000) + 1;
}

static void end_slow(struct pool *p, double now) {
    for (int i = 0; i < p->options.workers; i++) {
        struct worker *w = &p->workers[i];
        if (w->busy && w->until > 0 && w->until <= now) {
            w->over = true;
            w->until = 0;
            kill(w->pid, SIGKILL);
        }
    }
}

bool pool_take(struct pool *p, struct pool_result *result) {
    struct pollfd *polls = calloc((size_t)p->options.workers, sizeof *polls);
    bool found = false, any = true;
    while (polls && !found && !p->has_failed && any) {
        any = false;
        for (int i = 0; i < p->options.workers; i++) {
            const struct worker *w = &p->workers[i];
            polls[i] = (struct pollfd){.fd = w->busy ? w->fd : -1, .events = POLLIN};
            any = any || w->busy;
        }
        if (any && poll(polls, (nfds_t)p->options.workers, patience(p, clock_now())) >= 0) {
            for (int i = 0; !found && i < p->options.workers; i++) {
                found = polls[i].fd >= 0 && polls[i].revents && listen_to(p, &p->workers[i], result);
            }
            end_slow(p, clock_now());
        }
    }
    free(polls);
    if (!found && p->has_failed) {
        *result = p->failed;
        p->has_failed = false;
        return true;
    }
    return found;
}

void pool_dismiss(struct pool *p, pid_t worker) {
    for (int i = 0; i < p->options.workers; i++) {
        if (p->workers[i].pid == worker && !p->workers[i].busy) {
            kill(worker, SIGKILL);
            bury(&p->workers[i]);
        }
    }
}

void pool_end(struct pool *p) {
    for (int i = 0; p && i < p->options.workers; i++) {
        struct worker *w = &p->workers[i];
        if (w->pid) {
            kill(w->pid, SIGKILL);
            bury(w);
        }
        free(w->bytes);
        free(w->asked);
    }
    if (p) {
        free(p->workers);
        free(p);
    }
}

long pool_peak(void) {
    return peak;
}
