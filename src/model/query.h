// Queries of templates and rules: a subset of XPath 1.0. Our parser checks every name against the vocabulary and notes
// what is read; libxml2 evaluates the same string under an operation limit.
#ifndef NASKAH_MODEL_QUERY_H
#define NASKAH_MODEL_QUERY_H

#include <libxml/tree.h>

#include "base/finding.h"
#include "model/reading.h"

struct query;

struct query_problem {
    int column;              // from 1, in the query's text
    const char *what;        // rule id: query.syntax, .element, .attribute, .function, .variable, .nodes, .long
    const char *word;        // the name that is wrong
    const char *nearest;     // a known name, or NULL
};

// Compiles `text`. Allowed: child steps, @name, ., .., *, a leading / (from the record's root), [n], [@a='x'], other
// predicates, and/or, comparison, |, + - * div mod, literals, $variables that are listed in `variables`
// (NULL-terminated; may be NULL), and the functions of query_functions. Not allowed: //, axes, node tests, unknown
// names, wrong numbers of arguments. NULL on failure, `problem` filled. Lives in `arena`.
struct query *query_compile(struct arena *arena, const char *text, const char *const *variables,
                            struct query_problem *problem);

// A query that libxml2 gives up on (more than this many steps of work) counts as empty and is told in `failures`.
#define QUERY_OPERATIONS 5000000

struct query_scope {         // what evaluation needs beside the node
    struct arena *arena;
    const char *const *names;    // variables: names and values, both NULL-terminated; may be NULL. Of two variables of
    const char *const *values;   // the same name the later one counts
    size_t position, last;       // of the node in the list being walked (position(), last()); 0 when outside a list
    size_t *failures;            // counts evaluations that were cut off by QUERY_OPERATIONS; may be NULL
    struct reading *reading;     // notes what is read; may be NULL
};

// A node-set is true when it has a node, a string when it is not empty, a number when it is not zero.
bool query_test(const struct query *q, const xmlNode *node, const struct query_scope *scope);
// String value, in scope->arena or in the tree; never NULL. Not a number and false() give "". If the whole query
// selects one node, *source (may be NULL) is set to it (for an attribute: to its element), to NULL otherwise.
const char *query_string(const struct query *q, const xmlNode *node, const struct query_scope *scope,
                         const xmlNode **source);
double query_number(const struct query *q, const xmlNode *node, const struct query_scope *scope);
// The selected nodes in document order, in scope->arena; for an attribute its element. NULL when there are none.
const xmlNode **query_nodes(const struct query *q, const xmlNode *node, const struct query_scope *scope, size_t *n);

bool query_selects_elements(const struct query *q);  // nodes, and no attributes, strings, numbers or truth values
// All text of an element, attribute or text node, as it stands. In `arena` or in the tree.
const char *query_node_text(struct arena *arena, const xmlNode *node);
// Names that the query reads: "penetap/orang/@nama" and the like, NULL-terminated.
const char *const *query_reads(const struct query *q);

#endif
