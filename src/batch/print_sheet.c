#include "batch/print_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "batch/freeze.h"
#include "batch/outputs.h"

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : NULL;
}

size_t print_sheet_pages(const struct print_sheet *sheet, const char *paper) {
    size_t n = 0;
    for (size_t i = 0; i < sheet->pages; i++) {
        n += !paper || strcmp(sheet->papers[i], paper) == 0;
    }
    return n;
}

// ---- the manifest ----

static const char *count(struct arena *arena, size_t n) {
    return arena_printf(arena, "%zu", n);
}

struct str print_set_text(struct arena *arena, const struct print_set *set) {
    xmlDoc *doc = xml_derived(arena, "set-cetak");
    xmlNode *root = xmlDocGetRootElement(doc);
    xml_set(root, "nama", set->name);
    xml_set(root, "tanggal", set->date);
    for (size_t i = 0; i < set->n; i++) {
        const struct print_sheet *sheet = &set->sheets[i];
        struct buf papers = buf_new(arena);
        for (size_t k = 0; k < sheet->pages; k++) {
            buf_printf(&papers, "%s%s", k ? " " : "", sheet->papers[k]);
        }
        xmlNodeAddContent(root, (const xmlChar *)"\n  ");
        xmlNode *node = xml_add(root, "lembar");
        xml_set(node, "naskah", sheet->document);
        xml_set(node, "judul", sheet->title);
        xml_set(node, "instansi", sheet->agency);
        xml_set(node, "sha256", sheet->hash);
        xml_set(node, "rangkap", count(arena, (size_t)sheet->copy));
        xml_set(node, "dari", count(arena, (size_t)sheet->copies));
        xml_set(node, "halaman", count(arena, sheet->pages));
        xml_set(node, "kertas", buf_text(&papers));
        if (sheet->copy == 1) {
            xmlAddChild(node, xmlDocCopyNode((xmlNode *)sheet->record, doc, 1));
            freeze_add_text(arena, node, sheet->source);
        }
    }
    xmlNodeAddContent(root, (const xmlChar *)"\n");
    xmlChar *text = NULL;
    int n = 0;
    xmlDocDumpMemoryEnc(doc, &text, &n, "UTF-8");
    struct str out = {arena_strndup(arena, text ? (const char *)text : "", (size_t)n), (size_t)n};
    xmlFree(text);
    return out;
}

const char *print_set_file(struct arena *arena, const char *notes, const char *name) {
    return arena_printf(arena, "%s/cetak/%s.xml", notes, output_component(arena, name));
}

static const char *nearest_set(struct arena *arena, const char *notes, const char *name) {
    size_t n = 0;
    char **files = file_list(arena, file_join(arena, notes, "cetak"), ".xml", &n);
    for (size_t i = 0; i < n; i++) {
        char *base = strrchr(files[i], '/');
        files[i] = arena_strndup(arena, base ? base + 1 : files[i], strlen(base ? base + 1 : files[i]) - 4);
    }
    return text_nearest(name, (const char *const *)files, n);
}

// One <lembar>; false when it says something impossible.
static bool read_sheet(struct arena *arena, const xmlNode *node, struct print_set *set) {
    struct print_sheet *sheet = &set->sheets[set->n];
    const char *pages = given(node, "halaman"), *papers = given(node, "kertas"), *document = given(node, "naskah");
    const char *title = given(node, "judul"), *agency = given(node, "instansi"), *hash = given(node, "sha256");
    if (!document || !hash || !pages || !papers || strspn(pages, "0123456789") != strlen(pages) || strlen(pages) > 5) {
        return false;
    }
    *sheet = (struct print_sheet){.document = document, .title = title ? title : document,
                                  .agency = agency ? agency : "", .hash = hash, .pages = (size_t)atoi(pages),
                                  .copy = given(node, "rangkap") ? atoi(given(node, "rangkap")) : 1,
                                  .copies = given(node, "dari") ? atoi(given(node, "dari")) : 1,
                                  .record = xml_child(node, "naskah"),
                                  .source = freeze_text(arena, xml_child(node, "sumber"))};
    const char **each = ARENA_ARRAY(arena, sheet->pages + 1, const char *);
    char *rest = NULL;
    size_t n = 0;
    for (char *p = strtok_r(arena_strdup(arena, papers), " ", &rest); p; p = strtok_r(NULL, " ", &rest)) {
        if (n == sheet->pages) {
            return false;
        }
        each[n++] = p;
    }
    sheet->papers = each;
    for (const struct print_sheet *s = set->sheets; s < sheet && !sheet->record; s++) {
        sheet->record = strcmp(s->document, document) == 0 ? s->record : NULL;
    }
    set->n++;
    return n == sheet->pages && n > 0;
}

static void note_papers(struct print_set *set, const struct print_sheet *sheet) {
    for (size_t i = 0; i < sheet->pages; i++) {
        bool known = set->n_papers == PRINT_PAPERS;
        for (size_t k = 0; k < set->n_papers; k++) {
            known = known || strcmp(set->papers[k], sheet->papers[i]) == 0;
        }
        if (!known) {
            set->papers[set->n_papers++] = sheet->papers[i];
        }
    }
}

struct print_set *print_set_load(struct arena *arena, const char *notes, const char *name,
                                 struct findings *findings) {
    const char *path = print_set_file(arena, notes, name);
    if (!file_exists(path)) {
        const char *near = nearest_set(arena, notes, name);
        findings_add(findings, near ? "print.unknown" : "print.unknown-far", (struct place){0}, "set", name, "terdekat",
                     near, NULL);
        return NULL;
    }
    xmlDoc *doc = xml_load(arena, path, findings);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    struct print_set *set = ARENA_NEW(arena, struct print_set);
    size_t n = 0;
    for (const xmlNode *p = root ? xml_child(root, "lembar") : NULL; p; p = xml_next(p, "lembar")) {
        n++;
    }
    *set = (struct print_set){.name = name, .date = given(root, "tanggal")};
    set->sheets = ARENA_ARRAY(arena, n + 1, struct print_sheet);
    bool sound = root && xml_is(root, "set-cetak") && n > 0;
    for (const xmlNode *p = sound ? xml_child(root, "lembar") : NULL; p && sound; p = xml_next(p, "lembar")) {
        sound = read_sheet(arena, p, set);
        if (sound) {
            note_papers(set, &set->sheets[set->n - 1]);
        }
    }
    if (doc && !sound) {
        findings_add(findings, "print.damaged", (struct place){.file = path}, "berkas", path, NULL);
    }
    return sound ? set : NULL;
}

const struct print_sheet *print_set_last(const struct world *w, struct arena *arena, const char *document) {
    size_t n = 0;
    const xmlNode *const *all = states_all_of(w, document, &n);
    const char *name = NULL;
    for (size_t i = 0; i < n; i++) {
        bool printed = state_parse(xml_attr(all[i], "status")) == STATE_PRINTED;
        name = printed && given(all[i], "set") ? given(all[i], "set") : name;
    }
    struct findings *unused = findings_new(arena, NULL);
    const struct print_set *set = name ? print_set_load(arena, w->notes, name, unused) : NULL;
    for (size_t i = 0; set && i < set->n; i++) {
        if (strcmp(set->sheets[i].document, document) == 0) {
            return &set->sheets[i];
        }
    }
    return NULL;
}

// ---- the check-off sheet ----

// "A4 1–2, F4 1": where its pages lie in each stack.
static const char *places(struct arena *arena, const struct print_set *set, size_t at) {
    struct buf b = buf_new(arena);
    for (size_t k = 0; k < set->n_papers; k++) {
        size_t before = 0, own = print_sheet_pages(&set->sheets[at], set->papers[k]);
        for (size_t i = 0; i < at; i++) {
            before += print_sheet_pages(&set->sheets[i], set->papers[k]);
        }
        if (own > 0) {
            buf_printf(&b, "%s%s %zu", b.n ? ", " : "", text_upper(arena, set->papers[k]), before + 1);
        }
        if (own > 1) {
            buf_printf(&b, "–%zu", before + own);
        }
    }
    return arena_strdup(arena, buf_text(&b));
}

static void add_signers(xmlNode *to, const xmlNode *record) {
    for (const xmlNode *s = xml_child(record, "penanda"); s; s = xml_next(s, "penanda")) {
        const xmlNode *person = xml_child(s, "orang");
        const char *role = given(s, "peran");
        if (role && strcmp(role, "salinan") == 0) {
            continue;
        }
        xmlNode *node = xml_add(to, "tanda");
        xml_set(node, "nama", given(person, "nama-lengkap"));
        xml_set(node, "jabatan", given(s, "jabatan-lengkap") ? given(s, "jabatan-lengkap") : role);
    }
}

static void add_stacks(struct arena *arena, xmlNode *to, const struct print_set *set) {
    for (size_t k = 0; k < set->n_papers; k++) {
        size_t pages = 0, sheets = 0;
        for (size_t i = 0; i < set->n; i++) {
            size_t own = print_sheet_pages(&set->sheets[i], set->papers[k]);
            pages += own;
            sheets += own > 0;
        }
        xmlNode *node = xml_add(to, "tumpukan");
        xml_set(node, "kertas", text_upper(arena, set->papers[k]));
        xml_set(node, "halaman", count(arena, pages));
        xml_set(node, "jumlah", count(arena, sheets));
        xml_set(node, "berkas", arena_printf(arena, "%s.%s.pdf", output_component(arena, set->name), set->papers[k]));
    }
}

static xmlDoc *sheet_record(struct arena *arena, const struct print_order *order, const struct print_set *set,
                            const xmlNode *like) {
    static const char *const kept[] = {"tata", "pemda", "instansi"};
    xmlDoc *doc = xml_derived(arena, "naskah");
    xmlNode *root = xmlDocGetRootElement(doc);
    size_t pages = 0;
    xml_set(root, "id", arena_printf(arena, "cetak-%s", order->name));
    xml_set(root, "jenis", "lembar-centang");
    xml_set(root, "tanggal", order->date);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (xml_child(like, kept[i])) {
            xml_copy_into(root, xml_child(like, kept[i]));
        }
    }
    xmlNode *list = xml_add(root, "cetak");
    for (size_t i = 0; i < set->n; i++) {
        const struct print_sheet *sheet = &set->sheets[i];
        xmlNode *node = xml_add(list, "lembar");
        xml_set(node, "nomor", count(arena, i + 1));
        xml_set(node, "naskah", sheet->document);
        xml_set(node, "judul", sheet->title);
        xml_set(node, "instansi", sheet->agency);
        xml_set(node, "rangkap", sheet->copies > 1 ? arena_printf(arena, "%d/%d", sheet->copy, sheet->copies) : NULL);
        xml_set(node, "halaman", count(arena, sheet->pages));
        xml_set(node, "letak", places(arena, set, i));
        add_signers(node, sheet->record);
        pages += sheet->pages;
    }
    add_stacks(arena, list, set);
    xml_set(list, "nama", set->name);
    xml_set(list, "tanggal", set->date);
    xml_set(list, "acara", order->occasion);
    xml_set(list, "jumlah", count(arena, set->n));
    xml_set(list, "halaman", count(arena, pages));
    return doc;
}

struct job_output print_check_sheet(const struct world *w, struct arena *arena, const struct print_order *order,
                                    const struct print_set *set, const struct planned *first,
                                    const xmlNode *first_record, struct findings *findings) {
    struct planned sheet = *first;
    sheet.id = arena_printf(arena, "cetak-%s", order->name);
    sheet.kind = "lembar-centang";
    sheet.profile = NULL;
    struct job_input input = {.document = &sheet, .frozen = sheet_record(arena, order, set, first_record)};
    input.want[RENDITION_ARSIP] = true;
    struct job_result *result = job_run(w, arena, &input);
    if (!result->outputs[RENDITION_ARSIP].made) {
        findings_append(findings, result->findings);
        findings_add_as(findings, SEVERITY_FATAL, "print.sheet", (struct place){0}, "set", order->name, NULL);
    }
    return result->outputs[RENDITION_ARSIP];
}
