#include "batch/run.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/contest.h"
#include "batch/fault.h"
#include "batch/freeze.h"
#include "batch/marking.h"
#include "batch/outputs.h"
#include "batch/prove.h"
#include "batch/signing.h"
#include "batch/waiting.h"
#include "rules/agreement.h"

#define DOCUMENT_MEMORY ((size_t)1 << 30)

const char *const run_reasons[] = {
    [REASON_NEW] = "cli.reason.new",         [REASON_CHANGED] = "cli.reason.changed",
    [REASON_MISSING] = "cli.reason.missing", [REASON_FOREIGN] = "cli.reason.foreign",
    [REASON_AGAIN] = "cli.reason.again",
};

struct work {
    const struct world *world;
    struct store *store;
    const struct run_options *options;
    struct run_report *report;
    struct arena *arena;          // of the document being made
    struct contests *contests;    // what only shows among all proposals
    bool broken;                  // the world failed in a way that the next document would meet too
};

// One document on its way through a run.
struct task {
    const struct planned *document;
    struct output_file files[RENDITION_COUNT];
    struct job_input input;
    struct job_result *result;
    char hashes[RENDITION_COUNT][HASH_SIZE];
    bool same[RENDITION_COUNT];
    bool waits;                   // stopped for the sake of an unread input: what stands is kept
};

// ---- failures of the world ----

static bool write_failed(struct work *run, const char *document, const char *path) {
    bool lasting = false;
    struct finding *f = fault_write(run->report->findings, path, &lasting);
    f->document = document ? arena_strdup(run->world->arena, document) : NULL;
    run->broken = run->broken || lasting;
    return false;
}

static bool store_failed(struct work *run, const char *document) {
    struct finding *f = findings_add_as(run->report->findings, SEVERITY_FATAL, "store.write", (struct place){0},
                                        "alasan", store_why(run->store), NULL);
    f->document = document ? arena_strdup(run->world->arena, document) : NULL;
    store_rollback(run->store);
    run->broken = true;
    return false;
}

static void tell(struct work *run, const struct task *task, const char *rule, const char *path, const char *other) {
    struct finding *f = findings_add(run->report->findings, rule, (struct place){.file = path}, "berkas", path, "baru",
                                     other, "naskah", task->document->id, NULL);
    f->document = arena_strdup(run->world->arena, task->document->id);
}

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
static struct job_result *task_job(struct work *run, const struct job_input *input) {
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
        store_failed(run, task->document->id);
    }
}

// ---- after: files first, then the store ----

static bool set_aside(struct work *run, struct task *task, int r) {
    const struct output_file *file = &task->files[r];
    const char *aside = NULL;
    if (!output_set_aside(run->arena, file, &aside)) {
        return write_failed(run, task->document->id, file->full);
    }
    tell(run, task, "job.touched", file->full, aside);
    return true;
}

static bool stage(struct work *run, struct task *task, struct staging *staging) {
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        if (!out->made) {
            continue;
        }
        hash_bytes(out->bytes.p, out->bytes.n, task->hashes[r]);
        task->same[r] = !run->options->again && strcmp(task->hashes[r], task->files[r].hash) == 0;
        if (task->same[r]) {
            continue;
        }
        if (!staging_add(staging, task->files[r].full, out->bytes.p, out->bytes.n)) {
            return write_failed(run, task->document->id, task->files[r].full);
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
    return (ok && store_commit(run->store)) || store_failed(run, task->document->id);
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
            tell(run, task, rule, path, NULL);
        }
    } else if (errno != ENOENT) {
        write_failed(run, task->document->id, path);
    }
}

// The store keeps its row too: once the input is read again, the file is found to be up to date.
static void keep_waiting(struct work *run, const struct task *task, const struct output_file *file) {
    if (file->state != OUTPUT_MISSING) {
        tell(run, task, "job.kept", file->full, NULL);
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
    return (ok && store_commit(run->store)) || store_failed(run, task->document->id);
}

static bool task_write(struct work *run, struct task *task) {
    struct staging *staging = staging_new(run->arena);
    if (!stage(run, task, staging) || !note_written(run, task) || !move_foreign(run, task)) {
        staging_abandon(staging);
        return false;
    }
    if (!staging_commit(staging)) {
        return write_failed(run, task->document->id, task->files[0].full);
    }
    withdraw(run, task);
    return record(run, task);
}

// ---- the report ----

static enum run_reason reason_of(const struct work *run, const struct output_file *file) {
    if (run->options->again) {
        return REASON_AGAIN;
    }
    if (!file->recorded || !*file->row.hash) {
        return file->state == OUTPUT_FOREIGN ? REASON_FOREIGN : REASON_NEW;
    }
    if (file->state == OUTPUT_MISSING) {
        return REASON_MISSING;
    }
    return strcmp(file->row.hash, file->hash) == 0 ? REASON_CHANGED : REASON_FOREIGN;
}

static void report_made(struct work *run, const struct task *task, int r) {
    struct run_report *report = run->report;
    struct arena *arena = run->world->arena;
    if (report->n_made == report->cap_made) {
        size_t cap = report->cap_made ? report->cap_made * 2 : 64, size = sizeof *report->made;
        report->made = arena_grow(arena, report->made, report->cap_made * size, cap * size);
        report->cap_made = cap;
    }
    const struct output_file *file = &task->files[r];
    report->made[report->n_made++] = (struct run_made){.document = task->document->id,
                                                       .rendition = rendition_rules[r].name,
                                                       .path = arena_strdup(arena, file->full),
                                                       .reason = reason_of(run, file),
                                                       .pages = task->result->outputs[r].pages,
                                                       .same = task->same[r]};
}

static void count(struct work *run, const struct task *task, bool written) {
    struct run_report *report = run->report;
    bool changed = false, stopped = false, missing = false;
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_output *out = &task->result->outputs[r];
        stopped = stopped || out->stopped;
        missing = missing || (task->input.want[r] && !out->made && !out->current && !out->stopped);
        bool beside = r == RENDITION_RENCANA && task->result->outputs[RENDITION_TANDA_TANGAN].made;
        if (out->made && written) {
            if (!beside) {
                report_made(run, task, r);  // the plan is told with its PDF
            }
            changed = changed || !task->same[r];
        }
    }
    bool bad_input = findings_stop(task->result->findings) &&
                     findings_count(task->result->findings, SEVERITY_FATAL) == 0;
    if (!written || (missing && !bad_input)) {
        report->failed++;
    } else if (stopped || missing) {
        report->stopped++;
    } else if (changed) {
        report->changed++;
    } else {
        report->current++;
    }
}

static void memory_failed(struct work *run, const char *document) {
    struct finding *f = findings_add(run->report->findings, "job.memory", (struct place){0}, "naskah", document, NULL);
    f->document = arena_strdup(run->world->arena, document);
}

// ---- what was signed or sent ----

// A state that somebody wrote into the file by hand: the facts are kept from now on.
static struct frozen *keep_facts(struct work *run, const struct planned *document) {
    struct marking m = {.world = run->world, .arena = run->arena, .store = run->store,
                        .output = run->options->output, .staging = staging_new(run->arena),
                        .findings = run->report->findings};
    if (!marking_freeze(&m, document) || !staging_commit(m.staging)) {
        marking_abandon(&m);
        return NULL;
    }
    return freeze_load(run->arena, run->world->notes, document->id, run->report->findings);
}

static bool is_lost(const struct task *task, enum rendition r) {
    return task->input.want[r] && task->files[r].state == OUTPUT_MISSING;
}

// The unsigned companion is made over when number or date came in later; a draft only when it is missing.
static bool want_companions(struct task *task, bool received, bool late) {
    bool archive = task->input.want[RENDITION_ARSIP] && !received && (late || is_lost(task, RENDITION_ARSIP));
    bool draft = is_lost(task, RENDITION_DRAF);
    for (int r = 0; r < RENDITION_COUNT; r++) {
        task->input.want[r] = (archive && r == RENDITION_ARSIP) || (draft && r == RENDITION_DRAF);
        task->input.known[r] = (struct job_known){0};
    }
    return archive || draft;
}

// The file that was signed and the plan beside it, where they are missing: from what the file carried inside. Today's
// templates may set it otherwise; then it is not to be had from us.
static bool make_copy(struct work *run, struct task *task, const struct frozen *f, bool pdf_lost, bool plan_lost) {
    struct job_output *pdf = &task->result->outputs[RENDITION_TANDA_TANGAN],
                      *plan = &task->result->outputs[RENDITION_RENCANA];
    struct findings *unused = findings_new(run->arena, run->world->catalogue);
    static const char *const folders[] = {"input"};
    struct source_made made = {0};
    char hash[HASH_SIZE] = "";
    if (f->source.n && prove_render(run->world, run->arena, f->source, folders, 1, &made, unused)) {
        hash_bytes(made.pdf.p, made.pdf.n, hash);
    }
    bool same = strcmp(hash, f->hash) == 0;
    if (!same && pdf_lost) {
        tell(run, task, "document.unlike", task->files[RENDITION_TANDA_TANGAN].full, NULL);
    }
    if (same && pdf_lost) {
        *pdf = (struct job_output){.made = true, .bytes = made.pdf, .pages = (int)made.pages->n, .families = ""};
    }
    if (same && plan_lost) {
        const char *name = outputs_name(run->arena, task->document, RENDITION_TANDA_TANGAN);
        struct signing_of of = {.id = task->document->id, .kind = task->document->kind,
                                .agency = task->document->agency, .file = name, .pdf = made.pdf};
        *plan = (struct job_output){.made = true, .pages = (int)made.pages->n, .families = "",
                                    .bytes = signing_plan(run->arena, made.document, made.pages, &of)};
    }
    return same;
}

static void remake_frozen(struct work *run, struct task *task, const struct frozen *f, const xmlDoc *now,
                          bool received) {
    bool late = false, pdf_lost = *f->hash && is_lost(task, RENDITION_TANDA_TANGAN),
         plan_lost = *f->hash && is_lost(task, RENDITION_RENCANA);
    task->input.frozen = freeze_record(run->arena, f, xmlDocGetRootElement(now), &late);
    bool companion = want_companions(task, received, late);
    task->result = companion ? task_job(run, &task->input) : NULL;
    if (!task->result) {
        task->result = ARENA_NEW(run->arena, struct job_result);
        task->result->findings = findings_new(run->arena, run->world->catalogue);
    }
    bool copied = (pdf_lost || plan_lost) && make_copy(run, task, f, pdf_lost, plan_lost);
    if (!companion && !copied) {
        run->report->current++;
        return;
    }
    bool written = task_write(run, task);
    if (written && late && task->result->outputs[RENDITION_ARSIP].made) {
        struct staging *staging = staging_new(run->arena);
        struct freeze_copy copy = {f->hash, f->source};
        written = freeze_stage(run->arena, run->world->notes, task->document->id, f->record,
                               xmlDocGetRootElement(task->input.frozen), &copy, staging, run->report->findings) &&
                  staging_commit(staging);
    }
    count(run, task, written);
}

// True when the document is frozen (DESIGN §4.13): then it is not made over, and what has changed is told.
static bool make_frozen(struct work *run, struct task *task) {
    const char *id = task->document->id;
    struct standing standing = states_of(run->world, id);
    if (!standing.frozen_by) {
        return false;
    }
    struct findings *unused = findings_new(run->arena, run->world->catalogue);
    xmlDoc *now = job_record(run->world, run->arena, task->document, unused);
    size_t told = run->report->findings->n;
    struct frozen *f = freeze_load(run->arena, run->world->notes, id, run->report->findings);
    if (!f && now && told == run->report->findings->n) {
        f = keep_facts(run, task->document);
    }
    if (!f || !now) {
        run->report->current++;
        return true;
    }
    freeze_compare(run->arena, f, xmlDocGetRootElement(now), &standing, id, freeze_successor(run->world, id),
                   run->report->findings);
    remake_frozen(run, task, f, now, standing.received != NULL);
    return true;
}

static bool check_frozen(struct work *run, const struct planned *document);

static void foresee(struct work *run, const struct planned *document, enum run_verdict verdict) {
    struct run_report *report = run->report;
    report->foreseen[report->n_foreseen++] = (struct run_foreseen){document->id, verdict};
}

// Which of the report's counts went up says what became of the document.
static void foresee_counted(struct work *run, const struct planned *document, const struct run_report *before) {
    const struct run_report *now = run->report;
    foresee(run, document,
            now->failed > before->failed     ? VERDICT_FAILED
            : now->stopped > before->stopped ? VERDICT_STOPPED
            : now->changed > before->changed ? VERDICT_MAKE
                                             : VERDICT_CURRENT);
}

// Made in memory only, so that the plan is exact: bytes that would come out the same are not called made.
static void plan_document(struct work *run, struct task *task) {
    const struct planned *document = task->document;
    struct run_report before = *run->report;
    if (states_of(run->world, document->id).frozen_by) {
        check_frozen(run, document);
        run->report->current++;
        foresee(run, document, VERDICT_FROZEN);
        return;
    }
    task->result = task_job(run, &task->input);
    if (!task->result) {
        memory_failed(run, document->id);
        run->report->stopped++;
    } else if (task->result->skipped) {
        contests_add(run->contests, document, task->result->record);
        task_retell(run, task);
        count(run, task, true);
    } else {
        contests_add(run->contests, document, task->result->record);
        findings_append(run->report->findings, task->result->findings);
        for (int r = 0; r < RENDITION_COUNT; r++) {
            const struct job_output *out = &task->result->outputs[r];
            if (out->made) {
                hash_bytes(out->bytes.p, out->bytes.n, task->hashes[r]);
                task->same[r] = !run->options->again && strcmp(task->hashes[r], task->files[r].hash) == 0;
            }
        }
        count(run, task, true);
    }
    foresee_counted(run, document, &before);
}

static void make_document(struct work *run, const struct planned *document) {
    arena_reset(run->arena);
    struct task task = {.document = document};
    task_look(run, &task);
    if (run->options->dry) {
        plan_document(run, &task);
        return;
    }
    if (make_frozen(run, &task)) {
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
        count(run, &task, true);
        return;
    }
    findings_append(run->report->findings, task.result->findings);
    task.waits = waits_for_input(run->world, task.result->findings);
    count(run, &task, task_write(run, &task));
}

// ---- around all documents ----

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
            make_document(run, &o->documents[i]);
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
        write_failed(&run, NULL, options->output);
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

// What was signed is judged by what it says, not by what the data say since.
static bool check_frozen(struct work *run, const struct planned *document) {
    struct standing standing = states_of(run->world, document->id);
    struct findings *unused = findings_new(run->arena, run->world->catalogue);
    struct frozen *f = standing.frozen_by
                           ? freeze_load(run->arena, run->world->notes, document->id, run->report->findings)
                           : NULL;
    xmlDoc *now = f ? job_record(run->world, run->arena, document, unused) : NULL;
    if (now) {
        freeze_compare(run->arena, f, xmlDocGetRootElement(now), &standing, document->id,
                       freeze_successor(run->world, document->id), run->report->findings);
    }
    return f != NULL;
}

struct findings *run_check(const struct world *world, const struct planned *documents, size_t n,
                           const volatile sig_atomic_t *stop) {
    struct run_report report = {.findings = findings_new(world->arena, world->catalogue)};
    struct work run = {.world = world, .report = &report, .arena = arena_new(DOCUMENT_MEMORY)};
    run.contests = contests_new(world);
    for (size_t i = 0; i < n && !(stop && *stop); i++) {
        arena_reset(run.arena);
        if (check_frozen(&run, &documents[i])) {
            continue;
        }
        struct job_input input = {.document = &documents[i], .want = {true, true}, .look_only = true};
        struct job_result *result = task_job(&run, &input);
        if (result) {
            contests_add(run.contests, &documents[i], result->record);
            findings_append(report.findings, result->findings);
        } else {
            memory_failed(&run, documents[i].id);
        }
    }
    contests_tell(run.contests, report.findings);
    agreement_check(world->objects, world->profiles, report.findings);
    arena_free(run.arena);
    return report.findings;
}
