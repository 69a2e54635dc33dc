// A profile as a workbook and back, for staff who will not edit XML. The sheets follow the shapes of profile files
// (rules/profile_form.h), their words stand in templates/impor/profil.xml; what that file does not name goes under its
// own name, so nothing of a profile is lost. Comments and the order between different kinds of elements are not kept.
#ifndef NASKAH_BATCH_PROFILE_BOOK_H
#define NASKAH_BATCH_PROFILE_BOOK_H

#include <libxml/tree.h>

#include "base/message.h"
#include "base/text.h"
#include "rules/profile_form.h"

struct book_column {
    enum book_column_kind {
        BOOK_ATTRIBUTE,  // `name`
        BOOK_PARENT,     // the id of the element `name` that it stands in
        BOOK_TEXT,       // its own text
        BOOK_LINES,      // the texts of its children `name`, a line each
        BOOK_WORDS       // the text of its child `name` in `language`
    } kind;
    const char *name, *language;
    const char *head, *hint, *choices;  // choices parted by '|'; "*": kinds of rule; NULL: any
    double width;
    bool needed;
};

struct book_sheet {
    const struct profile_shape *shape;
    const char *name, *about;
    struct book_column columns[24];
    size_t n;
};

struct book_fact {  // a row of the sheet about the profile itself: an attribute of an element that there is once
    const struct profile_shape *shape;
    const char *name, *head, *hint;
    bool needed;
};

struct book_plan {
    struct arena *arena;
    const xmlNode *words;
    struct book_sheet *sheets;
    size_t n;
    struct book_fact *facts;
    size_t n_facts;
};

// The plan; NULL with a finding when the words cannot be read.
const struct book_plan *book_plan(struct arena *arena, const char *share, struct findings *findings);
bool book_is_single(const struct book_plan *plan, const struct profile_shape *shape);
const struct profile_shape *book_shape(const char *name);

// The workbook of a <profil> or <umum>. False with errno set when it cannot be written.
bool book_write(const struct book_plan *plan, const xmlNode *profile, const struct catalogue *catalogue,
                struct str *out);

// A workbook read back.
struct book_origin {   // by line of the text: where it was read
    const char *sheet;
    int row;           // 0: nowhere
    const struct book_sheet *columns;
    const int *at;     // for each column of the sheet its column in the workbook; 0: none
};
struct book_taken {
    struct str text;   // the profile as XML
    const struct book_origin *lines;  // from 1
    size_t n_lines;
    const char *facts;       // the sheet about the profile itself, and the row of each fact of the plan; 0: none
    const int *fact_rows;
};
// Reads a workbook; `id` becomes the profile's (NULL: as the workbook says). False when it is refused. What is wrong is
// told with sheet and cell; errors among the findings say that the text must not be used.
bool book_take(const struct book_plan *plan, const char *file, struct str bytes, const char *id,
               struct book_taken *out, struct findings *findings);
// What checks said of that text, told of the cells that it came from.
void book_place(const struct book_plan *plan, const char *file, const struct book_taken *taken, const char *name,
                struct findings *findings);

#endif
