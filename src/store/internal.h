// What the files of this folder share: the handle, opening in two steps, SQLite's reasons.
#ifndef NASKAH_STORE_INTERNAL_H
#define NASKAH_STORE_INTERNAL_H

#include <sqlite3.h>

#include "store/lock.h"
#include "store/store.h"

enum statement {
    BEGIN, COMMIT, ROLLBACK, OUTPUT_FIND, OUTPUT_PUT, OUTPUT_DROP, OUTPUT_ALL, WRITTEN_PUT, WRITTEN, INPUT_PUT,
    INPUT_SAME, INPUT_CLEAR, FINDING_DROP, FINDING_PUT, FINDING_GET, ARGUMENT_PUT, ARGUMENT_GET, EVENT_PUT, EVENT_COUNT,
    FIELDS_PUT, FIELDS_GET, FIELDS_FORGET, CHECK_PUT, CHECK_GET, CHECK_CLEAR,
    SEAL_PUT, SEAL_HAS, SEAL_BREAK, UNSETTLED_PUT, UNSETTLED_HAS, UNSETTLED_CLEAR,
    SEAL_FORGET, SEAL_FINDINGS, FINDING_DOCUMENTS,
    SERIES_LAST, SERIES_OF, SERIES_GET, SERIES_PUT, SERIES_TURN, SERIES_ALL,
    STATEMENTS
};

struct store {
    sqlite3 *db;
    sqlite3_stmt *prepared[STATEMENTS];
    int lock;                  // -1: none is held
    const char *why;
};

// The handle with the run lock, not yet open; NULL with store.locked or store.open.
struct store *store_lock(struct arena *arena, const char *path, struct findings *findings);
// Opens what store_lock gave; on failure the lock is released and NULL returned, with a finding.
struct store *store_open_locked(struct store *s, const char *path, struct findings *findings);
// What SQLite says, as words of the catalogue.
const char *store_reason(int code, int system);
// Notes for store_why what SQLite says; false, to be returned.
bool store_failed(struct store *s);
// The prepared statement, reset and without bindings; NULL when the database refuses it.
sqlite3_stmt *store_use(struct store *s, enum statement which);
void store_bind(sqlite3_stmt *st, int i, const char *text);      // copied; NULL stays NULL
bool store_done(struct store *s, sqlite3_stmt *st);              // steps once and resets; `st` NULL: false
const char *store_column(struct arena *arena, sqlite3_stmt *st, int i);  // NULL for NULL
void store_output_row(struct arena *arena, sqlite3_stmt *st, struct store_output *out);
bool store_finding_put(struct store *s, const char *document, const struct finding *f);
// Statements with one or two texts (`b` may be NULL): runs it; whether it gives a row.
bool store_one_put(struct store *s, enum statement which, const char *a);
bool store_one_has(struct store *s, enum statement which, const char *a, const char *b);
// Adds a finding for each row of a bound statement with the columns of FINDING_GET and, behind them, the document.
bool store_take_findings(struct store *s, sqlite3_stmt *st, struct findings *into);

// Makes an open database ready (schema.c): not newer than we are, whole, WAL, lifted to the schema of today.
// NULL, or the rule that says why it cannot be used; SQLite's code is still that of `db` then.
const char *schema_prepare(sqlite3 *db);

#endif
