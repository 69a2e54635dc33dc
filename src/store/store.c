#include "store/store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "store/internal.h"

#define OUTPUT_COLUMNS "document, rendition, path, hash, fingerprint, families, pages, bytes"

#define FINDING_COLUMNS "id, rule, severity, file, line, column, section, text, remedy, basis, certainty, document"

#define SERIES_COLUMNS "name, year, n, number, state, document, reason, at"

static const char *const statements[STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [OUTPUT_FIND] = "SELECT " OUTPUT_COLUMNS " FROM output WHERE document = ?1 AND rendition = ?2",
    [OUTPUT_PUT] = "INSERT OR REPLACE INTO output(" OUTPUT_COLUMNS ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [OUTPUT_DROP] = "DELETE FROM output WHERE document = ?1 AND rendition = ?2",
    [OUTPUT_ALL] = "SELECT " OUTPUT_COLUMNS " FROM output ORDER BY document, rendition",
    [WRITTEN_PUT] = "INSERT OR IGNORE INTO written(hash) VALUES(?1)",
    [WRITTEN] = "SELECT 1 FROM written WHERE hash = ?1",
    [INPUT_PUT] = "INSERT OR REPLACE INTO input(path, hash, bytes) VALUES(?1, ?2, ?3)",
    [INPUT_SAME] = "SELECT 1 FROM input WHERE path = ?1 AND hash = ?2",
    [INPUT_CLEAR] = "DELETE FROM input",
    [FINDING_DROP] = "DELETE FROM finding WHERE document = ?1",
    [FINDING_PUT] = "INSERT INTO finding(document, rule, severity, file, line, column, section, text, remedy, basis,"
                    " certainty) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    [FINDING_GET] = "SELECT " FINDING_COLUMNS " FROM finding WHERE document = ?1 ORDER BY id",
    [ARGUMENT_PUT] = "INSERT INTO argument(finding, n, name, value) VALUES(?1, ?2, ?3, ?4)",
    [ARGUMENT_GET] = "SELECT name, value FROM argument WHERE finding = ?1 ORDER BY n",
    [EVENT_PUT] = "INSERT INTO event(at, document, what, detail)"
                  " VALUES(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3)",
    [EVENT_COUNT] = "SELECT count(*) FROM event WHERE ?1 IS NULL OR what = ?1",
    [FIELDS_PUT] = "INSERT OR REPLACE INTO fields(document, facts) VALUES(?1, ?2)",
    [FIELDS_GET] = "SELECT facts FROM fields WHERE document = ?1",
    [FIELDS_FORGET] = "DELETE FROM fields WHERE document = ?1"
                      " AND NOT EXISTS (SELECT 1 FROM output WHERE document = ?1)",
    [CHECK_PUT] = "INSERT OR REPLACE INTO checks(path, hash, version, verdict, at)"
                  " VALUES(?1, ?2, ?3, ?4, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
    [CHECK_GET] = "SELECT verdict, at FROM checks WHERE path = ?1 AND hash = ?2 AND version = ?3",
    [CHECK_CLEAR] = "DELETE FROM checks",
    [SEAL_PUT] = "INSERT OR REPLACE INTO seal(key) VALUES(?1)",
    [SEAL_HAS] = "SELECT 1 FROM seal WHERE key = ?1",
    [SEAL_BREAK] = "DELETE FROM seal",
    [UNSETTLED_PUT] = "INSERT OR IGNORE INTO unsettled(document) VALUES(?1)",
    [UNSETTLED_HAS] = "SELECT 1 FROM unsettled WHERE document = ?1",
    [UNSETTLED_CLEAR] = "DELETE FROM unsettled",
    [SEAL_FORGET] = "DELETE FROM finding WHERE document >= '*' AND document < '+'",
    [SEAL_FINDINGS] = "SELECT " FINDING_COLUMNS " FROM finding WHERE document >= '*' AND document < '+' ORDER BY id",
    [FINDING_DOCUMENTS] = "SELECT DISTINCT document FROM finding ORDER BY document",
    [SERIES_LAST] = "SELECT max(n) FROM series WHERE name = ?1 AND year = ?2",
    [SERIES_OF] = "SELECT " SERIES_COLUMNS " FROM series WHERE name = ?1 AND year = ?2 AND document = ?3"
                  " AND state <> 'batal' ORDER BY n LIMIT 1",
    [SERIES_GET] = "SELECT " SERIES_COLUMNS " FROM series WHERE name = ?1 AND year = ?2 AND n = ?3",
    [SERIES_PUT] = "INSERT INTO series(" SERIES_COLUMNS ") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [SERIES_TURN] = "UPDATE series SET state = ?4, document = coalesce(?5, document), reason = ?6, at = ?7"
                    " WHERE name = ?1 AND year = ?2 AND n = ?3",
    [SERIES_ALL] = "SELECT " SERIES_COLUMNS " FROM series WHERE (?1 IS NULL OR name = ?1) AND (?2 < 0 OR year = ?2)"
                   " ORDER BY name, year, n",
};

const char *store_reason(int code, int system) {
    static const struct {
        int code;
        const char *words;
    } known[] = {
        {SQLITE_NOTADB, "@gudang.bukan-gudang"}, {SQLITE_CORRUPT, "@gudang.rusak"},
        {SQLITE_BUSY, "@gudang.terkunci"},       {SQLITE_LOCKED, "@gudang.terkunci"},
        {SQLITE_READONLY, "@sistem.baca-saja"},  {SQLITE_FULL, "@sistem.penuh"},
        {SQLITE_IOERR, "@sistem.perangkat"},     {SQLITE_PERM, "@sistem.izin"},
        {SQLITE_NOMEM, "@sistem.memori"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].code == (code & 0xFF)) {
            return known[i].words;
        }
    }
    if ((code & 0xFF) == SQLITE_CANTOPEN) {
        return system ? message_errno(system) : "@gudang.tak-terbuka";
    }
    return "@gudang.lain";
}

bool store_failed(struct store *s) {
    s->why = store_reason(sqlite3_errcode(s->db), 0);
    return false;
}

const char *store_why(const struct store *s) {
    return s->why ? s->why : "";
}

sqlite3_stmt *store_use(struct store *s, enum statement which) {
    sqlite3_stmt **slot = &s->prepared[which];
    if (!*slot && sqlite3_prepare_v3(s->db, statements[which], -1, SQLITE_PREPARE_PERSISTENT, slot, NULL)) {
        store_failed(s);
        return NULL;
    }
    sqlite3_reset(*slot);
    sqlite3_clear_bindings(*slot);
    return *slot;
}

void store_bind(sqlite3_stmt *st, int i, const char *text) {
    if (text) {
        sqlite3_bind_text(st, i, text, -1, SQLITE_TRANSIENT);
    }
}

bool store_done(struct store *s, sqlite3_stmt *st) {
    if (!st) {
        return false;
    }
    bool ok = sqlite3_step(st) == SQLITE_DONE || store_failed(s);
    sqlite3_reset(st);
    return ok;
}

const char *store_column(struct arena *arena, sqlite3_stmt *st, int i) {
    return arena_strdup(arena, (const char *)sqlite3_column_text(st, i));
}

// ---- opening ----

static struct store *refuse(struct store *s, const char *rule, const char *path, const char *why,
                            struct findings *findings) {
    struct place place = {.file = path};
    findings_add_as(findings, SEVERITY_FATAL, rule, place, "berkas", path, "alasan", why, NULL);
    store_close(s);
    return NULL;
}

bool store_is_locked(const struct findings *findings) {
    return findings_has(findings, "store.locked") || findings_has(findings, "store.locked-dead") ||
           findings_has(findings, "store.locked-elsewhere") || findings_has(findings, "store.locked-nameless") ||
           findings_has(findings, "store.busy");
}

static void tell_holder(struct findings *findings, enum severity severity, const char *rule, const char *path,
                        const char *lock, const struct lock_holder *who) {
    struct place place = {.file = path};
    findings_add_as(findings, severity, rule, place, "berkas", path, "kunci", lock, "pid", who->pid, "komputer",
                    who->host, "pengguna", who->user, "sejak", who->since, NULL);
}

static struct store *lock_by(int (*take)(struct arena *, const char *, struct lock_holder *), struct arena *arena,
                             const char *path, struct findings *findings) {
    static const char *const rules[] = {[HOLDER_HERE] = "store.locked", [HOLDER_DEAD] = "store.locked-dead",
                                        [HOLDER_ELSEWHERE] = "store.locked-elsewhere"};
    struct store *s = ARENA_NEW(arena, struct store);
    const char *lock = arena_printf(arena, "%s.lock", path);
    struct lock_holder holder;
    s->lock = take(arena, lock, &holder);
    if (s->lock < 0 && !holder.pid) {
        return refuse(s, "store.open", path, message_errno(errno), findings);
    }
    if (holder.pid) {
        bool held = s->lock < 0;
        bool nameless = strcmp(holder.pid, "?") == 0 && strcmp(holder.user, "?") == 0;
        const char *rule = !held ? "store.stale" : nameless ? "store.locked-nameless" : rules[holder.is];
        tell_holder(findings, held ? SEVERITY_FATAL : SEVERITY_NOTE, rule, path, lock, &holder);
    }
    return s->lock < 0 ? NULL : s;
}

struct store *store_lock(struct arena *arena, const char *path, struct findings *findings) {
    return lock_by(lock_take, arena, path, findings);
}

struct store *store_open_locked(struct store *s, const char *path, struct findings *findings) {
    int code = sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        return refuse(s, "store.open", path, store_reason(code, sqlite3_system_errno(s->db)), findings);
    }
    const char *rule = schema_prepare(s->db);
    if (rule) {
        return refuse(s, rule, path, store_reason(sqlite3_errcode(s->db), 0), findings);
    }
    return s;
}

struct store *store_open(struct arena *arena, const char *path, struct findings *findings) {
    struct store *s = path ? store_lock(arena, path, findings) : ARENA_NEW(arena, struct store);
    if (!path) {
        s->lock = -1;
    }
    return s ? store_open_locked(s, path ? path : ":memory:", findings) : NULL;
}

// Two of them may find a new file at the same time: one makes the tables, the other tries again.
struct store *store_open_shared(struct arena *arena, const char *path, struct findings *findings) {
    enum { TIMES = 100, TIMES_WRONG = 10, PAUSE = 50000, PATIENCE_MS = 60000 };
    struct store *s = lock_by(lock_take_shared, arena, path, findings);
    for (int i = 0; s && i < TIMES; i++) {
        int lock = s->lock;
        struct findings *own = findings_new(arena, findings->catalogue);
        s->lock = -1;  // a failure lets go of the handle, not of the lock
        bool open = store_open_locked(s, path, own) != NULL;
        s->lock = lock;
        if (open) {
            sqlite3_busy_timeout(s->db, PATIENCE_MS);
            return s;
        }
        if (i + 1 == TIMES || (i + 1 >= TIMES_WRONG && !store_is_locked(own))) {
            findings_append(findings, own);
            break;
        }
        usleep(PAUSE);
    }
    if (s) {
        lock_release(s->lock);
    }
    return NULL;
}

void store_close(struct store *s) {
    if (!s) {
        return;
    }
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(s->prepared[i]);
        s->prepared[i] = NULL;
    }
    sqlite3_close(s->db);
    s->db = NULL;
    lock_release(s->lock);
    s->lock = -1;
}

// ---- transactions ----

bool store_begin(struct store *s) {
    return store_done(s, store_use(s, BEGIN));
}

bool store_commit(struct store *s) {
    return store_done(s, store_use(s, COMMIT));
}

void store_rollback(struct store *s) {
    if (!sqlite3_get_autocommit(s->db)) {
        store_done(s, store_use(s, ROLLBACK));
    }
}

// ---- outputs ----

void store_output_row(struct arena *arena, sqlite3_stmt *st, struct store_output *out) {
    *out = (struct store_output){
        .document = store_column(arena, st, 0), .rendition = store_column(arena, st, 1),
        .path = store_column(arena, st, 2), .hash = store_column(arena, st, 3),
        .fingerprint = store_column(arena, st, 4), .families = store_column(arena, st, 5),
        .pages = sqlite3_column_int(st, 6), .bytes = sqlite3_column_int64(st, 7)};
}

bool store_output_find(struct store *s, struct arena *arena, const char *document, const char *rendition,
                       struct store_output *out) {
    sqlite3_stmt *st = store_use(s, OUTPUT_FIND);
    if (!st) {
        return false;
    }
    store_bind(st, 1, document);
    store_bind(st, 2, rendition);
    bool found = sqlite3_step(st) == SQLITE_ROW;
    if (found) {
        store_output_row(arena, st, out);
    }
    sqlite3_reset(st);
    return found;
}

bool store_output_put(struct store *s, const struct store_output *o) {
    sqlite3_stmt *st = store_use(s, OUTPUT_PUT);
    if (!st) {
        return false;
    }
    store_bind(st, 1, o->document);
    store_bind(st, 2, o->rendition);
    store_bind(st, 3, o->path);
    store_bind(st, 4, o->hash);
    store_bind(st, 5, o->fingerprint);
    store_bind(st, 6, o->families ? o->families : "");
    sqlite3_bind_int(st, 7, o->pages);
    sqlite3_bind_int64(st, 8, o->bytes);
    return store_done(s, st);
}

// What nothing of is made any more was made from nothing.
static bool fields_forget(struct store *s, const char *document) {
    sqlite3_stmt *st = store_use(s, FIELDS_FORGET);
    if (!st) {
        return false;
    }
    store_bind(st, 1, document);
    return store_done(s, st);
}

bool store_output_drop(struct store *s, const char *document, const char *rendition) {
    sqlite3_stmt *st = store_use(s, OUTPUT_DROP);
    if (!st) {
        return false;
    }
    store_bind(st, 1, document);
    store_bind(st, 2, rendition);
    return store_done(s, st) && fields_forget(s, document);
}

struct store_output *store_outputs(struct store *s, struct arena *arena, size_t *n) {
    struct store_output *all = NULL;
    size_t cap = 0;
    *n = 0;
    sqlite3_stmt *st = store_use(s, OUTPUT_ALL);
    while (st && sqlite3_step(st) == SQLITE_ROW) {
        if (*n == cap) {
            size_t more = cap ? cap * 2 : 64;
            all = arena_grow(arena, all, cap * sizeof *all, more * sizeof *all);
            cap = more;
        }
        store_output_row(arena, st, &all[(*n)++]);
    }
    sqlite3_reset(st);
    return all;
}

// ---- one-column questions ----

bool store_one_put(struct store *s, enum statement which, const char *a) {
    sqlite3_stmt *st = store_use(s, which);
    if (!st) {
        return false;
    }
    store_bind(st, 1, a);
    return store_done(s, st);
}

bool store_one_has(struct store *s, enum statement which, const char *a, const char *b) {
    sqlite3_stmt *st = store_use(s, which);
    if (!st) {
        return false;
    }
    store_bind(st, 1, a);
    if (b) {
        store_bind(st, 2, b);
    }
    bool has = sqlite3_step(st) == SQLITE_ROW;
    sqlite3_reset(st);
    return has;
}

bool store_written_put(struct store *s, const char *hash) {
    return store_one_put(s, WRITTEN_PUT, hash);
}

bool store_written(struct store *s, const char *hash) {
    return store_one_has(s, WRITTEN, hash, NULL);
}

bool store_input_put(struct store *s, const char *path, const char *hash, int64_t bytes) {
    sqlite3_stmt *st = store_use(s, INPUT_PUT);
    if (!st) {
        return false;
    }
    store_bind(st, 1, path);
    store_bind(st, 2, hash);
    sqlite3_bind_int64(st, 3, bytes);
    return store_done(s, st);
}

bool store_input_same(struct store *s, const char *path, const char *hash) {
    return store_one_has(s, INPUT_SAME, path, hash);
}

bool store_inputs_clear(struct store *s) {
    return store_done(s, store_use(s, INPUT_CLEAR));
}

// ---- findings ----

static bool argument_put(struct store *s, int64_t finding, int n, const struct argument *arg) {
    sqlite3_stmt *st = store_use(s, ARGUMENT_PUT);
    if (!st) {
        return false;
    }
    sqlite3_bind_int64(st, 1, finding);
    sqlite3_bind_int(st, 2, n);
    store_bind(st, 3, arg->name);
    store_bind(st, 4, arg->value ? arg->value : "");
    return store_done(s, st);
}

bool store_finding_put(struct store *s, const char *document, const struct finding *f) {
    sqlite3_stmt *st = store_use(s, FINDING_PUT);
    if (!st) {
        return false;
    }
    store_bind(st, 1, document);
    store_bind(st, 2, f->rule);
    sqlite3_bind_int(st, 3, f->severity);
    store_bind(st, 4, f->place.file);
    sqlite3_bind_int(st, 5, f->place.line);
    sqlite3_bind_int(st, 6, f->place.column);
    store_bind(st, 7, f->place.section);
    store_bind(st, 8, f->text);
    store_bind(st, 9, f->remedy);
    store_bind(st, 10, f->basis);
    store_bind(st, 11, f->certainty);
    bool ok = store_done(s, st);
    int64_t id = sqlite3_last_insert_rowid(s->db);
    for (int i = 0; ok && i < f->n_args; i++) {
        ok = argument_put(s, id, i, &f->args[i]);
    }
    return ok;
}

bool store_findings_put(struct store *s, const char *document, const struct findings *f) {
    bool ok = store_one_put(s, FINDING_DROP, document);
    for (size_t i = 0; ok && i < f->n; i++) {
        ok = store_finding_put(s, document, &f->items[i]);
    }
    return ok;
}

static void arguments_get(struct store *s, int64_t id, struct findings *into, struct finding *f) {
    sqlite3_stmt *st = store_use(s, ARGUMENT_GET);
    if (!st) {
        return;
    }
    sqlite3_bind_int64(st, 1, id);
    while (sqlite3_step(st) == SQLITE_ROW) {
        f->args = arena_grow(into->arena, f->args, (size_t)f->n_args * sizeof *f->args,
                             (size_t)(f->n_args + 1) * sizeof *f->args);
        f->args[f->n_args++] = (struct argument){store_column(into->arena, st, 0), store_column(into->arena, st, 1)};
    }
    sqlite3_reset(st);
}

bool store_take_findings(struct store *s, sqlite3_stmt *st, struct findings *into) {
    struct arena *arena = into->arena;
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        struct place place = {.file = store_column(arena, st, 3), .line = sqlite3_column_int(st, 4),
                              .column = sqlite3_column_int(st, 5), .section = store_column(arena, st, 6)};
        enum severity severity = (enum severity)sqlite3_column_int(st, 2);
        struct finding *f = findings_add_as(into, severity, store_column(arena, st, 1), place, NULL);
        const char *document = store_column(arena, st, 11);
        f->document = *document ? document : NULL;
        f->text = store_column(arena, st, 7);
        f->remedy = store_column(arena, st, 8);
        f->basis = store_column(arena, st, 9);
        f->certainty = store_column(arena, st, 10);
        arguments_get(s, sqlite3_column_int64(st, 0), into, f);
    }
    bool ok = code == SQLITE_DONE || store_failed(s);
    sqlite3_reset(st);
    return ok;
}

bool store_findings_get(struct store *s, const char *document, struct findings *into) {
    sqlite3_stmt *st = store_use(s, FINDING_GET);
    if (!st) {
        return false;
    }
    store_bind(st, 1, document);
    return store_take_findings(s, st, into);
}

// ---- events ----

bool store_event(struct store *s, const char *document, const char *what, const char *detail) {
    sqlite3_stmt *st = store_use(s, EVENT_PUT);
    if (!st) {
        return false;
    }
    store_bind(st, 1, document);
    store_bind(st, 2, what);
    store_bind(st, 3, detail);
    return store_done(s, st);
}

int64_t store_events(struct store *s, const char *what) {
    sqlite3_stmt *st = store_use(s, EVENT_COUNT);
    if (!st) {
        return 0;
    }
    store_bind(st, 1, what);
    int64_t n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_reset(st);
    return n;
}
