// The record of one document: everything it speaks of, in place, as of its day.
#include "model/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"

// What a document is about: the object that a derived one comes from, or the first of its kind that is named.
struct about {
    const xmlNode *written;   // the <naskah>; NULL when derived
    const xmlNode *subject;   // tim, inovasi, kegiatan or kontrak; may be NULL
    const xmlNode *proposal;  // <usulan>
};

static const char *subject_kind(const char *document) {
    static const char *const kinds[][2] = {
        {"proposal", "inovasi"}, {"notulen", "kegiatan"}, {"perjanjian-kinerja", "kontrak"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i][0], document) == 0)
            return kinds[i][1];
    return NULL;  // a decree may be about anything
}

static const xmlNode *proposal_for(const xmlNode *innovation, const char *profile) {
    for (const xmlNode *u = xml_child(innovation, "usulan"); u; u = xml_next(u, "usulan"))
        if (profile && given(u, "profil") && strcmp(given(u, "profil"), profile) == 0)
            return u;
    return NULL;
}

static struct about about_what(struct resolving *r) {
    const struct planned *d = r->document;
    struct about about = {.written = d->derived ? NULL : d->node};
    if (!about.written) {
        bool proposal = xml_is(d->node, "usulan");
        about.proposal = proposal ? d->node : NULL;
        about.subject = proposal ? d->node->parent : d->node;
        return about;
    }
    size_t n;
    const xmlNode **found = subjects(r->arena, r->objects, given(about.written, "subjek"), subject_kind(d->kind), &n);
    about.subject = n ? found[0] : NULL;
    if (about.subject && xml_is(about.subject, "inovasi"))
        about.proposal = proposal_for(about.subject, d->profile);
    return about;
}

// Day, year and place

static const char *first_given(const xmlNode *const *nodes, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (given(nodes[i], name))
            return given(nodes[i], name);
    return NULL;
}

static void set_day(struct resolving *r, const struct about *about) {
    const xmlNode *nodes[] = {about->written, about->proposal, about->subject};
    const char *day = first_given(nodes, 3, "tanggal"), *year = first_given(nodes, 3, "tahun");
    struct date d;
    if (day && date_parse(day, &d)) {
        r->dated = true;
        r->day = day_last(d);
        xml_set(r->root, "tanggal", d.day ? arena_printf(r->arena, "%04d-%02d-%02d", d.year, d.month, d.day) : day);
    } else {
        xml_set(r->root, "tanggal", NULL);
        r->dated = year && date_parse(year, &d);
        r->day = r->dated ? day_last(d) : (struct date){9999, 12, 31};
        findings_add(r->findings, r->dated ? "resolve.undated" : "resolve.undated.newest", xml_place(r->root), "tahun",
                     r->dated ? year : "", NULL);
    }
    if (!year && r->dated)
        year = arena_printf(r->arena, "%04d", r->day.year);
    xml_set(r->root, "tahun", year);
}

static void set_place(struct resolving *r, const struct about *about) {
    const char *place = given(about->written, "tempat");
    if (!place)
        place = given(about->proposal, "tempat");
    // A meeting's tempat is a room; where its minutes are signed is said apart.
    if (!place && about->subject)
        place = given(about->subject, xml_is(about->subject, "kegiatan") ? "tempat-ttd" : "tempat");
    xml_set(r->root, "tempat", place ? place : agency_place(r->objects, r->agency));
}

static void set_root(struct resolving *r, const struct about *about) {
    const struct planned *d = r->document;
    xml_set_origin(r->root, d->node);
    if (about->written) {
        record_attributes(r->root, about->written);
        resolving_use(r, about->written);
    }
    xml_set(r->root, "contoh", NULL);
    xml_set(r->root, "id", d->id);
    xml_set(r->root, "jenis", d->kind);
    xml_set(r->root, "instansi", d->agency);
    xml_set(r->root, "profil", d->profile);
}

// What the office wrote

static void add_legal_basis(struct resolving *r, const xmlNode *basis) {
    const xmlNode *law = objects_find(r->objects, "peraturan", given(basis, "ref"));
    if (!law) {
        if (!text_blank(xml_text(r->arena, basis)))
            record_copy(r, r->root, basis);
        return;  // a reference that leads nowhere was told when the objects were linked
    }
    static const char *const kept[] = {"peringkat", "nomor", "tahun", "kepastian"};
    xmlNode *node = record_add(r->root, "mengingat", basis);
    resolving_use(r, law);
    xml_set(node, "ref", given(law, "id"));
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        xml_set(node, kept[i], given(law, kept[i]));
    xmlNodeAddContent(node, (const xmlChar *)xml_text(r->arena, law));
    const char *certainty = given(law, "kepastian");
    if (certainty && strcmp(certainty, "perlu-diperiksa") == 0)
        findings_add(r->findings, "resolve.citation", xml_place(basis), "peraturan", given(law, "id"), NULL);
}

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
    const char *wanted = strcmp(kind, "daftar-inovasi") == 0 ? "inovasi" : "tim";
    if (!list)
        list = given(written, "subjek");
    const xmlNode **found = subjects(r->arena, r->objects, list, wanted, &n);
    for (size_t i = 0; i < n; i++)
        add_team_or_innovation(r, node, found[i]);
    if (n == 0 && strcmp(wanted, "inovasi") == 0)
        add_innovations_of_teams(r, node, list);
    if (!xml_child(node, NULL))
        findings_add(r->findings, "resolve.annex", xml_place(annex), "judul", given(annex, "judul"), NULL);
}

static void add_written(struct resolving *r, const xmlNode *written) {
    static const char *const before[] = {"nomor", "tentang", "menimbang"}, *const behind[] = {"memperhatikan",
                                                                                              "diktum"};
    for (size_t i = 0; i < 3; i++)
        record_copy_all(r, r->root, written, before[i]);
    for (const xmlNode *basis = xml_child(written, "mengingat"); basis; basis = xml_next(basis, "mengingat"))
        add_legal_basis(r, basis);
    for (size_t i = 0; i < 2; i++)
        record_copy_all(r, r->root, written, behind[i]);
    int number = 0;
    for (const xmlNode *annex = xml_child(written, "lampiran"); annex; annex = xml_next(annex, "lampiran"))
        add_annex(r, annex, written, ++number);
    record_copy_all(r, r->root, written, "tembusan");
}

// Signers and letterhead

static void add_decree_signer(struct resolving *r, const xmlNode *written) {
    struct signer s = {.role = "penetap",
                       .office = given(written, "penetap"),
                       .person = given(written, "orang"),
                       .on_behalf = given(written, "atas-nama"),
                       .for_superior = given(written, "untuk-beliau"),
                       .asked = written};
    struct office_name office;
    bool known = office_parse(r, s.office, &office);
    bool head = known && office_is_head(r->objects, office) && !s.on_behalf;
    signer_add(r, &s);
    letterhead_add(r, known ? office.agency : r->agency, head, known && office_is_secretary(office));
    if (given(r->root, "varian") || !known)
        return;
    const char *kind = given(office.agency, "jenis");
    bool unit = kind && (strcmp(kind, "puskesmas") == 0 || strcmp(kind, "uptd") == 0);
    xml_set(r->root, "varian",
            head                          ? "bupati"
            : office_is_secretary(office) ? "sekda"
            : unit                        ? "kepala-uptd"
                                          : "kepala-pd");
}

static void add_contract_signers(struct resolving *r, const xmlNode *contract) {
    static const char *const roles[] = {"pihak-pertama", "pihak-kedua", "mengetahui"};
    for (size_t i = 0; i < 3; i++)
        if (i < 2 || given(contract, roles[i]))
            signer_add(r, &(struct signer){.role = roles[i], .office = given(contract, roles[i]), .asked = contract});
}

static void add_meeting_signers(struct resolving *r, const xmlNode *meeting) {
    static const char *const roles[] = {"notulis", "pimpinan", "sekretaris"};
    for (size_t i = 0; i < 3; i++)
        if (i < 2 || given(meeting, roles[i]))
            signer_add(r, &(struct signer){.role = roles[i], .person = given(meeting, roles[i]), .asked = meeting});
}

static void add_signers(struct resolving *r, const struct about *about) {
    const char *kind = r->document->kind;
    if (strcmp(kind, "keputusan") == 0) {
        add_decree_signer(r, about->written);
        return;
    }
    letterhead_add(r, r->agency, false, false);
    if (strcmp(kind, "perjanjian-kinerja") == 0 && about->subject)
        add_contract_signers(r, about->subject);
    else if (strcmp(kind, "notulen") == 0 && about->subject)
        add_meeting_signers(r, about->subject);
    else if (about->proposal && given(about->proposal, "pengesah"))
        signer_add(r, &(struct signer){
                          .role = "pengesah", .office = given(about->proposal, "pengesah"), .asked = about->proposal});
}

// Subjects

static void add_decree_subjects(struct resolving *r, const xmlNode *written) {
    size_t n;
    const xmlNode **all = subjects(r->arena, r->objects, given(written, "subjek"), NULL, &n);
    for (size_t i = 0; i < n; i++)
        add_team_or_innovation(r, r->root, all[i]);
}

static void add_subject(struct resolving *r, const struct about *about) {
    const char *kind = r->document->kind;
    if (strcmp(kind, "keputusan") == 0) {
        add_decree_subjects(r, about->written);
        return;
    }
    if (!about->subject) {
        if (subject_kind(kind))
            findings_add(r->findings, "resolve.subject", xml_place(r->root), "jenis", kind, "butuh",
                         subject_kind(kind), NULL);
    } else if (strcmp(kind, "proposal") == 0) {
        if (!about->proposal || !r->profile)
            findings_add(r->findings, "resolve.profile", xml_place(r->root), "profil", r->document->profile, NULL);
        innovation_add(r, about->subject, about->proposal);
    } else if (xml_is(about->subject, "kegiatan")) {
        meeting_add(r, about->subject);
    } else if (xml_is(about->subject, "kontrak")) {
        contract_add(r, about->subject);
    } else {
        add_team_or_innovation(r, r->root, about->subject);
    }
}

xmlDoc *resolve_record(struct arena *arena, const struct objects *o, const xmlNode *defaults,
                       const struct planned *document, const xmlNode *profile, struct findings *findings) {
    xmlDoc *doc = xml_derived(arena, "naskah");
    struct resolving r = {.arena = arena,
                          .objects = o,
                          .defaults = defaults,
                          .document = document,
                          .profile = profile,
                          .findings = findings,
                          .root = xmlDocGetRootElement(doc)};
    r.agency = agency_find(o, document->agency);
    if (!r.agency) {
        findings_add(findings, "resolve.agency", xml_place(document->node), "id", document->id, "nama", "", NULL);
        return NULL;
    }
    r.region = agency_region(o, r.agency);
    struct about about = about_what(&r);
    set_root(&r, &about);
    set_day(&r, &about);
    set_place(&r, &about);
    if (about.written)
        add_written(&r, about.written);
    settings_add(&r);
    agency_add_region(&r);
    agency_add_with_parents(&r, r.agency);
    add_signers(&r, &about);
    add_subject(&r, &about);
    record_used(&r);
    return doc;
}
