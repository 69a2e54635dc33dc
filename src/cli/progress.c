#include "cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A run of a minute says nothing in a log, one of an hour some hundred lines.
#define SECONDS_BETWEEN_LINES 30
#define SECONDS_UNTIL_RATE 0.5

static double since(const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

struct progress progress_start(struct session *s, size_t n) {
    const char *term = getenv("TERM"), *every = s->options.news;
    struct progress p = {.session = s, .n = n, .every = every ? atof(every) : SECONDS_BETWEEN_LINES};
    p.terminal = isatty(STDERR_FILENO) && term && *term && strcmp(term, "dumb") != 0;
    clock_gettime(CLOCK_MONOTONIC, &p.start);
    return p;
}

// Its own small memory: the session's arena would grow by a line a document.
static const char *words(const struct progress *p, struct arena *arena, size_t i, const struct run_report *r,
                         double t) {
    struct session of = *p->session;
    of.arena = arena;
    double rate = t > 0 ? (double)i / t : 0;
    long left = rate > 0 ? (long)((double)(p->n - i) / rate + 0.5) : 0;
    const char *failures = r->stopped + r->failed > 0
                               ? SAY(&of, "cli.progress.failures", "dihentikan", number(&of, r->stopped), "gagal",
                                     number(&of, r->failed))
                               : "";
    if (t < SECONDS_UNTIL_RATE || i == 0) {
        return arena_printf(arena, "[%zu/%zu]%s", i + 1, p->n, failures);
    }
    const char *time = arena_printf(arena, "%ld:%02ld:%02ld", left / 3600, left / 60 % 60, left % 60);
    const char *pace = SAY(&of, "cli.progress.rate", "laju", arena_printf(arena, "%.1f", rate), "sisa", time);
    return arena_printf(arena, "[%zu/%zu] %s%s", i + 1, p->n, pace, failures);
}

void progress_tell(void *context, size_t i, const struct planned *document, const struct run_report *report) {
    struct progress *p = context;
    double t = since(&p->start);
    if (p->session->options.json || (!p->terminal && t - p->last < p->every)) {
        return;
    }
    struct arena *arena = arena_new(0);
    const char *line = words(p, arena, i, report, t);
    fprintf(stderr, p->terminal ? "\r\033[K%s %.40s" : "%s %.40s\n", line, document->id);
    fflush(stderr);
    p->shown = p->terminal;
    p->last = t;
    arena_free(arena);
}

void progress_end(const struct progress *p) {
    if (p->shown) {
        fputs("\r\033[K", stderr);
    }
}
