// A template after it was checked: the tree that bind walks. Inside template/ only.
#ifndef NASKAH_TEMPLATE_PROGRAM_H
#define NASKAH_TEMPLATE_PROGRAM_H

#include <libxml/tree.h>

#include "base/hash.h"
#include "model/query.h"
#include "model/unit.h"
#include "template/grammar.h"
#include "template/template.h"

// A text with {queries} in it.
struct pattern {
    const char *source;
    struct piece {
        const char *literal;  // when query is NULL
        const struct query *query;
    } * pieces;
    size_t n;
    bool constant;  // no queries: source, with {{ and }} undone, is in pieces[0]
};

struct setting {  // one attribute of an element
    enum attribute id;
    struct pattern pattern;         // all kinds but queries and references
    const struct query *query;      // KIND_QUERY
    struct definition *definition;  // references
    bool fixed;                     // `length` holds the value: a constant length without %
    mp length;
};

struct argument_of_use {
    const char *name;
    const struct query *query;
};

struct node {
    enum element kind;      // or E_WORDS
    unsigned flow;          // what its children are
    const xmlNode *source;  // for places
    struct setting *settings;
    size_t n_settings;
    const char *words;                  // E_WORDS
    struct argument_of_use *arguments;  // E_USE
    size_t n_arguments;
    struct node *first, *next;
};

// A named thing of a template: style, counters, page or part; also each library, whose name is its path.
struct definition {
    enum element kind;
    const char *name;
    const xmlNode *source;
    int depth;                // of the include: 0 is the template itself, whose definitions win
    struct node *node;        // compiled
    int index;                // among the styles: slot in bind's cache
    const char **parameters;  // parts: NULL-terminated
    unsigned content;         // parts: what it holds
    int mark;                 // for finding circles
    struct definition *next;
};

struct template {
    struct arena *arena;
    const char *kind;
    char hash[HASH_SIZE], version[HASH_SIZE];
    struct definition *definitions;
    int n_styles;
    struct definition *default_style;  // used where none is said
    struct node *rich_tables;          // may be NULL
    struct node *root;                 // <template>
};

const struct setting *node_setting(const struct node *n, enum attribute a);  // NULL when not given

// The definition nearest to the template itself, or NULL. Lives as long as `t`.
struct definition *template_find(const struct template *t, enum element kind, const char *name);

// Turns definitions and sections into nodes. False when findings were added.
bool template_compile(struct template *t, struct template_shelf *shelf, const xmlNode *root,
                      struct findings *findings);

// False with `problem` filled (its column counts in the text).
bool pattern_compile(struct arena *arena, const char *text, const char *const *variables, struct pattern *out,
                     struct query_problem *problem);

#endif
