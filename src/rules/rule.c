#include "rules/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/vocabulary.h"

bool group_listed(const char *list, const char *group) {
    size_t length = group ? strlen(group) : 0;
    for (size_t n; list && group && (list += strspn(list, " "), n = strcspn(list, " ")) > 0; list += n) {
        if (n == length && memcmp(list, group, n) == 0) {
            return true;
        }
    }
    return !list || !group;
}

bool rule_concerns(const struct check *c, const struct rule *rule) {
    return group_listed(rule->groups, c->group) &&
           (!rule->field || group_listed(xml_attr(rule->field->section, "kelompok"), c->group));
}

static const char *filled(const char *text) {
    return text && *text ? text : NULL;
}

// ---- reading <aturan>

struct reading {
    struct arena *arena;
    struct findings *findings;
    const struct profile *profile;
    const xmlNode *node;
    struct rule *rule;
    bool ok;
};

static void fault(struct reading *r, const char *rule, const char *name, const char *word, const char *nearest) {
    findings_add(r->findings, rule, xml_place(r->node), "profil", r->profile->id, "aturan", r->rule->id, "nama", name,
                 "kata", word, "terdekat", nearest ? nearest : "", NULL);
    r->ok = false;
}

static void read_kind(struct reading *r, bool general) {
    const char *names[64];
    size_t n, n_names = 0;
    const struct rule_kind *kinds = rule_kinds(&n);
    const char *name = xml_attr(r->node, "jenis");
    for (size_t i = 0; i < n; i++) {
        if (kinds[i].general == general) {
            names[n_names++] = kinds[i].name;
        }
    }
    r->rule->kind = rule_kind_find(name);
    if (!r->rule->kind || r->rule->kind->general != general) {
        r->rule->kind = NULL;
        fault(r, "profile.kind", "jenis", name, name ? text_nearest(name, names, n_names) : NULL);
    }
}

// One of a closed list of words, as its index; the first when the attribute is absent.
static int read_word(struct reading *r, const char *attribute, const char *const *words, size_t n) {
    const char *word = xml_attr(r->node, attribute);
    for (size_t i = 0; word && i < n; i++) {
        if (strcmp(words[i], word) == 0) {
            return (int)i;
        }
    }
    if (word) {
        fault(r, "profile.word", attribute, word, text_nearest(word, words, n));
    }
    return 0;
}

static void read_severity(struct reading *r) {
    static const char *const severities[] = {"galat", "peringatan", "catatan"};
    static const enum severity values[] = {SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE};
    static const char *const certainties[] = {"belum-diperiksa", "terverifikasi", "disimpulkan", "bertentangan"};
    enum severity severity = values[read_word(r, "keparahan", severities, 3)];
    int certainty = read_word(r, "kepastian", certainties, 4);
    if (certainty != 1 && severity > SEVERITY_WARNING) {
        severity = SEVERITY_WARNING;
    }
    const char *basis = xml_attr(r->node, "dasar"), *source = xml_attr(r->node, "sumber");
    r->rule->severity = severity;
    r->rule->certainty = certainties[certainty];
    r->rule->basis = source ? arena_printf(r->arena, "%s (%s)", basis ? basis : "", source) : basis;
}

static void read_value(struct reading *r) {
    const char *value = xml_attr(r->node, "nilai");
    r->rule->value = value;
    bool number = r->rule->kind->value == VALUE_NUMBER_NEEDED || (r->rule->kind->value == VALUE_NUMBER_OR_NOT && value);
    if (number) {
        char *end = NULL;
        r->rule->number = value ? strtol(value, &end, 10) : 0;
        if (!value || end == value || *end || r->rule->number < 0 || r->rule->number > 1000000000) {
            fault(r, "profile.number", "nilai", value ? value : "", NULL);
        }
    } else if (r->rule->kind->value == VALUE_TEXT_NEEDED && !filled(value)) {
        fault(r, "profile.attribute-missing", "nilai", "", NULL);
    }
    const char *counter = xml_attr(r->node, "penghitung");
    if (counter && !counter_find(counter, &r->rule->counter)) {
        const char *names[COUNT_COUNTERS];
        for (int i = 0; i < COUNT_COUNTERS; i++) {
            names[i] = counter_name((enum word_counter)i);
        }
        fault(r, "profile.word", "penghitung", counter, text_nearest(counter, names, COUNT_COUNTERS));
    }
}

static void collect_fields(const xmlNode *node, const char **names, size_t *n, size_t limit) {
    for (const xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL)) {
        if (xml_is(child, "isian") && *n < limit) {
            names[(*n)++] = xml_attr(child, "id");
        }
        collect_fields(child, names, n, limit);
    }
}

static void need_field(struct reading *r, const char *id) {
    if (field_find(r->profile->root, id)) {
        return;
    }
    const char *names[256];
    size_t n = 0;
    collect_fields(r->profile->root, names, &n, 256);
    fault(r, "profile.field", "pada", id, text_nearest(id, names, n));
}

static struct query *read_query(struct reading *r, const char *attribute) {
    const char *text = xml_attr(r->node, attribute);
    struct query_problem problem = {0};
    struct query *q = text ? query_compile(r->arena, text, NULL, &problem) : NULL;
    if (text && !q) {
        fault(r, "profile.query", attribute, problem.word, problem.nearest);
    }
    return q;
}

// "kegiatan/@mulai | @tanggal" begins with "kegiatan" and "@tanggal". What stands in brackets is no path of its own.
static const char *const *beginnings(struct arena *arena, const char *query) {
    const char **names = ARENA_ARRAY(arena, strlen(query) / 2 + 2, const char *);
    size_t n = 0;
    int depth = 0;
    for (const char *p = query; *p; p++) {
        depth += (*p == '[') - (*p == ']');
        if (p == query || (*p == '|' && depth == 0)) {
            const char *name = p + strspn(p, "| /");
            size_t at = *name == '@';
            names[n++] = arena_strndup(arena, name, at + strspn(name + at, "abcdefghijklmnopqrstuvwxyz0123456789-"));
        }
    }
    return names;
}

static void read_target(struct reading *r) {
    const char *target = filled(xml_attr(r->node, "pada"));
    const char *gap = target ? strchr(target, ' ') : NULL;
    enum target wanted = r->rule->kind->target;
    r->rule->target = target;
    if (!target && wanted != TARGET_NONE && wanted != TARGET_FIELD_OR_ALL) {
        fault(r, "profile.attribute-missing", "pada", "", NULL);
    } else if (target && (wanted == TARGET_FIELD || wanted == TARGET_FIELD_OR_ALL)) {
        need_field(r, target);
        r->rule->field = wanted == TARGET_FIELD ? field_of(r->profile, target) : NULL;
    } else if (wanted == TARGET_TWO_FIELDS && !gap) {
        fault(r, "profile.attribute-missing", "pada", target, NULL);
    } else if (wanted == TARGET_TWO_FIELDS) {
        need_field(r, arena_strndup(r->arena, target, (size_t)(gap - target)));
        need_field(r, gap + 1);
    } else if (wanted == TARGET_MISSION) {
        static const char *const sections[] = {"tujuan", "signifikansi", "dampak", "transferabilitas"};
        bool known = false;
        for (size_t i = 0; i < 4; i++) {
            known = known || strcmp(sections[i], target) == 0;
        }
        if (!known) {
            fault(r, "profile.word", "pada", target, text_nearest(target, sections, 4));
        }
    } else if (wanted == TARGET_QUERY) {
        r->rule->query = read_query(r, "pada");
        r->rule->begins = target ? beginnings(r->arena, target) : NULL;
        r->rule->other = read_query(r, "dengan");
    }
}

static bool needs_other(const struct rule *rule) {
    static const char *const kinds[] = {"sum", "annexes", "own_title", "told_count", "time_order", "own_year"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(rule->kind->name, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

// An assignment is asked for by its role, which is no field of a form.
static void need_role(struct reading *r) {
    if (strncmp(r->rule->kind->name, "assigned_", 9) == 0 && !r->rule->target) {
        fault(r, "profile.attribute-missing", "pada", "", NULL);
    }
}

// The kinds of agency are those that data know.
static void read_agencies(struct reading *r) {
    const char *names[64], *list = r->rule->agencies;
    size_t n_names = 0;
    if (!list) {
        return;
    }
    const char *kinds = vocabulary_attribute(vocabulary_find("instansi", "data"), "jenis")->target;
    for (size_t n; *kinds && n_names < 64; kinds += n + (kinds[n] == '|')) {
        n = strcspn(kinds, "|");
        names[n_names++] = arena_strndup(r->arena, kinds, n);
    }
    for (size_t n; list += strspn(list, " "), n = strcspn(list, " "), n > 0; list += n) {
        const char *word = arena_strndup(r->arena, list, n);
        size_t i = 0;
        while (i < n_names && strcmp(names[i], word) != 0) {
            i++;
        }
        if (i == n_names) {
            fault(r, "profile.word", "instansi", word, text_nearest(word, names, n_names));
        }
    }
}

bool rule_read(struct arena *arena, const struct profile *p, const xmlNode *node, bool general, struct rule *out,
               struct findings *findings) {
    struct reading r = {arena, findings, p, node, out, true};
    *out = (struct rule){.id = xml_attr(node, "id"), .node = node, .documents = filled(xml_attr(node, "untuk")),
                         .groups = filled(xml_attr(node, "kelompok")), .agencies = filled(xml_attr(node, "instansi"))};
    if (!out->id) {
        fault(&r, "profile.attribute-missing", "id", "", NULL);
        out->id = "";
    }
    read_kind(&r, general);
    read_severity(&r);
    if (out->kind) {
        read_value(&r);
        read_target(&r);
        need_role(&r);
        read_agencies(&r);
    }
    if (out->kind && r.ok && needs_other(out) && !out->other) {
        fault(&r, "profile.attribute-missing", "dengan", "", NULL);
    }
    return r.ok;
}
