#include "base/html.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

// Of what data say in a page. Nothing here knows what the page looks like.

// Controls are not allowed in HTML; those that order white space are.
static bool is_control(unsigned c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0);
}

void html_text(struct buf *b, const char *s) {
    const char *end = s ? s + strlen(s) : s;
    while (s < end) {
        const char *start = s;
        unsigned c = text_next(&s, end);
        const char *as = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;"
                         : c == '\'' ? "&#39;" : is_control(c) || c == 0xfffd ? "\xEF\xBF\xBD" : NULL;
        if (as) {
            buf_str(b, as);
        } else {
            buf_add(b, start, (size_t)(s - start));
        }
    }
}

void html_attribute(struct buf *b, const char *name, const char *value) {
    if (value) {
        buf_printf(b, " %s=\"", name);
        html_text(b, value);
        buf_char(b, '"');
    }
}

static bool stays_in_path(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-_.~/", c) != NULL);
}

void html_path(struct buf *b, const char *path) {
    if (*path == '/') {
        buf_char(b, '.');
    }
    for (; *path; path++) {
        if (stays_in_path(*path)) {
            buf_char(b, *path);
        } else {
            buf_printf(b, "%%%02X", (unsigned char)*path);
        }
    }
}

void html_json(struct buf *b, const char *s) {
    if (!s) {
        buf_str(b, "null");
        return;
    }
    buf_char(b, '"');
    for (const char *end = s + strlen(s), *start = s; s < end; start = s) {
        unsigned c = text_next(&s, end);
        if (c == '"' || c == '\\') {
            buf_printf(b, "\\%c", (char)c);
        } else if (c < ' ' || c == 0x7f || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
            buf_printf(b, "\\u%04x", c);
        } else if (c == 0xfffd) {
            buf_utf8(b, c);
        } else {
            buf_add(b, start, (size_t)(s - start));
        }
    }
    buf_char(b, '"');
}

static const struct html_part *find_part(const struct html_part *parts, size_t n, struct str name) {
    for (size_t i = 0; i < n; i++) {
        if (strlen(parts[i].name) == name.n && memcmp(parts[i].name, name.p, name.n) == 0) {
            return &parts[i];
        }
    }
    return NULL;
}

// What becomes of one place; false leaves it as it is.
typedef bool filling(void *context, struct buf *out, struct str name);

static void fill(struct buf *out, struct str shell, filling *put, void *context) {
    const char *p = shell.p, *end = shell.p + shell.n;
    for (const char *open; p < end && (open = memmem(p, (size_t)(end - p), "{{", 2)) != NULL;) {
        const char *close = memmem(open, (size_t)(end - open), "}}", 2);
        if (!close) {
            break;
        }
        buf_add(out, p, (size_t)(open - p));
        if (!put(context, out, (struct str){open + 2, (size_t)(close - open - 2)})) {
            buf_add(out, open, (size_t)(close + 2 - open));
        }
        p = close + 2;
    }
    buf_add(out, p, (size_t)(end - p));
}

struct words {
    const struct catalogue *catalogue;
    enum language language;
    const struct html_part *parts;
    size_t n;
    bool only_words;  // parts come later
};

static bool put_word(void *context, struct buf *out, struct str name) {
    const struct words *w = context;
    if (w->only_words && !memchr(name.p, '.', name.n)) {
        return false;
    }
    const struct html_part *part = find_part(w->parts, w->n, name);
    if (part) {
        buf_add(out, part->html.p, part->html.n);
    } else {
        const char *id = arena_strndup(out->arena, name.p, name.n);
        html_text(out, message_say(w->catalogue, w->language, out->arena, id, NULL));
    }
    return true;
}

void html_fill(struct buf *out, struct str shell, const struct html_part *parts, size_t n, const struct catalogue *c,
               enum language language) {
    struct words w = {c, language, parts, n, false};
    fill(out, shell, put_word, &w);
}

// ---- pieces

struct piece {
    struct str name, html;
};

struct html_pieces {
    struct piece *items;
    size_t n;
};

#define PIECE "<!--= "

struct html_pieces *html_pieces_read(struct arena *arena, struct str file, const struct catalogue *c,
                                     enum language language) {
    struct html_pieces *pieces = ARENA_NEW(arena, struct html_pieces);
    const char *end = file.p + file.n, *p = memmem(file.p, file.n, PIECE, strlen(PIECE));
    size_t most = 0;
    for (const char *q = p; q; q = memmem(q + 1, (size_t)(end - q - 1), PIECE, strlen(PIECE))) {
        most++;
    }
    pieces->items = ARENA_ARRAY(arena, most + 1, struct piece);
    while (p) {
        const char *name = p + strlen(PIECE), *line = memchr(name, '\n', (size_t)(end - name));
        size_t length = strcspn(name, " \n");
        p = line ? memmem(line, (size_t)(end - line), PIECE, strlen(PIECE)) : NULL;
        struct str raw = {line ? line + 1 : end, line ? (size_t)((p ? p : end) - line - 1) : 0};
        struct words w = {c, language, NULL, 0, true};
        struct buf html = buf_new(arena);
        fill(&html, raw, put_word, &w);
        pieces->items[pieces->n++] = (struct piece){{name, length}, {buf_text(&html), html.n}};
    }
    return pieces;
}

static bool put_part(void *context, struct buf *out, struct str name) {
    const struct words *w = context;
    const struct html_part *part = find_part(w->parts, w->n, name);
    assert(part && "a place of a page that nobody fills");
    buf_add(out, part->html.p, part->html.n);
    return true;
}

void html_put(struct buf *out, const struct html_pieces *pieces, const char *name, const struct html_part *parts,
              size_t n) {
    struct words w = {.parts = parts, .n = n};
    for (size_t i = 0; i < pieces->n; i++) {
        if (strlen(name) == pieces->items[i].name.n && memcmp(name, pieces->items[i].name.p, strlen(name)) == 0) {
            fill(out, pieces->items[i].html, put_part, &w);
            return;
        }
    }
    assert(!"a piece that the page does not have");
}

void html_digest(struct buf *b, struct str inlined) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[HASH_SIZE], pair[3] = "";
    unsigned char bytes[33] = {0};
    hash_bytes(inlined.p, inlined.n, hex);
    for (int i = 0; i < 32; i++) {
        memcpy(pair, hex + 2 * i, 2);
        bytes[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
    buf_str(b, "'sha256-");
    for (int i = 0; i < 33; i += 3) {
        unsigned three = (unsigned)(bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2]);
        for (int k = 18; k >= 0; k -= 6) {
            buf_char(b, i == 30 && k == 0 ? '=' : digits[three >> k & 63]);
        }
    }
    buf_str(b, "'");
}
