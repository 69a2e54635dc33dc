#include "batch/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "batch/agreed.h"
#include "batch/fault.h"
#include "batch/schedule.h"
#include "batch/seal.h"

static int by_id(const void *id, const void *document) {
    return strcmp(id, ((const struct planned *)document)->id);
}

static void store_failed(struct work *run, const char *document) {
    fault_store(run->report->findings, run->store)->document = document;
    run->broken = true;
}

// Files of documents that the inputs no longer speak of: told, never removed; forgotten when somebody removed them.
static void tell_orphans(struct work *run) {
    const struct run_options *o = run->options;
    struct arena *arena = run->world->arena;
    size_t n = 0;
    struct store_output *all = store_outputs(run->store, arena, &n);
    for (size_t i = 0; i < n; i++) {
        if (bsearch(all[i].document, o->documents, o->n_documents, sizeof *o->documents, by_id)) {
            continue;
        }
        const char *path = *all[i].path ? file_join(arena, o->output, all[i].path) : NULL;
        if (path && file_exists(path)) {
            findings_add(run->report->findings, "job.orphan", (struct place){.file = path}, "berkas", path, "naskah",
                         all[i].document, NULL);
        } else if (!o->dry && !store_output_drop(run->store, all[i].document, all[i].rendition)) {
            store_failed(run, all[i].document);
        }
    }
}

static void remember_inputs(struct work *run) {
    bool ok = store_begin(run->store) && (!run->options->orphans || store_inputs_clear(run->store));
    for (size_t i = 0; ok && i < run->world->n_inputs; i++) {
        const struct world_input *input = &run->world->inputs[i];
        ok = store_input_put(run->store, input->path, input->hash, (int64_t)input->bytes);
    }
    if (!ok || !store_commit(run->store)) {
        store_failed(run, NULL);
    }
}

static bool all_taken(const struct world *world) {
    for (size_t i = 0; i < world->n_inputs; i++) {
        if (!world->inputs[i].taken) {
            return false;
        }
    }
    return true;
}

static void make_ready(struct work *run) {
    const struct run_options *o = run->options;
    run->report->dry = o->dry;
    run->report->output = o->output;
    size_t times = o->repeat > 1 ? (size_t)o->repeat : 1;
    run->report->made = ARENA_ROOM(run->world->arena, o->n_documents * times * RENDITION_COUNT + 1, struct run_made);
    run->report->foreseen = ARENA_ARRAY(run->world->arena, o->n_documents + 1, struct run_foreseen);
    for (size_t i = 0; i < o->n_documents; i++) {
        run->report->foreseen[i].document = o->documents[i].id;
    }
    if (o->dry) {
        return;
    }
    if (!file_make_folders(o->output)) {
        fault_write(run->report->findings, o->output, NULL);
        run->broken = true;
    } else if (!o->alone) {
        file_sweep(o->output, false);
    }
}

// What only shows among all documents; with the same seal it is what it was. Those findings are told, and returned.
static struct findings tell_among_all(struct work *run) {
    const struct run_options *o = run->options;
    struct findings *f = run->report->findings, *among = findings_new(run->world->arena, run->world->catalogue);
    if (run->seal && run->seal->holds) {
        run->broken = !seal_get(run, among) || run->broken;
    } else if (!o->alone) {
        contests_tell(run->contests, among);
        agreed_tell(run->world, o->documents, o->n_documents, among);
    }
    findings_join(f, among);
    return *among;
}

static void end_whole(struct work *run, const struct findings *among) {
    bool settled = run->seal && run->seal->holds && store_seal_has(run->store, run->seal->key);
    if (run->options->orphans && all_taken(run->world)) {
        tell_orphans(run);
    }
    if (!run->options->dry && !settled) {
        remember_inputs(run);
    }
    if (run->seal && !run->broken && !settled) {
        run->broken = !seal_put(run, among);
    }
}

struct run_report *run_batch(const struct world *world, struct store *store, const struct run_options *options) {
    struct run_report *report = ARENA_NEW(world->arena, struct run_report);
    report->findings = findings_new(world->arena, world->catalogue);
    findings_share(report->findings);
    report->documents = options->n_documents;
    struct work run = {.world = world, .store = store, .options = options, .report = report,
                       .way = options->dry ? TASK_FORESEE : TASK_MAKE, .contests = contests_new(world),
                       .told = spool_new(world->arena)};
    run.places = options->explain ? field_places_new(world) : NULL;
    make_ready(&run);
    if (run.broken) {
        return report;
    }
    run.seal = seal_new(&run);
    schedule(&run);
    struct findings among = tell_among_all(&run);
    if (options->whole && !report->interrupted && !report->gave_up && !run.broken) {
        end_whole(&run, &among);
    }
    return report;
}

struct findings *run_check(const struct world *world, const struct run_options *options) {
    struct run_report report = {.findings = findings_new(world->arena, world->catalogue)};
    struct run_options checks = {.documents = options->documents, .n_documents = options->n_documents,
                                 .stop = options->stop, .workers = options->workers, .limits = options->limits,
                                 .said = options->said};
    struct work run = {.world = world, .options = &checks, .report = &report, .way = TASK_CHECK,
                       .contests = contests_new(world), .told = spool_new(world->arena)};
    findings_share(report.findings);
    schedule(&run);
    contests_tell(run.contests, report.findings);
    agreed_tell(world, options->documents, options->n_documents, report.findings);
    return report.findings;
}
