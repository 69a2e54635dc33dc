// What makes a stack a book, read back by poppler and mutool.
#include "pack/binder.h"

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

static struct sheets *picture(struct fixture *f, int width, int height) {
    size_t n = (size_t)width * (size_t)height;
    unsigned char *pixels = arena_alloc(f->arena, n);
    memset(pixels, 200, n);
    struct image image = {.width = width, .height = height, .kind = IMAGE_GREY, .pixels = pixels, .n = n};
    const char *why = NULL;
    struct sheets *s = sheets_of_image(f->arena, &image, &why);
    assert_non_null(s);
    return s;
}

static const char *written(struct fixture *f, struct stack *stack, const char *name) {
    struct str bytes;
    assert_true(stack_write(stack, &bytes));
    const char *path = support_write(f->arena, f->folder, name, bytes.p, bytes.n);
    assert_int_equal(system(arena_printf(f->arena, "qpdf --check '%s' >/dev/null", path)), 0);
    return path;
}

static const char *printed(struct fixture *f, const char *command) {
    const char *path = file_join(f->arena, f->folder, "out.txt"), *why;
    struct str bytes;
    assert_int_equal(system(arena_printf(f->arena, "%s >'%s'", command, path)), 0);
    assert_true(file_read(f->arena, path, 1 << 20, &bytes, &why));
    return bytes.p;
}

static double number_after(const char *text, const char *name) {
    const char *at = strstr(text, name);
    assert_non_null(at);
    return strtod(at + strlen(name), NULL);
}

// However a page is turned, its number stands at the lower right of what is seen.
static void numbers_stand_lower_right_on_turned_pages(void **state) {
    struct fixture *f = *state;
    for (int turn = 0; turn < 360; turn += 90) {
        struct sheets *one = picture(f, 210, 297);
        struct stack *stack = stack_new(f->arena);
        struct str bytes;
        const char *why = NULL;
        assert_true(stack_take(stack, one, 0, true));
        const char *path = written(f, stack, "a.pdf");
        const char *turned = arena_printf(f->arena, "%s/t%d.pdf", f->folder, turn);
        assert_int_equal(system(arena_printf(f->arena, "qpdf --rotate=+%d '%s' '%s'", turn, path, turned)), 0);
        assert_true(file_read(f->arena, turned, 1 << 24, &bytes, &why));
        struct sheets *s = sheets_open(f->arena, bytes, &why);
        assert_non_null(s);
        stack = stack_new(f->arena);
        assert_true(stack_take(stack, s, 0, true));
        assert_true(binder_stamp(stack, 0, "7/9"));
        path = written(f, stack, "b.pdf");
        const char *text = printed(f, arena_printf(f->arena, "pdftotext -bbox '%s' -", path));
        // poppler tells the paper as it lies in the file, and words as they are seen.
        double paper[2] = {number_after(text, "<page width=\""), number_after(text, "height=\"")};
        double width = paper[turn % 180 != 0], height = paper[turn % 180 == 0];
        const char *word = strstr(text, "<word");
        assert_non_null(strstr(word, ">7/9<"));
        assert_true(number_after(word, "xMin=\"") > width * 0.9 && number_after(word, "xMax=\"") < width);
        assert_true(number_after(word, "yMin=\"") > height * 0.95 && number_after(word, "yMax=\"") < height);
    }
}

// A page that is in the stack twice gets two numbers, and no other page gets them.
static void numbers_belong_to_one_page(void **state) {
    struct fixture *f = *state;
    struct sheets *one = picture(f, 210, 297);
    struct stack *stack = stack_new(f->arena);
    for (int i = 0; i < 3; i++) {
        assert_true(stack_take(stack, one, 0, true));
    }
    assert_true(binder_stamp(stack, 0, "1/3"));
    assert_true(binder_stamp(stack, 2, "3/3"));
    assert_false(binder_stamp(stack, 1, "(2"));
    const char *path = written(f, stack, "a.pdf");
    const char *text = printed(f, arena_printf(f->arena, "pdftotext '%s' -", path));
    assert_string_equal(text, "1/3\n\n\f\f3/3\n\n\f");
}

static void blank_sides_have_the_paper_of_their_page(void **state) {
    struct fixture *f = *state;
    struct sheets *wide = picture(f, 330, 215);
    struct stack *stack = stack_new(f->arena);
    assert_true(stack_take(stack, wide, 0, true));
    assert_true(binder_blank(stack, wide, 0));
    assert_int_equal(stack_count(stack), 2);
    const char *text = printed(f, arena_printf(f->arena, "pdfinfo -l 2 '%s'", written(f, stack, "a.pdf")));
    assert_true(number_after(text, "Page    1 size:") > 930);
    assert_true(number_after(text, "Page    2 size:") > 930);
}

static void bookmarks_lead_where_they_say(void **state) {
    struct fixture *f = *state;
    struct sheets *one = picture(f, 210, 297);
    struct stack *stack = stack_new(f->arena);
    const struct binder_mark marks[] = {{"Daftar isi", 0, false}, {"Bukti — é", 1, false}, {"A (1)", 1, true},
                                        {"B", 2, true},           {"Penutup", 3, false}};
    for (int i = 0; i < 4; i++) {
        assert_true(stack_take(stack, one, 0, true));
    }
    assert_true(binder_outline(stack, "Paket “Klinik”", marks, 5));
    const char *path = written(f, stack, "a.pdf");
    const char *text = printed(f, arena_printf(f->arena, "LC_ALL=C.UTF-8 mutool show '%s' outline", path));
    static const char *const lines[] = {"\t\"Daftar isi\"\t#page=1", "\t\"Bukti — é\"\t#page=2",
                                        "\t\t\"A (1)\"\t#page=2", "\t\t\"B\"\t#page=3", "\t\"Penutup\"\t#page=4"};
    for (size_t i = 0; i < 5; i++) {
        text = strstr(text, lines[i]);
        if (!text) {
            fail_msg("no %s", lines[i]);
        }
    }
    assert_non_null(strstr(printed(f, arena_printf(f->arena, "pdfinfo '%s'", path)), "Paket “Klinik”"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_stand_lower_right_on_turned_pages, setup, teardown),
        cmocka_unit_test_setup_teardown(numbers_belong_to_one_page, setup, teardown),
        cmocka_unit_test_setup_teardown(blank_sides_have_the_paper_of_their_page, setup, teardown),
        cmocka_unit_test_setup_teardown(bookmarks_lead_where_they_say, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
