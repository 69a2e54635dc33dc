// Pictures. One file is embedded once a document; a deflated picture is kept for the next documents, because the same
// emblem stands on all of an office's papers.
#include <string.h>

#include "device/pdfparts.h"

struct memo {
    char hash[65];
    struct str pixels, alpha;  // deflated
    struct memo *next;
};

static const struct memo *memo_of(struct pdf *pdf, const struct image *image) {
    for (struct memo *memo = pdf->workshop->images; memo; memo = memo->next)
        if (strcmp(memo->hash, image->hash) == 0)
            return memo;
    struct arena *arena = fonts_cache(pdf->fonts);
    struct memo *memo = ARENA_NEW(arena, struct memo);
    memcpy(memo->hash, image->hash, sizeof memo->hash);
    memo->pixels = pdf_deflate_kept(pdf, image->pixels, image->n);
    if (image->alpha)
        memo->alpha = pdf_deflate_kept(pdf, image->alpha, (size_t)image->width * (size_t)image->height);
    memo->next = pdf->workshop->images;
    pdf->workshop->images = memo;
    return memo;
}

static void add_size(struct buf *b, const struct image *image, const char *space) {
    buf_printf(b, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/%s", image->width,
               image->height, space);
}

static void write_jpeg(struct pdf_image *made, struct buf *b) {
    const struct image *image = made->image;
    add_size(b, image, image->components == 1 ? "DeviceGray" : "DeviceRGB");
    buf_str(b, "/Filter/DCTDecode");
    object_stream(made->object, (struct str){(const char *)image->pixels, image->n});
}

static void write_pixels(struct pdf *pdf, struct pdf_image *made, struct buf *b) {
    const struct image *image = made->image;
    const struct memo *memo = memo_of(pdf, image);
    add_size(b, image, image->kind == IMAGE_GREY ? "DeviceGray" : "DeviceRGB");
    buf_str(b, "/Filter/FlateDecode");
    object_stream(made->object, memo->pixels);
    if (!image->alpha)
        return;
    struct buf mask = buf_new(pdf->arena);
    add_size(&mask, image, "DeviceGray");
    buf_str(&mask, "/Filter/FlateDecode");
    struct object *o = object_new(pdf->objects);
    object_set(o, (struct str){mask.p, mask.n});
    object_stream(o, memo->alpha);
    buf_str(b, "/SMask ");
    pdf_reference(b, o);
}

// As many pixels as the place needs, when somebody asked for fewer dots an inch; a little more is left as it is.
static const struct image *reduced(struct pdf *pdf, const struct image *image, mp width, mp height) {
    int64_t wide = width * pdf->image_dpi / (72 * MP_PER_PT), high = height * pdf->image_dpi / (72 * MP_PER_PT);
    bool worth = pdf->image_dpi > 0 && wide > 0 && high > 0 && image->width > wide * 5 / 4;
    return worth ? image_reduce(pdf->arena, image, (int)wide, (int)high) : image;
}

struct pdf_image *pdf_image(struct pdf *pdf, const struct item *item) {
    const struct image *image = reduced(pdf, item->image.image, item->width, item->height);
    for (struct pdf_image *old = pdf->first_image; old; old = old->next)
        if (old->image == image || strcmp(old->image->hash, image->hash) == 0)
            return old;
    struct pdf_image *made = ARENA_NEW(pdf->arena, struct pdf_image);
    made->image = image;
    made->object = object_new(pdf->objects);
    made->name = pdf->last_image ? pdf->last_image->name + 1 : 1;
    *(pdf->last_image ? &pdf->last_image->next : &pdf->first_image) = made;
    pdf->last_image = made;
    struct buf b = buf_new(pdf->arena);
    if (image->kind == IMAGE_JPEG)
        write_jpeg(made, &b);
    else
        write_pixels(pdf, made, &b);
    object_set(made->object, (struct str){b.p, b.n});
    return made;
}
