#include "base/image_jpeg.h"

#include "support.h"

static struct arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

// Left half one colour, right half another, in blocks of whole eights: no edge stands inside a block.
static struct image *halves(int kind, int width, int height) {
    static const unsigned char colours[2][3] = {{200, 30, 60}, {10, 120, 240}};
    struct image *image = ARENA_NEW(arena, struct image);
    int components = kind == IMAGE_GREY ? 1 : 3;
    *image = (struct image){.width = width, .height = height, .kind = (unsigned)kind, .components = components};
    image->n = (size_t)width * (size_t)height * (size_t)components;
    unsigned char *p = arena_alloc(arena, image->n);
    image->pixels = p;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            for (int c = 0; c < components; c++)
                *p++ = colours[x >= width / 2][c];
    return image;
}

static void nearly(int a, int b) {
    assert_in_range(a, b > 6 ? b - 6 : 0, b + 6);
}

static void what_was_packed_comes_out_again(void **state) {
    (void)state;
    for (int kind = IMAGE_RGB; kind <= IMAGE_GREY; kind++) {
        const struct image *from = halves(kind, 64, 32);
        const struct image *packed = image_jpeg_encode(arena, from, IMAGE_JPEG_QUALITY);
        assert_non_null(packed);
        assert_true(packed->kind == IMAGE_JPEG && packed->n < from->n);
        const struct image *to = image_jpeg_decode(arena, packed, 0);
        assert_non_null(to);
        assert_true((int)to->kind == kind && to->width == 64 && to->height == 32);
        size_t row = from->n / 32;
        for (size_t i = 0; i < from->n; i++)
            if (i % row < row * 30 / 64 || i % row > row * 34 / 64)  // colours run into each other where they meet
                nearly(to->pixels[i], from->pixels[i]);
    }
}

static void a_picture_may_come_out_smaller(void **state) {
    (void)state;
    const struct image *packed = image_jpeg_encode(arena, halves(IMAGE_RGB, 640, 320), IMAGE_JPEG_QUALITY);
    assert_int_equal(image_jpeg_decode(arena, packed, 100)->width, 160);
    assert_int_equal(image_jpeg_decode(arena, packed, 160)->width, 160);
    assert_int_equal(image_jpeg_decode(arena, packed, 161)->width, 320);
    assert_int_equal(image_jpeg_decode(arena, packed, 1)->width, 80);
}

static void cmyk_becomes_rgb(void **state) {
    (void)state;
    struct findings *f = findings_new(arena, NULL);
    const struct image *image =
        image_load(arena, NASKAH_SOURCE_DIR "/tests/stress/gambar/jpeg-cmyk.jpg", (struct place){0}, f);
    assert_int_equal(f->n, 0);
    assert_true(image && image->kind == IMAGE_RGB && image->components == 3 && !image->alpha);
    assert_int_equal(image->n, (size_t)image->width * (size_t)image->height * 3);
}

static void what_is_no_jpeg_is_refused(void **state) {
    (void)state;
    struct image image = {.width = 8, .height = 8, .kind = IMAGE_JPEG, .pixels = (const unsigned char *)"xyz", .n = 3};
    assert_null(image_jpeg_decode(arena, &image, 0));
    const struct image *packed = image_jpeg_encode(arena, halves(IMAGE_RGB, 64, 32), IMAGE_JPEG_QUALITY);
    for (size_t n = 0; n < packed->n; n++) {
        struct image cut = *packed;
        cut.n = n;
        image_jpeg_decode(arena, &cut, 0);  // grey below or nothing, but it ends
    }
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {T(what_was_packed_comes_out_again), T(a_picture_may_come_out_smaller),
                                       T(cmyk_becomes_rgb), T(what_is_no_jpeg_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
