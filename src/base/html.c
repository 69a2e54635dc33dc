#include "base/html.h"

#include <libxml/HTMLparser.h>

static void free_doc(void *doc) {
    xmlFreeDoc(doc);
}

// Pages are full of errors that every browser forgives.
static void be_quiet(void *context, const char *format, ...) {
    (void)context, (void)format;
}

static void be_quiet_too(void *context, xmlErrorPtr error) {
    (void)context, (void)error;
}

xmlDoc *html_parse(struct arena *arena, struct str utf8) {
    if (utf8.n == 0 || utf8.n > HTML_MAX_BYTES) {
        return NULL;
    }
    htmlParserCtxt *c = htmlNewParserCtxt();
    if (!c) {
        return NULL;
    }
    c->sax->error = be_quiet;
    c->sax->warning = be_quiet;
    c->sax->serror = be_quiet_too;
    xmlDoc *doc = htmlCtxtReadMemory(c, utf8.p, (int)utf8.n, NULL, "UTF-8",
                                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                         HTML_PARSE_NONET | HTML_PARSE_COMPACT);
    htmlFreeParserCtxt(c);
    if (doc) {
        arena_on_free(arena, free_doc, doc);
    }
    return doc;
}
