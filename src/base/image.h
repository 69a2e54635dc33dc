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
    int components;              // JPEG: 1 or 3
    char hash[65];               // of the file: images with the same hash are embedded once
};

// A JPEG in CMYK comes as RGB pixels: what a document's colours mean is told by one profile, which is one of RGB.
// NULL with exactly one finding (image.missing, image.broken, image.large, image.kind) on failure. Lives in `arena`.
const struct image *image_load(struct arena *arena, const char *path, struct place place, struct findings *findings);

// The same from bytes, which must live as long as the image; *why names the finding that image_load would have added.
const struct image *image_read(struct arena *arena, struct str bytes, const char **why);

// The picture in at most width × height pixels, each the average of those that it stands for; a JPEG stays one. The
// picture itself when it is not larger, or would not become smaller. Lives in `arena`; its hash tells it from others.
const struct image *image_reduce(struct arena *arena, const struct image *image, int width, int height);
// The picture as a JPEG whose longer side has at most `side` pixels, transparent parts on white. `quality` 1 to 100.
// NULL when libjpeg refuses. Lives in `arena`.
const struct image *image_as_jpeg(struct arena *arena, const struct image *image, int side, int quality);

#endif
