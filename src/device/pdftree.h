// The tree of structure elements of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what pdftag.c builds from the blocks of
// a document, what pdfcontent.c hangs the marked content of pages into, and what is written at the end.
#ifndef NASKAH_DEVICE_PDFTREE_H
#define NASKAH_DEVICE_PDFTREE_H

#include "device/pdfparts.h"

// All are standard types of ISO 32000-1, so that no role map is needed. TAG_H is any heading: its level is found when
// the tree is written, so that none is skipped.
enum tag {
    TAG_DOCUMENT, TAG_SECT, TAG_DIV, TAG_P, TAG_H, TAG_L, TAG_LI, TAG_LBL, TAG_LBODY, TAG_TABLE, TAG_THEAD, TAG_TBODY,
    TAG_TR, TAG_TH, TAG_TD, TAG_CAPTION, TAG_FIGURE, TAG_LINK, TAG_FORM
};

enum scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW };

struct kid; // of an element: another element, marked content of a page, or an annotation

struct element {
    enum tag tag;
    struct element *parent;
    struct kid *first, *last;
    int level;             // TAG_H: as the document says
    int colspan, rowspan;  // cells
    enum scope scope;      // TH
    const char *numbering; // L: the value of ListNumbering, or NULL
    const char *alt;       // TAG_FIGURE
    mp box[4];             // TAG_FIGURE: left, foot, right, top, from the page's lower left corner
    bool filled;           // has content, or something below it has
    struct object *object;
};

const char *tag_name(enum tag tag); // "H" of any heading

struct tree *tree_new(struct pdf *pdf);
struct element *tree_root(struct tree *tree);
struct element *tree_add(struct tree *tree, struct element *parent, enum tag tag); // as the last kid
// The number of new marked content on a page (from 0), which belongs to `e`.
int tree_content(struct tree *tree, struct element *e, size_t page);
// The key by which an annotation finds `e`; `annotation` becomes its kid.
int tree_annotation(struct tree *tree, struct element *e, size_t page, const struct object *annotation);
// Elements without content are left out, except the cells of a table that has some.
void tree_write(struct pdf *pdf);

// --- pdftag.c
// The elements of all blocks. Each block then has the element that its items belong to.
void tree_build(struct pdf *pdf, struct tree *tree);
// Of an item; NULL: it is an artifact.
struct element *tree_element(const struct tree *tree, const struct item *item);
void tree_map(struct tree *tree, size_t block, struct element *e);

#endif
