// What is looked at before a document may be signed: each signer has one empty place, where it belongs.
#ifndef NASKAH_BATCH_PREFLIGHT_H
#define NASKAH_BATCH_PREFLIGHT_H

#include <libxml/tree.h>

#include "model/page.h"

// Errors (rules sign.*) that stop all renditions but the draft; a note where the day is not known yet. `record` says
// who has to sign (NULL: not asked), `document` which blocks were made for them, `pages` where those stand.
void preflight(const xmlDoc *record, const struct document *document, const struct pages *pages,
               struct findings *findings);

// The place of a signer on the pages; NULL when there is none. *page counts from 0.
const struct item *preflight_place(const struct pages *pages, const struct sign *sign, enum item_kind kind,
                                   size_t *page);

#endif
