// The box tree: what is to be set. Made by template, read by layout; knows neither pages nor PDF.
#ifndef NASKAH_MODEL_BOX_H
#define NASKAH_MODEL_BOX_H

#include <libxml/tree.h>
#include <stddef.h>

#include "base/finding.h"
#include "base/image.h"
#include "model/unit.h"

// What a piece is for readers of tagged PDF. Layout copies it into the items; devices make tags or artifacts of it.
enum role {
    ROLE_ARTIFACT, ROLE_P, ROLE_H1, ROLE_H2, ROLE_H3, ROLE_TITLE, ROLE_LIST, ROLE_LIST_ITEM, ROLE_LABEL, ROLE_BODY,
    ROLE_TABLE, ROLE_ROW, ROLE_TH, ROLE_TD, ROLE_FIGURE, ROLE_CAPTION, ROLE_SPAN, ROLE_LINK, ROLE_SECTION, ROLE_FORM
};

// DECIMAL: in a table, the numbers of a column stand with their commas below each other; elsewhere as RIGHT.
enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER, ALIGN_JUSTIFY, ALIGN_DECIMAL };
enum valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM };

// How letters look. Two runs with the same pointer are the same style.
struct type {
    const char *family;  // as named in fonts/fonts.xml: "Bookman", "Sans", "Serif"
    mp size;
    bool bold, italic, underline;
    mp rise;             // above the baseline: superscript > 0, subscript < 0
    bool hole;           // a hole of a draft: drawn marked
    bool pale;           // drawn in the colour of the paper: anchors, which only programs shall find
};

enum run_kind {
    RUN_TEXT,       // UTF-8 text; white space has been collapsed already, U+00A0 does not break
    RUN_BREAK,      // br: a forced line end
    RUN_GAP,        // a place to fill in by hand: `width` wide, drawn as a dotted leader, extracts as "…"
    RUN_TOTAL,      // total number of pages of the document; reserves the width of "00"
    RUN_PAGE,       // number of the page that carries it
    RUN_PAGE_OF     // number of the page on which the box named `text` begins
};

struct run {
    enum run_kind kind;
    const char *text;          // RUN_TEXT, RUN_PAGE_OF
    mp width;                  // RUN_GAP
    const struct type *type;
    const xmlNode *node;       // the field of the record that it prints; NULL for fixed words of the template
    const char *link;          // URI, or NULL
};

// A paragraph's shape. Lengths count from the edges of the column that the paragraph stands in.
struct shape {
    enum align align;
    mp left, right;            // indents of all lines
    mp first;                  // further indent of the first line (may be negative)
    mp leading;                // baseline to baseline, already scaled by the line spacing
    mp before, after;          // natural space; between two blocks the larger of after and before is taken
    mp before_floor, after_floor;  // how far squeezing may go where it is allowed (see struct section)
    bool hyphenate;
    bool balance;              // avoid a line of one short word at the end and before a forced break
    int widen;                 // letters of justified lines may be drawn wider or narrower by so many per mille
    bool keep_next;            // no page break between this block and the next
    bool keep_lines;           // no page break inside
    int widows, orphans;       // fewest lines at the top / the foot of a page; 0 counts as 2
    int most_lines;            // more are told (layout.lines); 0: any number
    int keep_first;            // lines of the *next* block that must stand with this one when keep_next; 0 counts as 2
};

// Text set left of (or over) the paragraph at a fixed x: "Menimbang", ":", "a.". Stands on the first line only.
struct label {
    mp x;                      // from the column's left edge
    mp width;                  // slot; 0 = not bounded. A label wider than its slot is a finding layout.label
    enum align align;          // inside the slot
    struct run *runs;
    size_t n;
};

enum box_kind { BOX_PARA, BOX_STACK, BOX_TABLE, BOX_SPACE, BOX_RULE, BOX_IMAGE, BOX_QR, BOX_BREAK };

struct box {
    enum box_kind kind;
    enum role role;
    const char *id;            // name for references and for the trace; may be NULL
    const xmlNode *node;       // record node it speaks of; may be NULL
    const char *style;         // name of the template's style, for the trace and for tests; may be NULL
    struct shape shape;        // all kinds: before/after/keep_next; PARA: everything; STACK: left/right/keep_lines
    struct box *next;          // next sibling
    union {
        struct {               // BOX_PARA
            struct run *runs;
            size_t n;
            struct label *labels;
            size_t n_labels;
            int outline;       // 1..6: also an entry of the outline (bookmarks); 0: none
        } para;
        struct {               // BOX_STACK: children one below the other; keep_lines makes it unbreakable
            struct box *first;
            // An image beside the stack (the emblem of a letterhead): at the left edge, centred on the stack's height.
            // The children are set on the full width, and are moved right of image + gap only if a line would touch it.
            struct box *side;
            mp side_gap;
            mp min_height;
            struct sign *sign;  // the stack is a signer's block; else NULL
            struct sign *place; // the stack is the empty place in that block where the signature goes; else NULL
        } stack;
        struct table *table;   // BOX_TABLE
        struct { mp natural, stretch, shrink; } space;  // BOX_SPACE: vanishes at the top of a page
        struct { mp thickness[3], gap[2]; int n; } rule; // BOX_RULE: lines across the column, top to bottom
        struct { const struct image *image; mp width, height; enum align align; const char *alt; bool missing; } image;
        struct {               // BOX_QR
            const char *text, *alt;
            const unsigned char *dots;  // n × n, row by row, 1: black; NULL: cannot be encoded
            int n;
            mp side;           // with its own margin
            enum align align;
        } qr;
    };
};

enum capacity { CAPACITY_DEFINITIVE, CAPACITY_PLT, CAPACITY_PLH, CAPACITY_PJ, CAPACITY_PJS, CAPACITY_AN, CAPACITY_UB };

// How much room stays empty on all sides between a signature and what is printed.
#define SIGN_CLEAR (2 * 72 * MP_PER_PT * 10 / 254)

struct sign {                  // who signs here; the drawn block is the stack's children
    const char *id;            // unique in the document: "penetap", "pihak-pertama", …; also the name of the field
    const char *person, *office, *mode;  // mode: basah, bsre, lain
    const char *role;          // in the record: "penetap"; "" when it says none
    enum capacity capacity;
    int order;                 // signing order from 1
    bool signed_already;       // a copy says "ttd.": nobody signs here
    bool field;                // readers find an empty signature field here
    const char *anchor;        // one character that stands in the middle of the place, or NULL
    mp stamp, stamp_left;      // side of the square for a meterai, and its left edge from the place's; 0: none
    int places;                // how many places its block holds: one, else the template is at fault
    const xmlNode *node;       // the signatory in the record
    struct sign *next;         // of the document
};

struct cell {
    int column, colspan, rowspan;  // column from 0; spans at least 1
    enum valign valign;
    bool heading;
    struct box *first;
    const xmlNode *node;
};

struct row {
    struct cell *cells;
    size_t n;
    bool head;                 // leading head rows are repeated on every page
    mp min_height;
    const char *group;         // rows of one group: when a page break falls inside it, the first row of the next page
    struct box *continued;     // … shows this instead in the spanning cell ("… (lanjutan)"); may be NULL
};

struct column {
    mp width;                  // fixed width; 0 = take from `share`
    // Share of what the fixed ones leave, relative to other shares; 0 with width 0 = automatic.
    int share;
};

struct table {
    struct column *columns;
    size_t n_columns;
    struct row *rows;
    size_t n_rows;
    mp border;                 // thickness of the grid; 0 = none
    mp pad_x, pad_y;
    mp width;                  // 0 = the column's full width
    enum align align;          // of the table in its column
};

struct paper {
    const char *name;
    mp width, height;          // as laid: landscape has width > height
    mp top, bottom, left, right;  // margins
};

enum folio_place { FOLIO_NONE, FOLIO_TOP_CENTER, FOLIO_TOP_RIGHT, FOLIO_BOTTOM_CENTER, FOLIO_BOTTOM_RIGHT };

// One rung of the ladder for a section that must fit (DESIGN §4.6).
struct rung {
    int leading_permille;      // of the natural leading, 1000 = as it is
    int space_permille;        // of the natural vertical spaces
    mp size_less;              // taken off every type size
};

// An ornament around every page of a section: rectangles inside each other, and a small square in each corner of the
// innermost. Drawn as artifacts, never scaled.
struct frame {
    mp inset;                  // of the outer rectangle's outer edge from the edges of the paper
    mp thickness[2], gap;
    int n;                     // rectangles; 0: no frame
    mp corner;                 // side of the squares; 0: none
};

// Blocks at the foot of every page of a section, in its bottom margin: a note on signatures, a box for initials.
// Drawn as artifacts.
struct foot {
    struct box *first;
    mp offset;                 // of its lower edge from the paper's
    bool several;              // only in documents of more than one page
    struct foot *next;
};

struct section {
    struct paper paper;
    struct frame frame;
    struct foot *feet;
    const char *name;
    struct box *first;
    struct run *folio;         // page number line, e.g. "- ", RUN_PAGE, " -"; NULL: none
    size_t n_folio;
    enum folio_place folio_at;
    mp folio_offset;           // baseline from the paper's edge (top or bottom)
    bool folio_on_first;       // also on the first page of the section
    const struct type *catch_type;  // kata penyambung: the next page's first word at the lower right; NULL: none
    mp catch_leading;          // of the line kept free for it at the foot of a page that is continued
    bool restart_pages;        // numbering begins at 1 again
    int fit_pages;             // 0: no limit; else the section must fit so many pages, by the rungs, or is a finding
    struct rung rungs[4];
    int n_rungs;               // the first rung that fits is taken; none given: natural only
    bool squeeze;              // spaces may shrink to their floors to draw back a stranded end
    const char *watermark;     // drawn large and grey behind the page; NULL: none
    struct section *next;
};

struct used_image {            // an image of the document, once for each name
    const char *name, *path;   // as the record calls it; the file that was read
    struct used_image *next;
};

struct document {              // the root of the box tree
    const char *id, *title, *author, *subject, *language;
    const char *date;          // ISO date of the document, or NULL; devices have no clock
    struct used_image *images;
    struct sign *signs;        // all that sign, in the order of their blocks
    struct section *first;
};

#endif
