// Large XML members of an archive read from beginning to end without keeping a tree: sheets and their strings. As at
// the XML door (base/xml.h) a DOCTYPE is refused, so that there are no entities; depth and text are libxml2's bounds.
#ifndef NASKAH_READ_SAX_H
#define NASKAH_READ_SAX_H

#include "base/zip.h"

struct sax_attributes {
    const unsigned char **p;  // libxml2's quintuples
    int n;
};

// Any may be NULL. Names are without prefix. Text comes in pieces. Returning false ends the reading without a finding.
struct sax_handler {
    bool (*start)(void *context, const char *name, const struct sax_attributes *attributes);
    bool (*end)(void *context, const char *name);
    bool (*text)(void *context, const char *p, size_t n);
};

// False with exactly one finding (zip.*, ooxml.xml, ooxml.doctype) when the member cannot be read to its end.
bool sax_read(struct arena *arena, struct zip_folder *z, const struct zip_member *m, const char *file,
              const struct sax_handler *handler, void *context, struct findings *findings);

// The value of an attribute, without prefix; empty with p NULL when there is none. Entities are resolved.
struct str sax_attribute(const struct sax_attributes *a, const char *name);
// The same as a copy; NULL when there is none.
const char *sax_copy(struct arena *arena, const struct sax_attributes *a, const char *name);
// As a number from 0; `otherwise` when there is none or it is no number.
long sax_number(const struct sax_attributes *a, const char *name, long otherwise);
bool sax_true(const struct sax_attributes *a, const char *name);  // "1" or "true"

#endif
