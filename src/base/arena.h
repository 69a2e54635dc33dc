// Memory whose lifetime is a piece of work: everything allocated here is freed at once.
// There are two arenas at any time: one for the process, one for the document being made.
#ifndef NASKAH_BASE_ARENA_H
#define NASKAH_BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

// A new arena that may hold at most `limit` bytes; 0 means no limit. Never returns NULL.
// Going over the limit (or running out of memory) jumps to the place set by arena_guard,
// or ends the process with a message when none is set.
struct arena *arena_new(size_t limit);

// Where to go when the arena is full. The caller has called setjmp on `jump`; NULL takes the guard away.
// Foreign handles registered before the jump are freed by the next arena_reset.
void arena_guard(struct arena *arena, jmp_buf *jump);

// `size` zeroed bytes, aligned for any type. Never NULL. Valid until the arena is reset or freed.
void *arena_alloc(struct arena *arena, size_t size);
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
// Room for `n` items; an overflowing product counts as going over the limit.
void *arena_array(struct arena *arena, size_t n, size_t size);
#define ARENA_ARRAY(arena, n, type) ((type *)arena_array((arena), (n), sizeof(type)))
// The same with bytes that are whatever they are: for arrays that are written before they are read.
void *arena_room(struct arena *arena, size_t n, size_t size);
#define ARENA_ROOM(arena, n, type) ((type *)arena_room((arena), (n), sizeof(type)))
// `old` grown from `old_size` to `size` bytes; the last allocation grows in place. New bytes are zero.
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t size);

char *arena_strdup(struct arena *arena, const char *s);             // NULL gives NULL
char *arena_strndup(struct arena *arena, const char *s, size_t n);  // always ends in NUL
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args);

// Calls fn(handle) when the arena is reset or freed, last registered first: for xmlDoc, HPDF_Doc and the like.
void arena_on_free(struct arena *arena, void (*fn)(void *handle), void *handle);

size_t arena_used(const struct arena *arena);  // bytes handed out since the last reset
size_t arena_peak(const struct arena *arena);  // the most ever handed out
void arena_reset(struct arena *arena);         // frees the contents, keeps one block for the next document
void arena_free(struct arena *arena);

#endif
