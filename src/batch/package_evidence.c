// Evidence in packages: each <bukti> of an innovation and each picture of a meeting, opened, named, and packed once.
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/xml.h"
#include "batch/packing.h"
#include "rules/rule.h"

static struct proof *add_proof(struct packing *p, struct package *pk, const xmlNode *node) {
    if (pk->n_proofs == pk->cap_proofs) {
        size_t cap = pk->cap_proofs ? 2 * pk->cap_proofs : 32, size = sizeof *pk->proofs;
        pk->proofs = arena_grow(p->arena, pk->proofs, pk->cap_proofs * size, cap * size);
        pk->cap_proofs = cap;
    }
    struct proof *proof = &pk->proofs[pk->n_proofs++];
    *proof = (struct proof){.node = node, .label = "", .link = "", .path = ""};
    return proof;
}

static const xmlNode *indicator_of(const struct packing *p, const char *id) {
    for (const xmlNode *i = id ? xml_child(p->profile, "indikator") : NULL; i; i = xml_next(i, "indikator")) {
        if (packing_says(i, "id", id)) {
            return i;
        }
    }
    return NULL;
}

// What people call what the evidence is for: an indicator of the profile, or one of its questions.
static const char *label_of(const struct packing *p, const char *id) {
    const char *label = packing_given(indicator_of(p, id), "label");
    const struct profile *profile = p->profile_id ? profiles_find(p->world->profiles, p->profile_id) : NULL;
    return label ? label : id && profile ? field_label(profile, id) : id ? id : "";
}

// A part with bukti="ya" takes what no other part names.
static bool part_takes(const struct packing *p, const xmlNode *part, const char *indicator) {
    const char *wanted = xml_attr(part, "bukti");
    if (strcmp(wanted, "ya") != 0) {
        return indicator && strcmp(wanted, indicator) == 0;
    }
    for (const xmlNode *other = xml_child(p->rules, "muatan"); other; other = xml_next(other, "muatan")) {
        if (indicator && packing_says(other, "bukti", indicator)) {
            return false;
        }
    }
    return true;
}

static void point_to(struct proof *proof, const struct packed *file) {
    proof->path = file->path;
    proof->pages = file->pages;
    memcpy(proof->hash, file->hash, HASH_SIZE);
}

// The file that is in the package already and may stand for this proof too.
static const struct packed *packed_before(const struct packing *p, const struct package *pk, const char *hash,
                                          const char *document) {
    if (packing_says(p->rules, "bukti", "tiap-indikator")) {
        return NULL;
    }
    for (size_t i = 0; i < pk->n; i++) {
        const struct packed *f = &pk->files[i];
        if ((hash && strcmp(f->hash, hash) == 0) || (document && strcmp(f->document, document) == 0)) {
            return f;
        }
    }
    return NULL;
}

static const char *stem_of(struct packing *p, const char *path) {
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');
    return dot > base ? arena_strndup(p->arena, base, (size_t)(dot - base)) : base;
}

// The files beside inputs are opened; errors of theirs are what the package lacks.
static bool open_file(struct packing *p, struct package *pk, const xmlNode *node, const char *name,
                      struct evidence *e) {
    struct place place = xml_place(node);
    struct findings *found = findings_new(p->arena, p->world->catalogue);
    found->document = pk->document;
    bool ok = evidence_open(p->arena, evidence_path(p->arena, place, name), place, e, found);
    findings_append(ok ? p->report->findings : pk->lacks, found);
    return ok;
}

static void pack_file(struct packing *p, struct package *pk, const xmlNode *part, struct proof *proof,
                      const struct evidence *e) {
    const xmlNode *node = proof->node;
    const char *indicator = packing_given(node, "indikator"), *about = packing_given(node, "perihal");
    about = about ? about : packing_given(node, "keterangan");
    const struct packed *before = packed_before(p, pk, e->hash, NULL);
    if (before) {
        point_to(proof, before);
        return;
    }
    const struct name_field fields[] = {
        {"profil", p->profile_id},    {"instansi", pk->agency},
        {"inovasi", pk->id},          {"kegiatan", pk->id},
        {"indikator", indicator ? indicator : "bukti"},
        {"nomor", arena_printf(p->arena, "%02zu", pk->n_proofs)},
        {"perihal", about ? about : stem_of(p, e->path)},
        {"tahun", packing_given(node, "tahun")}};
    struct packed file = {.role = xml_attr(part, "id"), .part = part, .uploaded = true, .bytes = e->bytes,
                          .pages = e->pages, .source = e->path, .title = about ? about : stem_of(p, e->path)};
    file.path = package_file_name(p, pk, packing_given(part, "folder"), xml_attr(part, "nama"), fields,
                                  sizeof fields / sizeof *fields, evidence_kinds[e->kind]);
    if (e->is_signed) {
        file.state = "package.state.signed";
    }
    point_to(proof, package_add(p, pk, &file));
}

static const struct planned *planned_as(const struct packing *p, const char *id) {
    for (size_t i = 0; i < p->order->n_plan; i++) {
        if (strcmp(p->order->plan[i].id, id) == 0) {
            return &p->order->plan[i];
        }
    }
    return NULL;
}

// A decree that nobody signed proves nothing yet. Where the profile takes only signed ones (ttd="ya") it was told with
// the file; drafts were too.
static void tell_unsigned(struct packing *p, const struct package *pk, const xmlNode *node, const struct packed *file,
                          const struct planned *d) {
    static const char *const fine[] = {"package.state.signed", "package.state.scan", "package.state.draft"};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        if (strcmp(file->state, fine[i]) == 0) {
            return;
        }
    }
    if (!packing_says(file->part, "ttd", "ya") && package_has_signers(p, d)) {
        struct finding *f = findings_add(p->report->findings, "package.evidence-unsigned", xml_place(node), "naskah",
                                         file->document, "berkas", file->path, NULL);
        f->document = pk->document;
    }
}

static void pack_document(struct packing *p, struct package *pk, const xmlNode *part, struct proof *proof,
                          const char *id) {
    const struct planned *d = planned_as(p, id);
    const struct packed *file = packed_before(p, pk, NULL, id);
    if (!d) {
        package_lack(pk, "package.evidence-document", proof->node, "naskah", id, NULL);
        return;
    }
    if (!file) {
        const char *indicator = packing_given(proof->node, "indikator"), *about = packing_given(proof->node, "perihal");
        size_t n = pk->n_proofs;
        const char *pattern = arena_printf(p->arena, "%s-%02zu-%s", indicator ? indicator : "bukti", n,
                                           about ? about : id);
        file = package_add_document(p, pk, part, d, pattern, indicator);
    }
    if (file) {
        point_to(proof, file);
        tell_unsigned(p, pk, proof->node, file, d);
    }
}

static void pack_one(struct packing *p, struct package *pk, const xmlNode *part, const xmlNode *node) {
    const char *id = packing_given(node, "indikator"), *name = packing_given(node, "berkas");
    const char *document = packing_given(node, "naskah"), *link = packing_given(node, "tautan");
    const char *about = packing_given(node, "perihal");
    struct proof *proof = add_proof(p, pk, node);
    struct evidence e;
    proof->label = label_of(p, id);
    if (name && (strncasecmp(name, "http://", 7) == 0 || strncasecmp(name, "https://", 8) == 0)) {
        link = name;
        name = NULL;
    }
    if (link) {
        proof->link = link;
        if (!evidence_link_ok(link)) {
            package_lack(pk, "evidence.link", node, "berkas", link, NULL);
        }
    }
    if (name && open_file(p, pk, node, name, &e)) {
        pack_file(p, pk, part, proof, &e);
    } else if (!name && document) {
        pack_document(p, pk, part, proof, document);
    } else if (!name && !link) {
        package_lack(pk, "package.evidence-nothing", node, "indikator", *proof->label ? proof->label : "–",
                     "perihal", about ? about : "–", NULL);
    }
}

void package_add_evidence(struct packing *p, struct package *pk, const xmlNode *part) {
    bool any = false;
    for (const xmlNode *b = xml_child(pk->object, "bukti"); b; b = xml_next(b, "bukti")) {
        if (part_takes(p, part, packing_given(b, "indikator"))) {
            any = true;
            pack_one(p, pk, part, b);
        }
    }
    if (!any && strcmp(xml_attr(part, "bukti"), "ya") != 0) {
        package_lack(pk, "package.evidence-none", pk->object, "nama", xml_attr(part, "bukti"), NULL);
    }
}

// Pictures stand in the documents about the meeting (lembar foto).
void package_add_pictures(struct packing *p, struct package *pk, const xmlNode *part) {
    for (size_t i = 0; i < p->order->n_plan; i++) {
        const struct planned *d = &p->order->plan[i];
        if (d->derived || !package_speaks_of(p, pk, d)) {
            continue;
        }
        for (const xmlNode *foto = xml_child(d->node, "foto"); foto; foto = xml_next(foto, "foto")) {
            struct evidence e;
            const char *name = packing_given(foto, "berkas");
            struct proof *proof = name ? add_proof(p, pk, foto) : NULL;
            if (proof && open_file(p, pk, foto, name, &e)) {
                pack_file(p, pk, part, proof, &e);
            }
        }
    }
}
