// The store checked, copied and made anew: what no file tells is carried over.
#include "fixture.h"

#include "store/series.h"

static const char *write_number(void *context, struct arena *arena, int n) {
    (void)context;
    return arena_printf(arena, "800/%d", n);
}

static void fill(struct fixture *f, struct store *s) {
    struct series_number number;
    struct store_output output = {"a.pdf", "sk-1", "draf", "h", "f", "", 1, 1};
    for (int i = 1; i <= 3; i++) {
        struct series_request request = {.name = "surat", .year = 2025, .write = write_number,
                                         .document = arena_printf(f->arena, "sk-%d", i)};
        assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    }
    assert_int_equal(series_use(s, "surat", 2025, 1, NULL), SERIES_DONE);
    assert_int_equal(series_void(s, "surat", 2025, 2, "salah ketik"), SERIES_DONE);
    assert_true(store_written_put(s, "jejak"));
    assert_true(store_event(s, "sk-1", "dibuat", "a.pdf"));
    assert_true(store_output_put(s, &output));
    assert_true(store_check_put(s, "a.pdf", "h", "1", "utuh"));
}

static void holds_series(struct fixture *f, struct store *s) {
    size_t n = 0;
    struct series_number *all = series_list(s, f->arena, "surat", 2025, 1, &n);
    assert_int_equal(n, 3);
    assert_int_equal(all[0].state, SERIES_USED);
    assert_string_equal(all[0].document, "sk-1");
    assert_int_equal(all[1].state, SERIES_VOID);
    assert_string_equal(all[1].reason, "salah ketik");
    assert_int_equal(all[2].state, SERIES_RESERVED);
    assert_string_equal(all[2].number, "800/3");
}

static void test_rebuild_carries_what_no_file_tells(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct store_rescued rescued;
    struct store_output row;
    struct series_number number;
    fill(f, s);
    store_close(s);
    s = store_rebuild(f->arena, f->path, &rescued, f->findings);
    assert_non_null(s);
    assert_int_equal(f->findings->n, 0);
    assert_true(rescued.all);
    assert_int_equal(rescued.series, 3);
    assert_int_equal(rescued.written, 1);
    assert_int_equal(rescued.events, 1);
    assert_int_equal(access(rescued.aside, F_OK), 0);
    holds_series(f, s);
    assert_true(store_written(s, "jejak"));
    assert_int_equal(store_events(s, "dibuat"), 1);
    assert_false(store_output_find(s, f->arena, "sk-1", "draf", &row));  // the next run finds it again
    struct series_request request = {.name = "surat", .year = 2025, .write = write_number, .document = "sk-2"};
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    assert_int_equal(number.n, 4);  // a void number is not given again
    store_close(s);
}

static void test_rebuild_of_what_is_no_store(void **state) {
    struct fixture *f = *state;
    struct store_rescued rescued;
    FILE *to = fopen(f->path, "wb");
    fputs("Ini catatan seseorang, bukan gudang.\n", to);
    fclose(to);
    struct store *s = store_rebuild(f->arena, f->path, &rescued, f->findings);
    assert_non_null(s);
    assert_false(rescued.all);
    assert_int_equal(rescued.series, 0);
    assert_int_equal(f->findings->n, 1);
    assert_string_equal(f->findings->items[0].rule, "store.series-torn");
    store_close(s);
}

static void test_backup_is_a_store(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    const char *copy = arena_printf(f->arena, "%s.cadangan", f->path);
    fill(f, s);
    assert_true(store_check(s, f->path, f->findings));
    assert_true(store_backup(s, f->arena, copy, f->findings));
    assert_false(store_backup(s, f->arena, copy, f->findings));  // never over another
    assert_string_equal(f->findings->items[0].rule, "store.backup-there");
    store_close(s);
    f->findings->n = 0;
    s = store_open(f->arena, copy, f->findings);
    assert_non_null(s);
    holds_series(f, s);
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(test_rebuild_carries_what_no_file_tells),
                                       TEST(test_rebuild_of_what_is_no_store), TEST(test_backup_is_a_store)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
