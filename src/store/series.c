#include "store/series.h"

#include <assert.h>
#include <string.h>
#include <time.h>

#include "store/internal.h"

const char *const series_states[] = {[SERIES_RESERVED] = "dipesan", [SERIES_USED] = "dipakai",
                                     [SERIES_VOID] = "batal", [SERIES_GAP] = "lowong"};

static void row_of(struct arena *arena, sqlite3_stmt *st, struct series_number *out) {
    *out = (struct series_number){.name = store_column(arena, st, 0), .year = sqlite3_column_int(st, 1),
                                  .n = sqlite3_column_int(st, 2), .number = store_column(arena, st, 3),
                                  .document = store_column(arena, st, 5), .reason = store_column(arena, st, 6),
                                  .at = store_column(arena, st, 7)};
    const char *state = (const char *)sqlite3_column_text(st, 4);
    for (enum series_state k = SERIES_RESERVED; k <= SERIES_VOID; k++) {
        out->state = strcmp(state, series_states[k]) == 0 ? k : out->state;
    }
}

// ---- one transaction ----

// A number on paper must outlive a power cut, other than a document that can be made again.
static bool begin_lasting(struct store *s) {
    assert(sqlite3_get_autocommit(s->db));
    return sqlite3_exec(s->db, "PRAGMA synchronous = FULL", NULL, NULL, NULL) == SQLITE_OK && store_begin(s);
}

static enum series_answer end(struct store *s, enum series_answer answer) {
    const char *why = s->why;
    if (answer != SERIES_DONE) {
        store_rollback(s);
        s->why = why;
    } else if (!store_commit(s)) {
        answer = SERIES_FAILED;
        why = s->why;
        store_rollback(s);
        s->why = why;
    }
    sqlite3_exec(s->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
    return answer;
}

static void now(char out[32]) {
    time_t t = time(NULL);
    struct tm tm = {0};
    gmtime_r(&t, &tm);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

static void bind_key(sqlite3_stmt *st, const char *name, int year, int n) {
    store_bind(st, 1, name);
    sqlite3_bind_int(st, 2, year);
    sqlite3_bind_int(st, 3, n);
}

// SERIES_DONE with the row, SERIES_NONE, SERIES_FAILED.
static enum series_answer row_get(struct store *s, struct arena *arena, sqlite3_stmt *st, struct series_number *out) {
    int code = st ? sqlite3_step(st) : SQLITE_ERROR;
    if (code == SQLITE_ROW) {
        row_of(arena, st, out);
    } else if (code != SQLITE_DONE) {
        store_failed(s);
    }
    sqlite3_reset(st);
    return code == SQLITE_ROW ? SERIES_DONE : code == SQLITE_DONE ? SERIES_NONE : SERIES_FAILED;
}

static enum series_answer find(struct store *s, struct arena *arena, const char *name, int year, int n,
                               struct series_number *out) {
    sqlite3_stmt *st = store_use(s, SERIES_GET);
    if (st) {
        bind_key(st, name, year, n);
    }
    return row_get(s, arena, st, out);
}

static enum series_answer held(struct store *s, struct arena *arena, const char *name, int year, const char *document,
                               struct series_number *out) {
    sqlite3_stmt *st = store_use(s, SERIES_OF);
    if (st) {
        store_bind(st, 1, name);
        sqlite3_bind_int(st, 2, year);
        store_bind(st, 3, document);
    }
    return row_get(s, arena, st, out);
}

// ---- take ----

// The number after the largest that was ever given, whatever became of it; 0 on failure.
static int next_of(struct store *s, const char *name, int year, int first) {
    sqlite3_stmt *st = store_use(s, SERIES_LAST);
    if (!st) {
        return 0;
    }
    store_bind(st, 1, name);
    sqlite3_bind_int(st, 2, year);
    int last = -1;
    if (sqlite3_step(st) == SQLITE_ROW) {
        last = sqlite3_column_int(st, 0);
    } else {
        store_failed(s);
    }
    sqlite3_reset(st);
    return last < 0 ? 0 : last + 1 < first ? first : last + 1;
}

static enum series_answer row_put(struct store *s, const struct series_number *row) {
    sqlite3_stmt *st = store_use(s, SERIES_PUT);
    if (!st) {
        return SERIES_FAILED;
    }
    bind_key(st, row->name, row->year, row->n);
    store_bind(st, 4, row->number);
    store_bind(st, 5, series_states[row->state]);
    store_bind(st, 6, row->document);
    store_bind(st, 7, row->reason);
    store_bind(st, 8, row->at);
    if (store_done(s, st)) {
        return SERIES_DONE;
    }
    return (sqlite3_errcode(s->db) & 0xff) == SQLITE_CONSTRAINT ? SERIES_TAKEN : SERIES_FAILED;
}

static enum series_answer take(struct store *s, struct arena *arena, const struct series_request *request,
                               struct series_number *out) {
    int year = request->year, first = request->first > 1 ? request->first : 1;
    enum series_answer there =
        request->document ? held(s, arena, request->name, year, request->document, out) : SERIES_NONE;
    if (there == SERIES_DONE && request->wanted > 0 && out->n != request->wanted) {
        return SERIES_CLOSED;
    }
    if (there != SERIES_NONE) {
        return there;
    }
    int n = request->wanted > 0 ? request->wanted : next_of(s, request->name, year, first);
    if (n == 0) {
        return SERIES_FAILED;
    }
    char at[32];
    now(at);
    *out = (struct series_number){.name = arena_strdup(arena, request->name), .year = year, .n = n,
                                  .number = request->write(request->context, arena, n), .state = SERIES_RESERVED,
                                  .document = request->document ? arena_strdup(arena, request->document) : NULL,
                                  .at = arena_strdup(arena, at)};
    return row_put(s, out);
}

enum series_answer series_take(struct store *s, struct arena *arena, const struct series_request *request,
                               struct series_number *out) {
    *out = (struct series_number){0};
    return begin_lasting(s) ? end(s, take(s, arena, request, out)) : SERIES_FAILED;
}

// ---- use, void ----

static enum series_answer turn(struct store *s, const struct series_number *to) {
    char at[32];
    now(at);
    sqlite3_stmt *st = store_use(s, SERIES_TURN);
    if (!st) {
        return SERIES_FAILED;
    }
    bind_key(st, to->name, to->year, to->n);
    store_bind(st, 4, series_states[to->state]);
    store_bind(st, 5, to->document);
    store_bind(st, 6, to->reason);
    store_bind(st, 7, at);
    return store_done(s, st) ? SERIES_DONE : SERIES_FAILED;
}

static enum series_answer turn_checked(struct store *s, const struct series_number *to) {
    struct arena *arena = arena_new(0);
    struct series_number row;
    enum series_answer answer = find(s, arena, to->name, to->year, to->n, &row);
    if (answer == SERIES_DONE) {
        bool other = to->document && row.document && strcmp(to->document, row.document) != 0;
        bool closed = row.state == SERIES_VOID || (to->state == SERIES_USED && row.state == SERIES_USED && other);
        bool there = row.state == to->state && (!to->document || row.document);
        answer = closed ? SERIES_CLOSED : there ? SERIES_DONE : turn(s, to);
    }
    arena_free(arena);
    return answer;
}

enum series_answer series_use(struct store *s, const char *name, int year, int n, const char *document) {
    struct series_number to = {.name = name, .year = year, .n = n, .state = SERIES_USED, .document = document};
    return begin_lasting(s) ? end(s, turn_checked(s, &to)) : SERIES_FAILED;
}

enum series_answer series_void(struct store *s, const char *name, int year, int n, const char *reason) {
    assert(reason && *reason);
    struct series_number to = {.name = name, .year = year, .n = n, .state = SERIES_VOID, .reason = reason};
    return begin_lasting(s) ? end(s, turn_checked(s, &to)) : SERIES_FAILED;
}

// ---- questions ----

bool series_find(struct store *s, struct arena *arena, const char *name, int year, int n, struct series_number *out) {
    return find(s, arena, name, year, n, out) == SERIES_DONE;
}

bool series_held(struct store *s, struct arena *arena, const char *name, int year, const char *document,
                 struct series_number *out) {
    return held(s, arena, name, year, document, out) == SERIES_DONE;
}

struct list {
    struct arena *arena;
    struct series_number *items;
    size_t n, cap;
};

static void list_add(struct list *list, const struct series_number *row) {
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 64;
        list->items = arena_grow(list->arena, list->items, list->cap * sizeof *row, cap * sizeof *row);
        list->cap = cap;
    }
    list->items[list->n++] = *row;
}

static void list_gaps(struct list *list, const struct series_number *row, int first) {
    const struct series_number *before = list->n ? &list->items[list->n - 1] : NULL;
    bool same = before && strcmp(before->name, row->name) == 0 && before->year == row->year;
    for (int n = same ? before->n + 1 : first > 0 ? first : row->n; n < row->n; n++) {
        struct series_number gap = {.name = row->name, .year = row->year, .n = n, .state = SERIES_GAP};
        list_add(list, &gap);
    }
}

struct series_number *series_list(struct store *s, struct arena *arena, const char *name, int year, int first,
                                  size_t *n) {
    struct list list = {.arena = arena};
    sqlite3_stmt *st = store_use(s, SERIES_ALL);
    if (st) {
        store_bind(st, 1, name);
        sqlite3_bind_int(st, 2, year);
    }
    while (st && sqlite3_step(st) == SQLITE_ROW) {
        struct series_number row;
        row_of(arena, st, &row);
        list_gaps(&list, &row, first);
        list_add(&list, &row);
    }
    sqlite3_reset(st);
    *n = list.n;
    return list.items;
}
