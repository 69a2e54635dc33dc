// What Word and Excel files have in common: parts in an archive, found by their relations and not by their names.
#ifndef NASKAH_READ_OOXML_H
#define NASKAH_READ_OOXML_H

#include "base/xml.h"
#include "base/zip.h"

struct ooxml {
    struct arena *arena;
    const char *file;
    struct zip_folder *zip;
    struct findings *findings;
    const char *main;  // name of the main part: "word/document.xml", "xl/workbook.xml"
    const char *relations_of;  // whose relations were read last
    const xmlNode *relations;
};

// Opens the archive and finds its main part. False with exactly one finding (zip.*, ooxml.main, xml.*). Macros inside
// are noted (ooxml.macro); nothing in the file is ever run.
bool ooxml_open(struct ooxml *o, struct arena *arena, const char *file, struct str bytes, struct findings *findings);
// A part as a tree; NULL with exactly one finding when it is there but cannot be read, without one when it is not.
xmlNode *ooxml_root(struct ooxml *o, const char *part);
// The name of the part that `part` is related to by the id, or by a type that ends in `type` (the other is NULL; the
// first of several). NULL when there is none or when it is outside of the file.
const char *ooxml_related(struct ooxml *o, const char *part, const char *id, const char *type);
// The name of the i-th part (from 0) that is related by the type; NULL when there are not so many.
const char *ooxml_related_nth(struct ooxml *o, const char *part, const char *type, int i);
// The address that an outward relation (a hyperlink) leads to; NULL when there is none.
const char *ooxml_link(struct ooxml *o, const char *part, const char *id);

#endif
