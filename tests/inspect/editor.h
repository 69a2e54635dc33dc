// A PDF taken apart into texts, changed, and put together again without compression: for files that are broken on
// purpose. It reads by src/inspect and writes by itself.
#ifndef NASKAH_TESTS_INSPECT_EDITOR_H
#define NASKAH_TESTS_INSPECT_EDITOR_H

#include "inspect/reader.h"
#include "support.h"

struct edited {            // one object: its value as text; the bytes of its stream
    char *text;
    char *data;            // NULL: no stream
    size_t n;
};

struct editor {
    struct arena *arena;
    struct edited objects[6000];
    size_t n;              // the highest number and 1
    char *trailer;         // entries without brackets
};

static inline void editor_print(struct buf *b, const struct value *v, bool packed);

static inline void editor_name(struct buf *b, struct str s) {
    buf_char(b, '/');
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] > ' ' && s.p[i] < 127 && !strchr("()<>[]{}/%#", s.p[i]))
            buf_char(b, s.p[i]);
        else
            buf_printf(b, "#%02x", (unsigned char)s.p[i]);
}

static inline void editor_string(struct buf *b, struct str s) {
    bool plain = true;
    for (size_t i = 0; i < s.n; i++)
        plain = plain && s.p[i] >= ' ' && s.p[i] < 127 && !strchr("()\\", s.p[i]);
    buf_str(b, plain ? "(" : "<");
    for (size_t i = 0; i < s.n; i++)
        buf_printf(b, plain ? "%c" : "%02x", (unsigned char)s.p[i]);
    buf_str(b, plain ? ")" : ">");
}

// Entries of a dictionary; those that belong to the packing of a stream are left out.
static inline void editor_entries(struct buf *b, const struct value *v, bool packed) {
    static const char *const packing[] = {"Filter", "DecodeParms", "Length"};
    for (size_t i = 0; i < v->dictionary.n; i++) {
        const struct pair *p = &v->dictionary.pairs[i];
        bool left = false;
        for (int k = 0; k < 3 && packed; k++)
            left = left || str_is(p->key, packing[k]);
        if (left)
            continue;
        editor_name(b, p->key);
        buf_char(b, ' ');
        editor_print(b, &p->value, false);
        buf_char(b, ' ');
    }
}

static inline void editor_print(struct buf *b, const struct value *v, bool packed) {
    switch (v->kind) {
    case KIND_NULL: buf_str(b, "null"); break;
    case KIND_BOOLEAN: buf_str(b, v->truth ? "true" : "false"); break;
    case KIND_INTEGER: buf_printf(b, "%ld", (long)v->integer); break;
    case KIND_REAL: buf_printf(b, "%.6f", v->real); break;
    case KIND_NAME: editor_name(b, v->text); break;
    case KIND_STRING: editor_string(b, v->text); break;
    case KIND_REFERENCE: buf_printf(b, "%d 0 R", v->reference.number); break;
    case KIND_ARRAY:
        buf_char(b, '[');
        for (size_t i = 0; i < v->array.n; i++) {
            buf_str(b, i ? " " : "");
            editor_print(b, &v->array.items[i], false);
        }
        buf_char(b, ']');
        break;
    case KIND_STREAM: v = &v->stream->dictionary;  // fall through
    case KIND_DICTIONARY:
        buf_str(b, "<<");
        editor_entries(b, v, packed);
        buf_str(b, ">>");
        break;
    default: fail_msg("no value");
    }
}

static inline void editor_take(struct editor *e, struct inspection *p, int number) {
    const struct value *v = object_get(p, number);
    struct buf b = buf_new(e->arena);
    if (v->kind == KIND_NULL || (v->kind == KIND_STREAM && (is_name(entry_get(p, v, "Type"), "ObjStm") ||
                                                          is_name(entry_get(p, v, "Type"), "XRef"))))
        return;
    struct edited *o = &e->objects[number];
    if (v->kind == KIND_STREAM) {
        struct str data;
        assert_true(stream_data(p, v->stream, &data));
        bool packed = !v->stream->picture;
        struct str kept = packed ? data : v->stream->raw;
        o->data = memcpy(arena_alloc(e->arena, kept.n + 1), kept.p, kept.n);
        o->n = kept.n;
        editor_print(&b, v, true);
        assert_true(packed);  // no pictures of JPEG in what is edited
    } else {
        editor_print(&b, v, false);
    }
    o->text = b.p;
    e->n = (size_t)number >= e->n ? (size_t)number + 1 : e->n;
}

static inline struct editor *editor_open(struct arena *arena, struct str bytes) {
    struct editor *e = ARENA_NEW(arena, struct editor);
    struct findings *f = findings_new(arena, NULL);
    struct inspection *p = inspection_new(arena, "uji", bytes, NULL, f);
    assert_non_null(p);
    e->arena = arena;
    for (size_t i = 1; i < p->n_entries && i < 5000; i++)
        editor_take(e, p, (int)i);
    struct buf b = buf_new(arena);
    static const char *const keys[] = {"Root", "Info", "ID"};
    for (int i = 0; i < 3; i++) {
        const struct value *v = entry_raw(&p->trailer, keys[i]);
        if (v) {
            buf_printf(&b, "/%s ", keys[i]);
            editor_print(&b, v, false);
            buf_char(&b, ' ');
        }
    }
    e->trailer = b.p;
    return e;
}

static inline int editor_add(struct editor *e, const char *text, const char *data) {
    struct edited *o = &e->objects[e->n];
    o->text = arena_strdup(e->arena, text);
    o->data = data ? arena_strdup(e->arena, data) : NULL;
    o->n = data ? strlen(data) : 0;
    return (int)e->n++;
}

static inline char *editor_replaced(struct arena *arena, const char *text, size_t n, const char *from, const char *to,
                                    size_t *made) {
    const char *at = memmem(text, n, from, strlen(from));
    if (!at)
        return NULL;
    struct buf b = buf_new(arena);
    buf_add(&b, text, (size_t)(at - text));
    buf_str(&b, to);
    buf_add(&b, at + strlen(from), n - (size_t)(at - text) - strlen(from));
    *made = b.n;
    return (char *)buf_text(&b);
}

// The first object whose text (or data) holds `where`; 0 when none does.
static inline int editor_find(const struct editor *e, const char *where, bool data) {
    for (size_t i = 1; i < e->n; i++) {
        const struct edited *o = &e->objects[i];
        const char *s = data ? o->data : o->text;
        size_t n = data ? o->n : s ? strlen(s) : 0;
        if (s && memmem(s, n, where, strlen(where)))
            return (int)i;
    }
    return 0;
}

// In the first object that holds `where`, the first `from` becomes `to`. False when it is not there.
static inline bool editor_edit(struct editor *e, bool data, const char *where, const char *from, const char *to) {
    int i = editor_find(e, where, data);
    size_t n = 0;
    if (!i)
        return false;
    struct edited *o = &e->objects[i];
    char *made = data ? editor_replaced(e->arena, o->data, o->n, from, to, &n)
                      : editor_replaced(e->arena, o->text, strlen(o->text), from, to, &n);
    if (!made)
        return false;
    if (data) {
        o->data = made;
        o->n = n;
    } else {
        o->text = made;
    }
    return true;
}

static inline struct editor *editor_copy(struct arena *arena, const struct editor *e) {
    struct editor *copy = ARENA_NEW(arena, struct editor);
    *copy = *e;
    copy->arena = arena;
    return copy;
}

static inline void editor_object(struct buf *b, const struct edited *o, size_t number) {
    if (!o->data) {
        buf_printf(b, "%zu 0 obj\n%s\nendobj\n", number, o->text);
        return;
    }
    buf_printf(b, "%zu 0 obj\n%.*s/Length %zu>>\nstream\n", number, (int)strlen(o->text) - 2, o->text, o->n);
    buf_add(b, o->data, o->n);
    buf_str(b, "\nendstream\nendobj\n");
}

static inline struct str editor_close(struct editor *e) {
    struct buf b = buf_new(e->arena);
    size_t *at = ARENA_ARRAY(e->arena, e->n, size_t);
    buf_str(&b, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    for (size_t i = 1; i < e->n; i++) {
        at[i] = b.n;
        if (e->objects[i].text)
            editor_object(&b, &e->objects[i], i);
    }
    size_t table = b.n;
    buf_printf(&b, "xref\n0 %zu\n0000000000 65535 f \n", e->n);
    for (size_t i = 1; i < e->n; i++)
        buf_printf(&b, e->objects[i].text ? "%010zu 00000 n \n" : "%010zu 65535 f \n", e->objects[i].text ? at[i] : 0);
    buf_printf(&b, "trailer\n<<%s/Size %zu>>\nstartxref\n%zu\n%%%%EOF\n", e->trailer, e->n, table);
    return (struct str){b.p, b.n};
}

#endif
