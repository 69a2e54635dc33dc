// Blocks to objects: what the form asks is recognised by its labels, headings and questions; what stands behind them
// becomes fields of innovations. What is not recognised beyond doubt is left over, with its place, and never guessed.
#ifndef NASKAH_READ_PLACING_H
#define NASKAH_READ_PLACING_H

#include "read/import.h"
#include "read/rich.h"

// Chooses the form, places all blocks of im->source. False, with one finding (read.article, read.advert,
// read.no-form), when the text answers no form.
bool placing_run(struct import *im);

// Keeps all blocks in <sisa> of the data: sheets that no form asks for, beside others that became objects.
void placing_keep(struct import *im);

// ---- private to placing*.c

struct answer {
    bool seen;                    // its label, heading or question was met
    struct rich_blocks blocks;    // what was answered
    struct source_place place;    // of the label
    const char *name;             // as the text calls it
};

struct leftover {
    const char *reason;           // a word for <sisa alasan>
    struct rich_blocks blocks;
};

enum zone {
    ZONE_BEFORE,    // nothing of the form was met yet
    ZONE_WAITING,   // heading or question met; the marker of the answer is to come
    ZONE_ANSWER,    // blocks are the answer
    ZONE_CLOSED,    // the value of a short field is complete
    ZONE_LOST,      // behind something of the form that we do not know
    ZONE_JURY,      // notes of a jury, to the end
};

struct placing {
    struct import *im;
    const struct form *form;
    bool pairs;                          // the text has "Jawaban:" markers
    bool markers;                        // and its form asks questions
    enum zone zone;
    const struct field *field;           // whose answer is being read; NULL
    const struct field_section *section; // of several fields, whose question is to come
    int level;                           // of the heading that the answer stands under; 0: none
    const struct source_block *heading;  // that heading; NULL: it was a label, or none
    struct answer *answers;              // one a field of the form
    struct rich_blocks pending;          // between a question and its marker
    struct rich_blocks before;           // what stands before the form
    struct leftover *rest;
    size_t n_rest, rest_cap;
    int innovations, tables;             // made; tables that held fields
};

// placing_form.c: how many different fields of `form` the text shows; and the choice among all forms.
const struct form *placing_choose(struct import *im, size_t *fields);
bool placing_has_markers(struct import *im);
// placing_table.c: false when the table is no table of fields (it is then content).
bool placing_table(struct placing *p, const struct source_block *table);
// placing_part.c: the blocks of a field with parts, each part's to its own answer.
void placing_split(struct placing *p, const struct field *field);
// placing_value.c
void placing_value(struct placing *p, xmlNode *innovation, const struct field *field);
// placing_object.c: makes the objects of what was gathered and begins anew.
void placing_finish(struct placing *p);
// What is left over of something that is no innovation, to the data.
void placing_scrap(struct placing *p);
void placing_set(struct placing *p, xmlNode *innovation, const char *from, const char *value,
                 struct source_place place);

struct answer *placing_answer(struct placing *p, const struct field *field);
void placing_leave(struct placing *p, const char *reason, const struct source_block *block);
void placing_take(struct placing *p, const char *as, const struct field *field, const struct source_block *block);
// Gives a field a block of its answer; more than a short field can hold is left over.
void placing_give(struct placing *p, const struct field *field, const struct source_block *block);
// Begins the answer of a field at its label, heading or question. A second beginning with the first answered is told.
void placing_open(struct placing *p, const struct field *field, const char *name, const struct source_block *at);
bool placing_given(const struct placing *p, const struct field *field);

#endif
