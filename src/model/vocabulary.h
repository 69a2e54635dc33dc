// The vocabulary of urn:naskah:1: which elements and attributes there are, what they hold, and what they refer to.
// One table, from which reading, resolving, query checking and the RELAX NG test all take their names.
#ifndef NASKAH_MODEL_VOCABULARY_H
#define NASKAH_MODEL_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

enum value_kind {
    VALUE_TEXT, VALUE_ID, VALUE_REF, VALUE_REFS, VALUE_OFFICE, VALUE_DATE, VALUE_TIME, VALUE_YEAR, VALUE_INTEGER,
    VALUE_MONEY, VALUE_CHOICE, VALUE_YESNO, VALUE_LENGTH, VALUE_FILE, VALUE_DIGITS, VALUE_NUMBER, VALUE_PAPER
};

enum content { CONTENT_EMPTY, CONTENT_ELEMENTS, CONTENT_TEXT, CONTENT_INLINE, CONTENT_RICH };  // RICH: blocks or inline

struct vocabulary_attribute {
    const char *name;
    enum value_kind kind;
    // REF, REFS: the kinds of object it may name, space-separated; CHOICE: the values, '|'-separated.
    const char *target;
    bool required;
    bool record;               // resolve writes it into records; it may not stand in an input file
};

struct vocabulary_element {
    const char *name;
    // Space-separated. In input: "data" for objects, "rich" and "inline" for what stands in such content, "" for never.
    // In records: the elements it stands in there, "/" for the root, "" for never.
    const char *parents, *in_record;
    enum content content;
    enum value_kind text;      // of CONTENT_TEXT: what the text must be
    const char *text_target;   // as vocabulary_attribute.target
    bool object;               // stands directly in <data>; other objects refer to its id
    bool in_reference;         // copied when the object it stands in is only referred to, not spoken of
    bool single, required;     // at most once, at least once in its parent
    const struct vocabulary_attribute *attributes;
    size_t n_attributes;
};

// The element `name` as a child of `parent` in input or in a record (the same name may stand for different things:
// inovasi in data and in kontrak); any one of that name when parent is NULL. NULL when there is none.
const struct vocabulary_element *vocabulary_find(const char *name, const char *parent);
// The element `name` where an input file may have it, inside `parent` (NULL: inside <data>). NULL when it may not.
const struct vocabulary_element *vocabulary_child(const struct vocabulary_element *parent, const char *name);
const struct vocabulary_attribute *vocabulary_attribute(const struct vocabulary_element *e, const char *name);
// True when an element called `element` (NULL: any element) may carry `attribute` in input or in a record: what a query
// may ask for.
bool vocabulary_knows_attribute(const char *element, const char *attribute);
const struct vocabulary_element *vocabulary_all(size_t *n);
// Elements that are met in records only (penanda, pemda, bagian, isian …) are in the table with parents "".
bool vocabulary_is_rich(const char *name);  // p, br, ol, ul, li, b, i, sup, sub, a, table, caption, tr, th, td, img
// Does the space-separated list hold `word`? NULL lists hold nothing.
bool vocabulary_lists(const char *list, const char *word);
// Is `value` right for the kind? Blank values are never asked. On false the finding is "object.value.<kind>".
bool vocabulary_value_ok(enum value_kind kind, const char *target, const char *value);
// The id of the finding for a wrong value of a kind ("object.value.date"); NULL for kinds that take any text.
const char *vocabulary_value_rule(enum value_kind kind);
// The nearest known element (or attribute of `e`) to a misspelt name, or NULL.
const char *vocabulary_nearest_element(const char *name);
const char *vocabulary_nearest_attribute(const struct vocabulary_element *e, const char *name);  // e NULL: of any

#endif
