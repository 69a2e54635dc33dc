// What objects.h hides: the index, for the files that build and check it (object.c, object_check.c, object_link.c).
#ifndef NASKAH_MODEL_OBJECT_INDEX_H
#define NASKAH_MODEL_OBJECT_INDEX_H

#include "model/object.h"
#include "model/vocabulary.h"

struct source {  // one input file
    const char *name;
    unsigned findings;  // told so far, for OBJECT_FINDINGS_MAX
};

struct object {
    const xmlNode *node;
    const char *id;  // NULL for the few kinds that need none
    const struct vocabulary_element *element;
    unsigned source, order;  // its file, and its place among all objects
    bool faulty;             // it was found to have errors, or was not looked at any more
    bool waits;              // all that is wrong with it and its parts are references that may lead into unread files
};

struct node_list {
    const xmlNode **items;
    size_t n, cap;
};

struct office {       // one office of one agency and its terms
    const char *key;  // "dinkes/kepala dinas"
    struct node_list terms;
};

struct numbered {     // one document and what was noted about its number and date
    const char *document;
    struct node_list lines;  // <penomoran>, in their order
};

// An index from strings to positions in an array, open addressing, at most half full.
struct index {
    unsigned *slots;  // position + 1; 0 is free
    size_t cap, n;
};

// Nodes by their addresses, open addressing, at most half full.
struct node_set {
    const xmlNode **slots;
    size_t n, cap;
};

struct objects {
    struct arena *arena;
    struct source *sources;
    size_t n_sources, cap_sources;
    struct object *items;
    size_t n, cap;
    struct index by_id;
    struct node_list *kinds;  // parallel to the vocabulary table
    struct office *offices;
    size_t n_offices, cap_offices;
    struct index by_office;
    struct numbered *numbered;
    size_t n_numbered, cap_numbered;
    struct index by_numbered;
    struct node_set faulty_parts;   // <usulan> and <bukti> with errors
    struct node_set faulty_owners;  // what they are parts of
    const char *unread;             // files that could not be read, separated by commas; NULL when all were
    size_t n_unread;
    size_t unchecked;               // references that may lead into them
    struct followups *followups;    // followup.c; NULL before objects_link
    struct agency_labels *labels;   // former_name.c; NULL: no agency ever changed
    struct questionnaires *questionnaires;  // of the profiles that proposals are joined with
};

void former_names_index(struct objects *o);  // former_name.c; of objects_link
const struct object *objects_entry(const struct objects *o, const char *id);
void objects_add_term(struct objects *o, const char *agency, const char *office, const xmlNode *term);
void objects_add_numbering(struct objects *o, const char *document, const xmlNode *line);
void objects_note_faulty(struct objects *o, const xmlNode *part);
bool node_set_has(const struct node_set *set, const xmlNode *node);
void node_list_add(struct arena *arena, struct node_list *list, const xmlNode *node);

// True when one more finding of this file may be told; the first one too many becomes object.many.
bool source_may_tell(struct source *s, const xmlNode *node, struct findings *findings);
// How many errors were added since `before`.
size_t errors_since(const struct findings *findings, size_t before);
// An innovation's proposals and evidence are judged apart from it: a bad proposal must not stop a decree that merely
// lists the innovation.
bool object_is_part(const struct vocabulary_element *e);
// Tells that an element may not stand in `parent`, with the nearest name that is known.
void object_tell_element(struct source *s, const xmlNode *node, const char *parent, bool ours,
                         struct findings *findings);
// Checks an object and all below it; `e` is what the vocabulary says about it. Returns true when it is faulty; faulty
// parts are put into o->faulty_parts instead.
bool object_check(struct objects *o, struct source *s, const xmlNode *node, const struct vocabulary_element *e,
                  struct findings *findings);

#endif
