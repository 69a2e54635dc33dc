// The line for one document: resolve, check, bind, layout, device. One function makes one document.
#ifndef NASKAH_BATCH_JOB_H
#define NASKAH_BATCH_JOB_H

#include "base/buf.h"
#include "base/hash.h"
#include "batch/fields.h"
#include "batch/rendition.h"
#include "batch/world.h"
#include "model/resolve.h"

struct job_known {                       // an output that stands and is whole, or that errors stopped last time
    const char *fingerprint, *families;  // as job_run told them; NULL fingerprint: make it
    bool stopped;
};

struct job_input {
    const struct planned *document;
    bool want[RENDITION_COUNT];
    struct job_known known[RENDITION_COUNT];
    bool recheck;                        // find everything again even when all outputs are current
    bool look_only;                      // findings of all stages, but draw nothing
    bool foresee;                        // the same, and `made` is what would be made, without bytes
    const struct field_places *places;   // tell with each field where people wrote it; NULL: nobody asks
    xmlDoc *frozen;                      // made from this record, unchecked, instead of what the objects say; or NULL
};

struct job_output {
    bool made, current, stopped;         // current: the known fingerprint is still right; stopped: by errors
    struct str bytes;
    int pages;
    char fingerprint[HASH_SIZE];
    const char *families;                // what the fingerprint depends on beside the record: see faces.h
};

struct job_result {
    struct findings *findings;           // of all stages that ran
    bool skipped;                        // all that was wanted is current: only resolve has run (and what recheck asks)
    struct job_output outputs[RENDITION_COUNT];
    const xmlDoc *record;                // NULL when there is none
    struct field *fields;                // what it was made from, when all of it was made anew; else none
    size_t n_fields;
};

// Whether this rendition is made of it without being asked for by name.
bool job_makes(const struct world *world, const struct planned *document, enum rendition rendition);

// Makes one document. Touches neither the store nor the disk (except reading images); everything lives in `arena`.
// Bad input gives findings, never a failure. Errors leave all renditions but the draft unmade.
struct job_result *job_run(const struct world *world, struct arena *arena, const struct job_input *input);

// Only what the document would be made from now; NULL when it cannot be resolved. Lives in `arena`.
xmlDoc *job_record(const struct world *world, struct arena *arena, const struct planned *document,
                   struct findings *findings);

enum job_stage { STAGE_RECORD, STAGE_BOXES, STAGE_TRACE };

// One stage's product as text, for people and golden tests. False when the document cannot come so far.
bool job_show(const struct world *world, struct arena *arena, const struct planned *document, enum job_stage stage,
              enum rendition rendition, struct buf *out, struct findings *findings);

#endif
