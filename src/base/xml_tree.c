// Trees: derived documents and the small conveniences.
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "base/xml_document.h"

xmlDoc *xml_derived(struct arena *arena, const char *root_name) {
    struct document *d = document_new(arena);
    d->derived = true;
    d->doc = xmlNewDoc(BAD_CAST "1.0");
    d->doc->_private = d;
    xmlDocSetRootElement(d->doc, xmlNewDocNode(d->doc, NULL, BAD_CAST root_name, NULL));
    return d->doc;
}

void xml_lasting(xmlDoc *derived) {
    struct document *d = derived->_private;
    d->lasting = true;
}

const char *xml_name(const xmlNode *node) {
    return node && node->name ? (const char *)node->name : "";
}

// Asked millions of times a run, and most names differ in their first letter.
static bool same(const xmlChar *a, const char *b) {
    return (char)a[0] == b[0] && strcmp((const char *)a, b) == 0;
}

bool xml_is(const xmlNode *node, const char *name) {
    return node && node->type == XML_ELEMENT_NODE && (!name || same(node->name, name));
}

static xmlAttr *attribute(const xmlNode *node, const char *name) {
    if (!node || node->type != XML_ELEMENT_NODE)
        return NULL;
    for (xmlAttr *a = node->properties; a; a = a->next)
        if (same(a->name, name))
            return a;
    return NULL;
}

static const char *attribute_value(const xmlAttr *a) {
    const char *value = a->children ? (const char *)a->children->content : NULL;
    return value ? value : "";
}

const char *xml_attr(const xmlNode *node, const char *name) {
    const xmlAttr *a = attribute(node, name);
    return a ? attribute_value(a) : NULL;
}

static xmlNode *first_named(xmlNode *node, const char *name) {
    while (node && !xml_is(node, name))
        node = node->next;
    return node;
}

xmlNode *xml_child(const xmlNode *node, const char *name) {
    return node && node->type == XML_ELEMENT_NODE ? first_named(node->children, name) : NULL;
}

xmlNode *xml_next(const xmlNode *node, const char *name) {
    return node ? first_named(node->next, name) : NULL;
}

xmlNode *xml_add(xmlNode *parent, const char *name) {
    if (document_growing(parent))
        return grown_element(parent, name);
    xmlNode *node = xmlNewDocNode(parent->doc, NULL, BAD_CAST name, NULL);
    return xmlAddChild(parent, node);
}

void xml_set(xmlNode *node, const char *name, const char *value) {
    xmlAttr *a = attribute(node, name);
    if (document_growing(node)) {
        grown_set(node, a, name, value);
        return;
    }
    if (!value) {
        if (a)
            xmlRemoveProp(a);
        return;
    }
    if (!a) {
        xmlNewProp(node, BAD_CAST name, BAD_CAST value);
        return;
    }
    char *copy = strdup(value);  // the new value may be the old one, which is freed below
    xmlFreeNodeList(a->children);
    a->children = a->last = xmlNewDocText(node->doc, BAD_CAST copy);
    a->children->parent = (xmlNode *)a;
    free(copy);
}

void xml_say(xmlNode *node, const char *text) {
    struct document *d = document_growing(node);
    if (!text || !*text)
        return;
    if (d)
        grown_text(node, BAD_CAST arena_strdup(d->arena, text));
    else
        xmlNodeAddContent(node, BAD_CAST text);
}

void xml_copy_attribute(xmlNode *to, const xmlAttr *a) {
    if (document_growing(to))
        grown_copy_attribute(to, a);
    else
        xmlNewProp(to, a->name, BAD_CAST attribute_value(a));
}

void xml_remove(xmlNode *node) {
    xmlUnlinkNode(node);
    if (!document_growing(node))
        xmlFreeNode(node);
}

static void copy_children(xmlNode *to, const xmlNode *from) {
    for (const xmlNode *child = from->children; child; child = child->next)
        xml_copy_into(to, child);
}

xmlNode *xml_copy_into(xmlNode *parent, const xmlNode *node) {
    if (document_growing(parent))
        return grown_copy(parent, node);
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        return xmlAddChild(parent, xmlNewDocText(parent->doc, node->content));
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    xmlNode *copy = xml_add(parent, (const char *)node->name);
    xml_set_origin(copy, node);
    for (const xmlAttr *a = node->properties; a; a = a->next)
        xml_copy_attribute(copy, a);
    copy_children(copy, node);
    return copy;
}

// Elements inside a word; all others part the words before and behind them.
static bool is_inside_words(const xmlNode *node) {
    static const char *const names[] = {"b", "i", "u", "sup", "sub", "a", "span"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xml_is(node, names[i]))
            return true;
    return false;
}

static void collect_text(struct buf *out, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        buf_str(out, (const char *)node->content);
    } else if (node->type == XML_ATTRIBUTE_NODE) {
        buf_str(out, attribute_value((const xmlAttr *)node));
    } else if (node->type == XML_ELEMENT_NODE) {
        bool parts = !is_inside_words(node);
        if (parts)
            buf_char(out, ' ');
        for (const xmlNode *child = node->children; child; child = child->next)
            collect_text(out, child);
        if (parts)
            buf_char(out, ' ');
    }
}

// The text of an element that holds nothing else, as most do; NULL of others.
static const char *only_text(const xmlNode *node) {
    const xmlNode *child = node && node->type == XML_ELEMENT_NODE ? node->children : NULL;
    return child && !child->next && child->type == XML_TEXT_NODE ? (const char *)child->content : NULL;
}

char *xml_text(struct arena *arena, const xmlNode *node) {
    struct buf out = buf_new(arena);
    const char *only = only_text(node);
    if (node && !only)
        collect_text(&out, node);
    return text_collapse(arena, only ? only : buf_text(&out));
}

static void add_escaped(struct buf *out, const char *s) {
    for (; *s; s++) {
        const char *escaped = *s == '&'   ? "&amp;"
                              : *s == '<' ? "&lt;"
                              : *s == '>' ? "&gt;"
                              : *s == '"' ? "&quot;"
                                          : NULL;
        if (escaped)
            buf_str(out, escaped);
        else
            buf_char(out, *s);
    }
}

static int by_attribute_name(const void *a, const void *b) {
    return strcmp((const char *)(*(xmlAttr *const *)a)->name, (const char *)(*(xmlAttr *const *)b)->name);
}

static void add_attributes(struct buf *out, const xmlNode *node) {
    size_t n = 0;
    for (const xmlAttr *a = node->properties; a; a = a->next)
        n++;
    if (!n)
        return;
    const xmlAttr **sorted = ARENA_ARRAY(out->arena, n, const xmlAttr *);
    n = 0;
    for (const xmlAttr *a = node->properties; a; a = a->next)
        sorted[n++] = a;
    qsort(sorted, n, sizeof *sorted, by_attribute_name);
    for (size_t i = 0; i < n; i++) {
        buf_char(out, ' ');
        buf_str(out, (const char *)sorted[i]->name);
        buf_str(out, "=\"");
        add_escaped(out, attribute_value(sorted[i]));
        buf_char(out, '"');
    }
}

static void add_canonical(struct buf *out, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        add_escaped(out, node->content ? (const char *)node->content : "");
        return;
    }
    if (node->type != XML_ELEMENT_NODE)
        return;
    buf_char(out, '<');
    buf_str(out, (const char *)node->name);
    add_attributes(out, node);
    buf_char(out, '>');
    for (const xmlNode *child = node->children; child; child = child->next)
        add_canonical(out, child);
    buf_str(out, "</");
    buf_str(out, (const char *)node->name);
    buf_char(out, '>');
}

char *xml_canonical(struct arena *arena, const xmlNode *node) {
    struct buf out = buf_new(arena);
    buf_add(&out, "", 0);
    add_canonical(&out, node);
    return out.p;
}
