// Objects: read where the cross-reference says, once, when first asked for.
#include "inspect/reader.h"

enum { HOPS = 32 };

static const struct value nothing;

struct packed {  // a stream of objects, opened
    struct str data;
    int64_t *numbers, *offsets;
    size_t n, first;
};

// --- Streams

// Where the stream's bytes end by their keyword, when /Length is wrong; the line end before it is not of them.
static size_t search_end(const struct inspection *p, size_t from, size_t *end) {
    const char *s = memmem(p->bytes.p + from, p->bytes.n - from, "endstream", 9);
    if (!s) {
        *end = p->bytes.n;
        return p->bytes.n - from;
    }
    *end = (size_t)(s - p->bytes.p) + 9;
    size_t n = (size_t)(s - p->bytes.p) - from;
    n -= n > 0 && s[-1] == '\n';
    return n - (n > 0 && p->bytes.p[from + n - 1] == '\r');
}

// After /Length bytes: "endstream", with or without a line end before it.
static bool ends_there(const struct inspection *p, size_t at, bool *after_line, size_t *end) {
    const char *s = p->bytes.p + at, *stop = p->bytes.p + p->bytes.n;
    *after_line = s < stop && (*s == '\r' || *s == '\n');
    s += s < stop && *s == '\r';
    s += s < stop && *s == '\n';
    *end = (size_t)(s - p->bytes.p) + 9;
    return stop - s >= 9 && memcmp(s, "endstream", 9) == 0;
}

static void read_stream(struct inspection *p, struct lexer *l, int number, struct value *out) {
    struct stream *stream = ARENA_NEW(p->arena, struct stream);
    stream->dictionary = *out;
    stream->number = number;
    const char *s = l->p;
    bool crlf = l->end - s > 1 && s[0] == '\r' && s[1] == '\n';
    stream->keyword_ok = crlf || (s < l->end && *s == '\n');
    s += crlf ? 2 : s < l->end && (*s == '\n' || *s == '\r') ? 1 : 0;
    size_t from = (size_t)(s - p->bytes.p);
    int64_t length = entry_integer(p, out, "Length", -1);
    size_t n = (size_t)length;
    stream->length_ok = length >= 0 && n <= p->bytes.n - from && ends_there(p, from + n, &stream->end_ok, &stream->end);
    if (!stream->length_ok) {
        n = search_end(p, from, &stream->end);
        stream->end_ok = true;  // it is the length that is wrong
    }
    stream->raw = (struct str){s, n};
    l->p = p->bytes.p + stream->end;
    out->kind = KIND_STREAM;
    out->stream = stream;
}

// --- Objects in the file

// "12 0 obj" with one space each, a line end before and after.
static bool tight_head(const struct inspection *p, const char *start, const char *end) {
    const char *s = start;
    bool line = start == p->bytes.p || start[-1] == '\n' || start[-1] == '\r';
    for (int i = 0; i < 2 && line; i++) {
        while (s < end && *s >= '0' && *s <= '9') {
            s++;
        }
        line = s < end && lex_is_space((unsigned char)*s) && s + 1 < end && !lex_is_space((unsigned char)s[1]);
        s++;
    }
    return line && end - s == 3;
}

static bool is_line_end(const char *s, const char *stop) {
    return s >= stop || *s == '\r' || *s == '\n';
}

bool object_at(struct inspection *p, size_t at, int *number, struct entry *out) {
    if (at >= p->bytes.n) {
        return false;
    }
    struct lexer l = {.p = p->bytes.p + at, .end = p->bytes.p + p->bytes.n, .owner = p};
    const char *start = l.p;
    int64_t n, generation;
    if (!lex_integer(&l, &n) || !lex_integer(&l, &generation) || !lex_word(&l, "obj") || n > INT32_MAX) {
        return false;
    }
    *number = l.object = (int)n;
    out->spaced = tight_head(p, start, l.p) && is_line_end(l.p, l.end);
    if (!lex_value(&l, &out->value)) {
        return false;
    }
    if (out->value.kind == KIND_DICTIONARY && lex_word(&l, "stream")) {
        read_stream(p, &l, *number, &out->value);
    }
    lex_space(&l);
    bool line = is_line_end(l.p - 1, l.end);
    if (!lex_word(&l, "endobj")) {
        out->spaced = false;
        return true;
    }
    out->spaced = out->spaced && line && is_line_end(l.p, l.end);
    return true;
}

// --- Objects in streams

static struct packed *open_packed(struct inspection *p, struct entry *holder, struct stream *stream) {
    struct packed *k = ARENA_NEW(p->arena, struct packed);
    int64_t n = entry_integer(p, &stream->dictionary, "N", -1);
    int64_t first = entry_integer(p, &stream->dictionary, "First", -1);
    if (!stream_data(p, stream, &k->data) || first < 0 || (size_t)first > k->data.n || n < 0 || n > first) {
        return NULL;
    }
    k->first = (size_t)first;
    k->numbers = ARENA_ARRAY(p->arena, (size_t)n, int64_t);
    k->offsets = ARENA_ARRAY(p->arena, (size_t)n, int64_t);
    struct lexer l = {.p = k->data.p, .end = k->data.p + first, .owner = p};
    for (; k->n < (size_t)n; k->n++) {
        if (!lex_integer(&l, &k->numbers[k->n]) || !lex_integer(&l, &k->offsets[k->n])) {
            break;
        }
    }
    holder->packed = k;
    return k;
}

static bool read_packed(struct inspection *p, int number, struct entry *e) {
    if (e->at >= p->n_entries || p->entries[e->at].kind != ENTRY_PLAIN) {
        return false;
    }
    const struct value *holder = object_get(p, (int64_t)e->at);
    if (holder->kind != KIND_STREAM) {
        return false;
    }
    struct packed *k = p->entries[e->at].packed;
    k = k ? k : open_packed(p, &p->entries[e->at], holder->stream);
    size_t i = (size_t)e->generation;
    if (!k || i >= k->n || k->numbers[i] != number || (size_t)k->offsets[i] >= k->data.n - k->first) {
        return false;
    }
    struct lexer l = {.p = k->data.p + k->first + k->offsets[i], .end = k->data.p + k->data.n, .owner = p,
                      .object = number};
    e->spaced = true;
    return lex_value(&l, &e->value);
}

const struct value *object_get(struct inspection *p, int64_t number) {
    if (number < 0 || (size_t)number >= p->n_entries) {
        return &nothing;
    }
    struct entry *e = &p->entries[number];
    if (e->state == OBJECT_READ) {
        return &e->value;
    }
    if (e->state != OBJECT_UNREAD || (e->kind != ENTRY_PLAIN && e->kind != ENTRY_PACKED)) {
        return &nothing;
    }
    e->state = OBJECT_READING;
    int found = (int)number;
    bool ok = e->kind == ENTRY_PLAIN ? object_at(p, e->at, &found, e) : read_packed(p, (int)number, e);
    ok = ok && found == number;
    e->state = ok ? OBJECT_READ : OBJECT_BROKEN;
    return ok ? &e->value : &nothing;
}

const struct value *object_resolve(struct inspection *p, const struct value *v) {
    for (int i = 0; v->kind == KIND_REFERENCE; i++) {
        if (i == HOPS) {
            return &nothing;
        }
        v = object_get(p, v->reference.number);
    }
    return v;
}

// --- Dictionaries and arrays

const struct value *entry_find(const struct value *dictionary, const char *key, size_t n) {
    const struct value *d = dictionary->kind == KIND_STREAM ? &dictionary->stream->dictionary : dictionary;
    if (d->kind != KIND_DICTIONARY) {
        return NULL;
    }
    const struct pair *pair = d->dictionary.pairs, *end = pair + d->dictionary.n;
    for (; pair < end; pair++) {
        if (pair->key.n == n && pair->key.p[0] == key[0] && memcmp(pair->key.p, key, n) == 0) {
            return &pair->value;
        }
    }
    return NULL;
}

const struct value *entry_read(struct inspection *p, const struct value *dictionary, const char *key, size_t n) {
    const struct value *v = entry_find(dictionary, key, n);
    return v ? object_resolve(p, v) : &nothing;
}

const struct value *array_get(struct inspection *p, const struct value *array, size_t i) {
    return array->kind == KIND_ARRAY && i < array->array.n ? object_resolve(p, &array->array.items[i]) : &nothing;
}

int64_t entry_integer(struct inspection *p, const struct value *dictionary, const char *key, int64_t otherwise) {
    const struct value *v = entry_get(p, dictionary, key);
    return v->kind == KIND_INTEGER ? v->integer : otherwise;
}

// --- Texts

// PDFDocEncoding from 0x18 to 0x1f and from 0x80 to 0xa0 (ISO 32000-1, D.3); 0 where nothing stands.
static unsigned document_character(unsigned char c) {
    static const unsigned short low[8] = {0x2d8, 0x2c7, 0x2c6, 0x2d9, 0x2dd, 0x2db, 0x2da, 0x2dc};
    static const unsigned short high[33] = {
        0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x192,  0x2044, 0x2039, 0x203a, 0x2212,
        0x2030, 0x201e, 0x201c, 0x201d, 0x2018, 0x2019, 0x201a, 0x2122, 0xfb01, 0xfb02, 0x141,
        0x152,  0x160,  0x178,  0x17d,  0x131,  0x142,  0x153,  0x161,  0x17e,  0,      0x20ac};
    return c >= 0x18 && c < 0x20 ? low[c - 0x18] : c >= 0x80 && c <= 0xa0 ? high[c - 0x80] : c;
}

static void add_utf16(struct buf *b, struct str s) {
    const unsigned char *c = (const unsigned char *)s.p;
    for (size_t i = 2; i + 1 < s.n; i += 2) {
        unsigned u = (unsigned)c[i] << 8 | c[i + 1];
        if (u >= 0xd800 && u < 0xdc00 && i + 3 < s.n) {
            unsigned v = (unsigned)c[i + 2] << 8 | c[i + 3];
            u = 0x10000 + ((u - 0xd800) << 10) + ((v - 0xdc00) & 0x3ff);
            i += 2;
        }
        buf_utf8(b, u);
    }
}

const char *text_of(struct inspection *p, const struct value *v) {
    v = object_resolve(p, v);
    if (v->kind != KIND_STRING) {
        return "";
    }
    struct buf b = buf_new(p->arena);
    if (v->text.n >= 2 && memcmp(v->text.p, "\xfe\xff", 2) == 0) {
        add_utf16(&b, v->text);
    } else if (v->text.n >= 3 && memcmp(v->text.p, "\xef\xbb\xbf", 3) == 0) {
        const char *s = v->text.p + 3, *end = v->text.p + v->text.n;
        while (s < end) {
            buf_utf8(&b, text_next(&s, end));
        }
    } else {
        for (size_t i = 0; i < v->text.n; i++) {
            unsigned c = document_character((unsigned char)v->text.p[i]);
            buf_utf8(&b, c ? c : 0xfffd);
        }
    }
    return buf_text(&b);
}

const char *name_text(struct inspection *p, const struct value *v) {
    v = object_resolve(p, v);
    return v->kind == KIND_NAME ? arena_strndup(p->arena, v->text.p, v->text.n) : "";
}
