// Sections: paper, margins, page numbers, and what may be done to make a section fit.
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/bind.h"
#include "template/value.h"

// "f4" is what the office says it is (UU and local rules differ), else the usual size.
static void read_paper(struct bind *b, const struct at *at, const struct node *page, struct paper *p) {
    const char *name = bind_text(b, at, page, A_PAPER);
    const char *size = name;
    const xmlNode *house = xml_child(b->root, "tata");
    const char *own = house ? bind_field(b, house, name) : NULL;
    if (own && strchr(own, 'x')) {
        size = own;
    }
    if (!value_paper(size, &p->width, &p->height)) {
        bind_bad_value(b, page, node_setting(page, A_PAPER), size);
        value_paper("a4", &p->width, &p->height);
    }
    p->name = name;
    if (bind_yes(b, at, page, A_LANDSCAPE, false) && p->width < p->height) {
        mp width = p->width;
        p->width = p->height;
        p->height = width;
    }
    b->measure = p->width;
    p->top = bind_length(b, at, page, A_TOP, 0);
    p->bottom = bind_length(b, at, page, A_BOTTOM, 0);
    p->left = bind_length(b, at, page, A_LEFT, 0);
    p->right = bind_length(b, at, page, A_RIGHT, 0);
    b->measure = p->width - p->left - p->right;
}

// "- {n} -": {n} or {page} is the number of the page, {total} that of all pages.
static void folio_words(struct line *line, const struct type *type, struct arena *arena, const char *text) {
    static const struct {
        const char *token;
        enum run_kind kind;
    } tokens[] = {{"{n}", RUN_PAGE}, {"{page}", RUN_PAGE}, {"{total}", RUN_TOTAL}};
    while (*text) {
        size_t n = strcspn(text, "{"), t = 0;
        if (n) {
            line_words(line, type, NULL, NULL, arena_strndup(arena, text, n));
            text += n;
            continue;
        }
        while (t < 3 && strncmp(text, tokens[t].token, strlen(tokens[t].token)) != 0) {
            t++;
        }
        if (t == 3) {
            line_words(line, type, NULL, NULL, "{");
            text++;
        } else {
            line_mark(line, tokens[t].kind, type, 0, NULL);
            text += strlen(tokens[t].token);
        }
    }
}

static void read_folio(struct bind *b, const struct at *at, const struct node *page, struct section *s) {
    const char *text = bind_text(b, at, page, A_FOLIO);
    s->folio_at = (enum folio_place)bind_choice(b, at, page, A_FOLIO_AT, FOLIO_NONE);
    if (text_blank(text) || s->folio_at == FOLIO_NONE) {
        s->folio_at = FOLIO_NONE;
        return;
    }
    const struct look *look = style_of(b, at, page, A_FOLIO_STYLE);
    struct line *line = line_new(b);
    folio_words(line, look->shared, b->arena, text);
    s->folio = line_end(line, &s->n_folio);
    s->folio_offset = bind_length(b, at, page, A_FOLIO_OFFSET, 0);
    s->folio_on_first = bind_yes(b, at, page, A_FOLIO_FIRST, false);
}

// Kata penyambung: a line at the foot of pages that are continued.
static void read_catchword(struct bind *b, const struct at *at, const struct node *page, struct section *s) {
    if (!bind_yes(b, at, page, A_CATCHWORD, false)) {
        return;
    }
    const struct look *look = style_of(b, at, page, A_CATCHWORD_STYLE);
    s->catch_type = look->shared;
    s->catch_leading = look->shape.leading;
}

static void read_frame(struct bind *b, const struct at *at, const struct node *page, struct frame *frame) {
    const char *text = bind_text(b, at, page, A_FRAME);
    if (text_blank(text)) {
        return;
    }
    if (value_frame(text, frame)) {
        frame->corner = bind_length(b, at, page, A_FRAME_CORNER, 0);
    } else {
        bind_bad_value(b, page, node_setting(page, A_FRAME), text);
    }
}

void bind_rung(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    (void)out;
    struct section *s = b->section;
    if (s->n_rungs == (int)(sizeof s->rungs / sizeof *s->rungs)) {
        findings_add(b->findings, "template.many", xml_place(n->source), "name", "rung", "limit", "4", NULL);
        return;
    }
    s->rungs[s->n_rungs++] = (struct rung){
        .leading_permille = (int)lround(bind_number(b, at, n, A_LINE, 1) * 1000),
        .space_permille = (int)lround(bind_number(b, at, n, A_SPACE, 1) * 1000),
        .size_less = bind_length(b, at, n, A_SMALLER, 0),
    };
}

// Stands at the foot of every page; feet of one section stand at places of their own.
void bind_foot(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    (void)out;
    if (b->options->draft && !bind_yes(b, at, n, A_DRAFT, true)) {
        return;
    }
    struct foot *foot = ARENA_NEW(b->arena, struct foot), **tail = &b->section->feet;
    foot->offset = bind_length(b, at, n, A_OFFSET, 0);
    foot->several = bind_yes(b, at, n, A_SEVERAL, false);
    struct out blocks = box_out(&foot->first);
    bind_children(b, at, n, &blocks);
    while (*tail) {
        tail = &(*tail)->next;
    }
    *tail = foot;
}

void bind_section(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    const struct definition *page = node_setting(n, A_PAGE)->definition;
    struct at root = {.node = b->root, .look = at->look};
    struct section *s = ARENA_NEW(b->arena, struct section);
    b->section = s;
    s->name = page->name;
    read_paper(b, &root, page->node, &s->paper);
    read_folio(b, &root, page->node, s);
    read_catchword(b, &root, page->node, s);
    read_frame(b, &root, page->node, &s->frame);
    s->restart_pages = bind_yes(b, at, n, A_RESTART, false);
    s->fit_pages = (int)bind_number(b, at, n, A_FIT, 0);
    s->squeeze = bind_yes(b, at, n, A_SQUEEZE, false);
    s->watermark = b->options->draft ? b->options->watermark : NULL;
    struct at inner = *at;
    inner.look = style_of(b, at, n, A_STYLE);
    inner.type = inner.look->shared;
    struct out parts = box_out(&s->first);
    bind_children(b, &inner, n, &parts);
    *out->sections = s;
    out->sections = &s->next;
}
