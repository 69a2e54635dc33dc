// From a record to boxes: walks the compiled template. Here stand what steers the walk and the document itself.
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/bind.h"

#define BIND_ROUNDS 100000  // of one repeat

struct query_scope bind_scope(struct bind *b, const struct at *at) {
    return (struct query_scope){.arena = b->arena,
                                .names = b->names,
                                .values = b->values,
                                .position = at->position,
                                .last = at->last,
                                .reading = b->options->reading,
                                .failures = &b->failures};
}

void bind_push(struct bind *b, const char *name, const char *value) {
    if (b->n_variables + 2 > b->cap_variables) {
        size_t cap = b->cap_variables ? b->cap_variables * 2 : 32, old = b->cap_variables * sizeof(char *);
        b->names = arena_grow(b->arena, b->names, old, cap * sizeof(char *));
        b->values = arena_grow(b->arena, b->values, old, cap * sizeof(char *));
        b->cap_variables = cap;
    }
    b->names[b->n_variables] = name;
    b->values[b->n_variables++] = value;
    b->names[b->n_variables] = b->values[b->n_variables] = NULL;
}

static void pop_to(struct bind *b, size_t n) {
    b->n_variables = n;
    if (b->cap_variables) {
        b->names[n] = b->values[n] = NULL;
    }
}

static const char *query_value(struct bind *b, const struct at *at, const struct query *q) {
    struct query_scope scope = bind_scope(b, at);
    return query_string(q, at->node, &scope, NULL);
}

static void tell_hole(struct bind *b, const xmlNode *node, const char *label) {
    for (const struct told_hole *h = b->holes; h; h = h->next) {
        if (h->node == node && strcmp(h->label, label) == 0) {
            return;
        }
    }
    struct told_hole *hole = ARENA_NEW(b->arena, struct told_hole);
    *hole = (struct told_hole){node, label, b->holes};
    b->holes = hole;
    findings_add(b->findings, "template.hole", xml_place(node), "label", label, NULL);
}

void bind_hole(struct bind *b, const struct at *at, const struct type *type, const char *label, bool told,
               struct line *line) {
    if (!told) {
        tell_hole(b, at->node, label);
    }
    if (b->options->draft) {
        struct type marked = *type;
        marked.hole = true;
        line_words(line, style_share(b, &marked), at->node, NULL, arena_printf(b->arena, "«%s»", label));
    }
}

// ---- control

static void bind_each(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    struct query_scope scope = bind_scope(b, at);
    size_t count;
    const xmlNode **nodes = query_nodes(node_setting(n, A_SELECT)->query, at->node, &scope, &count);
    const struct setting *as = node_setting(n, A_AS);
    size_t before = b->n_variables;
    for (size_t i = 0; i < count && !b->full; i++) {
        struct at inner = *at;
        inner.node = nodes[i];
        inner.position = i + 1;
        inner.last = count;
        if (as) {
            reading_text(b->options->reading, nodes[i]);
            bind_push(b, as->pattern.source, query_node_text(b->arena, nodes[i]));
        }
        bind_children(b, &inner, n, out);
        pop_to(b, before);
    }
}

// What is made counts against the limit of boxes, but a round may make nothing.
static void bind_repeat(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    double times = bind_number(b, at, n, A_TIMES, 0);
    struct at inner = *at;
    inner.last = times < 1 ? 0 : times > BIND_ROUNDS ? BIND_ROUNDS : (size_t)times;
    for (inner.position = 1; inner.position <= inner.last && !b->full; inner.position++) {
        bind_children(b, &inner, n, out);
    }
}

static bool test_holds(struct bind *b, const struct at *at, const struct node *n) {
    struct query_scope scope = bind_scope(b, at);
    return query_test(node_setting(n, A_TEST)->query, at->node, &scope);
}

static void bind_if(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    if (test_holds(b, at, n)) {
        bind_children(b, at, n, out);
    }
}

static void bind_choose(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    for (const struct node *choice = n->first; choice; choice = choice->next) {
        if (choice->kind == E_OTHERWISE || test_holds(b, at, choice)) {
            bind_children(b, at, choice, out);
            return;
        }
    }
}

static void bind_let(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    (void)out;
    bind_push(b, node_setting(n, A_NAME)->pattern.source, query_value(b, at, node_setting(n, A_SELECT)->query));
}

static const char *argument_value(struct bind *b, const struct at *at, const struct node *use, const char *parameter) {
    for (size_t i = 0; i < use->n_arguments; i++) {
        if (strcmp(use->arguments[i].name, parameter) == 0) {
            return query_value(b, at, use->arguments[i].query);
        }
    }
    return "";
}

// A part sees its parameters and nothing of the variables around its use.
static void bind_use(struct bind *b, const struct at *at, const struct node *n, struct out *out) {
    const struct definition *part = node_setting(n, A_PART)->definition;
    const struct setting *select = node_setting(n, A_SELECT);
    struct at inner = *at;
    if (select) {
        struct query_scope scope = bind_scope(b, at);
        size_t count;
        const xmlNode **nodes = query_nodes(select->query, at->node, &scope, &count);
        if (count == 0) {
            return;
        }
        inner.node = nodes[0];
    }
    struct bind outer = *b;
    const char **names = NULL, **values = NULL;
    size_t count = 0, cap = 0;
    for (const char **p = part->parameters; *p; p++) {
        count++;
    }
    if (count) {
        cap = count + 8;
        names = ARENA_ARRAY(b->arena, cap, const char *);
        values = ARENA_ARRAY(b->arena, cap, const char *);
        for (size_t i = 0; i < count; i++) {
            names[i] = part->parameters[i];
            values[i] = argument_value(b, at, n, names[i]);
        }
    }
    b->names = names;
    b->values = values;
    b->n_variables = count;
    b->cap_variables = cap;
    bind_children(b, &inner, part->node, out);
    b->names = outer.names;
    b->values = outer.values;
    b->n_variables = outer.n_variables;
    b->cap_variables = outer.cap_variables;
}

static binder *const binders[E_COUNT + 1] = {
    [E_USE] = bind_use,         [E_EACH] = bind_each,       [E_IF] = bind_if,       [E_CHOOSE] = bind_choose,
    [E_LET] = bind_let,         [E_SECTION] = bind_section, [E_RUNG] = bind_rung,   [E_PARA] = bind_para,
    [E_FOOT] = bind_foot,
    [E_LABEL] = bind_label,     [E_LEAD] = bind_lead,       [E_RICH] = bind_rich,   [E_STACK] = bind_stack,
    [E_SIDE] = bind_side,       [E_SIGN] = bind_sign,       [E_TABLE] = bind_table, [E_HEAD] = bind_head,
    [E_ROW] = bind_row,         [E_CELL] = bind_cell,       [E_SPACE] = bind_space, [E_RULE] = bind_rule,
    [E_IMAGE] = bind_image,     [E_QR] = bind_qr,           [E_BREAK] = bind_break, [E_WORDS] = bind_words,
    [E_VALUE] = bind_value,     [E_GAP] = bind_gap,         [E_B] = bind_letters,   [E_I] = bind_letters,
    [E_U] = bind_letters,       [E_SUP] = bind_letters,     [E_SUB] = bind_letters, [E_A] = bind_link,
    [E_SPAN] = bind_span,       [E_TEXT] = bind_letters,    [E_BR] = bind_mark,     [E_PAGE_NUMBER] = bind_mark,
    [E_PAGE_TOTAL] = bind_mark, [E_PAGE_OF] = bind_mark,    [E_WIDEST] = bind_widest,
    [E_REPEAT] = bind_repeat,   [E_PLACE] = bind_place,
};

void bind_children(struct bind *b, const struct at *at, const struct node *parent, struct out *out) {
    size_t variables = b->n_variables;
    for (const struct node *n = parent->first; n && !b->full; n = n->next) {
        if (binders[n->kind]) {
            binders[n->kind](b, at, n, out);
        }
    }
    pop_to(b, variables);
}

const char *bind_field(struct bind *b, const xmlNode *node, const char *name) {
    reading_named(b->options->reading, node, name);
    return xml_attr(node, name);
}

// ---- the document

static const char *field(struct bind *b, const char *name) {
    const char *value = bind_field(b, b->root, name);
    return value ? arena_strdup(b->arena, value) : NULL;
}

static void tell_failures(struct bind *b) {
    if (b->failures) {
        findings_add(b->findings, "template.costly", xml_place(b->root), "count",
                     arena_printf(b->arena, "%zu", b->failures), NULL);
    }
}

struct document *template_bind(const struct template *t, struct arena *arena, const xmlDoc *record,
                               const struct template_options *options, struct findings *findings) {
    struct bind b = {.t = t,
                     .arena = arena,
                     .root = xmlDocGetRootElement((xmlDoc *)record),
                     .options = options,
                     .findings = findings,
                     .looks = ARENA_ARRAY(arena, (size_t)t->n_styles + 1, struct look)};
    assert(b.root);
    bind_push(&b, "", "");
    struct at at = {.node = b.root};
    at.look = style_look(&b, t->default_style);
    struct document *d = b.document = ARENA_NEW(arena, struct document);
    d->id = field(&b, "id");
    d->date = field(&b, "tanggal");
    d->title = bind_text(&b, &at, t->root, A_TITLE);
    d->subject = bind_text(&b, &at, t->root, A_SUBJECT);
    d->author = bind_text(&b, &at, t->root, A_AUTHOR);
    d->language = bind_text(&b, &at, t->root, A_LANGUAGE);
    d->language = d->language ? d->language : "id";
    struct out out = {.sections = &d->first};
    bind_children(&b, &at, t->root, &out);
    tell_failures(&b);
    return d;
}
