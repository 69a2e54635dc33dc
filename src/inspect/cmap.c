// ToUnicode maps (ISO 32000-1, 9.10.3): bfchar and bfrange. What a hostile map may unfold to is bounded.
#include "inspect/font.h"

#define MANY 0x80000000u
enum { TEXTS = 20000 };

struct reading {
    struct inspection *p;
    struct meanings *out;
    size_t cap;
};

static unsigned code_of(struct str s) {
    unsigned v = 0;
    for (size_t i = 0; i < s.n && i < 4; i++) {
        v = v << 8 | (unsigned char)s.p[i];
    }
    return v;
}

static void set(struct reading *r, unsigned code, uint32_t meaning) {
    if (code >= CODES) {
        return;
    }
    uint32_t **page = &r->out->page[code >> 8];
    if (!*page) {
        *page = ARENA_ARRAY(r->p->arena, 256, uint32_t);
    }
    (*page)[code & 255] = meaning;
}

// UTF-16 of one character as a code point, or several kept as text. `add` is added to the last unit.
static uint32_t meaning_of(struct reading *r, struct str s, unsigned add) {
    const unsigned char *c = (const unsigned char *)s.p;
    if (s.n == 1) {
        return c[0] + add + 1;
    }
    unsigned first = s.n >= 2 ? (unsigned)c[0] << 8 | c[1] : 0;
    if (s.n == 2) {
        return ((first + add) & 0xffff) + 1;
    }
    unsigned second = s.n >= 4 ? (unsigned)c[2] << 8 | c[3] : 0;
    if (s.n == 4 && first >= 0xd800 && first < 0xdc00 && second >= 0xdc00 && second < 0xe000) {
        return 0x10000 + ((first - 0xd800) << 10) + ((second + add - 0xdc00) & 0x3ff) + 1;
    }
    struct meanings *m = r->out;
    if (m->n_texts == TEXTS || s.n < 2) {
        return 0;
    }
    if (m->n_texts == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 16;
        m->texts = arena_grow(r->p->arena, m->texts, r->cap * sizeof *m->texts, cap * sizeof *m->texts);
        r->cap = cap;
    }
    char *copy = arena_alloc(r->p->arena, s.n);
    memcpy(copy, s.p, s.n);
    copy[s.n - 1] = (char)(copy[s.n - 1] + (char)add);
    m->texts[m->n_texts++] = (struct str){copy, s.n & ~(size_t)1};
    return MANY | (uint32_t)(m->n_texts - 1);
}

static bool take_string(struct lexer *l, struct str *out) {
    struct value v;
    if (!lex_value(l, &v) || v.kind != KIND_STRING) {
        return false;
    }
    *out = v.text;
    return true;
}

static void read_characters(struct reading *r, struct lexer *l) {
    struct str code, text;
    while (r->p->unfolded++ < MOST_UNFOLDED && take_string(l, &code) && take_string(l, &text)) {
        set(r, code_of(code), meaning_of(r, text, 0));
    }
}

static void read_ranges(struct reading *r, struct lexer *l) {
    struct str first, last;
    struct value to;
    while (take_string(l, &first) && take_string(l, &last) && lex_value(l, &to)) {
        unsigned from = code_of(first), n = code_of(last) - from;
        if (n >= CODES || to.kind == KIND_KEYWORD) {
            return;
        }
        for (unsigned i = 0; i <= n && r->p->unfolded++ < MOST_UNFOLDED; i++) {
            if (to.kind == KIND_STRING) {
                set(r, from + i, meaning_of(r, to.text, i));
            } else if (to.kind == KIND_ARRAY && i < to.array.n && to.array.items[i].kind == KIND_STRING) {
                set(r, from + i, meaning_of(r, to.array.items[i].text, 0));
            }
        }
    }
}

void cmap_read(struct inspection *p, struct str bytes, struct meanings *out) {
    struct reading r = {.p = p, .out = out};
    struct lexer l = {.p = bytes.p, .end = bytes.p + bytes.n, .owner = p, .content = true};
    struct value v;
    while (l.p < l.end) {
        if (!lex_value(&l, &v)) {
            l.p += l.p < l.end;
        } else if (v.kind == KIND_KEYWORD && str_is(v.text, "beginbfchar")) {
            read_characters(&r, &l);
        } else if (v.kind == KIND_KEYWORD && str_is(v.text, "beginbfrange")) {
            read_ranges(&r, &l);
        }
    }
    out->present = true;
}

unsigned cmap_windows(unsigned char c) {
    static const unsigned short high[32] = {
        0x20ac, 0x2022, 0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
        0x2039, 0x152,  0x2022, 0x17d,  0x2022, 0x2022, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x2022, 0x17e,  0x178};
    return c >= 0x80 && c < 0xa0 ? high[c - 0x80] : c;
}

size_t font_text(const struct font *font, unsigned code, unsigned *out, size_t room) {
    const uint32_t *page = code < CODES ? font->meanings.page[code >> 8] : NULL;
    uint32_t meaning = page ? page[code & 255] : 0;
    if (!meaning || room == 0) {
        if (font->composite || font->meanings.present || code < ' ' || room == 0) {
            return 0;
        }
        out[0] = cmap_windows((unsigned char)code);
        return 1;
    }
    if (!(meaning & MANY)) {
        out[0] = meaning - 1;
        return 1;
    }
    struct str s = font->meanings.texts[meaning & ~MANY];
    size_t n = 0;
    for (size_t i = 0; i + 1 < s.n && n < room; i += 2) {
        unsigned u = (unsigned)(unsigned char)s.p[i] << 8 | (unsigned char)s.p[i + 1];
        if (u >= 0xdc00 && u < 0xe000 && n > 0) {  // the second half of a pair
            out[n - 1] = 0x10000 + ((out[n - 1] - 0xd800) << 10) + (u - 0xdc00);
        } else {
            out[n++] = u;
        }
    }
    return n;
}
