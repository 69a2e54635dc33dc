// A workbook in memory, whatever it was written as (XLSX, CSV): sheets of rows of cells that are not empty. What the
// sheets mean is asked later (sheet_take.h).
#ifndef NASKAH_READ_SHEET_H
#define NASKAH_READ_SHEET_H

#include "read/import.h"

#define SHEET_MAX_CELLS 1000000  // of one workbook; more are refused
#define SHEET_MAX_TEXT ((size_t)1 << 20)

enum cell_kind { CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_BOOL, CELL_ERROR };

struct sheet_cell {
    const char *text;      // never NULL or blank. Numbers have a '.'; dates are 2025-03-12, 2025-03-12 09:30 or 09:30
    int column;            // from 1
    enum cell_kind kind;
    bool merged;           // repeats the first cell of a merged area that goes over several rows
};

struct sheet_row {
    int number;            // from 1, as people see it; in CSV the line
    bool hidden;
    struct sheet_cell *cells;  // by column
    size_t n, cap;
};

struct sheet {
    const char *name;      // NULL: a CSV file has none
    bool hidden;
    struct sheet_row *rows;    // by number
    size_t n, cap;
};

struct workbook {
    struct arena *arena;
    const char *file;
    struct sheet *sheets;
    size_t n;
    size_t cells;
};

struct sheet_row *sheet_row(struct workbook *w, struct sheet *s, int number);  // a new last row
// A new last cell of the row; `text` is copied. False when the workbook has too many cells. Blank texts are left out.
bool sheet_add(struct workbook *w, struct sheet_row *row, int column, enum cell_kind kind, struct str text);
const struct sheet_cell *sheet_cell(const struct sheet_row *row, int column);  // NULL when it is empty
struct source_place sheet_place(const struct sheet *s, const struct sheet_row *row, int column);
// Sheets of blocks: one table of all that is in it.
void sheet_blocks(struct import *im, const struct sheet *s);

// The text of a date that a workbook holds as a number of days; false when there is no such day.
bool sheet_date(double serial, bool from_1904, char out[32]);
// True when a format code of a workbook prints a number as a date or time.
bool sheet_date_format(const char *code);

// The readers of import.c's table.
bool csv_import(struct import *im, struct str bytes);
bool xlsx_import(struct import *im, struct str bytes);
bool docx_import(struct import *im, struct str bytes);

// All sheets of an XLSX; false with exactly one finding when it is refused. Notes (hidden sheets, macros, formulas
// without a value) are added besides.
bool xlsx_read(struct arena *arena, const char *file, struct str bytes, struct findings *findings,
               struct workbook *out);
// A CSV file as one sheet; false with exactly one finding when it is refused.
bool csv_read(struct import *im, struct str bytes, struct workbook *out);

#endif
