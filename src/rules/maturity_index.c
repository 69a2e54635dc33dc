// Who speaks of whom, once for all innovations.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "rules/maturity_measure.h"

static void link_add(struct arena *arena, struct links *l, const char *key, const xmlNode *node) {
    if (!key || !*key) {
        return;
    }
    if (l->n == l->cap) {
        size_t cap = l->cap ? 2 * l->cap : 64;
        l->items = arena_grow(arena, l->items, l->cap * sizeof *l->items, cap * sizeof *l->items);
        l->cap = cap;
    }
    l->items[l->n] = (struct link){key, node, l->n};
    l->n++;
}

static void link_words(struct arena *arena, struct links *l, const char *words, const xmlNode *node) {
    char *rest = NULL, *copy = arena_strdup(arena, words ? words : "");
    for (char *word = strtok_r(copy, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest)) {
        link_add(arena, l, word, node);
    }
}

static int compare(const void *a, const void *b) {
    const struct link *x = a, *y = b;
    int by = strcmp(x->key, y->key);
    return by ? by : (x->order > y->order) - (x->order < y->order);
}

static void sort(struct links *l) {
    if (l->n) {
        qsort(l->items, l->n, sizeof *l->items, compare);
    }
}

static void add_document(struct maturity_index *x, const xmlNode *document) {
    link_words(x->arena, &x->documents, xml_attr(document, "subjek"), document);
    for (const xmlNode *a = xml_child(document, "lampiran"); a; a = xml_next(a, "lampiran")) {
        link_words(x->arena, &x->documents, xml_attr(a, "subjek"), document);
    }
    for (const xmlNode *r = xml_child(document, "relasi"); r; r = xml_next(r, "relasi")) {
        const char *kind = xml_attr(r, "jenis");
        if (kind && (strcmp(kind, "mencabut") == 0 || strcmp(kind, "menggantikan") == 0)) {
            link_add(x->arena, &x->ended, xml_attr(r, "naskah"), document);
        }
    }
}

static void add_meeting(struct maturity_index *x, const xmlNode *meeting) {
    const char *kind = xml_attr(meeting, "jenis");
    if (!kind || strcmp(kind, "bimtek") != 0) {
        return;
    }
    for (const xmlNode *b = xml_child(meeting, "butir"); b; b = xml_next(b, "butir")) {
        link_add(x->arena, &x->trainings, xml_attr(b, "inovasi"), meeting);
    }
    for (const xmlNode *p = xml_child(meeting, "peserta"); p; p = xml_next(p, "peserta")) {
        link_add(x->arena, &x->trainings, xml_attr(p, "orang"), meeting);
        link_add(x->arena, &x->trainings, xml_attr(p, "instansi"), meeting);
    }
}

const struct maturity_index *maturity_index(struct arena *arena, const struct objects *objects) {
    struct maturity_index *x = ARENA_NEW(arena, struct maturity_index);
    *x = (struct maturity_index){.arena = arena, .objects = objects};
    size_t n;
    const xmlNode *const *all = objects_all(objects, "tim", &n);
    for (size_t i = 0; i < n; i++) {
        link_words(arena, &x->teams, xml_attr(all[i], "inovasi"), all[i]);
    }
    all = objects_all(objects, "naskah", &n);
    for (size_t i = 0; i < n; i++) {
        add_document(x, all[i]);
    }
    all = objects_all(objects, "kegiatan", &n);
    for (size_t i = 0; i < n; i++) {
        add_meeting(x, all[i]);
    }
    sort(&x->teams);
    sort(&x->documents);
    sort(&x->trainings);
    sort(&x->ended);
    return x;
}
