// A world of the small region of tests/e2e/dasar, for tests of the line and of runs.
#ifndef NASKAH_TESTS_BATCH_H
#define NASKAH_TESTS_BATCH_H

#include "base/file.h"
#include "batch/run.h"
#include "support.h"

struct fixture {
    struct arena *arena;
    struct findings *findings;
    struct world *world;
    const struct planned *plan;
    size_t n;
    char *folder;
};

static inline struct catalogue *catalogue_of_checkout(struct arena *arena) {
    const char *why = NULL;
    struct catalogue *c = catalogue_load(arena, NASKAH_SOURCE_DIR "/templates/messages", &why);
    if (!c) {
        fail_msg("%s", why);
    }
    return c;
}

static inline struct world *world_of(struct fixture *f, const char *const *inputs, size_t n) {
    struct world_options options = {.share = NASKAH_SOURCE_DIR,
                                    .version = "uji",
                                    .catalogue = catalogue_of_checkout(f->arena),
                                    .inputs = inputs,
                                    .n_inputs = n};
    f->findings = findings_new(f->arena, options.catalogue);
    return world_load(f->arena, &options, f->findings);
}

static inline int fixture_setup(void **state) {
    static const char *const inputs[] = {NASKAH_SOURCE_DIR "/tests/e2e/dasar"};
    struct arena *arena = arena_new(0);
    struct fixture *f = ARENA_NEW(arena, struct fixture);
    f->arena = arena;
    f->folder = support_folder(arena);
    f->world = world_of(f, inputs, 1);
    assert_non_null(f->world);
    f->plan = world_plan(f->world, arena, &f->n, f->findings);
    assert_int_equal(f->findings->n, 0);
    *state = f;
    return 0;
}

static inline int fixture_teardown(void **state) {
    struct fixture *f = *state;
    support_remove(f->folder);
    arena_free(f->arena);
    return 0;
}

static inline const struct planned *planned_of(const struct fixture *f, const char *id) {
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(f->plan[i].id, id) == 0) {
            return &f->plan[i];
        }
    }
    fail_msg("no document %s", id);
    return NULL;
}

#define FIXTURE_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

#endif
