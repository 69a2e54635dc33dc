// The command line: one table of options, and what the user asked for by them.
#ifndef NASKAH_CLI_OPTIONS_H
#define NASKAH_CLI_OPTIONS_H

#include "base/message.h"
#include "batch/job.h"

struct strings {
    const char **items;
    size_t n, cap;
};

enum show_stage { SHOW_OBJECTS, SHOW_RECORD, SHOW_BOXES, SHOW_TRACE };

struct options {
    const char *command;               // the first word; NULL: none
    struct strings words;              // those after it
    struct strings inputs, only;
    const char *output, *store, *share, *language, *stage, *rendition, *repeat;
    const char *target, *year;         // of forms: for whom, of which year
    const char *date, *who, *box, *folder, *remark, *set, *kind, *meeting, *paper, *profiles, *closing;
    const char *giver, *received, *reason;
    const char *fail_on, *agency, *from;
    const char *jobs, *shard, *limit_memory, *limit_time;
    const char *use, *max_failures, *news, *shell;
    const char *receipt, *pages, *until;  // of packages and evidence
    bool where, keep_going, forced;
    const char *region, *city, *head, *secretary, *office, *chief, *emblem, *replies;  // of a new working folder
    bool example;
    const char *innovation, *sample, *seed;
    bool zip, mark, resume;
    bool whatsapp;                     // a text for each agency instead of the findings
    bool sheets;                       // the findings of each proposal as a sheet to print
    bool maturity;                     // the levels of indicators instead of the findings
    bool rules, json, again, dry, explain, man, help, version, notes, yes, strict;
    const char *given[24];             // names of the options that were used
    size_t n_given;
};

// One row of the table from which parsing and help are made.
struct option {
    const char *name, *alias;          // "output", "keluaran": --output or --keluaran
    char letter;                       // -o; 0 = none
    const char *argument;              // message id of its placeholder ("cli.arg.folder"); NULL: takes none
    const char *summary;               // message id; NULL: not shown in help
    size_t offset;                     // of its member in struct options
    enum { OPTION_FLAG, OPTION_TEXT, OPTION_LIST } kind;
};

extern const struct option option_table[];
extern const size_t option_count;

void strings_add(struct arena *arena, struct strings *list, const char *s);

// Reads the command line. On wrong use adds one finding (cli.option-unknown, cli.option-value, cli.option-no-value) and
// returns false. Strings are not copied.
bool options_parse(struct arena *arena, int argc, char **argv, struct options *out, struct findings *findings);
// The language asked for by --lang or by the environment: Indonesian unless English is named.
enum language options_language(int argc, char **argv);

#endif
