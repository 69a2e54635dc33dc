#include "base/xml.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/xml_document.h"

static void discard(void *handle) {
    struct document *d = handle;
    if (d->parser) {
        xmlFreeDoc(d->parser->myDoc);
        xmlFreeParserCtxt(d->parser);
    }
    if (d->grown && d->doc)
        d->doc->children = d->doc->last = NULL;  // they go with the arena
    xmlFreeDoc(d->doc);
}

struct document *document_new(struct arena *arena) {
    struct document *d = ARENA_NEW(arena, struct document);
    d->arena = arena;
    arena_on_free(arena, discard, d);  // before anything is parsed: a full arena leaves no tree behind
    return d;
}

// A mark in every stretch of a large text, so that going far does not mean counting all lines between.
enum { STRETCH = 1 << 15 };

static void set_marks(struct document *d) {
    size_t n = d->text.n / STRETCH + 1, line_start = 0, next = 0;
    int line = 1;
    d->marks = ARENA_ARRAY(d->arena, n, struct line_mark);
    for (const char *p = d->text.p, *end = d->text.p + d->text.n; next < n; p++) {
        p = memchr(p, '\n', (size_t)(end - p));
        size_t at = p ? (size_t)(p - d->text.p) : d->text.n;
        for (; next < n && next * STRETCH <= at; next++)
            d->marks[next] = (struct line_mark){line_start, line};
        line_start = at + 1;
        line++;
        if (!p)
            break;
    }
}

static void go_near(struct document *d, size_t offset) {
    bool begin = d->counted_line == 0 || offset < STRETCH;
    if (!begin && !d->marks)
        set_marks(d);
    struct line_mark mark = begin ? (struct line_mark){0, 1} : d->marks[offset / STRETCH];
    d->counted = d->counted_line_start = mark.start;
    d->counted_line = mark.line;
}

struct place document_place(struct document *d, size_t offset) {
    if (offset > d->text.n)
        offset = d->text.n;
    if (offset < d->counted || d->counted_line == 0 || offset - d->counted > STRETCH)
        go_near(d, offset);
    for (const char *p; (p = memchr(d->text.p + d->counted, '\n', offset - d->counted));) {
        d->counted = d->counted_line_start = (size_t)(p - d->text.p) + 1;
        d->counted_line++;
    }
    d->counted = offset;
    int column = 1;
    for (size_t i = d->counted_line_start; i < offset; i++)
        column += ((unsigned char)d->text.p[i] & 0xC0) != 0x80;
    return (struct place){.file = d->name, .line = d->counted_line, .column = column};
}

static struct document *document_of(const xmlNode *node) {
    return node && node->doc ? node->doc->_private : NULL;
}

static const xmlNode *element_of(const xmlNode *node) {
    while (node && node->type != XML_ELEMENT_NODE && node->type != XML_DOCUMENT_NODE)
        node = node->parent;
    return node && node->type == XML_ELEMENT_NODE ? node : NULL;
}

void xml_set_origin(xmlNode *node, const xmlNode *origin) {
    assert(document_of(node) && document_of(node)->derived);
    node->_private = (void *)(uintptr_t)xml_origin(origin);
}

const xmlNode *xml_origin(const xmlNode *node) {
    const struct document *d = document_of(node);
    if (!d || !d->derived)
        return d ? node : NULL;
    while (node && !(node->type == XML_ELEMENT_NODE && node->_private))
        node = node->parent;
    return node ? node->_private : NULL;
}

// Where the attribute's name stands in its tag; the tag itself when it is not found.
static size_t attribute_offset(const struct document *d, size_t tag, const xmlNode *attribute) {
    const char *name = (const char *)attribute->name, *end = d->text.p + d->text.n;
    size_t n = strlen(name);
    char quote = 0;
    for (const char *p = d->text.p + tag; p < end && (quote || *p != '>'); p++) {
        if (quote || *p == '"' || *p == '\'') {
            quote = !quote ? *p : quote == *p ? 0 : quote;
            continue;
        }
        bool starts = strchr(" \t\r\n:", *p) && (size_t)(end - p) > n + 1 && memcmp(p + 1, name, n) == 0;
        if (starts && strchr("= \t\r\n", p[n + 1]))
            return (size_t)(p - d->text.p) + 1;
    }
    return tag;
}

// The byte offset of a node of a parsed document; false when it has none.
static bool offset_of(const xmlNode *node, size_t *offset) {
    const xmlNode *element = element_of(node);
    while (element && !element->_private)
        element = element_of(element->parent);
    if (!element)
        return false;
    *offset = (size_t)(uintptr_t)element->_private - 1;
    if (node->type == XML_ATTRIBUTE_NODE && node->parent == element)
        *offset = attribute_offset(document_of(node), *offset, node);
    return true;
}

const char *xml_file(const xmlNode *node) {
    const xmlNode *origin = xml_origin(node);
    return origin ? document_of(origin)->name : NULL;
}

struct place xml_place(const xmlNode *node) {
    const xmlNode *origin = xml_origin(node);
    size_t offset;
    if (!origin)
        return (struct place){0};
    struct document *d = document_of(origin);
    if (!offset_of(origin, &offset))
        return (struct place){.file = d->name};
    return document_place(d, offset);
}
