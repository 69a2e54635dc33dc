// Numbers and dates that documents get from outside, or from a series of the office's own: the <penomoran> objects of
// the working folder's notes (input/catatan/nomor.xml). What somebody wrote into the file of a document is never
// touched; a number that stands there counts before one that was noted.
#ifndef NASKAH_BATCH_NUMBERING_H
#define NASKAH_BATCH_NUMBERING_H

#include "batch/world.h"
#include "base/file.h"
#include "model/format.h"
#include "read/numbers.h"

// One line to be written. Strings may be NULL.
struct number_note {
    const char *document, *number, *date, *giver, *received, *who, *source;
    const char *series, *year, *status, *reason;   // of own series
    int ordinal;                                   // 0: not said
};
const char *numbers_file(struct arena *arena, const char *notes);  // NOTES/nomor.xml
// As states_append: stages the file with the lines at its end.
bool numbers_append(struct arena *arena, const char *notes, const struct number_note *lines, size_t n,
                    struct staging *staging, struct findings *findings);

// What stands now for a document; "" where nothing does.
struct number_standing {
    const char *number, *date, *giver, *received, *series;
    struct place place;              // where the number is said
    bool written;                    // in the document's own file
    bool kept;                       // what was signed bears it: it can no longer change
};
struct number_standing number_of(const struct world *w, struct arena *arena, const struct planned *document);
// The same without looking whether what was signed bears it (`kept` is false): for lists of all documents.
struct number_standing number_shown(const struct world *w, struct arena *arena, const struct planned *document);

// What a document is called, for people and for sheets: its tentang, judul, hal, or what it is about.
const char *number_title(const struct world *w, struct arena *arena, const struct planned *document);

// Judges what somebody says about numbers (rows of a sheet, or one from the command line) and makes lines of what can
// be taken. A row that cannot be taken costs itself and one finding at its place, an error: number.unknown, .title,
// .ambiguous, .nameless, .empty, .date, .signed, .written, .own, .again. What is there already is a note (number.same).
// `common` fills in giver, date received and who for rows without. Lines are in the order of the rows.
struct number_note *numbers_judge(const struct world *w, struct arena *arena, const struct planned *plan,
                                  size_t n_plan, const struct number_row *rows, size_t n_rows,
                                  const struct number_note *common, size_t *n, struct findings *findings);

// Among all documents of the office, `lines` counted as if they were noted: the same number twice (number.twice), and
// with `gaps` numbers left out between others of one form and year (number.gap). Warnings: other offices have their
// reasons. Own series are the business of the store.
void numbers_check(const struct world *w, struct arena *arena, const struct planned *plan, size_t n_plan,
                   const struct number_note *lines, size_t n_lines, bool gaps, struct findings *findings);

// The documents whose records speak of one of `documents`: themselves, and those that name their number or date.
struct planned *numbers_concerned(const struct world *w, struct arena *arena, const struct planned *plan,
                                  size_t n_plan, const struct number_note *lines, size_t n_lines, size_t *n);

#endif
