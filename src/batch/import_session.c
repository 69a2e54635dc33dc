#include "batch/import_session.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "read/fold.h"

static bool same(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static bool works_at(const xmlNode *person, const char *agency) {
    bool there = same(xml_attr(person, "instansi"), agency);
    for (const xmlNode *t = xml_child(person, "jabatan"); t && !there; t = xml_next(t, "jabatan")) {
        there = same(xml_attr(t, "instansi"), agency);
    }
    return there;
}

static bool is_called(struct arena *arena, const xmlNode *person, const char *folded) {
    const char *name = xml_attr(person, "nama");
    const char *full = format_name(arena, xml_attr(person, "gelar-depan"), name, xml_attr(person, "gelar-belakang"));
    return name && (strcmp(fold_text(arena, name), folded) == 0 || strcmp(fold_text(arena, full), folded) == 0);
}

// NULL when nobody or more than one of the agency is called so.
static const xmlNode *known_person(struct arena *arena, const struct objects *known, const char *name,
                                   const char *agency) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(known, "orang", &n), *found = NULL;
    const char *folded = fold_text(arena, name);
    for (size_t i = 0; i < n; i++) {
        if (works_at(all[i], agency) && is_called(arena, all[i], folded)) {
            if (found) {
                return NULL;
            }
            found = all[i];
        }
    }
    return found;
}

void session_join(xmlNode *data, const struct objects *known, struct arena *arena) {
    for (xmlNode *m = known ? xml_child(data, "kegiatan") : NULL; m; m = xml_next(m, "kegiatan")) {
        for (xmlNode *q = xml_child(m, "permohonan"); q; q = xml_next(q, "permohonan")) {
            for (xmlNode *f = xml_child(q, "fasilitator"); f; f = xml_next(f, "fasilitator")) {
                const char *name = xml_attr(f, "nama"), *agency = xml_attr(q, "instansi");
                const xmlNode *person = name && agency ? known_person(arena, known, name, agency) : NULL;
                if (person) {
                    xml_set(f, "orang", xml_attr(person, "id"));
                    xml_set(f, "nama", NULL);
                }
            }
        }
    }
}

// The last one of its kind whose day is known, of the files that people keep.
static const xmlNode *last_session(const struct objects *known, const char *kind, const char *own) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(known, "kegiatan", &n), *last = NULL;
    struct date latest = {0}, day;
    for (size_t i = 0; i < n; i++) {
        bool of_kind = same(xml_attr(all[i], "jenis"), kind) && xml_attr(all[i], "instansi");
        bool dated = of_kind && date_parse(xml_attr(all[i], "tanggal"), &day);
        if (dated && !same(xml_place(all[i]).file, own) && (!last || date_compare(day, latest) > 0)) {
            last = all[i];
            latest = day;
        }
    }
    return last;
}

void session_complete(xmlNode *data, const struct objects *known, const char *own, struct findings *findings) {
    static const char *const taken[] = {"instansi", "tempat", "zona", "pimpinan", "notulis", "mulai"};
    for (xmlNode *m = xml_child(data, "kegiatan"); m; m = xml_next(m, "kegiatan")) {
        if (!xml_child(m, "permohonan") || xml_attr(m, "instansi")) {
            continue;
        }
        const xmlNode *last = known ? last_session(known, xml_attr(m, "jenis"), own) : NULL;
        for (size_t i = 0; last && i < sizeof taken / sizeof *taken; i++) {
            if (!xml_attr(m, taken[i])) {
                xml_set(m, taken[i], xml_attr(last, taken[i]));
            }
        }
        findings_add(findings, last ? "impor.sesi" : "impor.sesi-pertama", (struct place){.file = own}, "id",
                     xml_attr(m, "id"), "dari", last ? xml_attr(last, "id") : "", NULL);
    }
}
