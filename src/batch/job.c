#include "batch/job.h"

#include <string.h>

#include "base/hash.h"
#include "base/xml.h"
#include "batch/faces.h"
#include "batch/fingerprint.h"
#include "device/pdf.h"
#include "device/trace.h"
#include "layout/layout.h"
#include "rules/check.h"

const char *const rendition_names[RENDITION_COUNT] = {"draf", "tanda-tangan"};

// What the stages of one document share.
struct line {
    const struct world *world;
    struct arena *arena;
    const struct planned *document;
    const struct profile *profile;
    const struct template *template;
    xmlDoc *record;
    struct findings *findings;
    bool look_only;
};

static struct findings *new_findings(const struct line *line) {
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

// The folder of the file that the document comes from: where its relative file names are looked for.
static const char *folder_of(const struct line *line) {
    const char *file = line->document->node ? xml_place(line->document->node).file : NULL;
    const char *slash = file ? strrchr(file, '/') : NULL;
    return slash ? arena_strndup(line->arena, file, (size_t)(slash - file)) : ".";
}

static struct document *line_bind(const struct line *line, enum rendition rendition, struct findings *findings) {
    bool draft = rendition == RENDITION_DRAF;
    struct template_options options = {
        .draft = draft,
        .folder = folder_of(line),
        .width = layout_width,
        .fonts = line->world->fonts,
        .watermark = draft ? message_say(line->world->catalogue, LANGUAGE_ID, line->arena, "job.watermark", NULL)
                           : NULL};
    return template_bind(line->template, line->arena, line->record, &options, findings);
}

static struct pages *line_set(const struct line *line, const struct document *document, struct findings *findings) {
    const struct world *w = line->world;
    if (w->greedy_lines) {
        return layout_document_greedy(line->arena, w->fonts, w->hyphenation, document, findings);
    }
    return layout_document(line->arena, w->fonts, w->hyphenation, document, findings);
}

static void output_end(const struct line *line, enum rendition rendition, const char *fingerprint, const char *asked,
                       struct job_output *out) {
    out->families = asked;
    fingerprint_end(line->world, line->arena, fingerprint, rendition_names[rendition], asked, out->fingerprint);
}

static bool line_draw(const struct line *line, const struct pages *pages, struct job_output *out,
                      struct findings *findings) {
    struct pdf_options options = {.producer = arena_printf(line->arena, "naskah %s", line->world->version)};
    struct buf bytes = buf_new(line->arena);
    out->made = pdf_write(line->world->fonts, pages, &options, &bytes, findings);
    out->bytes = (struct str){bytes.p, bytes.n};
    out->pages = (int)pages->n;
    return out->made;
}

// Sets and draws one rendition. Its bytes are there when nothing stopped it; a draft is stopped by a bad world only.
static void line_render(const struct line *line, enum rendition rendition, const char *fingerprint,
                        struct job_output *out, struct findings *findings) {
    struct document *document = line_bind(line, rendition, findings);
    struct pages *pages = line_set(line, document, findings);
    out->stopped = rendition != RENDITION_DRAF && findings_stop(findings);
    bool failed = line->look_only || findings_count(findings, SEVERITY_FATAL) > 0;
    if (failed || (!out->stopped && !line_draw(line, pages, out, findings))) {
        out->stopped = false;
        return;
    }
    const char *asked = faces_asked(line->world, line->arena, document, pages);
    if (findings_has(findings, "font.missing")) {
        asked = arena_printf(line->arena, "%s*\n", asked);  // any new face may have what was missing
    }
    output_end(line, rendition, fingerprint, asked, out);
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
            fingerprint_end(line->world, line->arena, fingerprint, rendition_names[r], known->families,
                            out->fingerprint);
            out->families = known->families;
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

// The signed copy first: only it can be stopped, and what it finds is what the draft would find again.
static void line_make(struct line *line, const struct job_input *input, const char *fingerprint,
                      struct job_result *result) {
    struct job_output *signed_copy = &result->outputs[RENDITION_TANDA_TANGAN];
    struct job_output *draft = &result->outputs[RENDITION_DRAF];
    bool told = false;
    if (input->want[RENDITION_TANDA_TANGAN] && findings_stop(line->findings)) {
        signed_copy->stopped = true;
        signed_copy->current = false;
        output_end(line, RENDITION_TANDA_TANGAN, fingerprint, "", signed_copy);
    } else if (input->want[RENDITION_TANDA_TANGAN]) {
        struct findings *found = new_findings(line);
        line_render(line, RENDITION_TANDA_TANGAN, fingerprint, signed_copy, found);
        findings_append(line->findings, found);
        told = true;
    }
    if (input->want[RENDITION_DRAF] && !(told && (draft->current || line->look_only))) {
        struct findings *found = told ? new_findings(line) : line->findings;
        size_t checked = found->n;
        line_render(line, RENDITION_DRAF, fingerprint, draft, found);
        drop_told_holes(found, checked);
        if (told && !draft->made) {
            findings_append(line->findings, found);
        }
    }
    for (int r = 0; r < RENDITION_COUNT; r++) {
        struct job_output *out = &result->outputs[r];
        out->made = out->made && !out->current;  // drawn again for its findings only
    }
}

static void line_start(struct line *line, const struct world *world, struct arena *arena,
                       const struct planned *document) {
    *line = (struct line){.world = world, .arena = arena, .document = document};
    line->findings = new_findings(line);
}

struct job_result *job_run(const struct world *world, struct arena *arena, const struct job_input *input) {
    struct job_result *result = ARENA_NEW(arena, struct job_result);
    struct line line;
    fonts_trim(world->fonts, FONT_CACHE_LIMIT);
    line_start(&line, world, arena, input->document);
    line.look_only = input->look_only;
    result->findings = line.findings;
    bool resolved = line_resolve(&line);
    result->record = line.record;
    if (!resolved) {
        return result;
    }
    const char *fingerprint =
        fingerprint_of(world, arena, line.template, line.profile, line.record, line.findings);
    bool current = all_current(&line, input, fingerprint, result);
    if (current && !input->recheck) {
        result->skipped = true;
        return result;
    }
    check_record(arena, line.record, world->profiles, line.profile, line.findings);
    line_make(&line, input, fingerprint, result);
    findings_fold(line.findings, "template.hole", "template.holes");
    return result;
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
        struct document *boxes = line_bind(&line, rendition, line.findings);
        if (stage == STAGE_BOXES) {
            trace_boxes(boxes, out);
        } else {
            trace_write(line_set(&line, boxes, line.findings), out);
        }
    }
    findings_append(findings, line.findings);
    return ok;
}
