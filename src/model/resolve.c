// The record of one document: everything it speaks of, in place, as of its day.
#include "model/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"

// What the four kinds that the program itself derives are about; all others are about whatever they name.
static const char *subject_kind(const char *document) {
    static const char *const kinds[][2] = {
        {"proposal", "inovasi"}, {"notulen", "kegiatan"}, {"perjanjian-kinerja", "kontrak"}, {"rekap", "instansi"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i][0], document) == 0)
            return kinds[i][1];
    return NULL;
}

const char *subject_setting(struct resolving *r, const xmlNode *subject, const char *name) {
    bool recipient = r->document->derived && xml_is(r->document->node, "peserta");
    const char *source = !subject                    ? NULL
                         : recipient                 ? "peserta"
                         : xml_is(subject, "inovasi") ? "usulan"
                                                     : xml_name(subject);
    return source ? plan_setting(r->objects, r->defaults, r->agency, r->document->kind, source, name) : NULL;
}

static const xmlNode *proposal_for(const xmlNode *innovation, const char *profile) {
    for (const xmlNode *u = xml_child(innovation, "usulan"); u; u = xml_next(u, "usulan"))
        if (profile && given(u, "profil") && strcmp(given(u, "profil"), profile) == 0)
            return u;
    return NULL;
}

const xmlNode *planned_proposal(struct arena *arena, const struct objects *o, const struct planned *d) {
    if (d->derived || !d->node) {
        return d->node && xml_is(d->node, "usulan") ? d->node : NULL;
    }
    size_t n;
    const xmlNode **found = subjects(arena, o, given(d->node, "subjek"), "inovasi", &n);
    return n ? proposal_for(found[0], d->profile) : NULL;
}

static struct about about_what(struct resolving *r) {
    const struct planned *d = r->document;
    struct about about = {.written = d->derived ? NULL : d->node};
    if (!about.written) {
        about.proposal = xml_is(d->node, "usulan") ? d->node : NULL;
        about.recipient = xml_is(d->node, "peserta") ? d->node : NULL;
        about.subject = about.proposal || about.recipient ? d->node->parent : d->node;
        return about;
    }
    size_t n;
    const xmlNode **found = subjects(r->arena, r->objects, given(about.written, "subjek"), subject_kind(d->kind), &n);
    about.subject = n ? found[0] : NULL;
    if (!n && subject_kind(d->kind) && strcmp(subject_kind(d->kind), "instansi") == 0)
        about.subject = r->agency;
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

// An invitation is not written on the day of the meeting: house rules say which kinds take the date of their subject.
static bool takes_date(struct resolving *r, const struct about *about) {
    const char *taken = given(about->written, "tanggal") ? NULL : subject_setting(r, about->subject, "bertanggal");
    return !taken || strcmp(taken, "ya") == 0;
}

// A successor that the plan derives is of the day of the change until it is dated itself.
static void set_day_of_change(struct resolving *r) {
    const char *noted = numbering_date(r);
    struct date d;
    bool dated = noted && date_parse(noted, &d) && d.day;
    r->dated = true;
    r->day = dated ? d : r->document->since;
    xml_set(r->root, "tanggal", dated ? arena_printf(r->arena, "%04d-%02d-%02d", d.year, d.month, d.day) : NULL);
    xml_set(r->root, "tahun", arena_printf(r->arena, "%04d", r->day.year));
}

static void set_day(struct resolving *r, const struct about *about) {
    if (r->document->replaces) {
        set_day_of_change(r);
        return;
    }
    const xmlNode *nodes[] = {about->written, about->proposal, about->subject};
    bool own = given(about->written, "tanggal") || (first_given(nodes + 1, 2, "tanggal") && takes_date(r, about));
    const char *noted = own ? NULL : numbering_date(r);
    const char *day = noted ? noted : first_given(nodes, 3, "tanggal"), *year = first_given(nodes, 3, "tahun");
    struct date d;
    if (day && date_parse(day, &d)) {
        const char *iso = d.day ? arena_printf(r->arena, "%04d-%02d-%02d", d.year, d.month, d.day) : day;
        r->dated = true;
        r->day = day_last(d);
        xml_set(r->root, "tanggal", noted || takes_date(r, about) ? iso : NULL);
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

// Subjects

// A letter about an innovation's proposal says which one it is; the answers are the proposal's alone.
static void add_innovation(struct resolving *r, const struct about *about, const xmlNode *innovation) {
    xmlNode *node = innovation_add_reference(r, r->root, innovation);
    const char *profile = given(about->written, "profil");
    const xmlNode *proposal = about->written ? proposal_for(innovation, profile) : about->proposal;
    if (proposal)
        record_attributes(record_add(node, "usulan", proposal), proposal);
}

static void add_one_subject(struct resolving *r, const struct about *about, const xmlNode *subject) {
    r->parts = subject_setting(r, subject, "memuat");
    if (xml_is(subject, "tim"))
        team_add(r, r->root, subject);
    else if (xml_is(subject, "inovasi"))
        add_innovation(r, about, subject);
    else if (xml_is(subject, "kegiatan"))
        meeting_add(r, subject);
    else if (xml_is(subject, "kontrak"))
        contract_add(r, subject);
    else if (xml_is(subject, "penugasan"))
        assignment_add(r, r->root, subject, NULL);
    else if (xml_is(subject, "orang"))
        person_add(r, r->root, subject, NULL);
    else if (xml_is(subject, "instansi"))
        summary_add(r, subject);
}

static void add_all_subjects(struct resolving *r, const struct about *about) {
    size_t n;
    const xmlNode **all = subjects(r->arena, r->objects, given(about->written, "subjek"), NULL, &n);
    for (size_t i = 0; i < n; i++)
        add_one_subject(r, about, all[i]);
    if (n == 0 && about->subject)
        add_one_subject(r, about, about->subject);
}

static void add_subject(struct resolving *r, const struct about *about) {
    const char *kind = r->document->kind, *needed = subject_kind(kind);
    if (!needed) {
        add_all_subjects(r, about);
    } else if (!about->subject) {
        findings_add(r->findings, "resolve.subject", xml_place(r->root), "jenis", kind, "butuh", needed, NULL);
    } else if (strcmp(kind, "proposal") == 0) {
        if (!about->proposal && !r->document->profile)
            findings_add(r->findings, "resolve.proposal", xml_place(r->root), NULL);
        else if (!about->proposal && r->profile)  // a profile that nobody knows is told by who looked for it
            findings_add(r->findings, "resolve.profile", xml_place(r->root), "profil", r->document->profile, NULL);
        innovation_add(r, about->subject, about->proposal);
    } else {
        add_one_subject(r, about, about->subject);
    }
}

// An extract of minutes is for one agency.
static void set_extract(struct resolving *r, const struct about *about) {
    r->extract = agency_at(r, given(about->written, "petikan"));
    xml_set(r->root, "petikan", NULL);
    if (r->extract)
        agency_add(r, r->root, "petikan", r->extract);
}

// The agency as it stands on the day: one that has ended is followed by its successor.
static void set_agency(struct resolving *r) {
    r->agency = agency_on(r->objects, r->agency, r->day);
    r->region = agency_region(r->objects, r->agency);
    xml_set(r->root, "instansi", given(r->agency, "id"));
    if (!agency_is_there(r->objects, r->agency, r->day))
        findings_add(r->findings, "resolve.agency-ended", xml_place(r->agency), "instansi",
                     agency_name(r->agency, r->day), "sejak", given(r->agency, "sejak"), "sampai",
                     given(r->agency, "sampai"), "tanggal", format_date_told(r->arena, r->day), NULL);
}

xmlDoc *resolve_record(struct arena *arena, const struct objects *o, const xmlNode *defaults,
                       const struct planned *document, const xmlNode *profile, struct findings *findings) {
    xmlDoc *doc = xml_grown(arena, "naskah");
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
    struct about about = about_what(&r);
    set_root(&r, &about);
    set_day(&r, &about);
    set_agency(&r);
    set_place(&r, &about);
    if (about.written)
        written_add(&r, about.written);
    else
        numbering_add(&r, NULL);
    if (document->replaces)
        change_add(&r);
    if (about.recipient)
        recipient_add(&r, about.recipient);
    settings_add(&r);
    agency_add_region(&r);
    agency_add_with_parents(&r, r.agency);
    set_extract(&r, &about);
    signers_add(&r, &about);
    add_subject(&r, &about);
    if (about.written)
        former_names_check(&r, about.written);
    record_used(&r);
    return doc;
}
