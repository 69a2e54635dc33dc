#include "base/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"

struct findings *findings_new(struct arena *arena, const struct catalogue *catalogue) {
    struct findings *f = ARENA_NEW(arena, struct findings);
    f->arena = arena;
    f->catalogue = catalogue;
    return f;
}

static struct finding *next(struct findings *f) {
    if (f->n == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 16;
        f->items = arena_grow(f->arena, f->items, f->cap * sizeof *f->items, cap * sizeof *f->items);
        f->cap = cap;
    }
    return &f->items[f->n++];
}

static struct place copy_place(struct arena *arena, struct place p) {
    p.file = arena_strdup(arena, p.file);
    p.section = arena_strdup(arena, p.section);
    return p;
}

static void copy_arguments(struct findings *f, struct finding *to, va_list args) {
    va_list counting;
    va_copy(counting, args);
    while (va_arg(counting, const char *)) {
        va_arg(counting, const char *);
        to->n_args++;
    }
    va_end(counting);
    if (to->n_args)
        to->args = ARENA_ARRAY(f->arena, (size_t)to->n_args, struct argument);
    for (int i = 0; i < to->n_args; i++) {
        to->args[i].name = arena_strdup(f->arena, va_arg(args, const char *));
        const char *value = va_arg(args, const char *);
        to->args[i].value = arena_strdup(f->arena, value ? value : "");
    }
}

static struct finding *add(struct findings *f, enum severity severity, const char *rule, struct place place,
                           va_list args) {
    struct finding made = {.rule = arena_strdup(f->arena, rule),
                           .severity = severity,
                           .place = copy_place(f->arena, place),
                           .document = arena_strdup(f->arena, f->document)};
    copy_arguments(f, &made, args);
    struct finding *to = next(f);
    *to = made;
    return to;
}

struct finding *findings_add(struct findings *f, const char *rule, struct place place, ...) {
    va_list args;
    va_start(args, place);
    enum severity severity = f->catalogue ? catalogue_severity(f->catalogue, rule) : SEVERITY_ERROR;
    struct finding *to = add(f, severity, rule, place, args);
    va_end(args);
    return to;
}

struct finding *findings_add_as(struct findings *f, enum severity severity, const char *rule, struct place place, ...) {
    va_list args;
    va_start(args, place);
    struct finding *to = add(f, severity, rule, place, args);
    va_end(args);
    return to;
}

static struct finding copy(struct arena *arena, const struct finding *from) {
    struct finding to = *from;
    to.rule = arena_strdup(arena, from->rule);
    to.place = copy_place(arena, from->place);
    to.document = arena_strdup(arena, from->document);
    to.text = arena_strdup(arena, from->text);
    to.remedy = arena_strdup(arena, from->remedy);
    to.basis = arena_strdup(arena, from->basis);
    to.certainty = arena_strdup(arena, from->certainty);
    to.waived = arena_strdup(arena, from->waived);
    to.args = from->n_args ? ARENA_ARRAY(arena, (size_t)from->n_args, struct argument) : NULL;
    for (int i = 0; i < from->n_args; i++) {
        to.args[i].name = arena_strdup(arena, from->args[i].name);
        to.args[i].value = arena_strdup(arena, from->args[i].value);
    }
    return to;
}

void findings_append(struct findings *to, const struct findings *from) {
    size_t n = from->n;  // read first: `to` and `from` may be the same list
    for (size_t i = 0; i < n; i++) {
        struct finding made = copy(to->arena, &from->items[i]);
        *next(to) = made;
    }
}

size_t findings_count(const struct findings *f, enum severity at_least) {
    size_t count = 0;
    for (size_t i = 0; i < f->n; i++)
        count += f->items[i].severity >= at_least;
    return count;
}

bool findings_has(const struct findings *f, const char *rule)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->items[i].rule, rule) == 0)
            return true;
    return false;
}

bool findings_stop(const struct findings *f) {
    return findings_count(f, SEVERITY_ERROR) > 0;
}

static int compare_text(const char *a, const char *b) {
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare_arguments(const struct finding *a, const struct finding *b) {
    int order = 0;
    for (int i = 0; !order && i < a->n_args && i < b->n_args; i++) {
        order = compare_text(a->args[i].name, b->args[i].name);
        if (!order)
            order = compare_text(a->args[i].value, b->args[i].value);
    }
    return order ? order : a->n_args - b->n_args;
}

const char *finding_argument(const struct finding *f, const char *name) {
    for (int i = 0; i < f->n_args; i++) {
        if (strcmp(f->args[i].name, name) == 0) {
            return f->args[i].value;
        }
    }
    return "";
}

bool findings_same_arguments(const struct finding *a, const struct finding *b) {
    return compare_arguments(a, b) == 0;
}

static bool alike(const struct finding *a, const struct finding *b) {
    return strcmp(a->rule, b->rule) == 0 && a->severity == b->severity && !compare_text(a->document, b->document) &&
           findings_same_arguments(a, b);
}

static void count_folded(struct findings *f, struct finding *first, const char *rule_many, size_t n) {
    struct argument *args = ARENA_ARRAY(f->arena, (size_t)first->n_args + 1, struct argument);
    for (int i = 0; i < first->n_args; i++) {
        args[i] = first->args[i];
    }
    args[first->n_args++] = (struct argument){"jumlah", arena_printf(f->arena, "%zu", n)};
    first->args = args;
    first->rule = arena_strdup(f->arena, rule_many);
}

void findings_fold(struct findings *f, const char *rule, const char *rule_many) {
    for (size_t i = 0; i < f->n; i++) {
        struct finding *first = &f->items[i];
        size_t kept = i + 1;
        for (size_t k = i + 1; k < f->n && strcmp(first->rule, rule) == 0; k++) {
            if (!alike(first, &f->items[k])) {
                f->items[kept++] = f->items[k];
            }
        }
        if (strcmp(first->rule, rule) != 0 || kept == f->n) {
            continue;
        }
        count_folded(f, first, rule_many, f->n - kept + 1);
        f->n = kept;
    }
}

// A total order over everything that is printed: findings that compare equal cannot be told apart.
static int compare(const void *pa, const void *pb) {
    const struct finding *a = pa, *b = pb;
    int order = compare_text(a->place.file, b->place.file);
    if (!order)
        order = (a->place.line > b->place.line) - (a->place.line < b->place.line);
    if (!order)
        order = (a->place.column > b->place.column) - (a->place.column < b->place.column);
    if (!order)
        order = compare_text(a->rule, b->rule);
    if (!order)
        order = compare_arguments(a, b);
    if (!order)
        order = compare_text(a->document, b->document);
    if (!order)
        order = compare_text(a->place.section, b->place.section);
    if (!order)
        order = compare_text(a->text, b->text);
    return order ? order : (int)b->severity - (int)a->severity;
}

void findings_sort(struct findings *f) {
    if (f->n > 1)
        qsort(f->items, f->n, sizeof *f->items, compare);
}
