// The schema of the store and the steps that lead to it.
#include <stdio.h>
#include <string.h>

#include "store/internal.h"

#define BUSY_MS 5000

// Step v lifts the schema from version v to v + 1. A released step never changes.
static const char *const migrations[] = {
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

    "CREATE TABLE fields(document TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT;"
    "CREATE TABLE series(name TEXT NOT NULL, year INTEGER NOT NULL, n INTEGER NOT NULL CHECK(n > 0),"
    " number TEXT NOT NULL CHECK(number <> ''), state TEXT NOT NULL CHECK(state IN ('dipesan', 'dipakai', 'batal')),"
    " document TEXT, reason TEXT CHECK(state <> 'batal' OR reason <> ''), at TEXT NOT NULL,"
    " PRIMARY KEY(name, year, n)) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX series_number ON series(name, year, number);"
    "CREATE INDEX series_document ON series(document) WHERE document IS NOT NULL;"
    "CREATE TABLE checks(path TEXT PRIMARY KEY, hash TEXT NOT NULL, version TEXT NOT NULL, verdict TEXT NOT NULL,"
    " at TEXT NOT NULL) STRICT, WITHOUT ROWID;",

    "CREATE TABLE seal(key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "CREATE TABLE unsettled(document TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;",
};

#define SCHEMA_VERSION ((int)(sizeof migrations / sizeof *migrations))

static int user_version(sqlite3 *db) {
    sqlite3_stmt *st = NULL;
    int version = -1;
    if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW) {
        version = sqlite3_column_int(st, 0);
    }
    sqlite3_finalize(st);
    return version;
}

// The rule that tells what SQLite met.
static const char *refusal(sqlite3 *db) {
    int code = sqlite3_errcode(db) & 0xff;
    return code == SQLITE_BUSY                                                       ? "store.busy"
           : code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR ? "store.damaged"
                                                                                     : "store.open";
}

static const char *check_quickly(sqlite3 *db) {
    sqlite3_stmt *st = NULL;
    bool asked = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &st, NULL) == SQLITE_OK &&
                 sqlite3_step(st) == SQLITE_ROW;
    bool ok = asked && strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;
    const char *rule = ok ? NULL : asked ? "store.damaged" : refusal(db);
    sqlite3_finalize(st);
    return rule;
}

static bool executed(sqlite3 *db, const char *sql) {
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

// Each step is one transaction with its version number: a store that was killed between two of them is whole, at a
// version that the next opening goes on from. Within it the version is asked again: a neighbour (a shard of the same
// run) may have made the step a moment ago.
static bool step(sqlite3 *db, int v) {
    char version[64];
    snprintf(version, sizeof version, "PRAGMA user_version = %d", v + 1);
    if (!executed(db, "BEGIN IMMEDIATE")) {
        return false;
    }
    bool mine = user_version(db) == v;
    return (!mine || (executed(db, migrations[v]) && executed(db, version))) && executed(db, "COMMIT");
}

static bool migrate(sqlite3 *db, int from) {
    bool ok = true;
    for (int v = from; ok && v < SCHEMA_VERSION; v++) {
        ok = step(db, v);
    }
    return ok;
}

const char *schema_prepare(sqlite3 *db) {
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, BUSY_MS);
    int version = user_version(db);
    if (version > SCHEMA_VERSION) {
        return "store.newer";
    }
    if (version < 0) {
        return refusal(db);
    }
    const char *wrong = version > 0 ? check_quickly(db) : NULL;
    if (wrong) {
        return wrong;
    }
    // The order of commits is kept by the WAL; after a power cut the last documents may be made again, no more.
    static const char setup[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
                                "PRAGMA trusted_schema = OFF";
    return executed(db, setup) && migrate(db, version) ? NULL : refusal(db);
}
