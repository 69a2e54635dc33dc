// The file as such: its head and end, objects, streams, names, numbers.
#include "inspect/check.h"

// --- The file

// What follows a line end (CR, LF or both); NULL when none stands there.
static const char *after_line(const char *s, const char *end) {
    if (s >= end || (*s != '\r' && *s != '\n')) {
        return NULL;
    }
    return s + (s[0] == '\r' && s + 1 < end && s[1] == '\n' ? 2 : 1);
}

static bool head(const struct subject *s) {
    const char *b = s->p->bytes.p, *end = b + s->p->bytes.n;
    return s->p->bytes.n > 9 && memcmp(b, "%PDF-1.", 7) == 0 && b[7] >= '0' && b[7] <= '7' && after_line(b + 8, end);
}

static bool binary_mark(const struct subject *s) {
    const char *end = s->p->bytes.p + s->p->bytes.n, *c = memchr(s->p->bytes.p, '%', s->p->bytes.n);
    c += c ? strcspn(c, "\r\n") : 0;
    c = c ? after_line(c, end) : NULL;
    if (!c || end - c < 5 || *c != '%') {
        return false;
    }
    for (int i = 1; i <= 4; i++) {
        if ((unsigned char)c[i] <= 127) {
            return false;
        }
    }
    return true;
}

static bool identifier(const struct subject *s) {
    const struct value *id = entry_get(s->p, &s->p->trailer, "ID");
    for (size_t i = 0; i < 2; i++) {
        const struct value *v = array_get(s->p, id, i);
        if (v->kind != KIND_STRING || v->text.n == 0) {
            return false;
        }
    }
    return true;
}

static bool not_encrypted(const struct subject *s) {
    return !s->p->encrypted;
}

static bool nothing_after_end(const struct subject *s) {
    const char *b = s->p->bytes.p, *end = b + s->p->bytes.n;
    if (end > b && end[-1] == '\n') {
        end--;
    }
    if (end > b && end[-1] == '\r') {
        end--;
    }
    return end - b >= 5 && memcmp(end - 5, "%%EOF", 5) == 0;
}

static bool tables_tight(const struct subject *s) {
    for (size_t i = 0; i < s->p->n_sections; i++) {
        if (!s->p->sections[i].tight) {
            return false;
        }
    }
    return true;
}

static const struct check file_checks[] = {
    {"head", "A 6.1.2-1", head},
    {"binary-mark", "A 6.1.2-2", binary_mark},
    {"identifier", "A 6.1.3-1", identifier},
    {"encrypted", "A 6.1.3-2 U 7.16-1", not_encrypted},
    {"after-end", "A 6.1.3-3", nothing_after_end},
    {"table-spacing", "A 6.1.4-2", tables_tight},
};
CHECKS(checks_file, file_checks);

// --- Objects: what the lexer saw in them is told once, at the first

#define NO_FAULT(name, which)                              \
    static bool name(const struct subject *s) {            \
        return s->p->faults[which].n == 0;                 \
    }
NO_FAULT(hex_even, FAULT_HEX_ODD)
NO_FAULT(hex_digits, FAULT_HEX_DIGIT)
NO_FAULT(integers, FAULT_INTEGER)
NO_FAULT(reals_not_large, FAULT_REAL_LARGE)
NO_FAULT(reals_not_small, FAULT_REAL_SMALL)
NO_FAULT(strings_short, FAULT_STRING_LONG)
NO_FAULT(names_short, FAULT_NAME_LONG)

static const struct check object_checks[] = {
    {"hex-even", "A 6.1.6-1", hex_even},
    {"hex-digits", "A 6.1.6-2", hex_digits},
    {"integer", "A 6.1.13-1", integers},
    {"real-large", "A 6.1.13-2", reals_not_large},
    {"string-long", "A 6.1.13-3", strings_short},
    {"name-long", "A 6.1.13-4", names_short},
    {"real-small", "A 6.1.13-5", reals_not_small},
};
CHECKS(checks_object, object_checks);

// --- Streams, and objects that stand in the file

static bool spaced(const struct subject *s) {
    return s->p->entries[s->object].spaced;
}

static bool length(const struct subject *s) {
    return s->v->kind != KIND_STREAM || s->v->stream->length_ok;
}

static bool stream_keywords(const struct subject *s) {
    return s->v->kind != KIND_STREAM || (s->v->stream->keyword_ok && s->v->stream->end_ok);
}

static bool not_external(const struct subject *s) {
    return s->v->kind != KIND_STREAM || !(has(s, "F") || has(s, "FFilter") || has(s, "FDecodeParms"));
}

static bool filter_allowed(const struct subject *s) {
    static const char *const allowed[] = {"FlateDecode", "DCTDecode", "ASCIIHexDecode", "ASCII85Decode",
                                          "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode", "JPXDecode"};
    struct str name;
    const struct value *parameters;
    for (size_t i = 0; s->v->kind == KIND_STREAM && stream_filter(s->p, s->v, i, &name, &parameters); i++) {
        bool known = str_is(name, "Crypt") && is_name(entry_get(s->p, parameters, "Name"), "Identity");
        for (size_t k = 0; k < 8 && !known; k++) {
            known = str_is(name, allowed[k]);
        }
        if (!known) {
            return false;
        }
    }
    return true;
}

// What says that it is inflated can be.
static bool readable(const struct subject *s) {
    struct str data;
    bool known = s->v->kind != KIND_STREAM || !filter_allowed(s);
    return known || stream_data(s->p, s->v->stream, &data);
}

static const struct check stream_checks[] = {
    {"spacing", "A 6.1.9-1", spaced},
    {"stream-length", "A 6.1.7.1-1", length},
    {"stream-keywords", "A 6.1.7.1-2", stream_keywords},
    {"stream-external", "A 6.1.7.1-3", not_external},
    {"filter", "A 6.1.7.2-1", filter_allowed},
    {"stream-damaged", "A 6.1.7.2-0", readable},
};
CHECKS(checks_stream, stream_checks);

void examine_file(struct examination *x) {
    struct inspection *p = x->p;
    struct subject s = subject_of(x, p->catalogue, 0);
    judge(&checks_file, &s);
    for (size_t i = 0; i < p->n_entries && !p->encrypted; i++) {
        if (p->entries[i].kind == ENTRY_PLAIN) {
            s = subject_of(x, object_get(p, (int64_t)i), (int)i);
            if (p->entries[i].state == OBJECT_READ) {
                judge(&checks_stream, &s);
            }
        } else if (p->entries[i].kind == ENTRY_PACKED) {
            object_get(p, (int64_t)i);
        }
    }
}

void examine_lexing(struct examination *x) {
    struct subject s = subject_of(x, x->p->catalogue, 0);
    for (int f = 0; f < FAULT_COUNT; f++) {
        s.object = x->p->faults[f].n ? x->p->faults[f].object : s.object;
    }
    judge(&checks_object, &s);
}
