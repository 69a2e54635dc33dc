// A derived tree as bytes, for a process that was forked from this one or that this one was forked from.
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/xml.h"
#include "base/xml_document.h"

enum mark { END, ELEMENT, ATTRIBUTE, TEXT };

static void put_text(struct buf *out, const char *s) {
    buf_add(out, s, strlen(s) + 1);
}

static void pack(const xmlNode *node, struct buf *out) {
    buf_char(out, ELEMENT);
    buf_add(out, &node->_private, sizeof node->_private);
    put_text(out, (const char *)node->name);
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        buf_char(out, ATTRIBUTE);
        put_text(out, (const char *)a->name);
        put_text(out, xml_attr(node, (const char *)a->name));
    }
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) {
            pack(child, out);
        } else if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content) {
            buf_char(out, TEXT);
            put_text(out, (const char *)child->content);
        }
    }
    buf_char(out, END);
}

void xml_pack(const xmlDoc *derived, struct buf *out) {
    const struct document *d = derived->_private;
    assert(d->derived);
    pack(xmlDocGetRootElement((xmlDoc *)derived), out);
}

struct reader {
    const char *p, *end;
};

// NULL when the bytes end before the text does.
static const char *text(struct reader *r) {
    const char *s = r->p, *nul = memchr(s, '\0', (size_t)(r->end - s));
    r->p = nul ? nul + 1 : r->end;
    return nul ? s : NULL;
}

static bool open_element(struct reader *r, struct arena *arena, xmlDoc **doc, xmlNode **at) {
    void *origin;
    if ((size_t)(r->end - r->p) < sizeof origin)
        return false;
    memcpy(&origin, r->p, sizeof origin);
    r->p += sizeof origin;
    const char *name = text(r);
    if (!name)
        return false;
    if (*at)
        *at = xml_add(*at, name);
    else
        *at = xmlDocGetRootElement(*doc = xml_grown(arena, name));
    (*at)->_private = origin;
    return true;
}

static bool attribute(struct reader *r, xmlNode *at) {
    const char *name = text(r), *value = name ? text(r) : NULL;
    if (at && value)
        xml_set(at, name, value);
    return at && value;
}

static bool content(struct reader *r, xmlNode *at) {
    const char *s = text(r);
    if (at)
        xml_say(at, s);
    return at && s;
}

xmlDoc *xml_unpack(struct arena *arena, struct str bytes) {
    struct reader r = {bytes.p, bytes.p + bytes.n};
    xmlDoc *doc = NULL;
    xmlNode *at = NULL;
    bool ok = true, whole = false;
    while (ok && !whole && r.p < r.end) {
        switch (*r.p++) {
        case ELEMENT:
            ok = open_element(&r, arena, &doc, &at);
            break;
        case ATTRIBUTE:
            ok = attribute(&r, at);
            break;
        case TEXT:
            ok = content(&r, at);
            break;
        default:
            whole = at && at->parent == (xmlNode *)doc;
            ok = at != NULL;
            at = at ? at->parent : NULL;
        }
    }
    return ok && whole ? doc : NULL;
}
