// Parsing: from bytes to a tree or to exactly one finding.
#include "base/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/xml_document.h"
#include "base/xml_scan.h"

struct trouble {
    const char *rule;
    size_t offset;
    const char *name1, *value1, *name2, *value2;
};

struct parsing {
    struct document *document;
    size_t cut_tag;  // where the tag begins that the end of the text cuts off
    struct trouble trouble;
    startElementNsSAX2Func start;
};

static size_t cursor(xmlParserCtxt *c) {
    return c->input ? (size_t)c->input->consumed + (size_t)(c->input->cur - c->input->base) : 0;
}

// libxml2 calls this when it has read the attributes, so the tag begins at the last '<' before the cursor.
static void remember_place(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces,
                           const xmlChar **spaces, int n_attributes, int n_defaulted, const xmlChar **attributes) {
    xmlParserCtxt *c = context;
    struct parsing *p = c->_private;
    struct str text = p->document->text;
    p->start(context, name, prefix, uri, n_spaces, spaces, n_attributes, n_defaulted, attributes);
    size_t at = cursor(c);
    const char *tag = at <= text.n ? memrchr(text.p, '<', at) : NULL;
    if (c->node && tag)
        c->node->_private = (void *)(uintptr_t)(tag - text.p + 1);
}

static const char *text_copy(struct arena *arena, const char *s) {
    if (!s)
        return "";
    char *copy = text_collapse(arena, s);
    size_t limit = 120;
    while (limit > 0 && strlen(copy) > limit && ((unsigned char)copy[limit] & 0xC0) == 0x80)
        limit--;
    if (strlen(copy) > limit)
        copy[limit] = '\0';
    return copy;
}

// An '&' shortly before the cursor that begins no reference.
static bool is_lone_ampersand(struct str text, size_t at, size_t *offset) {
    size_t from = at > 64 ? at - 64 : 0;
    const char *p = at <= text.n ? memrchr(text.p + from, '&', at - from + (at < text.n)) : NULL;
    if (p)
        *offset = (size_t)(p - text.p);
    return p != NULL;
}

// Which rule an error of libxml2 breaks. Everything that stops at the end of the text is one thing to people: the file
// was cut.
static struct trouble diagnose(xmlParserCtxt *c, const xmlError *e) {
    struct parsing *p = c->_private;
    struct arena *arena = p->document->arena;
    struct str text = p->document->text;
    struct trouble t = {.rule = "xml.broken", .offset = cursor(c), .name1 = "reason"};
    const char *s1 = text_copy(arena, e->str1), *s2 = text_copy(arena, e->str2);
    size_t left = t.offset < text.n ? text.n - t.offset : 0;
    while (left > 0 && strchr(" \t\r\n", text.p[text.n - left]) && text.p[text.n - left])
        left--;
    bool at_end = left == 0 || t.offset > p->cut_tag;
    bool root_closed = c->instate == XML_PARSER_EPILOG || e->code == XML_ERR_DOCUMENT_END;
    if (e->code == XML_ERR_NO_MEMORY) {
        return (struct trouble){"xml.long", t.offset, NULL, NULL, NULL, NULL};
    } else if (at_end && !root_closed) {
        return (struct trouble){"xml.cut", text.n, "element", c->name ? text_copy(arena, (const char *)c->name) : "?",
                                NULL,      NULL};
    } else if (e->code == XML_ERR_TAG_NAME_MISMATCH) {
        const char *tag = memrchr(text.p, '<', t.offset);
        return (struct trouble){"xml.mismatch", tag ? (size_t)(tag - text.p) : t.offset, "expected", s1, "found", s2};
    } else if (e->code == XML_ERR_ATTRIBUTE_REDEFINED) {
        return (struct trouble){"xml.attribute-twice", t.offset, "attribute", s1, NULL, NULL};
    } else if (e->code == XML_ERR_UNDECLARED_ENTITY || e->code == XML_WAR_UNDECLARED_ENTITY) {
        return (struct trouble){"xml.entity", t.offset, "entity", s1, NULL, NULL};
    } else if (e->code == XML_ERR_DOCUMENT_END) {
        return (struct trouble){"xml.extra", t.offset, NULL, NULL, NULL, NULL};
    } else if (e->code == XML_NS_ERR_UNDEFINED_NAMESPACE) {
        return (struct trouble){"xml.prefix", t.offset, "prefix", s1, NULL, NULL};
    } else if (e->code == XML_ERR_LT_IN_ATTRIBUTE) {
        return (struct trouble){"xml.less", t.offset, NULL, NULL, NULL, NULL};
    } else if ((e->code == XML_ERR_NAME_REQUIRED || e->code == XML_ERR_ENTITYREF_SEMICOL_MISSING) &&
               is_lone_ampersand(text, t.offset, &t.offset)) {
        return (struct trouble){"xml.ampersand", t.offset, NULL, NULL, NULL, NULL};
    }
    t.value1 = text_copy(arena, e->message);
    return t;
}

static void note_first_error(void *context, xmlErrorPtr e) {
    xmlParserCtxt *c = context;
    struct parsing *p = c->_private;
    if (e->level >= XML_ERR_ERROR && !p->trouble.rule)
        p->trouble = diagnose(c, e);
}

static void add_trouble(struct document *d, const struct trouble *t, struct findings *findings) {
    struct place place = document_place(d, t->offset);
    const char *name1 = t->name1, *name2 = t->name1 ? t->name2 : NULL;
    findings_add(findings, t->rule, place, name1, t->value1, name2, t->value2, NULL);
}

static bool parse(struct document *d, size_t cut_tag, struct findings *findings) {
    struct parsing p = {.document = d, .cut_tag = cut_tag};
    xmlParserCtxt *c = d->parser = xmlCreateMemoryParserCtxt(d->text.p, (int)d->text.n);
    if (!c) {
        add_trouble(d, &(struct trouble){.rule = "xml.empty"}, findings);
        return false;
    }
    xmlCtxtUseOptions(c,
                      XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
    c->_private = &p;
    c->sax->serror = note_first_error;
    p.start = c->sax->startElementNs;
    c->sax->startElementNs = remember_place;
    xmlParseDocument(c);
    bool good = c->wellFormed && !p.trouble.rule && c->myDoc && xmlDocGetRootElement(c->myDoc);
    if (good) {
        d->doc = c->myDoc;
        c->myDoc = NULL;
        d->doc->_private = d;
    } else {
        if (!p.trouble.rule)
            p.trouble = (struct trouble){.rule = "xml.cut", .offset = d->text.n, .name1 = "element", .value1 = "?"};
        xmlFreeDoc(c->myDoc);
        c->myDoc = NULL;
    }
    xmlFreeParserCtxt(c);
    d->parser = NULL;
    if (!good)
        add_trouble(d, &p.trouble, findings);
    return good;
}

xmlDoc *xml_parse(struct arena *arena, const char *name, struct str bytes, struct findings *findings) {
    struct document *d = document_new(arena);
    struct xml_problem problem;
    d->name = arena_strdup(arena, name);
    if (bytes.n > XML_MAX_BYTES) {
        findings_add(findings, "file.large", (struct place){.file = name}, "file", name, "limit", "32 MiB", NULL);
        return NULL;
    }
    size_t cut_tag = 0;
    d->text = xml_decode(arena, bytes, &problem);
    if (!problem.rule)
        cut_tag = xml_scan_bounds(arena, d->text, &problem);
    if (problem.rule) {
        add_trouble(d, &(struct trouble){problem.rule, problem.offset, problem.name, problem.value, NULL, NULL},
                    findings);
        return NULL;
    }
    return parse(d, cut_tag, findings) ? d->doc : NULL;
}

xmlDoc *xml_load(struct arena *arena, const char *path, struct findings *findings) {
    struct str bytes;
    const char *why;
    if (!file_read(arena, path, XML_MAX_BYTES, &bytes, &why)) {
        findings_add(findings, why, (struct place){.file = path}, "file", path, "limit", "32 MiB", NULL);
        return NULL;
    }
    return xml_parse(arena, path, bytes, findings);
}
