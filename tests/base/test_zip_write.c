// Archives of our own, read back by our reader and by unzip and zipinfo.
#include "base/zip_write.h"

#include "base/zip.h"
#include "support.h"

static struct str text(const char *s) {
    return (struct str){s, strlen(s)};
}

static struct str made(struct arena *arena, bool backwards) {
    static const char *const names[] = {"isi/é — ulasan.txt", "a.txt", "isi/kosong"};
    static const char *const bytes[] = {"satu\n", "dua", ""};
    struct zip_writer *z = zip_writer_new(arena);
    for (int i = 0; i < 3; i++) {
        int k = backwards ? 2 - i : i;
        assert_true(zip_writer_add(z, names[k], text(bytes[k])));
    }
    return zip_writer_end(z);
}

static void members_come_back_sorted(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct findings *f = findings_new(arena, NULL);
    struct zip_folder *z = zip_load(arena, "x.zip", made(arena, false), f);
    size_t n = 0;
    struct str out;
    assert_non_null(z);
    const struct zip_member *members = zip_members(z, &n);
    assert_int_equal(n, 3);
    assert_string_equal(members[0].name, "a.txt");
    assert_string_equal(members[1].name, "isi/kosong");
    assert_string_equal(members[2].name, "isi/é — ulasan.txt");
    assert_true(zip_bytes(z, &members[2], arena, &out, f));
    assert_string_equal(out.p, "satu\n");
    arena_free(arena);
}

static void the_same_members_give_the_same_bytes(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str one = made(arena, false), other = made(arena, true);
    assert_int_equal(one.n, other.n);
    assert_memory_equal(one.p, other.p, one.n);
    arena_free(arena);
}

static void other_programs_read_it(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    char *folder = support_folder(arena);
    struct str bytes = made(arena, false);
    support_write(arena, folder, "x.zip", bytes.p, bytes.n);
    assert_int_equal(system(arena_printf(arena,
                                         "cd '%s' && unzip -tqq x.zip && LC_ALL=C.UTF-8 unzip -qq x.zip -d keluar && "
                                         "test \"$(cat 'keluar/isi/é — ulasan.txt')\" = satu && "
                                         "zipinfo -v x.zip > info.txt && grep -q '1980 Jan 1 00:00:00' info.txt && "
                                         "test \"$(stat -c %%a keluar/a.txt)\" = 644 && "
                                         "test \"$(zipinfo -1 x.zip | head -1)\" = a.txt",
                                         folder)),
                     0);
    support_remove(folder);
    arena_free(arena);
}

static void an_empty_archive_is_one(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct str bytes = zip_writer_end(zip_writer_new(arena));
    assert_int_equal(bytes.n, 22);
    assert_memory_equal(bytes.p, "PK\5\6", 4);
    arena_free(arena);
}

static void names_that_lead_elsewhere_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",     "/etc/passwd", "../a", "a/../b", "a//b", "a/", "a\\b",
                                      "c:/a", "\xff",        ".",    "a/./b",  "dua"};
    struct arena *arena = arena_new(0);
    struct zip_writer *z = zip_writer_new(arena);
    assert_true(zip_writer_add(z, "dua", text("x")));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (zip_writer_add(z, bad[i], text("x"))) {
            fail_msg("taken: %s", bad[i]);
        }
    }
    char *longest = arena_alloc(arena, 1002);
    memset(longest, 'a', 1001);
    assert_false(zip_writer_add(z, longest, text("x")));
    longest[1000] = '\0';
    assert_true(zip_writer_add(z, longest, text("x")));
    assert_true(zip_writer_add(z, "a..b", text("x")));
    assert_false(zip_writer_add(z, "besar", (struct str){"x", (size_t)0xffffff00}));
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_come_back_sorted),
        cmocka_unit_test(the_same_members_give_the_same_bytes),
        cmocka_unit_test(other_programs_read_it),
        cmocka_unit_test(an_empty_archive_is_one),
        cmocka_unit_test(names_that_lead_elsewhere_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
