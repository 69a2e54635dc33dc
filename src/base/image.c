#include "base/image.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/image_jpeg.h"

#define MAX_BYTES ((size_t)64 * 1024 * 1024)

// What one image needs while it is decoded. Lives in the arena, which closes what a jump left open.
struct decoder {
    struct str bytes;
    size_t at;
    png_structp png;
    png_infop info;
    unsigned char *rows;
    png_bytepp row_starts;
    int channels;
};

static void decoder_close(void *handle) {
    struct decoder *d = handle;
    png_destroy_read_struct(&d->png, &d->info, NULL);
    free(d->rows);
    free(d->row_starts);
    d->rows = NULL;
    d->row_starts = NULL;
}

// ---- PNG ----

static void png_supply(png_structp png, png_bytep to, size_t n) {
    struct decoder *d = png_get_io_ptr(png);
    if (n > d->bytes.n - d->at)
        png_error(png, "cut");
    memcpy(to, d->bytes.p + d->at, n);
    d->at += n;
}

static void png_fail(png_structp png, png_const_charp message) {
    (void)message;
    png_longjmp(png, 1);
}

static void png_ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static const char *size_problem(unsigned long width, unsigned long height) {
    if (width == 0 || height == 0)
        return "image.broken";
    if (width > IMAGE_MAX_SIDE || height > IMAGE_MAX_SIDE || width * height > IMAGE_MAX_PIXELS)
        return "image.large";
    return NULL;
}

// 8 bits a channel, grey or RGB, with alpha when the file has any transparency.
static void png_normalise(struct decoder *d) {
    png_set_expand(d->png);
    png_set_scale_16(d->png);
    png_set_interlace_handling(d->png);
    png_read_update_info(d->png, d->info);
    d->channels = png_get_channels(d->png, d->info);
}

static bool png_decode(struct decoder *d, struct image *image, const char **problem) {
    if (setjmp(png_jmpbuf(d->png))) {
        *problem = "image.broken";
        return false;
    }
    // Larger than our own limit, which is told apart below.
    png_set_user_limits(d->png, 0x7FFFFFFF, 0x7FFFFFFF);
    png_set_chunk_malloc_max(d->png, 8 * 1024 * 1024);
    png_set_read_fn(d->png, d, png_supply);
    png_read_info(d->png, d->info);
    png_uint_32 width = png_get_image_width(d->png, d->info), height = png_get_image_height(d->png, d->info);
    *problem = size_problem(width, height);
    if (*problem)
        return false;
    image->width = (int)width;
    image->height = (int)height;
    png_normalise(d);
    size_t row = png_get_rowbytes(d->png, d->info);
    d->rows = malloc(row * height);
    d->row_starts = malloc(height * sizeof *d->row_starts);
    if (!d->rows || !d->row_starts)
        png_error(d->png, "memory");
    for (size_t y = 0; y < height; y++)
        d->row_starts[y] = d->rows + y * row;
    png_read_image(d->png, d->row_starts);
    png_read_end(d->png, NULL);
    return true;
}

// From interleaved channels to colour and, when not all opaque, alpha.
static void png_split(struct arena *arena, const struct decoder *d, struct image *image) {
    size_t count = (size_t)image->width * (size_t)image->height;
    int channels = d->channels, colours = channels >= 3 ? 3 : 1;
    unsigned char *pixels = arena_alloc(arena, count * (size_t)colours);
    bool transparent = false;
    for (size_t i = 0; i < count; i++) {
        memcpy(pixels + i * (size_t)colours, d->rows + i * (size_t)channels, (size_t)colours);
        transparent |= channels > colours && d->rows[i * (size_t)channels + (size_t)colours] != 255;
    }
    image->kind = colours == 3 ? IMAGE_RGB : IMAGE_GREY;
    image->components = colours;
    image->pixels = pixels;
    image->n = count * (size_t)colours;
    if (!transparent)
        return;
    unsigned char *alpha = arena_alloc(arena, count);
    for (size_t i = 0; i < count; i++)
        alpha[i] = d->rows[i * (size_t)channels + (size_t)colours];
    image->alpha = alpha;
}

static const char *load_png(struct arena *arena, struct str bytes, struct image *image) {
    struct decoder *d = ARENA_NEW(arena, struct decoder);
    const char *problem = NULL;
    d->bytes = bytes;
    arena_on_free(arena, decoder_close, d);
    d->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, png_fail, png_ignore);
    d->info = d->png ? png_create_info_struct(d->png) : NULL;
    if (!d->info)
        return "image.broken";
    if (png_decode(d, image, &problem))
        png_split(arena, d, image);
    decoder_close(d);
    return problem;
}

// ---- JPEG ----

struct markers {
    const unsigned char *p;
    size_t n, at;
};

static unsigned long be16(const unsigned char *p) {
    return (unsigned long)p[0] << 8 | p[1];
}

// The next marker, past entropy-coded data, stuffed zeros, fill bytes and restarts; 0 at the end.
static int next_marker(struct markers *m) {
    while (m->at + 1 < m->n) {
        if (m->p[m->at] != 0xFF) {
            m->at++;
            continue;
        }
        int code = m->p[m->at + 1];
        if (code == 0xFF) {
            m->at++;
            continue;
        }
        m->at += 2;
        if (code != 0 && !(code >= 0xD0 && code <= 0xD7))
            return code;
    }
    return 0;
}

static bool is_frame(int code) {
    return code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC;
}

// Baseline, extended and progressive frames of 8 bits are what PDF can carry.
static const char *read_frame(const unsigned char *body, size_t n, int code, struct image *image) {
    if (n < 6)
        return "image.broken";
    if (code > 0xC2 || body[0] != 8 || (body[5] != 1 && body[5] != 3 && body[5] != 4))
        return "image.kind";
    const char *problem = size_problem(be16(body + 3), be16(body + 1));
    if (problem)
        return problem;
    image->height = (int)be16(body + 1);
    image->width = (int)be16(body + 3);
    image->components = body[5];
    return n < 6 + 3 * (size_t)body[5] ? "image.broken" : NULL;
}

static const char *to_rgb(struct arena *arena, struct image *image) {
    const struct image *decoded = image_jpeg_decode(arena, image, 0);
    if (!decoded)
        return "image.broken";
    *image = *decoded;
    return NULL;
}

static const char *load_jpeg(struct arena *arena, struct str bytes, struct image *image) {
    struct markers m = {(const unsigned char *)bytes.p, bytes.n, 2};
    bool scanned = false;
    for (int code; (code = next_marker(&m)) != 0xD9;) {
        if (code == 0 || m.n - m.at < 2)
            return "image.broken";  // the end of the file, but not of the image
        size_t length = be16(m.p + m.at);
        if (length < 2 || length > m.n - m.at || (is_frame(code) && image->width))
            return "image.broken";
        const char *problem = is_frame(code) ? read_frame(m.p + m.at + 2, length - 2, code, image) : NULL;
        if (problem)
            return problem;
        if (code == 0xDA && !image->width)
            return "image.broken";
        scanned |= code == 0xDA;
        m.at += length;
    }
    image->kind = IMAGE_JPEG;
    image->pixels = (const unsigned char *)bytes.p;
    image->n = bytes.n;
    if (scanned && image->components == 4)
        return to_rgb(arena, image);
    return scanned ? NULL : "image.broken";
}

// ---- the door ----

static const char *load_bytes(struct arena *arena, struct str bytes, struct image *image) {
    hash_bytes(bytes.p, bytes.n, image->hash);
    if (bytes.n >= 8 && memcmp(bytes.p, "\x89PNG\r\n\x1A\n", 8) == 0)
        return load_png(arena, bytes, image);
    if (bytes.n >= 3 && memcmp(bytes.p, "\xFF\xD8\xFF", 3) == 0)
        return load_jpeg(arena, bytes, image);
    return bytes.n == 0 ? "image.broken" : "image.kind";
}

static const char *load(struct arena *arena, const char *path, struct image *image) {
    struct str bytes;
    const char *why;
    if (!file_read(arena, path, MAX_BYTES, &bytes, &why))
        return strcmp(why, "file.large") == 0 ? "image.large" : "image.missing";
    return load_bytes(arena, bytes, image);
}

const struct image *image_read(struct arena *arena, struct str bytes, const char **why) {
    struct image *image = ARENA_NEW(arena, struct image);
    *why = bytes.n > MAX_BYTES ? "image.large" : load_bytes(arena, bytes, image);
    return *why ? NULL : image;
}

const struct image *image_load(struct arena *arena, const char *path, struct place place, struct findings *findings) {
    struct image *image = ARENA_NEW(arena, struct image);
    const char *problem = load(arena, path, image);
    if (!problem)
        return image;
    findings_add(findings, problem, place, "image", path, NULL);
    return NULL;
}
