// Faces and shaping. HarfBuzz runs at scale 1000 a em, so advances are the integers that the PDF's /W carries.
#ifndef NASKAH_FONT_FONT_H
#define NASKAH_FONT_FONT_H

#include "base/finding.h"
#include "base/text.h"
#include "model/page.h"

struct fonts;  // families and faces of one process, with the cache of shaped words
struct face;   // one font file

// Reads fonts/fonts.xml and opens the faces it names (lazily). Extra files of `own` (a folder with the office's TTF or
// OTF; may be NULL) come first. NULL with a fatal finding (font.*) when the list cannot be read.
struct fonts *fonts_load(struct arena *arena, const char *list, const char *own, struct findings *findings);
// A face without a file for golden tests: every character is 500 wide, a space 250, ascent 800, descent 200,
// cap height 700, glyph id = code point, no kerning; covers U+0020…U+2FFF.
struct fonts *fonts_fake(struct arena *arena);

// The face of a family; a family without that style gives the nearest one. An unknown family gives the first family and
// one finding font.family. Never NULL after fonts_load succeeded, except when a face's file is missing: font.file, NULL.
const struct face *fonts_face(struct fonts *f, const char *family, bool bold, bool italic, struct findings *findings);

struct metrics { int ascent, descent, cap_height, x_height, underline_position, underline_thickness; };  // 1/1000 em
const struct metrics *face_metrics(const struct face *face);
const char *face_name(const struct face *face);           // PostScript name
struct str face_bytes(const struct face *face);           // the font file
bool face_is_cff(const struct face *face);
bool face_has(const struct face *face, unsigned codepoint);
const char *face_hash(const struct face *face);           // SHA-256 of the file

// A shaped word: one or more segments, each in one face (fallback faces are used for characters the first lacks).
// Words hold no breaking space; they may hold U+00A0. liga is off; kerning is on inside the word.
struct segment {
    const struct face *face;
    const struct glyph *glyphs;  // offsets count from the start of the word
    size_t n;
    int32_t width;               // sum of the advances, 1/1000 em
    uint32_t start, end;         // bytes of the word
};
struct word {
    const struct segment *segments;
    size_t n;
    int32_t width;
    unsigned missing;            // a code point that no face has, 0 when all are there: the caller reports it
};
// Shaped alone and cached; the result lives as long as `fonts`. U+2010 and U+2011 are shaped as '-';
// U+00AD is shaped as the face's soft hyphen glyph (visible).
const struct word *fonts_shape(struct fonts *f, const struct face *face, const char *text, size_t n);
int32_t face_space(const struct face *face);              // advance of U+0020

// The subset that a PDF embeds: a pure function of the face and the glyphs rounded up to fixed blocks; glyph ids are kept.
// The result is memoised in `fonts`. Returns false when hb-subset fails.
struct subset { struct str program; char tag[7]; };       // tag: six capitals from a hash of the glyph set
bool fonts_subset(struct fonts *f, const struct face *face, const uint32_t *glyphs, size_t n, struct subset *out);

#endif
