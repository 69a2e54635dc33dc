// A growing byte buffer that lives in an arena.
#ifndef NASKAH_BASE_BUF_H
#define NASKAH_BASE_BUF_H

#include "base/arena.h"

struct buf {
    struct arena *arena;
    char *p;   // always NUL-terminated once something was added; NULL before
    size_t n;  // bytes in use, the NUL not counted
    size_t cap;
};

struct buf buf_new(struct arena *arena);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_utf8(struct buf *b, unsigned codepoint);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buf_text(struct buf *b);  // never NULL
// Where the next `n` bytes are to be written; then buf_grown says that they were.
char *buf_room(struct buf *b, size_t n);
void buf_grown(struct buf *b, size_t n);

// Texts are written a character at a time: without a call where there is room.
static inline void buf_char(struct buf *b, char c) {
    if (b->n + 1 >= b->cap) {
        buf_add(b, &c, 1);
        return;
    }
    b->p[b->n++] = c;
    b->p[b->n] = '\0';
}

#endif
