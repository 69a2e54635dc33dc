#include "batch/fingerprint.h"

#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/faces.h"
#include "batch/outputs.h"
#include "batch/signing.h"
#include "batch/source.h"
#include "device/pdf.h"
#include "inspect/inspect.h"
#include "layout/layout.h"
#include "rules/check.h"

// ---- files beside the data ----

static const char *folder_of(struct arena *arena, const xmlNode *node) {
    const char *file = xml_file(node), *slash = file ? strrchr(file, '/') : NULL;
    return slash ? arena_strndup(arena, file, (size_t)(slash - file)) : ".";
}

void fingerprint_files(struct arena *arena, const xmlNode *node, fingerprint_take *take, void *context) {
    bool evidence = xml_is(node, "bukti"), picture = xml_is(node, "img") || xml_is(node, "foto");
    const char *name = xml_is(node, "kop")   ? xml_attr(node, "lambang")
                       : evidence || picture ? xml_attr(node, "berkas")
                                             : NULL;
    if (!text_blank(name)) {
        take(context, name, name[0] == '/' ? name : file_join(arena, folder_of(arena, node), name), evidence);
    }
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        fingerprint_files(arena, child, take, context);
    }
}

struct files {
    struct arena *arena;
    struct hash *hash;
    const char *folder;        // where pictures are looked for that do not lie beside their element
    bool pictures, evidence;   // which are wanted
};

// One that is missing has a mark of its own, so that its coming is noticed.
static void hash_file(void *context, const char *name, const char *path, bool evidence) {
    struct files *f = context;
    char digest[HASH_SIZE] = "";
    if (evidence ? !f->evidence : !f->pictures) {
        return;
    }
    hash_add_str(f->hash, name);
    if (evidence) {
        check_evidence_mark(f->arena, path, digest);
    } else if (!output_hash(f->arena, path, digest) && f->folder && name[0] != '/') {
        output_hash(f->arena, file_join(f->arena, f->folder, name), digest);
    }
    hash_add_str(f->hash, digest);
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

static const char *hash_of(struct arena *arena, const xmlNode *root, const char *folder, bool pictures, bool evidence) {
    struct files files = {arena, hash_new(arena), folder, pictures, evidence};
    fingerprint_files(arena, root, hash_file, &files);
    return ended(arena, files.hash);
}

const char *fingerprint_images(struct arena *arena, xmlDoc *record, const char *folder) {
    return hash_of(arena, xmlDocGetRootElement(record), folder, true, false);
}

const char *fingerprint_evidence(struct arena *arena, xmlDoc *record) {
    return hash_of(arena, xmlDocGetRootElement(record), NULL, false, true);
}

const char *fingerprint_record(struct arena *arena, xmlDoc *record) {
    struct hash *h = hash_new(arena);
    hash_add_str(h, canonical_anywhere(arena, xmlDocGetRootElement(record)));
    return ended(arena, h);
}

const char *fingerprint_of(const struct world *world, struct arena *arena, const struct template *template,
                           const struct profile *profile, xmlDoc *record, const char *folder,
                           const struct findings *found) {
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
    struct files files = {arena, h, folder, true, true};
    fingerprint_files(arena, root, hash_file, &files);
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
