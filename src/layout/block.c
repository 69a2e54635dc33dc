// Boxes into the galley: what each kind of box becomes.
#include "layout/galley.h"

#include "base/xml.h"

static mp spaced(const struct setter *s, mp natural)
{
    return natural * s->rung.space_permille / 1000;
}

static int fallback(int value, int otherwise)
{
    return value > 0 ? value : otherwise;
}

// What a page break before line k of n violates; not for the first line.
static int keep_of_line(const struct shape *shape, size_t k, size_t n, size_t keep_first)
{
    size_t widows = (size_t)fallback(shape->widows, 2), orphans = (size_t)fallback(shape->orphans, 2);
    if (k < keep_first)
        return KEEP_NEXT;
    if (shape->keep_lines)
        return KEEP_NEXT;
    return k < orphans || n - k < widows ? KEEP_LINE : KEEP_NONE;
}

// By a hyphen that the line break brought, or at one that the word has of its own (lomba-lomba).
static bool divides_word(const struct paragraph *p, const struct set_line *line)
{
    return line->hyphen || (line->end > line->first && p->pieces[line->end - 1].flagged);
}

static void set_paragraph(struct setter *s, struct galley *g, const struct box *box, mp x, mp width, int parent)
{
    if (box->shape.align == ALIGN_DECIMAL) {  // no cell of its own: nothing to align with
        struct box *right = ARENA_NEW(s->arena, struct box);
        *right = *box;
        right->shape.align = ALIGN_RIGHT;
        box = right;
    }
    const struct paragraph *p = paragraph_set(s, box, x, width, parent);
    size_t keep_first = (size_t)g->keep_first;
    for (size_t k = 0; k < p->n_lines; k++) {
        struct strip strip = {.kind = STRIP_LINE, .begins = k == 0, .height = p->leading};
        if (k > 0)
            strip.keep = keep_of_line(&box->shape, k, p->n_lines, keep_first);
        if (k > 0 && strip.keep == KEEP_NONE && divides_word(p, &p->lines[k - 1]))
            strip.keep = KEEP_LINE;  // no word is divided over two pages
        mark_add(s, &strip.marks, (struct mark){.kind = MARK_LINE, .paragraph = p, .line = k});
        galley_add(s, g, strip);
    }
}

static void set_space(struct setter *s, struct galley *g, const struct box *box)
{
    mp natural = spaced(s, box->space.natural);
    mp shrink = box->space.shrink < natural ? box->space.shrink : natural;
    g->space += natural;
    g->space_floor += natural - shrink;
}

static void set_rule(struct setter *s, struct galley *g, const struct box *box, mp x, mp width)
{
    struct strip strip = {.kind = STRIP_OTHER, .begins = true};
    for (int i = 0; i < box->rule.n && i < 3; i++) {
        if (i > 0)
            strip.height += box->rule.gap[i - 1];
        mark_add(s, &strip.marks, (struct mark){.kind = MARK_RECT, .x = x + box->shape.left, .y = strip.height,
                                                .width = width - box->shape.left - box->shape.right,
                                                .height = box->rule.thickness[i]});
        strip.height += box->rule.thickness[i];
    }
    galley_add(s, g, strip);
}

struct size { mp width, height; };

// A length that is not given follows from the other by the picture's proportions.
static struct size image_size(const struct box *box)
{
    const struct image *image = box->image.image;
    struct size z = {box->image.width, box->image.height};
    if (!image || !image->width || !image->height)
        return (struct size){z.width ? z.width : z.height, z.height ? z.height : z.width};
    if (!z.width && !z.height)
        z.width = (mp)image->width * MP_PER_PT * 72 / 300;
    if (!z.height)
        z.height = z.width * image->height / image->width;
    if (!z.width)
        z.width = z.height * image->width / image->height;
    return z;
}

static struct size fitted(struct size z, mp width, mp height)
{
    if (z.width > width && width > 0)
        z = (struct size){width, z.height * width / z.width};
    if (z.height > height && height > 0)
        z = (struct size){z.width * height / z.height, height};
    return z;
}

static mp aligned(enum align align, mp x, mp width, mp own)
{
    if (align == ALIGN_RIGHT)
        return x + width - own;
    return align == ALIGN_CENTER ? x + (width - own) / 2 : x;
}

static void mark_image(struct setter *s, struct marks *to, const struct box *box, struct size z, mp x, mp y, int parent)
{
    bool image = box->kind == BOX_IMAGE && box->image.image && !box->image.missing;
    enum mark_kind kind = image ? MARK_IMAGE : box->kind == BOX_QR && box->qr.dots ? MARK_QR : MARK_FRAME;
    int block = box->role == ROLE_ARTIFACT ? 0 : block_add(s, parent, box->role, box->id);
    mark_add(s, to, (struct mark){.kind = kind, .x = x, .y = y, .width = z.width,
                                  .height = z.height, .box = box, .block = block, .parent = parent});
}

static void set_image(struct setter *s, struct galley *g, const struct box *box, mp x, mp width, int parent)
{
    struct size z = fitted(image_size(box), width - box->shape.left - box->shape.right, s->most_height);
    struct strip strip = {.kind = STRIP_OTHER, .begins = true, .height = z.height};
    mp at = aligned(box->image.align, x + box->shape.left, width - box->shape.left - box->shape.right, z.width);
    mark_image(s, &strip.marks, box, z, at, 0, parent);
    galley_add(s, g, strip);
}

static void set_qr(struct setter *s, struct galley *g, const struct box *box, mp x, mp width, int parent)
{
    struct size z = {box->qr.side, box->qr.side};
    struct strip strip = {.kind = STRIP_OTHER, .begins = true, .height = z.height};
    mark_image(s, &strip.marks, box, z, aligned(box->qr.align, x, width, z.width), 0, parent);
    galley_add(s, g, strip);
}

// ---- stacks ----

static mp line_left(const struct paragraph *p, size_t line)
{
    mp width = 0;
    const struct set_line *l = &p->lines[line];
    for (size_t i = l->first; i < l->end; i++)
        width += p->pieces[i].width;
    mp left = p->x + l->shift;
    if (p->n_labels && line == 0 && p->labels[0]->x < left)
        return p->labels[0]->x;
    return aligned(p->align, left, l->measure, width);
}

static bool touches(const struct marks *marks, mp limit)
{
    for (const struct mark *m = marks->first; m; m = m->next)
        if (m->kind == MARK_LINE ? m->paragraph->n && line_left(m->paragraph, m->line) < limit
                                 : m->kind == MARK_IMAGE && m->x < limit)
            return true;
    return false;
}

static struct marks set_apart(struct setter *s, const struct box *first, mp x, mp width, int block, bool *sign)
{
    struct galley g = {0};
    boxes_set(s, &g, first, x, width, block);
    for (size_t i = 0; i < g.n; i++)
        *sign |= g.strips[i].sign;
    return galley_all(s, &g);
}

// The image beside a stack: the children keep the full width (so that a letterhead is centred on the page) unless one
// of their lines would touch the image; then all of them are set in what it leaves.
static struct marks set_beside(struct setter *s, const struct box *box, mp x, mp width, int block, bool *sign)
{
    const struct box *side = box->stack.side;
    struct size z = fitted(image_size(side), width, s->body_height);
    mp taken = z.width + box->stack.side_gap;
    struct setter_state saved = setter_save(s);
    struct marks children = set_apart(s, box->stack.first, x, width, block, sign), out = {0};
    if (touches(&children, x + taken)) {
        setter_restore(s, saved);
        children = set_apart(s, box->stack.first, x + taken, width - taken, block, sign);
    }
    out.height = children.height > z.height ? children.height : z.height;
    mark_image(s, &out, side, z, x, (out.height - z.height) / 2, block);
    marks_append(s, &out, &children, (out.height - children.height) / 2, false);
    return out;
}

// The whole block of a signer, where the template shows no place in it.
static struct mark sign_block(const struct sign *sign, mp x, mp width, mp height)
{
    return (struct mark){.kind = MARK_SIGN, .sign = sign, .x = x, .width = width, .height = height};
}

// The place itself, with room on all sides; a meterai stands at its left, and the signature right of that.
static struct mark sign_place(struct setter *s, struct marks *to, const struct sign *sign, mp x, mp width, mp height,
                              int block)
{
    if (sign->stamp > 0) {
        mp from = x + sign->stamp_left, taken = from + sign->stamp - x;
        mark_add(s, to, (struct mark){.kind = MARK_STAMP, .sign = sign, .x = from, .y = (height - sign->stamp) / 2,
                                      .width = sign->stamp, .height = sign->stamp, .block = block});
        taken = taken > 0 && taken < width - 4 * SIGN_CLEAR ? taken : 0;
        x += taken;
        width -= taken;
    }
    return (struct mark){.kind = MARK_SIGN, .sign = sign, .x = x + SIGN_CLEAR, .y = SIGN_CLEAR,
                         .width = width - 2 * SIGN_CLEAR, .height = height - 2 * SIGN_CLEAR};
}

static void mark_sign(struct setter *s, struct marks *to, const struct box *box, mp x, mp width, mp height, int block)
{
    const struct sign *sign = box->stack.sign;
    bool whole = sign && sign->places == 0 && !sign->signed_already;
    if (!whole && !box->stack.place)
        return;
    struct marks children = *to;
    *to = (struct marks){.height = height};
    struct mark mark = whole ? sign_block(sign, x, width, height)
                             : sign_place(s, to, box->stack.place, x, width, height, block);
    mark.block = block;
    mark_add(s, to, mark);
    marks_append(s, to, &children, 0, false);
}

static bool set_packed(struct setter *s, struct galley *g, const struct box *box, mp x, mp width, int block)
{
    struct setter_state saved = setter_save(s);
    bool sign = box->stack.sign != NULL;
    struct marks marks = box->stack.side ? set_beside(s, box, x, width, block, &sign)
                                         : set_apart(s, box->stack.first, x, width, block, &sign);
    mp height = marks.height > box->stack.min_height ? marks.height : box->stack.min_height;
    if (height > s->body_height) {
        setter_restore(s, saved);
        const struct sign *who = box->stack.sign;
        if (who)
            findings_add(s->findings, "layout.tall-sign", box->node ? xml_place(box->node) : (struct place){0},
                         "jabatan", who->office, "orang", who->person, NULL);
        else
            findings_add(s->findings, "layout.tall", box->node ? xml_place(box->node) : (struct place){0}, "name",
                         box->id ? box->id : box->style, NULL);
        return false;
    }
    mark_sign(s, &marks, box, x, width, height, block);
    galley_add(s, g, (struct strip){.kind = STRIP_OTHER, .begins = true, .sign = sign, .signing = sign,
                                    .height = height, .marks = marks});
    return true;
}

// A stack that stays whole: its strips keep together, and a signer's place in it counts from its beginning.
static void keep_whole(struct galley *g, size_t from)
{
    bool sign = false;
    for (size_t i = from; i < g->n; i++) {
        sign |= g->strips[i].sign;
        g->strips[i].sign = false;
        if (i > from && g->strips[i].keep < KEEP_WHOLE)
            g->strips[i].keep = KEEP_WHOLE;
    }
    for (size_t i = from; i < g->n; i++)
        g->strips[i].signing = sign;
    if (from < g->n)
        g->strips[from].sign = sign;
}

static void set_stack(struct setter *s, struct galley *g, const struct box *box, mp x, mp width, int parent)
{
    int block = box->role == ROLE_ARTIFACT ? parent : block_add(s, parent, box->role, box->id);
    x += box->shape.left;
    width -= box->shape.left + box->shape.right;
    bool packed = box->stack.sign || box->stack.place || box->stack.side || box->stack.min_height > 0;
    if (packed && set_packed(s, g, box, x, width, block))
        return;
    size_t from = g->n;
    boxes_set(s, g, box->stack.first, x, width, block);
    if (box->shape.keep_lines || packed)
        keep_whole(g, from);
}

// ---- any box ----

static void set_box(struct setter *s, struct galley *g, const struct box *box, mp x, mp width, int parent)
{
    switch (box->kind) {
    case BOX_PARA:  set_paragraph(s, g, box, x, width, parent); break;
    case BOX_STACK: set_stack(s, g, box, x, width, parent); break;
    case BOX_TABLE: table_set(s, g, box, x, width, parent); break;
    case BOX_SPACE: set_space(s, g, box); break;
    case BOX_RULE:  set_rule(s, g, box, x, width); break;
    case BOX_IMAGE: set_image(s, g, box, x, width, parent); break;
    case BOX_QR:    set_qr(s, g, box, x, width, parent); break;
    case BOX_BREAK: g->forced = g->n > 0; break;
    }
}

void boxes_set(struct setter *s, struct galley *g, const struct box *first, mp x, mp width, int parent)
{
    for (const struct box *box = first; box; box = box->next) {
        galley_before(g, spaced(s, box->shape.before), spaced(s, box->shape.before_floor));
        if (box->id)
            mark_add(s, &g->spots, (struct mark){.kind = MARK_SPOT, .id = box->id});
        size_t from = g->n;
        set_box(s, g, box, x, width, parent);
        galley_before(g, spaced(s, box->shape.after), spaced(s, box->shape.after_floor));
        if (box->shape.keep_next && g->n > from) {
            g->keep = KEEP_NEXT;
            g->keep_first = fallback(box->shape.keep_first, 2);
        }
    }
}

static void widen(struct extremes *e, mp least, mp most)
{
    e->least = least > e->least ? least : e->least;
    e->most = most > e->most ? most : e->most;
}

struct extremes boxes_extremes(struct setter *s, const struct box *first)
{
    struct extremes e = {0};
    for (const struct box *box = first; box; box = box->next) {
        struct extremes own = {0};
        if (box->kind == BOX_PARA)
            own = paragraph_extremes(s, box);
        else if (box->kind == BOX_STACK)
            own = boxes_extremes(s, box->stack.first);
        else if (box->kind == BOX_IMAGE)
            own.least = own.most = image_size(box).width;
        else if (box->kind == BOX_QR)
            own.least = own.most = box->qr.side;
        else if (box->kind == BOX_TABLE)
            for (size_t i = 0; i < box->table->n_columns; i++)
                own.least = own.most = own.most + box->table->columns[i].width;
        mp frame = box->kind == BOX_STACK ? box->shape.left + box->shape.right : 0;
        widen(&e, own.least + frame, own.most + frame);
    }
    return e;
}
