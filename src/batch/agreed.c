#include "batch/agreed.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "rules/agreement.h"

// Ids of documents, innovations and agencies that are looked at, sorted.
struct looked_at {
    const char **ids;
    size_t n;
};

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has(const struct looked_at *l, const char *id) {
    return id && *id && l->n && bsearch(&id, l->ids, l->n, sizeof *l->ids, by_name);
}

static size_t length_of_word(const char **p) {
    *p += strspn(*p, " \n\t");
    return strcspn(*p, " \n\t");
}

static const char *innovation_of(const struct planned *d) {
    const xmlNode *node = d->node;
    while (node && node->type == XML_ELEMENT_NODE && !xml_is(node, "inovasi")) {
        node = node->parent;
    }
    return xml_is(node, "inovasi") ? xml_attr(node, "id") : NULL;
}

static void note(struct looked_at *l, const char *id) {
    if (id && *id) {
        l->ids[l->n++] = id;
    }
}

// A document, what it is about, and its agency.
static struct looked_at collect(struct arena *arena, const struct planned *documents, size_t n) {
    size_t most = 3 * n;
    for (size_t i = 0; i < n; i++) {
        const char *p = documents[i].node ? xml_attr(documents[i].node, "subjek") : NULL;
        for (size_t length; p && (length = length_of_word(&p)) > 0; p += length) {
            most++;
        }
    }
    struct looked_at l = {.ids = ARENA_ARRAY(arena, most + 1, const char *)};
    for (size_t i = 0; i < n; i++) {
        const char *p = documents[i].node ? xml_attr(documents[i].node, "subjek") : NULL;
        note(&l, documents[i].id);
        note(&l, documents[i].agency);
        note(&l, innovation_of(&documents[i]));
        for (size_t length; p && (length = length_of_word(&p)) > 0; p += length) {
            note(&l, arena_strndup(arena, p, length));
        }
    }
    if (l.n > 1) {
        qsort(l.ids, l.n, sizeof *l.ids, by_name);
    }
    return l;
}

static bool concerns_any(struct arena *arena, const struct looked_at *l, const struct finding *f) {
    const char *p = finding_argument(f, "id-inovasi");
    bool any = has(l, f->document) || has(l, finding_argument(f, "id-instansi"));
    for (size_t n; !any && (n = length_of_word(&p)) > 0; p += n) {
        any = has(l, arena_strndup(arena, p, n));
    }
    return any;
}

void agreed_tell(const struct world *world, const struct planned *documents, size_t n, struct findings *findings) {
    if (n >= world->n_plan) {
        agreement_check(world->objects, world->profiles, findings);
        return;
    }
    struct arena *arena = arena_new(0);
    struct findings *all = findings_new(arena, findings->catalogue);
    struct looked_at l = collect(arena, documents, n);
    agreement_check(world->objects, world->profiles, all);
    for (size_t i = 0; i < all->n; i++) {
        struct findings one = {.items = &all->items[i], .n = 1};
        if (concerns_any(arena, &l, &all->items[i])) {
            findings_append(findings, &one);
        }
    }
    arena_free(arena);
}

bool agreed_concerns(const struct finding *f, const char *innovation, const char *agency) {
    const char *p = finding_argument(f, "id-inovasi"), *own = finding_argument(f, "id-instansi");
    bool about = agency && *agency && strcmp(own, agency) == 0;
    size_t wanted = innovation ? strlen(innovation) : 0;
    for (size_t n; !about && wanted && (n = length_of_word(&p)) > 0; p += n) {
        about = n == wanted && memcmp(p, innovation, n) == 0;
    }
    return about;
}
