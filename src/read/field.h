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
    struct field_name *names;         // label, title and aliases; those of its section too when it is the only one there
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
    bool questions;                   // asks in questions, as against labels
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
const struct field *form_field(const struct form *form, const char *id);  // NULL when there is none

// The words by which texts are recognised: markers ("Jawaban"), signs of articles, boilerplate, kinds of agency.
struct words {
    const xmlNode *root;              // <impor> of templates/impor/kata.xml
};

#endif
