// What sheets mean: which of the known sheets (templates/impor/lembar.xml) one is, and its rows as objects.
#ifndef NASKAH_READ_SHEET_TAKE_H
#define NASKAH_READ_SHEET_TAKE_H

#include "read/sheet.h"

#define TAKE_COLUMNS 256

struct taking {
    struct import *im;
    const struct sheet *sheet;
    const xmlNode *kind;                    // <lembar>
    size_t head;                            // index of the row of heads
    const xmlNode *columns[TAKE_COLUMNS];   // <kolom> by number; NULL: unknown
    const char *heads[TAKE_COLUMNS];        // as the sheet has them; NULL: none
    const char *above[TAKE_COLUMNS];        // the last value of columns that go down
    const char *agency, *year;              // of the workbook, by its key sheet; NULL
    const struct sheet_row *row;
    bool used[TAKE_COLUMNS];
    xmlNode *object;                        // what the row became; what is left over goes there
    xmlNode *group, *goal;                  // the team or contract that rows are added to; its last <sasaran>
};

// All sheets of a workbook into im->data; sheets that are no known ones become blocks of im->source (for placing), or
// one proposal a row when their heads are what a form asks. False, with one finding, when there is nothing at all.
bool sheet_take(struct import *im, const struct workbook *w);

// ---- private to sheet_*.c

// The cell of a field in the row, trimmed, and marks it as used; NULL when it is empty. Columns that go down give the
// value of the row above.
const char *take_text(struct taking *t, const char *field);
struct source_place take_place(const struct taking *t, const char *field);
struct place take_spot(const struct taking *t, const char *field);
// Puts the field of the row on the node as an attribute, or as the text of the node when `attribute` is NULL. Values
// are read by the kind of their column (dates, money, choices); one that is not right is told and left over.
void take_set(struct taking *t, xmlNode *node, const char *attribute, const char *field);
// Leaves the cell for <sisa> although it was looked at.
void take_leave(struct taking *t, const char *field);
// The id of the agency that the row names, the workbook's own otherwise; NULL when there is none.
const char *take_agency(struct taking *t, const char *field);
// The person of the row, made or found by name and number; NULL when the row has no name. `who` is said in findings
// about the number.
xmlNode *take_person(struct taking *t, const char *who, bool make);
// The row as objects (sheet_object.c).
void take_row(struct taking *t);
// Rows whose heads are what forms ask: one proposal each (sheet_form.c).
bool take_is_form(struct import *im, const struct sheet *s, size_t head);
void take_form(struct import *im, const struct sheet *s, size_t head);

#endif
