// Evidence and the next year. Evidence stays where it is written; what no longer counts once T-0 is the new year is
// listed by agency and innovation, with what is to be collected anew. Which years count is the contest's to say.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "batch/year_carry.h"
#include "rules/maturity.h"

static int year_of(const xmlNode *node) {
    struct date d;
    const char *said[] = {carry_given(node, "tahun"), carry_given(node, "tanggal")};
    for (size_t i = 0; i < 2; i++) {
        if (*said[i] && date_parse(said[i], &d)) {
            return d.year;
        }
    }
    return 0;
}

// Of a piece of evidence, or of the document that it names.
static int year_of_evidence(const struct carrying *c, const xmlNode *evidence) {
    int year = year_of(evidence);
    return year ? year : year_of(objects_find(c->world->objects, "naskah", carry_given(evidence, "naskah")));
}

static const char *name_of(const xmlNode *evidence) {
    static const char *const names[] = {"perihal", "naskah", "berkas", "tautan", "nomor"};
    const char *name = "";
    for (size_t i = 0; i < sizeof names / sizeof *names && !*name; i++) {
        name = carry_given(evidence, names[i]);
    }
    return name;
}

static void add(struct buf *b, const char *name, int year) {
    buf_printf(b, year ? "%s%s (%d)" : "%s%s", b->n ? "; " : "", name, year);
}

static bool counted(const struct maturity_indicator *in, const xmlNode *node) {
    for (size_t i = 0; i < in->n_evidence; i++) {
        if (in->evidence[i].node == node) {
            return true;
        }
    }
    return false;
}

// What counted at T-0 `from` and does not at T-0 `year`: evidence of the indicator, and documents of ours.
static const char *leaving(struct carrying *c, const xmlNode *innovation, int window,
                           const struct maturity_indicator *before, const struct maturity_indicator *after) {
    struct buf b = buf_new(c->arena);
    int oldest = c->out->year - window + 1, was_oldest = c->out->from - window + 1;
    for (const xmlNode *e = xml_child(innovation, "bukti"); e; e = xml_next(e, "bukti")) {
        int of = year_of_evidence(c, e);
        if (window && strcmp(carry_given(e, "indikator"), before->id) == 0 && of >= was_oldest && of < oldest) {
            add(&b, name_of(e), of);
        }
    }
    for (size_t i = 0; i < before->n_evidence; i++) {
        const struct maturity_evidence *e = &before->evidence[i];
        bool lost = after->level < before->level && !xml_is(e->node, "bukti") && !counted(after, e->node);
        if (lost) {
            add(&b, e->name, year_of(e->node));
        }
    }
    return buf_text(&b);
}

// One indicator that loses something, and what the contest asks for as evidence of which years.
static void tell_indicator(struct carrying *c, struct buf *lines, int window, const struct maturity_indicator *before,
                           const struct maturity_indicator *after, const char *gone) {
    int year = c->out->year;
    const char *years = window ? arena_printf(c->arena, " (%d–%d)", year - window + 1, year) : "";
    const char *levels = before->level == after->level
                             ? carry_say(c, "year.level-stays", arena_printf(c->arena, "%d", after->level), "")
                             : arena_printf(c->arena, "%d → %d", before->level, after->level);
    buf_printf(lines, "    - %s\n", carry_say(c, "year.level", before->label, levels));
    if (*gone) {
        buf_printf(lines, "      %s\n", carry_say(c, "year.leaves", gone, ""));
    }
    if (*before->support) {
        buf_printf(lines, "      %s\n", carry_say(c, "year.collect", before->support, years));
    }
    c->out->remarks++;
}

static const char *losses(struct carrying *c, const struct maturity *before, const struct maturity *after) {
    struct buf lines = buf_new(c->arena);
    for (size_t k = 0; k < before->n && k < after->n; k++) {
        const struct maturity_indicator *b = &before->items[k], *a = &after->items[k];
        int window = maturity_window(c->windows_of, b->id);
        const char *gone = leaving(c, before->node, window, b, a);
        if (*gone || a->level < b->level) {
            tell_indicator(c, &lines, window, b, a, gone);
        }
    }
    return buf_text(&lines);
}

struct of_agency {
    const char *agency;
    const struct maturity *before, *after;
    size_t order;
};

static int by_agency(const void *a, const void *b) {
    const struct of_agency *x = a, *y = b;
    int order = strcmp(x->agency, y->agency);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

void carry_windows(struct carrying *c) {
    const struct objects *o = c->world->objects;
    c->windows_of = maturity_profile_for(c->world->profiles, c->out->year);
    if (!c->windows_of) {
        return;
    }
    const struct maturity_sum *before = maturity_sum(c->arena, o, c->windows_of, NULL, c->out->from);
    const struct maturity_sum *after = maturity_sum(c->arena, o, c->windows_of, NULL, c->out->year);
    struct of_agency *all = ARENA_ARRAY(c->arena, before->n + 1, struct of_agency);
    for (size_t i = 0; i < before->n; i++) {
        const xmlNode *agency = objects_find(o, "instansi", before->items[i]->agency);
        all[i] = (struct of_agency){carry_given(agency, "nama"), before->items[i], after->items[i], i};
    }
    qsort(all, before->n, sizeof *all, by_agency);
    const char *last = NULL;
    for (size_t i = 0; i < before->n; i++) {
        const char *lost = losses(c, all[i].before, all[i].after);
        if (*lost) {
            const char *agency = last && strcmp(last, all[i].agency) == 0
                                     ? "" : arena_printf(c->arena, "\n%s\n", all[i].agency);
            buf_printf(&c->windows, "%s  %s\n%s", agency, all[i].before->title, lost);
            last = all[i].agency;
            c->out->losing++;
        }
    }
}

const char *carry_windows_head(struct carrying *c) {
    const char *id = carry_given(profile_node(c->windows_of), "id");
    bool of_year = atoi(carry_given(profile_node(c->windows_of), "tahun")) == c->out->year;
    return carry_say(c, of_year ? "year.windows" : "year.windows-older", id, "");
}
