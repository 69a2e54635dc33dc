#include "inspect/structure.h"

enum { DEPTH = 200, ROLES = 32, ELEMENTS = 1000000 };

static const struct value nothing;

static const char *const names[TAG_COUNT] = {
    NULL, "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
    "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB",
    "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"};

static enum tag tag_of(struct str name) {
    for (int i = 1; i < TAG_COUNT; i++) {
        if (names[i][0] == name.p[0] && str_is(name, names[i])) {
            return (enum tag)i;
        }
    }
    return TAG_NONE;
}

static const struct value *mapped(struct inspection *p, const struct value *roles, struct str name) {
    for (size_t i = 0; roles->kind == KIND_DICTIONARY && i < roles->dictionary.n; i++) {
        const struct pair *pair = &roles->dictionary.pairs[i];
        if (pair->key.n == name.n && memcmp(pair->key.p, name.p, name.n) == 0) {
            return object_resolve(p, &pair->value);
        }
    }
    return &nothing;
}

// Follows the role map from the element's own type to a standard one.
static void find_tag(struct tree *tree, struct element *e) {
    const struct value *type = entry_get(tree->p, e->dictionary, "S");
    const struct value *roles = entry_get(tree->p, tree->root, "RoleMap");
    if (type->kind != KIND_NAME || type->text.n == 0) {
        return;
    }
    e->tag = tag_of(type->text);
    const struct value *next = mapped(tree->p, roles, type->text);
    e->remapped = e->tag != TAG_NONE && next->kind == KIND_NAME;
    for (int i = 0; e->tag == TAG_NONE && next->kind == KIND_NAME && next->text.n > 0; i++) {
        if (i == ROLES) {
            e->circular = true;
            return;
        }
        e->tag = tag_of(next->text);
        next = mapped(tree->p, roles, next->text);
    }
}

static struct element *add(struct tree *tree, const struct value *dictionary, int object, struct element *parent) {
    struct element *e = ARENA_NEW(tree->p->arena, struct element);
    if (tree->n == tree->cap) {
        size_t cap = tree->cap ? tree->cap * 2 : 256;
        tree->items = arena_grow(tree->p->arena, tree->items, tree->cap * sizeof e, cap * sizeof e);
        tree->cap = cap;
    }
    tree->items[tree->n++] = e;
    *e = (struct element){.dictionary = dictionary, .object = object, .parent = parent};
    tree->files |= entry_raw(dictionary, "AF") != NULL;
    e->language = (parent && parent->language) || entry_raw(dictionary, "Lang");
    if (object > 0) {
        tree->p->entries[object].element = (int)tree->n;
    }
    if (parent) {
        *(parent->first ? &parent->last->next : &parent->first) = e;
        parent->last = e;
    }
    find_tag(tree, e);
    return e;
}

static void read_kids(struct tree *tree, const struct value *kids, struct element *parent, int depth);

static void read_kid(struct tree *tree, const struct value *kid, struct element *parent, int depth) {
    const struct value *v = object_resolve(tree->p, kid);
    int object = kid->kind == KIND_REFERENCE ? kid->reference.number : 0;
    if (v->kind == KIND_INTEGER) {
        parent ? parent->n_contents++ : 0;
        return;
    }
    if (v->kind != KIND_DICTIONARY || (object > 0 && tree->p->entries[object].element) || tree->n >= ELEMENTS) {
        return;
    }
    const struct value *type = entry_get(tree->p, v, "Type");
    if (is_name(type, "MCR") || is_name(type, "OBJR")) {
        if (parent) {
            parent->n_objects += is_name(type, "OBJR");
            parent->n_contents += is_name(type, "MCR");
        }
        return;
    }
    read_kids(tree, entry_get(tree->p, v, "K"), add(tree, v, object, parent), depth + 1);
}

static void read_kids(struct tree *tree, const struct value *kids, struct element *parent, int depth) {
    if (depth == DEPTH) {
        return;
    }
    if (kids->kind != KIND_ARRAY) {
        if (kids->kind == KIND_DICTIONARY && parent) {  // entry_get has resolved it: take it as it was written
            read_kid(tree, entry_raw(parent->dictionary, "K"), parent, depth);
        } else if (kids->kind == KIND_DICTIONARY) {
            read_kid(tree, entry_raw(tree->root, "K"), parent, depth);
        } else if (kids->kind == KIND_INTEGER) {
            read_kid(tree, kids, parent, depth);
        }
        return;
    }
    for (size_t i = 0; i < kids->array.n; i++) {
        read_kid(tree, &kids->array.items[i], parent, depth);
    }
}

struct tree *structure_read(struct inspection *p) {
    struct tree *tree = ARENA_NEW(p->arena, struct tree);
    tree->p = p;
    tree->root = entry_get(p, p->catalogue, "StructTreeRoot");
    if (tree->root->kind == KIND_DICTIONARY) {
        read_kids(tree, entry_get(p, tree->root, "K"), NULL, 0);
    }
    return tree;
}

struct element *structure_element(const struct tree *tree, int object) {
    if (object <= 0 || (size_t)object >= tree->p->n_entries || tree->p->entries[object].element <= 0) {
        return NULL;
    }
    return tree->items[tree->p->entries[object].element - 1];
}

// --- The parent tree: a number tree

static const struct value *search(struct inspection *p, const struct value *node, int64_t key, int depth) {
    const struct value *numbers = entry_get(p, node, "Nums"), *kids = entry_get(p, node, "Kids");
    for (size_t i = 0; numbers->kind == KIND_ARRAY && i + 1 < numbers->array.n; i += 2) {
        if (numbers->array.items[i].kind == KIND_INTEGER && numbers->array.items[i].integer == key) {
            return &numbers->array.items[i + 1];
        }
    }
    for (size_t i = 0; kids->kind == KIND_ARRAY && i < kids->array.n && depth < 16; i++) {
        const struct value *kid = array_get(p, kids, i), *limits = entry_get(p, kid, "Limits");
        const struct value *least = array_get(p, limits, 0), *most = array_get(p, limits, 1);
        if (least->kind == KIND_INTEGER && most->kind == KIND_INTEGER && least->integer <= key &&
            key <= most->integer) {
            return search(p, kid, key, depth + 1);
        }
    }
    return &nothing;
}

const struct value *structure_parent(const struct tree *tree, int64_t key) {
    return search(tree->p, entry_get(tree->p, tree->root, "ParentTree"), key, 0);
}

// --- Attributes

static const struct value *in_attributes(struct inspection *p, const struct value *a, const char *owner,
                                         const char *key) {
    return is_dictionary(a) && is_name(entry_get(p, a, "O"), owner) ? entry_get(p, a, key) : &nothing;
}

const struct value *element_attribute(struct inspection *p, const struct element *e, const char *owner,
                                      const char *key) {
    const struct value *all = entry_get(p, e->dictionary, "A");
    for (size_t i = 0; all->kind == KIND_ARRAY && i < all->array.n; i++) {
        const struct value *v = in_attributes(p, array_get(p, all, i), owner, key);
        if (v->kind != KIND_NULL) {
            return v;
        }
    }
    const struct value *classes = entry_get(p, e->dictionary, "C");
    if (classes->kind == KIND_NAME) {  // by the class map
        const struct value *map = entry_get(p, entry_get(p, p->catalogue, "StructTreeRoot"), "ClassMap");
        return in_attributes(p, mapped(p, map, classes->text), owner, key);
    }
    return in_attributes(p, all, owner, key);
}
