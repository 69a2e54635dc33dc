// The pieces of the Word reader. Private to docx*.c.
#ifndef NASKAH_READ_DOCX_PARTS_H
#define NASKAH_READ_DOCX_PARTS_H

#include "read/import.h"
#include "read/ooxml.h"

#define DOCX_LEVELS 9

// What styles and numbering say of a paragraph.
struct docx_kind {
    int heading;             // level from 1; 0: none
    bool contents;           // a line of a table of contents
    bool bold, italic;       // by the style
    const char *numbering;   // id of the list; NULL
    int level;               // in the list, from 0
};

struct docx_styles;
struct docx_lists;

struct docx_styles *docx_styles_new(struct arena *arena, const xmlNode *root);  // NULL root: no styles
struct docx_lists *docx_lists_new(struct arena *arena, const xmlNode *root);
// `properties` is the <pPr>, or NULL.
struct docx_kind docx_kind_of(const struct docx_styles *s, const xmlNode *properties);
// Bold and italic of a character style, as RUN_*; 0 when it is unknown.
unsigned docx_character_style(const struct docx_styles *s, const char *id);
// Counts on in the list and gives the marker that Word would print ("2.", "a)", "•"); NULL when the list is unknown or
// prints none. *bullet tells what it is.
const char *docx_marker(struct docx_lists *l, struct arena *arena, const char *numbering, int level, bool *bullet);

struct docx {
    struct ooxml o;
    struct import *im;
    struct docx_styles *styles;
    struct docx_lists *lists;
    const xmlNode *footnotes, *endnotes;
    const char *part;        // whose relations hold
    int paragraph, depth;
    size_t inserted, deleted, hidden, comments;
    bool join;               // the mark of the last paragraph was deleted: the next one goes on in it
    bool in_note;
    bool ours;               // a question form of naskah formulir
};

// All content below `node` into blocks. Defined in docx.c.
void docx_blocks(struct docx *d, const xmlNode *node, struct source_blocks *to);
// One paragraph into blocks, with what hangs on it: notes, text boxes, pictures. Defined in docx_text.c.
void docx_paragraph(struct docx *d, const xmlNode *p, struct source_blocks *to);
bool docx_skipped(const xmlNode *node);           // deleted or moved away by a tracked change
const xmlNode *docx_choice(const xmlNode *node);  // of an <AlternateContent> the one that we read; NULL: none
const char *docx_value(const xmlNode *parent, const char *name);  // the `val` of a child; NULL when there is none
bool docx_on(const xmlNode *properties, const char *name);        // a switch such as <b/>, <b val="0"/>
// All text below a node, blocks parted by spaces. For what is left out.
const char *docx_plain(struct arena *arena, const xmlNode *node);

#endif
