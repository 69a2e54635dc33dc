// Facts that running text tells: dates with their weekday, counts with their noun and the words in brackets. Found by
// form alone, as in prose.h: told to people, never a change of a text.
#ifndef NASKAH_RULES_PROSE_FACT_H
#define NASKAH_RULES_PROSE_FACT_H

#include "model/format.h"
#include "rules/prose.h"

struct told_date {
    const char *text;        // as it stands, with its weekday: "Senin, 17 Januari 2017"
    struct date date;        // year 0 when there is no such day
    const char *weekday;     // the right one when another is told; else NULL
    size_t at;               // where it stands, in bytes
};

struct told_count {
    const char *text;        // "5 (lima) orang"
    int64_t n;
    const char *words;       // in the brackets; NULL without
    const char *noun;        // the word behind it, small letters; "" at the end of a sentence
    size_t at;               // where it stands, in bytes
};

// In order of the text; they live in `arena`, and *out is NULL when there are none. Counts are no amounts of money, no
// numbers of laws, articles or years, no shares and no parts of dates.
size_t prose_dates(struct arena *arena, const char *text, struct told_date **out);
size_t prose_counts(struct arena *arena, const char *text, struct told_count **out);

#endif
