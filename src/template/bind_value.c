// Values of attributes for one record.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "template/bind.h"
#include "template/value.h"

static const char *pattern_value(struct bind *b, const struct at *at, const struct pattern *p) {
    if (p->constant) {
        return p->pieces[0].literal;
    }
    struct query_scope scope = bind_scope(b, at);
    if (p->n == 1) {
        return query_string(p->pieces[0].query, at->node, &scope, NULL);
    }
    struct buf text = buf_new(b->arena);
    for (size_t i = 0; i < p->n; i++) {
        const struct piece *piece = &p->pieces[i];
        buf_str(&text, piece->query ? query_string(piece->query, at->node, &scope, NULL) : piece->literal);
    }
    return buf_text(&text);
}

const char *bind_text(struct bind *b, const struct at *at, const struct node *n, enum attribute a) {
    const struct setting *s = node_setting(n, a);
    return s ? text_collapse(b->arena, pattern_value(b, at, &s->pattern)) : NULL;
}

// A value from the record that cannot be used is told once per attribute, not once per use.
void bind_bad_value(struct bind *b, const struct node *n, const struct setting *s, const char *value) {
    for (size_t i = 0; i < b->n_told; i++) {
        if (b->told[i] == s) {
            return;
        }
    }
    if (b->n_told < sizeof b->told / sizeof *b->told) {
        b->told[b->n_told++] = s;
        findings_add(b->findings, "template.value", xml_place(n->source), "attribute", grammar_attribute(s->id)->name,
                     "value", value, "expected", s->pattern.source, NULL);
    }
}

mp bind_length(struct bind *b, const struct at *at, const struct node *n, enum attribute a, mp otherwise) {
    const struct setting *s = node_setting(n, a);
    if (!s) {
        return otherwise;
    }
    if (s->fixed) {
        return s->length;
    }
    const char *value = pattern_value(b, at, &s->pattern);
    mp length;
    if (!value_length(value, b->measure, &length)) {
        bind_bad_value(b, n, s, value);
        return otherwise;
    }
    return length;
}

double bind_number(struct bind *b, const struct at *at, const struct node *n, enum attribute a, double otherwise) {
    const struct setting *s = node_setting(n, a);
    if (!s) {
        return otherwise;
    }
    const char *value = pattern_value(b, at, &s->pattern);
    double number;
    if (!value_number(value, &number)) {
        bind_bad_value(b, n, s, value);
        return otherwise;
    }
    return number;
}

bool bind_yes(struct bind *b, const struct at *at, const struct node *n, enum attribute a, bool otherwise) {
    const struct setting *s = node_setting(n, a);
    if (!s) {
        return otherwise;
    }
    const char *value = pattern_value(b, at, &s->pattern);
    bool yes;
    if (!grammar_yes(value, &yes)) {
        bind_bad_value(b, n, s, value);
        return otherwise;
    }
    return yes;
}

int bind_choice(struct bind *b, const struct at *at, const struct node *n, enum attribute a, int otherwise) {
    const struct setting *s = node_setting(n, a);
    if (!s) {
        return otherwise;
    }
    const char *value = pattern_value(b, at, &s->pattern);
    int choice = grammar_choice(grammar_attribute(a)->choices, value);
    if (choice < 0) {
        bind_bad_value(b, n, s, value);
        return otherwise;
    }
    return choice;
}
