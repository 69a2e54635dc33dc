#include "batch/task.h"

#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/freeze.h"
#include "batch/marking.h"
#include "batch/prove.h"
#include "batch/signing.h"

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
        task_tell(run, task, "document.unlike", task->files[RENDITION_TANDA_TANGAN].full, NULL);
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
    task_count(run, task, written);
}

// True when the document is frozen (DESIGN §4.13): then it is not made over, and what has changed is told.
bool task_frozen(struct work *run, struct task *task) {
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

// What was signed is judged by what it says, not by what the data say since.
bool task_frozen_check(struct work *run, const struct planned *document) {
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
