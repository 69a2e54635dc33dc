// Archiving that is killed or meets a full disk: a bag that has its name is whole, and the next run mends the rest.
#include <signal.h>
#include <time.h>

#include "e2e/e2e.h"

#define WHOLE                                                                                                          \
    "for b in $(find %s -mindepth 1 -maxdepth 1 -type d -not -name '.*'); do"                                          \
    " (cd $b && sha256sum --quiet --strict -c manifest-sha256.txt tagmanifest-sha256.txt) || exit 1; done"

static pid_t start(struct e2e *t) {
    pid_t pid = fork();
    if (pid == 0) {
        int out = open(file_join(t->arena, t->folder, "out.txt"), O_WRONLY | O_CREAT | O_TRUNC, 0666);
        dup2(out, 1);
        dup2(out, 2);
        setenv("NASKAH_SHARE", NASKAH_SOURCE_DIR, 1);
        if (chdir(t->folder) == 0) {
            execl(NASKAH_BINARY, NASKAH_BINARY, "arsipkan", "--tanggal", "2026-01-31", (char *)NULL);
        }
        _exit(9);
    }
    return pid;
}

static void test_kill_leaves_no_half_bag(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --tanggal 2026-01-31");
    char *expected = e2e_listing(t, "arsip");
    for (int i = 0; i < 10; i++) {
        e2e_shell(t, "rm -rf arsip");
        pid_t pid = start(t);
        struct timespec time = {0, (12 + i * 9) * 1000000};
        nanosleep(&time, NULL);
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        e2e_shell(t, "mkdir -p arsip");
        e2e_shell(t, WHOLE, "arsip");
        e2e_run(t, "arsipkan --tanggal 2026-01-31");
        assert_says(t, "2 berkas, ");
        assert_string_equal(e2e_listing(t, "arsip"), expected);
        e2e_shell(t, "test -z \"$(find . -name '*.part')\"");
    }
}

static void test_a_full_disk_leaves_no_half_bag(void **state) {
    struct e2e *t = *state;
    if (system("unshare -m sh -c 'mount -t tmpfs -o size=64k tmpfs /mnt' 2>/dev/null") != 0) {
        skip();
    }
    // Room for one bag, not for two.
    e2e_write(t, "try.sh",
              arena_printf(t->arena,
                           "set -e\nexport NASKAH_SHARE='%s' LANG=C\nunset LC_ALL LC_MESSAGES\nmkdir -p arsip\n"
                           "mount -t tmpfs -o size=260k tmpfs arsip\n"
                           "status=0; '%s' arsipkan --tanggal 2026-01-31 >out.txt || status=$?\n"
                           "test $status = 3\ngrep -q 'job.write.full' out.txt\n"
                           "test -z \"$(find arsip -name '*.part')\"\ntest $(ls arsip | wc -l) = 1\n" WHOLE "\n"
                           "mount -o remount,size=4m arsip\n"
                           "'%s' arsipkan --tanggal 2026-01-31 >out.txt || test $? = 1\n"
                           "test $(ls arsip | wc -l) = 2\n" WHOLE "\n",
                           NASKAH_SOURCE_DIR, NASKAH_BINARY, "arsip", NASKAH_BINARY, "arsip"));
    e2e_shell(t, "unshare -m sh try.sh >try.txt 2>&1 || { cat try.txt out.txt; ls -R arsip; false; }");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {TEST(test_kill_leaves_no_half_bag), TEST(test_a_full_disk_leaves_no_half_bag)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
