// What the files of year_open share. Internal to src/batch.
#ifndef NASKAH_BATCH_YEAR_CARRY_H
#define NASKAH_BATCH_YEAR_CARRY_H

#include "batch/year.h"
#include "model/format.h"

struct carrying {
    const struct world *world;
    struct arena *arena;
    struct year_opening *out;
    enum language language;
    struct buf carried, remarks;     // lines of the list
    struct buf contests, windows;    // … of contests that wait for a profile; of evidence that leaves its window
    const char *folder;              // of the new file
    const xmlNode *region;           // whose things are being carried over; NULL: of agencies without one
    int from;                        // … and from which year
    const struct profile *windows_of;  // whose windows: the round of the new year, else the newest; NULL: none known
    xmlNode *data;                   // the new objects
};

const char *carry_given(const xmlNode *node, const char *name);      // "" when it is not there
// The region, or whatever stands above all, of the agency that a thing is of; NULL when it names none.
const xmlNode *carry_region(struct carrying *c, const xmlNode *node);
// A text of the list: {satu} and {dua}, {tahun} and {lama} filled in.
const char *carry_say(struct carrying *c, const char *id, const char *one, const char *two);
void carry_remark(struct carrying *c, const char *id, const char *one, const char *two);  // something to look at
void carry_line(struct carrying *c, const char *id, const char *one, const char *two);    // something carried over
void carry_person(struct carrying *c, const char *id, const char *where);
void carry_teams(struct carrying *c);
void carry_assignments(struct carrying *c);
void carry_contracts(struct carrying *c);
void carry_proposals(struct carrying *c);
void carry_windows(struct carrying *c);
const char *carry_windows_head(struct carrying *c);
void carry_decrees(struct carrying *c);   // after the others: those that speak of what was carried over

#endif
