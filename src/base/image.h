// Raster images behind bounds: PNG through libpng with setjmp, JPEG checked by its markers and passed through.
#ifndef NASKAH_BASE_IMAGE_H
#define NASKAH_BASE_IMAGE_H

#include "base/finding.h"
#include "base/text.h"

#define IMAGE_MAX_SIDE 10000
#define IMAGE_MAX_PIXELS 40000000

struct image {
    int width, height;  // pixels
    enum { IMAGE_RGB, IMAGE_GREY, IMAGE_JPEG } kind;
    const unsigned char *pixels;  // RGB or grey, 8 bits, rows top first; for IMAGE_JPEG the file's bytes
    size_t n;
    const unsigned char *alpha;  // 8 bits a pixel, or NULL when opaque (never for JPEG)
    int components;              // JPEG: 1, 3 or 4
    char hash[65];               // of the file: images with the same hash are embedded once
};

// NULL with exactly one finding (image.missing, image.broken, image.large, image.kind) on failure. Lives in `arena`.
const struct image *image_load(struct arena *arena, const char *path, struct place place, struct findings *findings);

#endif
