// The record that a PDF carries inside: what its template read, and of what it was made (DESIGN §6). The format is
// described in src/README.md.
#ifndef NASKAH_BATCH_SOURCE_H
#define NASKAH_BATCH_SOURCE_H

#include "batch/line.h"

#define SOURCE_NAME "sumber.xml"
#define SOURCE_VERSION "1"  // part of every fingerprint: raise it when the same document gives other bytes

// What is embedded in one rendition. Lives in the line's arena; depends on nothing else than the bytes of the PDF do.
struct str source_write(const struct line *line, enum rendition rendition, const struct edition *edition,
                        const char *faces);

// Makes the PDF again from nothing but what is embedded in it, with the templates, faces and images of `world`.
// `image` finds the file of an image by its name and may be NULL. False with findings when it is no such file, when a
// template is missing, or when drawing fails.
struct source_made {
    struct str pdf, again;           // again: what would be embedded now
    const struct document *document; // what was bound and set, for the signing plan
    const struct pages *pages;
};
struct source_image {
    const char *(*find)(void *context, const char *name);
    void *context;
};
bool source_render(const struct world *world, struct arena *arena, struct str source, const struct source_image *image,
                   struct source_made *made, struct findings *findings);

#endif
