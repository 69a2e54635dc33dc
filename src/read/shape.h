// What kind of file some bytes are, by their content alone, and why we think so.
#ifndef NASKAH_READ_SHAPE_H
#define NASKAH_READ_SHAPE_H

#include "base/text.h"

enum shape_kind {
    SHAPE_XML,       // urn:naskah:1 and any other XML: read.c's
    SHAPE_HTML,
    SHAPE_TEXT,      // plain or Markdown text, in any encoding
    SHAPE_CSV,
    SHAPE_DOCX,
    SHAPE_XLSX,
    SHAPE_ZIP,       // an archive of other files
    SHAPE_FOREIGN,   // known, but not read: `rule` says what to do
    SHAPE_EMPTY,
};

struct shape {
    enum shape_kind kind;
    const char *name;   // message id of its name for people: "@bentuk.html"; "" for foreign ones
    const char *sign;   // what gave it away, as it stands in the file or as a magic number: "%PDF", "<html"
    const char *rule;   // of SHAPE_FOREIGN: the finding ("read.foreign.doc")
};

struct shape shape_of(struct str bytes);

#endif
