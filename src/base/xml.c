// Parsing: from bytes to a tree or to exactly one finding.
#include "base/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml_document.h"
#include "base/xml_scan.h"

struct trouble {
    const char *rule;
    size_t offset;
    const char *name1, *value1, *name2, *value2, *name3, *value3;
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

static struct trouble at_offset(const char *rule, size_t offset, const char *name, const char *value) {
    return (struct trouble){.rule = rule, .offset = offset, .name1 = name, .value1 = value};
}

// The tag that closes the wrong element; the element that should have been closed is still the parser's node.
static struct trouble mismatch(xmlParserCtxt *c, size_t offset, const char *expected, const char *found) {
    struct parsing *p = c->_private;
    const char *tag = memrchr(p->document->text.p, '<', offset);
    struct trouble t = at_offset("xml.mismatch", tag ? (size_t)(tag - p->document->text.p) : offset, "expected",
                                 expected);
    t.name2 = "found";
    t.value2 = found;
    if (c->node && c->node->_private) {
        t.name3 = "line";
        t.value3 = arena_printf(p->document->arena, "%d",
                                document_place(p->document, (size_t)(uintptr_t)c->node->_private - 1).line);
    }
    return t;
}

static bool is_curly(struct str rest) {
    static const char *const marks[] = {"\u201C", "\u201D", "\u201E", "\u2018", "\u2019"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (rest.n >= 3 && memcmp(rest.p, marks[i], 3) == 0)
            return true;
    return false;
}

// The name of the attribute whose '=' stands last before `offset`.
static const char *attribute_before(struct arena *arena, struct str text, size_t offset) {
    const char *sign = offset ? memrchr(text.p, '=', offset) : NULL, *from;
    while (sign && sign > text.p && strchr(" \t\r\n", sign[-1]))
        sign--;
    for (from = sign; from && from > text.p && !strchr(" \t\r\n<\"'", from[-1]);)
        from--;
    return sign ? text_copy(arena, arena_strndup(arena, from, (size_t)(sign - from))) : "";
}

// What is wrong around the value of an attribute. Nothing is said where the tag does not end: that file was cut.
static const char *wrong_quotes(const xmlError *e, struct str rest) {
    bool ends = rest.n && memchr(rest.p, '>', rest.n);
    if (e->code == XML_ERR_ATTRIBUTE_NOT_STARTED && ends)
        return is_curly(rest) ? "xml.curly-quote" : "xml.unquoted";
    if (e->code == XML_ERR_LT_IN_ATTRIBUTE)
        return "xml.less";
    if (e->code == XML_ERR_ATTRIBUTE_WITHOUT_VALUE && ends) {  // words, and then a mark: they were meant to be inside
        size_t words = 0;
        while (words < rest.n && !strchr("=\"'<>/", rest.p[words]))
            words++;
        return words < rest.n && strchr("\"'", rest.p[words]) ? "xml.inner-quote" : NULL;
    }
    if (e->code != XML_ERR_SPACE_REQUIRED || !ends || rest.p[0] == '?')
        return NULL;
    size_t stop = 0;  // a name with '=' behind it is an attribute; anything else was meant to be inside the value
    while (stop < rest.n && !strchr("=\"'<> \t\r\n", rest.p[stop]))
        stop++;
    return stop > 0 && stop < rest.n && rest.p[stop] == '=' ? "xml.space" : "xml.inner-quote";
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
    const char *quotes = wrong_quotes(e, (struct str){text.p + text.n - left, left});
    while (left > 0 && strchr(" \t\r\n", text.p[text.n - left]) && text.p[text.n - left])
        left--;
    bool at_end = left == 0 || t.offset > p->cut_tag;
    bool root_closed = c->instate == XML_PARSER_EPILOG || e->code == XML_ERR_DOCUMENT_END;
    if (e->code == XML_ERR_NO_MEMORY) {
        return at_offset("xml.long", t.offset, NULL, NULL);
    } else if (quotes) {
        return at_offset(quotes, t.offset, "attribute", attribute_before(arena, text, t.offset));
    } else if (e->code == XML_ERR_TAG_NAME_MISMATCH && t.offset <= p->cut_tag) {
        return mismatch(c, t.offset, s1, s2);
    } else if (at_end && !root_closed) {
        return at_offset("xml.cut", text.n, "element", c->name ? text_copy(arena, (const char *)c->name) : "?");
    } else if (e->code == XML_ERR_ATTRIBUTE_REDEFINED) {
        return at_offset("xml.attribute-twice", t.offset, "attribute", s1);
    } else if (e->code == XML_ERR_UNDECLARED_ENTITY || e->code == XML_WAR_UNDECLARED_ENTITY) {
        return at_offset("xml.entity", t.offset, "entity", s1);
    } else if (e->code == XML_ERR_DOCUMENT_END) {
        return at_offset("xml.extra", t.offset, NULL, NULL);
    } else if (e->code == XML_NS_ERR_UNDEFINED_NAMESPACE) {
        return at_offset("xml.prefix", t.offset, "prefix", s1);
    } else if (e->code == XML_ERR_NAME_REQUIRED && t.offset > 0 && text.p[t.offset - 1] == '<') {
        return at_offset("xml.sign", t.offset - 1, NULL, NULL);
    } else if ((e->code == XML_ERR_NAME_REQUIRED || e->code == XML_ERR_ENTITYREF_SEMICOL_MISSING) &&
               is_lone_ampersand(text, t.offset, &t.offset)) {
        return at_offset("xml.ampersand", t.offset, NULL, NULL);
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
    findings_add(findings, t->rule, place, t->name1, t->value1, t->name2, t->value2, t->name3, t->value3, NULL);
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
        struct trouble t = at_offset(problem.rule, problem.offset, problem.name, problem.value);
        add_trouble(d, &t, findings);
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

struct library xml_library(void) {
    struct library l = {.name = "libxml2", .package = "libxml2", .built = LIBXML_DOTTED_VERSION};
    int v = atoi(xmlParserVersion);  // 20914: 2.9.14
    snprintf(l.running, sizeof l.running, "%d.%d.%d", v / 10000, v / 100 % 100, v % 100);
    return l;
}
