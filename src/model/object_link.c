// References between objects: each leads somewhere, chains of parents end, and offices know their holders.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/followup.h"
#include "model/object_index.h"
#include "model/resolving.h"

static int compare_objects(const void *a, const void *b, void *objects) {
    const struct object *x = a, *y = b;
    const struct source *sources = ((const struct objects *)objects)->sources;
    int by_file = strcmp(sources[x->source].name, sources[y->source].name);
    if (by_file)
        return by_file;
    return x->order < y->order ? -1 : x->order > y->order;
}

// The order of the result must not depend on the order in which files were read.
static void sort_kinds(struct objects *o) {
    size_t n;
    const struct vocabulary_element *all = vocabulary_all(&n);
    struct object *sorted = ARENA_ARRAY(o->arena, o->n + 1, struct object);
    if (o->n)
        memcpy(sorted, o->items, o->n * sizeof *sorted);
    qsort_r(sorted, o->n, sizeof *sorted, compare_objects, o);
    for (size_t i = 0; i < n; i++)
        o->kinds[i].n = 0;
    for (size_t i = 0; i < o->n; i++)
        node_list_add(o->arena, &o->kinds[sorted[i].element - all], sorted[i].node);
}

static void collect_terms(struct objects *o) {
    size_t n;
    const xmlNode *const *people = objects_all(o, "orang", &n);
    o->n_offices = 0;
    o->by_office = (struct index){0};
    for (size_t i = 0; i < n; i++)
        for (const xmlNode *term = xml_child(people[i], "jabatan"); term; term = xml_next(term, "jabatan")) {
            const char *agency = xml_attr(term, "instansi"), *office = xml_attr(term, "nama");
            if (!text_blank(agency) && !text_blank(office))
                objects_add_term(o, agency, office, term);
        }
}

static void collect_numberings(struct objects *o) {
    size_t n;
    const xmlNode *const *all = objects_all(o, "penomoran", &n);
    o->n_numbered = 0;
    o->by_numbered = (struct index){0};
    for (size_t i = 0; i < n; i++) {
        const char *document = xml_attr(all[i], "naskah");
        if (!text_blank(document))
            objects_add_numbering(o, document, all[i]);
    }
}

bool objects_add_numberings(struct objects *o, const xmlDoc *doc, size_t n, struct findings *findings) {
    xmlNode *root = xmlDocGetRootElement(doc), *first = root ? xmlLastElementChild(root) : NULL;
    for (size_t left = n; first && xml_is(first, "penomoran") && left > 1; left--)
        first = xmlPreviousElementSibling(first);
    if (n == 0 || !first || !xml_is(first, "penomoran"))
        return false;
    for (xmlNode *old = xmlPreviousElementSibling(first); old; old = xmlPreviousElementSibling(first)) {
        xmlUnlinkNode(old);  // known from the first time
        xmlFreeNode(old);
    }
    bool taken = objects_add(o, doc, findings);
    sort_kinds(o);
    collect_numberings(o);
    return taken;
}

// Evidence may name a document that nobody wrote down because the plan derives it.
static bool derived_document(const struct objects *o, const char *id) {
    return plan_derived(o->arena, o, id).subject != NULL;
}

static void check_one(struct objects *o, struct source *s, const xmlNode *node, const struct vocabulary_attribute *a,
                      const char *target, const char *id, struct findings *findings) {
    const struct object *found = objects_entry(o, id);
    if (found && vocabulary_lists(target, found->element->name))
        return;
    if (vocabulary_lists(target, "naskah") && derived_document(o, id))
        return;
    if (!found && o->unread) {
        o->unchecked++;
        return;
    }
    if (!source_may_tell(s, node, findings))
        return;
    const char *nearest = found ? NULL : objects_nearest(o, target, id);
    const char *rule = found ? "object.kind" : nearest ? "object.dangling" : "object.dangling.unknown";
    const xmlNode *attribute = (const xmlNode *)xmlHasProp(node, (const xmlChar *)a->name);
    findings_add(findings, rule, xml_place(attribute), "nama", a->name, "id", id, "jenis", target, "nyata",
                 found ? found->element->name : "", "terdekat", nearest, NULL);
}

static void check_reference(struct objects *o, struct source *s, const xmlNode *node,
                            const struct vocabulary_attribute *a, const char *value, struct findings *findings) {
    char *words = arena_strdup(o->arena, value), *rest = words;
    if (a->kind == VALUE_OFFICE) {
        words[strcspn(words, "/")] = '\0';
        check_one(o, s, node, a, "instansi", words, findings);
        return;
    }
    for (char *word = strtok_r(words, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest))
        check_one(o, s, node, a, a->target, word, findings);
}

static bool refers(enum value_kind kind) {
    return kind == VALUE_REF || kind == VALUE_REFS || kind == VALUE_OFFICE;
}

static void check_attributes(struct objects *o, struct source *s, const xmlNode *node,
                             const struct vocabulary_element *e, struct findings *findings) {
    for (size_t i = 0; i < e->n_attributes; i++) {
        const struct vocabulary_attribute *a = &e->attributes[i];
        const char *value = refers(a->kind) ? xml_attr(node, a->name) : NULL;
        if (!text_blank(value) && vocabulary_value_ok(a->kind, a->target, value))
            check_reference(o, s, node, a, value, findings);
    }
}

// Returns how many errors the node itself has, those of its parts left out.
static size_t check_references(struct objects *o, struct source *s, const xmlNode *node,
                               const struct vocabulary_element *e, struct findings *findings) {
    size_t before = findings->n, unchecked = o->unchecked, of_parts = 0;
    check_attributes(o, s, node, e, findings);
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        const struct vocabulary_element *known = vocabulary_child(e, xml_name(child));
        if (!known || vocabulary_is_rich(known->name))
            continue;
        size_t errors = check_references(o, s, child, known, findings);
        if (errors && object_is_part(known)) {
            objects_note_faulty(o, child);
            of_parts += errors;
        }
    }
    return errors_since(findings, before) + o->unchecked - unchecked - of_parts;
}

// Only agencies have parents. Each circle is told once, at its smallest id.
static void check_circle(struct objects *o, struct source *s, const xmlNode *node, struct findings *findings) {
    const char *start = xml_attr(node, "id"), *smallest = start;
    const xmlNode *at = node;
    for (size_t steps = 0; steps <= o->n; steps++) {
        at = objects_find(o, "instansi", xml_attr(at, "induk"));
        if (!at)
            return;
        if (at == node) {
            if (smallest == start && source_may_tell(s, node, findings))
                findings_add(findings, "object.circular", xml_place(node), "id", start, "nama", "induk", NULL);
            return;
        }
        if (strcmp(xml_attr(at, "id"), smallest) < 0)
            smallest = xml_attr(at, "id");
        if (steps > 100)
            return;  // no office is nested so deeply; agency_parent stops there too
    }
}

// What was decided about the day of a session counts before what was asked for; the last decision holds.
static void apply_schedules(struct objects *o) {
    static const char *const decided[] = {"tanggal", "mulai", "tempat"};
    size_t n;
    const xmlNode *const *all = objects_all(o, "penjadwalan", &n);
    for (size_t i = 0; i < n; i++) {
        xmlNode *meeting = (xmlNode *)objects_find(o, "kegiatan", xml_attr(all[i], "kegiatan"));
        for (size_t k = 0; meeting && k < sizeof decided / sizeof *decided; k++)
            if (!text_blank(xml_attr(all[i], decided[k])))
                xml_set(meeting, decided[k], xml_attr(all[i], decided[k]));
    }
}

void objects_link(struct objects *o, struct findings *findings) {
    sort_kinds(o);
    apply_schedules(o);
    collect_terms(o);
    collect_numberings(o);
    former_names_index(o);
    for (size_t i = 0; i < o->n; i++) {
        struct object *entry = &o->items[i];
        struct source *s = &o->sources[entry->source];
        size_t all = findings->n, unchecked = o->unchecked;
        bool sound = !entry->faulty && !node_set_has(&o->faulty_owners, entry->node);
        size_t errors = check_references(o, s, entry->node, entry->element, findings), before = findings->n;
        if (strcmp(entry->element->name, "instansi") == 0)
            check_circle(o, s, entry->node, findings);
        entry->faulty |= errors + errors_since(findings, before) > 0;
        entry->waits = sound && o->unchecked > unchecked && errors_since(findings, all) == 0;
    }
    if (o->unchecked)
        findings_add(findings, "object.unchecked", (struct place){0}, "jumlah",
                     arena_printf(o->arena, "%zu", o->unchecked), "berkas", o->unread, NULL);
    followups_index(o, findings);
}
