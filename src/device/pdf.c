// Pages to a PDF 1.7 file: what belongs to the document as a whole. Fonts, pictures and operators have files of their
// own (pdffont.c, pdfimage.c, pdfcontent.c).
#include "device/pdf.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "device/pdfparts.h"

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

static struct str str_of(const struct buf *b) {
    return (struct str){b->p, b->n};
}

// --- Links

static void add_target(struct pdf *pdf, struct buf *b, const char *uri, int page) {
    if (page > 0 && (size_t)page <= pdf->pages->n) {
        buf_str(b, "/Dest[");
        pdf_reference(b, pdf->page_objects[page - 1]);
        buf_str(b, "/XYZ null null null]");
        return;
    }
    buf_str(b, "/A<</S/URI/URI");
    pdf_uri(b, uri);
    buf_str(b, ">>");
}

static struct object *add_link(struct pdf *pdf, const struct page *page, const struct item *item) {
    struct buf b = buf_new(pdf->arena);
    buf_str(&b, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    mp corner[] = {item->x, page->height - item->y - item->height, item->x + item->width, page->height - item->y};
    for (int i = 0; i < 4; i++) {
        buf_str(&b, i ? " " : "");
        pdf_length(&b, corner[i]);
    }
    buf_char(&b, ']');
    add_target(pdf, &b, item->link.uri ? item->link.uri : "", item->link.page);
    struct object *o = object_new(pdf->objects);
    object_set(o, str_of(&b));
    return o;
}

static void add_links(struct pdf *pdf, struct buf *b, const struct page *page) {
    bool any = false;
    for (size_t i = 0; i < page->n; i++) {
        const struct item *item = &page->items[i];
        if (item->kind != ITEM_LINK)
            continue;
        buf_str(b, any ? " " : "/Annots[");
        any = true;
        pdf_reference(b, add_link(pdf, page, item));
    }
    buf_str(b, any ? "]" : "");
}

// --- Pages

static void write_page(struct pdf *pdf, size_t i, const struct object *resources) {
    const struct page *page = &pdf->pages->items[i];
    struct str operators = pdf_content(pdf, page);
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
    add_links(pdf, &b, page);
    object_set(pdf->page_objects[i], str_of(&b));
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
    return str_of(&b);
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

// "2025-02-10" as PDF writes a day; there is no clock here, and no hour is invented.
static const char *pdf_date(struct arena *arena, const char *iso) {
    if (!iso || strlen(iso) != 10 || strspn(iso, "0123456789-") != 10)
        return NULL;
    return arena_printf(arena, "D:%.4s%.2s%.2s", iso, iso + 5, iso + 8);
}

static void write_catalogue(struct pdf *pdf, const struct pdf_options *options) {
    const struct document *d = pdf->pages->document;
    const char *date = d ? pdf_date(pdf->arena, d->date) : NULL;
    const char *info[][2] = {
        {"Title", d ? d->title : NULL},
        {"Author", d ? d->author : NULL},
        {"Subject", d ? d->subject : NULL},
        {"Producer", options && options->producer ? options->producer : "naskah"},
        {"CreationDate", date},
        {"ModDate", date},
    };
    for (size_t i = 0; i < sizeof info / sizeof *info; i++)
        if (info[i][1] && *info[i][1])
            object_info(pdf->objects, info[i][0], info[i][1]);
    struct buf language = buf_new(pdf->arena);
    const char *code = d && d->language ? d->language : "id";
    pdf_text(&language, code, strlen(code));
    object_catalog(pdf->objects, "Lang", str_of(&language));
    const char *preferences = "<</DisplayDocTitle true>>";
    object_catalog(pdf->objects, "ViewerPreferences", (struct str){preferences, strlen(preferences)});
}

bool pdf_write(struct fonts *fonts, const struct pages *pages, const struct pdf_options *options, struct buf *out,
               struct findings *findings) {
    struct pdf pdf = {.arena = out->arena, .fonts = fonts, .pages = pages, .workshop = workshop_of(fonts)};
    pdf.objects = pdf_objects_new(out->arena);
    const char *reason = "libharu", *face_without = NULL;
    if (pdf.objects && pages->n) {
        write_pages(&pdf);
        write_outline(&pdf);
        write_catalogue(&pdf, options);
        const struct face *face = pdf_fonts_finish(&pdf);
        if (!face && pdf_objects_save(pdf.objects, pdf.workshop->compressor, out))
            return true;
        reason = face ? "font" : reason;
        face_without = face ? face_name(face) : NULL;
    }
    out->n = 0;
    findings_add(findings, "pdf.failed", (struct place){0}, "reason", pages->n ? reason : "pages", "face", face_without,
                 NULL);
    return false;
}
