// The world a document is made in: everything read once and shared, read-only while documents are made.
#ifndef NASKAH_BATCH_WORLD_H
#define NASKAH_BATCH_WORLD_H

#include "base/message.h"
#include "font/font.h"
#include "model/object.h"
#include "rules/profile.h"
#include "template/template.h"

struct world {
    struct arena *arena;
    struct catalogue *catalogue;
    struct objects *objects;
    struct profiles *profiles;
    struct fonts *fonts;
    const xmlNode *defaults;           // <tata> of templates/offices/default.xml
    const char *share;                 // folder that holds templates/ and fonts/
    struct template *templates[16];    // by kind, in the order of world_kinds
    const char *fonts_hash;
};

#endif
