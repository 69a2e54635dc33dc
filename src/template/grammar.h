// The words of the template language: its elements, where they may stand, their attributes and what those hold.
// One table, from which checking, the nearest-name suggestions and the test of templates/README.md take their names.
#ifndef NASKAH_TEMPLATE_GRAMMAR_H
#define NASKAH_TEMPLATE_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

#define XML_NS_TEMPLATE "urn:naskah:template:1"

enum element {
    E_TEMPLATE, E_LIBRARY, E_INCLUDE, E_STYLE, E_COUNTERS, E_RICH_TABLES, E_PAGE, E_PART, E_SECTION, E_RUNG,
    E_FOOT, E_USE, E_EACH, E_IF, E_CHOOSE, E_WHEN, E_OTHERWISE, E_LET, E_WIDEST, E_REPEAT,
    E_PARA, E_LABEL, E_LEAD, E_RICH, E_STACK, E_SIDE, E_SIGN, E_PLACE, E_TABLE, E_HEAD, E_ROW, E_CELL,
    E_SPACE, E_RULE, E_IMAGE, E_QR, E_BREAK,
    E_TEXT, E_VALUE, E_GAP, E_B, E_I, E_U, E_SUP, E_SUB, E_A, E_SPAN, E_BR, E_PAGE_NUMBER, E_PAGE_TOTAL, E_PAGE_OF,
    E_COUNT,
    E_WORDS = E_COUNT  // a text node
};

// What may stand inside an element. A set of bits, because a place may accept several.
enum flow {
    FLOW_NONE = 0,
    FLOW_DEFINITIONS = 1 << 0,  // style, counters, page, part, include
    FLOW_SECTIONS = 1 << 1,
    FLOW_RUNGS = 1 << 2,        // at the head of a section
    FLOW_BLOCKS = 1 << 3,
    FLOW_SIDE = 1 << 4,         // an image beside a stack
    FLOW_INLINE = 1 << 5,
    FLOW_LABELS = 1 << 6,
    FLOW_ROWS = 1 << 7,
    FLOW_HEAD = 1 << 8,
    FLOW_CELLS = 1 << 9,
    FLOW_CHOICES = 1 << 10,     // when, otherwise
    FLOW_ROOT = 1 << 11,
    FLOW_SAME = 1 << 12,        // as content: whatever the element itself stands in
    FLOW_LEAD = 1 << 14,        // words before rich text
    FLOW_ANY = 1 << 13          // as content: what its children say (part: anything; cell: inline or blocks)
};

enum attribute_kind {
    KIND_TEXT,     // may hold {queries}
    KIND_LENGTH,   // a length, or with % a share of the page's text width
    KIND_LINE,     // line spacing: a factor, or a length
    KIND_NUMBER,
    KIND_YESNO,
    KIND_CHOICE,
    KIND_COLUMNS,
    KIND_LENGTHS,  // several lengths
    KIND_FRAME,    // how far from the paper's edge, then lengths
    KIND_QUERY,
    KIND_PLAIN,    // as it stands, no {queries}
    KIND_STYLE, KIND_COUNTERS, KIND_PAGE, KIND_PART  // the name of a definition
};

enum attribute {
    A_AFTER, A_AFTER_FLOOR, A_ALIGN, A_ALT, A_AS, A_AT, A_AUTHOR, A_BALANCE, A_BASE, A_BEFORE,
    A_BEFORE_FLOOR, A_BOLD, A_BORDER,
    A_BOTTOM, A_BULLETS, A_CAPTION_STYLE, A_CATCHWORD, A_CATCHWORD_STYLE, A_COLSPAN, A_COLUMNS, A_CONTENT,
    A_CONTINUED, A_COUNTERS, A_DRAFT, A_FILE, A_FIRST, A_FIT, A_FOLIO, A_FOLIO_AT, A_FOLIO_FIRST, A_FOLIO_OFFSET,
    A_FOLIO_STYLE, A_FONT, A_FOR, A_FRAME, A_FRAME_CORNER, A_GAP, A_GROUP, A_HEADING, A_HEADING_STYLE, A_HEIGHT,
    A_HOLE, A_HREF, A_HYPHENATE,
    A_ID, A_IMAGE, A_IMAGE_WIDTH, A_ITALIC, A_KEEP, A_KEEP_FIRST, A_KEEP_LINES, A_KEEP_NEXT, A_LANDSCAPE, A_LANGUAGE,
    A_LEAST, A_LEFT, A_LEVELS, A_LINE, A_LINES, A_MIN_HEIGHT, A_MODE, A_MOST_LINES, A_NAME, A_OFFSET, A_ORDER,
    A_ORPHANS, A_OUTLINE,
    A_PAD_X, A_PAD_Y,
    A_PAGE, A_PAPER, A_PARAM, A_PART, A_RESTART, A_RIGHT, A_ROLE, A_ROOM, A_ROWSPAN, A_SELECT, A_SEVERAL, A_SHRINK,
    A_SIGNED, A_SIZE, A_SMALLER, A_SPACE, A_SQUEEZE, A_STAMP, A_STAMP_LEFT, A_STEP, A_STEP_WIDE, A_STRETCH,
    A_STYLE, A_SUBJECT, A_TEST, A_TEXT, A_TIMES, A_TITLE, A_TOLD, A_TOP,
    A_UNDERLINE, A_VALIGN, A_WIDEN, A_WIDOWS, A_WIDTH,
    A_COUNT
};

struct element_rule {
    const char *name;
    unsigned places;         // flows in which it may stand
    unsigned content;        // flows that it opens
    const char *attributes;  // names, space-separated; '!' behind a required one
};

struct attribute_rule {
    const char *name;
    enum attribute_kind kind;
    const char *choices;     // KIND_CHOICE: '|'-separated
};

const struct element_rule *grammar_element(enum element e);
const struct attribute_rule *grammar_attribute(enum attribute a);
// The element or attribute of that name, or E_COUNT / A_COUNT.
enum element grammar_find_element(const char *name);
enum attribute grammar_find_attribute(const char *name);
// Whether the element takes the attribute; *required is set to whether it must have it.
bool grammar_allows(enum element e, enum attribute a, bool *required);
// Walks the attributes that the element must have: *at is 0 before the first call. False at the end.
bool grammar_next_required(enum element e, size_t *at, enum attribute *a);
// Index of `value` among '|'-separated choices, or -1.
int grammar_choice(const char *choices, const char *value);
bool grammar_yes(const char *value, bool *yes);  // yes/ya/true/1 and no/tidak/false/0 (and ""); false when neither
// The nearest name that the element allows, or of all elements; NULL when none is near.
const char *grammar_nearest_element(const char *name);
const char *grammar_nearest_attribute(enum element e, const char *name);

#endif
