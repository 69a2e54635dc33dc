// What the contests ask, as a plain table: names, questions and choices of each field. Made from the profiles' trees,
// so that read/ knows no rules.
#ifndef NASKAH_READ_FIELD_H
#define NASKAH_READ_FIELD_H

#include <libxml/tree.h>

#include "base/arena.h"

enum field_kind { FIELD_TEXT, FIELD_WORD, FIELD_CHOICE, FIELD_DATE };

struct field_name {
    const char *text;    // as the profile writes it
    const char *folded;  // as fold.h folds it, for comparing
};

struct field_choice {
    const char *value;                // the canonical one
    const struct field_name *names;   // itself and its aliases
    size_t n_names;
};

struct field {
    const char *id;                   // "tujuan", "rancang.isu"
    enum field_kind kind;
    const char *from;                 // where the object holds it: "@nama", "tahapan/@penerapan"; NULL: <jawaban>
    bool required;
    struct field_name *names;         // label, title, aliases; also those of its section when it stands there alone
    size_t n_names;
    struct field_name *questions;
    size_t n_questions;
    struct field_choice *choices;
    size_t n_choices;
    const struct field *parent;       // of a part (rancang.isu in rancang)
    int section;                      // index into form.sections
};

struct field_section {
    const char *id;
    struct field_name *names;
    size_t n_names;
    int first, n;                     // its fields, parts included
};

struct form {
    const char *id, *title, *year;
    bool derived;                     // it extends another: that one is preferred where both fit
    bool questions;                   // asks in questions, as against labels
    const char *meeting, *meeting_kind;  // of the session that it asks for (request.h); NULL: it is for proposals
    struct field *fields;
    size_t n_fields;
    struct field_section *sections;
    size_t n_sections;
};

struct forms {
    struct form *items;
    size_t n, cap;
};

// Adds the form of one <profil> (merged, as rules/profile.h gives it). Texts are copied.
void forms_add(struct arena *arena, struct forms *forms, const xmlNode *profile);
const struct form *forms_find(const struct forms *forms, const char *id);
// What people call a field: its own name, or that of its section with its id.
const char *form_field_name(struct arena *arena, const struct form *form, const struct field *field);
const struct field *form_field(const struct form *form, const char *id);  // NULL when there is none

// The words by which texts are recognised (templates/impor/kata.xml): markers, signs of articles, kinds of agency.
struct word {
    const char *kind;                 // "jawaban", "artikel" …
    struct field_name name;
    const char *value;                // what it stands for; NULL
};

struct words {
    struct word *items;
    size_t n;
};

// Of the <impor> tree of that file.
struct words *words_new(struct arena *arena, const xmlNode *root);
// The word of `kind` that `folded` is (exactly), or that it begins with (as whole words); NULL.
const struct word *words_is(const struct words *words, const char *kind, const char *folded);
const struct word *words_begins(const struct words *words, const char *kind, const char *folded);

#endif
