// The runs of one paragraph. Words come in pieces from the template and the record; white space is collapsed across the
// pieces, and the non-breaking rules look at the whole line, since "Nomor" and "7" may come from different places.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/glue.h"
#include "template/bind.h"

struct piece_of_line {
    enum run_kind kind;
    size_t from, to;  // in `text`
    const struct type *type;
    const xmlNode *node;
    const char *link, *name;
    mp width;
};

struct line {
    struct bind *b;
    struct buf text;  // all words; each mark is one '\n'
    struct piece_of_line *pieces;
    size_t n, cap;
};

// Superscripts and subscripts as type designers place them.
#define SCRIPT_SIZE(size) ((size)*65 / 100)
#define SCRIPT_UP(size) ((size)*33 / 100)
#define SCRIPT_DOWN(size) ((size) * -14 / 100)

struct line *line_new(struct bind *b) {
    struct line *l = ARENA_NEW(b->arena, struct line);
    l->b = b;
    l->text = buf_new(b->arena);
    return l;
}

static struct piece_of_line *add_piece(struct line *l) {
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 4;
        l->pieces = arena_grow(l->b->arena, l->pieces, l->cap * sizeof *l->pieces, cap * sizeof *l->pieces);
        l->cap = cap;
    }
    return &l->pieces[l->n++];
}

static bool at_gap(const struct line *l) {
    return l->text.n == 0 || l->text.p[l->text.n - 1] == ' ' || l->text.p[l->text.n - 1] == '\n';
}

static bool ends_in_mark(const struct line *l) {
    return l->n > 0 && l->pieces[l->n - 1].kind != RUN_TEXT && l->pieces[l->n - 1].kind != RUN_BREAK;
}

static bool is_white(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

#define NBSP "\xC2\xA0"

static bool at_start(const struct line *l) {
    return l->n == 0 ? l->text.n == 0 : l->text.p[l->text.n - 1] == '\n' && l->pieces[l->n - 1].kind == RUN_BREAK;
}

// No-break spaces at the edges of a line are somebody's empty line or indent: white space as well.
static void add_collapsed(struct line *l, const char *s) {
    bool after_mark = ends_in_mark(l);
    while (*s) {
        size_t n = 0;
        while (at_start(l) && strncmp(s, NBSP, 2) == 0) {
            s += 2;
        }
        while (s[n] && !is_white(s[n])) {
            n++;
        }
        if (n) {
            buf_add(&l->text, s, n);
            after_mark = false;
        }
        s += n;
        if (*s && (!at_gap(l) || after_mark)) {
            buf_char(&l->text, ' ');
            after_mark = false;
        }
        while (is_white(*s)) {
            s++;
        }
    }
}

void line_words(struct line *l, const struct type *type, const xmlNode *node, const char *link, const char *words) {
    size_t from = l->text.n;
    add_collapsed(l, words);
    if (l->text.n == from) {
        return;
    }
    struct piece_of_line *last = l->n ? &l->pieces[l->n - 1] : NULL;
    if (last && last->kind == RUN_TEXT && last->type == type && last->node == node && last->link == link) {
        last->to = l->text.n;
        return;
    }
    *add_piece(l) = (struct piece_of_line){RUN_TEXT, from, l->text.n, type, node, link, NULL, 0};
}

static size_t space_at_end(const struct line *l) {
    size_t n = l->text.n;
    if (n && l->text.p[n - 1] == ' ') {
        return 1;
    }
    return n > 1 && memcmp(l->text.p + n - 2, NBSP, 2) == 0 ? 2 : 0;
}

static void drop_space_at_end(struct line *l) {
    for (size_t n; l->n && (n = space_at_end(l)) > 0;) {
        l->text.n -= n;
        l->text.p[l->text.n] = '\0';
        struct piece_of_line *last = &l->pieces[l->n - 1];
        last->to -= n;
        l->n -= last->to == last->from;
    }
}

void line_mark(struct line *l, enum run_kind kind, const struct type *type, mp width, const char *name) {
    if (kind == RUN_BREAK) {
        drop_space_at_end(l);
    }
    size_t from = l->text.n;
    buf_char(&l->text, '\n');
    *add_piece(l) = (struct piece_of_line){kind, from, l->text.n, type, NULL, NULL, name, width};
}

static const char *glued(struct line *l, size_t from, size_t to) {
    struct buf out = buf_new(l->b->arena);
    size_t done = from;
    for (size_t i = from; i < to; i++) {
        if (l->text.p[i] == ' ' && glue_joins(l->text.p, l->text.n, i)) {
            buf_add(&out, l->text.p + done, i - done);
            buf_str(&out, NBSP);
            done = i + 1;
        }
    }
    if (done == from) {
        return arena_strndup(l->b->arena, l->text.p + from, to - from);
    }
    buf_add(&out, l->text.p + done, to - done);
    return buf_text(&out);
}

struct run *line_end(struct line *l, size_t *n) {
    drop_space_at_end(l);
    struct run *runs = ARENA_ARRAY(l->b->arena, l->n, struct run);
    for (size_t i = 0; i < l->n; i++) {
        const struct piece_of_line *p = &l->pieces[i];
        const char *text = p->kind == RUN_TEXT ? glued(l, p->from, p->to) : p->name;
        runs[i] = (struct run){p->kind, text, p->width, p->type, p->node, p->link};
    }
    *n = l->n;
    return runs;
}

// ---- letters

static struct type scripted(const struct type *type, bool up) {
    struct type t = *type;
    t.rise += up ? SCRIPT_UP(t.size) : SCRIPT_DOWN(t.size);
    t.size = SCRIPT_SIZE(t.size);
    return t;
}

static struct type lettered(const struct type *type, const char *element) {
    struct type t = *type;
    if (strcmp(element, "b") == 0) {
        t.bold = true;
    } else if (strcmp(element, "i") == 0) {
        t.italic = true;
    } else if (strcmp(element, "u") == 0) {
        t.underline = true;
    } else if (strcmp(element, "sup") == 0 || strcmp(element, "sub") == 0) {
        t = scripted(type, element[2] == 'p');
    }
    return t;
}

// ---- rich text

bool line_rich_inline(const xmlNode *node) {
    static const char *const names[] = {"b", "i", "sup", "sub", "a", "br"};
    if (node->type != XML_ELEMENT_NODE) {
        return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (xml_is(node, names[i])) {
            return true;
        }
    }
    return false;
}

void line_rich(struct line *l, const struct at *at, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        line_words(l, at->type, node->parent, at->link, node->content ? (const char *)node->content : "");
        return;
    }
    if (xml_is(node, "br")) {
        line_mark(l, RUN_BREAK, at->type, 0, NULL);
        return;
    }
    if (node->type != XML_ELEMENT_NODE) {
        return;
    }
    struct at inner = *at;
    struct type type = lettered(at->type, xml_name(node));
    inner.type = style_share(l->b, &type);
    if (xml_is(node, "a")) {
        const char *href = xml_attr(node, "href");
        inner.link = href ? arena_strdup(l->b->arena, href) : NULL;
    }
    for (const xmlNode *child = node->children; child; child = child->next) {
        line_rich(l, &inner, child);
    }
}

// ---- elements

void bind_words(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    (void)b;
    line_words(out->line, at->type, NULL, at->link, n->words);
}

static bool has_markup(const xmlNode *node) {
    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) {
            return true;
        }
    }
    return false;
}

void bind_value(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    const struct query *q = node_setting(n, A_SELECT)->query;
    struct query_scope scope = bind_scope(b, at);
    const xmlNode *source;
    const char *value = query_string(q, at->node, &scope, &source);
    struct at inner = *at;
    if (node_setting(n, A_STYLE)) {
        inner.type = style_of(b, at, n, A_STYLE)->shared;
    }
    if (text_blank(value)) {
        const char *label = bind_text(b, at, n, A_HOLE);
        if (label) {
            const struct setting *told = node_setting(n, A_TOLD);
            bind_hole(b, at, inner.type, label, told && query_test(told->query, at->node, &scope), out->line);
        }
        return;
    }
    if (query_selects_elements(q) && has_markup(source)) {
        reading_whole(b->options->reading, source);
        for (const xmlNode *child = source->children; child; child = child->next) {
            line_rich(out->line, &inner, child);
        }
        return;
    }
    const xmlNode *node = source ? source : *query_reads(q) ? at->node : NULL;
    line_words(out->line, inner.type, node, at->link, value);
}

void bind_gap(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    line_mark(out->line, RUN_GAP, at->type, bind_length(b, at, n, A_WIDTH, 0), NULL);
}

void bind_letters(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct type type = lettered(at->type, grammar_element(n->kind)->name);
    struct at inner = *at;
    inner.type = style_share(b, &type);
    bind_children(b, &inner, n, out);
}

void bind_link(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct at inner = *at;
    inner.link = bind_text(b, at, n, A_HREF);
    bind_children(b, &inner, n, out);
}

void bind_span(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct at inner = *at;
    struct type type = node_setting(n, A_STYLE) ? style_of(b, at, n, A_STYLE)->type : *at->type;
    type.size = bind_length(b, at, n, A_SIZE, type.size);
    inner.type = style_share(b, &type);
    bind_children(b, &inner, n, out);
}

void bind_mark(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    static const enum run_kind kinds[] = {
        [E_BR] = RUN_BREAK, [E_PAGE_NUMBER] = RUN_PAGE, [E_PAGE_TOTAL] = RUN_TOTAL, [E_PAGE_OF] = RUN_PAGE_OF};
    line_mark(out->line, kinds[n->kind], at->type, 0, n->kind == E_PAGE_OF ? bind_text(b, at, n, A_ID) : NULL);
}
