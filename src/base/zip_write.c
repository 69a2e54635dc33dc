#include "base/zip_write.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LOCAL = 30, CENTRAL = 46, END = 22, MOST_MEMBERS = 65534, LONGEST_NAME = 1000 };
#define LARGEST ((size_t)0xfffffffe)

struct member {
    const char *name;
    struct str bytes;
    uint32_t crc;
    size_t at;  // of its local header
};

struct zip_writer {
    struct arena *arena;
    struct member *members;
    size_t n, cap, total;
};

struct zip_writer *zip_writer_new(struct arena *arena) {
    struct zip_writer *z = ARENA_NEW(arena, struct zip_writer);
    z->arena = arena;
    z->total = END;
    return z;
}

// The CRC of ISO 3309, a byte at a time.
static uint32_t crc_of(struct str bytes) {
    static uint32_t table[256];
    if (!table[1]) {
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int k = 0; k < 8; k++) {
                c = c & 1 ? c >> 1 ^ 0xedb88320u : c >> 1;
            }
            table[i] = c;
        }
    }
    uint32_t crc = 0xffffffffu;
    for (size_t i = 0; i < bytes.n; i++) {
        crc = table[(crc ^ (unsigned char)bytes.p[i]) & 0xff] ^ crc >> 8;
    }
    return crc ^ 0xffffffffu;
}

// One level of a name after the other: none of them empty, "." or "..".
static bool name_ok(const char *name) {
    size_t n = strlen(name);
    if (n == 0 || n > LONGEST_NAME || strchr(name, '\\') || strchr(name, ':') || !text_valid(name, n)) {
        return false;
    }
    for (const char *p = name;; p++) {
        size_t level = strcspn(p, "/");
        if (level == 0 || (level == 1 && *p == '.') || (level == 2 && p[0] == '.' && p[1] == '.')) {
            return false;
        }
        p += level;
        if (!*p) {
            return true;
        }
    }
}

bool zip_writer_add(struct zip_writer *z, const char *name, struct str bytes) {
    size_t more = LOCAL + CENTRAL + 2 * strlen(name);
    if (!name_ok(name) || z->n >= MOST_MEMBERS || bytes.n > LARGEST - more || z->total > LARGEST - more - bytes.n) {
        return false;
    }
    for (size_t i = 0; i < z->n; i++) {
        if (strcmp(z->members[i].name, name) == 0) {
            return false;
        }
    }
    if (z->n == z->cap) {
        size_t cap = z->cap ? 2 * z->cap : 32, size = sizeof *z->members;
        z->members = arena_grow(z->arena, z->members, z->cap * size, cap * size);
        z->cap = cap;
    }
    z->members[z->n++] = (struct member){arena_strdup(z->arena, name), bytes, crc_of(bytes), 0};
    z->total += more + bytes.n;
    return true;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct member *)a)->name, ((const struct member *)b)->name);
}

static char *put16(char *p, unsigned v) {
    *p++ = (char)(v & 0xff);
    *p++ = (char)(v >> 8 & 0xff);
    return p;
}

static char *put32(char *p, size_t v) {
    return put16(put16(p, (unsigned)(v & 0xffff)), (unsigned)(v >> 16 & 0xffff));
}

// What stands in the local header and again in the directory: version needed, UTF-8 names, stored, 1980-01-01 00:00.
static char *put_common(char *p, const struct member *m) {
    p = put16(p, 10);
    p = put16(p, 0x0800);
    p = put16(p, 0);
    p = put16(p, 0);
    p = put16(p, 0x21);
    p = put32(p, m->crc);
    p = put32(p, m->bytes.n);
    p = put32(p, m->bytes.n);
    p = put16(p, (unsigned)strlen(m->name));
    return put16(p, 0);
}

static char *put_bytes(char *p, const void *bytes, size_t n) {
    if (n > 0) {
        memcpy(p, bytes, n);
    }
    return p + n;
}

static char *put_directory(char *p, const struct member *m) {
    p = put32(p, 0x02014b50);
    p = put16(p, 0x031e);  // made on Unix, so that the rights below mean something
    p = put_common(p, m);
    p = put16(p, 0);
    p = put16(p, 0);
    p = put16(p, 0);
    p = put32(p, (size_t)0100644 << 16);
    p = put32(p, m->at);
    return put_bytes(p, m->name, strlen(m->name));
}

struct str zip_writer_end(struct zip_writer *z) {
    char *bytes = ARENA_ROOM(z->arena, z->total + 1, char), *p = bytes;
    if (z->n > 0) {
        qsort(z->members, z->n, sizeof *z->members, by_name);
    }
    for (size_t i = 0; i < z->n; i++) {
        struct member *m = &z->members[i];
        m->at = (size_t)(p - bytes);
        p = put_common(put32(p, 0x04034b50), m);
        p = put_bytes(p, m->name, strlen(m->name));
        p = put_bytes(p, m->bytes.p, m->bytes.n);
    }
    size_t directory = (size_t)(p - bytes);
    for (size_t i = 0; i < z->n; i++) {
        p = put_directory(p, &z->members[i]);
    }
    size_t length = (size_t)(p - bytes) - directory;
    p = put32(p, 0x06054b50);
    p = put32(p, 0);
    p = put16(p, (unsigned)z->n);
    p = put16(p, (unsigned)z->n);
    p = put32(p, length);
    p = put32(p, directory);
    p = put16(p, 0);
    *p = '\0';
    return (struct str){bytes, (size_t)(p - bytes)};
}
