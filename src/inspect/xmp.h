// XMP as properties: name, namespace, prefix, shape. Internal to src/inspect.
#ifndef NASKAH_INSPECT_XMP_H
#define NASKAH_INSPECT_XMP_H

#include "base/xml.h"
#include "inspect/reader.h"

#define XMP_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XMP_DC "http://purl.org/dc/elements/1.1/"
#define XMP_XMP "http://ns.adobe.com/xap/1.0/"
#define XMP_PDF "http://ns.adobe.com/pdf/1.3/"
#define XMP_ARCHIVE "http://www.aiim.org/pdfa/ns/id/"
#define XMP_ACCESS "http://www.aiim.org/pdfua/ns/id/"
#define XMP_EXTENSION "http://www.aiim.org/pdfa/ns/extension/"
#define XMP_SCHEMA "http://www.aiim.org/pdfa/ns/schema#"
#define XMP_PROPERTY "http://www.aiim.org/pdfa/ns/property#"

// Calls fn for each property of each description: an element, or an attribute.
void xmp_each(const xmlDoc *doc, void (*fn)(const xmlNode *property, void *user), void *user);
// The first property of that name; NULL when there is none.
const xmlNode *xmp_property(const xmlDoc *doc, const char *space, const char *name);
bool xmp_is(const xmlNode *node, const char *space, const char *name);  // NULL name: any
const char *xmp_prefix(const xmlNode *node);                            // "" without one
// The container ("Bag", "Seq", "Alt") that an element holds; NULL when it holds none.
const xmlNode *xmp_container(const xmlNode *property);
const char *xmp_text(struct arena *arena, const xmlNode *property);     // also the first item of a container
bool xmp_plain(const xmlNode *property);                                // holds text only
// True when the property is of a schema that PDF/A knows; then *shape says how its value is to look.
bool xmp_known(const xmlNode *property, char *shape);
bool xmp_shaped(struct arena *arena, const xmlNode *property, char shape);

#endif
