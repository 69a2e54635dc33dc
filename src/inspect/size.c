#include "inspect/size.h"

#include <stdio.h>
#include <stdlib.h>

#include "inspect/reader.h"

#define NAMED 3  // parts that a finding names

static bool refers(const struct value *v, int number) {
    return v && v->kind == KIND_REFERENCE && v->reference.number == number;
}

// The page whose resources name the picture; 0 when none does by itself.
static int page_of(struct inspection *p, int number) {
    for (size_t i = 0; i < p->n_pages; i++) {
        if (!p->pages[i].resources) {
            continue;
        }
        const struct value *objects = entry_get(p, p->pages[i].resources, "XObject");
        for (size_t k = 0; objects->kind == KIND_DICTIONARY && k < objects->dictionary.n; k++) {
            if (refers(&objects->dictionary.pairs[k].value, number)) {
                return (int)i + 1;
            }
        }
    }
    return 0;
}

static int page_of_content(struct inspection *p, int number) {
    for (size_t i = 0; i < p->n_pages; i++) {
        if (refers(entry_raw(p->pages[i].dictionary, "Contents"), number)) {
            return (int)i + 1;
        }
    }
    return 0;
}

static const char *face_of(struct inspection *p, int number) {
    static const char *const keys[] = {"FontFile", "FontFile2", "FontFile3"};
    for (size_t i = 0; i < p->n_entries; i++) {
        const struct value *v = object_get(p, (int64_t)i);
        for (size_t k = 0; v->kind == KIND_DICTIONARY && k < sizeof keys / sizeof *keys; k++) {
            if (refers(entry_raw(v, keys[k]), number)) {
                return name_text(p, entry_get(p, v, "FontName"));
            }
        }
    }
    return NULL;
}

static const char *attachment_of(struct inspection *p, int number) {
    for (size_t i = 0; i < p->n_entries; i++) {
        const struct value *v = object_get(p, (int64_t)i);
        const struct value *files = v->kind == KIND_DICTIONARY ? entry_get(p, v, "EF") : NULL;
        if (files && files->kind == KIND_DICTIONARY && refers(entry_raw(files, "F"), number)) {
            return text_of(p, entry_get(p, v, "UF"));
        }
    }
    return "";
}

static struct inspect_part part_of(struct inspection *p, const struct stream *s, int number) {
    const struct value *d = &s->dictionary;
    struct inspect_part part = {.what = "lain", .which = "", .bytes = s->raw.n};
    const char *face = NULL;
    int page = 0;
    if (is_name(entry_get(p, d, "Subtype"), "Image")) {
        part.what = "gambar";
        part.which = arena_printf(p->arena, "%lld×%lld", (long long)entry_integer(p, d, "Width", 0),
                                  (long long)entry_integer(p, d, "Height", 0));
        part.page = page_of(p, number);
    } else if (is_name(entry_get(p, d, "Type"), "EmbeddedFile")) {
        part.what = "lampiran";
        part.which = attachment_of(p, number);
    } else if ((page = page_of_content(p, number)) > 0) {
        part.what = "halaman";
        part.which = arena_printf(p->arena, "%d", page);
    } else if ((face = face_of(p, number)) != NULL) {
        part.what = "huruf";
        part.which = face;
    }
    return part;
}

static int by_size(const void *a, const void *b) {
    const struct inspect_part *x = a, *y = b;
    return x->bytes != y->bytes ? (x->bytes < y->bytes) - (x->bytes > y->bytes) : strcmp(x->which, y->which);
}

const struct inspect_part *inspection_parts(struct inspection *p, size_t *n) {
    struct inspect_part *parts = ARENA_ARRAY(p->arena, p->n_entries + 1, struct inspect_part);
    *n = 0;
    for (size_t i = 0; i < p->n_entries; i++) {
        const struct value *v = object_get(p, (int64_t)i);
        if (v->kind == KIND_STREAM) {
            parts[(*n)++] = part_of(p, v->stream, (int)i);
        }
    }
    qsort(parts, *n, sizeof *parts, by_size);
    return parts;
}

static const char *kilobytes(struct arena *arena, size_t bytes) {
    return arena_printf(arena, "%zu KB", (bytes + 999) / 1000);
}

bool inspection_fits(struct arena *arena, const char *name, struct str pdf, size_t budget, const char *rule,
                     struct place place, struct findings *findings) {
    if (pdf.n <= budget) {
        return true;
    }
    struct inspection *p = inspection_new(arena, name, pdf, NULL, findings);
    const struct inspect_part *parts = NULL;
    size_t n = 0;
    if (p) {
        parts = inspection_parts(p, &n);
    }
    struct buf named = buf_new(arena);
    for (size_t i = 0; i < n && i < NAMED; i++) {
        buf_printf(&named, "%s%s%s%s", i ? ", " : "", parts[i].what, *parts[i].which ? " " : "", parts[i].which);
        if (parts[i].page) {
            buf_printf(&named, " (hal. %d)", parts[i].page);
        }
        buf_printf(&named, ": %s", kilobytes(arena, parts[i].bytes));
    }
    findings_add(findings, rule, place, "berkas", name, "besar", kilobytes(arena, pdf.n), "batas",
                 kilobytes(arena, budget), "terbesar", buf_text(&named), NULL);
    return false;
}
