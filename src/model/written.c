// What the office wrote into a document itself: grounds, clauses, annexes, addressees, the body of a letter.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"

// A law that was revoked, or whose wording was changed, is told from the day on after its last; of a document without a
// day it is told at once, since it will be signed later.
static void tell_status(struct resolving *r, const xmlNode *law, const xmlNode *basis) {
    const char *status = given(law, "status"), *until = given(law, "sampai");
    const xmlNode *by = objects_find(r->objects, "peraturan", given(law, "oleh"));
    struct date last;
    bool revoked = status && strcmp(status, "dicabut") == 0, changed = status && strcmp(status, "diubah") == 0;
    bool past = !until || !r->dated || (date_parse(until, &last) && date_compare(day_last(last), r->day) < 0);
    if ((revoked || changed) && past)
        findings_add(r->findings, revoked ? "resolve.law-revoked" : "resolve.law-changed", xml_place(basis),
                     "peraturan", given(law, "id"), "isi", xml_text(r->arena, law), "oleh",
                     by ? given(by, "id") : "@resolve.law-unknown", "sampai",
                     until && date_parse(until, &last) ? format_date_told(r->arena, last) : "@resolve.law-day-unknown",
                     NULL);
}

static void add_legal_basis(struct resolving *r, const xmlNode *basis) {
    const xmlNode *law = objects_find(r->objects, "peraturan", given(basis, "ref"));
    if (!law) {
        // A reference that leads nowhere was told when the objects were linked; its place is kept, so that nothing else
        // is found to be missing.
        xmlNode *copy = record_copy(r, r->root, basis);
        if (text_blank(xml_text(r->arena, basis)) && given(basis, "ref"))
            xml_say(copy, arena_printf(r->arena, "[%s]", given(basis, "ref")));
        return;
    }
    static const char *const kept[] = {"peringkat", "nomor", "tahun", "kepastian", "daerah"};
    xmlNode *node = record_add(r->root, "mengingat", basis);
    resolving_use(r, law);
    xml_set(node, "ref", given(law, "id"));
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        xml_set(node, kept[i], given(law, kept[i]));
    xml_say(node, xml_text(r->arena, law));
    const xmlNode *region = agency_at(r, given(law, "daerah"));
    if (region && r->region && region != r->region && !agency_within(r, r->region, region))
        findings_add(r->findings, "resolve.foreign-law", xml_place(basis), "peraturan", given(law, "id"), "daerah",
                     agency_name(region, r->day), "instansi", agency_name(r->region, r->day), NULL);
    tell_status(r, law, basis);
    const char *certainty = given(law, "kepastian");
    if (certainty && strcmp(certainty, "perlu-diperiksa") == 0)
        findings_add(r->findings, "resolve.citation", xml_place(basis), "peraturan", given(law, "id"), NULL);
}

// Addressees and recipients: people, offices, agencies, or names as written.
static void add_addressee(struct resolving *r, const xmlNode *to, int number) {
    xmlNode *node = record_add(r->root, "kepada", to);
    struct office_name office = {0};
    const xmlNode *person = objects_find(r->objects, "orang", given(to, "orang"));
    const xmlNode *agency = agency_at(r, given(to, "instansi"));
    bool by_office = office_parse(r, given(to, "jabatan"), &office);
    record_attributes(node, to);
    xml_set(node, "nomor", arena_printf(r->arena, "%d", number));
    xml_set(node, "jabatan", by_office ? office.office : NULL);
    xml_set(node, "jabatan-lengkap", by_office ? office_full_name(r, office.agency, office.office) : NULL);
    if (person) {
        xmlNode *shown = person_add(r, node, person, NULL);
        if (!given(node, "nama"))
            xml_set(node, "nama", given(shown, "nama-lengkap"));
        if (!by_office)
            xml_set(node, "jabatan-lengkap", given(shown, "jabatan-lengkap"));
    }
    if (!agency)
        agency = office.agency ? office.agency : person ? person_agency(r, person) : NULL;
    xml_set(node, "instansi", agency ? agency_full_name(r, agency) : NULL);
    if (!given(node, "di") && agency)
        xml_set(node, "di", agency_place(r->objects, agency));
    if (agency)
        agency_add(r, node, "instansi", agency);
}

void recipient_add(struct resolving *r, const xmlNode *participant) {
    static const char *const kept[] = {"orang", "nama", "sebagai", "predikat"};
    xmlNode *node = record_add(r->root, "kepada", participant);
    const xmlNode *person = objects_find(r->objects, "orang", given(participant, "orang"));
    const xmlNode *agency = agency_at(r, given(participant, "instansi"));
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        xml_set(node, kept[i], given(participant, kept[i]));
    xml_set(node, "nomor", "1");
    if (!agency && person)
        agency = person_agency(r, person);
    const char *office = given(participant, "jabatan");
    xml_set(node, "jabatan-lengkap", office && agency ? office_full_name(r, agency, office) : office);
    if (person) {
        xmlNode *shown = person_add(r, node, person, NULL);
        if (!office)
            xml_set(node, "jabatan-lengkap", given(shown, "jabatan-lengkap"));
    }
    xml_set(node, "instansi", agency ? agency_full_name(r, agency) : NULL);
    if (agency)
        agency_add(r, node, "instansi", agency);
}

static void add_initials(struct resolving *r, const xmlNode *written) {
    int number = 0;
    for (const xmlNode *p = xml_child(written, "paraf"); p; p = xml_next(p, "paraf")) {
        struct office_name office;
        xmlNode *node = record_add(r->root, "paraf", p);
        number = given(p, "urutan") ? atoi(given(p, "urutan")) : number + 1;
        xml_set(node, "urutan", arena_printf(r->arena, "%d", number));
        if (!office_parse(r, given(p, "jabatan"), &office))
            continue;
        xml_set(node, "jabatan", office.office);
        xml_set(node, "jabatan-lengkap", office_full_name(r, office.agency, office.office));
    }
}

static void add_pictures(struct resolving *r, const xmlNode *written) {
    for (const xmlNode *p = xml_child(written, "foto"); p; p = xml_next(p, "foto"))
        xml_set(record_copy(r, r->root, p), "folder", place_folder(r->arena, p));
}

static void copy_all(struct resolving *r, const xmlNode *written, const char *const *names, size_t n) {
    for (size_t i = 0; i < n; i++)
        record_copy_all(r, r->root, written, names[i]);
}

// In the order in which documents print them.
void written_add(struct resolving *r, const xmlNode *written) {
    static const char *const before[] = {"tentang", "menimbang"};
    static const char *const behind[] = {"memperhatikan", "diktum", "perubahan", "pembuka", "isi", "dasar", "untuk",
                                         "barang", "nilai", "penutup"};
    int number = 0;
    numbering_add(r, written);
    copy_all(r, written, before, 2);
    for (const xmlNode *basis = xml_child(written, "mengingat"); basis; basis = xml_next(basis, "mengingat"))
        add_legal_basis(r, basis);
    copy_all(r, written, behind, sizeof behind / sizeof behind[0]);
    for (const xmlNode *to = xml_child(written, "kepada"); to; to = xml_next(to, "kepada"))
        add_addressee(r, to, ++number);
    relations_add(r, written);
    add_pictures(r, written);
    annexes_add(r, written);
    record_copy_all(r, r->root, written, "tembusan");
    add_initials(r, written);
    assignments_add(r, r->root, written);
}
