// Agencies: their names as of a day, what stands above them, their region, their house rules.
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"
#include "model/vocabulary.h"

#define MAX_DEPTH 100  // objects_link tells circles; here they must only end

// What heads of regions are called belongs to the kind of region, not to a template.
static const struct region_kind {
    const char *kind, *title, *head;
} region_kinds[] = {
    {"kabupaten", "Kabupaten", "Bupati"}, {"kota", "Kota", "Wali Kota"}, {"provinsi", "Provinsi", "Gubernur"}};

static const struct region_kind *region_kind(const xmlNode *agency) {
    const char *kind = given(agency, "jenis");
    for (size_t i = 0; kind && i < sizeof region_kinds / sizeof region_kinds[0]; i++)
        if (strcmp(kind, region_kinds[i].kind) == 0)
            return &region_kinds[i];
    return NULL;
}

bool agency_is_region(const xmlNode *agency) {
    return region_kind(agency) != NULL;
}

const xmlNode *agency_find(const struct objects *o, const char *id) {
    return objects_find(o, "instansi", id);
}

const xmlNode *agency_parent(const struct objects *o, const xmlNode *agency) {
    return agency_find(o, given(agency, "induk"));
}

const xmlNode *agency_region(const struct objects *o, const xmlNode *agency) {
    for (int depth = 0; agency && depth < MAX_DEPTH; depth++, agency = agency_parent(o, agency))
        if (agency_is_region(agency))
            return agency;
    return NULL;
}

// Only names with a date are names of a time; the others are mere variants.
const xmlNode *agency_name_term(const xmlNode *agency, struct date day) {
    const xmlNode *best = NULL;
    for (const xmlNode *t = xml_child(agency, "sebutan"); t; t = xml_next(t, "sebutan"))
        if ((given(t, "sejak") || given(t, "sampai")) && term_covers(t, day) && (!best || term_compare(t, best) >= 0))
            best = t;
    return best;
}

const char *agency_name(const xmlNode *agency, struct date day) {
    const xmlNode *term = agency_name_term(agency, day);
    const char *name = term ? given(term, "nama") : NULL;
    if (!name)
        name = given(agency, "nama");
    return name ? name : "";
}

static bool begins(const char *s, const char *prefix) {
    size_t n = strlen(prefix);
    return strncasecmp(s, prefix, n) == 0 && (s[n] == ' ' || s[n] == '\0');
}

static const char *after(const char *s, const char *prefix) {
    if (!begins(s, prefix))
        return s;
    s += strlen(prefix);
    return s + strspn(s, " ");
}

const char *region_bare(struct arena *a, const xmlNode *region, struct date day) {
    const char *name = text_collapse(a, agency_name(region, day));
    return after(after(name, "Pemerintah"), region_kind(region)->title);
}

const char *region_title(struct arena *a, const xmlNode *region, struct date day) {
    return arena_printf(a, "%s %s", region_kind(region)->title, region_bare(a, region, day));
}

const char *region_head(const xmlNode *region) {
    return region_kind(region)->head;
}

const char *agency_full_name(struct resolving *r, const xmlNode *agency) {
    if (agency_is_region(agency))
        return region_title(r->arena, agency, r->day);
    const char *name = agency_name(agency, r->day), *kind = given(agency, "jenis");
    const xmlNode *region = agency_region(r->objects, agency);
    // Schools, clinics, hospitals and the like bear a name of their own; offices of the region are called after it.
    if (!region || !kind || !vocabulary_lists("dinas badan inspektorat sekretariat-daerah kecamatan", kind))
        return name;
    const char *title = region_title(r->arena, region, r->day);
    return strcasestr(name, title) ? name : arena_printf(r->arena, "%s %s", name, title);
}

const char *agency_place(const struct objects *o, const xmlNode *agency) {
    for (int depth = 0; agency && depth < MAX_DEPTH; depth++, agency = agency_parent(o, agency))
        if (given(agency, "tempat"))
            return given(agency, "tempat");
    return NULL;
}

xmlNode *agency_add(struct resolving *r, xmlNode *parent, const char *name, const xmlNode *agency) {
    const xmlNode *term = agency_name_term(agency, r->day);
    xmlNode *node = record_add(parent, name, agency);
    resolving_use(r, agency);
    xml_set(node, "id", given(agency, "id"));
    xml_set(node, "nama", agency_name(agency, r->day));
    xml_set(node, "singkatan",
            term && given(term, "singkatan") ? given(term, "singkatan") : given(agency, "singkatan"));
    xml_set(node, "jenis", given(agency, "jenis"));
    xml_set(node, "nama-lengkap", agency_full_name(r, agency));
    return node;
}

void agency_add_with_parents(struct resolving *r, const xmlNode *agency) {
    const char *name = "instansi";
    xmlNode *into = r->root;
    for (int depth = 0; agency && depth < MAX_DEPTH; depth++, agency = agency_above(r, agency)) {
        into = agency_add(r, into, name, agency);
        name = "induk";
    }
}

void agency_add_region(struct resolving *r) {
    if (!r->region)
        return;
    xmlNode *node = record_add(r->root, "pemda", r->region);
    const xmlNode *province = agency_parent(r->objects, r->region);
    const char *province_name = given(r->region, "provinsi");
    if (!province_name && province && agency_is_region(province))
        province_name = region_bare(r->arena, province, r->day);
    resolving_use(r, r->region);
    xml_set(node, "id", given(r->region, "id"));
    xml_set(node, "nama", agency_name(r->region, r->day));
    xml_set(node, "jenis", given(r->region, "jenis"));
    xml_set(node, "provinsi", province_name);
    xml_set(node, "tempat", given(r->region, "tempat"));
    xml_set(node, "sebutan", region_title(r->arena, r->region, r->day));
    xml_set(node, "kepala", region_head(r->region));
    xml_set(node, "nama-saja", region_bare(r->arena, r->region, r->day));
}

static void overlay(struct resolving *r, xmlNode *settings, const char *agency) {
    size_t n;
    const xmlNode *const *all = objects_all(r->objects, "tata", &n);
    for (size_t i = 0; i < n; i++) {
        const char *of = given(all[i], "instansi");
        if (agency ? !of || strcmp(of, agency) != 0 : of != NULL)
            continue;
        resolving_use(r, all[i]);
        record_attributes(settings, all[i]);
        xml_set_origin(settings, all[i]);
    }
}

// From the widest to the nearest: defaults, rules for everybody, the region's, …, the agency's own.
void settings_add(struct resolving *r) {
    const xmlNode *chain[MAX_DEPTH];
    int n = 0;
    for (const xmlNode *a = r->agency; a && n < MAX_DEPTH; a = agency_above(r, a))
        chain[n++] = a;
    xmlNode *settings = record_add(r->root, "tata", r->defaults);
    if (r->defaults)
        record_attributes(settings, r->defaults);
    overlay(r, settings, NULL);
    while (n > 0)
        overlay(r, settings, given(chain[--n], "id"));
    // Who gives numbers is no matter of the page: it must not make a document over.
    static const char *const others[] = {"id", "instansi", "contoh", "bernomor", "pemberi-nomor",
                                         "pemberi-nomor-keputusan"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        xml_set(settings, others[i], NULL);
}
