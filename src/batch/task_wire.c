// What a worker must know of a task that the parent looked at after the fork, and what comes back. Both are one
// program, so numbers travel as they lie in memory.
#include <stdint.h>
#include <string.h>

#include "base/xml.h"
#include "batch/task.h"

// ---- writing ----

static void put_number(struct buf *out, int64_t n) {
    buf_add(out, &n, sizeof n);
}

static void put_bytes(struct buf *out, const char *p, size_t n) {
    put_number(out, (int64_t)n);
    buf_add(out, p, n);
}

static void put_text(struct buf *out, const char *s) {
    if (s) {
        put_bytes(out, s, strlen(s));
    } else {
        put_number(out, -1);
    }
}

static void put_finding(struct buf *out, const struct finding *f) {
    const char *const texts[] = {f->rule,   f->place.file, f->place.section, f->document, f->text,
                                 f->remedy, f->basis,      f->certainty,     f->waived};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put_text(out, texts[i]);
    }
    put_number(out, f->severity);
    put_number(out, f->place.line);
    put_number(out, f->place.column);
    put_number(out, f->n_args);
    for (int i = 0; i < f->n_args; i++) {
        put_text(out, f->args[i].name);
        put_text(out, f->args[i].value);
    }
}

static void put_findings(struct buf *out, const struct findings *f) {
    put_number(out, (int64_t)f->n);
    for (size_t i = 0; i < f->n; i++) {
        put_finding(out, &f->items[i]);
    }
}

static void put_staging(struct buf *out, const struct staging *s) {
    size_t n = staging_count(s);
    put_number(out, (int64_t)n);
    for (size_t i = 0; i < n; i++) {
        put_text(out, staging_path(s, i));
    }
}

// ---- reading ----

struct reader {
    const char *p, *end;
    struct arena *arena;
    bool bad;                 // it is not what was written
};

static int64_t get_number(struct reader *r) {
    int64_t n = 0;
    if ((size_t)(r->end - r->p) < sizeof n) {
        r->bad = true;
        return 0;
    }
    memcpy(&n, r->p, sizeof n);
    r->p += sizeof n;
    return n;
}

static struct str get_bytes(struct reader *r) {
    int64_t n = get_number(r);
    if (n < 0 || n > r->end - r->p) {
        r->bad = r->bad || n != -1;
        return (struct str){0};
    }
    r->p += n;
    return (struct str){r->p - n, (size_t)n};
}

static const char *get_text(struct reader *r) {
    struct str s = get_bytes(r);
    return s.p ? arena_strndup(r->arena, s.p, s.n) : NULL;
}

static size_t get_count(struct reader *r) {
    int64_t n = get_number(r);
    bool fits = n >= 0 && n <= (r->end - r->p) / (int64_t)sizeof n;
    r->bad = r->bad || !fits;
    return fits ? (size_t)n : 0;
}

static void get_finding(struct reader *r, struct findings *into) {
    const char *texts[9];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        texts[i] = get_text(r);
    }
    enum severity severity = (enum severity)get_number(r);
    struct place place = {.file = texts[1], .section = texts[2]};
    place.line = (int)get_number(r);
    place.column = (int)get_number(r);
    struct finding *f = findings_add_as(into, severity, texts[0] ? texts[0] : "", place, NULL);
    f->document = texts[3];
    f->text = texts[4];
    f->remedy = texts[5];
    f->basis = texts[6];
    f->certainty = texts[7];
    f->waived = texts[8];
    f->n_args = (int)get_count(r);
    f->args = ARENA_ARRAY(r->arena, (size_t)f->n_args + 1, struct argument);
    for (int i = 0; i < f->n_args; i++) {
        f->args[i].name = get_text(r);
        f->args[i].value = get_text(r);
    }
}

static void get_findings(struct reader *r, struct findings *into) {
    size_t n = get_count(r);
    for (size_t i = 0; i < n && !r->bad; i++) {
        get_finding(r, into);
    }
}

static void get_staging(struct reader *r, struct staging *into, pid_t worker) {
    size_t n = get_count(r);
    for (size_t i = 0; i < n && !r->bad; i++) {
        const char *path = get_text(r);
        if (path) {
            staging_adopt(into, path, worker);
        }
    }
}

// ---- the question ----

void task_ask(const struct task *task, size_t index, struct buf *out) {
    put_number(out, (int64_t)index);
    put_number(out, task->input.recheck);
    put_number(out, task->input.look_only);
    put_number(out, task->input.foresee);
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_known *known = &task->input.known[r];
        const struct output_file *file = &task->files[r];
        put_number(out, task->input.want[r]);
        put_number(out, known->stopped);
        put_text(out, known->fingerprint);
        put_text(out, known->families);
        put_number(out, file->state);
        put_text(out, file->full);
        put_text(out, file->hash);
    }
}

void task_asked(struct task *task, const struct work *run, struct str request) {
    struct reader r = {request.p, request.p + request.n, NULL, false};
    task_begin(task, run, &run->options->documents[get_number(&r)]);
    r.arena = task->arena;
    task->input.recheck = get_number(&r);
    task->input.look_only = get_number(&r);
    task->input.foresee = get_number(&r);
    for (int i = 0; i < RENDITION_COUNT; i++) {
        struct job_known *known = &task->input.known[i];
        struct output_file *file = &task->files[i];
        task->input.want[i] = get_number(&r);
        known->stopped = get_number(&r);
        known->fingerprint = get_text(&r);
        known->families = get_text(&r);
        file->state = (enum output_state)get_number(&r);
        file->full = get_text(&r);
        struct str hash = get_bytes(&r);
        memcpy(file->hash, hash.p ? hash.p : "", hash.n < HASH_SIZE ? hash.n : 0);
    }
}

// ---- the answer ----

static void put_output(struct buf *out, const struct task *task, int r) {
    const struct job_output *o = &task->result->outputs[r];
    put_number(out, o->made);
    put_number(out, o->current);
    put_number(out, o->stopped);
    put_number(out, o->pages);
    put_number(out, (int64_t)o->bytes.n);
    put_text(out, o->fingerprint);
    put_text(out, o->families);
    put_text(out, task->hashes[r]);
    put_number(out, task->same[r]);
}

static void get_hash(struct reader *r, char into[HASH_SIZE]) {
    struct str s = get_bytes(r);
    size_t n = s.n < HASH_SIZE ? s.n : HASH_SIZE - 1;
    memcpy(into, s.p ? s.p : "", n);
    into[n] = '\0';
}

// The bytes themselves are staged; only their number is wanted.
static void get_output(struct reader *r, struct task *task, int i) {
    struct job_output *o = &task->result->outputs[i];
    o->made = get_number(r);
    o->current = get_number(r);
    o->stopped = get_number(r);
    o->pages = (int)get_number(r);
    o->bytes = (struct str){NULL, (size_t)get_number(r)};
    get_hash(r, o->fingerprint);
    o->families = get_text(r);
    get_hash(r, task->hashes[i]);
    task->same[i] = get_number(r);
}

// What only shows among all proposals is found by the parent (contest.h); what a document was made from is noted by it.
static const xmlDoc *record_wanted(const struct task *task) {
    bool made = task->state == TASK_WORKED && !task->input.look_only && !task->input.foresee;
    return task->frozen || (!made && !task->document->profile) ? NULL : task->result->record;
}

static void put_fields(struct buf *out, const struct job_result *result) {
    put_number(out, (int64_t)result->n_fields);
    for (size_t i = 0; i < result->n_fields; i++) {
        const struct field *f = &result->fields[i];
        put_text(out, f->path);
        put_text(out, f->value);
        put_text(out, f->hash);
        put_text(out, f->place);
    }
}

static void get_fields(struct reader *r, struct job_result *result) {
    size_t n = get_count(r);
    result->fields = ARENA_ARRAY(r->arena, n + 1, struct field);
    for (size_t i = 0; i < n && !r->bad; i++) {
        struct field f = {get_text(r), get_text(r), get_text(r), get_text(r)};
        r->bad = r->bad || !f.path || !f.value || !f.hash;
        result->fields[result->n_fields++] = f;
    }
}

void task_answer(const struct task *task, struct buf *out) {
    put_number(out, task->state);
    if (task->state == TASK_FULL) {
        return;
    }
    put_number(out, task->frozen);
    put_number(out, task->lasting);
    put_findings(out, task->findings);
    put_staging(out, task->staging);
    put_staging(out, task->facts);
    put_number(out, task->result != NULL);
    if (!task->result) {
        return;
    }
    put_findings(out, task->result->findings);
    put_number(out, task->result->skipped);
    for (int r = 0; r < RENDITION_COUNT; r++) {
        put_number(out, task->input.want[r]);
        put_output(out, task, r);
    }
    struct buf packed = buf_new(out->arena);
    if (record_wanted(task)) {
        xml_pack(task->result->record, &packed);
    }
    put_bytes(out, buf_text(&packed), packed.n);
    put_fields(out, task->result);
}

static void get_result(struct reader *r, struct task *task) {
    task->result = ARENA_NEW(task->arena, struct job_result);
    task->result->findings = findings_new(task->arena, task->findings->catalogue);
    get_findings(r, task->result->findings);
    task->result->skipped = get_number(r);
    for (int i = 0; i < RENDITION_COUNT; i++) {
        task->input.want[i] = get_number(r);
        get_output(r, task, i);
    }
    struct str packed = get_bytes(r);
    task->result->record = packed.n ? xml_unpack(task->arena, packed) : NULL;
    get_fields(r, task->result);
}

bool task_answered(struct task *task, struct str reply, pid_t worker) {
    struct reader r = {reply.p, reply.p + reply.n, task->arena, false};
    task->state = (enum task_state)get_number(&r);
    if (task->state == TASK_FULL) {
        return !r.bad;
    }
    task->frozen = get_number(&r);
    task->lasting = get_number(&r);
    get_findings(&r, task->findings);
    get_staging(&r, task->staging, worker);
    get_staging(&r, task->facts, worker);
    if (get_number(&r)) {
        get_result(&r, task);
    }
    bool fits = task->state <= TASK_UNWRITTEN && (task->result || task->state == TASK_FROZEN);
    return fits && !r.bad && r.p == r.end;
}
