#include "store/store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "store/internal.h"

#define SCHEMA_VERSION 1
#define BUSY_MS 5000

// Each step lifts the schema by one version; a released step never changes.
static const char *const migrations[SCHEMA_VERSION] = {
    "CREATE TABLE input(path TEXT PRIMARY KEY, hash TEXT NOT NULL, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE output(document TEXT NOT NULL, rendition TEXT NOT NULL, path TEXT NOT NULL, hash TEXT NOT NULL,"
    " fingerprint TEXT NOT NULL, families TEXT NOT NULL, pages INTEGER NOT NULL, bytes INTEGER NOT NULL,"
    " PRIMARY KEY(document, rendition)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE written(hash TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "CREATE TABLE finding(id INTEGER PRIMARY KEY, document TEXT NOT NULL, rule TEXT NOT NULL,"
    " severity INTEGER NOT NULL, file TEXT, line INTEGER NOT NULL, column INTEGER NOT NULL, section TEXT,"
    " text TEXT, remedy TEXT, basis TEXT, certainty TEXT) STRICT;"
    "CREATE INDEX finding_document ON finding(document);"
    "CREATE TABLE argument(finding INTEGER NOT NULL REFERENCES finding(id) ON DELETE CASCADE, n INTEGER NOT NULL,"
    " name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(finding, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, at TEXT NOT NULL, document TEXT, what TEXT NOT NULL, detail TEXT)"
    " STRICT;",
};

#define OUTPUT_COLUMNS "document, rendition, path, hash, fingerprint, families, pages, bytes"

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
    [FINDING_GET] = "SELECT id, rule, severity, file, line, column, section, text, remedy, basis, certainty"
                    " FROM finding WHERE document = ?1 ORDER BY id",
    [ARGUMENT_PUT] = "INSERT INTO argument(finding, n, name, value) VALUES(?1, ?2, ?3, ?4)",
    [ARGUMENT_GET] = "SELECT name, value FROM argument WHERE finding = ?1 ORDER BY n",
    [EVENT_PUT] = "INSERT INTO event(at, document, what, detail)"
                  " VALUES(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3)",
    [EVENT_COUNT] = "SELECT count(*) FROM event WHERE ?1 IS NULL OR what = ?1",
};

// What SQLite says, as words of the catalogue.
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

static bool failed(struct store *s) {
    s->why = store_reason(sqlite3_errcode(s->db), 0);
    return false;
}

const char *store_why(const struct store *s) {
    return s->why ? s->why : "";
}

// The prepared statement, reset and without bindings; NULL when the database refuses it.
static sqlite3_stmt *use(struct store *s, enum statement which) {
    sqlite3_stmt **slot = &s->prepared[which];
    if (!*slot && sqlite3_prepare_v3(s->db, statements[which], -1, SQLITE_PREPARE_PERSISTENT, slot, NULL)) {
        failed(s);
        return NULL;
    }
    sqlite3_reset(*slot);
    sqlite3_clear_bindings(*slot);
    return *slot;
}

static void bind_text(sqlite3_stmt *st, int i, const char *text) {
    if (text) {
        sqlite3_bind_text(st, i, text, -1, SQLITE_TRANSIENT);
    }
}

static bool done(struct store *s, sqlite3_stmt *st) {
    if (!st) {
        return false;
    }
    bool ok = sqlite3_step(st) == SQLITE_DONE || failed(s);
    sqlite3_reset(st);
    return ok;
}

static const char *column(struct arena *arena, sqlite3_stmt *st, int i) {
    return arena_strdup(arena, (const char *)sqlite3_column_text(st, i));
}

// ---- opening ----

static int user_version(sqlite3 *db) {
    sqlite3_stmt *st = NULL;
    int version = -1;
    if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW) {
        version = sqlite3_column_int(st, 0);
    }
    sqlite3_finalize(st);
    return version;
}

static bool whole(sqlite3 *db) {
    sqlite3_stmt *st = NULL;
    bool ok = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &st, NULL) == SQLITE_OK &&
              sqlite3_step(st) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;
    sqlite3_finalize(st);
    return ok;
}

static bool migrate(sqlite3 *db, int from) {
    if (from == SCHEMA_VERSION) {
        return true;
    }
    bool ok = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
    for (int v = from; ok && v < SCHEMA_VERSION; v++) {
        ok = sqlite3_exec(db, migrations[v], NULL, NULL, NULL) == SQLITE_OK;
    }
    char version[64];
    snprintf(version, sizeof version, "PRAGMA user_version = %d; COMMIT", SCHEMA_VERSION);
    return ok && sqlite3_exec(db, version, NULL, NULL, NULL) == SQLITE_OK;
}

// The rule that tells why the database cannot be used, or NULL when it can.
static const char *prepare_database(sqlite3 *db) {
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, BUSY_MS);
    int version = user_version(db);
    if (version > SCHEMA_VERSION) {
        return "store.newer";
    }
    if (version < 0 || (version > 0 && !whole(db))) {
        int code = sqlite3_errcode(db) & 0xff;
        return code == SQLITE_BUSY ? "store.locked" : code == SQLITE_CANTOPEN ? "store.open" : "store.damaged";
    }
    // The order of commits is kept by the WAL; after a power cut the last documents may be made again, no more.
    static const char setup[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
                                "PRAGMA trusted_schema = OFF";
    if (sqlite3_exec(db, setup, NULL, NULL, NULL) == SQLITE_OK && migrate(db, version)) {
        return NULL;
    }
    int code = sqlite3_errcode(db) & 0xff;
    return code == SQLITE_BUSY                             ? "store.locked"
           : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? "store.damaged"
                                                             : "store.open";
}

static struct store *refuse(struct store *s, const char *rule, const char *path, const struct lock_holder *holder,
                            const char *why, struct findings *findings) {
    struct lock_holder unknown = {"?", "?", "?"};
    const struct lock_holder *who = holder && holder->pid ? holder : &unknown;
    struct place place = {.file = path};
    findings_add_as(findings, SEVERITY_FATAL, rule, place, "berkas", path, "alasan", why, "pid", who->pid, "komputer",
                    who->host, "sejak", who->since, NULL);
    store_close(s);
    return NULL;
}

struct store *store_lock(struct arena *arena, const char *path, struct findings *findings) {
    struct store *s = ARENA_NEW(arena, struct store);
    struct lock_holder holder;
    s->lock = lock_take(arena, arena_printf(arena, "%s.lock", path), &holder);
    if (s->lock < 0) {
        return refuse(s, holder.pid ? "store.locked" : "store.open", path, &holder, message_errno(errno), findings);
    }
    return s;
}

struct store *store_open_locked(struct store *s, const char *path, struct findings *findings) {
    int code = sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) {
        return refuse(s, "store.open", path, NULL, store_reason(code, sqlite3_system_errno(s->db)), findings);
    }
    const char *rule = prepare_database(s->db);
    if (rule) {
        return refuse(s, rule, path, NULL, store_reason(sqlite3_errcode(s->db), 0), findings);
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
    return done(s, use(s, BEGIN));
}

bool store_commit(struct store *s) {
    return done(s, use(s, COMMIT));
}

void store_rollback(struct store *s) {
    if (!sqlite3_get_autocommit(s->db)) {
        done(s, use(s, ROLLBACK));
    }
}

// ---- outputs ----

static void output_row(struct arena *arena, sqlite3_stmt *st, struct store_output *out) {
    *out = (struct store_output){
        .document = column(arena, st, 0), .rendition = column(arena, st, 1), .path = column(arena, st, 2),
        .hash = column(arena, st, 3), .fingerprint = column(arena, st, 4), .families = column(arena, st, 5),
        .pages = sqlite3_column_int(st, 6), .bytes = sqlite3_column_int64(st, 7)};
}

bool store_output_find(struct store *s, struct arena *arena, const char *document, const char *rendition,
                       struct store_output *out) {
    sqlite3_stmt *st = use(s, OUTPUT_FIND);
    if (!st) {
        return false;
    }
    bind_text(st, 1, document);
    bind_text(st, 2, rendition);
    bool found = sqlite3_step(st) == SQLITE_ROW;
    if (found) {
        output_row(arena, st, out);
    }
    sqlite3_reset(st);
    return found;
}

bool store_output_put(struct store *s, const struct store_output *o) {
    sqlite3_stmt *st = use(s, OUTPUT_PUT);
    if (!st) {
        return false;
    }
    bind_text(st, 1, o->document);
    bind_text(st, 2, o->rendition);
    bind_text(st, 3, o->path);
    bind_text(st, 4, o->hash);
    bind_text(st, 5, o->fingerprint);
    bind_text(st, 6, o->families ? o->families : "");
    sqlite3_bind_int(st, 7, o->pages);
    sqlite3_bind_int64(st, 8, o->bytes);
    return done(s, st);
}

bool store_output_drop(struct store *s, const char *document, const char *rendition) {
    sqlite3_stmt *st = use(s, OUTPUT_DROP);
    if (!st) {
        return false;
    }
    bind_text(st, 1, document);
    bind_text(st, 2, rendition);
    return done(s, st);
}

struct store_output *store_outputs(struct store *s, struct arena *arena, size_t *n) {
    struct store_output *all = NULL;
    size_t cap = 0;
    *n = 0;
    sqlite3_stmt *st = use(s, OUTPUT_ALL);
    while (st && sqlite3_step(st) == SQLITE_ROW) {
        if (*n == cap) {
            size_t more = cap ? cap * 2 : 64;
            all = arena_grow(arena, all, cap * sizeof *all, more * sizeof *all);
            cap = more;
        }
        output_row(arena, st, &all[(*n)++]);
    }
    sqlite3_reset(st);
    return all;
}

// ---- one-column questions ----

static bool one_put(struct store *s, enum statement which, const char *a) {
    sqlite3_stmt *st = use(s, which);
    if (!st) {
        return false;
    }
    bind_text(st, 1, a);
    return done(s, st);
}

static bool one_has(struct store *s, enum statement which, const char *a, const char *b) {
    sqlite3_stmt *st = use(s, which);
    if (!st) {
        return false;
    }
    bind_text(st, 1, a);
    if (b) {
        bind_text(st, 2, b);
    }
    bool has = sqlite3_step(st) == SQLITE_ROW;
    sqlite3_reset(st);
    return has;
}

bool store_written_put(struct store *s, const char *hash) {
    return one_put(s, WRITTEN_PUT, hash);
}

bool store_written(struct store *s, const char *hash) {
    return one_has(s, WRITTEN, hash, NULL);
}

bool store_input_put(struct store *s, const char *path, const char *hash, int64_t bytes) {
    sqlite3_stmt *st = use(s, INPUT_PUT);
    if (!st) {
        return false;
    }
    bind_text(st, 1, path);
    bind_text(st, 2, hash);
    sqlite3_bind_int64(st, 3, bytes);
    return done(s, st);
}

bool store_input_same(struct store *s, const char *path, const char *hash) {
    return one_has(s, INPUT_SAME, path, hash);
}

bool store_inputs_clear(struct store *s) {
    return done(s, use(s, INPUT_CLEAR));
}

// ---- findings ----

static bool argument_put(struct store *s, int64_t finding, int n, const struct argument *arg) {
    sqlite3_stmt *st = use(s, ARGUMENT_PUT);
    if (!st) {
        return false;
    }
    sqlite3_bind_int64(st, 1, finding);
    sqlite3_bind_int(st, 2, n);
    bind_text(st, 3, arg->name);
    bind_text(st, 4, arg->value ? arg->value : "");
    return done(s, st);
}

static bool finding_put(struct store *s, const char *document, const struct finding *f) {
    sqlite3_stmt *st = use(s, FINDING_PUT);
    if (!st) {
        return false;
    }
    bind_text(st, 1, document);
    bind_text(st, 2, f->rule);
    sqlite3_bind_int(st, 3, f->severity);
    bind_text(st, 4, f->place.file);
    sqlite3_bind_int(st, 5, f->place.line);
    sqlite3_bind_int(st, 6, f->place.column);
    bind_text(st, 7, f->place.section);
    bind_text(st, 8, f->text);
    bind_text(st, 9, f->remedy);
    bind_text(st, 10, f->basis);
    bind_text(st, 11, f->certainty);
    bool ok = done(s, st);
    int64_t id = sqlite3_last_insert_rowid(s->db);
    for (int i = 0; ok && i < f->n_args; i++) {
        ok = argument_put(s, id, i, &f->args[i]);
    }
    return ok;
}

bool store_findings_put(struct store *s, const char *document, const struct findings *f) {
    bool ok = one_put(s, FINDING_DROP, document);
    for (size_t i = 0; ok && i < f->n; i++) {
        ok = finding_put(s, document, &f->items[i]);
    }
    return ok;
}

static void arguments_get(struct store *s, int64_t id, struct findings *into, struct finding *f) {
    sqlite3_stmt *st = use(s, ARGUMENT_GET);
    if (!st) {
        return;
    }
    sqlite3_bind_int64(st, 1, id);
    while (sqlite3_step(st) == SQLITE_ROW) {
        f->args = arena_grow(into->arena, f->args, (size_t)f->n_args * sizeof *f->args,
                             (size_t)(f->n_args + 1) * sizeof *f->args);
        f->args[f->n_args++] = (struct argument){column(into->arena, st, 0), column(into->arena, st, 1)};
    }
    sqlite3_reset(st);
}

bool store_findings_get(struct store *s, const char *document, struct findings *into) {
    sqlite3_stmt *st = use(s, FINDING_GET);
    if (!st) {
        return false;
    }
    struct arena *arena = into->arena;
    bind_text(st, 1, document);
    int code;
    while ((code = sqlite3_step(st)) == SQLITE_ROW) {
        struct place place = {.file = column(arena, st, 3), .line = sqlite3_column_int(st, 4),
                              .column = sqlite3_column_int(st, 5), .section = column(arena, st, 6)};
        enum severity severity = (enum severity)sqlite3_column_int(st, 2);
        struct finding *f = findings_add_as(into, severity, column(arena, st, 1), place, NULL);
        f->document = *document ? arena_strdup(arena, document) : NULL;
        f->text = column(arena, st, 7);
        f->remedy = column(arena, st, 8);
        f->basis = column(arena, st, 9);
        f->certainty = column(arena, st, 10);
        arguments_get(s, sqlite3_column_int64(st, 0), into, f);
    }
    bool ok = code == SQLITE_DONE || failed(s);
    sqlite3_reset(st);
    return ok;
}

// ---- events ----

bool store_event(struct store *s, const char *document, const char *what, const char *detail) {
    sqlite3_stmt *st = use(s, EVENT_PUT);
    if (!st) {
        return false;
    }
    bind_text(st, 1, document);
    bind_text(st, 2, what);
    bind_text(st, 3, detail);
    return done(s, st);
}

int64_t store_events(struct store *s, const char *what) {
    sqlite3_stmt *st = use(s, EVENT_COUNT);
    if (!st) {
        return 0;
    }
    bind_text(st, 1, what);
    int64_t n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_reset(st);
    return n;
}
