// Proofs: a finished PDF carries the record that its template read; made again from that, it must say the same.
#ifndef NASKAH_BATCH_PROVE_H
#define NASKAH_BATCH_PROVE_H

#include "batch/source.h"

#define PROVE_TOLD 10              // differences of one kind that are told one by one

struct proof {
    const char *document, *rendition;
    char hash[HASH_SIZE];          // of what we made: the file, or what it was before it was signed
    size_t pages, words;           // words that agree
    bool same_bytes, same_text;
    size_t signatures;             // that were added to it since
    size_t versions;               // how many things it was made of are others today
};

// Where images that a record names are found again: below these folders, by name and hash.
struct prove_images {
    struct arena *arena;
    const char *const *folders;
    size_t n_folders;
    const xmlNode *source;         // root of the embedded record: it knows the hashes
};
const char *prove_find_image(void *context, const char *name);

// The record that a PDF carries; n 0 when it carries none that can be read.
struct str prove_source(struct arena *arena, struct str pdf);
// The PDF that today's templates make of an embedded record. False when they cannot; `findings` may be told why.
bool prove_render(const struct world *w, struct arena *arena, struct str source, const char *const *folders,
                  size_t n_folders, struct source_made *made, struct findings *findings);

// Holds the file against what is made of its record with the templates of `w`. Findings: proof.none, pdf.*, file.*
// (then false: there is nothing to be told), proof.text (error: words that differ, with their page), proof.version
// (note: what it was made of has changed), proof.bytes (error: other bytes though nothing has changed).
bool prove_file(const struct world *w, struct arena *arena, const char *path, const char *const *folders,
                size_t n_folders, struct proof *out, struct findings *findings);

#endif
