// Pages to a PDF file in memory, by libharu's object graph (pdf-backend: fonts, content and dictionaries are ours).
#ifndef NASKAH_DEVICE_PDF_H
#define NASKAH_DEVICE_PDF_H

#include "base/buf.h"
#include "base/library.h"
#include "font/font.h"
#include "model/page.h"

struct library pdf_library(void);  // libharu

#define PDF_VERSION "5"  // part of every fingerprint: raise it when the same pages give other bytes

// A file carried inside. Names are unique in one document; all texts are UTF-8.
struct pdf_attachment {
    const char *name;          // "sumber.xml"
    const char *mime;          // "application/xml"
    const char *description;   // for people; may be NULL
    const char *relationship;  // Source, Data, Alternative, Supplement or Unspecified (ISO 19005-3, 6.8)
    const char *date;          // "2025-02-10"; NULL: the document's date
    struct str bytes;
};

// Every file is tagged, carries XMP, an output intent and its structure; only the mark says that it conforms.
struct pdf_options {
    const char *producer;      // "naskah 0.1.0"
    bool archival;             // marked as PDF/A-3a and PDF/UA-1
    int minor;                 // of the version in the file's head: 7 or 6; 0 counts as 7
    int image_dpi;             // pictures with more pixels an inch are made smaller; 0: pictures stay as they are
    const struct pdf_attachment *attachments;
    size_t n_attachments;
};
// False with one finding (pdf.failed) when libharu refuses. The bytes live in out's arena and depend on nothing else
// than the pages, the faces and the options.
bool pdf_write(struct fonts *fonts, const struct pages *pages, const struct pdf_options *options, struct buf *out,
               struct findings *findings);

#endif
