// One rendition of one document: boxes, pages, bytes.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xml.h"
#include "batch/conform.h"
#include "batch/faces.h"
#include "batch/fingerprint.h"
#include "batch/line.h"
#include "batch/mask.h"
#include "batch/outputs.h"
#include "batch/preflight.h"
#include "batch/source.h"
#include "device/pdf.h"
#include "inspect/size.h"
#include "layout/layout.h"

#define UPLOAD_BUDGET 1000000  // bytes, where the profile names none: what the strictest portals take

const char *line_folder(const struct line *line) {
    const char *file = line->document->node ? xml_file(line->document->node) : NULL;
    const char *slash = file ? strrchr(file, '/') : NULL;
    return slash ? arena_strndup(line->arena, file, (size_t)(slash - file)) : ".";
}

static const xmlNode *upload_of(const struct line *line) {
    return line->profile ? xml_child(profile_node(line->profile), "unggah") : NULL;
}

static struct document *bind(const struct line *line, const struct edition *e, struct findings *findings) {
    struct template_options options = {
        .draft = e->draft,
        .signs = e->signs,
        .folder = line_folder(line),
        .width = layout_width,
        .fonts = line->world->fonts,
        .reading = e->reading,
        .image = line->image ? line->image->find : NULL,
        .context = line->image ? line->image->context : NULL,
        .watermark = e->draft ? message_say(line->world->catalogue, LANGUAGE_ID, line->arena, "job.watermark", NULL)
                              : NULL};
    return template_bind(line->template, line->arena, e->record, &options, findings);
}

static struct pages *set(const struct line *line, const struct document *document, struct findings *findings) {
    const struct world *w = line->world;
    if (w->greedy_lines) {
        return layout_document_greedy(line->arena, w->fonts, w->hyphenation, document, findings);
    }
    return layout_document(line->arena, w->fonts, w->hyphenation, document, findings);
}

static const char *house_rule(const struct line *line, const char *name) {
    const xmlNode *house = xml_child(xmlDocGetRootElement(line->record), "tata");
    const char *value = house ? xml_attr(house, name) : NULL;
    return value ? value : "tidak";
}

// Whether the office wants something for signing programs on the page.
static bool signs_show(const struct line *line) {
    return strcmp(house_rule(line, "ttd-bidang"), "ya") == 0 || strcmp(house_rule(line, "ttd-jangkar"), "tidak") != 0;
}

const struct edition *line_edition(struct line *line, enum rendition rendition, struct findings *findings) {
    const struct rendition_rule *rule = &rendition_rules[rendition];
    const xmlNode *upload = upload_of(line);
    bool signs = rule->signs && signs_show(line), masked = rule->upload && upload && xml_attr(upload, "topeng");
    for (const struct edition *e = line->editions; e; e = e->next) {
        if (e->draft == rule->draft && e->signs == signs && e->masked == masked) {
            return e;
        }
    }
    struct edition *e = ARENA_NEW(line->arena, struct edition);
    *e = (struct edition){.draft = rule->draft, .signs = signs, .masked = masked, .next = line->editions};
    e->findings = line_findings(line);
    e->reading = reading_new(line->arena);
    e->record = masked ? mask_record(line->arena, line->record, xml_attr(upload, "topeng"), upload, e->findings)
                       : line->record;
    reading_named(e->reading, xml_child(xmlDocGetRootElement(line->record), "tata"), "pdf-versi");  // version_of
    e->document = bind(line, e, e->findings);
    e->pages = set(line, e->document, e->findings);
    if (!e->draft && !findings_stop(e->findings)) {
        preflight(line->proof ? NULL : e->record, e->document, e->pages, e->findings);
    }
    findings_append(findings, e->findings);
    line->editions = e;
    return e;
}

void line_end_output(const struct line *line, enum rendition rendition, const char *fingerprint, const char *asked,
                     struct job_output *out) {
    const char *name = rendition_rules[rendition].name;
    if (line->world->strict && rendition_rules[rendition].archival) {  // what was made without the mark is not right
        name = arena_printf(line->arena, "%s, --ketat", name);
    }
    out->families = asked;
    fingerprint_end(line->world, line->arena, fingerprint, name, asked, out->fingerprint);
}

static bool write(const struct line *line, const struct pages *pages, const struct pdf_options *options,
                  struct job_output *out, struct findings *findings) {
    struct buf bytes = buf_new(line->arena);
    out->made = pdf_write(line->world->fonts, pages, options, &bytes, findings);
    out->bytes = (struct str){bytes.p, bytes.n};
    return out->made;
}

// Nothing carries the mark of an archive that does not conform: it is written again without it, or not at all.
static void unmark(const struct line *line, enum rendition rendition, const struct pages *pages,
                   struct pdf_options *options, struct job_output *out, struct findings *findings) {
    struct findings *rows = line_findings(line);
    if (line->world->conforms(line->arena, out->bytes, rows)) {
        return;
    }
    struct place place = line->document->node ? xml_place(line->document->node) : (struct place){0};
    findings_add(findings, line->world->strict ? "pdf.refused" : "pdf.unmarked", place, "rendisi",
                 rendition_rules[rendition].name, "baris", conform_summary(line->arena, rows), NULL);
    if (line->world->strict) {
        out->made = false;
        out->stopped = true;
        return;
    }
    options->archival = false;
    write(line, pages, options, out, findings);
}

// 1.6 where a program that comes after us wants it (e-meterai), else 1.7.
static int version_of(const struct line *line, enum rendition rendition) {
    const xmlNode *upload = upload_of(line);
    const char *asked = house_rule(line, "pdf-versi");
    if (rendition_rules[rendition].upload && upload && xml_attr(upload, "versi")) {
        asked = xml_attr(upload, "versi");
    }
    return asked && strcmp(asked, "1.6") == 0 ? 6 : 7;
}

// "1 MB", "800 KB": portals count in thousands, or more generously.
static size_t budget_of(const struct line *line) {
    const xmlNode *upload = upload_of(line);
    const char *said = upload ? xml_attr(upload, "batas") : NULL;
    char *unit = NULL;
    double n = said ? strtod(said, &unit) : 0;
    if (!said || n <= 0) {
        return UPLOAD_BUDGET;
    }
    unit += strspn(unit, " ");
    return (size_t)(n * (strcasecmp(unit, "MB") == 0 ? 1e6 : strcasecmp(unit, "KB") == 0 ? 1e3 : 1));
}

static void check_size(const struct line *line, const struct job_output *out, struct findings *findings) {
    const char *name = outputs_name(line->arena, line->document, RENDITION_UNGGAH);
    struct place place = line->document->node ? xml_place(line->document->node) : (struct place){0};
    inspection_fits(line->arena, name, out->bytes, budget_of(line), "unggah.besar", place, findings);
}

bool line_draw(const struct line *line, enum rendition rendition, const struct edition *e, const struct str *source,
               struct job_output *out, struct findings *findings) {
    const struct rendition_rule *rule = &rendition_rules[rendition];
    struct pdf_options options = {.producer = arena_printf(line->arena, "naskah %s", line->world->version),
                                  .archival = rule->archival,
                                  .minor = version_of(line, rendition)};
    const xmlNode *upload = rule->upload ? upload_of(line) : NULL;
    if (upload && xml_attr(upload, "titik")) {
        options.image_dpi = atoi(xml_attr(upload, "titik"));
    }
    struct pdf_attachment attachment = {.name = SOURCE_NAME,
                                        .mime = "application/xml",
                                        .description = "Data yang dibaca untuk mencetak naskah ini",
                                        .relationship = "Source"};
    if (rule->archival) {
        const char *faces = faces_asked(line->world, line->arena, e->document, e->pages);
        attachment.bytes = source ? *source : source_write(line, rendition, e, faces);
        options.attachments = &attachment;
        options.n_attachments = 1;
    }
    out->pages = (int)e->pages->n;
    if (write(line, e->pages, &options, out, findings) && rule->archival) {
        unmark(line, rendition, e->pages, &options, out, findings);
    }
    if (out->made && rule->upload) {
        check_size(line, out, findings);
    }
    return out->made || out->stopped;
}

void line_render(struct line *line, enum rendition rendition, const char *fingerprint, struct job_output *out,
                 struct findings *findings) {
    const struct edition *e = line_edition(line, rendition, findings);
    out->stopped = !rendition_rules[rendition].draft && findings_stop(findings);
    out->pages = e->pages ? (int)e->pages->n : 0;
    bool failed = line->look_only || findings_count(findings, SEVERITY_FATAL) > 0;
    if (line->foresee && !failed) {
        out->made = !out->stopped;
        return;
    }
    if (failed || (!out->stopped && !line_draw(line, rendition, e, NULL, out, findings))) {
        out->stopped = false;
        return;
    }
    const char *asked = faces_asked(line->world, line->arena, e->document, e->pages);
    if (findings_has(findings, "font.missing")) {
        asked = arena_printf(line->arena, "%s*\n", asked);  // any new face may have what was missing
    }
    line_end_output(line, rendition, fingerprint, asked, out);
}
