#include "read/encoding.h"

#include <string.h>

#include "base/buf.h"

static const unsigned short high[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                        0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                        0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

static bool begins(struct str s, const char *with, size_t n) {
    return s.n >= n && memcmp(s.p, with, n) == 0;
}

// ---- from other encodings

static unsigned unit(const char *p, bool little) {
    unsigned a = (unsigned char)p[0], b = (unsigned char)p[1];
    return little ? a | b << 8 : a << 8 | b;
}

static struct str from_utf16(struct arena *arena, struct str s, bool little) {
    struct buf out = buf_new(arena);
    for (size_t i = 0; i + 1 < s.n; i += 2) {
        unsigned c = unit(s.p + i, little), low = i + 3 < s.n ? unit(s.p + i + 2, little) : 0;
        if (c >= 0xD800 && c < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD;
        }
        buf_utf8(&out, c);
    }
    return (struct str){buf_text(&out), out.n};
}

// Text without a mark whose every other byte is NUL, nearly always.
static enum encoding guess_utf16(struct str s) {
    size_t window = s.n < 2000 ? s.n & ~(size_t)1 : 2000, even = 0, odd = 0;
    for (size_t i = 0; i < window; i++) {
        if (s.p[i] == '\0') {
            *(i % 2 ? &odd : &even) += 1;
        }
    }
    size_t most = window / 2 * 7 / 10;
    return window >= 8 && odd > most && even == 0   ? ENCODING_UTF16LE
           : window >= 8 && even > most && odd == 0 ? ENCODING_UTF16BE
                                                    : ENCODING_UTF8;
}

static enum encoding encoding_of(struct str *s, bool *mark) {
    *mark = true;
    if (begins(*s, "\xFF\xFE\0\0", 4) || begins(*s, "\0\0\xFE\xFF", 4)) {
        return ENCODING_BAD;
    }
    if (begins(*s, "\xEF\xBB\xBF", 3)) {
        *s = (struct str){s->p + 3, s->n - 3};
        return ENCODING_UTF8;
    }
    bool little = begins(*s, "\xFF\xFE", 2);
    if (little || begins(*s, "\xFE\xFF", 2)) {
        *s = (struct str){s->p + 2, s->n - 2};
        return little ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    }
    *mark = false;
    return guess_utf16(*s);
}

// ---- mojibake

// The byte of Windows-1252 that shows as `c`, or -1.
static int windows_byte(unsigned c) {
    for (int i = 0; c >= 0x80 && i < 32; i++) {
        if (high[i] == c) {
            return 0x80 + i;
        }
    }
    return c >= 0x80 && c <= 0xFF ? (int)c : -1;
}

// Characters that Indonesian texts are likely to hold: others that come out were perhaps meant as they stood.
static bool likely(unsigned c) {
    return c == 0xA0 || c == 0xAD || c == 0xAB || c == 0xBB || c == 0xB0 || c == 0xB1 || c == 0xB2 || c == 0xB3 ||
           c == 0xB7 || c == 0xBD || c == 0xBC || (c >= 0xC0 && c <= 0xFF) || (c >= 0x2010 && c <= 0x2044) ||
           c == 0x20AC || c == 0x2122 || (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2264 && c <= 0x2265) ||
           (c >= 0x25A0 && c <= 0x27BF) || c == 0xFEFF || c == 0x200B || (c >= 0xF000 && c <= 0xF0FF);
}

// The character that the bytes shown by the text at *p were meant as; moves past it. 0 when they were meant so.
static unsigned mended(const char **p, const char *end) {
    char bytes[4];
    size_t n = 0, want = 0;
    const char *q = *p;
    while (n < 4) {
        const char *before = q;
        int byte = q < end ? windows_byte(text_next(&q, end)) : -1;
        // The last byte of a closing quotation mark has no character of its own and is often lost on the way.
        bool quote = n == 2 && bytes[0] == '\xE2' && bytes[1] == '\x80' && (byte < 0x80 || byte > 0xBF);
        if (quote) {
            *p = before;
            return 0x201D;
        }
        if (n == 1 && bytes[0] == '\xC2' && q > before && *before == ' ') {  // the no-break space was made plain
            *p = q;
            return 0xA0;
        }
        if (byte < 0) {
            return 0;
        }
        if (n == 0) {
            want = byte >= 0xC2 && byte < 0xE0 ? 2 : byte >= 0xE0 && byte < 0xF0 ? 3 : byte >= 0xF0 ? 4 : 0;
        }
        if (want < 2) {
            return 0;
        }
        bytes[n++] = (char)byte;
        if (n == want) {
            const char *b = bytes;
            unsigned c = text_valid(bytes, n) ? text_next(&b, bytes + n) : 0;
            if (!c || (!likely(c) && want < 4)) {
                return 0;
            }
            *p = q;
            return c;
        }
    }
    return 0;
}

const char *decode_mojibake(struct arena *arena, const char *text, size_t *count) {
    size_t n = strlen(text), done = 0;
    if (!memmem(text, n, "\xC3", 1) && !memmem(text, n, "\xC2", 1)) {
        return text;
    }
    struct buf out = buf_new(arena);
    for (const char *p = text, *end = text + n; p < end;) {
        unsigned c = (unsigned char)*p >= 0xC2 ? mended(&p, end) : 0;
        done += c != 0;
        if (c) {
            buf_utf8(&out, c);
        } else {
            const char *start = p;
            text_next(&p, end);
            buf_add(&out, start, (size_t)(p - start));
        }
    }
    *count += done;
    return done ? buf_text(&out) : text;
}

// Controls beyond ASCII that no mending has used: nothing prints them.
static const char *without_controls(struct arena *arena, const char *text, size_t *dropped) {
    struct buf out = buf_new(arena);
    size_t n = 0;
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        const char *start = p;
        unsigned c = text_next(&p, end);
        if (c >= 0x80 && c < 0xA0 && c != 0x85) {
            n++;
        } else {
            buf_add(&out, start, (size_t)(p - start));
        }
    }
    *dropped += n;
    return n ? buf_text(&out) : text;
}

// ---- cleaning

// Line ends become '\n', control characters go, bytes that are no UTF-8 are read as Windows-1252.
static void clean(struct arena *arena, struct str s, struct decoded *d) {
    struct buf out = buf_new(arena);
    int line = 1;
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        const char *start = p;
        unsigned byte = (unsigned char)*p, c = text_next(&p, end);
        if (c == '\r') {
            c = '\n';
            p += p < end && *p == '\n';
        }
        if (c == 0xFFFD && p == start + 1) {
            c = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
            d->windows_line = d->windows++ ? d->windows_line : line;
        }
        if ((c < 32 && c != '\t' && c != '\n' && c != '\f') || c == 0x7F || c == 0xFFFE) {
            d->controls_line = d->controls++ ? d->controls_line : line;
            continue;
        }
        line += c == '\n';
        if (c < 0x80) {
            buf_char(&out, (char)c);
        } else {
            buf_utf8(&out, c);
        }
    }
    d->text = (struct str){buf_text(&out), out.n};
}

static int line_of(const char *text, const char *at) {
    int line = 1;
    for (; text < at; text++) {
        line += *text == '\n';
    }
    return line;
}

struct decoded decode_text(struct arena *arena, struct str bytes) {
    struct decoded d = {0};
    struct str s = bytes;
    d.encoding = encoding_of(&s, &d.mark);
    if (d.encoding == ENCODING_UTF16LE || d.encoding == ENCODING_UTF16BE) {
        s = from_utf16(arena, s, d.encoding == ENCODING_UTF16LE);
    }
    if (d.encoding == ENCODING_BAD || memchr(s.p, '\0', s.n)) {
        return (struct decoded){.encoding = ENCODING_BAD, .text = {"", 0}};
    }
    clean(arena, s, &d);
    if (d.windows && d.encoding == ENCODING_UTF8) {
        d.encoding = ENCODING_WINDOWS;
    }
    const char *mended_text = decode_mojibake(arena, d.text.p, &d.mojibake);
    if (d.mojibake) {
        size_t same = 0;
        while (mended_text[same] == d.text.p[same]) {
            same++;
        }
        d.mojibake_line = line_of(d.text.p, d.text.p + same);
        d.text = (struct str){mended_text, strlen(mended_text)};
    }
    const char *clean_text = memmem(d.text.p, d.text.n, "\xC2", 1) ? without_controls(arena, d.text.p, &d.controls)
                                                                   : d.text.p;
    if (clean_text != d.text.p) {
        d.controls_line = d.controls_line ? d.controls_line : 1;
        d.text = (struct str){clean_text, strlen(clean_text)};
    }
    return d;
}
