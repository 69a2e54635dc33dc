#include "batch/task.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "batch/fault.h"
#include "batch/reason.h"
#include "batch/waiting.h"

// ---- failures of the world ----

bool task_write_failed(struct task *task, const char *path) {
    bool lasting = false;
    fault_write(task->findings, path, &lasting)->document = task->document->id;
    task->lasting = task->lasting || lasting;
    return false;
}

bool task_store_failed(struct work *run, struct task *task) {
    fault_store(task->findings, run->store)->document = task->document->id;
    task->lasting = true;
    return false;
}

void task_tell(const struct task *task, const char *rule, const char *path, const char *other) {
    struct finding *f = findings_add(task->findings, rule, (struct place){.file = path}, "berkas", path, "baru", other,
                                     "naskah", task->document->id, NULL);
    f->document = task->document->id;
}

// ---- the end of the work: staged ----

bool task_stage(const struct work *run, struct task *task) {
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        if (!out->made) {
            continue;
        }
        hash_bytes(out->bytes.p, out->bytes.n, task->hashes[r]);
        task->same[r] = !run->options->again && strcmp(task->hashes[r], task->files[r].hash) == 0;
        if (!task->same[r] && !staging_add(task->staging, task->files[r].full, out->bytes.p, out->bytes.n)) {
            return task_write_failed(task, task->files[r].full);
        }
    }
    return true;
}

// ---- after: files first, then the store ----

static bool set_aside(struct task *task, int r) {
    const struct output_file *file = &task->files[r];
    const char *aside = NULL;
    if (!output_set_aside(task->arena, file, &aside)) {
        return task_write_failed(task, file->full);
    }
    task_tell(task, "job.touched", file->full, aside);
    return true;
}

// Noted before the rename, so that a crash between the two leaves no doubt whose the file is.
static bool note_written(struct work *run, struct task *task) {
    bool ok = store_begin(run->store);
    for (int r = 0; ok && r < RENDITION_COUNT; r++) {
        ok = !task->result->outputs[r].made || store_written_put(run->store, task->hashes[r]);
    }
    return (ok && store_commit(run->store)) || task_store_failed(run, task);
}

static bool move_foreign(struct task *task, bool waits) {
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        bool other = out->made && strcmp(task->hashes[r], task->files[r].hash) != 0;
        bool replaced = other || (out->stopped && !out->current && !waits);
        if (replaced && task->files[r].state == OUTPUT_FOREIGN && !set_aside(task, r)) {
            return false;
        }
    }
    return true;
}

static void remove_file(struct work *run, struct task *task, const char *path, const char *rule) {
    if (unlink(path) == 0) {
        run->report->removed++;
        if (rule) {
            task_tell(task, rule, path, NULL);
        }
    } else if (errno != ENOENT) {
        task_write_failed(task, path);
    }
}

// The store keeps its row too: once the input is read again, the file is found to be up to date.
static void keep_waiting(const struct task *task, const struct output_file *file) {
    if (file->state != OUTPUT_MISSING) {
        task_tell(task, "job.kept", file->full, NULL);
    }
}

// A copy for signing that the data no longer allow must not lie about; nor one in the folder of a former agency.
static void withdraw(struct work *run, struct task *task, bool waits) {
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        const struct output_file *file = &task->files[r];
        if (out->stopped && waits) {
            keep_waiting(task, file);
            continue;
        }
        if (out->stopped && file->state != OUTPUT_MISSING) {
            remove_file(run, task, file->full, file->state == OUTPUT_OURS ? "job.withdrawn" : NULL);
        }
        bool moved = (out->made || out->stopped) && file->recorded && *file->row.path &&
                     strcmp(file->row.path, file->path) != 0;
        if (moved) {
            const char *old = file_join(task->arena, run->options->output, file->row.path);
            if (output_is_ours(run->store, task->arena, old)) {
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

static bool record(struct work *run, struct task *task, bool waits) {
    bool ok = store_begin(run->store);
    for (int r = 0; ok && r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        if ((out->made || (out->stopped && !waits)) && !out->current) {
            ok = record_output(run, task, r);
        }
    }
    ok = ok && store_seal_break(run->store) &&
         store_findings_put(run->store, task->document->id, task->result->findings) &&
         reason_note(run, task);
    return (ok && store_commit(run->store)) || task_store_failed(run, task);
}

bool task_write(struct work *run, struct task *task) {
    bool waits = !task->frozen && waits_for_input(run->world, task->result->findings);
    if (!note_written(run, task) || !move_foreign(task, waits)) {
        task_abandon(run, task, 0);
        return false;
    }
    if (!staging_commit(task->staging)) {
        staging_abandon(task->facts);
        return task_write_failed(task, task->files[0].full);
    }
    withdraw(run, task, waits);
    return record(run, task, waits) && (staging_commit(task->facts) || task_write_failed(task, run->world->notes));
}
