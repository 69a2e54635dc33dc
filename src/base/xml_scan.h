// What is checked on the bytes of an XML file before libxml2 sees them: kind of file, encoding, characters, bounds.
// Private to base/.
#ifndef NASKAH_BASE_XML_SCAN_H
#define NASKAH_BASE_XML_SCAN_H

#include "base/text.h"

#define XML_MAX_BYTES ((size_t)32 * 1024 * 1024)
#define XML_MAX_LEVELS 200
#define XML_MAX_ATTRIBUTES 1000
#define XML_MAX_ELEMENTS 500000

struct xml_problem {
    const char *rule;          // NULL: none found
    size_t offset;             // bytes from the start of the UTF-8 text
    const char *name, *value;  // one argument of the finding; NULL when it has none
};

// `bytes` as UTF-8 without byte order mark, in `arena` (the same bytes when they are UTF-8 already). When they cannot
// be read as XML text at all, p->rule is set and the result is what was understood, for counting lines.
struct str xml_decode(struct arena *arena, struct str bytes, struct xml_problem *p);
// Walks over the tags and stops at a DOCTYPE or where a bound is passed. Says nothing about being well-formed.
// Returns the offset of a tag, comment or the like that the end of the text cuts off; text.n when there is none.
size_t xml_scan_bounds(struct arena *arena, struct str text, struct xml_problem *p);

#endif
