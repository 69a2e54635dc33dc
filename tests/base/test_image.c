#include "base/image.h"

#include <png.h>

#include "base/buf.h"
#include "base/hash.h"
#include "support.h"

static struct arena *arena;
static char *folder;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    folder = support_folder(arena);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    support_remove(folder);
    arena_free(arena);
    return 0;
}

static const struct image *accepted(const void *bytes, size_t n) {
    struct findings *f = findings_new(arena, NULL);
    const struct image *image = image_load(arena, support_write(arena, folder, "x", bytes, n), (struct place){0}, f);
    assert_int_equal(f->n, 0);
    assert_non_null(image);
    char hash[HASH_SIZE];
    hash_bytes(bytes, n, hash);
    assert_string_equal(image->hash, hash);
    return image;
}

static void refused_path(const char *path, const char *rule) {
    struct findings *f = findings_new(arena, NULL);
    assert_null(image_load(arena, path, (struct place){.file = "data.xml", .line = 9}, f));
    assert_int_equal(f->n, 1);
    assert_string_equal(f->items[0].rule, rule);
    assert_string_equal(f->items[0].place.file, "data.xml");
    assert_int_equal(f->items[0].place.line, 9);
    assert_string_equal(f->items[0].args[0].value, path);
}

static void refused(const void *bytes, size_t n, const char *rule) {
    refused_path(support_write(arena, folder, "x", bytes, n), rule);
}

// ---- PNG, made by libpng itself ----

static void collect(png_structp png, png_bytep bytes, size_t n) {
    buf_add(png_get_io_ptr(png), bytes, n);
}

static void no_flush(png_structp png) {
    (void)png;
}

struct shape {
    int width, height, depth, type, interlace;
};

// A picture whose sample k of row y is (k + 3 y) modulo the depth's range.
static struct str make_png(struct shape s) {
    static const int samples[] = {[PNG_COLOR_TYPE_GRAY] = 1,
                                  [PNG_COLOR_TYPE_PALETTE] = 1,
                                  [PNG_COLOR_TYPE_RGB] = 3,
                                  [PNG_COLOR_TYPE_GRAY_ALPHA] = 2,
                                  [PNG_COLOR_TYPE_RGB_ALPHA] = 4};
    struct buf *b = ARENA_NEW(arena, struct buf);
    *b = buf_new(arena);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, b, collect, no_flush);
    png_set_IHDR(png, info, (png_uint_32)s.width, (png_uint_32)s.height, s.depth, s.type, s.interlace, 0, 0);
    static const png_color palette[2] = {{10, 20, 30}, {40, 50, 60}};
    static const png_byte opacity[2] = {128, 255};
    if (s.type == PNG_COLOR_TYPE_PALETTE) {
        png_set_PLTE(png, info, palette, 2);
        png_set_tRNS(png, info, opacity, 2, NULL);
    }
    png_write_info(png, info);
    size_t row = ((size_t)s.width * (size_t)samples[s.type] * (size_t)s.depth + 7) / 8;
    png_bytep *rows = ARENA_ARRAY(arena, (size_t)s.height, png_bytep);
    for (int y = 0; y < s.height; y++) {
        rows[y] = arena_alloc(arena, row);
        for (size_t i = 0; i < row; i++)
            rows[y][i] = (png_byte)(s.depth == 8 ? i + 3 * (size_t)y : 0x40);
    }
    png_write_image(png, rows);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return (struct str){b->p, b->n};
}

static void colours_come_as_they_are(void **state) {
    (void)state;
    for (int interlace = 0; interlace < 2; interlace++) {
        struct str png = make_png((struct shape){5, 4, 8, PNG_COLOR_TYPE_RGB, interlace});
        const struct image *i = accepted(png.p, png.n);
        assert_true(i->width == 5 && i->height == 4 && i->kind == IMAGE_RGB && i->n == 60 && !i->alpha);
        for (size_t k = 0; k < 60; k++)
            assert_int_equal(i->pixels[k], k % 15 + 3 * (k / 15));
    }
}

static void grey_and_alpha_are_parted(void **state) {
    (void)state;
    struct str png = make_png((struct shape){3, 2, 8, PNG_COLOR_TYPE_GRAY_ALPHA, 0});
    const struct image *i = accepted(png.p, png.n);
    assert_true(i->kind == IMAGE_GREY && i->n == 6 && i->alpha);
    static const unsigned char grey[] = {0, 2, 4, 3, 5, 7}, alpha[] = {1, 3, 5, 4, 6, 8};
    assert_memory_equal(i->pixels, grey, 6);
    assert_memory_equal(i->alpha, alpha, 6);
    png = make_png((struct shape){2, 2, 8, PNG_COLOR_TYPE_RGB_ALPHA, 0});
    i = accepted(png.p, png.n);
    assert_true(i->kind == IMAGE_RGB && i->n == 12 && i->alpha && i->alpha[0] == 3);
}

static void other_depths_become_eight_bits(void **state) {
    (void)state;
    struct str png = make_png((struct shape){8, 1, 1, PNG_COLOR_TYPE_GRAY, 0});
    const struct image *i = accepted(png.p, png.n);
    assert_true(i->kind == IMAGE_GREY && i->pixels[0] == 0 && i->pixels[1] == 255 && i->pixels[2] == 0);
    png = make_png((struct shape){2, 2, 16, PNG_COLOR_TYPE_RGB, 0});
    i = accepted(png.p, png.n);
    assert_true(i->n == 12 && i->pixels[0] == 0x40);
    png = make_png((struct shape){8, 1, 1, PNG_COLOR_TYPE_PALETTE, 0});
    i = accepted(png.p, png.n);
    assert_true(i->kind == IMAGE_RGB && i->pixels[0] == 10 && i->pixels[5] == 60);
    assert_true(i->alpha && i->alpha[0] == 128 && i->alpha[1] == 255);
}

static void a_png_cut_anywhere_is_broken(void **state) {
    (void)state;
    struct str png = make_png((struct shape){20, 20, 8, PNG_COLOR_TYPE_RGB_ALPHA, 1});
    for (size_t n = 8; n < png.n; n++)
        refused(png.p, n, "image.broken");
    char *bad = arena_alloc(arena, png.n);
    memcpy(bad, png.p, png.n);
    bad[png.n / 2] ^= 0x55;
    refused(bad, png.n, "image.broken");
}

static void a_bomb_is_refused_by_its_header(void **state) {
    (void)state;
    // 20,000 x 20,000 in a valid header; the pixels are never asked for.
    static const unsigned char head[] = {0x89, 'P', 'N', 'G',  13,   10, 26, 10,   0,    0, 0, 13, 'I', 'H', 'D',
                                         'R',  0,   0,   0x4E, 0x20, 0,  0,  0x4E, 0x20, 8, 2, 0,  0,   0};
    unsigned char png[sizeof head + 4 + 12];
    memcpy(png, head, sizeof head);
    unsigned crc = 0xFFFFFFFF;
    for (size_t i = 12; i < sizeof head; i++) {
        crc ^= head[i];
        for (int k = 0; k < 8; k++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    crc = ~crc;
    for (int i = 0; i < 4; i++)
        png[sizeof head + (size_t)i] = (unsigned char)(crc >> (24 - 8 * i));
    memcpy(png + sizeof head + 4, "\0\0\0\0IDAT\x35\xAF\x06\x1E", 12);
    refused(png, sizeof png, "image.large");
}

// ---- JPEG, by its markers ----

#define SOF(code, precision, height, width, parts)                                                                     \
    "\xFF" code "\0\x11" precision height width parts "\1\x11\0\2\x11\1\3\x11\1"
#define REST                                                                                                           \
    "\xFF\xDA\0\x0C\3\1\0\2\x11\3\x11\0\x3F\0"                                                                         \
    "data\xFF\0more\xFF\xD0"                                                                                           \
    "data"
#define JPEG(frame) "\xFF\xD8\xFF\xE0\0\4xx" frame REST "\xFF\xD9"
#define BYTES(s) (s), sizeof(s) - 1

static void a_jpeg_is_passed_through(void **state) {
    (void)state;
    static const char jpeg[] = JPEG(SOF("\xC0", "\x08", "\0\x64", "\0\xC8", "\3"));
    const struct image *i = accepted(BYTES(jpeg));
    assert_true(i->kind == IMAGE_JPEG && i->width == 200 && i->height == 100 && i->components == 3);
    assert_int_equal(i->n, sizeof jpeg - 1);
    assert_memory_equal(i->pixels, jpeg, i->n);
    accepted(BYTES(JPEG(SOF("\xC2", "\x08", "\0\x64", "\0\xC8", "\3"))));
}

static void a_jpeg_cut_anywhere_is_broken(void **state) {
    (void)state;
    static const char jpeg[] = JPEG(SOF("\xC0", "\x08", "\0\x64", "\0\xC8", "\3"));
    for (size_t n = 3; n < sizeof jpeg - 1; n++)
        refused(jpeg, n, "image.broken");
}

static void jpegs_that_pdf_cannot_carry(void **state) {
    (void)state;
    refused(BYTES(JPEG(SOF("\xC3", "\x08", "\0\x64", "\0\xC8", "\3"))), "image.kind");  // lossless
    refused(BYTES(JPEG(SOF("\xC9", "\x08", "\0\x64", "\0\xC8", "\3"))), "image.kind");  // arithmetic
    refused(BYTES(JPEG(SOF("\xC1", "\x0C", "\0\x64", "\0\xC8", "\3"))), "image.kind");  // 12 bits
    refused(BYTES(JPEG(SOF("\xC0", "\x08", "\0\x64", "\0\xC8", "\2"))), "image.kind");
    refused(BYTES(JPEG(SOF("\xC0", "\x08", "\x4E\x20", "\x4E\x20", "\3"))), "image.large");
    refused(BYTES(JPEG(SOF("\xC0", "\x08", "\0\0", "\0\xC8", "\3"))), "image.broken");
    refused(BYTES(JPEG("")), "image.broken");  // no frame
    refused(BYTES(JPEG(SOF("\xC0", "\x08", "\0\x64", "\0\xC8", "\3") SOF("\xC0", "\x08", "\0\x64", "\0\xC8", "\3"))),
            "image.broken");  // two frames
    refused(BYTES("\xFF\xD8\xFF\xD9"), "image.broken");
}

static void other_files_are_no_images(void **state) {
    (void)state;
    refused(BYTES("GIF89a"), "image.kind");
    refused(BYTES("<svg/>"), "image.kind");
    refused("", 0, "image.broken");
    refused_path(folder, "image.missing");
    refused_path(arena_printf(arena, "%s/none.png", folder), "image.missing");
    char *large = support_write(arena, folder, "large.png", "x", 1);
    assert_int_equal(truncate(large, 200 * 1024 * 1024), 0);
    refused_path(large, "image.large");
}

static void a_full_arena_leaves_nothing_behind(void **state) {
    (void)state;
    struct str png = make_png((struct shape){300, 300, 8, PNG_COLOR_TYPE_RGB, 0});
    const char *path = support_write(arena, folder, "x.png", png.p, png.n);
    struct arena *small = arena_new(100000);
    jmp_buf jump;
    static volatile int jumped;
    arena_guard(small, &jump);
    if (setjmp(jump) == 0)
        image_load(small, path, (struct place){0}, findings_new(small, NULL));
    else
        jumped = 1;
    assert_int_equal(jumped, 1);
    arena_free(small);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(colours_come_as_they_are),        CASE(grey_and_alpha_are_parted),
        CASE(other_depths_become_eight_bits),  CASE(a_png_cut_anywhere_is_broken),
        CASE(a_bomb_is_refused_by_its_header), CASE(a_jpeg_is_passed_through),
        CASE(a_jpeg_cut_anywhere_is_broken),   CASE(jpegs_that_pdf_cannot_carry),
        CASE(other_files_are_no_images),       CASE(a_full_arena_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
