// From the blocks of a document to structure elements. Mostly one to one, but for what offices say by position: a
// paragraph with words left of it ("Menimbang : a. bahwa …") is an item of a list, following lines of a title are one
// heading, a table without any heading cell that draws no grid, or has one column, only places things.
#include <string.h>

#include "device/pdftree.h"

enum { DEEPEST = 8, SAME_PLACE = 2 * MP_PER_PT };

enum marker { MARKER_WORDS, MARKER_BULLET, MARKER_NUMBER };  // what stands left of a paragraph

struct level { // of a list that is being filled
    struct element *list, *body;  // … and the body of its last item
    size_t block;                 // the paragraph that is this body
    enum marker marker;
    mp x;
};

struct build {
    struct pdf *pdf;
    struct tree *tree;
    const struct block *blocks;
    size_t n;
    size_t *first, *next;             // kids of a block and what follows it; 0: none
    const struct item **texts;        // of blocks: the first item
    bool *signs;                      // of blocks: a signer's place is in it
};

// What the kids of one block so far leave behind for the next one.
struct flow {
    struct element *parent, *label;   // as build_kids was told
    struct level levels[DEEPEST];
    int n_levels;                     // of lists that are open
    struct element *title;            // the kid before was this line of a title
    size_t caption;                   // a block that waits for its table
    struct element *pairs;            // the list of a table of pairs that was the kid before
};

// `label`: where the labels of paragraphs go, or NULL: they make lists.
static void build_kids(struct build *b, size_t block, struct element *parent, struct element *label);

// --- Labels

static const char *label_text(const struct build *b, size_t label, size_t *n) {
    const struct item *item = b->texts[label];
    *n = item ? item->text.n_text : 0;
    return item ? item->text.text : "";
}

static mp label_x(const struct build *b, size_t label) {
    return b->texts[label] ? b->texts[label]->x : 0;
}

static bool all_of(const char *text, size_t n, const char *set) {
    for (size_t i = 0; i < n; i++)
        if (!strchr(set, text[i]))
            return false;
    return n > 0;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "a." "1)" "(iii)": a number of some kind between at most two signs.
static enum marker marker_of(const char *text, size_t n, const char **numbering) {
    static const struct { const char *digits, *name; } kinds[] = {
        {"0123456789.", "Decimal"}, {"ivxlcdm", "LowerRoman"}, {"IVXLCDM", "UpperRoman"}};
    size_t end = n > 0 ? n - 1 : 0, start = n > 0 && text[0] == '(';
    *numbering = NULL;
    if (n > 1 && strchr(".)", text[end]) && end > start) {
        const char *number = text + start;
        size_t digits = end - start;
        bool one = digits == 1 && is_letter(*number) && *number != 'i' && *number != 'I';
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !one && !*numbering; i++)
            if (all_of(number, digits, kinds[i].digits))
                *numbering = kinds[i].name;
        if (!*numbering && digits <= 2 && is_letter(*number) && is_letter(number[digits - 1]))
            *numbering = *number >= 'a' ? "LowerAlpha" : "UpperAlpha";
        if (*numbering)
            return MARKER_NUMBER;
    }
    const char *p = text;
    if (n == 0 || is_letter(*text) || *text == ':')
        return MARKER_WORDS;
    text_next(&p, text + n);
    if (p != text + n)
        return MARKER_WORDS;
    *numbering = "Disc";
    return MARKER_BULLET;
}

// The labels of a paragraph are those of its kids that are some; returns how many.
static size_t labels_of(const struct build *b, size_t block, size_t *last) {
    size_t n = 0;
    for (size_t kid = b->first[block]; kid; kid = b->next[kid]) {
        if (b->blocks[kid].role != ROLE_LABEL)
            continue;
        *last = kid;
        n++;
    }
    return n;
}

static void map_labels(struct build *b, size_t block, struct element *to, size_t except) {
    for (size_t kid = b->first[block]; kid; kid = b->next[kid])
        if (b->blocks[kid].role == ROLE_LABEL && kid != except)
            tree_map(b->tree, kid, to);
}

// --- Lists

static void map_plain(struct build *b, size_t block, struct element *to) {
    tree_map(b->tree, block, to);
    map_labels(b, block, to, 0);
}

static struct level *begin_list(struct build *b, struct flow *f, struct element *parent, mp x, enum marker marker,
                                const char *numbering) {
    struct level *level = &f->levels[f->n_levels++];
    *level = (struct level){.list = tree_add(b->tree, parent, TAG_L), .marker = marker, .x = x};
    level->list->numbering = numbering;
    return level;
}

// The list that a label at `x` belongs to: an open one at the same place, a new one inside the last item when it stands
// further right, else a new one.
static struct level *list_at(struct build *b, struct flow *f, mp x, enum marker marker, const char *numbering) {
    while (f->n_levels > 0 && f->levels[f->n_levels - 1].x > x + SAME_PLACE)
        f->n_levels--;
    struct level *level = f->n_levels > 0 ? &f->levels[f->n_levels - 1] : NULL;
    bool inside = level && x > level->x + SAME_PLACE && marker != MARKER_WORDS && f->n_levels < DEEPEST;
    if (inside) {
        // What is drawn comes after what is built: the paragraph needs an element of its own, before the list.
        if (level->block)
            tree_map(b->tree, level->block, tree_add(b->tree, level->body, TAG_P));
        level->block = 0;
        return begin_list(b, f, level->body, x, marker, numbering);
    }
    if (level && level->marker == marker)
        return level;
    f->n_levels = 0;
    return begin_list(b, f, f->parent, x, marker, numbering);
}

// "Menimbang" ":" "a.": the words are the caption of a list that begins here, the number is the item's own.
static void add_labelled(struct build *b, struct flow *f, size_t block, size_t n_labels, size_t last) {
    size_t n;
    const char *text = label_text(b, last, &n), *numbering;
    enum marker marker = marker_of(text, n, &numbering);
    bool captioned = n_labels > 1 && marker != MARKER_WORDS;
    if (captioned)
        f->n_levels = 0;
    struct level *level = list_at(b, f, label_x(b, last), marker, numbering);
    if (captioned)
        map_labels(b, block, tree_add(b->tree, level->list, TAG_CAPTION), last);
    struct element *item = tree_add(b->tree, level->list, TAG_LI);
    struct element *label = tree_add(b->tree, item, TAG_LBL);
    if (captioned)
        tree_map(b->tree, last, label);
    else
        map_labels(b, block, label, 0);
    level->body = tree_add(b->tree, item, TAG_LBODY);
    level->block = block;
    tree_map(b->tree, block, level->body);
}

// An item of a list that is one in the data: its labels, then everything else as its body.
static void add_item(struct build *b, size_t block, struct element *list) {
    struct element *item = tree_add(b->tree, list, TAG_LI), *label = tree_add(b->tree, item, TAG_LBL);
    struct element *body = tree_add(b->tree, item, TAG_LBODY);
    if (b->blocks[block].role != ROLE_LIST_ITEM) {
        tree_map(b->tree, block, body);
        map_labels(b, block, label, 0);
        return;
    }
    size_t last = 0, n, first = b->first[block];
    if (!list->numbering && first && labels_of(b, first, &last)) {
        const char *text = label_text(b, last, &n);
        marker_of(text, n, &list->numbering);
    }
    build_kids(b, block, body, label);
}

static void add_list(struct build *b, size_t block, struct element *parent) {
    struct element *list = tree_add(b->tree, parent, TAG_L);
    for (size_t kid = b->first[block]; kid; kid = b->next[kid])
        add_item(b, kid, list);
}

// --- Tables

struct grid {
    size_t rows, columns;
    bool *taken;             // rows × columns
    bool first_row, first_column;  // are headings, though no cell says so
};

static bool *slot(const struct grid *g, size_t row, size_t column) {
    return &g->taken[row * g->columns + column];
}

static size_t clamp(int value, size_t most) {
    size_t n = value < 1 ? 1 : (size_t)value;
    return n < most ? n : most;
}

static bool is_head_row(const struct build *b, size_t row) {
    bool any = false;
    for (size_t cell = b->first[row]; cell; cell = b->next[cell]) {
        any = true;
        if (b->blocks[cell].role != ROLE_TH)
            return false;
    }
    return any;
}

static void fill_row(struct build *b, struct grid *g, size_t row, size_t *column, size_t end, struct element *to) {
    for (; *column < end; ++*column) {
        if (*slot(g, row, *column))
            continue;
        *slot(g, row, *column) = true;
        tree_add(b->tree, to, TAG_TD);
    }
}

// A cell with its spans cut to what is free, so that the rows and columns of the grid fit each other.
static void add_cell(struct build *b, struct grid *g, size_t row, size_t *column, size_t last_row, size_t cell,
                     struct element *to, enum scope scope) {
    const struct block *block = &b->blocks[cell];
    while (*column < g->columns && *slot(g, row, *column))
        ++*column;
    if (*column >= g->columns)
        return;
    size_t colspan = 1, rowspan = 1, most = clamp(block->colspan, g->columns - *column);
    while (colspan < most && !*slot(g, row, *column + colspan))
        colspan++;
    rowspan = clamp(block->rowspan, last_row - row);
    for (size_t r = row; r < row + rowspan; r++)
        for (size_t c = *column; c < *column + colspan; c++)
            *slot(g, r, c) = true;
    bool heading = block->role == ROLE_TH || (g->first_row && row == 0) || (g->first_column && *column == 0);
    struct element *e = tree_add(b->tree, to, heading ? TAG_TH : TAG_TD);
    e->colspan = (int)colspan;
    e->rowspan = (int)rowspan;
    e->scope = e->tag == TAG_TH ? scope : SCOPE_NONE;
    tree_map(b->tree, cell, e);
    build_kids(b, cell, e, NULL);
    *column += colspan;
}

static void add_row(struct build *b, struct grid *g, size_t row, size_t last_row, size_t block, struct element *to) {
    struct element *tr = tree_add(b->tree, to, TAG_TR);
    enum scope scope = is_head_row(b, block) || (g->first_row && row == 0) ? SCOPE_COLUMN : SCOPE_ROW;
    size_t column = 0;
    tree_map(b->tree, block, tr);
    for (size_t cell = b->first[block]; cell; cell = b->next[cell]) {
        size_t place = b->blocks[cell].column > 0 ? (size_t)b->blocks[cell].column : 0;
        fill_row(b, g, row, &column, place < g->columns ? place : g->columns, tr);
        add_cell(b, g, row, &column, last_row, cell, tr, scope);
    }
    fill_row(b, g, row, &column, g->columns, tr);
}

static size_t width_of(const struct build *b, size_t row) {
    size_t width = 0;
    for (size_t cell = b->first[row]; cell; cell = b->next[cell])
        width += clamp(b->blocks[cell].colspan, 1000);
    return width;
}

static bool has_heading(const struct build *b, size_t block) {
    for (size_t row = b->first[block]; row; row = b->next[row])
        for (size_t cell = b->first[row]; cell; cell = b->next[cell])
            if (b->blocks[cell].role == ROLE_TH)
                return true;
    return false;
}

// The cell of "1.1" "Instansi" ":" "Dinas Kesehatan" that holds the colon, before the last one; 0 when there is none.
static size_t colon_of(const struct build *b, size_t row) {
    size_t before = b->first[row], colon = before ? b->next[before] : 0;
    while (colon && b->next[colon] && b->next[b->next[colon]])
        colon = b->next[colon];
    size_t text = colon && b->next[colon] ? b->first[colon] : 0, n = 0;
    const char *says = text && !b->next[text] ? label_text(b, text, &n) : "";
    return n == 1 && *says == ':' ? colon : 0;
}

static bool is_pairs(const struct build *b, size_t block) {
    for (size_t row = b->first[block]; row; row = b->next[row])
        if (!colon_of(b, row))
            return false;
    return b->first[block] > 0;
}

// They are a list of names with what belongs to them; tables of such pairs that follow each other are one.
static void add_pairs(struct build *b, struct flow *f, size_t block) {
    f->pairs = f->pairs ? f->pairs : tree_add(b->tree, f->parent, TAG_L);
    for (size_t row = b->first[block]; row; row = b->next[row]) {
        struct element *item = tree_add(b->tree, f->pairs, TAG_LI);
        struct element *label = tree_add(b->tree, item, TAG_LBL), *body = tree_add(b->tree, item, TAG_LBODY);
        size_t value = b->next[colon_of(b, row)];
        for (size_t cell = b->first[row]; cell != value; cell = b->next[cell])
            for (size_t kid = b->first[cell]; kid; kid = b->next[kid])
                map_plain(b, kid, label);
        build_kids(b, value, body, NULL);
    }
}

// A column of a table that is read from top to bottom, before the one right of it.
static void add_column(struct build *b, size_t block, int column, struct element *parent) {
    struct element *div = tree_add(b->tree, parent, TAG_DIV);
    for (size_t row = b->first[block]; row; row = b->next[row])
        for (size_t cell = b->first[row]; cell; cell = b->next[cell])
            if (b->blocks[cell].column == column)
                build_kids(b, cell, div, NULL);
}

// Signers stand below their offices, so their places are read by columns; all else is read by rows.
static void add_side_by_side(struct build *b, size_t block, struct element *parent) {
    struct element *div = tree_add(b->tree, parent, TAG_DIV);
    tree_map(b->tree, block, div);
    int columns = b->blocks[block].colspan;
    for (int column = 0; b->signs[block] && column < columns; column++)
        add_column(b, block, column, div);
    for (size_t row = b->signs[block] ? 0 : b->first[block]; row; row = b->next[row])
        for (size_t cell = b->first[row]; cell; cell = b->next[cell])
            build_kids(b, cell, div, NULL);
}

static void add_rows(struct build *b, size_t block, struct element *table) {
    struct grid g = {.columns = clamp(b->blocks[block].colspan, 1000)};
    size_t heads = 0, r = 0;
    for (size_t row = b->first[block]; row; row = b->next[row]) {
        heads += heads == g.rows && is_head_row(b, row);
        size_t width = g.rows == 0 ? width_of(b, row) : 0;
        g.columns = width > g.columns ? width : g.columns;
        g.rows++;
    }
    // Every table has headings (ISO 14289-1, 7.5): of two columns the first names what stands in the second.
    g.first_column = !has_heading(b, block) && (g.columns == 2 || g.rows == 1);
    g.first_row = !has_heading(b, block) && !g.first_column;
    heads = g.first_row ? 1 : heads;
    heads = heads < g.rows ? heads : 0;  // a head needs a body
    g.taken = ARENA_ARRAY(b->pdf->arena, g.rows * g.columns, bool);
    struct element *head = heads ? tree_add(b->tree, table, TAG_THEAD) : NULL;
    struct element *body = tree_add(b->tree, table, TAG_TBODY);
    for (size_t row = b->first[block]; row; row = b->next[row], r++)
        add_row(b, &g, r, r < heads ? heads : g.rows, row, r < heads ? head : body);
}

static void end_caption(struct build *b, struct flow *f) {
    if (f->caption)
        map_plain(b, f->caption, tree_add(b->tree, f->parent, TAG_P));
    f->caption = 0;
}

static void add_table(struct build *b, struct flow *f, size_t block) {
    bool placing = !has_heading(b, block) && (!b->blocks[block].grid || b->blocks[block].colspan < 2);
    if (placing)
        end_caption(b, f);
    if (placing && is_pairs(b, block)) {
        add_pairs(b, f, block);
        return;
    }
    f->pairs = NULL;
    if (placing) {
        add_side_by_side(b, block, f->parent);
        return;
    }
    struct element *table = tree_add(b->tree, f->parent, TAG_TABLE);
    tree_map(b->tree, block, table);
    if (f->caption)
        map_plain(b, f->caption, tree_add(b->tree, table, TAG_CAPTION));
    f->caption = 0;
    add_rows(b, block, table);
}

// --- Any block

static void add_heading(struct build *b, struct flow *f, size_t block) {
    enum role role = b->blocks[block].role;
    bool title = role == ROLE_TITLE || role == ROLE_H1;
    struct element *before = f->title;
    f->title = NULL;
    struct element *e = title && before ? before : tree_add(b->tree, f->parent, TAG_H);
    e->level = role == ROLE_H3 ? 3 : role == ROLE_H2 ? 2 : 1;
    f->title = title ? e : NULL;
    map_plain(b, block, e);
}

static void add_paragraph(struct build *b, struct flow *f, size_t block) {
    size_t last = 0, n_labels = f->label ? 0 : labels_of(b, block, &last);
    if (n_labels) {
        add_labelled(b, f, block, n_labels, last);
        return;
    }
    if (f->label)
        map_labels(b, block, f->label, 0);
    tree_map(b->tree, block, tree_add(b->tree, f->parent, TAG_P));
}

static void add_group(struct build *b, struct flow *f, size_t block, enum tag tag) {
    struct element *e = tree_add(b->tree, f->parent, tag);
    tree_map(b->tree, block, e);
    if (tag != TAG_FIGURE)
        build_kids(b, block, e, NULL);
}

static void add_block(struct build *b, struct flow *f, size_t block) {
    enum role role = b->blocks[block].role;
    bool heading = role == ROLE_H1 || role == ROLE_H2 || role == ROLE_H3 || role == ROLE_TITLE;
    size_t last;
    if (role != ROLE_TABLE) {
        end_caption(b, f);
        f->pairs = NULL;
    }
    if (!heading)
        f->title = NULL;
    if (heading || f->label || !labels_of(b, block, &last))
        f->n_levels = 0;
    switch (role) {
    case ROLE_H1: case ROLE_H2: case ROLE_H3: case ROLE_TITLE: add_heading(b, f, block); break;
    case ROLE_LIST:      add_list(b, block, f->parent); break;
    case ROLE_LIST_ITEM: add_item(b, block, tree_add(b->tree, f->parent, TAG_L)); break;
    case ROLE_TABLE:     add_table(b, f, block); break;
    case ROLE_SECTION:   add_group(b, f, block, TAG_SECT); break;
    case ROLE_FIGURE:    add_group(b, f, block, TAG_FIGURE); break;
    case ROLE_CAPTION:   f->caption = block; break;
    case ROLE_LABEL:     break;
    default:             add_paragraph(b, f, block); break;
    }
}

static bool is_plain(const struct build *b, size_t block) {
    enum role role = b->blocks[block].role;
    return role == ROLE_P || role == ROLE_BODY;
}

// One paragraph alone in a cell or in the body of an item is the cell or the body: it needs no element of its own.
static bool is_alone(const struct build *b, size_t kid, const struct element *parent, const struct element *label) {
    bool may = parent->tag == TAG_LBODY || parent->tag == TAG_TD || parent->tag == TAG_TH;
    size_t last;
    return may && kid && !b->next[kid] && is_plain(b, kid) && (label || !labels_of(b, kid, &last));
}

static void build_kids(struct build *b, size_t block, struct element *parent, struct element *label) {
    struct flow f = {.parent = parent, .label = label};
    size_t kid = b->first[block];
    if (is_alone(b, kid, parent, label)) {
        tree_map(b->tree, kid, parent);
        if (label)
            map_labels(b, kid, label, 0);
        return;
    }
    for (; kid; kid = b->next[kid])
        add_block(b, &f, kid);
    end_caption(b, &f);
}

// Blocks by their parents, in the order in which they were made, which is that of the document.
static void link_blocks(struct build *b) {
    size_t *last = ARENA_ARRAY(b->pdf->arena, b->n + 1, size_t);
    for (size_t i = 1; i < b->n; i++) {
        size_t parent = b->blocks[i].parent >= 0 && (size_t)b->blocks[i].parent < i ? (size_t)b->blocks[i].parent : 0;
        *(last[parent] ? &b->next[last[parent]] : &b->first[parent]) = i;
        last[parent] = i;
    }
}

static void look_at(struct build *b, const struct item *item) {
    size_t block = item->block > 0 && (size_t)item->block < b->n ? (size_t)item->block : 0;
    if (item->kind == ITEM_TEXT && item->role != ROLE_ARTIFACT && block && !b->texts[block])
        b->texts[block] = item;
    for (; item->kind == ITEM_SIGN && block && !b->signs[block]; block = (size_t)b->blocks[block].parent)
        b->signs[block] = true;
}

void tree_build(struct pdf *pdf, struct tree *tree) {
    struct build b = {.pdf = pdf, .tree = tree, .blocks = pdf->pages->blocks, .n = pdf->pages->n_blocks};
    b.first = ARENA_ARRAY(pdf->arena, b.n + 1, size_t);
    b.next = ARENA_ARRAY(pdf->arena, b.n + 1, size_t);
    b.texts = ARENA_ARRAY(pdf->arena, b.n + 1, const struct item *);
    b.signs = ARENA_ARRAY(pdf->arena, b.n + 1, bool);
    link_blocks(&b);
    for (size_t i = 0; i < pdf->pages->n; i++)
        for (size_t k = 0; k < pdf->pages->items[i].n; k++)
            look_at(&b, &pdf->pages->items[i].items[k]);
    build_kids(&b, 0, tree_root(tree), NULL);
}
