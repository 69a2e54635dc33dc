// The commands that make documents: jalankan and buat.
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "batch/import.h"
#include "batch/stale.h"
#include "batch/followups.h"
#include "batch/states.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/run_table.h"

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

static double seconds_between(const struct clock *from, const struct clock *to) {
    return (double)(to->wall.tv_sec - from->wall.tv_sec) + (double)(to->wall.tv_nsec - from->wall.tv_nsec) / 1e9;
}

static void print_speed(struct session *s, const struct clock *from, size_t made) {
    struct clock to = clock_now();
    double wall = seconds_between(from, &to);
    double cpu = cpu_ms(&to.use) - cpu_ms(&from->use);
    printf("%s\n", SAY(s, "cli.speed", "jumlah", number(s, made), "laju",
                       arena_printf(s->arena, "%.1f", (double)made / wall), "cpu",
                       arena_printf(s->arena, "%.3f", cpu / (double)made), "memori",
                       arena_printf(s->arena, "%.1f", (double)to.use.ru_maxrss / 1024)));
}

// One order to make documents, from the inputs to the report.
struct order {
    struct session *s;
    struct strings inputs, waiting;    // waiting: what a dry run would import
    struct store *store;
    struct run_options options;
    bool all;                          // the inputs are all there are: none was named
    size_t told;                       // findings from before the world was read
    struct clock start;
    struct run_report *report;
};

static bool open_store(struct order *order) {
    struct session *s = order->s;
    const char *path = s->options.store ? s->options.store : "naskah.db";
    if (s->options.dry && !file_exists(path)) {
        path = NULL;  // a dry run leaves nothing behind
    }
    order->store = s->options.shard && path ? store_open_shared(s->arena, path, s->findings)
                                            : store_open(s->arena, path, s->findings);
    return order->store != NULL;
}

static void read_options(struct order *order) {
    struct session *s = order->s;
    struct run_options *o = &order->options;
    o->output = s->options.output ? s->options.output : "output";
    o->again = s->options.again || o->repeat > 1;
    o->stop = &session_signal;
    o->dry = s->options.dry;
    o->explain = s->options.explain;
    o->language = s->language;
    o->max_failures = s->options.max_failures ? (size_t)atol(s->options.max_failures) : 0;
    session_workers(s, o);
    memcpy(o->want, s->want, sizeof o->want);
    o->named = s->want[RENDITION_UNGGAH] && !s->want[RENDITION_DRAF];
}

static void run_once(struct order *order) {
    struct session *s = order->s;
    struct progress progress = progress_start(s, order->options.n_documents);
    struct run_report *earlier = order->report;
    order->options.progress = progress_tell;
    order->options.context = &progress;
    order->report = run_batch(s->world, order->store, &order->options);
    progress_end(&progress);
    if (earlier) {
        run_report_merge(order->report, earlier, s->arena);
    }
}

// Reads the inputs and chooses among their documents. STATUS_MADE, or the status with which the command ends.
static int read_world(struct order *order) {
    struct session *s = order->s;
    order->told = s->findings->n;
    if (!session_world(s, &order->inputs)) {
        return STATUS_WORLD;
    }
    order->options.whole = true;
    order->options.orphans = order->all;
    int status = session_narrow(s, &order->options);
    if (status == STATUS_MADE && order->options.orphans) {
        states_check(s->world, s->plan, s->n_plan, s->findings);
        requests_check(s->world, s->findings);
    }
    return status;
}

// Somebody saved a file while documents were made of what it said before: what depends on it is made again.
enum { MOST_TIMES = 3 };

static int run_until_steady(struct order *order) {
    struct session *s = order->s;
    int status = STATUS_MADE;
    for (int i = 1; status == STATUS_MADE; i++) {
        run_once(order);
        struct findings *stale = findings_new(s->arena, s->catalogue);
        bool over = order->options.dry || order->options.repeat > 1 || session_signal || order->report->gave_up ||
                    findings_count(order->report->findings, SEVERITY_FATAL) > 0;
        if (over || stale_inputs(s->world, stale) == 0) {
            return STATUS_MADE;
        }
        if (i == MOST_TIMES) {
            findings_add(s->findings, "job.input-unsteady", (struct place){0}, NULL);
            return STATUS_MADE;
        }
        s->findings->n = order->told;  // what the world is now tells its own
        findings_append(s->findings, stale);
        status = read_world(order);
    }
    return status;
}

static int end_run(struct order *order) {
    struct session *s = order->s;
    const struct run_report *r = order->report;
    findings_join(s->findings, r->findings);
    session_waive(s, s->findings, order->options.whole && !r->interrupted && !r->gave_up);
    report_findings(s, s->findings, stdout);
    report_made(s, order->report, stdout);
    run_table_print(s, order->report, stdout);
    struct clock now = clock_now();
    run_table_time(s, order->report, seconds_between(&order->start, &now), stderr);
    return report_end(s, order->report, s->findings, status_of(order->report, s->findings));
}

static void tell_waiting(struct session *s, const char *path) {
    if (s->options.json) {
        json_open(stdout, "import");
        json_text(stdout, "source", path);
        json_text(stdout, "state", "waits");
        json_close(stdout);
    } else {
        printf("%s\n", SAY(s, "cli.would-import", "sumber", path));
    }
}

// Texts, pages, Word files and tables that lie in the input folders become objects there first. A dry run only names
// them; a shard leaves them to a whole run, since several at a time would bring in the same.
static void bring_in(struct order *order) {
    struct session *s = order->s;
    for (size_t i = 0; i < order->inputs.n; i++) {
        const char *folder = order->inputs.items[i];
        if (!file_is_folder(folder) || !import_waits(s->arena, folder) || s->options.shard) {
            continue;
        }
        size_t n = 0;
        const char *const *waiting = s->options.dry ? import_waiting(s->arena, folder, &n) : NULL;
        for (size_t k = 0; k < n; k++) {
            tell_waiting(s, waiting[k]);
            strings_add(s->arena, &order->waiting, waiting[k]);
        }
        struct importing *in = s->options.dry ? NULL : session_importing(s, folder);
        if (in) {
            import_folder(in, s->findings, report_import, s);
        }
    }
}

static bool is_waiting(const struct order *order, const struct finding *f) {
    for (size_t i = 0; i < order->waiting.n; i++) {
        if (f->place.file && strcmp(order->waiting.items[i], f->place.file) == 0) {
            return true;
        }
    }
    return false;
}

// What a dry run would import is not called unread.
static void forget_waiting(struct order *order) {
    struct findings *f = order->s->findings;
    size_t kept = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->items[i].rule, "read.ignored") != 0 || !is_waiting(order, &f->items[i])) {
            f->items[kept++] = f->items[i];
        }
    }
    f->n = kept;
}

static void take_inputs(struct order *order) {
    struct session *s = order->s;
    order->inputs = s->options.inputs;
    for (size_t i = 0; i < s->options.words.n; i++) {
        strings_add(s->arena, &order->inputs, s->options.words.items[i]);
    }
    order->all = order->inputs.n == 0;
    if (order->all) {
        strings_add(s->arena, &order->inputs, "input");
    }
}

static int run_order(struct order *order) {
    bring_in(order);
    int status = read_world(order);
    if (status == STATUS_MADE) {
        forget_waiting(order);
        read_options(order);
        status = run_until_steady(order);
    }
    return status == STATUS_MADE    ? end_run(order)
           : status == STATUS_WORLD ? failed_early(order->s)
                                    : status;
}

int command_run(struct session *s) {
    struct order order = {.s = s, .start = clock_now()};
    take_inputs(&order);
    if (order.all && !file_is_folder("input")) {
        return session_misuse(s, "cli.input-none", "input", NULL);
    }
    if (!open_store(&order)) {
        return failed_early(s);
    }
    int status = run_order(&order);
    store_close(order.store);
    return status;
}

// ---- buat ----

static int make_order(struct order *order) {
    struct session *s = order->s;
    struct planned *chosen = NULL;
    if (!session_select(s, &s->options.words, &chosen, &order->options.n_documents)) {
        return session_told_misuse(s);
    }
    if (!open_store(order)) {
        return failed_early(s);
    }
    order->options.documents = chosen;
    order->options.repeat = s->options.repeat ? atoi(s->options.repeat) : 1;
    read_options(order);
    struct clock start = clock_now();
    run_once(order);
    store_close(order->store);
    if (order->options.repeat > 1) {
        print_speed(s, &start, order->report->n_made);
        order->report->n_made = 0;
    }
    return end_run(order);
}

int command_make(struct session *s) {
    struct order order = {.s = s, .inputs = s->options.inputs, .start = clock_now()};
    if (s->options.words.n == 0) {
        return session_misuse(s, "cli.document-none", "", NULL);
    }
    if (order.inputs.n == 0) {
        strings_add(s->arena, &order.inputs, "input");
    }
    return session_world(s, &order.inputs) ? make_order(&order) : failed_early(s);
}
