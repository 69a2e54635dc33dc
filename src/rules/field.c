// The fields of a profile: found by their ids, many times a proposal.
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "rules/rule.h"

const xmlNode *field_find(const xmlNode *node, const char *id) {
    for (const xmlNode *child = xml_child(node, NULL); id && child; child = xml_next(child, NULL)) {
        const char *own = xml_is(child, "isian") ? xml_attr(child, "id") : NULL;
        if (own && strcmp(own, id) == 0) {
            return child;
        }
        const xmlNode *below = xml_is(child, "jawaban") ? NULL : field_find(child, id);
        if (below) {
            return below;
        }
    }
    return NULL;
}

bool field_asked(const struct check *c, const char *id) {
    const struct asked *field = field_of(c->profile, id);
    return group_listed(field ? xml_attr(field->section, "kelompok") : NULL, c->group);
}

// ---- noting

static const char *filled(const char *text) {
    return text && *text ? text : NULL;
}

static size_t count_children(const xmlNode *section) {
    size_t n = 0;
    for (const xmlNode *f = xml_child(section, "isian"); f; f = xml_next(f, "isian")) {
        n++;
    }
    return n;
}

// The last part of an id in words: "inovatif.kebaruan" is called "kebaruan".
static const char *words_of(struct arena *arena, const char *id) {
    const char *point = strrchr(id, '.');
    char *words = arena_strdup(arena, point && point[1] ? point + 1 : id);
    for (char *c = words; *c; c++) {
        *c = *c == '-' ? ' ' : *c;
    }
    return words;
}

static const char *label_of(struct arena *arena, const struct asked *f) {
    const char *label = filled(xml_attr(f->section, "label"));
    const char *own = filled(xml_attr(f->node, "label"));
    own = own ? own : filled(xml_attr(f->node, "judul"));
    own = own ? own : words_of(arena, f->id);
    if (!label) {
        return own;
    }
    bool alone = f->node->parent == f->section && count_children(f->section) == 1;
    return alone ? label : arena_printf(arena, "%s (%s)", label, own);
}

bool field_required(const xmlNode *definition) {
    const char *wajib = xml_attr(definition, "wajib");
    return wajib && strcmp(wajib, "ya") == 0;
}

static size_t count_below(const xmlNode *node) {
    size_t n = 0;
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        n += xml_is(child, "isian") + count_below(child);
    }
    return n;
}

static void note_below(struct arena *arena, struct profile *p, const xmlNode *node, const xmlNode *section,
                       const xmlNode ***required) {
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        const char *id = xml_is(child, "isian") ? xml_attr(child, "id") : NULL;
        if (id) {
            struct asked *f = &p->fields[p->n_fields++];
            *f = (struct asked){.id = id, .node = child, .section = section};
            f->label = label_of(arena, f);
            if (field_required(child)) {
                *(*required)++ = child;
            }
        }
        note_below(arena, p, child, xml_is(child, "bagian") ? child : section, required);
    }
}

static int by_id(const void *a, const void *b) {
    return strcmp(((const struct asked *)a)->id, ((const struct asked *)b)->id);
}

void fields_note(struct arena *arena, struct profile *p) {
    size_t n = count_below(p->root) + 1;
    p->fields = ARENA_ARRAY(arena, n, struct asked);
    p->n_fields = 0;
    p->required = ARENA_ARRAY(arena, n, const xmlNode *);
    const xmlNode **required = p->required;
    note_below(arena, p, p->root, NULL, &required);
    qsort(p->fields, p->n_fields, sizeof *p->fields, by_id);
}

// ---- finding

const struct asked *field_of(const struct profile *p, const char *id) {
    struct asked key = {.id = id};
    return id ? bsearch(&key, p->fields, p->n_fields, sizeof *p->fields, by_id) : NULL;
}

static void answered_below(const struct profile *p, const xmlNode *node, const xmlNode **answers) {
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        const struct asked *field = xml_is(child, "isian") ? field_of(p, xml_attr(child, "id")) : NULL;
        if (field && !answers[field - p->fields]) {
            answers[field - p->fields] = child;
        }
        if (!xml_is(child, "jawaban")) {
            answered_below(p, child, answers);
        }
    }
}

const xmlNode **fields_answered(struct arena *arena, const struct profile *p, const xmlNode *node) {
    const xmlNode **answers = ARENA_ARRAY(arena, p->n_fields + 1, const xmlNode *);
    answered_below(p, node, answers);
    return answers;
}

const char *field_label(const struct profile *p, const char *id) {
    const struct asked *field = field_of(p, id);
    return field ? field->label : id;
}
