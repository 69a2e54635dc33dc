// The vocabulary of urn:naskah:1: which elements and attributes there are, what they hold, and what they refer to.
// One table, from which reading, resolving, query checking and the RELAX NG test all take their names.
#ifndef NASKAH_MODEL_VOCABULARY_H
#define NASKAH_MODEL_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

enum value_kind {
    VALUE_TEXT, VALUE_ID, VALUE_REF, VALUE_REFS, VALUE_OFFICE, VALUE_DATE, VALUE_TIME, VALUE_YEAR, VALUE_INTEGER,
    VALUE_MONEY, VALUE_CHOICE, VALUE_YESNO, VALUE_LENGTH, VALUE_FILE, VALUE_DIGITS, VALUE_NUMBER
};

enum content { CONTENT_EMPTY, CONTENT_ELEMENTS, CONTENT_TEXT, CONTENT_INLINE, CONTENT_RICH };  // RICH: blocks or inline

struct vocabulary_attribute {
    const char *name;
    enum value_kind kind;
    const char *target;        // REF/REFS: kinds of object it may name, space-separated; CHOICE: the values, '|'-separated
    bool required;
};

struct vocabulary_element {
    const char *name;
    const char *parents;       // space-separated; "data" for objects; "" for elements that exist in records only
    enum content content;
    bool object;               // stands directly in <data> and has an id that others refer to
    bool in_reference;         // copied when an object is only referred to, not spoken of
    const struct vocabulary_attribute *attributes;
    size_t n_attributes;
};

// The element `name` as a child of `parent` (the same name may stand for different things: inovasi in data and in
// kontrak); any one of that name when parent is NULL. NULL when there is none.
const struct vocabulary_element *vocabulary_find(const char *name, const char *parent);
const struct vocabulary_attribute *vocabulary_attribute(const struct vocabulary_element *e, const char *name);
const struct vocabulary_element *vocabulary_all(size_t *n);
// Elements that may also be met in a record (penanda, pemda, bagian, isian …) are in the table with parents "".
bool vocabulary_is_rich(const char *name);  // p, br, ol, ul, li, b, i, sup, sub, a, table, caption, tr, th, td, img
// The nearest known element (or attribute of `e`) to a misspelt name, or NULL.
const char *vocabulary_nearest_element(const char *name);
const char *vocabulary_nearest_attribute(const struct vocabulary_element *e, const char *name);

#endif
