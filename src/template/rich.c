// Rich text of the record as boxes: paragraphs, nested lists with our own numbers, tables and images. Numbers and marks
// that the writer typed are never read; the structure is numbered anew.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "template/bind.h"

#define RICH_LEVELS 8
#define WIDE_LIST 10  // from so many items on, numbers need the wider step

struct counters {
    struct level {
        const char *before, *after;
        char kind;  // a A 1 i I; 0: printed as it stands
    } levels[RICH_LEVELS];
    size_t n;
    const char *bullets[RICH_LEVELS];
    size_t n_bullets;
    mp step, step_wide;
    const struct look *look;  // of the items; NULL: as the text around
};

#define IMAGE_CAPTION_GAP PT(3)
#define CONTINUED_NAME 80  // bytes: what a cell says is no longer a name of its rows

struct rich {
    struct bind *b;
    struct at at;
    const struct look *look;
    struct shape shape;  // of its paragraphs, `left` apart
    struct counters counters;
    struct labels pending;    // for the next paragraph
    const struct node *lead;  // the words before it; NULL: none, or set already
    struct at lead_at;
    bool any;
};

struct spot {  // where in the nest of lists
    mp left;
    size_t depth;
    bool item;
};

static void rich_flow(struct rich *r, const xmlNode *node, struct spot spot, struct out *out);

// ---- counters

static struct level parse_level(struct arena *a, const char *word, size_t n) {
    size_t i = 0;
    while (i < n && !strchr("aA1iI", word[i])) {
        i++;
    }
    struct level level = {arena_strndup(a, word, i), "", 0};
    if (i < n) {
        level.kind = word[i];
        level.after = arena_strndup(a, word + i + 1, n - i - 1);
    }
    return level;
}

static const char *level_label(struct arena *a, const struct level *level, int n) {
    const char *number = "";
    if (level->kind == '1') {
        number = arena_printf(a, "%d", n);
    } else if (level->kind == 'a' || level->kind == 'A') {
        number = format_letter(a, n);
    } else if (level->kind) {
        number = format_roman(a, n);
    }
    if (level->kind == 'A') {
        number = text_upper(a, number);
    } else if (level->kind == 'i') {
        number = text_lower(a, number);
    }
    return arena_printf(a, "%s%s%s", level->before, number, level->after);
}

static void read_counters(struct rich *r, const struct node *n) {
    struct counters *c = &r->counters;
    struct arena *a = r->b->arena;
    const struct at root = {.node = r->b->root};
    const char *levels = node_setting(n, A_LEVELS)->pattern.source;
    const struct setting *bullets = node_setting(n, A_BULLETS);
    for (const char *p = levels; *p && c->n < RICH_LEVELS; p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        c->levels[c->n++] = parse_level(a, p, length);
        p += length;
    }
    for (const char *p = bullets ? bullets->pattern.source : ""; *p && c->n_bullets < RICH_LEVELS;
         p += strspn(p, " ")) {
        size_t length = strcspn(p, " ");
        c->bullets[c->n_bullets++] = arena_strndup(a, p, length);
        p += length;
    }
    c->step = bind_length(r->b, &root, n, A_STEP, 0);
    c->step_wide = bind_length(r->b, &root, n, A_STEP_WIDE, c->step);
    c->look = node_setting(n, A_STYLE) ? style_look(r->b, node_setting(n, A_STYLE)->definition) : NULL;
}

static const char *item_label(struct rich *r, bool ordered, size_t depth, int n) {
    const struct counters *c = &r->counters;
    if (ordered && c->n) {
        return level_label(r->b->arena, &c->levels[depth < c->n ? depth : c->n - 1], n);
    }
    return c->n_bullets ? c->bullets[depth < c->n_bullets ? depth : c->n_bullets - 1] : "\xE2\x80\xA2";
}

// ---- paragraphs

static const struct look *look_at(const struct rich *r, struct spot spot) {
    return spot.item && r->counters.look ? r->counters.look : r->look;
}

static struct at at_node(const struct rich *r, const xmlNode *node, const struct look *look) {
    struct at at = r->at;
    at.node = node;
    at.look = look;
    at.type = look->shared;
    return at;
}

// A new line begins with the words that lead in the rich text: "Kepala Bidang: …".
static struct line *begin_line(struct rich *r, const struct at *at) {
    struct line *line = line_new(r->b);
    if (r->lead) {
        struct at inner = r->lead_at;
        struct out out = {.line = line};
        const struct node *lead = r->lead;
        inner.look = at->look;
        inner.type = at->type;
        r->lead = NULL;
        bind_children(r->b, &inner, lead, &out);
    }
    return line;
}

static void flush(struct rich *r, const xmlNode *node, struct spot spot, struct line **line, struct out *out) {
    if (!*line) {
        return;
    }
    const struct look *look = look_at(r, spot);
    struct shape shape = look == r->look ? r->shape : look->shape;
    shape.left = spot.left;
    struct at at = at_node(r, node, look);
    size_t n;
    struct run *runs = line_end(*line, &n);
    *line = NULL;
    if (n == 0) {
        return;
    }
    struct box *box = box_new(r->b, &at, out, BOX_PARA);
    box->role = spot.item ? ROLE_BODY : look->role;
    box->style = look->name;
    box->shape = shape;
    box->para.runs = runs;
    box->para.n = n;
    box->para.labels = r->pending.items;
    box->para.n_labels = r->pending.n;
    r->pending = (struct labels){0};
    r->any = true;
}

// Labels that found no paragraph (an empty item) stand on a line of their own.
static void flush_labels(struct rich *r, const xmlNode *node, struct spot spot, struct out *out) {
    if (!r->pending.n) {
        return;
    }
    const struct look *look = look_at(r, spot);
    struct at at = at_node(r, node, look);
    struct shape shape = look->shape;
    shape.left = spot.left;
    box_para(r->b, &at, out, look, &shape, line_new(r->b), &r->pending);
    r->pending = (struct labels){0};
}

// ---- lists

static struct box *group(struct rich *r, const xmlNode *node, struct out *out, enum role role) {
    struct at at = r->at;
    at.node = node;
    struct box *box = box_new(r->b, &at, out, BOX_STACK);
    box->role = role;
    return box;
}

static void rich_item(struct rich *r, const xmlNode *item, struct spot spot, mp step, const char *text,
                      struct out *out) {
    struct bind *b = r->b;
    const struct look *look = look_at(r, (struct spot){spot.left, spot.depth, true});
    struct line *line = line_new(b);
    line_words(line, look->shared, NULL, NULL, text);
    struct label label = {.x = spot.left, .width = step, .align = ALIGN_LEFT};
    label.runs = line_end(line, &label.n);
    if (label.n) {
        labels_add(b, &r->pending, label);
    }
    struct box *box = group(r, item, out, ROLE_LIST_ITEM);
    struct out inside = box_out(&box->stack.first);
    struct spot inner = {spot.left + step, spot.depth + 1, true};
    rich_flow(r, item, inner, &inside);
    flush_labels(r, item, inner, &inside);
}

static void rich_list(struct rich *r, const xmlNode *list, struct spot spot, struct out *out) {
    bool ordered = xml_is(list, "ol");
    int items = 0, n = 0;
    for (const xmlNode *item = xml_child(list, "li"); item; item = xml_next(item, "li")) {
        items++;
    }
    mp step = ordered && items >= WIDE_LIST ? r->counters.step_wide : r->counters.step;
    struct box *box = group(r, list, out, ROLE_LIST);
    struct out inside = box_out(&box->stack.first);
    for (const xmlNode *item = xml_child(list, "li"); item && !r->b->full; item = xml_next(item, "li")) {
        rich_item(r, item, spot, step, item_label(r, ordered, spot.depth, ++n), &inside);
    }
}

// ---- tables and images

static int span(const xmlNode *cell, const char *name) {
    const char *value = xml_attr(cell, name);
    int n = 0;
    for (; value && *value >= '0' && *value <= '9' && n < 1000; value++) {
        n = n * 10 + (*value - '0');
    }
    return n > 0 ? n : 1;
}

static size_t columns_of(const xmlNode *table) {
    size_t most = 1;
    for (const xmlNode *row = xml_child(table, "tr"); row; row = xml_next(row, "tr")) {
        size_t n = 0;
        for (const xmlNode *cell = xml_child(row, NULL); cell; cell = xml_next(cell, NULL)) {
            n += (size_t)span(cell, "colspan");
        }
        most = n > most ? n : most;
    }
    return most;
}

static const struct look *table_look(struct rich *r, enum attribute a, const struct look *otherwise) {
    const struct node *n = r->b->t->rich_tables;
    const struct setting *s = n ? node_setting(n, a) : NULL;
    return s ? style_look(r->b, s->definition) : otherwise;
}

static void rich_cell(struct rich *r, struct rows *rows, struct row *row, const xmlNode *node, bool heading) {
    struct cell *cell = rows_add_cell(r->b, rows, row, span(node, "colspan"), span(node, "rowspan"), xml_place(node));
    if (!cell) {
        return;
    }
    struct rich inner = *r;
    inner.look = heading ? table_look(r, A_HEADING_STYLE, rows->look) : rows->look;
    inner.shape = inner.look->shape;
    inner.counters.look = NULL;
    inner.pending = (struct labels){0};
    cell->heading = heading;
    cell->node = node;
    struct out out = box_out(&cell->first);
    rich_flow(&inner, node, (struct spot){inner.shape.left, 0, false}, &out);
}

// Rows that a cell over several rows holds together: on a page where they go on stands what names them.
struct spanned {
    size_t end;              // the row after the last one
    const char *name;        // of the group
    struct box *continued;
};

// What the cell says, when it is short enough for a name, and the template's words for "continued".
static struct box *continued_cell(struct rich *r, const struct rows *rows, const xmlNode *cell, const char *words) {
    const char *text = text_collapse(r->b->arena, xml_text(r->b->arena, cell));
    bool names = *text && strlen(text) <= CONTINUED_NAME;
    const char *again = names ? arena_printf(r->b->arena, "%s %s", text, words) : words;
    struct box *first = NULL;
    struct out out = box_out(&first);
    struct at at = at_node(r, cell, rows->look);
    struct line *line = line_new(r->b);
    line_words(line, rows->look->shared, NULL, NULL, again);
    box_para(r->b, &at, &out, rows->look, &rows->look->shape, line, &(struct labels){0});
    return first;
}

static void rich_spanned(struct rich *r, struct rows *rows, size_t index, const xmlNode *cell, struct spanned *group) {
    const struct node *def = r->b->t->rich_tables;
    const struct at root = {.node = r->b->root};
    const char *words = def ? bind_text(r->b, &root, def, A_CONTINUED) : "";
    if (rows->head || index < group->end || span(cell, "rowspan") < 2 || text_blank(words)) {
        return;
    }
    group->end = index + (size_t)span(cell, "rowspan");
    group->name = arena_printf(r->b->arena, "%zu", index);
    group->continued = continued_cell(r, rows, cell, words);
}

static void rich_rows(struct rich *r, struct rows *rows, const xmlNode *table) {
    bool leading = true;
    struct spanned group = {0};
    for (const xmlNode *tr = xml_child(table, "tr"); tr && !r->b->full; tr = xml_next(tr, "tr")) {
        leading = leading && xml_child(tr, "th") && !xml_child(tr, "td");
        rows->head = leading;
        struct row *row = rows_add(r->b, rows);
        size_t index = rows->table->n_rows - 1;
        for (const xmlNode *cell = xml_child(tr, NULL); cell; cell = xml_next(cell, NULL)) {
            if (xml_is(cell, "td") || xml_is(cell, "th")) {
                rich_spanned(r, rows, index, cell, &group);
                rich_cell(r, rows, row, cell, xml_is(cell, "th"));
            }
        }
        if (index < group.end) {
            row->group = group.name;
            row->continued = group.continued;
        }
    }
}

static struct rich captioned(struct rich *r) {
    struct rich inner = *r;
    inner.look = table_look(r, A_CAPTION_STYLE, r->look);
    inner.shape = inner.look->shape;
    return inner;
}

static void rich_caption(struct rich *r, const xmlNode *caption, mp left, struct out *out) {
    struct rich inner = captioned(r);
    inner.shape.keep_next = true;
    struct box **first = out->boxes;
    rich_flow(&inner, caption, (struct spot){left, 0, false}, out);
    if (*first) {
        (*first)->role = ROLE_CAPTION;
    }
}

static void rich_table(struct rich *r, const xmlNode *node, struct spot spot, struct out *out) {
    struct bind *b = r->b;
    const struct node *def = b->t->rich_tables;
    const struct at root = {.node = b->root};
    flush_labels(r, node, spot, out);
    const xmlNode *caption = xml_child(node, "caption");
    if (caption) {
        rich_caption(r, caption, spot.left, out);
    }
    struct at at = at_node(r, node, r->look);
    struct box *box = box_new(b, &at, out, BOX_TABLE);
    struct rows rows = {.table = ARENA_NEW(b->arena, struct table), .look = table_look(r, A_STYLE, r->look)};
    size_t columns = columns_of(node), most = sizeof rows.taken / sizeof *rows.taken;
    box->role = ROLE_TABLE;
    box->table = rows.table;
    box->shape.left = spot.left;
    box->shape.before = r->shape.before;
    box->shape.after = r->shape.after;
    rows.table->n_columns = columns < most ? columns : most;
    rows.table->columns = ARENA_ARRAY(b->arena, rows.table->n_columns, struct column);
    if (def) {
        rows.table->border = bind_length(b, &root, def, A_BORDER, 0);
        rows.table->pad_x = bind_length(b, &root, def, A_PAD_X, 0);
        rows.table->pad_y = bind_length(b, &root, def, A_PAD_Y, 0);
    }
    rich_rows(r, &rows, node);
    r->any = r->any || rows.table->n_rows;
}

static void rich_image(struct rich *r, const xmlNode *node, struct spot spot, struct out *out) {
    struct bind *b = r->b;
    const char *file = xml_attr(node, "berkas");
    if (text_blank(file)) {
        return;
    }
    const struct node *def = b->t->rich_tables;
    const struct at root = {.node = b->root};
    mp limit = def ? bind_length(b, &root, def, A_IMAGE_WIDTH, b->measure) : b->measure;
    limit = limit < b->measure - spot.left ? limit : b->measure - spot.left;
    struct at at = at_node(r, node, r->look);
    struct box *box = box_new(b, &at, out, BOX_IMAGE);
    box->shape.left = spot.left;
    box->shape.before = r->shape.before;
    box->shape.after = r->shape.after;
    box_image(b, &at, NULL, box, file, 0, 0, limit);
    box->image.align = ALIGN_CENTER;
    r->any = true;
    const char *words = xml_attr(node, "keterangan");
    if (text_blank(words)) {
        return;
    }
    struct rich inner = captioned(r);
    struct line *line = line_new(b);
    line_words(line, inner.look->shared, node, NULL, words);
    box->shape.after = box->shape.after_floor = 0;
    box->shape.keep_next = true;
    inner.shape.left = spot.left;
    inner.shape.before = inner.shape.before_floor = IMAGE_CAPTION_GAP;
    inner.shape.after = r->shape.after;
    struct box *caption = box_para(b, &at, out, inner.look, &inner.shape, line, &(struct labels){0});
    caption->role = ROLE_CAPTION;
}

// ---- the flow

static void rich_block(struct rich *r, const xmlNode *node, struct spot spot, struct out *out) {
    if (xml_is(node, "ol") || xml_is(node, "ul")) {
        rich_list(r, node, spot, out);
    } else if (xml_is(node, "table")) {
        rich_table(r, node, spot, out);
    } else if (xml_is(node, "img")) {
        rich_image(r, node, spot, out);
    } else if (node->type == XML_ELEMENT_NODE) {
        rich_flow(r, node, spot, out);
    }
}

// Words and inline elements between blocks make a paragraph.
static void rich_flow(struct rich *r, const xmlNode *node, struct spot spot, struct out *out) {
    struct line *line = NULL;
    struct at at = at_node(r, node, look_at(r, spot));
    for (const xmlNode *child = node->children; child && !r->b->full; child = child->next) {
        if (!line && xmlIsBlankNode(child)) {
            continue;
        }
        if (line_rich_inline(child)) {
            line = line ? line : begin_line(r, &at);
            line_rich(line, &at, child);
        } else {
            flush(r, node, spot, &line, out);
            rich_block(r, child, spot, out);
        }
    }
    flush(r, node, spot, &line, out);
}

static void keep_last_with_next(struct box *box) {
    while (box) {
        while (box->next) {
            box = box->next;
        }
        box->shape.keep_next = true;
        box = box->kind == BOX_STACK ? box->stack.first : NULL;
    }
}

static void rich_hole(struct rich *r, const struct node *n, struct out *out) {
    const char *label = bind_text(r->b, &r->at, n, A_HOLE);
    if (!label) {
        return;
    }
    struct line *line = line_new(r->b);
    bind_hole(r->b, &r->at, r->look->shared, label, false, line);
    box_para(r->b, &r->at, out, r->look, &r->shape, line, &r->pending);
}

void bind_lead(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    (void)b;
    (void)at;
    *out->lead = n;
}

void bind_rich(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct query_scope scope = bind_scope(b, at);
    size_t count;
    const xmlNode **nodes = query_nodes(node_setting(n, A_SELECT)->query, at->node, &scope, &count);
    struct rich r = {.b = b, .at = *at, .look = style_of(b, at, n, A_STYLE)};
    r.at.look = r.look;
    r.at.type = r.look->shared;
    r.at.link = NULL;
    r.shape = style_shape(b, at, n, r.look);
    bool keep_next = node_setting(n, A_KEEP_NEXT) && r.shape.keep_next;
    if (node_setting(n, A_KEEP_NEXT)) {
        r.shape.keep_next = r.look->shape.keep_next;
    }
    if (node_setting(n, A_COUNTERS)) {
        read_counters(&r, node_setting(n, A_COUNTERS)->definition->node);
    }
    struct out parts = {.labels = &r.pending, .lead = &r.lead};
    r.lead_at = *at;
    bind_children(b, &r.at, n, &parts);
    struct box **first = out->boxes;
    for (size_t i = 0; i < count && !b->full; i++) {
        reading_whole(b->options->reading, nodes[i]);
        rich_flow(&r, nodes[i], (struct spot){r.shape.left, 0, false}, out);
    }
    if (!r.any) {
        rich_hole(&r, n, out);
    }
    if (keep_next) {
        keep_last_with_next(*first);
    }
}
