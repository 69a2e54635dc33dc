// The static check of a template: every element, attribute, name and query is looked at once, before any record is.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/compile.h"

const struct setting *node_setting(const struct node *n, enum attribute a) {
    for (size_t i = 0; i < n->n_settings; i++) {
        if (n->settings[i].id == a) {
            return &n->settings[i];
        }
    }
    return NULL;
}

// What has no style of its own, and stands in nothing that has, is set in this one.
#define DEFAULT_STYLE "dasar"

static bool is_control(enum element e) {
    return e == E_EACH || e == E_IF || e == E_CHOOSE || e == E_WHEN || e == E_OTHERWISE || e == E_LET ||
           e == E_WIDEST || e == E_REPEAT;
}

static bool is_definition(enum element e) {
    return grammar_element(e)->places & FLOW_DEFINITIONS;
}

// ---- what a part or a cell holds, as its children say

static unsigned flow_of_children(struct compiler *c, const xmlNode *parent);

static unsigned flow_declared(const xmlNode *part) {
    static const unsigned flows[] = {FLOW_SECTIONS, FLOW_BLOCKS, FLOW_INLINE, FLOW_ROWS, FLOW_CELLS, FLOW_LABELS};
    const char *content = xml_attr(part, "content");
    int i = content ? grammar_choice(grammar_attribute(A_CONTENT)->choices, content) : -1;
    return i < 0 ? 0 : flows[i];
}

static unsigned flow_of_part(struct compiler *c, struct definition *part) {
    if (!part->content) {
        part->content = flow_declared(part->source);
    }
    if (!part->content && !part->mark) {
        part->mark = 1;
        part->content = flow_of_children(c, part->source) & ~(unsigned)(FLOW_DEFINITIONS | FLOW_ROOT | FLOW_CHOICES);
        part->mark = 0;
    }
    return part->content;
}

static unsigned flow_of_element(struct compiler *c, const xmlNode *node) {
    enum element e = grammar_find_element(xml_name(node));
    if (e == E_COUNT || e == E_LET || e == E_WIDEST) {
        return 0;
    }
    if (e == E_USE) {
        const char *name = xml_attr(node, "part");
        struct definition *part = name ? template_find(c->t, E_PART, name) : NULL;
        return part ? flow_of_part(c, part) : 0;
    }
    return is_control(e) ? flow_of_children(c, node) : grammar_element(e)->places;
}

static unsigned flow_of_children(struct compiler *c, const xmlNode *parent) {
    unsigned flow = 0;
    for (const xmlNode *child = parent->children; child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) {
            flow |= flow_of_element(c, child);
        } else if (child->type == XML_TEXT_NODE && !text_blank((const char *)child->content)) {
            flow |= FLOW_INLINE;
        }
    }
    return flow;
}

// ---- words

// White space with a line end beside an element of control is the layout of the template, not of the document.
static bool is_template_layout(const xmlNode *text) {
    const xmlNode *prev = text->prev, *next = text->next;
    bool line_end = strchr((const char *)text->content, '\n') != NULL;
    bool beside = (prev && is_control(grammar_find_element(xml_name(prev)))) ||
                  (next && is_control(grammar_find_element(xml_name(next))));
    bool edge = (!prev || !next) && is_control(grammar_find_element(xml_name(text->parent)));
    return line_end && (beside || edge);
}

static struct node *compile_words(struct compiler *c, const xmlNode *text, unsigned flow) {
    const char *content = (const char *)text->content;
    bool blank = text_blank(content) && !strstr(content, "\xC2\xA0");
    if (blank && (!(flow & FLOW_INLINE) || is_template_layout(text))) {
        return NULL;
    }
    if (!(flow & FLOW_INLINE)) {
        char *sample = text_collapse(c->arena, content);
        findings_add(c->findings, "template.text", xml_place(text->parent), "element", xml_name(text->parent), "text",
                     strlen(sample) > 60 ? "…" : sample, NULL);
        return NULL;
    }
    struct node *n = ARENA_NEW(c->arena, struct node);
    *n = (struct node){.kind = E_WORDS, .source = text->parent, .words = content};
    return n;
}

// ---- elements

static void compile_arguments(struct compiler *c, struct node *n, const struct definition *part) {
    for (const xmlAttr *a = n->source->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        if (strcmp(name, "part") == 0 || strcmp(name, "select") == 0) {
            continue;
        }
        size_t known = 0, count = 0;
        for (; part->parameters[count]; count++) {
            known += strcmp(part->parameters[count], name) == 0;
        }
        if (!known) {
            compile_complain(c, n->source, "template.parameter", "part", part->name, "name", name,
                             text_nearest(name, part->parameters, count));
            continue;
        }
        struct argument_of_use *arg = &n->arguments[n->n_arguments];
        arg->name = arena_strdup(c->arena, name);
        arg->query = compile_query(c, n->source, name, xml_attr(n->source, name));
        n->n_arguments += arg->query != NULL;
    }
}

static void compile_use(struct compiler *c, struct node *n, unsigned flow) {
    const struct setting *s = node_setting(n, A_PART);
    struct definition *part = s ? s->definition : NULL;
    if (!part) {
        return;
    }
    size_t count = 0;
    for (const xmlAttr *a = n->source->properties; a; a = a->next) {
        count++;
    }
    n->arguments = ARENA_ARRAY(c->arena, count, struct argument_of_use);
    compile_arguments(c, n, part);
    unsigned content = flow_of_part(c, part);
    if (content & ~flow) {
        compile_complain(c, n->source, "template.misplaced", "element", part->name, "parent",
                         xml_name(n->source->parent), NULL);
    }
}

static void push_variable(struct compiler *c, const xmlNode *source, const char *name) {
    if (c->n_variables + 1 < COMPILER_VARIABLES) {
        c->variables[c->n_variables++] = name;
        c->variables[c->n_variables] = NULL;
    } else {
        compile_complain(c, source, "template.many", "name", name, "limit", "variabel", NULL);
    }
}

static struct node *compile_children(struct compiler *c, const xmlNode *parent, unsigned flow);

static unsigned content_of(struct compiler *c, enum element e, const xmlNode *source, unsigned flow) {
    unsigned content = grammar_element(e)->content;
    if (content == FLOW_SAME) {
        return flow & ~(unsigned)FLOW_DEFINITIONS;
    }
    if (content == FLOW_ANY && e == E_CELL) {
        return flow_of_children(c, source) & FLOW_BLOCKS ? FLOW_BLOCKS : FLOW_INLINE;
    }
    return content == FLOW_CHOICES ? FLOW_CHOICES | (flow << FLOW_OUTER) : content;
}

struct node *compile_element(struct compiler *c, const xmlNode *source, enum element e, unsigned flow) {
    struct node *n = ARENA_NEW(c->arena, struct node);
    *n = (struct node){.kind = e, .source = source};
    compile_settings(c, n);
    if (e == E_USE) {
        compile_use(c, n, flow);
    }
    n->flow = content_of(c, e, source, flow);
    size_t before = c->n_variables;
    const struct setting *as = node_setting(n, A_AS);
    if (as) {
        push_variable(c, source, as->pattern.source);
    }
    n->first = compile_children(c, source, n->flow);
    c->n_variables = before;
    c->variables[before] = NULL;
    if ((e == E_LET || e == E_WIDEST) && node_setting(n, A_NAME)) {
        push_variable(c, source, node_setting(n, A_NAME)->pattern.source);
    }
    return n;
}

// An element where it stands, or NULL when it is none of ours or may not stand there.
static struct node *compile_child(struct compiler *c, const xmlNode *child, unsigned flow) {
    const char *name = xml_name(child);
    enum element e = grammar_find_element(name);
    bool ours = child->ns && strcmp((const char *)child->ns->href, XML_NS_TEMPLATE) == 0;
    if (e == E_COUNT || !ours) {
        compile_complain(c, child, "template.element", "element", name, "parent", xml_name(child->parent),
                         grammar_nearest_element(name));
        return NULL;
    }
    if (!(grammar_element(e)->places & flow)) {
        compile_complain(c, child, "template.misplaced", "element", name, "parent", xml_name(child->parent), NULL);
        return NULL;
    }
    if (is_definition(e) && e != E_INCLUDE) {
        return NULL;  // compiled by itself
    }
    bool choice = e == E_WHEN || e == E_OTHERWISE;
    return compile_element(c, child, e, choice ? flow >> FLOW_OUTER : flow);
}

static struct node *compile_children(struct compiler *c, const xmlNode *parent, unsigned flow) {
    struct node *first = NULL, **tail = &first;
    size_t variables = c->n_variables;
    for (const xmlNode *child = parent->children; child; child = child->next) {
        struct node *n = NULL;
        if (child->type == XML_ELEMENT_NODE) {
            n = compile_child(c, child, flow);
        } else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
            n = compile_words(c, child, flow);
        }
        if (n) {
            *tail = n;
            tail = &n->next;
        }
    }
    c->n_variables = variables;
    c->variables[variables] = NULL;
    return first;
}

// ---- definitions

static void name_parameters(struct compiler *c, struct definition *d) {
    const char *list = xml_attr(d->source, "param");
    const char **names = ARENA_ARRAY(c->arena, COMPILER_VARIABLES + 1, const char *);
    size_t n = 0;
    for (const char *p = list ? list : ""; *p && n < COMPILER_VARIABLES / 2;) {
        size_t length = strcspn(p, " \t\n");
        if (length) {
            names[n++] = arena_strndup(c->arena, p, length);
        }
        p += length + (p[length] != '\0');
    }
    d->parameters = names;
}

static void compile_definition(struct compiler *c, struct definition *d) {
    c->n_variables = 0;
    c->variables[0] = NULL;
    unsigned flow = d->kind == E_LIBRARY ? FLOW_ROOT : FLOW_DEFINITIONS;
    if (d->kind == E_PART) {
        for (const char **p = d->parameters; *p; p++) {
            push_variable(c, d->source, *p);
        }
        d->node = ARENA_NEW(c->arena, struct node);
        *d->node = (struct node){.kind = E_PART, .source = d->source};
        compile_settings(c, d->node);
        flow = flow_of_part(c, d);
        d->node->flow = flow ? flow : FLOW_BLOCKS;
        d->node->first = compile_children(c, d->source, d->node->flow);
        return;
    }
    d->node = compile_element(c, d->source, d->kind, flow);
}

// ---- circles: a part that uses itself, a style based on itself

enum { UNSEEN, OPEN, DONE };

static bool circles(struct compiler *c, struct definition *d);

static bool node_circles(struct compiler *c, const struct node *n) {
    for (; n; n = n->next) {
        const struct setting *s = n->kind == E_USE ? node_setting(n, A_PART) : NULL;
        if (s && s->definition && circles(c, s->definition)) {
            return true;
        }
        if (node_circles(c, n->first)) {
            return true;
        }
    }
    return false;
}

static bool circles(struct compiler *c, struct definition *d) {
    if (d->mark != UNSEEN) {
        return d->mark == OPEN;
    }
    d->mark = OPEN;
    bool circle;
    if (d->kind == E_STYLE) {
        const struct setting *base = node_setting(d->node, A_BASE);
        circle = base && base->definition && circles(c, base->definition);
    } else {
        circle = node_circles(c, d->node->first);
    }
    d->mark = DONE;
    if (circle) {
        compile_complain(c, d->source, "template.recursion", "element", xml_name(d->source), "name", d->name, NULL);
    }
    return false;
}

bool template_compile(struct template *t, struct template_shelf *shelf, const xmlNode *root,
                      struct findings *findings) {
    struct compiler c = {.t = t, .shelf = shelf, .own = root->doc, .arena = t->arena, .findings = findings};
    size_t before = findings->n;
    for (struct definition *d = t->definitions; d; d = d->next) {
        if (d->kind == E_PART) {
            name_parameters(&c, d);
        }
    }
    t->default_style = template_find(t, E_STYLE, DEFAULT_STYLE);
    if (!t->default_style) {
        compile_complain(&c, root, "template.name", "element", "style", "name", DEFAULT_STYLE,
                         compile_nearest(&c, E_STYLE, DEFAULT_STYLE));
    }
    for (struct definition *d = t->definitions; d; d = d->next) {
        compile_definition(&c, d);
    }
    for (struct definition *d = t->definitions; d; d = d->next) {
        d->mark = UNSEEN;
    }
    for (struct definition *d = t->definitions; d; d = d->next) {
        if (d->kind == E_PART || d->kind == E_STYLE) {
            circles(&c, d);
        }
    }
    c.n_variables = 0;
    t->root = compile_element(&c, root, E_TEMPLATE, FLOW_ROOT);
    const struct setting *kind = node_setting(t->root, A_FOR);
    t->kind = kind ? kind->pattern.source : "";
    const struct definition *tables = template_find(t, E_RICH_TABLES, "");
    t->rich_tables = tables ? tables->node : NULL;
    return findings->n == before;
}
