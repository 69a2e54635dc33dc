#include "base/finding.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"

struct findings *findings_new(struct arena *arena, const struct catalogue *catalogue) {
    struct findings *f = ARENA_NEW(arena, struct findings);
    f->arena = arena;
    f->catalogue = catalogue;
    return f;
}

// ---- lists that share their texts ----

struct words {
    const char **slots;        // open addressing; their number is a power of two
    size_t n, n_slots;
    struct finding *items;     // those of the list
};

static void discard(void *handle) {
    struct words *w = handle;
    free(w->slots);
    free(w->items);
}

static void *enough(void *p) {
    if (!p) {
        fputs("naskah: out of memory\n", stderr);
        exit(3);
    }
    return p;
}

void findings_share(struct findings *f) {
    assert(f->n == 0 && !f->words);
    f->words = ARENA_NEW(f->arena, struct words);
    f->items = NULL;
    f->cap = 0;
    arena_on_free(f->arena, discard, f->words);
}

static size_t hash_of(const char *s) {
    uint64_t h = 1469598103934665603ULL;
    for (; *s; s++) {
        h = (h ^ (unsigned char)*s) * 1099511628211ULL;
    }
    return (size_t)(h ^ h >> 32);
}

static const char **slot_of(const struct words *w, const char *s) {
    size_t i = hash_of(s) & (w->n_slots - 1);
    while (w->slots[i] && strcmp(w->slots[i], s) != 0) {
        i = (i + 1) & (w->n_slots - 1);
    }
    return &w->slots[i];
}

static void make_room(struct words *w) {
    if (2 * w->n < w->n_slots) {
        return;
    }
    struct words more = {.n_slots = w->n_slots ? 2 * w->n_slots : 256};
    more.slots = enough(calloc(more.n_slots, sizeof *more.slots));
    for (size_t i = 0; i < w->n_slots; i++) {
        if (w->slots[i]) {
            *slot_of(&more, w->slots[i]) = w->slots[i];
        }
    }
    free(w->slots);
    w->slots = more.slots;
    w->n_slots = more.n_slots;
}

static const char *keep(struct findings *f, const char *s) {
    if (!f->words || !s) {
        return arena_strdup(f->arena, s);
    }
    make_room(f->words);
    const char **slot = slot_of(f->words, s);
    if (!*slot) {
        *slot = arena_strdup(f->arena, s);
        f->words->n++;
    }
    return *slot;
}

// ---- adding ----

static struct finding *next(struct findings *f) {
    if (f->n == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 16;
        if (f->words) {
            f->items = f->words->items = enough(realloc(f->words->items, cap * sizeof *f->items));
        } else {
            f->items = arena_grow(f->arena, f->items, f->cap * sizeof *f->items, cap * sizeof *f->items);
        }
        f->cap = cap;
    }
    return &f->items[f->n++];
}

static struct place keep_place(struct findings *f, struct place p) {
    p.file = keep(f, p.file);
    p.section = keep(f, p.section);
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
        to->args[i].name = keep(f, va_arg(args, const char *));
        const char *value = va_arg(args, const char *);
        to->args[i].value = keep(f, value ? value : "");
    }
}

static struct finding *add(struct findings *f, enum severity severity, const char *rule, struct place place,
                           va_list args) {
    struct finding made = {.rule = keep(f, rule),
                           .severity = severity,
                           .place = keep_place(f, place),
                           .document = keep(f, f->document)};
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

static struct finding copy(struct findings *f, const struct finding *from) {
    struct finding to = *from;
    to.rule = keep(f, from->rule);
    to.place = keep_place(f, from->place);
    to.document = keep(f, from->document);
    to.text = keep(f, from->text);
    to.remedy = keep(f, from->remedy);
    to.basis = keep(f, from->basis);
    to.certainty = keep(f, from->certainty);
    to.waived = keep(f, from->waived);
    to.args = from->n_args ? ARENA_ARRAY(f->arena, (size_t)from->n_args, struct argument) : NULL;
    for (int i = 0; i < from->n_args; i++) {
        to.args[i].name = keep(f, from->args[i].name);
        to.args[i].value = keep(f, from->args[i].value);
    }
    return to;
}

void findings_append(struct findings *to, const struct findings *from) {
    size_t n = from->n;  // read first: `to` and `from` may be the same list
    for (size_t i = 0; i < n; i++) {
        struct finding made = copy(to, &from->items[i]);
        *next(to) = made;
    }
}

void findings_join(struct findings *to, const struct findings *from) {
    for (size_t i = 0; i < from->n; i++) {
        *next(to) = from->items[i];
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
