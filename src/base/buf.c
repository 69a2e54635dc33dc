#include "base/buf.h"

#include <stdio.h>
#include <string.h>

struct buf buf_new(struct arena *arena) {
    return (struct buf){.arena = arena};
}

// Room for `n` more bytes and the NUL.
static void reserve(struct buf *b, size_t n) {
    if (b->p && n < b->cap - b->n)
        return;
    size_t cap = b->cap ? b->cap * 2 : 64;
    if (cap < b->n + n + 1)
        cap = b->n + n + 1;
    b->p = arena_grow(b->arena, b->p, b->cap, cap);
    b->cap = cap;
}

void buf_add(struct buf *b, const void *bytes, size_t n) {
    reserve(b, n);
    if (n)
        memcpy(b->p + b->n, bytes, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void buf_str(struct buf *b, const char *s) {
    if (s)
        buf_add(b, s, strlen(s));
}

void buf_utf8(struct buf *b, unsigned c) {
    char u[4];
    size_t n = 0;
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        c = 0xFFFD;
    if (c < 0x80) {
        u[n++] = (char)c;
    } else if (c < 0x800) {
        u[n++] = (char)(0xC0 | c >> 6);
        u[n++] = (char)(0x80 | (c & 0x3F));
    } else {
        if (c < 0x10000) {
            u[n++] = (char)(0xE0 | c >> 12);
        } else {
            u[n++] = (char)(0xF0 | c >> 18);
            u[n++] = (char)(0x80 | (c >> 12 & 0x3F));
        }
        u[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        u[n++] = (char)(0x80 | (c & 0x3F));
    }
    buf_add(b, u, n);
}

void buf_printf(struct buf *b, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        reserve(b, (size_t)n);
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

char *buf_room(struct buf *b, size_t n) {
    reserve(b, n);
    b->p[b->n] = '\0';
    return b->p + b->n;
}

void buf_grown(struct buf *b, size_t n) {
    b->n += n;
    b->p[b->n] = '\0';
}

const char *buf_text(struct buf *b) {
    return b->p ? b->p : "";
}
