#include "rules/assignment.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/xml.h"
#include "model/resolve.h"
#include "model/resolving.h"
#include "model/vocabulary.h"
#include "rules/kind.h"

struct assigned {
    const char *agency, *year, *person;
    const xmlNode *node;
    size_t order;
};

struct assigning {
    const struct check *c;
    const struct objects *objects;
};

static const char *told(const char *text) {
    return text ? text : "";
}

static int by_agency(const void *a, const void *b) {
    const struct assigned *x = a, *y = b;
    int order = strcmp(x->agency, y->agency);
    order = order ? order : strcmp(x->year, y->year);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static bool is_of_region(const struct objects *objects, const char *agency, const char *region) {
    const xmlNode *top = agency_region(objects, objects_find(objects, "instansi", agency));
    return !region || strcmp(told(xml_attr(top, "id")), region) == 0;
}

// Those of the role, by agency and year.
static struct assigned *collect(const struct assigning *a, const char *region, size_t *n) {
    size_t all;
    const xmlNode *const *nodes = objects_all(a->objects, "penugasan", &all);
    struct assigned *out = ARENA_ARRAY(a->c->arena, all + 1, struct assigned);
    *n = 0;
    for (size_t i = 0; i < all; i++) {
        const char *agency = xml_attr(nodes[i], "instansi"), *role = xml_attr(nodes[i], "peran");
        if (agency && role && strcasecmp(role, a->c->rule->target) == 0 && is_of_region(a->objects, agency, region)) {
            out[*n] = (struct assigned){.agency = agency, .year = told(xml_attr(nodes[i], "tahun")),
                                        .person = told(xml_attr(nodes[i], "orang")), .node = nodes[i], .order = i};
            (*n)++;
        }
    }
    if (*n > 1) {
        qsort(out, *n, sizeof *out, by_agency);
    }
    return out;
}

static void tell(const struct assigning *a, const char *id, const struct assigned *at, const char *count) {
    const xmlNode *agency = objects_find(a->objects, "instansi", at->agency);
    const xmlNode *person = objects_find(a->objects, "orang", at->person);
    finding_of_rule(a->c, SEVERITY_ERROR, id, xml_place(at->node), "instansi", told(xml_attr(agency, "nama")), "tahun",
                    at->year, "peran", a->c->rule->target, "jumlah", count, "harapan", a->c->rule->value, "nama",
                    told(xml_attr(person, "nama")), "id-instansi", at->agency, NULL);
}

// ---- the kinds; each gets the assignments of one agency and year

// Somebody who stands there twice is one person.
static void check_count(const struct assigning *a, const struct assigned *group, size_t n) {
    size_t people = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < i && strcmp(group[k].person, group[i].person) != 0) {
            k++;
        }
        people += k == i;
    }
    if ((long)people != a->c->rule->number) {
        tell(a, "daerah.penugasan-jumlah", &group[0], kind_number(a->c, (long)people));
    }
}

static bool has_any(const struct assigned *all, size_t n, const char *agency, const char *year) {
    size_t i = 0;
    while (i < n && (strcmp(all[i].agency, agency) != 0 || strcmp(all[i].year, year) != 0)) {
        i++;
    }
    return i < n;
}

// Agencies right below the region, of the kinds that the rule names (if any), that have nobody in the last year in
// which anybody was assigned. What stands below them (a Puskesmas) may leave it to them.
static void tell_without(const struct assigning *a, const char *region, const struct assigned *all, size_t n) {
    size_t n_agencies;
    const xmlNode *const *agencies = objects_all(a->objects, "instansi", &n_agencies);
    const char *year = "";
    for (size_t i = 0; i < n; i++) {
        year = strcmp(all[i].year, year) > 0 ? all[i].year : year;
    }
    struct date end = {.year = atoi(year), .month = 12, .day = 31};
    for (size_t i = 0; i < n_agencies && end.year && region; i++) {
        const char *id = told(xml_attr(agencies[i], "id"));
        bool owes = strcmp(told(xml_attr(agencies[i], "induk")), region) == 0 &&
                    (!a->c->rule->agencies ||
                     vocabulary_lists(a->c->rule->agencies, told(xml_attr(agencies[i], "jenis"))));
        if (owes && agency_is_there(a->objects, agencies[i], end) && !has_any(all, n, id, year)) {
            finding_of_rule(a->c, SEVERITY_ERROR, "daerah.penugasan-tanpa", xml_place(agencies[i]), "instansi",
                            told(xml_attr(agencies[i], "nama")), "tahun", year, "peran", a->c->rule->target, "harapan",
                            a->c->rule->value, "id-instansi", id, NULL);
        }
    }
}

static bool has_number(const xmlNode *person, const char *kind) {
    for (const xmlNode *n = xml_child(person, "nomor-induk"); n; n = xml_next(n, "nomor-induk")) {
        if (strcmp(told(xml_attr(n, "jenis")), kind) == 0) {
            return true;
        }
    }
    return false;
}

static void check_number(const struct assigning *a, const struct assigned *group, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const xmlNode *person = objects_find(a->objects, "orang", group[i].person);
        if (person && !has_number(person, a->c->rule->value)) {
            tell(a, "daerah.penugasan-nomor", &group[i], "");
        }
    }
}

static bool has_member(const xmlNode *team, const char *person) {
    for (const xmlNode *m = xml_child(team, "anggota"); m; m = xml_next(m, "anggota")) {
        if (strcmp(told(xml_attr(m, "orang")), person) == 0) {
            return true;
        }
    }
    return false;
}

static void check_member(const struct assigning *a, const struct assigned *group, size_t n) {
    size_t n_teams;
    const xmlNode *const *teams = objects_all(a->objects, "tim", &n_teams);
    for (size_t i = 0; i < n; i++) {
        bool any = false, member = false;
        for (size_t k = 0; k < n_teams && !member; k++) {
            if (strcmp(told(xml_attr(teams[k], "instansi")), group[i].agency) == 0 &&
                strcmp(told(xml_attr(teams[k], "tahun")), group[i].year) == 0) {
                any = true;
                member = has_member(teams[k], group[i].person);
            }
        }
        if (any && !member) {
            tell(a, "daerah.penugasan-tim", &group[i], "");
        }
    }
}

static const struct {
    const char *kind;
    void (*check)(const struct assigning *a, const struct assigned *group, size_t n);
} kinds[] = {
    {"assigned_count", check_count}, {"assigned_number", check_number}, {"assigned_member", check_member}};

void assignment_check(const struct check *c, const struct objects *objects, const char *region) {
    struct assigning a = {c, objects};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (strcmp(c->rule->kind->name, kinds[k].kind) != 0) {
            continue;
        }
        size_t n;
        const struct assigned *all = collect(&a, region, &n);
        for (size_t i = 0, begin = 0; i < n; i++) {
            bool last = i + 1 == n || strcmp(all[i + 1].agency, all[i].agency) != 0 ||
                        strcmp(all[i + 1].year, all[i].year) != 0;
            if (last) {
                kinds[k].check(&a, &all[begin], i + 1 - begin);
                begin = i + 1;
            }
        }
        if (kinds[k].check == check_count) {
            tell_without(&a, region, all, n);
        }
    }
}

// ---- made-up assignments

bool assignment_is(const struct rule *rule) {
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (strcmp(rule->kind->name, kinds[k].kind) == 0) {
            return true;
        }
    }
    return false;
}

// One agency and as many people as are asked for; a bad one has one more, without a number and in no team.
static const char *made_up(struct arena *arena, const struct profile *region, const struct rule *rule, bool good) {
    struct buf out = buf_new(arena), team = buf_new(arena);
    long n = (strcmp(rule->kind->name, "assigned_count") == 0 ? rule->number : 1) + !good;
    buf_printf(&out,
               "<data xmlns='" XML_NS_DATA "'><instansi id='%s' nama='R' jenis='kabupaten'/>"
               "<instansi id='instansi' induk='%s' nama='I' jenis='dinas'/>",
               profile_region(region), profile_region(region));
    for (long i = 0; i < n; i++) {
        bool whole = good || i > 0;
        buf_printf(&out, "<orang id='o%ld' nama='N'>", i);
        if (whole) {
            buf_printf(&out, "<nomor-induk jenis='%s'>1</nomor-induk>", told(rule->value));
            buf_printf(&team, "<anggota orang='o%ld'/>", i);
        }
        buf_printf(&out, "</orang><penugasan tahun='2025' instansi='instansi' peran='%s' orang='o%ld'/>", rule->target,
                   i);
    }
    buf_printf(&out, "<tim id='t' tahun='2025' instansi='instansi'>%s</tim></data>", buf_text(&team));
    return buf_text(&out);
}

size_t assignment_try(struct arena *arena, const struct profile *region, const struct rule *rule, bool good) {
    struct findings *findings = findings_new(arena, NULL), *unread = findings_new(arena, NULL);
    const char *text = made_up(arena, region, rule, good);
    xmlDoc *doc = xml_parse(arena, "trial", (struct str){text, strlen(text)}, unread);
    struct objects *objects = objects_new(arena);
    assert(doc);
    objects_add(objects, doc, unread);
    objects_link(objects, unread);
    struct check c = {.arena = arena, .findings = findings, .profile = region, .rule = rule};
    assignment_check(&c, objects, profile_region(region));
    return findings->n;
}
