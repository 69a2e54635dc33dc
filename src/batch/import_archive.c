// A folder sent as one ZIP: each member is a file of its own, recognised by its content like any other.
#include "batch/import_archive.h"

#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "base/zip.h"
#include "read/shape.h"

// What systems and office programs leave in archives beside the files that were meant.
static bool is_leaving(const char *name) {
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
    return strncmp(name, "__MACOSX/", 9) == 0 || *base == '.' || strncmp(base, "~$", 2) == 0 ||
           strcasecmp(base, "Thumbs.db") == 0 || strcasecmp(base, "desktop.ini") == 0;
}

static void add_up(struct import_outcome *all, const struct import_outcome *one) {
    all->fields += one->fields;
    all->repairs += one->repairs;
    all->changes += one->changes;
    all->conflicts += one->conflicts;
    if (one->state > all->state) {
        all->state = one->state;
    }
    all->path = one->path ? one->path : all->path;
}

static bool import_member(struct importing *in, struct zip_folder *z, const struct zip_member *m, const char *path,
                          int depth, struct findings *findings, struct import_outcome *all) {
    struct str bytes;
    struct import_outcome one = {.state = IMPORT_REFUSED};
    const char *name = arena_printf(in->arena, "%s/%s", path, m->name);
    if (is_leaving(m->name)) {
        findings_add(findings, "zip.skipped", (struct place){.file = path}, "nama", m->name, NULL);
        return true;
    }
    if (!zip_bytes(z, m, in->arena, &bytes, findings)) {
        return true;
    }
    if (shape_of(bytes).kind != SHAPE_ZIP) {
        bool world = import_named(in, name, bytes, findings, &one);
        add_up(all, &one);
        return world;
    }
    if (depth + 1 > ZIP_MAX_NESTED) {
        findings_add(findings, "zip.nested", (struct place){.file = path}, "nama", m->name, NULL);
        return true;
    }
    return import_archive(in, name, bytes, depth + 1, findings, all);
}

bool import_archive(struct importing *in, const char *path, struct str bytes, int depth, struct findings *findings,
                    struct import_outcome *all) {
    size_t n = 0;
    struct zip_folder *z = zip_load(in->arena, path, bytes, findings);
    const struct zip_member *members = z ? zip_members(z, &n) : NULL;
    if (z && n == 0) {
        findings_add(findings, "zip.empty", (struct place){.file = path}, NULL);
    }
    for (size_t i = 0; i < n; i++) {
        if (!import_member(in, z, &members[i], path, depth, findings, all)) {
            return false;
        }
    }
    return true;
}
