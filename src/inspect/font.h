// Fonts of a PDF: what their codes mean, how wide they are said to be, which were shown. Internal to src/inspect.
#ifndef NASKAH_INSPECT_FONT_H
#define NASKAH_INSPECT_FONT_H

#include "inspect/reader.h"

#define CODES 65536

// Codes to characters or to widths: 256 pages of 256, only those that are used.
struct meanings {
    uint32_t *page[256];  // a code point and 1; or MANY and the place of several in `texts`
    struct str *texts;
    size_t n_texts;
    bool present;         // there is a ToUnicode that could be read
};

enum { SHOWN_INVISIBLE = 1, SHOWN_REPLACED = 2 };  // how a code was shown: in mode 3; where ActualText replaces it

struct font {
    struct font *next;
    const struct value *dictionary;
    const struct value *inner;       // the CIDFont of a composite one, else the dictionary itself
    const struct value *descriptor;  // null value when absent
    struct stream *program;          // NULL: not embedded
    struct str kind, inner_kind;     // Subtype
    bool composite, identity;
    struct meanings meanings;
    float *widths[256];              // of codes, in thousandths; NULL pages are of the default
    float default_width;
    bool widths_read;
    uint64_t *shown[4];              // one bit a code, by how; NULL: never so
    unsigned highest;                // of the codes that were shown
};

// The font of a dictionary; the same one for the same dictionary. NULL when it is none.
struct font *font_of(struct inspection *p, const struct value *dictionary);
void font_show(struct inspection *p, struct font *font, struct str codes, unsigned how);
bool font_shown(const struct font *font, unsigned code, unsigned how);
// 64 codes from 64 × i on, however they were shown; from font_shown_end on there are none.
uint64_t font_shown_any(const struct font *font, size_t i);
size_t font_shown_end(const struct font *font);
float font_width(struct inspection *p, struct font *font, unsigned code);
// The characters of a code; 0 when it has none. At most `room` are put in `out`.
size_t font_text(const struct font *font, unsigned code, unsigned *out, size_t room);

// --- cmap.c
void cmap_read(struct inspection *p, struct str bytes, struct meanings *out);
unsigned cmap_windows(unsigned char c);  // the character of a byte in WinAnsiEncoding

#endif
