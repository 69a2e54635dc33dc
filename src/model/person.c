// People as they are printed: name, number, rank and office as of the document's day.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"

static bool definitive(const xmlNode *term) {
    const char *status = given(term, "status");
    return !status || strcmp(status, "definitif") == 0;
}

// The office a person is known by: a definitive one before an acting one, the newest before older ones.
const xmlNode *person_main_term(struct resolving *r, const xmlNode *person) {
    const xmlNode *best = NULL;
    for (const xmlNode *t = xml_child(person, "jabatan"); t; t = xml_next(t, "jabatan")) {
        if (!term_covers(t, r->day))
            continue;
        if (!best || definitive(t) > definitive(best) ||
            (definitive(t) == definitive(best) && term_compare(t, best) > 0))
            best = t;
    }
    return best || r->dated ? best : term_at(person, "jabatan", r->day, true);
}

static const char *digits_of(struct arena *arena, const xmlNode *node) {
    char *text = xml_text(arena, node), *to = text;
    for (const char *from = text; *from; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    return text;
}

static void add_number(struct resolving *r, xmlNode *node, const xmlNode *person) {
    const xmlNode *number = term_at(person, "nomor-induk", r->day, !r->dated);
    if (!number)
        return;
    xml_set(node, "nomor-jenis", given(number, "jenis"));
    xml_set(node, "nomor", digits_of(r->arena, number));
}

static void add_rank(struct resolving *r, xmlNode *node, const xmlNode *person) {
    const xmlNode *rank = term_at(person, "pangkat", r->day, !r->dated);
    const char *grade = rank ? given(rank, "golongan") : NULL;
    if (!grade)
        return;
    grade = format_grade(r->arena, grade);
    xml_set(node, "golongan", grade);
    xml_set(node, "pangkat", given(rank, "nama") ? given(rank, "nama") : format_rank(grade));
}

struct office_name office_of_term(struct resolving *r, const xmlNode *term) {
    const xmlNode *named = agency_find(r->objects, term ? given(term, "instansi") : NULL);
    struct office_name office = {named ? agency_on(r->objects, named, r->day) : NULL, given(term, "nama")};
    if (named && office.office)
        office.office = office_renamed(r, office.office, named, office.agency);
    return office;
}

static void add_office(struct resolving *r, xmlNode *node, const xmlNode *person, const xmlNode *term) {
    struct office_name held = office_of_term(r, term);
    const char *office = held.office;
    const xmlNode *agency = term ? held.agency : agency_at(r, given(person, "instansi"));
    xml_set(node, "jabatan", office);
    xml_set(node, "jabatan-lengkap", office && agency ? office_full_name(r, agency, office) : office);
    xml_set(node, "instansi", agency ? agency_name(agency, r->day) : NULL);
    xml_set(node, "status", term ? given(term, "status") : NULL);
}

const char *person_full_name(struct resolving *r, const xmlNode *person) {
    const char *name = given(person, "nama");
    return format_name(r->arena, given(person, "gelar-depan"), name ? name : "", given(person, "gelar-belakang"));
}

xmlNode *person_add(struct resolving *r, xmlNode *parent, const xmlNode *person, const xmlNode *term) {
    xmlNode *node = record_add(parent, "orang", person);
    const char *name = given(person, "nama"), *before = given(person, "gelar-depan"),
               *behind = given(person, "gelar-belakang");
    resolving_use(r, person);
    xml_set(node, "id", given(person, "id"));
    xml_set(node, "nama", name);
    xml_set(node, "gelar-depan", before);
    xml_set(node, "gelar-belakang", behind);
    xml_set(node, "nama-lengkap", person_full_name(r, person));
    xml_set(node, "jenis-kelamin", given(person, "jenis-kelamin"));
    add_number(r, node, person);
    add_rank(r, node, person);
    add_office(r, node, person, term ? term : person_main_term(r, person));
    return node;
}

const xmlNode *person_agency(struct resolving *r, const xmlNode *person) {
    const xmlNode *term = person_main_term(r, person);
    const xmlNode *agency = agency_at(r, term ? given(term, "instansi") : NULL);
    return agency ? agency : agency_at(r, given(person, "instansi"));
}

static const xmlNode *row_agency(struct resolving *r, const xmlNode *row, const xmlNode *person) {
    const xmlNode *agency = agency_at(r, given(row, "instansi"));
    return agency || !person ? agency : person_agency(r, person);
}

// Somebody who is named in the row only: the same flat shape, so that templates need not ask.
static xmlNode *add_named(xmlNode *parent, const xmlNode *row) {
    xmlNode *node = record_add(parent, "orang", row);
    xml_set(node, "nama", given(row, "nama"));
    xml_set(node, "nama-lengkap", given(row, "nama"));
    return node;
}

void person_add_row(struct resolving *r, xmlNode *parent, const xmlNode *row, int number) {
    xmlNode *node = record_add(parent, xml_name(row), row);
    const xmlNode *person = objects_find(r->objects, "orang", given(row, "orang"));
    const xmlNode *agency = row_agency(r, row, person);
    record_attributes(node, row);
    xml_set(node, "nomor", arena_printf(r->arena, "%d", number));
    xmlNode *shown = person ? person_add(r, node, person, NULL) : add_named(node, row);
    if (given(row, "jabatan")) {
        xml_set(shown, "jabatan", given(row, "jabatan"));
        xml_set(shown, "jabatan-lengkap",
                agency ? office_full_name(r, agency, given(row, "jabatan")) : given(row, "jabatan"));
    }
    if (agency) {
        xml_set(shown, "instansi", agency_name(agency, r->day));
        agency_add(r, node, "instansi", agency);
    }
}
