// Numbers, names and strings as PDF writes them.
#include <string.h>

#include "device/pdfparts.h"

void pdf_integer(struct buf *b, int64_t value) {
    char digits[24], *p = digits + sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        *--p = '-';
    buf_add(b, p, (size_t)(digits + sizeof digits - p));
}

void pdf_length(struct buf *b, mp value) {
    char text[32], *p = text + sizeof text;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    bool started = false;
    for (int i = 0; i < 3; i++, rest /= 10) {
        char digit = (char)('0' + rest % 10);
        started = started || digit != '0';
        if (started)
            *--p = digit;
    }
    if (started)
        *--p = '.';
    do {
        *--p = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        *--p = '-';
    buf_add(b, p, (size_t)(text + sizeof text - p));
}

static const char hex[] = "0123456789ABCDEF";

void pdf_name(struct buf *b, const char *name) {
    buf_char(b, '/');
    for (const char *p = name; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c > ' ' && c < 127 && !strchr("[](){}<>/%#", c)) {
            buf_char(b, *p);
            continue;
        }
        char escaped[] = {'#', hex[c >> 4], hex[c & 15]};
        buf_add(b, escaped, sizeof escaped);
    }
}

void pdf_utf16(struct buf *b, unsigned codepoint) {
    unsigned units[2] = {codepoint, 0};
    int n = 1;
    if (codepoint >= 0x10000) {
        units[0] = 0xd800 + ((codepoint - 0x10000) >> 10);
        units[1] = 0xdc00 + ((codepoint - 0x10000) & 0x3ff);
        n = 2;
    }
    for (int i = 0; i < n; i++) {
        char digits[] = {hex[units[i] >> 12 & 15], hex[units[i] >> 8 & 15], hex[units[i] >> 4 & 15],
                         hex[units[i] & 15]};
        buf_add(b, digits, sizeof digits);
    }
}

static bool is_plain(const char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (p[i] < ' ' || p[i] > '~')
            return false;
    return true;
}

static void literal(struct buf *b, const char *p, size_t n) {
    buf_char(b, '(');
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '(' || p[i] == ')' || p[i] == '\\')
            buf_char(b, '\\');
        buf_char(b, p[i]);
    }
    buf_char(b, ')');
}

void pdf_text(struct buf *b, const char *utf8, size_t n) {
    enum { LONGEST = 8000 };  // characters: a string of a PDF/A file has at most 32,767 bytes
    const char *p = utf8, *end = utf8 + n;
    if (is_plain(utf8, n)) {
        literal(b, utf8, n < 2 * LONGEST ? n : 2 * LONGEST);
        return;
    }
    buf_str(b, "<FEFF");
    for (int i = 0; p < end && i < LONGEST; i++)
        pdf_utf16(b, text_next(&p, end));
    buf_char(b, '>');
}

void pdf_uri(struct buf *b, const char *uri) {
    buf_char(b, '(');
    for (const char *p = uri; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c <= ' ' || c >= 127 || strchr("\"<>\\^`{|}", c)) {
            char escaped[] = {'%', hex[c >> 4], hex[c & 15]};
            buf_add(b, escaped, sizeof escaped);
            continue;
        }
        if (c == '(' || c == ')')
            buf_char(b, '\\');
        buf_char(b, *p);
    }
    buf_char(b, ')');
}

void pdf_reference(struct buf *b, const struct object *object) {
    pdf_integer(b, object_id(object));
    buf_str(b, " 0 R");
}

void pdf_rectangle(struct buf *b, const struct page *page, const struct item *item) {
    mp corner[] = {item->x, page->height - item->y - item->height, item->x + item->width, page->height - item->y};
    for (int i = 0; i < 4; i++) {
        buf_str(b, i ? " " : "");
        pdf_length(b, corner[i]);
    }
}

struct str pdf_str(const struct buf *b) {
    return (struct str){b->p, b->n};
}
