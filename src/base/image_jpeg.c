#include "base/image_jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

struct failing {
    struct jpeg_error_mgr manager;
    jmp_buf jump;
};

static void fail(j_common_ptr info) {
    longjmp(((struct failing *)info->err)->jump, 1);
}

static void ignore(j_common_ptr info, int level) {
    (void)info, (void)level;
}

static void say_nothing(j_common_ptr info) {
    (void)info;
}

static struct jpeg_error_mgr *quiet(struct failing *f) {
    jpeg_std_error(&f->manager);
    f->manager.error_exit = fail;
    f->manager.emit_message = ignore;
    f->manager.output_message = say_nothing;
    return &f->manager;
}

// ---- decoding ----

struct decoding {
    struct arena *arena;
    struct jpeg_decompress_struct info;
    struct failing failing;
    struct image *image;
    unsigned char *row;  // of CMYK
};

static void decoding_close(void *handle) {
    struct decoding *d = handle;
    jpeg_destroy_decompress(&d->info);
    free(d->row);
    d->row = NULL;
}

// Adobe's programs write CMYK upside down, and say so by their marker.
static void rgb_of_cmyk(const unsigned char *from, unsigned char *to, size_t width, bool inverted) {
    for (size_t i = 0; i < width; i++, from += 4, to += 3) {
        int black = inverted ? from[3] : 255 - from[3];
        for (int k = 0; k < 3; k++)
            to[k] = (unsigned char)(((inverted ? from[k] : 255 - from[k]) * black + 127) / 255);
    }
}

static void read_rows(struct decoding *d, size_t stride) {
    unsigned char *pixels = arena_alloc(d->arena, stride * d->info.output_height);
    bool cmyk = d->info.output_components == 4;
    d->row = cmyk ? malloc((size_t)d->info.output_width * 4) : NULL;
    if (cmyk && !d->row)
        longjmp(d->failing.jump, 1);
    while (d->info.output_scanline < d->info.output_height) {
        unsigned char *to = pixels + stride * d->info.output_scanline, *row = cmyk ? d->row : to;
        jpeg_read_scanlines(&d->info, &row, 1);
        if (cmyk)
            rgb_of_cmyk(d->row, to, d->info.output_width, d->info.saw_Adobe_marker);
    }
    d->image->pixels = pixels;
    d->image->n = stride * d->info.output_height;
}

static bool decode(struct decoding *d, const struct image *image, int least) {
    if (setjmp(d->failing.jump))
        return false;
    jpeg_mem_src(&d->info, image->pixels, (unsigned long)image->n);
    if (jpeg_read_header(&d->info, TRUE) != JPEG_HEADER_OK)
        return false;
    int components = d->info.num_components;
    d->info.out_color_space = components == 1 ? JCS_GRAYSCALE : components == 4 ? JCS_CMYK : JCS_RGB;
    JDIMENSION side = d->info.image_width > d->info.image_height ? d->info.image_width : d->info.image_height;
    d->info.scale_num = 1;
    d->info.scale_denom = 1;
    while (least > 0 && d->info.scale_denom < 8 && side / (2 * d->info.scale_denom) >= (JDIMENSION)least)
        d->info.scale_denom *= 2;
    d->info.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&d->info);
    d->image->width = (int)d->info.output_width;
    d->image->height = (int)d->info.output_height;
    d->image->components = components == 1 ? 1 : 3;
    d->image->kind = components == 1 ? IMAGE_GREY : IMAGE_RGB;
    read_rows(d, (size_t)d->info.output_width * (size_t)d->image->components);
    return true;
}

struct image *image_jpeg_decode(struct arena *arena, const struct image *image, int least) {
    struct decoding *d = ARENA_NEW(arena, struct decoding);
    d->arena = arena;
    d->info.err = quiet(&d->failing);
    arena_on_free(arena, decoding_close, d);
    if (setjmp(d->failing.jump))
        return NULL;
    jpeg_create_decompress(&d->info);
    d->image = ARENA_NEW(arena, struct image);
    memcpy(d->image->hash, image->hash, sizeof image->hash);
    bool done = decode(d, image, least);
    decoding_close(d);
    return done ? d->image : NULL;
}

// ---- encoding ----

struct encoding {
    struct jpeg_compress_struct info;
    struct failing failing;
    unsigned char *bytes;
    unsigned long n;
};

static void encoding_close(void *handle) {
    struct encoding *e = handle;
    jpeg_destroy_compress(&e->info);
    free(e->bytes);
    e->bytes = NULL;
}

static bool encode(struct encoding *e, const struct image *image, int quality) {
    if (setjmp(e->failing.jump))
        return false;
    jpeg_mem_dest(&e->info, &e->bytes, &e->n);
    e->info.image_width = (JDIMENSION)image->width;
    e->info.image_height = (JDIMENSION)image->height;
    e->info.input_components = image->components;
    e->info.in_color_space = image->components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&e->info);
    jpeg_set_quality(&e->info, quality, TRUE);
    e->info.dct_method = JDCT_ISLOW;
    e->info.optimize_coding = TRUE;
    jpeg_start_compress(&e->info, TRUE);
    size_t stride = (size_t)image->width * (size_t)image->components;
    while (e->info.next_scanline < e->info.image_height) {
        JSAMPROW row = (JSAMPROW)(image->pixels + stride * e->info.next_scanline);
        jpeg_write_scanlines(&e->info, &row, 1);
    }
    jpeg_finish_compress(&e->info);
    return true;
}

struct image *image_jpeg_encode(struct arena *arena, const struct image *image, int quality) {
    struct encoding *e = ARENA_NEW(arena, struct encoding);
    e->info.err = quiet(&e->failing);
    arena_on_free(arena, encoding_close, e);
    if (setjmp(e->failing.jump))
        return NULL;
    jpeg_create_compress(&e->info);
    struct image *made = NULL;
    if (encode(e, image, quality)) {
        made = ARENA_NEW(arena, struct image);
        *made = *image;
        made->kind = IMAGE_JPEG;
        made->pixels = memcpy(arena_alloc(arena, e->n), e->bytes, e->n);
        made->n = e->n;
    }
    encoding_close(e);
    return made;
}
