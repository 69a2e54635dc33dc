// Own series: no number twice, none lost, whatever dies.
#include "fixture.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <time.h>

#include "store/internal.h"
#include "store/series.h"

static const char *by_pattern(void *context, struct arena *arena, int n) {
    return arena_printf(arena, "800/%d/%s", n, (const char *)context);
}

static struct series_request asking(const char *document, int year) {
    return (struct series_request){.name = "surat", .year = year, .document = document, .write = by_pattern,
                                   .context = "BAPPEDA"};
}

static int take(struct fixture *f, struct store *s, const char *document, int year) {
    struct series_number number;
    struct series_request request = asking(document, year);
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    return number.n;
}

static void test_take_use_void(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct series_number number;
    struct series_request request = asking("sk-1", 2025);
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    assert_int_equal(number.n, 1);
    assert_string_equal(number.number, "800/1/BAPPEDA");
    assert_int_equal(number.state, SERIES_RESERVED);
    assert_string_equal(number.document, "sk-1");
    assert_int_equal(strlen(number.at), strlen("2025-01-31T12:00:00Z"));
    assert_int_equal(take(f, s, "sk-1", 2025), 1);  // asked again: the same
    assert_int_equal(take(f, s, "sk-2", 2025), 2);
    assert_int_equal(series_use(s, "surat", 2025, 1, "sk-1"), SERIES_DONE);
    assert_int_equal(series_use(s, "surat", 2025, 1, "sk-1"), SERIES_DONE);
    assert_int_equal(series_use(s, "surat", 2025, 1, "sk-2"), SERIES_CLOSED);
    assert_int_equal(series_use(s, "surat", 2025, 9, "sk-2"), SERIES_NONE);
    assert_int_equal(take(f, s, "sk-1", 2025), 1);
    assert_int_equal(series_void(s, "surat", 2025, 2, "salah ketik"), SERIES_DONE);
    assert_int_equal(series_use(s, "surat", 2025, 2, "sk-2"), SERIES_CLOSED);
    assert_int_equal(series_void(s, "surat", 2025, 2, "sekali lagi"), SERIES_CLOSED);
    assert_int_equal(take(f, s, "sk-2", 2025), 3);  // never 2 again
    assert_int_equal(take(f, s, NULL, 2025), 4);
    assert_int_equal(take(f, s, NULL, 2025), 5);
    assert_int_equal(series_use(s, "surat", 2025, 5, "sk-9"), SERIES_DONE);
    store_close(s);
    s = opened(f);
    assert_true(series_find(s, f->arena, "surat", 2025, 2, &number));
    assert_int_equal(number.state, SERIES_VOID);
    assert_string_equal(number.reason, "salah ketik");
    assert_true(series_find(s, f->arena, "surat", 2025, 5, &number));
    assert_int_equal(number.state, SERIES_USED);
    assert_string_equal(number.document, "sk-9");
    assert_true(series_held(s, f->arena, "surat", 2025, "sk-2", &number));
    assert_int_equal(number.n, 3);
    assert_false(series_held(s, f->arena, "surat", 2026, "sk-2", &number));
    store_close(s);
}

// A used number whose document was withdrawn is void too, and the largest one is not given again.
static void test_void_of_the_last(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    assert_int_equal(take(f, s, "sk-1", 2025), 1);
    assert_int_equal(series_use(s, "surat", 2025, 1, NULL), SERIES_DONE);
    assert_int_equal(series_void(s, "surat", 2025, 1, "surat batal dikirim"), SERIES_DONE);
    assert_int_equal(take(f, s, "sk-1", 2025), 2);
    store_close(s);
}

static void test_years_and_series(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct series_number number;
    assert_int_equal(take(f, s, "a", 2025), 1);
    assert_int_equal(take(f, s, "b", 2025), 2);
    assert_int_equal(take(f, s, "c", 2026), 1);
    struct series_request other = {.name = "undangan", .year = 2025, .first = 101, .document = "a",
                                   .write = by_pattern, .context = "UND"};
    assert_int_equal(series_take(s, f->arena, &other, &number), SERIES_DONE);
    assert_int_equal(number.n, 101);
    assert_string_equal(number.number, "800/101/UND");
    store_close(s);
}

static void test_wanted(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct series_number number;
    struct series_request request = asking("a", 2025);
    request.wanted = 7;
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    assert_int_equal(number.n, 7);
    request.document = "b";
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_TAKEN);
    request.document = "a";
    request.wanted = 8;
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_CLOSED);  // it holds 7
    assert_int_equal(take(f, s, "b", 2025), 8);
    store_close(s);
}

static const char *always_same(void *context, struct arena *arena, int n) {
    (void)context, (void)arena, (void)n;
    return "800/BAPPEDA";
}

// A pattern without the number in it gives each number once, not one number to all.
static void test_pattern_without_number(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct series_number number;
    struct series_request request = {.name = "surat", .year = 2025, .write = always_same};
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_TAKEN);
    request.year = 2026;
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    assert_true(store_begin(s));  // no transaction was left open
    store_rollback(s);
    store_close(s);
}

static void test_list_shows_gaps(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct series_number number;
    struct series_request request = asking("a", 2025);
    request.wanted = 3;
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    request.document = "b";
    request.wanted = 6;
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    assert_int_equal(series_void(s, "surat", 2025, 6, "rusak"), SERIES_DONE);
    take(f, s, "c", 2026);
    size_t n = 0;
    struct series_number *all = series_list(s, f->arena, "surat", 2025, 1, &n);
    static const enum series_state states[] = {SERIES_GAP, SERIES_GAP, SERIES_RESERVED,
                                               SERIES_GAP, SERIES_GAP, SERIES_VOID};
    assert_int_equal(n, 6);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(all[i].n, i + 1);
        assert_int_equal(all[i].year, 2025);
        assert_int_equal(all[i].state, states[i]);
    }
    series_list(s, f->arena, "surat", 2025, 0, &n);
    assert_int_equal(n, 4);
    all = series_list(s, f->arena, NULL, -1, 0, &n);
    assert_int_equal(n, 5);
    assert_int_equal(all[4].year, 2026);
    assert_int_equal(all[4].state, SERIES_RESERVED);
    store_close(s);
}

// ---- many at once ----

// Without the run lock: what holds here is the transaction.
static struct store *unlocked(struct fixture *f, struct arena *arena) {
    struct store *s = ARENA_NEW(arena, struct store);
    s->lock = -1;
    return store_open_locked(s, f->path, f->findings);
}

#define TAKERS 4
#define EACH 40

static void test_parallel(void **state) {
    struct fixture *f = *state;
    store_close(opened(f));
    pid_t takers[TAKERS];
    for (int k = 0; k < TAKERS; k++) {
        takers[k] = fork();
        if (takers[k] == 0) {
            struct store *s = unlocked(f, f->arena);
            bool ok = s != NULL;
            struct series_number number;
            struct series_request request = asking(NULL, 2025);
            for (int i = 0; ok && i < EACH; i++) {
                ok = series_take(s, f->arena, &request, &number) == SERIES_DONE;
            }
            store_close(s);
            _exit(ok ? 0 : 1);
        }
    }
    for (int k = 0; k < TAKERS; k++) {
        int status = -1;
        waitpid(takers[k], &status, 0);
        assert_int_equal(status, 0);
    }
    struct store *s = opened(f);
    size_t n = 0;
    struct series_number *all = series_list(s, f->arena, "surat", 2025, 1, &n);
    assert_int_equal(n, TAKERS * EACH);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(all[i].state, SERIES_RESERVED);
    }
    store_close(s);
}

// ---- killed at any moment ----

// Takes, tells the number through the pipe, uses it, voids each seventh; for ever.
static void take_for_ever(struct fixture *f, int to, int round) {
    struct arena *arena = arena_new(0);
    struct store *s = unlocked(f, arena);
    for (int i = 0; s; i++) {
        struct series_number number;
        const char *document = arena_printf(arena, "sk-%d-%d", round, i);
        struct series_request request = asking(document, 2025);
        if (series_take(s, arena, &request, &number) != SERIES_DONE ||
            write(to, &number.n, sizeof number.n) != sizeof number.n ||
            series_use(s, "surat", 2025, number.n, document) != SERIES_DONE ||
            (i % 7 == 6 && series_void(s, "surat", 2025, number.n, "batal") != SERIES_DONE)) {
            _exit(1);
        }
    }
    _exit(1);
}

#define KILLS 20
#define SEEN 20000

static void test_killed_takers(void **state) {
    struct fixture *f = *state;
    static char seen[SEEN];
    memset(seen, 0, sizeof seen);
    store_close(opened(f));
    srandom(7);
    int told = 0, largest = 0;
    for (int round = 0; round < KILLS; round++) {
        int ends[2], n;
        assert_int_equal(pipe(ends), 0);
        pid_t pids[2];
        for (int k = 0; k < 2; k++) {
            pids[k] = fork();
            if (pids[k] == 0) {
                prctl(PR_SET_PDEATHSIG, SIGKILL);
                take_for_ever(f, ends[1], round * 2 + k);
            }
        }
        close(ends[1]);
        struct pollfd first = {.fd = ends[0], .events = POLLIN};
        assert_int_equal(poll(&first, 1, 20000), 1);  // on a busy machine it takes a while until they begin
        nanosleep(&(struct timespec){0, random() % 20000000}, NULL);
        for (int k = 0; k < 2; k++) {
            kill(pids[k], SIGKILL);
            waitpid(pids[k], NULL, 0);
        }
        while (read(ends[0], &n, sizeof n) == sizeof n) {
            assert_true(n > 0 && n < SEEN);
            assert_int_equal(seen[n], 0);  // no number twice
            seen[n] = 1;
            told++;
            largest = n > largest ? n : largest;
        }
        close(ends[0]);
    }
    assert_true(told >= KILLS);
    struct store *s = opened(f);
    size_t n = 0;
    struct series_number *all = series_list(s, f->arena, "surat", 2025, 1, &n);
    assert_true((int)n >= largest && (int)n <= largest + 2 * KILLS);
    for (size_t i = 0; i < n; i++) {
        assert_int_not_equal(all[i].state, SERIES_GAP);  // none lost: each has its row and its document
        assert_non_null(all[i].document);
    }
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_take_use_void),          TEST(test_void_of_the_last), TEST(test_years_and_series), TEST(test_wanted),
        TEST(test_pattern_without_number), TEST(test_list_shows_gaps),  TEST(test_parallel),
        TEST(test_killed_takers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
