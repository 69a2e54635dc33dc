// Lists, covers and labels: documents that no input speaks of, set by the line as all others are.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "batch/archive_parts.h"
#include "batch/outputs.h"

// ---- the record ----

static const char *count(struct arena *arena, size_t n) {
    return n ? arena_printf(arena, "%zu", n) : NULL;
}

static void add_item(struct arena *arena, xmlNode *to, const struct archive_item *it, size_t number) {
    xmlNode *node = xml_add(to, "butir");
    xml_set(node, "nomor", count(arena, number));
    xml_set(node, "naskah", it->document);
    xml_set(node, "judul", it->title);
    xml_set(node, "nomor-naskah", it->number);
    xml_set(node, "tanggal", it->date);
    xml_set(node, "klasifikasi", it->classification);
    xml_set(node, "tingkat", it->development);
    xml_set(node, "keamanan", it->security);
    xml_set(node, "jumlah", count(arena, it->copies));
    xml_set(node, "halaman", count(arena, it->pages));
    xml_set(node, "boks", it->box);
    xml_set(node, "folder", it->binder);
    xml_set(node, "sidik", arena_strndup(arena, it->hash, 12));
}

static void add_dossier(struct arena *arena, xmlNode *to, const struct dossier *d, size_t number) {
    xmlNode *node = xml_add(to, "berkas");
    const char *print = d->bag ? arena_strndup(arena, d->print, 12) : NULL;
    xml_set(node, "nomor", count(arena, number));
    xml_set(node, "id", d->id);
    xml_set(node, "judul", d->title);
    xml_set(node, "pencipta", d->creator);
    xml_set(node, "unit", d->unit);
    xml_set(node, "klasifikasi", d->codes.classification);
    xml_set(node, "jra", d->codes.retention);
    xml_set(node, "aktif", d->codes.active);
    xml_set(node, "inaktif", d->codes.inactive);
    xml_set(node, "nasib", d->codes.fate);
    xml_set(node, "keamanan", d->codes.security);
    xml_set(node, "mulai", d->first_date);
    xml_set(node, "akhir", d->last_date);
    xml_set(node, "jumlah", count(arena, d->n));
    xml_set(node, "halaman", count(arena, d->pages));
    xml_set(node, "boks", d->box);
    xml_set(node, "folder", d->binder);
    xml_set(node, "tingkat", d->development);
    xml_set(node, "kantong", d->bag);
    xml_set(node, "sidik", print);
    xml_set(node, "rujukan", d->bag ? arena_printf(arena, "naskah:%s#%s", d->bag, print) : NULL);
    for (size_t i = 0; i < d->n; i++) {
        add_item(arena, node, &d->items[i], i + 1);
    }
}

static xmlDoc *sheet_record(struct arena *arena, const char *kind, const struct dossier *all, size_t n) {
    static const char *const kept[] = {"tata", "pemda", "instansi"};
    xmlDoc *doc = xml_derived(arena, "naskah");
    xmlNode *root = xmlDocGetRootElement(doc);
    const char *last = NULL;
    for (size_t i = 0; i < n; i++) {
        last = all[i].last_date && (!last || strcmp(all[i].last_date, last) > 0) ? all[i].last_date : last;
    }
    xml_set(root, "id", n == 1 ? arena_printf(arena, "%s-%s", kind, all->id) : kind);
    xml_set(root, "jenis", kind);
    xml_set(root, "tanggal", last);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (xml_child(all->like, kept[i])) {
            xml_copy_into(root, xml_child(all->like, kept[i]));
        }
    }
    for (size_t i = 0; i < n; i++) {
        add_dossier(arena, root, &all[i], i + 1);
    }
    return doc;
}

struct str archive_sheet(struct archiving *a, struct arena *arena, const char *kind, const struct dossier *all,
                         size_t n) {
    struct planned sheet = all->first;
    xmlDoc *record = sheet_record(arena, kind, all, n);
    sheet.id = xml_attr(xmlDocGetRootElement(record), "id");
    sheet.kind = kind;
    sheet.profile = NULL;
    struct job_input input = {.document = &sheet, .frozen = record};
    input.want[RENDITION_ARSIP] = true;
    struct job_result *result = job_run(a->world, arena, &input);
    if (!result->outputs[RENDITION_ARSIP].made) {
        findings_append(a->findings, result->findings);
        findings_add_as(a->findings, SEVERITY_FATAL, "archive.sheet", (struct place){0}, "berkas", sheet.id, NULL);
        return (struct str){NULL, 0};
    }
    return result->outputs[RENDITION_ARSIP].bytes;
}

// ---- files ----

struct writing {
    struct archiving *a;
    struct arena *arena;
    struct staging *staging;
};

// What somebody put in its place is set aside, never overwritten.
static bool make_room(struct writing *w, const char *path) {
    struct output_file file = {.path = path, .full = path};
    const char *aside = NULL;
    if (!output_hash(w->arena, path, file.hash) || output_is_ours(w->a->store, w->arena, path)) {
        return true;
    }
    if (!output_set_aside(w->arena, &file, &aside)) {
        return archive_fault(w->a, path);
    }
    findings_add(w->a->findings, "archive.aside", (struct place){.file = path}, "berkas", path, "disisihkan", aside,
                 NULL);
    return true;
}

static bool put(struct writing *w, const char *name, struct str bytes) {
    struct archived *done = w->a->done;
    const char *path = arena_printf(w->a->arena, "%s/arsip/%s", w->a->order->output, name);
    char hash[HASH_SIZE], now[HASH_SIZE] = "";
    if (bytes.n == 0) {
        return false;
    }
    hash_bytes(bytes.p, bytes.n, hash);
    if (output_hash(w->arena, path, now) && strcmp(hash, now) == 0) {
        return store_written_put(w->a->store, hash);
    }
    if (!make_room(w, path) || !store_written_put(w->a->store, hash)) {
        return false;
    }
    if (!staging_add(w->staging, path, bytes.p, bytes.n)) {
        return archive_fault(w->a, path);
    }
    done->files[done->n_files++] = path;
    return true;
}

// Lists of a part are called by that part, so that they do not take the place of the whole.
static const char *scope(struct arena *arena, const struct archive_order *order, const char *name, const char *suffix) {
    const char *all = order->by == ARCHIVE_BY_INNOVATION ? arena_printf(arena, "-inovasi-%s", order->innovation)
                      : order->by == ARCHIVE_BY_DOCUMENT ? "-naskah"
                                                         : "";
    return arena_printf(arena, "%s%s%s%s%s%s%s", name, all, order->agency ? "-" : "",
                        order->agency ? order->agency : "", order->year ? "-" : "", order->year ? order->year : "",
                        suffix);
}

static bool write_dossier(struct writing *w, const struct dossier *d) {
    const char *id = output_component(w->arena, d->id);
    struct dossier plain = *d;
    plain.bag = NULL;  // the list of contents is the one that lies in the bag
    return put(w, arena_printf(w->arena, "%s.daftar-isi.pdf", id),
               archive_sheet(w->a, w->arena, "daftar-isi-berkas", &plain, 1)) &&
           put(w, arena_printf(w->arena, "%s.daftar-isi.csv", id), archive_contents_csv(w->arena, d)) &&
           put(w, arena_printf(w->arena, "%s.sampul.pdf", id), archive_sheet(w->a, w->arena, "sampul-berkas", d, 1));
}

static const char *region_of(const struct dossier *d) {
    const xmlNode *region = xml_child(d->like, "pemda");
    const char *id = region ? xml_attr(region, "id") : NULL;
    return id ? id : "";
}

// A list has one creator of archives in its head: where several regions share a folder, each has its own.
static bool write_lists(struct writing *w) {
    const struct archived *done = w->a->done;
    struct dossier *some = ARENA_ARRAY(w->arena, done->n, struct dossier);
    bool written = true;
    for (size_t i = 0; i < done->n && written; i++) {
        const char *region = region_of(&done->dossiers[i]), *name = "daftar-berkas";
        size_t n = 0, before = 0;
        for (size_t k = 0; k < done->n; k++) {
            bool same = strcmp(region_of(&done->dossiers[k]), region) == 0;
            before += same && k < i;
            if (same) {
                some[n++] = done->dossiers[k];
            }
        }
        if (before > 0) {
            continue;
        }
        if (n < done->n && *region) {
            name = arena_printf(w->arena, "daftar-berkas-%s", output_component(w->arena, region));
        }
        written = put(w, scope(w->arena, w->a->order, name, ".pdf"),
                      archive_sheet(w->a, w->arena, "daftar-berkas", some, n));
    }
    return written;
}

// ---- boxes ----

// Numbers as people count them: 2 before 12.
static int by_box(const void *a, const void *b) {
    const char *x = ((const struct dossier *)a)->box, *y = ((const struct dossier *)b)->box;
    size_t m = strlen(x), n = strlen(y);
    return m != n ? (m > n) - (m < n) : strcmp(x, y);
}

static bool is_alike(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static const char *earlier(const char *a, const char *b, int sign) {
    return !a || (b && strcmp(b, a) * sign < 0) ? b : a;
}

// What of a dossier lies in a box becomes one line of the box, which is told as a dossier itself.
static void put_in_box(struct arena *arena, struct dossier *box, const struct dossier *d,
                       const struct archive_item *it) {
    struct archive_item *line = box->n > 0 ? &box->items[box->n - 1] : NULL;
    if (!line || strcmp(line->document, d->id) != 0) {
        line = &box->items[box->n++];
        *line = (struct archive_item){.document = d->id, .title = d->title, .binder = it->binder,
                                      .classification = d->codes.classification};
    }
    line->binder = archive_join(arena, line->binder, it->binder);
    box->unit = is_alike(box->unit, d->unit) || !box->unit ? d->unit : box->creator;
    box->first_date = earlier(box->first_date, it->date, 1);
    box->last_date = earlier(box->last_date, it->date, -1);
}

static struct dossier *box_of(struct writing *w, struct dossier *boxes, size_t *n, const struct dossier *d,
                              const char *name) {
    for (size_t i = 0; i < *n; i++) {
        if (strcmp(boxes[i].box, name) == 0 && is_alike(boxes[i].creator, d->creator)) {
            return &boxes[i];
        }
    }
    struct dossier *box = &boxes[(*n)++];
    *box = (struct dossier){.id = name, .box = name, .creator = d->creator, .like = d->like, .first = d->first};
    box->items = ARENA_ARRAY(w->arena, w->a->done->n, struct archive_item);
    return box;
}

// One label for each box that something lies in; none when no place is noted.
static bool write_boxes(struct writing *w) {
    const struct archived *done = w->a->done;
    size_t n = 0, items = 0;
    for (size_t i = 0; i < done->n; i++) {
        items += done->dossiers[i].n;
    }
    struct dossier *boxes = ARENA_ARRAY(w->arena, items + 1, struct dossier);
    for (size_t i = 0; i < done->n; i++) {
        const struct dossier *d = &done->dossiers[i];
        for (size_t k = 0; k < d->n; k++) {
            if (d->items[k].box) {
                put_in_box(w->arena, box_of(w, boxes, &n, d, d->items[k].box), d, &d->items[k]);
            }
        }
    }
    if (n == 0) {
        return true;
    }
    qsort(boxes, n, sizeof *boxes, by_box);
    return put(w, scope(w->arena, w->a->order, "label-boks", ".pdf"),
               archive_sheet(w->a, w->arena, "label-boks-arsip", boxes, n));
}

static bool write_all(struct writing *w) {
    const struct archived *done = w->a->done;
    const struct archive_order *order = w->a->order;
    bool written = write_lists(w) && write_boxes(w) &&
                   put(w, scope(w->arena, order, "daftar-berkas", ".csv"),
                       archive_list_csv(w->arena, done->dossiers, done->n)) &&
                   put(w, scope(w->arena, order, "label-folder", ".pdf"),
                       archive_sheet(w->a, w->arena, "label-folder", done->dossiers, done->n));
    for (size_t i = 0; i < done->n && written; i++) {
        written = write_dossier(w, &done->dossiers[i]);
    }
    return written;
}

bool archive_write_lists(struct archiving *a) {
    struct writing w = {.a = a, .arena = arena_new(0), .staging = staging_new(a->arena)};
    a->done->files = ARENA_ARRAY(a->arena, a->done->n * 4 + 4, const char *);
    bool written = write_all(&w);
    if (!written) {
        staging_abandon(w.staging);
    } else if (!staging_commit(w.staging)) {
        written = archive_fault(a, file_join(a->arena, a->order->output, "arsip"));
    }
    arena_free(w.arena);
    return written;
}
