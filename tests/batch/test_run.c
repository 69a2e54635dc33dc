// Runs in-process; what a run leaves on the disk is tested from outside in tests/e2e/test_run.c.
#include "batch/batch.h"

static struct run_report *run(struct fixture *f, struct run_options *o) {
    struct store *store = store_open(f->arena, file_join(f->arena, f->folder, "naskah.db"), f->findings);
    assert_non_null(store);
    o->output = file_join(f->arena, f->folder, "output");
    if (!o->documents) {
        o->documents = f->plan;
        o->n_documents = f->n;
        o->whole = o->orphans = true;
    }
    o->want[0] = o->want[1] = true;
    struct run_report *report = run_batch(f->world, store, o);
    store_close(store);
    return report;
}

static void test_counts(void **state) {
    struct fixture *f = *state;
    struct run_options o = {0};
    struct run_report *r = run(f, &o);
    assert_int_equal(r->documents, 5);
    assert_int_equal(r->changed, 4);
    assert_int_equal(r->stopped, 1);
    assert_int_equal(r->current + r->failed + r->removed, 0);
    assert_int_equal(r->n_made, 9);
    for (size_t i = 0; i < r->n_made; i++) {
        assert_int_equal(r->made[i].reason, REASON_NEW);
        assert_false(r->made[i].same);
        assert_true(file_exists(r->made[i].path));
    }
    r = run(f, &o);
    assert_int_equal(r->changed + r->failed + r->removed + r->n_made, 0);
    assert_int_equal(r->current, 4);
    assert_int_equal(r->stopped, 1);
    assert_true(findings_stop(r->findings));
}

static void test_reasons(void **state) {
    struct fixture *f = *state;
    struct run_options o = {0};
    struct run_report *r = run(f, &o);
    unlink(r->made[0].path);
    FILE *to = fopen(r->made[1].path, "a");
    fputs("x", to);
    fclose(to);
    struct run_report *second = run(f, &o);
    assert_int_equal(second->n_made, 2);
    assert_int_equal(second->made[0].reason, REASON_MISSING);
    assert_int_equal(second->made[1].reason, REASON_FOREIGN);
    assert_true(findings_has(second->findings, "job.touched"));
    o.again = true;
    assert_int_equal(run(f, &o)->made[0].reason, REASON_AGAIN);
}

static volatile sig_atomic_t stop;

static void stop_at_third(void *context, size_t i, const struct planned *document, const struct run_report *report) {
    (void)report;
    (void)document;
    *(size_t *)context = i;
    stop = i == 2;
}

// The document that is being made when the signal comes is finished.
static void test_stop(void **state) {
    struct fixture *f = *state;
    size_t last = 0;
    stop = 0;
    struct run_options o = {.stop = &stop, .progress = stop_at_third, .context = &last};
    struct run_report *r = run(f, &o);
    assert_true(r->interrupted);
    assert_int_equal(last, 2);
    assert_int_equal(r->changed + r->stopped, 3);
    o = (struct run_options){0};
    assert_int_equal(run(f, &o)->changed, 2);
}

static void test_output_is_no_folder(void **state) {
    struct fixture *f = *state;
    struct run_options o = {0};
    support_write(f->arena, f->folder, "output", "", 0);
    struct run_report *r = run(f, &o);
    assert_int_equal(r->n_made, 0);
    assert_int_equal(r->findings->n, 1);
    assert_string_equal(r->findings->items[0].rule, "job.write.place");
    assert_int_equal(r->findings->items[0].severity, SEVERITY_FATAL);
}

static void test_check_makes_nothing(void **state) {
    struct fixture *f = *state;
    struct run_options all = {.documents = f->plan, .n_documents = f->n};
    struct findings *found = run_check(f->world, &all);
    assert_true(findings_has(found, "isian.hilang"));
    struct run_options o = {0};
    assert_int_equal(run(f, &o)->findings->n, found->n);
}

int main(void) {
    const struct CMUnitTest tests[] = {FIXTURE_TEST(test_counts), FIXTURE_TEST(test_reasons), FIXTURE_TEST(test_stop),
                                       FIXTURE_TEST(test_output_is_no_folder), FIXTURE_TEST(test_check_makes_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
