// A run: all documents of a plan, one after the other, each whole or not at all.
#ifndef NASKAH_BATCH_RUN_H
#define NASKAH_BATCH_RUN_H

#include <signal.h>
#include <stdint.h>

#include "batch/job.h"
#include "store/store.h"

struct run_report;

// What one document may take. Over it, it is stopped, and its worker replaced; 0: no limit.
struct run_limits {
    size_t memory;                       // bytes
    int seconds;                         // of CPU, and on the clock
};

struct run_options {
    const char *output;                  // folder
    const struct planned *documents;
    size_t n_documents;
    bool whole;                          // these are all documents that the inputs speak of
    bool orphans;                        // … and the inputs are all there are: tell of files of other documents
    bool alone;                          // other runs make the other documents: what only shows among all is not told,
                                         // and what their processes have staged stays
    bool want[RENDITION_COUNT];
    bool named;                          // they were asked for by name: made also where nothing else asks for them
    bool again;                          // make also what is current
    bool dry;                            // nothing is written: the report says what would be made and why
    bool explain;                        // the report says why, down to the field, …
    enum language language;              // … which is called by words of this language
    size_t max_failures;                 // so many documents stopped or failed end the run; 0: none does
    int workers;                         // processes that make documents (pool.h); 0: this one makes them itself
    struct run_limits limits;            // without workers only that of memory holds, and only for the document's arena
    const char *said;                    // options to be said again to make one of them by itself, " -i map"; or NULL
    int repeat;                          // so many times each document, here (for measuring); 0 counts as 1
    const volatile sig_atomic_t *stop;   // set by a signal: what is in hand is the last; may be NULL
    // Told before each document is finished, in their order; may be NULL.
    void (*progress)(void *context, size_t i, const struct planned *document, const struct run_report *report);
    void *context;
};

enum run_reason { REASON_NEW, REASON_CHANGED, REASON_MISSING, REASON_FOREIGN, REASON_AGAIN };
extern const char *const run_reasons[];  // their words in the catalogue: "cli.reason.new" …

// A file; small, since a run may make a hundred thousand. Its path is that of run_made_path.
struct run_made {
    const struct planned *document;
    int pages;
    uint8_t rendition, reason;           // enum rendition, enum run_reason
    bool same;                           // the bytes that stood there already were the right ones
};

// What became of a document, or would become of it.
enum run_verdict { VERDICT_UNDONE, VERDICT_MAKE, VERDICT_CURRENT, VERDICT_FROZEN, VERDICT_STOPPED, VERDICT_FAILED };

struct run_foreseen {
    const char *document;
    enum run_verdict verdict;
};

// Why a document is made (again); what is not told is NULL.
struct run_because {
    const char *document;
    const char *says;                    // its words in the catalogue: "because.field", "because.template" …
    const char *field;                   // as people call it; of because.field and its like
    const char *old, *new;               // shortened
    const char *place;                   // of the new value: "tim.xlsx Tim!C14", "input/a.xml:12"; or the file meant
};

struct run_report {
    struct findings *findings;           // of the documents, unsorted
    const char *output;                  // folder
    struct run_made *made;               // in order of the documents; room for all there can be
    size_t n_made;
    // Each document counts once: made anew, as it was, stopped by errors (a draft at most), failed by the world; those
    // that a broken world or a signal left undone count nowhere. `removed` counts files.
    size_t documents, changed, current, stopped, failed, removed;
    bool interrupted, gave_up;           // by a signal; by max_failures
    struct run_foreseen *foreseen;       // all documents in order; UNDONE: a signal or a broken world came before
    bool dry;
    struct run_because *because;         // when asked to explain: in order of the documents
    size_t n_because, cap_because;
};

// Where the file stands, with the output folder. In `arena`.
const char *run_made_path(const struct run_report *report, const struct run_made *made, struct arena *arena);
// Puts what an earlier run of the same session made before what a later one made of it, so that the report tells of
// both. The later one has the last word on every document.
void run_report_merge(struct run_report *later, const struct run_report *earlier, struct arena *arena);

// Makes what is not current. Findings, report, bytes and store are the same for any number of workers. The report and
// what it points to live in the world's arena.
// The world's failures are fatal findings; a failure that the next document would meet again ends the run.
struct run_report *run_batch(const struct world *world, struct store *store, const struct run_options *options);

// The findings of documents, without making any of them: of the options only documents, stop, workers, limits and said
// are looked at. They live in the world's arena.
struct findings *run_check(const struct world *world, const struct run_options *options);

#endif
