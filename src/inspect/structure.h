// The structure tree: elements in the order of the document, with the standard types that they mean.
#ifndef NASKAH_INSPECT_STRUCTURE_H
#define NASKAH_INSPECT_STRUCTURE_H

#include "inspect/reader.h"

enum tag {
    TAG_NONE, TAG_DOCUMENT, TAG_PART, TAG_ART, TAG_SECT, TAG_DIV, TAG_BLOCKQUOTE, TAG_CAPTION, TAG_TOC, TAG_TOCI,
    TAG_INDEX, TAG_NONSTRUCT, TAG_PRIVATE, TAG_P, TAG_H, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_L, TAG_LI,
    TAG_LBL, TAG_LBODY, TAG_TABLE, TAG_TR, TAG_TH, TAG_TD, TAG_THEAD, TAG_TBODY, TAG_TFOOT, TAG_SPAN, TAG_QUOTE,
    TAG_NOTE, TAG_REFERENCE, TAG_BIBENTRY, TAG_CODE, TAG_LINK, TAG_ANNOT, TAG_RUBY, TAG_RB, TAG_RT, TAG_RP,
    TAG_WARICHU, TAG_WT, TAG_WP, TAG_FIGURE, TAG_FORMULA, TAG_FORM, TAG_COUNT
};

struct element {
    const struct value *dictionary;
    struct element *parent, *first, *last, *next;  // NULL parent: below the root
    enum tag tag;                                  // TAG_NONE: maps to no standard type
    int object;
    bool circular;     // its type is mapped in a circle
    bool remapped;     // a standard type that the role map maps
    bool language;     // it or one around it has a Lang
    bool repeated;     // a note whose ID another note has
    int level, above;  // of a heading H1 to H6, and of the heading before it; 0: none
    size_t n_objects, n_contents;                  // kids that are annotations; pieces of content
};

struct tree {
    struct inspection *p;
    const struct value *root;      // null value when there is none
    struct element **items;        // in the order of the document
    size_t n, cap;
    bool files;                    // some element has files of its own
    bool numbered;                 // there is a heading with a number
};

struct tree *structure_read(struct inspection *p);
// The element of an object number; NULL when it is none.
struct element *structure_element(const struct tree *tree, int object);
// What the parent tree has for a key: a reference, an array, or a null value. Not resolved.
const struct value *structure_parent(const struct tree *tree, int64_t key);
// An attribute of an element by its owner ("Table", "Layout"); null value when absent.
const struct value *element_attribute(struct inspection *p, const struct element *e, const char *owner,
                                      const char *key);

#endif
