// Tables as CSV for spreadsheets: UTF-8 with a byte-order mark, semicolons (what Excel expects where the comma divides
// decimals), lines that end in CR LF.
#ifndef NASKAH_BASE_CSV_WRITE_H
#define NASKAH_BASE_CSV_WRITE_H

#include "base/buf.h"

void csv_start(struct buf *b);                                // the byte-order mark
// One cell and what follows it: ";", or the end of the line behind the last. NULL is an empty one. What would be a
// formula stays text.
void csv_cell(struct buf *b, const char *text, bool last);
// One row of `n` such cells.
void csv_row(struct buf *b, const char *const *cells, size_t n);

#endif
