#include "model/object_join.h"
#include "model/object.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/object_index.h"
#include "model/questionnaire.h"

struct objects *objects_new(struct arena *arena) {
    size_t n;
    struct objects *o = ARENA_NEW(arena, struct objects);
    o->arena = arena;
    vocabulary_all(&n);
    o->kinds = ARENA_ARRAY(arena, n, struct node_list);
    o->questionnaires = questionnaires_new(arena);
    return o;
}

// Grows `items` to hold one more; the capacity doubles.
static void *room(struct arena *arena, void *items, size_t n, size_t *cap, size_t size) {
    if (n < *cap)
        return items;
    size_t grown = *cap ? *cap * 2 : 16;
    items = arena_grow(arena, items, *cap * size, grown * size);
    *cap = grown;
    return items;
}

void node_list_add(struct arena *arena, struct node_list *list, const xmlNode *node) {
    list->items = room(arena, list->items, list->n, &list->cap, sizeof *list->items);
    list->items[list->n++] = node;
}

// The index

static uint64_t hash_text(const char *s) {
    uint64_t h = 14695981039346656037u;  // FNV-1a
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    return h ^ h >> 32;
}

static void index_put(struct index *index, const char *key, size_t position) {
    size_t i = hash_text(key) & (index->cap - 1);
    while (index->slots[i])
        i = (i + 1) & (index->cap - 1);
    index->slots[i] = (unsigned)position + 1;
}

typedef const char *key_of(const struct objects *o, size_t position);

static const char *object_key(const struct objects *o, size_t position) {
    return o->items[position].id;
}

static const char *office_key(const struct objects *o, size_t position) {
    return o->offices[position].key;
}

static const char *numbered_key(const struct objects *o, size_t position) {
    return o->numbered[position].document;
}

// The position of `key`, or -1.
static long index_get(const struct objects *o, const struct index *index, key_of *key_at, const char *key) {
    if (index->cap == 0)
        return -1;
    for (size_t i = hash_text(key) & (index->cap - 1); index->slots[i]; i = (i + 1) & (index->cap - 1))
        if (strcmp(key_at(o, index->slots[i] - 1), key) == 0)
            return (long)index->slots[i] - 1;
    return -1;
}

static void index_add(struct objects *o, struct index *index, key_of *key_at, const char *key, size_t position) {
    if ((index->n + 1) * 2 > index->cap) {
        struct index grown = {.cap = index->cap ? index->cap * 2 : 64, .n = index->n};
        grown.slots = ARENA_ARRAY(o->arena, grown.cap, unsigned);
        for (size_t i = 0; i < index->cap; i++)
            if (index->slots[i])
                index_put(&grown, key_at(o, index->slots[i] - 1), index->slots[i] - 1);
        *index = grown;
    }
    index_put(index, key, position);
    index->n++;
}

// Sets of nodes

static size_t slot_of(const struct node_set *set, const xmlNode *node) {
    size_t i = (uintptr_t)node / sizeof(void *) * 2654435769u & (set->cap - 1);
    while (set->slots[i] && set->slots[i] != node)
        i = (i + 1) & (set->cap - 1);
    return i;
}

bool node_set_has(const struct node_set *set, const xmlNode *node) {
    return node && set->n && set->slots[slot_of(set, node)] == node;
}

static void node_set_add(struct arena *arena, struct node_set *set, const xmlNode *node) {
    if (node_set_has(set, node))
        return;
    if ((set->n + 1) * 2 > set->cap) {
        struct node_set grown = {.cap = set->cap ? set->cap * 2 : 64, .n = set->n};
        grown.slots = ARENA_ARRAY(arena, grown.cap, const xmlNode *);
        for (size_t i = 0; i < set->cap; i++)
            if (set->slots[i])
                grown.slots[slot_of(&grown, set->slots[i])] = set->slots[i];
        *set = grown;
    }
    set->slots[slot_of(set, node)] = node;
    set->n++;
}

void objects_note_faulty(struct objects *o, const xmlNode *part) {
    node_set_add(o->arena, &o->faulty_parts, part);
    node_set_add(o->arena, &o->faulty_owners, part->parent);
}

// Adding

bool source_may_tell(struct source *s, const xmlNode *node, struct findings *findings) {
    if (s->findings > OBJECT_FINDINGS_MAX)
        return false;
    if (s->findings++ < OBJECT_FINDINGS_MAX)
        return true;
    findings_add(findings, "object.many", xml_place(node), NULL);
    return false;
}

const struct object *objects_entry(const struct objects *o, const char *id) {
    long at = id ? index_get(o, &o->by_id, object_key, id) : -1;
    return at < 0 ? NULL : &o->items[at];
}

size_t errors_since(const struct findings *findings, size_t before) {
    size_t n = 0;
    for (size_t i = before; i < findings->n; i++)
        n += findings->items[i].severity >= SEVERITY_ERROR;
    return n;
}

static void keep(struct objects *o, const xmlNode *node, const struct vocabulary_element *e, const char *id,
                 bool faulty) {
    size_t n;
    o->items = room(o->arena, o->items, o->n, &o->cap, sizeof *o->items);
    o->items[o->n] = (struct object){node, id, e, (unsigned)o->n_sources - 1, (unsigned)o->n, faulty, false};
    if (id)
        index_add(o, &o->by_id, object_key, id, o->n);
    o->n++;
    node_list_add(o->arena, &o->kinds[e - vocabulary_all(&n)], node);
}

static void replace(struct objects *o, struct object *object, const xmlNode *node) {
    size_t n;
    struct node_list *list = &o->kinds[object->element - vocabulary_all(&n)];
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i] == object->node)
            list->items[i] = node;
    object->node = node;
}

static void add_object(struct objects *o, struct source *s, const xmlNode *node, struct findings *findings) {
    const struct vocabulary_element *e = vocabulary_child(NULL, xml_name(node));
    bool ours = node->ns && strcmp((const char *)node->ns->href, XML_NS_DATA) == 0;
    if (!ours || !e) {
        object_tell_element(s, node, "data", ours, findings);
        return;
    }
    bool faulty = object_check(o, s, node, e, findings);
    const char *id = xml_attr(node, "id");
    if (text_blank(id))
        id = NULL;
    if (!id && vocabulary_attribute(e, "id")->required)
        return;  // told by object_check; nobody can refer to it
    if (id && !vocabulary_value_ok(VALUE_ID, NULL, id))
        return;
    const struct object *other = objects_entry(o, id);
    if (!other) {
        keep(o, node, e, id, faulty);
    } else if (object_joins(other->node, node)) {
        struct object *entry = &o->items[other - o->items];
        bool swapped = object_precedes(node, entry->node);
        const xmlNode *first = swapped ? node : entry->node, *second = swapped ? entry->node : node;
        replace(o, entry, object_join(o, s, first, second, findings));
        entry->source = swapped ? (unsigned)(s - o->sources) : entry->source;
        entry->faulty |= faulty;
    } else if (source_may_tell(s, node, findings)) {
        struct place first = xml_place(other->node);
        char at[64];
        snprintf(at, sizeof at, ":%d:%d", first.line, first.column);
        const xmlAttr *attribute = xmlHasProp(node, (const xmlChar *)"id");
        findings_add(findings, "object.twice", xml_place((const xmlNode *)attribute), "id", id, "berkas", first.file,
                     "tempat", at, NULL);
    }
}

static bool bears_name(const xmlNode *node, const xmlAttr *a) {
    const char *name = (const char *)a->name;
    return xml_is(node, "orang") && (strncmp(name, "gelar-", 6) == 0 || strcmp(name, "nama") == 0);
}

// White space of any kind at both ends, and where names and degrees are joined by the program, commas too.
static void trim_value(struct arena *arena, xmlNode *node, const xmlAttr *a) {
    const char *value = xml_attr(node, (const char *)a->name), *from = NULL, *to = NULL;
    bool commas = bears_name(node, a);
    if (a->ns || !value)
        return;
    for (const char *p = value, *end = value + strlen(value); p < end;) {
        const char *start = p;
        unsigned c = text_next(&p, end);
        if (text_is_space(c) || (commas && c == ','))
            continue;
        from = from ? from : start;
        to = p;
    }
    if (from && (from > value || *to))
        xmlSetProp(node, a->name, (const xmlChar *)arena_strndup(arena, from, (size_t)(to - from)));
}

static void trim(struct arena *arena, xmlNode *node) {
    for (const xmlAttr *a = node->properties; a; a = a->next)
        trim_value(arena, node, a);
    for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL))
        trim(arena, child);
}

bool objects_add(struct objects *o, const xmlDoc *doc, struct findings *findings) {
    const xmlNode *root = xmlDocGetRootElement(doc);
    struct place place = xml_place(root);
    if (!root || !xml_is(root, "data") || !root->ns || strcmp((const char *)root->ns->href, XML_NS_DATA) != 0) {
        findings_add(findings, "object.root", place, "nama", root ? xml_name(root) : "", "ruang",
                     root && root->ns ? (const char *)root->ns->href : "", NULL);
        return false;
    }
    o->sources = room(o->arena, o->sources, o->n_sources, &o->cap_sources, sizeof *o->sources);
    struct source *s = &o->sources[o->n_sources++];
    *s = (struct source){.name = place.file ? place.file : ""};
    trim(o->arena, (xmlNode *)root);
    for (const xmlNode *node = xml_child(root, NULL); node; node = xml_next(node, NULL))
        add_object(o, s, node, findings);
    return true;
}

void objects_unread(struct objects *o, const char *file) {
    enum { NAMED = 3 };
    o->n_unread++;
    if (o->n_unread <= NAMED)
        o->unread = o->unread ? arena_printf(o->arena, "%s, %s", o->unread, file) : arena_strdup(o->arena, file);
    else if (o->n_unread == NAMED + 1)
        o->unread = arena_printf(o->arena, "%s, …", o->unread);
}

// Asking

const xmlNode *objects_find(const struct objects *o, const char *kind, const char *id) {
    const struct object *entry = objects_entry(o, id);
    return entry && (!kind || strcmp(entry->element->name, kind) == 0) ? entry->node : NULL;
}

const xmlNode *const *objects_all(const struct objects *o, const char *kind, size_t *n) {
    size_t elements;
    const struct vocabulary_element *all = vocabulary_all(&elements), *e = vocabulary_child(NULL, kind);
    *n = e ? o->kinds[e - all].n : 0;
    return e ? o->kinds[e - all].items : NULL;
}

bool objects_faulty(const struct objects *o, const xmlNode *node) {
    if (node_set_has(&o->faulty_parts, node))
        return true;
    const struct object *entry = node ? objects_entry(o, xml_attr(node, "id")) : NULL;
    return entry && entry->node == node && entry->faulty;
}

bool objects_any_unread(const struct objects *o) {
    return o->n_unread > 0;
}

bool objects_waits(const struct objects *o, const char *id) {
    const struct object *entry = objects_entry(o, id);
    return entry && entry->waits;
}

const char *objects_nearest(const struct objects *o, const char *kind, const char *id) {
    const char *best = NULL;
    unsigned best_distance = (unsigned)strlen(id) / 3 > 2 ? (unsigned)strlen(id) / 3 : 2;
    for (size_t i = 0; i < o->n; i++) {
        const struct object *entry = &o->items[i];
        if (!entry->id || (kind && !vocabulary_lists(kind, entry->element->name)))
            continue;
        long difference = (long)strlen(entry->id) - (long)strlen(id);
        if (labs(difference) > (long)best_distance)
            continue;
        unsigned distance = text_distance(entry->id, id);
        if (distance < best_distance || (distance == best_distance && !best)) {
            best = entry->id;
            best_distance = distance;
        }
    }
    return best;
}

// Offices

static const char *key_of_office(struct arena *arena, const char *agency, const char *office) {
    return arena_printf(arena, "%s/%s", agency, text_lower(arena, text_collapse(arena, office)));
}

void objects_add_term(struct objects *o, const char *agency, const char *office, const xmlNode *term) {
    const char *key = key_of_office(o->arena, agency, office);
    long at = index_get(o, &o->by_office, office_key, key);
    if (at < 0) {
        o->offices = room(o->arena, o->offices, o->n_offices, &o->cap_offices, sizeof *o->offices);
        at = (long)o->n_offices;
        o->offices[o->n_offices++] = (struct office){.key = key};
        index_add(o, &o->by_office, office_key, key, (size_t)at);
    }
    node_list_add(o->arena, &o->offices[at].terms, term);
}

const xmlNode *const *objects_terms(const struct objects *o, struct arena *scratch, const char *agency,
                                    const char *office, size_t *n) {
    long at = index_get(o, &o->by_office, office_key, key_of_office(scratch, agency, office));
    *n = at < 0 ? 0 : o->offices[at].terms.n;
    return at < 0 ? NULL : o->offices[at].terms.items;
}

// Numbers and dates that were noted

void objects_add_numbering(struct objects *o, const char *document, const xmlNode *line) {
    long at = index_get(o, &o->by_numbered, numbered_key, document);
    if (at < 0) {
        o->numbered = room(o->arena, o->numbered, o->n_numbered, &o->cap_numbered, sizeof *o->numbered);
        at = (long)o->n_numbered;
        o->numbered[o->n_numbered++] = (struct numbered){.document = document};
        index_add(o, &o->by_numbered, numbered_key, document, (size_t)at);
    }
    node_list_add(o->arena, &o->numbered[at].lines, line);
}

const xmlNode *const *objects_numberings(const struct objects *o, const char *document, size_t *n) {
    long at = document ? index_get(o, &o->by_numbered, numbered_key, document) : -1;
    *n = at < 0 ? 0 : o->numbered[at].lines.n;
    return at < 0 ? NULL : o->numbered[at].lines.items;
}
