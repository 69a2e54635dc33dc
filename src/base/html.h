// The only door for HTML: pages as browsers save them, however broken, to a libxml2 tree. No scripts, nothing fetched.
#ifndef NASKAH_BASE_HTML_H
#define NASKAH_BASE_HTML_H

#include <libxml/tree.h>

#include "base/text.h"

#define HTML_MAX_BYTES ((size_t)20 << 20)

// The tree of a page in UTF-8, whatever its <meta charset> says; NULL when it is larger than HTML_MAX_BYTES or nothing
// could be made of it. It lives in `arena`; nodes know their line (xmlGetLineNo).
xmlDoc *html_parse(struct arena *arena, struct str utf8);

#endif
