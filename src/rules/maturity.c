#include "rules/maturity.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "rules/maturity_measure.h"

static const char *told(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value ? value : "";
}

bool maturity_known(const struct profile *profile) {
    for (const xmlNode *i = xml_child(profile_node(profile), "indikator"); i; i = xml_next(i, "indikator")) {
        if (xml_child(i, "taraf")) {
            return true;
        }
    }
    return false;
}

static int year_of(const struct profile *p) {
    return atoi(told(profile_node(p), "tahun"));
}

const struct profile *maturity_profile_for(const struct profiles *profiles, int year) {
    const struct profile *newest = NULL, *first = NULL;
    for (size_t i = 0; i < profiles_count(profiles); i++) {
        const struct profile *p = profiles_at(profiles, i);
        if (!maturity_known(p)) {
            continue;
        }
        newest = !newest || year_of(p) > year_of(newest) ? p : newest;
        first = year && year_of(p) >= year && (!first || year_of(p) < year_of(first)) ? p : first;
    }
    return first ? first : newest;
}

const struct profile *maturity_profile(const struct profiles *profiles) {
    return maturity_profile_for(profiles, 0);
}

// "3", "0.5", "0,38" in hundredths.
static long hundredths(const char *text) {
    long whole = strtol(text, NULL, 10) * 100;
    const char *part = strpbrk(text, ".,");
    if (part && part[1] >= '0' && part[1] <= '9') {
        whole += (part[1] - '0') * 10;
        whole += part[2] >= '0' && part[2] <= '9' ? part[2] - '0' : 0;
    }
    return whole;
}

static bool all_forming(const struct maturity_indicator *i) {
    for (size_t k = 0; k < i->n_evidence; k++) {
        if (!i->evidence[k].forming) {
            return false;
        }
    }
    return i->n_evidence > 0;
}

static bool sure(const xmlNode *node) {
    return strcmp(told(node, "kepastian"), "terverifikasi") == 0;
}

// How many years count, T-0 included: what the indicator says, else the profile's <indeks>. 0: neither says.
static int years_of(const xmlNode *indicator) {
    int years = atoi(told(indicator, "selama"));
    const xmlNode *formula = indicator && indicator->parent ? xml_child(indicator->parent, "indeks") : NULL;
    return years > 0 ? years : atoi(told(formula, "selama"));
}

// Levels of single years ("0 1 2") reach as far back as the oldest of them.
static int years_of_levels(const xmlNode *indicator) {
    int years = 0;
    for (const xmlNode *t = xml_child(indicator, "taraf"); t; t = xml_next(t, "taraf")) {
        for (const char *p = told(t, "tahun"); *p; p++) {
            years = *p >= '0' && *p <= '9' && *p - '0' + 1 > years ? *p - '0' + 1 : years;
        }
    }
    return years;
}

int maturity_window(const struct profile *profile, const char *id) {
    for (const xmlNode *i = xml_child(profile_node(profile), "indikator"); i; i = xml_next(i, "indikator")) {
        if (strcmp(told(i, "id"), id) == 0 && measure_has_period(told(i, "ukuran"))) {
            int years = years_of_levels(i);
            return years > 0 ? years : years_of(i);
        }
    }
    return 0;
}

struct measuring maturity_measuring(struct arena *arena, const struct maturity_index *index,
                                    const xmlNode *innovation, const xmlNode *indicator, int year) {
    int years = years_of(indicator);
    return (struct measuring){.arena = arena,
                              .index = index,
                              .innovation = innovation,
                              .indicator = indicator,
                              .year = year,
                              .years = years > 0 ? years : MEASURE_EVER};
}

struct maturity_indicator maturity_look(struct arena *arena, const struct maturity_index *index,
                                        const xmlNode *innovation, const xmlNode *indicator, const xmlNode *only,
                                        int year) {
    struct maturity_indicator out = {.id = told(indicator, "id"),
                                     .label = told(indicator, "label"),
                                     .says = "",
                                     .measure = told(indicator, "ukuran"),
                                     .support = told(indicator, "dukung"),
                                     .files = told(indicator, "berkas"),
                                     .certainty = told(indicator, "kepastian"),
                                     .weighed = *told(indicator, "bobot") != '\0'};
    for (const xmlNode *t = xml_child(indicator, "taraf"); t; t = xml_next(t, "taraf")) {
        int level = atoi(told(t, "nilai"));
        out.levels = level > out.levels ? level : out.levels;
    }
    struct measuring m = maturity_measuring(arena, index, innovation, indicator, year);
    m.only = only;
    m.out = &out;
    maturity_measure(&m);
    long weight = hundredths(told(indicator, "bobot"));
    out.points = weight * out.level;
    out.most = weight * out.levels;
    out.forming = out.level > 0 && all_forming(&out);
    return out;
}

static const struct maturity *judge(struct arena *arena, const struct maturity_index *index,
                                    const struct profile *profile, const xmlNode *innovation, const xmlNode *only,
                                    int year) {
    const xmlNode *root = profile_node(profile);
    struct maturity *all = ARENA_NEW(arena, struct maturity);
    size_t cap = 0;
    for (const xmlNode *i = xml_child(root, "indikator"); i; i = xml_next(i, "indikator")) {
        cap += xml_child(i, "taraf") != NULL;
    }
    struct maturity_indicator *items = ARENA_ARRAY(arena, cap + 1, struct maturity_indicator);
    *all = (struct maturity){.innovation = told(innovation, "id"),
                             .title = told(innovation, "nama"),
                             .agency = told(innovation, "instansi"),
                             .node = innovation,
                             .year = year > 0 ? year : atoi(told(root, "tahun")),
                             .items = items,
                             .verified = true};
    for (const xmlNode *i = xml_child(root, "indikator"); i; i = xml_next(i, "indikator")) {
        if (!xml_child(i, "taraf")) {
            continue;
        }
        struct maturity_indicator one = maturity_look(arena, index, innovation, i, only, all->year);
        all->verified = all->verified && sure(i);
        if (!only || one.level > 0) {
            all->points += one.points;
            all->most += one.most;
            items[all->n++] = one;
        }
    }
    return all;
}

const struct maturity *maturity_of(struct arena *arena, const struct objects *objects, const struct profile *profile,
                                   const xmlNode *innovation, int year) {
    return judge(arena, maturity_index(arena, objects), profile, innovation, NULL, year);
}

const struct maturity *maturity_of_document(struct arena *arena, const struct objects *objects,
                                            const struct profile *profile, const xmlNode *document,
                                            const xmlNode *innovation, int year) {
    const struct maturity *m = judge(arena, maturity_index(arena, objects), profile, innovation, document, year);
    return m->n ? m : NULL;
}

// ---- the agency's and the region's sum

static bool is_below(const struct objects *o, const char *agency, const char *top) {
    for (int depth = 0; agency && *agency && depth < 100; depth++) {
        if (strcmp(agency, top) == 0) {
            return true;
        }
        const xmlNode *node = objects_find(o, "instansi", agency);
        agency = node ? xml_attr(node, "induk") : NULL;
    }
    return false;
}

static bool is_affair(struct arena *arena, const xmlNode *affair, const char *written) {
    const char *name = text_lower(arena, text_collapse(arena, written));
    const char *own = text_lower(arena, xml_text(arena, affair)), *list = text_lower(arena, told(affair, "alias"));
    size_t length = strlen(name);
    for (size_t n; (n = strcspn(list, "|")) > 0; list += n + (list[n] == '|')) {
        if (n == length && memcmp(list, name, n) == 0) {
            return true;
        }
    }
    return strcmp(own, name) == 0;
}

static void sum_affairs(struct arena *arena, struct maturity_sum *s, const xmlNode *index) {
    size_t n = 0;
    for (const xmlNode *u = xml_child(index, "urusan"); u; u = xml_next(u, "urusan")) {
        n++;
    }
    const char **names = ARENA_ARRAY(arena, n + 1, const char *);
    size_t *counts = ARENA_ARRAY(arena, n + 1, size_t);
    for (const xmlNode *u = xml_child(index, "urusan"); u; u = xml_next(u, "urusan")) {
        size_t at = s->n_affairs++;
        names[at] = xml_text(arena, u);
        for (size_t i = 0; i < s->n; i++) {
            counts[at] += is_affair(arena, u, told(s->items[i]->node, "urusan"));
        }
        s->covered += counts[at] > 0;
    }
    s->affairs = names;
    s->per_affair = counts;
    s->needed = (size_t)atoi(told(index, "urusan"));
}

const struct maturity_sum *maturity_sum(struct arena *arena, const struct objects *objects,
                                        const struct profile *profile, const char *agency, int year) {
    const struct maturity_index *index = maturity_index(arena, objects);
    const xmlNode *formula = xml_child(profile_node(profile), "indeks");
    size_t n;
    const xmlNode *const *all = objects_all(objects, "inovasi", &n);
    const struct maturity **items = ARENA_ARRAY(arena, n + 1, const struct maturity *);
    struct maturity_sum *s = ARENA_NEW(arena, struct maturity_sum);
    *s = (struct maturity_sum){.items = items, .verified = sure(formula)};
    for (size_t i = 0; i < n; i++) {
        if (agency && !is_below(objects, xml_attr(all[i], "instansi"), agency)) {
            continue;
        }
        const struct maturity *one = judge(arena, index, profile, all[i], NULL, year);
        s->points += one->points;
        s->most = one->most;
        s->verified = s->verified && one->verified;
        items[s->n++] = one;
    }
    if (formula) {
        long least = atol(told(formula, "pembagi"));
        s->divisor = (long)s->n > least ? (long)s->n : least;
        s->mean = s->divisor ? s->points / s->divisor : 0;
        sum_affairs(arena, s, formula);
    }
    return s;
}
