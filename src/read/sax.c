#include "read/sax.h"

#include <libxml/parser.h>
#include <string.h>

struct sax {
    const struct sax_handler *handler;
    void *context;
    xmlParserCtxt *parser;
    bool enough, doctype, broken;
};

static void free_parser(void *parser) {
    xmlFreeParserCtxt(parser);
}

static void on_start(void *p, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_ns,
                     const xmlChar **ns, int n, int n_default, const xmlChar **attributes) {
    (void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n_default;
    struct sax *s = p;
    struct sax_attributes a = {attributes, n};
    if (!s->enough && s->handler->start && !s->handler->start(s->context, (const char *)name, &a)) {
        s->enough = true;
    }
}

static void on_end(void *p, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix, (void)uri;
    struct sax *s = p;
    if (!s->enough && s->handler->end && !s->handler->end(s->context, (const char *)name)) {
        s->enough = true;
    }
}

static void on_text(void *p, const xmlChar *text, int n) {
    struct sax *s = p;
    if (!s->enough && s->handler->text && !s->handler->text(s->context, (const char *)text, (size_t)n)) {
        s->enough = true;
    }
}

static void on_doctype(void *p, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
    (void)name, (void)public_id, (void)system_id;
    struct sax *s = p;
    s->doctype = true;
    xmlStopParser(s->parser);
}

static void on_error(void *p, xmlErrorPtr error) {  // NOLINT: libxml2's signature
    struct sax *s = p;
    s->broken |= error->level == XML_ERR_FATAL;
}

static bool take_piece(void *context, const char *p, size_t n) {
    struct sax *s = context;
    if (xmlParseChunk(s->parser, p, (int)n, 0) && !s->parser->wellFormed) {
        s->broken = true;
    }
    return !s->broken && !s->doctype && !s->enough;
}

bool sax_read(struct arena *arena, struct zip_folder *z, const struct zip_member *m, const char *file,
              const struct sax_handler *handler, void *context, struct findings *findings) {
    struct sax s = {.handler = handler, .context = context};
    xmlSAXHandler events = {.initialized = XML_SAX2_MAGIC,
                            .startElementNs = on_start,
                            .endElementNs = on_end,
                            .characters = on_text,
                            .cdataBlock = on_text,
                            .internalSubset = on_doctype,
                            .serror = on_error};
    s.parser = xmlCreatePushParserCtxt(&events, &s, NULL, 0, m->name);
    if (!s.parser) {
        findings_add(findings, "ooxml.xml", (struct place){.file = file}, "nama", m->name, NULL);
        return false;
    }
    arena_on_free(arena, free_parser, s.parser);
    xmlCtxtUseOptions(s.parser, XML_PARSE_NONET);
    bool read = zip_stream(z, m, take_piece, &s, findings);
    if (read && !s.enough && !s.broken && !s.doctype) {
        xmlParseChunk(s.parser, "", 0, 1);
        s.broken = !s.parser->wellFormed;
    }
    if (read && (s.broken || s.doctype) && !s.enough) {
        findings_add(findings, s.doctype ? "ooxml.doctype" : "ooxml.xml", (struct place){.file = file}, "nama", m->name,
                     NULL);
    }
    return read && (s.enough || (!s.broken && !s.doctype));
}

struct str sax_attribute(const struct sax_attributes *a, const char *name) {
    for (int i = 0; i < a->n; i++) {
        const unsigned char **q = a->p + (size_t)i * 5;
        if (strcmp((const char *)q[0], name) == 0) {
            return (struct str){(const char *)q[3], (size_t)(q[4] - q[3])};
        }
    }
    return (struct str){NULL, 0};
}

const char *sax_copy(struct arena *arena, const struct sax_attributes *a, const char *name) {
    struct str s = sax_attribute(a, name);
    return s.p ? arena_strndup(arena, s.p, s.n) : NULL;
}

long sax_number(const struct sax_attributes *a, const char *name, long otherwise) {
    struct str s = sax_attribute(a, name);
    long value = 0;
    if (!s.p || s.n == 0 || s.n > 9) {
        return otherwise;
    }
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return otherwise;
        }
        value = value * 10 + (s.p[i] - '0');
    }
    return value;
}

bool sax_true(const struct sax_attributes *a, const char *name) {
    struct str s = sax_attribute(a, name);
    return (s.n == 1 && *s.p == '1') || (s.n == 4 && memcmp(s.p, "true", 4) == 0);
}
