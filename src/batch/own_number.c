#include "batch/own_number.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"

static const char *const tokens[] = {"nomor", "kode", "unit", "bulan", "bulan-romawi", "tahun"};
#define N_TOKENS (sizeof tokens / sizeof *tokens)

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : "";
}

static int token_find(const char *p, size_t n) {
    for (size_t i = 0; i < N_TOKENS; i++) {
        if (strlen(tokens[i]) == n && strncmp(p, tokens[i], n) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static void add_token(struct buf *b, const struct own_number *own, int token, int n) {
    static const char *const roman[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
    int width = atoi(given(own->series, "lebar"));
    switch (token) {
    case 0: buf_printf(b, "%0*d", width > 0 && width < 10 ? width : 1, n); break;
    case 1: buf_str(b, given(own->series, "kode")); break;
    case 2: buf_str(b, given(own->series, "unit")); break;
    case 3: buf_printf(b, "%02d", own->day.month); break;
    case 4: buf_str(b, roman[own->day.month]); break;
    default: buf_printf(b, "%04d", own->day.year);
    }
}

const char *own_number_write(void *context, struct arena *arena, int n) {
    const struct own_number *own = context;
    struct buf b = buf_new(arena);
    for (const char *p = given(own->series, "pola"); *p;) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        int token = end ? token_find(p + 1, (size_t)(end - p - 1)) : -1;
        if (token >= 0) {
            add_token(&b, own, token, n);
            p = end + 1;
        } else {
            buf_char(&b, *p++);
        }
    }
    return buf_text(&b);
}

// Each {token} is known, and {nomor} is among them.
static bool check_pattern(struct arena *arena, const xmlNode *series, struct findings *findings) {
    const char *pattern = given(series, "pola"), *bad = NULL, *near = NULL;
    bool has_number = false;
    for (const char *p = strchr(pattern, '{'); p && !bad; p = strchr(p + 1, '{')) {
        const char *end = strchr(p, '}');
        int token = end ? token_find(p + 1, (size_t)(end - p - 1)) : -1;
        has_number = has_number || token == 0;
        bad = token < 0 ? arena_strndup(arena, p, end ? (size_t)(end - p + 1) : strlen(p)) : NULL;
    }
    if (bad) {
        near = text_nearest(bad + 1, tokens, N_TOKENS);
    }
    if (!bad && has_number) {
        return true;
    }
    findings_add(findings, bad ? "number.pattern" : "number.pattern-number", xml_place(series), "seri",
                 given(series, "id"), "kata", bad, "terdekat", near ? near : "nomor, kode, unit, bulan-romawi, tahun",
                 NULL);
    return false;
}

static bool day_of(const struct world *w, struct arena *arena, const struct planned *d, struct date *day) {
    struct number_standing now = number_of(w, arena, d);
    const xmlNode *subject = d->node->parent;
    const char *list = given(d->node, "subjek");
    if (*list) {
        subject = objects_find(w->objects, NULL, arena_strndup(arena, list, strcspn(list, " ")));
    }
    const char *said[] = {now.date, given(d->node, "tanggal"), given(subject, "tanggal"), given(d->node, "tahun"),
                          given(subject, "tahun")};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (*said[i] && date_parse(said[i], day)) {
            return true;
        }
    }
    return false;
}

bool own_number_of(const struct world *w, struct arena *arena, const struct planned *document, struct own_number *out,
                   struct findings *findings) {
    *out = (struct own_number){.series = resolve_series(w->objects, document)};
    if (!out->series) {
        findings_add(findings, "number.no-series", xml_place(document->node), "naskah", document->id, NULL);
        return false;
    }
    if (!check_pattern(arena, out->series, findings)) {
        return false;
    }
    bool dated = day_of(w, arena, document, &out->day);
    if (dated && (out->day.month || !strstr(given(out->series, "pola"), "{bulan"))) {
        return true;
    }
    findings_add(findings, "number.undated", xml_place(document->node), "naskah", document->id, "pola",
                 given(out->series, "pola"), NULL);
    return false;
}

int own_number_first(const struct world *w, const struct own_number *own) {
    int first = atoi(given(own->series, "mulai"));
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, "penomoran", &n);
    for (size_t i = 0; i < n; i++) {
        bool same = strcmp(given(all[i], "seri"), given(own->series, "id")) == 0 &&
                    atoi(given(all[i], "tahun")) == own->day.year;
        int next = same ? atoi(given(all[i], "urut")) + 1 : 0;
        first = next > first ? next : first;
    }
    return first > 0 ? first : 1;
}
