#include "base/image.h"

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

static void pixels_are_averages(void **state) {
    (void)state;
    static const unsigned char pixels[] = {0, 10, 20, 30, 40, 50, 60, 70};
    const struct image image = {.width = 4, .height = 2, .kind = IMAGE_GREY, .components = 1, .pixels = pixels, .n = 8,
                                .hash = "satu"};
    const struct image *made = image_reduce(arena, &image, 2, 1);
    assert_true(made->width == 2 && made->height == 1 && made->n == 2 && made->kind == IMAGE_GREY);
    assert_int_equal(made->pixels[0], (0 + 10 + 40 + 50) / 4);
    assert_int_equal(made->pixels[1], (20 + 30 + 60 + 70) / 4);
    assert_string_not_equal(made->hash, image.hash);
    assert_string_equal(image_reduce(arena, &image, 2, 1)->hash, made->hash);
    assert_string_not_equal(image_reduce(arena, &image, 1, 1)->hash, made->hash);
}

// What cannot be seen gives no colour to what can.
static void hidden_pixels_do_not_count(void **state) {
    (void)state;
    static const unsigned char pixels[] = {255, 0, 0, 0, 0, 255}, alpha[] = {255, 0};
    const struct image image = {.width = 2, .height = 1, .kind = IMAGE_RGB, .components = 3, .pixels = pixels, .n = 6,
                                .alpha = alpha, .hash = "dua"};
    const struct image *made = image_reduce(arena, &image, 1, 1);
    assert_memory_equal(made->pixels, "\xff\0\0", 3);
    assert_int_equal(made->alpha[0], 128);
}

static void what_is_small_stays_as_it_is(void **state) {
    (void)state;
    static const unsigned char pixels[] = {1, 2};
    const struct image image = {.width = 2, .height = 1, .kind = IMAGE_GREY, .components = 1, .pixels = pixels, .n = 2};
    assert_ptr_equal(image_reduce(arena, &image, 2, 1), &image);
    assert_ptr_equal(image_reduce(arena, &image, 5, 5), &image);
    assert_ptr_equal(image_reduce(arena, &image, 0, 5), &image);
    const struct image broken = {.width = 200, .height = 200, .kind = IMAGE_JPEG, .pixels = pixels, .n = 2};
    assert_ptr_equal(image_reduce(arena, &broken, 10, 10), &broken);
}

static void a_jpeg_stays_one(void **state) {
    (void)state;
    struct findings *f = findings_new(arena, NULL);
    const char *path = NASKAH_SOURCE_DIR "/tests/stress/gambar/jpeg-rgb.jpg";
    const struct image *image = image_load(arena, path, (struct place){0}, f);
    const struct image *made = image_reduce(arena, image, image->width / 4, image->height / 4);
    assert_true(made != image && made->kind == IMAGE_JPEG && made->n < image->n);
    assert_int_equal(made->width, image->width / 4);
    assert_int_equal(made->components, 3);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {T(pixels_are_averages), T(hidden_pixels_do_not_count),
                                       T(what_is_small_stays_as_it_is), T(a_jpeg_stays_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
