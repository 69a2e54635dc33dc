// Numbers of all documents held against each other. Who gives a number keeps his own book, so that this only warns.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "batch/numbering.h"

#define WIDEST_GAP 20   // more numbers between two of ours are no gap of ours

struct numbered_document {
    const char *id, *number;
    const char *group;           // kind, year and where it matters the issuer; of gaps also the form of the number
    long running;                // -1: none was seen
    struct place place;
};

// Where the running number stands in "100.3.3.2/0132/2025": the first run of digits that is no part of a classification
// and no year. -1 when there is none.
static long running_number(const char *number, size_t *from, size_t *to) {
    for (const char *p = number; *p;) {
        if (!isdigit((unsigned char)*p)) {
            p++;
            continue;
        }
        size_t n = strspn(p, "0123456789");
        bool classified = (p > number && p[-1] == '.') || p[n] == '.';
        bool year = n == 4 && (strncmp(p, "19", 2) == 0 || strncmp(p, "20", 2) == 0) && p > number;
        if (!classified && !year && n < 9) {
            *from = (size_t)(p - number);
            *to = *from + n;
            return strtol(p, NULL, 10);
        }
        p += n;
    }
    return -1;
}

static const char *attribute(const xmlNode *node, const char *name) {
    const char *value = xml_attr(node, name);
    return value ? value : "";
}

static const struct number_note *line_for(const struct number_note *lines, size_t n, const char *document) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(lines[i].document, document) == 0) {
            return &lines[i];
        }
    }
    return NULL;
}

static bool look(const struct world *w, struct arena *arena, const struct planned *d, const struct number_note *line,
                 struct numbered_document *out) {
    struct number_standing now = number_of(w, arena, d);
    const char *number = line && line->number ? line->number : now.number;
    const char *date = line && line->date ? line->date : now.date;
    const char *issuer = d->derived ? "" : attribute(d->node, "penetap");
    const char *year = strlen(date) >= 4 ? arena_strndup(arena, date, 4) : attribute(d->node, "tahun");
    *out = (struct numbered_document){.id = d->id, .number = number, .running = -1, .place = now.place};
    // A number with a classification is of a book that several issuers share; a bare one of the issuer's own.
    out->group = arena_printf(arena, "%s|%s|%s", strchr(number, '/') ? "" : *issuer ? issuer : d->agency, d->kind,
                              year);
    return *number && !*now.series;
}

static int by_number(const void *a, const void *b) {
    const struct numbered_document *x = a, *y = b;
    int order = strcmp(x->group, y->group);
    order = order ? order : strcmp(x->number, y->number);
    return order ? order : strcmp(x->id, y->id);
}

static int by_running(const void *a, const void *b) {
    const struct numbered_document *x = a, *y = b;
    int order = strcmp(x->group, y->group);
    order = order ? order : (x->running > y->running) - (x->running < y->running);
    return order ? order : strcmp(x->id, y->id);
}

static void tell_twice(const struct numbered_document *all, size_t n, struct findings *findings) {
    for (size_t i = 1; i < n; i++) {
        if (strcmp(all[i].group, all[i - 1].group) == 0 && strcmp(all[i].number, all[i - 1].number) == 0) {
            struct finding *f = findings_add(findings, "number.twice", all[i].place, "nomor", all[i].number, "naskah",
                                             all[i].id, "lain", all[i - 1].id, NULL);
            f->document = arena_strdup(findings->arena, all[i].id);
        }
    }
}

static void add_form(struct arena *arena, struct numbered_document *d) {
    size_t from = 0, to = 0;
    d->running = running_number(d->number, &from, &to);
    if (d->running >= 0) {
        d->group = arena_printf(arena, "%s|%.*s#%s", d->group, (int)from, d->number, d->number + to);
    }
}

static void tell_gaps(struct arena *arena, struct numbered_document *all, size_t n, struct findings *findings) {
    for (size_t i = 0; i < n; i++) {
        add_form(arena, &all[i]);
    }
    qsort(all, n, sizeof *all, by_running);
    for (size_t i = 1; i < n; i++) {
        const struct numbered_document *a = &all[i - 1], *b = &all[i];
        long left_out = b->running - a->running - 1;
        if (a->running < 0 || strcmp(a->group, b->group) != 0 || left_out < 1 || left_out > WIDEST_GAP) {
            continue;
        }
        const char *which = left_out == 1 ? arena_printf(arena, "%ld", a->running + 1)
                                          : arena_printf(arena, "%ld–%ld", a->running + 1, b->running - 1);
        findings_add(findings, "number.gap", b->place, "dari", a->number, "sampai", b->number, "naskah", a->id, "lain",
                     b->id, "antara", which, NULL);
    }
}

void numbers_check(const struct world *w, struct arena *arena, const struct planned *plan, size_t n_plan,
                   const struct number_note *lines, size_t n_lines, bool gaps, struct findings *findings) {
    struct numbered_document *all = ARENA_ARRAY(arena, n_plan + 1, struct numbered_document);
    size_t n = 0;
    for (size_t i = 0; i < n_plan; i++) {
        n += look(w, arena, &plan[i], line_for(lines, n_lines, plan[i].id), &all[n]);
    }
    if (n == 0) {
        return;
    }
    qsort(all, n, sizeof *all, by_number);
    tell_twice(all, n, findings);
    if (gaps) {
        tell_gaps(arena, all, n, findings);
    }
}
