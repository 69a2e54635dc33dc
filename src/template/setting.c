// The static check of attributes: names, constant values, queries, and names of definitions.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/compile.h"
#include "template/shelf.h"
#include "template/value.h"

void compile_complain(struct compiler *c, const xmlNode *source, const char *rule, const char *key1, const char *value1,
                      const char *key2, const char *value2, const char *nearest) {
    findings_add(c->findings, rule, xml_place(source), key1, value1, key2, value2, "nearest", nearest ? nearest : "–",
                 NULL);
}

static void complain_query(struct compiler *c, const xmlNode *source, const char *attribute, const char *text,
                           const struct query_problem *p) {
    findings_add(c->findings, p->what, xml_place(source), "attribute", attribute, "query", text, "column",
                 arena_printf(c->arena, "%d", p->column), "word", p->word, "nearest", p->nearest ? p->nearest : "–",
                 NULL);
}

// Where an attribute of an included file is kept for the next template; NULL when it is not.
static struct shelf_attribute *kept(struct compiler *c, const xmlNode *source, const char *text) {
    return c->shelf && source->doc != c->own ? shelf_attribute(c->shelf, source, text) : NULL;
}

const struct query *compile_query(struct compiler *c, const xmlNode *source, const char *attribute, const char *text) {
    struct query_problem problem;
    struct shelf_attribute *known = kept(c, source, text);
    if (known && known->query) {
        return known->query;
    }
    const struct query *q = query_compile(c->arena, text, c->variables, &problem);
    if (!q) {
        complain_query(c, source, attribute, text, &problem);
    } else if (known) {
        known->query = q;
    }
    return q;
}

// What a good value looks like, for findings.
static const char *example_of(const struct attribute_rule *rule) {
    static const char *const examples[] = {
        [KIND_LENGTH] = "12pt, 30mm, 50%", [KIND_LINE] = "1.15, 18pt",          [KIND_NUMBER] = "2, 0.8",
        [KIND_YESNO] = "yes, no",          [KIND_COLUMNS] = "10mm 2* auto 30%", [KIND_LENGTHS] = "2.25pt 1.2pt 0.75pt",
        [KIND_FRAME] = "6mm 1.5pt 1mm 0.5pt",
    };
    if (rule->kind == KIND_CHOICE) {
        return rule->choices;
    }
    return rule->kind < sizeof examples / sizeof *examples && examples[rule->kind] ? examples[rule->kind] : "";
}

static bool constant_good(const struct attribute_rule *rule, const char *value) {
    mp length;
    double number;
    bool yes;
    struct column columns[VALUE_COLUMNS];
    mp lengths[VALUE_LENGTHS];
    struct frame frame;
    switch (rule->kind) {
    case KIND_LENGTH:
        return value_length(value, 0, &length);
    case KIND_LINE:
        return value_number(value, &number) || unit_parse(value, &length);
    case KIND_NUMBER:
        return value_number(value, &number);
    case KIND_YESNO:
        return grammar_yes(value, &yes);
    case KIND_CHOICE:
        return grammar_choice(rule->choices, value) >= 0;
    case KIND_COLUMNS:
        return value_columns(value, 0, columns) > 0;
    case KIND_LENGTHS:
        return value_lengths(value, lengths) > 0;
    case KIND_FRAME:
        return value_frame(value, &frame);
    default:
        return true;
    }
}

// False when the pattern is faulty, which is told.
static bool find_pattern(struct compiler *c, const struct node *n, struct setting *s, const char *value) {
    struct query_problem problem;
    struct shelf_attribute *known = kept(c, n->source, value);
    if (known && known->pattern) {
        s->pattern = *known->pattern;
        return true;
    }
    if (!pattern_compile(c->arena, value, c->variables, &s->pattern, &problem)) {
        complain_query(c, n->source, grammar_attribute(s->id)->name, value, &problem);
        return false;
    }
    if (known) {
        struct pattern *pattern = ARENA_NEW(c->arena, struct pattern);
        *pattern = s->pattern;
        known->pattern = pattern;
    }
    return true;
}

static void compile_pattern(struct compiler *c, const struct node *n, struct setting *s, const char *value) {
    const struct attribute_rule *rule = grammar_attribute(s->id);
    if (!find_pattern(c, n, s, value)) {
        return;
    }
    if (!s->pattern.constant) {
        return;
    }
    const char *constant = s->pattern.pieces[0].literal;
    if (!constant_good(rule, constant)) {
        findings_add(c->findings, "template.value", xml_place(n->source), "attribute", rule->name, "value", constant,
                     "expected", example_of(rule), NULL);
    } else if (rule->kind == KIND_LENGTH && !strchr(constant, '%')) {
        s->fixed = value_length(constant, 0, &s->length);
    }
}

const char *compile_nearest(struct compiler *c, enum element kind, const char *name) {
    size_t n = 0;
    for (const struct definition *d = c->t->definitions; d; d = d->next) {
        n += d->kind == kind;
    }
    const char **names = ARENA_ARRAY(c->arena, n + 1, const char *);
    size_t at = 0;
    for (const struct definition *d = c->t->definitions; d; d = d->next) {
        if (d->kind == kind) {
            names[at++] = d->name;
        }
    }
    return n ? text_nearest(name, names, n) : NULL;
}

static void compile_reference(struct compiler *c, const struct node *n, struct setting *s, const char *value) {
    static const enum element kinds[] = {
        [KIND_STYLE] = E_STYLE, [KIND_COUNTERS] = E_COUNTERS, [KIND_PAGE] = E_PAGE, [KIND_PART] = E_PART};
    enum element kind = kinds[grammar_attribute(s->id)->kind];
    s->definition = template_find(c->t, kind, value);
    if (!s->definition) {
        compile_complain(c, n->source, "template.name", "element", grammar_element(kind)->name, "name", value,
                         compile_nearest(c, kind, value));
    }
}

static void compile_setting(struct compiler *c, struct node *n, enum attribute id, const char *value) {
    struct setting *s = &n->settings[n->n_settings++];
    s->id = id;
    switch (grammar_attribute(id)->kind) {
    case KIND_QUERY:
        s->query = compile_query(c, n->source, grammar_attribute(id)->name, value);
        break;
    case KIND_PLAIN:
        s->pattern = (struct pattern){.source = value, .constant = true};
        break;
    case KIND_STYLE:
    case KIND_COUNTERS:
    case KIND_PAGE:
    case KIND_PART:
        compile_reference(c, n, s, value);
        break;
    default:
        compile_pattern(c, n, s, value);
    }
}

static void check_required(struct compiler *c, const struct node *n) {
    size_t at = 0;
    enum attribute a;
    while (grammar_next_required(n->kind, &at, &a)) {
        if (!node_setting(n, a)) {
            compile_complain(c, n->source, "template.required", "element", xml_name(n->source), "attribute",
                             grammar_attribute(a)->name, NULL);
        }
    }
}

void compile_settings(struct compiler *c, struct node *n) {
    size_t count = 0;
    for (const xmlAttr *a = n->source->properties; a; a = a->next) {
        count++;
    }
    n->settings = ARENA_ARRAY(c->arena, count + 1, struct setting);
    for (const xmlAttr *a = n->source->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        enum attribute id = grammar_find_attribute(name);
        bool required;
        if (id != A_COUNT && grammar_allows(n->kind, id, &required)) {
            compile_setting(c, n, id, xml_attr(n->source, name));
        } else if (n->kind != E_USE) {
            compile_complain(c, n->source, "template.attribute", "element", xml_name(n->source), "attribute", name,
                             grammar_nearest_attribute(n->kind, name));
        }
    }
    check_required(c, n);
}
