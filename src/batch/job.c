#include "batch/job.h"

#include <string.h>

#include "base/hash.h"
#include "base/xml.h"
#include "batch/fingerprint.h"
#include "batch/line.h"
#include "batch/outputs.h"
#include "batch/signing.h"
#include "device/trace.h"
#include "rules/check.h"

struct findings *line_findings(const struct line *line) {
    struct findings *f = findings_new(line->arena, line->world->catalogue);
    f->document = line->document->id;
    return f;
}

// Finds the profile and the template by name, then resolves. False when there is nothing to go on with.
static bool line_resolve(struct line *line) {
    const struct planned *d = line->document;
    struct place place = d->node ? xml_place(d->node) : (struct place){0};
    if (d->profile) {
        line->profile = profiles_find(line->world->profiles, d->profile);
        if (!line->profile) {
            const char *near = profiles_nearest(line->world->profiles, d->profile);
            findings_add(line->findings, near ? "job.profile" : "job.profile-far", place, "profil", d->profile,
                         "terdekat", near, NULL);
        }
    }
    line->template = world_template(line->world, d->kind);
    if (!line->template) {
        const char *near = world_nearest_kind(line->world, d->kind);
        findings_add(line->findings, near ? "job.template" : "job.template-far", place, "jenis", d->kind, "terdekat",
                     near, NULL);
    }
    const xmlNode *profile = line->profile ? profile_node(line->profile) : NULL;
    line->record = resolve_record(line->arena, line->world->objects, line->world->defaults, d, profile,
                                  line->findings);
    return line->record && line->template;
}

// All that is wanted stands already, made from the same things.
static bool all_current(const struct line *line, const struct job_input *input, const char *fingerprint,
                        struct job_result *result) {
    bool all = true;
    for (int r = 0; r < RENDITION_COUNT; r++) {
        const struct job_known *known = &input->known[r];
        struct job_output *out = &result->outputs[r];
        if (!input->want[r]) {
            continue;
        }
        if (known->fingerprint && known->families) {
            line_end_output(line, (enum rendition)r, fingerprint, known->families, out);
            out->current = strcmp(out->fingerprint, known->fingerprint) == 0;
            out->stopped = out->current && known->stopped;
        }
        all = all && out->current;
    }
    return all;
}

// The section of a finding is "Dampak" or "Dampak (Cara evaluasi)", the hole on the page is called by either.
static bool is_section(const char *section, const char *label) {
    size_t n = strlen(label), all = strlen(section);
    bool whole = strncmp(section, label, n) == 0 && (section[n] == '\0' || strncmp(section + n, " (", 2) == 0);
    return whole || (n > 0 && all > n + 2 && section[all - 1] == ')' && section[all - n - 2] == '(' &&
                     memcmp(section + all - n - 1, label, n) == 0);
}

static bool is_told(const struct findings *f, size_t n, const char *label) {
    for (size_t i = 0; i < n; i++) {
        const struct place *place = &f->items[i].place;
        if (f->items[i].severity >= SEVERITY_ERROR && place->section && is_section(place->section, label)) {
            return true;
        }
    }
    return false;
}

static bool is_sign(const struct finding *f) {
    return strcmp(f->rule, "template.sign") == 0;
}

// A hole on the page where the checks have found that the section is missing is the same thing: it is told once.
static void drop_told_holes(struct findings *f, size_t checked) {
    size_t kept = checked;
    bool nobody_told = false;
    for (size_t i = 0; i < checked; i++) {
        nobody_told |= strcmp(f->items[i].rule, "resolve.signer") == 0;
    }
    for (size_t i = checked; i < f->n; i++) {
        const struct finding *hole = &f->items[i];
        bool is_hole = strcmp(hole->rule, "template.hole") == 0 && hole->n_args > 0;
        bool told = is_hole ? is_told(f, checked, hole->args[0].value) : nobody_told && is_sign(hole);
        if (!told) {
            f->items[kept++] = *hole;
        }
    }
    f->n = kept;
}

// The renditions that errors stop share their findings: each is told once.
static void append_new(struct findings *to, const struct findings *from) {
    struct findings fresh = *from;
    fresh.items = ARENA_ARRAY(from->arena, from->n + 1, struct finding);
    fresh.n = 0;
    for (size_t i = 0; i < from->n; i++) {
        const struct finding *f = &from->items[i];
        bool told = false;
        for (size_t k = 0; k < to->n && !told; k++) {
            const struct place *a = &to->items[k].place, *b = &f->place;
            told = strcmp(to->items[k].rule, f->rule) == 0 && findings_same_arguments(&to->items[k], f) &&
                   a->line == b->line && a->column == b->column;
        }
        if (!told) {
            fresh.items[fresh.n++] = *f;
        }
    }
    findings_append(to, &fresh);
}

// True when it was set, so that all there is to find has been found.
static bool line_final(struct line *line, enum rendition rendition, const char *fingerprint, struct job_output *out) {
    if (findings_stop(line->findings)) {
        out->stopped = true;
        out->current = false;
        line_end_output(line, rendition, fingerprint, "", out);
        return false;
    }
    struct findings *found = line_findings(line);
    line_render(line, rendition, fingerprint, out, found);
    append_new(line->findings, found);
    return true;
}

// The plan goes with the PDF that is signed: it holds its hash, so that one is drawn even when it stands already.
static void line_plan(struct line *line, const char *fingerprint, struct job_result *result) {
    struct job_output *plan = &result->outputs[RENDITION_RENCANA], *pdf = &result->outputs[RENDITION_TANDA_TANGAN];
    if (pdf->stopped) {
        plan->stopped = true;
        plan->current = false;
        line_end_output(line, RENDITION_RENCANA, fingerprint, "", plan);
    } else if (line->foresee) {
        plan->made = pdf->made;
        plan->pages = pdf->pages;
    } else if (pdf->made) {
        const struct edition *e = line_edition(line, RENDITION_TANDA_TANGAN, line_findings(line));
        const char *name = outputs_name(line->arena, line->document, RENDITION_TANDA_TANGAN);
        struct signing_of of = {.id = line->document->id, .kind = line->document->kind,
                                .agency = line->document->agency, .file = name, .pdf = pdf->bytes};
        plan->bytes = signing_plan(line->arena, e->document, e->pages, &of);
        plan->made = true;
        plan->pages = pdf->pages;
        line_end_output(line, RENDITION_RENCANA, fingerprint, pdf->families, plan);
    }
}

// What is signed first: what it finds is what the draft would find again.
static void line_make(struct line *line, const struct job_input *input, const char *fingerprint,
                      struct job_result *result) {
    static const enum rendition finals[] = {RENDITION_TANDA_TANGAN, RENDITION_ARSIP, RENDITION_UNGGAH};
    struct job_output *draft = &result->outputs[RENDITION_DRAF];
    bool told = false;
    for (size_t i = 0; i < sizeof finals / sizeof *finals; i++) {
        enum rendition r = finals[i];
        bool planned = r == RENDITION_TANDA_TANGAN && input->want[RENDITION_RENCANA] &&
                       !result->outputs[RENDITION_RENCANA].current;
        if ((input->want[r] || planned) && !(told && (result->outputs[r].current || line->look_only))) {
            told = line_final(line, r, fingerprint, &result->outputs[r]) || told;
        }
    }
    if (input->want[RENDITION_RENCANA]) {
        line_plan(line, fingerprint, result);
    }
    if (input->want[RENDITION_DRAF] && !(told && (draft->current || line->look_only))) {
        struct findings *found = told ? line_findings(line) : line->findings;
        size_t checked = found->n;
        line_render(line, RENDITION_DRAF, fingerprint, draft, found);
        drop_told_holes(found, checked);
        if (told && !draft->made) {
            append_new(line->findings, found);
        }
    }
    for (int r = 0; r < RENDITION_COUNT; r++) {
        struct job_output *out = &result->outputs[r];
        out->made = out->made && !out->current && input->want[r];  // else drawn for its findings, or for the plan
    }
}

static void line_start(struct line *line, const struct world *world, struct arena *arena,
                       const struct planned *document) {
    *line = (struct line){.world = world, .arena = arena, .document = document};
    line->findings = line_findings(line);
}

bool job_makes(const struct world *world, const struct planned *document, enum rendition rendition) {
    if (!rendition_rules[rendition].upload) {
        return true;
    }
    const struct profile *p = profiles_find(world->profiles, document->profile);
    return p && xml_child(profile_node(p), "unggah");
}

// When a part of it stands as it is, the rest alone does not tell all that was read.
static bool all_new(const struct job_result *result) {
    bool current = false;
    for (int r = 0; r < RENDITION_COUNT; r++) {
        current = current || result->outputs[r].current;
    }
    return !current;
}

struct job_result *job_run(const struct world *world, struct arena *arena, const struct job_input *input) {
    struct job_result *result = ARENA_NEW(arena, struct job_result);
    struct line line;
    fonts_trim(world->fonts, FONT_CACHE_LIMIT);
    line_start(&line, world, arena, input->document);
    line.look_only = input->look_only;
    line.foresee = input->foresee;
    result->findings = line.findings;
    bool resolved = line_resolve(&line);
    result->record = line.record;
    if (input->frozen && line.template) {
        line.record = input->frozen;
        line.findings->n = 0;  // what the objects say now is not what is made
        resolved = true;
    }
    if (!resolved) {
        return result;
    }
    const char *fingerprint =
        fingerprint_of(world, arena, line.template, line.profile, line.record, line_folder(&line), line.findings);
    result->skipped = all_current(&line, input, fingerprint, result);
    if (result->skipped && !input->recheck) {
        return result;
    }
    struct job_result current = *result;
    if (!input->frozen) {
        check_record(arena, line.record, world->profiles, line.profile, line.findings);
        line.checked = line.findings->n;
    }
    line_make(&line, input, fingerprint, result);
    findings_fold(line.findings, "template.hole", "template.holes");
    if (result->skipped) {
        *result = current;  // it was only about the findings
    } else if (!input->frozen && !input->look_only && all_new(result)) {
        result->fields = fields_of(&line, input->places, &result->n_fields);
    }
    return result;
}

xmlDoc *job_record(const struct world *world, struct arena *arena, const struct planned *document,
                   struct findings *findings) {
    struct line line;
    line_start(&line, world, arena, document);
    bool ok = line_resolve(&line);
    findings_append(findings, line.findings);
    return ok ? line.record : NULL;
}

bool job_show(const struct world *world, struct arena *arena, const struct planned *document, enum job_stage stage,
              enum rendition rendition, struct buf *out, struct findings *findings) {
    struct line line;
    line_start(&line, world, arena, document);
    bool ok = line_resolve(&line);
    if (stage == STAGE_RECORD && line.record) {
        xmlChar *text = NULL;
        int n = 0;
        xmlDocDumpFormatMemoryEnc(line.record, &text, &n, "UTF-8", 1);
        buf_add(out, text, (size_t)n);
        xmlFree(text);
        ok = true;
    } else if (ok) {
        const struct edition *e = line_edition(&line, rendition, line.findings);
        if (stage == STAGE_BOXES) {
            trace_boxes(e->document, out);
        } else {
            trace_write(e->pages, out);
        }
    }
    findings_append(findings, line.findings);
    return ok;
}
