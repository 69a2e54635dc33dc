#include "batch/task.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/fault.h"

// ---- failures of the world ----

bool task_write_failed(struct work *run, const char *document, const char *path) {
    bool lasting = false;
    struct finding *f = fault_write(run->report->findings, path, &lasting);
    f->document = document ? arena_strdup(run->world->arena, document) : NULL;
    run->broken = run->broken || lasting;
    return false;
}

bool task_store_failed(struct work *run, const char *document) {
    struct finding *f = findings_add_as(run->report->findings, SEVERITY_FATAL, "store.write", (struct place){0},
                                        "alasan", store_why(run->store), NULL);
    f->document = document ? arena_strdup(run->world->arena, document) : NULL;
    store_rollback(run->store);
    run->broken = true;
    return false;
}

void task_tell(struct work *run, const struct task *task, const char *rule, const char *path, const char *other) {
    struct finding *f = findings_add(run->report->findings, rule, (struct place){.file = path}, "berkas", path, "baru",
                                     other, "naskah", task->document->id, NULL);
    f->document = arena_strdup(run->world->arena, task->document->id);
}

// ---- after: files first, then the store ----

static bool set_aside(struct work *run, struct task *task, int r) {
    const struct output_file *file = &task->files[r];
    const char *aside = NULL;
    if (!output_set_aside(run->arena, file, &aside)) {
        return task_write_failed(run, task->document->id, file->full);
    }
    task_tell(run, task, "job.touched", file->full, aside);
    return true;
}

void task_hash(struct work *run, struct task *task) {
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        if (out->made) {
            hash_bytes(out->bytes.p, out->bytes.n, task->hashes[r]);
            task->same[r] = !run->options->again && strcmp(task->hashes[r], task->files[r].hash) == 0;
        }
    }
}

static bool stage(struct work *run, struct task *task, struct staging *staging) {
    task_hash(run, task);
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        if (!out->made || task->same[r]) {
            continue;
        }
        if (!staging_add(staging, task->files[r].full, out->bytes.p, out->bytes.n)) {
            return task_write_failed(run, task->document->id, task->files[r].full);
        }
    }
    return true;
}

// Noted before the rename, so that a crash between the two leaves no doubt whose the file is.
static bool note_written(struct work *run, const struct task *task) {
    bool ok = store_begin(run->store);
    for (int r = 0; ok && r < RENDITION_COUNT; r++) {
        ok = !task->result->outputs[r].made || store_written_put(run->store, task->hashes[r]);
    }
    return (ok && store_commit(run->store)) || task_store_failed(run, task->document->id);
}

static bool move_foreign(struct work *run, struct task *task) {
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        bool other = out->made && strcmp(task->hashes[r], task->files[r].hash) != 0;
        bool replaced = other || (out->stopped && !out->current && !task->waits);
        if (replaced && task->files[r].state == OUTPUT_FOREIGN && !set_aside(run, task, r)) {
            return false;
        }
    }
    return true;
}

static void remove_file(struct work *run, const struct task *task, const char *path, const char *rule) {
    if (unlink(path) == 0) {
        run->report->removed++;
        if (rule) {
            task_tell(run, task, rule, path, NULL);
        }
    } else if (errno != ENOENT) {
        task_write_failed(run, task->document->id, path);
    }
}

// The store keeps its row too: once the input is read again, the file is found to be up to date.
static void keep_waiting(struct work *run, const struct task *task, const struct output_file *file) {
    if (file->state != OUTPUT_MISSING) {
        task_tell(run, task, "job.kept", file->full, NULL);
    }
}

// A copy for signing that the data no longer allow must not lie about; nor one in the folder of a former agency.
static void withdraw(struct work *run, struct task *task) {
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        const struct output_file *file = &task->files[r];
        if (out->stopped && task->waits) {
            keep_waiting(run, task, file);
            continue;
        }
        if (out->stopped && file->state != OUTPUT_MISSING) {
            remove_file(run, task, file->full, file->state == OUTPUT_OURS ? "job.withdrawn" : NULL);
        }
        bool moved = (out->made || out->stopped) && file->recorded && *file->row.path &&
                     strcmp(file->row.path, file->path) != 0;
        if (moved) {
            const char *old = file_join(run->arena, run->options->output, file->row.path);
            if (output_is_ours(run->store, run->arena, old)) {
                remove_file(run, task, old, "job.moved");
            }
        }
    }
}

static bool record_output(struct work *run, const struct task *task, int r) {
    const struct job_output *out = &task->result->outputs[r];
    const struct output_file *file = &task->files[r];
    struct store_output row = {.path = out->made ? file->path : "",
                               .document = task->document->id,
                               .rendition = rendition_rules[r].name,
                               .hash = out->made ? task->hashes[r] : "",
                               .fingerprint = out->fingerprint,
                               .families = out->families,
                               .pages = out->pages,
                               .bytes = (int64_t)out->bytes.n};
    const char *what = out->made ? "dibuat" : "dihentikan";
    return store_output_put(run->store, &row) &&
           (task->same[r] || store_event(run->store, task->document->id, what, file->path));
}

static bool record(struct work *run, const struct task *task) {
    bool ok = store_begin(run->store);
    for (int r = 0; ok && r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        if ((out->made || (out->stopped && !task->waits)) && !out->current) {
            ok = record_output(run, task, r);
        }
    }
    ok = ok && store_findings_put(run->store, task->document->id, task->result->findings);
    return (ok && store_commit(run->store)) || task_store_failed(run, task->document->id);
}

bool task_write(struct work *run, struct task *task) {
    struct staging *staging = staging_new(run->arena);
    if (!stage(run, task, staging) || !note_written(run, task) || !move_foreign(run, task)) {
        staging_abandon(staging);
        return false;
    }
    if (!staging_commit(staging)) {
        return task_write_failed(run, task->document->id, task->files[0].full);
    }
    withdraw(run, task);
    return record(run, task);
}
