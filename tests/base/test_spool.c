#include "base/spool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <signal.h>

#include "support.h"

struct told {
    size_t n, wrong;
};

static size_t length_of(size_t i) {
    return i % 7 == 0 ? 0 : i * 37 % 3000;
}

static void put(struct spool *s, size_t i) {
    static char bytes[3000];
    memset(bytes, 'a' + (int)(i % 26), length_of(i));
    spool_put(s, (struct str){bytes, length_of(i)});
}

static void look(void *context, struct str bytes) {
    struct told *t = context;
    bool right = bytes.n == length_of(t->n);
    for (size_t i = 0; right && i < bytes.n; i++) {
        right = bytes.p[i] == 'a' + (int)(t->n % 26);
    }
    t->wrong += !right;
    t->n++;
}

static void all_comes_back(struct spool *s, size_t n) {
    struct told t = {0};
    assert_true(spool_each(s, look, &t));
    assert_int_equal(t.n, n);
    assert_int_equal(t.wrong, 0);
}

static void pieces_come_back_in_their_order(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct spool *s = spool_new(a);
    all_comes_back(s, 0);
    for (size_t i = 0; i < 1000; i++) {
        put(s, i);
    }
    all_comes_back(s, 1000);
    assert_true(arena_used(a) < 4096);
    for (size_t i = 1000; i < 1100; i++) {
        put(s, i);
    }
    all_comes_back(s, 1100);
    arena_free(a);
}

static void what_is_cut_off_is_forgotten(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct spool *s = spool_new(a);
    for (size_t i = 0; i < 10; i++) {
        put(s, i);
    }
    size_t mark = spool_mark(s);
    for (int round = 0; round < 2; round++) {  // the second time after some of it has been written
        for (size_t i = 0; i < (round ? 500 : 3); i++) {
            put(s, 5);
        }
        spool_cut(s, mark);
        all_comes_back(s, 10);
    }
    put(s, 10);
    all_comes_back(s, 11);
    arena_free(a);
}

// No file can grow: everything is kept all the same.
static void a_full_disk_loses_nothing(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct spool *s = spool_new(a);
    struct rlimit before, small;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 100000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    for (size_t i = 0; i < 500; i++) {
        put(s, i);
    }
    setrlimit(RLIMIT_FSIZE, &before);
    all_comes_back(s, 500);
    arena_free(a);
}

static void without_any_folder_it_is_kept_in_memory(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct rlimit before, none;
    struct spool *s = spool_new(a);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = before;
    none.rlim_cur = 3;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    for (size_t i = 0; i < 500; i++) {
        put(s, i);
    }
    setrlimit(RLIMIT_NOFILE, &before);
    all_comes_back(s, 500);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_come_back_in_their_order), cmocka_unit_test(what_is_cut_off_is_forgotten),
        cmocka_unit_test(a_full_disk_loses_nothing), cmocka_unit_test(without_any_folder_it_is_kept_in_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
