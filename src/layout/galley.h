// The galley: a column of set material that has not been divided into pages. Internal to src/layout.
#ifndef NASKAH_LAYOUT_GALLEY_H
#define NASKAH_LAYOUT_GALLEY_H

#include "layout/setter.h"

// How much a page break violates; the sum of what is violated is minimised before anything else (layout/page.h).
// KEEP_COMPANY outweighs all others of a section together: a document whose signature stands alone may not be signed.
enum keep { KEEP_NONE = 0, KEEP_LINE = 1, KEEP_NEXT = 2, KEEP_WHOLE = 8, KEEP_SIGN = 16, KEEP_COMPANY = 1 << 24 };

enum mark_kind { MARK_LINE, MARK_RECT, MARK_IMAGE, MARK_FRAME, MARK_SIGN, MARK_STAMP, MARK_QR, MARK_SPOT };

// Something to be drawn. x counts from the section's column, y from the top of what holds it.
struct mark {
    enum mark_kind kind;
    bool artifact;                 // a repetition
    int block, parent;             // IMAGE, SIGN
    mp x, y, width, height;
    union {
        struct { const struct paragraph *paragraph; size_t line; };
        const struct box *box;     // IMAGE
        const struct sign *sign;
        const char *id;            // SPOT: a named box begins here
    };
    struct mark *next;
};

struct marks {                     // in the order of reading
    struct mark *first, *last;
    mp height;
};

struct set_table;
struct row_extent {                // where a row, or a part of it, stands
    int row;                       // of the table; ROW_CONTINUED for a group's "(lanjutan)"
    mp y, height;
};
#define ROW_CONTINUED (-1)

enum strip_kind { STRIP_LINE, STRIP_ROW, STRIP_OTHER };

struct strip {                     // what page breaks do not divide
    enum strip_kind kind;
    bool begins;                   // the first of its block
    bool sign;                     // a signer's place, or what must stay with one, begins here
    bool signing;                  // belongs to such a thing: what is written there keeps no signer company
    bool forced;                   // begins a page
    mp before, floor;              // glue; vanishes at the top of a page
    mp lead;                       // the part of the glue that is a space of its own (BOX_SPACE)
    mp height;
    int keep;                      // enum keep: what a page break before it violates
    struct marks marks;
    const struct set_table *table; // ROW
    bool goes_on;                  // ROW: a further part of a row that is divided
    const struct marks *label;     // … and what is repeated above it at the top of a page
    struct row_extent *rows;
    size_t n_rows;
};

struct galley {
    struct strip *strips;
    size_t n, cap;
    // What the next strip will get:
    mp after, after_floor, space, space_floor;
    int keep, keep_first;
    bool forced;
    struct marks spots;
};

struct mark *mark_add(struct setter *s, struct marks *to, struct mark mark);
void marks_append(struct setter *s, struct marks *to, const struct marks *from, mp down, bool artifact);

// galley.c
mp strip_give(const struct strip *strip);      // how much a line may come closer to what follows it
void galley_before(struct galley *g, mp natural, mp floor);   // glue before the next strip: the larger counts
struct strip *galley_add(struct setter *s, struct galley *g, struct strip strip);
// Strips from..to-1 one below the other. At the top of a page heads of tables are repeated, and glue at the top
// vanishes; elsewhere only a space of its own is kept there. `squeeze` is taken from the glue, then from the lines.
struct marks galley_marks(struct setter *s, const struct galley *g, size_t from, size_t to, mp squeeze, bool page);
struct marks galley_all(struct setter *s, const struct galley *g);

// company.c
#define COMPANY_LINES 2            // lines of text that stand before a signer's place on its page (sign.alone)
// Keeps them with each signer's place, and all of a short paragraph that ends there.
void galley_keep_signs(const struct setter *s, struct galley *g);
// The first strip that must stand on the page of the signer's place at `sign`.
size_t galley_sign_start(const struct setter *s, const struct galley *g, size_t sign);
// How much of a page of that height the signers' places leave for their company.
mp galley_sign_room(const struct setter *s, const struct galley *g, mp page);

// block.c
void boxes_set(struct setter *s, struct galley *g, const struct box *first, mp x, mp width, int parent);
struct extremes boxes_extremes(struct setter *s, const struct box *first);

// table.c
void table_set(struct setter *s, struct galley *g, const struct box *box, mp x, mp width, int parent);
mp table_head(const struct strip *strip);  // height of what is repeated above it at the top of a page
void table_repeat_head(struct setter *s, const struct strip *strip, struct marks *to, struct row_extent *rows,
                       size_t *n_rows);
size_t table_head_rows(const struct strip *strip);

// decimal.c
struct decimal { mp whole, part; };        // widths before and from the comma on; of a column: the widest
struct decimal *decimals_find(struct setter *s, const struct table *table);  // by column; NULL: no such cells
const struct box *decimal_cell(const struct cell *cell);                     // its paragraph, or NULL
// The cell's boxes with the amount moved to its place; `column` NULL: as they are.
const struct box *decimal_box(struct setter *s, const struct cell *cell, const struct decimal *column, mp width);

// columns.c
// Left edges of the columns of the table `box` and the right edge of the last: n_columns + 1, the first is 0. A table
// that wants more than `width` is told (layout.table).
mp *columns_set(struct setter *s, const struct box *box, const struct decimal *decimals, mp width);

// told.c
// Makes many findings of one kind about words of the table, those from `first` on, one with their number and the worst.
void told_fold(struct setter *s, const struct box *table, size_t first);

// grid.c
// The lines between the rows of one table that stand together, drawn once each.
void grid_draw(struct setter *s, const struct set_table *table, const struct row_extent *rows, size_t n,
               struct marks *to);

struct set_table {
    const struct table *table;
    mp x, pad_x, *edges;           // the padding is less than asked for where columns are very narrow
    int *owner;                    // cell at row * n_columns + column: 1 + its number; 0: none
    struct marks head;             // repeated
    struct row_extent *head_rows;
    size_t n_head_rows;
    struct marks *continued;       // by row; empty: none
    bool *in_cell;                 // by row: `continued` stands in the cell that spans it, else in a row of its own
};

#endif
