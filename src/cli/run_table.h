// What became of many documents, at a glance: a line an agency, or a line a kind where there is one agency only.
#ifndef NASKAH_CLI_RUN_TABLE_H
#define NASKAH_CLI_RUN_TABLE_H

#include "cli/session.h"

// Nothing when one line would hold all, or when nothing happened: then the sentence below it says as much. With --json
// an event `group` a line. The same for the same run, so without the time that it took.
void run_table_print(struct session *s, const struct run_report *report, FILE *to);
// How long it took, and how fast documents were made, for people who wait: nothing below a second.
void run_table_time(struct session *s, const struct run_report *report, double seconds, FILE *to);

#endif
