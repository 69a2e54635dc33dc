// ZIP archives made byte by byte, so that tests can make also those that no program would write.
#ifndef NASKAH_TESTS_ARCHIVE_H
#define NASKAH_TESTS_ARCHIVE_H

#include <string.h>

#include "base/buf.h"
#include "base/text.h"

struct archive_member {
    const char *name, *bytes;
    size_t n;            // bytes; 0: as long as a C string
    size_t name_n;       // bytes of the name; 0: as long as a C string
    unsigned flags;      // 1: says that it is encrypted
    unsigned crc_error;  // added to the CRC
    unsigned long claim; // unpacked size that it claims; 0: the true one
};

static inline unsigned long archive_crc(const char *p, size_t n) {
    unsigned long table[256], crc = 0xFFFFFFFFul;
    for (unsigned long i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++) {
            table[i] = table[i] & 1 ? table[i] >> 1 ^ 0xEDB88320ul : table[i] >> 1;
        }
    }
    for (size_t i = 0; i < n; i++) {
        crc = crc >> 8 ^ table[(crc ^ (unsigned char)p[i]) & 0xFF];
    }
    return crc ^ 0xFFFFFFFFul;
}

static inline void archive_le(struct buf *b, unsigned long v, int bytes) {
    for (int i = 0; i < bytes; i++) {
        buf_char(b, (char)(v >> 8 * i));
    }
}

// What both headers of a member have in common: from "version needed" to the lengths.
static inline void archive_common(struct buf *b, const struct archive_member *m, size_t n, size_t name_n) {
    archive_le(b, 20, 2);
    archive_le(b, m->flags, 2);
    archive_le(b, 0, 2);
    archive_le(b, 0x5A210000ul, 4);
    archive_le(b, archive_crc(m->bytes, n) + m->crc_error, 4);
    archive_le(b, n, 4);
    archive_le(b, m->claim ? m->claim : n, 4);
    archive_le(b, name_n, 2);
    archive_le(b, 0, 2);
}

// The bytes of an archive of stored (not compressed) members.
static inline struct str archive_make(struct arena *arena, const struct archive_member *members, size_t count) {
    struct buf b = buf_new(arena), directory = buf_new(arena);
    for (size_t i = 0; i < count; i++) {
        const struct archive_member *m = &members[i];
        size_t n = m->n ? m->n : strlen(m->bytes), name_n = m->name_n ? m->name_n : strlen(m->name), at = b.n;
        buf_add(&b, "PK\3\4", 4);
        archive_common(&b, m, n, name_n);
        buf_add(&b, m->name, name_n);
        buf_add(&b, m->bytes, n);
        buf_add(&directory, "PK\1\2\x14\0", 6);
        archive_common(&directory, m, n, name_n);
        archive_le(&directory, 0, 6);
        archive_le(&directory, 0, 4);
        archive_le(&directory, at, 4);
        buf_add(&directory, m->name, name_n);
    }
    size_t at = b.n;
    if (directory.n) {
        buf_add(&b, directory.p, directory.n);
    }
    buf_add(&b, "PK\5\6\0\0\0\0", 8);
    archive_le(&b, count, 2);
    archive_le(&b, count, 2);
    archive_le(&b, directory.n, 4);
    archive_le(&b, at, 4);
    archive_le(&b, 0, 2);
    return (struct str){b.p, b.n};
}

#endif
