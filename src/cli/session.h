// What all commands share: the options, the language, the catalogue, and the world when a command needs it.
#ifndef NASKAH_CLI_SESSION_H
#define NASKAH_CLI_SESSION_H

#include <signal.h>
#include <stdio.h>

#include "batch/run.h"
#include "cli/options.h"
#include "store/store.h"

// DESIGN §4.15; a run that a signal ended gives 128 + the signal, as shells expect.
enum exit_status { STATUS_MADE, STATUS_STOPPED, STATUS_USAGE, STATUS_WORLD, STATUS_LOCKED };

struct session {
    struct arena *arena;
    struct options options;
    enum language language;
    struct catalogue *catalogue;
    struct findings *findings;         // of inputs and of the world; documents' own are added for the report
    const char *share;
    struct world *world;               // NULL until session_world
    const struct planned *plan;
    size_t n_plan;
    bool want[RENDITION_COUNT];
    bool color;
    bool looks;                        // set by commands that make and check nothing: the world is read faster
    const char *faulty;                // message id of the last line after errors; NULL: that of documents
};

extern volatile sig_atomic_t session_signal;  // the signal that asked us to stop, or 0

// A text of the interface in the session's language, e.g. SAY(s, "cli.made", "n", "3").
#define SAY(session, ...) message_say((session)->catalogue, (session)->language, (session)->arena, __VA_ARGS__, NULL)

// Finds the share folder and loads the catalogue; false when there is none (the reason is printed).
bool session_open(struct session *s, const char *share);
// Loads the world and the plan from `inputs`. False after a fatal finding in s->findings.
bool session_world(struct session *s, const struct strings *inputs);
// The documents that one of the words names, by id or by a pattern with * and ?. False, with one finding
// cli.document-unknown, when a word names none.
bool session_select(struct session *s, const struct strings *words, struct planned **chosen, size_t *n);
// Narrows a run to what --only, --jenis and --shard say; at first the run is about the whole plan. STATUS_MADE, or
// STATUS_USAGE after a misuse has been told.
int session_narrow(struct session *s, struct run_options *o);
// Wrong use: adds the finding, prints it with the way to help, returns STATUS_USAGE.
int session_misuse(struct session *s, const char *rule, const char *word, const char *nearest);
int session_told_misuse(struct session *s);  // the same for findings that are there already
// For commands that change where documents stand (mark_command.c).
// The world of --input, or of input/.
bool session_input(struct session *s);
struct store *session_store(struct session *s, struct findings *findings);
bool session_date(struct session *s, const char **date);  // --tanggal, or today; false: it is no day
// Lets stand what somebody waived (batch/waiver.h), as of that day. `whole`: these are the findings of all documents.
void session_waive(struct session *s, struct findings *findings, bool whole);
int session_end_step(struct session *s, struct findings *findings);  // tells them; the exit status
// How many workers make the documents, and what one of them may take: -j, --batas-memori, --batas-waktu.
void session_workers(struct session *s, struct run_options *o);
char *number(struct session *s, size_t n);   // as text

#endif
