// The judgement: tables of checks, each with the rows of the standards that it stands for and a function over one
// subject (the file, a page, a font, a glyph, an element …). Internal to src/inspect.
#ifndef NASKAH_INSPECT_CHECK_H
#define NASKAH_INSPECT_CHECK_H

#include "base/xml.h"
#include "inspect/content.h"
#include "inspect/structure.h"

struct facts {  // what the content of one page (or appearance) showed; counts of places
    size_t unknown, deep, missing, untagged, artifact_inside, tagged_inside, intent;
    size_t actual_language, alternative_language, expansion_language, bad_language, text_language;
    size_t inline_filter;
    bool transparent, unreadable;
};

struct examination {
    struct inspection *p;
    struct tree *tree;             // never NULL; empty without a structure tree
    const struct value *info;      // the document's information dictionary, or a null value
    const struct value *form;      // AcroForm, or a null value
    xmlDoc *metadata;              // NULL when there is none or it cannot be read
    struct str packet;             // its bytes
    struct str output;             // colour space of the output intent's profile: "RGB ", "GRAY", "CMYK"; n 0: none
    bool language;                 // the catalogue has a Lang
    struct results *results;       // check.c
    struct grid *grid;             // check_table.c: of the table below
    const struct element *grid_of;
};

struct subject {  // what is judged, and where
    struct examination *x;
    struct inspection *p;
    const struct value *v;         // a dictionary or a stream, as the table says
    int object, page;              // 0: not known
    const struct facts *facts;
    struct font *font;
    unsigned code;                 // of a glyph
    const struct glyph *glyph;
    struct element *element;
    const struct element *around;  // the element that an annotation hangs on; NULL
    const xmlNode *node;
};

struct check {
    const char *name;              // its words are "pdf.row.<name>"
    const char *rows;              // "A 6.1.2-1 U 7.1-8": A is 19005-3, U 14289-1
    bool (*holds)(const struct subject *s);
};

struct checks {
    const struct check *items;
    size_t n;
};
#define CHECKS(name, table) const struct checks name = {table, sizeof table / sizeof *table}

extern const struct checks checks_file, checks_stream, checks_object, checks_document, checks_metadata, checks_property,
    checks_schema, checks_schema_property, checks_intent, checks_profile, checks_color, checks_state, checks_picture,
    checks_form_object, checks_page, checks_content, checks_font, checks_glyph, checks_element, checks_table,
    checks_annotation, checks_field, checks_action, checks_embedded, checks_layers, checks_signature;

// Judges one subject by every check of a table. True when all hold.
bool judge(const struct checks *table, const struct subject *s);

static inline struct subject subject_of(struct examination *x, const struct value *v, int object) {
    return (struct subject){.x = x, .p = x->p, .v = v, .object = object};
}
static inline const struct value *get(const struct subject *s, const char *key) {
    return entry_get(s->p, s->v, key);
}
static inline bool has(const struct subject *s, const char *key) {
    return entry_raw(s->v, key) != NULL;
}

// One step of a walk that hostile files could make endless. False when there are none left.
static inline bool check_spend(size_t *left) {
    return *left > 0 && (*left)--;
}

// What each file judges.
void examine_file(struct examination *x);
void examine_lexing(struct examination *x);     // last: what was seen while all was read
void examine_document(struct examination *x);
void examine_metadata(struct examination *x);
void examine_colors(struct examination *x);     // the output intent; before pages
void examine_color(struct examination *x, const struct value *space, int object, int page);
void examine_pages(struct examination *x);      // content, pictures, states
void examine_fonts(struct examination *x);      // after pages
void examine_structure(struct examination *x);
void examine_annotations(struct examination *x);
bool language_tag(const char *text);            // of the form that RFC 3066 wants

// --- program.c: an embedded font program

struct program;
struct glyph {
    bool known;      // the program could be read as far as this glyph
    bool present;    // it has an outline, or its character has none
    bool notdef;     // glyph 0
    double width;    // thousandths of an em; < 0: not known
};
struct program *program_read(struct inspection *p, const struct font *font);  // NULL: not of a kind that is read
struct glyph program_glyph(struct program *program, unsigned cid, bool blank);
unsigned program_glyphs(const struct program *program);

#endif
