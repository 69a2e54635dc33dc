// The line for one document: resolve, check, bind, layout, device. One function makes one document.
#ifndef NASKAH_BATCH_JOB_H
#define NASKAH_BATCH_JOB_H

#include "batch/world.h"
#include "model/resolve.h"

enum rendition { RENDITION_DRAF, RENDITION_TANDA_TANGAN, RENDITION_COUNT };

struct job_input {
    const struct planned *document;
    bool want[RENDITION_COUNT];
    const char *known[RENDITION_COUNT];  // fingerprints of outputs that stand and are whole; NULL: make it
};

struct job_output {
    bool made, current;                  // current: the known fingerprint is still right
    struct str bytes;
    int pages;
    char fingerprint[65];
};

struct job_result {
    struct findings *findings;
    struct job_output outputs[RENDITION_COUNT];
    const xmlDoc *record;
};

// Makes one document. Touches neither the store nor the disk (except reading images); everything lives in `arena`.
// Bad input gives findings, never a failure. Errors leave all renditions but the draft unmade.
struct job_result *job_run(const struct world *world, struct arena *arena, const struct job_input *input);

#endif
