// Does a bag keep the promises of its profile (BagIt Profiles Specification 1.3: JSON)? What is asked of bag-info.txt,
// manifests and tag files is looked at; serialization and versions are for who receives a bag.
#ifndef NASKAH_PACK_BAG_PROFILE_H
#define NASKAH_PACK_BAG_PROFILE_H

#include "pack/bag_read.h"

// One finding bag.profile for each promise that is not kept. `profile` is the JSON text; what of it cannot be read asks
// for nothing.
void bag_profile_check(struct arena *arena, struct str profile, const struct holding *h, const struct bag_tags *info,
                       struct findings *findings);

#endif
