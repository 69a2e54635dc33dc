#include "batch/task.h"

#include <string.h>

#include "base/xml.h"

const char *const run_reasons[] = {
    [REASON_NEW] = "cli.reason.new",         [REASON_CHANGED] = "cli.reason.changed",
    [REASON_MISSING] = "cli.reason.missing", [REASON_FOREIGN] = "cli.reason.foreign",
    [REASON_AGAIN] = "cli.reason.again",
};

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

void task_count(struct work *run, const struct task *task, bool written) {
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

// What brings it to light again, without workers, so that a debugger sees it too.
static const char *again(const struct work *run, const struct task *task) {
    const char *options = run->options->said ? run->options->said : "";
    const char *verb = run->way == TASK_CHECK ? "periksa --only" : "buat";
    return arena_printf(task->arena, "naskah %s %s -j 0%s", verb, task->document->id, options);
}

void task_lost(struct work *run, struct task *task) {
    const char *rule = task->state == TASK_FULL ? "job.memory" : task->state == TASK_SLOW ? "job.slow" : "job.crash";
    const char *how = task->signal ? arena_printf(task->arena, "SIG%s", sigabbrev_np(task->signal))
                                   : arena_printf(task->arena, "%d", task->status);
    const struct run_limits *limits = &run->options->limits;
    size_t bound = task->state == TASK_FULL ? limits->memory >> 20 : (size_t)limits->seconds;
    struct place place = task->document->node ? xml_place(task->document->node) : (struct place){0};
    struct finding *f = findings_add(run->report->findings, rule, place, "naskah", task->document->id, "sebab", how,
                                     "perintah", again(run, task), "batas",
                                     arena_printf(task->arena, "%zu", bound), NULL);
    f->document = arena_strdup(run->world->arena, task->document->id);
    run->report->stopped++;
}

void task_foresee(struct work *run, const struct task *task, const struct run_report *before) {
    struct run_report *now = run->report;
    now->foreseen[now->n_foreseen++] = (struct run_foreseen){
        task->document->id, task->frozen                     ? VERDICT_FROZEN
                            : now->failed > before->failed   ? VERDICT_FAILED
                            : now->stopped > before->stopped ? VERDICT_STOPPED
                            : now->changed > before->changed ? VERDICT_MAKE
                                                             : VERDICT_CURRENT};
}
