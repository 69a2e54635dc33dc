// What is written about a berkas beside its documents: objects, findings, events, and the lists as tables.
#include <stdlib.h>
#include <string.h>

#include "base/csv_write.h"
#include "base/xml.h"
#include "batch/archive_parts.h"
#include "model/vocabulary.h"

// ---- objects ----

struct origins {
    struct arena *arena;
    const struct objects *objects;
    const xmlNode **items;           // children of <data>
    size_t n, cap;
};

// The object that a node was written in; NULL for what resolve made up.
static const xmlNode *object_of(const xmlNode *origin) {
    while (origin && origin->parent && !xml_is(origin->parent, "data")) {
        origin = origin->parent;
    }
    return origin && origin->parent && origin->type == XML_ELEMENT_NODE ? origin : NULL;
}

static void add_referred(struct origins *o, const xmlNode *node);

static void add_origin(struct origins *o, const xmlNode *object) {
    for (size_t i = o->n; i-- > 0;) {
        if (o->items[i] == object) {
            return;
        }
    }
    if (o->n == o->cap) {
        size_t cap = o->cap ? o->cap * 2 : 64, size = sizeof *o->items;
        o->items = arena_grow(o->arena, o->items, o->cap * size, cap * size);
        o->cap = cap;
    }
    o->items[o->n++] = object;
    add_referred(o, object);
}

// Whom and what an object names by its id: agencies, people, innovations and what belongs to them, not other documents.
static void add_named(struct origins *o, const char *ids) {
    static const char *const kinds[] = {"instansi", "kop", "orang", "inovasi", "peraturan"};
    for (const char *p = ids + strspn(ids, " "); *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " /");
        const char *id = arena_strndup(o->arena, p, n);
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            const xmlNode *object = objects_find(o->objects, kinds[k], id);
            if (object) {
                add_origin(o, object);
            }
        }
        p += n;
        p += p[0] == '/' ? strlen(p) : 0;  // "dinkes/Kepala Dinas": the rest is the name of an office
    }
}

static void add_referred(struct origins *o, const xmlNode *node) {
    const char *parent = node->parent && !xml_is(node->parent, "data") ? xml_name(node->parent) : NULL;
    const struct vocabulary_element *e = vocabulary_find(xml_name(node), parent);
    for (size_t i = 0; e && i < e->n_attributes; i++) {
        const struct vocabulary_attribute *a = &e->attributes[i];
        bool refers = a->kind == VALUE_REF || a->kind == VALUE_REFS || a->kind == VALUE_OFFICE;
        const char *value = refers ? xml_attr(node, a->name) : NULL;
        if (value) {
            add_named(o, value);
        }
    }
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        add_referred(o, child);
    }
}

static void add_origins(struct origins *o, const xmlNode *node) {
    const xmlNode *object = object_of(xml_origin(node));
    if (object) {
        add_origin(o, object);
    }
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) {
            add_origins(o, child);
        }
    }
}

static const char *told(const char *text) {
    return text ? text : "";
}

// By kind and id: where the office keeps an object does not matter to the archive.
static int by_identity(const void *a, const void *b) {
    const xmlNode *x = *(const xmlNode *const *)a, *y = *(const xmlNode *const *)b;
    int by_kind = strcmp(xml_name(x), xml_name(y));
    int by_id = by_kind ? by_kind : strcmp(told(xml_attr(x, "id")), told(xml_attr(y, "id")));
    struct place here = xml_place(x), there = xml_place(y);
    int by_line = here.line != there.line ? here.line - there.line : here.column - there.column;
    return by_id ? by_id : by_line ? by_line : strcmp(told(here.file), told(there.file));
}

struct str archive_objects(struct arena *arena, const struct objects *objects, const xmlNode *const *records,
                           size_t n) {
    struct origins o = {.arena = arena, .objects = objects};
    xmlDoc *doc = xml_derived(arena, "data");
    xmlNode *root = xmlDocGetRootElement(doc);
    for (size_t i = 0; i < n; i++) {
        add_origins(&o, records[i]);
    }
    if (o.n > 1) {
        qsort(o.items, o.n, sizeof *o.items, by_identity);
    }
    xmlNewNs(root, (const xmlChar *)XML_NS_DATA, NULL);
    for (size_t i = 0; i < o.n; i++) {
        xmlNodeAddContent(root, (const xmlChar *)"\n  ");
        xml_copy_into(root, o.items[i]);
    }
    xmlNodeAddContent(root, (const xmlChar *)"\n");
    xmlChar *text = NULL;
    int size = 0;
    xmlDocDumpMemoryEnc(doc, &text, &size, "UTF-8");
    struct str out = {arena_strndup(arena, text ? (const char *)text : "", (size_t)size), (size_t)size};
    xmlFree(text);
    return out;
}

// ---- what stands in a dossier ----

const char *archive_join(struct arena *arena, const char *list, const char *word) {
    const char *whole = arena_printf(arena, ", %s, ", list ? list : "");
    const char *found = word ? strstr(whole, arena_printf(arena, ", %s, ", word)) : NULL;
    return !word || found ? list : list ? arena_printf(arena, "%s, %s", list, word) : word;
}

// ---- findings ----

static const char *digits(struct arena *arena, size_t n) {
    return n ? arena_printf(arena, "%zu", n) : "";
}

static const char *base_name(const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

struct str archive_findings(struct archiving *a, struct arena *arena, const char *document) {
    static const char *const heads[] = {"aturan", "tingkat", "berkas", "baris", "kolom", "bagian", "pesan", "tindakan"};
    const struct catalogue *c = a->world->catalogue;
    struct findings *all = findings_new(arena, c);
    struct buf b = buf_new(arena);
    csv_start(&b);
    csv_row(&b, heads, sizeof heads / sizeof *heads);
    if (store_findings_get(a->store, document, all)) {
        findings_sort(all);
    }
    for (size_t i = 0; i < all->n; i++) {
        const struct finding *f = &all->items[i];
        const char *cells[] = {f->rule, message_severity(c, LANGUAGE_ID, f->severity), base_name(f->place.file),
                               digits(arena, (size_t)f->place.line), digits(arena, (size_t)f->place.column),
                               f->place.section, message_text(c, LANGUAGE_ID, f, arena),
                               message_remedy(c, LANGUAGE_ID, f, arena)};
        csv_row(&b, cells, sizeof cells / sizeof *cells);
    }
    return (struct str){buf_text(&b), b.n};
}

// ---- events ----

static void add_states(struct archiving *a, struct buf *b, const char *document) {
    size_t n = 0;
    const xmlNode *const *all = states_all_of(a->world, document, &n);
    for (size_t i = 0; i < n; i++) {
        const char *cells[] = {xml_attr(all[i], "tanggal"), document, xml_attr(all[i], "status"),
                               xml_attr(all[i], "oleh"), xml_attr(all[i], "berkas"), xml_attr(all[i], "sha256"),
                               xml_attr(all[i], "sumber"), xml_attr(all[i], "halaman"), xml_attr(all[i], "keterangan")};
        csv_row(b, cells, sizeof cells / sizeof *cells);
    }
}

// Who is told to bag on a given day gets the same bytes each time: nothing is later than that.
static const char *not_after(const char *at, const char *latest) {
    return latest && strcmp(at, latest) > 0 ? latest : at;
}

static void add_stored(struct archiving *a, struct arena *arena, struct buf *b, const char *document) {
    size_t n = 0;
    const struct store_event_row *all = store_events_of(a->store, arena, document, &n);
    for (size_t i = 0; i < n; i++) {
        const char *cells[] = {not_after(all[i].at, a->order->latest), document, all[i].what, NULL,
                               base_name(all[i].detail), NULL, NULL, NULL, NULL};
        csv_row(b, cells, sizeof cells / sizeof *cells);
    }
}

struct str archive_events(struct archiving *a, struct arena *arena, const struct dossier *d) {
    static const char *const heads[] = {"waktu", "naskah", "kejadian", "oleh", "berkas", "sha256",
                                        "sha256 pindaian utuh", "halaman pindaian", "keterangan"};
    struct buf b = buf_new(arena);
    csv_start(&b);
    csv_row(&b, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < d->n; i++) {
        add_stored(a, arena, &b, d->items[i].document);
        add_states(a, &b, d->items[i].document);
    }
    return (struct str){buf_text(&b), b.n};
}

// ---- tables ----

struct str archive_contents_csv(struct arena *arena, const struct dossier *d) {
    static const char *const heads[] = {"berkas", "nomor item", "klasifikasi", "naskah", "uraian", "nomor naskah",
                                        "tanggal", "tingkat perkembangan", "keamanan dan akses", "rangkap", "halaman",
                                        "boks", "folder", "berkas di kantong", "sha256"};
    struct buf b = buf_new(arena);
    csv_start(&b);
    csv_row(&b, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < d->n; i++) {
        const struct archive_item *it = &d->items[i];
        const char *cells[] = {d->id, digits(arena, i + 1), it->classification, it->document, it->title, it->number,
                               it->date, it->development, it->security, digits(arena, it->copies),
                               digits(arena, it->pages), it->box, it->binder, arena_printf(arena, "data/%s", it->file),
                               it->hash};
        csv_row(&b, cells, sizeof cells / sizeof *cells);
    }
    return (struct str){buf_text(&b), b.n};
}

struct str archive_list_csv(struct arena *arena, const struct dossier *all, size_t n) {
    static const char *const heads[] = {"nomor berkas", "berkas", "klasifikasi", "uraian", "pencipta", "unit pengolah",
                                        "kurun waktu mulai", "kurun waktu akhir", "jumlah naskah", "jumlah halaman",
                                        "tingkat perkembangan", "boks", "folder", "jra", "retensi aktif",
                                        "retensi inaktif", "nasib akhir", "keamanan dan akses", "kantong",
                                        "sha256 manifes"};
    struct buf b = buf_new(arena);
    csv_start(&b);
    csv_row(&b, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < n; i++) {
        const struct dossier *d = &all[i];
        const char *cells[] = {digits(arena, i + 1), d->id, d->codes.classification, d->title, d->creator, d->unit,
                               d->first_date, d->last_date, digits(arena, d->n), digits(arena, d->pages),
                               d->development, d->box, d->binder, d->codes.retention, d->codes.active,
                               d->codes.inactive, d->codes.fate, d->codes.security, d->bag, d->print};
        csv_row(&b, cells, sizeof cells / sizeof *cells);
    }
    return (struct str){buf_text(&b), b.n};
}
