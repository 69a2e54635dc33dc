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
    xmlNode *data;                   // the new objects
};

const char *carry_given(const xmlNode *node, const char *name);      // "" when it is not there
// A text of the list: {satu} and {dua}, {tahun} and {lama} filled in.
const char *carry_say(struct carrying *c, const char *id, const char *one, const char *two);
void carry_remark(struct carrying *c, const char *id, const char *one, const char *two);  // something to look at
void carry_person(struct carrying *c, const char *id, const char *where);
void carry_teams(struct carrying *c);
void carry_assignments(struct carrying *c);
void carry_contracts(struct carrying *c);
void carry_decrees(struct carrying *c);   // after the others: those that speak of what was carried over

#endif
