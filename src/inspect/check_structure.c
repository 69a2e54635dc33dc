// Elements of the structure tree: their types, where they may stand, what they must say (ISO 32000-1, 14.7 and 14.8).
#include <stdlib.h>

#include "inspect/check.h"

static const struct value *of(const struct subject *s, const char *key) {
    return entry_get(s->p, s->element->dictionary, key);
}

static enum tag tag(const struct subject *s) {
    return s->element->tag;
}

static enum tag parent_tag(const struct subject *s) {
    return s->element->parent ? s->element->parent->tag : TAG_NONE;
}

static size_t kids_of(const struct element *e, enum tag wanted) {
    size_t n = 0;
    for (const struct element *k = e->first; k; k = k->next) {
        n += k->tag == wanted;
    }
    return n;
}

// All kids are among these; content of its own is not looked at.
static bool only_kids(const struct element *e, const enum tag *allowed, size_t n) {
    for (const struct element *k = e->first; k; k = k->next) {
        size_t i = 0;
        while (i < n && allowed[i] != k->tag) {
            i++;
        }
        if (i == n) {
            return false;
        }
    }
    return true;
}
#define ONLY(e, ...) \
    only_kids(e, (const enum tag[]){__VA_ARGS__}, sizeof(const enum tag[]){__VA_ARGS__} / sizeof(enum tag))

// --- Types

static bool mapped(const struct subject *s) {
    return tag(s) != TAG_NONE || s->element->circular;
}

static bool not_circular(const struct subject *s) {
    return !s->element->circular;
}

static bool not_remapped(const struct subject *s) {
    return !s->element->remapped;
}

static bool type_named(const struct subject *s) {
    const struct value *v = of(s, "S");
    return v->kind != KIND_NAME || text_valid(v->text.p, v->text.n);
}

static bool parent_there(const struct subject *s) {
    return is_dictionary(of(s, "P"));
}

// --- Where they stand

#define PARENT(name, which, allowed)                        \
    static bool name(const struct subject *s) {             \
        enum tag p = parent_tag(s);                         \
        return tag(s) != (which) || (allowed);              \
    }
PARENT(row_place, TAG_TR, p == TAG_TABLE || p == TAG_THEAD || p == TAG_TBODY || p == TAG_TFOOT)
PARENT(head_place, TAG_THEAD, p == TAG_TABLE)
PARENT(body_place, TAG_TBODY, p == TAG_TABLE)
PARENT(foot_place, TAG_TFOOT, p == TAG_TABLE)
PARENT(header_cell_place, TAG_TH, p == TAG_TR)
PARENT(cell_place, TAG_TD, p == TAG_TR)
PARENT(item_place, TAG_LI, p == TAG_L)
PARENT(item_body_place, TAG_LBODY, p == TAG_LI)
PARENT(entry_place, TAG_TOCI, p == TAG_TOC)

static bool table_kids(const struct subject *s) {
    return tag(s) != TAG_TABLE || ONLY(s->element, TAG_TR, TAG_THEAD, TAG_TBODY, TAG_TFOOT, TAG_CAPTION);
}

static bool row_kids(const struct subject *s) {
    return tag(s) != TAG_TR || ONLY(s->element, TAG_TH, TAG_TD);
}

static bool head_kids(const struct subject *s) {
    return tag(s) != TAG_THEAD || ONLY(s->element, TAG_TR);
}

static bool body_kids(const struct subject *s) {
    return tag(s) != TAG_TBODY || ONLY(s->element, TAG_TR);
}

static bool foot_kids(const struct subject *s) {
    return tag(s) != TAG_TFOOT || ONLY(s->element, TAG_TR);
}

static bool list_kids(const struct subject *s) {
    return tag(s) != TAG_L || ONLY(s->element, TAG_L, TAG_LI, TAG_CAPTION);
}

static bool item_kids(const struct subject *s) {
    return tag(s) != TAG_LI || ONLY(s->element, TAG_LBL, TAG_LBODY);
}

static bool contents_kids(const struct subject *s) {
    return tag(s) != TAG_TOC || ONLY(s->element, TAG_TOC, TAG_TOCI, TAG_CAPTION);
}

static bool caption_first(const struct element *e) {
    for (const struct element *k = e->first ? e->first->next : NULL; k; k = k->next) {
        if (k->tag == TAG_CAPTION) {
            return false;
        }
    }
    return true;
}

static bool list_caption(const struct subject *s) {
    return tag(s) != TAG_L || caption_first(s->element);
}

static bool contents_caption(const struct subject *s) {
    return tag(s) != TAG_TOC || caption_first(s->element);
}

static bool table_caption(const struct subject *s) {
    for (const struct element *k = tag(s) == TAG_TABLE && s->element->first ? s->element->first->next : NULL;
         k && k->next; k = k->next) {
        if (k->tag == TAG_CAPTION) {
            return false;
        }
    }
    return true;
}

static bool table_captions(const struct subject *s) {
    return tag(s) != TAG_TABLE || kids_of(s->element, TAG_CAPTION) < 2;
}

static bool one_head(const struct subject *s) {
    return tag(s) != TAG_TABLE || kids_of(s->element, TAG_THEAD) <= 1;
}

static bool one_foot(const struct subject *s) {
    return tag(s) != TAG_TABLE || kids_of(s->element, TAG_TFOOT) <= 1;
}

static bool head_with_body(const struct subject *s) {
    return tag(s) != TAG_TABLE || !kids_of(s->element, TAG_THEAD) || kids_of(s->element, TAG_TBODY);
}

static bool foot_with_body(const struct subject *s) {
    return tag(s) != TAG_TABLE || !kids_of(s->element, TAG_TFOOT) || kids_of(s->element, TAG_TBODY);
}

static bool one_heading(const struct subject *s) {
    return kids_of(s->element, TAG_H) <= 1;
}

// --- What they say

static bool language_or_no(const struct subject *s, const char *key) {
    return of(s, key)->kind != KIND_STRING || s->x->language || s->element->language;
}

static bool actual_language(const struct subject *s) {
    return language_or_no(s, "ActualText");
}

static bool alternative_language(const struct subject *s) {
    return language_or_no(s, "Alt");
}

static bool expansion_language(const struct subject *s) {
    return language_or_no(s, "E");
}

static bool language_form(const struct subject *s) {
    return of(s, "Lang")->kind == KIND_NULL || language_tag(text_of(s->p, of(s, "Lang")));
}

static bool described(const struct subject *s) {
    return *text_of(s->p, of(s, "Alt")) || *text_of(s->p, of(s, "ActualText"));
}

static bool figure_described(const struct subject *s) {
    return tag(s) != TAG_FIGURE || described(s);
}

static bool formula_described(const struct subject *s) {
    return tag(s) != TAG_FORMULA || described(s);
}

static bool note_identified(const struct subject *s) {
    return tag(s) != TAG_NOTE || of(s, "ID")->kind == KIND_STRING;
}

static bool note_unique(const struct subject *s) {
    return !s->element->repeated;
}

// A form element that has no role is around one field and nothing else.
static bool form_single(const struct subject *s) {
    const struct element *e = s->element;
    return tag(s) != TAG_FORM || (e->n_objects == 1 && e->n_contents == 0) ||
           element_attribute(s->p, e, "PrintField", "Role")->kind == KIND_NAME;
}

// --- Headings

// The first is H1, and going down no level is left out.
static bool heading_order(const struct subject *s) {
    return s->element->level <= s->element->above + 1;
}

static bool headings_of_one_kind(const struct subject *s) {
    return tag(s) != TAG_H || !s->x->tree->numbered;
}

static const struct check element_checks[] = {
    {"type-mapped", "A 6.7.3.4-1 U 7.1-5", mapped},
    {"type-circle", "A 6.7.3.4-2 U 7.1-6", not_circular},
    {"type-remapped", "A 6.7.3.4-3 U 7.1-7", not_remapped},
    {"type-utf8", "A 6.1.8-1", type_named},
    {"element-parent", "U 7.1-12", parent_there},
    {"table-kids", "U 7.2-3", table_kids},
    {"row-place", "U 7.2-4", row_place},
    {"table-head-place", "U 7.2-5", head_place},
    {"table-body-place", "U 7.2-6", body_place},
    {"table-foot-place", "U 7.2-7", foot_place},
    {"header-cell-place", "U 7.2-8", header_cell_place},
    {"cell-place", "U 7.2-9", cell_place},
    {"row-kids", "U 7.2-10", row_kids},
    {"one-head", "U 7.2-11", one_head},
    {"one-foot", "U 7.2-12", one_foot},
    {"foot-with-body", "U 7.2-13", foot_with_body},
    {"head-with-body", "U 7.2-14", head_with_body},
    {"table-caption", "U 7.2-16", table_caption},
    {"item-place", "U 7.2-17", item_place},
    {"item-body-place", "U 7.2-18", item_body_place},
    {"list-kids", "U 7.2-19", list_kids},
    {"item-kids", "U 7.2-20", item_kids},
    {"actual-language", "U 7.2-21", actual_language},
    {"alternative-language", "U 7.2-22", alternative_language},
    {"expansion-language", "U 7.2-23", expansion_language},
    {"entry-place", "U 7.2-26", entry_place},
    {"contents-kids", "U 7.2-27", contents_kids},
    {"contents-caption", "U 7.2-28", contents_caption},
    {"element-language", "A 6.7.4-1 U 7.2-29", language_form},
    {"head-kids", "U 7.2-36", head_kids},
    {"body-kids", "U 7.2-37", body_kids},
    {"foot-kids", "U 7.2-38", foot_kids},
    {"table-captions", "U 7.2-39", table_captions},
    {"list-caption", "U 7.2-40", list_caption},
    {"figure", "U 7.3-1", figure_described},
    {"heading-order", "U 7.4.2-1", heading_order},
    {"one-heading", "U 7.4.4-1", one_heading},
    {"headings-of-one-kind", "U 7.4.4-2 U 7.4.4-3", headings_of_one_kind},
    {"formula", "U 7.7-1", formula_described},
    {"note-id", "U 7.9-1", note_identified},
    {"note-unique", "U 7.9-2", note_unique},
    {"form-single", "U 7.18.4-2", form_single},
};
CHECKS(checks_element, element_checks);

// --- What is known of an element only among all

static void find_levels(struct tree *tree) {
    int above = 0;
    for (size_t i = 0; i < tree->n; i++) {
        struct element *e = tree->items[i];
        if (e->tag >= TAG_H1 && e->tag <= TAG_H6) {
            e->level = (int)(e->tag - TAG_H1) + 1;
            e->above = above;
            above = e->level;
            tree->numbered = true;
        }
    }
}

struct note {
    struct str id;
    struct element *element;
};

static int by_id(const void *a, const void *b) {
    const struct note *x = a, *y = b;
    size_t n = x->id.n < y->id.n ? x->id.n : y->id.n;
    int c = memcmp(x->id.p, y->id.p, n);
    return c ? c : x->id.n < y->id.n ? -1 : x->id.n > y->id.n;
}

static void find_repeated(struct tree *tree) {
    struct note *notes = NULL;
    size_t n = 0;
    for (size_t i = 0; i < tree->n; i++) {
        const struct value *id = &(struct value){0};
        if (tree->items[i]->tag == TAG_NOTE) {
            id = entry_get(tree->p, tree->items[i]->dictionary, "ID");
        }
        if (id->kind == KIND_STRING) {
            notes = notes ? notes : ARENA_ARRAY(tree->p->arena, tree->n, struct note);
            notes[n++] = (struct note){id->text, tree->items[i]};
        }
    }
    if (n > 1) {
        qsort(notes, n, sizeof *notes, by_id);
    }
    for (size_t i = 1; i < n; i++) {
        notes[i].element->repeated = by_id(&notes[i - 1], &notes[i]) == 0;
    }
}

void examine_structure(struct examination *x) {
    find_levels(x->tree);
    find_repeated(x->tree);
    for (size_t i = 0; i < x->tree->n; i++) {
        struct element *e = x->tree->items[i];
        struct subject s = subject_of(x, e->dictionary, e->object);
        s.element = e;
        judge(&checks_element, &s);
        if (e->tag == TAG_TABLE) {
            judge(&checks_table, &s);
        }
    }
}
