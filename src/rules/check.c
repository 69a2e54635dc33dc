#include "rules/check.h"

#include <string.h>

#include "base/xml.h"
#include "rules/answer.h"
#include "rules/kind.h"
#include "rules/rule.h"

static bool applies(const struct rule *rule, const char *kind) {
    const char *p = rule->documents;
    size_t length = kind ? strlen(kind) : 0;
    for (size_t n; p && (p += strspn(p, " "), n = strcspn(p, " ")) > 0; p += n) {
        if (n == length && memcmp(p, kind, n) == 0) {
            return true;
        }
    }
    return !rule->documents;
}

static const char *group_of(const struct check *c) {
    const xmlNode *proposal = xml_child(c->innovation, "usulan");
    const char *group = xml_attr(proposal, "kelompok");
    return group && *group ? group : xml_attr(xml_child(c->profile->root, "kelompok"), "id");
}

static void run(struct check *c, const struct profile *profile) {
    const char *kind = xml_attr(c->record, "jenis");
    for (size_t i = 0; i < profile->n_rules; i++) {
        c->rule = &profile->rules[i];
        if (applies(c->rule, kind) && rule_concerns(c, c->rule)) {
            c->rule->kind->check(c);
        }
    }
}

// A proposal speaks of one innovation; it carries the answers.
static const xmlNode *proposed(const xmlNode *record) {
    const xmlNode *first = xml_child(record, "inovasi");
    for (const xmlNode *i = first; i; i = xml_next(i, "inovasi")) {
        if (xml_child(i, "usulan")) {
            return i;
        }
    }
    return first;
}

void check_record(struct arena *arena, const xmlDoc *record, const struct profiles *profiles,
                  const struct profile *profile, struct findings *findings) {
    check_record_knowing(arena, record, profiles, profile, NULL, findings);
}

void check_record_knowing(struct arena *arena, const xmlDoc *record, const struct profiles *profiles,
                          const struct profile *profile, struct known_answers *known, struct findings *findings) {
    struct writings *written = NULL;
    struct check c = {.arena = arena,
                      .findings = findings,
                      .profiles = profiles,
                      .profile = profile,
                      .known = known ? known : known_answers_new(arena),
                      .written = &written};
    c.record = xmlDocGetRootElement((xmlDoc *)record);
    c.innovation = profile ? proposed(c.record) : NULL;
    if (c.innovation) {
        bool asked = profiles && profiles->closing.year;
        c.closing = asked ? profiles->closing : profile->closing;
        c.group = group_of(&c);
        c.answers = fields_answered(arena, profile, kind_proposal(&c));
        run(&c, profile);
    }
    c.answers = NULL;
    c.group = NULL;
    if (profiles && profiles->general) {
        c.profile = profiles->general;
        run(&c, profiles->general);
    }
    const char *region = xml_attr(xml_child(c.record, "pemda"), "id");
    for (size_t i = 0; profiles && region && i < profiles->n_regions; i++) {
        c.profile = profiles->regions[i];
        if (strcmp(profile_region(c.profile), region) == 0) {
            run(&c, c.profile);
        }
    }
}
