#include "store/internal.h"

static const char *column(struct arena *arena, sqlite3_stmt *st, int i) {
    const char *text = (const char *)sqlite3_column_text(st, i);
    return arena_strdup(arena, text ? text : "");
}

struct store_event_row *store_events_of(struct store *s, struct arena *arena, const char *document, size_t *n) {
    static const char query[] = "SELECT at, what, detail FROM event WHERE document IS ?1 ORDER BY id";
    struct store_event_row *rows = NULL;
    sqlite3_stmt *st = NULL;
    size_t cap = 0;
    *n = 0;
    if (sqlite3_prepare_v2(s->db, query, -1, &st, NULL) != SQLITE_OK) {
        return NULL;
    }
    sqlite3_bind_text(st, 1, document, -1, SQLITE_STATIC);
    while (sqlite3_step(st) == SQLITE_ROW) {
        if (*n == cap) {
            size_t more = cap ? cap * 2 : 16;
            rows = arena_grow(arena, rows, cap * sizeof *rows, more * sizeof *rows);
            cap = more;
        }
        rows[(*n)++] = (struct store_event_row){column(arena, st, 0), column(arena, st, 1), column(arena, st, 2)};
    }
    sqlite3_finalize(st);
    return rows;
}
