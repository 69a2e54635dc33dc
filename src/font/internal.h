// What the files of src/font share; nobody else includes this.
#ifndef NASKAH_FONT_INTERNAL_H
#define NASKAH_FONT_INTERNAL_H

#include <hb.h>

#include "base/hash.h"
#include "font/font.h"

enum face_state { FACE_CLOSED, FACE_OPEN, FACE_MISSING, FACE_BROKEN };

struct glyph_info {
    int32_t advance;
    uint32_t text;  // lowest code point that maps to the glyph, 0: none
    uint32_t block; // of the subset, see subset.c
};

struct face {
    const char *file, *package; // as the list names them
    const char *path;           // where it was found
    bool bold, italic, fake;
    enum face_state state;
    const char *why; // FACE_MISSING, FACE_BROKEN: the reason
    const char *name;
    struct str bytes;
    char hash[HASH_SIZE];
    bool cff;
    unsigned index; // of all faces: part of the cache's key
    hb_face_t *hb_face;
    hb_font_t *hb_font;
    struct metrics metrics;
    struct descriptor descriptor;
    int32_t space;
    struct glyph_info *glyphs;
    unsigned n_glyphs;
};

struct family {
    const char *name;
    const char **aliases;
    size_t n_aliases;
    struct face **faces;
    size_t n_faces;
    bool fallback;
    struct family *next;
};

struct word_entry {
    uint64_t hash;
    const struct face *face;
    const char *text;
    size_t n;
    const struct word *word;
};

struct character {      // of a word that is being shaped
    unsigned codepoint; // as it is shaped
    uint32_t offset;
    struct face *face; // NULL: left out
};

struct subset_memo;

struct fonts {
    struct arena *arena; // the process's
    struct arena *cache; // words, subsets, what devices keep
    bool fake;
    const char **folders; // where font files are looked for, in order
    size_t n_folders;
    struct family *families;
    unsigned n_faces;
    struct word_entry *words; // open addressing, a power of two
    size_t n_words, cap_words;
    struct character *characters;
    size_t cap_characters;
    hb_buffer_t *buffer;
    struct subset_memo *subsets;
    struct subset_count subset_count;
    void *kept;
};

// Finds and opens the file of a face, once. The state says how it went.
void face_open(struct fonts *f, struct face *face);
// Family name and style of an opened face, as the file says them.
const char *face_family_name(struct arena *arena, const struct face *face);
void face_fake(struct fonts *f, struct face *face, const char *name);
// "directory", "tables", "checksum" … when the bytes are not a sound font file, else NULL.
const char *sfnt_fault(struct str bytes);

// The block of subsets that a glyph belongs to, from the character it stands for (0: none).
uint32_t subset_block(unsigned codepoint, uint32_t glyph);
// The fallback face nearest in style to `face` that has the character, opened; NULL when none has it.
struct face *fonts_fallback(struct fonts *f, const struct face *face, unsigned codepoint);

#endif
