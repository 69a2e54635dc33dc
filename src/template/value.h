// Reading the values of attributes, constant ones at load and computed ones at bind, by the same functions.
#ifndef NASKAH_TEMPLATE_VALUE_H
#define NASKAH_TEMPLATE_VALUE_H

#include "model/box.h"

#define VALUE_COLUMNS 64
#define VALUE_LENGTHS 5

// "12pt", or "52%" of `whole`. False when it is neither.
bool value_length(const char *s, mp whole, mp *out);
bool value_number(const char *s, double *out);
// "10mm 2* auto 30%": how many columns, 0 when wrong or too many.
size_t value_columns(const char *s, mp whole, struct column *out);
// "2.25pt 1.2pt 0.75pt": how many lengths (1, 3 or 5: line, gap, line …), 0 when wrong.
size_t value_lengths(const char *s, mp *out);
// "6mm 1.5pt 1mm 0.5pt": how far from the edge, line, and perhaps gap and line. False when wrong; sets no corner.
bool value_frame(const char *s, struct frame *out);
// "a4", "f4", "215x330" (millimetres, width first) as portrait. False when unknown.
bool value_paper(const char *s, mp *width, mp *height);

#endif
