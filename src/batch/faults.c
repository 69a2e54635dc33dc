#include "batch/faults.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"

// ---- from places to elements ----

static const xmlNode *element_at(const xmlNode *node, const struct place *place) {
    struct place here = xml_place(node);
    if (here.line == place->line && here.column == place->column) {
        return node;
    }
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        const xmlNode *found = element_at(child, place);
        if (found) {
            return found;
        }
    }
    return NULL;
}

static const xmlNode *find_element(const struct world *w, const struct place *place) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(w->objects, NULL, &n);
    for (size_t i = 0; place->file && place->line > 0 && i < n; i++) {
        const char *file = xml_place(all[i]).file;
        const xmlNode *found = file && strcmp(file, place->file) == 0 ? element_at(all[i], place) : NULL;
        if (found) {
            return found;
        }
    }
    return NULL;
}

static const char *detail_of(struct arena *arena, const struct finding *f) {
    struct buf b = buf_new(arena);
    for (int i = 0; i < f->n_args; i++) {
        buf_printf(&b, "%s=%s\n", f->args[i].name, f->args[i].value);
    }
    return buf_text(&b);
}

void faults_collect(struct world *w, const struct findings *findings) {
    w->faults = ARENA_ARRAY(w->arena, findings->n + 1, struct world_fault);
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *f = &findings->items[i];
        const xmlNode *element = f->severity >= SEVERITY_ERROR ? find_element(w, &f->place) : NULL;
        if (element) {
            w->faults[w->n_faults++] = (struct world_fault){element, f->rule, detail_of(w->arena, f)};
        }
    }
}

// ---- which of them a record speaks of ----

struct origins {  // elements of the inputs that the record was made from, sorted by address
    struct arena *arena;
    const xmlNode **items;
    size_t n, cap;
};

static void origins_add(struct origins *o, const xmlNode *record_node) {
    const xmlNode *origin = xml_origin(record_node);
    if (origin && o->n == o->cap) {
        size_t cap = o->cap ? o->cap * 2 : 256;
        o->items = arena_grow(o->arena, o->items, o->cap * sizeof *o->items, cap * sizeof *o->items);
        o->cap = cap;
    }
    if (origin) {
        o->items[o->n++] = origin;
    }
    for (const xmlNode *child = xml_child(record_node, NULL); child; child = xml_next(child, NULL)) {
        origins_add(o, child);
    }
}

static int by_address(const void *a, const void *b) {
    const xmlNode *x = *(const xmlNode *const *)a, *y = *(const xmlNode *const *)b;
    return (x > y) - (x < y);
}

static bool is_recorded(const struct origins *o, const xmlNode *element) {
    return o->n > 0 && bsearch(&element, o->items, o->n, sizeof *o->items, by_address) != NULL;
}

static bool is_object(const xmlNode *element) {
    return element->parent && xml_is(element->parent, "data");
}

// These print what their children say even when only the object itself is named in the record.
static bool is_whole_by_name(const xmlNode *object) {
    static const char *const kinds[] = {"orang", "instansi", "kop", "tata", "peraturan"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (xml_is(object, kinds[i])) {
            return true;
        }
    }
    return false;
}

static bool any_child_recorded(const struct origins *o, const xmlNode *object) {
    for (const xmlNode *child = xml_child(object, NULL); child; child = xml_next(child, NULL)) {
        if (is_recorded(o, child)) {
            return true;
        }
    }
    return false;
}

// The faulty element is in the record; or it was left out of something that is there in full.
static bool concerns(const struct origins *o, const struct planned *document, const xmlNode *faulty) {
    for (const xmlNode *e = faulty; e && e->type == XML_ELEMENT_NODE; e = e->parent) {
        if (e == document->node) {
            return true;
        }
        if (is_recorded(o, e)) {
            return e == faulty || !is_object(e) || is_whole_by_name(e) || any_child_recorded(o, e);
        }
    }
    return false;
}

static const char *object_name(struct arena *arena, const xmlNode *element) {
    const xmlNode *object = element;
    while (object->parent && !is_object(object)) {
        object = object->parent;
    }
    const char *id = xml_attr(object, "id");
    return id ? arena_printf(arena, "%s %s", xml_name(object), id) : xml_name(object);
}

const char *faults_of(const struct world *w, struct arena *arena, const struct planned *document,
                      const xmlDoc *record, struct findings *findings) {
    struct origins o = {.arena = arena};
    struct buf text = buf_new(arena);
    if (w->n_faults == 0) {
        return "";
    }
    origins_add(&o, xmlDocGetRootElement(record));
    if (o.n > 1) {
        qsort(o.items, o.n, sizeof *o.items, by_address);
    }
    for (size_t i = 0; i < w->n_faults; i++) {
        const struct world_fault *f = &w->faults[i];
        if (concerns(&o, document, f->element)) {
            findings_add(findings, "job.fault", xml_place(f->element), "objek", object_name(arena, f->element), "aturan",
                         f->rule, NULL);
            buf_printf(&text, "%s\n%s\n", f->rule, f->detail);
        }
    }
    return buf_text(&text);
}
