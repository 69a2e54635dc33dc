// Which form a text answers, by how many of its fields are met.
#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "read/fold.h"
#include "read/match.h"
#include "read/placing.h"

struct counting {
    struct import *im;
    const struct form *form;
    bool *met;
    size_t n, questions;
};

static void meet(struct counting *c, const struct match *m, bool question) {
    const struct field *f = m->field;
    if (!f && m->section) {
        f = &c->form->fields[m->section->first];
    }
    if (f && !c->met[f - c->form->fields]) {
        c->met[f - c->form->fields] = true;
        c->n++;
        c->questions += question;
    }
}

static void count_text(struct counting *c, const char *text) {
    struct match m;
    struct arena *arena = c->im->arena;
    if (match_label(arena, c->form, text, &m) || match_name(arena, c->form, text, false, &m)) {
        meet(c, &m, false);
    } else if (match_question(arena, c->form, text, &m)) {
        meet(c, &m, true);
    }
}

static void count_blocks(struct counting *c, const struct source_blocks *blocks, int depth) {
    for (size_t i = 0; i < blocks->n && depth <= SOURCE_MAX_DEPTH; i++) {
        const struct source_block *b = &blocks->items[i];
        if (b->kind != SOURCE_TABLE && b->kind != SOURCE_IMAGE) {
            count_text(c, source_text(c->im->arena, b));
        }
        // Of long tables the first rows tell enough.
        for (size_t r = 0; r < b->n_rows && r < 200; r++) {
            for (size_t k = 0; k < b->rows[r].n && k < 64; k++) {
                count_blocks(c, &b->rows[r].cells[k].blocks, depth + 1);
            }
        }
    }
}

// Whether the beginning of the text names the contest and its year ("KIPP 2023"): the family stands in the id before
// the year.
static bool is_named(struct import *im, const struct form *form) {
    enum { BEGINNING = 40 };
    const char *year = form->year, *dash = year && *year ? strstr(form->id, year) : NULL;
    if (!dash || dash == form->id) {
        return false;
    }
    const char *family = arena_strndup(im->arena, form->id, (size_t)(dash - form->id - 1));
    for (size_t i = 0; i < im->source.blocks.n && i < BEGINNING; i++) {
        const struct source_block *b = &im->source.blocks.items[i];
        const char *text = b->n_runs ? source_text(im->arena, b) : "", *at = strcasestr(text, family);
        if (at && !isalnum((unsigned char)at[strlen(family)]) && strstr(at, year)) {
            return true;
        }
    }
    return false;
}

const struct form *placing_choose(struct import *im, size_t *fields) {
    const struct form *best = NULL;
    size_t best_score = 0;
    *fields = 0;
    for (size_t i = 0; i < im->forms->n; i++) {
        const struct form *form = &im->forms->items[i];
        struct counting c = {.im = im, .form = form, .met = ARENA_ARRAY(im->arena, form->n_fields, bool)};
        if (im->form && strcmp(im->form, form->id) != 0) {
            continue;
        }
        count_blocks(&c, &im->source.blocks, 0);
        // What the text says of its year only decides between forms that fit equally well.
        size_t score = 2 * (c.n + 2 * c.questions) + is_named(im, form);
        bool base = best && score == best_score && best->derived && !form->derived;  // of several years
        if (score > best_score || base) {
            best = form;
            best_score = score;
            *fields = c.n;
        }
    }
    return best;
}

static bool has_marker(struct import *im, const struct source_blocks *blocks, size_t *n) {
    for (size_t i = 0; i < blocks->n && *n < 2; i++) {
        const struct source_block *b = &blocks->items[i];
        *n += b->n_runs && match_marker(im->arena, im->words, "jawaban", source_text(im->arena, b)) != NULL;
    }
    return *n >= 2;
}

bool placing_has_markers(struct import *im) {
    size_t n = 0;
    return has_marker(im, &im->source.blocks, &n);
}
