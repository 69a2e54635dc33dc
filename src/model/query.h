// Queries of templates and rules: a subset of XPath 1.0. Our parser checks every name against the vocabulary and notes
// what is read; libxml2 evaluates the same string under an operation limit.
#ifndef NASKAH_MODEL_QUERY_H
#define NASKAH_MODEL_QUERY_H

#include <libxml/tree.h>

#include "base/finding.h"

struct query;

struct query_problem {
    int column;              // from 1, in the query's text
    const char *what;        // rule id: query.syntax, query.element, query.attribute, query.function, query.variable
    const char *word;        // the name that is wrong
    const char *nearest;     // a known name, or NULL
};

// Compiles `text`. Allowed: child steps, @name, ., .., *, [n], [@a='x'], other predicates, and/or, comparison, |, + - * div mod,
// literals, $variables that are listed in `variables` (NULL-terminated; may be NULL), and the functions of query_functions.
// Not allowed: //, axes, node tests, unknown names. NULL on failure, `problem` filled. Lives in `arena`.
struct query *query_compile(struct arena *arena, const char *text, const char *const *variables,
                            struct query_problem *problem);

struct query_scope {         // what evaluation needs beside the node
    struct arena *arena;
    const char *const *names;    // variables: names and values, both NULL-terminated; may be NULL
    const char *const *values;
    size_t position, last;       // of the node in the list being walked (position(), last()); 0 when outside a list
};

bool query_test(const struct query *q, const xmlNode *node, const struct query_scope *scope);
// String value, in scope->arena; never NULL. If the whole query selects one node, *source (may be NULL) is set to it.
const char *query_string(const struct query *q, const xmlNode *node, const struct query_scope *scope,
                         const xmlNode **source);
double query_number(const struct query *q, const xmlNode *node, const struct query_scope *scope);
// The selected nodes in document order; attributes are given as their parent element with *attribute set per node.
const xmlNode **query_nodes(const struct query *q, const xmlNode *node, const struct query_scope *scope, size_t *n);

// Names that the query reads: "penetap/orang/@nama" and the like, NULL-terminated.
const char *const *query_reads(const struct query *q);

#endif
