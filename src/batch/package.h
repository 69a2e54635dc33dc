// Packages: what goes to a portal, to a jury's desk or to the accounts of a meeting, as the <kemasan> of a profile (or
// of umum.xml, for meetings) says: a ZIP of documents, evidence, a page to copy from, one PDF to read, and a manifest.
// The same contents give the same bytes. A package is made when nothing stops it, or by force, with a note inside that
// says what is missing. One that was sent is never written over.
#ifndef NASKAH_BATCH_PACKAGE_H
#define NASKAH_BATCH_PACKAGE_H

#include <signal.h>

#include "base/hash.h"
#include "batch/world.h"
#include "store/store.h"

struct package_order {
    const char *profile;              // id of the contest; NULL: the package of a meeting
    const xmlNode *meeting;           // <kegiatan>; NULL: of a contest
    const struct planned *plan;       // all documents of the world
    size_t n_plan;
    const struct planned *proposals;  // those that are asked for, all of the profile; none for a meeting
    size_t n_proposals;
    bool agencies;                    // also one package for each of their agencies
    const char *output;               // folder; packages go to output/paket/<profile or "kegiatan">/
    const struct findings *found;     // what a run or a check has found about the documents
    bool forced, dry;
    const volatile sig_atomic_t *stop;
};

enum package_state {
    PACKAGE_MADE,      // written
    PACKAGE_SAME,      // the file that stands there has the right bytes already
    PACKAGE_BESIDE,    // written beside one that was sent
    PACKAGE_STOPPED,   // something is missing
    PACKAGE_FAILED,    // the world failed
    PACKAGE_FORESEEN   // of a dry run: would be written
};

struct package_result {
    const char *name, *path, *agency;
    char hash[HASH_SIZE];             // of the ZIP; "" when there is none
    size_t files, bytes;              // in it
    size_t lacking;                   // things that are missing
    enum package_state state;
};

struct package_report {
    struct findings *findings;        // what is missing, what was sent before; not what the run found
    struct package_result *packages;  // in order of agency and name
    size_t n, cap;
};

// The documents whose files packages of this order take: they must have been made before. In `arena`.
const struct planned *package_documents(const struct world *w, struct arena *arena, const struct package_order *order,
                                        size_t *n);
// Makes the packages of an order, each whole or not at all. The report lives in the world's arena. A profile without
// <kemasan> is one finding (package.profile).
struct package_report *package_make(const struct world *w, struct store *store, const struct package_order *order);

struct package_sent {
    const char *path;                 // of the package's file
    const char *date, *receipt, *who, *remark;  // any may be NULL
};
// Notes in NOTES/kiriman.xml that a package went out, with its hash. The file must be a package that is whole: its
// manifest and its members agree. False with a finding. *name is what the manifest calls it.
bool package_note_sent(const struct world *w, struct arena *arena, const struct package_sent *sent, const char **name,
                       char hash[HASH_SIZE], struct findings *findings);
// Reads a package back: true when the archive, its manifest and its members agree in both directions. Each thing that
// is wrong is one finding at `path`: zip.*, package.no-manifest, package.missing, package.altered, package.unknown.
// *manifest may be NULL; else it lives in `arena`.
struct manifest;
bool package_verify(struct arena *arena, const char *path, struct str bytes, struct manifest **manifest,
                    struct findings *findings);

#endif
