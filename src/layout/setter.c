#include "layout/setter.h"

#include <string.h>

#include "base/xml.h"

struct scaled_type {
    const struct type *from;
    struct type type;
    struct scaled_type *next;
};

// Types are compared by their address, so each is scaled once.
const struct type *setter_type(struct setter *s, const struct type *type)
{
    if (!s->rung.size_less)
        return type;
    for (struct scaled_type *t = s->types; t; t = t->next)
        if (t->from == type)
            return &t->type;
    struct scaled_type *t = ARENA_NEW(s->arena, struct scaled_type);
    *t = (struct scaled_type){type, *type, s->types};
    if (t->type.size > s->rung.size_less)
        t->type.size -= s->rung.size_less;
    s->types = t;
    return &t->type;
}

const struct face *setter_face(struct setter *s, const struct type *type)
{
    struct known_face *known = &s->faces[(uintptr_t)type / sizeof *type % SETTER_FACES];
    if (known->type != type)
        *known = (struct known_face){type, fonts_face(s->fonts, type->family, type->bold, type->italic, s->findings)};
    return known->face;
}

struct place setter_place(const struct paragraph *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->pieces[i].run && p->pieces[i].run->node)
            return xml_place(p->pieces[i].run->node);
    if (p->box && p->box->node)
        return xml_place(p->box->node);
    return (struct place){0};
}

int block_add(struct setter *s, int parent, enum role role, const char *id)
{
    struct pages *pages = s->pages;
    if (pages->n_blocks == pages->cap_blocks) {
        size_t cap = pages->cap_blocks ? 2 * pages->cap_blocks : 64;
        pages->blocks = arena_grow(s->arena, pages->blocks, pages->cap_blocks * sizeof *pages->blocks,
                                   cap * sizeof *pages->blocks);
        pages->cap_blocks = cap;
    }
    pages->blocks[pages->n_blocks] = (struct block){.parent = parent, .role = role, .id = id};
    return (int)pages->n_blocks++;
}

struct setter_state setter_save(const struct setter *s)
{
    return (struct setter_state){s->pages->n_blocks, s->findings->n, s->missing};
}

void setter_restore(struct setter *s, struct setter_state state)
{
    s->pages->n_blocks = state.blocks;
    s->findings->n = state.findings;
    s->missing = state.missing;
    memset(s->faces, 0, sizeof s->faces);  // what was told of them may have been taken back
}
