// Runs that are stopped, politely and not: what stands is whole, and the next run mends the rest.
#include <signal.h>
#include <time.h>

#include "among.h"

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

// ---- at any moment ----

#if defined(__SANITIZE_ADDRESS__)
#define KILLS 8
#else
#define KILLS 24
#endif

static pid_t start_run(struct e2e *t, const char *again) {
    pid_t pid = fork();
    if (pid == 0) {
        if (chdir(t->folder) != 0) {
            _exit(9);
        }
        int out = open("out.txt", O_WRONLY | O_CREAT | O_TRUNC, 0666);
        dup2(out, 1);
        dup2(out, 2);
        setenv("NASKAH_SHARE", NASKAH_SOURCE_DIR, 1);
        setenv("LANG", "C", 1);
        execl(NASKAH_BINARY, NASKAH_BINARY, "jalankan", "-j", "2", again, (char *)NULL);
        _exit(9);
    }
    return pid;
}

// One of the processes that it forked; itself when there is none.
static pid_t worker_of(struct e2e *t, pid_t parent) {
    char line[256] = "";
    const char *path = arena_printf(t->arena, "/proc/%d/task/%d/children", (int)parent, (int)parent);
    FILE *from = fopen(path, "r");
    bool any = from && fgets(line, sizeof line, from);
    if (from) {
        fclose(from);
    }
    char *end = line;
    long first = any ? strtol(line, &end, 10) : 0, second = strtol(end, NULL, 10);
    return (pid_t)(second > 0 && random() % 2 ? second : first > 0 ? first : parent);
}

// Workers are there for a part of the run only.
static pid_t await_worker(struct e2e *t, pid_t parent) {
    siginfo_t info = {0};
    pid_t victim = parent;
    while (victim == parent && waitid(P_PID, (id_t)parent, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == 0) {
        usleep(500);
        victim = worker_of(t, parent);
    }
    usleep((useconds_t)(random() % 20000));
    return victim;
}

static long now_us(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

// Whoever it was, whenever: what has its name in output/ has the bytes of an undisturbed run, and the next run makes
// the rest of it. NASKAH_KILLS says how often.
static void test_killed_at_any_moment(void **state) {
    struct e2e *t = *state;
    long from = now_us();
    e2e_run(t, "jalankan -j 2");
    long length = now_us() - from, kills = getenv("NASKAH_KILLS") ? atol(getenv("NASKAH_KILLS")) : KILLS;
    char *expected = e2e_listing(t, "output");
    srandom(20250210);
    long parents = 0, workers = 0, late = 0;
    for (long i = 0; i < kills; i++) {
        if (i % 4 == 0) {
            e2e_shell(t, "rm -rf output naskah.db*");
        }
        pid_t pid = start_run(t, i % 3 == 2 ? "--ulang" : "--catatan");
        bool worker = random() % 2;
        usleep((useconds_t)(random() % (worker ? length / 8 : length)));
        pid_t victim = worker ? await_worker(t, pid) : pid;
        kill(victim, SIGKILL);
        int status = 0;
        waitpid(pid, &status, 0);
        bool ended = WIFEXITED(status);
        parents += !ended;
        workers += ended && victim != pid;
        late += ended && victim == pid;
        assert_true(ended ? WEXITSTATUS(status) == 1 : WTERMSIG(status) == SIGKILL);
        if (!are_among(t, listing(t), expected)) {
            fail_msg("kill %ld: output/ holds what no run makes", i);
        }
        if (i % 4 == 3) {
            mends(t, expected);
            e2e_shell(t, "test -z \"$(find . -name '*.part' -o -name '*disisihkan*')\"");
        }
    }
    print_message("killed: %ld runs, %ld workers; %ld came too late\n", parents, workers, late);
    assert_true(kills < 20 || (parents > kills / 10 && workers > kills / 20));
    mends(t, expected);
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
        TEST(test_killed_at_any_moment),
        TEST(test_a_signal_ends_the_run_between_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
