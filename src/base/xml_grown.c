// Trees that only grow: nodes that live in the arena of their document.
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/xml_document.h"

// An element, and where its attributes end.
struct grown {
    xmlNode node;
    xmlAttr *last;
};

// An attribute always has one text.
struct grown_attribute {
    xmlAttr attribute;
    xmlNode text;
};

xmlDoc *xml_grown(struct arena *arena, const char *root_name) {
    struct document *d = document_new(arena);
    d->derived = d->grown = true;
    d->doc = xmlNewDoc(BAD_CAST "1.0");
    d->doc->_private = d;
    grown_element((xmlNode *)d->doc, root_name);
    return d->doc;
}

struct document *document_growing(const xmlNode *node) {
    struct document *d = node->doc->_private;
    return d && d->grown ? d : NULL;
}

static void append(xmlNode *parent, xmlNode *child) {
    child->parent = parent;
    child->prev = parent->last;
    *(parent->last ? &parent->last->next : &parent->children) = child;
    parent->last = child;
}

static xmlNode *new_element(struct document *d, xmlNode *parent, const xmlChar *name) {
    xmlNode *node = &ARENA_NEW(d->arena, struct grown)->node;
    node->type = XML_ELEMENT_NODE;
    node->name = name;
    node->doc = d->doc;
    append(parent, node);
    return node;
}

// Text that is shared with whoever said it first.
static void fill_text(xmlNode *text, struct document *d, const xmlChar *content) {
    text->type = XML_TEXT_NODE;
    text->name = xmlStringText;
    text->content = (xmlChar *)content;
    text->doc = d->doc;
}

xmlNode *grown_element(xmlNode *parent, const char *name) {
    struct document *d = document_growing(parent);
    return new_element(d, parent, BAD_CAST arena_strdup(d->arena, name));
}

void grown_attribute(xmlNode *node, const xmlChar *name, const xmlChar *value) {
    struct document *d = document_growing(node);
    struct grown *owner = (struct grown *)node;
    struct grown_attribute *made = ARENA_NEW(d->arena, struct grown_attribute);
    xmlAttr *a = &made->attribute;
    a->type = XML_ATTRIBUTE_NODE;
    a->name = name;
    a->doc = d->doc;
    fill_text(&made->text, d, value);
    append((xmlNode *)a, &made->text);
    a->parent = node;
    a->prev = owner->last;
    *(owner->last ? &owner->last->next : &node->properties) = a;
    owner->last = a;
}

void grown_set(xmlNode *node, xmlAttr *a, const char *name, const char *value) {
    struct arena *arena = document_growing(node)->arena;
    struct grown *owner = (struct grown *)node;
    if (a && value) {
        a->children->content = BAD_CAST arena_strdup(arena, value);
    } else if (a) {
        owner->last = owner->last == a ? a->prev : owner->last;
        xmlUnlinkNode((xmlNode *)a);
    } else if (value) {
        grown_attribute(node, BAD_CAST arena_strdup(arena, name), BAD_CAST arena_strdup(arena, value));
    }
}

// As libxml2 does it: text behind text is one text.
void grown_text(xmlNode *parent, const xmlChar *content) {
    struct document *d = document_growing(parent);
    xmlNode *last = parent->last;
    if (last && last->type == XML_TEXT_NODE) {
        last->content = BAD_CAST arena_printf(d->arena, "%s%s", (char *)last->content, (const char *)content);
        return;
    }
    xmlNode *text = ARENA_NEW(d->arena, xmlNode);
    fill_text(text, d, content);
    append(parent, text);
}

// What was parsed outlives all that is derived from it, and is not written twice.
static const xmlChar *kept(struct document *to, const xmlNode *from, const xmlChar *s) {
    const struct document *d = from->doc->_private;
    return d && (!d->derived || d->lasting) ? s : BAD_CAST arena_strdup(to->arena, (const char *)s);
}

void grown_copy_attribute(xmlNode *to, const xmlAttr *a) {
    struct document *d = document_growing(to);
    const xmlChar *value = a->children && a->children->content ? a->children->content : BAD_CAST "";
    grown_attribute(to, kept(d, (const xmlNode *)a, a->name), kept(d, (const xmlNode *)a, value));
}

xmlNode *grown_copy(xmlNode *parent, const xmlNode *node) {
    struct document *d = document_growing(parent);
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        grown_text(parent, kept(d, node, node->content ? node->content : BAD_CAST ""));
        return parent->last;
    }
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    xmlNode *copy = new_element(d, parent, kept(d, node, node->name));
    copy->_private = (void *)xml_origin(node);
    for (const xmlAttr *a = node->properties; a; a = a->next)
        grown_copy_attribute(copy, a);
    for (const xmlNode *child = node->children; child; child = child->next)
        grown_copy(copy, child);
    return copy;
}
