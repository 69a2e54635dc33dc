// Stores of older versions are lifted, step by step and whole; those of newer ones are left alone.
#include "fixture.h"

#include <signal.h>

#include "store/series.h"

#define SCHEMA_NOW 3

// What version 1 wrote, word for word.
static const char version_1[] =
    "PRAGMA journal_mode = WAL;"
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
    " STRICT;"
    "PRAGMA user_version = 1;"
    "INSERT INTO output VALUES('sk', 'draf', 'dinkes/sk.draf.pdf', 'abc', 'f1', 'Sans/0/0', 3, 1234);"
    "INSERT INTO written VALUES('abc');"
    "INSERT INTO input VALUES('a.xml', 'h', 10);"
    "INSERT INTO finding VALUES(5, 'sk', 'isian.kosong', 1, 'a.xml', 7, 3, NULL, NULL, NULL, NULL, NULL);"
    "INSERT INTO argument VALUES(5, 0, 'isian', 'tujuan');"
    "INSERT INTO event VALUES(1, '2025-01-31T12:00:00Z', 'sk', 'dibuat', 'x.pdf');";

static void run_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int ask(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    int answer = sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    sqlite3_close(db);
    return answer;
}

static const char *write_number(void *context, struct arena *arena, int n) {
    (void)context;
    return arena_printf(arena, "%d", n);
}

static void holds_all(struct fixture *f) {
    f->findings->n = 0;
    struct store *s = store_open(f->arena, f->path, f->findings);
    assert_non_null(s);
    struct store_output row;
    struct findings *told = findings_new(f->arena, NULL);
    assert_true(store_output_find(s, f->arena, "sk", "draf", &row));
    assert_string_equal(row.fingerprint, "f1");
    assert_true(store_written(s, "abc"));
    assert_true(store_input_same(s, "a.xml", "h"));
    assert_int_equal(store_events(s, "dibuat"), 1);
    assert_true(store_findings_get(s, "sk", told));
    assert_int_equal(told->n, 1);
    assert_string_equal(finding_argument(&told->items[0], "isian"), "tujuan");
    struct store_field field = {"naskah.@tanggal", "2025-02-10", ""};
    struct series_number number;
    struct series_request request = {.name = "sk", .year = 2025, .write = write_number};
    assert_true(store_fields_put(s, "sk", &field, 1));
    assert_int_equal(series_take(s, f->arena, &request, &number), SERIES_DONE);
    assert_int_equal(number.n, 1);
    assert_true(store_check_put(s, "x.pdf", "h", "1", "utuh"));
    store_close(s);
    assert_int_equal(ask(f->path, "PRAGMA user_version"), SCHEMA_NOW);
    assert_int_equal(ask(f->path, "SELECT count(*) FROM pragma_foreign_key_list('argument')"), 1);
    // Every table is STRICT.
    assert_int_equal(ask(f->path, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
                                  " AND name NOT LIKE 'sqlite_%'"), 0);
}

static void test_from_version_1(void **state) {
    struct fixture *f = *state;
    run_sql(f->path, version_1);
    holds_all(f);
}

// An old store and a new one have the same tables.
static void test_old_and_new_are_alike(void **state) {
    struct fixture *f = *state;
    run_sql(f->path, version_1);
    store_close(opened(f));
    const char *other = arena_printf(f->arena, "%s.baru", f->path);
    store_close(store_open(f->arena, other, f->findings));
    const char *sql = arena_printf(
        f->arena, "ATTACH '%s' AS baru; CREATE TEMP TABLE lain AS SELECT sql FROM sqlite_schema EXCEPT"
                  " SELECT sql FROM baru.sqlite_schema; INSERT INTO lain SELECT sql FROM baru.sqlite_schema EXCEPT"
                  " SELECT sql FROM sqlite_schema; CREATE TABLE sama AS SELECT count(*) AS n FROM lain", other);
    run_sql(f->path, sql);
    assert_int_equal(ask(f->path, "SELECT n FROM sama"), 0);
}

// ---- killed in the middle ----

static int statements_left;

static int count_down(unsigned what, void *context, void *statement, void *sql) {
    (void)what, (void)context, (void)statement, (void)sql;
    if (statements_left-- == 0) {
        raise(SIGKILL);
    }
    return 0;
}

static int watch(sqlite3 *db, char **error, const void *api) {
    (void)error, (void)api;
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, count_down, NULL);
}

// True when the child was killed, false when it came to the end before.
static bool killed_at(struct fixture *f, int n) {
    pid_t pid = fork();
    if (pid == 0) {
        statements_left = n;
        sqlite3_auto_extension((void (*)(void))watch);
        struct store *s = store_open(f->arena, f->path, f->findings);
        store_close(s);
        _exit(s ? 0 : 1);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return WIFSIGNALED(status);
}

static void remove_all(struct fixture *f) {
    static const char *const suffixes[] = {"", "-wal", "-shm", ".lock"};
    for (size_t i = 0; i < 4; i++) {
        unlink(arena_printf(f->arena, "%s%s", f->path, suffixes[i]));
    }
}

static void test_killed_while_lifted(void **state) {
    struct fixture *f = *state;
    int n = 0, between = 0;
    for (bool killed = true; killed; n++) {
        run_sql(f->path, version_1);
        killed = killed_at(f, n);
        int version = ask(f->path, "PRAGMA user_version");
        bool table = ask(f->path, "SELECT count(*) FROM sqlite_schema WHERE name = 'seal'") > 0;
        assert_int_equal(table, version == SCHEMA_NOW);
        between += version == 1;
        holds_all(f);
        remove_all(f);
    }
    assert_true(n > 8);
    assert_true(between > 6);
}

static void test_killed_while_made(void **state) {
    struct fixture *f = *state;
    for (int n = 0; killed_at(f, n); n++) {
        int version = ask(f->path, "PRAGMA user_version");
        int tables = ask(f->path, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_stat1'");
        assert_int_equal(tables, version == 0 ? 0 : version == 1 ? 6 : version == 2 ? 9 : 11);
        f->findings->n = 0;
        struct store *s = store_open(f->arena, f->path, f->findings);
        assert_non_null(s);
        assert_true(store_check_put(s, "x.pdf", "h", "1", "utuh"));
        store_close(s);
        remove_all(f);
    }
}

static void test_newer_schema(void **state) {
    struct fixture *f = *state;
    store_close(opened(f));
    run_sql(f->path, "CREATE TABLE masa_depan(x TEXT) STRICT; PRAGMA user_version = 999");
    refused(f, "store.newer");
    assert_false(store_is_locked(f->findings));
    assert_int_equal(ask(f->path, "PRAGMA user_version"), 999);
    assert_int_equal(ask(f->path, "SELECT count(*) FROM sqlite_schema WHERE name = 'masa_depan'"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_from_version_1), TEST(test_old_and_new_are_alike), TEST(test_killed_while_lifted),
        TEST(test_killed_while_made), TEST(test_newer_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
