#include "batch/import_join.h"

#include <string.h>

#include "base/xml.h"
#include "read/fold.h"

static bool called(struct arena *arena, const char *name, const char *folded) {
    return name && *name && strcmp(fold_text(arena, name), folded) == 0;
}

static bool is_called(struct arena *arena, const xmlNode *agency, const char *folded) {
    if (called(arena, xml_attr(agency, "nama"), folded) || called(arena, xml_attr(agency, "singkatan"), folded)) {
        return true;
    }
    for (const xmlNode *s = xml_child(agency, "sebutan"); s; s = xml_next(s, "sebutan")) {
        if (called(arena, xml_attr(s, "nama"), folded) || called(arena, xml_attr(s, "singkatan"), folded)) {
            return true;
        }
    }
    return false;
}

// The known agency of that name; NULL when there is none or more than one.
static const xmlNode *known_agency(const struct objects *known, const char *name, const char *own,
                                   struct arena *arena) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(known, "instansi", &n), *found = NULL;
    const char *folded = fold_text(arena, name);
    for (size_t i = 0; i < n; i++) {
        const char *file = xml_file(all[i]);
        if (!(file && strcmp(file, own) == 0) && is_called(arena, all[i], folded)) {
            if (found) {
                return NULL;
            }
            found = all[i];
        }
    }
    return found;
}

static void refer(xmlNode *node, const char *from, const char *to) {
    static const char *const names[] = {"instansi", "induk"};
    for (size_t i = 0; i < 2; i++) {
        const char *agency = xml_attr(node, names[i]);
        if (agency && strcmp(agency, from) == 0) {
            xml_set(node, names[i], to);
        }
    }
    for (xmlNode *c = xml_child(node, NULL); c; c = xml_next(c, NULL)) {
        refer(c, from, to);
    }
}

void import_join(xmlNode *data, const struct objects *known, const char *own, const char *source,
                 struct findings *findings) {
    for (xmlNode *a = known ? xml_child(data, "instansi") : NULL, *next; a; a = next) {
        next = xml_next(a, "instansi");
        if (objects_find(known, "instansi", xml_attr(a, "id"))) {
            continue;  // import_compare looks at it
        }
        const xmlNode *agency = known_agency(known, xml_attr(a, "nama"), own, findings->arena);
        if (agency) {
            findings_add(findings, "impor.instansi", (struct place){.file = source}, "nama", xml_attr(a, "nama"), "id",
                         xml_attr(agency, "id"), NULL);
            refer(data, xml_attr(a, "id"), xml_attr(agency, "id"));
            xmlUnlinkNode(a);
            xmlFreeNode(a);
        }
    }
}
