#include "read/shape.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/zip.h"

static bool begins(struct str s, const char *with, size_t n) {
    return s.n >= n && memcmp(s.p, with, n) == 0;
}

static bool holds(struct str s, const char *what, size_t n) {
    return memmem(s.p, s.n, what, n) != NULL;
}

struct magic {
    const char *bytes;
    size_t n;
    const char *inside;  // what must also stand somewhere; NULL
    size_t inside_n;
    enum shape_kind kind;
    const char *name, *sign, *rule;
};

#define AT(text) text, sizeof text - 1
#define ANY NULL, 0
#define KNOWN(kind, name, sign) SHAPE_##kind, "@bentuk." name, sign, NULL
#define FOREIGN(rule, sign) SHAPE_FOREIGN, "", sign, rule

static const struct magic magics[] = {
    {AT("PK\3\4"), AT("vnd.oasis.opendocument.text"), FOREIGN("read.foreign.odt", "vnd.oasis.opendocument.text")},
    {AT("PK\3\4"), AT("vnd.oasis.opendocument.spreadsheet"),
     FOREIGN("read.foreign.ods", "vnd.oasis.opendocument.spreadsheet")},
    {AT("PK\3\4"), AT("vnd.oasis.opendocument"), FOREIGN("read.foreign.odp", "vnd.oasis.opendocument")},
    {AT("PK\3\4"), AT("ppt/presentation"), FOREIGN("read.foreign.ppt", "ppt/presentation.xml")},
    {AT("PK\3\4"), AT("word/document"), KNOWN(DOCX, "docx", "word/document.xml")},
    {AT("PK\3\4"), AT("xl/workbook.xml"), KNOWN(XLSX, "xlsx", "xl/workbook.xml")},
    {AT("PK\3\4"), AT("xl/workbook.bin"), FOREIGN("read.foreign.xls", "xl/workbook.bin")},
    {AT("PK\3\4"), ANY, KNOWN(ZIP, "zip", "PK")},
    {AT("PK\5\6"), ANY, KNOWN(ZIP, "zip", "PK")},
    {AT("\xD0\xCF\x11\xE0"), AT("E\0n\0c\0r\0y\0p\0t\0e\0d"), FOREIGN("read.foreign.encrypted", "EncryptedPackage")},
    {AT("\xD0\xCF\x11\xE0"), AT("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t"), FOREIGN("read.foreign.doc", "WordDocument")},
    {AT("\xD0\xCF\x11\xE0"), AT("W\0o\0r\0k\0b\0o\0o\0k"), FOREIGN("read.foreign.xls", "Workbook")},
    {AT("\xD0\xCF\x11\xE0"), AT("P\0o\0w\0e\0r\0P\0o\0i\0n\0t"), FOREIGN("read.foreign.ppt", "PowerPoint Document")},
    {AT("\xD0\xCF\x11\xE0"), ANY, FOREIGN("read.foreign.office", "D0 CF 11 E0")},
    {AT("%PDF"), ANY, FOREIGN("read.foreign.pdf", "%PDF")},
    {AT("{\\rtf"), ANY, FOREIGN("read.foreign.rtf", "{\\rtf")},
    {AT("\x89PNG"), ANY, FOREIGN("read.foreign.image", "PNG")},
    {AT("\xFF\xD8\xFF"), ANY, FOREIGN("read.foreign.image", "JPEG")},
    {AT("GIF8"), ANY, FOREIGN("read.foreign.image", "GIF")},
    {AT("II*\0"), ANY, FOREIGN("read.foreign.image", "TIFF")},
    {AT("MM\0*"), ANY, FOREIGN("read.foreign.image", "TIFF")},
    {AT("BM"), AT("\0\0\0\0"), FOREIGN("read.foreign.image", "BMP")},
    {AT("RIFF"), AT("WEBP"), FOREIGN("read.foreign.image", "WEBP")},
    {AT("Rar!"), ANY, FOREIGN("read.foreign.archive", "RAR")},
    {AT("7z\xBC\xAF"), ANY, FOREIGN("read.foreign.archive", "7z")},
    {AT("\x1F\x8B"), ANY, FOREIGN("read.foreign.archive", "gzip")},
    {AT("SQLite format 3"), ANY, FOREIGN("read.foreign.sql", "SQLite format 3")},
    {AT("MIME-Version:"), AT("multipart/related"), FOREIGN("read.foreign.mhtml", "multipart/related")},
    {AT("From: <Saved by"), ANY, FOREIGN("read.foreign.mhtml", "Saved by")},
};

// What an archive holds is told by its own directory: a ZIP of Word files is no Word file. OpenDocument files say what
// they are in their first member.
static bool has_inside(struct str bytes, const struct magic *m) {
    if (strncmp(m->bytes, "PK", 2) != 0) {
        return holds(bytes, m->inside, m->inside_n);
    }
    struct str first = {bytes.p, bytes.n < 200 ? bytes.n : 200};
    return holds(first, m->inside, m->inside_n) || zip_lists(bytes, m->inside);
}

static bool of_magic(struct str bytes, struct shape *out) {
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        const struct magic *m = &magics[i];
        if (begins(bytes, m->bytes, m->n) && (!m->inside || has_inside(bytes, m))) {
            *out = (struct shape){m->kind, m->name, m->sign, m->rule};
            return true;
        }
    }
    if (bytes.n > 12 && memcmp(bytes.p + 4, "ftyp", 4) == 0) {  // MP4 and HEIC
        *out = (struct shape){SHAPE_FOREIGN, "", "ftyp", "read.foreign.image"};
        return true;
    }
    return false;
}

// ---- what begins with '<'

static const char *tag_sign(const char *p, size_t n, const char *const *tags, size_t n_tags) {
    for (size_t i = 0; i + 1 < n; i++) {
        for (size_t k = 0; p[i] == '<' && k < n_tags; k++) {
            size_t length = strlen(tags[k]);
            if (n - i > length && strncasecmp(p + i, tags[k], length) == 0 && !isalnum((unsigned char)p[i + length])) {
                return tags[k];
            }
        }
    }
    return NULL;
}

static bool of_tags(struct str bytes, const char *start, struct shape *out) {
    static const char *const pages[] = {"<!doctype html", "<html", "<head", "<body", "<table", "<div", "<meta"};
    static const char *const parts[] = {"<table", "<div", "<p", "<span", "<ul", "<ol", "<h1", "<h2", "<h3", "<br"};
    size_t left = (size_t)(bytes.p + bytes.n - start), window = left < 4000 ? left : 4000;
    bool data = holds((struct str){start, window}, "urn:naskah:", 11);
    const char *sign = tag_sign(start, window, pages, 7);
    if (!sign && *start == '<' && strncmp(start, "<?xml", 5) != 0) {
        sign = tag_sign(start, window < 200 ? window : 200, parts, 10);
    }
    if (sign && !data) {
        *out = (struct shape){SHAPE_HTML, "@bentuk.html", sign, NULL};
        return *start == '<' || strcasecmp(sign, "<html") == 0 || strcasecmp(sign, "<!doctype html") == 0;
    }
    *out = (struct shape){SHAPE_XML, "@bentuk.xml", data ? "urn:naskah:1" : "<", NULL};
    return *start == '<';
}

// ---- delimited tables

struct record {
    size_t delimiters;
    bool quoted, prose;  // prose: a comma with a space behind it, as in sentences
};

// One record from `p`, quotes heeded; returns where the next begins.
static const char *record_scan(const char *p, const char *end, char delimiter, struct record *r) {
    bool quoted = false;
    *r = (struct record){0};
    for (; p < end; p++) {
        if (*p == '"') {
            quoted = !quoted;
            r->quoted = true;
        } else if (!quoted && *p == delimiter) {
            r->delimiters++;
            r->prose = r->prose || (p + 1 < end && p[1] == ' ');
        } else if (!quoted && *p == '\n') {
            return p + 1;
        }
    }
    return end;
}

static bool delimited_by(struct str text, char delimiter) {
    const char *p = text.p, *end = text.p + text.n;
    struct record first, r;
    p = record_scan(p, end, delimiter, &first);
    // Two columns are a table when all of it is: "Rincian,Keterangan" over rows of two cells.
    bool wide = first.delimiters >= 2 || (first.delimiters == 1 && first.quoted), two = first.delimiters == 1;
    if (first.delimiters == 0 || (two && !wide && delimiter == '\t') ||
        (delimiter == ',' && first.prose && !first.quoted)) {
        return false;
    }
    int records = 1, equal = 1;
    while (p < end && records < 50) {
        const char *start = p;
        p = record_scan(p, end, delimiter, &r);
        if (p - start > 2) {
            records++;
            equal += r.delimiters == first.delimiters;
        }
    }
    return wide ? records >= 2 && equal * 10 >= records * 9 : records >= 4 && equal == records;
}

static bool of_columns(struct str bytes, const char *start, struct shape *out) {
    static const struct {
        char delimiter;
        const char *sign;
    } kinds[] = {{';', ";"}, {'\t', "tab"}, {',', ","}};
    struct str text = {start, (size_t)(bytes.p + bytes.n - start)};
    if (begins(text, "sep=", 4)) {  // Excel's own hint
        *out = (struct shape){SHAPE_CSV, "@bentuk.csv", "sep=", NULL};
        return true;
    }
    for (size_t i = 0; i < 3; i++) {
        if (delimited_by(text, kinds[i].delimiter)) {
            *out = (struct shape){SHAPE_CSV, "@bentuk.csv", kinds[i].sign, NULL};
            return true;
        }
    }
    return false;
}

static struct shape of_text(struct str bytes, const char *start) {
    struct shape shape;
    struct str text = {start, (size_t)(bytes.p + bytes.n - start)};
    if (of_tags(bytes, start, &shape) || of_columns(bytes, start, &shape)) {
        return shape;
    }
    size_t head = text.n < 4000 ? text.n : 4000;
    if (holds((struct str){text.p, head}, "INSERT INTO", 11) || holds((struct str){text.p, head}, "CREATE TABLE", 12)) {
        return (struct shape){SHAPE_FOREIGN, "", "INSERT INTO", "read.foreign.sql"};
    }
    size_t last = text.n - 1;
    while (last && strchr(" \t\r\n", start[last])) {
        last--;
    }
    if ((*start == '{' || *start == '[') && memchr(start, '"', head) && memchr(start, ':', head) &&
        (start[last] == '}' || start[last] == ']' || text.n > 4000)) {
        return (struct shape){SHAPE_FOREIGN, "", *start == '{' ? "{" : "[", "read.foreign.json"};
    }
    return (struct shape){SHAPE_TEXT, "@bentuk.text", "", NULL};
}

// The beginning, with '?' for what is not ASCII: enough to know tables and pages by.
static struct shape of_utf16(struct str bytes) {
    char head[8192];
    size_t n = 0, low = begins(bytes, "\xFE\xFF", 2) || begins(bytes, "\0<", 2);
    for (size_t i = (unsigned char)bytes.p[0] >= 0xFE ? 2 : 0; i + 1 < bytes.n && n < sizeof head; i += 2) {
        unsigned char c = (unsigned char)bytes.p[i + low];
        head[n++] = (char)(bytes.p[i + 1 - low] || c >= 0x80 ? '?' : c);
    }
    struct str text = {head, n};
    size_t i = 0;
    while (i < n && strchr(" \t\r\n", head[i])) {
        i++;
    }
    struct shape shape = i < n ? of_text(text, head + i) : (struct shape){SHAPE_TEXT, "@bentuk.text", "", NULL};
    shape.sign = shape.rule ? shape.sign : "UTF-16";
    return shape;
}

struct shape shape_of(struct str bytes) {
    struct shape shape;
    if (bytes.n && of_magic(bytes, &shape)) {
        return shape;
    }
    // UTF-16 and UTF-32 are text or XML; their letters are looked at after decoding.
    if (begins(bytes, "\xFE\xFF", 2) || begins(bytes, "\xFF\xFE", 2) || begins(bytes, "<\0", 2) ||
        begins(bytes, "\0<", 2)) {
        return of_utf16(bytes);
    }
    size_t i = begins(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < bytes.n && bytes.p[i] && strchr(" \t\r\n", bytes.p[i])) {
        i++;
    }
    if (i == bytes.n) {
        return (struct shape){SHAPE_EMPTY, "", "", "read.empty"};
    }
    size_t window = bytes.n < 65536 ? bytes.n : 65536;
    if (memchr(bytes.p, '\0', window) && (size_t)(bytes.p[1] != '\0') + (bytes.p[0] != '\0') != 1) {
        return (struct shape){SHAPE_FOREIGN, "", "NUL", "read.foreign.binary"};
    }
    return of_text(bytes, bytes.p + i);
}
