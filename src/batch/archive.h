// Bags for the archive: documents that belong together (a berkas), with all that is kept of them, as BagIt bags in
// ARCHIVE/<berkas>.<n>. A bag that is there is never changed; when anything in it would be different now, a new one is
// made that names the one before it.
#ifndef NASKAH_BATCH_ARCHIVE_H
#define NASKAH_BATCH_ARCHIVE_H

#include <signal.h>

#include "batch/marking.h"

// What belongs together. A document lies on paper in one place: the berkas of its agency and year. Those of an
// innovation or of one document are asked for by name.
enum archive_by { ARCHIVE_BY_AGENCY, ARCHIVE_BY_INNOVATION, ARCHIVE_BY_DOCUMENT };

struct archive_order {
    enum archive_by by;
    const char *innovation;          // id; of ARCHIVE_BY_INNOVATION
    const char *agency, *year;       // only documents of these; NULL: all
    const struct planned *documents; // to choose from, in order of their ids
    size_t n;
    const char *folder;              // where bags lie: "arsip"
    const char *output;              // where documents lie; lists and labels go to OUTPUT/arsip
    const char *date;                // of bagging
    const char *latest;              // events are told as no later than "2026-01-31T00:00:00Z"; NULL: as they are
    const char *who, *box, *binder;  // binder: the folder inside the box
    bool mark;                       // documents are diarsipkan by it
    bool zip;                        // one archive instead of a folder
    bool dry;                        // nothing is kept: only told what would be made
    const volatile sig_atomic_t *stop;  // asked between bags; may be NULL
};

// One document in a berkas.
struct archive_item {
    const struct planned *planned;
    const char *document, *kind, *title, *number, *date, *year;
    const char *classification, *security, *development;  // tingkat perkembangan: "asli", "konsep", …
    const char *box, *binder;
    const char *file;                // its file inside the bag, below data/
    char hash[HASH_SIZE];            // of that file
    size_t pages, copies;            // copies: rangkap
    bool is_signed;
};

struct archive_codes {               // of the house rules: <tata><arsip …/></tata>; each may be NULL
    const char *classification, *retention, *active, *inactive, *fate, *security;
};

struct dossier {                     // a berkas
    const char *id, *title;
    const char *creator, *unit;      // the region and the agency, as the first document names them
    const char *address;
    const char *first_date, *last_date;
    const char *box, *binder, *development;
    struct archive_codes codes;
    struct archive_item *items;
    size_t n, pages;
    const xmlNode *like;             // record of its first document: house rules and letterhead of lists
    struct planned first;
    const char *bag;                 // name of its last bag; NULL: there is none yet
    const char *path;                // where that lies: a folder, or an archive
    char print[HASH_SIZE];           // SHA-256 of that bag's manifest
    bool made;                       // that bag was made by this call
};

struct archived {
    struct dossier *dossiers;        // in order of their ids
    size_t n;
    const char **files;              // lists and labels that were written
    size_t n_files, left_out, marked;
    bool interrupted;
};

// Makes what is asked for. Documents must have been made before (run_batch). Those that cannot be archived are told and
// left out: archive.unmade, archive.altered (errors). False after a fatal finding; bags that were made stand.
bool archive_make(const struct world *w, struct store *store, struct arena *arena, const struct archive_order *order,
                  struct archived *done, struct findings *findings);

// The bag profile of naskah's own bags: its bytes, and its identifier; NULL when the share folder has none.
const char *archive_profile(struct arena *arena, const char *share, struct str *bytes);

#endif
