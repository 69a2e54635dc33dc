// Resolve: from objects to one document's record, a tree in which everything the document speaks of stands in place,
// as of the document's date. The shape of a record is described in src/README.md and by the vocabulary.
#ifndef NASKAH_MODEL_RESOLVE_H
#define NASKAH_MODEL_RESOLVE_H

#include "model/format.h"
#include "model/object.h"

// Somebody else holds the office of a party since the contract was signed.
struct planned_change {
    const xmlNode *old, *now;   // terms; both NULL: the same person
    const char *office;         // "dinkes/Kepala Dinas"
};

// A document that is to be made: written down as <naskah>, or derived by the office's plan.
struct planned {
    // "sk-tim-2025", or derived: "proposal-<inovasi>-<profil>", "notulen-<kegiatan>", "pk-<kontrak>",
    // and for other kinds "<kind>-<kegiatan>" and so on; for each participant "<kind>-<kegiatan>-<orang>".
    const char *id;
    const char *kind;        // what <naskah jenis> or <rencana jenis> says; the world knows whether it has a template
    const char *agency;      // id of the instansi whose output folder it goes to
    const char *profile;     // id of the contest profile, proposals only; else NULL
    const xmlNode *node;     // the <naskah>, or the usulan, kegiatan, peserta or kontrak it is derived from
    bool derived;
    const char *replaces;    // id of the signed contract that it takes the place of, because a party changed; else NULL
    struct date since;       // … the day of the last change
    struct planned_change changed[2];  // … first and second party
};

// All documents of `o` in a fixed order (by id). Derived ones follow the <rencana> of the house rules (defaults:
// a proposal per usulan, minutes per kegiatan, a contract per kontrak) unless a <naskah> says it itself; one that is an
// extract (petikan) or has a <relasi> stands beside the derived one.
// `defaults` is the parsed templates/offices/default.xml (a <tata>).
const struct planned *resolve_plan(struct arena *arena, const struct objects *o, const xmlNode *defaults, size_t *n,
                                   struct findings *findings);

// The <usulan> that a planned proposal speaks of, whether it is derived or written as a <naskah>; NULL without one.
const xmlNode *planned_proposal(struct arena *arena, const struct objects *o, const struct planned *d);

// What was noted about number and date of a document apart from the file that speaks of it (<penomoran>). The last
// line that says a thing counts; one with status="batal" takes the number back. Each may be NULL.
struct numbering {
    const xmlNode *number;   // the line that gives the number
    const xmlNode *dated;    // the line that gives the date
    const xmlNode *voided;   // the line that took the last number back
};
struct numbering resolve_numbering(const struct objects *o, const char *document);
// The agency that stands on the day where `agency` stands or stood: the one that took its place when it has ended (the
// first that is there, of several), the one that it took the place of when it had not begun; itself when nobody knows.
const xmlNode *agency_on(const struct objects *o, const xmlNode *agency, struct date day);
bool agency_is_there(const struct objects *o, const xmlNode *agency, struct date day);
// What the nearest house rules of an agency say in the attribute `name` of <tata>; NULL if none does.
const char *resolve_setting(const struct objects *o, const xmlNode *defaults, const char *agency, const char *name);
// Kinds that bear a number wait for one until they have it (house rule @bernomor).
bool resolve_wants_number(const struct objects *o, const xmlNode *defaults, const struct planned *document);
// The own series that a document takes its number from: the nearest <seri> of the house rules for its kind and variant;
// NULL: other offices give it.
const xmlNode *resolve_series(const struct objects *o, const struct planned *document);

// The record of one document, or NULL when it cannot be built at all (then findings say why). Missing parts are left
// out and told in findings (resolve.*). `profile` is the profile's root element for proposals (else NULL): its
// sections are joined with the answers. The tree lives in `arena`; its nodes know their origin (xml_place).
xmlDoc *resolve_record(struct arena *arena, const struct objects *o, const xmlNode *defaults,
                       const struct planned *document, const xmlNode *profile, struct findings *findings);

#endif
