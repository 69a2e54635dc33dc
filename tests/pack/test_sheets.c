#include "pack/sheets.h"

#include "base/file.h"
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

// A grey picture of so many pixels, each of that shade.
static struct sheets *picture(struct fixture *f, int width, int height, int shade) {
    size_t n = (size_t)width * (size_t)height;
    unsigned char *pixels = arena_alloc(f->arena, n);
    memset(pixels, shade, n);
    struct image image = {.width = width, .height = height, .kind = IMAGE_GREY, .pixels = pixels, .n = n};
    const char *why = NULL;
    struct sheets *s = sheets_of_image(f->arena, &image, &why);
    assert_non_null(s);
    assert_int_equal(sheets_count(s), 1);
    return s;
}

static struct str joined(struct fixture *f, struct sheets *const *all, size_t n, bool bare) {
    struct stack *stack = stack_new(f->arena);
    struct str bytes;
    for (size_t i = 0; i < n; i++) {
        assert_true(stack_take(stack, all[i], 0, bare));
    }
    assert_int_equal(stack_count(stack), n);
    assert_true(stack_write(stack, &bytes));
    return bytes;
}

static struct sheets *opened(struct fixture *f, struct str bytes) {
    const char *why = NULL;
    struct sheets *s = sheets_open(f->arena, bytes, &why);
    assert_non_null(s);
    return s;
}

static void pages_of_all_papers(void **state) {
    struct fixture *f = *state;
    struct sheets *all[] = {picture(f, 210, 297, 10), picture(f, 297, 210, 20), picture(f, 215, 330, 30),
                            picture(f, 330, 215, 40), picture(f, 100, 100, 50)};
    struct sheets *s = opened(f, joined(f, all, 5, false));
    static const char *const papers[] = {"a4", "a4", "f4", "f4", "a4"};
    assert_int_equal(sheets_count(s), 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(sheets_paper(f->arena, s, i), papers[i]);
    }
}

static void a_page_may_be_taken_twice_and_bytes_repeat(void **state) {
    struct fixture *f = *state;
    struct sheets *one = picture(f, 210, 297, 10), *twice[] = {one, one};
    struct str first = joined(f, twice, 2, true), second = joined(f, twice, 2, true);
    assert_int_equal(sheets_count(opened(f, first)), 2);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    char *path = support_write(f->arena, f->folder, "a.pdf", first.p, first.n);
    assert_int_equal(system(arena_printf(f->arena, "qpdf --check '%s' >/dev/null", path)), 0);
}

static void pages_are_the_same_or_not(void **state) {
    struct fixture *f = *state;
    struct sheets *light = picture(f, 210, 297, 200), *dark = picture(f, 210, 297, 100);
    struct sheets *a[] = {light, dark}, *b[] = {light, light};
    struct sheets *first = opened(f, joined(f, a, 2, false)), *again = opened(f, joined(f, a, 2, false));
    struct sheets *other = opened(f, joined(f, b, 2, false)), *shorter = opened(f, joined(f, a, 1, false));
    size_t page = 9;
    assert_true(sheets_same(first, again, &page));
    assert_int_equal(page, 0);
    assert_false(sheets_same(first, other, &page));
    assert_false(sheets_same(first, shorter, &page));
}

static void locked_files_and_no_files(void **state) {
    struct fixture *f = *state;
    struct sheets *one = picture(f, 210, 297, 10);
    struct str plain = joined(f, &one, 1, false), locked;
    char *path = support_write(f->arena, f->folder, "a.pdf", plain.p, plain.n);
    const char *why = NULL;
    assert_int_equal(system(arena_printf(f->arena, "qpdf --encrypt x y 256 -- '%s' '%s.locked'", path, path)), 0);
    assert_true(file_read(f->arena, arena_printf(f->arena, "%s.locked", path), 1 << 20, &locked, &why));
    assert_null(sheets_open(f->arena, locked, &why));
    assert_string_equal(why, "@pdf.sandi");
    static const char *const bad[] = {"", "%PDF-1.7\n", "%PDF-1.7\nxref\n0 1\ntrailer<<>>\nstartxref\n9\n%%EOF\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_null(sheets_open(f->arena, (struct str){bad[i], strlen(bad[i])}, &why));
        assert_string_equal(why, "@pdf.rusak");
    }
}

// Damaged files are refused or read, never more: whatever libqpdf throws stays inside.
static void hostile_files(void **state) {
    struct fixture *f = *state;
    struct sheets *all[] = {picture(f, 21, 30, 10), picture(f, 30, 21, 20), picture(f, 22, 33, 30)};
    struct str good = joined(f, all, 3, false);
    struct sheets *original = opened(f, good);
    unsigned seed = 7, read = 0;
    for (int i = 0; i < 600; i++) {
        struct arena *scratch = arena_new(0);
        char *copy = arena_alloc(scratch, good.n);
        memcpy(copy, good.p, good.n);
        for (int k = 0; k <= i % 9; k++) {
            seed = seed * 1103515245 + 12345;
            copy[seed / 7 % good.n] = (char)(seed >> 16);
        }
        const char *why = NULL;
        size_t n = i % 4 ? good.n : seed % good.n, page;
        struct sheets *s = sheets_open(scratch, (struct str){copy, n}, &why);
        struct stack *stack = stack_new(scratch);
        struct str out;
        for (size_t p = 0; s && p < sheets_count(s); p++) {
            sheets_paper(scratch, s, p);
            stack_take(stack, s, p, p % 2);
        }
        if (s) {
            stack_write(stack, &out);
            sheets_same(original, s, &page);
            read++;
        }
        arena_free(scratch);
    }
    assert_true(read > 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(pages_of_all_papers), TEST(a_page_may_be_taken_twice_and_bytes_repeat),
                                       TEST(pages_are_the_same_or_not), TEST(locked_files_and_no_files),
                                       TEST(hostile_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
