// Templates: how a kind of document is built from its record. Parsed and checked once, then run per record.
// The language is described in templates/README.md.
#ifndef NASKAH_TEMPLATE_TEMPLATE_H
#define NASKAH_TEMPLATE_TEMPLATE_H

#include "model/box.h"

struct template;
struct template_shelf;
struct fonts;

// Where templates that are read one after another find the files that they all include. It and what it holds live in
// `arena`.
struct template_shelf *template_shelf_new(struct arena *arena);
// Reads a template and all it includes. Problems are template.* and query.* findings with their places; NULL when there
// is at least one error among them. `shelf` (NULL: none) must live as long as the template; what keeps a file on it
// from being read is told once, and stops each template that includes it.
struct template *template_load(struct arena *arena, struct template_shelf *shelf, const char *path,
                               struct findings *findings);
const char *template_hash(const struct template *t);          // SHA-256 over all its files
const char *template_version(const struct template *t);       // the same without comments and the order of attributes
const char *template_kind(const struct template *t);          // the kind of document it is for

struct template_options {
    bool draft;               // mark holes and print the watermark KONSEP
    bool signs;               // fields and anchors, as the house rules of the record ask
    const char *folder;       // where relative file names in the record (images) are looked for
    const char *watermark;    // text of the watermark for drafts
    // How wide runs are on one line; NULL: half an em a letter. `fonts` is handed on to it.
    mp (*width)(struct arena *arena, struct fonts *fonts, const struct run *runs, size_t n);
    struct fonts *fonts;
    struct reading *reading;  // notes what of the record is read; may be NULL
    // Where the image is that the record calls `name`; NULL: beside the file that the record came from.
    const char *(*image)(void *context, const char *name);
    void *context;
};

// Builds the boxes of one record. Never NULL. Findings: template.hole (an empty required value), image.*, …
struct document *template_bind(const struct template *t, struct arena *arena, const xmlDoc *record,
                               const struct template_options *options, struct findings *findings);

#endif
