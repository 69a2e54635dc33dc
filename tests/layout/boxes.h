// Small documents built by hand, for the tests of layout.
#ifndef TESTS_LAYOUT_BOXES_H
#define TESTS_LAYOUT_BOXES_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "layout/layout.h"

static struct arena *arena;        // of the test that runs
static const struct type body = {.family = "Fake", .size = PT(10)};
static const struct type bold = {.family = "Fake", .size = PT(10), .bold = true};

static inline struct box *box_new(enum box_kind kind, enum role role)
{
    struct box *box = ARENA_NEW(arena, struct box);
    box->kind = kind;
    box->role = role;
    return box;
}

// Sets the siblings one after the other and returns the first; the list ends in NULL.
static inline struct box *boxes(struct box *first, ...)
{
    va_list args;
    va_start(args, first);
    struct box *last = first, *next;
    while ((next = va_arg(args, struct box *)))
        last = last->next = next;
    va_end(args);
    return first;
}

static inline struct run *runs_of(const char *text, const struct type *type)
{
    struct run *run = ARENA_NEW(arena, struct run);
    *run = (struct run){.kind = RUN_TEXT, .text = text, .type = type};
    return run;
}

static inline struct box *para(const char *text, enum align align)
{
    struct box *box = box_new(BOX_PARA, ROLE_P);
    box->para.runs = runs_of(text, &body);
    box->para.n = 1;
    box->style = "isi";
    box->shape = (struct shape){.align = align, .leading = PT(12)};
    return box;
}

static inline struct box *labelled(struct box *box, mp x, mp width, const char *text)
{
    struct label *labels = ARENA_ARRAY(arena, box->para.n_labels + 1, struct label);
    if (box->para.n_labels)
        memcpy(labels, box->para.labels, box->para.n_labels * sizeof *labels);
    labels[box->para.n_labels++] = (struct label){x, width, ALIGN_LEFT, runs_of(text, &body), 1};
    box->para.labels = labels;
    return box;
}

static inline struct box *stack(struct box *first)
{
    struct box *box = box_new(BOX_STACK, ROLE_ARTIFACT);
    box->stack.first = first;
    return box;
}

static inline struct box *space(mp natural, mp shrink)
{
    struct box *box = box_new(BOX_SPACE, ROLE_ARTIFACT);
    box->space.natural = natural;
    box->space.shrink = shrink;
    return box;
}

// A paragraph of n lines "baris 1", "baris 2", … by forced breaks.
static inline struct box *lines(int n)
{
    struct box *box = para("", ALIGN_LEFT);
    box->para.n = (size_t)(2 * n - 1);
    box->para.runs = ARENA_ARRAY(arena, box->para.n, struct run);
    for (int i = 0; i < n; i++) {
        box->para.runs[2 * i] = (struct run){.kind = RUN_TEXT, .text = arena_printf(arena, "baris %d", i + 1),
                                             .type = &body};
        if (i + 1 < n)
            box->para.runs[2 * i + 1] = (struct run){.kind = RUN_BREAK, .type = &body};
    }
    return box;
}

// A page with margins of 10 pt around a column of width x height.
static inline struct section *section(struct box *first, mp width, mp height)
{
    struct section *s = ARENA_NEW(arena, struct section);
    s->name = "utama";
    s->first = first;
    s->paper = (struct paper){"uji", width + PT(20), height + PT(20), PT(10), PT(10), PT(10), PT(10)};
    return s;
}

static inline struct document *document(struct section *first)
{
    struct document *d = ARENA_NEW(arena, struct document);
    d->id = "uji";
    d->title = "Uji";
    d->first = first;
    return d;
}

static inline size_t found(const struct findings *f, const char *rule)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += !strcmp(f->items[i].rule, rule);
    return n;
}

#endif
