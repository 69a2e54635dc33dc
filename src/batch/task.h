// One document's way through a run: what stands of it is looked at, the job is run, its files are staged and renamed,
// the store notes what was done. Internal to src/batch; run.h is the door.
#ifndef NASKAH_BATCH_TASK_H
#define NASKAH_BATCH_TASK_H

#include "batch/contest.h"
#include "batch/outputs.h"
#include "batch/run.h"

struct work {
    const struct world *world;
    struct store *store;
    const struct run_options *options;
    struct run_report *report;
    struct arena *arena;          // of the document being made
    struct contests *contests;    // what only shows among all proposals
    bool broken;                  // the world failed in a way that the next document would meet too
};

// One document on its way through a run.
struct task {
    const struct planned *document;
    struct output_file files[RENDITION_COUNT];
    struct job_input input;
    struct job_result *result;
    char hashes[RENDITION_COUNT][HASH_SIZE];
    bool same[RENDITION_COUNT];
    bool waits;                   // stopped for the sake of an unread input: what stands is kept
};

// ---- task.c: the order ----

// Makes one document, or foresees it in a dry run. What becomes of it is in the report.
void task_make(struct work *run, const struct planned *document);
// Its findings, without making it.
void task_check(struct work *run, const struct planned *document);
// Runs the job behind a guard: a document that needs too much memory costs itself, not the run. NULL: it did.
struct job_result *task_job(struct work *run, const struct job_input *input);

// ---- task_write.c: files first, then the store ----

// Writes what was made, whole or not at all, withdraws what may no longer stand, and notes both in the store. False
// after a fatal finding.
bool task_write(struct work *run, struct task *task);
// Hashes what was made and says which of it stands already.
void task_hash(struct work *run, struct task *task);
// Failures of the world: the finding, and run->broken when the next document would meet it too. Both give false.
bool task_write_failed(struct work *run, const char *document, const char *path);
bool task_store_failed(struct work *run, const char *document);
// A finding about a file of the document.
void task_tell(struct work *run, const struct task *task, const char *rule, const char *path, const char *other);

// ---- task_frozen.c: what was signed or sent ----

// True when the document is frozen (DESIGN §4.13): then it is not made over, and what has changed is told.
bool task_frozen(struct work *run, struct task *task);
// What was signed is judged by what it says, not by what the data say since. False when nothing is kept of it.
bool task_frozen_check(struct work *run, const struct planned *document);

// ---- task_report.c ----

// Counts the document in the report, once. `written`: the files and the store are as they should be.
void task_count(struct work *run, const struct task *task, bool written);
void task_foresee(struct work *run, const struct planned *document, enum run_verdict verdict);
// Which of the report's counts went up since `before` says what became of the document.
void task_foresee_counted(struct work *run, const struct planned *document, const struct run_report *before);

#endif
