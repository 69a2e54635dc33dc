// The container of TrueType and OpenType fonts, checked before HarfBuzz sees it: a file that was cut or damaged is
// told from a sound one by its own check sums.
#include <string.h>

#include "font/internal.h"

enum { SFNT_HEADER = 12, SFNT_ENTRY = 16, SFNT_MAX_TABLES = 64 };

static uint32_t read32(const char *p) {
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static unsigned read16(const char *p) {
    const unsigned char *b = (const unsigned char *)p;
    return (unsigned)b[0] << 8 | b[1];
}

// The sum of a table's big-endian words; the last one is filled up with zeros.
static uint32_t table_sum(const char *p, size_t n) {
    uint32_t sum = 0;
    for (; n >= 4; p += 4, n -= 4)
        sum += read32(p);
    char rest[4] = {0};
    memcpy(rest, p, n);
    return sum + read32(rest);
}

static const char *table_fault(struct str bytes, const char *entry) {
    uint32_t wanted = read32(entry + 4), offset = read32(entry + 8), length = read32(entry + 12);
    if (offset > bytes.n || length > bytes.n - offset)
        return "cut";
    // A signature covers the file as it was signed; many tools leave it stale, and nothing here reads it.
    if (memcmp(entry, "DSIG", 4) == 0)
        return NULL;
    uint32_t sum = table_sum(bytes.p + offset, length);
    // The file's own check sum stands inside head and does not count.
    if (memcmp(entry, "head", 4) == 0)
        sum = length >= 12 ? sum - read32(bytes.p + offset + 8) : wanted + 1;
    return sum == wanted ? NULL : "checksum";
}

static bool has_table(struct str bytes, unsigned n, const char *tag) {
    for (unsigned i = 0; i < n; i++)
        if (memcmp(bytes.p + SFNT_HEADER + i * SFNT_ENTRY, tag, 4) == 0)
            return true;
    return false;
}

const char *sfnt_fault(struct str bytes) {
    static const char *const needed[] = {"cmap", "head", "hhea", "hmtx", "maxp"};
    if (bytes.n < SFNT_HEADER)
        return "short";
    uint32_t kind = read32(bytes.p);
    if (kind != 0x00010000 && kind != 0x4f54544f && kind != 0x74727565)
        return "kind";
    unsigned n = read16(bytes.p + 4);
    if (n == 0 || n > SFNT_MAX_TABLES || SFNT_HEADER + (size_t)n * SFNT_ENTRY > bytes.n)
        return "directory";
    for (unsigned i = 0; i < n; i++) {
        const char *fault = table_fault(bytes, bytes.p + SFNT_HEADER + i * SFNT_ENTRY);
        if (fault)
            return fault;
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!has_table(bytes, n, needed[i]))
            return "tables";
    bool outlines = has_table(bytes, n, "CFF ") || (has_table(bytes, n, "glyf") && has_table(bytes, n, "loca"));
    return outlines ? NULL : "tables";
}
