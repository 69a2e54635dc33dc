// Who signs a document, and on whose letterhead it stands: as it says itself, else as its subject says.
#include <string.h>

#include "base/xml.h"
#include "model/resolving.h"

// What a decree says of its signer itself may also stand in a <penanda> of that role, which alone can say the mode.
static void add_decree_signer(struct resolving *r, const xmlNode *written) {
    const xmlNode *more = xml_child(written, "penanda");
    while (more && (!given(more, "peran") || strcmp(given(more, "peran"), "penetap") != 0))
        more = xml_next(more, "penanda");
    const xmlNode *by = more && !given(written, "penetap") ? more : written;
    struct signer s = {.role = "penetap",
                       .office = given(by, by == more ? "jabatan" : "penetap"),
                       .person = given(by, "orang"),
                       .on_behalf = given(by, "atas-nama"),
                       .for_superior = given(by, "untuk-beliau"),
                       .asked = more ? more : written};
    struct office_name office;
    bool known = office_parse(r, s.office, &office);
    bool head = known && office_is_head(r->objects, office) && !s.on_behalf;
    signer_add(r, &s);
    letterhead_add(r, known ? office.agency : r->agency, head, known && office_is_secretary(office));
    if (!known)
        return;
    const char *kind = given(office.agency, "jenis"), *asked = given(written, "varian");
    bool unit = kind && (strcmp(kind, "puskesmas") == 0 || strcmp(kind, "uptd") == 0);
    const char *variant = head                          ? "bupati"
                          : office_is_secretary(office) ? "sekda"
                          : unit                        ? "kepala-uptd"
                                                        : "kepala-pd";
    if (asked && strcmp(asked, variant) != 0 && !s.on_behalf)
        findings_add(r->findings, "resolve.variant", xml_place(written), "varian", asked, "penetap", s.office,
                     "seharusnya", variant, NULL);
    xml_set(r->root, "varian", asked ? asked : variant);
}

static bool has_signer(const struct resolving *r, const char *role) {
    for (const xmlNode *s = xml_child(r->root, "penanda"); s; s = xml_next(s, "penanda"))
        if (strcmp(given(s, "peran"), role) == 0)
            return true;
    return false;
}

static void add_unless_written(struct resolving *r, const struct signer *s) {
    if (!has_signer(r, s->role))
        signer_add(r, s);
}

static void add_contract_signers(struct resolving *r, const xmlNode *contract) {
    static const char *const roles[] = {"pihak-pertama", "pihak-kedua", "mengetahui"};
    for (size_t i = 0; i < 3; i++)
        if (i < 2 || given(contract, roles[i]))
            add_unless_written(r, &(struct signer){
                                      .role = roles[i], .office = given(contract, roles[i]), .asked = contract});
}

static void add_meeting_signers(struct resolving *r, const xmlNode *meeting) {
    static const char *const roles[] = {"notulis", "pimpinan", "sekretaris"};
    for (size_t i = 0; i < 3; i++)
        if (i < 2 || given(meeting, roles[i]))
            add_unless_written(
                r, &(struct signer){.role = roles[i], .person = given(meeting, roles[i]), .asked = meeting});
}

static void add_written_signers(struct resolving *r, const xmlNode *written) {
    for (const xmlNode *p = xml_child(written, "penanda"); p; p = xml_next(p, "penanda"))
        if (given(p, "peran") && (strcmp(given(p, "peran"), "penetap") != 0 || !has_signer(r, "penetap")))
            signer_add(r, &(struct signer){.role = given(p, "peran"),
                                           .office = given(p, "jabatan"),
                                           .person = given(p, "orang"),
                                           .on_behalf = given(p, "atas-nama"),
                                           .for_superior = given(p, "untuk-beliau"),
                                           .asked = p});
}

static void add_subject_signers(struct resolving *r, const struct about *about) {
    const xmlNode *subject = about->subject;
    bool contract = strcmp(r->document->kind, "perjanjian-kinerja") == 0 || r->document->derived;
    if (about->proposal && given(about->proposal, "pengesah"))
        add_unless_written(
            r, &(struct signer){
                   .role = "pengesah", .office = given(about->proposal, "pengesah"), .asked = about->proposal});
    if (!subject)
        return;
    if (xml_is(subject, "kegiatan"))
        add_meeting_signers(r, subject);
    else if (xml_is(subject, "kontrak") && contract)
        add_contract_signers(r, subject);
}

// Witnesses and whoever takes note of a document do not issue it.
static bool takes_note(const xmlNode *signer) {
    const char *role = given(signer, "peran");
    return role && (strcmp(role, "mengetahui") == 0 || strcmp(role, "saksi") == 0);
}

// The letterhead is that of the document's own agency when it signs, else that of the head of the region or of his
// secretary when they do.
static void add_letterhead(struct resolving *r, const xmlNode *written) {
    struct office_name office, above = {0};
    bool head = false;
    for (const xmlNode *p = xml_child(written, "penanda"); p; p = xml_next(p, "penanda")) {
        if (takes_note(p) || !office_parse(r, given(p, "jabatan"), &office))
            continue;
        bool own_head = office_is_head(r->objects, office) && !given(p, "atas-nama");
        if (office.agency == r->agency && !own_head) {
            letterhead_add(r, r->agency, false, office_is_secretary(office));
            return;
        }
        if (!above.agency && (own_head || office_is_secretary(office))) {
            above = office;
            head = own_head;
        }
    }
    bool optional = strcmp(r->document->kind, "proposal") == 0;  // it bears at most the emblem
    if (!optional || letterhead_is_there(r, r->agency))
        letterhead_add(r, above.agency ? above.agency : r->agency, head, above.agency && !head);
}

// A copy that is made of a decree is certified by somebody else.
static void add_certifier(struct resolving *r, const xmlNode *written) {
    const xmlNode *copy = xml_child(written, "salinan");
    if (copy)
        signer_add(r, &(struct signer){.role = "salinan", .office = given(copy, "jabatan"), .asked = copy});
}

void signers_add(struct resolving *r, const struct about *about) {
    static const char *const by_subject[] = {"proposal", "notulen", "perjanjian-kinerja"};
    const char *kind = r->document->kind;
    bool named = given(about->written, "penetap") || strcmp(kind, "keputusan") == 0;
    bool said = named || xml_child(about->written, "penanda");
    if (named)
        add_decree_signer(r, about->written);
    else
        add_letterhead(r, about->written);
    if (about->written)
        add_written_signers(r, about->written);
    for (size_t i = 0; i < sizeof by_subject / sizeof by_subject[0]; i++)
        said = said && strcmp(kind, by_subject[i]) != 0;
    if (!said)
        add_subject_signers(r, about);
    if (about->written)
        add_certifier(r, about->written);
}
