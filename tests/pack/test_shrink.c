#include "pack/shrink.h"

#include "base/file.h"
#include "base/image_jpeg.h"
#include "pack/sheets.h"
#include "support.h"

struct fixture {
    struct arena *arena;
    char *folder;
};

static int setup(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *f = ARENA_NEW(arena, struct fixture);
    *f = (struct fixture){arena, support_folder(arena)};
    *state = f;
    return 0;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    support_remove(f->folder);
    arena_free(f->arena);
    return 0;
}

// Noise, which packs badly; the same every time.
static struct image noise(struct fixture *f, int side, int components) {
    size_t n = (size_t)side * (size_t)side * (size_t)components;
    unsigned char *pixels = arena_alloc(f->arena, n);
    unsigned seed = 3;
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1103515245u + 12345u;
        pixels[i] = (unsigned char)(seed >> 16);
    }
    return (struct image){.width = side, .height = side, .kind = components == 1 ? IMAGE_GREY : IMAGE_RGB,
                          .components = components, .pixels = pixels, .n = n};
}

static struct str pdf_of(struct fixture *f, const struct image *image, size_t pages) {
    const char *why = NULL;
    struct sheets *s = sheets_of_image(f->arena, image, &why);
    struct stack *stack = stack_new(f->arena);
    struct str bytes;
    assert_non_null(s);
    for (size_t i = 0; i < pages; i++) {
        assert_true(stack_take(stack, s, 0, true));
    }
    assert_true(stack_write(stack, &bytes));
    return bytes;
}

static struct str jpeg_pdf(struct fixture *f, int side, size_t pages) {
    struct image image = noise(f, side, 3);
    const struct image *jpeg = image_jpeg_encode(f->arena, &image, 92);
    assert_non_null(jpeg);
    return pdf_of(f, jpeg, pages);
}

static void check_with_qpdf(struct fixture *f, struct str bytes, size_t pages) {
    const char *why = NULL;
    char *path = support_write(f->arena, f->folder, "a.pdf", bytes.p, bytes.n);
    assert_int_equal(system(arena_printf(f->arena, "qpdf --check '%s' >/dev/null", path)), 0);
    struct sheets *s = sheets_open(f->arena, bytes, &why);
    assert_non_null(s);
    assert_int_equal(sheets_count(s), pages);
}

static void pictures_are_packed_until_the_file_fits(void **state) {
    struct fixture *f = *state;
    struct str before = jpeg_pdf(f, 1300, 3);
    char *kept = arena_alloc(f->arena, before.n);
    memcpy(kept, before.p, before.n);
    struct shrunk one, again, small;
    const char *why = NULL;
    size_t budget = before.n / 2;
    assert_true(shrink_pdf(f->arena, before, budget, &one, &why));
    assert_true(one.fits && !one.same && one.bytes.n <= budget);
    assert_int_equal(one.pictures, 1);
    check_with_qpdf(f, one.bytes, 3);
    assert_memory_equal(kept, before.p, before.n);
    assert_true(shrink_pdf(f->arena, before, budget, &again, &why));
    assert_int_equal(one.bytes.n, again.bytes.n);
    assert_memory_equal(one.bytes.p, again.bytes.p, one.bytes.n);
    // More room keeps more of the picture.
    assert_true(shrink_pdf(f->arena, before, before.n / 8, &small, &why));
    assert_true(small.fits && small.side < one.side);
    check_with_qpdf(f, small.bytes, 3);
}

static void what_fits_is_left_as_it_is(void **state) {
    struct fixture *f = *state;
    struct str before = jpeg_pdf(f, 100, 1);
    struct shrunk out;
    const char *why = NULL;
    assert_true(shrink_pdf(f->arena, before, before.n, &out, &why));
    assert_true(out.fits && out.same && out.bytes.p == before.p);
}

static void plain_pixels_become_a_jpeg(void **state) {
    struct fixture *f = *state;
    for (int components = 1; components <= 3; components += 2) {
        struct image image = noise(f, 700, components);
        struct str before = pdf_of(f, &image, 1);
        struct shrunk out;
        const char *why = NULL;
        assert_true(shrink_pdf(f->arena, before, before.n / 3, &out, &why));
        assert_true(out.fits);
        check_with_qpdf(f, out.bytes, 1);
        char *path = support_write(f->arena, f->folder, "b.pdf", out.bytes.p, out.bytes.n);
        assert_int_equal(system(arena_printf(f->arena, "pdfimages -list '%s' | grep -q ' jpeg '", path)), 0);
    }
}

static void an_unreachable_budget_gives_the_smallest(void **state) {
    struct fixture *f = *state;
    struct str before = jpeg_pdf(f, 900, 2);
    struct shrunk out;
    const char *why = NULL;
    assert_true(shrink_pdf(f->arena, before, 500, &out, &why));
    assert_false(out.fits);
    assert_true(out.bytes.n < before.n / 4);
}

static void broken_and_locked_files_are_refused(void **state) {
    struct fixture *f = *state;
    struct str good = jpeg_pdf(f, 300, 1);
    struct shrunk out;
    const char *why = NULL;
    assert_false(shrink_pdf(f->arena, (struct str){good.p, good.n / 2}, 100, &out, &why));
    assert_string_equal(why, "@pdf.rusak");
    char *path = support_write(f->arena, f->folder, "c.pdf", good.p, good.n);
    assert_int_equal(system(arena_printf(f->arena, "qpdf --encrypt a b 256 -- '%s' '%s.kunci'", path, path)), 0);
    struct str locked;
    assert_true(file_read(f->arena, arena_printf(f->arena, "%s.kunci", path), 1 << 24, &locked, &why));
    assert_false(shrink_pdf(f->arena, locked, 100, &out, &why));
    assert_string_equal(why, "@pdf.sandi");
}

static void a_picture_becomes_a_smaller_jpeg(void **state) {
    struct fixture *f = *state;
    struct image image = noise(f, 1500, 3);
    const struct image *jpeg = image_jpeg_encode(f->arena, &image, 95);
    struct shrunk out;
    const char *why = NULL, *problem = NULL;
    struct str bytes = {(const char *)jpeg->pixels, jpeg->n};
    assert_true(shrink_image(f->arena, bytes, 200000, &out, &why));
    assert_true(out.fits && out.bytes.n <= 200000);
    const struct image *made = image_read(f->arena, out.bytes, &problem);
    assert_non_null(made);
    assert_true(made->kind == IMAGE_JPEG && made->width <= out.side && made->width == made->height);
    assert_false(shrink_image(f->arena, (struct str){"GIF89a", 6}, 2, &out, &why));
    assert_string_equal(why, "@gambar.rusak");
}

// No changed byte may do harm: the result is a refusal or a file.
static void hostile_bytes_do_no_harm(void **state) {
    struct fixture *f = *state;
    struct str good = jpeg_pdf(f, 64, 1);
    unsigned seed = 11;
    for (int i = 0; i < 150; i++) {
        struct arena *arena = arena_new(0);
        char *changed = malloc(good.n);
        struct shrunk out;
        const char *why = NULL;
        memcpy(changed, good.p, good.n);
        for (int k = 0; k < 3; k++) {
            seed = seed * 1103515245u + 12345u;
            changed[seed % good.n] = (char)(seed >> 20);
        }
        shrink_pdf(arena, (struct str){changed, good.n}, good.n / 2, &out, &why);
        arena_free(arena);
        free(changed);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pictures_are_packed_until_the_file_fits, setup, teardown),
        cmocka_unit_test_setup_teardown(what_fits_is_left_as_it_is, setup, teardown),
        cmocka_unit_test_setup_teardown(plain_pixels_become_a_jpeg, setup, teardown),
        cmocka_unit_test_setup_teardown(an_unreachable_budget_gives_the_smallest, setup, teardown),
        cmocka_unit_test_setup_teardown(broken_and_locked_files_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_picture_becomes_a_smaller_jpeg, setup, teardown),
        cmocka_unit_test_setup_teardown(hostile_bytes_do_no_harm, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
