// A small world for tests of resolve: objects from texts, a plan, records, and what was found.
#ifndef NASKAH_TESTS_MODEL_WORLD_H
#define NASKAH_TESTS_MODEL_WORLD_H

#include "support.h"

#include "base/file.h"
#include "base/xml.h"
#include "model/resolve.h"

struct small_world {
    struct arena *arena;
    struct findings *findings;
    struct objects *objects;
    const xmlNode *defaults, *profile;
    const struct planned *plan;
    size_t n;
};

static inline struct small_world world_new(void) {
    struct arena *arena = arena_new(0);
    return (struct small_world){.arena = arena, .findings = findings_new(arena, NULL), .objects = objects_new(arena)};
}

static inline const xmlDoc *world_parse(struct small_world *w, const char *name, const char *text) {
    const xmlDoc *doc = xml_parse(w->arena, name, (struct str){text, strlen(text)}, w->findings);
    assert_non_null(doc);
    return doc;
}

static inline bool world_add(struct small_world *w, const char *name, const char *objects) {
    return objects_add(w->objects,
                       world_parse(w, name, arena_printf(w->arena, "<data xmlns=\"urn:naskah:1\">%s</data>", objects)),
                       w->findings);
}

static inline const char *world_file(struct small_world *w, const char *name) {
    struct str bytes;
    const char *why;
    assert_true(file_read(w->arena, arena_printf(w->arena, "%s/%s", NASKAH_SOURCE_DIR, name), 1 << 24, &bytes, &why));
    return bytes.p;
}

static inline void world_link(struct small_world *w) {
    objects_link(w->objects, w->findings);
    w->plan = resolve_plan(w->arena, w->objects, w->defaults, &w->n, w->findings);
}

static inline const struct planned *world_planned(const struct small_world *w, const char *id) {
    for (size_t i = 0; i < w->n; i++)
        if (strcmp(w->plan[i].id, id) == 0)
            return &w->plan[i];
    return NULL;
}

// The root of a document's record; its findings alone are in w->findings afterwards.
static inline const xmlNode *world_record(struct small_world *w, const char *id) {
    const struct planned *p = world_planned(w, id);
    assert_non_null(p);
    w->findings = findings_new(w->arena, NULL);
    const xmlDoc *doc =
        resolve_record(w->arena, w->objects, w->defaults, p, p->profile ? w->profile : NULL, w->findings);
    assert_non_null(doc);
    return xmlDocGetRootElement(doc);
}

static inline const struct finding *world_found(const struct small_world *w, const char *rule) {
    for (size_t i = 0; i < w->findings->n; i++)
        if (strcmp(w->findings->items[i].rule, rule) == 0)
            return &w->findings->items[i];
    return NULL;
}

static inline size_t world_count(const struct small_world *w, const char *rule) {
    size_t n = 0;
    for (size_t i = 0; i < w->findings->n; i++)
        n += strcmp(w->findings->items[i].rule, rule) == 0;
    return n;
}

static inline const char *world_argument(const struct finding *f, const char *name) {
    for (int i = 0; f && i < f->n_args; i++)
        if (strcmp(f->args[i].name, name) == 0)
            return f->args[i].value;
    return NULL;
}

static inline void world_free(struct small_world *w) {
    arena_free(w->arena);
}

#endif
