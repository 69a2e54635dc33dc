// Checking, copying and rebuilding the store.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/message.h"
#include "store/internal.h"

struct library store_library(void) {
    struct library l = {.name = "SQLite", .package = "libsqlite3-0", .built = SQLITE_VERSION};
    snprintf(l.running, sizeof l.running, "%s", sqlite3_libversion());
    return l;
}

// ---- check ----

static bool tell_rows(struct store *s, const char *question, const char *path, struct findings *findings) {
    sqlite3_stmt *st = NULL;
    bool good = sqlite3_prepare_v2(s->db, question, -1, &st, NULL) == SQLITE_OK;
    int code = SQLITE_DONE;
    struct place place = {.file = path};
    while (good && (code = sqlite3_step(st)) == SQLITE_ROW) {
        const char *row = (const char *)sqlite3_column_text(st, 0);
        if (row && strcmp(row, "ok") == 0) {
            continue;
        }
        good = false;
        findings_add(findings, "store.integrity", place, "berkas", path, "alasan", row ? row : "?", NULL);
    }
    if (code != SQLITE_DONE && code != SQLITE_ROW) {
        good = false;
        findings_add(findings, "store.integrity", place, "berkas", path, "alasan", store_reason(code, 0), NULL);
    }
    sqlite3_finalize(st);
    return good;
}

bool store_check(struct store *s, const char *path, struct findings *findings) {
    bool whole = tell_rows(s, "PRAGMA integrity_check(20)", path, findings);
    return tell_rows(s, "SELECT \"table\" || ' → ' || parent FROM pragma_foreign_key_check LIMIT 20", path, findings) &&
           whole;
}

// ---- backup ----

static int copy_pages(struct store *s, const char *path) {
    sqlite3 *to = NULL;
    int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    sqlite3_backup *backup = code == SQLITE_OK ? sqlite3_backup_init(to, "main", s->db, "main") : NULL;
    if (backup) {
        code = sqlite3_backup_step(backup, -1);
        int end = sqlite3_backup_finish(backup);
        code = code == SQLITE_DONE ? end : code;
    } else if (code == SQLITE_OK) {
        code = sqlite3_errcode(to);
    }
    int closed = sqlite3_close(to);
    return code == SQLITE_OK ? closed : code;
}

static bool sync_file(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

bool store_backup(struct store *s, struct arena *arena, const char *path, struct findings *findings) {
    const char *part = arena_printf(arena, "%s.%ld.part", path, (long)getpid());
    struct place place = {.file = path};
    int code = SQLITE_OK;
    errno = 0;
    // The name is given by link, which refuses one that is taken: also one that came up a moment ago.
    bool ok = !file_exists(path) && (code = copy_pages(s, part)) == SQLITE_OK && sync_file(part) &&
              link(part, path) == 0;
    int number = ok ? 0 : errno;
    unlink(part);
    if (ok) {
        return true;
    }
    bool there = file_exists(path);
    findings_add(findings, there ? "store.backup-there" : "store.backup", place, "berkas", path, "alasan",
                 code != SQLITE_OK ? store_reason(code, number) : message_errno(number), NULL);
    return false;
}

// ---- rebuild ----

// Moves the database and what lies beside it to a name that is free. NULL with errno set on failure.
static const char *set_aside(struct arena *arena, const char *path) {
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    const char *aside = NULL;
    for (int i = 1; !aside || file_exists(aside); i++) {
        aside = arena_printf(arena, "%s.lama-%d", path, i);
    }
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        const char *from = arena_printf(arena, "%s%s", path, suffixes[i]);
        if (rename(from, arena_printf(arena, "%s%s", aside, suffixes[i])) != 0 && (i == 0 || errno != ENOENT)) {
            return NULL;
        }
    }
    return aside;
}

// Row by row, so that a damaged page ends the copying but not what was copied before it. *all turns false when that
// happened. A table that the old store does not have yet is no loss.
static int64_t carry(struct store *s, sqlite3 *old, const char *get, const char *put, bool *all) {
    sqlite3_stmt *from = NULL, *to = NULL;
    int64_t n = 0;
    int code = sqlite3_prepare_v2(old, get, -1, &from, NULL);
    bool missing = code == SQLITE_ERROR;
    bool ok = code == SQLITE_OK && sqlite3_prepare_v2(s->db, put, -1, &to, NULL) == SQLITE_OK;
    while (ok && (code = sqlite3_step(from)) == SQLITE_ROW) {
        sqlite3_reset(to);
        for (int i = 0; i < sqlite3_column_count(from); i++) {
            sqlite3_bind_value(to, i + 1, sqlite3_column_value(from, i));
        }
        n += sqlite3_step(to) == SQLITE_DONE && sqlite3_changes(s->db) > 0;
    }
    *all = *all && (missing || (ok && code == SQLITE_DONE));
    sqlite3_finalize(from);
    sqlite3_finalize(to);
    return n;
}

static void rescue(struct store *s, const char *path, struct store_rescued *rescued) {
    sqlite3 *old = NULL;
    struct store_rescued got = {.aside = rescued->aside};
    if (sqlite3_open_v2(path, &old, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK && store_begin(s)) {
        got.all = true;
        got.series = carry(s, old, "SELECT name, year, n, number, state, document, reason, at FROM series",
                           "INSERT OR IGNORE INTO series(name, year, n, number, state, document, reason, at)"
                           " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", &got.all);
        got.written = carry(s, old, "SELECT hash FROM written", "INSERT OR IGNORE INTO written(hash) VALUES(?1)",
                            &got.all);
        got.events = carry(s, old, "SELECT at, document, what, detail FROM event ORDER BY id",
                           "INSERT INTO event(at, document, what, detail) VALUES(?1, ?2, ?3, ?4)", &got.all);
        if (store_commit(s)) {
            *rescued = got;
        } else {
            store_rollback(s);
        }
    }
    sqlite3_close(old);
}

struct store *store_rebuild(struct arena *arena, const char *path, struct store_rescued *rescued,
                            struct findings *findings) {
    *rescued = (struct store_rescued){0};
    struct store *s = store_lock(arena, path, findings);
    if (!s) {
        return NULL;
    }
    if (file_exists(path) && !(rescued->aside = set_aside(arena, path))) {
        struct place place = {.file = path};
        findings_add(findings, "store.open", place, "berkas", path, "alasan", message_errno(errno), NULL);
        store_close(s);
        return NULL;
    }
    s = store_open_locked(s, path, findings);
    if (s && rescued->aside) {
        rescue(s, rescued->aside, rescued);
        if (!rescued->all) {
            struct place place = {.file = rescued->aside};
            findings_add(findings, "store.series-torn", place, "berkas", rescued->aside, "jumlah",
                         arena_printf(arena, "%lld", (long long)rescued->series), NULL);
        }
    }
    return s;
}
