// A number is noted, and the program is killed before, while or after it makes over what bears it: the number is noted
// once or not at all, and the next run makes exactly what the kill left undone.
#include <signal.h>

#include "among.h"

#if defined(__SANITIZE_ADDRESS__)
#define TRIES 4
#else
#define TRIES 10
#endif
#define NOTES "input/catatan/nomor.xml"
#define NUMBER "100.3.3.2/0132/2025"

static long fill_shimmed(struct e2e *t, long at) {
    e2e_shell(t, "cp '%s' .shim.so; rm -f count; status=0; env LD_PRELOAD=./.shim.so "
                 "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 FAULT_HOW=kill FAULT_AT=%ld "
                 "FAULT_COUNT=\"$PWD/count\" NASKAH_SHARE='%s' LANG=C '%s' nomor isi sk-dinkes " NUMBER
                 " >out.txt 2>err.txt </dev/null || status=$?; echo $status >status",
              FILE_SHIM, at, NASKAH_SOURCE_DIR, NASKAH_BINARY);
    t->status = atoi(e2e_read(t, "status"));
    return e2e_exists(t, "count") ? atol(e2e_read(t, "count")) : 0;
}

static void put_back(struct e2e *t) {
    e2e_shell(t, "rm -rf input output naskah.db* && cp -a stood/. .");
}

static size_t count_of(const char *text, const char *words) {
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, words)) != NULL; p++) {
        n++;
    }
    return n;
}

static void check_one(struct e2e *t, const char *old, const char *new, long at) {
    put_back(t);
    fill_shimmed(t, at);
    assert_int_equal(t->status, 128 + SIGKILL);
    bool noted = e2e_exists(t, NOTES);
    assert_int_equal(noted ? count_of(e2e_read(t, NOTES), NUMBER) : 0, noted);
    assert_true(are_among(t, listing(t), arena_printf(t->arena, "%s%s", old, new)));
    const char *copy = strstr(new, "dinkes/sk-dinkes.arsip.pdf ");  // the copy for the archive bears it
    bool undone = noted && !strstr(listing(t), arena_strndup(t->arena, copy, strcspn(copy, "\n")));
    e2e_run(t, "jalankan");
    if (strcmp(listing(t), noted ? new : old) != 0 || count_of(t->out, "dibuat output/") != undone ||
        (undone && !e2e_says(t, "dibuat output/dinkes/sk-dinkes.arsip.pdf"))) {
        fail_msg("N = %ld, noted: %d: the next run made something else:\n%s", at, noted, t->out);
    }
    e2e_run(t, "nomor isi sk-dinkes " NUMBER);  // whoever is not sure says it again
    assert_status(t, 0);
    assert_int_equal(count_of(e2e_read(t, NOTES), NUMBER), 1);
    assert_string_equal(listing(t), new);
}

static void test_killed_while_a_number_is_noted(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    assert_status(t, 0);
    const char *old = listing(t);
    e2e_shell(t, "mkdir stood && cp -a input output naskah.db stood");
    long n = fill_shimmed(t, 0), step = n / TRIES > 1 ? n / TRIES : 1;
    assert_int_equal(t->status, 0);
    const char *new = listing(t);
    assert_string_not_equal(old, new);
    for (long at = 1; at <= n; at += step) {
        check_one(t, old, new, at);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_killed_while_a_number_is_noted, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("numbers and kills", tests, NULL, NULL);
}
