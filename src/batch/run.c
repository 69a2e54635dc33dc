#include "batch/run.h"

#include <string.h>

#include "base/file.h"
#include "batch/task.h"
#include "rules/agreement.h"

#define DOCUMENT_MEMORY ((size_t)1 << 30)

static bool is_planned(const struct run_options *o, const char *id) {
    for (size_t i = 0; i < o->n_documents; i++) {
        if (strcmp(o->documents[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

// Files of documents that the inputs no longer speak of: told, never removed; forgotten when somebody removed them.
static void tell_orphans(struct work *run) {
    size_t n = 0;
    struct store_output *all = store_outputs(run->store, run->arena, &n);
    for (size_t i = 0; i < n; i++) {
        if (is_planned(run->options, all[i].document)) {
            continue;
        }
        const char *path = *all[i].path ? file_join(run->arena, run->options->output, all[i].path) : NULL;
        if (path && file_exists(path)) {
            findings_add(run->report->findings, "job.orphan", (struct place){.file = path}, "berkas", path, "naskah",
                         all[i].document, NULL);
        } else if (!run->options->dry && !store_output_drop(run->store, all[i].document, all[i].rendition)) {
            task_store_failed(run, all[i].document);
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
        task_store_failed(run, NULL);
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

// The operator asked to hear of the first failures before the rest is made.
static bool too_many(struct work *run) {
    struct run_report *report = run->report;
    size_t failures = report->stopped + report->failed, limit = run->options->max_failures;
    if (limit == 0 || failures < limit) {
        return false;
    }
    report->gave_up = true;
    struct arena *arena = run->world->arena;
    findings_add(report->findings, "job.max-failures", (struct place){0}, "jumlah",
                 arena_printf(arena, "%zu", failures), "batas", arena_printf(arena, "%zu", limit), NULL);
    return true;
}

static void run_documents(struct work *run) {
    const struct run_options *o = run->options;
    int repeat = o->repeat > 0 ? o->repeat : 1;
    for (size_t i = 0; i < o->n_documents && !run->broken; i++) {
        if (o->stop && *o->stop) {
            run->report->interrupted = true;
            return;
        }
        if (o->progress) {
            o->progress(o->context, i, &o->documents[i], run->report);
        }
        for (int k = 0; k < repeat && !run->broken && !(k > 0 && o->stop && *o->stop); k++) {
            size_t told = run->report->findings->n;
            task_make(run, &o->documents[i]);
            if (k > 0 && !run->broken) {
                run->report->findings->n = told;  // the same again
            }
        }
        run->report->interrupted = o->stop && *o->stop;
        if (i + 1 < o->n_documents && too_many(run)) {
            return;
        }
    }
}

struct run_report *run_batch(const struct world *world, struct store *store, const struct run_options *options) {
    struct run_report *report = ARENA_NEW(world->arena, struct run_report);
    report->findings = findings_new(world->arena, world->catalogue);
    report->documents = options->n_documents;
    struct work run = {.world = world, .store = store, .options = options, .report = report};
    if (options->dry) {
        report->foreseen = ARENA_ARRAY(world->arena, options->n_documents + 1, struct run_foreseen);
    } else if (!file_make_folders(options->output)) {
        task_write_failed(&run, NULL, options->output);
        return report;
    } else {
        file_sweep(options->output, false);
    }
    run.arena = arena_new(DOCUMENT_MEMORY);
    run.contests = contests_new(world);
    run_documents(&run);
    contests_tell(run.contests, report->findings);
    agreement_check(world->objects, world->profiles, report->findings);
    if (options->whole && !report->interrupted && !report->gave_up && !run.broken) {
        if (options->orphans && all_taken(world)) {
            tell_orphans(&run);
        }
        if (!options->dry) {
            remember_inputs(&run);
        }
    }
    arena_free(run.arena);
    return report;
}

struct findings *run_check(const struct world *world, const struct planned *documents, size_t n,
                           const volatile sig_atomic_t *stop) {
    struct run_report report = {.findings = findings_new(world->arena, world->catalogue)};
    struct work run = {.world = world, .report = &report, .arena = arena_new(DOCUMENT_MEMORY)};
    run.contests = contests_new(world);
    for (size_t i = 0; i < n && !(stop && *stop); i++) {
        task_check(&run, &documents[i]);
    }
    contests_tell(run.contests, report.findings);
    agreement_check(world->objects, world->profiles, report.findings);
    arena_free(run.arena);
    return report.findings;
}
