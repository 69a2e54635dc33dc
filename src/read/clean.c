#include "read/clean.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool is_inkless(unsigned c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

char *clean_spaces(struct arena *arena, const char *text, int line, struct cleaning *done) {
    struct buf out = buf_new(arena);
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        const char *start = p;
        unsigned c = text_next(&p, end);
        line += c == '\n';
        if (c < 0x80) {
            buf_char(&out, (char)c);
        } else if (is_inkless(c)) {
            done->inkless_line = done->inkless++ ? done->inkless_line : line;
        } else if (text_is_space(c)) {
            done->spaces_line = done->spaces++ ? done->spaces_line : line;
            buf_char(&out, c == 0x85 || c == 0x2028 || c == 0x2029 ? '\n' : ' ');
        } else {
            buf_add(&out, start, (size_t)(p - start));
        }
    }
    return (char *)buf_text(&out);
}

// ---- entities

static unsigned named_entity(const char *name, size_t n) {
    static const struct {
        const char *name;
        unsigned c;
    } names[] = {{"nbsp", ' '},      {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},
                 {"apos", '\''},     {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"lsquo", 0x2018},  {"rsquo", 0x2019},
                 {"ndash", 0x2013},  {"mdash", 0x2014},  {"hellip", 0x2026}, {"bull", 0x2022},   {"middot", 0xB7},
                 {"deg", 0xB0},      {"plusmn", 0xB1},   {"le", 0x2264},     {"ge", 0x2265},     {"copy", 0xA9},
                 {"reg", 0xAE},      {"trade", 0x2122},  {"times", 0xD7},    {"frac12", 0xBD},   {"sup2", 0xB2},
                 {"eacute", 0xE9},   {"shy", 0xAD},      {"laquo", 0xAB},    {"raquo", 0xBB},    {"rarr", 0x2192},
                 {"check", 0x2713},  {"ensp", ' '},      {"emsp", ' '},      {"zwnj", 0x200C}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i].name) == n && strncmp(names[i].name, name, n) == 0) {
            return names[i].c;
        }
    }
    return 0;
}

// The character of the entity at `p` ("&amp;"); *n is its length. 0 when it is none.
static unsigned entity(const char *p, size_t *n) {
    size_t length = strcspn(p + 1, "; \n<&");
    if (p[1 + length] != ';' || length < 2 || length > 8) {
        return 0;
    }
    *n = length + 2;
    if (p[1] != '#') {
        return named_entity(p + 1, length);
    }
    bool hex = p[2] == 'x' || p[2] == 'X';
    char *end;
    unsigned long c = strtoul(p + 2 + hex, &end, hex ? 16 : 10);
    bool good = end == p + 1 + length && c >= 32 && c <= 0x10FFFF && !(c >= 0xD800 && c < 0xE000) &&
                !(c >= 0x7F && c < 0xA0) && c != 0xFFFE && c != 0xFFFF;
    return good ? (unsigned)c : 0;
}

const char *clean_entities(struct arena *arena, const char *text, int line, struct cleaning *done) {
    if (!strchr(text, '&')) {
        return text;
    }
    struct buf out = buf_new(arena);
    for (const char *p = text; *p;) {
        size_t n = 1;
        unsigned c = *p == '&' ? entity(p, &n) : 0;
        line += *p == '\n';
        if (c) {
            done->entities_line = done->entities++ ? done->entities_line : line;
            buf_utf8(&out, c);
        } else {
            buf_char(&out, *p);
            n = 1;
        }
        p += n;
    }
    return buf_text(&out);
}

// ---- telling

static void tell(struct import *im, const char *rule, size_t count, int line) {
    if (count) {
        findings_add(im->repairs, rule, (struct place){.file = im->file, .line = line}, "jumlah",
                     arena_printf(im->arena, "%zu", count), NULL);
    }
}

void clean_tell(struct import *im, const struct cleaning *done) {
    tell(im, "perbaikan.spasi", done->spaces, done->spaces_line);
    tell(im, "perbaikan.tak-bertinta", done->inkless, done->inkless_line);
    tell(im, "perbaikan.entitas", done->entities, done->entities_line);
}

static void clean_blocks(struct import *im, struct source_blocks *blocks, struct cleaning *done, int depth) {
    for (size_t i = 0; i < blocks->n && depth <= SOURCE_MAX_DEPTH; i++) {
        struct source_block *b = &blocks->items[i];
        for (size_t r = 0; r < b->n_runs; r++) {
            b->runs[r].text = clean_spaces(im->arena, b->runs[r].text, b->place.line, done);
        }
        for (size_t r = 0; r < b->n_rows; r++) {
            for (size_t c = 0; c < b->rows[r].n; c++) {
                clean_blocks(im, &b->rows[r].cells[c].blocks, done, depth + 1);
            }
        }
    }
}

void clean_source(struct import *im) {
    struct cleaning done = {0};
    clean_blocks(im, &im->source.blocks, &done, 0);
    clean_tell(im, &done);
}

// ---- marks

struct marking {
    struct import *im;
    struct source_block *block;
    struct buf text;       // of the run being gathered
    unsigned style;
    size_t bold, italic, code, links, escapes;
};

static void flush(struct marking *m, const char *link) {
    if (m->text.n) {
        source_run(m->im->arena, m->block, buf_text(&m->text), m->style, link);
        m->text = buf_new(m->im->arena);
    }
}

#define MARK_FAR 2000  // bytes that one mark may span

static bool word_byte(char c) {
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

// Where the mark that opens at `p` closes; NULL when it does not open or does not close.
static const char *closing(const char *start, const char *p, const char *mark) {
    size_t n = strlen(mark);
    char before = p > start ? p[-1] : ' ', after = p[n];
    if (word_byte(before) || before == *mark || !after || isspace((unsigned char)after) || after == *mark) {
        return NULL;
    }
    const char *far = p + strnlen(p, MARK_FAR);
    for (const char *q = p + n; q < far && (q = memmem(q, (size_t)(far - q), mark, n)); q++) {
        bool inner = !isspace((unsigned char)q[-1]) && q > p + n;
        bool alone = q[n] != *mark && (n == 2 || q[-1] != *mark);
        if (inner && alone && !word_byte(q[n])) {
            return q;
        }
    }
    return NULL;
}

// [text](address) at `p`; on success its length, with the text put into the block.
static size_t take_link(struct marking *m, const char *p) {
    const char *close = strchr(p, ']');
    const char *end = close && close[1] == '(' ? strchr(close, ')') : NULL;
    if (!end || close == p + 1 || memchr(p, '\n', (size_t)(end - p))) {
        return 0;
    }
    const char *address = close + 2;
    if (strncmp(address, "http", 4) != 0 && strncmp(address, "mailto:", 7) != 0) {
        return 0;
    }
    flush(m, NULL);
    buf_add(&m->text, p + 1, (size_t)(close - p - 1));
    const char *link = arena_strndup(m->im->arena, address, (size_t)(end - address));
    import_take(m->im, "tautan", NULL, link, m->block->place);  // short fields keep the text alone
    flush(m, link);
    m->links++;
    return (size_t)(end + 1 - p);
}

static void mark_text(struct marking *m, const char *p, const char *end, int depth);

static const char *marked(struct marking *m, const char *start, const char *p, const char *end, int depth) {
    static const struct {
        const char *mark;
        unsigned style;
    } marks[] = {{"***", RUN_BOLD | RUN_ITALIC}, {"**", RUN_BOLD}, {"__", RUN_BOLD}, {"*", RUN_ITALIC},
                 {"_", RUN_ITALIC}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks && depth < 4; i++) {
        size_t n = strlen(marks[i].mark);
        const char *close = strncmp(p, marks[i].mark, n) == 0 ? closing(start, p, marks[i].mark) : NULL;
        if (!close || close >= end) {
            continue;
        }
        unsigned before = m->style;
        flush(m, NULL);
        m->style |= marks[i].style;
        mark_text(m, p + n, close, depth + 1);
        flush(m, NULL);
        m->style = before;
        m->bold += (marks[i].style & RUN_BOLD) != 0;
        m->italic += (marks[i].style & RUN_ITALIC) != 0;
        return close + n;
    }
    return NULL;
}

static void mark_text(struct marking *m, const char *start, const char *end, int depth) {
    for (const char *p = start; p < end;) {
        const char *next = *p == '*' || *p == '_' ? marked(m, start, p, end, depth) : NULL;
        size_t link = *p == '[' && depth == 0 ? take_link(m, p) : 0;
        if (next || link) {
            p = next ? next : p + link;
        } else if (*p == '\\' && p + 1 < end && strchr("\"'*_-#.[]()`!|", p[1])) {
            buf_char(&m->text, p[1]);
            m->escapes++;
            p += 2;
        } else if (*p == '`') {
            size_t n = strspn(p, "`");
            if (p > start && word_byte(p[-1]) && word_byte(p[n])) {  // it parts two words
                buf_add(&m->text, p, n);
            } else {
                m->code++;
            }
            p += n;
        } else {
            buf_char(&m->text, *p++);
        }
    }
}

void clean_marks(struct import *im, struct source_block *block, const char *text) {
    struct marking m = {.im = im, .block = block, .text = buf_new(im->arena)};
    mark_text(&m, text, text + strlen(text), 0);
    flush(&m, NULL);
    if (m.bold + m.italic) {
        import_repair(im, "perbaikan.tebal-miring", &block->place, text, "");
    }
    if (m.code + m.links + m.escapes) {
        import_repair(im, "perbaikan.penanda", &block->place, text, "");
    }
}
