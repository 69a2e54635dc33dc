// The vocabulary applied to one object: names, values, what must be there and what may not.
#include <libxml/tree.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/format.h"
#include "model/object_index.h"

struct checking {
    struct objects *objects;
    struct source *source;
    struct findings *findings;
    size_t part_errors;  // those of parts, which do not count against the object
};

static bool tell(struct checking *c, const xmlNode *node) {
    return source_may_tell(c->source, node, c->findings);
}

// A date with another day's name is read by its number, and told: one of the two is a slip.
static void check_weekday(struct checking *c, const xmlNode *node, const char *name, const char *value) {
    const char *day = date_weekday_fault(value);
    if (day && tell(c, node))
        findings_add(c->findings, "object.weekday", xml_place(node), "nama", name, "nilai", value, "hari",
                     format_weekday_told(c->findings->arena, day), NULL);
}

// `node` is the attribute or the element that holds the value: there the finding points.
static void check_value(struct checking *c, const xmlNode *node, const char *name, enum value_kind kind,
                        const char *target, const char *value) {
    if (kind == VALUE_DATE)
        check_weekday(c, node, name, value);
    if (text_blank(value) || vocabulary_value_ok(kind, target, value) || !tell(c, node))
        return;
    findings_add(c->findings, vocabulary_value_rule(kind), xml_place(node), "nama", name, "nilai", value, "pilihan",
                 target ? target : "", NULL);
}

static const char *attribute_value(const xmlNode *node, const xmlAttr *attribute) {
    const char *value = xml_attr(node, (const char *)attribute->name);
    return value ? value : "";
}

// Rules about names come in two: one that proposes the nearest known name, and one for when there is none.
static void tell_attribute(struct checking *c, const xmlNode *node, const struct vocabulary_element *e,
                           const char *name) {
    const char *nearest = vocabulary_nearest_attribute(e, name);
    findings_add(c->findings, nearest ? "object.attribute" : "object.attribute.unknown", xml_place(node), "nama", name,
                 "unsur", e->name, "terdekat", nearest, NULL);
}

void object_tell_element(struct source *s, const xmlNode *node, const char *parent, bool ours,
                         struct findings *findings) {
    const char *name = xml_name(node), *nearest = vocabulary_nearest_element(name);
    if (!source_may_tell(s, node, findings))
        return;
    bool here = nearest && strcmp(nearest, name) == 0;  // a known name in the wrong place
    const char *rule = !ours ? "object.namespace" : here ? "object.misplaced" : "object.element";
    findings_add(findings, ours && !nearest ? "object.element.unknown" : rule, xml_place(node), "nama", name, "induk",
                 parent, "terdekat", nearest, NULL);
}

// A session that somebody asked for waits for its day: what is not said yet is no slip.
static bool waits_for_schedule(const xmlNode *node, const char *name) {
    return xml_is(node, "kegiatan") && xml_child(node, "permohonan") && vocabulary_lists("tanggal mulai tempat", name);
}

static void check_attributes(struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        const struct vocabulary_attribute *known = a->ns ? NULL : vocabulary_attribute(e, name);
        if (known && !known->record)
            check_value(c, (const xmlNode *)a, name, known->kind, known->target, attribute_value(node, a));
        else if (tell(c, node))
            tell_attribute(c, (const xmlNode *)a, e, name);
    }
    for (size_t i = 0; i < e->n_attributes; i++)
        if (e->attributes[i].required && text_blank(xml_attr(node, e->attributes[i].name)) &&
            !waits_for_schedule(node, e->attributes[i].name) && tell(c, node))
            findings_add(c->findings, "object.required", xml_place(node), "nama", e->attributes[i].name, "unsur",
                         e->name, NULL);
}

static bool blank_text(const xmlNode *text) {
    return text_blank((const char *)text->content);
}

static void check_text(struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    if (e->content == CONTENT_TEXT) {
        if (e->text == VALUE_TEXT)
            return;
        xmlChar *text = xmlNodeGetContent(node);
        char trimmed[200];
        size_t n = 0;
        for (const xmlChar *p = text; p && *p && n + 1 < sizeof trimmed; p++)
            if (n || !strchr(" \t\r\n", *p))
                trimmed[n++] = (char)*p;
        while (n && strchr(" \t\r\n", trimmed[n - 1]))
            n--;
        trimmed[n] = '\0';
        xmlFree(text);
        check_value(c, node, e->name, e->text, e->text_target, trimmed);
        return;
    }
    if (e->content == CONTENT_INLINE || e->content == CONTENT_RICH)
        return;
    for (const xmlNode *t = node->children; t; t = t->next)
        if ((t->type == XML_TEXT_NODE || t->type == XML_CDATA_SECTION_NODE) && !blank_text(t)) {
            if (tell(c, node))
                findings_add(c->findings, "object.text", xml_place(node), "unsur", e->name, NULL);
            return;
        }
}

// How often a child stands there: at most once for some, at least once for others.
static void check_counts(struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    size_t n;
    const struct vocabulary_element *all = vocabulary_all(&n);
    for (size_t i = 0; i < n; i++) {
        if ((!all[i].single && !all[i].required) || !vocabulary_lists(all[i].parents, e->name))
            continue;
        const xmlNode *first = xml_child(node, all[i].name), *second = first ? xml_next(first, all[i].name) : NULL;
        if (!first && all[i].required && tell(c, node))
            findings_add(c->findings, "object.required", xml_place(node), "nama", all[i].name, "unsur", e->name, NULL);
        if (second && all[i].single && tell(c, second))
            findings_add(c->findings, "object.repeated", xml_place(second), "nama", all[i].name, "unsur", e->name,
                         NULL);
    }
}

// Rows of a team or of an attendance list are people by reference or by name; signers and addressees may be named by
// their office as well, addressees also by their agency. One of those that an element knows must be given.
static void check_person(struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    static const char *const ways[] = {"orang", "nama", "jabatan", "instansi"};
    const struct vocabulary_attribute *office = vocabulary_attribute(e, "jabatan");
    bool by_office = office && office->kind == VALUE_OFFICE;
    if (e->object || !vocabulary_attribute(e, "orang") || !(by_office || vocabulary_attribute(e, "nama")))
        return;
    for (size_t i = 0; i < (by_office ? 4 : 2); i++)
        if (!text_blank(xml_attr(node, ways[i])))
            return;
    if (tell(c, node))
        findings_add(c->findings, "object.required", xml_place(node), "nama", by_office ? "jabatan" : "orang", "unsur",
                     e->name, NULL);
}

bool object_is_part(const struct vocabulary_element *e) {
    return strcmp(e->name, "usulan") == 0 || strcmp(e->name, "bukti") == 0;
}

static void check_children(struct checking *c, const xmlNode *node, const struct vocabulary_element *e);

static void check(struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    if (c->source->findings > OBJECT_FINDINGS_MAX)
        return;
    size_t before = c->findings->n;
    check_attributes(c, node, e);
    check_text(c, node, e);
    check_counts(c, node, e);
    check_person(c, node, e);
    check_children(c, node, e);
    size_t errors = object_is_part(e) ? errors_since(c->findings, before) : 0;
    if (errors)
        objects_note_faulty(c->objects, node);
    c->part_errors += errors;
}

static void check_children(struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        bool ours = child->ns && strcmp((const char *)child->ns->href, XML_NS_DATA) == 0;
        const struct vocabulary_element *known = ours ? vocabulary_child(e, xml_name(child)) : NULL;
        if (known)
            check(c, child, known);
        else
            object_tell_element(c->source, child, e->name, ours, c->findings);
    }
}

bool object_check(struct objects *o, struct source *s, const xmlNode *node, const struct vocabulary_element *e,
                  struct findings *findings) {
    struct checking c = {.objects = o, .source = s, .findings = findings};
    size_t before = findings->n;
    check(&c, node, e);
    return errors_since(findings, before) > c.part_errors || s->findings > OBJECT_FINDINGS_MAX;
}
