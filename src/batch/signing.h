// The signing plan: a JSON file beside the PDF that is signed, for the programs that sign it and for people who look
// where. Its format is described in src/README.md.
#ifndef NASKAH_BATCH_SIGNING_H
#define NASKAH_BATCH_SIGNING_H

#include "base/text.h"
#include "model/page.h"

#define SIGNING_VERSION "1"  // of the format; part of every fingerprint: raise it when the same pages give another plan

struct signing_of {
    const char *id, *kind, *agency;  // of the document; agency may be NULL
    const char *file;                // name of the PDF, in the same folder
    struct str pdf;                  // its bytes
};

// Who signs comes in signing order; those whose block is signed already (copies) are left out. In `arena`.
struct str signing_plan(struct arena *arena, const struct document *document, const struct pages *pages,
                        const struct signing_of *of);

#endif
