// Where Indonesian words may be divided: libhyphen's patterns, less what they get wrong (DESIGN §4.7).
#ifndef NASKAH_LAYOUT_HYPHENATION_H
#define NASKAH_LAYOUT_HYPHENATION_H

#include "base/finding.h"

struct hyphenation;

#define HYPHENATION_FILE "/usr/share/hyphen/hyph_id_ID.dic"  // of Debian's hyphen-id

// Loads the patterns of a libhyphen dictionary; called once by the world, layout itself reads no files.
// NULL with one finding layout.hyphenation when the file cannot be read: then nothing is hyphenated.
// The handle is freed with the arena.
struct hyphenation *hyphenation_load(struct arena *arena, const char *path, struct findings *findings);

// What the patterns get wrong, as data. `divided` is in small letters with a hyphen where it may be divided. A STEM
// also stands with the prefixes before it and the suffixes after it; the word may be divided after the prefix, and
// before a suffix that begins with a hyphen. A WORD stands alone and is found first. A TITLE says nothing about where:
// it is a word of office language (Pemerintah, Keputusan) that is no name although it is written with a capital.
enum hyphenation_part {
    HYPHENATION_WORD, HYPHENATION_STEM, HYPHENATION_PREFIX, HYPHENATION_SUFFIX, HYPHENATION_TITLE, HYPHENATION_PARTS
};
// False for what is no word of small letters. Not to be called once words have been asked for. NULL h: nothing is kept.
bool hyphenation_except(struct hyphenation *h, enum hyphenation_part part, const char *divided, size_t n);

// Marks in breaks[i] that a hyphen may stand before byte i of `word` (breaks[0] is never set); returns how many.
// Only words of ASCII letters are divided, at least two letters before and three after, never beside a piece without
// a vowel. Capitals count as small letters: whether a name may be divided is the caller's to say. NULL h: none.
#define HYPHENATION_SHORTEST 5
#define HYPHENATION_LONGEST 60
size_t hyphenation_find(const struct hyphenation *h, const char *word, size_t n, bool breaks[HYPHENATION_LONGEST]);

// Whether the word, in whatever letters, is known to be no name: a TITLE, a WORD, or made from a STEM.
bool hyphenation_common(const struct hyphenation *h, const char *word, size_t n);

#endif
