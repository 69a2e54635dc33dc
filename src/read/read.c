#include "read/read.h"

#include <string.h>

#include "base/file.h"
#include "base/xml.h"

#define INPUT_LIMIT ((size_t)32 << 20)

// A shape of input: how its first bytes look, and who reads it. Content decides, never the name.
struct format {
    const char *name;
    bool (*looks_like)(struct str bytes);
    bool (*take)(struct arena *arena, const char *path, struct str bytes, struct objects *o, struct findings *findings);
};

static bool begins(struct str bytes, const char *magic, size_t n) {
    return bytes.n >= n && memcmp(bytes.p, magic, n) == 0;
}

// UTF-16 with or without a mark, UTF-8 with a mark, or a '<' after white space.
static bool looks_like_xml(struct str bytes) {
    if (begins(bytes, "\xFE\xFF", 2) || begins(bytes, "\xFF\xFE", 2) || begins(bytes, "<\0", 2) ||
        begins(bytes, "\0<", 2))
        return true;
    size_t i = begins(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < bytes.n && strchr(" \t\r\n", bytes.p[i]) && bytes.p[i])
        i++;
    return i < bytes.n && bytes.p[i] == '<';
}

static bool take_xml(struct arena *arena, const char *path, struct str bytes, struct objects *o,
                     struct findings *findings) {
    const xmlDoc *doc = xml_parse(arena, path, bytes, findings);
    return doc && objects_add(o, doc, findings);
}

static const struct format formats[] = {
    {"XML", looks_like_xml, take_xml},
};

// What a file that we cannot read seems to be, so that the message can say what to do with it.
static const char *seems(struct str bytes) {
    static const struct {
        const char *magic;
        size_t n;
        const char *word;
    } known[] = {{"PK\3\4", 4, "zip"}, {"%PDF", 4, "pdf"},    {"\xD0\xCF\x11\xE0", 4, "ole"},
                 {"{\\rtf", 5, "rtf"}, {"\x89PNG", 4, "png"}, {"\xFF\xD8\xFF", 3, "jpeg"},
                 {"{", 1, "json"},     {"[", 1, "json"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (begins(bytes, known[i].magic, known[i].n))
            return known[i].word;
    return memchr(bytes.p, '\0', bytes.n) ? "biner" : "teks";
}

static bool blank(struct str bytes) {
    size_t i = begins(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < bytes.n && bytes.p[i] && strchr(" \t\r\n", bytes.p[i]))
        i++;
    return i == bytes.n;
}

bool read_file(struct arena *arena, const char *path, struct objects *o, struct findings *findings) {
    struct str bytes;
    const char *why;
    struct place place = {.file = path};
    if (!file_read(arena, path, INPUT_LIMIT, &bytes, &why)) {
        findings_add(findings, why, place, "file", path, "limit", "32 MiB", NULL);
        return false;
    }
    if (blank(bytes)) {
        findings_add(findings, "xml.empty", place, NULL);
        return false;
    }
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i].looks_like(bytes))
            return formats[i].take(arena, path, bytes, o, findings);
    findings_add(findings, "read.unknown", place, "rupa", seems(bytes), NULL);
    return false;
}
