// What became of each rule that holds for a proposal: those of its contest, the general ones, those of its region.
// Internal to contest.c.
#ifndef NASKAH_BATCH_CONTEST_RULES_H
#define NASKAH_BATCH_CONTEST_RULES_H

#include "batch/contest.h"

struct rule_list;

struct tally {                      // of one proposal and contest
    const struct rule_list *list;
    unsigned char *states;          // enum contest_state of each rule of the list
};

struct tallies;                     // knows the lists that were made
// `agreement`: rules that are judged among all objects are of the list.
struct tallies *tallies_new(struct arena *arena, const struct profiles *profiles, bool agreement);
// `f` are the findings of the record alone.
struct tally tally_new(struct tallies *t, struct arena *scratch, const struct profile *profile, const xmlDoc *record,
                       const struct findings *f);
void tally_note(struct tally *t, const struct finding *f);           // what was found later
// Sums up into `judged`, with each rule when they are asked for.
void tally_count(struct arena *arena, const struct tally *t, bool rules, struct contest_judged *judged);

#endif
