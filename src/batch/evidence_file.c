#include "batch/evidence_file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/image.h"
#include "batch/fault.h"
#include "pack/sheets.h"
#include "pack/shrink.h"

// ---- what is asked for ----

static bool number(const char **p, size_t *out) {
    size_t digits = strspn(*p, "0123456789");
    if (digits == 0 || digits > 6) {
        return false;
    }
    *out = strtoul(*p, NULL, 10);
    *p += digits;
    return *out > 0;
}

const size_t *evidence_pages(struct arena *arena, const char *text, size_t count, size_t *n) {
    size_t *list = NULL, cap = 0;
    *n = 0;
    for (const char *p = text;;) {
        size_t from, to;
        p += strspn(p, " ");
        if (!number(&p, &from) || from > count) {
            return NULL;
        }
        to = from;
        if (*p == '-') {
            p++;
            to = count;
            if (*p && *p != ',' && (!number(&p, &to) || to > count || to < from)) {
                return NULL;
            }
        }
        for (size_t i = from; i <= to; i++) {
            if (*n == cap) {
                size_t more = cap ? 2 * cap : 64;
                list = arena_grow(arena, list, cap * sizeof *list, more * sizeof *list);
                cap = more;
            }
            if (*n >= SHEETS_MAX) {
                return NULL;
            }
            list[(*n)++] = i - 1;
        }
        p += strspn(p, " ");
        if (!*p) {
            return list;
        }
        if (*p++ != ',') {
            return NULL;
        }
    }
}

size_t evidence_budget(const char *text) {
    size_t whole = strspn(text, "0123456789");
    const char *p = text + whole;
    double n = whole && whole < 10 ? (double)strtoul(text, NULL, 10) : 0, place = 0.1;
    if ((*p == ',' || *p == '.') && whole) {
        for (p++; *p >= '0' && *p <= '9'; p++, place /= 10) {
            n += (*p - '0') * place;
        }
    }
    p += strspn(p, " ");
    double unit = strcasecmp(p, "MB") == 0 || strcasecmp(p, "M") == 0   ? 1e6
                  : strcasecmp(p, "KB") == 0 || strcasecmp(p, "K") == 0 ? 1e3
                  : *p == '\0' || strcasecmp(p, "B") == 0               ? 1
                                                                        : 0;
    return n * unit < 4e9 ? (size_t)(n * unit) : 0;
}

// ---- reading and writing ----

static bool tell(struct findings *f, const char *rule, const char *path, const char *word, const char *more) {
    findings_add(f, rule, (struct place){.file = path}, "berkas", path, "isi", word, "batas", more, NULL);
    return false;
}

static bool write_new(struct arena *arena, const char *to, struct str bytes, struct findings *findings) {
    struct staging *s = staging_new(arena);
    if (file_exists(to) || file_is_folder(to)) {
        return tell(findings, "evidence.exists", to, "", "");
    }
    if (!staging_add(s, to, bytes.p, bytes.n) || !staging_commit(s)) {
        fault_write(findings, to, NULL);
        staging_abandon(s);
        return false;
    }
    return true;
}

// A PDF, or a picture as a page. What comes out of it is a file of its own, which nobody signed.
static struct sheets *open_sheets(struct arena *arena, const char *path, struct evidence *e,
                                  struct findings *findings) {
    const char *why = NULL;
    struct sheets *s = NULL;
    if (!evidence_open(arena, path, (struct place){.file = path}, e, findings)) {
        return NULL;
    }
    if (e->kind == EVIDENCE_PDF) {
        s = sheets_open(arena, e->bytes, &why);
    } else if (e->kind == EVIDENCE_JPG || e->kind == EVIDENCE_PNG) {
        const struct image *image = image_read(arena, e->bytes, &why);
        s = image ? sheets_of_image(arena, image, &why) : NULL;
    } else {
        tell(findings, "evidence.no-pages", path, evidence_kinds[e->kind], "");
        return NULL;
    }
    if (!s) {
        tell(findings, "evidence.broken", path, evidence_kinds[e->kind], "");
    } else if (e->is_signed) {
        tell(findings, "evidence.unsigned", path, "", "");
    }
    return s;
}

static bool write_stack(struct arena *arena, struct stack *stack, const char *from, const char *to,
                        struct evidence_made *made, struct findings *findings) {
    struct str bytes;
    if (!stack_write(stack, &bytes)) {
        return tell(findings, "evidence.broken", from, "pdf", "");
    }
    *made = (struct evidence_made){.path = to, .bytes = bytes.n, .pages = stack_count(stack)};
    return write_new(arena, to, bytes, findings);
}

// ---- the three ----

bool evidence_cut(struct arena *arena, const char *path, const char *pages, const char *to, struct evidence_made *made,
                  struct findings *findings) {
    struct evidence e;
    struct sheets *s = open_sheets(arena, path, &e, findings);
    size_t n = 0;
    const size_t *list = s ? evidence_pages(arena, pages, sheets_count(s), &n) : NULL;
    struct stack *stack = list ? stack_new(arena) : NULL;
    if (!list) {
        return s && tell(findings, "evidence.pages", path, pages, arena_printf(arena, "%zu", sheets_count(s)));
    }
    for (size_t i = 0; i < n; i++) {
        if (!stack_take(stack, s, list[i], true)) {
            return tell(findings, "evidence.broken", path, "pdf", "");
        }
    }
    return write_stack(arena, stack, path, to, made, findings);
}

bool evidence_join(struct arena *arena, const char *const *paths, size_t n, const char *to, struct evidence_made *made,
                   struct findings *findings) {
    struct stack *stack = stack_new(arena);
    for (size_t i = 0; i < n; i++) {
        struct evidence e;
        struct sheets *s = open_sheets(arena, paths[i], &e, findings);
        for (size_t k = 0; s && k < sheets_count(s); k++) {
            if (!stack_take(stack, s, k, true)) {
                tell(findings, "evidence.broken", paths[i], "pdf", "");
                s = NULL;
                break;
            }
        }
        if (!s) {
            return false;
        }
    }
    return write_stack(arena, stack, n ? paths[0] : "", to, made, findings);
}

bool evidence_shrink(struct arena *arena, const char *path, size_t budget, const char *to, struct evidence_made *made,
                     struct findings *findings) {
    struct evidence e;
    struct shrunk out;
    const char *why = NULL;
    if (!evidence_open(arena, path, (struct place){.file = path}, &e, findings)) {
        return false;
    }
    bool pdf = e.kind == EVIDENCE_PDF;
    if (!pdf && e.kind != EVIDENCE_JPG && e.kind != EVIDENCE_PNG) {
        return tell(findings, "evidence.no-pages", path, evidence_kinds[e.kind], "");
    }
    if (!(pdf ? shrink_pdf(arena, e.bytes, budget, &out, &why) : shrink_image(arena, e.bytes, budget, &out, &why))) {
        return tell(findings, "evidence.broken", path, evidence_kinds[e.kind], "");
    }
    if (!out.fits) {
        return tell(findings, "evidence.not-small", path, evidence_size(arena, out.bytes.n),
                    evidence_size(arena, budget));
    }
    if (e.is_signed && !out.same) {
        tell(findings, "evidence.unsigned", path, "", "");
    }
    *made = (struct evidence_made){.path = to, .bytes = out.bytes.n, .pages = e.pages, .pictures = out.pictures,
                                   .side = out.side, .quality = out.quality};
    return write_new(arena, to, out.bytes, findings);
}
