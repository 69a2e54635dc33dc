// The board: where every innovation, agency, contest and document of the office stands on one day, as plain data. The
// page (board_page.h) is one view of it. Nothing here is typed by anybody: it is counted from objects, states, findings
// and from what the last run made.
#ifndef NASKAH_BATCH_BOARD_H
#define NASKAH_BATCH_BOARD_H

#include <signal.h>

#include "batch/rendition.h"
#include "batch/states.h"
#include "model/format.h"
#include "rules/maturity.h"
#include "store/store.h"

// Of an innovation in a contest. SENT: its proposal was noted as sent. LATE: it was not, and the contest has closed.
// BLOCKED: errors stand against it. In this order a worse one is greater.
enum board_readiness { BOARD_SENT, BOARD_READY, BOARD_BLOCKED, BOARD_LATE, BOARD_READINESS };

// The five steps of an innovation laboratory (5D), as the idea register counts them. UNKNOWN: nothing says.
enum board_step {
    STEP_UNKNOWN, STEP_DRUM_UP, STEP_DIAGNOSE, STEP_DESIGN, STEP_DELIVERY, STEP_DISPLAY, BOARD_STEPS
};

struct board_agency {
    const xmlNode *node;
    const char *id, *name, *short_name;      // "" without a short name
    const char *region;                      // name of the region it belongs to; ""
    bool counts;                             // an agency that owes an innovation: directly below its region
    const struct board_agency *head;         // itself, or the agency below the region that it belongs to
    const char *facilitators;                // their names, "; " between; "" without any
    size_t innovations;                      // its own and those of what belongs to it
    size_t readiness[BOARD_READINESS];       // entries of these
    size_t documents[STATE_COUNT];           // by state, in its own folder
};

struct board_contest {
    const char *id, *title, *year;
    struct date closing;                     // year 0: nobody said
    long days;                               // from the board's day to closing; negative: so many days ago
    size_t readiness[BOARD_READINESS], n;
};

struct board_entry {                         // one innovation in one contest
    const struct board_innovation *innovation;
    struct board_contest *contest;
    const char *document;                    // id of its proposal; NULL: written for another contest
    enum board_readiness readiness;
    size_t errors, warnings, notes;
    const struct finding *const *findings;   // the gravest first; of this contest
    size_t n_findings;
    const char *package, *paste;             // files of its package, relative to the output folder; NULL: not made
};

struct board_document {
    const struct planned *planned;
    struct standing standing;
    const char *agency;                      // name of the agency in whose folder it stands
    const char *waits;                       // message id: who must act ("papan.tunggu.…"); NULL: nobody
    const char *files[RENDITION_COUNT];      // relative to the output folder; NULL: it is not there
    const struct finding *const *findings;   // of the last run, the gravest first
    size_t n_findings, errors;
};

struct board_innovation {
    const xmlNode *node;
    const char *id, *name;
    struct board_agency *agency;             // its own; NULL: none that is known
    const char *stage;                       // "Inisiatif", "Uji Coba", "Penerapan"; ""
    enum board_step step;
    bool step_derived;                       // from its stage, since nobody wrote steps down
    int year;                                // of the first thing that is known of it; 0: none
    struct board_entry *entries;             // in the order of the contests
    size_t n_entries;
    struct board_document **documents;       // that speak of it, in order of their ids
    size_t n_documents;
};

struct board_words {                         // the answers to one question of one contest
    const struct board_contest *contest;
    const char *label;
    long limit;
    bool maximum;                            // else the least
    const long *counts;                      // rising
    size_t n, beyond;                        // beyond: that break the limit
};

struct board_rule {                          // what was found how often, all contests and documents together
    const char *rule;
    enum severity severity;
    size_t n, innovations;
    const struct finding *example;
};

struct board_year {
    int year;
    size_t begun;                            // innovations whose first date is of this year
    size_t applied;                          // innovations that were put to use in it
    size_t proposed;                         // proposals of contests of this year
    size_t steps[BOARD_STEPS];               // of those that began in it, how far they are now
};

struct board_maturity {                      // the batch of one region in a contest that counts maturity
    const char *region, *contest;            // "" without regions; title
    const struct maturity_sum *sum;
};

struct board {
    const char *version;                     // of the program
    struct date day;                         // on which days are counted
    const char *regions;                     // names, ", " between
    struct board_agency *agencies;           // as the inputs name them
    struct board_contest *contests;
    struct board_innovation *innovations;
    struct board_document *documents;
    const struct board_words *words;
    const struct board_rule *rules;          // the most frequent first
    const struct board_year *years;          // rising
    const struct board_maturity *maturity;
    size_t n_maturity;
    size_t n_agencies, n_contests, n_innovations, n_documents, n_words, n_rules, n_years;
    size_t owing, covered;                   // agencies that owe an innovation; that have one
    size_t states[STATE_COUNT], sent;
    bool any_made;                           // the store knows of a run
    bool interrupted;
};

struct board_options {
    const char *const *profiles;             // ids; none: each proposal by its own contest
    size_t n_profiles;
    struct date day;
    const char *output;                      // folder
    const volatile sig_atomic_t *stop;       // may be NULL
};

// Everything lives in the world's arena. Findings of the work itself (unknown profiles) are added to `findings`; those
// that are shown on the board are not.
struct board *board_collect(const struct world *w, struct store *store, const struct planned *plan, size_t n,
                            const struct board_options *options, struct findings *findings);

// ---- internal to board*.c

struct board_work {
    const struct world *w;
    struct arena *arena;
    struct store *store;
    const struct planned *plan;
    size_t n_plan;
    const struct board_options *options;
    struct board *board;
    struct findings *findings;
};

const char *board_given(const xmlNode *node, const char *name);  // "" when not given
void board_agencies(struct board_work *b);
struct board_agency *board_agency_find(const struct board *board, const char *id);
struct board_innovation *board_innovation_find(const struct board *board, const char *id);
void board_innovations(struct board_work *b);
void board_documents(struct board_work *b);
void board_contests(struct board_work *b);
void board_measure(struct board_work *b);    // words, rules, years
void board_maturity(struct board_work *b);
const struct planned *board_planned(const struct board_work *b, const char *id, size_t length);
// The innovation that a proposal is of; NULL: of none.
const xmlNode *board_proposed(const struct board_work *b, const struct planned *proposal);
long board_days(struct date d);              // since a fixed day

#endif
