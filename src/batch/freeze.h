// Frozen documents (DESIGN §4.13): what was signed or sent is kept with the facts that it was made from, in
// NOTES/beku/<document>.xml, and is never made over. What the data say later is compared with it.
#ifndef NASKAH_BATCH_FREEZE_H
#define NASKAH_BATCH_FREEZE_H

#include "base/file.h"
#include "base/hash.h"
#include "batch/states.h"

struct frozen {
    const char *path;                // of the file that keeps it
    const xmlNode *record;           // <naskah>, as resolve made it then
    const char *hash;                // SHA-256 of the tanda-tangan file that was signed; "" when none was made
    struct str source;               // the record that it carries inside: it can be made again from it; n 0: none
    const char *number, *date;       // what the companion was made with: late fields; "" when there were none yet
};

struct freeze_copy {                 // the file that was signed
    const char *hash;                // "" or NULL: none was made
    struct str source;
};

// Where it is kept: NOTES/beku/<document>.xml.
const char *freeze_path(struct arena *arena, const char *notes, const char *document);
// What is kept of a document. NULL when nothing is; then, when the file is there but cannot be read, with one finding.
struct frozen *freeze_load(struct arena *arena, const char *notes, const char *document, struct findings *findings);

// Stages the file that keeps `record`, and hash and embedded record of what was signed (`copy`). `late` is the record
// that the unsigned companion was made from: its number and date are noted beside; NULL: `record` itself. False after a
// fatal finding.
bool freeze_stage(struct arena *arena, const char *notes, const char *document, const xmlNode *record,
                  const xmlNode *late, const struct freeze_copy *copy, struct staging *staging,
                  struct findings *findings);

// The frozen record with number and date of `now` (NULL: as it is) filled in where it had none: what the unsigned
// companion is made from. *late: something was filled in that the companion did not have yet.
xmlDoc *freeze_record(struct arena *arena, const struct frozen *f, const xmlNode *now, bool *late);

// Tells what differs between what was signed and what the data say now: document.frozen, one for each field (at most
// FREEZE_TOLD and document.frozen-more), at the place of the changed fact. `successor`: id of a document that says
// that it amends or replaces this one (then they are notes, document.succeeded); NULL when there is none.
#define FREEZE_TOLD 5
void freeze_compare(struct arena *arena, const struct frozen *f, const xmlNode *now, const struct standing *standing,
                    const char *document, const char *successor, struct findings *findings);

// An embedded record as text inside our own notes.
struct str freeze_text(struct arena *arena, const xmlNode *node);
void freeze_add_text(struct arena *arena, xmlNode *to, struct str source);

// The id of a document whose <relasi> names `document`, written or of the plan; NULL when there is none.
const char *freeze_successor(const struct world *w, const char *document);

#endif
