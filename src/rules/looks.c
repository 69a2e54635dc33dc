#include "rules/looks.h"

#include <string.h>

#include "base/xml.h"
#include "rules/rule.h"

struct looking {
    const struct profile *profile;
    const xmlNode **answers;
    struct check check;  // of the proposal's group
};

static bool is_kind(const struct rule *rule, const char *name) {
    return strcmp(rule->kind->name, name) == 0;
}

// ---- answers

static bool has_words(const xmlNode *node) {
    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next) {
        bool text = child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE;
        if (text ? !text_blank((const char *)child->content) : has_words(child)) {
            return true;
        }
    }
    return false;
}

// Of the question itself or of one of its parts.
static bool is_answered(const xmlNode *field) {
    if (has_words(xml_child(field, "jawaban")) || has_words(xml_child(field, "nilai"))) {
        return true;
    }
    for (const xmlNode *part = xml_child(field, "isian"); part; part = xml_next(part, "isian")) {
        if (is_answered(part)) {
            return true;
        }
    }
    return false;
}

struct looking *looking_new(struct arena *arena, const struct profile *p, const xmlNode *record) {
    const xmlNode *innovation = xml_child(record, "inovasi"), *proposal = xml_child(innovation, "usulan");
    const char *group = xml_attr(proposal, "kelompok");
    struct looking *l = ARENA_NEW(arena, struct looking);
    *l = (struct looking){.profile = p, .check = {.profile = p}};
    l->check.group = group && *group ? group : xml_attr(xml_child(p->root, "kelompok"), "id");
    l->answers = fields_answered(arena, p, proposal ? proposal : innovation);
    return l;
}

// Itself, or as a part of what is.
static bool is_compulsory(const xmlNode *definition) {
    bool is = false;
    for (; !is && xml_is(definition, "isian"); definition = definition->parent) {
        const char *wanted = xml_attr(definition, "wajib");
        is = wanted && strcmp(wanted, "ya") == 0;
    }
    return is;
}

static enum looks look_at_field(const struct looking *l, const char *id, size_t n) {
    char name[128];
    n = n < sizeof name ? n : sizeof name - 1;
    memcpy(name, id, n);
    name[n] = '\0';
    const struct asked *field = field_of(l->profile, name);
    if (!field || !field_asked(&l->check, name) || is_answered(l->answers[field - l->profile->fields])) {
        return RULE_LOOKS;
    }
    return is_compulsory(field->node) ? RULE_LACKS : RULE_IDLE;
}

// Fields that stand in a list; "indikator:…" is no field. A rule about a stage looks at the date whether it is there.
static enum looks look_at_fields(const struct looking *l, const char *list, bool first_only) {
    enum looks found = RULE_LOOKS;
    for (size_t n; list && (list += strspn(list, " \t\n"), n = strcspn(list, " \t\n")) > 0; list += n) {
        enum looks one = look_at_field(l, list, n);
        found = one == RULE_LACKS || found == RULE_LOOKS ? one : found;
        if (found == RULE_LACKS || first_only) {
            break;
        }
    }
    return found;
}

enum looks looks_answered(const struct looking *l, size_t i) {
    const struct rule *rule = &l->profile->rules[i];
    if (!rule_concerns(&l->check, rule)) {
        return RULE_IDLE;
    }
    switch (rule->kind->target) {
    case TARGET_FIELD:
    case TARGET_TWO_FIELDS:
        return look_at_fields(l, rule->target, is_kind(rule, "stage"));
    case TARGET_MISSION:
        return look_at_fields(l, xml_attr(xml_child(l->profile->root, "misi"), rule->target), false);
    default:
        return RULE_LOOKS;
    }
}

// ---- records

bool looks_holds(const struct profile *general, size_t i, const char *kind) {
    return group_listed(general->rules[i].documents, kind);
}

enum looks looks_there(const struct profile *general, size_t i, const xmlNode *record) {
    const struct rule *rule = &general->rules[i];
    bool looks = rule->kind->target != TARGET_QUERY || is_kind(rule, "min_count") || is_kind(rule, "example");
    for (const char *const *name = rule->begins; !looks && name && *name; name++) {
        looks = **name == '@' ? xml_attr(record, *name + 1) != NULL : xml_child(record, *name) != NULL;
    }
    return looks ? RULE_LOOKS : RULE_IDLE;
}
