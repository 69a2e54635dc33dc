// A workbook of plain tables for people to read and change: what it is about does not matter here.
#ifndef NASKAH_FORM_TABLES_H
#define NASKAH_FORM_TABLES_H

#include <stddef.h>

#include "base/text.h"

struct form_column {
    const char *head, *hint;       // hint: a comment on the head; NULL or "": none
    double width;                  // in letters; 0: as wide as the head
    bool needed;                   // the head bears a star
    bool fixed;                    // its cells are not to be changed
    const char *const *choices;    // a list to choose from; NULL: none. Another value is let pass with a warning
    size_t n_choices;
    const char *choices_of;        // name of the table whose first column is offered instead, as it is then; NULL
};

struct form_table {
    const char *name;              // of the sheet, at most 31 letters
    const char *about;             // a line above the heads
    const struct form_column *columns;
    size_t n_columns;
    const char *const *cells;      // n_rows × n_columns, row after row; NULL or "": empty. '\n' is a line end
    size_t n_rows;
    size_t empty;                  // rows below to be filled in
    bool guide;                    // text to be read: no heads, no grid, the first row is its title
};

// False with errno set when the temporary file that libxlsxwriter needs cannot be written. The same tables give the
// same bytes, which live in `arena`. Row 1 says what the table is about, row 2 holds the heads.
bool form_tables(struct arena *arena, const char *title, const struct form_table *tables, size_t n, struct str *out);

#endif
