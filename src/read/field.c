#include "read/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "read/fold.h"

struct names {
    struct field_name *items;
    size_t n, cap;
};

static void names_add(struct arena *arena, struct names *names, const char *text) {
    if (text_blank(text)) {
        return;
    }
    const char *folded = fold_label(arena, text);
    for (size_t i = 0; i < names->n; i++) {
        if (strcmp(names->items[i].folded, folded) == 0) {
            return;
        }
    }
    if (names->n == names->cap) {
        size_t cap = names->cap ? names->cap * 2 : 4;
        names->items = arena_grow(arena, names->items, names->cap * sizeof *names->items, cap * sizeof *names->items);
        names->cap = cap;
    }
    names->items[names->n++] = (struct field_name){arena_strdup(arena, text_collapse(arena, text)), folded};
}

static void names_add_children(struct arena *arena, struct names *names, const xmlNode *node, const char *child) {
    for (const xmlNode *c = xml_child(node, child); c; c = xml_next(c, child)) {
        names_add(arena, names, xml_text(arena, c));
    }
}

// "a|b|c"
static void names_add_list(struct arena *arena, struct names *names, const char *list) {
    for (const char *p = list ? list : ""; *p;) {
        size_t n = strcspn(p, "|");
        names_add(arena, names, arena_strndup(arena, p, n));
        p += n + (p[n] == '|');
    }
}

static size_t count(const xmlNode *node, const char *name) {
    size_t n = 0;
    for (const xmlNode *c = xml_child(node, name); c; c = xml_next(c, name)) {
        n += 1 + count(c, name);
    }
    return n;
}

static void read_choices(struct arena *arena, struct field *f, const xmlNode *node) {
    f->choices = ARENA_ARRAY(arena, count(node, "pilihan") + 1, struct field_choice);
    for (const xmlNode *c = xml_child(node, "pilihan"); c; c = xml_next(c, "pilihan")) {
        struct names names = {0};
        const char *value = xml_text(arena, c);
        names_add(arena, &names, value);
        names_add_list(arena, &names, xml_attr(c, "alias"));
        f->choices[f->n_choices++] = (struct field_choice){value, names.items, names.n};
    }
}

static enum field_kind kind_of(const xmlNode *node) {
    static const struct {
        const char *name;
        enum field_kind kind;
    } kinds[] = {{"kata", FIELD_WORD}, {"pilihan", FIELD_CHOICE}, {"tanggal", FIELD_DATE}};
    const char *name = xml_attr(node, "jenis");
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(name, kinds[i].name) == 0) {
            return kinds[i].kind;
        }
    }
    return FIELD_TEXT;
}

static void read_field(struct arena *arena, struct form *form, const xmlNode *node, const struct field *parent,
                       const xmlNode *section) {
    struct field *f = &form->fields[form->n_fields++];
    struct names names = {0}, questions = {0};
    const char *required = xml_attr(node, "wajib");
    f->id = arena_strdup(arena, xml_attr(node, "id"));
    f->kind = kind_of(node);
    f->from = arena_strdup(arena, xml_attr(node, "dari"));
    f->required = required && strcmp(required, "ya") == 0;
    f->parent = parent;
    f->section = (int)form->n_sections;
    names_add(arena, &names, xml_attr(node, "label"));
    names_add(arena, &names, xml_attr(node, "judul"));
    names_add_children(arena, &names, node, "alias");
    if (section) {
        names_add(arena, &names, xml_attr(section, "label"));
        names_add_children(arena, &names, section, "alias");
    }
    names_add_children(arena, &questions, node, "tanya");
    f->names = names.items;
    f->n_names = names.n;
    f->questions = questions.items;
    f->n_questions = questions.n;
    form->questions = form->questions || questions.n > 0;
    read_choices(arena, f, node);
    for (const xmlNode *part = xml_child(node, "isian"); part; part = xml_next(part, "isian")) {
        read_field(arena, form, part, f, NULL);
    }
}

static void read_section(struct arena *arena, struct form *form, const xmlNode *node) {
    struct field_section *s = &form->sections[form->n_sections];
    struct names names = {0};
    const xmlNode *first = xml_child(node, "isian");
    bool alone = first && !xml_next(first, "isian");
    s->id = arena_strdup(arena, xml_attr(node, "id"));
    s->first = (int)form->n_fields;
    names_add(arena, &names, xml_attr(node, "label"));
    names_add_children(arena, &names, node, "alias");
    for (const xmlNode *field = first; field; field = xml_next(field, "isian")) {
        read_field(arena, form, field, NULL, alone ? node : NULL);
    }
    s->names = names.items;
    s->n_names = names.n;
    s->n = (int)form->n_fields - s->first;
    form->n_sections++;
}

void forms_add(struct arena *arena, struct forms *forms, const xmlNode *profile) {
    struct form form = {.id = arena_strdup(arena, xml_attr(profile, "id")),
                        .title = arena_strdup(arena, xml_attr(profile, "judul")),
                        .year = arena_strdup(arena, xml_attr(profile, "tahun")),
                        .meeting = arena_strdup(arena, xml_attr(profile, "kegiatan")),
                        .meeting_kind = arena_strdup(arena, xml_attr(profile, "jenis-kegiatan")),
                        .derived = xml_attr(profile, "extends") != NULL};
    size_t fields = 0;
    for (const xmlNode *s = xml_child(profile, "bagian"); s; s = xml_next(s, "bagian")) {
        fields += count(s, "isian");
    }
    if (!form.id || fields == 0) {
        return;
    }
    form.fields = ARENA_ARRAY(arena, fields, struct field);
    form.sections = ARENA_ARRAY(arena, count(profile, "bagian") + 1, struct field_section);
    for (const xmlNode *s = xml_child(profile, "bagian"); s; s = xml_next(s, "bagian")) {
        read_section(arena, &form, s);
    }
    if (forms->n == forms->cap) {
        size_t cap = forms->cap ? forms->cap * 2 : 8;
        forms->items = arena_grow(arena, forms->items, forms->cap * sizeof form, cap * sizeof form);
        forms->cap = cap;
    }
    forms->items[forms->n++] = form;
}

const struct form *forms_find(const struct forms *forms, const char *id) {
    for (size_t i = 0; id && i < forms->n; i++) {
        if (strcmp(forms->items[i].id, id) == 0) {
            return &forms->items[i];
        }
    }
    return NULL;
}

const struct field *form_field(const struct form *form, const char *id) {
    for (size_t i = 0; id && i < form->n_fields; i++) {
        if (strcmp(form->fields[i].id, id) == 0) {
            return &form->fields[i];
        }
    }
    return NULL;
}

const char *form_field_name(struct arena *arena, const struct form *form, const struct field *field) {
    const struct field_section *s = &form->sections[field->section];
    return field->n_names ? field->names[0].text
           : s->n_names   ? arena_printf(arena, "%s (%s)", s->names[0].text, field->id)
                          : field->id;
}

// ---- words

struct words *words_new(struct arena *arena, const xmlNode *root) {
    struct words *words = ARENA_NEW(arena, struct words);
    words->items = ARENA_ARRAY(arena, count(root, "kata") + 1, struct word);
    for (const xmlNode *c = xml_child(root, "kata"); c; c = xml_next(c, "kata")) {
        const char *text = xml_text(arena, c), *kind = xml_attr(c, "jenis");
        if (!text_blank(text) && kind) {
            words->items[words->n++] = (struct word){arena_strdup(arena, kind), {text, fold_text(arena, text)},
                                                     arena_strdup(arena, xml_attr(c, "nilai"))};
        }
    }
    return words;
}

const struct word *words_is(const struct words *words, const char *kind, const char *folded) {
    for (size_t i = 0; words && i < words->n; i++) {
        if (strcmp(words->items[i].kind, kind) == 0 && strcmp(words->items[i].name.folded, folded) == 0) {
            return &words->items[i];
        }
    }
    return NULL;
}

const struct word *words_begins(const struct words *words, const char *kind, const char *folded) {
    for (size_t i = 0; words && i < words->n; i++) {
        size_t n = strlen(words->items[i].name.folded);
        if (strcmp(words->items[i].kind, kind) == 0 && strncmp(folded, words->items[i].name.folded, n) == 0 &&
            (folded[n] == ' ' || folded[n] == '\0')) {
            return &words->items[i];
        }
    }
    return NULL;
}
