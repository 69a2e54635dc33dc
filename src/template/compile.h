// What the files of the static check share.
#ifndef NASKAH_TEMPLATE_COMPILE_H
#define NASKAH_TEMPLATE_COMPILE_H

#include "template/program.h"

#define COMPILER_VARIABLES 64
#define FLOW_OUTER 16  // inside <choose> the flow that its branches open stands this many bits higher

struct compiler {
    struct template *t;
    struct template_shelf *shelf;  // may be NULL
    const xmlDoc *own;             // the template's file; all others are included
    struct arena *arena;
    struct findings *findings;
    const char *variables[COMPILER_VARIABLES + 1];  // in sight, NULL-terminated
    size_t n_variables;
};

// Adds a finding with two named arguments and the nearest known name (a dash when NULL).
void compile_complain(struct compiler *c, const xmlNode *source, const char *rule, const char *key1, const char *value1,
                      const char *key2, const char *value2, const char *nearest);
// NULL with a finding when the query is wrong.
const struct query *compile_query(struct compiler *c, const xmlNode *source, const char *attribute, const char *text);
// The name nearest to `name` among the definitions of a kind, or NULL.
const char *compile_nearest(struct compiler *c, enum element kind, const char *name);
// Checks and compiles all attributes of n->source.
void compile_settings(struct compiler *c, struct node *n);
struct node *compile_element(struct compiler *c, const xmlNode *source, enum element e, unsigned flow);

#endif
