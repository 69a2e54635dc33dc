#include "model/reading.h"

#include <stdint.h>
#include <string.h>

enum { READ_THERE = 1, READ_TEXT = 2, READ_WHOLE = 4 };

struct slot {
    const void *key;
    unsigned marks;
};

struct reading {
    struct arena *arena;
    struct slot *slots;  // open addressing; a power of two
    size_t n, cap;
};

struct reading *reading_new(struct arena *arena) {
    struct reading *r = ARENA_NEW(arena, struct reading);
    r->arena = arena;
    r->cap = 256;
    r->slots = ARENA_ARRAY(arena, r->cap, struct slot);
    return r;
}

static struct slot *find(const struct reading *r, const void *key) {
    uint64_t h = (uint64_t)(uintptr_t)key;
    h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdULL;
    size_t at = (size_t)(h >> 20) & (r->cap - 1);
    while (r->slots[at].key && r->slots[at].key != key) {
        at = (at + 1) & (r->cap - 1);
    }
    return &r->slots[at];
}

static unsigned marks_of(const struct reading *r, const void *key) {
    return find(r, key)->marks;
}

static void grow(struct reading *r) {
    struct reading old = *r;
    r->cap *= 2;
    r->slots = ARENA_ARRAY(r->arena, r->cap, struct slot);
    for (size_t i = 0; i < old.cap; i++) {
        if (old.slots[i].key) {
            *find(r, old.slots[i].key) = old.slots[i];
        }
    }
}

// False when it was marked so before.
static bool mark(struct reading *r, const void *key, unsigned marks) {
    struct slot *slot = find(r, key);
    if ((slot->marks & marks) == marks) {
        return false;
    }
    if (slot->key) {
        slot->marks |= marks;
        return true;
    }
    *slot = (struct slot){key, marks};
    if (++r->n * 2 > r->cap) {
        grow(r);
    }
    return true;
}

void reading_element(struct reading *r, const xmlNode *element) {
    while (r && element && element->type == XML_ELEMENT_NODE && mark(r, element, READ_THERE)) {
        element = element->parent;
    }
}

void reading_attribute(struct reading *r, const xmlAttr *attribute) {
    if (r && attribute && mark(r, attribute, READ_THERE)) {
        reading_element(r, attribute->parent);
    }
}

void reading_named(struct reading *r, const xmlNode *element, const char *name) {
    const xmlAttr *a = r && element && element->type == XML_ELEMENT_NODE ? element->properties : NULL;
    for (; a; a = a->next) {
        if (strcmp((const char *)a->name, name) == 0) {
            reading_attribute(r, a);
        }
    }
}

static void mark_down(struct reading *r, const xmlNode *element, unsigned marks) {
    reading_element(r, element);
    if (!mark(r, element, marks)) {
        return;
    }
    for (const xmlNode *child = element->children; child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) {
            mark_down(r, child, marks);
        }
    }
}

void reading_text(struct reading *r, const xmlNode *node) {
    if (r && node && node->type == XML_ATTRIBUTE_NODE) {
        reading_attribute(r, (const xmlAttr *)node);
    } else if (r && node) {
        mark_down(r, node->type == XML_ELEMENT_NODE ? node : node->parent, READ_TEXT);
    }
}

void reading_whole(struct reading *r, const xmlNode *node) {
    if (r && node && node->type == XML_ELEMENT_NODE) {
        mark_down(r, node, READ_TEXT | READ_WHOLE);
    } else {
        reading_text(r, node);
    }
}

bool reading_has(const struct reading *r, const xmlNode *element) {
    return marks_of(r, element) != 0;
}

bool reading_has_attribute(const struct reading *r, const xmlAttr *attribute) {
    return marks_of(r, attribute) != 0 || (marks_of(r, attribute->parent) & READ_WHOLE);
}

bool reading_has_text(const struct reading *r, const xmlNode *element) {
    return (marks_of(r, element) & READ_TEXT) != 0;
}

// ---- writing

// White space in values is kept by references: a parser would make spaces of it.
static void write_escaped(struct buf *out, const char *s, bool attribute) {
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '&') {
            buf_str(out, "&amp;");
        } else if (c == '<') {
            buf_str(out, "&lt;");
        } else if (c == '>') {
            buf_str(out, "&gt;");
        } else if (c == '"' && attribute) {
            buf_str(out, "&quot;");
        } else if (c == '\r' || (attribute && (c == '\n' || c == '\t'))) {
            buf_printf(out, "&#%d;", c);
        } else {
            buf_char(out, (char)c);
        }
    }
}

static void write_attributes(const struct reading *r, const xmlNode *element, bool all, struct buf *out) {
    for (const xmlAttr *a = element->properties; a; a = a->next) {
        if (!all && !marks_of(r, a)) {
            continue;
        }
        buf_printf(out, " %s=\"", (const char *)a->name);
        for (const xmlNode *text = a->children; text; text = text->next) {
            write_escaped(out, text->content ? (const char *)text->content : "", true);
        }
        buf_char(out, '"');
    }
}

void reading_write(const struct reading *r, const xmlNode *root, struct buf *out) {
    unsigned marks = marks_of(r, root);
    if (!marks) {
        return;
    }
    buf_printf(out, "<%s", (const char *)root->name);
    write_attributes(r, root, marks & READ_WHOLE, out);
    buf_char(out, '>');
    for (const xmlNode *child = root->children; child; child = child->next) {
        bool text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
        if (text && (marks & READ_TEXT) && child->content) {
            write_escaped(out, (const char *)child->content, false);
        } else if (child->type == XML_ELEMENT_NODE) {
            reading_write(r, child, out);
        }
    }
    buf_printf(out, "</%s>", (const char *)root->name);
}
