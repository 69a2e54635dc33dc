// Where the objects stand: tables, streams of references, hybrids of both, one section a revision, from the last one
// back to the first (ISO 32000-1, 7.5.4, 7.5.5, 7.5.8).
#include "inspect/reader.h"

enum { SECTIONS = 1024, TAIL = 1024, NEAR = 4096 };

static struct entry *entry_of(struct inspection *p, int64_t number) {
    if (number < 0 || (size_t)number >= p->limits.objects) {
        return NULL;
    }
    if ((size_t)number >= p->n_entries) {
        size_t n = (size_t)number + 64, had = p->n_entries;
        n = n < had * 2 ? had * 2 : n;
        n = n < p->limits.objects ? n : p->limits.objects;
        p->entries = arena_grow(p->arena, p->entries, had * sizeof *p->entries, n * sizeof *p->entries);
        p->n_entries = n;
    }
    return &p->entries[number];
}

static void set_entry(struct inspection *p, int64_t number, int kind, int64_t at, int64_t generation) {
    struct entry *e = entry_of(p, number);
    if (e && e->kind == ENTRY_NONE) {  // the newest section has come first
        e->kind = kind;
        e->at = (size_t)at;
        e->generation = (int)generation;
    }
}

// --- Tables

// The rows of a table from `l` on: those in use, or the free ones. Ends at the word "trailer".
static bool read_table(struct inspection *p, struct lexer *l, bool in_use) {
    int64_t start, count, at, generation;
    while (!lex_word(l, "trailer")) {
        if (!lex_integer(l, &start) || !lex_integer(l, &count)) {
            return false;
        }
        for (int64_t i = 0; i < count; i++) {
            if (!lex_integer(l, &at) || !lex_integer(l, &generation)) {
                return false;
            }
            lex_space(l);
            char kind = l->p < l->end ? *l->p++ : '\0';
            if (kind != 'n' && kind != 'f') {
                return false;
            }
            if ((kind == 'n') == in_use) {
                set_entry(p, start + i, in_use ? ENTRY_PLAIN : ENTRY_FREE, at, generation);
            }
        }
    }
    return true;
}

static bool stream_section(struct inspection *p, size_t at, struct value *trailer, size_t *after);

static bool table_section(struct inspection *p, size_t at, struct xref_section *section, struct value *trailer) {
    struct lexer l = {.p = p->bytes.p + at, .end = p->bytes.p + p->bytes.n, .owner = p};
    struct lexer again;
    l.p += 4;
    section->tight = l.p < l.end && (*l.p == '\n' || *l.p == '\r');
    const char *next = l.p + (l.end - l.p > 1 && l.p[0] == '\r' && l.p[1] == '\n' ? 2 : 1);
    section->tight = section->tight && next < l.end && *next >= '0' && *next <= '9';
    again = l;
    if (!read_table(p, &l, true) || !lex_value(&l, trailer) || trailer->kind != KIND_DICTIONARY) {
        return false;
    }
    section->after = (size_t)(l.p - p->bytes.p);
    const struct value *hidden = entry_raw(trailer, "XRefStm");
    if (hidden && hidden->kind == KIND_INTEGER && hidden->integer >= 0) {
        struct value other;
        size_t end;
        stream_section(p, (size_t)hidden->integer, &other, &end);  // a hybrid without it is an older file
    }
    return read_table(p, &again, false);
}

// --- Streams of references

static int64_t field(const unsigned char **row, int width, int64_t otherwise) {
    int64_t v = 0;
    for (int i = 0; i < width; i++) {
        v = v << 8 | *(*row)++;
    }
    return width ? v : otherwise;
}

static bool widths_of(const struct value *dictionary, int width[3]) {
    const struct value *w = entry_raw(dictionary, "W");
    if (!w || w->kind != KIND_ARRAY || w->array.n != 3) {
        return false;
    }
    for (int i = 0; i < 3; i++) {
        const struct value *v = &w->array.items[i];
        if (v->kind != KIND_INTEGER || v->integer < 0 || v->integer > 7) {
            return false;
        }
        width[i] = (int)v->integer;
    }
    return width[0] + width[1] + width[2] > 0;
}

static void add_rows(struct inspection *p, const unsigned char **row, int64_t start, int64_t count,
                     const int width[3]) {
    for (int64_t i = 0; i < count; i++) {
        int64_t kind = field(row, width[0], 1), at = field(row, width[1], 0), third = field(row, width[2], 0);
        if (third > INT32_MAX || start + i > INT32_MAX) {
            continue;
        }
        if (kind <= 2) {
            set_entry(p, start + i, kind == 0 ? ENTRY_FREE : kind == 1 ? ENTRY_PLAIN : ENTRY_PACKED, at, third);
        }
    }
}

bool xref_stream_rows(struct inspection *p, struct stream *stream) {
    const struct value *dictionary = &stream->dictionary;
    const struct value *index = entry_raw(dictionary, "Index"), *size = entry_raw(dictionary, "Size");
    int width[3];
    struct str data;
    if (!widths_of(dictionary, width) || !size || size->kind != KIND_INTEGER || !stream_data(p, stream, &data)) {
        return false;
    }
    int64_t left = (int64_t)data.n / (width[0] + width[1] + width[2]);
    const unsigned char *row = (const unsigned char *)data.p;
    if (!index) {
        add_rows(p, &row, 0, size->integer < left ? size->integer : left, width);
        return true;
    }
    if (index->kind != KIND_ARRAY) {
        return false;
    }
    for (size_t i = 0; i + 1 < index->array.n; i += 2) {
        const struct value *start = &index->array.items[i], *count = start + 1;
        if (start->kind != KIND_INTEGER || count->kind != KIND_INTEGER || start->integer < 0 || count->integer < 0 ||
            count->integer > left) {
            return false;
        }
        left -= count->integer;
        add_rows(p, &row, start->integer, count->integer, width);
    }
    return true;
}

static bool stream_section(struct inspection *p, size_t at, struct value *trailer, size_t *after) {
    struct entry e = {0};
    int number;
    if (!object_at(p, at, &number, &e) || e.value.kind != KIND_STREAM ||
        !is_name(entry_get(p, &e.value, "Type"), "XRef")) {
        return false;
    }
    *trailer = e.value.stream->dictionary;
    *after = e.value.stream->end;
    return xref_stream_rows(p, e.value.stream);
}

// --- The chain of sections

static bool last_section(const struct inspection *p, int64_t *at) {
    const char *end = p->bytes.p + p->bytes.n;
    const char *from = p->bytes.n > TAIL ? end - TAIL : p->bytes.p, *found = NULL;
    for (const char *s = from; (s = memmem(s, (size_t)(end - s), "startxref", 9)); s += 9) {
        found = s;
    }
    struct lexer l = {.p = found ? found + 9 : end, .end = end};
    return lex_integer(&l, at);
}

static bool is_known(const struct inspection *p, int64_t at) {
    for (size_t i = 0; i < p->n_sections; i++) {
        if (p->sections[i].at == (size_t)at) {
            return true;
        }
    }
    return false;
}

static bool read_section(struct inspection *p, int64_t at, struct value *trailer) {
    if (at < 0 || (size_t)at >= p->bytes.n) {
        return false;
    }
    size_t n = p->n_sections, size = sizeof *p->sections;
    if ((n & (n - 1)) == 0) {  // room doubles at powers of two
        p->sections = arena_grow(p->arena, p->sections, n * size, (n ? 2 * n : 1) * size);
    }
    struct xref_section *section = &p->sections[n];
    *section = (struct xref_section){.at = (size_t)at, .tight = true};
    p->n_sections++;
    bool table = p->bytes.n - (size_t)at > 4 && memcmp(p->bytes.p + at, "xref", 4) == 0;
    return table ? table_section(p, (size_t)at, section, trailer)
                 : stream_section(p, (size_t)at, trailer, &section->after);
}

bool xref_read(struct inspection *p, const char **why) {
    int64_t at;
    *why = "pdf.why.startxref";
    if (!last_section(p, &at)) {
        return false;
    }
    *why = "pdf.why.xref";
    for (;;) {
        struct value trailer;
        if (p->n_sections == SECTIONS || is_known(p, at) || !read_section(p, at, &trailer)) {
            return false;
        }
        if (p->n_sections == 1) {
            p->trailer = trailer;
        }
        const struct value *previous = entry_raw(&trailer, "Prev");
        if (!previous) {
            return true;
        }
        if (previous->kind != KIND_INTEGER) {
            return false;
        }
        at = previous->integer;
    }
}

// --- Revisions

// The end of the revision whose section this is: after the %%EOF that follows the startxref that names it. 0: none does
// (the first section of a linearized file, say).
static size_t revision_end(const struct inspection *p, const struct xref_section *section) {
    const char *end = p->bytes.p + p->bytes.n, *s = p->bytes.p + section->after;
    const char *stop = end - s > NEAR ? s + NEAR : end;
    int64_t at;
    s = memmem(s, (size_t)(stop - s), "startxref", 9);
    struct lexer l = {.p = s ? s + 9 : end, .end = end};
    if (!s || !lex_integer(&l, &at) || (size_t)at != section->at) {
        return 0;
    }
    s = memmem(l.p, (size_t)(stop > l.p ? stop - l.p : 0), "%%EOF", 5);
    if (!s) {
        return 0;
    }
    s += 5;
    s += s < end && *s == '\r';
    s += s < end && *s == '\n';
    return (size_t)(s - p->bytes.p);
}

void xref_revisions(struct inspection *p) {
    p->revisions = ARENA_ARRAY(p->arena, p->n_sections, struct inspect_revision);
    size_t last = 0;
    for (size_t i = p->n_sections; i-- > 0;) {
        size_t end = revision_end(p, &p->sections[i]);
        if (end > last) {
            p->revisions[p->n_revisions++].end = end;
            last = end;
        }
    }
    if (p->n_revisions == 0) {  // linearized: nobody names the newest section
        p->revisions[p->n_revisions++].end = p->bytes.n;
    }
}
