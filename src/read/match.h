// Whether a piece of text is what a form prints: a label, a heading, a question, a marker.
#ifndef NASKAH_READ_MATCH_H
#define NASKAH_READ_MATCH_H

#include "read/import.h"

struct match {
    const struct field *field;            // NULL: none, or a section of several fields
    const struct field_section *section;  // NULL: none
    const char *name;                     // the name or question of the form that it is
    bool near;                            // it differs by a letter or two
    int part;                             // fields with this name: more than one is ambiguous
};

// A whole text that is the name of a field or section (number, weight and colon aside). `parts` says whether parts of
// fields (rancang.isu) are looked at instead of the fields themselves.
bool match_name(struct arena *arena, const struct form *form, const char *text, bool parts, struct match *out);
// A text that is, or begins like, a question of the form; false when two are equally like it.
bool match_question(struct arena *arena, const struct form *form, const char *text, struct match *out);
// "Label : value": the bytes up to the value, with the field in *out; 0 when it is none.
size_t match_label(struct arena *arena, const struct form *form, const char *text, struct match *out);
// A marker of `kind` ("jawaban", "pertanyaan"), alone or with text behind its colon: where that text begins (maybe at
// the end); NULL when it is none.
const char *match_marker(struct arena *arena, const struct words *words, const char *kind, const char *text);
// Whether any form or the words know the text as part of a form: such lines are never page furniture.
bool match_skeleton(struct import *im, const char *text);

// Short names that are only trusted where they surely are labels: "Tujuan" for "Tujuan Inovasi" (label-pendek in
// templates/impor/kata.xml). match_short_label as match_label.
bool match_short(struct import *im, const struct form *form, const char *text, struct match *out);
size_t match_short_label(struct import *im, const struct form *form, const char *text, struct match *out);

#endif
