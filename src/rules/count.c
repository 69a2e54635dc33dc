#include "rules/count.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"

static const char *const counter_names[COUNT_COUNTERS] = {
    [COUNT_WORDS] = "kata-tanpa-penanda", [COUNT_SPACES] = "spasi", [COUNT_ALPHANUMERIC] = "alfanumerik"};

const char *counter_name(enum word_counter c) {
    return counter_names[c];
}

bool counter_find(const char *name, enum word_counter *out) {
    for (int i = 0; i < COUNT_COUNTERS; i++) {
        if (name && strcmp(counter_names[i], name) == 0) {
            *out = (enum word_counter)i;
            return true;
        }
    }
    return false;
}

// Questions, titles of parts and captions of images are not the writer's words.
static bool is_answer_part(const xmlNode *node) {
    return !xml_is(node, "tanya") && !xml_is(node, "pilihan");
}

static bool is_inline(const xmlNode *node) {
    static const char *const names[] = {"b", "i", "u", "sup", "sub", "a"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (xml_is(node, names[i])) {
            return true;
        }
    }
    return false;
}

static void add_marker(struct buf *out, const xmlNode *item) {
    if (!xml_is(item->parent, "ol")) {
        buf_str(out, "- ");
        return;
    }
    int number = 1;
    for (const xmlNode *before = item->prev; before; before = before->prev) {
        number += xml_is(before, "li");
    }
    buf_printf(out, "%d. ", number);
}

static void add_plain(struct buf *out, const xmlNode *node, bool markers) {
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
            const char *p = (const char *)child->content;
            for (size_t n; n = strcspn(p, "\n"), buf_add(out, p, n), p[n]; p += n + 1) {
                buf_char(out, ' ');
            }
            continue;
        }
        if (child->type != XML_ELEMENT_NODE || !is_answer_part(child)) {
            continue;
        }
        bool block = !is_inline(child);
        if (block) {
            buf_char(out, '\n');
        }
        if (markers && xml_is(child, "li")) {
            add_marker(out, child);
        }
        add_plain(out, child, markers);
        if (block) {
            buf_char(out, '\n');
        }
    }
}

const char *rich_plain(struct arena *arena, const xmlNode *rich, bool markers) {
    struct buf out = buf_new(arena);
    add_plain(&out, rich, markers);
    return buf_text(&out);
}

// Letters and digits of any script; what is left are spaces, punctuation and symbols.
static bool is_word_character(unsigned c) {
    if (c < 0x80) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    bool symbol = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) ||
                  c >= 0xFFF0;
    return !symbol || c == 0xAA || c == 0xB5 || c == 0xBA;
}

// A hyphen between letters keeps a word together ("langkah-langkah"); a point, comma or slash cuts it.
static size_t count_runs(const char *text) {
    size_t n = 0;
    bool inside = false;
    const char *p = text, *end = text + strlen(text);
    while (p < end) {
        unsigned c = text_next(&p, end);
        bool word = is_word_character(c) || (inside && c == '-');
        n += word && !inside;
        inside = word;
    }
    return n;
}

static bool has_word_character(const char *p, const char *end) {
    while (p < end) {
        if (is_word_character(text_next(&p, end))) {
            return true;
        }
    }
    return false;
}

// "1.", "12)", "(a)", "a." at the start of a line: a list typed by hand.
static bool is_typed_marker(const char *p, const char *end) {
    p += p < end && *p == '(';
    const char *start = p;
    while (p < end && p - start < 2 && *p >= '0' && *p <= '9') {
        p++;
    }
    if (p == start && p < end && *p >= 'a' && *p <= 'z') {
        p++;
    }
    return p > start && p + 1 == end && (*p == '.' || *p == ')');
}

// The next white space, or the end.
static const char *token_end(const char *p, const char *end) {
    for (;;) {
        while (p < end && *p > ' ' && *p < 0x7F) {  // nearly all of our text
            p++;
        }
        const char *next = p;
        if (p == end || text_is_space(text_next(&next, end))) {
            return p;
        }
        p = next;
    }
}

static size_t count_tokens(const char *text, bool all) {
    size_t n = 0;
    bool line_start = true;
    const char *p = text, *end = text + strlen(text);
    while (p < end) {
        const char *start = p;
        unsigned c = text_next(&p, end);
        if (text_is_space(c)) {
            line_start = line_start || c == '\n';
            continue;
        }
        p = token_end(p, end);
        const char *stop = p;
        bool counts = all || (has_word_character(start, stop) && !(line_start && is_typed_marker(start, stop)));
        n += counts;
        line_start = false;
    }
    return n;
}

size_t count_words(struct arena *arena, const xmlNode *rich, enum word_counter counter) {
    const char *text = rich_plain(arena, rich, counter != COUNT_WORDS);
    return counter == COUNT_ALPHANUMERIC ? count_runs(text) : count_tokens(text, counter == COUNT_SPACES);
}
