// Faces and shaping. HarfBuzz runs at scale 1000 a em, so advances are the integers that the PDF's /W carries.
#ifndef NASKAH_FONT_FONT_H
#define NASKAH_FONT_FONT_H

#include "base/finding.h"
#include "base/library.h"
#include "base/text.h"
#include "model/page.h"

#define FONT_MAX_BYTES (32u << 20)  // a larger font file is refused

struct library fonts_library(void);  // HarfBuzz

struct fonts;  // families and faces of one process, with the cache of shaped words
struct face;   // one font file

// Reads fonts/fonts.xml and opens the faces it names (lazily). Extra files of `own` (a folder with the office's TTF or
// OTF; may be NULL) come first: they answer to the family name inside the file; a broken one is a finding font.own
// and left out. NULL with a fatal finding (font.list) when the list cannot be read.
struct fonts *fonts_load(struct arena *arena, const char *list, const char *own, struct findings *findings);
// Faces without files for golden tests: every character is 500 wide, a space 250, ascent 800, descent 200,
// cap height 700, glyph id = code point, no kerning; covers U+0020…U+2FFF. Every family name is known;
// face_name is "Bookman", "Bookman-Bold", "Bookman-BoldItalic" …
struct fonts *fonts_fake(struct arena *arena);

// The face of a family; a family without that style gives the nearest one. An unknown family gives the first family and
// one finding font.family. Never NULL after fonts_load succeeded, except when a face's file is missing or damaged:
// then one finding font.file or font.broken, and NULL. The same finding is not added twice to one list.
const struct face *fonts_face(struct fonts *f, const char *family, bool bold, bool italic, struct findings *findings);

// 1/1000 em. Ascent and descent are positive distances from the baseline; underline_position is the middle of the line,
// negative below the baseline.
struct metrics { int ascent, descent, cap_height, x_height, underline_position, underline_thickness; };
const struct metrics *face_metrics(const struct face *face);
const char *face_name(const struct face *face);           // PostScript name
struct str face_bytes(const struct face *face);           // the font file
bool face_is_cff(const struct face *face);
bool face_has(const struct face *face, unsigned codepoint);
const char *face_hash(const struct face *face);           // SHA-256 of the file

// What a PDF font descriptor wants besides the metrics. 1/1000 em; the angle in degrees, negative leans right.
struct descriptor { int box[4], italic_angle, stem; bool serif, italic; };
const struct descriptor *face_descriptor(const struct face *face);
int32_t face_advance(const struct face *face, uint32_t glyph);  // without kerning; 0 for a glyph it does not have
// The character that a glyph stands for by itself (the lowest one that maps to it), 0 when none does.
unsigned face_text(const struct face *face, uint32_t glyph);
// A character without a shape of its own (ZWJ, ZWSP, BOM, variation selectors); U+00AD is not one here.
bool font_ignores(unsigned codepoint);

// A shaped word: one or more segments, each in one face (fallback faces are used for characters the first lacks).
// Words hold no breaking space; they may hold U+00A0. liga is off; kerning is on inside the word.
// The bytes of glyph i are those from its offset to the next glyph's offset (or the segment's end): when several
// glyphs stand for one character the first has its bytes, the others none. Characters that are ignorable by default
// (ZWJ, ZWSP, BOM) have no glyph; their bytes belong to the glyph before. A word of only such has no segment.
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
// Shaped alone and cached; the result lives until the next fonts_trim. U+2010 and U+2011 are shaped as '-';
// U+00AD is shaped as the face's soft hyphen glyph (visible): leave it out where a break is not used, so that kerning
// runs across. A character that no face has is drawn as U+FFFD, never as a box. Text runs left to right only:
// letters of right-to-left scripts count as missing.
const struct word *fonts_shape(struct fonts *f, const struct face *face, const char *text, size_t n);
int32_t face_space(const struct face *face);              // advance of U+0020

// Forgets shaped words, subsets and what devices keep when they take more than `limit` bytes. To be called between
// documents: words handed out before are gone then.
void fonts_trim(struct fonts *f, size_t limit);
#define FONT_CACHE_LIMIT ((size_t)64 << 20)

// The subset that a PDF embeds: a pure function of the face and the glyphs rounded up to fixed blocks; glyph ids are
// kept. `program` is a TrueType font with the tables that PDF wants, or a bare CFF. Memoised until fonts_trim.
// NULL when the face has no file or HarfBuzz refuses.
struct subset {
    const struct face *face;
    struct str program;
    char tag[7];             // six capitals from a hash of the face and the blocks
    const uint32_t *glyphs;  // of the program, ascending, without glyph 0
    size_t n;
    void *kept;              // a device may keep here what it made of the program, in the arena of fonts_cache
};
struct subset *fonts_subset(struct fonts *f, const struct face *face, const uint32_t *glyphs, size_t n);

// How many subsets were asked for, and how many of them had to be made.
struct subset_count { size_t asked, made; };
struct subset_count fonts_subset_count(const struct fonts *f);

// An arena that lives until fonts_trim empties it, and one pointer for the device that lives as long (NULL at first).
struct arena *fonts_cache(struct fonts *f);
void **fonts_kept(struct fonts *f);

#endif
