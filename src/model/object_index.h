// What objects.h hides: the index, for the files that build and check it (object.c, object_check.c, object_link.c).
#ifndef NASKAH_MODEL_OBJECT_INDEX_H
#define NASKAH_MODEL_OBJECT_INDEX_H

#include "model/object.h"
#include "model/vocabulary.h"

struct source {              // one input file
    const char *name;
    unsigned findings;       // told so far, for OBJECT_FINDINGS_MAX
};

struct object {
    const xmlNode *node;
    const char *id;          // NULL for the few kinds that need none
    const struct vocabulary_element *element;
    unsigned source, order;  // its file, and its place among all objects
};

struct node_list {
    const xmlNode **items;
    size_t n, cap;
};

struct office {              // one office of one agency and its terms
    const char *key;         // "dinkes/kepala dinas"
    struct node_list terms;
};

// An index from strings to positions in an array, open addressing, at most half full.
struct index {
    unsigned *slots;         // position + 1; 0 is free
    size_t cap, n;
};

struct objects {
    struct arena *arena;
    struct source *sources;
    size_t n_sources, cap_sources;
    struct object *items;
    size_t n, cap;
    struct index by_id;
    struct node_list *kinds;     // parallel to the vocabulary table
    struct office *offices;
    size_t n_offices, cap_offices;
    struct index by_office;
};

const struct object *objects_entry(const struct objects *o, const char *id);
void objects_add_term(struct objects *o, const char *agency, const char *office, const xmlNode *term);
void node_list_add(struct arena *arena, struct node_list *list, const xmlNode *node);

// True when one more finding of this file may be told; the first one too many becomes object.many.
bool source_may_tell(struct source *s, const xmlNode *node, struct findings *findings);
// Checks an element and all below it. `e` is what the vocabulary says about it.
void object_check(struct source *s, const xmlNode *node, const struct vocabulary_element *e, struct findings *findings);

#endif
