#include "base/wire.h"

#include <limits.h>
#include <string.h>

// ---- writing ----

void wire_put_number(struct buf *out, int64_t n) {
    buf_add(out, &n, sizeof n);
}

void wire_put_bytes(struct buf *out, const char *p, size_t n) {
    wire_put_number(out, (int64_t)n);
    buf_add(out, p, n);
}

void wire_put_text(struct buf *out, const char *s) {
    if (s) {
        wire_put_bytes(out, s, strlen(s));
    } else {
        wire_put_number(out, -1);
    }
}

static void put_finding(struct buf *out, const struct finding *f) {
    const char *const texts[] = {f->rule,   f->place.file, f->place.section, f->document, f->text,
                                 f->remedy, f->basis,      f->certainty,     f->waived};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        wire_put_text(out, texts[i]);
    }
    wire_put_number(out, f->severity);
    wire_put_number(out, f->place.line);
    wire_put_number(out, f->place.column);
    wire_put_number(out, f->n_args);
    for (int i = 0; i < f->n_args; i++) {
        wire_put_text(out, f->args[i].name);
        wire_put_text(out, f->args[i].value);
    }
}

void wire_put_findings(struct buf *out, const struct findings *f) {
    wire_put_number(out, (int64_t)f->n);
    for (size_t i = 0; i < f->n; i++) {
        put_finding(out, &f->items[i]);
    }
}

// ---- reading ----

struct wire wire_open(struct arena *arena, struct str bytes) {
    const char *p = bytes.p ? bytes.p : "";
    return (struct wire){.p = p, .end = p + bytes.n, .arena = arena};
}

static int64_t bad(struct wire *w) {
    w->bad = true;
    w->p = w->end;
    return 0;
}

int64_t wire_number(struct wire *w) {
    int64_t n = 0;
    if ((size_t)(w->end - w->p) < sizeof n) {
        return bad(w);
    }
    memcpy(&n, w->p, sizeof n);
    w->p += sizeof n;
    return n;
}

int64_t wire_number_in(struct wire *w, int64_t least, int64_t most) {
    int64_t n = wire_number(w);
    return !w->bad && n >= least && n <= most ? n : bad(w);
}

bool wire_flag(struct wire *w) {
    return wire_number_in(w, 0, 1);
}

struct str wire_bytes(struct wire *w) {
    int64_t n = wire_number(w);
    if (n < 0 || n > w->end - w->p) {
        if (n != -1) {
            bad(w);
        }
        return (struct str){0};
    }
    w->p += n;
    return (struct str){w->p - n, (size_t)n};
}

const char *wire_text(struct wire *w) {
    struct str s = wire_bytes(w);
    return s.p && !w->bad ? arena_strndup(w->arena, s.p, s.n) : NULL;
}

size_t wire_count(struct wire *w) {
    return (size_t)wire_number_in(w, 0, (w->end - w->p) / (int64_t)sizeof(int64_t));
}

static void get_finding(struct wire *w, struct findings *into) {
    const char *texts[9];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        texts[i] = wire_text(w);
    }
    enum severity severity = (enum severity)wire_number_in(w, SEVERITY_NOTE, SEVERITY_FATAL);
    struct place place = {.file = texts[1], .section = texts[2]};
    place.line = (int)wire_number_in(w, 0, INT_MAX);
    place.column = (int)wire_number_in(w, 0, INT_MAX);
    size_t n_args = wire_count(w);
    struct argument *args = ARENA_ARRAY(w->arena, n_args + 1, struct argument);
    for (size_t i = 0; i < n_args; i++) {
        args[i].name = wire_text(w);
        args[i].value = wire_text(w);
        w->bad = w->bad || !args[i].name || !args[i].value;
    }
    if (w->bad || !texts[0]) {
        bad(w);
        return;
    }
    struct finding *f = findings_add_as(into, severity, texts[0], place, NULL);
    f->document = texts[3];
    f->text = texts[4];
    f->remedy = texts[5];
    f->basis = texts[6];
    f->certainty = texts[7];
    f->waived = texts[8];
    f->n_args = (int)n_args;
    f->args = args;
}

void wire_findings(struct wire *w, struct findings *into) {
    size_t n = wire_count(w);
    for (size_t i = 0; i < n && !w->bad; i++) {
        get_finding(w, into);
    }
}

bool wire_ended(const struct wire *w) {
    return !w->bad && w->p == w->end;
}
