// What the files of resolve share: the document being resolved, and the nouns it is made of. Not for other folders.
#ifndef NASKAH_MODEL_RESOLVING_H
#define NASKAH_MODEL_RESOLVING_H

#include "model/format.h"
#include "model/resolve.h"

struct words {
    const char **items;
    size_t n, cap;
};

// What a document is about: the object that a derived one comes from, or the first of its kind that is named.
struct about {
    const xmlNode *written;   // the <naskah>; NULL when derived
    const xmlNode *subject;   // tim, inovasi, kegiatan, kontrak …; may be NULL
    const xmlNode *proposal;  // <usulan>
    const xmlNode *recipient; // <peserta> that a document of the plan is for
};

struct resolving {
    struct arena *arena;
    const struct objects *objects;
    const xmlNode *defaults;  // <tata> with the defaults; may be NULL
    const struct planned *document;
    const xmlNode *profile;  // root of the profile, proposals only
    struct findings *findings;
    xmlNode *root;
    struct date day;                 // everything is resolved as of this day
    bool dated;                      // false: `day` was made up, the newest terms count
    const xmlNode *agency, *region;  // of the document; region may be NULL
    const xmlNode *extract;          // only what concerns this agency is spoken of (petikan); NULL: everything
    const char *parts;               // the parts of the subject that the record carries; NULL: all
    struct words examples, faulty;   // ids of objects that were used and are examples, or have errors
};

// small things (term.c)
const char *given(const xmlNode *node, const char *name);  // attribute that is there and not blank; else NULL
bool yes(const xmlNode *node, const char *name);           // attribute says "ya"
struct date day_first(struct date d);                      // 2025-02 → its first day
struct date day_last(struct date d);                       // 2025-02 → its last day; 2025 → 31 December
bool term_covers(const xmlNode *term, struct date day);    // @sejak … @sampai, both inclusive, open when absent
// The child `element` of `owner` that holds on `day`: the latest @sejak that covers it; with `newest`, the latest at
// all when none covers it. NULL if none.
const xmlNode *term_at(const xmlNode *owner, const char *element, struct date day, bool newest);
int term_compare(const xmlNode *a, const xmlNode *b);  // by @sejak, absent first

// record.c: putting nodes in the record, with their origin
void words_add(struct arena *arena, struct words *list, const char *word);
void words_sort(struct words *list);  // and leaves out what stands there twice
bool words_have(const struct words *sorted, const char *word);
void resolving_use(struct resolving *r, const xmlNode *object);  // notes examples and faulty objects
xmlNode *record_add(xmlNode *parent, const char *name, const xmlNode *origin);
void record_attributes(xmlNode *to, const xmlNode *from);                         // all that are given
xmlNode *record_copy(struct resolving *r, xmlNode *parent, const xmlNode *node);  // deep; pictures learn their folder
void record_copy_all(struct resolving *r, xmlNode *parent, const xmlNode *from, const char *name);  // children so named
const char *place_folder(struct arena *arena, const xmlNode *node);  // folder of the file a node stands in
void record_used(struct resolving *r);                               // <contoh>; finding resolve.faulty

// agency.c
const xmlNode *agency_find(const struct objects *o, const char *id);
const xmlNode *agency_parent(const struct objects *o, const xmlNode *agency);
const xmlNode *agency_region(const struct objects *o, const xmlNode *agency);  // itself or above; NULL if none
bool agency_is_region(const xmlNode *agency);
// succession.c (agency_on and agency_is_there: resolve.h)
bool agency_is_dated(const xmlNode *agency);  // it begins, ends, or has a successor
size_t agency_successors(const struct objects *o, const xmlNode *agency, struct date day);  // that are there on the day
bool agency_has_ended(const struct objects *o, const xmlNode *agency, struct date day);
// The one agency that only goes under another name from then on (`later`), or did until then; NULL: there is none, or
// it was merged or split.
const xmlNode *agency_renamed(const struct objects *o, const xmlNode *agency, bool later);
const xmlNode *agency_at(const struct resolving *r, const char *id);              // on the document's day
const xmlNode *agency_above(const struct resolving *r, const xmlNode *agency);    // its parent on that day
bool agency_within(const struct resolving *r, const xmlNode *agency, const xmlNode *top);  // it is `top` or below it
const char *agency_name(const xmlNode *agency, struct date day);
const xmlNode *agency_name_term(const xmlNode *agency, struct date day);  // the dated <sebutan> of the day; NULL
// former_name.c: notes names in the typed texts of a document that an agency of its region no longer bore on the day.
void former_names_check(struct resolving *r, const xmlNode *written);
const char *region_title(struct arena *a, const xmlNode *region, struct date day);  // "Kabupaten Karo"
const char *region_bare(struct arena *a, const xmlNode *region, struct date day);   // "Karo"
const char *region_head(const xmlNode *region);                                     // "Bupati"
const char *agency_full_name(struct resolving *r, const xmlNode *agency);
const char *agency_place(const struct objects *o, const xmlNode *agency);  // @tempat of itself or above
xmlNode *agency_add(struct resolving *r, xmlNode *parent, const char *name, const xmlNode *agency);
void agency_add_with_parents(struct resolving *r, const xmlNode *agency);  // <instansi><induk>…
void agency_add_region(struct resolving *r);                               // <pemda>
void settings_add(struct resolving *r);                                    // <tata>

// letterhead.c
bool letterhead_is_there(struct resolving *r, const xmlNode *agency);  // of the agency or one above it
const char *letterhead_address(struct resolving *r, const xmlNode *agency);  // its first line; NULL if none
void letterhead_add(struct resolving *r, const xmlNode *signing_agency, bool head_of_region, bool secretary);

// office.c, person.c, signer.c
struct office_name {
    const xmlNode *agency;
    const char *office;
};
bool office_parse(struct resolving *r, const char *value, struct office_name *out);
// What the office is called at `to`, which stands where `from` stood.
const char *office_renamed(struct resolving *r, const char *office, const xmlNode *from, const xmlNode *to);
// The office of a term (NULL: none) as it is called that day.
struct office_name office_of_term(struct resolving *r, const xmlNode *term);
const xmlNode *const *office_terms(struct resolving *r, struct office_name office, size_t *n);  // of its holders
bool office_is_head(const struct objects *o, struct office_name office);  // Bupati, Wali Kota, Gubernur
bool office_is_secretary(struct office_name office);                      // Sekretaris Daerah
const char *office_full_name(struct resolving *r, const xmlNode *agency, const char *office);
// The term of whoever holds the office on the day; findings resolve.vacant, resolve.twice at `asked`.
const xmlNode *office_holder(struct resolving *r, struct office_name office, const xmlNode *asked);

const xmlNode *person_agency(struct resolving *r, const xmlNode *person);  // where he works that day; may be NULL
const xmlNode *person_main_term(struct resolving *r, const xmlNode *person);
// A flat <orang>; `term`: the office to print, NULL for the person's main one.
xmlNode *person_add(struct resolving *r, xmlNode *parent, const xmlNode *person, const xmlNode *term);
const char *person_full_name(struct resolving *r, const xmlNode *person);  // with degrees
// A row of people (<anggota>, <peserta>): by reference or by name, with agency and running number.
void person_add_row(struct resolving *r, xmlNode *parent, const xmlNode *row, int number);

struct signer {
    const char *role, *office, *person;  // office: OFFICE value; person: id that overrides the holder; each may be NULL
    const char *on_behalf, *for_superior;  // OFFICE values of a.n. and of the superior in u.b.; may be NULL
    const xmlNode *asked;                  // who names the signer: place of findings
};
xmlNode *signer_add(struct resolving *r, const struct signer *s);  // <penanda>; NULL if nobody is named

// subject.c, answer.c
xmlNode *innovation_add_reference(struct resolving *r, xmlNode *parent, const xmlNode *innovation);  // as in a list
xmlNode *innovation_add_name(struct resolving *r, xmlNode *parent, const xmlNode *innovation);   // id and name only
void innovation_add(struct resolving *r, const xmlNode *innovation, const xmlNode *proposal);    // in full
void team_add(struct resolving *r, xmlNode *parent, const xmlNode *team);
void meeting_add(struct resolving *r, const xmlNode *meeting);
bool part_wanted(const struct resolving *r, const char *name);  // does this kind of document speak of that part?
void agency_add_of(struct resolving *r, xmlNode *node, const xmlNode *object);  // the agency that @instansi names
void contract_add(struct resolving *r, const xmlNode *contract);
// What house rules say about documents of this kind that are about such a subject (@memuat, @bertanggal); may be NULL.
const char *subject_setting(struct resolving *r, const xmlNode *subject, const char *name);
void answers_add(struct resolving *r, xmlNode *innovation, xmlNode *into, const xmlNode *proposal);

// numbering.c
const char *numbering_date(struct resolving *r);  // the date that was noted for the document; NULL if none
void numbering_add(struct resolving *r, const xmlNode *written);  // <nomor>: as written (may be NULL), else as noted

// signing.c, written.c, annex.c, summary.c
void signers_add(struct resolving *r, const struct about *about);  // and the letterhead
void written_add(struct resolving *r, const xmlNode *written);
void recipient_add(struct resolving *r, const xmlNode *participant);  // as a <kepada>
void annexes_add(struct resolving *r, const xmlNode *written);
void summary_add(struct resolving *r, const xmlNode *agency);  // <rekap>
struct documents {
    const struct planned *items;
    size_t n;
};
struct documents documents_planned(struct resolving *r);  // all there are to be
void summary_add_documents(struct resolving *r, xmlNode *row, const xmlNode *innovation, struct documents all);
// All innovations of an agency and of what is below it, in the order of the agencies.
const xmlNode **innovations_below(struct resolving *r, const xmlNode *top, size_t *n);

// assignment.c
struct counting {  // the running numbers of a list of assignments
    const xmlNode *agency;
    int rows, agencies, of_agency;
};
xmlNode *assignment_add(struct resolving *r, xmlNode *parent, const xmlNode *assignment, struct counting *count);
void assignments_add(struct resolving *r, xmlNode *into, const xmlNode *asking);

// relation.c
struct document_facts {  // of a document that another one speaks of; each may be NULL
    const char *kind, *number, *date, *about, *title, *issuer;
    const xmlNode *node;
    const xmlNode *number_node;  // the <nomor> or <penomoran> that says the number; NULL without one
};
bool document_facts(struct resolving *r, const char *id, struct document_facts *facts);  // false: nobody knows it
void relations_add(struct resolving *r, const xmlNode *written);
void relation_fill(struct resolving *r, xmlNode *relation);  // what is known of the document that @naskah names
void change_add(struct resolving *r);  // change.c: <relasi> and <pergantian> of a successor of the plan

// plan.c
struct derived {
    const char *kind;
    const xmlNode *subject;  // NULL when `id` is not that of a document that the plan could derive
};
struct derived plan_derived(struct arena *arena, const struct objects *o, const char *id);
// What the nearest house rule says in `name` of its <rencana> for documents of a kind from such a source; NULL if none.
const char *plan_setting(const struct objects *o, const xmlNode *defaults, const xmlNode *agency, const char *kind,
                         const char *source, const char *name);

// subjects of a written document: ids in @subjek (or another list) that are of one kind, in the order written
const xmlNode **subjects(struct arena *arena, const struct objects *o, const char *list, const char *kind, size_t *n);
// Whether a written document is about the innovation: itself, its team, a contract or meeting that names it. Without an
// innovation: whether it is about any.
bool document_concerns(struct arena *arena, const struct objects *o, const xmlNode *document,
                       const xmlNode *innovation);

#endif
