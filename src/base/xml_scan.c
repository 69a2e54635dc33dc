#include "base/xml_scan.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"

// ---- kind of file and encoding ----

static bool begins(struct str s, const char *with, size_t n) {
    return s.n >= n && memcmp(s.p, with, n) == 0;
}

// Files that people hand in by mistake, by their first bytes.
static const char *foreign_kind(struct str s) {
    static const struct {
        const char *magic;
        size_t n;
        const char *kind;
    } kinds[] = {
        {"%PDF", 4, "PDF"},
        {"PK\3\4", 4, "ZIP, DOCX, XLSX"},
        {"\xD0\xCF\x11\xE0", 4, "DOC, XLS"},
        {"\xFF\xD8\xFF", 3, "JPEG"},
        {"\x89PNG", 4, "PNG"},
        {"GIF8", 4, "GIF"},
        {"{\\rtf", 5, "RTF"},
        {"\x1F\x8B", 2, "gzip"},
        {"SQLite format 3", 15, "SQLite"},
        {"{", 1, "JSON"},
        {"\x7F"
         "ELF",
         4, "program"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (begins(s, kinds[i].magic, kinds[i].n))
            return kinds[i].kind;
    return NULL;
}

enum encoding { UTF8, UTF16LE, UTF16BE, UTF32, LATIN1, WINDOWS1252, UNKNOWN };

static enum encoding by_first_bytes(struct str s, size_t *mark) {
    *mark = 0;
    if (begins(s, "\xEF\xBB\xBF", 3))
        return *mark = 3, UTF8;
    if (begins(s, "\xFF\xFE\0\0", 4) || begins(s, "\0\0\xFE\xFF", 4))
        return UTF32;
    if (begins(s, "\xFF\xFE", 2))
        return *mark = 2, UTF16LE;
    if (begins(s, "\xFE\xFF", 2))
        return *mark = 2, UTF16BE;
    if (begins(s, "<\0", 2))
        return begins(s, "<\0\0\0", 4) ? UTF32 : UTF16LE;
    if (begins(s, "\0<", 2))
        return UTF16BE;
    return begins(s, "\0\0\0<", 4) ? UTF32 : UTF8;
}

// The value of encoding="…" in the XML declaration, or NULL.
static const char *declared(struct arena *arena, struct str s) {
    if (!begins(s, "<?xml", 5))
        return NULL;
    size_t window = s.n < 200 ? s.n : 200;
    const char *end = memchr(s.p, '>', window);
    char *head = arena_strndup(arena, s.p, end ? (size_t)(end - s.p) : window);
    char *at = strstr(head, "encoding");
    if (!at)
        return NULL;
    at += strcspn(at, "\"'");
    if (!*at)
        return NULL;
    char *close = strchr(at + 1, *at);
    return close ? arena_strndup(arena, at + 1, (size_t)(close - at - 1)) : NULL;
}

static enum encoding by_name(const char *name) {
    static const struct {
        const char *name;
        enum encoding encoding;
    } names[] = {{"UTF-8", UTF8},        {"UTF8", UTF8},     {"US-ASCII", UTF8},    {"ASCII", UTF8},
                 {"ISO-8859-1", LATIN1}, {"LATIN1", LATIN1}, {"ISO8859-1", LATIN1}, {"windows-1252", WINDOWS1252},
                 {"cp1252", WINDOWS1252}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(name, names[i].name) == 0)
            return names[i].encoding;
    return UNKNOWN;
}

static struct str from_single_bytes(struct arena *arena, struct str s, bool windows) {
    static const unsigned short high[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                            0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    struct buf out = buf_new(arena);
    for (size_t i = 0; i < s.n; i++) {
        unsigned c = (unsigned char)s.p[i];
        buf_utf8(&out, windows && c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c);
    }
    return (struct str){buf_text(&out), out.n};
}

static unsigned unit16(const char *p, bool little) {
    unsigned a = (unsigned char)p[0], b = (unsigned char)p[1];
    return little ? a | b << 8 : a << 8 | b;
}

static struct str from_utf16(struct arena *arena, struct str s, bool little, struct xml_problem *p) {
    struct buf out = buf_new(arena);
    size_t i = 0;
    for (; i + 1 < s.n; i += 2) {
        unsigned c = unit16(s.p + i, little);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.n) {
            unsigned second = unit16(s.p + i + 2, little);
            if (second >= 0xDC00 && second < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (second - 0xDC00);
                i += 2;
            }
        }
        if (c >= 0xD800 && c < 0xE000)
            break;
        buf_utf8(&out, c);
    }
    if (i < s.n)  // half a character: an odd byte or a lone surrogate
        *p = (struct xml_problem){"xml.encoding", out.n, "byte", "UTF-16"};
    return (struct str){buf_text(&out), out.n};
}

static bool is_xml_character(unsigned c) {
    return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c <= 0xFFFD);
}

// The first byte that is not UTF-8 or the first character that XML forbids.
static void check_characters(struct arena *arena, struct str s, struct xml_problem *p) {
    const char *end = s.p + s.n;
    for (const char *at = s.p; at < end;) {
        if ((unsigned char)*at >= 0x20 && (unsigned char)*at < 0x7F) {
            at++;
            continue;
        }
        const char *from = at;
        unsigned c = text_next(&at, end);
        bool malformed = c == 0xFFFD && at - from == 1;
        if (malformed)
            *p = (struct xml_problem){"xml.encoding", (size_t)(from - s.p), "byte",
                                      arena_printf(arena, "0x%02X", (unsigned char)*from)};
        else if (c <= 0xFFFF && !is_xml_character(c))
            *p = (struct xml_problem){"xml.character", (size_t)(from - s.p), "character",
                                      arena_printf(arena, "U+%04X", c)};
        if (p->rule)
            return;
    }
}

static void check_kind(struct str bytes, struct str text, struct xml_problem *p) {
    size_t i = 0;
    while (i < text.n && strchr(" \t\r\n", text.p[i]) && text.p[i])
        i++;
    const char *kind = foreign_kind(bytes);
    if (i == text.n)
        *p = (struct xml_problem){"xml.empty", 0, NULL, NULL};
    else if (text.p[i] != '<')
        *p = (struct xml_problem){"xml.not-xml", i, "kind", kind ? kind : "?"};
}

struct str xml_decode(struct arena *arena, struct str bytes, struct xml_problem *p) {
    size_t mark;
    *p = (struct xml_problem){0};
    enum encoding encoding = by_first_bytes(bytes, &mark);
    struct str s = {bytes.p + mark, bytes.n - mark};
    const char *name = encoding == UTF8 ? declared(arena, s) : "UTF-32";
    if (encoding == UTF16LE || encoding == UTF16BE) {
        s = from_utf16(arena, s, encoding == UTF16LE, p);
        if (p->rule)
            return s;
    } else if (encoding == UTF8 && mark == 0 && name) {
        encoding = by_name(name);
    }
    if (encoding == UTF32 || encoding == UNKNOWN) {
        *p = (struct xml_problem){"xml.encoding-unknown", 0, "encoding", name};
        return s;
    }
    if (encoding == LATIN1 || encoding == WINDOWS1252)
        s = from_single_bytes(arena, s, true);  // as browsers do: files named Latin-1 are Windows-1252 in practice
    check_kind(bytes, s, p);
    if (!p->rule)
        check_characters(arena, s, p);
    return s;
}

// ---- bounds ----

struct scan {
    const char *start, *at, *end;
    int level;
    size_t elements;
    bool cut;  // the end came inside a tag or the like
};

static bool here(const struct scan *s, const char *text) {
    size_t n = strlen(text);
    return (size_t)(s->end - s->at) >= n && memcmp(s->at, text, n) == 0;
}

// Moves past the next `text`, or to the end.
static void skip_past(struct scan *s, const char *text) {
    size_t n = strlen(text);
    const char *found = memmem(s->at, (size_t)(s->end - s->at), text, n);
    s->at = found ? found + n : s->end;
    s->cut = !found;
}

// Moves past the tag's '>'; counts its quoted values. Sets *empty for <a/>.
static int skip_tag(struct scan *s, bool *empty) {
    int values = 0;
    *empty = false;
    while (s->at < s->end && *s->at != '>') {
        char c = *s->at;
        *empty = c == '/';
        if (c == '"' || c == '\'') {
            const char *close = memchr(s->at + 1, c, (size_t)(s->end - s->at - 1));
            s->at = close ? close : s->end - 1;  // the end, after the step below
            values++;
        }
        s->at++;
    }
    s->cut = s->at == s->end;
    s->at += !s->cut;
    return values;
}

static void scan_element(struct scan *s, struct arena *arena, struct xml_problem *p) {
    size_t offset = (size_t)(s->at - s->start);
    bool empty;
    int values = skip_tag(s, &empty);
    s->elements++;
    const struct {
        const char *rule;
        size_t found, limit;
    } bounds[] = {{"xml.attributes", (size_t)values, XML_MAX_ATTRIBUTES},
                  {"xml.deep", (size_t)s->level + 1, XML_MAX_LEVELS},
                  {"xml.elements", s->elements, XML_MAX_ELEMENTS}};
    for (size_t i = 0; i < 3 && !p->rule; i++)
        if (bounds[i].found > bounds[i].limit)
            *p = (struct xml_problem){bounds[i].rule, offset, "limit", arena_printf(arena, "%zu", bounds[i].limit)};
    s->level += !empty;
}

static void skip_close_tag(struct scan *s) {
    skip_past(s, ">");
    s->level -= s->level > 0;
}

size_t xml_scan_bounds(struct arena *arena, struct str text, struct xml_problem *p) {
    struct scan s = {text.p, text.p, text.p + text.n, 0, 0, false};
    size_t last = text.n;
    *p = (struct xml_problem){0};
    while (!p->rule && (s.at = memchr(s.at, '<', (size_t)(s.end - s.at)))) {
        last = (size_t)(s.at - s.start);
        if (here(&s, "<!--"))
            skip_past(&s, "-->");
        else if (here(&s, "<![CDATA["))
            skip_past(&s, "]]>");
        else if (here(&s, "<?"))
            skip_past(&s, "?>");
        else if (here(&s, "<!DOCTYPE"))
            *p = (struct xml_problem){"xml.doctype", last, NULL, NULL};
        else if (here(&s, "</"))
            skip_close_tag(&s);
        else
            scan_element(&s, arena, p);
    }
    return s.cut ? last : text.n;
}
