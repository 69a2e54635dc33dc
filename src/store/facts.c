// What documents were made from, and what checks came to.
#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "store/internal.h"

// ---- fields: a line each, "path<tab>hash<tab>value" ----

static void add_plain(struct buf *out, const char *text) {
    for (const char *p = text; *p; p++) {
        char c = *p == '\t' || *p == '\n' ? ' ' : *p;
        buf_char(out, c);
    }
}

bool store_fields_put(struct store *s, const char *document, const struct store_field *fields, size_t n) {
    struct arena *arena = arena_new(0);
    struct buf facts = buf_new(arena);
    for (size_t i = 0; i < n; i++) {
        assert(!strpbrk(fields[i].path, "\t\n"));
        buf_str(&facts, fields[i].path);
        buf_str(&facts, "\t");
        buf_str(&facts, fields[i].hash);
        buf_str(&facts, "\t");
        add_plain(&facts, fields[i].value);
        buf_str(&facts, "\n");
    }
    sqlite3_stmt *st = store_use(s, FIELDS_PUT);
    bool ok = st != NULL;
    if (ok) {
        store_bind(st, 1, document);
        sqlite3_bind_text(st, 2, buf_text(&facts), (int)facts.n, SQLITE_STATIC);
        ok = store_done(s, st);
        sqlite3_clear_bindings(st);
    }
    arena_free(arena);
    return ok;
}

static struct store_field *split(struct arena *arena, char *text, size_t *n) {
    size_t lines = 0;
    for (const char *p = text; *p; p++) {
        lines += *p == '\n';
    }
    struct store_field *fields = lines ? ARENA_ARRAY(arena, lines, struct store_field) : NULL;
    for (char *line = strsep(&text, "\n"); line && *n < lines; line = strsep(&text, "\n")) {
        const char *path = strsep(&line, "\t"), *hash = strsep(&line, "\t");
        if (hash && line) {
            fields[(*n)++] = (struct store_field){.path = path, .hash = hash, .value = line};
        }
    }
    return fields;
}

struct store_field *store_fields_get(struct store *s, struct arena *arena, const char *document, size_t *n) {
    struct store_field *fields = NULL;
    *n = 0;
    sqlite3_stmt *st = store_use(s, FIELDS_GET);
    if (!st) {
        return NULL;
    }
    store_bind(st, 1, document);
    if (sqlite3_step(st) == SQLITE_ROW) {
        fields = split(arena, arena_strdup(arena, (const char *)sqlite3_column_text(st, 0)), n);
    }
    sqlite3_reset(st);
    return fields;
}

// ---- checks ----

bool store_check_put(struct store *s, const char *path, const char *hash, const char *version, const char *verdict) {
    sqlite3_stmt *st = store_use(s, CHECK_PUT);
    if (!st) {
        return false;
    }
    store_bind(st, 1, path);
    store_bind(st, 2, hash);
    store_bind(st, 3, version);
    store_bind(st, 4, verdict);
    return store_done(s, st);
}

bool store_check_get(struct store *s, struct arena *arena, const char *path, const char *hash, const char *version,
                     struct store_verdict *out) {
    sqlite3_stmt *st = store_use(s, CHECK_GET);
    if (!st) {
        return false;
    }
    store_bind(st, 1, path);
    store_bind(st, 2, hash);
    store_bind(st, 3, version);
    bool found = sqlite3_step(st) == SQLITE_ROW;
    if (found) {
        *out = (struct store_verdict){store_column(arena, st, 0), store_column(arena, st, 1)};
    }
    sqlite3_reset(st);
    return found;
}

bool store_checks_clear(struct store *s) {
    return store_done(s, store_use(s, CHECK_CLEAR));
}
