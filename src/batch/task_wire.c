// What a worker must know of a task that the parent looked at after the fork, and what comes back. Both are one
// program, so numbers travel as they lie in memory.
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/wire.h"
#include "batch/freeze.h"
#include "batch/task.h"

static void put_staging(struct buf *out, const struct staging *s) {
    size_t n = staging_count(s);
    wire_put_number(out, (int64_t)n);
    for (size_t i = 0; i < n; i++) {
        wire_put_text(out, staging_path(s, i));
    }
}

// A worker stages what was asked of it: its files, and the facts that are frozen with them. A path that is neither is
// not ours to rename.
static bool is_asked(const struct task *task, const struct work *run, const char *path) {
    for (int r = 0; r < RENDITION_COUNT; r++) {
        if (task->files[r].full && strcmp(task->files[r].full, path) == 0) {
            return true;
        }
    }
    return strcmp(freeze_path(task->arena, run->world->notes, task->document->id), path) == 0;
}

static void get_staging(struct wire *w, const struct task *task, const struct work *run, struct staging *into,
                        pid_t worker) {
    size_t n = wire_count(w);
    for (size_t i = 0; i < n && !w->bad; i++) {
        const char *path = wire_text(w);
        if (path && is_asked(task, run, path)) {
            staging_adopt(into, path, worker);
        } else {
            w->bad = true;
        }
    }
}

// ---- the question ----

void task_ask(const struct task *task, size_t index, struct buf *out) {
    wire_put_number(out, (int64_t)index);
    wire_put_number(out, task->input.recheck);
    wire_put_number(out, task->input.look_only);
    wire_put_number(out, task->input.foresee);
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_known *known = &task->input.known[r];
        const struct output_file *file = &task->files[r];
        wire_put_number(out, task->input.want[r]);
        wire_put_number(out, known->stopped);
        wire_put_text(out, known->fingerprint);
        wire_put_text(out, known->families);
        wire_put_number(out, file->state);
        wire_put_text(out, file->full);
        wire_put_text(out, file->hash);
    }
}

void task_asked(struct task *task, const struct work *run, struct str request) {
    struct wire r = wire_open(NULL, request);
    task_begin(task, run, &run->options->documents[wire_number(&r)]);
    r.arena = task->arena;
    task->input.recheck = wire_number(&r);
    task->input.look_only = wire_number(&r);
    task->input.foresee = wire_number(&r);
    for (int i = 0; i < RENDITION_COUNT; i++) {
        struct job_known *known = &task->input.known[i];
        struct output_file *file = &task->files[i];
        task->input.want[i] = wire_number(&r);
        known->stopped = wire_number(&r);
        known->fingerprint = wire_text(&r);
        known->families = wire_text(&r);
        file->state = (enum output_state)wire_number(&r);
        file->full = wire_text(&r);
        struct str hash = wire_bytes(&r);
        memcpy(file->hash, hash.p ? hash.p : "", hash.n < HASH_SIZE ? hash.n : 0);
    }
}

// ---- the answer ----

static void put_output(struct buf *out, const struct task *task, int r) {
    const struct job_output *o = &task->result->outputs[r];
    wire_put_number(out, o->made);
    wire_put_number(out, o->current);
    wire_put_number(out, o->stopped);
    wire_put_number(out, o->pages);
    wire_put_number(out, (int64_t)o->bytes.n);
    wire_put_text(out, o->fingerprint);
    wire_put_text(out, o->families);
    wire_put_text(out, task->hashes[r]);
    wire_put_number(out, task->same[r]);
}

// Of a file: 64 digits, or nothing.
static void get_hash(struct wire *w, char into[HASH_SIZE]) {
    struct str s = wire_bytes(w);
    bool right = s.n == 0 || s.n == HASH_SIZE - 1;
    for (size_t i = 0; right && i < s.n; i++) {
        right = strchr("0123456789abcdef", s.p[i]) && s.p[i];
    }
    w->bad = w->bad || !right;
    size_t n = right ? s.n : 0;
    memcpy(into, n ? s.p : "", n);
    into[n] = '\0';
}

// The bytes themselves are staged; only their number is wanted.
static void get_output(struct wire *w, struct task *task, int i) {
    struct job_output *o = &task->result->outputs[i];
    o->made = wire_flag(w);
    o->current = wire_flag(w);
    o->stopped = wire_flag(w);
    o->pages = (int)wire_number_in(w, 0, INT_MAX);
    o->bytes = (struct str){NULL, (size_t)wire_number_in(w, 0, INT64_MAX)};
    get_hash(w, o->fingerprint);
    o->families = wire_text(w);
    get_hash(w, task->hashes[i]);
    task->same[i] = wire_flag(w);
    bool staged = task->state == TASK_WORKED && o->made && !task->input.foresee;
    w->bad = w->bad || (staged && !*task->hashes[i]);
}

static void put_fields(struct buf *out, const struct job_result *result) {
    wire_put_number(out, (int64_t)result->n_fields);
    for (size_t i = 0; i < result->n_fields; i++) {
        const struct field *f = &result->fields[i];
        wire_put_text(out, f->path);
        wire_put_text(out, f->value);
        wire_put_text(out, f->hash);
        wire_put_text(out, f->place);
    }
}

static void get_fields(struct wire *w, struct job_result *result) {
    size_t n = wire_count(w);
    result->fields = ARENA_ARRAY(w->arena, n + 1, struct field);
    for (size_t i = 0; i < n && !w->bad; i++) {
        struct field f = {wire_text(w), wire_text(w), wire_text(w), wire_text(w)};
        w->bad = w->bad || !f.path || !f.value || !f.hash || strpbrk(f.path, "\t\n");
        result->fields[result->n_fields++] = f;
    }
}

void task_answer(const struct task *task, struct buf *out) {
    wire_put_number(out, task->state);
    if (task->state == TASK_FULL) {
        return;
    }
    wire_put_number(out, task->frozen);
    wire_put_number(out, task->lasting);
    wire_put_findings(out, task->findings);
    put_staging(out, task->staging);
    put_staging(out, task->facts);
    wire_put_number(out, task->result != NULL);
    if (!task->result) {
        return;
    }
    wire_put_findings(out, task->result->findings);
    wire_put_number(out, task->result->skipped);
    for (int r = 0; r < RENDITION_COUNT; r++) {
        wire_put_number(out, task->input.want[r]);
        put_output(out, task, r);
    }
    wire_put_bytes(out, task->entry.n ? task->entry.p : "", task->entry.n);
    put_fields(out, task->result);
}

static void get_result(struct wire *w, struct task *task) {
    task->result = ARENA_NEW(task->arena, struct job_result);
    task->result->findings = findings_new(task->arena, task->findings->catalogue);
    wire_findings(w, task->result->findings);
    task->result->skipped = wire_flag(w);
    for (int i = 0; i < RENDITION_COUNT; i++) {
        task->input.want[i] = wire_flag(w);
        get_output(w, task, i);
    }
    struct str entry = wire_bytes(w);
    task->entry = (struct str){arena_room(task->arena, entry.n + 1, 1), entry.n};
    memcpy((char *)task->entry.p, entry.n ? entry.p : "", entry.n);
    get_fields(w, task->result);
}

// All that is read is checked: a worker that a stray pointer has run through may say anything.
bool task_answered(struct task *task, const struct work *run, struct str reply, pid_t worker) {
    struct wire w = wire_open(task->arena, reply);
    task->state = (enum task_state)wire_number_in(&w, 0, TASK_UNWRITTEN);
    if (!w.bad && task->state == TASK_FULL) {
        return wire_ended(&w);
    }
    task->frozen = wire_flag(&w);
    task->lasting = wire_flag(&w);
    wire_findings(&w, task->findings);
    get_staging(&w, task, run, task->staging, worker);
    get_staging(&w, task, run, task->facts, worker);
    if (wire_flag(&w)) {
        get_result(&w, task);
    }
    bool fits = task->result || task->state == TASK_FROZEN;
    if (fits && wire_ended(&w)) {
        return true;
    }
    task->findings->n = 0;
    return false;
}
