#include "batch/task.h"

#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/freeze.h"
#include "batch/marking.h"
#include "batch/prove.h"
#include "batch/signing.h"

void task_frozen_keep(struct work *run, struct task *task) {
    const char *id = task->document->id;
    if (!states_of(run->world, id).frozen_by || file_exists(freeze_path(task->arena, run->world->notes, id))) {
        return;
    }
    struct findings *unused = findings_new(task->arena, run->world->catalogue);
    if (!job_record(run->world, task->arena, task->document, unused)) {
        return;
    }
    struct marking m = {.world = run->world, .arena = task->arena, .store = run->store,
                        .output = run->options->output, .staging = staging_new(task->arena),
                        .findings = task->findings};
    if (!marking_freeze(&m, task->document) || !staging_commit(m.staging)) {
        marking_abandon(&m);
    }
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
static bool make_copy(const struct work *run, struct task *task, const struct frozen *f, bool pdf_lost,
                      bool plan_lost) {
    struct job_output *pdf = &task->result->outputs[RENDITION_TANDA_TANGAN],
                      *plan = &task->result->outputs[RENDITION_RENCANA];
    struct findings *unused = findings_new(task->arena, run->world->catalogue);
    static const char *const folders[] = {"input"};
    struct source_made made = {0};
    char hash[HASH_SIZE] = "";
    if (f->source.n && prove_render(run->world, task->arena, f->source, folders, 1, &made, unused)) {
        hash_bytes(made.pdf.p, made.pdf.n, hash);
    }
    bool same = strcmp(hash, f->hash) == 0;
    if (!same && pdf_lost) {
        task_tell(task, "document.unlike", task->files[RENDITION_TANDA_TANGAN].full, NULL);
    }
    if (same && pdf_lost) {
        *pdf = (struct job_output){.made = true, .bytes = made.pdf, .pages = (int)made.pages->n, .families = ""};
    }
    if (same && plan_lost) {
        const char *name = outputs_name(task->arena, task->document, RENDITION_TANDA_TANGAN);
        struct signing_of of = {.id = task->document->id, .kind = task->document->kind,
                                .agency = task->document->agency, .file = name, .pdf = made.pdf};
        *plan = (struct job_output){.made = true, .pages = (int)made.pages->n, .families = "",
                                    .bytes = signing_plan(task->arena, made.document, made.pages, &of)};
    }
    return same;
}

// The late fields go into what is kept, but only after the companion that was made with them stands.
static bool keep_late(const struct work *run, struct task *task, const struct frozen *f) {
    struct freeze_copy copy = {f->hash, f->source};
    return freeze_stage(task->arena, run->world->notes, task->document->id, f->record,
                        xmlDocGetRootElement(task->input.frozen), &copy, task->facts, task->findings);
}

static void remake_frozen(const struct work *run, struct task *task, const struct frozen *f, const xmlDoc *now,
                          bool received) {
    bool late = false, pdf_lost = *f->hash && is_lost(task, RENDITION_TANDA_TANGAN),
         plan_lost = *f->hash && is_lost(task, RENDITION_RENCANA);
    task->input.frozen = freeze_record(task->arena, f, xmlDocGetRootElement(now), &late);
    bool companion = want_companions(task, received, late);
    if (companion) {
        task->result = job_run(run->world, task->arena, &task->input);
    } else {
        task->result = ARENA_NEW(task->arena, struct job_result);
        task->result->findings = findings_new(task->arena, run->world->catalogue);
    }
    bool copied = (pdf_lost || plan_lost) && make_copy(run, task, f, pdf_lost, plan_lost);
    if (!companion && !copied) {
        return;
    }
    bool changed = late && task->result->outputs[RENDITION_ARSIP].made;
    bool staged = task_stage(run, task) && (!changed || keep_late(run, task, f));
    task->state = staged ? TASK_WORKED : TASK_UNWRITTEN;
}

bool task_frozen(const struct work *run, struct task *task) {
    const char *id = task->document->id;
    struct standing standing = states_of(run->world, id);
    if (!standing.frozen_by) {
        return false;
    }
    struct findings *unused = findings_new(task->arena, run->world->catalogue);
    xmlDoc *now = job_record(run->world, task->arena, task->document, unused);
    struct frozen *f = freeze_load(task->arena, run->world->notes, id, task->findings);
    task->frozen = true;
    task->state = TASK_FROZEN;
    if (f && now) {
        freeze_compare(task->arena, f, xmlDocGetRootElement(now), &standing, id, freeze_successor(run->world, id),
                       task->findings);
        remake_frozen(run, task, f, now, standing.received != NULL);
    }
    return true;
}

bool task_frozen_check(const struct work *run, struct task *task) {
    const char *id = task->document->id;
    struct standing standing = states_of(run->world, id);
    struct findings *unused = findings_new(task->arena, run->world->catalogue);
    struct frozen *f = standing.frozen_by ? freeze_load(task->arena, run->world->notes, id, task->findings) : NULL;
    xmlDoc *now = f ? job_record(run->world, task->arena, task->document, unused) : NULL;
    if (now) {
        freeze_compare(task->arena, f, xmlDocGetRootElement(now), &standing, id, freeze_successor(run->world, id),
                       task->findings);
    }
    task->state = TASK_FROZEN;
    task->frozen = f || (standing.frozen_by && run->way == TASK_FORESEE);
    return task->frozen;
}
