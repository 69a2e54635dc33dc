// Styles worked out for a record: inheritance, settings of the office, line spacing.
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/bind.h"
#include "template/value.h"

// Single line spacing of office documents: 12 pt letters stand 14.4 pt apart.
#define SINGLE_SPACING 1.2
#define MOST_WIDENED 3.0

static bool same_type(const struct type *a, const struct type *b) {
    return a->size == b->size && a->bold == b->bold && a->italic == b->italic && a->underline == b->underline &&
           a->rise == b->rise && a->hole == b->hole && a->pale == b->pale &&
           strcmp(a->family, b->family) == 0;
}

const struct type *style_share(struct bind *b, const struct type *type) {
    for (size_t i = 0; i < b->n_types; i++) {
        if (same_type(b->types[i], type)) {
            return b->types[i];
        }
    }
    if (b->n_types == b->cap_types) {
        size_t cap = b->cap_types ? b->cap_types * 2 : 16;
        b->types = arena_grow(b->arena, b->types, b->cap_types * sizeof *b->types, cap * sizeof *b->types);
        b->cap_types = cap;
    }
    struct type *made = ARENA_NEW(b->arena, struct type);
    *made = *type;
    return b->types[b->n_types++] = made;
}

static void set_type(struct bind *b, const struct at *at, const struct node *n, struct type *type) {
    const char *family = bind_text(b, at, n, A_FONT);
    type->family = family ? family : type->family;
    type->size = bind_length(b, at, n, A_SIZE, type->size);
    type->bold = bind_yes(b, at, n, A_BOLD, type->bold);
    type->italic = bind_yes(b, at, n, A_ITALIC, type->italic);
    type->underline = bind_yes(b, at, n, A_UNDERLINE, type->underline);
}

static void set_shape(struct bind *b, const struct at *at, const struct node *n, struct shape *s) {
    s->align = bind_choice(b, at, n, A_ALIGN, s->align);
    s->left = bind_length(b, at, n, A_LEFT, s->left);
    s->right = bind_length(b, at, n, A_RIGHT, s->right);
    s->first = bind_length(b, at, n, A_FIRST, s->first);
    s->before = bind_length(b, at, n, A_BEFORE, s->before);
    s->after = bind_length(b, at, n, A_AFTER, s->after);
    s->keep_next = bind_yes(b, at, n, A_KEEP_NEXT, s->keep_next);
}

static void set_line(struct bind *b, const struct at *at, const struct node *n, struct look *look) {
    const struct setting *s = node_setting(n, A_LINE);
    if (!s) {
        return;
    }
    const char *value = bind_text(b, at, n, A_LINE);
    double factor;
    mp length;
    if (value_number(value, &factor) && factor > 0) {
        look->line = factor;
    } else if (unit_parse(value, &length) && length > 0) {
        look->line = 0;
        look->leading = length;
    } else {
        bind_bad_value(b, n, s, value);
    }
}

// In per cent; letters widened by more would be seen.
static void set_widen(struct bind *b, const struct at *at, const struct node *n, struct shape *s) {
    double percent = bind_number(b, at, n, A_WIDEN, s->widen / 10.0);
    if (percent >= 0 && percent <= MOST_WIDENED) {
        s->widen = (int)lround(percent * 10);
    } else {
        bind_bad_value(b, n, node_setting(n, A_WIDEN), bind_text(b, at, n, A_WIDEN));
    }
}

static void set_look(struct bind *b, const struct at *at, const struct node *n, struct look *look) {
    struct shape *s = &look->shape;
    set_type(b, at, n, &look->type);
    set_shape(b, at, n, s);
    set_line(b, at, n, look);
    look->before_floor = bind_length(b, at, n, A_BEFORE_FLOOR, look->before_floor);
    look->after_floor = bind_length(b, at, n, A_AFTER_FLOOR, look->after_floor);
    s->balance = bind_yes(b, at, n, A_BALANCE, s->balance);
    s->hyphenate = bind_yes(b, at, n, A_HYPHENATE, s->hyphenate);
    set_widen(b, at, n, s);
    s->keep_lines = bind_yes(b, at, n, A_KEEP_LINES, s->keep_lines);
    s->widows = (int)bind_number(b, at, n, A_WIDOWS, s->widows);
    s->orphans = (int)bind_number(b, at, n, A_ORPHANS, s->orphans);
    s->most_lines = (int)bind_number(b, at, n, A_MOST_LINES, s->most_lines);
    s->keep_first = (int)bind_number(b, at, n, A_KEEP_FIRST, s->keep_first);
    look->role = (enum role)bind_choice(b, at, n, A_ROLE, (int)look->role);
    look->outline = (int)bind_number(b, at, n, A_OUTLINE, look->outline);
}

// Floors never stand above the natural space.
static void set_floors(const struct look *look, struct shape *s) {
    s->before_floor = look->before_floor < 0 || look->before_floor > s->before ? s->before : look->before_floor;
    s->after_floor = look->after_floor < 0 || look->after_floor > s->after ? s->after : look->after_floor;
}

static void finish_look(struct bind *b, const struct definition *style, struct look *look) {
    if (text_blank(look->type.family) || look->type.size <= 0) {
        findings_add(b->findings, "template.type", xml_place(style->source), "name", style->name, NULL);
        look->type.family = look->type.family ? look->type.family : "";
        look->type.size = look->type.size > 0 ? look->type.size : MP_PER_PT;
    }
    look->shape.leading =
        look->line > 0 ? (mp)llround((double)look->type.size * SINGLE_SPACING * look->line) : look->leading;
    set_floors(look, &look->shape);
    look->shared = style_share(b, &look->type);
    look->name = style->name;
    look->ready = true;
}

// Styles stand outside the walk: their queries see the record's root and no variables.
const struct look *style_look(struct bind *b, const struct definition *style) {
    struct look *look = &b->looks[style->index];
    if (look->ready) {
        return look;
    }
    const struct setting *base = node_setting(style->node, A_BASE);
    struct look made = {.line = 1, .before_floor = -1, .after_floor = -1, .role = ROLE_P};
    if (base) {
        made = *style_look(b, base->definition);
    }
    struct at at = {.node = b->root};
    set_look(b, &at, style->node, &made);
    finish_look(b, style, &made);
    *look = made;
    return look;
}

const struct look *style_of(struct bind *b, const struct at *at, const struct node *n, enum attribute a) {
    const struct setting *s = node_setting(n, a);
    return s ? style_look(b, s->definition) : at->look;
}

struct shape style_shape(struct bind *b, const struct at *at, const struct node *n, const struct look *look) {
    struct shape s = look->shape;
    set_shape(b, at, n, &s);
    set_floors(look, &s);
    return s;
}
