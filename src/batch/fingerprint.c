#include "batch/fingerprint.h"

#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/faces.h"
#include "batch/signing.h"
#include "batch/source.h"
#include "device/pdf.h"
#include "inspect/inspect.h"
#include "layout/layout.h"

#define IMAGE_LIMIT ((size_t)64 << 20)

struct images {
    struct arena *arena;
    struct hash *hash;
};

// The bytes of an image file; a missing one has a mark of its own, so that its coming is noticed.
static void hash_image(struct images *images, const xmlNode *node, const char *name) {
    const char *file = xml_file(node), *why = NULL;
    const char *slash = file ? strrchr(file, '/') : NULL;
    const char *folder = slash ? arena_strndup(images->arena, file, (size_t)(slash - file)) : ".";
    const char *path = name[0] == '/' ? name : file_join(images->arena, folder, name);
    struct str bytes;
    hash_add_str(images->hash, name);
    if (file_read(images->arena, path, IMAGE_LIMIT, &bytes, &why)) {
        char digest[HASH_SIZE];
        hash_bytes(bytes.p, bytes.n, digest);
        hash_add_str(images->hash, digest);
    } else {
        hash_add_str(images->hash, why);
    }
}

static void hash_images(struct images *images, const xmlNode *node) {
    const char *emblem = xml_is(node, "kop") ? xml_attr(node, "lambang") : NULL;
    const char *picture = xml_is(node, "img") ? xml_attr(node, "berkas") : NULL;
    if (!text_blank(emblem)) {
        hash_image(images, node, emblem);
    }
    if (!text_blank(picture)) {
        hash_image(images, node, picture);
    }
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        hash_images(images, child);
    }
}

// The record's text without the folder that its letterhead came from: the same data elsewhere is the same document.
static const char *canonical_anywhere(struct arena *arena, xmlNode *root) {
    xmlNode *kop = xml_child(root, "kop");
    const char *folder = kop ? arena_strdup(arena, xml_attr(kop, "folder")) : NULL;
    if (folder) {
        xml_set(kop, "folder", NULL);
    }
    const char *text = xml_canonical(arena, root);
    if (folder) {
        xml_set(kop, "folder", folder);
    }
    return text;
}

// Findings without their places: a line more above them changes nothing. What is not an error is embedded without its
// arguments.
static void hash_findings(struct hash *h, const struct findings *found) {
    for (size_t i = 0; i < found->n; i++) {
        const struct finding *f = &found->items[i];
        hash_add_str(h, f->rule);
        hash_add_str(h, f->place.section);
        for (int k = 0; f->severity >= SEVERITY_ERROR && k < f->n_args; k++) {
            hash_add_str(h, f->args[k].value);
        }
    }
}

static const char *ended(struct arena *arena, struct hash *h) {
    char *out = arena_alloc(arena, HASH_SIZE);
    hash_end(h, out);
    return out;
}

const char *fingerprint_images(struct arena *arena, xmlDoc *record) {
    struct images images = {.arena = arena, .hash = hash_new(arena)};
    hash_images(&images, xmlDocGetRootElement(record));
    return ended(arena, images.hash);
}

const char *fingerprint_record(struct arena *arena, xmlDoc *record) {
    struct hash *h = hash_new(arena);
    hash_add_str(h, canonical_anywhere(arena, xmlDocGetRootElement(record)));
    return ended(arena, h);
}

const char *fingerprint_of(const struct world *world, struct arena *arena, const struct template *template,
                           const struct profile *profile, xmlDoc *record, const struct findings *found) {
    xmlNode *root = xmlDocGetRootElement(record);
    struct hash *h = hash_new(arena);
    hash_add_str(h, world->version);
    hash_add_str(h, LAYOUT_VERSION);
    hash_add_str(h, PDF_VERSION);
    hash_add_str(h, INSPECT_VERSION);
    hash_add_str(h, SOURCE_VERSION);
    hash_add_str(h, SIGNING_VERSION);
    hash_add_str(h, world->hyphenation_hash);
    hash_add_str(h, world->exceptions_hash);
    hash_add_str(h, world->rules_hash);
    hash_add_str(h, template_hash(template));
    hash_add_str(h, profile ? profile_hash(profile) : NULL);
    hash_add_str(h, profiles_general_hash(world->profiles));
    hash_add_str(h, canonical_anywhere(arena, root));
    hash_findings(h, found);
    struct images images = {.arena = arena, .hash = h};
    hash_images(&images, root);
    return ended(arena, h);
}

void fingerprint_end(const struct world *world, struct arena *arena, const char *shared, const char *rendition,
                     const char *faces, char out[HASH_SIZE]) {
    char digest[HASH_SIZE];
    faces_hash(world, arena, faces, digest);
    struct hash *h = hash_new(arena);
    hash_add_str(h, shared);
    hash_add_str(h, rendition);
    hash_add_str(h, digest);
    hash_add_str(h, message_say(world->catalogue, LANGUAGE_ID, arena, "job.watermark", NULL));
    hash_end(h, out);
}
