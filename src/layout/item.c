// Items: a line of a paragraph put on a page.
#include <string.h>

#include "base/buf.h"
#include "layout/setter.h"

struct item *item_add(struct placing *to, enum item_kind kind)
{
    struct page *page = to->page;
    if (page->n == page->cap) {
        size_t cap = page->cap ? 2 * page->cap : 64;
        page->items = arena_grow(to->setter->arena, page->items, page->cap * sizeof *page->items,
                                 cap * sizeof *page->items);
        page->cap = cap;
    }
    struct item *item = &page->items[page->n++];
    *item = (struct item){.kind = kind, .role = ROLE_ARTIFACT};
    return item;
}

void item_add_rect(struct placing *to, mp x, mp y, mp width, mp height, int grey)
{
    struct item *item = item_add(to, ITEM_RECT);
    item->x = to->x + x;
    item->y = to->y + y;
    item->width = width;
    item->height = height;
    item->rect.grey = grey;
}

// What stands on a line between two changes of face, type or field: glyphs in one face.
struct atom {
    const struct piece *piece;
    const struct face *face;
    const struct glyph *glyphs;
    size_t n;
    const char *text;
    size_t n_text;
    uint32_t base;        // what the glyphs' offsets count from
    int64_t advance;      // 1/1000 em
    mp width;             // where it is not the advance: gaps
    int spaces;           // 1 for a space of the justified kind
    int target;           // page that a field refers to, 0: none
};

struct atoms {
    struct setter *s;
    struct atom *items;   // the setter's room
    size_t n;
};

static void add_atom(struct atoms *a, struct atom atom)
{
    struct setter *s = a->s;
    if (a->n == s->cap_atoms) {
        size_t cap = s->cap_atoms ? 2 * s->cap_atoms : 64;
        s->atoms = arena_grow(s->arena, s->atoms, s->cap_atoms * sizeof *s->atoms, cap * sizeof *s->atoms);
        s->cap_atoms = cap;
        a->items = s->atoms;
    }
    a->items[a->n++] = atom;
}

static void add_shaped(struct atoms *a, const struct piece *piece, const struct word *word, const char *text,
                       int spaces, int target)
{
    for (size_t i = 0; i < word->n; i++) {
        const struct segment *g = &word->segments[i];
        add_atom(a, (struct atom){.piece = piece, .face = g->face, .glyphs = g->glyphs, .n = g->n,
                                  .text = text + g->start, .n_text = g->end - g->start, .base = g->start,
                                  .advance = g->width, .width = em_scale(g->width, piece->type->size),
                                  .spaces = spaces, .target = target});
    }
}

static void add_word(struct atoms *a, const struct piece *piece, const char *text, size_t n, int spaces, int target)
{
    add_shaped(a, piece, fonts_shape(a->s->fonts, piece->face, text, n), text, spaces, target);
}

// Pieces first..end-1 are one word of one run: shaped together, with the hyphen that the break brought.
static void add_text(struct atoms *a, const struct paragraph *p, size_t first, size_t end, bool hyphen)
{
    const char *text = p->pieces[first].text;
    size_t n = 0;
    if (p->pieces[first].word) {
        add_shaped(a, &p->pieces[first], p->pieces[first].word, text, 0, 0);
        return;
    }
    for (size_t i = first; i < end; i++)
        n += p->pieces[i].n;
    if (hyphen) {
        text = arena_printf(a->s->arena, "%.*s\u00AD", (int)n, text);
        n = strlen(text);
    }
    add_word(a, &p->pieces[first], text, n, 0, 0);
}

// A place to fill in: a row of ellipses that fills the width from the right.
static void add_gap(struct atoms *a, const struct piece *piece)
{
    const struct word *one = fonts_shape(a->s->fonts, piece->face, "\u2026", 3);
    mp unit = em_scale(one->width, piece->type->size);
    size_t count = unit > 0 && !one->missing ? (size_t)(piece->width / unit) : 0;
    struct buf b = buf_new(a->s->arena);
    for (size_t i = 0; i < count; i++)
        buf_str(&b, "\u2026");
    size_t before = a->n;
    if (count)
        add_word(a, piece, buf_text(&b), b.n, 0, 0);
    else
        add_atom(a, (struct atom){.piece = piece, .face = piece->face, .text = "", .width = piece->width});
    if (a->n == before + 1)
        a->items[before].width = piece->width;
}

static void add_field(struct atoms *a, const struct placing *to, const struct piece *piece)
{
    int number = to->page->number, target = 0;
    if (piece->run->kind == RUN_TOTAL)
        number = a->s->total;
    if (piece->run->kind == RUN_PAGE_OF) {
        number = 0;
        for (const struct spot *spot = a->s->spots; spot && !number; spot = spot->next)
            if (piece->run->text && !strcmp(spot->id, piece->run->text)) {
                number = spot->number;
                target = spot->page;
            }
    }
    const char *text = number ? arena_printf(a->s->arena, "%d", number) : "?";
    add_word(a, piece, text, strlen(text), 0, target);
}

static bool same_word(const struct piece *a, const struct piece *b)
{
    return b->kind == PIECE_TEXT && a->run == b->run && a->text + a->n == b->text && a->hole == b->hole;
}

static struct atoms atoms_of(const struct placing *to, const struct paragraph *p, const struct set_line *line)
{
    struct atoms a = {.s = to->setter, .items = to->setter->atoms};
    for (size_t i = line->first, next; i < line->end; i = next) {
        const struct piece *piece = &p->pieces[i];
        next = i + 1;
        if (piece->kind == PIECE_TEXT) {
            while (next < line->end && same_word(&p->pieces[next - 1], &p->pieces[next]))
                next++;
            add_text(&a, p, i, next, line->hyphen && next == line->end);
        } else if (piece->kind == PIECE_SPACE) {
            add_shaped(&a, piece, piece->word, " ", 1, 0);
        } else if (piece->kind == PIECE_TIE) {
            add_word(&a, piece, "\u00A0", 2, 1, 0);
        } else if (piece->kind == PIECE_GAP) {
            add_gap(&a, piece);
        } else if (piece->kind == PIECE_FIELD) {
            add_field(&a, to, piece);
        }
    }
    return a;
}

static bool same_style(const struct atom *a, const struct atom *b)
{
    const struct run *x = a->piece->run, *y = b->piece->run;
    return a->face == b->face && a->piece->type == b->piece->type && x->node == y->node && x->link == y->link &&
           a->piece->hole == b->piece->hole && a->target == b->target && a->piece->kind != PIECE_GAP &&
           b->piece->kind != PIECE_GAP;
}

static void fill_item(struct setter *s, struct item *item, const struct atom *atoms, size_t n)
{
    size_t glyphs = 0, bytes = 0;
    for (size_t i = 0; i < n; i++) {
        glyphs += atoms[i].n;
        bytes += atoms[i].n_text;
    }
    struct glyph *out = ARENA_ROOM(s->arena, glyphs, struct glyph);
    char *text = arena_alloc(s->arena, bytes + 1);
    size_t g = 0, t = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < atoms[i].n; k++, g++) {
            out[g] = atoms[i].glyphs[k];
            out[g].offset = out[g].offset - atoms[i].base + (uint32_t)t;
        }
        memcpy(text + t, atoms[i].text, atoms[i].n_text);
        t += atoms[i].n_text;
    }
    item->text.glyphs = out;
    item->text.n = glyphs;
    item->text.text = text;
    item->text.n_text = bytes;
}

static void add_link(struct placing *to, const struct item *text, const struct atom *atom)
{
    if (!text->text.link && !atom->target)
        return;
    const struct metrics *m = face_metrics(text->text.face);
    struct item copy = *text, *link = item_add(to, ITEM_LINK);
    link->role = copy.role;
    link->block = copy.block;
    link->parent = copy.parent;
    link->x = copy.x;
    link->y = copy.y - em_scale(m->ascent, copy.text.size);
    link->width = copy.width;
    link->height = em_scale(m->ascent + m->descent, copy.text.size);
    link->link.uri = copy.text.link;
    link->link.page = atom->target;
}

static mp widened(mp width, int widen)
{
    return width + (width * widen + (widen < 0 ? -500 : 500)) / 1000;
}

// Places atoms of one style that follow each other as one item; returns its width.
static mp add_item(struct placing *to, const struct paragraph *p, const struct atom *atoms, size_t n, mp x, mp y,
                   int widen, mp extra)
{
    const struct piece *piece = atoms->piece;
    int64_t advance = 0;
    mp spaces = 0;
    if (piece->kind == PIECE_GAP && !atoms->n)
        return atoms->width;
    for (size_t i = 0; i < n; i++) {
        advance += atoms[i].advance;
        spaces += atoms[i].spaces;
    }
    mp width = widened(em_scale(advance, piece->type->size), widen) + spaces * extra;
    mp indent = piece->kind == PIECE_GAP ? atoms->width - width : 0;
    struct item *item = item_add(to, ITEM_TEXT);
    item->role = to->artifact ? ROLE_ARTIFACT : p->role;
    item->block = to->artifact ? 0 : p->block;
    item->parent = to->artifact ? 0 : p->parent;
    item->node = piece->run->node;
    item->style = p->box ? p->box->style : NULL;
    item->x = to->x + x + indent;
    item->y = to->y + y - piece->type->rise;
    item->width = width;
    item->text.face = atoms->face;
    item->text.size = piece->type->size;
    item->text.extra = extra;
    item->text.widen = widen;
    item->text.underline = piece->type->underline;
    item->text.hole = piece->type->hole || piece->hole;
    item->text.pale = piece->type->pale;
    item->text.link = piece->run->link;
    fill_item(to->setter, item, atoms, n);
    add_link(to, item, atoms);
    return width + indent;
}

static mp start_of(const struct paragraph *p, const struct set_line *line, mp width)
{
    mp left = p->x + line->shift, spare = line->measure - width;
    if (p->align == ALIGN_RIGHT)
        return left + spare;
    if (p->align == ALIGN_CENTER)
        return left + spare / 2;
    return left;
}

static mp floor_divide(mp a, mp b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

// Whole per mille by which the line's letters give way to `slack`; the spaces, if there are any, take what is left.
static int widen_of(const struct paragraph *p, const struct atoms *a, mp slack, bool spaces)
{
    mp letters = 0;
    for (size_t i = 0; i < a->n; i++)
        letters += a->items[i].piece->kind == PIECE_GAP ? 0 : a->items[i].width;
    mp most = p->box ? p->box->shape.widen : 0, asked = letters > 0 ? slack * 1000 / letters : 0;
    asked -= !spaces && slack < 0;
    return (int)(asked > most ? most : asked < -most ? -most : asked);
}

static void place_atoms(struct placing *to, const struct paragraph *p, const struct set_line *line, mp y)
{
    struct atoms a = atoms_of(to, p, line);
    mp width = 0, spaces = 0;
    for (size_t i = 0; i < a.n; i++) {
        width += a.items[i].width;
        spaces += a.items[i].spaces;
    }
    mp x = start_of(p, line, width), slack = line->filled ? line->measure - width : 0;
    int widen = widen_of(p, &a, slack, spaces > 0);
    for (size_t i = 0; i < a.n; i++)
        if (a.items[i].piece->kind != PIECE_GAP)
            slack -= widened(a.items[i].width, widen) - a.items[i].width;
    for (size_t i = 0, n; i < a.n; i += n) {
        mp here = a.items[i].spaces;
        for (n = 1; i + n < a.n && same_style(&a.items[i], &a.items[i + n]); n++)
            here += a.items[i + n].spaces;
        // Each item takes its share of what is left, so that the last one ends at the measure.
        mp extra = here ? floor_divide(slack, spaces) : 0;
        slack -= extra * here;
        spaces -= here;
        x += add_item(to, p, &a.items[i], n, x, y, a.items[i].piece->kind == PIECE_GAP ? 0 : widen, extra);
    }
}

void line_place(struct placing *to, const struct paragraph *p, size_t line, mp y)
{
    if (line == 0)
        for (size_t i = 0; i < p->n_labels; i++)
            place_atoms(to, p->labels[i], &p->labels[i]->lines[0], y + p->baseline);
    place_atoms(to, p, &p->lines[line], y + p->baseline);
}
