// The summary of an agency: every innovation of it and of what is below it, with what can be known without judging it.
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "model/resolving.h"

// In the order of the agencies, and for each in the order written.
const xmlNode **innovations_below(struct resolving *r, const xmlNode *top, size_t *n) {
    size_t n_all, n_agencies;
    const xmlNode *const *all = objects_all(r->objects, "inovasi", &n_all);
    const xmlNode *const *agencies = objects_all(r->objects, "instansi", &n_agencies);
    const xmlNode **found = ARENA_ARRAY(r->arena, n_all + 1, const xmlNode *);
    *n = 0;
    for (size_t k = 0; k < n_agencies; k++) {
        if (!agency_within(r, agencies[k], top))
            continue;
        for (size_t i = 0; i < n_all; i++)
            if (agency_at(r, given(all[i], "instansi")) == agencies[k])
                found[(*n)++] = all[i];
    }
    return found;
}

static const char *profiles_of(struct resolving *r, const xmlNode *innovation) {
    struct buf list = buf_new(r->arena);
    for (const xmlNode *u = xml_child(innovation, "usulan"); u; u = xml_next(u, "usulan"))
        buf_printf(&list, "%s%s", list.n ? ", " : "", given(u, "profil") ? given(u, "profil") : "");
    return list.n ? buf_text(&list) : NULL;
}

static void add_row(struct resolving *r, xmlNode *parent, const xmlNode *innovation, size_t number,
                    struct documents documents) {
    xmlNode *node = record_add(parent, "inovasi", innovation);
    const xmlNode *agency = agency_at(r, given(innovation, "instansi"));
    const xmlNode *stage = xml_child(innovation, "tahapan");
    size_t proofs = 0;
    for (const xmlNode *b = xml_child(innovation, "bukti"); b; b = xml_next(b, "bukti"))
        proofs++;
    resolving_use(r, innovation);
    xml_set(node, "nomor", arena_printf(r->arena, "%zu", number));
    xml_set(node, "id", given(innovation, "id"));
    xml_set(node, "nama", given(innovation, "nama"));
    xml_set(node, "instansi", agency ? agency_name(agency, r->day) : NULL);
    xml_set(node, "tahapan", stage ? xml_text(r->arena, stage) : NULL);
    xml_set(node, "penerapan", stage ? given(stage, "penerapan") : NULL);
    xml_set(node, "jenis-inovasi", given(innovation, "jenis-inovasi"));
    xml_set(node, "urusan", given(innovation, "urusan"));
    xml_set(node, "profil", profiles_of(r, innovation));
    xml_set(node, "bukti", arena_printf(r->arena, "%zu", proofs));
    summary_add_documents(r, node, innovation, documents);
}

void summary_add(struct resolving *r, const xmlNode *agency) {
    size_t n;
    const xmlNode **all = innovations_below(r, agency, &n);
    xmlNode *node = record_add(r->root, "rekap", agency);
    xml_set(node, "instansi", agency_full_name(r, agency));
    xml_set(node, "jumlah", arena_printf(r->arena, "%zu", n));
    struct documents documents = {0};
    if (strcmp(r->document->kind, "rekap") == 0)
        documents = documents_planned(r);
    for (size_t i = 0; i < n; i++)
        add_row(r, node, all[i], i + 1, documents);
}
