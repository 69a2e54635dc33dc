// Meetings: whole, only the parts that a kind of document needs, or only what concerns one agency.
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "model/followup.h"
#include "model/request.h"
#include "model/resolving.h"

// An extract speaks of the innovations of its agency and of nothing else.
static bool concerns(struct resolving *r, const xmlNode *item) {
    const xmlNode *innovation = objects_find(r->objects, "inovasi", given(item, "inovasi"));
    if (!r->extract)
        return true;
    return innovation &&
           agency_within(r, agency_at(r, given(innovation, "instansi")), r->extract);
}

static void add_name_of(struct resolving *r, xmlNode *node, const xmlNode *item) {
    const xmlNode *innovation = objects_find(r->objects, "inovasi", given(item, "inovasi"));
    if (innovation)
        innovation_add_name(r, node, innovation);
}

static void add_item(struct resolving *r, xmlNode *meeting, const xmlNode *item) {
    xmlNode *node = record_add(meeting, "butir", item);
    const xmlNode *speaker = objects_find(r->objects, "orang", given(item, "pembicara"));
    record_attributes(node, item);
    add_name_of(r, node, item);
    if (speaker)
        xml_set(person_add(r, node, speaker, NULL), "peran", "pembicara");
    record_copy_all(r, node, item, "pembahasan");
    record_copy_all(r, node, item, "keputusan");
}

static void add_items(struct resolving *r, xmlNode *node, const xmlNode *meeting) {
    for (const xmlNode *item = xml_child(meeting, "butir"); item; item = xml_next(item, "butir"))
        if (concerns(r, item))
            add_item(r, node, item);
}

static void add_follow_ups(struct resolving *r, xmlNode *node, const xmlNode *meeting) {
    for (const xmlNode *todo = xml_child(meeting, "tindak-lanjut"); todo; todo = xml_next(todo, "tindak-lanjut"))
        if (concerns(r, todo))
            add_name_of(r, record_copy(r, node, todo), todo);
}

// What earlier meetings left open, as of the day of this one; an extract speaks of what its own agency is to do.
static bool carried_concerns(struct resolving *r, const struct followup *f) {
    return !r->extract || concerns(r, f->node) ||
           agency_within(r, agency_at(r, f->agency), r->extract);
}

static void add_carried_one(struct resolving *r, xmlNode *meeting, const struct followup *f, struct date day,
                            int after) {
    xmlNode *node = record_add(meeting, "tertunda", f->node);
    const xmlNode *innovation = objects_find(r->objects, "inovasi", f->innovation);
    const char *agreed = given(f->meeting, "tanggal");
    resolving_use(r, f->meeting);
    xml_set(node, "id", f->id);
    xml_set(node, "kegiatan", given(f->meeting, "nama"));
    xml_set(node, "tanggal", agreed);
    xml_set(node, "penanggung-jawab", given(f->node, "penanggung-jawab"));
    xml_set(node, "batas", given(f->node, "batas"));
    xml_set(node, "rapat", arena_printf(r->arena, "%d", followup_meetings(r->objects, f, day)));
    xml_set(node, "hari", arena_printf(r->arena, "%ld", date_days(day) - date_days(f->agreed)));
    xml_set(node, "lewat", followup_late(f, day) ? "ya" : NULL);
    xml_set(node, "dilaporkan", followup_unsolved(r->objects, f, day, after) ? "ya" : NULL);
    xml_set(node, "inovasi", given(innovation, "nama"));
    xml_say(node, f->text);
    resolving_use(r, innovation);
}

static void add_carried(struct resolving *r, xmlNode *node, const xmlNode *meeting) {
    size_t n;
    struct date day;
    const struct followup **carried = followups_carried(r->objects, r->arena, meeting, &n);
    const char *after = plan_setting(r->objects, r->defaults, agency_at(r, given(meeting, "instansi")),
                                     "laporan-masalah", "kegiatan", "setelah-rapat");
    for (size_t i = 0; i < n; i++)
        if (date_parse(given(meeting, "tanggal"), &day) && carried_concerns(r, carried[i]))
            add_carried_one(r, node, carried[i], day, after ? atoi(after) : 1);
}

// An extract tells how many there were; who they were stands in the minutes.
static void add_participants(struct resolving *r, xmlNode *node, const xmlNode *meeting) {
    int number = 0;
    for (const xmlNode *row = xml_child(meeting, "peserta"); row && r->extract; row = xml_next(row, "peserta"))
        number++;
    if (number && !given(node, "jumlah-peserta"))
        xml_set(node, "jumlah-peserta", arena_printf(r->arena, "%d", number));
    if (r->extract)
        return;
    for (const xmlNode *row = xml_child(meeting, "peserta"); row; row = xml_next(row, "peserta"))
        person_add_row(r, node, row, ++number);
}

// Requests for a coaching session

static void add_person_as(struct resolving *r, xmlNode *parent, const xmlNode *person, const char *role) {
    if (person)
        xml_set(person_add(r, parent, person, NULL), "peran", role);
}

static void add_routing(struct resolving *r, xmlNode *request, const xmlNode *routing) {
    xmlNode *node = record_add(request, "disposisi", routing);
    size_t n;
    const xmlNode **members = subjects(r->arena, r->objects, given(routing, "anggota"), "orang", &n);
    xml_set(node, "tanggal", given(routing, "tanggal"));
    xml_set(node, "catatan", given(routing, "catatan"));
    add_person_as(r, node, objects_find(r->objects, "orang", given(routing, "ketua")), "ketua");
    for (size_t i = 0; i < n; i++)
        add_person_as(r, node, members[i], "anggota");
}

static void add_request(struct resolving *r, xmlNode *meeting, const xmlNode *request) {
    static const char *const written[] = {"kendala", "upaya", "harapan", "jadwal"};
    xmlNode *node = record_add(meeting, "permohonan", request);
    const xmlNode *innovation = objects_find(r->objects, "inovasi", given(request, "inovasi"));
    const xmlNode *routing = request_routing(r->objects, request);
    int number = 0;
    record_attributes(node, request);
    agency_add_of(r, node, request);
    if (innovation)
        innovation_add_reference(r, node, innovation);
    for (const xmlNode *f = xml_child(request, "fasilitator"); f; f = xml_next(f, "fasilitator"))
        person_add_row(r, node, f, ++number);
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++)
        record_copy_all(r, node, request, written[i]);
    if (routing)
        add_routing(r, node, routing);
}

static const xmlNode *asking_agency(const struct resolving *r, const xmlNode *request) {
    return agency_at(r, given(request, "instansi"));
}

// A form is filled in by one agency: a document of an agency that asks speaks of its own requests only.
static void add_requests(struct resolving *r, xmlNode *node, const xmlNode *meeting) {
    const xmlNode *only = r->extract;
    for (const xmlNode *q = xml_child(meeting, "permohonan"); q && !only; q = xml_next(q, "permohonan"))
        if (asking_agency(r, q) == r->agency)
            only = r->agency;
    for (const xmlNode *q = xml_child(meeting, "permohonan"); q; q = xml_next(q, "permohonan"))
        if (!only || agency_within(r, asking_agency(r, q), only))
            add_request(r, node, q);
}

static void copy_part(struct resolving *r, xmlNode *node, const xmlNode *meeting, const char *name) {
    if (part_wanted(r, name))
        record_copy_all(r, node, meeting, name);
}

// Where the items are not spoken of, their decisions stand with those of the whole meeting. A document that says itself
// what was done needs none.
static void add_decisions(struct resolving *r, xmlNode *node, const xmlNode *meeting) {
    bool items = part_wanted(r, "butir");
    if (!part_wanted(r, "keputusan") || (!items && xml_child(r->document->node, "isi")))
        return;
    for (const xmlNode *item = xml_child(meeting, "butir"); item && !items; item = xml_next(item, "butir"))
        if (concerns(r, item))
            record_copy_all(r, node, item, "keputusan");
    if (!r->extract)
        record_copy_all(r, node, meeting, "keputusan");
}

void meeting_add(struct resolving *r, const xmlNode *meeting) {
    xmlNode *node = record_add(r->root, "kegiatan", meeting);
    resolving_use(r, meeting);
    record_attributes(node, meeting);
    agency_add_of(r, node, meeting);
    copy_part(r, node, meeting, "acara");
    copy_part(r, node, meeting, "materi");
    if (part_wanted(r, "peserta"))
        add_participants(r, node, meeting);
    copy_part(r, node, meeting, "pembukaan");
    if (part_wanted(r, "butir"))
        add_items(r, node, meeting);
    add_decisions(r, node, meeting);
    if (part_wanted(r, "tindak-lanjut"))
        add_follow_ups(r, node, meeting);
    if (part_wanted(r, "tertunda"))
        add_carried(r, node, meeting);
    copy_part(r, node, meeting, "penutup");
    if (part_wanted(r, "permohonan"))
        add_requests(r, node, meeting);
}
