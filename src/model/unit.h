// Lengths are integers: millipoints. One PDF point (1/72 inch) is 1,000 mp.
#ifndef NASKAH_MODEL_UNIT_H
#define NASKAH_MODEL_UNIT_H

#include <stdbool.h>
#include <stdint.h>

typedef int64_t mp;

#define MP_PER_PT 1000
#define PT(x) ((mp)((x) * 1000.0 + ((x) < 0 ? -0.5 : 0.5)))
#define MM(x) ((mp)((x) * 72000.0 / 25.4 + ((x) < 0 ? -0.5 : 0.5)))

// Reads "12pt", "34.5mm", "2cm", "1in" or a bare "0" (decimal point, no locale). False when `s` is not a length.
bool unit_parse(const char *s, mp *out);

#endif
