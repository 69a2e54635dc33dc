#include "batch/batch.h"

static struct job_result *run_job(struct fixture *f, const char *id, bool draft, bool final) {
    struct job_input input = {.document = planned_of(f, id), .want = {draft, final}};
    return job_run(f->world, f->arena, &input);
}

static void test_both_renditions(void **state) {
    struct fixture *f = *state;
    struct job_result *r = run_job(f, "sk-bappeda", true, true);
    assert_false(r->skipped);
    assert_int_equal(findings_count(r->findings, SEVERITY_ERROR), 0);
    for (int i = 0; i < 2; i++) {
        const struct job_output *out = &r->outputs[i];
        assert_true(out->made);
        assert_false(out->current || out->stopped);
        assert_memory_equal(out->bytes.p, "%PDF-", 5);
        assert_int_equal(out->pages, 1);
        assert_int_equal(strlen(out->fingerprint), 64);
        assert_non_null(strstr(out->families, "Bookman/0/0\n"));
        assert_null(strstr(out->families, "*"));
    }
    assert_string_not_equal(r->outputs[0].fingerprint, r->outputs[1].fingerprint);
}

static void test_only_what_is_wanted(void **state) {
    struct fixture *f = *state;
    struct job_result *r = run_job(f, "sk-bappeda", false, true);
    assert_false(r->outputs[RENDITION_DRAF].made);
    assert_true(r->outputs[RENDITION_TANDA_TANGAN].made);
    r = run_job(f, "sk-bappeda", true, false);
    assert_true(r->outputs[RENDITION_DRAF].made);
    assert_false(r->outputs[RENDITION_TANDA_TANGAN].made);
}

static void test_errors_leave_the_draft(void **state) {
    struct fixture *f = *state;
    struct job_result *r = run_job(f, "proposal-antar-obat-iga", true, true);
    assert_true(findings_stop(r->findings));
    assert_true(r->outputs[RENDITION_DRAF].made);
    assert_false(r->outputs[RENDITION_TANDA_TANGAN].made);
    assert_true(r->outputs[RENDITION_TANDA_TANGAN].stopped);
    assert_int_equal(strlen(r->outputs[RENDITION_TANDA_TANGAN].fingerprint), 64);
    for (size_t i = 0; i < r->findings->n; i++) {
        assert_string_equal(r->findings->items[i].document, "proposal-antar-obat-iga");
    }
    // A missing section is told once, though it leaves a hole on the page as well.
    assert_true(findings_has(r->findings, "isian.hilang"));
    assert_false(findings_has(r->findings, "template.hole"));
}

static void know(struct job_input *input, const struct job_result *r) {
    for (int i = 0; i < RENDITION_COUNT; i++) {
        const struct job_output *out = &r->outputs[i];
        input->known[i] = (struct job_known){out->fingerprint, out->families, out->stopped};
    }
}

// What is known is not made again, nor are its findings looked for.
static void test_known_is_current(void **state) {
    struct fixture *f = *state;
    static const char *const ids[] = {"sk-bappeda", "proposal-antar-obat-iga"};
    for (size_t i = 0; i < 2; i++) {
        struct job_result *first = run_job(f, ids[i], true, true);
        struct job_input input = {.document = planned_of(f, ids[i]), .want = {true, true}};
        know(&input, first);
        struct job_result *r = job_run(f->world, f->arena, &input);
        assert_true(r->skipped);
        assert_true(r->outputs[0].current && r->outputs[1].current);
        assert_false(r->outputs[0].made || r->outputs[1].made);
        assert_int_equal(r->outputs[1].stopped, i == 1);
        input.recheck = true;
        r = job_run(f->world, f->arena, &input);
        assert_true(r->skipped);
        assert_false(r->outputs[0].made || r->outputs[1].made);
        assert_int_equal(r->findings->n, first->findings->n);
        // One that is lost is made, the other is not.
        input.recheck = false;
        input.known[RENDITION_DRAF].fingerprint = NULL;
        r = job_run(f->world, f->arena, &input);
        assert_true(r->outputs[RENDITION_DRAF].made);
        assert_false(r->outputs[RENDITION_TANDA_TANGAN].made);
        input.known[RENDITION_DRAF] = (struct job_known){"lama", first->outputs[RENDITION_DRAF].families, false};
        assert_true(job_run(f->world, f->arena, &input)->outputs[RENDITION_DRAF].made);
    }
}

static void test_looking_draws_nothing(void **state) {
    struct fixture *f = *state;
    struct job_result *made = run_job(f, "proposal-antar-obat-iga", true, true);
    struct job_input input = {
        .document = planned_of(f, "proposal-antar-obat-iga"), .want = {true, true}, .look_only = true};
    struct job_result *r = job_run(f->world, f->arena, &input);
    assert_false(r->outputs[0].made || r->outputs[1].made);
    assert_int_equal(r->findings->n, made->findings->n);
}

// A document's bytes do not depend on what was made before it in the same process.
static void test_same_bytes_after_others(void **state) {
    struct fixture *f = *state;
    struct job_result *first = run_job(f, "notulen-rdr-3", true, true);
    run_job(f, "sk-dinkes", true, true);
    run_job(f, "pk-kk-dinkes", true, true);
    struct job_result *again = run_job(f, "notulen-rdr-3", true, true);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(first->outputs[i].bytes.n, again->outputs[i].bytes.n);
        assert_memory_equal(first->outputs[i].bytes.p, again->outputs[i].bytes.p, first->outputs[i].bytes.n);
        assert_string_equal(first->outputs[i].fingerprint, again->outputs[i].fingerprint);
    }
}

// What twenty thousand documents leave behind must not grow with them: once faces and words are known, a document takes
// nothing from the arena of the process.
static void test_documents_leave_nothing(void **state) {
    struct fixture *f = *state;
    struct arena *own = arena_new(0);
    size_t before = 0;
    for (int round = 0; round < 2; round++) {
        before = arena_used(f->arena);
        for (size_t i = 0; i < f->n; i++) {
            struct job_input input = {.document = &f->plan[i], .want = {true, true, true}};
            job_run(f->world, own, &input);
            arena_reset(own);
        }
    }
    assert_true(f->n > 3);
    assert_int_equal(arena_used(f->arena) - before, 0);
    arena_free(own);
}

static void test_unknown_kind_and_profile(void **state) {
    struct fixture *f = *state;
    struct planned p = *planned_of(f, "sk-bappeda");
    p.kind = "keputusn";
    struct job_input input = {.document = &p, .want = {true, true}};
    struct job_result *r = job_run(f->world, f->arena, &input);
    assert_true(findings_has(r->findings, "job.template"));
    assert_false(r->outputs[RENDITION_DRAF].made);
    p = *planned_of(f, "proposal-antar-obat-iga");
    p.profile = "igaa";
    r = job_run(f->world, f->arena, &input);
    assert_true(findings_has(r->findings, "job.profile") || findings_has(r->findings, "job.profile-far"));
}

static void test_show(void **state) {
    struct fixture *f = *state;
    static const char *const begins[] = {"<?xml", "", "page 1 "};
    for (int stage = STAGE_RECORD; stage <= STAGE_TRACE; stage++) {
        struct buf out = buf_new(f->arena);
        assert_true(job_show(f->world, f->arena, planned_of(f, "sk-bappeda"), (enum job_stage)stage, RENDITION_DRAF,
                             &out, f->findings));
        assert_true(out.n > 100);
        assert_non_null(strstr(buf_text(&out), begins[stage]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_both_renditions),        FIXTURE_TEST(test_only_what_is_wanted),
        FIXTURE_TEST(test_errors_leave_the_draft), FIXTURE_TEST(test_known_is_current),
        FIXTURE_TEST(test_looking_draws_nothing),  FIXTURE_TEST(test_same_bytes_after_others),
        FIXTURE_TEST(test_unknown_kind_and_profile), FIXTURE_TEST(test_show),
        FIXTURE_TEST(test_documents_leave_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
