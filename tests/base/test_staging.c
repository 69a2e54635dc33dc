#include <errno.h>

#include "base/file.h"
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

static void holds(const char *path, const char *text) {
    struct str bytes;
    const char *why;
    assert_true(file_read(arena, path, 1000000, &bytes, &why));
    assert_string_equal(bytes.p, text);
}

static size_t files_below(void) {
    size_t n;
    file_list(arena, folder, NULL, &n);
    return n;
}

static void nothing_shows_before_the_commit(void **state) {
    (void)state;
    char *a = file_join(arena, folder, "new/folder/a.pdf"), *b = support_write(arena, folder, "b.pdf", "old", 3);
    struct staging *s = staging_new(arena);
    assert_true(staging_add(s, a, "first", 5));
    assert_true(staging_add(s, b, "second", 6));
    assert_false(file_exists(a));
    holds(b, "old");
    assert_true(staging_commit(s));
    holds(a, "first");
    holds(b, "second");
    assert_int_equal(files_below(), 2);
    assert_true(staging_commit(s));  // nothing is left to do
}

static void abandoning_leaves_everything_as_it_was(void **state) {
    (void)state;
    char *a = file_join(arena, folder, "a.pdf"), *b = support_write(arena, folder, "b.pdf", "old", 3);
    struct staging *s = staging_new(arena);
    assert_true(staging_add(s, a, "", 0));
    assert_true(staging_add(s, b, "new", 3));
    assert_int_equal(files_below(), 3);
    staging_abandon(s);
    assert_int_equal(files_below(), 1);
    holds(b, "old");
}

static void a_folder_in_the_way_is_seen_before_anything_is_renamed(void **state) {
    (void)state;
    char *a = file_join(arena, folder, "a.pdf");
    assert_true(file_make_folders(a));
    struct staging *s = staging_new(arena);
    assert_false(staging_add(s, a, "x", 1));
    assert_int_equal(errno, EISDIR);
    staging_abandon(s);
    assert_int_equal(files_below(), 0);
}

static void a_world_that_fails_is_told_by_errno(void **state) {
    (void)state;
    struct staging *s = staging_new(arena);
    const char *plain = support_write(arena, folder, "plain", "x", 1);
    assert_false(staging_add(s, file_join(arena, plain, "a.pdf"), "x", 1));
    assert_int_equal(errno, ENOTDIR);
    assert_false(staging_add(s, "/proc/naskah/a.pdf", "x", 1));
    assert_false(staging_add(s, "/dev/full/a.pdf", "x", 1));
    assert_int_equal(files_below(), 1);
}

static void a_rename_that_fails_takes_the_rest_along(void **state) {
    (void)state;
    char *a = file_join(arena, folder, "a.pdf"), *b = file_join(arena, folder, "b.pdf");
    struct staging *s = staging_new(arena);
    assert_true(staging_add(s, a, "x", 1));
    assert_true(staging_add(s, b, "x", 1));
    assert_true(file_make_folders(file_join(arena, a, "sub")));  // comes in the way after staging
    assert_false(staging_commit(s));
    assert_false(file_exists(b));
    assert_int_equal(files_below(), 0);
}

static void a_planted_link_is_not_followed(void **state) {
    (void)state;
    char *victim = support_write(arena, folder, "victim", "keep", 4);
    char *a = file_join(arena, folder, "a.pdf");
    assert_int_equal(symlink(victim, arena_printf(arena, "%s.%ld.part", a, (long)getpid())), 0);
    struct staging *s = staging_new(arena);
    assert_false(staging_add(s, a, "x", 1));
    holds(victim, "keep");
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(nothing_shows_before_the_commit),
        CASE(abandoning_leaves_everything_as_it_was),
        CASE(a_folder_in_the_way_is_seen_before_anything_is_renamed),
        CASE(a_world_that_fails_is_told_by_errno),
        CASE(a_rename_that_fails_takes_the_rest_along),
        CASE(a_planted_link_is_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
