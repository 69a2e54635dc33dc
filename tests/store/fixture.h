// A store in a folder of its own, for the tests of this folder.
#ifndef NASKAH_TESTS_STORE_FIXTURE_H
#define NASKAH_TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "store/store.h"

struct fixture {
    struct arena *arena;
    char folder[64], path[128];
    struct findings *findings;
};

static inline int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    snprintf(f->folder, sizeof f->folder, "/tmp/naskah-store-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/naskah.db", f->folder);
    f->arena = arena_new(0);
    f->findings = findings_new(f->arena, NULL);
    *state = f;
    return 0;
}

static inline int teardown(void **state) {
    struct fixture *f = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", f->folder);
    assert_int_equal(system(command), 0);
    arena_free(f->arena);
    free(f);
    return 0;
}

static inline struct store *opened(struct fixture *f) {
    struct store *s = store_open(f->arena, f->path, f->findings);
    assert_non_null(s);
    assert_int_equal(f->findings->n, 0);
    return s;
}

static inline void refused(struct fixture *f, const char *rule) {
    f->findings->n = 0;
    assert_null(store_open(f->arena, f->path, f->findings));
    assert_int_equal(f->findings->n, 1);
    assert_string_equal(f->findings->items[0].rule, rule);
    assert_int_equal(f->findings->items[0].severity, SEVERITY_FATAL);
}

static inline const char *argument(const struct findings *f, const char *name) {
    for (int i = 0; i < f->items[0].n_args; i++) {
        if (strcmp(f->items[0].args[i].name, name) == 0) {
            return f->items[0].args[i].value;
        }
    }
    return NULL;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
