// The catalogue and the page tree.
#include "inspect/reader.h"

enum { DEPTH = 64 };

struct inherited {
    const struct value *resources, *box;
};

static void read_box(struct inspection *p, const struct value *box, double out[4]) {
    for (size_t i = 0; i < 4; i++) {
        out[i] = number_of(array_get(p, box, i));
    }
    for (int i = 0; i < 2; i++) {
        if (out[i] > out[i + 2]) {
            double v = out[i];
            out[i] = out[i + 2];
            out[i + 2] = v;
        }
    }
}

static void add_page(struct inspection *p, const struct value *dictionary, int object, const struct inherited *from) {
    if ((p->n_pages & (p->n_pages - 1)) == 0) {  // room doubles at powers of two
        size_t n = p->n_pages;
        p->pages = arena_grow(p->arena, p->pages, n * sizeof *p->pages, (n ? 2 * n : 1) * sizeof *p->pages);
    }
    const struct value *own = entry_get(p, dictionary, "Resources");
    struct leaf *page = &p->pages[p->n_pages++];
    page->dictionary = dictionary;
    page->object = object;
    page->own_resources = own->kind == KIND_DICTIONARY;
    page->resources = page->own_resources ? own : from->resources;
    read_box(p, from->box, page->box);
    p->entries[object].page = (int)p->n_pages;
}

static bool walk(struct inspection *p, const struct value *reference, struct inherited from, int depth) {
    if (reference->kind != KIND_REFERENCE || depth == DEPTH) {
        return false;
    }
    int number = reference->reference.number;
    const struct value *node = object_get(p, number);
    if (node->kind != KIND_DICTIONARY || p->entries[number].page) {
        return false;
    }
    p->entries[number].page = -1;  // a node that comes again is a loop
    const struct value *box = entry_get(p, node, "MediaBox"), *kids = entry_get(p, node, "Kids");
    from.box = box->kind == KIND_ARRAY ? box : from.box;
    if (kids->kind != KIND_ARRAY) {
        add_page(p, node, number, &from);
        return true;
    }
    const struct value *resources = entry_get(p, node, "Resources");
    from.resources = resources->kind == KIND_DICTIONARY ? resources : from.resources;
    for (size_t i = 0; i < kids->array.n; i++) {
        if (!walk(p, &kids->array.items[i], from, depth + 1)) {
            return false;
        }
    }
    return true;
}

bool pages_read(struct inspection *p, const char **why) {
    static const struct value none;
    *why = "pdf.why.root";
    p->catalogue = entry_get(p, &p->trailer, "Root");
    if (p->catalogue->kind != KIND_DICTIONARY) {
        return false;
    }
    *why = "pdf.why.pages";
    const struct value *pages = entry_raw(p->catalogue, "Pages");
    return pages && walk(p, pages, (struct inherited){NULL, &none}, 0) && p->n_pages > 0;
}
