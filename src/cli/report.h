// What people and programs read at the end: findings, what was made, and what the exit status means.
#ifndef NASKAH_CLI_REPORT_H
#define NASKAH_CLI_REPORT_H

#include "batch/run.h"
#include "cli/session.h"

// Sorts and prints findings: those of inputs first, then document by document; notes only with --catatan; or all
// as JSON lines with --json.
void report_findings(struct session *s, struct findings *findings, FILE *to);
void report_made(struct session *s, const struct run_report *report, FILE *to);
// Counts, and the last line, which explains `status`. `report` may be NULL (nothing was asked to be made).
// Returns `status`, or STATUS_WORLD when standard output could not take the report.
int report_end(struct session *s, const struct run_report *report, const struct findings *findings, int status);

#endif
