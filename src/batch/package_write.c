// A package as one file: its manifest, its ZIP, and the place where it stands. What was sent stays as it is.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "base/zip.h"
#include "base/zip_write.h"
#include "batch/fault.h"
#include "batch/outputs.h"
#include "batch/packing.h"
#include "pack/manifest.h"

// ---- the archive ----

static void count_found(const struct packing *p, const char *document, struct manifest_row *row) {
    for (size_t i = 0; *document && i < p->order->found->n; i++) {
        const struct finding *f = &p->order->found->items[i];
        if (f->document && strcmp(f->document, document) == 0) {
            row->errors += f->severity >= SEVERITY_ERROR;
            row->warnings += f->severity == SEVERITY_WARNING;
            row->notes += f->severity == SEVERITY_NOTE;
        }
    }
}

static struct manifest *manifest_for(struct packing *p, const struct package *pk) {
    struct manifest *m = ARENA_NEW(p->arena, struct manifest);
    struct manifest_row *rows = ARENA_ARRAY(p->arena, pk->n + 1, struct manifest_row);
    *m = (struct manifest){.package = pk->name, .profile = p->profile_id ? p->profile_id : "",
                           .profile_version = p->profile_version, .program = p->world->version,
                           .subject = pk->subject, .forced = pk->lacks->n > 0, .rows = rows, .n = pk->n};
    for (size_t i = 0; i < pk->n; i++) {
        const struct packed *f = &pk->files[i];
        rows[i] = (struct manifest_row){.path = f->path, .bytes = f->bytes.n, .pages = f->pages,
                                        .document = f->document, .role = f->role, .profile = m->profile,
                                        .profile_version = m->profile_version};
        rows[i].state = *f->state ? packing_word(p, f->state) : "";
        memcpy(rows[i].sha256, f->hash, HASH_SIZE);
        count_found(p, f->document, &rows[i]);
    }
    return m;
}

static bool archive(struct packing *p, const struct package *pk, const struct manifest *m, struct str *out) {
    struct zip_writer *z = zip_writer_new(p->arena);
    bool ok = true;
    for (size_t i = 0; i < pk->n; i++) {
        ok = zip_writer_add(z, pk->files[i].path, pk->files[i].bytes) && ok;
    }
    ok = zip_writer_add(z, MANIFEST_CSV, manifest_csv(p->arena, m)) && ok;
    ok = zip_writer_add(z, MANIFEST_JSON, manifest_json(p->arena, m)) && ok;
    ok = zip_writer_add(z, MANIFEST_SUMS, manifest_sums(p->arena, m)) && ok;
    *out = ok ? zip_writer_end(z) : (struct str){0};
    return ok;
}

// ---- where it goes ----

struct placing {
    struct packing *p;
    const struct package *pk;
    const struct manifest *manifest;
    struct str zip;
    char hash[HASH_SIZE];
    const char *path;             // of the ZIP
    enum package_state state;
    struct staging *staging;
};

static const char *path_of(const struct placing *w, unsigned k, const char *end) {
    return k > 1 ? arena_printf(w->p->arena, "%s/%s-%u%s", w->p->folder, w->pk->name, k, end)
                 : arena_printf(w->p->arena, "%s/%s%s", w->p->folder, w->pk->name, end);
}

// The first name whose file was not sent: the plain one, "-2", "-3" …
static void choose_place(struct placing *w) {
    char there[HASH_SIZE];
    w->state = PACKAGE_MADE;
    for (unsigned k = 1;; k++) {
        w->path = path_of(w, k, ".zip");
        if (!output_hash(w->p->arena, w->path, there)) {
            return;
        }
        if (strcmp(there, w->hash) == 0) {
            w->state = PACKAGE_SAME;
            return;
        }
        if (!package_sent_as(w->p->world, w->p->profile_id, w->pk->name, there)) {
            return;
        }
        w->state = PACKAGE_BESIDE;
    }
}

static void failed(struct placing *w, const char *path) {
    fault_write(w->p->report->findings, path, NULL);
    w->state = PACKAGE_FAILED;
}

// What somebody else put there is set aside, as for all outputs.
static bool make_room(struct placing *w, const char *path) {
    struct output_file file = {.full = path};
    const char *aside = NULL;
    if (!output_hash(w->p->arena, path, file.hash) || store_written(w->p->store, file.hash)) {
        return true;
    }
    if (!output_set_aside(w->p->arena, &file, &aside)) {
        failed(w, path);
        return false;
    }
    findings_add(w->p->report->findings, "job.touched", (struct place){.file = path}, "berkas", path, "baru", aside,
                 NULL);
    return true;
}

static bool stage(struct placing *w, const char *path, struct str bytes) {
    char hash[HASH_SIZE], there[HASH_SIZE];
    hash_bytes(bytes.p, bytes.n, hash);
    if (output_hash(w->p->arena, path, there) && strcmp(there, hash) == 0) {
        return true;
    }
    if (!make_room(w, path)) {
        return false;
    }
    if (!store_written_put(w->p->store, hash) || !staging_add(w->staging, path, bytes.p, bytes.n)) {
        failed(w, path);
        return false;
    }
    return true;
}

// The page to copy from stands beside the package too: inside an archive no browser shows it.
static void write_files(struct placing *w) {
    bool ok = w->state == PACKAGE_SAME || stage(w, w->path, w->zip);
    for (size_t i = 0; i < w->pk->n && ok; i++) {
        if (strcmp(w->pk->files[i].path, "salin-tempel.html") == 0) {
            const char *stem = arena_strndup(w->p->arena, w->path, strlen(w->path) - 4);
            ok = stage(w, arena_printf(w->p->arena, "%s.salin-tempel.html", stem), w->pk->files[i].bytes);
        }
    }
    if (!ok) {
        staging_abandon(w->staging);
    } else if (!staging_commit(w->staging)) {
        failed(w, w->path);
    }
}

// ---- what was sent before ----

static void name_change(struct buf *b, const char *sign, const char *path, size_t *n) {
    if (manifest_is_own(path)) {
        return;
    }
    if (*n < 6) {
        buf_printf(b, "%s%s%s", *n ? ", " : "", sign, path);
    } else if (*n == 6) {
        buf_str(b, ", …");
    }
    ++*n;
}

// Which files differ between the package that went out, where it still stands, and this one.
static const char *changes(struct placing *w, const char *path) {
    struct arena *arena = w->p->arena;
    struct findings *unused = findings_new(arena, NULL);
    struct buf b = buf_new(arena);
    struct str bytes, csv;
    const char *why = NULL;
    size_t n = 0;
    struct zip_folder *zip = file_read(arena, path, (size_t)1 << 30, &bytes, &why)
                                 ? zip_load(arena, path, bytes, unused)
                                 : NULL;
    const struct zip_member *member = zip ? zip_find(zip, MANIFEST_CSV) : NULL;
    struct manifest *old = member && zip_bytes(zip, member, arena, &csv, unused) ? manifest_read(arena, csv, &why)
                                                                                 : NULL;
    for (size_t i = 0; old && i < w->manifest->n; i++) {
        const struct manifest_row *now = &w->manifest->rows[i], *was = manifest_find(old, now->path);
        if (!was || strcmp(was->sha256, now->sha256) != 0) {
            name_change(&b, was ? "" : "+", now->path, &n);
        }
    }
    for (size_t i = 0; old && i < old->n; i++) {
        if (!manifest_find(w->manifest, old->rows[i].path)) {
            name_change(&b, "−", old->rows[i].path, &n);
        }
    }
    return old ? arena_strdup(arena, buf_text(&b)) : "?";
}

static void tell_sent(struct placing *w) {
    const xmlNode *same = package_sent_as(w->p->world, w->p->profile_id, w->pk->name, w->hash);
    const xmlNode *last = same ? NULL : package_sent_as(w->p->world, w->p->profile_id, w->pk->name, NULL);
    if (!last) {
        return;
    }
    const char *receipt = packing_given(last, "tanda-terima"), *path = path_of(w, 1, ".zip");
    char there[HASH_SIZE];
    for (unsigned k = 1; k < 100 && output_hash(w->p->arena, path, there); k++) {
        if (packing_says(last, "sha256", there)) {
            break;
        }
        path = path_of(w, k + 1, ".zip");
    }
    struct finding *f = findings_add(
        w->p->report->findings, "package.sent", xml_place(last), "paket", w->pk->name, "tanggal",
        packing_given(last, "tanggal"), "hash", arena_strndup(w->p->arena, xml_attr(last, "sha256"), 12), "terima",
        receipt ? receipt : "–", "berkas", w->path, "berbeda", changes(w, path), NULL);
    f->document = w->pk->document;
}

static void add_result(struct placing *w) {
    struct package_report *r = w->p->report;
    struct arena *arena = w->p->world->arena;
    if (r->n == r->cap) {
        size_t cap = r->cap ? 2 * r->cap : 64, size = sizeof *r->packages;
        r->packages = arena_grow(arena, r->packages, r->cap * size, cap * size);
        r->cap = cap;
    }
    struct package_result *row = &r->packages[r->n++];
    *row = (struct package_result){.name = arena_strdup(arena, w->pk->name), .path = arena_strdup(arena, w->path),
                                   .agency = w->pk->agency, .files = w->pk->n + 3, .bytes = w->zip.n,
                                   .lacking = w->pk->lacks->n, .state = w->state};
    memcpy(row->hash, w->hash, HASH_SIZE);
}

void package_write(struct packing *p, struct package *pk) {
    struct placing w = {.p = p, .pk = pk, .state = PACKAGE_STOPPED, .staging = staging_new(p->arena)};
    w.path = path_of(&w, 1, ".zip");
    if (pk->lacks->n == 0 || p->order->forced) {
        w.manifest = manifest_for(p, pk);
        if (!archive(p, pk, w.manifest, &w.zip)) {
            package_lack(pk, "package.archive", NULL, "paket", pk->name, NULL);
            add_result(&w);
            return;
        }
        hash_bytes(w.zip.p, w.zip.n, w.hash);
        choose_place(&w);
        tell_sent(&w);
        if (p->order->dry) {
            w.state = w.state == PACKAGE_SAME ? PACKAGE_SAME : PACKAGE_FORESEEN;
        } else {
            write_files(&w);
        }
    }
    add_result(&w);
}
