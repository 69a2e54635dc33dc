#include "base/html.h"

#include <string.h>

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

void html_fill(struct buf *out, struct str shell, const struct html_part *parts, size_t n, const struct catalogue *c,
               enum language language) {
    const char *p = shell.p, *end = shell.p + shell.n;
    for (const char *open; p < end && (open = memmem(p, (size_t)(end - p), "{{", 2)) != NULL;) {
        const char *close = memmem(open, (size_t)(end - open), "}}", 2);
        if (!close) {
            break;
        }
        struct str name = {open + 2, (size_t)(close - open - 2)};
        const struct html_part *part = find_part(parts, n, name);
        buf_add(out, p, (size_t)(open - p));
        if (part) {
            buf_add(out, part->html.p, part->html.n);
        } else {
            html_text(out, message_say(c, language, out->arena, arena_strndup(out->arena, name.p, name.n), NULL));
        }
        p = close + 2;
    }
    buf_add(out, p, (size_t)(end - p));
}
