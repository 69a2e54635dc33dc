// The manifest of a package: what lies in it, as CSV for people (opens in a spreadsheet) and as JSON for programs, and
// as lines for sha256sum -c. It stands at the package's root and lists every file but its own three.
#ifndef NASKAH_PACK_MANIFEST_H
#define NASKAH_PACK_MANIFEST_H

#include "base/hash.h"
#include "base/text.h"

#define MANIFEST_CSV "manifes.csv"
#define MANIFEST_JSON "manifes.json"
#define MANIFEST_SUMS "manifes.sha256"

struct manifest_row {
    const char *path;           // inside the package, with folders
    char sha256[HASH_SIZE];
    size_t bytes, pages;        // pages 0: it has none that count
    const char *document;       // id of the document that it is of; "" for evidence and what is made for the package
    const char *role;           // why it is there: "usulan", "lampiran", "bukti", "pengantar", …
    const char *state;          // "ditandatangani", "siap ditandatangani", "konsep" …; ""
    const char *profile, *profile_version;  // that the document was checked by; ""
    size_t errors, warnings, notes;         // findings of the document
};

struct manifest {
    const char *package;        // its name, without folder and ".zip"
    const char *profile, *profile_version;  // id, and the first digits of the profile's hash; "" when there is none
    const char *program;        // "0.1.0"
    const char *subject;        // what it is about, for people
    bool forced;                // made although something is missing
    const struct manifest_row *rows;
    size_t n;
};

// Rows in the order of their paths. They live in `arena`.
struct str manifest_csv(struct arena *arena, const struct manifest *m);
struct str manifest_json(struct arena *arena, const struct manifest *m);
struct str manifest_sums(struct arena *arena, const struct manifest *m);
// Whether a path names one of the three files themselves.
bool manifest_is_own(const char *path);

// Reads a manifes.csv back, also one that a spreadsheet saved (commas or semicolons, with a byte-order mark or not).
// The package's own facts are those of its first row. NULL when it is none; then *why is a text for a finding
// ("@manifes.kepala", "@manifes.baris", "@manifes.jalur"). Lives in `arena`.
struct manifest *manifest_read(struct arena *arena, struct str csv, const char **why);
// The row of a path; NULL when there is none.
const struct manifest_row *manifest_find(const struct manifest *m, const char *path);

#endif
