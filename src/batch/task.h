// One document's way through a run, in three steps: look at what stands of it (store and disk), do the work (no store:
// in a worker, or here), finish (rename, note in the store, report). Internal to src/batch; run.h is the door.
#ifndef NASKAH_BATCH_TASK_H
#define NASKAH_BATCH_TASK_H

#include "base/file.h"
#include "base/spool.h"
#include "batch/contest.h"
#include "batch/outputs.h"
#include "batch/run.h"

enum task_way { TASK_MAKE, TASK_FORESEE, TASK_CHECK };

struct work {
    const struct world *world;
    const struct run_options *options;
    enum task_way way;
    const struct field_places *places;  // where fields were written, when reasons are asked for; else NULL
    // What only the parent touches.
    struct store *store;
    struct run_report *report;
    struct spool *told;           // findings of documents, until the run is over (task_told)
    struct contests *contests;    // what only shows among all proposals
    struct seal *seal;            // of a run of all documents (seal.h); else NULL
    bool lost;                    // a document was lost: crashed, too slow, too large
    bool broken;                  // the world failed in a way that the next document would meet too
};

enum task_state {
    TASK_WORKED,                  // `result` says what there is to write; it may be nothing
    TASK_CURRENT,                 // all that was asked for stands already
    TASK_SETTLED,                 // the same, known without looking at it (seal.h)
    TASK_FROZEN,                  // signed or sent, and nothing of it is missing
    TASK_FULL,                    // needed more memory than a document may have
    TASK_UNWRITTEN,               // its files could not be staged; told
    TASK_CRASHED, TASK_SLOW       // its worker did not come back
};

// One document on its way through a run. All of it lives in its arena, until it is finished.
struct task {
    struct arena *arena;
    const struct planned *document;
    struct output_file files[RENDITION_COUNT];
    struct job_input input;
    struct findings *stored;      // of the last time, when nothing seems to be out of date; else NULL
    // Of the work:
    enum task_state state;
    struct findings *findings;    // to be told, beside those of `result`, in this order
    struct job_result *result;
    struct str entry;             // what is held against all proposals (contest.h)
    char hashes[RENDITION_COUNT][HASH_SIZE];
    bool same[RENDITION_COUNT];   // made, and the bytes that stand are the same
    struct staging *staging;      // what was made
    struct staging *facts;        // the frozen facts that go with it, renamed when all else is done
    bool frozen;                  // what was signed is judged, and perhaps completed, from the kept facts
    bool lasting;                 // its failure is one that the next document would meet too
    int signal, status;           // of a crash
};

// ---- task.c: the order ----

void task_begin(struct task *task, const struct work *run, const struct planned *document);  // its arena is emptied
void task_look(struct work *run, struct task *task);
// Behind a guard: a document that needs too much memory costs itself only. Touches no store; all that it did is in the
// task and in staged files.
void task_work(const struct work *run, struct task *task);
// What becomes of the document is in the report; tasks are finished in the order of their documents.
void task_finish(struct work *run, struct task *task);
// What the work staged is not wanted. `worker` (0: this process) may have died over it.
void task_abandon(const struct work *run, struct task *task, pid_t worker);

// True when there is nothing to look at; then the task is ready to be finished.
bool task_settled(const struct work *run, struct task *task);
// Findings that the report will tell; they are put into it when all documents are done.
void task_tells(struct work *run, const struct findings *f);
void task_told(struct work *run);

// ---- task_write.c: files first, then the store ----

// Hashes what was made and stages what does not stand already. False after a fatal finding.
bool task_stage(const struct work *run, struct task *task);
// Renames what is staged, whole or not at all, withdraws what may no longer stand, and notes both in the store. False
// after a fatal finding.
bool task_write(struct work *run, struct task *task);
// Failures of the world: the finding; task->lasting when the next document would meet it too. Both give false.
bool task_write_failed(struct task *task, const char *path);
bool task_store_failed(struct work *run, struct task *task);
// A finding about a file of the document.
void task_tell(const struct task *task, const char *rule, const char *path, const char *other);

// ---- task_frozen.c: what was signed or sent ----

// The facts of a document that somebody marked by hand are kept from now on. Before the work: it asks the store.
void task_frozen_keep(struct work *run, struct task *task);
// True when the document is frozen (DESIGN §4.13): then it is not made over, and what has changed is told.
bool task_frozen(const struct work *run, struct task *task);
// What was signed is judged by what it says, not by what the data say since. False when nothing is kept of it.
bool task_frozen_check(const struct work *run, struct task *task);

// ---- task_report.c ----

// Counts the document in the report, once. `written`: the files and the store are as they should be.
void task_count(struct work *run, const struct task *task, bool written);
// The work was lost: tells why, and what command shows it again.
void task_lost(struct work *run, struct task *task);
// Which of the report's counts went up since `before` says what became of the document.
void task_became(struct work *run, const struct task *task, const struct run_report *before);

// ---- task_wire.c: between the parent and a worker that was forked from it ----

void task_ask(const struct task *task, size_t index, struct buf *out);
// In the worker: the task as the parent has looked at it. `index` is that of its document.
void task_asked(struct task *task, const struct work *run, struct str request);
void task_answer(const struct task *task, struct buf *out);
// Back in the parent. False when the answer is none of ours (a worker that runs wild).
bool task_answered(struct task *task, const struct work *run, struct str reply, pid_t worker);

#endif
