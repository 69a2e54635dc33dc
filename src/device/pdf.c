// Pages to a PDF file that is PDF/A-3a and PDF/UA-1: what belongs to the document as a whole. Fonts, pictures,
// operators, structure and what it says about itself have files of their own (pdf*.c).
#include "device/pdf.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "device/pdftree.h"

enum { LEVEL = 6 };  // of libdeflate: smaller than zlib's 9 at a third of its time

static void free_compressor(void *compressor) {
    libdeflate_free_compressor(compressor);
}

static struct workshop *workshop_of(struct fonts *fonts) {
    void **kept = fonts_kept(fonts);
    if (!*kept) {
        struct arena *arena = fonts_cache(fonts);
        struct workshop *w = ARENA_NEW(arena, struct workshop);
        w->compressor = libdeflate_alloc_compressor(LEVEL);
        assert(w->compressor);
        arena_on_free(arena, free_compressor, w->compressor);
        w->content = buf_new(arena);
        *kept = w;
    }
    return *kept;
}

struct str pdf_deflate(struct pdf *pdf, const void *bytes, size_t n) {
    struct libdeflate_compressor *compressor = pdf->workshop->compressor;
    size_t room = libdeflate_zlib_compress_bound(compressor, n);
    char *p = arena_alloc(pdf->arena, room);
    size_t made = libdeflate_zlib_compress(compressor, bytes, n, p, room);
    assert(made > 0);
    return (struct str){p, made};
}

struct str pdf_deflate_kept(struct pdf *pdf, const void *bytes, size_t n) {
    struct libdeflate_compressor *compressor = pdf->workshop->compressor;
    size_t room = libdeflate_zlib_compress_bound(compressor, n);
    char *p = malloc(room);
    assert(p);
    size_t made = libdeflate_zlib_compress(compressor, bytes, n, p, room);
    assert(made > 0);
    // The bound is generous; what is kept for a whole run takes only the room it needs.
    char *kept = memcpy(arena_alloc(fonts_cache(pdf->fonts), made), p, made);
    free(p);
    return (struct str){kept, made};
}

// --- Pages

static void write_page(struct pdf *pdf, size_t i, const struct object *resources) {
    const struct page *page = &pdf->pages->items[i];
    pdf->annotations.n = 0;
    struct str operators = pdf_content(pdf, i);
    struct object *content = object_new(pdf->objects);
    object_set(content, (struct str){"/Filter/FlateDecode", 19});
    object_stream(content, pdf_deflate(pdf, operators.p, operators.n));
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Type/Page/MediaBox[0 0 ");
    pdf_length(&b, page->width);
    buf_char(&b, ' ');
    pdf_length(&b, page->height);
    buf_str(&b, "]/Resources ");
    pdf_reference(&b, resources);
    buf_str(&b, "/Contents ");
    pdf_reference(&b, content);
    buf_str(&b, "/Tabs/S/StructParents ");
    pdf_integer(&b, (int64_t)i);
    if (pdf->annotations.n) {
        buf_str(&b, "/Annots[");
        buf_add(&b, pdf->annotations.p, pdf->annotations.n);
        buf_char(&b, ']');
    }
    object_set(pdf->page_objects[i], pdf_str(&b));
}

// One dictionary for all pages: it names every font and picture of the document.
static struct str resources_of(struct pdf *pdf) {
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, pdf->first_font ? "/Font<<" : "");
    for (struct pdf_font *font = pdf->first_font; font; font = font->next) {
        buf_printf(&b, "/F%d ", font->name);
        pdf_reference(&b, font->object);
    }
    buf_str(&b, pdf->first_font ? ">>" : "");
    buf_str(&b, pdf->first_image ? "/XObject<<" : "");
    for (struct pdf_image *image = pdf->first_image; image; image = image->next) {
        buf_printf(&b, "/Im%d ", image->name);
        pdf_reference(&b, image->object);
    }
    buf_str(&b, pdf->first_image ? ">>" : "");
    return pdf_str(&b);
}

static void write_pages(struct pdf *pdf) {
    size_t n = pdf->pages->n;
    pdf->page_objects = ARENA_ARRAY(pdf->arena, n, struct object *);
    for (size_t i = 0; i < n; i++) {
        pdf->page_objects[i] = object_new(pdf->objects);
        object_page(pdf->objects, pdf->page_objects[i]);
    }
    struct object *resources = object_new(pdf->objects);
    for (size_t i = 0; i < n; i++)
        write_page(pdf, i, resources);
    object_set(resources, resources_of(pdf));
}

static void write_outline(struct pdf *pdf) {
    const struct pages *pages = pdf->pages;
    for (size_t i = 0; i < pages->n_outline; i++) {
        const struct outline *o = &pages->outline[i];
        if (o->page < 1 || (size_t)o->page > pages->n)
            continue;
        int level = o->level < 1 ? 1 : o->level > 6 ? 6 : o->level;
        object_outline(pdf->objects, o->title, level, pdf->page_objects[o->page - 1],
                       pages->items[o->page - 1].height - o->y);
    }
}

// --- The document

static void write_document(struct pdf *pdf, const struct pdf_options *options) {
    pdf->annotations = buf_new(pdf->arena);
    pdf->fields = buf_new(pdf->arena);
    pdf->tree = tree_new(pdf);
    tree_build(pdf, pdf->tree);
    write_pages(pdf);
    write_outline(pdf);
    tree_write(pdf);
    pdf_catalogue(pdf, options);
    pdf_attach(pdf, options);
}

bool pdf_write(struct fonts *fonts, const struct pages *pages, const struct pdf_options *options, struct buf *out,
               struct findings *findings) {
    struct pdf pdf = {.arena = out->arena, .fonts = fonts, .pages = pages, .workshop = workshop_of(fonts),
                      .image_dpi = options ? options->image_dpi : 0};
    pdf.objects = pdf_objects_new(out->arena);
    const char *reason = "libharu", *face_without = NULL;
    if (pdf.objects && pages->n) {
        write_document(&pdf, options);
        const struct face *face = pdf_fonts_finish(&pdf);
        int minor = options && options->minor ? options->minor : 7;
        if (!face && pdf_objects_save(pdf.objects, minor, pdf.workshop->compressor, out))
            return true;
        reason = face ? "font" : reason;
        face_without = face ? face_name(face) : NULL;
    }
    out->n = 0;
    findings_add(findings, "pdf.failed", (struct place){0}, "reason", pages->n ? reason : "pages", "face", face_without,
                 NULL);
    return false;
}
