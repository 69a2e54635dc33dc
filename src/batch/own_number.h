// Numbers that an office gives itself: the pattern of a <seri> of its house rules, and what the notes say was given.
#ifndef NASKAH_BATCH_OWN_NUMBER_H
#define NASKAH_BATCH_OWN_NUMBER_H

#include "batch/numbering.h"

// Which number a document is to have. `day` may lack month and day where the pattern does not ask for a month.
struct own_number {
    const xmlNode *series;           // <seri>
    struct date day;
};

// The series of a document and its day. False after one finding: number.no-series (other offices give its number),
// number.pattern (unknown or missing {token}), number.undated (the pattern wants a year or month that it has not).
bool own_number_of(const struct world *w, struct arena *arena, const struct planned *document, struct own_number *out,
                   struct findings *findings);
// "100.3.3.2/0132/2025": number n by the pattern. Tokens: nomor, kode, unit, bulan, bulan-romawi, tahun. As
// series_request.write wants it; `context` is a struct own_number.
const char *own_number_write(void *context, struct arena *arena, int n);
// Where numbering goes on: <seri mulai>, or behind the largest number that the notes know, should the store be lost.
int own_number_first(const struct world *w, const struct own_number *own);

#endif
