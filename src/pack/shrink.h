// PDFs and pictures made smaller until they fit a budget: pictures get fewer pixels and are packed harder; words, lines
// and fonts stay as they are. Nothing is ever changed in place: new bytes come out.
#ifndef NASKAH_PACK_SHRINK_H
#define NASKAH_PACK_SHRINK_H

#include "base/image.h"
#include "base/text.h"

struct shrunk {
    struct str bytes;  // the best quality that fits; else the smallest that could be made
    bool fits;
    bool same;         // nothing needed to change: the bytes that came in
    int side;          // pixels of the longer side that pictures were brought down to; 0: pictures are as they were
    int quality;       // of their JPEG, 1 to 100; 0 as above
    size_t pictures;   // how many were packed anew
};

// Hostile bytes are normal. False with *why a text for a finding ("@pdf.rusak", "@pdf.sandi").
bool shrink_pdf(struct arena *arena, struct str bytes, size_t budget, struct shrunk *out, const char **why);
// A JPEG or PNG as a JPEG that fits. *why: "@gambar.rusak".
bool shrink_image(struct arena *arena, struct str bytes, size_t budget, struct shrunk *out, const char **why);

#endif
