// Print sets: everything that is to be signed on paper for one occasion, in signing order. What was printed is kept in
// NOTES/cetak/NAME.xml: the order, the page counts, the hash of each document and the facts it was made from. A scan
// comes back in that order.
#ifndef NASKAH_BATCH_PRINT_SET_H
#define NASKAH_BATCH_PRINT_SET_H

#include "batch/marking.h"

#define PRINT_PAPERS 8       // kinds of paper in one set
#define PRINT_COPIES 9       // of one document

struct print_sheet {         // one document of a set, once for each copy
    const char *document, *title, *agency;
    const char *hash;        // SHA-256 of its tanda-tangan file
    int copy, copies;        // 1 of 2; 1 of 1
    size_t pages;
    const char *const *papers;  // of each page: "a4", "f4", …
    const xmlNode *record;   // what it was made from
    struct str source;       // the record that its file carries inside
};

struct print_set {
    const char *name, *date;
    struct print_sheet *sheets;
    size_t n;
    const char *papers[PRINT_PAPERS];  // in the order in which they are first met
    size_t n_papers;
};

struct print_order {
    const char *name, *date, *who;
    const char *occasion;              // its title on the check-off sheet; may be NULL
    const struct planned *documents;   // in signing order
    size_t n;
    const char *output;
    bool again;                        // a set of that name may be there already
};

struct print_made {
    struct print_set set;
    const char *files[PRINT_PAPERS + 1];  // with the output folder: one a paper, and the check-off sheet last
    size_t pages[PRINT_PAPERS + 1];
    size_t n_files, left_out;
};

// Makes one PDF a paper and the check-off sheet, notes the set and that its documents are printed: all or nothing.
// Documents must have been made before (run_batch). Those that have nothing to be printed are told and left out:
// print.unmade (error), print.signed, print.electronic (notes). False when nothing was made; the findings say why.
bool print_set_make(const struct world *w, struct store *store, struct arena *arena, const struct print_order *order,
                    struct print_made *made, struct findings *findings);

const char *print_set_file(struct arena *arena, const char *notes, const char *name);
// Reads a set back. NULL with one finding: print.unknown (with the nearest name), xml.*, print.damaged.
struct print_set *print_set_load(struct arena *arena, const char *notes, const char *name, struct findings *findings);
// The copy of a document that the last set held that printed it; NULL when none did or the set is gone.
const struct print_sheet *print_set_last(const struct world *w, struct arena *arena, const char *document);
// What people call a document: the kind, and what it is about ("Keputusan: Tim Inovasi …").
const char *print_title(struct arena *arena, const xmlNode *record);
// How many pages of a sheet are on that paper; all of them when `paper` is NULL.
size_t print_sheet_pages(const struct print_sheet *sheet, const char *paper);

// What there is to sign for an occasion: all documents about the meeting, and the contracts of its day. In signing
// order: agencies as the inputs name them, then date, then id.
bool print_is_of_meeting(const struct world *w, const struct planned *document, const xmlNode *meeting);
void print_sort(const struct world *w, struct arena *arena, struct planned *documents, size_t n);

#endif
