// What the files of bind share: its state, where it stands in the record, and where what it makes goes.
#ifndef NASKAH_TEMPLATE_BIND_H
#define NASKAH_TEMPLATE_BIND_H

#include "base/buf.h"
#include "template/program.h"

// A style worked out for one record.
struct look {
    const char *name;
    struct shape shape;
    struct type type;
    const struct type *shared;              // the same type as all runs of this style point to it
    double line;                            // factor on 1.2 × size; 0: `leading` is a length
    mp leading, before_floor, after_floor;  // floors: -1 when not said
    enum role role;
    int outline;
    bool ready;
};

struct told_hole {  // the same thing that is missing from the same place is told once, however often it is printed
    const xmlNode *node;
    const char *label;
    struct told_hole *next;
};

struct bind {
    const struct template *t;
    struct arena *arena;
    const xmlNode *root;  // of the record
    const struct template_options *options;
    struct findings *findings;
    struct look *looks;  // by definition->index
    const struct type **types;
    size_t n_types, cap_types;
    const char **names, **values;  // variables in sight, NULL-terminated
    size_t n_variables, cap_variables;
    mp measure;  // text width of the section's page
    struct section *section;
    struct document *document;
    struct sign *sign;               // whose block is being filled
    size_t made;                     // boxes so far
    bool full;                       // too many: nothing more is made
    size_t failures;                 // queries that were cut off
    struct told_hole *holes;
    const struct setting *told[16];  // settings whose bad value was told already
    size_t n_told;
};

struct at {  // where in the record, and how letters look here
    const xmlNode *node;
    size_t position, last;
    const struct look *look;
    const struct type *type;
    const char *link;
};

struct line;
struct labels {
    struct label *items;
    size_t n, cap;
};

struct rows {
    struct table *table;
    size_t cap;
    bool head;
    int taken[64];  // rows that a cell above still covers, by column
    const struct look *look;
};

struct out {                    // where what is made goes; only what may stand here is set
    struct section **sections;  // tails of lists
    struct box **boxes;
    struct box *stack;
    struct line *line;
    struct labels *labels;
    const struct node **lead;  // rich text: what its first paragraph begins with
    struct rows *rows;
    struct row *row;
};

// ---- bind.c
void bind_children(struct bind *b, const struct at *at, const struct node *parent, struct out *out);
void bind_push(struct bind *b, const char *name, const char *value);
const char *bind_field(struct bind *b, const xmlNode *node, const char *name);  // an attribute of the record, or NULL
struct query_scope bind_scope(struct bind *b, const struct at *at);
// A hole: a finding, unless its cause is `told` already; in the draft also marked words. `label` says what is missing.
void bind_hole(struct bind *b, const struct at *at, const struct type *type, const char *label, bool told,
               struct line *line);

// ---- setting values (bind_value.c); `otherwise` when the attribute is not given or its value is bad
const char *bind_text(struct bind *b, const struct at *at, const struct node *n, enum attribute a);  // NULL: not given
mp bind_length(struct bind *b, const struct at *at, const struct node *n, enum attribute a, mp otherwise);
double bind_number(struct bind *b, const struct at *at, const struct node *n, enum attribute a, double otherwise);
bool bind_yes(struct bind *b, const struct at *at, const struct node *n, enum attribute a, bool otherwise);
int bind_choice(struct bind *b, const struct at *at, const struct node *n, enum attribute a, int otherwise);
void bind_bad_value(struct bind *b, const struct node *n, const struct setting *s, const char *value);

// ---- style.c
const struct look *style_look(struct bind *b, const struct definition *style);
const struct look *style_of(struct bind *b, const struct at *at, const struct node *n, enum attribute a);
const struct type *style_share(struct bind *b, const struct type *type);
// The look's shape with what the element itself says about left, right, first, before, after, align, keep-next.
struct shape style_shape(struct bind *b, const struct at *at, const struct node *n, const struct look *look);

// ---- line.c: the runs of a paragraph
struct line *line_new(struct bind *b);
void line_words(struct line *l, const struct type *type, const xmlNode *node, const char *link, const char *words);
void line_mark(struct line *l, enum run_kind kind, const struct type *type, mp width, const char *name);
void line_rich(struct line *l, const struct at *at, const xmlNode *node);  // inline elements of rich text
bool line_rich_inline(const xmlNode *node);                                // b, i, sup, sub, a, br, text
struct run *line_end(struct line *l, size_t *n);

// ---- box.c
void box_count(struct bind *b, const xmlNode *node);  // one more; beyond the limit nothing is made any more
struct box *box_new(struct bind *b, const struct at *at, struct out *out, enum box_kind kind);
struct box *box_para(struct bind *b, const struct at *at, struct out *out, const struct look *look,
                     const struct shape *shape, struct line *line, const struct labels *labels);
struct box *box_stack(struct bind *b, const struct at *at, const struct node *n, struct out *out,
                      const struct look *look);
void box_spaces(struct bind *b, const struct at *at, const struct node *n, struct shape *s);
struct out box_out(struct box **first);
struct at bind_styled(struct bind *b, const struct at *at, const struct node *n);  // with the element's own style
void labels_add(struct bind *b, struct labels *labels, struct label label);
// Fills an image box; false when there is no file to show. At most `width` × `height`, where given, in proportion.
bool box_image(struct bind *b, const struct at *at, const struct node *n, struct box *box, const char *file, mp width,
               mp height, mp natural_limit);

// ---- table.c
struct row *rows_add(struct bind *b, struct rows *rows);
struct cell *rows_add_cell(struct bind *b, struct rows *rows, struct row *row, int colspan, int rowspan,
                           struct place place);

// ---- binders of elements
typedef void binder(struct bind *b, const struct at *at, const struct node *n, struct out *out);
binder bind_section, bind_rung, bind_foot, bind_para, bind_label, bind_lead, bind_rich, bind_stack, bind_side,
    bind_sign, bind_place, bind_table, bind_head, bind_row, bind_cell, bind_space, bind_rule, bind_image, bind_qr,
    bind_break, bind_words, bind_value, bind_gap, bind_letters, bind_link, bind_span, bind_mark, bind_widest;

#endif
