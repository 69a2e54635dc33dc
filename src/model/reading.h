// What of a record was read: queries note each element and attribute that they looked at. What was read, and nothing
// else, is written out again (the projection): a template that is run on that finds all that it found before.
#ifndef NASKAH_MODEL_READING_H
#define NASKAH_MODEL_READING_H

#include <libxml/tree.h>

#include "base/buf.h"

struct reading;

struct reading *reading_new(struct arena *arena);
// Each of these allows `r` to be NULL: then nothing is noted. An element brings the elements around it along.
void reading_element(struct reading *r, const xmlNode *element);  // that it is there, and where
void reading_attribute(struct reading *r, const xmlAttr *attribute);
void reading_named(struct reading *r, const xmlNode *element, const char *attribute);  // if it has it
void reading_text(struct reading *r, const xmlNode *node);   // all text in it; of an attribute: its value
void reading_whole(struct reading *r, const xmlNode *node);  // everything in it
// What was noted: an element that is there, one of its attributes, its text.
bool reading_has(const struct reading *r, const xmlNode *element);
bool reading_has_attribute(const struct reading *r, const xmlAttr *attribute);
bool reading_has_text(const struct reading *r, const xmlNode *element);
// The projection of the tree below `root` as XML without declaration, indentation or namespaces. Attributes keep
// their order: what selects several of one element prints them in it.
void reading_write(const struct reading *r, const xmlNode *root, struct buf *out);

#endif
