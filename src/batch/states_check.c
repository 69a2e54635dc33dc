#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "batch/states.h"

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value && !text_blank(value) ? value : "";
}

static const struct planned *planned_for(const struct planned *plan, size_t n, const char *id) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(plan[middle].id, id);
        if (order == 0) {
            return &plan[middle];
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return NULL;
}

static const char *nearest(const struct world *w, const struct planned *plan, size_t n, const char *id) {
    const char **ids = ARENA_ARRAY(w->arena, n + 1, const char *);
    for (size_t i = 0; i < n; i++) {
        ids[i] = plan[i].id;
    }
    return text_nearest(id, ids, n);
}

static bool same(const xmlNode *a, const xmlNode *b, const char *name) {
    return strcmp(given(a, name), given(b, name)) == 0;
}

// Two documents of one kind, by one signer, about one thing, and in the same words.
static bool are_alike(struct arena *arena, const xmlNode *a, const xmlNode *b) {
    const xmlNode *x = xml_child(a, "tentang"), *y = xml_child(b, "tentang");
    return same(a, b, "jenis") && same(a, b, "varian") && same(a, b, "subjek") && same(a, b, "penetap") &&
           *given(a, "subjek") && !*given(a, "petikan") && !*given(b, "petikan") && !xml_child(a, "kepada") &&
           !xml_child(b, "kepada") && x && y && strcmp(xml_text(arena, x), xml_text(arena, y)) == 0;
}

static void check_successor(const struct world *w, const xmlNode *document, struct findings *findings) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, "naskah", &n);
    for (size_t i = 0; i < n; i++) {
        const char *id = given(all[i], "id");
        if (all[i] == document || xml_child(all[i], "relasi") || !are_alike(w->arena, document, all[i]) ||
            states_of(w, id).frozen_by) {
            continue;
        }
        struct finding *f = findings_add(findings, "document.successor", xml_place(all[i]), "naskah", id, "lama",
                                         given(document, "id"), NULL);
        f->document = arena_strdup(findings->arena, id);
    }
}

void states_check(const struct world *w, const struct planned *plan, size_t n, struct findings *findings) {
    size_t n_states = 0;
    const xmlNode *const *all = states_all(w, &n_states);
    for (size_t i = 0; i < n_states; i++) {
        const char *id = given(all[i], "naskah");
        const struct planned *document = planned_for(plan, n, id);
        bool again = i > 0 && same(all[i - 1], all[i], "naskah");
        if (!document && !again) {
            const char *near = nearest(w, plan, n, id);
            findings_add(findings, near ? "state.unknown" : "state.unknown-far", xml_place(all[i]), "naskah", id,
                         "terdekat", near, NULL);
        }
        bool written = document && document->node && xml_is(document->node, "naskah");
        if (written && !again && states_of(w, id).frozen_by) {
            check_successor(w, document->node, findings);
        }
    }
}
