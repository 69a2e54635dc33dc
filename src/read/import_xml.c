// Objects as a file that people can read and mend: elements on lines of their own, text in lines of 120 columns.
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "read/import.h"

#define COLUMNS 120

struct printing {
    struct buf out;
    size_t column;
};

static bool is_inline(const xmlNode *node) {
    static const char *const names[] = {"b", "i", "sup", "sub", "a", "br", "img"};
    if (node->type != XML_ELEMENT_NODE) {
        return node->type == XML_TEXT_NODE;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (xml_is(node, names[i])) {
            return true;
        }
    }
    return false;
}

static bool only_inline(const xmlNode *node) {
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (!is_inline(c)) {
            return false;
        }
    }
    return true;
}

// What no XML file may hold: control characters and the two that are none, from damaged cells.
static size_t forbidden(const char *p) {
    unsigned char c = (unsigned char)*p;
    bool none = c == 0xEF && (unsigned char)p[1] == 0xBF && (unsigned char)p[2] >= 0xBE;
    return none ? 3 : c < ' ' && !strchr("\t\n\r", c);
}

static void escape(struct buf *out, const char *text, bool attribute) {
    for (const char *p = text; *p; p++) {
        size_t bad = forbidden(p);
        if (bad) {
            buf_char(out, ' ');
            p += bad - 1;
            continue;
        }
        switch (*p) {
        case '&': buf_str(out, "&amp;"); break;
        case '<': buf_str(out, "&lt;"); break;
        case '>': buf_str(out, "&gt;"); break;
        case '"': buf_str(out, attribute ? "&quot;" : "\""); break;
        case '\n': buf_str(out, attribute ? " " : "\n"); break;
        default: buf_char(out, *p);
        }
    }
}

static void open_tag(struct buf *out, const xmlNode *node) {
    buf_printf(out, "<%s", xml_name(node));
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        buf_printf(out, " %s=\"", (const char *)a->name);
        escape(out, xml_attr(node, (const char *)a->name), true);
        buf_char(out, '"');
    }
    if (!node->children) {
        buf_char(out, '/');
    }
    buf_char(out, '>');
}

static void flat(struct buf *out, const xmlNode *node) {
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE) {
            escape(out, (const char *)c->content, false);
        } else {
            open_tag(out, c);
            flat(out, c);
            if (c->children) {
                buf_printf(out, "</%s>", xml_name(c));
            }
        }
    }
}

static void line(struct printing *p, int depth) {
    if (p->out.n && p->out.p[p->out.n - 1] != '\n') {
        buf_char(&p->out, '\n');
    }
    for (int i = 0; i < depth * 2; i++) {
        buf_char(&p->out, ' ');
    }
    p->column = (size_t)depth * 2;
}

// Words of `text`, broken before one that would pass the edge; a tag is never broken at the spaces inside of it.
static void words(struct printing *p, const char *text, int depth) {
    for (const char *q = text; *q;) {
        size_t space = strspn(q, " \n"), n = 0;
        bool tag = false;
        q += space;
        while (q[n] && (tag || !strchr(" \n", q[n]))) {
            tag = q[n] == '<' || (tag && q[n] != '>');
            n++;
        }
        const char *word = arena_strndup(p->out.arena, q, n);
        size_t length = text_length(word);
        if (space && p->column + 1 + length > COLUMNS) {
            line(p, depth);
        } else if (space) {
            buf_char(&p->out, ' ');
            p->column++;
        }
        buf_str(&p->out, word);
        p->column += length;
        q += n;
    }
}

static void element(struct printing *p, const xmlNode *node, int depth) {
    struct buf tag = buf_new(p->out.arena);
    open_tag(&tag, node);
    line(p, depth);
    if (only_inline(node)) {
        flat(&tag, node);
        if (node->children) {
            buf_printf(&tag, "</%s>", xml_name(node));
        }
        words(p, buf_text(&tag), depth + 1);
        return;
    }
    words(p, buf_text(&tag), depth + 1);
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (c->type == XML_ELEMENT_NODE) {
            element(p, c, depth + 1);
        } else if (c->type == XML_TEXT_NODE && !text_blank((const char *)c->content)) {
            struct buf text = buf_new(p->out.arena);
            escape(&text, (const char *)c->content, false);
            line(p, depth + 1);
            words(p, buf_text(&text), depth + 1);
        } else if (c->type == XML_COMMENT_NODE) {
            line(p, depth + 1);
            buf_printf(&p->out, "<!--%s-->", (const char *)c->content);
        }
    }
    line(p, depth);
    buf_printf(&p->out, "</%s>", xml_name(node));
}

const char *import_xml(struct arena *arena, const xmlNode *data, const char *head) {
    struct printing p = {.out = buf_new(arena)};
    buf_str(&p.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (head) {
        buf_printf(&p.out, "<!-- %s -->\n", head);
    }
    buf_printf(&p.out, "<%s xmlns=\"%s\"", xml_name(data), XML_NS_DATA);
    for (const xmlAttr *a = data->properties; a; a = a->next) {
        buf_printf(&p.out, " %s=\"", (const char *)a->name);
        escape(&p.out, xml_attr(data, (const char *)a->name), true);
        buf_char(&p.out, '"');
    }
    buf_char(&p.out, '>');
    for (const xmlNode *c = data->children; c; c = c->next) {
        if (c->type == XML_ELEMENT_NODE) {
            element(&p, c, 1);
        } else if (c->type == XML_COMMENT_NODE) {
            line(&p, 1);
            buf_printf(&p.out, "<!--%s-->", (const char *)c->content);
        }
    }
    buf_printf(&p.out, "\n</%s>\n", xml_name(data));
    return buf_text(&p.out);
}
