// What goes between the parent and a worker, and what the parent makes of the answer of a worker that is broken.
#include "batch/task.h"

#include <string.h>

#include "support.h"

struct fixture {
    struct arena *arena;
    struct world world;
    struct planned document;
    struct run_options options;
    struct work run;
};

static const char hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void open_fixture(struct fixture *f) {
    *f = (struct fixture){.arena = arena_new(0)};
    f->world.arena = f->arena;
    f->world.notes = "input/catatan";
    f->document = (struct planned){.id = "sk-1", .kind = "keputusan"};
    f->options = (struct run_options){.documents = &f->document, .n_documents = 1};
    f->run = (struct work){.world = &f->world, .options = &f->options, .way = TASK_MAKE};
}

// As the parent has it when it gives the work away.
static struct task *asking(const struct fixture *f, struct arena *arena) {
    struct task *t = ARENA_NEW(f->arena, struct task);
    t->arena = arena;
    task_begin(t, &f->run, &f->document);
    for (int r = 0; r < RENDITION_COUNT; r++) {
        t->files[r].full = arena_printf(arena, "output/map\nbaru/sk-1%s", rendition_rules[r].suffix);
        t->input.want[r] = r != RENDITION_UNGGAH;
    }
    t->files[0].state = OUTPUT_OURS;
    memcpy(t->files[0].hash, hash, sizeof hash);
    return t;
}

static void work(struct task *t) {
    t->state = TASK_WORKED;
    t->result = ARENA_NEW(t->arena, struct job_result);
    t->result->findings = findings_new(t->arena, NULL);
    t->result->findings->document = "sk-1";
    findings_add_as(t->result->findings, SEVERITY_WARNING, "p.kata", (struct place){.file = "a\nb.xml", .line = 2},
                    "jumlah", "201", NULL);
    t->result->outputs[0] = (struct job_output){.made = true, .pages = 3, .families = "Liberation Serif"};
    memcpy(t->result->outputs[0].fingerprint, hash, sizeof hash);
    memcpy(t->hashes[0], hash, sizeof hash);
    staging_adopt(t->staging, t->files[0].full, 4711);
    t->entry = (struct str){"entri", 5};
    t->result->fields = ARENA_ARRAY(t->arena, 1, struct field);
    t->result->fields[0] = (struct field){"tim.@nama", "Tim", "", "a.xml:2"};
    t->result->n_fields = 1;
}

static struct buf answer(const struct fixture *f, struct arena *arena) {
    struct buf out = buf_new(f->arena);
    struct task *t = asking(f, arena);
    work(t);
    task_answer(t, &out);
    return out;
}

static void the_worker_knows_what_was_asked(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct arena *parent = arena_new(0), *worker = arena_new(0);
    struct task *t = asking(&f, parent), asked = {.arena = worker};
    struct buf out = buf_new(f.arena);
    t->input.known[1] = (struct job_known){.fingerprint = hash, .families = "", .stopped = true};
    task_ask(t, 0, &out);
    task_asked(&asked, &f.run, (struct str){out.p, out.n});
    assert_ptr_equal(asked.document, &f.document);
    assert_string_equal(asked.files[2].full, "output/map\nbaru/sk-1.unggah.pdf");
    assert_string_equal(asked.files[0].hash, hash);
    assert_int_equal(asked.files[0].state, OUTPUT_OURS);
    assert_true(asked.input.want[0]);
    assert_false(asked.input.want[RENDITION_UNGGAH]);
    assert_true(asked.input.known[1].stopped);
    assert_null(asked.input.known[0].fingerprint);
    arena_free(worker);
    arena_free(parent);
    arena_free(f.arena);
}

static void the_parent_hears_what_was_done(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct arena *parent = arena_new(0), *worker = arena_new(0);
    struct buf out = answer(&f, worker);
    struct task *t = asking(&f, parent);
    assert_true(task_answered(t, &f.run, (struct str){out.p, out.n}, 4711));
    arena_free(worker);
    assert_int_equal(t->state, TASK_WORKED);
    assert_int_equal(t->result->findings->n, 1);
    assert_string_equal(t->result->findings->items[0].place.file, "a\nb.xml");
    assert_true(t->result->outputs[0].made);
    assert_int_equal(t->result->outputs[0].pages, 3);
    assert_string_equal(t->hashes[0], hash);
    assert_int_equal(staging_count(t->staging), 1);
    assert_string_equal(t->result->fields[0].path, "tim.@nama");
    assert_int_equal(t->entry.n, 5);
    staging_abandon(t->staging);
    arena_free(parent);
    arena_free(f.arena);
}

// The disk was full: what was made has no hash, and the parent tries again.
static void what_could_not_be_staged_is_an_answer(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct arena *parent = arena_new(0), *worker = arena_new(0);
    struct task *t = asking(&f, worker);
    struct buf out = buf_new(f.arena);
    work(t);
    t->state = TASK_UNWRITTEN;
    *t->hashes[0] = '\0';
    task_answer(t, &out);
    t = asking(&f, parent);
    assert_true(task_answered(t, &f.run, (struct str){out.p, out.n}, 4711));
    assert_int_equal(t->state, TASK_UNWRITTEN);
    task_abandon(&f.run, t, 4711);
    arena_free(worker);
    arena_free(parent);
    arena_free(f.arena);
}

static void half_an_answer_is_none(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct arena *parent = arena_new(0), *worker = arena_new(0);
    struct buf out = answer(&f, worker);
    for (size_t n = 0; n < out.n; n++) {
        struct task *t = asking(&f, parent);
        assert_false(task_answered(t, &f.run, (struct str){out.p, n}, 4711));
        assert_int_equal(t->findings->n, 0);
        task_abandon(&f.run, t, 4711);
    }
    arena_free(worker);
    arena_free(parent);
    arena_free(f.arena);
}

// Whatever is taken for an answer can be gone through: nothing in it points anywhere, nothing is out of range, and no
// file is renamed that was not asked for.
static void a_damaged_answer_does_no_harm(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct arena *parent = arena_new(0), *worker = arena_new(0);
    struct buf out = answer(&f, worker);
    for (size_t bit = 0; bit < out.n * 8; bit++) {
        out.p[bit / 8] ^= (char)(1 << bit % 8);
        struct task *t = asking(&f, parent);
        if (task_answered(t, &f.run, (struct str){out.p, out.n}, 4711)) {
            assert_in_range(t->state, TASK_WORKED, TASK_UNWRITTEN);
            for (size_t i = 0; i < staging_count(t->staging); i++) {
                assert_non_null(strstr(staging_path(t->staging, i), "output/map\nbaru/sk-1."));
            }
            for (size_t i = 0; t->result && i < t->result->findings->n; i++) {
                assert_in_range(t->result->findings->items[i].severity, SEVERITY_NOTE, SEVERITY_FATAL);
            }
            for (int r = 0; t->result && r < RENDITION_COUNT; r++) {
                assert_true(strlen(t->hashes[r]) < HASH_SIZE);
            }
        }
        task_abandon(&f.run, t, 4711);
        out.p[bit / 8] ^= (char)(1 << bit % 8);
    }
    arena_free(worker);
    arena_free(parent);
    arena_free(f.arena);
}

static void a_file_that_nobody_asked_for_is_not_taken(void **state) {
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct arena *parent = arena_new(0), *worker = arena_new(0);
    struct task *t = asking(&f, worker);
    struct buf out = buf_new(f.arena);
    work(t);
    staging_adopt(t->staging, "input/tim.xml", 4711);
    task_answer(t, &out);
    t = asking(&f, parent);
    assert_false(task_answered(t, &f.run, (struct str){out.p, out.n}, 4711));
    arena_free(worker);
    arena_free(parent);
    arena_free(f.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_worker_knows_what_was_asked),
                                       cmocka_unit_test(the_parent_hears_what_was_done),
                                       cmocka_unit_test(what_could_not_be_staged_is_an_answer),
                                       cmocka_unit_test(half_an_answer_is_none),
                                       cmocka_unit_test(a_damaged_answer_does_no_harm),
                                       cmocka_unit_test(a_file_that_nobody_asked_for_is_not_taken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
