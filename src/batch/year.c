#include "batch/year.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "batch/import.h"
#include "batch/year_carry.h"
#include "rules/maturity.h"

// ---- the year to carry over from ----

static int newest_before(const struct world *w, const char *kind, int year) {
    size_t n = 0;
    int newest = 0;
    const xmlNode *const *all = objects_all(w->objects, kind, &n);
    for (size_t i = 0; i < n; i++) {
        int of = atoi(carry_given(all[i], "tahun"));
        newest = of < year && of > newest ? of : newest;
    }
    return newest;
}

static int from_year(const struct world *w, int year) {
    static const char *const kinds[] = {"tim", "kontrak", "penugasan"};
    int newest = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        int of = newest_before(w, kinds[i], year);
        newest = of > newest ? of : newest;
    }
    return newest;
}

// ---- what goes on by itself ----

static bool ended(const xmlNode *node, int year) {
    struct date d;
    const char *until = carry_given(node, "sampai");
    return *until && date_parse(until, &d) && d.year < year;
}

static bool serves(const xmlNode *person, int year) {
    const xmlNode *term = xml_child(person, "jabatan");
    for (const xmlNode *t = term; t; t = xml_next(t, "jabatan")) {
        if (!ended(t, year)) {
            return true;
        }
    }
    return !term;
}

static void count_going_on(struct carrying *c) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(c->world->objects, "instansi", &n);
    for (size_t i = 0; i < n; i++) {
        bool gone = ended(all[i], c->out->year);
        c->out->agencies += !gone;
        if (gone) {
            carry_remark(c, "year.agency-ended", carry_given(all[i], "nama"), carry_given(all[i], "pengganti"));
        }
    }
    all = objects_all(c->world->objects, "orang", &n);
    for (size_t i = 0; i < n; i++) {
        c->out->people += serves(all[i], c->out->year);
    }
    all = objects_all(c->world->objects, "inovasi", &n);
    c->out->innovations = n;
}

// Whoever is in a team or an assignment and holds no office any more.
void carry_person(struct carrying *c, const char *id, const char *where) {
    const xmlNode *person = objects_find(c->world->objects, "orang", id);
    if (person && !serves(person, c->out->year)) {
        carry_remark(c, "year.person-ended", carry_given(person, "nama"), where);
    }
}

// ---- evidence ----

static int year_of_evidence(const struct world *w, const xmlNode *evidence) {
    const xmlNode *document = objects_find(w->objects, "naskah", carry_given(evidence, "naskah"));
    const char *said[] = {carry_given(evidence, "tahun"), carry_given(evidence, "tanggal"),
                          document ? carry_given(document, "tanggal") : "",
                          document ? carry_given(document, "tahun") : ""};
    struct date d;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (*said[i] && date_parse(said[i], &d)) {
            return d.year;
        }
    }
    return 0;
}

// Contests look at three years: what is older than T-2 no longer counts.
static void look_at_evidence(struct carrying *c) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(c->world->objects, "inovasi", &n);
    for (size_t i = 0; i < n; i++) {
        for (const xmlNode *b = xml_child(all[i], "bukti"); b; b = xml_next(b, "bukti")) {
            int of = year_of_evidence(c->world, b);
            static const char *const names[] = {"naskah", "perihal", "berkas"};
            const char *what = "";
            for (size_t k = 0; k < 3 && !*what; k++) {
                what = carry_given(b, names[k]);
            }
            const char *which = arena_printf(c->arena, "%s: %s %s", carry_given(all[i], "nama"),
                                             carry_given(b, "indikator"), what);
            if (of && of < c->out->year - 2) {
                carry_remark(c, "year.evidence-old", which, arena_printf(c->arena, "%d", of));
            }
        }
    }
}

static void tell_level(struct carrying *c, const struct maturity *m, const struct maturity_indicator *before,
                       const struct maturity_indicator *after) {
    if (after->level < before->level) {
        carry_remark(c, "year.level", arena_printf(c->arena, "%s: %s", m->title, before->label),
                     arena_printf(c->arena, "%d → %d", before->level, after->level));
    }
}

// The windows T-0, T-1, T-2 move with the year: whose levels they no longer support, as far as anything is known now,
// by the levels of the newest round.
static void move_windows(struct carrying *c) {
    const struct profile *profile = maturity_profile_for(c->world->profiles, c->out->from);
    if (!profile) {
        return;
    }
    const struct objects *o = c->world->objects;
    const struct maturity_sum *before = maturity_sum(c->arena, o, profile, NULL, c->out->from);
    const struct maturity_sum *after = maturity_sum(c->arena, o, profile, NULL, c->out->year);
    for (size_t i = 0; i < before->n && i < after->n; i++) {
        for (size_t k = 0; k < before->items[i]->n && k < after->items[i]->n; k++) {
            tell_level(c, before->items[i], &before->items[i]->items[k], &after->items[i]->items[k]);
        }
    }
}

// ---- the files ----

static const char *free_path(struct arena *arena, const char *folder, int year, const char *suffix) {
    const char *path = arena_printf(arena, "%s/tahun-%d%s", folder, year, suffix);
    for (int i = 2; file_exists(path); i++) {
        path = arena_printf(arena, "%s/tahun-%d-%d%s", folder, year, i, suffix);
    }
    return path;
}

struct year_opening year_open(const struct world *w, struct arena *arena, int year, const char *folder,
                              enum language language) {
    struct year_opening out = {.year = year, .from = from_year(w, year)};
    struct carrying c = {.world = w, .arena = arena, .out = &out, .language = language,
                         .carried = buf_new(arena), .remarks = buf_new(arena),
                         .data = xmlDocGetRootElement(xml_derived(arena, "data"))};
    if (!out.from) {
        return out;
    }
    carry_teams(&c);
    carry_assignments(&c);
    carry_contracts(&c);
    carry_decrees(&c);
    count_going_on(&c);
    look_at_evidence(&c);
    move_windows(&c);
    size_t made = out.teams + out.assignments + out.contracts + out.decrees;
    if (made == 0) {
        return out;
    }
    out.path = free_path(arena, folder, year, ".xml");
    out.list_path = free_path(arena, file_join(arena, w->notes, "tahun"), year, ".txt");
    out.text = import_text(arena, c.data, carry_say(&c, "year.head", "", ""));
    out.list = arena_printf(arena, "%s\n\n%s\n%s\n%s", carry_say(&c, "year.title", "", ""), buf_text(&c.carried),
                            out.remarks ? carry_say(&c, "year.look", "", "") : "", buf_text(&c.remarks));
    return out;
}
