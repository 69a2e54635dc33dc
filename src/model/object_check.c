// The vocabulary applied to one object: names, values, what must be there and what may not.
#include <libxml/tree.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/object_index.h"

struct checking {
    struct source *source;
    struct findings *findings;
};

static bool tell(const struct checking *c, const xmlNode *node) {
    return source_may_tell(c->source, node, c->findings);
}

static void check_value(const struct checking *c, const xmlNode *node, const char *name, enum value_kind kind,
                        const char *target, const char *value) {
    if (text_blank(value) || vocabulary_value_ok(kind, target, value) || !tell(c, node))
        return;
    findings_add(c->findings, vocabulary_value_rule(kind), xml_place(node), "nama", name, "nilai", value, "pilihan",
                 target ? target : "", NULL);
}

static const char *attribute_value(const xmlNode *node, const xmlAttr *attribute) {
    const char *value = xml_attr(node, (const char *)attribute->name);
    return value ? value : "";
}

static void check_attributes(const struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const char *name = (const char *)a->name;
        const struct vocabulary_attribute *known = a->ns ? NULL : vocabulary_attribute(e, name);
        if (known && !known->record)
            check_value(c, node, name, known->kind, known->target, attribute_value(node, a));
        else if (tell(c, node))
            findings_add(c->findings, "object.attribute", xml_place(node), "nama", name, "unsur", e->name, "terdekat",
                         vocabulary_nearest_attribute(e, name), NULL);
    }
    for (size_t i = 0; i < e->n_attributes; i++)
        if (e->attributes[i].required && text_blank(xml_attr(node, e->attributes[i].name)) && tell(c, node))
            findings_add(c->findings, "object.required", xml_place(node), "nama", e->attributes[i].name, "unsur",
                         e->name, NULL);
}

static bool blank_text(const xmlNode *text) {
    return text_blank((const char *)text->content);
}

static void check_text(const struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
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
static void check_counts(const struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    size_t n;
    const struct vocabulary_element *all = vocabulary_all(&n);
    for (size_t i = 0; i < n; i++) {
        if ((!all[i].single && !all[i].required) || !vocabulary_lists(all[i].parents, e->name))
            continue;
        const xmlNode *first = xml_child(node, all[i].name), *second = first ? xml_next(first, all[i].name) : NULL;
        if (!first && all[i].required && tell(c, node))
            findings_add(c->findings, "object.required", xml_place(node), "nama", all[i].name, "unsur", e->name, NULL);
        if (second && all[i].single && tell(c, second))
            findings_add(c->findings, "object.repeated", xml_place(second), "nama", all[i].name, "unsur", e->name, NULL);
    }
}

// Rows of a team or of an attendance list are people by reference or by name.
static void check_person(const struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    if (!vocabulary_attribute(e, "orang") || !vocabulary_attribute(e, "nama") || e->object)
        return;
    if (text_blank(xml_attr(node, "orang")) && text_blank(xml_attr(node, "nama")) && tell(c, node))
        findings_add(c->findings, "object.required", xml_place(node), "nama", "orang", "unsur", e->name, NULL);
}

static void check(const struct checking *c, const xmlNode *node, const struct vocabulary_element *e) {
    if (c->source->findings > OBJECT_FINDINGS_MAX)
        return;
    check_attributes(c, node, e);
    check_text(c, node, e);
    check_counts(c, node, e);
    check_person(c, node, e);
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        bool ours = child->ns && strcmp((const char *)child->ns->href, XML_NS_DATA) == 0;
        const struct vocabulary_element *known = ours ? vocabulary_child(e, xml_name(child)) : NULL;
        if (known)
            check(c, child, known);
        else if (tell(c, child))
            findings_add(c->findings, ours ? "object.element" : "object.namespace", xml_place(child), "nama",
                         xml_name(child), "induk", e->name, "terdekat", vocabulary_nearest_element(xml_name(child)),
                         NULL);
    }
}

void object_check(struct source *s, const xmlNode *node, const struct vocabulary_element *e, struct findings *findings) {
    check(&(struct checking){s, findings}, node, e);
}
