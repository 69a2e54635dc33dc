// Comma separated values as offices write them: `,` `;` or tab, with or without quotes, line breaks in cells, a byte
// order mark or none, UTF-8, UTF-16 or Windows-1252. Bytes are pushed in pieces of any size; memory does not grow with
// the file. The separator and UTF-16 are told from the first piece, so that it should hold some lines; which of UTF-8
// and Windows-1252 it is is told cell by cell.
#ifndef NASKAH_READ_CSV_H
#define NASKAH_READ_CSV_H

#include "base/arena.h"
#include "base/text.h"

#define CSV_MAX_CELL ((size_t)1 << 20)  // bytes; a cell of Excel holds 32,767 characters
#define CSV_MAX_COLUMNS 1000

struct csv_row {
    const struct str *cells;  // UTF-8, each followed by a NUL; valid until the function that got them returns
    size_t n;
    int line, last_line;      // from 1; several when a cell has line breaks
};

enum csv_problem {
    CSV_GOOD,
    CSV_CELL,     // a cell is longer than CSV_MAX_CELL
    CSV_COLUMNS,  // a row has more than CSV_MAX_COLUMNS cells
    CSV_QUOTE,    // the file ended inside quotes; all that could be read was given
};

struct csv;

// `take` gets each row and says whether to go on. Empty lines are rows of one empty cell.
struct csv *csv_new(struct arena *arena, bool (*take)(void *context, const struct csv_row *row), void *context);
// False when `take` had enough or after a problem; what is pushed then is ignored.
bool csv_feed(struct csv *c, const char *p, size_t n);
// To be called after the last piece.
enum csv_problem csv_end(struct csv *c);
int csv_problem_line(const struct csv *c);  // where the cell of the problem began
char csv_separator(const struct csv *c);    // ',' ';' or '\t', known after the first piece
bool csv_mended(const struct csv *c);       // some cell was not UTF-8 and was read as Windows-1252

// True when the head of a file looks like rows and columns: at least two lines that a separator cuts into the same
// number (two or more) of cells. Used to recognise the shape.
bool csv_looks_like(struct str head);

#endif
