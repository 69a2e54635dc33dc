// Packages that went out: read back, noted with their hash, and found again.
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "base/zip.h"
#include "batch/fault.h"
#include "batch/notes.h"
#include "batch/package.h"
#include "batch/packing.h"
#include "pack/manifest.h"

#define PACKAGE_LIMIT ((size_t)1 << 30)

// ---- reading one back ----

static bool tell(struct findings *f, const char *rule, const char *path, const char *name, const char *why) {
    findings_add(f, rule, (struct place){.file = path}, "paket", path, "berkas", name, "sebab", why, NULL);
    return false;
}

static struct manifest *manifest_of(struct arena *arena, const char *path, struct zip_folder *zip,
                                    struct findings *findings) {
    const struct zip_member *member = zip_find(zip, MANIFEST_CSV);
    struct str csv;
    const char *why = "";
    if (!member) {
        tell(findings, "package.no-manifest", path, MANIFEST_CSV, "");
        return NULL;
    }
    if (!zip_bytes(zip, member, arena, &csv, findings)) {
        return NULL;
    }
    struct manifest *m = manifest_read(arena, csv, &why);
    if (!m) {
        tell(findings, "package.bad-manifest", path, MANIFEST_CSV, why);
    }
    return m;
}

static bool take_piece(void *context, const char *bytes, size_t n) {
    hash_add(context, bytes, n);
    return true;
}

static bool same_member(struct arena *arena, const char *path, struct zip_folder *zip, const struct zip_member *member,
                        const struct manifest_row *row, struct findings *findings) {
    struct hash *h = hash_new(arena);
    char hash[HASH_SIZE];
    bool read = zip_stream(zip, member, take_piece, h, findings);
    hash_end(h, hash);
    if (!read) {
        return false;
    }
    return (member->size == row->bytes && strcmp(hash, row->sha256) == 0) ||
           tell(findings, "package.altered", path, row->path, "");
}

bool package_verify(struct arena *arena, const char *path, struct str bytes, struct manifest **manifest,
                    struct findings *findings) {
    struct zip_folder *zip = zip_load(arena, path, bytes, findings);
    struct manifest *m = zip ? manifest_of(arena, path, zip, findings) : NULL;
    bool ok = m != NULL;
    size_t n = 0;
    const struct zip_member *members = m ? zip_members(zip, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        const struct manifest_row *row = manifest_find(m, members[i].name);
        if (!row && !manifest_is_own(members[i].name)) {
            ok = tell(findings, "package.unknown", path, members[i].name, "");
        } else if (row) {
            ok = same_member(arena, path, zip, &members[i], row, findings) && ok;
        }
    }
    for (size_t i = 0; m && i < m->n; i++) {
        if (!zip_find(zip, m->rows[i].path)) {
            ok = tell(findings, "package.missing", path, m->rows[i].path, "");
        }
    }
    if (manifest) {
        *manifest = m;
    }
    return ok;
}

// ---- noting ----

static const char new_file[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- Paket yang sudah dikirim: kapan, oleh siapa, dengan tanda terima apa, dan hash berkas yang dikirim itu.\n"
    "     Ditulis oleh naskah kemas kirim; boleh juga diubah dengan tangan. -->\n"
    "<data xmlns=\"" XML_NS_DATA "\">\n"
    "</data>\n";

static bool noted_already(const struct world *w, const struct package_sent *sent, const char *hash,
                          struct findings *findings) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, "kiriman", &n);
    for (size_t i = 0; i < n; i++) {
        const char *receipt = packing_given(all[i], "tanda-terima");
        bool same_receipt = sent->receipt ? receipt && strcmp(receipt, sent->receipt) == 0 : true;
        if (packing_says(all[i], "sha256", hash) && same_receipt) {
            findings_add(findings, "package.noted", xml_place(all[i]), "paket", sent->path, "tanggal",
                         packing_given(all[i], "tanggal"), NULL);
            return true;
        }
    }
    return false;
}

bool package_note_sent(const struct world *w, struct arena *arena, const struct package_sent *sent, const char **name,
                       char hash[HASH_SIZE], struct findings *findings) {
    struct str bytes;
    const char *why = NULL, *path = file_join(arena, w->notes, "kiriman.xml");
    struct manifest *m = NULL;
    if (!file_read(arena, sent->path, PACKAGE_LIMIT, &bytes, &why)) {
        findings_add(findings, why, (struct place){.file = sent->path}, "file", sent->path, "limit", "1 GiB", NULL);
        return false;
    }
    if (!package_verify(arena, sent->path, bytes, &m, findings)) {
        return false;
    }
    hash_bytes(bytes.p, bytes.n, hash);
    *name = m->package;
    if (noted_already(w, sent, hash, findings)) {
        return false;
    }
    struct buf line = buf_new(arena);
    buf_str(&line, "  <kiriman");
    notes_attribute(&line, "paket", m->package);
    notes_attribute(&line, "profil", m->profile);
    notes_attribute(&line, "sha256", hash);
    notes_attribute(&line, "tanggal", sent->date);
    notes_attribute(&line, "tanda-terima", sent->receipt);
    notes_attribute(&line, "oleh", sent->who);
    notes_attribute(&line, "keterangan", sent->remark);
    buf_str(&line, "/>\n");
    struct notes_lines lines = {"kiriman", 1, {buf_text(&line), line.n}};
    struct staging *staging = staging_new(arena);
    if (!notes_append(arena, path, new_file, &lines, staging, findings)) {
        staging_abandon(staging);
        return false;
    }
    if (!staging_commit(staging)) {
        fault_write(findings, path, NULL);
        return false;
    }
    return true;
}

const xmlNode *package_sent_as(const struct world *w, const char *profile, const char *name, const char *hash) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, "kiriman", &n), *found = NULL;
    for (size_t i = 0; i < n; i++) {
        const char *of = packing_given(all[i], "profil");
        bool same_profile = strcmp(of ? of : "", profile ? profile : "") == 0;
        if (packing_says(all[i], "paket", name) && same_profile && (!hash || packing_says(all[i], "sha256", hash))) {
            found = all[i];
        }
    }
    return found;
}
