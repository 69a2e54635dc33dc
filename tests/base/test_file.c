#include "base/file.h"

#include <errno.h>
#include <sys/wait.h>

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

static void whole_files_are_read(void **state) {
    (void)state;
    struct str bytes;
    const char *why = "";
    const char *path = support_write(arena, folder, "a", "x\0y", 3);
    assert_true(file_read(arena, path, 3, &bytes, &why));
    assert_int_equal(bytes.n, 3);
    assert_memory_equal(bytes.p, "x\0y\0", 4);
    path = support_write(arena, folder, "empty", "", 0);
    assert_true(file_read(arena, path, 3, &bytes, &why));
    assert_int_equal(bytes.n, 0);
}

static void refuses(const char *path, const char *rule) {
    struct str bytes;
    const char *why = NULL;
    assert_false(file_read(arena, path, 10, &bytes, &why));
    assert_string_equal(why, rule);
}

static void each_refusal_has_its_rule(void **state) {
    (void)state;
    refuses(file_join(arena, folder, "none"), "file.missing");
    refuses(folder, "file.folder");
    refuses(support_write(arena, folder, "big", "12345678901", 11), "file.large");
    refuses(file_join(arena, support_write(arena, folder, "plain", "x", 1), "below"), "file.missing");
    char *pipe = file_join(arena, folder, "pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    refuses(pipe, "file.unreadable");  // and does not hang
    char *loop = file_join(arena, folder, "loop");
    assert_int_equal(symlink("loop", loop), 0);
    refuses(loop, "file.unreadable");
    refuses("/dev/zero", "file.unreadable");
}

static void an_unreadable_file_is_said_to_be_so(void **state) {
    (void)state;
    if (geteuid() == 0)
        skip();
    const char *path = support_write(arena, folder, "secret", "x", 1);
    chmod(path, 0);
    refuses(path, "file.unreadable");
}

static void folders_are_made_at_any_depth(void **state) {
    (void)state;
    char *deep = file_join(arena, folder, "a/b//c/");
    assert_true(file_make_folders(deep));
    assert_true(file_make_folders(deep));
    assert_true(file_is_folder(deep));
    assert_true(file_make_folders("/"));
    const char *plain = support_write(arena, folder, "plain", "x", 1);
    assert_false(file_make_folders(plain));
    assert_int_equal(errno, ENOTDIR);
    assert_false(file_make_folders(file_join(arena, plain, "below")));
    assert_true(file_exists(plain) && !file_is_folder(plain));
}

static void lists_are_sorted_and_leave_out_what_is_hidden(void **state) {
    (void)state;
    static const char *const files[] = {"b.xml", "a.xml", "B.xml", "c.txt", ".hidden.xml", "sub/z.xml", ".git/x.xml"};
    file_make_folders(file_join(arena, folder, "sub"));
    file_make_folders(file_join(arena, folder, ".git"));
    file_make_folders(file_join(arena, folder, "folder.xml"));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        support_write(arena, folder, files[i], "", 0);
    assert_int_equal(symlink("sub", file_join(arena, folder, "link")), 0);
    assert_int_equal(symlink("a.xml", file_join(arena, folder, "link.xml")), 0);
    assert_int_equal(symlink("gone", file_join(arena, folder, "dangling.xml")), 0);
    size_t n;
    char **found = file_list(arena, folder, ".xml", &n);
    static const char *const expected[] = {"B.xml",      "a.xml",    "b.xml",    "dangling.xml",
                                           "folder.xml", "link.xml", "sub/z.xml"};
    assert_int_equal(n, 7);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(found[i], file_join(arena, folder, expected[i]));
    assert_null(found[7]);
    file_list(arena, folder, NULL, &n);
    assert_int_equal(n, 6);
    assert_null(file_list(arena, file_join(arena, folder, "none"), NULL, &n)[0]);
    assert_int_equal(n, 0);
}

static void a_folder_of_many_files(void **state) {
    (void)state;
    for (int i = 0; i < 1000; i++)
        support_write(arena, folder, arena_printf(arena, "%03d", (i * 7) % 1000), "", 0);
    size_t n;
    char **found = file_list(arena, folder, NULL, &n);
    assert_int_equal(n, 1000);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(found[i] + strlen(folder) + 1, arena_printf(arena, "%03zu", i));
}

static void joining(void **state) {
    (void)state;
    assert_string_equal(file_join(arena, "a", "b"), "a/b");
    assert_string_equal(file_join(arena, "a/", "b"), "a/b");
    assert_string_equal(file_join(arena, "", "b"), "b");
}

static void names_become_safe_components(void **state) {
    (void)state;
    static const struct {
        const char *name, *safe;
    } cases[] = {{"sk-tim_2025.a", "sk-tim_2025.a"},
                 {"a/b c", "a-b-c"},
                 {"..", "-."},
                 {".", "-"},
                 {"", "-"},
                 {".part", "-part"},
                 {"é", "-"},
                 {"../../etc/passwd", "-.-..-etc-passwd"},
                 {"a\nb", "a-b"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(file_safe_name(arena, cases[i].name), cases[i].safe);
    char long_name[3001];
    memset(long_name, 'n', 3000);
    long_name[3000] = '\0';
    char *one = file_safe_name(arena, long_name);
    assert_true(strlen(one) <= 160);
    long_name[2999] = 'm';
    assert_string_not_equal(file_safe_name(arena, long_name), one);
}

static pid_t a_dead_process(void) {
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    return child;
}

// Killed, but its parent has not asked for it yet.
static pid_t a_zombie(void) {
    siginfo_t info;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
    return child;
}

static void sweeping_takes_only_leftovers(void **state) {
    (void)state;
    file_make_folders(file_join(arena, folder, "sub/deeper"));
    char *dead = arena_printf(arena, "sub/deeper/a.pdf.%d.part", (int)a_dead_process());
    char *own = arena_printf(arena, "b.pdf.%d.part", (int)getpid());
    char *living = arena_printf(arena, "c.pdf.%d.part", (int)getppid());
    pid_t zombie = a_zombie();
    char *killed = arena_printf(arena, "d.pdf.%d.part", (int)zombie);
    const char *const gone[] = {dead, own, ".hidden.pdf.part", "x.part"};
    const char *const stay[] = {living, "a.pdf", "part", "a.part.pdf"};
    for (int i = 0; i < 4; i++) {
        support_write(arena, folder, gone[i], "x", 1);
        support_write(arena, folder, stay[i], "x", 1);
    }
    support_write(arena, folder, killed, "x", 1);
    assert_int_equal(file_sweep(folder, false), 5);
    assert_false(file_exists(file_join(arena, folder, killed)));
    waitpid(zombie, NULL, 0);
    for (int i = 0; i < 4; i++) {
        assert_false(file_exists(file_join(arena, folder, gone[i])));
        assert_true(file_exists(file_join(arena, folder, stay[i])));
    }
    assert_int_equal(file_sweep(folder, false), 0);
    // Who holds the lock is alone: what others left goes, even while a killed process is still dying.
    assert_int_equal(file_sweep(folder, true), 1);
    assert_false(file_exists(file_join(arena, folder, living)));
    assert_int_equal(file_sweep(file_join(arena, folder, "none"), true), 0);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(whole_files_are_read),
        CASE(each_refusal_has_its_rule),
        CASE(an_unreadable_file_is_said_to_be_so),
        CASE(folders_are_made_at_any_depth),
        CASE(lists_are_sorted_and_leave_out_what_is_hidden),
        CASE(a_folder_of_many_files),
        CASE(joining),
        CASE(names_become_safe_components),
        CASE(sweeping_takes_only_leftovers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
