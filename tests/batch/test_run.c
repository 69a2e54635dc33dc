// Runs in-process; what a run leaves on the disk is tested from outside in tests/e2e/test_run.c.
#include "batch/batch.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

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
        assert_true(file_exists(run_made_path(r, &r->made[i], f->arena)));
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
    unlink(run_made_path(r, &r->made[0], f->arena));
    FILE *to = fopen(run_made_path(r, &r->made[1], f->arena), "a");
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

static bool because(const struct run_report *r, const char *document, const char *says) {
    for (size_t i = 0; i < r->n_because; i++) {
        if (strcmp(r->because[i].document, document) == 0 && strcmp(r->because[i].says, says) == 0) {
            return true;
        }
    }
    return false;
}

// As if an earlier program had made them, with another layout and another writer of PDFs.
static void age(struct fixture *f, const char *document) {
    struct store *store = store_open(f->arena, file_join(f->arena, f->folder, "naskah.db"), f->findings);
    size_t n = 0;
    struct store_field *fields = store_fields_get(store, f->arena, document, &n);
    for (size_t i = 0; i < n; i++) {
        bool older = strcmp(fields[i].path, "*tata-letak") == 0 || strcmp(fields[i].path, "*pdf") == 0;
        fields[i].hash = older ? "lama" : fields[i].hash;
    }
    assert_true(store_begin(store) && store_fields_put(store, document, fields, n) && store_commit(store));
    store_close(store);
}

// What is in the program itself is a reason too.
static void test_another_program_is_told(void **state) {
    struct fixture *f = *state;
    struct run_options o = {.explain = true};
    const char *document = run(f, &o)->made[0].document->id;
    age(f, document);
    f->world->version = "uji2";
    struct run_report *r = run(f, &o);
    assert_true(because(r, document, "because.program"));
    assert_true(because(r, document, "because.layout"));
    assert_true(because(r, document, "because.pdf"));
    assert_false(because(r, document, "because.template") || because(r, document, "because.hyphenation") ||
                 because(r, document, "because.faces") || because(r, document, "because.field"));
    const char *other = r->made[r->n_made - 1].document->id;  // of which only the program is another
    assert_string_not_equal(other, document);
    assert_true(because(r, other, "because.program"));
    assert_false(because(r, other, "because.layout") || because(r, other, "because.pdf"));
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

// ---- workers ----

static struct run_report *run_in(struct fixture *f, const char *folder, struct run_options *o) {
    const char *kept = f->folder;
    f->folder = file_join(f->arena, kept, folder);
    assert_true(file_make_folders(f->folder));
    struct run_report *r = run(f, o);
    f->folder = (char *)kept;
    return r;
}

static void assert_same_findings(const struct findings *a, const struct findings *b) {
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        assert_string_equal(a->items[i].rule, b->items[i].rule);
        assert_int_equal(a->items[i].place.line, b->items[i].place.line);
        assert_int_equal(a->items[i].place.column, b->items[i].place.column);
        assert_true(findings_same_arguments(&a->items[i], &b->items[i]));
        assert_int_equal(a->items[i].document != NULL, b->items[i].document != NULL);
        assert_true(!a->items[i].document || strcmp(a->items[i].document, b->items[i].document) == 0);
    }
}

// Order of findings and of files, counts and bytes: nothing tells how many workers there were.
static void test_workers_change_nothing(void **state) {
    struct fixture *f = *state;
    static const int workers[] = {0, 1, 4};
    struct run_report *first = NULL;
    for (size_t i = 0; i < 3; i++) {
        struct run_options o = {.workers = workers[i]};
        const char *folder = arena_printf(f->arena, "w%d", workers[i]);
        struct run_report *r = run_in(f, folder, &o);
        first = first ? first : r;
        assert_same_findings(first->findings, r->findings);
        assert_int_equal(first->n_made, r->n_made);
        for (size_t k = 0; k < r->n_made; k++) {
            struct str a, b;
            const char *why = NULL;
            assert_string_equal(first->made[k].document->id, r->made[k].document->id);
            assert_int_equal(first->made[k].pages, r->made[k].pages);
            assert_true(file_read(f->arena, run_made_path(first, &first->made[k], f->arena), 1 << 24, &a, &why));
            assert_true(file_read(f->arena, run_made_path(r, &r->made[k], f->arena), 1 << 24, &b, &why));
            assert_int_equal(a.n, b.n);
            assert_memory_equal(a.p, b.p, a.n);
        }
        struct run_report *again = run_in(f, folder, &o);
        assert_int_equal(again->current, 4);
        assert_int_equal(again->n_made, 0);
        assert_same_findings(first->findings, again->findings);
        struct run_options all = {.documents = f->plan, .n_documents = f->n, .workers = workers[i]};
        assert_same_findings(first->findings, run_check(f->world, &all));
    }
}

static void (*how)(void);   // brings a worker down when it judges a file

static bool fails(struct arena *arena, struct str bytes, struct findings *rows) {
    (void)arena;
    (void)rows;
    how();
    return bytes.n > 0;
}

static void crash(void) {
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
}

static void hang(void) {
    pause();
}

static size_t parts_in(struct arena *arena, const char *folder) {
    size_t n = 0;
    file_list(arena, folder, ".part", &n);
    return n;
}

// Every file for signing and for the archive brings its worker down; what was staged before it does not stay behind.
static void assert_lost(struct fixture *f, void (*brings_down)(void), const char *rule) {
    how = brings_down;
    f->world->conforms = fails;
    struct run_options o = {.workers = 2, .limits = {.seconds = 1}};
    struct run_report *r = run(f, &o);
    assert_int_equal(r->changed, 0);
    assert_int_equal(r->stopped, 5);  // one of them by errors; it has its draft
    assert_int_equal(r->n_made, 1);
    assert_true(findings_has(r->findings, rule));
    for (size_t i = 0; i < r->findings->n; i++) {
        const struct finding *one = &r->findings->items[i];
        if (strcmp(one->rule, rule) == 0) {
            assert_non_null(strstr(finding_argument(one, "perintah"), one->document));
        }
    }
    assert_int_equal(parts_in(f->arena, o.output), 0);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void test_a_crash_costs_one_document(void **state) {
    assert_lost(*state, crash, "job.crash");
}

static void test_a_hang_costs_one_document(void **state) {
    assert_lost(*state, hang, "job.slow");
}

static void test_too_much_memory_costs_one_document(void **state) {
    struct fixture *f = *state;
    struct run_options o = {.workers = 2, .limits = {.memory = 100000}};
    struct run_report *r = run(f, &o);
    assert_int_equal(r->stopped, 5);
    assert_int_equal(r->n_made, 0);
    assert_true(findings_has(r->findings, "job.memory") || findings_has(r->findings, "job.crash"));
    o = (struct run_options){.workers = 2};
    assert_int_equal(run(f, &o)->changed, 4);
}

static void test_failures_are_counted_in_order(void **state) {
    struct fixture *f = *state;
    struct run_report *first = NULL;
    for (int workers = 0; workers < 4; workers += 3) {
        struct run_options o = {.workers = workers, .max_failures = 1};
        struct run_report *r = run_in(f, workers ? "dengan" : "tanpa", &o);
        assert_true(r->gave_up);
        assert_int_equal(r->stopped, 1);
        assert_int_equal(parts_in(f->arena, o.output), 0);
        first = first ? first : r;
        assert_true(r->changed < 4);
        assert_int_equal(r->changed, first->changed);
        assert_int_equal(r->n_made, first->n_made);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {FIXTURE_TEST(test_counts), FIXTURE_TEST(test_reasons), FIXTURE_TEST(test_stop),
                                       FIXTURE_TEST(test_another_program_is_told),
                                       FIXTURE_TEST(test_output_is_no_folder), FIXTURE_TEST(test_check_makes_nothing),
                                       FIXTURE_TEST(test_workers_change_nothing),
                                       FIXTURE_TEST(test_a_crash_costs_one_document),
                                       FIXTURE_TEST(test_a_hang_costs_one_document),
                                       FIXTURE_TEST(test_too_much_memory_costs_one_document),
                                       FIXTURE_TEST(test_failures_are_counted_in_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
