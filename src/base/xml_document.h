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
    const char *name;  // what findings call the file
    struct str text;   // the UTF-8 text that was parsed
    // Where lines were last counted to, so that places asked for in document order cost one walk altogether.
    size_t counted, counted_line_start;
    int counted_line;
    struct line_mark *marks;  // of the line at each stretch of the text, once somebody went back; see xml_place.c
};

struct document *document_new(struct arena *arena);
struct place document_place(struct document *d, size_t offset);  // of a byte of d->text

#endif
