// Counting words of rich text the ways the portals do, and telling an answer from a blank.
#ifndef NASKAH_RULES_COUNT_H
#define NASKAH_RULES_COUNT_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "base/arena.h"

enum word_counter {
    COUNT_WORDS,         // kata-tanpa-penanda: white-space tokens without list markers and lone punctuation
    COUNT_SPACES,        // spasi: white-space tokens, markers of lists included, as they would be typed
    COUNT_ALPHANUMERIC,  // alfanumerik: runs of letters, digits and the hyphens inside them
    COUNT_COUNTERS
};

const char *counter_name(enum word_counter c);
bool counter_find(const char *name, enum word_counter *out);

// The text of rich content as it would be typed into a portal: a line a block, list items with "1. " or "- " before
// them. `markers` says whether those are written.
const char *rich_plain(struct arena *arena, const xmlNode *rich, bool markers);
size_t count_words(struct arena *arena, const xmlNode *rich, enum word_counter counter);

#endif
