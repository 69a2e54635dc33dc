#include "batch/year.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"
#include "batch/import.h"
#include "batch/year_carry.h"

// ---- the years to carry over from ----

// The newest year of each region: several may share a folder, and each goes on from its own.
struct region_year {
    const xmlNode *region;
    int newest;
};

static void note_year(struct carrying *c, const xmlNode *node, struct region_year *all, size_t *n) {
    const xmlNode *region = carry_region(c, node);
    int of = atoi(carry_given(node, "tahun"));
    size_t i = 0;
    while (i < *n && all[i].region != region) {
        i++;
    }
    if (i == *n) {
        all[(*n)++] = (struct region_year){.region = region};
    }
    all[i].newest = of < c->out->year && of > all[i].newest ? of : all[i].newest;
}

static struct region_year *years_before(struct carrying *c, size_t *n) {
    static const char *const kinds[] = {"tim", "kontrak", "penugasan"};
    size_t agencies = 0;
    objects_all(c->world->objects, "instansi", &agencies);
    struct region_year *all = ARENA_ARRAY(c->arena, agencies + 2, struct region_year);
    *n = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t count = 0;
        const xmlNode *const *nodes = objects_all(c->world->objects, kinds[k], &count);
        for (size_t i = 0; i < count; i++) {
            note_year(c, nodes[i], all, n);
        }
    }
    return all;
}

static bool is_said(const struct region_year *all, size_t n, int year) {
    for (size_t i = 0; i < n; i++) {
        if (all[i].newest == year) {
            return true;
        }
    }
    return year == 0;
}

// "2019, 2023": the years of the regions, each once.
static const char *years_said(struct arena *arena, const struct region_year *all, size_t n) {
    const char *said = "";
    for (size_t i = 0; i < n; i++) {
        if (!is_said(all, i, all[i].newest)) {
            said = arena_printf(arena, "%s%s%d", said, *said ? ", " : "", all[i].newest);
        }
    }
    return said;
}

static void carry_region_over(struct carrying *c, const struct region_year *of, bool named) {
    c->region = of->region;
    c->from = of->newest;
    size_t before = c->carried.n;
    if (named) {
        carry_line(c, "year.region", carry_given(of->region, "nama"), arena_printf(c->arena, "%d", c->from));
    }
    size_t head = c->carried.n;
    carry_teams(c);
    carry_assignments(c);
    carry_contracts(c);
    carry_decrees(c);
    if (c->carried.n == head) {
        c->carried.n = before;
    }
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

// ---- the files ----

static const char *free_path(struct arena *arena, const char *folder, int year, const char *suffix) {
    const char *path = arena_printf(arena, "%s/tahun-%d%s", folder, year, suffix);
    for (int i = 2; file_exists(path); i++) {
        path = arena_printf(arena, "%s/tahun-%d-%d%s", folder, year, i, suffix);
    }
    return path;
}

// What was carried over, what to look at, what evidence leaves its window.
static const char *whole_list(struct carrying *c) {
    struct buf b = buf_new(c->arena);
    buf_printf(&b, "%s\n\n%s\n", carry_say(c, "year.title", "", ""), buf_text(&c->carried));
    if (c->remarks.n || c->contests.n) {
        buf_printf(&b, "%s\n%s%s\n", carry_say(c, "year.look", "", ""), buf_text(&c->remarks),
                   buf_text(&c->contests));
    }
    if (c->windows.n) {
        buf_printf(&b, "%s\n%s\n", carry_windows_head(c), buf_text(&c->windows));
    }
    return buf_text(&b);
}

struct year_opening year_open(const struct world *w, struct arena *arena, int year, const char *folder,
                              enum language language) {
    struct year_opening out = {.year = year};
    struct carrying c = {.world = w, .arena = arena, .out = &out, .language = language,
                         .carried = buf_new(arena), .remarks = buf_new(arena), .contests = buf_new(arena),
                         .windows = buf_new(arena), .folder = folder,
                         .data = xmlDocGetRootElement(xml_derived(arena, "data"))};
    size_t regions = 0;
    const struct region_year *before = years_before(&c, &regions);
    for (size_t i = 0; i < regions; i++) {
        out.from = before[i].newest > out.from ? before[i].newest : out.from;
    }
    out.from_said = years_said(arena, before, regions);
    if (!out.from) {
        return out;
    }
    for (size_t i = 0; i < regions; i++) {
        if (before[i].newest) {
            carry_region_over(&c, &before[i], regions > 1);
        }
    }
    carry_proposals(&c);
    count_going_on(&c);
    carry_windows(&c);
    size_t made = out.teams + out.assignments + out.contracts + out.decrees + out.proposals;
    out.waiting = buf_text(&c.contests);
    if (made == 0) {
        return out;
    }
    out.path = free_path(arena, folder, year, ".xml");
    out.list_path = free_path(arena, file_join(arena, w->notes, "tahun"), year, ".txt");
    out.text = import_text(arena, c.data, carry_say(&c, "year.head", "", ""));
    out.list = whole_list(&c);
    return out;
}
