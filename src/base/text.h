// UTF-8 text: decoding, white space, comparison for people. No locale is ever consulted.
#ifndef NASKAH_BASE_TEXT_H
#define NASKAH_BASE_TEXT_H

#include "base/arena.h"

struct str {  // a view of bytes owned by somebody else
    const char *p;
    size_t n;
};

unsigned text_next_far(const char **p, const char *end);  // the same for a byte of any kind
// The code point at *p, which moves past it; U+FFFD for a malformed byte (one byte is skipped).
// At `end` returns 0 without moving.
static inline unsigned text_next(const char **p, const char *end) {
    if (*p < end && (unsigned char)**p < 0x80) {  // nearly all of our text: no call
        return (unsigned char)*(*p)++;
    }
    return text_next_far(p, end);
}
bool text_valid(const char *p, size_t n);              // well-formed UTF-8 without NUL
bool text_is_space(unsigned codepoint);                // white space of any kind, NBSP included
bool text_is_breaking_space(unsigned codepoint);       // space, tab, line ends: where a line may break
bool text_blank(const char *s);                        // NULL, empty, or only white space
char *text_upper(struct arena *arena, const char *s);  // ASCII and Latin-1/Latin Extended letters
char *text_lower(struct arena *arena, const char *s);
char *text_collapse(struct arena *arena, const char *s);  // trims; runs of breaking space become one space; NBSP stays
size_t text_length(const char *s);                        // code points
unsigned text_distance(const char *a, const char *b);     // Levenshtein distance in bytes, case ignored
// The nearest of `n` names to `word` within a third of its length (at least 2), or NULL.
const char *text_nearest(const char *word, const char *const *names, size_t n);

#endif
