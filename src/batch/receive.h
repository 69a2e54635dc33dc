// Documents that come back: signed PDFs, and scans of what was signed by pen. What is received is copied whole to
// NOTES/diterima and never rewritten; where the document stands is noted, and its facts are frozen.
#ifndef NASKAH_BATCH_RECEIVE_H
#define NASKAH_BATCH_RECEIVE_H

#include "batch/marking.h"
#include "batch/print_set.h"

struct receiving {
    const struct world *world;
    struct store *store;
    struct arena *arena;
    const char *output, *date, *who;
    const struct planned *plan;      // all documents
    size_t n_plan;
    const char *only;                // id of the document that it must be; NULL: any
    struct findings *findings;
};

struct received {
    const char *document, *path;     // where it was copied to
    const char *signers;             // names, separated by commas
};

// A signed PDF. It is taken only when it begins with exactly the file for signing that was made, when everything after
// it is an incremental update that leaves the pages as they were, and when its signatures are of these very bytes.
// False after a finding: receive.already (note), and with nothing written receive.foreign, .rendition, .altered,
// .unsigned, .signature, .changed, .cut, .other, .second, pdf.*, file.*.
bool receive_signed(const struct receiving *r, const char *path, struct received *out);

// ---- scans ----

struct scan_part {                   // one document of the set, as it lies in the scan
    const struct print_sheet *sheet;
    size_t from, to;                 // pages of the scan, from 1
    bool already;                    // it is there from an earlier scan
};
enum scan_answer { SCAN_NO, SCAN_YES, SCAN_STOP };

struct scan_asking {
    const char *set, *paper;         // paper NULL: to be found out
    const char *const *files;        // one PDF, or pictures in the order of the pages, or several of both
    size_t n_files;
    enum scan_answer (*confirm)(void *context, const struct scan_part *part);
    void *context;
};

// Splits the scan by the order and page counts of the set, asks for each part, and keeps those that a person said are
// right. All or nothing: *kept counts them. False after a finding: scan.count, scan.paper, scan.already (note),
// scan.stopped, print.unknown, image.*, file.*, scan.broken.
bool receive_scan(const struct receiving *r, const struct scan_asking *asking, size_t *kept);

#endif
