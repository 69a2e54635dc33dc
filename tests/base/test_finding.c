#include "base/finding.h"
#include "support.h"

static void arguments_and_places_are_copied(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct findings *f = findings_new(a, NULL);
    char file[] = "data.xml", value[] = "usluan", rule[] = "data.name";
    f->document = "sk-1";
    findings_add(f, rule, (struct place){.file = file, .line = 3, .column = 7}, "name", value, "near", NULL, NULL);
    memset(file, 'x', 4), memset(value, 'x', 4), memset(rule, 'x', 4);
    assert_int_equal(f->n, 1);
    const struct finding *one = &f->items[0];
    assert_string_equal(one->rule, "data.name");
    assert_string_equal(one->place.file, "data.xml");
    assert_string_equal(one->document, "sk-1");
    assert_int_equal(one->n_args, 2);
    assert_string_equal(one->args[0].value, "usluan");
    assert_string_equal(one->args[1].name, "near");
    assert_string_equal(one->args[1].value, "");
    assert_int_equal(one->severity, SEVERITY_ERROR);  // without a catalogue everything is an error
    arena_free(a);
}

static void counting_and_stopping(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct findings *f = findings_new(a, NULL);
    findings_add_as(f, SEVERITY_NOTE, "n", (struct place){0}, NULL);
    findings_add_as(f, SEVERITY_WARNING, "w", (struct place){0}, NULL);
    assert_false(findings_stop(f));
    findings_add_as(f, SEVERITY_FATAL, "f", (struct place){0}, NULL);
    assert_true(findings_stop(f));
    assert_true(findings_has(f, "n"));
    assert_false(findings_has(f, "n.lain"));
    assert_int_equal(findings_count(f, SEVERITY_NOTE), 3);
    assert_int_equal(findings_count(f, SEVERITY_WARNING), 2);
    assert_int_equal(findings_count(f, SEVERITY_ERROR), 1);
    arena_free(a);
}

static void appended_findings_outlive_their_arena(void **state) {
    (void)state;
    struct arena *a = arena_new(0), *b = arena_new(0);
    struct findings *from = findings_new(a, NULL), *to = findings_new(b, NULL);
    struct finding *made =
        findings_add_as(from, SEVERITY_WARNING, "p.kata", (struct place){.section = "Tujuan"}, "jumlah", "201", NULL);
    made->text = arena_strdup(a, "{jumlah} kata");
    findings_append(to, from);
    arena_free(a);
    assert_int_equal(to->n, 1);
    assert_string_equal(to->items[0].place.section, "Tujuan");
    assert_string_equal(to->items[0].text, "{jumlah} kata");
    assert_string_equal(to->items[0].args[0].value, "201");
    findings_append(to, to);
    assert_int_equal(to->n, 2);
    arena_free(b);
}

static void many_findings_share_their_texts(void **state) {
    (void)state;
    struct arena *a = arena_new(0), *b = arena_new(0);
    struct findings *to = findings_new(a, NULL), *plain = findings_new(b, NULL);
    findings_share(to);
    for (int i = 0; i < 3000; i++) {
        struct arena *c = arena_new(0);
        struct findings *from = findings_new(c, NULL);
        from->document = arena_printf(c, "sk-%d", i / 10);
        struct finding *f = findings_add(from, "p.kata", (struct place){.file = "input/a.xml", .line = i}, "jumlah",
                                         arena_printf(c, "%d", i), "bagian", "Tujuan Inisiatif dan Manfaat", NULL);
        f->text = "Bagian ini lebih panjang daripada yang diminta panitia lomba tahun ini";
        findings_append(to, from);
        findings_append(plain, from);
        arena_free(c);
    }
    assert_int_equal(to->n, 3000);
    for (size_t i = 0; i < 3000; i++) {
        assert_int_equal(to->items[i].place.line, i);
        assert_string_equal(to->items[i].document, plain->items[i].document);
        assert_string_equal(to->items[i].args[0].value, plain->items[i].args[0].value);
        assert_true(findings_same_arguments(&to->items[i], &plain->items[i]));
    }
    assert_ptr_equal(to->items[0].text, to->items[2999].text);
    assert_ptr_equal(to->items[0].args[1].value, to->items[2999].args[1].value);
    assert_true(arena_used(a) * 4 < arena_used(b));
    struct findings *joined = findings_new(a, NULL);
    findings_join(joined, to);
    assert_ptr_equal(joined->items[7].document, to->items[7].document);
    arena_free(b);
    arena_free(a);
}

static void the_same_hole_is_told_once_with_its_count(void **state) {
    struct arena *arena = arena_new(0);
    struct findings *f = findings_new(arena, NULL);
    static const struct { const char *document, *rule, *label; } rows[] = {
        {"a", "hole", "nama"}, {"a", "hole", "nomor"}, {"b", "hole", "nama"}, {"a", "hole", "nama"},
        {"a", "gap", "nama"},  {"a", "gap", "nama"},   {"a", "hole", "nama"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f->document = rows[i].document;
        findings_add(f, rows[i].rule, (struct place){.line = (int)i + 1}, "label", rows[i].label, NULL);
    }
    findings_fold(f, "hole", "holes");
    assert_int_equal(f->n, 5);
    assert_string_equal(f->items[0].rule, "holes");
    assert_int_equal(f->items[0].place.line, 1);
    assert_int_equal(f->items[0].n_args, 2);
    assert_string_equal(f->items[0].args[0].value, "nama");
    assert_string_equal(f->items[0].args[1].name, "jumlah");
    assert_string_equal(f->items[0].args[1].value, "3");
    static const int lines[] = {1, 2, 3, 5, 6};
    for (int i = 1; i < 5; i++) {
        assert_int_equal(f->items[i].place.line, lines[i]);
        assert_string_equal(f->items[i].rule, rows[lines[i] - 1].rule);
        assert_int_equal(f->items[i].n_args, 1);
    }
    findings_fold(f, "hole", "holes");  // a second time there is nothing to fold
    assert_int_equal(f->n, 5);
    arena_free(arena);
}

static void the_order_of_work_leaves_no_trace(void **state) {
    (void)state;
    static const struct {
        const char *file, *rule, *value;
        int line, column;
    } sorted[] = {{NULL, "a", "", 0, 0},    {"a.xml", "z", "", 1, 9},  {"a.xml", "a", "", 2, 1},
                  {"a.xml", "a", "", 2, 3}, {"a.xml", "b", "1", 2, 3}, {"a.xml", "b", "2", 2, 3},
                  {"b.xml", "a", "", 1, 1}};
    enum { N = sizeof sorted / sizeof *sorted };
    unsigned seed = 1;
    struct arena *a = arena_new(0);
    for (int round = 0; round < 50; round++) {
        struct findings *f = findings_new(a, NULL);
        int order[N];
        for (int i = 0; i < N; i++) {
            seed = seed * 1103515245u + 12345u;
            int j = (int)(seed >> 16) % (i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        for (int i = 0; i < N; i++)
            findings_add(f, sorted[order[i]].rule,
                         (struct place){sorted[order[i]].file, sorted[order[i]].line, sorted[order[i]].column, NULL},
                         "v", sorted[order[i]].value, NULL);
        findings_sort(f);
        for (int i = 0; i < N; i++) {
            assert_string_equal(f->items[i].rule, sorted[i].rule);
            assert_int_equal(f->items[i].place.column, sorted[i].column);
            assert_string_equal(f->items[i].args[0].value, sorted[i].value);
        }
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_and_places_are_copied),
        cmocka_unit_test(counting_and_stopping),
        cmocka_unit_test(appended_findings_outlive_their_arena),
        cmocka_unit_test(many_findings_share_their_texts),
        cmocka_unit_test(the_same_hole_is_told_once_with_its_count),
        cmocka_unit_test(the_order_of_work_leaves_no_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
