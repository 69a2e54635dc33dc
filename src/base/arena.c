#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Under AddressSanitizer each allocation is followed by bytes that may not be touched, so that an overrun inside the
// arena is seen like one of the heap.
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define FENCE 16
#define HIDE(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define SHOW(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define FENCE 0
#define HIDE(p, n) ((void)(p), (void)(n))
#define SHOW(p, n) ((void)(p), (void)(n))
#endif

#define ALIGN alignof(max_align_t)
#define FIRST_BLOCK ((size_t)64 * 1024)
#define LARGEST_STEP ((size_t)4 * 1024 * 1024)

struct block {
    struct block *older;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

struct handle {
    struct handle *older;
    void (*fn)(void *);
    void *p;
};

struct arena {
    struct block *newest;
    struct handle *handles;
    jmp_buf *guard;
    size_t limit, used, peak;
    char *last;  // start of the newest allocation: the one that can grow in place
};

static size_t rounded(size_t n) {
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

_Noreturn static void full(struct arena *a, size_t asked) {
    if (a->guard)
        longjmp(*a->guard, 1);
    fprintf(stderr, "naskah: out of memory: %zu bytes in use, %zu more asked for, limit %zu\n", a->used, asked,
            a->limit);
    exit(3);
}

struct arena *arena_new(size_t limit) {
    struct arena *a = calloc(1, sizeof *a);
    if (!a) {
        fputs("naskah: out of memory\n", stderr);
        exit(3);
    }
    a->limit = limit;
    return a;
}

void arena_guard(struct arena *a, jmp_buf *jump) {
    a->guard = jump;
}

static void add_block(struct arena *a, size_t need) {
    size_t size = a->newest ? a->newest->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < need)
        size = need;
    struct block *b = malloc(sizeof *b + size);
    if (!b)
        full(a, need);
    b->older = a->newest;
    b->size = size;
    b->used = 0;
    HIDE(b->bytes, size);
    a->newest = b;
}

// Room that is not cleared.
static void *take(struct arena *a, size_t size) {
    if (size > SIZE_MAX / 2 || (a->limit && size > a->limit - a->used))
        full(a, size);
    size_t need = rounded(size ? size : 1) + FENCE;
    if (!a->newest || need > a->newest->size - a->newest->used)
        add_block(a, need);
    char *p = a->newest->bytes + a->newest->used;
    SHOW(p, size);
    a->newest->used += need;
    a->last = p;
    a->used += size;
    if (a->used > a->peak)
        a->peak = a->used;
    return p;
}

void *arena_alloc(struct arena *a, size_t size) {
    return memset(take(a, size), 0, size);
}

void *arena_room(struct arena *a, size_t n, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(n, size, &total))
        full(a, SIZE_MAX);
    return take(a, total);
}

void *arena_array(struct arena *a, size_t n, size_t size) {
    return memset(arena_room(a, n, size), 0, n * size);
}

static bool grow_in_place(struct arena *a, char *old, size_t old_size, size_t size) {
    struct block *b = a->newest;
    if (!old || old != a->last || size > SIZE_MAX / 2)
        return false;
    size_t start = (size_t)(old - b->bytes);
    size_t need = rounded(size ? size : 1) + FENCE;
    if (need > b->size - start || (a->limit && size - old_size > a->limit - a->used))
        return false;
    SHOW(old, size);
    memset(old + old_size, 0, size - old_size);
    b->used = start + need;
    a->used += size - old_size;
    if (a->used > a->peak)
        a->peak = a->used;
    return true;
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t size) {
    if (old && size <= old_size)
        return old;
    if (grow_in_place(a, old, old_size, size))
        return old;
    char *p = take(a, size);
    old_size = old ? old_size : 0;
    if (old_size)
        memcpy(p, old, old_size);
    memset(p + old_size, 0, size - old_size);
    return p;
}

char *arena_strdup(struct arena *a, const char *s) {
    return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_strndup(struct arena *a, const char *s, size_t n) {
    n = strnlen(s, n);
    char *p = take(a, n + 1);
    p[n] = '\0';
    return memcpy(p, s, n);
}

char *arena_vprintf(struct arena *a, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0)
        full(a, 0);
    char *p = take(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, args);
    return p;
}

char *arena_printf(struct arena *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *p = arena_vprintf(a, format, args);
    va_end(args);
    return p;
}

void arena_on_free(struct arena *a, void (*fn)(void *handle), void *handle) {
    struct handle *h = ARENA_NEW(a, struct handle);
    *h = (struct handle){a->handles, fn, handle};
    a->handles = h;
}

size_t arena_used(const struct arena *a) {
    return a->used;
}

size_t arena_peak(const struct arena *a) {
    return a->peak;
}

static void close_handles(struct arena *a) {
    while (a->handles) {
        struct handle h = *a->handles;
        a->handles = h.older;  // taken off first: fn may itself fail or register nothing more than once
        h.fn(h.p);
    }
}

// The newest block is the largest but for one that a huge thing needed: the next round fits into it.
static void free_blocks_but_one(struct arena *a) {
    struct block *kept = a->newest;
    while (kept && kept->size > LARGEST_STEP && kept->older)
        kept = kept->older;
    while (a->newest) {
        struct block *b = a->newest;
        a->newest = b->older;
        SHOW(b->bytes, b->size);
        if (b != kept)
            free(b);
    }
    a->newest = kept;
    if (kept)
        kept->older = NULL;
}

void arena_reset(struct arena *a) {
    close_handles(a);
    free_blocks_but_one(a);
    if (a->newest) {
        a->newest->used = 0;
        HIDE(a->newest->bytes, a->newest->size);
    }
    a->used = 0;
    a->last = NULL;
}

void arena_free(struct arena *a) {
    if (!a)
        return;
    arena_reset(a);
    if (a->newest)
        SHOW(a->newest->bytes, a->newest->size);
    free(a->newest);
    free(a);
}
