// Embedded font programs: TrueType and CFF, as far as glyphs and their widths need them. Every read is bounded.
#include <math.h>

#include "inspect/check.h"

enum { SUBROUTINES = 10, ARGUMENTS = 48, STEPS = 4000 };

struct index {  // of CFF: n pieces of data
    const unsigned char *offsets, *data;
    size_t n, size;
};

struct cff_private {
    double fallback, nominal;  // widths
    struct index subroutines;
};

struct program {
    struct inspection *p;
    struct str bytes;
    bool cff;
    unsigned glyphs;
    double em;
    // TrueType
    struct str hmtx, loca, glyf, map;  // map: CIDToGIDMap, n 0 for identity
    unsigned metrics;
    bool long_loca;
    // CFF
    struct index strings, global;
    bool keyed;              // by CID
    size_t charset, select;  // offsets; charset 0 to 2 are predefined
    struct cff_private *privates;
    size_t n_privates;
};

static unsigned u16(struct str s, size_t at) {
    const unsigned char *c = (const unsigned char *)s.p;
    return at + 2 <= s.n ? (unsigned)c[at] << 8 | c[at + 1] : 0;
}

static size_t u32(struct str s, size_t at) {
    return (size_t)u16(s, at) << 16 | u16(s, at + 2);
}

// --- TrueType

static struct str table(struct str font, const char *tag) {
    unsigned n = u16(font, 4);
    for (unsigned i = 0; i < n && 12 + 16 * (size_t)i + 16 <= font.n; i++) {
        size_t at = 12 + 16 * (size_t)i, offset = u32(font, at + 8), length = u32(font, at + 12);
        if (memcmp(font.p + at, tag, 4) == 0 && offset <= font.n && length <= font.n - offset) {
            return (struct str){font.p + offset, length};
        }
    }
    return (struct str){"", 0};
}

static bool read_truetype(struct program *g) {
    struct str head = table(g->bytes, "head"), hhea = table(g->bytes, "hhea"), maxp = table(g->bytes, "maxp");
    if (head.n < 54 || hhea.n < 36 || maxp.n < 6 || u16(head, 18) == 0) {
        return false;
    }
    g->em = u16(head, 18);
    g->long_loca = u16(head, 50) != 0;
    g->metrics = u16(hhea, 34);
    g->glyphs = u16(maxp, 4);
    g->hmtx = table(g->bytes, "hmtx");
    g->loca = table(g->bytes, "loca");
    g->glyf = table(g->bytes, "glyf");
    return g->metrics > 0 && g->hmtx.n >= 4 * (size_t)g->metrics;
}

static bool has_outline(const struct program *g, unsigned gid) {
    size_t from = g->long_loca ? u32(g->loca, 4 * (size_t)gid) : 2 * (size_t)u16(g->loca, 2 * (size_t)gid);
    size_t to = g->long_loca ? u32(g->loca, 4 * (size_t)gid + 4) : 2 * (size_t)u16(g->loca, 2 * (size_t)gid + 2);
    return to > from && to <= g->glyf.n;
}

static struct glyph truetype_glyph(const struct program *g, unsigned cid, bool blank) {
    unsigned gid = g->map.n ? u16(g->map, 2 * (size_t)cid) : cid;
    struct glyph out = {.known = true, .notdef = gid == 0, .width = -1};
    if (gid >= g->glyphs || (g->map.n && 2 * (size_t)cid + 2 > g->map.n)) {
        out.notdef = gid == 0 || g->map.n;
        return out;
    }
    out.present = blank || g->loca.n == 0 || has_outline(g, gid);
    unsigned metric = gid < g->metrics ? gid : g->metrics - 1;
    out.width = u16(g->hmtx, 4 * (size_t)metric) * 1000.0 / g->em;
    return out;
}

// --- CFF: indexes and dictionaries (Adobe Technical Note 5176)

// The index at an offset; *after is where it ends. False when it does not lie in the font.
static bool read_index(struct str font, size_t at, struct index *out, size_t *after) {
    *out = (struct index){0};
    if (at + 2 > font.n) {
        return false;
    }
    out->n = u16(font, at);
    if (out->n == 0) {
        *after = at + 2;
        return true;
    }
    if (at + 3 > font.n) {
        return false;
    }
    out->size = (unsigned char)font.p[at + 2];
    if (out->size < 1 || out->size > 4 || (out->n + 1) * out->size > font.n - at - 3) {
        return false;
    }
    out->offsets = (const unsigned char *)font.p + at + 3;
    out->data = out->offsets + (out->n + 1) * out->size - 1;
    size_t end = 0;
    for (size_t i = 0; i < out->size; i++) {
        end = end << 8 | out->offsets[out->n * out->size + i];
    }
    size_t start = (size_t)((const char *)out->data - font.p);
    *after = start + end;
    return end >= 1 && *after <= font.n;
}

static struct str piece(struct str font, const struct index *index, size_t i) {
    size_t from = 0, to = 0;
    if (i >= index->n) {
        return (struct str){"", 0};
    }
    for (size_t k = 0; k < index->size; k++) {
        from = from << 8 | index->offsets[i * index->size + k];
        to = to << 8 | index->offsets[(i + 1) * index->size + k];
    }
    size_t start = (size_t)((const char *)index->data - font.p);
    bool inside = from >= 1 && from <= to && to <= font.n - start;
    return inside ? (struct str){font.p + start + from, to - from} : (struct str){"", 0};
}

// A number of a dictionary, at *at which moves past it.
static double dictionary_number(struct str d, size_t *at) {
    unsigned b = (unsigned char)d.p[(*at)++];
    if (b == 28) {
        *at += 2;
        return (int16_t)u16(d, *at - 2);
    }
    if (b == 29) {
        *at += 4;
        return (int32_t)u32(d, *at - 4);
    }
    if (b >= 32 && b <= 246) {
        return (double)b - 139;
    }
    if (b >= 247 && b <= 254) {
        unsigned next = *at < d.n ? (unsigned char)d.p[(*at)++] : 0;
        return b < 251 ? (b - 247.0) * 256 + next + 108 : -(b - 251.0) * 256 - next - 108;
    }
    double v = 0, digit = 0;  // 30: a real number, in half bytes
    for (bool more = b == 30, point = false, negative = false; more && *at < d.n;) {
        unsigned pair = (unsigned char)d.p[(*at)++];
        for (int half = 4; half >= 0 && more; half -= 4) {
            unsigned n = pair >> half & 15;
            more = n != 15;
            negative |= n == 14;
            if (n == 10) {
                point = true;
                digit = 0.1;
            } else if (n < 10 && point) {
                v += n * digit;
                digit /= 10;
            } else if (n < 10) {
                v = v * 10 + n;
            }
        }
        v = !more && negative ? -v : v;
    }
    return v;
}

// The operands of an operator (12 x as 0x0c00 | x). False when it is not there.
static bool dictionary_get(struct str d, unsigned wanted, double *first, double *second) {
    double operands[ARGUMENTS];
    size_t n = 0;
    for (size_t at = 0; at < d.n;) {
        unsigned b = (unsigned char)d.p[at];
        if (b > 21) {
            double v = dictionary_number(d, &at);
            if (n < ARGUMENTS) {
                operands[n++] = v;
            }
            continue;
        }
        at++;
        unsigned op = b == 12 && at < d.n ? 0xc00u | (unsigned char)d.p[at++] : b;
        if (op == wanted && n > 0) {
            *first = operands[0];
            *second = n > 1 ? operands[1] : 0;
            return true;
        }
        n = 0;
    }
    return false;
}

static struct str slice(struct str s, double from, double n) {
    bool inside = from >= 0 && n >= 0 && from <= (double)s.n && n <= (double)s.n - from;
    return inside ? (struct str){s.p + (size_t)from, (size_t)n} : (struct str){"", 0};
}

static void read_private(struct program *g, struct str d, struct cff_private *out) {
    double size, offset, v, none;
    size_t after;
    *out = (struct cff_private){0};
    if (!dictionary_get(d, 18, &size, &offset)) {
        return;
    }
    struct str own = slice(g->bytes, offset, size);
    out->fallback = dictionary_get(own, 20, &v, &none) ? v : 0;
    out->nominal = dictionary_get(own, 21, &v, &none) ? v : 0;
    if (dictionary_get(own, 19, &v, &none) && offset + v >= 0) {
        read_index(g->bytes, (size_t)(offset + v), &out->subroutines, &after);
    }
}

static bool read_privates(struct program *g, struct str top) {
    double v, none;
    size_t after;
    struct index all;
    if (!g->keyed) {
        g->privates = ARENA_NEW(g->p->arena, struct cff_private);
        g->n_privates = 1;
        read_private(g, top, g->privates);
        return true;
    }
    if (!dictionary_get(top, 0xc24, &v, &none) || v < 0 || !read_index(g->bytes, (size_t)v, &all, &after) ||
        all.n > 256) {
        return false;
    }
    g->privates = ARENA_ARRAY(g->p->arena, all.n, struct cff_private);
    g->n_privates = all.n;
    for (size_t i = 0; i < all.n; i++) {
        read_private(g, piece(g->bytes, &all, i), &g->privates[i]);
    }
    g->select = dictionary_get(top, 0xc25, &v, &none) && v > 0 ? (size_t)v : 0;
    return true;
}

static bool read_cff(struct program *g) {
    struct index names, tops, texts;
    double v, none;
    size_t after;
    struct str font = g->bytes;
    if (font.n < 4 || !read_index(font, (unsigned char)font.p[2], &names, &after) ||
        !read_index(font, after, &tops, &after) || !read_index(font, after, &texts, &after) ||
        !read_index(font, after, &g->global, &after)) {
        return false;
    }
    struct str top = piece(font, &tops, 0);
    if (!dictionary_get(top, 17, &v, &none) || v < 0 || !read_index(font, (size_t)v, &g->strings, &after)) {
        return false;
    }
    g->cff = true;
    g->em = 1000;
    g->glyphs = (unsigned)g->strings.n;
    g->keyed = dictionary_get(top, 0xc1e, &v, &none);
    g->charset = dictionary_get(top, 15, &v, &none) && v > 0 ? (size_t)v : 0;
    if (dictionary_get(top, 0xc07, &v, &none) && v > 0) {
        g->em = 1 / v;
    }
    return read_privates(g, top);
}

// --- CFF: the width that a charstring begins with

struct charstring {
    struct program *g;
    const struct cff_private *own;
    size_t n;             // arguments on the stack
    double first, last;   // the lowest and the topmost
    double under;
    int steps;
    bool done, empty;     // empty: nothing is drawn
    double width;
};

static void take(struct charstring *c, double v) {
    c->first = c->n == 0 ? v : c->first;
    c->under = c->last;
    c->last = v;
    c->n++;
}

static bool finish(struct charstring *c, bool odd) {
    c->width = odd ? c->own->nominal + c->first : c->own->fallback;
    c->done = true;
    return true;
}

static bool run_charstring(struct charstring *c, struct str code, int depth);

static bool call(struct charstring *c, const struct index *index, int depth) {
    double bias = index->n < 1240 ? 107 : index->n < 33900 ? 1131 : 32768, i = c->last + bias;
    if (c->n == 0 || i < 0 || i >= (double)index->n || depth == SUBROUTINES) {
        return false;
    }
    c->n--;
    c->last = c->under;
    return run_charstring(c, piece(c->g->bytes, index, (size_t)i), depth + 1);
}

static bool run_operator(struct charstring *c, unsigned op, int depth) {
    switch (op) {
    case 1: case 3: case 18: case 23: case 19: case 20: return finish(c, c->n % 2 == 1);  // stems, masks
    case 21: return finish(c, c->n > 2);                                                  // rmoveto
    case 4: case 22: return finish(c, c->n > 1);                                          // vmoveto, hmoveto
    case 14: c->empty = c->n <= 1; return finish(c, c->n == 1 || c->n == 5);              // endchar
    case 10: return call(c, &c->own->subroutines, depth);
    case 29: return call(c, &c->g->global, depth);
    default: return false;  // arithmetic before the first move: not judged
    }
}

// True when it went well as far as it was needed.
static bool run_charstring(struct charstring *c, struct str code, int depth) {
    for (size_t at = 0; at < code.n && !c->done;) {
        unsigned b = (unsigned char)code.p[at];
        if (c->n > ARGUMENTS || c->steps++ > STEPS) {
            return false;
        }
        if (b == 255) {
            take(c, (int32_t)u32(code, at + 1) / 65536.0);
            at += 5;
        } else if (b == 28 || b >= 32) {
            take(c, dictionary_number(code, &at));
        } else if (b == 11) {
            return true;  // back to where it was called
        } else if (!run_operator(c, b, depth)) {
            return false;
        } else {
            at++;
        }
    }
    return true;
}

// The glyph of a CID by the charset; -1 when it has none.
static long charset_glyph(const struct program *g, unsigned cid) {
    if (!g->keyed || cid == 0 || g->charset <= 2) {
        return cid < g->glyphs ? (long)cid : -1;
    }
    size_t at = g->charset + 1;
    unsigned format = g->charset < g->bytes.n ? (unsigned char)g->bytes.p[g->charset] : 9;
    for (unsigned gid = 1; gid < g->glyphs && at + 2 <= g->bytes.n;) {
        unsigned first = u16(g->bytes, at), left = 0;
        at += 2;
        if (format == 1) {
            left = at < g->bytes.n ? (unsigned char)g->bytes.p[at] : 0;
            at++;
        } else if (format == 2) {
            left = u16(g->bytes, at);
            at += 2;
        } else if (format > 2) {
            return -1;
        }
        if (cid >= first && cid - first <= left) {
            return (long)(gid + cid - first);
        }
        gid += left + 1;
    }
    return -1;
}

static size_t private_of(const struct program *g, unsigned gid) {
    unsigned format = g->select < g->bytes.n ? (unsigned char)g->bytes.p[g->select] : 9;
    if (!g->keyed || g->select == 0) {
        return 0;
    }
    if (format == 0) {
        size_t at = g->select + 1 + gid;
        return at < g->bytes.n ? (unsigned char)g->bytes.p[at] : 0;
    }
    unsigned n = u16(g->bytes, g->select + 1);
    for (unsigned i = 0; format == 3 && i < n; i++) {
        size_t at = g->select + 3 + 3 * (size_t)i;
        if (at + 5 <= g->bytes.n && u16(g->bytes, at) <= gid && gid < u16(g->bytes, at + 3)) {
            return (unsigned char)g->bytes.p[at + 2];
        }
    }
    return 0;
}

static struct glyph cff_glyph(struct program *g, unsigned cid, bool blank) {
    long gid = charset_glyph(g, cid);
    struct glyph out = {.known = true, .notdef = gid == 0, .width = -1};
    if (gid < 0 || (unsigned long)gid >= g->glyphs) {
        return out;
    }
    struct str code = piece(g->bytes, &g->strings, (size_t)gid);
    size_t which = private_of(g, (unsigned)gid);
    struct charstring c = {.g = g, .own = which < g->n_privates ? &g->privates[which] : NULL};
    if (c.own && run_charstring(&c, code, 0) && c.done) {
        out.width = c.width * 1000 / g->em;
    }
    out.present = code.n > 0 && (blank || !c.empty);
    return out;
}

// --- Both

struct program *program_read(struct inspection *p, const struct font *font) {
    struct program *g = ARENA_NEW(p->arena, struct program);
    const struct value *map = entry_get(p, font->inner, "CIDToGIDMap");
    g->p = p;
    if (!font->program || !stream_data(p, font->program, &g->bytes) || g->bytes.n < 12) {
        return NULL;
    }
    if (map->kind == KIND_STREAM && !stream_data(p, map->stream, &g->map)) {
        return NULL;
    }
    if (memcmp(g->bytes.p, "OTTO", 4) == 0) {
        g->bytes = table(g->bytes, "CFF ");
        return read_cff(g) ? g : NULL;
    }
    bool truetype = memcmp(g->bytes.p, "\0\1\0\0", 4) == 0 || memcmp(g->bytes.p, "true", 4) == 0;
    return (truetype ? read_truetype(g) : read_cff(g)) ? g : NULL;
}

struct glyph program_glyph(struct program *program, unsigned cid, bool blank) {
    return program->cff ? cff_glyph(program, cid, blank) : truetype_glyph(program, cid, blank);
}

unsigned program_glyphs(const struct program *program) {
    return program->glyphs;
}
