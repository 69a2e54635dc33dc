// Pictures made smaller, each pixel the average of those that it stands for.
#include <stdint.h>
#include <stdio.h>

#include "base/hash.h"
#include "base/image_jpeg.h"

static void name_reduced(struct image *made, const struct image *image) {
    char text[sizeof image->hash + 32];
    int n = snprintf(text, sizeof text, "%s %dx%d", image->hash, made->width, made->height);
    hash_bytes(text, (size_t)n, made->hash);
}

// One channel-interleaved plane of `channels`. With `weight` (one byte a pixel) what cannot be seen does not count.
static unsigned char *averages(struct arena *arena, const unsigned char *from, const struct image *image,
                               const struct image *made, int channels, const unsigned char *weight) {
    size_t width = (size_t)image->width, step = (size_t)channels;
    unsigned char *to = arena_alloc(arena, (size_t)made->width * (size_t)made->height * step), *p = to;
    for (int y = 0; y < made->height; y++) {
        size_t top = (size_t)((int64_t)y * image->height / made->height);
        size_t foot = (size_t)(((int64_t)y + 1) * image->height / made->height);
        for (int x = 0; x < made->width; x++, p += step) {
            size_t left = (size_t)((int64_t)x * image->width / made->width);
            size_t right = (size_t)(((int64_t)x + 1) * image->width / made->width);
            uint64_t sum[3] = {0}, count = 0;
            for (size_t i = top; i < foot; i++) {
                for (size_t k = left; k < right; k++) {
                    uint64_t w = weight ? weight[i * width + k] : 1;
                    for (size_t c = 0; c < step; c++)
                        sum[c] += w * from[(i * width + k) * step + c];
                    count += w;
                }
            }
            for (size_t c = 0; c < step; c++)
                p[c] = (unsigned char)(count ? (sum[c] + count / 2) / count : 255);
        }
    }
    return to;
}

// The pixels of `source` in at most so many.
static struct image *fewer(struct arena *arena, const struct image *source, int width, int height) {
    struct image *made = ARENA_NEW(arena, struct image);
    *made = *source;
    made->width = width < source->width ? width : source->width;
    made->height = height < source->height ? height : source->height;
    int channels = source->kind == IMAGE_GREY ? 1 : 3;
    made->pixels = averages(arena, source->pixels, source, made, channels, source->alpha);
    made->n = (size_t)made->width * (size_t)made->height * (size_t)channels;
    if (source->alpha)
        made->alpha = averages(arena, source->alpha, source, made, 1, NULL);
    return made;
}

const struct image *image_reduce(struct arena *arena, const struct image *image, int width, int height) {
    if (width < 1 || height < 1 || (image->width <= width && image->height <= height))
        return image;
    bool jpeg = image->kind == IMAGE_JPEG;
    const struct image *source = jpeg ? image_jpeg_decode(arena, image, width > height ? width : height) : image;
    if (!source)
        return image;
    struct image *made = fewer(arena, source, width, height);
    name_reduced(made, image);
    const struct image *packed = jpeg ? image_jpeg_encode(arena, made, IMAGE_JPEG_QUALITY) : made;
    return packed && (!jpeg || packed->n < image->n) ? packed : image;
}

// What is seen where a picture is transparent: paper.
static void on_white(struct arena *arena, struct image *image) {
    size_t channels = image->kind == IMAGE_GREY ? 1 : 3, n = image->alpha ? image->n : 0;
    unsigned char *to = n ? arena_alloc(arena, n) : NULL;
    for (size_t i = 0; i < n; i++) {
        unsigned alpha = image->alpha[i / channels];
        to[i] = (unsigned char)((image->pixels[i] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
    image->pixels = to ? to : image->pixels;
    image->alpha = NULL;
}

const struct image *image_as_jpeg(struct arena *arena, const struct image *image, int side, int quality) {
    const struct image *source = image->kind == IMAGE_JPEG ? image_jpeg_decode(arena, image, side) : image;
    if (!source || side < 1)
        return NULL;
    int longer = source->width > source->height ? source->width : source->height;
    int width = longer > side ? (int)((int64_t)source->width * side / longer) : source->width;
    int height = longer > side ? (int)((int64_t)source->height * side / longer) : source->height;
    struct image *made = fewer(arena, source, width > 0 ? width : 1, height > 0 ? height : 1);
    made->components = made->kind == IMAGE_GREY ? 1 : 3;
    on_white(arena, made);
    name_reduced(made, image);
    return image_jpeg_encode(arena, made, quality);
}
