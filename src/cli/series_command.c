// naskah nomor pesan, pakai, batal, seri: numbers of the office's own series.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xml.h"
#include "batch/fault.h"
#include "batch/own_number.h"
#include "cli/json.h"
#include "cli/number.h"
#include "cli/report.h"
#include "store/series.h"

#define WAIT_STEPS 600      // for the store: a minute at most
#define WAIT_STEP 100000    // µs

static const char *of(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value ? value : "";
}

// Somebody else who takes a number at the same moment is soon done: that is waited for.
static struct store *open_store(struct session *s, struct findings *findings) {
    const char *path = s->options.store ? s->options.store : "naskah.db";
    for (int i = 0;; i++) {
        struct findings *trial = findings_new(s->arena, s->catalogue);
        struct store *store = store_open(s->arena, path, trial);
        if (store || !store_is_locked(trial) || i == WAIT_STEPS || session_signal) {
            findings_append(findings, trial);
            return store;
        }
        usleep(WAIT_STEP);
    }
}

static bool start(struct session *s, struct strings *words, struct store **store, struct planned **chosen, size_t *n,
                  struct findings *step, int *status) {
    if (words->n == 0) {
        *status = session_misuse(s, "cli.number.documents", "", NULL);
        return false;
    }
    *store = open_store(s, step);
    if (!*store) {
        *status = session_end_step(s, step);
        return false;
    }
    if (!session_input(s)) {
        *status = session_end_step(s, s->findings);
    } else if (!session_select(s, words, chosen, n)) {
        *status = session_told_misuse(s);
    } else {
        return true;
    }
    store_close(*store);
    return false;
}

// The lines into the notes, then what they concern is made over.
static int finish(struct session *s, struct store *store, struct number_note *lines, size_t n, const char *says,
                  struct findings *step) {
    struct staging *staging = staging_new(s->arena);
    int status;
    if (n == 0) {
        status = session_end_step(s, step);
    } else if (!numbers_append(s->arena, s->world->notes, lines, n, staging, step)) {
        staging_abandon(staging);
        status = session_end_step(s, step);
    } else if (!staging_commit(staging)) {
        fault_write(step, numbers_file(s->arena, s->world->notes), NULL);
        status = session_end_step(s, step);
    } else {
        for (size_t i = 0; i < n; i++) {
            number_print(s, &lines[i], says);
        }
        status = number_remake(s, store, lines, n, step);
    }
    store_close(store);
    return status;
}

static void store_failed(struct session *s, struct store *store, struct findings *step) {
    (void)s;
    findings_add_as(step, SEVERITY_FATAL, "store.write", (struct place){0}, "alasan", store_why(store), NULL);
}

static struct number_note line_of(struct session *s, const char *document, const struct series_number *taken,
                                  const char *status) {
    return (struct number_note){.document = document, .number = taken->number, .series = taken->name,
                                .year = arena_printf(s->arena, "%d", taken->year), .ordinal = taken->n,
                                .status = status, .who = s->options.who};
}

static bool reserve_one(struct session *s, struct store *store, const struct planned *d, struct number_note *line,
                        struct findings *step) {
    struct number_standing now = number_of(s->world, s->arena, d);
    struct own_number own;
    struct series_number taken;
    if (*now.number) {
        findings_add(step, *now.series ? "number.same" : "number.has", now.place, "naskah", d->id, "nomor", now.number,
                     NULL);
        return false;
    }
    if (!own_number_of(s->world, s->arena, d, &own, step)) {
        return false;
    }
    struct series_request request = {.name = of(own.series, "id"), .year = own.day.year, .document = d->id,
                                     .first = own_number_first(s->world, &own), .write = own_number_write,
                                     .context = &own};
    if (series_take(store, s->arena, &request, &taken) != SERIES_DONE) {
        store_failed(s, store, step);
        return false;
    }
    *line = line_of(s, d->id, &taken, series_states[SERIES_RESERVED]);
    return true;
}

int number_reserve(struct session *s, struct strings *words) {
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct store *store = NULL;
    struct planned *chosen = NULL;
    size_t n = 0, n_lines = 0;
    int status = 0;
    if (!start(s, words, &store, &chosen, &n, step, &status)) {
        return status;
    }
    struct number_note *lines = ARENA_ARRAY(s->arena, n + 1, struct number_note);
    for (size_t i = 0; i < n; i++) {
        n_lines += reserve_one(s, store, &chosen[i], &lines[n_lines], step);
    }
    return finish(s, store, lines, n_lines, "cli.number.reserved", step);
}

// The line of the number that a document has of a series; NULL after a finding.
static const xmlNode *own_line(struct session *s, const char *document, struct findings *step) {
    const xmlNode *line = resolve_numbering(s->world->objects, document).number;
    if (!line || !*of(line, "seri")) {
        findings_add(step, "number.not-own", (struct place){0}, "naskah", document, NULL);
        return NULL;
    }
    return line;
}

static bool close_one(struct session *s, struct store *store, const char *document, const char *reason,
                      struct number_note *line, struct findings *step) {
    const xmlNode *own = own_line(s, document, step);
    if (!own) {
        return false;
    }
    int year = atoi(of(own, "tahun")), n = atoi(of(own, "urut"));
    enum series_answer answer = reason ? series_void(store, of(own, "seri"), year, n, reason)
                                       : series_use(store, of(own, "seri"), year, n, document);
    if (answer == SERIES_FAILED) {
        store_failed(s, store, step);
        return false;
    }
    struct series_number of_line = {.name = of(own, "seri"), .year = year, .n = n, .number = of(own, "nomor")};
    *line = line_of(s, document, &of_line, series_states[reason ? SERIES_VOID : SERIES_USED]);
    line->reason = reason;
    return true;
}

static int close_all(struct session *s, struct strings *words, const char *reason) {
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct store *store = NULL;
    struct planned *chosen = NULL;
    size_t n = 0, n_lines = 0;
    int status = 0;
    if (!start(s, words, &store, &chosen, &n, step, &status)) {
        return status;
    }
    struct number_note *lines = ARENA_ARRAY(s->arena, n + 1, struct number_note);
    for (size_t i = 0; i < n; i++) {
        struct number_standing now = number_of(s->world, s->arena, &chosen[i]);
        if (reason && now.kept) {
            findings_add(step, "number.void-signed", now.place, "naskah", chosen[i].id, "nomor", now.number, NULL);
            continue;
        }
        n_lines += close_one(s, store, chosen[i].id, reason, &lines[n_lines], step);
    }
    return finish(s, store, lines, n_lines, reason ? "cli.number.voided" : "cli.number.used", step);
}

int number_use(struct session *s, struct strings *words) {
    return close_all(s, words, NULL);
}

int number_void(struct session *s, struct strings *words) {
    if (!s->options.reason || text_blank(s->options.reason)) {
        return session_misuse(s, "cli.number.reason", "", NULL);
    }
    return close_all(s, words, s->options.reason);
}

void number_use_signed(struct session *s, struct store *store, const char *document) {
    const xmlNode *line = resolve_numbering(s->world->objects, document).number;
    if (line && *of(line, "seri")) {
        // What the notes say counts: a store that was lost may not know the number, and that is no matter here.
        (void)series_use(store, of(line, "seri"), atoi(of(line, "tahun")), atoi(of(line, "urut")), document);
    }
}

// ---- seri ----

static void print_number(struct session *s, const struct series_number *x) {
    if (s->options.json) {
        json_open(stdout, "series");
        json_text(stdout, "series", x->name);
        json_number(stdout, "year", x->year);
        json_number(stdout, "n", x->n);
        json_text(stdout, "number", x->number);
        json_text(stdout, "state", series_states[x->state]);
        json_text(stdout, "document", x->document);
        json_text(stdout, "reason", x->reason);
        json_close(stdout);
        return;
    }
    const char *id = x->state == SERIES_GAP    ? "cli.series.gap"
                     : x->state == SERIES_VOID ? "cli.series.void"
                                               : "cli.series.number";
    printf("%s\n", SAY(s, id, "seri", x->name, "tahun", arena_printf(s->arena, "%d", x->year), "urut",
                       arena_printf(s->arena, "%d", x->n), "nomor", x->number ? x->number : "", "keadaan",
                       series_states[x->state], "naskah", x->document ? x->document : "–", "alasan",
                       x->reason ? x->reason : ""));
}

int number_series(struct session *s, struct strings *words) {
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct store *store = open_store(s, step);
    if (!store) {
        return session_end_step(s, step);
    }
    size_t n = 0, counts[SERIES_GAP + 1] = {0};
    struct series_number *all = series_list(store, s->arena, words->n ? words->items[0] : NULL, -1, 0, &n);
    for (size_t i = 0; i < n; i++) {
        print_number(s, &all[i]);
        counts[all[i].state]++;
    }
    if (!s->options.json) {
        printf("%s\n", SAY(s, n ? "cli.series.sum" : "cli.series.none", "dipesan", number(s, counts[SERIES_RESERVED]),
                           "dipakai", number(s, counts[SERIES_USED]), "batal", number(s, counts[SERIES_VOID]),
                           "lowong", number(s, counts[SERIES_GAP])));
    }
    store_close(store);
    return session_end_step(s, step);
}
