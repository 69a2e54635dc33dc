// The written side of a print set: its manifest and its check-off sheet. Internal to src/batch.
#ifndef NASKAH_BATCH_PRINT_SHEET_H
#define NASKAH_BATCH_PRINT_SHEET_H

#include "batch/print_set.h"

// The manifest as XML. Lives in `arena`.
struct str print_set_text(struct arena *arena, const struct print_set *set);
// The check-off sheet, a document of the kind lembar-centang, set with the house rules of the first document.
struct job_output print_check_sheet(const struct world *w, struct arena *arena, const struct print_order *order,
                                    const struct print_set *set, const struct planned *first,
                                    const xmlNode *first_record, struct findings *findings);

#endif
