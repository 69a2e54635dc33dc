// The next year: what an office does every year anew (teams, assignments, contracts, their decrees) is carried over
// from the last year that there is, into a new input file; agencies, people and innovations go on by themselves. No
// file that is there is changed.
#ifndef NASKAH_BATCH_YEAR_H
#define NASKAH_BATCH_YEAR_H

#include "base/buf.h"
#include "base/message.h"
#include "batch/world.h"

struct year_opening {
    int year, from;              // the newest year carried over; 0: no earlier year has anything
    const char *from_said;       // all of them, where regions share a folder: "2019, 2023"
    const char *path;            // of the new file; NULL: nothing is new
    const char *text;            // … its bytes
    const char *list_path;       // what was carried over and what a person must look at, for people
    const char *list;
    const char *waiting;         // contests without a profile of the year yet, a line each; ""
    size_t teams, contracts, assignments, decrees, proposals;  // new ones
    size_t known;                // things that stood there already (the year was opened before)
    size_t agencies, people, innovations;           // that go on
    size_t remarks;              // things to look at
    size_t losing;               // innovations with evidence that leaves its window
};

// `folder`: where the new file goes ("input"). Reads nothing and writes nothing. Texts are in `language`; all lives in
// `arena`.
struct year_opening year_open(const struct world *w, struct arena *arena, int year, const char *folder,
                              enum language language);

#endif
