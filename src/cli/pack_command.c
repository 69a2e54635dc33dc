// naskah kemas: packages for portals, desks and accounts, and notes of what was sent.
#include <fnmatch.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/contest.h"
#include "batch/package.h"
#include "batch/run.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

// ---- what is asked for ----

static bool wanted(const struct session *s, const struct planned *d) {
    const char *id = d->derived && d->node->parent ? xml_attr(d->node->parent, "id") : NULL;
    bool named = s->options.only.n == 0;
    for (size_t i = 0; i < s->options.only.n && !named; i++) {
        const char *word = s->options.only.items[i];
        named = fnmatch(word, d->id, 0) == 0 || (id && fnmatch(word, id, 0) == 0);
    }
    return named && (!s->options.agency || (d->agency && strcmp(s->options.agency, d->agency) == 0));
}

static size_t choose(struct session *s, const char *profile, bool all, struct planned *out) {
    size_t n = 0;
    for (size_t i = 0; i < s->n_plan; i++) {
        const struct planned *d = &s->plan[i];
        if (strcmp(d->kind, "proposal") == 0 && d->profile && strcmp(d->profile, profile) == 0 &&
            (all || wanted(s, d))) {
            out[n++] = *d;
        }
    }
    return n;
}

static int wrong_use(struct session *s) {
    const char *id = s->options.profiles, *meeting = s->options.meeting, *agency = s->options.agency;
    struct date closing;
    if (s->options.closing && (!date_parse(s->options.closing, &closing) || closing.day == 0)) {
        return session_misuse(s, "cli.date", s->options.closing, NULL);
    }
    if (meeting && !objects_find(s->world->objects, "kegiatan", meeting)) {
        const char *near = objects_nearest(s->world->objects, "kegiatan", meeting);
        return session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", meeting, near);
    }
    if (agency && !objects_find(s->world->objects, "instansi", agency)) {
        const char *near = objects_nearest(s->world->objects, "instansi", agency);
        return session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", agency, near);
    }
    if (id && !profiles_find(s->world->profiles, id)) {
        const char *near = profiles_nearest(s->world->profiles, id);
        return session_misuse(s, near ? "cli.profile-unknown" : "cli.profile-far", id, near);
    }
    if (s->options.closing) {
        profiles_close(s->world->profiles, closing);
    }
    return STATUS_MADE;
}

// ---- making ----

static bool known(const struct findings *all, const struct finding *f) {
    for (size_t i = 0; i < all->n; i++) {
        const struct finding *g = &all->items[i];
        bool same = strcmp(f->rule, g->rule) == 0 && findings_same_arguments(f, g) &&
                    strcmp(f->document ? f->document : "", g->document ? g->document : "") == 0;
        if (same && f->place.line == g->place.line) {
            return true;
        }
    }
    return false;
}

static void append_new(struct findings *to, const struct findings *from) {
    for (size_t i = 0; i < from->n; i++) {
        if (!known(to, &from->items[i])) {
            struct findings one = *from;
            one.items = &from->items[i];
            one.n = 1;
            findings_append(to, &one);
        }
    }
}

// What the contest's rules say of the chosen proposals, judged among all of the contest.
static void judge(struct session *s, const struct package_order *order, struct findings *found) {
    struct planned *all = ARENA_ARRAY(s->arena, s->n_plan + 1, struct planned);
    size_t n = choose(s, order->profile, true, all);
    struct contest_options options = {.stop = &session_signal};
    struct contest_report *report = contest_check(s->world, all, n, &options);
    for (size_t i = 0; i < report->findings->n; i++) {
        const struct finding *f = &report->findings->items[i];
        bool chosen = !f->document;
        for (size_t k = 0; k < order->n_proposals && !chosen; k++) {
            chosen = strcmp(order->proposals[k].id, f->document) == 0;
        }
        if (chosen && !known(found, f)) {
            struct findings one = *report->findings;
            one.items = &report->findings->items[i];
            one.n = 1;
            findings_append(found, &one);
        }
    }
}

static const char *const states[] = {"made", "same", "beside", "stopped", "failed", "foreseen"};

static void print_package(struct session *s, const struct package_result *r) {
    if (s->options.json) {
        json_open(stdout, "package");
        json_text(stdout, "name", r->name);
        json_text(stdout, "path", r->path);
        json_text(stdout, "state", states[r->state]);
        json_text(stdout, "sha256", *r->hash ? r->hash : NULL);
        json_number(stdout, "files", (long)r->files);
        json_number(stdout, "bytes", (long)r->bytes);
        json_number(stdout, "lacking", (long)r->lacking);
        json_close(stdout);
        return;
    }
    const char *id = arena_printf(s->arena, "cli.package.%s%s", states[r->state],
                                  r->lacking && r->state != PACKAGE_STOPPED && r->state != PACKAGE_FAILED ? "-forced"
                                                                                                          : "");
    printf("%s\n", SAY(s, id, "berkas", r->path, "paket", r->name, "jumlah", number(s, r->files), "bita",
                       number(s, (r->bytes + 999) / 1000), "kurang", number(s, r->lacking), "hash",
                       arena_strndup(s->arena, r->hash, 12)));
}

static int status_of(const struct package_report *report, const struct findings *f) {
    int status = STATUS_MADE;
    for (size_t i = 0; i < report->n; i++) {
        status = report->packages[i].state == PACKAGE_STOPPED ? STATUS_STOPPED : status;
    }
    return store_is_locked(f)                       ? STATUS_LOCKED
           : findings_count(f, SEVERITY_FATAL) > 0 ? STATUS_WORLD
           : session_signal                          ? 128 + session_signal
           : report->n == 0 || findings_stop(f)      ? STATUS_STOPPED  // made by force is not made without errors
                                                     : status;
}

// The last line when errors stand: something was not made, or made by force, or is wrong with what is not packed.
static const char *words_for(const struct package_report *report) {
    size_t lacking = 0;
    for (size_t i = 0; i < report->n; i++) {
        if (report->packages[i].state == PACKAGE_STOPPED || report->packages[i].state == PACKAGE_FAILED) {
            return "cli.status.package";
        }
        lacking += report->packages[i].lacking;
    }
    return report->n == 0 ? "cli.status.package" : lacking ? "cli.status.package-forced" : "cli.status.package-errors";
}

static struct findings *make_documents(struct session *s, struct store *store, const struct package_order *order) {
    size_t n = 0;
    const struct planned *documents = package_documents(s->world, s->arena, order, &n);
    struct run_options run = {.output = order->output, .documents = documents, .n_documents = n,
                              .stop = &session_signal};
    if (order->dry) {
        return run_check(s->world, &run);
    }
    run.want[RENDITION_DRAF] = run.want[RENDITION_TANDA_TANGAN] = run.want[RENDITION_RENCANA] = true;
    run.want[RENDITION_UNGGAH] = run.want[RENDITION_ARSIP] = true;
    return run_batch(s->world, store, &run)->findings;
}

static int make(struct session *s, struct package_order *order) {
    struct findings *found = findings_new(s->arena, s->catalogue);
    const char *path = s->options.store ? s->options.store : "naskah.db";
    bool nothing = order->dry && !file_exists(path);  // a dry run leaves nothing behind
    struct store *store = nothing ? store_open(s->arena, NULL, found) : session_store(s, found);
    if (!store) {
        return session_end_step(s, found);
    }
    append_new(found, make_documents(s, store, order));
    if (order->profile) {
        judge(s, order, found);
    }
    order->found = found;
    struct package_report *report = {0};
    if (findings_count(found, SEVERITY_FATAL) > 0 || session_signal) {
        store_close(store);
        return session_end_step(s, found);
    }
    report = package_make(s->world, store, order);
    store_close(store);
    findings_append(found, report->findings);
    report_findings(s, found, stdout);
    for (size_t i = 0; i < report->n; i++) {
        print_package(s, &report->packages[i]);
    }
    s->faulty = words_for(report);
    return report_end(s, NULL, found, status_of(report, found));
}

// ---- what was sent ----

static int note_sent(struct session *s) {
    struct package_sent sent = {.path = s->options.words.n > 1 ? s->options.words.items[1] : NULL,
                                .receipt = s->options.receipt, .who = s->options.who, .remark = s->options.remark};
    if (!sent.path || s->options.words.n > 2) {
        return session_misuse(s, "cli.package-send", sent.path ? s->options.words.items[2] : "", NULL);
    }
    if (!session_date(s, &sent.date)) {
        return session_misuse(s, "cli.date", sent.date, NULL);
    }
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct store *store = session_store(s, step);
    char hash[HASH_SIZE];
    const char *name = NULL;
    if (store && package_note_sent(s->world, s->arena, &sent, &name, hash, step)) {
        if (s->options.json) {
            json_open(stdout, "sent");
            json_text(stdout, "package", name);
            json_text(stdout, "sha256", hash);
            json_text(stdout, "date", sent.date);
            json_text(stdout, "receipt", sent.receipt);
            json_close(stdout);
        } else {
            printf("%s\n", SAY(s, sent.receipt ? "cli.package.sent-receipt" : "cli.package.sent", "paket", name,
                               "tanggal", sent.date, "hash", hash, "terima", sent.receipt));
        }
    }
    store_close(store);
    return session_end_step(s, step);
}

int command_pack(struct session *s) {
    const char *word = s->options.words.n > 0 ? s->options.words.items[0] : NULL;
    if (word && (strcmp(word, "kirim") == 0 || strcmp(word, "sent") == 0)) {
        return note_sent(s);
    }
    if (word) {
        return session_misuse(s, "cli.package-action", word, "kirim");
    }
    if (!s->options.profiles == !s->options.meeting) {
        return session_misuse(s, "cli.package-what", "", NULL);
    }
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    int wrong = wrong_use(s);
    if (wrong) {
        return wrong;
    }
    struct planned *chosen = ARENA_ARRAY(s->arena, s->n_plan + 1, struct planned);
    struct package_order order = {.profile = s->options.profiles, .plan = s->plan, .n_plan = s->n_plan,
                                  .proposals = chosen, .agencies = s->options.only.n == 0,
                                  .output = s->options.output ? s->options.output : "output",
                                  .forced = s->options.forced, .dry = s->options.dry, .stop = &session_signal};
    if (s->options.meeting) {
        order.meeting = objects_find(s->world->objects, "kegiatan", s->options.meeting);
        return make(s, &order);
    }
    order.n_proposals = choose(s, order.profile, false, chosen);
    if (order.n_proposals == 0) {
        return session_misuse(s, "cli.package-none", order.profile, NULL);
    }
    return make(s, &order);
}
