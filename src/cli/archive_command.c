// naskah arsipkan: bags for the archive, and the lists, covers and labels that go with them.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "batch/archive.h"
#include "batch/run.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

// The archive lies in the working folder, which is where the store is.
static const char *archive_folder(struct session *s) {
    const char *store = s->options.store, *slash = store ? strrchr(store, '/') : NULL;
    return slash ? arena_printf(s->arena, "%.*s/arsip", (int)(slash - store), store) : "arsip";
}

// A day that was asked for: then the bag has the same bytes whenever it is made.
static const char *latest(struct session *s, const char *date) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    return s->options.date || (epoch && *epoch) ? arena_printf(s->arena, "%sT00:00:00Z", date) : NULL;
}

static void print_dossier(struct session *s, const struct archive_order *order, const struct dossier *d) {
    const char *says = !d->made ? "cli.archive-same" : order->dry ? "cli.archive-would" : "cli.archive-made";
    if (s->options.json) {
        json_open(stdout, "bag");
        json_text(stdout, "dossier", d->id);
        json_text(stdout, "path", d->path);
        json_flag(stdout, "made", d->made && !order->dry);
        json_number(stdout, "documents", (long)d->n);
        json_text(stdout, "sha256", d->made && order->dry ? NULL : d->print);
        json_close(stdout);
    } else {
        printf("%s\n", SAY(s, says, "kantong", d->path, "jumlah", number(s, d->n), "judul", d->title));
    }
}

static void print_done(struct session *s, const struct archive_order *order, const struct archived *done) {
    size_t made = 0;
    for (size_t i = 0; i < done->n; i++) {
        print_dossier(s, order, &done->dossiers[i]);
        made += done->dossiers[i].made;
    }
    for (size_t i = 0; i < done->n_files; i++) {
        if (s->options.json) {
            json_open(stdout, "list");
            json_text(stdout, "path", done->files[i]);
            json_close(stdout);
        } else {
            printf("%s\n", SAY(s, "cli.archive-list", "berkas", done->files[i]));
        }
    }
    if (!s->options.json) {
        printf("%s\n", SAY(s, order->dry ? "cli.archive-plan" : "cli.archive-end", "jumlah", number(s, done->n), "baru",
                           number(s, made), "tinggal", number(s, done->left_out), "ditandai",
                           number(s, done->marked)));
    }
}

static int archive(struct session *s, struct archive_order *order, struct findings *step) {
    struct store *store = session_store(s, step);
    if (!store) {
        return session_end_step(s, step);
    }
    struct run_options run = {.output = order->output, .documents = order->documents, .n_documents = order->n,
                              .stop = &session_signal};
    run.want[RENDITION_ARSIP] = run.want[RENDITION_RENCANA] = true;
    struct archived done = {0};
    if (!order->dry) {
        struct run_report *report = run_batch(s->world, store, &run);
        for (size_t i = 0; i < report->findings->n; i++) {  // the documents' own findings lie in the bags
            if (report->findings->items[i].severity == SEVERITY_FATAL) {
                findings_append(step, report->findings);
                break;
            }
        }
        done.interrupted = report->interrupted;
    }
    if (!done.interrupted && findings_count(step, SEVERITY_FATAL) == 0) {
        archive_make(s->world, store, s->arena, order, &done, step);
        print_done(s, order, &done);
        if (done.n == 0 && findings_count(step, SEVERITY_ERROR) == 0) {
            findings_add(step, "archive.nothing", (struct place){0}, NULL);
        }
    }
    store_close(store);
    return session_end_step(s, step);
}

// What --instansi and --inovasi name must be there.
static int wrong_choice(struct session *s) {
    const char *const kinds[] = {"instansi", "inovasi"};
    const char *const words[] = {s->options.agency, s->options.innovation};
    for (size_t i = 0; i < 2; i++) {
        if (words[i] && !objects_find(s->world->objects, kinds[i], words[i])) {
            const char *near = objects_nearest(s->world->objects, kinds[i], words[i]);
            return session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", words[i], near);
        }
    }
    return STATUS_MADE;
}

int command_archive(struct session *s) {
    const struct options *o = &s->options;
    struct archive_order order = {.by = o->innovation    ? ARCHIVE_BY_INNOVATION
                                        : o->words.n > 0 ? ARCHIVE_BY_DOCUMENT
                                                         : ARCHIVE_BY_AGENCY,
                                  .innovation = o->innovation, .agency = o->agency, .year = o->year,
                                  .folder = archive_folder(s), .output = o->output ? o->output : "output",
                                  .who = o->who, .box = o->box, .binder = o->folder, .dry = o->dry, .zip = o->zip,
                                  .mark = o->mark || o->box || o->folder, .stop = &session_signal};
    if (!session_date(s, &order.date)) {
        return session_misuse(s, "cli.date", order.date, NULL);
    }
    order.latest = latest(s, order.date);
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    int wrong = wrong_choice(s);
    if (wrong) {
        return wrong;
    }
    struct planned *chosen = NULL;
    order.documents = s->plan;
    order.n = s->n_plan;
    if (o->words.n > 0) {
        if (!session_select(s, &o->words, &chosen, &order.n)) {
            return session_told_misuse(s);
        }
        order.documents = chosen;
    }
    return archive(s, &order, findings_new(s->arena, s->catalogue));
}
