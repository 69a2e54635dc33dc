#include "batch/task.h"

#include <stdlib.h>
#include <string.h>

#include "base/wire.h"
#include "batch/fault.h"
#include "batch/freeze.h"
#include "batch/reason.h"
#include "batch/seal.h"

void task_begin(struct task *task, const struct work *run, const struct planned *document) {
    struct arena *arena = task->arena;
    arena_reset(arena);
    *task = (struct task){.arena = arena, .document = document};
    task->input.document = document;
    task->input.places = run->places;
    task->findings = findings_new(arena, run->world->catalogue);
    task->findings->document = document->id;
    task->staging = staging_new(arena);
    task->facts = staging_new(arena);
}

// ---- before: what stands ----

static int by_path(const void *key, const void *input) {
    return strcmp(key, ((const struct world_input *)input)->path);
}

static bool is_as_noted(const struct work *run, const char *file) {
    const struct world *w = run->world;
    const struct world_input *input = bsearch(file, w->inputs, w->n_inputs, sizeof *w->inputs, by_path);
    return input && store_input_same(run->store, file, input->hash);
}

// Stored findings tell lines and columns; when the input they point into has changed, they are found again.
// (A change of what the share folder holds is part of the fingerprint.)
static bool places_hold(const struct work *run, const struct findings *stored) {
    size_t share = strlen(run->world->share);
    const char *last = NULL;  // most point into the same file
    for (size_t i = 0; i < stored->n; i++) {
        const char *file = stored->items[i].place.file;
        bool told = !file || strncmp(file, run->world->share, share) == 0 || (last && strcmp(last, file) == 0);
        if (!told && !is_as_noted(run, file)) {
            return false;
        }
        last = told ? last : file;
    }
    return true;
}

static void look_at(struct work *run, struct task *task, int r) {
    struct output_file *file = &task->files[r];
    *file = output_look(run->store, task->arena, run->options->output, task->document, (enum rendition)r);
    task->input.want[r] = run->options->want[r] &&
                          (run->options->named || job_makes(run->world, task->document, (enum rendition)r));
    bool stopped = file->recorded && !*file->row.hash;
    bool whole = file->recorded && strcmp(file->row.path, file->path) == 0 && strcmp(file->row.hash, file->hash) == 0;
    if (whole && !run->options->again) {
        task->input.known[r] = (struct job_known){file->row.fingerprint, file->row.families, stopped};
    }
}

void task_look(struct work *run, struct task *task) {
    bool known = true;
    if (run->way == TASK_CHECK) {
        task->input.want[RENDITION_DRAF] = task->input.want[RENDITION_TANDA_TANGAN] = true;
        task->input.look_only = true;
        return;
    }
    for (int r = 0; r < RENDITION_COUNT; r++) {
        look_at(run, task, r);
        known = known && (!task->input.want[r] || task->input.known[r].fingerprint);
    }
    task->input.foresee = run->way == TASK_FORESEE;
    if (known) {
        task->stored = findings_new(task->arena, run->world->catalogue);
        store_findings_get(run->store, task->document->id, task->stored);
        task->input.recheck = !places_hold(run, task->stored);
    }
    if (run->way == TASK_MAKE) {
        task_frozen_keep(run, task);
    }
}

// ---- the work ----

static void work_behind_guard(const struct work *run, struct task *task) {
    if (run->way == TASK_MAKE ? task_frozen(run, task) : task_frozen_check(run, task)) {
        return;
    }
    task->result = job_run(run->world, task->arena, &task->input);
    task->entry = contests_entry(run->world, task->arena, task->document, task->result->record);
    task->state = task->result->skipped ? TASK_CURRENT : TASK_WORKED;
    if (run->way == TASK_MAKE && task->state == TASK_WORKED && !task_stage(run, task)) {
        task->state = TASK_UNWRITTEN;
    }
}

void task_work(const struct work *run, struct task *task) {
    jmp_buf full;
    if (setjmp(full) == 0) {
        arena_guard(task->arena, &full);
        work_behind_guard(run, task);
    } else {
        task->state = TASK_FULL;
    }
    arena_guard(task->arena, NULL);
}

// ---- after ----

void task_tells(struct work *run, const struct findings *f) {
    if (f->n > 0) {
        struct arena *scratch = arena_new(0);
        struct buf out = buf_new(scratch);
        wire_put_findings(&out, f);
        spool_put(run->told, (struct str){out.p, out.n});
        arena_free(scratch);
    }
}

static void take_told(void *context, struct str bytes) {
    struct work *run = context;
    struct arena *scratch = arena_new(0);
    struct findings *f = findings_new(scratch, run->world->catalogue);
    struct wire w = wire_open(scratch, bytes);
    wire_findings(&w, f);
    findings_append(run->report->findings, f);
    arena_free(scratch);
}

void task_told(struct work *run) {
    if (!spool_each(run->told, take_told, run)) {
        fault_read(run->report->findings);
    }
}

// Nothing to make: the findings of the last time are told again, or those that were found again.
static void retell(struct work *run, struct task *task) {
    if (!task->input.recheck) {
        task_tells(run, task->stored);
        return;
    }
    task_tells(run, task->result->findings);
    // What a run of other inputs notes, a run that trusts the seal must not tell.
    bool note = run->way == TASK_MAKE;
    if (note && !(store_begin(run->store) && store_seal_break(run->store) &&
                  store_findings_put(run->store, task->document->id, task->result->findings) &&
                  store_commit(run->store))) {
        task_store_failed(run, task);
    }
}

static int by_text(const void *a, const void *b) {
    return strcmp(a, *(const char *const *)b);
}

bool task_settled(const struct work *run, struct task *task) {
    const struct seal *seal = run->seal;
    size_t i = (size_t)(task->document - run->options->documents);
    if (!seal || !seal->holds || seal->settled[i] == UNSETTLED) {
        return false;
    }
    task->state = TASK_SETTLED;
    return true;
}

static void finish_settled(struct work *run, struct task *task) {
    const struct seal *seal = run->seal;
    const char *id = task->document->id;
    if (bsearch(id, seal->told, seal->n_told, sizeof *seal->told, by_text)) {
        bool read = store_findings_get(run->store, id, task->findings);
        task_tells(run, task->findings);
        task->findings->n = 0;
        if (!read) {
            task_store_failed(run, task);
        }
    }
    bool stopped = seal->settled[task->document - run->options->documents] == SETTLED_STOPPED;
    run->report->stopped += stopped;
    run->report->current += !stopped;
}

static void finish_current(struct work *run, struct task *task) {
    contests_add(run->contests, task->document, task->entry);
    retell(run, task);
    task_count(run, task, true);
}

static void finish_worked(struct work *run, struct task *task) {
    if (!task->frozen) {  // what was signed takes no part any more, and what its companion lacks is not told
        contests_add(run->contests, task->document, task->entry);
        task_tells(run, task->result->findings);
    }
    if (run->places) {
        reason_tell(run, task);
    }
    bool written = run->way != TASK_MAKE || task_write(run, task);
    if (run->way != TASK_CHECK) {
        task_count(run, task, written);
    }
}

static void finish(struct work *run, struct task *task) {
    switch (task->state) {
    case TASK_CURRENT:
        finish_current(run, task);
        break;
    case TASK_SETTLED:
        finish_settled(run, task);
        break;
    case TASK_WORKED:
        finish_worked(run, task);
        break;
    case TASK_FROZEN:
        run->report->current++;
        break;
    case TASK_UNWRITTEN:
        task_abandon(run, task, 0);
        if (!task->frozen) {
            task_tells(run, task->result->findings);
        }
        task_count(run, task, false);
        break;
    case TASK_FULL:
    case TASK_CRASHED:
    case TASK_SLOW:
        task_lost(run, task);
        break;
    }
}

// All that was asked for of it stands or was stopped by errors, and the store says so.
static bool is_done(const struct task *task) {
    bool done = task->state == TASK_WORKED && !task->frozen;
    for (int r = 0; done && r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        done = !task->input.want[r] || out->made || out->current || out->stopped;
    }
    return done || task->state == TASK_CURRENT || task->state == TASK_SETTLED;
}

void task_finish(struct work *run, struct task *task) {
    struct run_report before = *run->report;
    size_t told = task->findings->n;
    task_tells(run, task->findings);
    finish(run, task);
    struct findings late = *task->findings;  // what finishing itself has told
    told = told < late.n ? told : late.n;
    late.items += told;
    late.n -= told;
    task_tells(run, &late);
    run->broken = run->broken || task->lasting;
    if (run->report->foreseen) {
        task_became(run, task, &before);
    }
    if (run->seal) {
        run->seal->done[task->document - run->options->documents] =
            run->report->failed == before.failed && is_done(task);
    }
}

void task_abandon(const struct work *run, struct task *task, pid_t worker) {
    staging_abandon(task->staging);
    staging_abandon(task->facts);
    if (worker && run->way == TASK_MAKE) {
        for (int r = 0; r < RENDITION_COUNT; r++) {
            staging_remove(task->arena, task->files[r].full, worker);
        }
        staging_remove(task->arena, freeze_path(task->arena, run->world->notes, task->document->id), worker);
    }
}
