// The commands that make documents: jalankan and buat.
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "batch/import.h"
#include "batch/states.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/report.h"

static int status_of(const struct run_report *r, const struct findings *f) {
    if (store_is_locked(f)) {
        return STATUS_LOCKED;
    }
    if (findings_count(f, SEVERITY_FATAL) > 0 || (r && r->failed > 0)) {
        return STATUS_WORLD;
    }
    if (session_signal) {
        return 128 + session_signal;
    }
    return findings_stop(f) ? STATUS_STOPPED : STATUS_MADE;
}

// Before any document: the world or the store failed.
static int failed_early(struct session *s) {
    report_findings(s, s->findings, stdout);
    return report_end(s, NULL, s->findings, status_of(NULL, s->findings));
}

struct clock {
    struct timespec wall;
    struct rusage use;
};

static struct clock clock_now(void) {
    struct clock c;
    clock_gettime(CLOCK_MONOTONIC, &c.wall);
    getrusage(RUSAGE_SELF, &c.use);
    return c;
}

static double cpu_ms(const struct rusage *u) {
    return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) * 1e3 +
           (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e3;
}

static void print_speed(struct session *s, const struct clock *from, size_t made) {
    struct clock to = clock_now();
    double wall = (double)(to.wall.tv_sec - from->wall.tv_sec) + (double)(to.wall.tv_nsec - from->wall.tv_nsec) / 1e9;
    double cpu = cpu_ms(&to.use) - cpu_ms(&from->use);
    printf("%s\n", SAY(s, "cli.speed", "jumlah", number(s, made), "laju",
                       arena_printf(s->arena, "%.1f", (double)made / wall), "cpu",
                       arena_printf(s->arena, "%.3f", cpu / (double)made), "memori",
                       arena_printf(s->arena, "%.1f", (double)to.use.ru_maxrss / 1024)));
}

static int make(struct session *s, struct run_options *o) {
    const char *path = s->options.store ? s->options.store : "naskah.db";
    if (s->options.dry && !file_exists(path)) {
        path = NULL;  // a dry run leaves nothing behind
    }
    struct store *store = store_open(s->arena, path, s->findings);
    if (!store) {
        return failed_early(s);
    }
    struct progress progress = progress_start(s, o->n_documents);
    o->output = s->options.output ? s->options.output : "output";
    o->again = s->options.again || o->repeat > 1;
    o->stop = &session_signal;
    o->progress = progress_tell;
    o->dry = s->options.dry;
    o->max_failures = s->options.max_failures ? (size_t)atol(s->options.max_failures) : 0;
    o->context = &progress;
    session_workers(s, o);
    memcpy(o->want, s->want, sizeof o->want);
    o->named = s->want[RENDITION_UNGGAH] && !s->want[RENDITION_DRAF];
    struct clock start = clock_now();
    struct run_report *report = run_batch(s->world, store, o);
    store_close(store);
    progress_end(&progress);
    if (o->repeat > 1) {
        print_speed(s, &start, report->n_made);
        report->n_made = 0;
    }
    findings_append(s->findings, report->findings);
    session_waive(s, s->findings, o->whole && !report->interrupted && !report->gave_up);
    report_findings(s, s->findings, stdout);
    report_made(s, report, stdout);
    return report_end(s, report, s->findings, status_of(report, s->findings));
}

// Texts, pages, Word files and tables that lie in the input folders become objects there first.
static void bring_in(struct session *s, const struct strings *inputs) {
    for (size_t i = 0; i < inputs->n; i++) {
        const char *folder = inputs->items[i];
        struct importing *in = file_is_folder(folder) && import_waits(s->arena, folder)
                                   ? session_importing(s, folder)
                                   : NULL;
        if (in) {
            import_folder(in, s->findings);
        }
    }
}

int command_run(struct session *s) {
    struct strings inputs = s->options.inputs;
    bool given = s->options.words.n > 0 || inputs.n > 0;
    for (size_t i = 0; i < s->options.words.n; i++) {
        strings_add(s->arena, &inputs, s->options.words.items[i]);
    }
    if (!given) {
        if (!file_is_folder("input")) {
            return session_misuse(s, "cli.input-none", "input", NULL);
        }
        strings_add(s->arena, &inputs, "input");
    }
    if (!s->options.dry) {
        bring_in(s, &inputs);
    }
    if (!session_world(s, &inputs)) {
        return failed_early(s);
    }
    struct planned *chosen = NULL;
    struct run_options o = {.documents = s->plan, .n_documents = s->n_plan, .whole = true, .orphans = !given};
    if (s->options.only.n > 0) {
        if (!session_select(s, &s->options.only, &chosen, &o.n_documents)) {
            return session_told_misuse(s);
        }
        o.documents = chosen;
        o.whole = o.orphans = false;
    }
    if (o.orphans) {
        states_check(s->world, s->plan, s->n_plan, s->findings);
    }
    return make(s, &o);
}

int command_make(struct session *s) {
    struct strings inputs = s->options.inputs;
    if (s->options.words.n == 0) {
        return session_misuse(s, "cli.document-none", "", NULL);
    }
    if (inputs.n == 0) {
        strings_add(s->arena, &inputs, "input");
    }
    if (!session_world(s, &inputs)) {
        return failed_early(s);
    }
    struct planned *chosen = NULL;
    struct run_options o = {0};
    if (!session_select(s, &s->options.words, &chosen, &o.n_documents)) {
        return session_told_misuse(s);
    }
    o.documents = chosen;
    o.repeat = s->options.repeat ? atoi(s->options.repeat) : 1;
    return make(s, &o);
}
