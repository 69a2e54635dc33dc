#include "rules/profile_year.h"

#include <string.h>

#include "base/text.h"
#include "base/xml.h"

struct looking {
    struct arena *arena;
    const char *year, *own;     // own: file whose values are not told; NULL: none
    struct profile_dated *found;
    size_t n, cap;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// 1900 to 2199 standing by itself, and not the year that the profile is for.
static bool names_other_year(const char *text, const char *year) {
    for (const char *p = text; *p; p++) {
        bool four = strspn(p, "0123456789") == 4 && (p == text || !is_digit(p[-1]));
        bool plausible = four && (strncmp(p, "19", 2) == 0 || strncmp(p, "20", 2) == 0 || strncmp(p, "21", 2) == 0);
        if (plausible && strncmp(p, year, 4) != 0) {
            return true;
        }
    }
    return false;
}

static const char *name_of(const xmlNode *node) {
    static const char *const names[] = {"id", "label", "judul", "nama"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = xml_attr(node, names[i]);
        if (!text_blank(value)) {
            return value;
        }
    }
    return node->parent && node->parent->type == XML_ELEMENT_NODE ? name_of(node->parent) : "";
}

static void note(struct looking *l, const xmlNode *node, const char *attribute, const char *value) {
    if (!names_other_year(value, l->year)) {
        return;
    }
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 16;
        l->found = arena_grow(l->arena, l->found, l->cap * sizeof *l->found, cap * sizeof *l->found);
        l->cap = cap;
    }
    l->found[l->n++] = (struct profile_dated){node, name_of(node), attribute, value};
}

static bool is_told(const xmlNode *node, const char *attribute) {
    static const char *const grounds[] = {"sumber", "dasar", "id", "extends", "tahun", "penutupan"};
    bool profile = xml_is(node, "profil");
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
        if (strcmp(attribute, grounds[i]) == 0) {
            return profile && i == 1;
        }
    }
    return true;
}

static void look(struct looking *l, const xmlNode *node) {
    const char *file = xml_file(node);
    bool profile = xml_is(node, "profil");
    if (profile || !l->own || !file || strcmp(file, l->own) != 0) {
        for (const xmlAttr *a = node->properties; a; a = a->next) {
            const char *name = (const char *)a->name, *value = xml_attr(node, name);
            bool moved = profile && !l->own && strcmp(name, "judul") == 0;  // who takes it over gives it the new year
            if (value && !moved && is_told(node, name)) {
                note(l, node, name, value);
            }
        }
        for (const xmlNode *k = node->children; k; k = k->next) {
            if (k->type == XML_TEXT_NODE && k->content) {
                note(l, node, "", text_collapse(l->arena, (const char *)k->content));
            }
        }
    }
    for (const xmlNode *k = xml_child(node, NULL); k; k = xml_next(k, NULL)) {
        look(l, k);
    }
}

const struct profile_dated *profile_dated(struct arena *arena, const struct profile *p, const char *year,
                                          bool inherits, size_t *n) {
    const xmlNode *root = profile_node(p);
    struct looking l = {.arena = arena, .year = year, .own = inherits ? NULL : xml_file(root)};
    look(&l, root);
    *n = l.n;
    return l.found;
}

bool profile_is_begun(const struct profile *p) {
    const char *certainty = xml_attr(profile_node(p), "kepastian"), *base = xml_attr(profile_node(p), "extends");
    return certainty && strcmp(certainty, "belum-diperiksa") == 0 && !text_blank(base);
}
