// Sheets of numbers that come back from the office that gives them: one row a document, whatever program wrote it.
#ifndef NASKAH_READ_NUMBERS_H
#define NASKAH_READ_NUMBERS_H

#include <libxml/tree.h>

#include "base/finding.h"
#include "base/text.h"

struct number_row {
    const char *document, *title;       // id; what it is called. NULL when the cell is empty, as all below
    const char *number, *date, *giver, *received;
    struct place place;                 // of the row: its line, or sheet and cell
};

// The rows of a workbook (XLSX) or CSV file whose heads are those of <lembar-nomor> in `sheets`, the root of
// templates/impor/lembar.xml; cells as they stand, dates of workbooks as 2025-03-12. False with one finding:
// numbers.heads (no sheet has such heads), and what csv_read and xlsx_read tell. Rows live in `arena`.
bool numbers_read(struct arena *arena, const char *file, struct str bytes, const xmlNode *sheets,
                  struct findings *findings, struct number_row **rows, size_t *n);

#endif
