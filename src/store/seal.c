// The seal of a run, and lists that are read from end to end.
#include <string.h>

#include "store/internal.h"

bool store_seal_put(struct store *s, const char *key) {
    return store_seal_break(s) && store_done(s, store_use(s, UNSETTLED_CLEAR)) && store_one_put(s, SEAL_PUT, key);
}

bool store_seal_has(struct store *s, const char *key) {
    return store_one_has(s, SEAL_HAS, key, NULL);
}

bool store_unsettled_put(struct store *s, const char *document) {
    return store_one_put(s, UNSETTLED_PUT, document);
}

bool store_unsettled_has(struct store *s, const char *document) {
    return store_one_has(s, UNSETTLED_HAS, document, NULL);
}

bool store_seal_break(struct store *s) {
    return store_done(s, store_use(s, SEAL_BREAK));
}

// Findings among all documents stand with those of documents, whose ids never begin with a star.
bool store_seal_findings_put(struct store *s, const struct findings *f) {
    bool ok = store_done(s, store_use(s, SEAL_FORGET));
    struct arena *arena = arena_new(0);
    for (size_t i = 0; ok && i < f->n; i++) {
        const char *document = f->items[i].document;
        ok = store_finding_put(s, arena_printf(arena, "*%s", document ? document : ""), &f->items[i]);
        arena_reset(arena);
    }
    arena_free(arena);
    return ok;
}

bool store_seal_findings_get(struct store *s, struct findings *into) {
    size_t before = into->n;
    sqlite3_stmt *st = store_use(s, SEAL_FINDINGS);
    bool ok = st && store_take_findings(s, st, into);
    for (size_t i = before; i < into->n; i++) {
        const char *document = into->items[i].document + 1;
        into->items[i].document = *document ? document : NULL;
    }
    return ok;
}

const char *const *store_findings_documents(struct store *s, struct arena *arena, size_t *n) {
    size_t cap = 256;
    const char **all = ARENA_ARRAY(arena, cap, const char *);
    int code = SQLITE_ERROR;
    *n = 0;
    sqlite3_stmt *st = store_use(s, FINDING_DOCUMENTS);
    while (st && (code = sqlite3_step(st)) == SQLITE_ROW) {
        if (*n == cap) {
            all = arena_grow(arena, all, cap * sizeof *all, 2 * cap * sizeof *all);
            cap *= 2;
        }
        all[(*n)++] = store_column(arena, st, 0);
    }
    bool ok = st && (code == SQLITE_DONE || store_failed(s));
    sqlite3_reset(st);
    return ok ? all : NULL;
}

bool store_outputs_each(struct store *s, void (*take)(void *context, const struct store_output *row), void *context) {
    struct arena *arena = arena_new(0);
    sqlite3_stmt *st = store_use(s, OUTPUT_ALL);
    int code = SQLITE_ERROR;
    while (st && (code = sqlite3_step(st)) == SQLITE_ROW) {
        struct store_output row;
        store_output_row(arena, st, &row);
        take(context, &row);
        arena_reset(arena);
    }
    bool ok = st && (code == SQLITE_DONE || store_failed(s));
    sqlite3_reset(st);
    arena_free(arena);
    return ok;
}
