#include "batch/contest_rules.h"

#include <string.h>

#include "base/xml.h"
#include "rules/agreement.h"
#include "rules/looks.h"
#include "rules/rule.h"

struct listed {
    const struct profile *of;
    size_t at;
    const char *id;
    bool general;                   // asked when there is something that it looks at; else by the proposal's group
};

struct rule_list {
    const struct profile *profile, *region;   // region: NULL when it has no rules of its own
    struct listed *rules;
    size_t n;
    struct rule_list *next;
};

struct tallies {
    struct arena *arena;
    const struct profiles *profiles;
    bool agreement;
    struct rule_list *lists;
};

struct tallies *tallies_new(struct arena *arena, const struct profiles *profiles, bool agreement) {
    struct tallies *t = ARENA_NEW(arena, struct tallies);
    *t = (struct tallies){.arena = arena, .profiles = profiles, .agreement = agreement};
    return t;
}

// ---- which rules hold

static void add(struct tallies *t, struct rule_list *list, const struct profile *p, bool general, bool among_objects) {
    for (size_t i = 0; p && i < profile_rules(p); i++) {
        bool wanted = !general || (agreement_judges(p, i) == among_objects && looks_holds(p, i, "proposal"));
        if (wanted && (t->agreement || !among_objects)) {
            list->rules[list->n++] = (struct listed){p, i, profile_rule(p, i).id, general};
        }
    }
}

static struct rule_list *list_new(struct tallies *t, const struct profile *profile, const struct profile *region) {
    const struct profile *general = profiles_general(t->profiles);
    size_t most = profile_rules(profile) + (general ? profile_rules(general) : 0);
    most += region ? profile_rules(region) : 0;
    struct rule_list *list = ARENA_NEW(t->arena, struct rule_list);
    *list = (struct rule_list){.profile = profile, .region = region, .next = t->lists};
    list->rules = ARENA_ARRAY(t->arena, most + 1, struct listed);
    add(t, list, profile, false, false);
    for (int among = 0; among < 2; among++) {
        add(t, list, general, true, among);
        add(t, list, region, true, among);
    }
    return list;
}

static const struct rule_list *list_of(struct tallies *t, const struct profile *profile, const xmlNode *record) {
    const char *id = xml_attr(xml_child(record, "pemda"), "id");
    const struct profile *region = NULL;
    for (size_t i = 0; id && !region && i < profiles_regions(t->profiles); i++) {
        const struct profile *p = profiles_region(t->profiles, i);
        region = strcmp(profile_region(p), id) == 0 ? p : NULL;
    }
    struct rule_list *list = t->lists;
    while (list && (list->profile != profile || list->region != region)) {
        list = list->next;
    }
    if (!list) {
        list = t->lists = list_new(t, profile, region);
    }
    return list;
}

// ---- what became of them

// Findings that say that a rule could not be looked at end so.
static bool says_unchecked(const struct finding *f) {
    size_t n = strlen(f->rule);
    return n > 6 && strcmp(f->rule + n - 6, "-belum") == 0;
}

void tally_note(struct tally *t, const struct finding *f) {
    const char *rule = finding_argument(f, "aturan");
    for (size_t i = 0; *rule && i < t->list->n; i++) {
        if (strcmp(t->list->rules[i].id, rule) == 0) {
            t->states[i] = says_unchecked(f) ? CONTEST_UNCHECKED : CONTEST_TOLD;
        }
    }
}

struct tally tally_new(struct tallies *t, struct arena *scratch, const struct profile *profile, const xmlDoc *record,
                       const struct findings *f) {
    static const enum contest_state states[] = {
        [RULE_LOOKS] = CONTEST_CLEAN, [RULE_LACKS] = CONTEST_UNCHECKED, [RULE_IDLE] = CONTEST_NOT_ASKED};
    const xmlNode *root = xmlDocGetRootElement((xmlDoc *)record);
    const struct looking *looking = looking_new(scratch, profile, root);
    struct tally one = {.list = list_of(t, profile, root)};
    one.states = ARENA_ARRAY(t->arena, one.list->n + 1, unsigned char);
    for (size_t i = 0; i < one.list->n; i++) {
        const struct listed *r = &one.list->rules[i];
        one.states[i] = states[r->general ? looks_there(r->of, r->at, root) : looks_answered(looking, r->at)];
    }
    for (size_t i = 0; i < f->n; i++) {
        tally_note(&one, &f->items[i]);
    }
    return one;
}

void tally_count(struct arena *arena, const struct tally *t, bool rules, struct contest_judged *judged) {
    struct contest_rule *all = rules ? ARENA_ARRAY(arena, t->list->n + 1, struct contest_rule) : NULL;
    for (size_t i = 0; i < t->list->n; i++) {
        const struct listed *from = &t->list->rules[i];
        enum contest_state state = t->states[i];
        judged->ran += state == CONTEST_CLEAN || state == CONTEST_TOLD;
        judged->clean += state == CONTEST_CLEAN;
        judged->unchecked += state == CONTEST_UNCHECKED;
        judged->not_asked += state == CONTEST_NOT_ASKED;
        if (rules) {
            struct profile_rule r = profile_rule(from->of, from->at);
            bool field = !from->general && r.target && field_find(profile_node(from->of), r.target);
            const char *label = field ? field_label(from->of, r.target) : NULL;
            all[i] = (struct contest_rule){r.id, r.kind, r.basis, r.certainty, label, state};
        }
    }
    judged->rules = all;
    judged->n_rules = rules ? t->list->n : 0;
}
