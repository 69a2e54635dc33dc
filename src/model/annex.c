// Annexes of a document: what each lists stands inside it.
#include <string.h>

#include "base/xml.h"
#include "model/resolving.h"

static void add_team_or_innovation(struct resolving *r, xmlNode *into, const xmlNode *subject) {
    if (xml_is(subject, "tim"))
        team_add(r, into, subject);
    else if (xml_is(subject, "inovasi"))
        innovation_add_reference(r, into, subject);
}

// Innovations that a decree's teams are for, when it names none itself.
static void add_innovations_of_teams(struct resolving *r, xmlNode *into, const char *list) {
    size_t n, of_team;
    const xmlNode **teams = subjects(r->arena, r->objects, list, "tim", &n);
    for (size_t i = 0; i < n; i++) {
        const xmlNode **innovations = subjects(r->arena, r->objects, given(teams[i], "inovasi"), "inovasi", &of_team);
        for (size_t k = 0; k < of_team; k++)
            innovation_add_reference(r, into, innovations[k]);
    }
}

// Every innovation of an agency and of what is below it.
static void add_innovations_of_agencies(struct resolving *r, xmlNode *into, const char *list) {
    size_t n, of_agency;
    const xmlNode **agencies = subjects(r->arena, r->objects, list, "instansi", &n);
    for (size_t i = 0; i < n; i++) {
        const xmlNode **all = innovations_below(r, agencies[i], &of_agency);
        for (size_t k = 0; k < of_agency; k++)
            innovation_add_reference(r, into, all[k]);
    }
}

static void add_annex(struct resolving *r, const xmlNode *annex, const xmlNode *written, int number) {
    const char *kind = given(annex, "jenis"), *list = given(annex, "subjek");
    size_t n;
    if (!kind || strcmp(kind, "bebas") == 0) {
        xml_set(record_copy(r, r->root, annex), "nomor", arena_printf(r->arena, "%d", number));
        return;
    }
    xmlNode *node = record_add(r->root, "lampiran", annex);
    record_attributes(node, annex);
    xml_set(node, "nomor", arena_printf(r->arena, "%d", number));
    bool innovations = strcmp(kind, "daftar-inovasi") == 0, people = strcmp(kind, "fasilitator") == 0;
    if (!list)
        list = given(written, "subjek");
    const xmlNode **found = subjects(r->arena, r->objects, list, innovations ? "inovasi" : "tim", &n);
    for (size_t i = 0; i < n && !people; i++)
        add_team_or_innovation(r, node, found[i]);
    if (innovations)
        add_innovations_of_agencies(r, node, list);
    if (innovations && !xml_child(node, NULL))
        add_innovations_of_teams(r, node, list);
    if (people)
        assignments_add(r, node, annex);
    if (!xml_child(node, NULL))
        findings_add(r->findings, "resolve.annex", xml_place(annex), "judul", given(annex, "judul"), NULL);
}

void annexes_add(struct resolving *r, const xmlNode *written) {
    int number = 0;
    for (const xmlNode *annex = xml_child(written, "lampiran"); annex; annex = xml_next(annex, "lampiran"))
        add_annex(r, annex, written, ++number);
}
