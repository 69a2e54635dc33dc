// Contest profiles: sections, labels, limits and rules of one contest and year, as data with source and certainty;
// and the general rules (umum.xml) that hold for every document.
#ifndef NASKAH_RULES_PROFILE_H
#define NASKAH_RULES_PROFILE_H

#include <libxml/tree.h>

#include "base/finding.h"
#include "base/text.h"
#include "model/format.h"

struct profile;
struct profiles;

// Loads all profiles of a folder, resolving extends=. Faulty profiles are left out with profile.* findings.
// Never NULL; everything lives in `arena`.
struct profiles *profiles_load(struct arena *arena, const char *folder, struct findings *findings);
// The same with one file more, of that name and with these bytes, which must live as long as `arena`.
struct profiles *profiles_load_with(struct arena *arena, const char *folder, const char *name, struct str bytes,
                                    struct findings *findings);
const struct profile *profiles_find(const struct profiles *p, const char *id);  // NULL when unknown
// The id nearest to `id`, or NULL when none is near; for the beginning of several ids, or a part of one, the last of
// these; for one written short ("iga26"), the one that it shortens.
const char *profiles_nearest(const struct profiles *p, const char *id);
// What the general rules say, as a hash: a change of theirs may change the findings of any document. "" without them.
const char *profiles_general_hash(const struct profiles *p);

// One rule of a profile as people are told of it. Lives as long as the profile.
struct profile_rule {
    const char *id, *kind, *target, *value, *basis, *certainty;
    enum severity severity;
    const xmlNode *node;  // <aturan>, with its own words and its place
};
size_t profile_rules(const struct profile *p);
struct profile_rule profile_rule(const struct profile *p, size_t i);
// Whether the rule is asked of proposals of `group` (NULL: the profile's first group).
bool profile_rule_asked(const struct profile *p, size_t i, const char *group);

// All profiles, in order of their files; i from 0.
size_t profiles_count(const struct profiles *p);
const struct profile *profiles_at(const struct profiles *p, size_t i);
// The general rules of umum.xml as a profile; NULL when there are none.
const struct profile *profiles_general(const struct profiles *p);
// Rules of one region (<umum daerah="…">), in order of their files; they hold beside the general ones for the documents
// and objects of the region whose <instansi> has that id.
size_t profiles_regions(const struct profiles *p);
const struct profile *profiles_region(const struct profiles *p, size_t i);
const char *profile_region(const struct profile *p);  // the region's id; NULL for other profiles

// From now on all profiles close on that day, whatever they say themselves.
void profiles_close(struct profiles *p, struct date closing);
// The day on which proposals of `profile` close; year 0: nobody said.
struct date profile_closing(const struct profile *profile, const struct profiles *p);

const xmlNode *profile_node(const struct profile *p);  // the merged <profil> tree, for resolve
const char *profile_hash(const struct profile *p);

#endif
