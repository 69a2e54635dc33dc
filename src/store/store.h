// The store (naskah.db): the only file with SQL. Remembers inputs, outputs with hash and fingerprint, findings, events.
// Deleting it loses nothing but the events and the numbers of own series (series.h): everything else is found again
// from the files by the next run.
#ifndef NASKAH_STORE_STORE_H
#define NASKAH_STORE_STORE_H

#include <stdint.h>

#include "base/finding.h"
#include "base/library.h"

struct store;

// Opens or creates the store: WAL, foreign keys, STRICT tables, schema version in user_version (an older one is lifted,
// one transaction a step), quick integrity check. Holds the run lock until it is closed. NULL with one fatal finding:
// store.open (cannot), store.newer (made by a newer naskah), store.damaged, or those of store_is_locked. When the last
// run was killed, its lock is taken over with the note store.stale.
// `path` NULL: an empty store in memory, without a lock, gone when it is closed.
struct store *store_open(struct arena *arena, const char *path, struct findings *findings);
// The same for one of several runs at a time that make different documents (--shard): they share the lock, and any
// other run has to wait. Only on a disk of this computer.
struct store *store_open_shared(struct arena *arena, const char *path, struct findings *findings);
void store_close(struct store *s);  // NULL is allowed
// Another process holds the store: store.locked (who, since when), store.locked-dead (it died, but what it began still
// runs), store.locked-elsewhere (on another computer), store.locked-nameless (nobody knows who), store.busy (some other
// program). Exit status 4.
bool store_is_locked(const struct findings *findings);
// Why the last call that returned false failed, in SQLite's words. Valid until the next call.
const char *store_why(const struct store *s);

// One run at a time: BEGIN IMMEDIATE … COMMIT around each document's results.
bool store_begin(struct store *s);
bool store_commit(struct store *s);
void store_rollback(struct store *s);

struct store_output {
    const char *path;          // relative to the output folder
    const char *document, *rendition;
    const char *hash;          // SHA-256 of the file
    const char *fingerprint;   // of everything it was made from
    const char *families;      // font families that its text asked for, as job_run told them
    int pages;
    int64_t bytes;
};
bool store_output_find(struct store *s, struct arena *arena, const char *document, const char *rendition,
                       struct store_output *out);
bool store_output_put(struct store *s, const struct store_output *o);
bool store_output_drop(struct store *s, const char *document, const char *rendition);
// All outputs in order of document and rendition.
struct store_output *store_outputs(struct store *s, struct arena *arena, size_t *n);
// The same one after the other; the row lasts until `take` returns, which must not ask for outputs itself.
bool store_outputs_each(struct store *s, void (*take)(void *context, const struct store_output *row), void *context);

// Hashes of all files that were ever written: a file with such a hash is ours and may be replaced, any other was
// touched by somebody. Noted before the file is renamed into place, so that a crash between leaves no doubt.
bool store_written_put(struct store *s, const char *hash);
bool store_written(struct store *s, const char *hash);

// The inputs of the last complete run.
bool store_input_put(struct store *s, const char *path, const char *hash, int64_t bytes);
bool store_input_same(struct store *s, const char *path, const char *hash);
bool store_inputs_clear(struct store *s);

// Findings of a document, kept so that they can be shown again when nothing is made. "" names those of the inputs.
bool store_findings_put(struct store *s, const char *document, const struct findings *f);
bool store_findings_get(struct store *s, const char *document, struct findings *into);
// Ids of documents with stored findings, each once, in order of their bytes; those of a seal are among them. NULL when
// they cannot be read.
const char *const *store_findings_documents(struct store *s, struct arena *arena, size_t *n);
bool store_event(struct store *s, const char *document, const char *what, const char *detail);
int64_t store_events(struct store *s, const char *what);  // how many there are; NULL: of any kind
struct store_event_row {
    const char *at, *what, *detail;  // "2026-01-31T08:15:00Z"
};
// Those of one document (NULL: of none), oldest first (events.c).
struct store_event_row *store_events_of(struct store *s, struct arena *arena, const char *document, size_t *n);

// What a document was made from, as its template read it, so that the next run can say why it is made again. One text a
// document, since nobody asks for one field alone and twenty thousand documents have some millions of them.
struct store_field {
    const char *path;          // "tim.anggota[1].orang.@nama": any text without tab and newline, once a document
    const char *value;         // shortened, for people
    const char *hash;          // of the whole value, "" when `value` is all of it
};
bool store_fields_put(struct store *s, const char *document, const struct store_field *fields, size_t n);
// In the order they were put. NULL with *n 0 when there are none; they go with the document's last output.
struct store_field *store_fields_get(struct store *s, struct arena *arena, const char *document, size_t *n);

// What a check of a file came to (verifikasi), so that one that was interrupted goes on where it stopped. It holds for
// these bytes and this version of the checks only.
struct store_verdict {
    const char *verdict;       // the caller's words
    const char *at;            // when, UTC: 2026-01-31T12:00:00Z
};
bool store_check_put(struct store *s, const char *path, const char *hash, const char *version, const char *verdict);
bool store_check_get(struct store *s, struct arena *arena, const char *path, const char *hash, const char *version,
                     struct store_verdict *out);
bool store_checks_clear(struct store *s);

// The seal of a run: that with everything that `key` is the hash of, nothing was left to be done, and what was found
// among all documents together (seal.c). Whoever makes a document breaks it. Each false when SQLite fails; `has` also
// when there is none.
bool store_seal_put(struct store *s, const char *key);
bool store_seal_has(struct store *s, const char *key);
bool store_seal_break(struct store *s);
// Documents that the seal does not speak of: of what they are now, nothing or only a part stands. Forgotten when the
// next seal is put.
bool store_unsettled_put(struct store *s, const char *document);
bool store_unsettled_has(struct store *s, const char *document);
// Replaces, adds: the findings among all documents. They are kept when the seal is broken, and hold for its key only.
bool store_seal_findings_put(struct store *s, const struct findings *f);
bool store_seal_findings_get(struct store *s, struct findings *into);

struct library store_library(void);  // SQLite

// ---- keeping it whole (maintain.c) ----

// Reads every page and row. Adds one finding store.integrity for each thing that SQLite finds wrong (twenty at most).
// True when there is none.
bool store_check(struct store *s, const char *path, struct findings *findings);
// Copies the store, as it is now, to a new file that is whole or not there at all. A file of that name is never
// replaced. False with one finding (store.backup-there, store.backup).
bool store_backup(struct store *s, struct arena *arena, const char *path, struct findings *findings);

struct store_rescued {
    const char *aside;         // where the old store lies now; NULL: there was none
    int64_t written, events, series;   // rows that were carried over
    bool all;                  // the old store could be read to its end
};
// A new store in place of the old one, which is set aside, never removed. What no file tells (hashes of files that were
// ours, events, numbers of own series) is carried over as far as the old one can be read; the rest is for a run to find
// again.
// NULL with a finding as of store_open. A warning (store.series-torn) when numbers of series may be missing.
struct store *store_rebuild(struct arena *arena, const char *path, struct store_rescued *rescued,
                            struct findings *findings);

#endif
