#include "fixture.h"

static const struct store_output sample = {"dinkes/sk.draf.pdf", "sk", "draf", "abc", "f1", "Sans/0/0\n", 3, 1234};

static void test_outputs_stay(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct store_output other = sample, found;
    other.rendition = "tanda-tangan";
    assert_true(store_begin(s));
    assert_true(store_output_put(s, &other));
    assert_true(store_output_put(s, &sample));
    assert_true(store_commit(s));
    store_close(s);
    s = opened(f);
    assert_true(store_output_find(s, f->arena, "sk", "draf", &found));
    assert_string_equal(found.path, "dinkes/sk.draf.pdf");
    assert_string_equal(found.hash, "abc");
    assert_string_equal(found.fingerprint, "f1");
    assert_string_equal(found.families, "Sans/0/0\n");
    assert_int_equal(found.pages, 3);
    assert_int_equal(found.bytes, 1234);
    size_t n = 0;
    struct store_output *all = store_outputs(s, f->arena, &n);
    assert_int_equal(n, 2);
    assert_string_equal(all[0].rendition, "draf");
    assert_true(store_output_drop(s, "sk", "draf"));
    assert_false(store_output_find(s, f->arena, "sk", "draf", &found));
    assert_true(store_output_find(s, f->arena, "sk", "tanda-tangan", &found));
    store_close(s);
}

static void test_output_is_replaced(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct store_output next = sample, found;
    next.hash = "def";
    assert_true(store_output_put(s, &sample));
    assert_true(store_output_put(s, &next));
    assert_true(store_output_find(s, f->arena, "sk", "draf", &found));
    assert_string_equal(found.hash, "def");
    store_close(s);
}

static void test_rollback_forgets(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct store_output found;
    assert_true(store_begin(s));
    assert_true(store_output_put(s, &sample));
    assert_true(store_written_put(s, "abc"));
    store_rollback(s);
    assert_false(store_output_find(s, f->arena, "sk", "draf", &found));
    assert_false(store_written(s, "abc"));
    store_rollback(s);  // nothing to roll back is no failure
    store_close(s);
}

// What was not committed when the process died is not there.
static void test_crash_in_transaction(void **state) {
    struct fixture *f = *state;
    store_close(opened(f));
    pid_t pid = fork();
    if (pid == 0) {
        struct store *s = store_open(f->arena, f->path, f->findings);
        bool ok = s && store_written_put(s, "kept") && store_begin(s) && store_written_put(s, "lost");
        _exit(ok ? 0 : 1);
    }
    int status = -1;
    waitpid(pid, &status, 0);
    assert_int_equal(status, 0);
    struct store *s = store_open(f->arena, f->path, f->findings);
    assert_non_null(s);
    assert_true(store_written(s, "kept"));
    assert_false(store_written(s, "lost"));
    store_close(s);
}

static void test_findings_come_back(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    struct findings *put = findings_new(f->arena, NULL), *got = findings_new(f->arena, NULL);
    struct place place = {"input/a.xml", 7, 3, "Tujuan"};
    struct finding *one =
        findings_add_as(put, SEVERITY_WARNING, "isian.kosong", place, "isian", "tujuan", "n", "2", NULL);
    one->text = "Teks {isian}";
    one->certainty = "disimpulkan";
    findings_add_as(put, SEVERITY_NOTE, "data.contoh", (struct place){0}, NULL);
    assert_true(store_findings_put(s, "sk", put));
    assert_true(store_findings_put(s, "lain", put));
    assert_true(store_findings_put(s, "lain", got));  // an empty list takes the old one away
    assert_true(store_findings_get(s, "sk", got));
    assert_int_equal(got->n, 2);
    assert_string_equal(got->items[0].rule, "isian.kosong");
    assert_int_equal(got->items[0].severity, SEVERITY_WARNING);
    assert_string_equal(got->items[0].document, "sk");
    assert_string_equal(got->items[0].place.file, "input/a.xml");
    assert_int_equal(got->items[0].place.line, 7);
    assert_int_equal(got->items[0].place.column, 3);
    assert_string_equal(got->items[0].place.section, "Tujuan");
    assert_int_equal(got->items[0].n_args, 2);
    assert_string_equal(got->items[0].args[1].name, "n");
    assert_string_equal(got->items[0].args[1].value, "2");
    assert_string_equal(got->items[0].text, "Teks {isian}");
    assert_string_equal(got->items[0].certainty, "disimpulkan");
    assert_null(got->items[0].basis);
    assert_null(got->items[1].place.file);
    struct findings *none = findings_new(f->arena, NULL);
    assert_true(store_findings_get(s, "lain", none));
    assert_int_equal(none->n, 0);
    store_close(s);
}

static void test_inputs(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    assert_true(store_input_put(s, "a.xml", "1", 10));
    assert_true(store_input_same(s, "a.xml", "1"));
    assert_false(store_input_same(s, "a.xml", "2"));
    assert_true(store_input_put(s, "a.xml", "2", 11));
    assert_true(store_input_same(s, "a.xml", "2"));
    assert_true(store_inputs_clear(s));
    assert_false(store_input_same(s, "a.xml", "2"));
    store_close(s);
}

static void test_events_are_counted(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    assert_true(store_event(s, "sk", "dibuat", "x.pdf"));
    assert_true(store_event(s, NULL, "dihentikan", NULL));
    assert_int_equal(store_events(s, NULL), 2);
    assert_int_equal(store_events(s, "dibuat"), 1);
    store_close(s);
}

static void write_file(const char *path, const char *text) {
    FILE *to = fopen(path, "wb");
    assert_non_null(to);
    fputs(text, to);
    fclose(to);
}

static void test_not_a_database(void **state) {
    struct fixture *f = *state;
    write_file(f->path, "Ini bukan basis data, melainkan catatan seseorang yang salah tempat.\n");
    refused(f, "store.damaged");
}

// A page in the middle overwritten: the quick check sees it.
static void test_damaged_page(void **state) {
    struct fixture *f = *state;
    struct store *s = opened(f);
    char hash[32];
    store_begin(s);
    for (int i = 0; i < 4000; i++) {
        snprintf(hash, sizeof hash, "hash-%08d", i * 7919 % 4000);
        assert_true(store_written_put(s, hash));
    }
    store_commit(s);
    store_close(s);
    FILE *db = fopen(f->path, "r+b");
    fseek(db, 0, SEEK_END);
    long size = ftell(db);
    for (long at = 5 * 4096; at < size; at += 4096) {
        fseek(db, at, SEEK_SET);
        fputs("RUSAKRUSAKRUSAK", db);
    }
    fclose(db);
    refused(f, "store.damaged");
}

static void test_folder_is_missing(void **state) {
    struct fixture *f = *state;
    snprintf(f->path, sizeof f->path, "%s/tidak/ada/naskah.db", f->folder);
    refused(f, "store.open");
}

static void test_deleting_loses_nothing_else(void **state) {
    struct fixture *f = *state;
    store_close(opened(f));
    assert_int_equal(unlink(f->path), 0);
    struct store *s = opened(f);
    assert_int_equal(store_events(s, NULL), 0);
    assert_true(store_output_put(s, &sample));
    store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_outputs_stay),
        TEST(test_output_is_replaced),
        TEST(test_rollback_forgets),
        TEST(test_crash_in_transaction),
        TEST(test_findings_come_back),
        TEST(test_inputs),
        TEST(test_events_are_counted),
        TEST(test_not_a_database),
        TEST(test_damaged_page),
        TEST(test_folder_is_missing),
        TEST(test_deleting_loses_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
