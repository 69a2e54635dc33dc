// The only door for XML. Input is transcoded to UTF-8 (from UTF-16, ISO-8859-1, Windows-1252) and parsed with bounds:
// no DOCTYPE and so no entities, nothing read from files or the network, at most 32 MiB, 500,000 elements, 200
// levels, 1,000 attributes an element. Each element remembers the byte offset of its tag, from which line and column
// are counted when a message is printed. Nodes are copied between documents (xml_copy_into), never moved.
#ifndef NASKAH_BASE_XML_H
#define NASKAH_BASE_XML_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "base/finding.h"
#include "base/library.h"
#include "base/text.h"

#define XML_NS_DATA "urn:naskah:1"

// Parses `path`. On failure adds exactly one finding (file.*, xml.*) and returns NULL. The tree lives in `arena`.
xmlDoc *xml_load(struct arena *arena, const char *path, struct findings *findings);
// The same from bytes, which must live as long as the tree; `name` is what findings call it.
xmlDoc *xml_parse(struct arena *arena, const char *name, struct str bytes, struct findings *findings);
// An empty derived document (a record, say) whose nodes may point to their origin by xml_set_origin.
xmlDoc *xml_derived(struct arena *arena, const char *root_name);
// The same for a tree that is made, read and given up many times a second, as records are: its nodes live in `arena`,
// and giving it up costs nothing. Only the functions below may change it, never libxml2, which would free its nodes.
// What is copied into it from a parsed document shares the text there, so that one must outlive it.
xmlDoc *xml_grown(struct arena *arena, const char *root_name);
// Says that a derived document outlives whatever is copied out of it, as parsed ones do, and changes no more.
void xml_lasting(xmlDoc *derived);
// Says where a node of a derived document comes from; the place of the node is then the place of `origin`.
// `origin` must outlive the node; when it is itself derived, its own origin is taken.
void xml_set_origin(xmlNode *node, const xmlNode *origin);
// Of the node or its nearest ancestor that has one; a node of a parsed document is its own origin; else NULL.
const xmlNode *xml_origin(const xmlNode *node);
// File, line and column of the tag, or of the attribute's name when `node` is an attribute. For a derived node that
// of its origin. Never fails; unknown parts are 0 or NULL.
struct place xml_place(const xmlNode *node);
// Only the file; no line is counted for it. NULL when it is not known.
const char *xml_file(const xmlNode *node);

// Small conveniences over libxml2. Names are compared without regard to namespaces.
const char *xml_name(const xmlNode *node);
bool xml_is(const xmlNode *node, const char *name);                // an element of that local name
const char *xml_attr(const xmlNode *node, const char *name);       // value or NULL; owned by the tree, no copy
xmlNode *xml_child(const xmlNode *node, const char *name);         // first child element of that name, NULL name = any
xmlNode *xml_next(const xmlNode *node, const char *name);          // next sibling element of that name, NULL name = any
xmlNode *xml_add(xmlNode *parent, const char *name);               // a new last child element, no namespace
void xml_set(xmlNode *node, const char *name, const char *value);  // NULL value removes
void xml_say(xmlNode *node, const char *text);                     // adds text at its end; NULL and "" add nothing
void xml_copy_attribute(xmlNode *to, const xmlAttr *a);            // one that `to` is known not to have yet
void xml_remove(xmlNode *node);                                    // takes an element out of its tree, for good
// Deep copy as last child, origins set, namespace dropped.
xmlNode *xml_copy_into(xmlNode *parent, const xmlNode *node);
// All text below the node (or of the attribute), white space collapsed; elements other than b i u sup sub a span part
// words. "" when none. In `arena`.
char *xml_text(struct arena *arena, const xmlNode *node);
// Canonical text of a tree (attributes sorted, no namespace, text as it is): what fingerprints are made from.
char *xml_canonical(struct arena *arena, const xmlNode *node);

struct library xml_library(void);  // libxml2

#endif
