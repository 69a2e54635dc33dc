#include "base/wire.h"

#include "support.h"

static struct findings *sample(struct arena *a) {
    struct findings *f = findings_new(a, NULL);
    f->document = "sk-1";
    struct finding *made = findings_add_as(f, SEVERITY_WARNING, "p.kata",
                                           (struct place){.file = "map\nbaris/a.xml", .line = 3, .column = 9}, "jumlah",
                                           "201", "kosong", "", NULL);
    made->text = arena_strdup(a, "{jumlah} kata");
    findings_add_as(f, SEVERITY_NOTE, "lain", (struct place){.section = "Tujuan"}, NULL);
    return f;
}

static void what_is_read_is_what_was_put(void **state) {
    (void)state;
    struct arena *a = arena_new(0), *b = arena_new(0);
    struct buf out = buf_new(a);
    wire_put_number(&out, -7);
    wire_put_text(&out, NULL);
    wire_put_text(&out, "");
    wire_put_findings(&out, sample(a));
    struct findings *back = findings_new(b, NULL);
    struct wire w = wire_open(b, (struct str){out.p, out.n});
    assert_int_equal(wire_number(&w), -7);
    assert_null(wire_text(&w));
    assert_string_equal(wire_text(&w), "");
    wire_findings(&w, back);
    assert_true(wire_ended(&w));
    arena_free(a);
    assert_int_equal(back->n, 2);
    assert_string_equal(back->items[0].place.file, "map\nbaris/a.xml");
    assert_int_equal(back->items[0].place.line, 3);
    assert_int_equal(back->items[0].severity, SEVERITY_WARNING);
    assert_string_equal(back->items[0].document, "sk-1");
    assert_string_equal(back->items[0].text, "{jumlah} kata");
    assert_null(back->items[0].remedy);
    assert_string_equal(finding_argument(&back->items[0], "jumlah"), "201");
    assert_string_equal(back->items[1].place.section, "Tujuan");
    arena_free(b);
}

static void what_is_cut_is_bad(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    struct buf out = buf_new(a);
    wire_put_findings(&out, sample(a));
    for (size_t n = 0; n < out.n; n++) {
        struct wire w = wire_open(a, (struct str){out.p, n});
        wire_findings(&w, findings_new(a, NULL));
        assert_false(wire_ended(&w));
    }
    arena_free(a);
}

// Every byte in turn, whatever it then says: never a crash, never more than there is, no severity that is none.
static void what_is_damaged_harms_nobody(void **state) {
    (void)state;
    struct arena *a = arena_new(0), *b = arena_new(0);
    struct buf out = buf_new(a);
    wire_put_findings(&out, sample(a));
    for (size_t i = 0; i < out.n; i++) {
        for (int bit = 0; bit < 8; bit++) {
            out.p[i] ^= (char)(1 << bit);
            struct findings *back = findings_new(b, NULL);
            struct wire w = wire_open(b, (struct str){out.p, out.n});
            wire_findings(&w, back);
            assert_true(back->n <= out.n / sizeof(int64_t));
            for (size_t k = 0; k < back->n; k++) {
                const struct finding *f = &back->items[k];
                assert_in_range(f->severity, SEVERITY_NOTE, SEVERITY_FATAL);
                assert_non_null(f->rule);
                for (int arg = 0; arg < f->n_args; arg++) {
                    assert_non_null(f->args[arg].value);
                }
            }
            out.p[i] ^= (char)(1 << bit);
            arena_reset(b);
        }
    }
    arena_free(b);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_read_is_what_was_put),
                                       cmocka_unit_test(what_is_cut_is_bad),
                                       cmocka_unit_test(what_is_damaged_harms_nobody)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
