// What a document does to another one — amends, revokes, replaces, corrects it — and what is known of that other one.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/planning.h"

static const char *text_of(struct resolving *r, const xmlNode *node) {
    const char *text = node ? xml_text(r->arena, node) : "";
    return *text ? text : NULL;
}

// The issuer's office is called as it was on that document's own day.
static const char *issuer_of(struct resolving *r, const xmlNode *document) {
    struct office_name office;
    struct date day = r->day, own;
    const char *title = NULL, *dated = given(document, "tanggal");
    if (!office_parse(r, given(document, "penetap"), &office))
        return NULL;
    if (dated && date_parse(dated, &own))
        r->day = day_last(own);
    title = office_full_name(r, office.agency, office.office);
    r->day = day;
    return title;
}

// An invitation does not bear the date of its meeting.
static bool dated_apart(struct resolving *r, const struct document_facts *facts) {
    const xmlNode *agency = agency_find(r->objects, given(facts->node, "instansi"));
    const char *said = plan_setting(r->objects, r->defaults, agency, facts->kind, xml_name(facts->node), "bertanggal");
    return said && strcmp(said, "tidak") == 0;
}

// What was noted fills in what the document and its subject do not say themselves.
static void add_noted(struct resolving *r, const char *id, bool derived, struct document_facts *facts) {
    struct numbering noted = resolve_numbering(r->objects, id);
    facts->number_node = facts->number ? xml_child(facts->node, "nomor") : noted.number;
    if (!facts->number && noted.number)
        facts->number = given(noted.number, "nomor");
    if (noted.dated && (!facts->date || (derived && dated_apart(r, facts))))
        facts->date = given(noted.dated, "tanggal");
}

bool document_facts(struct resolving *r, const char *id, struct document_facts *facts) {
    const xmlNode *document = objects_find(r->objects, "naskah", id);
    *facts = (struct document_facts){0};
    if (document) {
        *facts = (struct document_facts){.kind = given(document, "jenis"),
                                         .number = text_of(r, xml_child(document, "nomor")),
                                         .date = given(document, "tanggal"),
                                         .about = text_of(r, xml_child(document, "tentang")),
                                         .title = given(document, "judul"),
                                         .issuer = issuer_of(r, document),
                                         .node = document};
        if (!facts->about)
            facts->about = given(document, "hal");
        add_noted(r, id, false, facts);
        return true;
    }
    const struct derived derived = plan_derived(r->arena, r->objects, id);
    if (!derived.subject)
        return false;
    *facts = (struct document_facts){.kind = derived.kind,
                                     .date = given(derived.subject, "tanggal"),
                                     .about = given(derived.subject, "nama"),
                                     .title = given(derived.subject, "judul"),
                                     .node = derived.subject};
    if (planning_changed_contract(r->objects, id))
        facts->date = NULL;  // the contract's own date is that of the document that it replaces
    add_noted(r, id, true, facts);
    return true;
}

static void set_missing(xmlNode *node, const char *name, const char *value) {
    if (!given(node, name))
        xml_set(node, name, value);
}

// The issuer as written may be an office of ours ("karo/Bupati") or any words ("Menteri Dalam Negeri").
static void set_issuer(struct resolving *r, xmlNode *node, const char *known) {
    struct office_name office;
    const char *written = given(node, "jabatan");
    if (written && office_parse(r, written, &office))
        written = office_full_name(r, office.agency, office.office);
    xml_set(node, "jabatan-lengkap", written ? written : known);
    xml_set(node, "jabatan", NULL);  // frees what was written
}

void relation_fill(struct resolving *r, xmlNode *node) {
    struct document_facts facts;
    if (document_facts(r, given(node, "naskah"), &facts))
        resolving_use(r, facts.node);
    else if (!given(node, "nomor") && !given(node, "tentang"))
        findings_add(r->findings, "resolve.relation", xml_place(node), "jenis", given(node, "jenis"), NULL);
    set_missing(node, "nomor", facts.number);
    set_missing(node, "tanggal", facts.date);
    set_missing(node, "tentang", facts.about);
    xml_set(node, "judul", facts.title);
    xml_set(node, "jenis-naskah", facts.kind);
    set_issuer(r, node, facts.issuer);
}

void relations_add(struct resolving *r, const xmlNode *written) {
    for (const xmlNode *to = xml_child(written, "relasi"); to; to = xml_next(to, "relasi")) {
        xmlNode *node = record_add(r->root, "relasi", to);
        record_attributes(node, to);
        relation_fill(r, node);
    }
}
