#include "batch/task.h"

#include <string.h>

#include "batch/states.h"
#include "batch/waiting.h"

// ---- before: what stands ----

static void task_look(struct work *run, struct task *task) {
    task->input.document = task->document;
    for (int r = 0; r < RENDITION_COUNT; r++) {
        struct output_file *file = &task->files[r];
        *file = output_look(run->store, run->arena, run->options->output, task->document, (enum rendition)r);
        task->input.want[r] = run->options->want[r] &&
                              (run->options->named || job_makes(run->world, task->document, (enum rendition)r));
        bool stopped = file->recorded && !*file->row.hash;
        bool whole = file->recorded && strcmp(file->row.path, file->path) == 0 &&
                     strcmp(file->row.hash, file->hash) == 0;
        if (whole && !run->options->again) {
            task->input.known[r] = (struct job_known){file->row.fingerprint, file->row.families, stopped};
        }
    }
}

// Runs the job behind a guard: a document that needs too much memory costs itself, not the run.
struct job_result *task_job(struct work *run, const struct job_input *input) {
    jmp_buf full;
    if (setjmp(full) == 0) {
        arena_guard(run->arena, &full);
        struct job_result *result = job_run(run->world, run->arena, input);
        arena_guard(run->arena, NULL);
        return result;
    }
    arena_guard(run->arena, NULL);
    return NULL;
}

// Stored findings tell lines and columns; when the input they point into has changed, they are found again.
// (A change of what the share folder holds is part of the fingerprint.)
static bool places_hold(const struct work *run, const struct findings *stored) {
    for (size_t i = 0; i < stored->n; i++) {
        const char *file = stored->items[i].place.file;
        bool found = !file || strncmp(file, run->world->share, strlen(run->world->share)) == 0;
        for (size_t k = 0; !found && k < run->world->n_inputs; k++) {
            const struct world_input *input = &run->world->inputs[k];
            found = strcmp(input->path, file) == 0 && store_input_same(run->store, file, input->hash);
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

// Nothing to make: the findings of the last time are told again.
static void task_retell(struct work *run, struct task *task) {
    struct findings *stored = findings_new(run->arena, run->world->catalogue);
    store_findings_get(run->store, task->document->id, stored);
    if (places_hold(run, stored)) {
        findings_append(run->report->findings, stored);
        return;
    }
    task->input.recheck = true;
    struct job_result *again = task_job(run, &task->input);
    if (!again) {
        return;
    }
    findings_append(run->report->findings, again->findings);
    if (run->options->dry) {
        return;
    }
    if (!store_begin(run->store) || !store_findings_put(run->store, task->document->id, again->findings) ||
        !store_commit(run->store)) {
        task_store_failed(run, task->document->id);
    }
}

// ---- one document ----

// A document that needs too much memory costs itself only.
static void memory_failed(struct work *run, const char *document) {
    struct finding *f = findings_add(run->report->findings, "job.memory", (struct place){0}, "naskah", document, NULL);
    f->document = arena_strdup(run->world->arena, document);
}

// Made in memory only, so that the plan is exact: bytes that would come out the same are not called made.
static void plan_document(struct work *run, struct task *task) {
    const struct planned *document = task->document;
    struct run_report before = *run->report;
    if (states_of(run->world, document->id).frozen_by) {
        task_frozen_check(run, document);
        run->report->current++;
        task_foresee(run, document, VERDICT_FROZEN);
        return;
    }
    task->result = task_job(run, &task->input);
    if (!task->result) {
        memory_failed(run, document->id);
        run->report->stopped++;
    } else if (task->result->skipped) {
        contests_add(run->contests, document, task->result->record);
        task_retell(run, task);
        task_count(run, task, true);
    } else {
        contests_add(run->contests, document, task->result->record);
        findings_append(run->report->findings, task->result->findings);
        task_hash(run, task);
        task_count(run, task, true);
    }
    task_foresee_counted(run, document, &before);
}

void task_make(struct work *run, const struct planned *document) {
    arena_reset(run->arena);
    struct task task = {.document = document};
    task_look(run, &task);
    if (run->options->dry) {
        plan_document(run, &task);
        return;
    }
    if (task_frozen(run, &task)) {
        return;
    }
    task.result = task_job(run, &task.input);
    if (!task.result) {
        memory_failed(run, document->id);
        run->report->stopped++;
        return;
    }
    contests_add(run->contests, document, task.result->record);
    if (task.result->skipped) {
        task_retell(run, &task);
        task_count(run, &task, true);
        return;
    }
    findings_append(run->report->findings, task.result->findings);
    task.waits = waits_for_input(run->world, task.result->findings);
    task_count(run, &task, task_write(run, &task));
}

void task_check(struct work *run, const struct planned *document) {
    arena_reset(run->arena);
    if (task_frozen_check(run, document)) {
        return;
    }
    struct job_input input = {.document = document, .want = {true, true}, .look_only = true};
    struct job_result *result = task_job(run, &input);
    if (result) {
        contests_add(run->contests, document, result->record);
        findings_append(run->report->findings, result->findings);
    } else {
        memory_failed(run, document->id);
    }
}
