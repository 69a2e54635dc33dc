// Blocks: paragraphs, stacks, signers' places, spaces, rules and images.
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "template/bind.h"
#include "template/value.h"

// A document of a hundred thousand pages is a slip of a template or of the data.
#define BIND_BOXES 2000000

struct out box_out(struct box **first) {
    return (struct out){.boxes = first};
}

void box_count(struct bind *b, const xmlNode *node) {
    if (++b->made == BIND_BOXES) {
        findings_add(b->findings, "template.many", xml_place(node), "name", "box", "limit",
                     arena_printf(b->arena, "%d", BIND_BOXES), NULL);
        b->full = true;
    }
}

struct box *box_new(struct bind *b, const struct at *at, struct out *out, enum box_kind kind) {
    struct box *box = ARENA_NEW(b->arena, struct box);
    box->kind = kind;
    box->node = at->node;
    box->role = ROLE_ARTIFACT;
    *out->boxes = box;
    out->boxes = &box->next;
    box_count(b, at->node);
    return box;
}

void labels_add(struct bind *b, struct labels *labels, struct label label) {
    if (labels->n == labels->cap) {
        size_t cap = labels->cap ? labels->cap * 2 : 4, size = sizeof *labels->items;
        labels->items = arena_grow(b->arena, labels->items, labels->cap * size, cap * size);
        labels->cap = cap;
    }
    labels->items[labels->n++] = label;
}

struct box *box_para(struct bind *b, const struct at *at, struct out *out, const struct look *look,
                     const struct shape *shape, struct line *line, const struct labels *labels) {
    size_t n;
    struct run *runs = line_end(line, &n);
    if (n == 0 && labels->n == 0) {
        return NULL;
    }
    struct box *box = box_new(b, at, out, BOX_PARA);
    box->role = look->role;
    box->style = look->name;
    box->shape = *shape;
    box->para.runs = runs;
    box->para.n = n;
    box->para.labels = labels->items;
    box->para.n_labels = labels->n;
    box->para.outline = look->outline;
    return box;
}

struct at bind_styled(struct bind *b, const struct at *at, const struct node *n) {
    struct at inner = *at;
    inner.look = style_of(b, at, n, A_STYLE);
    inner.type = inner.look->shared;
    inner.link = NULL;
    return inner;
}

void bind_para(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct at inner = bind_styled(b, at, n);
    struct labels labels = {0};
    struct out parts = {.line = line_new(b), .labels = &labels};
    bind_children(b, &inner, n, &parts);
    struct shape shape = style_shape(b, at, n, inner.look);
    struct box *box = box_para(b, &inner, out, inner.look, &shape, parts.line, &labels);
    if (box) {
        box->id = bind_text(b, at, n, A_ID);
    }
}

void bind_label(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct at inner = *at;
    if (node_setting(n, A_STYLE)) {
        inner = bind_styled(b, at, n);
    } else {
        inner.type = at->look->shared;
    }
    struct out parts = {.line = line_new(b)};
    bind_children(b, &inner, n, &parts);
    struct label label = {.x = bind_length(b, at, n, A_AT, 0), .width = bind_length(b, at, n, A_WIDTH, 0)};
    label.align = (enum align)bind_choice(b, at, n, A_ALIGN, ALIGN_LEFT);
    label.runs = line_end(parts.line, &label.n);
    if (label.n) {
        labels_add(b, out->labels, label);
    }
}

static mp width_of(struct bind *b, const struct label *label) {
    if (b->options->width) {
        return b->options->width(b->arena, b->options->fonts, label->runs, label->n);
    }
    mp width = 0;
    for (size_t i = 0; i < label->n; i++) {
        const struct run *r = &label->runs[i];
        width += r->kind == RUN_TEXT ? (mp)text_length(r->text) * r->type->size / 2 : r->width;
    }
    return width;
}

void bind_widest(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    (void)out;
    struct at inner = bind_styled(b, at, n);
    struct labels labels = {0};
    struct out parts = {.labels = &labels};
    bind_children(b, &inner, n, &parts);
    mp widest = 0;
    for (size_t i = 0; i < labels.n; i++) {
        mp width = width_of(b, &labels.items[i]);
        widest = width > widest ? width : widest;
    }
    mp least = bind_length(b, at, n, A_LEAST, 0);
    widest += bind_length(b, at, n, A_ROOM, 0);
    widest = widest > least ? widest : least;
    const char *value = arena_printf(b->arena, "%.3fmm", (double)widest * 25.4 / (72 * MP_PER_PT));
    bind_push(b, node_setting(n, A_NAME)->pattern.source, value);
}

// ---- stacks

void box_spaces(struct bind *b, const struct at *at, const struct node *n, struct shape *s) {
    s->before = s->before_floor = bind_length(b, at, n, A_BEFORE, 0);
    s->after = s->after_floor = bind_length(b, at, n, A_AFTER, 0);
    s->keep_next = bind_yes(b, at, n, A_KEEP_NEXT, false);
}

// A width is laid as an indent on the right, from the edge that `left` gives.
static void set_edges(struct bind *b, const struct at *at, const struct node *n, struct shape *s) {
    s->left = bind_length(b, at, n, A_LEFT, 0);
    s->right = bind_length(b, at, n, A_RIGHT, 0);
    mp width = bind_length(b, at, n, A_WIDTH, 0);
    if (width > 0 && b->measure > s->left + width) {
        s->right = b->measure - s->left - width;
    }
    // What needs more room takes it on the left.
    mp least = node_setting(n, A_LEAST) ? bind_length(b, at, n, A_LEAST, 0) : 0;
    if (least > b->measure - s->left - s->right) {
        s->left = least > b->measure - s->right ? 0 : b->measure - s->right - least;
    }
}

struct box *box_stack(struct bind *b, const struct at *at, const struct node *n, struct out *out,
                             const struct look *look) {
    struct box *box = box_new(b, at, out, BOX_STACK);
    box->id = bind_text(b, at, n, A_ID);
    box->style = node_setting(n, A_STYLE) ? look->name : NULL;
    box_spaces(b, at, n, &box->shape);
    set_edges(b, at, n, &box->shape);
    box->stack.min_height = bind_length(b, at, n, A_MIN_HEIGHT, 0);
    return box;
}

void bind_stack(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct at inner = bind_styled(b, at, n);
    struct box *box = box_stack(b, at, n, out, inner.look);
    box->role = (enum role)bind_choice(b, at, n, A_ROLE, ROLE_ARTIFACT);
    box->shape.keep_lines = bind_yes(b, at, n, A_KEEP, false);
    struct out parts = box_out(&box->stack.first);
    parts.stack = box;
    bind_children(b, &inner, n, &parts);
}

// ---- images

static const char *folder_of(struct bind *b, const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? arena_strndup(b->arena, path, (size_t)(slash - path)) : NULL;
}

// A relative name is looked for beside the input file that the record's element came from, then in the given folder.
static const char *image_path(struct bind *b, const struct at *at, const char *file) {
    if (b->options->image) {
        const char *path = b->options->image(b->options->context, file);
        return path ? path : file;
    }
    if (*file == '/') {
        return file;
    }
    const char *beside = folder_of(b, xml_file(at->node));
    const char *path = beside ? file_join(b->arena, beside, file) : file;
    if (!file_exists(path) && b->options->folder) {
        const char *other = file_join(b->arena, b->options->folder, file);
        path = file_exists(other) ? other : path;
    }
    return path;
}

static void note_image(struct bind *b, const char *name, const char *path) {
    struct used_image **tail = &b->document->images;
    for (; *tail; tail = &(*tail)->next) {
        if (strcmp((*tail)->name, name) == 0) {
            return;
        }
    }
    *tail = ARENA_NEW(b->arena, struct used_image);
    **tail = (struct used_image){.name = name, .path = path};
}

static void fit(struct box *box, mp width, mp height, mp natural_limit) {
    const struct image *i = box->image.image;
    if (!i) {
        box->image.width = width > 0 ? width : height > 0 ? height : natural_limit / 4;
        box->image.height = height > 0 ? height : box->image.width;
        return;
    }
    mp w = i->width * MP_PER_PT * 3 / 4, h = i->height * MP_PER_PT * 3 / 4;  // 96 pixels an inch
    if (width <= 0 && height <= 0) {
        width = w < natural_limit ? w : natural_limit;
    }
    bool by_height = width <= 0 || (height > 0 && w * height > h * width);
    if (width > 0 && height > 0) {
        by_height = w * height < h * width;
    }
    box->image.width = by_height ? w * height / h : width;
    box->image.height = by_height ? height : h * width / w;
}

bool box_image(struct bind *b, const struct at *at, const struct node *n, struct box *box, const char *file, mp width,
               mp height, mp natural_limit) {
    box->kind = BOX_IMAGE;
    box->role = ROLE_FIGURE;
    const char *path = image_path(b, at, file);
    note_image(b, arena_strdup(b->arena, file), path);
    box->image.image = image_load(b->arena, path, xml_place(at->node), b->findings);
    box->image.missing = !box->image.image;
    box->image.alt = n ? bind_text(b, at, n, A_ALT) : arena_strdup(b->arena, bind_field(b, at->node, "keterangan"));
    fit(box, width, height, natural_limit);
    if (box->image.image && text_blank(box->image.alt)) {  // whoever cannot see it learns nothing of it
        findings_add(b->findings, "template.alt", xml_place(at->node), "gambar", file, NULL);
    }
    return box->image.image;
}

static void sized_image(struct bind *b, const struct at *at, const struct node *n, struct box *box, const char *file) {
    mp width = bind_length(b, at, n, A_WIDTH, 0), height = bind_length(b, at, n, A_HEIGHT, 0);
    box_image(b, at, n, box, file, width, height, b->measure);
}

void bind_image(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    const char *file = bind_text(b, at, n, A_FILE);
    if (text_blank(file)) {
        return;
    }
    struct box *box = box_new(b, at, out, BOX_IMAGE);
    box_spaces(b, at, n, &box->shape);
    sized_image(b, at, n, box, file);
    box->image.align = (enum align)bind_choice(b, at, n, A_ALIGN, ALIGN_LEFT);
}

void bind_side(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    const char *file = bind_text(b, at, n, A_IMAGE);
    if (text_blank(file) || !out->stack) {
        return;
    }
    struct box *box = ARENA_NEW(b->arena, struct box);
    box->node = at->node;
    sized_image(b, at, n, box, file);
    out->stack->stack.side = box;
    out->stack->stack.side_gap = bind_length(b, at, n, A_GAP, 0);
}

// ---- the rest

void bind_space(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct box *box = box_new(b, at, out, BOX_SPACE);
    box->space.natural = bind_length(b, at, n, A_HEIGHT, 0);
    box->space.stretch = bind_length(b, at, n, A_STRETCH, 0);
    box->space.shrink = bind_length(b, at, n, A_SHRINK, 0);
    box->shape.keep_next = bind_yes(b, at, n, A_KEEP_NEXT, false);
}

void bind_rule(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    mp lengths[VALUE_LENGTHS];
    const char *value = bind_text(b, at, n, A_LINES);
    size_t count = value_lengths(value, lengths);
    if (count == 0) {
        bind_bad_value(b, n, node_setting(n, A_LINES), value);
        return;
    }
    struct box *box = box_new(b, at, out, BOX_RULE);
    box_spaces(b, at, n, &box->shape);
    set_edges(b, at, n, &box->shape);
    box->rule.n = (int)(count + 1) / 2;
    for (size_t i = 0; i < count; i++) {
        *(i % 2 ? &box->rule.gap[i / 2] : &box->rule.thickness[i / 2]) = lengths[i];
    }
}

void bind_break(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    (void)n;
    box_new(b, at, out, BOX_BREAK);
}
