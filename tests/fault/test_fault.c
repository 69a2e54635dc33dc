// The Nth thing that a run does to its files or its store goes wrong: whatever it was, what stands under its name is
// whole and known, the next run finishes, and its bytes are those of a run that nothing disturbed.
// CI tries some of all N, another share each time N is run through; NASKAH_FAULTS=all tries every one.
#include "among.h"

#include <errno.h>
#include <signal.h>

#if defined(__SANITIZE_ADDRESS__)
#define STRIDE 40
#else
#define STRIDE 20
#endif
#define NAMES "sk-dinkes"

struct fault {
    const char *shim, *settings;  // "FAULT_HOW=28 FAULT_STAYS=1"
    bool kills;
    bool again;                   // the documents stand already, and are made over
    int offset;                   // so that the rows of the table try different N
    const char *options;          // "-j 0"
};

static long run_shimmed(struct e2e *t, const struct fault *f, long at) {
    // A name in LD_PRELOAD ends at a space, and the build folder's may have one.
    e2e_shell(t, "cp '%s' .shim.so; rm -f count; status=0; env LD_PRELOAD=./.shim.so "
                 "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 %s "
                 "FAULT_AT=%ld FAULT_COUNT=\"$PWD/count\" NASKAH_SHARE='%s' LANG=C '%s' jalankan --only " NAMES " %s "
                 ">out.txt 2>err.txt </dev/null || status=$?; echo $status >status",
              f->shim, f->settings, at, NASKAH_SOURCE_DIR, NASKAH_BINARY, f->options);
    t->status = atoi(e2e_read(t, "status"));
    return e2e_exists(t, "count") ? atol(e2e_read(t, "count")) : 0;
}

struct expected {
    const char *old, *new;        // listings
};

static void put_back(struct e2e *t, const struct fault *f) {
    e2e_shell(t, "rm -rf output naskah.db* && %s", f->again ? "cp -a stood/. ." : "true");
}

static void check_one(struct e2e *t, const struct fault *f, const struct expected *e, long at) {
    put_back(t, f);
    run_shimmed(t, f, at);
    bool killed = t->status == 128 + SIGKILL;
    bool told = t->status == 3 || t->status == 1 || t->status == 0;
    if (!(f->kills ? killed || told : told)) {
        print_error("%s, N = %ld: exit %d\n%s%s\n", f->settings, at, t->status, e2e_read(t, "out.txt"),
                    e2e_read(t, "err.txt"));
        fail();
    }
    const char *now = listing(t);
    if (!are_among(t, now, arena_printf(t->arena, "%s%s", e->old, e->new))) {
        fail_msg("%s, N = %ld: output/ holds what no run makes", f->settings, at);
    }
    if (!f->kills && strstr(now, ".part ")) {
        fail_msg("%s, N = %ld: a part was left by a run that was not killed", f->settings, at);
    }
    e2e_run(t, "jalankan --only " NAMES);
    if (t->status != 0 || e2e_says(t, "[job.touched]") || strcmp(listing(t), e->new) != 0) {
        print_error("%s, N = %ld: the next run did not mend it: exit %d\n%s", f->settings, at, t->status, t->out);
        fail();
    }
}

// What an undisturbed run makes, and what stood before.
static struct expected prepare(struct e2e *t, const struct fault *f) {
    struct expected e = {"", NULL};
    if (f->again) {
        e2e_run(t, "jalankan --only " NAMES);
        e.old = e2e_listing(t, "output");
        e2e_shell(t, "mkdir stood && cp -a output naskah.db stood");
        e2e_edit(t, "input/sk.xml", "tanggal=\"2025-02-10\"", "tanggal=\"2025-02-12\"");
    }
    e2e_run(t, "jalankan --only " NAMES);
    assert_status(t, 0);
    e.new = e2e_listing(t, "output");
    return e;
}

static void try_all(struct e2e *t, const struct fault *f) {
    struct expected e = prepare(t, f);
    put_back(t, f);
    long n = run_shimmed(t, f, 0);
    assert_int_equal(t->status, 0);
    assert_true(n > 10);
    const char *all = getenv("NASKAH_FAULTS");
    long step = all && strcmp(all, "all") == 0 ? 1 : STRIDE, tried = 0;
    for (long at = 1 + f->offset % step; at <= n; at += step, tried++) {
        check_one(t, f, &e, at);
    }
    print_message("%s: %ld of %ld\n", f->settings, tried, n);
    e2e_shell(t, "test -z \"$(find . -name '*.part' -o -name '*disisihkan*')\"");
}

#define FAULT_TEST(name, ...)                                                                                          \
    static void name(void **state) {                                                                                   \
        struct fault f = {__VA_ARGS__};                                                                                \
        try_all(*state, &f);                                                                                           \
    }

FAULT_TEST(test_killed_before_each_file_operation, FILE_SHIM, "FAULT_HOW=kill", true, false, 1, "-j 0")
FAULT_TEST(test_killed_while_made_over, FILE_SHIM, "FAULT_HOW=kill", true, true, 2, "-j 0")
FAULT_TEST(test_disk_full_from_each_write_on, FILE_SHIM, "FAULT_HOW=28 FAULT_STAYS=1 FAULT_WRITES=1", false, false, 3,
           "-j 0")
FAULT_TEST(test_disk_full_while_made_over, FILE_SHIM, "FAULT_HOW=28 FAULT_STAYS=1 FAULT_WRITES=1", false, true, 4,
           "-j 0")
FAULT_TEST(test_each_file_operation_fails_once, FILE_SHIM, "FAULT_HOW=5", false, true, 5, "-j 0")
FAULT_TEST(test_each_operation_of_the_store_fails, VFS_SHIM, "FAULT_HOW=ioerr", false, true, 0, "-j 0")
FAULT_TEST(test_store_full_from_each_write_on, VFS_SHIM, "FAULT_HOW=full FAULT_STAYS=1", false, false, 1, "-j 0")

// A worker that dies costs its document, and that only until the next run.
static void test_workers_killed(void **state) {
    struct e2e *t = *state;
    struct fault f = {FILE_SHIM, "FAULT_HOW=kill FAULT_WORKERS=1", true, false, 0, "-j 2"};
    struct expected e = prepare(t, &f);
    for (long at = 1; at < 12; at += STRIDE > 1 ? 5 : 1) {
        check_one(t, &f, &e, at);
    }
    struct fault full = {FILE_SHIM, "FAULT_HOW=28 FAULT_STAYS=1 FAULT_WORKERS=1", false, false, 0, "-j 2"};
    check_one(t, &full, &e, 2);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_killed_before_each_file_operation), TEST(test_killed_while_made_over),
        TEST(test_disk_full_from_each_write_on),      TEST(test_disk_full_while_made_over),
        TEST(test_each_file_operation_fails_once),    TEST(test_each_operation_of_the_store_fails),
        TEST(test_store_full_from_each_write_on),     TEST(test_workers_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
