// The contests and their rules as people ask about them: what there is, what a rule says and on what ground, whether
// it does what it says.
#ifndef NASKAH_BATCH_RULEBOOK_H
#define NASKAH_BATCH_RULEBOOK_H

#include "base/finding.h"
#include "base/message.h"

struct rulebook;

struct rulebook_contest {
    const char *id, *title, *year, *closing, *basis, *certainty, *source, *base, *groups;  // "" when not given
    size_t rules;
};

struct rulebook_rule {
    const char *contest, *contest_title;
    const char *id, *kind, *field, *value, *groups, *basis, *certainty;  // "" when not given
    const char *finding;         // what its kind tells first of all; its remedy holds where there is no own one
    enum severity severity;
    const char *remedy[2];       // the profile's own words, by enum language; NULL without
    struct place place;
    size_t number;               // within its contest, for rulebook_try
};

// Reads the profiles of the share folder; faulty ones are findings. Everything lives in `arena`.
struct rulebook *rulebook_load(struct arena *arena, const char *share, struct findings *findings);
// All contests in order of their files, then what holds in one region only.
const struct rulebook_contest *rulebook_contests(struct rulebook *b, size_t *n);
const struct rulebook_contest *rulebook_contest(struct rulebook *b, const char *id);  // NULL when unknown
const char *rulebook_nearest_contest(struct rulebook *b, const char *id);             // NULL if none is near
// The rules of a contest (NULL: of all, the general ones of umum.xml last), or those with this id (NULL: any).
const struct rulebook_rule *rulebook_rules(struct rulebook *b, const char *contest, const char *id, size_t *n);
const char *rulebook_nearest_rule(struct rulebook *b, const char *id);
// What nobody has verified, or where sources disagree, in a contest: its rules, groups, indicators, the formula of its
// index, what is to be attached.
struct rulebook_unsure {
    const char *what, *name, *certainty, *source;  // name of the element; what it is called; "" when not given
    struct place place;
};
const struct rulebook_unsure *rulebook_unsure(struct rulebook *b, const char *contest, size_t *n);
// What a contest that somebody has begun from an earlier one took over from it and what may hold for that year only, as
// findings (profile.year-bound); for others nothing.
void rulebook_tell_year_bound(struct rulebook *b, const char *contest, struct findings *findings);
// Whether a rule can be tried; whether a made-up good proposal (or assignment) then passes it, and a bad one is told.
bool rulebook_tries(struct rulebook *b, const struct rulebook_rule *rule);
bool rulebook_try(struct rulebook *b, const struct rulebook_rule *rule, bool *passed, bool *failed);
// Writes a profile that stands on `base`: next year's, to be filled in, its title with the new year; what it takes over
// and may hold for the old year only is told (profile.year-bound, profile.year-closing). False with a finding: the id
// is taken or no name, the base is unknown, or the disk failed. *path is where it stands.
bool rulebook_write(struct rulebook *b, const char *id, const char *base, const char **path, struct findings *findings);

#endif
