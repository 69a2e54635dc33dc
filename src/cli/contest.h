// The part of `periksa` that asks about contests: --profile and --closing.
#ifndef NASKAH_CLI_CONTEST_H
#define NASKAH_CLI_CONTEST_H

#include "batch/contest.h"
#include "cli/session.h"

bool contest_asked(const struct session *s);
// Judges the proposals among the documents and adds what was found to the session's findings. False, with one finding,
// when the options make no sense.
bool contest_answer(struct session *s, const struct planned *documents, size_t n);
// Counts the findings of each proposal again, after some of them were waived.
void contest_recount(struct session *s, const struct findings *findings);
// For each proposal and contest how many rules ran, and with --aturan each of them. Nothing when none was asked about.
void contest_print(struct session *s, FILE *to);
// What contest_answer found, with all rules when --lembar asks for sheets; NULL before.
const struct contest_report *contest_last(void);

#endif
