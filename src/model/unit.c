#include "model/unit.h"

#include <string.h>

static const struct {
    const char *name;
    double mp_per_unit;
} units[] = {{"pt", 1000.0}, {"mm", 72000.0 / 25.4}, {"cm", 720000.0 / 25.4}, {"in", 72000.0}};

// Far above any paper (100 m), far below where sums of lengths could overflow.
#define UNIT_MAX 1e9

// The digits of a decimal number; false when there is none. Moves *s behind it.
static bool parse_decimal(const char **s, double *out) {
    const char *p = *s;
    double value = 0, scale = 1;
    int digits = 0;
    for (; *p >= '0' && *p <= '9' && digits < 12; p++, digits++) {
        value = value * 10 + (*p - '0');
    }
    if (*p == '.') {
        for (p++; *p >= '0' && *p <= '9' && digits < 15; p++, digits++) {
            value = value * 10 + (*p - '0');
            scale *= 10;
        }
        if (scale == 1) {
            return false;
        }
    }
    *s = p;
    *out = value / scale;
    return digits > 0;
}

bool unit_parse(const char *s, mp *out) {
    if (!s) {
        return false;
    }
    bool negative = *s == '-';
    s += negative;
    double value;
    if (!parse_decimal(&s, &value)) {
        return false;
    }
    double factor = 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        factor = strcmp(s, units[i].name) == 0 ? units[i].mp_per_unit : factor;
    }
    if (factor == 0 && (value != 0 || *s)) {
        return false;
    }
    double length = value * factor;
    if (length > UNIT_MAX) {
        return false;
    }
    *out = negative ? -(mp)(length + 0.5) : (mp)(length + 0.5);
    return true;
}
