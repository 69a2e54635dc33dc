#include "batch/task.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
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
    report->made[report->n_made++] = (struct run_made){.document = task->document,
                                                       .rendition = (uint8_t)r,
                                                       .reason = (uint8_t)reason_of(run, &task->files[r]),
                                                       .pages = task->result->outputs[r].pages,
                                                       .same = task->same[r]};
}

const char *run_made_path(const struct run_report *report, const struct run_made *made, struct arena *arena) {
    return file_join(arena, report->output, output_path(arena, made->document, (enum rendition)made->rendition));
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
    run->lost = true;
    run->report->stopped++;
}

void task_became(struct work *run, const struct task *task, const struct run_report *before) {
    const struct run_report *now = run->report;
    bool foreseen = run->way == TASK_FORESEE && task->frozen;
    size_t i = (size_t)(task->document - run->options->documents);
    now->foreseen[i].verdict = foreseen                         ? VERDICT_FROZEN
                               : now->failed > before->failed   ? VERDICT_FAILED
                               : now->stopped > before->stopped ? VERDICT_STOPPED
                               : now->changed > before->changed ? VERDICT_MAKE
                                                                : VERDICT_CURRENT;
}

// ---- two runs as one ----

static int by_document(const void *id, const void *foreseen) {
    return strcmp(id, ((const struct run_foreseen *)foreseen)->document);
}

static void merge_verdicts(struct run_report *later, const struct run_report *earlier) {
    for (size_t i = 0; i < earlier->documents; i++) {
        const struct run_foreseen *then = &earlier->foreseen[i];
        struct run_foreseen *now = bsearch(then->document, later->foreseen, later->documents, sizeof *now, by_document);
        if (now && now->verdict == VERDICT_CURRENT && then->verdict == VERDICT_MAKE) {
            now->verdict = VERDICT_MAKE;
            later->current--;
            later->changed++;
        }
    }
    later->removed += earlier->removed;
}

// What was made stands in the order of the documents.
static bool is_made(const struct run_report *report, const struct run_made *made) {
    size_t low = 0, high = report->n_made;
    while (low < high) {
        size_t middle = (low + high) / 2;
        bool before = strcmp(report->made[middle].document->id, made->document->id) < 0;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    for (; low < report->n_made && strcmp(report->made[low].document->id, made->document->id) == 0; low++) {
        if (report->made[low].rendition == made->rendition) {
            return true;
        }
    }
    return false;
}

// Both are in the order of the documents.
static void merge_reasons(struct run_report *later, const struct run_report *earlier, struct arena *arena) {
    size_t n = earlier->n_because + later->n_because, i = 0, k = 0;
    struct run_because *all = ARENA_ARRAY(arena, n + 1, struct run_because);
    for (size_t at = 0; at < n; at++) {
        bool first = i < earlier->n_because &&
                     (k == later->n_because ||
                      strcmp(earlier->because[i].document, later->because[k].document) <= 0);
        all[at] = first ? earlier->because[i++] : later->because[k++];
    }
    later->because = all;
    later->n_because = later->cap_because = n;
}

void run_report_merge(struct run_report *later, const struct run_report *earlier, struct arena *arena) {
    struct run_made *all = ARENA_ARRAY(arena, earlier->n_made + later->n_made + 1, struct run_made);
    size_t n = 0;
    for (size_t i = 0; i < earlier->n_made; i++) {
        if (!is_made(later, &earlier->made[i])) {
            all[n++] = earlier->made[i];
        }
    }
    for (size_t i = 0; i < later->n_made; i++) {
        all[n++] = later->made[i];
    }
    merge_verdicts(later, earlier);
    merge_reasons(later, earlier, arena);
    later->made = all;
    later->n_made = n;
}
