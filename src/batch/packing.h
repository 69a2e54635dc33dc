// What the files that make packages share. Internal to src/batch.
#ifndef NASKAH_BATCH_PACKING_H
#define NASKAH_BATCH_PACKING_H

#include "base/buf.h"
#include "batch/evidence.h"
#include "batch/package.h"
#include "batch/rendition.h"

struct packed {                  // one file of a package
    const char *path;            // inside
    struct str bytes;
    char hash[HASH_SIZE];
    size_t pages;
    const char *document;        // id; "" for evidence and what is made for the package
    const char *role, *title;    // id of its <muatan>, or "bukti", "foto", …; what people call it
    const char *state;           // text of the catalogue ("package.state.signed"), or ""
    const xmlNode *part;         // <muatan>; NULL: made for the package
    const char *source;          // where it was read from; NULL: made
    bool uploaded;               // counts for the limits of the portal
};

struct proof {                   // one <bukti>, or one picture of a meeting
    const xmlNode *node;
    const char *label, *link;    // of its indicator; "" when it is a file
    const char *path;            // inside the package; "" when it is a link, or missing
    char hash[HASH_SIZE];
    size_t pages;
};

struct package {
    const char *name, *subject;  // file name without .zip; what people call it
    const char *document;        // whom findings are told of: the proposal, or the minutes
    const char *id, *agency;     // of the innovation or meeting
    const char *group;           // of the contest; NULL: none
    const xmlNode *object;       // <inovasi> or <kegiatan>
    const xmlNode *record;       // root of the proposal's record, or of the first document's; NULL: none can be made
    struct packed *files;
    size_t n, cap;
    struct proof *proofs;
    size_t n_proofs, cap_proofs;
    struct findings *lacks;      // what is missing, and what is wrong with the documents
};

struct packing {
    const struct world *world;
    struct store *store;
    struct arena *arena;         // of one agency's packages
    const struct package_order *order;
    const xmlNode *profile;      // <profil>, or <umum> for a meeting
    const xmlNode *rules;        // its <kemasan>
    const char *profile_id, *profile_version;
    const char *folder;          // where packages go
    struct package_report *report;
};

bool packing_says(const xmlNode *node, const char *name, const char *value);  // an attribute has that value
const char *packing_given(const xmlNode *node, const char *name);             // NULL when absent or blank
const char *packing_word(struct packing *p, const char *id);                  // of the catalogue, in Indonesian

// package_name.c: a name inside the package by `pattern`, in the characters and the length that the profile allows, and
// unlike all others whatever their capitals. `extension` without dot.
struct name_field {
    const char *name, *value;
};
const char *package_file_name(struct packing *p, const struct package *pk, const char *folder, const char *pattern,
                              const struct name_field *fields, size_t n, const char *extension);

// package_content.c: fills the package with documents and evidence; what is missing goes to pk->lacks.
void package_collect(struct packing *p, struct package *pk);
struct packed *package_add(struct packing *p, struct package *pk, const struct packed *file);  // takes its hash
// Something that the package lacks: arguments as findings_add, pairs ended by NULL.
void package_lack(struct package *pk, const char *rule, const xmlNode *at, ...) __attribute__((sentinel));
bool package_takes(const struct packing *p, const struct package *pk, const xmlNode *part);  // asked of its group
bool package_speaks_of(const struct packing *p, const struct package *pk, const struct planned *document);
size_t package_limit(const struct packing *p, const xmlNode *part);           // bytes of one file; 0: none
bool package_has_signers(const struct packing *p, const struct planned *document);  // somebody is to sign it
void package_check_sizes(struct packing *p, struct package *pk);

// package_evidence.c
void package_add_evidence(struct packing *p, struct package *pk, const xmlNode *part);
void package_add_pictures(struct packing *p, struct package *pk, const xmlNode *part);
// A document's file: what was received signed, else the first rendition of `list` that stands. NULL after a lack.
struct packed *package_add_document(struct packing *p, struct package *pk, const xmlNode *part,
                                    const struct planned *document, const char *path_pattern, const char *indicator);

// package_print.c: sheets that lie on evidence, and everything as one PDF to read.
void package_add_cover_sheets(struct packing *p, struct package *pk);
void package_add_combined(struct packing *p, struct package *pk);
// package_letter.c: cover letter and recap of an agency's package.
void package_add_letters(struct packing *p, struct package *all, struct package *const *packages, size_t n);
// package_paste.c: the page to copy from. Nothing for a meeting.
void package_add_paste(struct packing *p, struct package *pk);
// package_text.c: the list of evidence as CSV; KURANG.txt when something is missing.
void package_add_proof_list(struct packing *p, struct package *pk);
void package_add_lacks(struct packing *p, struct package *pk);

// package_write.c: manifest, ZIP, and where it goes. Adds one row to the report.
void package_write(struct packing *p, struct package *pk);
// package_sent.c: the last note that a package of this name (and profile) went out with this hash; hash NULL: any.
const xmlNode *package_sent_as(const struct world *w, const char *profile, const char *name, const char *hash);

#endif
