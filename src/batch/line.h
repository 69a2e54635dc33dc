// What the files of the line for one document share: job.c puts the stages in order, render.c makes one rendition.
// Internal to src/batch.
#ifndef NASKAH_BATCH_LINE_H
#define NASKAH_BATCH_LINE_H

#include "batch/job.h"
#include "model/page.h"
#include "model/reading.h"

// Boxes and pages of one way of printing; renditions that do not differ in it share them.
struct edition {
    bool draft, signs, masked;
    xmlDoc *record;              // the line's, or a masked copy
    struct document *document;
    struct pages *pages;
    struct reading *reading;     // what of the record the template looked at
    struct findings *findings;   // of its own making
    struct edition *next;
};

struct line {
    const struct world *world;
    struct arena *arena;
    const struct planned *document;
    const struct profile *profile;
    const struct template *template;
    xmlDoc *record;
    struct findings *findings;
    size_t checked;              // so many of them are of the record; the others of one rendition or another
    bool proof;                  // made from what is embedded: who else should have signed is not known
    const struct source_image *image;  // finds images by name; NULL: beside the input
    bool look_only, foresee;     // as in job_input
    struct edition *editions;
};

struct source_image;

struct findings *line_findings(const struct line *line);  // empty, of this document
// The folder of the input that the document comes from: where pictures are looked for that do not lie beside the
// element that names them.
const char *line_folder(const struct line *line);

// The pages of a rendition; what was found on the way is added to `findings`, once for renditions that share them.
const struct edition *line_edition(struct line *line, enum rendition rendition, struct findings *findings);
// Sets and draws one rendition. Its bytes are there when nothing stopped it; a draft is stopped by a bad world only.
void line_render(struct line *line, enum rendition rendition, const char *fingerprint, struct job_output *out,
                 struct findings *findings);
// The PDF of an edition; `source` is embedded in archival renditions (NULL: made here).
bool line_draw(const struct line *line, enum rendition rendition, const struct edition *edition,
               const struct str *source, struct job_output *out, struct findings *findings);
void line_end_output(const struct line *line, enum rendition rendition, const char *fingerprint, const char *asked,
                     struct job_output *out);

#endif
