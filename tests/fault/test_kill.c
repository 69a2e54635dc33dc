// Runs that are stopped, politely and not: what stands is whole, and the next run mends the rest.
#include <signal.h>
#include <time.h>

#include "e2e/e2e.h"

static pid_t start(struct e2e *t, const char *repeat) {
    pid_t pid = fork();
    if (pid == 0) {
        if (chdir(t->folder) != 0) {
            _exit(9);
        }
        int out = open("out.txt", O_WRONLY | O_CREAT | O_TRUNC, 0666);
        dup2(out, 1);
        dup2(out, 2);
        setenv("NASKAH_SHARE", NASKAH_SOURCE_DIR, 1);
        unsetenv("LC_ALL");
        unsetenv("LC_MESSAGES");
        setenv("LANG", "C", 1);
        execl(NASKAH_BINARY, NASKAH_BINARY, "buat", "*", "--ulangi", repeat, (char *)NULL);
        _exit(9);
    }
    return pid;
}

static void wait_ms(long ms) {
    struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static void mends(struct e2e *t, const char *expected) {
    e2e_run(t, "jalankan");
    assert_status(t, 1);
    assert_false(e2e_says(t, "[job.touched]"));
    assert_string_equal(e2e_listing(t, "output"), expected);
}

static void test_kill_leaves_nothing_half_made(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    char *expected = e2e_listing(t, "output");
    for (int i = 0; i < 12; i++) {
        if (i % 3 == 0) {
            e2e_shell(t, "rm -rf output naskah.db*");
        }
        pid_t pid = start(t, "1000");
        wait_ms(15 + i * 13);
        assert_int_equal(kill(pid, SIGKILL), 0);
        waitpid(pid, NULL, 0);
        // What has its name is whole: nothing is ever written under the name itself.
        e2e_shell(
            t, "for f in $(find output -name '*.pdf' 2>/dev/null); do tail -c 6 $f | grep -q '%%EOF' || exit 1; done");
        e2e_shell(t, "for f in $(find output -name '*.json' 2>/dev/null); do tail -c 2 $f | grep -q '}' || exit 1;"
                     " done");
        mends(t, expected);
        e2e_shell(t, "test -z \"$(find . -name '*.part' -o -name '*disisihkan*')\"");
    }
}

static void polite(struct e2e *t, int number) {
    e2e_shell(t, "rm -rf output naskah.db*");
    pid_t pid = start(t, "2000");
    wait_ms(300);
    assert_int_equal(kill(pid, number), 0);
    int status = 0;
    waitpid(pid, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 128 + number);
    t->out = e2e_read(t, "out.txt");
    assert_says(t, "dihentikan atas permintaan");
    e2e_shell(t, "test -z \"$(find . -name '*.part')\"");
}

static void test_a_signal_ends_the_run_between_documents(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    char *expected = e2e_listing(t, "output");
    polite(t, SIGINT);
    mends(t, expected);
    polite(t, SIGTERM);
    mends(t, expected);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_kill_leaves_nothing_half_made),
        TEST(test_a_signal_ends_the_run_between_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
