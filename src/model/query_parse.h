// What query.c, query_parse.c and query_function.c share; nobody else includes this.
#ifndef NASKAH_MODEL_QUERY_PARSE_H
#define NASKAH_MODEL_QUERY_PARSE_H

#include <libxml/xpath.h>

#include "model/query.h"

enum step_kind { STEP_CHILD, STEP_ANY, STEP_SELF, STEP_PARENT, STEP_ATTRIBUTE };

struct step {
    enum step_kind kind;
    const char *name;
    const char *key, *value;  // [@key='value'], or NULL
    int nth;                  // [n], or 0
};

// Most queries of a template are plain paths. Those are walked directly; libxml2 evaluates all others. Of a union of
// plain paths often only one leads anywhere: then that one's nodes are all there are.
enum query_shape { QUERY_PATH, QUERY_VARIABLE, QUERY_LITERAL, QUERY_OTHER };

#define QUERY_STEPS 16
#define QUERY_READS 64
#define QUERY_PATHS 128

// A path somewhere in a query, in predicates too, as what it reads: without predicates, from the context or the root.
struct query_read {
    const char *path;
    bool text;    // its value counts, not only that it is there
    bool result;  // it is what the whole query selects
};

struct query {
    const char *text;
    enum query_shape shape;
    bool nodes;  // selects nodes
    bool absolute;
    bool attributes;  // a path in it ends in an attribute
    struct step *steps;
    size_t n_steps;
    const char *word;  // name of the variable, or the literal
    const char **reads;
    struct query_read *paths;
    size_t n_paths;
    bool many;  // more paths than there is room for
    struct query **either;  // the paths of a union, NULL-terminated; NULL when it is none, or not of plain paths only
    xmlXPathCompExpr *compiled;
};

// Parses and checks; fills everything but `compiled`. False with `problem` filled.
bool query_parse(struct arena *arena, struct query *q, const char *const *variables, struct query_problem *problem);

enum value_type { TYPE_NODES, TYPE_STRING, TYPE_NUMBER, TYPE_BOOLEAN };

struct function {
    const char *name;
    int least, most;   // number of arguments
    bool takes_nodes;  // the first argument must select nodes
    enum value_type type;
    const char *(*ours)(struct arena *arena, const char **args);  // NULL: libxml2's own, or one of the two below
};

const struct function *function_find(const char *name, size_t n);
const char *const *function_names(struct arena *arena, size_t *n);
const char *function_nearest(struct arena *arena, const char *name);
void functions_register(xmlXPathContext *context);  // ours; the context's userData must be a struct query_scope

// The string of a number as XPath writes it, but never with an exponent; "" when it is none.
const char *query_number_text(struct arena *arena, double number);

#endif
