// Pages to a PDF file in memory, by libharu's object graph (pdf-backend: fonts, content and dictionaries are ours).
#ifndef NASKAH_DEVICE_PDF_H
#define NASKAH_DEVICE_PDF_H

#include "base/buf.h"
#include "font/font.h"
#include "model/page.h"

#define PDF_VERSION "1"  // part of every fingerprint: raise it when the same pages give other bytes

struct pdf_options {
    const char *producer;  // "naskah 0.1.0"
};
// False with one finding (pdf.failed) when libharu refuses. The bytes live in out's arena and depend on nothing else
// than the pages, the faces and the options.
bool pdf_write(struct fonts *fonts, const struct pages *pages, const struct pdf_options *options, struct buf *out,
               struct findings *findings);

#endif
