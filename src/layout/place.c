// Marks become items of a page.
#include "layout/section.h"

#define FRAME (MP_PER_PT / 2)      // the line around a missing image
#define FRAME_GREY 128

static struct item *add_boxed(struct placing *to, const struct mark *m, enum item_kind kind)
{
    struct item *item = item_add(to, kind);
    item->x = to->x + m->x;
    item->y = to->y + m->y;
    item->width = m->width;
    item->height = m->height;
    item->block = m->artifact ? 0 : m->block;
    item->parent = m->artifact ? 0 : m->parent;
    return item;
}

static void place_image(struct placing *to, const struct mark *m)
{
    struct item *item = add_boxed(to, m, ITEM_IMAGE);
    item->role = m->artifact ? ROLE_ARTIFACT : m->box->role;
    item->node = m->box->node;
    item->style = m->box->style;
    item->image.image = m->box->image.image;
    item->image.alt = m->box->image.alt;
}

static void place_qr(struct placing *to, const struct mark *m)
{
    struct item *item = add_boxed(to, m, ITEM_QR);
    item->role = m->artifact ? ROLE_ARTIFACT : m->box->role;
    item->node = m->box->node;
    item->qr.dots = m->box->qr.dots;
    item->qr.n = m->box->qr.n;
    item->qr.alt = m->box->qr.alt;
}

static void place_frame(struct placing *to, const struct mark *m)
{
    item_add_rect(to, m->x, m->y, m->width, FRAME, FRAME_GREY);
    item_add_rect(to, m->x, m->y + m->height - FRAME, m->width, FRAME, FRAME_GREY);
    item_add_rect(to, m->x, m->y + FRAME, FRAME, m->height - 2 * FRAME, FRAME_GREY);
    item_add_rect(to, m->x + m->width - FRAME, m->y + FRAME, FRAME, m->height - 2 * FRAME, FRAME_GREY);
}

static void place_outline(struct placing *to, const struct mark *m)
{
    const struct box *box = m->paragraph->box;
    struct pages *pages = to->setter->pages;
    if (!box || box->para.outline <= 0 || m->line > 0 || m->artifact)
        return;
    if (pages->n_outline == pages->cap_outline) {
        size_t cap = pages->cap_outline ? 2 * pages->cap_outline : 16;
        pages->outline = arena_grow(to->setter->arena, pages->outline, pages->cap_outline * sizeof *pages->outline,
                                    cap * sizeof *pages->outline);
        pages->cap_outline = cap;
    }
    pages->outline[pages->n_outline++] = (struct outline){
        .level = box->para.outline, .page = to->page_index, .y = to->y + m->y,
        .title = pieces_text(to->setter, m->paragraph, 0, m->paragraph->n)};
}

static void place_line(struct placing *to, const struct mark *m)
{
    bool artifact = to->artifact;
    to->artifact |= m->artifact;
    place_outline(to, m);
    line_place(to, m->paragraph, m->line, m->y);
    to->artifact = artifact;
}

void marks_place(struct placing *to, const struct marks *marks)
{
    for (const struct mark *m = marks->first; m; m = m->next) {
        switch (m->kind) {
        case MARK_LINE:  place_line(to, m); break;
        case MARK_RECT:  item_add_rect(to, m->x, m->y, m->width, m->height, 0); break;
        case MARK_IMAGE: place_image(to, m); break;
        case MARK_FRAME: place_frame(to, m); break;
        case MARK_SIGN:  add_boxed(to, m, ITEM_SIGN)->sign = m->sign; break;
        case MARK_STAMP: add_boxed(to, m, ITEM_STAMP)->sign = m->sign; break;
        case MARK_QR:    place_qr(to, m); break;
        case MARK_SPOT:  break;
        }
    }
}
