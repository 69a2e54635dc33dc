// Assignments: who is facilitator (or whatever the role is) of which agency in which year, one by one or all of a year.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"

xmlNode *assignment_add(struct resolving *r, xmlNode *parent, const xmlNode *assignment, struct counting *count) {
    xmlNode *node = record_add(parent, "penugasan", assignment);
    const xmlNode *agency = agency_at(r, given(assignment, "instansi"));
    const xmlNode *person = objects_find(r->objects, "orang", given(assignment, "orang"));
    resolving_use(r, assignment);
    xml_set(node, "id", given(assignment, "id"));
    xml_set(node, "tahun", given(assignment, "tahun"));
    xml_set(node, "peran", given(assignment, "peran"));
    if (count) {
        bool next = agency != count->agency || count->rows == 0;
        count->agency = agency;
        count->agencies += next;
        count->of_agency = next ? 1 : count->of_agency + 1;
        xml_set(node, "nomor", arena_printf(r->arena, "%d", ++count->rows));
        xml_set(node, "nomor-instansi", arena_printf(r->arena, "%d", count->agencies));
        xml_set(node, "urutan", arena_printf(r->arena, "%d", count->of_agency));
    }
    if (agency)
        agency_add(r, node, "instansi", agency);
    if (person)
        person_add(r, node, person, NULL);
    return node;
}

struct wanted {
    const char *year, *role;
    const xmlNode **tops;  // agencies that are asked for, with what is below them
    size_t n_tops;
};

static bool is_wanted(struct resolving *r, const struct wanted *w, const xmlNode *assignment, const xmlNode *agency) {
    const char *year = given(assignment, "tahun"), *role = given(assignment, "peran");
    if (agency_at(r, given(assignment, "instansi")) != agency)
        return false;
    return year && role && w->year && strcmp(year, w->year) == 0 && strcmp(role, w->role) == 0;
}

static bool in_reach(struct resolving *r, const struct wanted *w, const xmlNode *agency) {
    for (size_t i = 0; i < w->n_tops; i++)
        if (agency_within(r, agency, w->tops[i]))
            return true;
    return false;
}

// In the order of the agencies, and for each in the order written.
static void add_of_year(struct resolving *r, xmlNode *into, const struct wanted *w) {
    size_t n, n_agencies;
    const xmlNode *const *all = objects_all(r->objects, "penugasan", &n);
    const xmlNode *const *agencies = objects_all(r->objects, "instansi", &n_agencies);
    struct counting count = {0};
    for (size_t k = 0; k < n_agencies; k++) {
        if (!in_reach(r, w, agencies[k]))
            continue;
        for (size_t i = 0; i < n; i++)
            if (is_wanted(r, w, all[i], agencies[k]))
                assignment_add(r, into, all[i], &count);
    }
    if (count.rows == 0)
        findings_add(r->findings, "resolve.assignments", xml_place(into), "tahun", w->year ? w->year : "", "peran",
                     w->role, NULL);
}

static const char *after_colon(const char *s) {
    const char *colon = s ? strchr(s, ':') : NULL;
    return colon && !text_blank(colon + 1) ? colon + 1 : NULL;
}

// `asking` is a document with @penugasan="2025:fasilitator", or an annex with @tahun and @peran (its kind if not said).
// Assignments that are named by their ids come before those of a year.
void assignments_add(struct resolving *r, xmlNode *into, const xmlNode *asking) {
    bool annex = xml_is(asking, "lampiran");
    const xmlNode *document = annex ? asking->parent : asking, *region = r->region ? r->region : r->agency;
    const char *both = given(document, "penugasan"), *list = given(asking, "subjek");
    struct wanted w = {.role = after_colon(both)};
    struct counting count = {0};
    size_t n;
    if (!annex && !both)
        return;
    if (annex && !list)
        list = given(document, "subjek");
    const xmlNode **named = subjects(r->arena, r->objects, list, "penugasan", &n);
    for (size_t i = 0; i < n && annex; i++)
        assignment_add(r, into, named[i], &count);
    if (n && annex)
        return;
    w.year = annex && given(asking, "tahun") ? given(asking, "tahun")
             : both                          ? arena_strndup(r->arena, both, strcspn(both, ":"))
                                             : given(r->root, "tahun");
    if (annex && given(asking, "peran"))
        w.role = given(asking, "peran");
    if (!w.role)
        w.role = annex ? given(asking, "jenis") : "";
    w.tops = subjects(r->arena, r->objects, list, "instansi", &w.n_tops);
    if (!w.n_tops) {
        w.tops = &region;
        w.n_tops = 1;
    }
    add_of_year(r, into, &w);
}
