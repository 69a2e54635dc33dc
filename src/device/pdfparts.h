// What the files of the PDF device share; nobody else includes this. Only pdfobject.c and pdf.c touch libharu.
#ifndef NASKAH_DEVICE_PDFPARTS_H
#define NASKAH_DEVICE_PDFPARTS_H

#include <libdeflate.h>

#include "base/buf.h"
#include "device/pdf.h"

struct object; // an indirect object of the file: a dictionary of ours, with or without a stream

struct memo; // pdfimage.c: a compressed picture
struct tree; // pdftree.h: the structure
struct element;

// What is kept between documents, in the cache of `fonts`.
struct workshop {
    struct libdeflate_compressor *compressor;
    struct buf content; // of the page being written: grown once, used again
    struct memo *images;
    struct str profile; // the output intent's ICC profile, deflated
};

struct pdf_font {
    const struct face *face;
    struct object *object;
    int name;       // F<name> in the page's resources
    uint64_t *used; // one bit a glyph
    uint32_t space; // the glyph of U+0020, 0 when there is none
    // Of each ASCII character that was drawn by a glyph of its own: that glyph and its advance.
    struct { uint32_t glyph; int32_t advance; } plain[128];
    struct pdf_font *next;
};

struct pdf_image {
    const struct image *image;
    struct object *object;
    int name; // Im<name>
    struct pdf_image *next;
};

struct pdf {
    struct arena *arena;
    struct fonts *fonts;
    const struct pages *pages;
    struct document_objects *objects; // pdfobject.c
    struct workshop *workshop;
    struct pdf_font *first_font, *last_font;
    struct pdf_image *first_image, *last_image;
    struct object **page_objects;
    struct tree *tree;
    int image_dpi;          // of the options
    struct buf annotations; // of the page being written: references
    struct buf fields;      // of the document
};

// --- pdfformat.c: text of PDF objects. No locale, no floating point.
void pdf_integer(struct buf *b, int64_t value);
void pdf_length(struct buf *b, mp value); // in points, up to three decimals, exact
void pdf_name(struct buf *b, const char *name);
// A text string: literal when it is plain ASCII, else UTF-16BE in hexadecimal digits.
void pdf_text(struct buf *b, const char *utf8, size_t n);
void pdf_uri(struct buf *b, const char *uri); // a literal string; bytes that a URI may not hold are escaped
void pdf_reference(struct buf *b, const struct object *object);
void pdf_utf16(struct buf *b, unsigned codepoint); // hexadecimal digits, big end first
void pdf_rectangle(struct buf *b, const struct page *page, const struct item *item); // four numbers of an item's box
struct str pdf_str(const struct buf *b);

// --- pdfobject.c: the object graph, which is libharu's, and the file made of it
struct document_objects *pdf_objects_new(struct arena *arena); // NULL when libharu refuses
struct object *object_new(struct document_objects *d);     // its dictionary is empty
// The dictionary's entries without << and >>; the bytes are not copied.
void object_set(struct object *o, struct str entries);
void object_stream(struct object *o, struct str data); // as it stands in the file; /Length is added
int object_id(const struct object *o);
void object_catalog(struct document_objects *d, const char *key, struct str value); // value: any direct object
void object_catalog_reference(struct document_objects *d, const char *key, const struct object *o);
void object_info(struct document_objects *d, const char *key, const char *utf8);
void object_page(struct document_objects *d, struct object *page); // hangs it into the page tree
void object_outline(struct document_objects *d, const char *title, int level, const struct object *page, mp y);
// Writes the whole file. False when libharu found a fault in any of the calls before.
bool pdf_objects_save(struct document_objects *d, int minor, struct libdeflate_compressor *compressor,
                      struct buf *out);

// --- pdffont.c
struct pdf_font *pdf_font(struct pdf *pdf, const struct face *face); // of the document, new when not yet there
const struct face *pdf_fonts_finish(struct pdf *pdf); // writes them; the face that cannot be embedded, or NULL

// --- pdfimage.c
struct pdf_image *pdf_image(struct pdf *pdf, const struct item *item);

// --- pdfcontent.c
struct str pdf_content(struct pdf *pdf, size_t page); // the operators of a page (from 0), in the workshop

// --- pdfannotation.c: annotations of the page being written, which belong to `e`
// `text` is what the link says; NULL when nothing does.
void pdf_link(struct pdf *pdf, size_t page, const struct item *link, const struct item *text, struct element *e);
void pdf_field(struct pdf *pdf, size_t page, const struct item *sign, struct element *e);

// --- pdfmeta.c: what stands in the catalogue
// "2025-02-10" as PDF writes a day, NULL when it is none; there is no clock here, and no hour is invented.
const char *pdf_date(struct arena *arena, const char *iso);
void pdf_catalogue(struct pdf *pdf, const struct pdf_options *options);
// --- pdfattachment.c
void pdf_attach(struct pdf *pdf, const struct pdf_options *options);

// --- pdf.c
struct str pdf_deflate(struct pdf *pdf, const void *bytes, size_t n);      // lives as long as the document
struct str pdf_deflate_kept(struct pdf *pdf, const void *bytes, size_t n); // lives until fonts_trim

#endif
