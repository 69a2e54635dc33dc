// The document: its catalogue, what it carries, its layers.
#include "inspect/check.h"

enum { DEPTH = 32, FILES = 1000, STEPS = 100000 };

static bool catalogue(const struct subject *s, const char *key) {
    return entry_raw(s->p->catalogue, key) != NULL;
}

static bool is_true(const struct value *v) {
    return v->kind == KIND_BOOLEAN && v->truth;
}

// Letters and digits in pieces of at most eight, parted by hyphens, the first of letters only.
bool language_tag(const char *s) {
    for (int piece = 0;; piece++) {
        size_t n = 0;
        while ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (piece > 0 && *s >= '0' && *s <= '9')) {
            s++;
            n++;
        }
        if (n < 1 || n > 8) {
            return false;
        }
        if (*s == '\0') {
            return true;
        }
        if (*s++ != '-') {
            return false;
        }
    }
}

static bool marked(const struct subject *s) {
    return is_true(entry_get(s->p, get(s, "MarkInfo"), "Marked"));
}

static bool not_suspect(const struct subject *s) {
    return !is_true(entry_get(s->p, get(s, "MarkInfo"), "Suspects"));
}

static bool structured(const struct subject *s) {
    return s->x->tree->root->kind == KIND_DICTIONARY;
}

static bool title_shown(const struct subject *s) {
    return is_true(entry_get(s->p, get(s, "ViewerPreferences"), "DisplayDocTitle"));
}

static bool language_form(const struct subject *s) {
    return !s->x->language || language_tag(text_of(s->p, get(s, "Lang")));
}

static bool outline_language(const struct subject *s) {
    return s->x->language || entry_get(s->p, get(s, "Outlines"), "First")->kind == KIND_NULL;
}

static bool no_actions(const struct subject *s) {
    return !catalogue(s, "AA");
}

static bool no_requirements(const struct subject *s) {
    return !catalogue(s, "Requirements");
}

static bool no_rendering(const struct subject *s) {
    return !catalogue(s, "NeedsRendering");
}

static bool no_alternates(const struct subject *s) {
    return !entry_raw(get(s, "Names"), "AlternatePresentations");
}

static bool permissions(const struct subject *s) {
    const struct value *p = get(s, "Perms");
    for (size_t i = 0; p->kind == KIND_DICTIONARY && i < p->dictionary.n; i++) {
        if (!str_is(p->dictionary.pairs[i].key, "UR3") && !str_is(p->dictionary.pairs[i].key, "DocMDP")) {
            return false;
        }
    }
    return true;
}

static bool appearances_made(const struct subject *s) {
    return !is_true(entry_get(s->p, s->x->form, "NeedAppearances"));
}

static bool no_xfa(const struct subject *s) {
    return !entry_raw(s->x->form, "XFA");
}

static const struct check document_checks[] = {
    {"marked", "A 6.7.2.2-1 U 6.2-1", marked},
    {"structured", "A 6.7.3.3-1 U 7.1-11", structured},
    {"suspects", "U 7.1-4", not_suspect},
    {"title-shown", "U 7.1-10", title_shown},
    {"language", "A 6.7.4-1 U 7.2-29", language_form},
    {"outline-language", "U 7.2-2", outline_language},
    {"document-actions", "A 6.5.2-1", no_actions},
    {"requirements", "A 6.11-1", no_requirements},
    {"needs-rendering", "A 6.4.2-2", no_rendering},
    {"alternate-presentations", "A 6.10-1", no_alternates},
    {"permissions", "A 6.1.12-1", permissions},
    {"need-appearances", "A 6.4.1-3", appearances_made},
    {"xfa", "A 6.4.2-1 U 7.15-1", no_xfa},
};
CHECKS(checks_document, document_checks);

// --- Embedded files: a file specification

static const struct value *embedded(const struct subject *s) {
    const struct value *ef = get(s, "EF"), *f = entry_get(s->p, ef, "F");
    return f->kind == KIND_STREAM ? f : entry_get(s->p, ef, "UF");
}

// "application/xml": two words of letters, digits and a few marks.
static bool mime_known(const struct subject *s) {
    const char *m = name_text(s->p, entry_get(s->p, embedded(s), "Subtype"));
    static const char word[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+.";
    size_t n = strspn(m, word), k = m[n] == '/' ? strspn(m + n + 1, word) : 0;
    return n > 0 && k > 0 && m[n + 1 + k] == '\0';
}

static bool file_named(const struct subject *s) {
    return *text_of(s->p, get(s, "F")) && *text_of(s->p, get(s, "UF"));
}

static bool relation_told(const struct subject *s) {
    return get(s, "AFRelationship")->kind == KIND_NAME;
}

static bool among(const struct value *all, int object) {
    for (size_t i = 0; all->kind == KIND_ARRAY && i < all->array.n; i++) {
        if (all->array.items[i].kind == KIND_REFERENCE && all->array.items[i].reference.number == object) {
            return true;
        }
    }
    return false;
}

static bool associated(const struct subject *s) {
    if (among(entry_get(s->p, s->p->catalogue, "AF"), s->object)) {
        return true;
    }
    for (size_t i = 0; i < s->p->n_pages; i++) {
        if (among(entry_get(s->p, s->p->pages[i].dictionary, "AF"), s->object)) {
            return true;
        }
    }
    for (size_t i = 0; s->x->tree->files && i < s->x->tree->n; i++) {
        if (among(entry_get(s->p, s->x->tree->items[i]->dictionary, "AF"), s->object)) {
            return true;
        }
    }
    return false;
}

static const struct check embedded_checks[] = {
    {"file-mime", "A 6.8-1", mime_known},
    {"file-name", "A 6.8-2 U 7.11-1", file_named},
    {"file-relation", "A 6.8-3", relation_told},
    {"file-associated", "A 6.8-4", associated},
};
CHECKS(checks_embedded, embedded_checks);

static void examine_files(struct examination *x, const struct value *node, int depth, size_t *left) {
    const struct value *names = entry_get(x->p, node, "Names"), *kids = entry_get(x->p, node, "Kids");
    for (size_t i = 1; names->kind == KIND_ARRAY && i < names->array.n && check_spend(left); i += 2) {
        const struct value *raw = &names->array.items[i];
        int object = raw->kind == KIND_REFERENCE ? raw->reference.number : 0;
        struct subject s = subject_of(x, object_resolve(x->p, raw), object);
        if (has(&s, "EF")) {
            judge(&checks_embedded, &s);
        }
    }
    for (size_t i = 0; kids->kind == KIND_ARRAY && i < kids->array.n && depth < DEPTH && check_spend(left); i++) {
        examine_files(x, array_get(x->p, kids, i), depth + 1, left);
    }
}

// --- Layers: a configuration of optional content

static const char *layer_name(const struct subject *s, const struct value *configuration) {
    return text_of(s->p, entry_get(s->p, configuration, "Name"));
}

static bool layers_named(const struct subject *s) {
    return *layer_name(s, s->v);
}

static bool layers_unique(const struct subject *s) {
    const struct value *all = entry_get(s->p, s->p->catalogue, "OCProperties");
    const struct value *others = entry_get(s->p, all, "Configs"), *first = entry_get(s->p, all, "D");
    size_t same = first != s->v && strcmp(layer_name(s, first), layer_name(s, s->v)) == 0;
    for (size_t i = 0; others->kind == KIND_ARRAY && i < others->array.n; i++) {
        const struct value *other = array_get(s->p, others, i);
        same += other != s->v && strcmp(layer_name(s, other), layer_name(s, s->v)) == 0;
    }
    return same == 0;
}

static bool ordered(struct inspection *p, const struct value *order, int group, int depth, size_t *left) {
    for (size_t i = 0; order->kind == KIND_ARRAY && i < order->array.n && depth < DEPTH && check_spend(left); i++) {
        const struct value *one = &order->array.items[i];
        if ((one->kind == KIND_REFERENCE && one->reference.number == group) ||
            ordered(p, object_resolve(p, one), group, depth + 1, left)) {
            return true;
        }
    }
    return false;
}

static bool layers_ordered(const struct subject *s) {
    const struct value *all = entry_get(s->p, entry_get(s->p, s->p->catalogue, "OCProperties"), "OCGs");
    size_t left = STEPS;
    for (size_t i = 0; has(s, "Order") && all->kind == KIND_ARRAY && i < all->array.n; i++) {
        const struct value *one = &all->array.items[i];
        if (one->kind == KIND_REFERENCE && !ordered(s->p, get(s, "Order"), one->reference.number, 0, &left)) {
            return false;
        }
    }
    return true;
}

static bool layers_fixed(const struct subject *s) {
    return !has(s, "AS");
}

static const struct check layer_checks[] = {
    {"layer-name", "A 6.9-1 U 7.10-1", layers_named},
    {"layer-unique", "A 6.9-2", layers_unique},
    {"layer-order", "A 6.9-3", layers_ordered},
    {"layer-automatic", "A 6.9-4 U 7.10-2", layers_fixed},
};
CHECKS(checks_layers, layer_checks);

static void examine_layers(struct examination *x) {
    const struct value *all = entry_get(x->p, x->p->catalogue, "OCProperties");
    const struct value *others = entry_get(x->p, all, "Configs");
    struct subject s = subject_of(x, entry_get(x->p, all, "D"), 0);
    if (all->kind != KIND_DICTIONARY) {
        return;
    }
    judge(&checks_layers, &s);
    for (size_t i = 0; others->kind == KIND_ARRAY && i < others->array.n && i < FILES; i++) {
        s.v = array_get(x->p, others, i);
        judge(&checks_layers, &s);
    }
}

void examine_document(struct examination *x) {
    struct subject s = subject_of(x, x->p->catalogue, 0);
    size_t left = FILES;
    judge(&checks_document, &s);
    examine_files(x, entry_get(x->p, entry_get(x->p, x->p->catalogue, "Names"), "EmbeddedFiles"), 0, &left);
    examine_layers(x);
}
