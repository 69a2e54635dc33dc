#include "batch/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/faces.h"
#include "device/pdf.h"
#include "layout/layout.h"

#define IMAGE_LIMIT ((size_t)64 << 20)
#define FINDINGS_LIMIT 10000
#define RECORD_BEGIN "<rekaman>\n"
#define RECORD_END "\n</rekaman>"

// ---- writing

static void write_value(struct buf *out, const char *name, const char *value) {
    if (!value || !*value) {
        return;
    }
    buf_printf(out, " %s=\"", name);
    for (; *value; value++) {
        const char *escaped = *value == '&' ? "&amp;" : *value == '<' ? "&lt;" : *value == '"' ? "&quot;" : NULL;
        if (escaped) {
            buf_str(out, escaped);
        } else {
            buf_char(out, *value);
        }
    }
    buf_char(out, '"');
}

// One empty element on a line of its own; pairs of names and values, ended by NULL.
__attribute__((sentinel)) static void write_element(struct buf *out, const char *element, ...) {
    va_list args;
    va_start(args, element);
    buf_printf(out, "<%s", element);
    for (const char *name; (name = va_arg(args, const char *)) != NULL;) {
        write_value(out, name, va_arg(args, const char *));
    }
    va_end(args);
    buf_str(out, "/>\n");
}

// The office's version is that of the house rules that were read: others change nothing here.
static void write_rules(const struct line *line, const struct edition *edition, struct buf *out) {
    const struct world *w = line->world;
    const xmlNode *house = xml_child(xmlDocGetRootElement(line->record), "tata");
    struct buf read = buf_new(line->arena);
    char office[HASH_SIZE] = "";
    if (house) {
        reading_write(edition->reading, house, &read);
        hash_bytes(read.p, read.n, office);
    }
    write_element(out, "templat", "sha256", template_version(line->template), NULL);
    if (line->profile) {
        write_element(out, "profil", "id", line->document->profile, "sha256", profile_hash(line->profile), NULL);
    }
    write_element(out, "kantor", "sha256", office, NULL);
    write_element(out, "aturan", "sha256", w->rules_hash, "umum", profiles_general_hash(w->profiles), NULL);
    write_element(out, "hifenasi", "pola", w->hyphenation_hash, "pengecualian", w->exceptions_hash, NULL);
}

static void write_faces(const struct line *line, const char *faces, struct buf *out) {
    char *rest = arena_strdup(line->arena, faces);
    for (char *asked; (asked = strsep(&rest, "\n")) != NULL;) {
        if (*asked) {
            char hash[HASH_SIZE];
            faces_hash(line->world, line->arena, asked, hash);
            write_element(out, "muka", "diminta", asked, "sha256", hash, NULL);
        }
    }
}

static void write_images(const struct line *line, const struct document *document, struct buf *out) {
    for (const struct used_image *i = document->images; i; i = i->next) {
        struct str bytes;
        const char *why = NULL;
        char hash[HASH_SIZE] = "";
        if (file_read(line->arena, i->path, IMAGE_LIMIT, &bytes, &why)) {
            hash_bytes(bytes.p, bytes.n, hash);
        }
        write_element(out, "gambar", "nama", i->name, "sha256", hash, NULL);
    }
}

static bool same_kind(const struct finding *a, const struct finding *b) {
    const char *x = a->place.section, *y = b->place.section;
    return strcmp(a->rule, b->rule) == 0 && strcmp(x ? x : "", y ? y : "") == 0;
}

// Each kind once, without arguments: they may quote what the template did not read.
static void write_findings(const struct findings *f, size_t n, struct buf *out) {
    static const char *const severities[] = {"catatan", "peringatan", "galat", "fatal"};
    for (size_t i = 0; i < n; i++) {
        const struct finding *own = &f->items[i];
        size_t first = 0, count = 0;
        while (!same_kind(&f->items[first], own)) {
            first++;
        }
        for (size_t k = first; k < n; k++) {
            count += same_kind(&f->items[k], own);
        }
        if (first == i) {
            write_element(out, "temuan", "aturan", own->rule, "tingkat", severities[own->severity], "bagian",
                          own->place.section, "jumlah", arena_printf(out->arena, "%zu", count), NULL);
        }
    }
}

struct str source_write(const struct line *line, enum rendition rendition, const struct edition *edition,
                        const char *faces) {
    struct buf out = buf_new(line->arena);
    buf_str(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<naskah-sumber");
    write_value(&out, "versi", SOURCE_VERSION);
    write_value(&out, "program", line->world->version);
    write_value(&out, "tata-letak", LAYOUT_VERSION);
    write_value(&out, "pdf", PDF_VERSION);
    write_value(&out, "naskah", line->document->id);
    write_value(&out, "jenis", line->document->kind);
    write_value(&out, "rendisi", rendition_rules[rendition].name);
    buf_str(&out, ">\n");
    write_rules(line, edition, &out);
    write_faces(line, faces, &out);
    write_images(line, edition->document, &out);
    write_findings(line->findings, line->checked, &out);
    buf_str(&out, "<halaman>\n");
    write_findings(edition->findings, edition->findings->n, &out);
    buf_str(&out, "</halaman>\n");
    buf_str(&out, RECORD_BEGIN);
    reading_write(edition->reading, xmlDocGetRootElement(line->record), &out);
    buf_str(&out, RECORD_END "\n</naskah-sumber>\n");
    return (struct str){out.p, out.n};
}

// ---- making the PDF again

static bool is_no_source(struct findings *findings) {
    findings_add(findings, "source.form", (struct place){.file = SOURCE_NAME}, NULL);
    return false;
}

// The record alone, so that queries from its root find what they found.
static bool read_record(struct line *line, struct str source) {
    const char *from = memmem(source.p, source.n, RECORD_BEGIN, strlen(RECORD_BEGIN));
    const char *all = (const char *)source.p, *to = NULL;
    for (const char *p = from; p; p = memmem(p + 1, source.n - (size_t)(p + 1 - all), RECORD_END, strlen(RECORD_END))) {
        to = p;  // the last one
    }
    if (!from || to == from) {
        return is_no_source(line->findings);
    }
    from += strlen(RECORD_BEGIN);
    struct str record = {(void *)(uintptr_t)from, (size_t)(to - from)};
    line->record = xml_parse(line->arena, SOURCE_NAME, record, line->findings);
    return line->record != NULL;
}

static void read_findings(struct line *line, const xmlNode *root) {
    for (const xmlNode *t = xml_child(root, "temuan"); t; t = xml_next(t, "temuan")) {
        const char *severity = xml_attr(t, "tingkat"), *section = xml_attr(t, "bagian");
        struct place place = {.section = section ? arena_strdup(line->arena, section) : NULL};
        bool warns = severity && strcmp(severity, "peringatan") == 0;
        int n = xml_attr(t, "jumlah") ? atoi(xml_attr(t, "jumlah")) : 1;
        for (int i = 0; i < n && i < FINDINGS_LIMIT; i++) {
            findings_add_as(line->findings, warns ? SEVERITY_WARNING : SEVERITY_NOTE, xml_attr(t, "aturan"), place,
                            NULL);
        }
    }
    line->checked = line->findings->n;
}

static bool line_of_source(struct line *line, struct planned *document, const xmlNode *root) {
    const char *rendition = xml_attr(root, "rendisi"), *kind = xml_attr(root, "jenis");
    const xmlNode *profile = xml_child(root, "profil");
    if (!xml_is(root, "naskah-sumber") || !rendition || !kind || rendition_find(rendition) == RENDITION_COUNT) {
        return is_no_source(line->findings);
    }
    document->id = arena_strdup(line->arena, xml_attr(root, "naskah"));
    document->kind = arena_strdup(line->arena, kind);
    document->profile = profile ? arena_strdup(line->arena, xml_attr(profile, "id")) : NULL;
    line->profile = profiles_find(line->world->profiles, document->profile);
    line->template = world_template(line->world, kind);
    line->proof = true;
    if (!line->template) {
        findings_add(line->findings, "job.template-far", (struct place){.file = SOURCE_NAME}, "jenis", kind, NULL);
    }
    return line->template != NULL;
}

bool source_render(const struct world *world, struct arena *arena, struct str source, const struct source_image *image,
                   struct source_made *made, struct findings *findings) {
    struct planned document = {0};
    struct line line = {.world = world, .arena = arena, .document = &document, .image = image};
    line.findings = line_findings(&line);
    const xmlDoc *doc = xml_parse(arena, SOURCE_NAME, source, line.findings);
    const xmlNode *root = doc ? xmlDocGetRootElement((xmlDoc *)doc) : NULL;
    bool ok = root && line_of_source(&line, &document, root) && read_record(&line, source);
    if (ok) {
        enum rendition rendition = rendition_find(xml_attr(root, "rendisi"));
        struct findings *told = line.findings;
        line.findings = line_findings(&line);
        read_findings(&line, root);
        struct job_output out = {0};
        const struct edition *edition = line_edition(&line, rendition, told);
        ok = !findings_stop(told) && line_draw(&line, rendition, edition, &source, &out, told);
        const char *faces = faces_asked(world, arena, edition->document, edition->pages);
        *made = (struct source_made){out.bytes, source_write(&line, rendition, edition, faces), edition->document,
                                     edition->pages};
        line.findings = told;
    }
    findings_append(findings, line.findings);
    return ok;
}
