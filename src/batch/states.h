// What became of documents after they were made: the <keadaan> objects of the working folder's notes
// (input/catatan/keadaan.xml, or wherever an office writes them). A person decides them, so they are XML in files; this
// program only ever appends to the file, and what somebody wrote into it by hand stays as it is.
#ifndef NASKAH_BATCH_STATES_H
#define NASKAH_BATCH_STATES_H

#include "base/file.h"
#include "batch/world.h"

// In the order in which a paper goes (office-practice.md). SENT stands apart: a document may be sent at any time.
enum state {
    STATE_NONE, STATE_PRINTED, STATE_INITIALLED, STATE_LEGAL, STATE_SIGNED, STATE_NUMBERED, STATE_SCANNED,
    STATE_ARCHIVED, STATE_SENT, STATE_COUNT
};
extern const char *const state_names[STATE_COUNT];   // "", "dicetak", "paraf", "bagian-hukum", …

enum state state_parse(const char *word);            // STATE_NONE when there is no such state
const char *state_nearest(const char *word);         // NULL if none is near

// Where one document stands.
struct standing {
    enum state state;            // the furthest of the ordered ones
    bool sent;
    const xmlNode *last;         // the <keadaan> of `state`; NULL: none
    const xmlNode *frozen_by;    // the first one that says that it was signed or sent; NULL: it is not frozen
    const xmlNode *received;     // the last signed file that came back whole (not a scan); NULL: none
    int back, wanted;            // of `state`: how many signers or parts are back, of how many; both 0 when all are
};
struct standing states_of(const struct world *w, const char *document);
// The <keadaan> of one document in the order of the files; *n of them.
const xmlNode *const *states_all_of(const struct world *w, const char *document, size_t *n);
const xmlNode *const *states_all(const struct world *w, size_t *n);  // by document
// Called once by world_load, after all objects are read.
void states_index(struct world *w);

// What is odd about the notes among all documents of the office: state.unknown (it is about a document that the inputs
// do not speak of), document.successor (a document like one that is frozen, which does not say what it does to it).
void states_check(const struct world *w, const struct planned *plan, size_t n, struct findings *findings);

// "ttd", or "ttd (1/2)" while one of two signers is missing; "" without a state. In `arena`.
const char *state_words(struct arena *arena, const struct standing *s);

// True when the document may be put into `state` now: later than where it stands, and what comes after the signature
// only after all of it is back. The same state again is allowed when `again` (another copy or another paper), and where
// something is missing: a person says that it is there.
bool state_may_follow(const struct standing *s, enum state state, bool again);

// One line to be written. Strings may be NULL; `extra` is ready XML to stand inside the element.
struct state_note {
    const char *document;
    enum state state;
    const char *date, *who, *set, *paper, *file, *sha256, *source, *pages, *box, *folder, *remark, *extra;
    int copy;                    // 0: not said
    int back, wanted;            // signers or parts that are back with this line, of how many; 0: not said
};
const char *states_file(struct arena *arena, const char *notes);  // NOTES/keadaan.xml
// Stages the notes file with the lines added at its end, together with whatever else is in `staging`: nothing is there
// before staging_commit. False after one finding: state.file (it is no <data> that can be appended to), job.write.*.
bool states_append(struct arena *arena, const char *notes, const struct state_note *lines, size_t n,
                   struct staging *staging, struct findings *findings);

#endif
