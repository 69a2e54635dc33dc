// A run that has nothing to do: what it need not do again, and what it must notice all the same.
#include "batch/batch.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

static struct run_report *run_with(struct fixture *f, int workers, bool later) {
    struct store *store = store_open(f->arena, file_join(f->arena, f->folder, "naskah.db"), f->findings);
    struct run_options o = {.documents = f->plan, .n_documents = f->n, .whole = true, .orphans = true,
                            .workers = workers, .output = file_join(f->arena, f->folder, "output"),
                            .want = {true, true}};
    assert_non_null(store);
    f->world->begun = time(NULL) + (later ? 100 : 0);  // the files of the region may have come a moment ago
    struct run_report *report = run_batch(f->world, store, &o);
    store_close(store);
    return report;
}

static struct run_report *run(struct fixture *f) {
    return run_with(f, 0, true);
}

static int ask(struct fixture *f, const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    assert_int_equal(sqlite3_open(file_join(f->arena, f->folder, "naskah.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    int n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int(st, 0) : -1;
    sqlite3_finalize(st);
    sqlite3_close(db);
    return n;
}

static bool sealed(struct fixture *f) {
    return ask(f, "SELECT count(*) FROM seal") == 1;
}

static const char *told(struct fixture *f, struct run_report *r) {
    struct buf out = buf_new(f->arena);
    findings_sort(r->findings);
    for (size_t i = 0; i < r->findings->n; i++) {
        const struct finding *one = &r->findings->items[i];
        buf_printf(&out, "%s %s %s:%d", one->rule, one->document ? one->document : "-",
                   one->place.file ? one->place.file : "-", one->place.line);
        for (int k = 0; k < one->n_args; k++) {
            buf_printf(&out, " %s=%s", one->args[k].name, one->args[k].value);
        }
        buf_char(&out, '\n');
    }
    return buf_text(&out);
}

static void assert_nothing_done(const struct run_report *r) {
    assert_int_equal(r->n_made + r->changed + r->removed + r->failed, 0);
    assert_int_equal(r->current, 4);
    assert_int_equal(r->stopped, 1);
}

static void test_the_second_and_the_sealed_run_tell_the_same(void **state) {
    struct fixture *f = *state;
    assert_int_equal(run(f)->changed, 4);
    assert_true(sealed(f));
    const char *rows = "SELECT count(*) FROM output";
    int before = ask(f, rows);
    struct run_report *again = run(f);
    assert_nothing_done(again);
    ask(f, "DELETE FROM seal");
    struct run_report *whole = run(f);
    assert_nothing_done(whole);
    assert_string_equal(told(f, again), told(f, whole));
    assert_true(sealed(f));
    struct run_report *workers = run_with(f, 2, true);
    assert_nothing_done(workers);
    assert_string_equal(told(f, workers), told(f, whole));
    assert_int_equal(ask(f, rows), before);
}

static void test_a_changed_file_is_seen_whatever_its_time(void **state) {
    struct fixture *f = *state;
    struct run_report *first = run(f);
    const char *gone = run_made_path(first, &first->made[0], f->arena);
    const char *other = run_made_path(first, &first->made[2], f->arena);
    for (int workers = 0; workers < 3; workers += 2) {
        assert_true(sealed(f));
        unlink(gone);
        struct timespec times[2];
        struct stat st;
        assert_int_equal(stat(other, &st), 0);
        times[0] = st.st_atim;
        times[1] = st.st_mtim;
        FILE *to = fopen(other, "r+");  // of the same length, and of the same time
        fputs("%PDX", to);
        fclose(to);
        assert_int_equal(utimensat(AT_FDCWD, other, times, 0), 0);
        struct run_report *r = run_with(f, workers, true);
        assert_int_equal(r->n_made, 2);
        assert_int_equal(r->made[0].reason, REASON_MISSING);
        assert_int_equal(r->made[1].reason, REASON_FOREIGN);
        assert_true(findings_has(r->findings, "job.touched"));
        assert_nothing_done(run_with(f, workers, true));
    }
}

static void test_what_was_asked_and_what_it_is_made_with_are_part_of_it(void **state) {
    struct fixture *f = *state;
    run(f);
    f->world->version = "uji2";
    assert_int_equal(run(f)->changed + run(f)->changed, 4);
    f->world->strict = true;
    run(f);
    assert_nothing_done(run(f));
    f->world->inputs[0].hash[0] ^= 1;  // another input, it seems: everything is looked at, and nothing is to be done
    assert_nothing_done(run(f));
}

static void test_nothing_is_sealed_that_was_just_changed(void **state) {
    struct fixture *f = *state;
    const char *input = support_write(f->arena, f->folder, "masuk.xml", "<data xmlns='urn:naskah:1'/>", 28);
    f->world->inputs[0].path = input;
    run_with(f, 0, false);
    assert_false(sealed(f));
    run_with(f, 0, true);
    assert_true(sealed(f));
}

static void test_making_anything_breaks_it(void **state) {
    struct fixture *f = *state;
    struct run_report *first = run(f);
    struct run_options o = {.documents = first->made[0].document, .n_documents = 1, .again = true, .want = {true},
                            .output = file_join(f->arena, f->folder, "output")};
    struct store *store = store_open(f->arena, file_join(f->arena, f->folder, "naskah.db"), f->findings);
    run_batch(f->world, store, &o);
    store_close(store);
    assert_false(sealed(f));
    assert_nothing_done(run(f));
    assert_true(sealed(f));
}

static bool fails(struct arena *arena, struct str bytes, struct findings *rows) {
    (void)arena, (void)bytes, (void)rows;
    raise(SIGKILL);
    return false;
}

// What stands of a document that was lost is of an earlier time, though the store knows it.
static void test_a_lost_document_is_not_settled(void **state) {
    struct fixture *f = *state;
    run(f);
    bool (*conforms)(struct arena *, struct str, struct findings *) = f->world->conforms;
    f->world->version = "uji2";
    f->world->conforms = fails;
    struct run_report *r = run_with(f, 2, true);
    assert_int_equal(r->stopped, 5);
    f->world->conforms = conforms;
    assert_int_equal(run(f)->changed, 4);
    assert_nothing_done(run(f));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_the_second_and_the_sealed_run_tell_the_same),
        FIXTURE_TEST(test_a_changed_file_is_seen_whatever_its_time),
        FIXTURE_TEST(test_what_was_asked_and_what_it_is_made_with_are_part_of_it),
        FIXTURE_TEST(test_nothing_is_sealed_that_was_just_changed), FIXTURE_TEST(test_making_anything_breaks_it),
        FIXTURE_TEST(test_a_lost_document_is_not_settled)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
