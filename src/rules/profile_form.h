// The shape of profile files: which elements and attributes there are, and what a whole profile must have.
#ifndef NASKAH_RULES_PROFILE_FORM_H
#define NASKAH_RULES_PROFILE_FORM_H

#include <libxml/tree.h>

#include "base/finding.h"

#define PROFILE_NS "urn:naskah:profile:1"

// One kind of element of profile files.
struct profile_shape {
    const char *name;
    const char *parents;     // space-separated; "" for a root
    const char *attributes;  // space-separated, '!' after those that must be there
    bool rich;               // holds text with the small rich set inside
};
// All kinds, parents before what stands in them.
const struct profile_shape *profile_shapes(size_t *n);

// Names and nesting of one file; false with profile.* findings, the nearest known name in each.
bool profile_form(const xmlNode *root, struct findings *findings);
// What can only be said of the merged profile: fields named once, the mission mapped to fields that exist, queries of
// dari= that compile.
bool profile_whole(struct arena *arena, const xmlNode *root, struct findings *findings);
// What the <kemasan> of a merged profile (or of umum.xml) says of packages: names that can be made, numbers that are
// some, each <muatan> of one kind, and one for every <lampiran> that must be there.
bool profile_package(const xmlNode *root, struct findings *findings);

#endif
