// What the files of pack that use libqpdf share. Private to pack.
#ifndef NASKAH_PACK_INTERNAL_H
#define NASKAH_PACK_INTERNAL_H

#include <qpdf/qpdf-c.h>

#include "pack/sheets.h"

struct sheets {
    qpdf_data q;
    size_t n;
};

struct stack {
    struct arena *arena;
    qpdf_data q;
    size_t n;
};

qpdf_data pack_open(struct arena *arena);  // says nothing on standard error; cleaned up with the arena
bool pack_failed(qpdf_data q);             // true when something went wrong since the last call; warnings are dropped
// Everything as one file, compressed, with an /ID that depends on the content only. False when libqpdf cannot.
bool pack_write(struct arena *arena, qpdf_data q, struct str *out);

#endif
