// What the files of this folder share: the handle, opening in two steps, SQLite's reasons.
#ifndef NASKAH_STORE_INTERNAL_H
#define NASKAH_STORE_INTERNAL_H

#include <sqlite3.h>

#include "store/lock.h"
#include "store/store.h"

enum statement {
    BEGIN, COMMIT, ROLLBACK, OUTPUT_FIND, OUTPUT_PUT, OUTPUT_DROP, OUTPUT_ALL, WRITTEN_PUT, WRITTEN, INPUT_PUT,
    INPUT_SAME, INPUT_CLEAR, FINDING_DROP, FINDING_PUT, FINDING_GET, ARGUMENT_PUT, ARGUMENT_GET, EVENT_PUT, EVENT_COUNT,
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

#endif
