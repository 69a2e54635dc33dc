// What a tree knows about where it came from. Private to base/.
#ifndef NASKAH_BASE_XML_DOCUMENT_H
#define NASKAH_BASE_XML_DOCUMENT_H

#include <libxml/parser.h>

#include "base/xml.h"

// Hangs on xmlDoc._private. In a parsed document a node's _private is the byte offset of its tag plus one; in a
// derived document it is the node's origin, always a node of a parsed document. So nodes are copied between
// documents, not moved.
struct line_mark {
    size_t start;  // where the line begins
    int line;
};

struct document {
    struct arena *arena;
    xmlDoc *doc;            // freed with the arena
    xmlParserCtxt *parser;  // only while parsing
    bool derived;
    bool grown;             // its nodes live in the arena: see xml_grown in xml.h
    bool lasting;           // said of it: see xml_lasting
    const char *name;  // what findings call the file
    struct str text;   // the UTF-8 text that was parsed
    // Where lines were last counted to, so that places asked for in document order cost one walk altogether.
    size_t counted, counted_line_start;
    int counted_line;
    struct line_mark *marks;  // of the line at each stretch of the text, once somebody went back; see xml_place.c
};

struct document *document_new(struct arena *arena);
struct place document_place(struct document *d, size_t offset);  // of a byte of d->text
struct document *document_growing(const xmlNode *node);         // its document if that is a grown one, else NULL

// xml_grown.c: what the functions of xml.h do in a grown document. Attributes are new ones, and share the strings that
// they are given; all else is copied, but for what stands in a parsed document.
xmlNode *grown_element(xmlNode *parent, const char *name);
void grown_attribute(xmlNode *node, const xmlChar *name, const xmlChar *value);
void grown_set(xmlNode *node, xmlAttr *a, const char *name, const char *value);
void grown_text(xmlNode *parent, const xmlChar *content);
void grown_copy_attribute(xmlNode *to, const xmlAttr *a);
xmlNode *grown_copy(xmlNode *parent, const xmlNode *node);

#endif
