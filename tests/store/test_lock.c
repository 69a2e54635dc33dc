// Who holds the store, and what became of him.
#include "fixture.h"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>

static void write_lock(struct fixture *f, const char *text) {
    char path[160];
    snprintf(path, sizeof path, "%s.lock", f->path);
    FILE *to = fopen(path, "wb");
    assert_non_null(to);
    fputs(text, to);
    fclose(to);
}

// A child that holds the store until it is killed; it says when it does.
static pid_t holder(struct fixture *f) {
    int ready[2];
    char c;
    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        bool ok = store_open(f->arena, f->path, f->findings) != NULL;
        ok = write(ready[1], "x", 1) == 1 && ok;
        pause();
        _exit(ok ? 0 : 1);
    }
    assert_int_equal(read(ready[0], &c, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return pid;
}

static void end(pid_t pid) {
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void test_lock_says_who(void **state) {
    struct fixture *f = *state;
    pid_t pid = holder(f);
    refused(f, "store.locked");
    assert_true(store_is_locked(f->findings));
    char number[32], host[128] = "";
    snprintf(number, sizeof number, "%ld", (long)pid);
    gethostname(host, sizeof host - 1);
    const struct passwd *me = getpwuid(getuid());
    assert_string_equal(argument(f->findings, "pid"), number);
    assert_string_equal(argument(f->findings, "komputer"), host);
    assert_int_equal(strlen(argument(f->findings, "sejak")), strlen("2025-01-31 12:00:00"));
    if (me) {
        assert_string_equal(argument(f->findings, "pengguna"), me->pw_name);
    }
    end(pid);
}

// The lock of a killed process is no lock, but the next one is told.
static void test_lock_of_the_dead(void **state) {
    struct fixture *f = *state;
    pid_t pid = holder(f);
    refused(f, "store.locked");
    end(pid);
    f->findings->n = 0;
    struct store *s = store_open(f->arena, f->path, f->findings);
    assert_non_null(s);
    assert_int_equal(f->findings->n, 1);
    assert_string_equal(f->findings->items[0].rule, "store.stale");
    char number[32];
    snprintf(number, sizeof number, "%ld", (long)pid);
    assert_string_equal(argument(f->findings, "pid"), number);
    store_close(s);
    f->findings->n = 0;
    store_close(opened(f));  // one that ended well leaves nothing to tell
}

// Until nobody holds the lock any more: somebody else's child dies in its own time.
static void wait_for_lock(struct fixture *f) {
    char path[160];
    snprintf(path, sizeof path, "%s.lock", f->path);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0 && flock(fd, LOCK_EX) == 0);
    close(fd);
}

// A process that it forked goes on holding the lock, unless it lets go of it.
static void test_children_of_the_dead(void **state) {
    struct fixture *f = *state;
    for (int leaves = 0; leaves < 2; leaves++) {
        int ready[2];
        pid_t child = 0;
        assert_int_equal(pipe(ready), 0);
        pid_t parent = fork();
        if (parent == 0) {
            child = store_open(f->arena, f->path, f->findings) ? fork() : -1;
            if (child == 0) {
                if (leaves) {  // as workers do
                    close_range(3, (unsigned)ready[1] - 1, 0);
                    close_range((unsigned)ready[1] + 1, ~0U, 0);
                }
                child = getpid();
                alarm(20);  // outlives its parent, but no failed test
                _exit(write(ready[1], &child, sizeof child) == sizeof child ? (pause(), 0) : 1);
            }
            alarm(20);
            pause();
        }
        close(ready[1]);  // so that a child that never speaks is a failure, not a wait
        assert_int_equal(read(ready[0], &child, sizeof child), sizeof child);
        end(parent);
        f->findings->n = 0;
        struct store *s = store_open(f->arena, f->path, f->findings);
        assert_int_equal(f->findings->n, 1);
        assert_string_equal(f->findings->items[0].rule, leaves ? "store.stale" : "store.locked-dead");
        assert_int_equal(s != NULL, leaves);
        assert_int_equal(store_is_locked(f->findings), !leaves);
        store_close(s);
        kill(child, SIGKILL);
        close(ready[0]);
        wait_for_lock(f);
    }
}

// A later process of the same number is not the one that took the lock.
static void test_number_given_again(void **state) {
    struct fixture *f = *state;
    char text[256], host[128] = "", path[160];
    gethostname(host, sizeof host - 1);
    snprintf(text, sizeof text, "%ld\n%s\n2025-01-31 12:00:00\nsiti\n1\n", (long)getpid(), host);
    write_lock(f, text);
    snprintf(path, sizeof path, "%s.lock", f->path);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    refused(f, "store.locked-dead");
    assert_string_equal(argument(f->findings, "pengguna"), "siti");
    close(fd);
}

static void test_another_computer(void **state) {
    struct fixture *f = *state;
    char path[160];
    write_lock(f, "4242\nkomputer-sebelah\n2025-01-31 12:00:00\nsiti\n77\n");
    snprintf(path, sizeof path, "%s.lock", f->path);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    refused(f, "store.locked-elsewhere");
    assert_true(store_is_locked(f->findings));
    assert_string_equal(argument(f->findings, "komputer"), "komputer-sebelah");
    assert_string_equal(argument(f->findings, "kunci"), path);
    close(fd);
    // On a disk of our own the kernel knows better than the text.
    f->findings->n = 0;
    struct store *s = store_open(f->arena, f->path, f->findings);
    assert_non_null(s);
    assert_string_equal(f->findings->items[0].rule, "store.stale");
    store_close(s);
}

// What older versions wrote there, and what is no text of ours.
static void test_any_text(void **state) {
    struct fixture *f = *state;
    static const char *const texts[] = {"1\n", "\n\n\n\n\n\n", "bukan kunci", "12\nhost\n2025-01-31 12:00:00\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_lock(f, texts[i]);
        f->findings->n = 0;
        struct store *s = store_open(f->arena, f->path, f->findings);
        assert_non_null(s);
        assert_int_equal(f->findings->n, 1);
        assert_string_equal(f->findings->items[0].rule, "store.stale");
        store_close(s);
    }
}

// Something else than naskah is writing into it.
static void test_another_program(void **state) {
    struct fixture *f = *state;
    store_close(opened(f));
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;"
                                      "CREATE TABLE x(y)", NULL, NULL, NULL), SQLITE_OK);
    refused(f, "store.busy");
    assert_true(store_is_locked(f->findings));
    sqlite3_close(db);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_lock_says_who),      TEST(test_lock_of_the_dead), TEST(test_children_of_the_dead),
        TEST(test_number_given_again), TEST(test_another_computer), TEST(test_any_text),
        TEST(test_another_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
