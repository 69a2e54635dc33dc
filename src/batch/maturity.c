#include "batch/maturity.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"

static const char *nearest(const struct world *w, const char *id) {
    const char **names = ARENA_ARRAY(w->arena, profiles_count(w->profiles) + 1, const char *);
    size_t n = 0;
    for (size_t i = 0; i < profiles_count(w->profiles); i++) {
        const struct profile *p = profiles_at(w->profiles, i);
        if (maturity_known(p)) {
            names[n++] = xml_attr(profile_node(p), "id");
        }
    }
    const char *near = text_nearest(id, names, n);
    return near ? near : n ? names[n - 1] : "";
}

const struct profile *maturity_choose(const struct world *w, const char *id, struct findings *findings) {
    const struct profile *p = id ? profiles_find(w->profiles, id) : maturity_profile(w->profiles);
    if (!p || !maturity_known(p)) {
        findings_add(findings, p ? "maturity.no-levels" : "job.profile", (struct place){0}, "profil", id ? id : "",
                     "terdekat", nearest(w, id ? id : ""), NULL);
        return NULL;
    }
    return p;
}

struct list {
    const xmlNode **items;
    size_t n, cap;
};

static void add(struct arena *arena, struct list *l, const xmlNode *node) {
    for (size_t i = 0; i < l->n; i++) {
        if (l->items[i] == node) {
            return;
        }
    }
    if (l->n == l->cap) {
        size_t cap = l->cap ? 2 * l->cap : 8;
        l->items = arena_grow(arena, l->items, l->cap * sizeof *l->items, cap * sizeof *l->items);
        l->cap = cap;
    }
    l->items[l->n++] = node;
}

// Innovations among the ids, and those that a team among them carries.
static void add_subjects(struct arena *arena, const struct world *w, struct list *l, const char *ids) {
    char *rest = NULL, *words = arena_strdup(arena, ids ? ids : "");
    for (char *word = strtok_r(words, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest)) {
        const xmlNode *innovation = objects_find(w->objects, "inovasi", word);
        const xmlNode *team = objects_find(w->objects, "tim", word);
        if (innovation) {
            add(arena, l, innovation);
        } else if (team) {
            add_subjects(arena, w, l, xml_attr(team, "inovasi"));
        }
    }
}

static int year_told(const struct world *w, const xmlNode *document) {
    struct date d;
    const char *date = xml_attr(document, "tanggal"), *year = xml_attr(document, "tahun");
    const xmlNode *team = objects_find(w->objects, "tim", xml_attr(document, "subjek"));
    year = year ? year : team ? xml_attr(team, "tahun") : NULL;
    return date && date_parse(date, &d) ? d.year : year ? atoi(year) : 0;
}

struct maturity_asked maturity_ask(struct arena *arena, const struct world *w, const char *id) {
    struct maturity_asked asked = {.innovation = objects_find(w->objects, "inovasi", id),
                                   .agency = objects_find(w->objects, "instansi", id),
                                   .document = objects_find(w->objects, "naskah", id)};
    struct list l = {0};
    if (asked.document) {
        asked.year = year_told(w, asked.document);
        add_subjects(arena, w, &l, xml_attr(asked.document, "subjek"));
        for (const xmlNode *a = xml_child(asked.document, "lampiran"); a; a = xml_next(a, "lampiran")) {
            add_subjects(arena, w, &l, xml_attr(a, "subjek"));
        }
    }
    asked.innovations = l.items;
    asked.n = l.n;
    return asked;
}
