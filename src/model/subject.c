// What a document speaks of: innovations, teams, contracts.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"
#include "model/vocabulary.h"

const xmlNode **subjects(struct arena *arena, const struct objects *o, const char *list, const char *kind, size_t *n) {
    char *words = arena_strdup(arena, list ? list : ""), *rest = words;
    const xmlNode **found = ARENA_ARRAY(arena, strlen(words) / 2 + 2, const xmlNode *);
    *n = 0;
    for (char *word = strtok_r(words, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest)) {
        const xmlNode *node = objects_find(o, kind, word);
        if (node)
            found[(*n)++] = node;
    }
    return found;
}

bool part_wanted(const struct resolving *r, const char *name) {
    return !r->parts || vocabulary_lists(r->parts, name);
}

void agency_add_of(struct resolving *r, xmlNode *node, const xmlNode *object) {
    const xmlNode *agency = agency_at(r, given(object, "instansi"));
    if (agency)
        agency_add(r, node, "instansi", agency);
}

// Innovations

xmlNode *innovation_add_name(struct resolving *r, xmlNode *parent, const xmlNode *innovation) {
    xmlNode *node = record_add(parent, "inovasi", innovation);
    resolving_use(r, innovation);
    xml_set(node, "id", given(innovation, "id"));
    xml_set(node, "nama", given(innovation, "nama"));
    return node;
}

xmlNode *innovation_add_reference(struct resolving *r, xmlNode *parent, const xmlNode *innovation) {
    const struct vocabulary_element *e = vocabulary_child(NULL, "inovasi");
    xmlNode *node = record_add(parent, "inovasi", innovation);
    resolving_use(r, innovation);
    record_attributes(node, innovation);
    agency_add_of(r, node, innovation);
    for (const xmlNode *child = xml_child(innovation, NULL); child; child = xml_next(child, NULL)) {
        const struct vocabulary_element *known = vocabulary_child(e, xml_name(child));
        if (known && known->in_reference)
            record_copy(r, node, child);
    }
    return node;
}

// What the contest calls the indicator that a piece of evidence is for.
static const char *indicator_label(const struct resolving *r, const char *id) {
    const xmlNode *at = id && r->profile ? xml_child(r->profile, "indikator") : NULL;
    for (; at; at = xml_next(at, "indikator"))
        if (given(at, "id") && strcmp(given(at, "id"), id) == 0)
            return given(at, "label");
    return NULL;
}

// Evidence that is one of our documents takes its number, date and title from there.
static void add_evidence(struct resolving *r, xmlNode *parent, const xmlNode *evidence) {
    xmlNode *node = record_copy(r, parent, evidence);
    struct document_facts facts;
    resolving_use(r, evidence);
    xml_set(node, "label", indicator_label(r, given(evidence, "indikator")));
    if (!document_facts(r, given(evidence, "naskah"), &facts))
        return;
    const char *const known[][2] = {
        {"nomor", facts.number}, {"perihal", facts.about}, {"tanggal", facts.date}, {"jenis", facts.kind}};
    if (xml_is(facts.node, "naskah"))
        resolving_use(r, facts.node);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (!given(node, known[i][0]))
            xml_set(node, known[i][0], known[i][1]);
}

void innovation_add(struct resolving *r, const xmlNode *innovation, const xmlNode *proposal) {
    xmlNode *node = record_add(r->root, "inovasi", innovation);
    resolving_use(r, innovation);
    record_attributes(node, innovation);
    agency_add_of(r, node, innovation);
    record_copy_all(r, node, innovation, "tahapan");
    if (proposal) {
        xmlNode *into = record_add(node, "usulan", proposal);
        record_attributes(into, proposal);
        resolving_use(r, proposal);
        if (given(proposal, "disalin-dari"))
            findings_add(r->findings, "usulan.disalin", xml_place(proposal), "profil", given(proposal, "profil"),
                         "dari", given(proposal, "disalin-dari"), NULL);
        if (r->profile) {
            xml_set(into, "judul", given(r->profile, "judul"));
            xml_set(into, "formulir", given(r->profile, "formulir"));
            answers_add(r, node, into, proposal);
        }
    }
    for (const xmlNode *e = xml_child(innovation, "bukti"); e; e = xml_next(e, "bukti"))
        add_evidence(r, node, e);
}

// Teams

void team_add(struct resolving *r, xmlNode *parent, const xmlNode *team) {
    xmlNode *node = record_add(parent, "tim", team);
    size_t n;
    const xmlNode **innovations = subjects(r->arena, r->objects, given(team, "inovasi"), "inovasi", &n);
    int number = 0;
    resolving_use(r, team);
    record_attributes(node, team);
    agency_add_of(r, node, team);
    for (const xmlNode *row = xml_child(team, "anggota"); row; row = xml_next(row, "anggota"))
        person_add_row(r, node, row, ++number);
    record_copy_all(r, node, team, "tugas");
    for (size_t i = 0; i < n; i++)
        innovation_add_name(r, node, innovations[i]);
}

// Contracts

static void add_sum(struct resolving *r, xmlNode *node, const xmlNode *contract) {
    int64_t sum = 0, sen;
    if (!xml_child(contract, "program"))
        return;
    for (const xmlNode *p = xml_child(contract, "program"); p; p = xml_next(p, "program"))
        if (given(p, "anggaran") && money_parse(given(p, "anggaran"), &sen) && __builtin_add_overflow(sum, sen, &sum)) {
            findings_add(r->findings, "resolve.sum", xml_place(p), "nama", given(p, "nama"), NULL);
            return;
        }
    const char *text = sum % 100 ? arena_printf(r->arena, "%lld,%02d", (long long)(sum / 100), (int)(sum % 100))
                                 : arena_printf(r->arena, "%lld", (long long)(sum / 100));
    xml_set(record_add(node, "jumlah", contract), "anggaran", text);
}

void contract_add(struct resolving *r, const xmlNode *contract) {
    xmlNode *node = record_add(r->root, "kontrak", contract);
    resolving_use(r, contract);
    record_attributes(node, contract);
    if (r->document->replaces)
        xml_set(node, "tanggal", NULL);  // that of the contract that it replaces
    agency_add_of(r, node, contract);
    if (part_wanted(r, "sasaran"))
        record_copy_all(r, node, contract, "sasaran");
    if (part_wanted(r, "program"))
        record_copy_all(r, node, contract, "program");
    for (const xmlNode *row = xml_child(contract, "inovasi"); row; row = xml_next(row, "inovasi")) {
        if (!part_wanted(r, "inovasi"))
            break;
        const xmlNode *innovation = objects_find(r->objects, "inovasi", given(row, "ref"));
        const xmlNode *stage = innovation ? xml_child(innovation, "tahapan") : NULL;
        xmlNode *copy = record_add(node, "inovasi", row);
        record_attributes(copy, row);
        resolving_use(r, innovation);
        xml_set(copy, "nama", given(innovation, "nama"));
        xml_set(copy, "tahapan", stage ? xml_text(r->arena, stage) : NULL);
    }
    if (part_wanted(r, "program"))
        add_sum(r, node, contract);
}
