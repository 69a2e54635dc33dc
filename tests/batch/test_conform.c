// What does not conform carries no mark: it is written without one, or not at all under --ketat.
#include "batch/conform.h"

#include "batch/batch.h"
#include "inspect/inspect.h"

static bool reject(struct arena *arena, struct str bytes, struct findings *rows) {
    (void)arena, (void)bytes;
    for (int i = 0; i < 4; i++) {
        findings_add(rows, "pdf.row", (struct place){0}, "arti", "@pdf.row.head", "baris",
                     i ? "PDF/UA-1 7.1-3" : "PDF/A-3a 6.1.2-1", "letak", "berkas", "jumlah", "1", NULL);
    }
    return false;
}

static struct job_result *run_job(struct fixture *f) {
    struct job_input input = {.document = planned_of(f, "sk-bappeda"), .want = {true, true}};
    return job_run(f->world, f->arena, &input);
}

static const char *claim_of(struct fixture *f, const struct job_output *out) {
    struct inspection *p = inspection_new(f->arena, "uji.pdf", out->bytes, NULL, f->findings);
    assert_non_null(p);
    return inspection_claim(p).archive;
}

static const struct finding *found(const struct job_result *r, const char *rule) {
    for (size_t i = 0; i < r->findings->n; i++) {
        if (strcmp(r->findings->items[i].rule, rule) == 0) {
            return &r->findings->items[i];
        }
    }
    return NULL;
}

static void test_what_conforms_is_marked(void **state) {
    struct fixture *f = *state;
    struct job_result *r = run_job(f);
    assert_string_equal(claim_of(f, &r->outputs[RENDITION_TANDA_TANGAN]), "3A");
    assert_null(claim_of(f, &r->outputs[RENDITION_DRAF]));
    assert_null(found(r, "pdf.unmarked"));
}

static void test_what_does_not_conform_is_unmarked(void **state) {
    struct fixture *f = *state;
    f->world->conforms = reject;
    struct job_result *r = run_job(f);
    assert_true(r->outputs[RENDITION_TANDA_TANGAN].made);
    assert_null(claim_of(f, &r->outputs[RENDITION_TANDA_TANGAN]));
    const struct finding *told = found(r, "pdf.unmarked");
    assert_non_null(told);
    assert_int_equal(told->severity, SEVERITY_WARNING);
    assert_string_equal(told->args[0].value, "tanda-tangan");
    assert_string_equal(told->args[1].value, "PDF/A-3a 6.1.2-1; PDF/UA-1 7.1-3; PDF/UA-1 7.1-3 …");
}

static void test_strictly_it_is_not_made(void **state) {
    struct fixture *f = *state;
    f->world->conforms = reject;
    const char *loose = run_job(f)->outputs[RENDITION_TANDA_TANGAN].fingerprint;
    f->world->strict = true;
    struct job_result *r = run_job(f);
    assert_false(r->outputs[RENDITION_TANDA_TANGAN].made);
    assert_true(r->outputs[RENDITION_TANDA_TANGAN].stopped);
    assert_true(r->outputs[RENDITION_DRAF].made);
    assert_non_null(found(r, "pdf.refused"));
    // What was made without the mark before does not count as made.
    assert_string_not_equal(r->outputs[RENDITION_TANDA_TANGAN].fingerprint, loose);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_conforms_is_marked, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_what_does_not_conform_is_unmarked, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(test_strictly_it_is_not_made, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
