#include "rules/evidence_match.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"
#include "rules/kind.h"
#include "rules/maturity_measure.h"

struct matching {
    struct arena *arena;
    const struct objects *objects;
    const struct profiles *profiles;
    const struct profile *profile;
    const struct maturity_index *index;
    const struct rule *rule;
};

// One innovation under one rule.
struct looking {
    struct check c;
    const struct matching *m;
    const xmlNode *innovation;
    struct measuring measuring;  // of the indicator that is looked at
};

static const struct rule *rule_of(const struct profile *p) {
    for (size_t i = 0; i < p->n_rules; i++) {
        if (strcmp(p->rules[i].kind->name, "evidence_match") == 0) {
            return &p->rules[i];
        }
    }
    return NULL;
}

struct matching *matching_new(struct arena *arena, const struct objects *objects, const struct profiles *profiles,
                              const struct profile *profile) {
    const struct rule *rule = rule_of(profile);
    struct matching *m = rule ? ARENA_NEW(arena, struct matching) : NULL;
    if (m) {
        *m = (struct matching){arena, objects, profiles, profile, maturity_index(arena, objects), rule};
    }
    return m;
}

static void tell(const struct looking *l, enum severity limit, const char *id, const xmlNode *evidence,
                 const char *said, const char *shown, const char *words) {
    const char *label = measure_given(l->measuring.indicator, "label");
    const char *indicator = measure_given(l->measuring.indicator, "id");
    struct place place = xml_place(evidence);
    place.section = indicator;
    finding_of_rule(&l->c, limit, id, place, "label", label ? label : indicator, "indikator", indicator, "tertulis",
                    said, "harapan", shown, "kata", words, "naskah", measure_given(evidence, "naskah"), NULL);
}

// ---- a document of ours as evidence

static bool in_range(const xmlNode *document, int year) {
    struct date from, to;
    const char *since = measure_given(document, "berlaku-sejak"), *until = measure_given(document, "berlaku-sampai");
    return since && until && date_parse(since, &from) && date_parse(until, &to) && year >= from.year && year <= to.year;
}

// The years that a document is of: its own, that of its date, those of what it is about. A decree of December for the
// team of next year is of both.
struct years {
    int items[16];
    size_t n;
};

static void add_year(struct years *y, int year) {
    if (year && y->n < sizeof y->items / sizeof *y->items) {
        y->items[y->n++] = year;
    }
}

static int year_of_date(const xmlNode *node) {
    struct date d;
    const char *date = measure_given(node, "tanggal");
    return date && date_parse(date, &d) ? d.year : 0;
}

static struct years years_of(const struct looking *l, const xmlNode *document) {
    struct years y = {0};
    size_t n;
    const xmlNode **about = subjects(l->c.arena, l->m->objects, measure_given(document, "subjek"), NULL, &n);
    add_year(&y, year_of_date(document));
    add_year(&y, measure_year(document));
    for (size_t i = 0; i < n; i++) {
        add_year(&y, measure_year(about[i]));
    }
    return y;
}

static void look_at_year(const struct looking *l, const xmlNode *evidence, const xmlNode *document) {
    const struct measuring *m = &l->measuring;
    struct years y = years_of(l, document);
    int said = measure_year(evidence);
    bool same = !said || !y.n || in_range(document, said), inside = !y.n || !measure_has_period(m->out->measure);
    for (size_t i = 0; i < y.n; i++) {
        same = same || y.items[i] == said;
        inside = inside || (y.items[i] <= m->year && y.items[i] > m->year - m->years);
    }
    const char *own = y.n ? kind_number(&l->c, y.items[0]) : "";
    if (!same) {
        tell(l, SEVERITY_WARNING, "bukti.naskah-tahun", evidence, kind_number(&l->c, said), own, "");
    } else if (!inside) {
        tell(l, SEVERITY_WARNING, "bukti.naskah-masa", evidence, own, measure_period(m), "");
    }
}

// Lists of all innovations of a year name none in the data.
static bool lists_all(const xmlNode *document) {
    for (const xmlNode *a = xml_child(document, "lampiran"); a; a = xml_next(a, "lampiran")) {
        if (measure_same(measure_given(a, "jenis"), "daftar-inovasi") && !measure_given(a, "subjek")) {
            return true;
        }
    }
    return false;
}

static bool names_in_text(const struct looking *l, const xmlNode *document) {
    const char *name = measure_given(l->innovation, "nama");
    const char *text = text_lower(l->c.arena, text_collapse(l->c.arena, xml_text(l->c.arena, document)));
    return name && strstr(text, text_lower(l->c.arena, text_collapse(l->c.arena, arena_strdup(l->c.arena, name))));
}

// Only a document that says which innovations it is about can be about others.
static void look_at_subject(const struct looking *l, const xmlNode *evidence, const xmlNode *document) {
    struct arena *arena = l->c.arena;
    if (document_concerns(arena, l->m->objects, document, NULL) && !lists_all(document) &&
        !document_concerns(arena, l->m->objects, document, l->innovation) && !names_in_text(l, document)) {
        tell(l, SEVERITY_WARNING, "bukti.naskah-inovasi", evidence, "", measure_given(l->innovation, "nama"), "");
    }
}

static void look_at_document(const struct looking *l, const xmlNode *evidence) {
    const struct measuring *m = &l->measuring;
    const xmlNode *document = measure_document(m, evidence);
    if (!document) {
        return;
    }
    look_at_year(l, evidence, document);
    look_at_subject(l, evidence, document);
    if (!measure_takes(m, document)) {
        tell(l, SEVERITY_WARNING, "bukti.naskah-jenis", evidence, measure_given(document, "jenis"),
             measure_given(m->indicator, "dukung"), "");
    }
    if (measure_ended(m, document)) {
        tell(l, SEVERITY_WARNING, "bukti.naskah-dicabut", evidence, "", "", "");
    }
}

// ---- what is claimed

static const xmlNode *highest_claim(const struct measuring *m) {
    const xmlNode *highest = NULL;
    EACH_EVIDENCE(m, b) {
        const char *claim = measure_given(b, "taraf");
        if (claim && (!highest || atoi(claim) > atoi(measure_given(highest, "taraf")))) {
            highest = b;
        }
    }
    return highest;
}

static void look_at_claim(const struct looking *l) {
    const struct maturity_indicator *shown = l->measuring.out;
    const xmlNode *claim = highest_claim(&l->measuring);
    int level = claim ? atoi(measure_given(claim, "taraf")) : 0;
    if (level <= shown->level || !shown->levels || !*shown->measure) {
        return;
    }
    const char *id = shown->level ? "bukti.taraf" : "bukti.taraf-belum";
    tell(l, shown->level ? SEVERITY_WARNING : SEVERITY_NOTE, id, claim, measure_given(claim, "taraf"),
         kind_number(&l->c, shown->level), shown->says);
}

static void look_at_bases(const struct looking *l) {
    const struct maturity_indicator *shown = l->measuring.out;
    for (size_t i = 0; i < shown->n_facts; i++) {
        if (strcmp(shown->facts[i].id, "kematangan.dasar-ganda") == 0) {
            tell(l, SEVERITY_WARNING, "bukti.dasar-ganda", measure_evidence(&l->measuring,
                 xml_child(l->innovation, "bukti")), "", "", shown->facts[i].names);
        }
    }
}

static void look(struct looking *l) {
    const xmlNode *root = profile_node(l->m->profile);
    const char *round = measure_given(root, "tahun");
    int year = round ? atoi(round) : 0;
    for (const xmlNode *i = xml_child(root, "indikator"); i; i = xml_next(i, "indikator")) {
        l->measuring = maturity_measuring(l->c.arena, l->m->index, l->innovation, i, year);
        if (!measure_evidence(&l->measuring, xml_child(l->innovation, "bukti"))) {
            continue;
        }
        struct maturity_indicator shown = maturity_look(l->c.arena, l->m->index, l->innovation, i, NULL, year);
        l->measuring.out = &shown;
        EACH_EVIDENCE(&l->measuring, b) {
            look_at_document(l, b);
        }
        look_at_claim(l);
        look_at_bases(l);
    }
}

void matching_tell(const struct matching *m, const char *innovation, const char *document, struct findings *findings) {
    const xmlNode *node = m && innovation ? objects_find(m->objects, "inovasi", innovation) : NULL;
    if (!node || !xml_child(node, "bukti")) {
        return;
    }
    struct looking l = {.m = m, .innovation = node};
    const char *before = findings->document;
    l.c = (struct check){.arena = arena_new(0), .findings = findings, .profiles = m->profiles, .profile = m->profile,
                         .rule = m->rule};
    findings->document = document;
    look(&l);
    findings->document = before;
    arena_free(l.c.arena);
}

// ---- a made-up innovation

// One piece of evidence that names a decree; a bad one says another year than the decree has.
size_t matching_try(struct arena *arena, const struct profiles *profiles, const struct profile *profile,
                    const struct rule *rule, bool good) {
    struct findings *findings = findings_new(arena, NULL), *unread = findings_new(arena, NULL);
    const char *indicator = measure_given(xml_child(profile_node(profile), "indikator"), "id");
    const char *text = arena_printf(
        arena,
        "<data xmlns='" XML_NS_DATA "'><instansi id='k' nama='K' jenis='dinas'/><inovasi id='i' nama='I' instansi='k'>"
        "<bukti indikator='%s' naskah='n' tahun='%s'/></inovasi><naskah id='n' jenis='keputusan' varian='bupati' "
        "subjek='i' tanggal='2024-02-01'><tentang>T</tentang></naskah></data>",
        indicator ? indicator : "", good ? "2024" : "2023");
    xmlDoc *doc = xml_parse(arena, "trial", (struct str){text, strlen(text)}, unread);
    struct objects *objects = objects_new(arena);
    assert(doc);
    objects_add(objects, doc, unread);
    objects_link(objects, unread);
    struct matching m = {arena, objects, profiles, profile, maturity_index(arena, objects), rule};
    matching_tell(&m, "i", "", findings);
    return findings->n;
}
