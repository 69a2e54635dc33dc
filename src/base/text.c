#include "base/text.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

#define MALFORMED 0xFFFDu

// Decodes the sequence at `p`; returns its length, or 0 when it is malformed (cut, overlong, a surrogate, too large).
static size_t decode(const unsigned char *p, size_t n, unsigned *c) {
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = p[0] < 0x80                   ? 1
                    : p[0] >= 0xC2 && p[0] < 0xE0 ? 2
                    : (p[0] & 0xF0) == 0xE0       ? 3
                    : p[0] >= 0xF0 && p[0] < 0xF5 ? 4
                                                  : 0;
    if (!length || length > n)
        return 0;
    unsigned v = length == 1 ? p[0] : p[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        v = v << 6 | (p[i] & 0x3F);
    }
    if (v < least[length] || v > 0x10FFFF || (v >= 0xD800 && v < 0xE000))
        return 0;
    *c = v;
    return length;
}

unsigned text_next_far(const char **p, const char *end) {
    if (*p >= end)
        return 0;
    unsigned c = MALFORMED;
    size_t length = decode((const unsigned char *)*p, (size_t)(end - *p), &c);
    *p += length ? length : 1;
    return length ? c : MALFORMED;
}

bool text_valid(const char *p, size_t n) {
    const unsigned char *s = (const unsigned char *)p, *end = s + n;
    unsigned c;
    while (s < end) {
        size_t length = decode(s, (size_t)(end - s), &c);
        if (!length || c == 0)
            return false;
        s += length;
    }
    return true;
}

bool text_is_space(unsigned c) {
    return (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool text_is_breaking_space(unsigned c) {
    return (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// Characters that leave no ink: a field of nothing but these was left empty.
static bool is_invisible(unsigned c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

bool text_blank(const char *s) {
    if (!s)
        return true;
    for (const char *end = s + strlen(s); s < end;) {
        unsigned c = text_next(&s, end);
        if (!text_is_space(c) && !is_invisible(c))
            return false;
    }
    return true;
}

// Latin Extended-A and Additional: capital and small letters alternate, in some stretches beginning with an odd number.
static bool alternates(unsigned c, unsigned *capital_parity) {
    *capital_parity = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) ? 1 : 0;
    if (c == 0x130 || c == 0x131 || c == 0x138 || c == 0x149 || c == 0x178 || c == 0x17F)
        return false;
    return (c >= 0x100 && c <= 0x17F) || (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF);
}

static unsigned upper(unsigned c) {
    unsigned parity;
    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? c - 0x20 : c;
    if (c >= 0xE0 && c <= 0xFE && c != 0xF7)
        return c - 0x20;
    if (c == 0xFF)
        return 0x178;
    if (c == 0x131)
        return 'I';
    if (c == 0x17F)
        return 'S';
    return alternates(c, &parity) && c % 2 != parity ? c - 1 : c;
}

static unsigned lower(unsigned c) {
    unsigned parity;
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
        return c + 0x20;
    if (c == 0x178)
        return 0xFF;
    if (c == 0x130)
        return 'i';
    return alternates(c, &parity) && c % 2 == parity ? c + 1 : c;
}

#define EACH_BYTE(b) ((uint64_t)0x0101010101010101 * (b))

// Nearly all of our text is ASCII: eight bytes are looked at together. How many, in whole eights, come before one that
// is not.
static size_t ascii_eights(const char *s, size_t n) {
    uint64_t eight;
    size_t i = 0;
    while (i + 8 <= n && (memcpy(&eight, s + i, 8), !(eight & EACH_BYTE(0x80))))
        i += 8;
    return i;
}

struct letters {
    unsigned first, last;        // ASCII letters of one case, which get the other
    unsigned (*map)(unsigned);   // the same for any character
};

// Of a byte below 0x80 the sums stay inside of it, and their highest bits tell how it compares.
static void map_eights(char *out, const char *s, size_t n, const struct letters *l) {
    for (size_t i = 0; i < n; i += 8) {
        uint64_t eight;
        memcpy(&eight, s + i, 8);
        uint64_t from = eight + EACH_BYTE(0x80 - l->first), beyond = eight + EACH_BYTE(0x7F - l->last);
        eight ^= (from & ~beyond & EACH_BYTE(0x80)) >> 2;
        memcpy(out + i, &eight, 8);
    }
}

static char *mapped(struct arena *arena, const char *s, const struct letters *l) {
    struct buf out = buf_new(arena);
    const char *end = s + strlen(s);
    buf_room(&out, (size_t)(end - s));
    while (s < end) {
        size_t n = ascii_eights(s, (size_t)(end - s));
        map_eights(buf_room(&out, n), s, n, l);
        buf_grown(&out, n);
        s += n;
        for (const char *stop = end - s < 8 ? end : s + 8; s < stop;) {
            unsigned c = l->map(text_next(&s, end));
            if (c < 0x80)
                buf_char(&out, (char)c);
            else
                buf_utf8(&out, c);
        }
    }
    return out.p;
}

char *text_upper(struct arena *arena, const char *s) {
    static const struct letters small = {'a', 'z', upper};
    return mapped(arena, s, &small);
}

char *text_lower(struct arena *arena, const char *s) {
    static const struct letters capital = {'A', 'Z', lower};
    return mapped(arena, s, &capital);
}

// Eight printable bytes of ASCII and no two spaces in a row: behind a word they stay as they are. Of bytes below 0x80
// no sum leaves its byte, and the highest bits tell.
static bool is_collapsed(uint64_t eight) {
    uint64_t printable = (eight + EACH_BYTE(0x80 - ' ')) & ~(eight + EACH_BYTE(0x80 - 0x7F)) & ~eight;
    uint64_t space = ~((eight ^ EACH_BYTE(' ')) + EACH_BYTE(0x7F)) & EACH_BYTE(0x80);
    return (printable & EACH_BYTE(0x80)) == EACH_BYTE(0x80) && !(space & space >> 8);
}

struct collapsing {
    const char *s, *end;
    char *to;
    bool gap;  // a space comes before what follows, if anything does
};

static void put_gap(struct collapsing *c) {
    if (c->gap)
        *c->to++ = ' ';
    c->gap = false;
}

static void take_eights(struct collapsing *c) {
    uint64_t eight;
    while (c->end - c->s >= 8 && *c->s != ' ' && (memcpy(&eight, c->s, 8), is_collapsed(eight))) {
        put_gap(c);
        memcpy(c->to, &eight, 8);
        c->s += 8;
        c->to += 8;
        c->gap = c->to[-1] == ' ';
        c->to -= c->gap;
    }
}

char *text_collapse(struct arena *arena, const char *s) {
    size_t n = strlen(s);
    char *out = arena_room(arena, n + 1, 1);
    struct collapsing c = {.s = s, .end = s + n, .to = out};
    while (take_eights(&c), c.s < c.end) {
        const char *from = c.s;
        if (text_is_breaking_space(text_next(&c.s, c.end))) {
            c.gap = c.to > out;
            continue;
        }
        put_gap(&c);
        while (from < c.s)
            *c.to++ = *from++;
    }
    *c.to = '\0';
    return out;
}

size_t text_length(const char *s) {
    size_t n = 0;
    for (const char *end = s + strlen(s); s < end; n++) {
        size_t ascii = ascii_eights(s, (size_t)(end - s));
        n += ascii;
        s += ascii;
        if (s == end)
            break;
        text_next(&s, end);
    }
    return n;
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
}

unsigned text_distance(const char *a, const char *b) {
    enum { LONGEST = 255 };
    unsigned row[LONGEST + 1];
    size_t na = strlen(a), nb = strlen(b);
    if (na > LONGEST || nb > LONGEST)
        return (unsigned)(na > nb ? na : nb);
    for (size_t j = 0; j <= nb; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= na; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= nb; j++) {
            unsigned best = diagonal + (small(a[i - 1]) != small(b[j - 1]));
            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[nb];
}

const char *text_nearest(const char *word, const char *const *names, size_t n) {
    size_t length = strlen(word);
    unsigned limit = length / 3 > 2 ? (unsigned)(length / 3) : 2;
    const char *best = NULL;
    for (size_t i = 0; i < n; i++) {
        size_t other = strlen(names[i]);
        if ((other > length ? other - length : length - other) > limit)
            continue;
        unsigned distance = text_distance(word, names[i]);
        if (distance < limit + (best == NULL)) {
            best = names[i];
            limit = distance;
        }
    }
    return best;
}
