// What is made of one document: its four renditions (DESIGN §6) and the signing plan beside the one that is signed.
#ifndef NASKAH_BATCH_RENDITION_H
#define NASKAH_BATCH_RENDITION_H

#include <stdbool.h>

// RENCANA is the signing plan (signing.h). It is made, kept and withdrawn as the PDF that it describes.
enum rendition { RENDITION_DRAF, RENDITION_TANDA_TANGAN, RENDITION_UNGGAH, RENDITION_ARSIP, RENDITION_RENCANA,
                 RENDITION_COUNT };

struct rendition_rule {
    const char *name;    // as people and the store call it: "draf", "tanda-tangan", …
    const char *suffix;  // of its file, behind the document's id: ".draf.pdf"
    bool draft;          // always made, marked KONSEP, holes marked; the others are stopped by errors
    bool archival;       // PDF/A-3a and PDF/UA-1, with the record that was read inside
    bool signs;          // fields and anchors, as the office's settings ask
    bool upload;         // the profile's masks, version and budget; made where the profile asks, or when asked by name
};
extern const struct rendition_rule rendition_rules[RENDITION_COUNT];

// The rendition that people call `name`; RENDITION_COUNT when there is none.
enum rendition rendition_find(const char *name);

#endif
