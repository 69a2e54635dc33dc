// naskah verifikasi: what is right in a finished file and what is not, row by row.
#include <string.h>

#include "base/file.h"
#include "batch/verify.h"
#include "batch/verify_files.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static const char *worded(struct session *s, const char *value) {
    return *value == '@' ? SAY(s, value + 1) : value;
}

static void print_facts(struct session *s, const struct verified *v) {
    for (size_t i = 0; i < v->n_facts; i++) {
        const struct verify_fact *f = &v->facts[i];
        bool signature = strncmp(f->label, "verify.signed-", 14) == 0;
        const char *label = SAY(s, signature ? "verify.signed" : f->label);
        printf("  %-20s %s\n", label, signature ? SAY(s, f->label, "nama", f->value) : worded(s, f->value));
    }
}

static void print_row(struct session *s, const struct verify_row *r) {
    printf("      %-6s %s %s  %s", SAY(s, r->place ? "verify.wrong" : "verify.right"), r->standard, r->clause,
           SAY(s, r->words));
    if (r->place) {
        printf(" (%s%s%s)", r->place, r->places > 1 ? "; " : "",
               r->places > 1 ? arena_printf(s->arena, "%ld×", r->places) : "");
    }
    putchar('\n');
}

// One group, from row `i` on; returns where the next one begins.
static size_t print_group(struct session *s, const struct verified *v, size_t i) {
    size_t end = i, broken = 0;
    for (; end < v->n_rows && v->rows[end].group == v->rows[i].group; end++) {
        broken += v->rows[end].place != NULL;
    }
    printf("  %-6s %s\n", SAY(s, broken ? "verify.wrong" : "verify.right"),
           SAY(s, broken ? "verify.group-wrong" : "verify.group", "nama", SAY(s, v->rows[i].group), "jumlah",
               number(s, end - i), "salah", number(s, broken)));
    for (; i < end; i++) {
        if (v->rows[i].place || s->options.notes) {
            print_row(s, &v->rows[i]);
        }
    }
    return end;
}

static void print_words(struct session *s, const char *path, const struct verified *v) {
    printf("%s%s%s\n", s->color ? "\033[1m" : "", path, s->color ? "\033[0m" : "");
    print_facts(s, v);
    for (size_t i = 0; i < v->n_rows;) {
        i = print_group(s, v, i);
    }
    printf("  %s\n", SAY(s, v->n_broken ? "verify.not-right" : "verify.all-right", "jumlah", number(s, v->n_rows),
                         "salah", number(s, v->n_broken)));
}

static void print_json(struct session *s, const char *path, const struct verified *v) {
    json_open(stdout, "verified");
    json_text(stdout, "file", path);
    json_flag(stdout, "conforms", v->n_broken == 0);
    json_number(stdout, "rows", (long)v->n_rows);
    json_number(stdout, "broken", (long)v->n_broken);
    json_close(stdout);
    for (size_t i = 0; i < v->n_rows; i++) {
        const struct verify_row *r = &v->rows[i];
        json_open(stdout, "row");
        json_text(stdout, "file", path);
        json_text(stdout, "standard", r->standard);
        json_text(stdout, "clause", r->clause);
        json_text(stdout, "check", r->words);
        json_text(stdout, "message", SAY(s, r->words));
        json_flag(stdout, "holds", !r->place);
        json_text(stdout, "place", r->place);
        json_number(stdout, "places", r->places);
        json_close(stdout);
    }
}

// ---- folders and archives ----

struct verifying {
    struct session *s;
    struct verify_asking asking;
    const char *date;
    size_t wrong;
    bool stopped;
};

static void print_files(struct session *s, const char *path, const struct verified_files *v,
                        const struct verify_asking *asking) {
    if (s->options.json) {
        json_open(stdout, "checked");
        json_text(stdout, "path", path);
        json_text(stdout, "kind", v->kind);
        json_text(stdout, "name", v->name);
        json_flag(stdout, "right", v->right);
        json_flag(stdout, "interrupted", v->stopped);
        json_number(stdout, "files", (long)v->files);
        json_number(stdout, "read", (long)v->read);
        json_number(stdout, "remembered", (long)v->remembered);
        json_number(stdout, "passed", (long)v->passed);
        json_text(stdout, "seed", asking->sample.share ? asking->sample.seed : NULL);
        json_close(stdout);
        return;
    }
    const char *says = v->stopped ? "verify.files-stopped" : v->right ? "verify.files-right" : "verify.files-wrong";
    printf("%s\n", SAY(s, says, "jenis", SAY(s, v->kind), "berkas", path, "jumlah", number(s, v->files), "dibaca",
                       number(s, v->read)));
    if (v->remembered) {
        printf("  %s\n", SAY(s, "verify.remembered", "jumlah", number(s, v->remembered)));
    }
    if (asking->sample.share && v->passed) {
        printf("  %s\n", SAY(s, "verify.sampled", "jumlah", number(s, v->passed), "benih", asking->sample.seed));
    }
}

// What the last check of the same place came to.
static void print_before(struct verifying *v, const char *path) {
    size_t n = 0, length = strlen(path);
    struct store *store = v->asking.store;
    const struct store_event_row *all = store ? store_events_of(store, v->s->arena, NULL, &n) : NULL;
    for (size_t i = n; i-- > 0;) {
        const char *detail = all[i].detail;
        if (strcmp(all[i].what, "verifikasi") == 0 && strncmp(detail, path, length) == 0 && detail[length] == ':') {
            printf("  %s\n", SAY(v->s, "verify.before", "tanggal", arena_strndup(v->s->arena, all[i].at, 10),
                                 "rincian", detail + length + 2));
            return;
        }
    }
}

// When, what, how it came out, by whom: an event of the store.
static void record(struct verifying *v, const char *path, const struct verified_files *done) {
    struct session *s = v->s;
    const char *who = s->options.who ? s->options.who : "";
    const char *sample = v->asking.sample.share ? arena_printf(s->arena, "; sampel %s, benih %s", s->options.sample,
                                                               v->asking.sample.seed)
                                                : "";
    const char *detail = arena_printf(s->arena, "%s: %s; %zu berkas dibaca%s%s%s", path,
                                      done->stopped ? "terhenti" : done->right ? "benar" : "salah",
                                      done->read + done->remembered, sample, *who ? "; oleh " : "", who);
    if (v->asking.store && !store_event(v->asking.store, NULL, "verifikasi", detail)) {
        findings_add(s->findings, "verify.unrecorded", (struct place){.file = path}, "berkas", path, "sebab",
                     store_why(v->asking.store), NULL);
    }
}

static void verify_folder(struct verifying *v, const char *path) {
    struct arena *arena = arena_new(0);
    struct findings *told = findings_new(arena, v->s->catalogue);
    struct verified_files done;
    if (verify_files(arena, path, &v->asking, &done, told)) {
        print_files(v->s, path, &done, &v->asking);
        if (!v->s->options.json) {
            print_before(v, path);
        }
        record(v, path, &done);
    }
    v->wrong += !done.right;
    v->stopped = v->stopped || done.stopped;
    findings_append(v->s->findings, told);
    arena_free(arena);
}

static void verify_file(struct verifying *v, const char *path) {
    struct session *s = v->s;
    struct arena *arena = arena_new(0);
    struct verified pdf;
    struct findings *told = findings_new(arena, s->catalogue);
    if (verify_path(arena, path, &pdf, told)) {
        (s->options.json ? print_json : print_words)(s, path, &pdf);
        v->wrong += pdf.n_broken > 0 || pdf.changed;
    }
    findings_append(s->findings, told);
    arena_free(arena);
}

static void verify_one(struct verifying *v, const char *path) {
    size_t n = 0;
    const char **bags = verify_bags_in(v->s->arena, path, &n);
    for (size_t i = 0; i < n && !v->stopped; i++) {
        verify_folder(v, bags[i]);
    }
    if (n == 0 && verify_is_files(path)) {
        verify_folder(v, path);
    } else if (n == 0) {
        verify_file(v, path);
    }
}

// A check without a working folder is as good; it is only not noted.
static int open_store(struct verifying *v) {
    const struct options *o = &v->s->options;
    const char *path = o->store ? o->store : "naskah.db";
    if (!file_exists(path)) {
        return STATUS_MADE;
    }
    v->asking.store = store_open(v->s->arena, path, v->s->findings);
    if (!v->asking.store) {
        return session_end_step(v->s, v->s->findings);
    }
    return STATUS_MADE;
}

static int verify_all(struct verifying *v) {
    struct session *s = v->s;
    const struct strings *words = &s->options.words;
    bool any = false;
    for (size_t i = 0; i < words->n; i++) {
        any = any || verify_is_files(words->items[i]);
    }
    int status = any ? open_store(v) : STATUS_MADE;
    if (status != STATUS_MADE) {
        return status;
    }
    if (v->asking.store && !v->asking.resume) {
        store_checks_clear(v->asking.store);
    }
    for (size_t i = 0; i < words->n && !v->stopped; i++) {
        verify_one(v, words->items[i]);
    }
    if (v->asking.store && !v->stopped) {
        store_checks_clear(v->asking.store);  // what is done to its end is not gone on with
    }
    store_close(v->asking.store);
    s->faulty = "cli.status.verify";
    report_findings(s, s->findings, stdout);
    status = v->wrong || findings_stop(s->findings) ? STATUS_STOPPED : STATUS_MADE;
    return v->stopped ? 128 + session_signal : report_end(s, NULL, s->findings, status);
}

int command_verify(struct session *s) {
    const struct options *o = &s->options;
    struct verifying v = {.s = s};
    if (o->words.n == 0) {
        return session_misuse(s, "cli.verify-none", "", NULL);
    }
    if (!session_date(s, &v.date)) {
        return session_misuse(s, "cli.date", v.date, NULL);
    }
    v.asking = (struct verify_asking){.share = s->share, .output = o->output ? o->output : "output",
                                      .resume = o->resume, .stop = &session_signal};
    if (o->sample) {
        v.asking.sample.share = fixity_share(o->sample);
        v.asking.sample.seed = o->seed ? o->seed : v.date;  // another sample each day, and told
        if (!v.asking.sample.share) {
            return session_misuse(s, "cli.share", o->sample, NULL);
        }
    }
    return verify_all(&v);
}
