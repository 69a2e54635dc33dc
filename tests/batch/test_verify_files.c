// Checks that were stopped go on where they were, and what is remembered holds only for the same bytes.
#include "base/file.h"
#include "batch/verify_files.h"
#include "pack/bag_write.h"
#include "support.h"

struct world {
    struct arena *arena;
    char *folder;
    const char *bag;
    struct store *store;
};

static int setup(void **state) {
    struct arena *arena = arena_new(0);
    struct world *w = ARENA_NEW(arena, struct world);
    *w = (struct world){arena, support_folder(arena), NULL, store_open(arena, NULL, findings_new(arena, NULL))};
    struct bag_writer *b = bag_writer_new(arena, w->folder, "kantong.1");
    for (int i = 0; i < 100; i++) {
        const char *text = arena_printf(arena, "berkas %d\n", i);
        assert_true(bag_writer_add(b, arena_printf(arena, "%d.txt", i), (struct str){text, strlen(text)}));
    }
    assert_true(bag_writer_commit(b));
    w->bag = file_join(arena, w->folder, "kantong.1");
    *state = w;
    return 0;
}

static int teardown(void **state) {
    struct world *w = *state;
    store_close(w->store);
    support_remove(w->folder);
    arena_free(w->arena);
    return 0;
}

static struct verified_files check(struct world *w, bool resume, const volatile sig_atomic_t *stop) {
    struct verify_asking asking = {.store = w->store, .output = "output", .resume = resume, .stop = stop};
    struct verified_files out;
    assert_true(verify_files(w->arena, w->bag, &asking, &out, findings_new(w->arena, NULL)));
    return out;
}

static void what_was_found_right_is_not_read_again(void **state) {
    struct world *w = *state;
    struct verified_files out = check(w, true, NULL);
    assert_true(out.right);
    assert_int_equal(out.read, 103);
    out = check(w, true, NULL);
    assert_true(out.right);
    assert_int_equal(out.read, 0);
    assert_int_equal(out.remembered, 103);
    assert_int_equal(check(w, false, NULL).read, 103);
}

static void what_was_found_wrong_is_read_again(void **state) {
    struct world *w = *state;
    const char *text = "berkas 8\n";
    support_write(w->arena, w->bag, "data/7.txt", text, strlen(text));
    struct verified_files out = check(w, true, NULL);
    assert_false(out.right);
    out = check(w, true, NULL);
    assert_false(out.right);
    assert_int_equal(out.read, 1);
    text = "berkas 7\n";
    support_write(w->arena, w->bag, "data/7.txt", text, strlen(text));
    assert_true(check(w, true, NULL).right);
}

static void a_check_that_is_stopped_says_so(void **state) {
    struct world *w = *state;
    volatile sig_atomic_t stop = 15;
    struct verified_files out = check(w, false, &stop);
    assert_true(out.stopped);
    assert_false(out.right);
    assert_int_equal(out.read, 0);
}

static void a_folder_of_bags_is_told_from_a_bag(void **state) {
    struct world *w = *state;
    size_t n = 0;
    const char **bags = verify_bags_in(w->arena, w->folder, &n);
    assert_int_equal(n, 1);
    assert_string_equal(bags[0], w->bag);
    verify_bags_in(w->arena, w->bag, &n);
    assert_int_equal(n, 0);
    assert_true(verify_is_files(w->folder));
    assert_false(verify_is_files(file_join(w->arena, w->bag, "bagit.txt")));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {TEST(what_was_found_right_is_not_read_again),
                                       TEST(what_was_found_wrong_is_read_again),
                                       TEST(a_check_that_is_stopped_says_so),
                                       TEST(a_folder_of_bags_is_told_from_a_bag)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
