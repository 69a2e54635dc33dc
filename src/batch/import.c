#include "batch/import.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/xml.h"
#include "batch/import_archive.h"
#include "batch/import_join.h"
#include "batch/import_known.h"
#include "batch/import_merge.h"
#include "batch/import_session.h"
#include "read/fold.h"
#include "read/import.h"
#include "read/read.h"
#include "rules/rule.h"

#define IMPORT_MAX_BYTES ((size_t)100 << 20)

const char *import_text(struct arena *arena, const xmlNode *data, const char *head) {
    return import_xml(arena, data, head);
}

const xmlNode *import_sheets(struct arena *arena, const char *share, struct findings *findings) {
    const char *path = file_join(arena, share, "templates/impor/lembar.xml");
    const xmlDoc *doc = xml_load(arena, path, findings);
    if (!doc) {
        findings_add_as(findings, SEVERITY_FATAL, "impor.kata", (struct place){.file = path}, NULL);
    }
    return doc ? xmlDocGetRootElement(doc) : NULL;
}

const xmlNode *import_request_form(struct arena *arena, const char *share, struct findings *findings) {
    const char *path = file_join(arena, share, "templates/impor/permohonan.xml");
    const xmlDoc *doc = xml_load(arena, path, findings);
    if (!doc) {
        findings_add_as(findings, SEVERITY_FATAL, "impor.kata", (struct place){.file = path}, NULL);
    }
    return doc ? xmlDocGetRootElement(doc) : NULL;
}

struct importing *importing_new(struct arena *arena, const struct catalogue *catalogue, const char *share,
                                const struct profiles *profiles, struct findings *findings) {
    struct importing *in = ARENA_NEW(arena, struct importing);
    const char *path = file_join(arena, share, "templates/impor/kata.xml");
    const xmlDoc *doc = xml_load(arena, path, findings);
    if (!doc) {
        findings_add_as(findings, SEVERITY_FATAL, "impor.kata", (struct place){.file = path}, NULL);
        return NULL;
    }
    in->arena = arena;
    in->catalogue = catalogue;
    in->forms = ARENA_NEW(arena, struct forms);
    in->words = words_new(arena, xmlDocGetRootElement(doc));
    in->sheets = import_sheets(arena, share, findings);
    if (!in->sheets) {
        return NULL;
    }
    for (size_t i = 0; i < profiles->n; i++) {
        forms_add(arena, in->forms, profile_node(profiles->items[i]));
    }
    const xmlNode *request = import_request_form(arena, share, findings);
    if (!request) {
        return NULL;
    }
    forms_add(arena, in->forms, request);
    return in;
}

bool importing_knows(const struct importing *in, const char *profile, const char **nearest) {
    const char **names = ARENA_ARRAY(in->arena, in->forms->n + 1, const char *);
    for (size_t i = 0; i < in->forms->n; i++) {
        names[i] = in->forms->items[i].id;
    }
    *nearest = text_nearest(profile, names, in->forms->n);
    return forms_find(in->forms, profile) != NULL;
}

// ---- names

static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

struct import_target {
    const char *xml, *log, *base, *places, *folder;  // folder: of images, inside impor/
    const char *name;
};

static struct import_target target_of(struct arena *arena, const char *folder, const char *name) {
    const char *at = file_join(arena, folder, "impor");
    struct import_target t = {.name = name};
    t.xml = arena_printf(arena, "%s/%s.xml", at, name);
    t.log = arena_printf(arena, "%s/%s.log", at, name);
    t.base = arena_printf(arena, "%s/.asal/%s.xml", at, name);
    t.places = arena_printf(arena, "%s/.asal/%s.tempat.xml", at, name);
    t.folder = arena_printf(arena, "%s/%s", at, name);
    return t;
}

static const xmlNode *quiet_root(struct arena *arena, const char *path) {
    struct findings *unheard = findings_new(arena, NULL);
    const xmlDoc *doc = file_exists(path) ? xml_load(arena, path, unheard) : NULL;
    return doc ? xmlDocGetRootElement(doc) : NULL;
}

// Two files of one name but of different kinds ("proposal.txt", "proposal.docx") do not write the same import.
static struct import_target find_target(struct arena *arena, const char *folder, const char *path) {
    const char *file = name_of(path), *dot = strrchr(file, '.');
    const char *stem = dot && dot > file ? arena_strndup(arena, file, (size_t)(dot - file)) : file;
    const char *base = fold_id(arena, stem);
    struct import_target t = target_of(arena, folder, base);
    const xmlNode *places = quiet_root(arena, t.places);
    const char *source = places ? xml_attr(places, "sumber") : NULL;
    if (source && strcmp(name_of(source), file) != 0) {
        t = target_of(arena, folder, arena_printf(arena, "%s-%s", base, dot ? fold_id(arena, dot + 1) : "2"));
    }
    return t;
}

// ---- writing

static const char *places_text(struct arena *arena, const struct import *im, const char *hash) {
    xmlNode *root = xmlDocGetRootElement(xml_derived(arena, "tempat"));
    xml_set(root, "sumber", im->file);
    xml_set(root, "sha256", hash);
    xml_set(root, "kembali", im->returned);
    for (size_t i = 0; i < im->n_where; i++) {
        const struct import_where *w = &im->where[i];
        const char *spot = source_spot(arena, &w->place);
        xmlNode *t = xml_add(root, "t");
        xml_set(t, "objek", w->object);
        xml_set(t, "jalur", w->path);
        xml_set(t, spot ? "letak" : "baris", spot ? spot : arena_printf(arena, "%d", w->place.line));
    }
    return import_xml(arena, root, NULL);
}

static void log_finding(struct importing *in, struct buf *out, const struct finding *f) {
    const char *text = message_text(in->catalogue, in->language, f, in->arena);
    if (f->place.section) {
        buf_printf(out, "%s: %s\n", f->place.section, text);
    } else if (f->place.line) {
        buf_printf(out, "%d: %s\n", f->place.line, text);
    } else {
        buf_printf(out, "%s\n", text);
    }
}

static const char *say(struct importing *in, const char *id, const char *name, const char *value) {
    return message_say(in->catalogue, in->language, in->arena, id, name, value, NULL);
}

static const char *log_text(struct importing *in, const struct import *im, struct findings *findings) {
    struct buf out = buf_new(in->arena);
    buf_printf(&out, "%s\n\n", say(in, "impor.log.kepala", "berkas", im->file));
    findings_sort(im->repairs);
    findings_sort(findings);
    buf_printf(&out, "%s\n", say(in, "impor.log.temuan", NULL, NULL));
    for (size_t i = 0; i < findings->n; i++) {
        log_finding(in, &out, &findings->items[i]);
    }
    buf_printf(&out, "\n%s\n", say(in, "impor.log.perbaikan", NULL, NULL));
    for (size_t i = 0; i < im->repairs->n; i++) {
        log_finding(in, &out, &im->repairs->items[i]);
    }
    buf_printf(&out, "\n%s\n", say(in, "impor.log.dikenali", NULL, NULL));
    for (size_t i = 0; i < im->n_taken; i++) {
        const struct import_taken *t = &im->taken[i];
        const char *spot = source_spot(in->arena, &t->place);
        buf_printf(&out, "%s: %s%s%s: %s\n", spot ? spot : arena_printf(in->arena, "%d", t->place.line), t->as,
                   t->field ? " " : "", t->field ? t->field : "", text_collapse(in->arena, t->text));
    }
    return buf_text(&out);
}

static bool stage(struct staging *s, const char *path, const char *text) {
    return staging_add(s, path, text, strlen(text));
}

static bool write_all(struct importing *in, const struct import_target *t, const struct import *im, const xmlNode *mine,
                      const char *hash, struct findings *findings) {
    struct staging *s = staging_new(in->arena);
    const char *head = say(in, "impor.kepala", "berkas", name_of(im->file));
    bool ok = (!mine || stage(s, t->xml, import_xml(in->arena, mine, head))) &&
              stage(s, t->base, import_xml(in->arena, im->data, NULL)) &&
              stage(s, t->places, places_text(in->arena, im, hash)) &&
              stage(s, t->log, log_text(in, im, findings));
    for (size_t i = 0; ok && i < im->n_files; i++) {
        ok = staging_add(s, file_join(in->arena, t->folder, im->files[i].name), im->files[i].bytes.p,
                         im->files[i].bytes.n);
    }
    if (ok && staging_commit(s)) {
        return true;
    }
    int error = errno;
    staging_abandon(s);
    findings_add_as(findings, SEVERITY_FATAL, "file.unwritable", (struct place){.file = t->xml}, "file", t->xml,
                    "reason", message_errno(error), NULL);
    return false;
}

// ---- one file

// What is in the input folder already, as people left it; false when it is there but cannot be read: then nothing is
// written over it.
static bool load_mine(struct importing *in, const struct import_target *t, struct findings *findings, xmlNode **mine) {
    *mine = NULL;
    if (!file_exists(t->xml)) {
        return true;
    }
    const xmlDoc *doc = xml_load(in->arena, t->xml, findings);
    const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!root || !xml_is(root, "data")) {
        return false;
    }
    *mine = merge_copy(in->arena, root);
    return true;
}

// An innovation belongs to an agency, and many texts name none. The one that the user names is written as a hand edit:
// the file's next import does not take it away.
static size_t give_agency(struct importing *in, const char *path, xmlNode *data, struct findings *findings) {
    size_t given = 0;
    for (xmlNode *i = xml_child(data, "inovasi"); i; i = xml_next(i, "inovasi")) {
        const char *agency = xml_attr(i, "instansi");
        if (agency && *agency) {
            continue;
        }
        if (in->agency) {
            xml_set(i, "instansi", in->agency);
            given++;
        } else {
            findings_add(findings, "impor.tanpa-instansi", (struct place){.file = path}, "nama", xml_attr(i, "nama"),
                         "id", xml_attr(i, "id"), NULL);
        }
    }
    return given;
}

static bool bring_in(struct importing *in, struct import *im, const char *hash, struct findings *findings,
                     struct import_outcome *out) {
    struct import_target t = find_target(in->arena, in->folder, im->file);
    xmlNode *mine = NULL;
    out->path = t.xml;
    if (!load_mine(in, &t, findings, &mine)) {
        out->state = IMPORT_REFUSED;
        return true;
    }
    if (!mine) {
        out->state = IMPORT_NEW;
        mine = merge_copy(in->arena, im->data);
        give_agency(in, t.xml, mine, findings);
        session_complete(mine, in->known, t.xml, findings);
        return write_all(in, &t, im, mine, hash, findings);
    }
    struct merge m = {.arena = in->arena, .findings = findings, .source = im->file, .import = im, .choice = in->choice};
    merge_objects(&m, quiet_root(in->arena, t.base), mine, im->data);
    out->changes = m.changes + give_agency(in, t.xml, mine, findings);
    out->conflicts = m.conflicts;
    out->state = out->changes ? IMPORT_CHANGED : IMPORT_SAME;
    return write_all(in, &t, im, out->changes ? mine : NULL, hash, findings);
}

bool import_file(struct importing *in, const char *path, struct findings *findings, struct import_outcome *out) {
    struct str bytes;
    const char *why;
    *out = (struct import_outcome){.state = IMPORT_REFUSED, .source = path};
    if (!file_read(in->arena, path, IMPORT_MAX_BYTES, &bytes, &why)) {
        findings_add(findings, why, (struct place){.file = path}, "file", path, "limit", "100 MiB", NULL);
        return true;
    }
    if (shape_of(bytes).kind == SHAPE_ZIP) {
        struct findings *own = findings_new(in->arena, in->catalogue);
        bool world = import_archive(in, path, bytes, 0, own, out);
        findings_append(findings, own);
        return world;
    }
    return import_named(in, path, bytes, findings, out);
}

bool import_named(struct importing *in, const char *path, struct str bytes, struct findings *findings,
                  struct import_outcome *out) {
    char hash[HASH_SIZE];
    *out = (struct import_outcome){.state = IMPORT_REFUSED, .source = path};
    struct findings *own = findings_new(in->arena, in->catalogue), *repairs = findings_new(in->arena, in->catalogue);
    struct import *im = import_new(in->arena, path, in->forms, in->words, own, repairs);
    im->form = in->form;
    im->sheets = in->sheets;
    im->folder = find_target(in->arena, in->folder, path).name;
    bool good = import_bytes(im, bytes), written = true;
    if (good) {
        import_join(im->data, in->known, find_target(in->arena, in->folder, path).xml, path, own);
        import_compare(im, in->known, find_target(in->arena, in->folder, path).xml, own);
        session_join(im->data, in->known, in->arena);
        hash_bytes(bytes.p, bytes.n, hash);
        out->fields = im->n_where;
        out->repairs = repairs->n;
        written = bring_in(in, im, hash, own, out);
    }
    findings_append(findings, own);
    findings_append(findings, repairs);
    return written;
}

// ---- a folder

const struct objects *import_known(struct arena *arena, const char *folder) {
    size_t n = 0;
    struct findings *unheard = findings_new(arena, NULL);
    struct objects *known = objects_new(arena);
    char **files = file_list(arena, folder, ".xml", &n);
    for (size_t i = 0; i < n; i++) {
        read_file(arena, files[i], known, unheard);
    }
    return known;
}

// Pictures, PDFs and archives lie beside the data for good reasons; they are not even opened.
static bool is_candidate(const char *folder, const char *path) {
    static const char *const never[] = {"xml", "pdf", "jpg", "jpeg", "png", "gif", "tif", "tiff", "webp", "mp4", "mov",
                                        "zip", "rar", "7z", "log", "ppt", "pptx", "db"};
    const char *name = name_of(path), *dot = strrchr(name, '.');
    size_t n = strlen(folder);
    bool ours = strncmp(path, folder, n) == 0 && strncmp(path + n, "/impor/", 7) == 0;
    for (size_t i = 0; dot && i < sizeof never / sizeof *never; i++) {
        if (strcasecmp(dot + 1, never[i]) == 0) {
            return false;
        }
    }
    return !ours && strncmp(name, "~$", 2) != 0;
}

static bool is_importable(struct arena *arena, const char *path) {
    struct str bytes;
    const char *why;
    if (!file_read(arena, path, IMPORT_MAX_BYTES, &bytes, &why)) {
        return false;
    }
    enum shape_kind kind = shape_of(bytes).kind;
    return kind == SHAPE_TEXT || kind == SHAPE_HTML || kind == SHAPE_CSV || kind == SHAPE_DOCX || kind == SHAPE_XLSX;
}

bool import_waits(struct arena *arena, const char *folder) {
    size_t n = 0;
    char **files = file_list(arena, folder, NULL, &n);
    for (size_t i = 0; i < n; i++) {
        if (is_candidate(folder, files[i])) {
            return true;
        }
    }
    return false;
}

static bool is_waiting(struct arena *arena, const char *folder, const char *path) {
    return is_candidate(folder, path) && is_importable(arena, path) && !import_is_current(arena, folder, path);
}

const char *const *import_waiting(struct arena *arena, const char *folder, size_t *n) {
    size_t all = 0;
    char **files = file_list(arena, folder, NULL, &all);
    *n = 0;
    for (size_t i = 0; i < all; i++) {
        if (is_waiting(arena, folder, files[i])) {
            files[(*n)++] = files[i];
        }
    }
    return (const char *const *)files;
}

void import_folder(struct importing *in, struct findings *findings,
                   void (*told)(void *context, const struct import_outcome *outcome), void *context) {
    size_t n = 0;
    const char *const *files = import_waiting(in->arena, in->folder, &n);
    in->known = n > 0 ? import_known(in->arena, in->folder) : NULL;
    for (size_t i = 0; i < n; i++) {
        struct import_outcome outcome;
        struct findings *own = findings_new(in->arena, in->catalogue);
        if (!import_file(in, files[i], own, &outcome)) {
            findings_add(findings, "impor.tak-tertulis", (struct place){.file = files[i]}, NULL);
            continue;
        }
        if (outcome.state == IMPORT_REFUSED) {
            continue;
        }
        findings_append(findings, own);
        if (outcome.state != IMPORT_SAME && i + 1 < n) {
            in->known = import_known(in->arena, in->folder);  // the next file may speak of what this one brought
        }
        if (told) {
            told(context, &outcome);
        }
    }
}

// ---- asking

const xmlNode **import_places(struct arena *arena, const char *folder, const char *object, struct findings *findings) {
    size_t n = 0, files = 0, cap = 64;
    const xmlNode **found = ARENA_ARRAY(arena, cap, const xmlNode *);
    char **list = file_list(arena, file_join(arena, folder, "impor/.asal"), ".tempat.xml", &files);
    for (size_t i = 0; i < files; i++) {
        const xmlDoc *doc = xml_load(arena, list[i], findings);
        const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
        for (const xmlNode *t = root ? xml_child(root, "t") : NULL; t; t = xml_next(t, "t")) {
            if (object && strcmp(object, xml_attr(t, "objek")) != 0) {
                continue;
            }
            if (n + 1 == cap) {
                found = arena_grow(arena, found, cap * sizeof *found, 2 * cap * sizeof *found);
                cap *= 2;
            }
            found[n++] = t;
        }
    }
    return found;
}

bool import_is_current(struct arena *arena, const char *folder, const char *path) {
    struct import_target t = find_target(arena, folder, path);
    const xmlNode *places = quiet_root(arena, t.places);
    const char *known = places ? xml_attr(places, "sha256") : NULL;
    struct str bytes;
    const char *why;
    char hash[HASH_SIZE];
    if (!known || !file_exists(t.xml) || !file_read(arena, path, IMPORT_MAX_BYTES, &bytes, &why)) {
        return false;
    }
    hash_bytes(bytes.p, bytes.n, hash);
    return strcmp(known, hash) == 0;
}
