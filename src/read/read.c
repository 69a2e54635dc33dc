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

// What a file that we cannot read seems to be, so that the message can say what to do with it. Word and Excel files are
// archives; what they hold is named near their beginning or at their end.
static const char *unknown_rule(struct str bytes) {
    static const struct {
        const char *magic;
        size_t n;
        const char *inside, *rule;
    } known[] = {{"PK\3\4", 4, "word/", "read.unknown.word"},
                 {"PK\3\4", 4, "opendocument.text", "read.unknown.word"},
                 {"PK\3\4", 4, "xl/", "read.unknown.excel"},
                 {"PK\3\4", 4, "opendocument.spreadsheet", "read.unknown.excel"},
                 {"PK\3\4", 4, "", "read.unknown.zip"},
                 {"%PDF", 4, "", "read.unknown.pdf"},
                 {"\xD0\xCF\x11\xE0", 4, "", "read.unknown.office"},
                 {"{\\rtf", 5, "", "read.unknown.word"},
                 {"\x89PNG", 4, "", "read.unknown.image"},
                 {"\xFF\xD8\xFF", 3, "", "read.unknown.image"},
                 {"{", 1, "", "read.unknown.json"},
                 {"[", 1, "", "read.unknown.json"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (begins(bytes, known[i].magic, known[i].n) &&
            memmem(bytes.p, bytes.n, known[i].inside, strlen(known[i].inside)))
            return known[i].rule;
    return memchr(bytes.p, '\0', bytes.n) ? "read.unknown" : "read.unknown.text";
}

static bool blank(struct str bytes) {
    size_t i = begins(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < bytes.n && bytes.p[i] && strchr(" \t\r\n", bytes.p[i]))
        i++;
    return i == bytes.n;
}

static bool read(struct arena *arena, const char *path, struct objects *o, struct findings *findings) {
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
    findings_add(findings, unknown_rule(bytes), place, NULL);
    return false;
}

bool read_file(struct arena *arena, const char *path, struct objects *o, struct findings *findings) {
    bool taken = read(arena, path, o, findings);
    if (!taken)
        objects_unread(o, path);
    return taken;
}
