// Bytes to values: the grammar of ISO 32000-1, 7.2 and 7.3. Depth is bounded; nothing is read past the end.
#include <assert.h>

#include "inspect/reader.h"

enum { DEPTH = 100 };

enum { REGULAR, SPACE, DELIMITER };

static const unsigned char classes[256] = {
    ['\0'] = SPACE,     ['\t'] = SPACE,     ['\n'] = SPACE,     ['\f'] = SPACE,     ['\r'] = SPACE,     [' '] = SPACE,
    ['('] = DELIMITER,  [')'] = DELIMITER,  ['<'] = DELIMITER,  ['>'] = DELIMITER,  ['['] = DELIMITER,
    [']'] = DELIMITER,  ['{'] = DELIMITER,  ['}'] = DELIMITER,  ['/'] = DELIMITER,  ['%'] = DELIMITER,
};

// The value of a hexadecimal digit and 1; 0 for any other byte.
static const unsigned char digits[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

static unsigned char class_of(char c) {
    return classes[(unsigned char)c];
}

bool lex_is_space(unsigned char c) {
    return classes[c] == SPACE;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void fault(struct lexer *l, enum fault f) {
    if (l->owner->faults[f].n++ == 0) {
        l->owner->faults[f].object = l->object;
    }
}

void lex_space(struct lexer *l) {
    while (l->p < l->end) {
        if (class_of(*l->p) == SPACE) {
            l->p++;
        } else if (*l->p == '%') {
            while (l->p < l->end && *l->p != '\n' && *l->p != '\r') {
                l->p++;
            }
        } else {
            return;
        }
    }
}

bool lex_word(struct lexer *l, const char *word) {
    size_t n = strlen(word);
    lex_space(l);
    if ((size_t)(l->end - l->p) < n || memcmp(l->p, word, n) != 0) {
        return false;
    }
    l->p += n;
    return true;
}

bool lex_integer(struct lexer *l, int64_t *out) {
    lex_space(l);
    if (l->p >= l->end || !is_digit(*l->p)) {
        return false;
    }
    int64_t v = 0;
    while (l->p < l->end && is_digit(*l->p)) {
        v = v < INT64_MAX / 20 ? v * 10 + (*l->p - '0') : INT64_MAX / 10;
        l->p++;
    }
    *out = v;
    return true;
}

// --- Numbers

static void read_fraction(struct lexer *l, double whole, bool negative, struct value *out) {
    double digit = 0.1;
    bool any = whole != 0;
    l->p++;
    while (l->p < l->end && is_digit(*l->p)) {
        any |= *l->p != '0';
        whole += (*l->p - '0') * digit;
        digit *= 0.1;
        l->p++;
    }
    out->kind = KIND_REAL;
    out->real = negative ? -whole : whole;
    if (whole > 3.403e38) {
        fault(l, FAULT_REAL_LARGE);
    } else if (any && whole < 1.175e-38) {
        fault(l, FAULT_REAL_SMALL);
    }
}

static bool read_number(struct lexer *l, struct value *out) {
    bool negative = *l->p == '-';
    const char *start = l->p;
    if (*l->p == '-' || *l->p == '+') {
        l->p++;
    }
    int64_t v = 0;
    double large = 0;
    const char *first = l->p;
    while (l->p < l->end && is_digit(*l->p)) {
        large = large * 10 + (*l->p - '0');
        v = v < INT64_MAX / 20 ? v * 10 + (*l->p - '0') : INT64_MAX / 10;
        l->p++;
    }
    bool point = l->p < l->end && *l->p == '.';
    if (l->p == first && !(point && l->p + 1 < l->end && is_digit(l->p[1]))) {
        l->p = start;
        return false;
    }
    if (point) {
        read_fraction(l, large, negative, out);
        return true;
    }
    out->kind = KIND_INTEGER;
    out->integer = negative ? -v : v;
    if (out->integer > INT32_MAX || out->integer < INT32_MIN) {
        fault(l, FAULT_INTEGER);
    }
    return true;
}

// After a whole number: "5 0 R" is one value.
static bool take_reference(struct lexer *l, struct value *out) {
    const char *start = l->p;
    int64_t number = out->integer, generation;
    if (number < 0 || number > INT32_MAX || l->p >= l->end || class_of(*l->p) != SPACE ||
        !lex_integer(l, &generation) || l->p >= l->end || class_of(*l->p) != SPACE) {
        l->p = start;
        return false;
    }
    lex_space(l);
    if (l->p >= l->end || *l->p != 'R' || (l->p + 1 < l->end && class_of(l->p[1]) == REGULAR)) {
        l->p = start;
        return false;
    }
    l->p++;
    out->kind = KIND_REFERENCE;
    out->reference.number = (int)number;
    out->reference.generation = generation > 65535 ? 65535 : (int)generation;
    return true;
}

// --- Names and strings

static void read_name(struct lexer *l, struct value *out) {
    const char *start = ++l->p;
    bool escaped = false;
    while (l->p < l->end && class_of(*l->p) == REGULAR) {
        escaped |= *l->p++ == '#';
    }
    out->kind = KIND_NAME;
    out->text = (struct str){start, (size_t)(l->p - start)};
    if (escaped) {
        char *to = arena_alloc(l->owner->arena, out->text.n + 1);
        size_t n = 0;
        for (const char *s = start; s < l->p; s++) {
            unsigned high = *s == '#' && l->p - s > 2 ? digits[(unsigned char)s[1]] : 0;
            unsigned low = high ? digits[(unsigned char)s[2]] : 0;
            to[n++] = low ? (char)((high - 1) << 4 | (low - 1)) : *s;
            s += low ? 2 : 0;
        }
        out->text = (struct str){to, n};
    }
    if (out->text.n > 127) {
        fault(l, FAULT_NAME_LONG);
    }
}

static void read_hexadecimal(struct lexer *l, struct value *out) {
    const char *start = ++l->p;
    const char *end = memchr(start, '>', (size_t)(l->end - start));
    end = end ? end : l->end;
    char *to = arena_alloc(l->owner->arena, (size_t)(end - start) / 2 + 1);
    size_t n = 0;
    unsigned half = 0;  // the first digit of a byte and 1
    for (const char *s = start; s < end; s++) {
        unsigned d = digits[(unsigned char)*s];
        if (!d) {
            if (class_of(*s) != SPACE) {
                fault(l, FAULT_HEX_DIGIT);
            }
        } else if (half) {
            to[n++] = (char)((half - 1) << 4 | (d - 1));
            half = 0;
        } else {
            half = d;
        }
    }
    if (half) {
        fault(l, FAULT_HEX_ODD);
        to[n++] = (char)((half - 1) << 4);
    }
    l->p = end < l->end ? end + 1 : end;
    out->kind = KIND_STRING;
    out->text = (struct str){to, n};
}

// The byte that an escape stands for, or -1 for none (a line end); l->p is after the backslash.
static int read_escape(struct lexer *l) {
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    char c = *l->p++;
    const char *at = c ? strchr(from, c) : NULL;
    if (at) {
        return to[at - from];
    }
    if (c >= '0' && c <= '7') {
        int v = c - '0';
        for (int i = 0; i < 2 && l->p < l->end && *l->p >= '0' && *l->p <= '7'; i++) {
            v = v * 8 + (*l->p++ - '0');
        }
        return v & 0xff;
    }
    if (c == '\r') {
        l->p += l->p < l->end && *l->p == '\n';
        return -1;
    }
    return c == '\n' ? -1 : (unsigned char)c;
}

// Where the string ends (at its bracket, or at the end of all), and whether it can be taken as it stands.
static const char *string_end(const struct lexer *l, bool *plain) {
    int open = 1;
    const char *s = l->p;
    *plain = true;
    for (; s < l->end; s++) {
        if (*s == '\\') {
            *plain = false;
            s++;
        } else if (*s == '\r') {
            *plain = false;
        } else if (*s == '(') {
            open++;
        } else if (*s == ')' && --open == 0) {
            break;
        }
    }
    return s < l->end ? s : l->end;
}

static void read_string(struct lexer *l, struct value *out) {
    bool plain;
    l->p++;
    const char *end = string_end(l, &plain);
    out->kind = KIND_STRING;
    out->text = (struct str){l->p, (size_t)(end - l->p)};
    if (!plain) {
        char *to = arena_alloc(l->owner->arena, out->text.n + 1);
        size_t n = 0;
        while (l->p < end) {
            char c = *l->p++;
            int byte = (unsigned char)c;
            if (c == '\\' && l->p < end) {
                byte = read_escape(l);
            } else if (c == '\r') {
                l->p += l->p < end && *l->p == '\n';
                byte = '\n';
            }
            if (byte >= 0) {
                to[n++] = (char)byte;
            }
        }
        out->text = (struct str){to, n};
    }
    l->p = end < l->end ? end + 1 : end;
    if (out->text.n > 32767) {
        fault(l, FAULT_STRING_LONG);
    }
}

// --- Arrays and dictionaries: collected on the reader's stack, then copied in one piece.

static void push(struct inspection *p, const struct value *v) {
    if (p->stack_n == p->stack_cap) {
        size_t cap = p->stack_cap ? p->stack_cap * 2 : 512;
        p->stack = arena_grow(p->arena, p->stack, p->stack_cap * sizeof *v, cap * sizeof *v);
        p->stack_cap = cap;
    }
    p->stack[p->stack_n++] = *v;
}

// Room for the items of an array: operands are only needed until their operator.
static struct value *items_room(struct lexer *l, size_t n) {
    struct inspection *p = l->owner;
    if (l->content && n <= sizeof p->loose / sizeof *p->loose - p->n_loose) {
        p->n_loose += n;
        return p->loose + p->n_loose - n;
    }
    p->values += n;
    return ARENA_ARRAY(p->arena, n, struct value);
}

static bool read_array(struct lexer *l, struct value *out) {
    struct inspection *p = l->owner;
    size_t base = p->stack_n;
    struct value v;
    l->p++;
    for (;;) {
        lex_space(l);
        if (l->p >= l->end) {
            p->stack_n = base;
            return false;
        }
        if (*l->p == ']') {
            l->p++;
            break;
        }
        if (!lex_value(l, &v) || p->stack_n - base > MOST_VALUES) {
            p->stack_n = base;
            return false;
        }
        push(p, &v);
    }
    out->kind = KIND_ARRAY;
    out->array.n = p->stack_n - base;
    out->array.items = items_room(l, out->array.n);
    memcpy(out->array.items, p->stack + base, out->array.n * sizeof v);
    p->stack_n = base;
    return true;
}

static bool read_dictionary(struct lexer *l, struct value *out) {
    struct inspection *p = l->owner;
    size_t base = p->stack_n;
    struct value v;
    l->p += 2;
    for (;;) {
        lex_space(l);
        if (l->end - l->p >= 2 && l->p[0] == '>' && l->p[1] == '>') {
            l->p += 2;
            break;
        }
        bool key = l->p < l->end && *l->p == '/' && lex_value(l, &v);
        if (key) {
            push(p, &v);
        }
        if (!key || !lex_value(l, &v)) {
            p->stack_n = base;
            return false;
        }
        push(p, &v);
    }
    size_t n = (p->stack_n - base) / 2;
    p->values += 2 * n;
    out->kind = KIND_DICTIONARY;
    out->dictionary.n = n;
    out->dictionary.pairs = ARENA_ARRAY(p->arena, n, struct pair);
    for (size_t i = 0; i < n; i++) {
        out->dictionary.pairs[i] = (struct pair){p->stack[base + 2 * i].text, p->stack[base + 2 * i + 1]};
    }
    p->stack_n = base;
    return true;
}

static bool read_keyword(struct lexer *l, struct value *out) {
    const char *start = l->p;
    while (l->p < l->end && class_of(*l->p) == REGULAR) {
        l->p++;
    }
    if (l->p == start) {
        return false;
    }
    out->kind = KIND_KEYWORD;
    out->text = (struct str){start, (size_t)(l->p - start)};
    if (str_is(out->text, "true") || str_is(out->text, "false")) {
        *out = (struct value){.kind = KIND_BOOLEAN, .truth = *start == 't'};
    } else if (str_is(out->text, "null")) {
        *out = (struct value){.kind = KIND_NULL};
    } else {
        return l->content;
    }
    return true;
}

static bool read_nested(struct lexer *l, struct value *out, bool (*read)(struct lexer *, struct value *)) {
    if (l->depth >= DEPTH || l->owner->values > MOST_VALUES) {
        return false;
    }
    l->depth++;
    bool ok = read(l, out);
    l->depth--;
    return ok;
}

bool lex_value(struct lexer *l, struct value *out) {
    lex_space(l);
    if (l->p >= l->end) {
        return false;
    }
    switch (*l->p) {
    case '/':
        read_name(l, out);
        return true;
    case '(':
        read_string(l, out);
        return true;
    case '[':
        return read_nested(l, out, read_array);
    case '<':
        if (l->end - l->p >= 2 && l->p[1] == '<') {
            return read_nested(l, out, read_dictionary);
        }
        read_hexadecimal(l, out);
        return true;
    case '+':
    case '-':
    case '.':
    case '0' ... '9':
        if (!read_number(l, out)) {
            return read_keyword(l, out);
        }
        if (!l->content && out->kind == KIND_INTEGER) {
            take_reference(l, out);
        }
        return true;
    default:
        return read_keyword(l, out);
    }
}
