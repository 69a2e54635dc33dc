// Evidence made fit for a portal: pages cut out, files joined, files made smaller. The originals are only read, and no
// file is ever written over.
#ifndef NASKAH_BATCH_EVIDENCE_FILE_H
#define NASKAH_BATCH_EVIDENCE_FILE_H

#include "batch/evidence.h"

struct evidence_made {
    const char *path;
    size_t bytes, pages, pictures;
    int side, quality;   // of pictures that were made smaller; 0: none was
};

// "3-5", "1,3-5,9", "2-" (to the end), of `count` pages: their numbers from 0 in the order as written; NULL when it is
// none, or a page is not there. *n of them.
const size_t *evidence_pages(struct arena *arena, const char *text, size_t count, size_t *n);
// "2MB", "800 KB", "1,5 MB", "750000": bytes, in thousands as portals count; 0 when it is none.
size_t evidence_budget(const char *text);

// Each writes `to`, which must not be there yet (evidence.exists). False with a finding. A copy of a signed file is not
// signed: evidence.unsigned (warning).
bool evidence_cut(struct arena *arena, const char *path, const char *pages, const char *to, struct evidence_made *made,
                  struct findings *findings);
// PDFs and pictures, each picture a page.
bool evidence_join(struct arena *arena, const char *const *paths, size_t n, const char *to, struct evidence_made *made,
                   struct findings *findings);
// False with evidence.not-small when even the smallest is larger: nothing is written then.
bool evidence_shrink(struct arena *arena, const char *path, size_t budget, const char *to, struct evidence_made *made,
                     struct findings *findings);

#endif
