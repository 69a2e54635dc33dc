// What a team shows: how many people, which kinds of actor, how many agencies; and what establishes it.
#include <string.h>

#include "base/xml.h"
#include "rules/maturity_measure.h"

static bool is_agency_of_region(const char *kind) {
    // UU 23/2014 pasal 208–209; units below them count as theirs.
    static const char *const kinds[] = {"sekretariat-daerah", "badan", "dinas", "inspektorat", "kecamatan"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (measure_same(kind, kinds[i])) {
            return true;
        }
    }
    return false;
}

// Where a person works in that year: the last office that covers it, else what stands at the person.
static const char *workplace(const xmlNode *person, int year) {
    const char *best = NULL;
    struct date d;
    for (const xmlNode *t = xml_child(person, "jabatan"); t; t = xml_next(t, "jabatan")) {
        const char *from = measure_given(t, "sejak"), *to = measure_given(t, "sampai");
        bool begun = !from || (date_parse(from, &d) && d.year <= year);
        bool lasts = !to || (date_parse(to, &d) && d.year >= year);
        best = begun && lasts ? measure_given(t, "instansi") : best;
    }
    return best ? best : measure_given(person, "instansi");
}

static const xmlNode *member_agency(const struct measuring *m, const xmlNode *member, int year) {
    const xmlNode *person = objects_find(m->index->objects, "orang", measure_given(member, "orang"));
    const char *id = measure_given(member, "instansi");
    id = id ? id : person ? workplace(person, year) : NULL;
    return id ? objects_find(m->index->objects, "instansi", id) : NULL;
}

static const xmlNode *agency_above(const struct measuring *m, const xmlNode *agency) {
    for (int depth = 0; agency && depth < 100; depth++) {
        if (is_agency_of_region(measure_given(agency, "jenis"))) {
            return agency;
        }
        const char *parent = measure_given(agency, "induk");
        agency = parent ? objects_find(m->index->objects, "instansi", parent) : NULL;
    }
    return NULL;
}

struct team {
    const xmlNode *node;
    size_t n;           // what the measure counts
    const char *names;  // of what was counted
    size_t unknown;     // members of whom it is not known
    struct maturity_evidence by[8];
    size_t n_by;  // what establishes it
};

static void names_add(struct arena *arena, struct team *t, const char *name) {
    t->names = t->n ? arena_printf(arena, "%s, %s", t->names, name) : name;
    t->n++;
}

static void count_members(const struct measuring *m, struct team *t) {
    (void)m;
    t->names = "";
    for (const xmlNode *a = xml_child(t->node, "anggota"); a; a = xml_next(a, "anggota")) {
        t->n++;
    }
}

// A civil servant is the government's, whatever was left blank; of others nothing is supposed.
static const char *actor_of(const struct measuring *m, const xmlNode *member) {
    const xmlNode *person = objects_find(m->index->objects, "orang", measure_given(member, "orang"));
    const xmlNode *agency = member_agency(m, member, measure_year(member->parent));
    if (measure_given(member, "unsur")) {
        return measure_given(member, "unsur");
    }
    if (agency && measure_same(measure_given(agency, "jenis"), "perguruan-tinggi")) {
        return "akademisi";
    }
    return person && xml_child(person, "nomor-induk") ? "pemerintah" : NULL;
}

static void count_actors(const struct measuring *m, struct team *t) {
    const char *seen[16];
    size_t n = 0;
    t->names = "";
    for (const xmlNode *a = xml_child(t->node, "anggota"); a; a = xml_next(a, "anggota")) {
        const char *actor = actor_of(m, a);
        bool known = false;
        for (size_t i = 0; i < n && actor; i++) {
            known = known || strcmp(seen[i], actor) == 0;
        }
        if (!actor) {
            t->unknown++;
        } else if (!known && n < sizeof seen / sizeof *seen) {
            seen[n++] = actor;
            names_add(m->arena, t, actor);
        }
    }
}

static void count_agencies(const struct measuring *m, struct team *t) {
    struct nodes seen = {0};
    t->names = "";
    for (const xmlNode *a = xml_child(t->node, "anggota"); a; a = xml_next(a, "anggota")) {
        const xmlNode *agency = agency_above(m, member_agency(m, a, measure_year(t->node)));
        size_t before = seen.n;
        if (!agency) {
            t->unknown++;
            continue;
        }
        nodes_add(m->arena, &seen, agency);
        if (seen.n > before) {
            const char *shortly = measure_given(agency, "singkatan");
            names_add(m->arena, t, shortly ? shortly : measure_given(agency, "nama"));
        }
    }
}

static const struct team_measure {
    const char *name;
    void (*count)(const struct measuring *m, struct team *t);
    const char *says, *unknown;
} team_measures[] = {
    {"anggota", count_members, "kematangan.anggota", NULL},
    {"unsur", count_actors, "kematangan.unsur", "kematangan.unsur-kosong"},
    {"perangkat-daerah", count_agencies, "kematangan.perangkat-daerah", "kematangan.instansi-kosong"},
};

static bool kind_listed(const char *list, const char *kind) {
    size_t length = kind ? strlen(kind) : 0;
    for (size_t n; list && (list += strspn(list, " "), n = strcspn(list, " ")) > 0; list += n) {
        if (n == length && memcmp(list, kind, n) == 0) {
            return true;
        }
    }
    return false;
}

static void establish(struct team *t, struct maturity_evidence by) {
    if (t->n_by < sizeof t->by / sizeof *t->by) {
        t->by[t->n_by++] = by;
    }
}

// What establishes a team: decrees about it, and evidence of the indicator that names such a decree, or, for the only
// team there is, that is a file.
static void find_establishing(struct measuring *m, struct team *t, bool alone) {
    const struct links *l = &m->index->documents;
    for (const struct link *at = links_of(l, measure_given(t->node, "id")); at; at = link_next(l, at)) {
        bool kind = kind_listed(measure_given(m->indicator, "naskah"), measure_given(at->node, "jenis"));
        if (kind && (!m->only || at->node == m->only) && measure_in_period(m, at->node) &&
            !measure_ended(m, at->node)) {
            establish(t, measure_of_document(m, at->node));
        }
    }
    EACH_EVIDENCE(m, b) {
        if (alone && !m->only && measure_given(b, "berkas") && !measure_document(m, b) && measure_in_period(m, b)) {
            establish(t, measure_of_evidence(m, b));
        }
    }
}

static void find_teams(struct measuring *m, struct nodes *teams) {
    nodes_add_links(m->arena, teams, &m->index->teams, measure_given(m->innovation, "id"));
    EACH_EVIDENCE(m, b) {
        const xmlNode *document = measure_document(m, b);
        char *rest = NULL,
             *words =
                 arena_strdup(m->arena, measure_given(document, "subjek") ? measure_given(document, "subjek") : "");
        for (char *word = strtok_r(words, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest)) {
            const xmlNode *team = objects_find(m->index->objects, "tim", word);
            if (team) {
                nodes_add(m->arena, teams, team);
            }
        }
    }
}

const char *measure_team_name(const xmlNode *team) {
    return measure_given(team, "nama") ? measure_given(team, "nama") : measure_given(team, "id");
}

static void tell_team(struct measuring *m, const struct team_measure *measure, const struct team *t) {
    const char *name = measure_team_name(t->node);
    measure_tell(m, measure->says, measure_count(m, t->n), t->names, name, "");
    if (t->unknown && measure->unknown) {
        measure_tell(m, measure->unknown, measure_count(m, t->unknown), "", name, "");
    }
    if (t->n_by == 0) {
        measure_tell(m, "kematangan.tim-tanpa-sk", "", "", name, "");
    }
}

// One team's decree is what the portal takes, so teams are not added up: the one that shows most counts.
static void measure_team(struct measuring *m, const struct team_measure *measure) {
    struct nodes teams = {0};
    struct team best = {0};
    find_teams(m, &teams);
    for (size_t i = 0; i < teams.n; i++) {
        struct team t = {.node = teams.items[i]};
        find_establishing(m, &t, teams.n == 1);
        if (m->only && t.n_by == 0) {
            continue;
        }
        if (!measure_in_period(m, t.node)) {
            measure_tell(m, "kematangan.tim-lama", measure_given(t.node, "tahun"), measure_period(m),
                         measure_team_name(t.node), "");
            continue;
        }
        measure->count(m, &t);
        bool better = (t.n_by > 0) != (best.n_by > 0) ? t.n_by > 0 : t.n > best.n;
        best = !best.node || better ? t : best;
    }
    if (!best.node) {
        return;
    }
    tell_team(m, measure, &best);
    for (size_t i = 0; i < best.n_by; i++) {
        measure_add(m, best.by[i]);
    }
    if (best.n_by) {
        measure_reach(m, measure_by_number(m, (double)best.n, NULL), NULL);
    }
}

bool measure_of_team(struct measuring *m, const char *name) {
    for (size_t i = 0; i < sizeof team_measures / sizeof *team_measures; i++) {
        if (measure_same(name, team_measures[i].name)) {
            measure_team(m, &team_measures[i]);
            return true;
        }
    }
    return false;
}
