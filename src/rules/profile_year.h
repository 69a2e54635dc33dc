// What a contest's profile took over from an earlier year and what may hold for that year only: windows, days, words
// that name a year. Nobody can know what the new guide says, so it is listed, never moved.
#ifndef NASKAH_RULES_PROFILE_YEAR_H
#define NASKAH_RULES_PROFILE_YEAR_H

#include <stddef.h>

#include "rules/profile.h"

struct profile_dated {
    const xmlNode *node;        // in a file of an earlier year, or the profile itself
    const char *name;           // id or label of the element; "" without one
    const char *attribute;      // "": its text
    const char *value;          // with a year in it that is not `year`
};

// All such values, in document order, but for grounds and sources (of the profile itself its ground too). `inherits`:
// all that is there will be taken over; otherwise only what stands in other files than the profile's own was. The day
// of closing is never taken over and is not among them. In `arena`.
const struct profile_dated *profile_dated(struct arena *arena, const struct profile *p, const char *year,
                                          bool inherits, size_t *n);
// Whether somebody has begun the profile and not yet said that it holds: only then is the list of interest.
bool profile_is_begun(const struct profile *p);

#endif
