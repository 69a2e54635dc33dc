#include "inspect/inspect.h"

#include "inspect/reader.h"

static struct inspection *refuse(struct inspection *p, struct findings *findings, const char *rule, const char *why) {
    findings_add(findings, rule, (struct place){.file = p->name}, "sebab",
                 why ? arena_printf(p->arena, "@%s", why) : NULL, NULL);
    return NULL;
}

static struct inspect_limits limits_of(const struct inspect_limits *given) {
    struct inspect_limits l = {.bytes = 128 << 20, .objects = 500000};
    if (given && given->bytes) {
        l.bytes = given->bytes;
    }
    if (given && given->objects) {
        l.objects = given->objects;
    }
    return l;
}

struct inspection *inspection_new(struct arena *arena, const char *name, struct str bytes,
                                  const struct inspect_limits *limits, struct findings *findings) {
    struct inspection *p = ARENA_NEW(arena, struct inspection);
    *p = (struct inspection){.arena = arena, .name = name, .bytes = bytes, .limits = limits_of(limits)};
    size_t head = bytes.n < 1024 ? bytes.n : 1024;
    const char *why;
    if (!memmem(bytes.p, head, "%PDF-", 5)) {
        return refuse(p, findings, "pdf.not-pdf", NULL);
    }
    if (!xref_read(p, &why)) {
        return refuse(p, findings, "pdf.broken", why);
    }
    p->encrypted = entry_raw(&p->trailer, "Encrypt") != NULL;
    if (!pages_read(p, &why)) {
        return refuse(p, findings, p->encrypted ? "pdf.encrypted" : "pdf.broken", why);
    }
    xref_revisions(p);
    return p;
}

size_t inspection_pages(const struct inspection *p) {
    return p->n_pages;
}

const char *inspection_version(const struct inspection *p) {
    const char *head = memmem(p->bytes.p, p->bytes.n, "%PDF-", 5);
    size_t n = head ? strcspn(head + 5, "\r\n \t%") : 0;
    const char *version = head ? arena_strndup(p->arena, head + 5, n < 8 ? n : 8) : "";
    const char *later = name_text((struct inspection *)p, entry_get((struct inspection *)p, p->catalogue, "Version"));
    return strcmp(later, version) > 0 ? later : version;
}

static const char *hexadecimal(struct inspection *p, const struct value *v) {
    struct buf b = buf_new(p->arena);
    for (size_t i = 0; v->kind == KIND_STRING && i < v->text.n; i++) {
        buf_printf(&b, "%02x", (unsigned char)v->text.p[i]);
    }
    return buf_text(&b);
}

struct inspect_id inspection_id(const struct inspection *of) {
    struct inspection *p = (struct inspection *)of;
    const struct value *id = entry_get(p, &p->trailer, "ID");
    return (struct inspect_id){hexadecimal(p, array_get(p, id, 0)), hexadecimal(p, array_get(p, id, 1))};
}

const struct inspect_revision *inspection_revisions(struct inspection *p, size_t *n) {
    *n = p->n_revisions;
    return p->revisions;
}

bool inspection_begins_with(struct inspection *p, struct str earlier) {
    if (earlier.n > p->bytes.n || memcmp(earlier.p, p->bytes.p, earlier.n) != 0) {
        return false;
    }
    for (size_t i = 0; i < p->n_revisions; i++) {
        size_t end = p->revisions[i].end;
        if (end == earlier.n || (end > earlier.n && end - earlier.n <= 2 && p->bytes.p[end - 1] == '\n')) {
            return true;
        }
    }
    return false;
}
