// The only door for HTML. In: pages as browsers save them, however broken, to a libxml2 tree; no scripts, nothing
// fetched. Out: what data say inside a page of ours. What stands in templates/pages is HTML; what comes from anywhere
// else goes through one of the calls below, so that no name can end a tag or a script.
#ifndef NASKAH_BASE_HTML_H
#define NASKAH_BASE_HTML_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "base/message.h"
#include "base/text.h"

#define HTML_MAX_BYTES ((size_t)20 << 20)

// The tree of a page in UTF-8, whatever its <meta charset> says; NULL when it is larger than HTML_MAX_BYTES or nothing
// could be made of it. It lives in `arena`; nodes know their line (xmlGetLineNo).
xmlDoc *html_parse(struct arena *arena, struct str utf8);

// The text as it is read, for text and for quoted attributes: & < > " ' are escaped; bytes that are no UTF-8, NUL and
// other controls become U+FFFD, tabs and line ends stay. NULL writes nothing.
void html_text(struct buf *b, const char *s);
// ` name="value"` with a space before it; nothing when the value is NULL.
void html_attribute(struct buf *b, const char *name, const char *value);
// A path as a relative link: each byte that is no letter, digit, '-', '_', '.', '~' or '/' is percent-encoded, so ':'
// makes no scheme of it. "." comes before a path that begins with '/'.
void html_path(struct buf *b, const char *path);
// A JSON string with its quotes that may stand inside <script>: < > & and U+2028, U+2029 are written as \uXXXX. NULL
// writes null. What is no UTF-8 becomes U+FFFD.
void html_json(struct buf *b, const char *s);

// A page's shell (templates/pages/NAME.html) holds places {{name}}. One that is in `parts` gets its HTML as it is;
// every other name is a text of the catalogue, and gets it escaped.
struct html_part {
    const char *name;
    struct str html;
};
void html_fill(struct buf *out, struct str shell, const struct html_part *parts, size_t n, const struct catalogue *c,
               enum language language);

// A page put together from many pieces: a file in which a line "<!--= NAME -->" begins each. Words of the catalogue
// (places whose name has a '.') are filled in when it is read, so that a piece can be put thousands of times.
struct html_pieces;
struct html_pieces *html_pieces_read(struct arena *arena, struct str file, const struct catalogue *c,
                                     enum language language);
// Puts a piece with its parts in place. A piece that is not there, or a place without a part, is the program's fault.
void html_put(struct buf *out, const struct html_pieces *pieces, const char *name, const struct html_part *parts,
              size_t n);
// What a Content-Security-Policy calls an inline script or style: 'sha256-…', with its quotes.
void html_digest(struct buf *b, struct str inlined);

#endif
