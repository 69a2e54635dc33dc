// Which letterhead a document bears is chosen by who signs it (naskah-formats §2.4): the head of a region in his own
// name has the office's, everybody else — also "a.n." the head — that of the agency.
#include <string.h>

#include "base/xml.h"
#include "model/resolving.h"

static const xmlNode *own_letterhead(struct resolving *r, const xmlNode *agency, const char *kind) {
    size_t n;
    const xmlNode **heads = subjects(r->arena, r->objects, given(agency, "kop"), "kop", &n);
    for (size_t i = 0; i < n; i++)
        if (given(heads[i], "jenis") && strcmp(given(heads[i], "jenis"), kind) == 0)
            return heads[i];
    return NULL;
}

static const xmlNode *nearest_letterhead(struct resolving *r, const xmlNode *agency, const char *kind) {
    for (int depth = 0; agency && depth < 100; depth++, agency = agency_above(r, agency)) {
        const xmlNode *found = own_letterhead(r, agency, kind);
        if (found)
            return found;
    }
    return NULL;
}

// The secretary of a region holds his office at the region or at its secretariat; the letterhead is the secretariat's.
static const xmlNode *secretariat(struct resolving *r, const xmlNode *region) {
    size_t n;
    const xmlNode *const *all = objects_all(r->objects, "instansi", &n);
    for (size_t i = 0; i < n; i++) {
        const char *kind = given(all[i], "jenis");
        if (kind && strcmp(kind, "sekretariat-daerah") == 0 && agency_above(r, all[i]) == region)
            return all[i];
    }
    return region;
}

const char *letterhead_address(struct resolving *r, const xmlNode *agency) {
    const xmlNode *head = nearest_letterhead(r, agency, "perangkat-daerah");
    const xmlNode *line = head ? xml_child(head, "alamat") : NULL;
    return line ? xml_text(r->arena, line) : NULL;
}

bool letterhead_is_there(struct resolving *r, const xmlNode *agency) {
    return nearest_letterhead(r, agency, "perangkat-daerah") != NULL;
}

void letterhead_add(struct resolving *r, const xmlNode *signing_agency, bool head_of_region, bool secretary) {
    if (secretary && agency_is_region(signing_agency))
        signing_agency = secretariat(r, signing_agency);
    const char *kind = head_of_region ? "jabatan" : "perangkat-daerah";
    const xmlNode *head = nearest_letterhead(r, signing_agency, kind);
    if (!head) {
        findings_add(r->findings, "resolve.letterhead", xml_place(signing_agency), "instansi",
                     agency_name(signing_agency, r->day), "jenis", kind, NULL);
        return;
    }
    resolving_use(r, head);
    xmlNode *node = record_copy(r, r->root, head);
    xml_set(node, "contoh", NULL);
    xml_set(node, "folder", given(head, "lambang") ? place_folder(r->arena, head) : NULL);
}
