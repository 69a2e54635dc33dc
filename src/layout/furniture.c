// What stands on pages outside their text: the ornament, the page number and the watermark.
#include <string.h>

#include "layout/section.h"

#define WATERMARK_PERMILLE 700     // of the page's width

// A rectangle of four lines, their outer edges `x` and `y` from the paper's upper left corner.
static void outline_place(struct placing *paper, mp x, mp y, mp width, mp height, mp thick)
{
    item_add_rect(paper, x, y, width, thick, 0);
    item_add_rect(paper, x, y + height - thick, width, thick, 0);
    item_add_rect(paper, x, y + thick, thick, height - 2 * thick, 0);
    item_add_rect(paper, x + width - thick, y + thick, thick, height - 2 * thick, 0);
}

// A square with a black one of half its side inside.
static void corner_place(struct placing *paper, mp x, mp y, mp side, mp thick)
{
    outline_place(paper, x, y, side, side, thick);
    item_add_rect(paper, x + side / 4, y + side / 4, side / 2, side / 2, 0);
}

void frame_place(struct placing *to, const struct section *section)
{
    const struct frame *frame = &section->frame;
    mp width = section->paper.width, height = section->paper.height, at = frame->inset;
    struct placing paper = *to;
    paper.x = paper.y = 0;
    for (int i = 0; i < frame->n; i++) {
        outline_place(&paper, at, at, width - 2 * at, height - 2 * at, frame->thickness[i]);
        at += i + 1 < frame->n ? frame->thickness[i] + frame->gap : 0;
    }
    if (!frame->n || !frame->corner)
        return;
    // A corner's outer lines are the rectangle's own.
    mp right = width - at - frame->corner, bottom = height - at - frame->corner, thick = frame->thickness[frame->n - 1];
    corner_place(&paper, at, at, frame->corner, thick);
    corner_place(&paper, right, at, frame->corner, thick);
    corner_place(&paper, at, bottom, frame->corner, thick);
    corner_place(&paper, right, bottom, frame->corner, thick);
}

static bool at_top(enum folio_place place)
{
    return place == FOLIO_TOP_CENTER || place == FOLIO_TOP_RIGHT;
}

void folio_place(struct placing *to, const struct section *section)
{
    const struct paper *paper = &section->paper;
    bool right = section->folio_at == FOLIO_TOP_RIGHT || section->folio_at == FOLIO_BOTTOM_RIGHT;
    struct paragraph *p = paragraph_of_line(to->setter, section->folio, section->n_folio,
                                            right ? ALIGN_RIGHT : ALIGN_CENTER, 0, section_width(section));
    mp baseline = at_top(section->folio_at) ? section->folio_offset : paper->height - section->folio_offset;
    struct placing furniture = *to;
    furniture.artifact = true;
    line_place(&furniture, p, 0, baseline - p->baseline - to->y);
}

// Feet are artifacts: the blocks they are set in are taken back, what was told about them stays.
struct set_foot *feet_set(struct setter *s, const struct section *section, size_t *n)
{
    size_t count = 0;
    for (const struct foot *f = section->feet; f; f = f->next)
        count++;
    struct set_foot *feet = ARENA_ARRAY(s->arena, count, struct set_foot);
    struct setter_state state = setter_save(s);
    *n = 0;
    for (const struct foot *f = section->feet; f; f = f->next) {
        struct galley galley = {0};
        if (f->several && s->total < 2)
            continue;
        boxes_set(s, &galley, f->first, 0, section_width(section), 0);
        feet[*n] = (struct set_foot){f, galley_all(s, &galley)};
        mp high = feet[(*n)++].marks.height + f->offset - section->paper.bottom;
        if (high > 0)
            findings_add(s->findings, "layout.foot", (struct place){0}, "name", section->name, "height",
                         arena_printf(s->arena, "%.1f", (double)high / MP_PER_PT), NULL);
    }
    state.findings = s->findings->n;
    state.missing = s->missing;
    setter_restore(s, state);
    return feet;
}

void foot_place(struct placing *to, const struct section *section, const struct set_foot *foot)
{
    struct marks artifacts = {0};
    marks_append(to->setter, &artifacts, &foot->marks, 0, true);
    struct placing furniture = *to;
    furniture.artifact = true;
    furniture.y = section->paper.height - foot->foot->offset - foot->marks.height;
    marks_place(&furniture, &artifacts);
}

static const struct type *any_type(const struct box *box)
{
    for (; box; box = box->next) {
        const struct type *type = NULL;
        if (box->kind == BOX_PARA && box->para.n)
            type = box->para.runs[0].type;
        else if (box->kind == BOX_STACK)
            type = any_type(box->stack.first);
        if (type)
            return type;
    }
    return NULL;
}

void watermark_place(struct placing *to, const struct section *section)
{
    struct setter *s = to->setter;
    const struct type *type = any_type(section->first);
    const struct face *face = fonts_face(s->fonts, type ? type->family : "Sans", true, false, s->findings);
    const char *text = section->watermark;
    const struct word *word = face ? fonts_shape(s->fonts, face, text, strlen(text)) : NULL;
    if (!word || word->width <= 0 || word->n != 1)
        return;
    const struct paper *paper = &section->paper;
    const struct segment *g = &word->segments[0];
    struct item *item = item_add(to, ITEM_WATERMARK);
    item->text.face = g->face;
    item->text.size = paper->width * WATERMARK_PERMILLE / word->width;
    item->text.glyphs = g->glyphs;
    item->text.n = g->n;
    item->text.text = text;
    item->text.n_text = strlen(text);
    item->width = em_scale(word->width, item->text.size);
    item->x = (paper->width - item->width) / 2;
    item->y = paper->height / 2 + em_scale(face_metrics(g->face)->cap_height, item->text.size) / 2;
}
