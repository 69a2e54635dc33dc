// One document on its way into a bag: its files, and what the list of contents says about it.
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xml.h"
#include "batch/archive_parts.h"
#include "batch/fault.h"
#include "batch/freeze.h"
#include "batch/outputs.h"
#include "batch/print_set.h"
#include "pack/sheets.h"

#define ARCHIVE_LIMIT ((size_t)512 << 20)  // bytes of one file

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : NULL;
}

bool archive_fault(struct archiving *a, const char *path) {
    fault_write(a->findings, path, NULL);
    return false;
}

static bool leave_out(struct archiving *a, const char *rule, const char *document, const char *path) {
    struct place place = {.file = path};
    struct finding *f = findings_add(a->findings, rule, place, "naskah", document, "berkas", path, NULL);
    f->document = arena_strdup(a->findings->arena, document);
    a->done->left_out++;
    return false;
}

// ---- codes ----

static void take_code(const char **code, const xmlNode *from, const char *name) {
    *code = given(from, name) ? given(from, name) : *code;
}

static void take_codes(struct archive_codes *codes, const xmlNode *rules, const char *kind) {
    for (const xmlNode *p = rules ? xml_child(rules, "arsip") : NULL; p; p = xml_next(p, "arsip")) {
        const char *of = given(p, "jenis");
        if (of && strcmp(of, kind) != 0) {
            continue;
        }
        take_code(&codes->classification, p, "klasifikasi");
        take_code(&codes->retention, p, "jra");
        take_code(&codes->active, p, "aktif");
        take_code(&codes->inactive, p, "inaktif");
        take_code(&codes->fate, p, "nasib");
        take_code(&codes->security, p, "keamanan");
    }
}

// Rules of one agency (NULL: of everybody), what is said for all kinds before what is said for one.
static void take_agency(struct archiving *a, struct archive_codes *codes, const char *agency, const char *kind) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(a->world->objects, "tata", &n);
    for (size_t i = 0; i < n; i++) {
        const char *of = given(all[i], "instansi");
        if (agency ? of && strcmp(of, agency) == 0 : !of) {
            take_codes(codes, all[i], kind);
        }
    }
}

// The agency's own rules last: the nearest wins.
static void take_chain(struct archiving *a, struct archive_codes *codes, const xmlNode *agency, const char *kind) {
    if (agency) {
        take_chain(a, codes, xml_child(agency, "induk"), kind);
        take_agency(a, codes, given(agency, "id"), kind);
    }
}

struct archive_codes archive_codes_of(struct archiving *a, const xmlNode *record, const char *kind) {
    struct archive_codes codes = {0};
    take_codes(&codes, a->world->defaults, kind);
    take_agency(a, &codes, NULL, kind);
    take_chain(a, &codes, xml_child(record, "instansi"), kind);
    take_code(&codes.classification, record, "klasifikasi");
    return codes;
}

// ---- files ----

struct filing {
    struct archiving *a;
    struct arena *arena;             // of what is read
    struct bag_writer *bag;
    const struct planned *document;
    const char *folder;              // "naskah/<id>"
    struct standing standing;
    struct archive_item *out;
};

static bool put(struct filing *f, const char *name, struct str bytes) {
    const char *path = arena_printf(f->arena, "%s/%s", f->folder, name);
    return bag_writer_add(f->bag, path, bytes) || archive_fault(f->a, path);
}

// A file of the notes, exactly as it was received.
static bool read_received(struct filing *f, const xmlNode *state, struct str *bytes, char hash[HASH_SIZE]) {
    const char *name = given(state, "berkas"), *wanted = given(state, "sha256"), *why = NULL;
    const char *path = file_join(f->a->arena, f->a->world->notes, name);
    bool read = file_read(f->arena, path, ARCHIVE_LIMIT, bytes, &why);
    if (read) {
        hash_bytes(bytes->p, bytes->n, hash);
    }
    bool same = read && (!wanted || strcmp(wanted, hash) == 0);
    return same || leave_out(f->a, "archive.altered", f->document->id, path);
}

static bool add_main(struct filing *f, const char *suffix, struct str bytes) {
    const char *name = arena_printf(f->a->arena, "%s%s", output_component(f->arena, f->document->id), suffix);
    f->out->file = arena_printf(f->a->arena, "%s/%s", f->folder, name);
    hash_bytes(bytes.p, bytes.n, f->out->hash);
    return put(f, name, bytes);
}

static bool add_signed(struct filing *f) {
    struct str bytes;
    char hash[HASH_SIZE] = "";
    const char *why = NULL;
    if (!read_received(f, f->standing.received, &bytes, hash)) {
        return false;
    }
    struct sheets *sheets = sheets_open(f->arena, bytes, &why);
    f->out->pages = sheets ? sheets_count(sheets) : 0;
    return add_main(f, ".ttd.pdf", bytes);
}

// A file that the run made, and as it made it; false when there is none.
static bool read_output(struct filing *f, enum rendition r, struct str *bytes, struct output_file *file) {
    const char *why = NULL;
    *file = output_look(f->a->store, f->arena, f->a->order->output, f->document, r);
    return file->state == OUTPUT_OURS && file->recorded && strcmp(file->row.hash, file->hash) == 0 &&
           file_read(f->arena, file->full, ARCHIVE_LIMIT, bytes, &why);
}

// A plan in a folder where nothing was made yet: it will be made first, if it can be.
static bool foresee(struct filing *f) {
    findings_add(f->a->findings, "archive.foreseen", (struct place){0}, "naskah", f->document->id, NULL);
    return add_main(f, rendition_rules[RENDITION_ARSIP].suffix, (struct str){"", 0});
}

static bool add_companion(struct filing *f) {
    struct str bytes;
    struct output_file file;
    if (!read_output(f, RENDITION_ARSIP, &bytes, &file)) {
        bool first = f->a->order->dry && file.state == OUTPUT_MISSING;
        return first ? foresee(f)
                     : leave_out(f->a, "archive.unmade", f->document->id, arena_strdup(f->a->arena, file.full));
    }
    f->out->pages = file.row.pages > 0 ? (size_t)file.row.pages : 0;
    return add_main(f, rendition_rules[RENDITION_ARSIP].suffix, bytes);
}

static bool add_plan(struct filing *f) {
    struct str bytes;
    struct output_file file;
    return !read_output(f, RENDITION_RENCANA, &bytes, &file) ||
           put(f, outputs_name(f->arena, f->document, RENDITION_RENCANA), bytes);
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_scan(const xmlNode *state) {
    return state_parse(xml_attr(state, "status")) == STATE_SCANNED && given(state, "berkas");
}

static const char *scan_name(struct filing *f, const xmlNode *state) {
    return file_safe_name(f->arena, base_name(given(state, "berkas")));
}

// Each scan has a name of its own in the bag; one file that two notes name lies there once.
static bool add_scans(struct filing *f) {
    size_t n = 0;
    const xmlNode *const *all = states_all_of(f->a->world, f->document->id, &n);
    bool whole = true;
    for (size_t i = 0; i < n && whole; i++) {
        struct str bytes;
        char hash[HASH_SIZE] = "";
        bool twin = false, same = false;
        for (size_t k = 0; k < i && is_scan(all[i]); k++) {
            same = same || (is_scan(all[k]) && strcmp(given(all[k], "berkas"), given(all[i], "berkas")) == 0);
            twin = twin || (is_scan(all[k]) && strcasecmp(scan_name(f, all[k]), scan_name(f, all[i])) == 0);
        }
        if (!is_scan(all[i]) || same) {
            continue;
        }
        const char *mark = twin ? arena_printf(f->arena, "%zu-", i + 1) : "";
        const char *name = arena_printf(f->arena, "pindaian/%s%s", mark, scan_name(f, all[i]));
        whole = read_received(f, all[i], &bytes, hash) && put(f, name, bytes);
    }
    return whole;
}

static bool add_record(struct filing *f, const xmlNode *record) {
    xmlDoc *doc = xml_derived(f->arena, "naskah");
    xmlNode *copy = xml_copy_into(xmlDocGetRootElement(doc), record);
    xmlUnlinkNode(copy);
    xmlFreeNode(xmlDocSetRootElement(doc, copy));
    xmlChar *text = NULL;
    int n = 0;
    xmlDocDumpFormatMemoryEnc(doc, &text, &n, "UTF-8", 0);
    struct str bytes = {arena_strndup(f->arena, text ? (const char *)text : "", (size_t)n), (size_t)n};
    xmlFree(text);
    return put(f, "rekaman.xml", bytes);
}

// ---- facts ----

// The last thing that was noted of a kind: "boks", "folder", "tingkat".
static const char *noted(struct filing *f, const char *name) {
    size_t n = 0;
    const char *last = NULL;
    const xmlNode *const *all = states_all_of(f->a->world, f->document->id, &n);
    for (size_t i = 0; i < n; i++) {
        last = given(all[i], name) ? given(all[i], name) : last;
    }
    return last;
}

// What is signed by nobody is final as it is; what waits for a signature is only a concept.
static const char *development_of(struct filing *f, const xmlNode *record) {
    const char *said = noted(f, "tingkat");
    return said ? said : f->out->is_signed || !xml_child(record, "penanda") ? "asli" : "konsep";
}

static const char *kept(struct filing *f, const char *text) {
    return text ? arena_strdup(f->a->arena, text) : NULL;
}

static void tell_facts(struct filing *f, const xmlNode *record) {
    struct archive_item *out = f->out;
    const struct archive_order *order = f->a->order;
    struct archive_codes codes = archive_codes_of(f->a, record, f->document->kind);
    const xmlNode *number = xml_child(record, "nomor");
    const char *copies = given(record, "rangkap"), *text = number ? xml_text(f->arena, number) : NULL;
    bool marks = order->mark && out->is_signed;
    out->planned = f->document;
    out->document = f->document->id;
    out->kind = f->document->kind;
    out->title = kept(f, print_title(f->arena, record));
    out->number = text && !text_blank(text) ? kept(f, text) : NULL;
    out->date = kept(f, given(record, "tanggal"));
    out->year = kept(f, given(record, "tahun"));
    out->classification = kept(f, codes.classification);
    out->security = kept(f, codes.security);
    out->development = development_of(f, record);
    out->box = kept(f, marks && order->box ? order->box : noted(f, "boks"));
    out->binder = kept(f, marks && order->binder ? order->binder : noted(f, "folder"));
    out->copies = copies && atoi(copies) > 0 ? (size_t)atoi(copies) : 1;
}

bool archive_add_document(struct archiving *a, struct arena *arena, struct bag_writer *bag,
                          const struct planned *document, const xmlNode *record, struct archive_item *out) {
    struct filing f = {.a = a, .arena = arena, .bag = bag, .document = document, .out = out,
                       .folder = arena_printf(a->arena, "naskah/%s", output_component(arena, document->id)),
                       .standing = states_of(a->world, document->id)};
    struct findings *unused = findings_new(arena, a->world->catalogue);
    struct frozen *frozen = f.standing.frozen_by ? freeze_load(arena, a->world->notes, document->id, unused) : NULL;
    const xmlNode *facts = frozen ? frozen->record : record;
    *out = (struct archive_item){.is_signed = f.standing.state >= STATE_SIGNED && !f.standing.wanted};
    if (frozen) {
        bool late = false;
        facts = xmlDocGetRootElement(freeze_record(arena, frozen, record, &late));
    }
    if (f.standing.received ? !add_signed(&f) : !add_companion(&f)) {
        return false;
    }
    tell_facts(&f, facts);
    struct str findings = archive_findings(a, arena, document->id);
    return add_scans(&f) && add_plan(&f) && add_record(&f, facts) && put(&f, "temuan.csv", findings) &&
           archive_add_evidence(a, arena, bag, f.folder, document->id, record);
}
