// What goes out for people to fill in: one workbook for each agency, one question form for each contest. Both come
// back through read/. The same objects give the same bytes.
#ifndef NASKAH_FORM_FORM_H
#define NASKAH_FORM_FORM_H

#include <libxml/tree.h>

#include "base/library.h"
#include "base/text.h"
#include "model/object.h"

struct form_request {
    const struct objects *objects;
    const xmlNode *sheets;   // <lembar-kerja> of templates/impor/lembar.xml: heads, hints, choices
    const xmlNode *agency;   // <instansi>
    const char *year;        // "2026"
};

// The workbook of an agency, with what is known of it filled in. False with errno set when the temporary file that
// libxlsxwriter needs cannot be written. The bytes live in `arena`.
bool form_workbook(struct arena *arena, const struct form_request *r, struct str *out);
// What stands in a column of a row: `kind` is the sheet's id, `row` the object (for teams the <anggota>, for contracts
// the <indikator> or <program>), `field` the column's. NULL or "": nothing is known. form_rows.c.
const char *form_value(struct arena *arena, const struct form_request *r, const char *kind, const xmlNode *row,
                       const char *field);
// The rows of a sheet, in a fixed order.
const xmlNode **form_rows(struct arena *arena, const struct form_request *r, const char *kind, size_t *n);

// The question form of a contest as DOCX. `profile` is the merged <profil>, `words` the <formulir> of
// templates/impor/formulir.xml. False when it cannot be built (never, unless memory is short).
bool form_questions(struct arena *arena, const xmlNode *profile, const xmlNode *words, struct str *out);

struct form_part {
    const char *name, *bytes;
};
// An archive of the parts, in their order, compressed, dated 1980-01-01. form_archive.c.
bool form_archive(struct arena *arena, const struct form_part *parts, size_t n, struct str *out);
struct library form_library(void);  // libxlsxwriter

#endif
