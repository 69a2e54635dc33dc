// What running text says in figures: laws it cites, amounts of money. Found by form alone, so it may be wrong: what
// comes from here is told to people, and never changes a text.
#ifndef NASKAH_RULES_PROSE_H
#define NASKAH_RULES_PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct citation {
    const char *text;    // as it stands: "Peraturan Daerah Kota Makassar Nomor 5 Tahun 2015"
    const char *kind;    // short name of the kind: "UU", "PP", "Perda" …
    const char *number;  // "23", "10A"; NULL when none is told
    int year;            // 0 when none is told
};

struct amount {
    const char *text;    // as it stands, with the words in brackets behind it
    int64_t sen;
    const char *words;   // in the brackets; NULL without
    bool dotted;         // "Rp." with a full stop
    bool dashed;         // ends in ",-" or has a dash behind its cents
};

// In order of the text; they live in `arena`, and *out is NULL when there are none.
size_t prose_citations(struct arena *arena, const char *text, struct citation **out);
size_t prose_amounts(struct arena *arena, const char *text, struct amount **out);
// Whether the words in brackets say another number than the figure. Words that are no number at all say nothing.
bool prose_words_differ(struct arena *arena, const struct amount *amount);
bool prose_number_words_differ(struct arena *arena, const char *words, int64_t n);

#endif
