// Annotations, form fields, actions, signatures.
#include "inspect/check.h"

enum { DEPTH = 32, FIELDS = 5000, ACTIONS = 100 };

static bool subtype(const struct subject *s, const char *name) {
    return is_name(get(s, "Subtype"), name);
}

static bool is_one_of(const struct value *v, const char *const *names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (is_name(v, names[i])) {
            return true;
        }
    }
    return false;
}
#define ONE_OF(v, names) is_one_of(v, names, sizeof names / sizeof *names)

static int64_t flags(const struct subject *s) {
    return entry_integer(s->p, s->v, "F", 0);
}

static enum tag around(const struct subject *s) {
    return s->around ? s->around->tag : TAG_NONE;
}

static void corners(const struct subject *s, double r[4]) {
    const struct value *rect = get(s, "Rect");
    for (size_t i = 0; i < 4; i++) {
        r[i] = number_of(array_get(s->p, rect, i));
    }
}

// Hidden, or outside of the page: nobody can see it.
static bool unseen(const struct subject *s) {
    const double *box = s->p->pages[s->page - 1].box;
    double r[4];
    corners(s, r);
    double left = r[0] < r[2] ? r[0] : r[2], right = r[0] < r[2] ? r[2] : r[0];
    double bottom = r[1] < r[3] ? r[1] : r[3], top = r[1] < r[3] ? r[3] : r[1];
    return (flags(s) & 2) || right < box[0] || left > box[2] || top < box[1] || bottom > box[3];
}

// --- Any annotation

static bool kind_allowed(const struct subject *s) {
    static const char *const kinds[] = {"Text",      "Link",       "FreeText",    "Line",  "Square",    "Circle",
                                        "Polygon",   "PolyLine",   "Highlight",   "Underline", "Squiggly", "StrikeOut",
                                        "Stamp",     "Caret",      "Ink",         "Popup", "FileAttachment", "Widget",
                                        "PrinterMark", "TrapNet",  "Watermark",   "Redact"};
    return ONE_OF(get(s, "Subtype"), kinds);
}

static bool flags_there(const struct subject *s) {
    return subtype(s, "Popup") || get(s, "F")->kind == KIND_INTEGER;
}

static bool flags_printed(const struct subject *s) {
    return !has(s, "F") || ((flags(s) & 4) && !(flags(s) & (1 | 2 | 32 | 256)));
}

static bool appearance_there(const struct subject *s) {
    double r[4];
    corners(s, r);
    return (r[0] == r[2] && r[1] == r[3]) || subtype(s, "Popup") || subtype(s, "Link") || is_dictionary(get(s, "AP"));
}

static bool appearance_normal(const struct subject *s) {
    const struct value *ap = get(s, "AP");
    return ap->kind != KIND_DICTIONARY || (ap->dictionary.n == 1 && entry_raw(ap, "N"));
}

static bool is_button(const struct subject *s) {
    const struct value *kind = get(s, "FT");
    kind = kind->kind == KIND_NULL ? entry_get(s->p, get(s, "Parent"), "FT") : kind;
    return subtype(s, "Widget") && is_name(kind, "Btn");
}

static bool button_appearances(const struct subject *s) {
    const struct value *n = entry_get(s->p, get(s, "AP"), "N");
    return !is_button(s) || n->kind == KIND_NULL || (n->kind == KIND_DICTIONARY && n->dictionary.n > 0);
}

static bool appearance_stream(const struct subject *s) {
    const struct value *n = entry_get(s->p, get(s, "AP"), "N");
    return is_button(s) || n->kind == KIND_NULL || n->kind == KIND_STREAM;
}

static bool is_ordinary(const struct subject *s) {
    return !subtype(s, "Widget") && !subtype(s, "Popup") && !subtype(s, "Link") && !subtype(s, "PrinterMark");
}

static bool tagged(const struct subject *s) {
    return !is_ordinary(s) || unseen(s) || around(s) == TAG_ANNOT;
}

static bool described(const struct subject *s) {
    return !is_ordinary(s) || around(s) != TAG_ANNOT || unseen(s) || has(s, "Contents") ||
           entry_raw(s->around->dictionary, "Alt");
}

static bool contents_language(const struct subject *s) {
    return !has(s, "Contents") || s->x->language || (s->around && s->around->language) || has(s, "Lang");
}

static bool not_trap(const struct subject *s) {
    return !subtype(s, "TrapNet");
}

static bool mark_untagged(const struct subject *s) {
    return !subtype(s, "PrinterMark") || !s->around;
}

// --- Links and widgets

static bool link_tagged(const struct subject *s) {
    return !subtype(s, "Link") || unseen(s) || around(s) == TAG_LINK;
}

static bool link_described(const struct subject *s) {
    return !subtype(s, "Link") || unseen(s) || *text_of(s->p, get(s, "Contents"));
}

static bool widget_tagged(const struct subject *s) {
    return !subtype(s, "Widget") || unseen(s) || around(s) == TAG_FORM;
}

static const char *tooltip(const struct subject *s) {
    const struct value *own = get(s, "TU");
    return text_of(s->p, own->kind == KIND_STRING ? own : entry_get(s->p, get(s, "Parent"), "TU"));
}

static bool widget_described(const struct subject *s) {
    return !subtype(s, "Widget") || unseen(s) || *tooltip(s) ||
           (s->around && *text_of(s->p, entry_get(s->p, s->around->dictionary, "Alt")));
}

static bool widget_without_action(const struct subject *s) {
    return !subtype(s, "Widget") || (!has(s, "A") && !has(s, "AA"));
}

static const struct check annotation_checks[] = {
    {"annotation-kind", "A 6.3.1-1", kind_allowed},
    {"annotation-flags", "A 6.3.2-1", flags_there},
    {"annotation-printed", "A 6.3.2-2", flags_printed},
    {"appearance", "A 6.3.3-1", appearance_there},
    {"appearance-normal", "A 6.3.3-2", appearance_normal},
    {"appearance-button", "A 6.3.3-3", button_appearances},
    {"appearance-stream", "A 6.3.3-4", appearance_stream},
    {"widget-action", "A 6.4.1-1", widget_without_action},
    {"annotation-tagged", "U 7.18.1-1", tagged},
    {"annotation-described", "U 7.18.1-2", described},
    {"widget-described", "U 7.18.1-3", widget_described},
    {"trap", "U 7.18.2-1", not_trap},
    {"widget-tagged", "U 7.18.4-1", widget_tagged},
    {"link-tagged", "U 7.18.5-1", link_tagged},
    {"link-described", "U 7.18.5-2", link_described},
    {"printer-mark", "U 7.18.8-1", mark_untagged},
    {"contents-language", "U 7.2-24", contents_language},
};
CHECKS(checks_annotation, annotation_checks);

// --- Fields

static bool field_without_actions(const struct subject *s) {
    return subtype(s, "Widget") || !has(s, "AA");  // a widget has a row of its own
}

static bool field_language(const struct subject *s) {
    return !has(s, "TU") || s->x->language;
}

static const struct check field_checks[] = {
    {"field-actions", "A 6.4.1-2", field_without_actions},
    {"field-language", "U 7.2-25", field_language},
};
CHECKS(checks_field, field_checks);

// --- Actions

static bool action_allowed(const struct subject *s) {
    static const char *const kinds[] = {"GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"};
    return ONE_OF(get(s, "S"), kinds);
}

static bool named_allowed(const struct subject *s) {
    static const char *const names[] = {"NextPage", "PrevPage", "FirstPage", "LastPage"};
    return !is_name(get(s, "S"), "Named") || ONE_OF(get(s, "N"), names);
}

static const struct check action_checks[] = {
    {"action", "A 6.5.1-1", action_allowed},
    {"action-named", "A 6.5.1-2", named_allowed},
};
CHECKS(checks_action, action_checks);

static void examine_action(struct examination *x, const struct value *action, int object, int page) {
    for (int i = 0; i < ACTIONS && action->kind == KIND_DICTIONARY; i++) {
        struct subject s = subject_of(x, action, object);
        s.page = page;
        judge(&checks_action, &s);
        const struct value *next = entry_get(x->p, action, "Next");
        for (size_t k = 1; next->kind == KIND_ARRAY && k < next->array.n && k < ACTIONS; k++) {
            s.v = array_get(x->p, next, k);
            if (s.v->kind == KIND_DICTIONARY) {
                judge(&checks_action, &s);
            }
        }
        action = next->kind == KIND_ARRAY ? array_get(x->p, next, 0) : next;
    }
}

static void examine_outline(struct examination *x, const struct value *item, int depth, size_t *left) {
    while (item->kind == KIND_DICTIONARY && depth < DEPTH && check_spend(left)) {
        examine_action(x, entry_get(x->p, item, "A"), 0, 0);
        examine_outline(x, entry_get(x->p, item, "First"), depth + 1, left);
        item = entry_get(x->p, item, "Next");
    }
}

// --- Signatures

static bool signature_sound(const struct subject *s) {
    size_t n;
    const struct inspect_signature *all = inspection_signatures(s->p, &n);
    for (size_t i = 0; i < n; i++) {
        if (!all[i].sound) {
            return false;
        }
    }
    return n == 0 || all[n - 1].whole;
}

static bool signature_certificate(const struct subject *s) {
    size_t n;
    const struct inspect_signature *all = inspection_signatures(s->p, &n);
    for (size_t i = 0; i < n; i++) {
        if (all[i].signers > 0 && !*all[i].certificate) {
            return false;
        }
    }
    return true;
}

static bool signature_single(const struct subject *s) {
    size_t n;
    const struct inspect_signature *all = inspection_signatures(s->p, &n);
    for (size_t i = 0; i < n; i++) {
        if (all[i].signers != 1) {
            return false;
        }
    }
    return true;
}

static bool no_digests(const struct subject *s) {
    const struct value *mdp = entry_get(s->p, entry_get(s->p, s->p->catalogue, "Perms"), "DocMDP");
    const struct value *all = entry_get(s->p, mdp, "Reference");
    for (size_t i = 0; all->kind == KIND_ARRAY && i < all->array.n; i++) {
        const struct value *r = array_get(s->p, all, i);
        if (entry_raw(r, "DigestLocation") || entry_raw(r, "DigestMethod") || entry_raw(r, "DigestValue")) {
            return false;
        }
    }
    return true;
}

static const struct check signature_checks[] = {
    {"signature-range", "A 6.4.3-1", signature_sound},
    {"signature-certificate", "A 6.4.3-2", signature_certificate},
    {"signature-single", "A 6.4.3-3", signature_single},
    {"signature-digests", "A 6.1.12-2", no_digests},
};
CHECKS(checks_signature, signature_checks);

// --- All of them

static const struct element *element_around(const struct examination *x, const struct value *annotation) {
    int64_t key = entry_integer(x->p, annotation, "StructParent", -1);
    const struct value *parent = key < 0 ? NULL : structure_parent(x->tree, key);
    return parent && parent->kind == KIND_REFERENCE ? structure_element(x->tree, parent->reference.number) : NULL;
}

static void examine_page(struct examination *x, size_t page) {
    const struct value *all = entry_get(x->p, x->p->pages[page].dictionary, "Annots");
    for (size_t i = 0; all->kind == KIND_ARRAY && i < all->array.n; i++) {
        const struct value *annotation = array_get(x->p, all, i), *raw = &all->array.items[i];
        int object = raw->kind == KIND_REFERENCE ? raw->reference.number : x->p->pages[page].object;
        if (annotation->kind != KIND_DICTIONARY) {
            continue;
        }
        struct subject s = subject_of(x, annotation, object);
        s.page = (int)page + 1;
        s.around = element_around(x, annotation);
        judge(&checks_annotation, &s);
        examine_action(x, entry_get(x->p, annotation, "A"), object, (int)page + 1);
        const struct value *more = entry_get(x->p, annotation, "AA");
        for (size_t k = 0; more->kind == KIND_DICTIONARY && k < more->dictionary.n; k++) {
            examine_action(x, object_resolve(x->p, &more->dictionary.pairs[k].value), object, (int)page + 1);
        }
    }
}

static void examine_fields(struct examination *x, const struct value *all, int depth, size_t *left) {
    for (size_t i = 0; all->kind == KIND_ARRAY && i < all->array.n && depth < DEPTH && check_spend(left); i++) {
        const struct value *field = array_get(x->p, all, i), *raw = &all->array.items[i];
        if (field->kind == KIND_DICTIONARY) {
            struct subject s = subject_of(x, field, raw->kind == KIND_REFERENCE ? raw->reference.number : 0);
            judge(&checks_field, &s);
            examine_fields(x, entry_get(x->p, field, "Kids"), depth + 1, left);
        }
    }
}

void examine_annotations(struct examination *x) {
    size_t outlines = FIELDS, fields = FIELDS;
    for (size_t i = 0; i < x->p->n_pages; i++) {
        examine_page(x, i);
    }
    examine_action(x, entry_get(x->p, x->p->catalogue, "OpenAction"), 0, 0);
    examine_outline(x, entry_get(x->p, entry_get(x->p, x->p->catalogue, "Outlines"), "First"), 0, &outlines);
    if (x->form->kind == KIND_DICTIONARY) {
        examine_fields(x, entry_get(x->p, x->form, "Fields"), 0, &fields);
        struct subject s = subject_of(x, x->form, 0);
        judge(&checks_signature, &s);
    }
}
