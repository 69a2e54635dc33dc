// Signers: who signs, for which office, in which capacity.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"

// A person who is named outright signs for the office he holds; the term tells whether as Plt., Plh. and so on.
static const xmlNode *term_of_person(struct resolving *r, const xmlNode *person, struct office_name office) {
    size_t n;
    const xmlNode *found = NULL;
    const xmlNode *const *terms = office_terms(r, office, &n);
    for (size_t i = 0; i < n; i++)
        if (terms[i]->parent == person && term_covers(terms[i], r->day) &&
            (!found || term_compare(terms[i], found) > 0))
            found = terms[i];
    return found;
}

static const char *status_of(const xmlNode *term) {
    const char *status = term ? given(term, "status") : NULL;
    return status ? status : "definitif";
}

static const char *full_office(struct resolving *r, const char *value) {
    struct office_name office;
    return office_parse(r, value, &office) ? office_full_name(r, office.agency, office.office) : NULL;
}

static void set_capacity(struct resolving *r, xmlNode *node, const struct signer *s, const xmlNode *term) {
    xml_set(node, "status", status_of(term));
    xml_set(node, "atas-nama", full_office(r, s->on_behalf));
    xml_set(node, "untuk-beliau", full_office(r, s->for_superior));
    xml_set(node, "kapasitas", s->for_superior ? "ub" : s->on_behalf ? "an" : status_of(term));
}

static xmlNode *new_signer(struct resolving *r, const struct signer *s) {
    static const char *const kept[] = {"mode", "meterai", "sebutan", "alamat"};
    int order = 1;
    for (const xmlNode *other = xml_child(r->root, "penanda"); other; other = xml_next(other, "penanda"))
        order++;
    xmlNode *node = record_add(r->root, "penanda", s->asked);
    xml_set(node, "peran", s->role);
    xml_set(node, "urutan", arena_printf(r->arena, "%d", order));
    for (size_t i = 0; i < sizeof kept / sizeof kept[0] && xml_is(s->asked, "penanda"); i++)
        xml_set(node, kept[i], given(s->asked, kept[i]));
    return node;
}

// The parties of a berita acara are named with where they work (naskah-formats §7.2), which the letterhead says.
static void set_address(struct resolving *r, xmlNode *node, const xmlNode *agency) {
    bool party = strncmp(given(node, "peran"), "pihak-", 6) == 0;
    if (party && strcmp(r->document->kind, "berita-acara") == 0 && !given(node, "alamat"))
        xml_set(node, "alamat", letterhead_address(r, agency));
}

static void set_office(struct resolving *r, xmlNode *node, struct office_name office) {
    set_address(r, node, office.agency);
    xml_set(node, "jabatan", office.office);
    xml_set(node, "jabatan-lengkap", office_full_name(r, office.agency, office.office));
    xml_set(node, "instansi", agency_full_name(r, office.agency));
    xml_set(node, "kepala-daerah", office_is_head(r->objects, office) ? "ya" : "tidak");
    xml_set(node, "sekda", office_is_secretary(office) ? "ya" : "tidak");
}

// In minutes people sign as who they are: chair and note-taker, with the office they hold that day.
static xmlNode *add_by_person(struct resolving *r, const struct signer *s, const xmlNode *person) {
    const xmlNode *term = person_main_term(r, person);
    struct office_name office = office_of_term(r, term);
    xmlNode *node = new_signer(r, s);
    set_capacity(r, node, s, term);
    if (office.agency && office.office)
        set_office(r, node, office);
    person_add(r, node, person, term);
    return node;
}

// The holder's own office is printed below the acting one ("Plt. BUPATI …, WAKIL BUPATI"), so <orang> shows that.
static const xmlNode *shown_term(struct resolving *r, const xmlNode *term) {
    return !term || strcmp(status_of(term), "definitif") == 0 ? term : person_main_term(r, term->parent);
}

xmlNode *signer_add(struct resolving *r, const struct signer *s) {
    struct office_name office;
    const xmlNode *person = objects_find(r->objects, "orang", s->person);
    if (!office_parse(r, s->office, &office)) {
        if (person)
            return add_by_person(r, s, person);
        findings_add(r->findings, "resolve.signer", xml_place(s->asked), "peran", s->role, NULL);
        return NULL;
    }
    const xmlNode *term = person ? term_of_person(r, person, office) : office_holder(r, office, s->asked);
    if (person && !term && given(r->root, "tanggal"))
        findings_add(r->findings, "resolve.not-holder", xml_place(s->asked), "orang", given(person, "nama"), "jabatan",
                     office_full_name(r, office.agency, office.office), "tanggal", given(r->root, "tanggal"), NULL);
    xmlNode *node = new_signer(r, s);
    set_office(r, node, office);
    set_capacity(r, node, s, term);
    if (person)
        person_add(r, node, person, shown_term(r, term));
    else if (term)
        person_add(r, node, term->parent, shown_term(r, term));
    return node;
}
