// How a level is read: the closed list of measures. Internal to maturity*.c and evidence_match.c.
#ifndef NASKAH_RULES_MATURITY_MEASURE_H
#define NASKAH_RULES_MATURITY_MEASURE_H

#include "rules/maturity.h"

// Which objects speak of which: pairs sorted by the id that is spoken of, so that thousands of innovations are looked
// at without going through all objects for each.
struct links {
    struct link {
        const char *key;
        const xmlNode *node;
        size_t order;
    } * items;
    size_t n, cap;
};

struct maturity_index {
    struct arena *arena;
    const struct objects *objects;
    struct links teams;      // innovation → <tim>
    struct links documents;  // innovation or team → <naskah> that is about it
    struct links trainings;  // innovation, agency or person → <kegiatan jenis="bimtek">
    struct links ended;      // document → <naskah> that revokes or replaces it
};

#define MEASURE_EVER 1000  // years that count when the profile does not say how many

struct measuring {
    struct arena *arena;
    const struct maturity_index *index;
    const xmlNode *innovation;
    const xmlNode *indicator;  // of the profile
    const xmlNode *only;       // nothing but this document is looked at; NULL: everything
    int year, years;           // T-0, and how many years count, T-0 included
    struct maturity_indicator *out;
    struct maturity_evidence *evidence;
    struct maturity_fact *facts;
    size_t cap_evidence, cap_facts;
};

const struct maturity_index *maturity_index(struct arena *arena, const struct objects *objects);

// ---- what the measures share (maturity_common.c)

// Nodes without those that stand there already.
struct nodes {
    const xmlNode **items;
    size_t n, cap;
};
void nodes_add(struct arena *arena, struct nodes *list, const xmlNode *node);
void nodes_add_links(struct arena *arena, struct nodes *list, const struct links *l, const char *key);
const struct link *links_of(const struct links *l, const char *key);  // the first of that key, or NULL
const struct link *link_next(const struct links *l, const struct link *at);

const char *measure_given(const xmlNode *node, const char *name);  // there and not blank; else NULL
bool measure_same(const char *a, const char *b);
const char *measure_count(const struct measuring *m, size_t n);
bool measure_parse(const char *text, double *out);  // "12", "12.5", "12,5"
const char *measure_period(const struct measuring *m);               // "2024–2026"
int measure_year(const xmlNode *node);                               // of @tahun, else of @tanggal; 0: none
bool measure_in_period(const struct measuring *m, const xmlNode *node);  // true without a year
void measure_tell(struct measuring *m, const char *id, const char *count, const char *of, const char *names,
                  const char *unit);
void measure_add(struct measuring *m, struct maturity_evidence one);  // once each

const xmlNode *measure_document(const struct measuring *m, const xmlNode *evidence);  // the <naskah> it names, or NULL
bool measure_ended(const struct measuring *m, const xmlNode *document);               // revoked or replaced
struct maturity_evidence measure_of_document(const struct measuring *m, const xmlNode *document);
struct maturity_evidence measure_of_evidence(const struct measuring *m, const xmlNode *evidence);
// A piece of evidence that is there: a file, a link, or a document of ours that still holds. What is not is told.
bool measure_stands(struct measuring *m, const xmlNode *evidence);
// The next <bukti> of the indicator, from `at` on; with `only` none but those that name the document.
const xmlNode *measure_evidence(const struct measuring *m, const xmlNode *at);
#define EACH_EVIDENCE(m, b)                                                              \
    for (const xmlNode *b = measure_evidence(m, xml_child((m)->innovation, "bukti")); b; \
         b = measure_evidence(m, xml_next(b, "bukti")))

int measure_level(const xmlNode *step);  // of a <taraf>
void measure_reach(struct measuring *m, int level, const char *unit);
// The level that a number stands for, of the steps in `unit` (NULL: of any); 0: none. A number between two bounds
// counts as the lower level of the two: the guides leave such gaps (50,5 %), and nobody is told more than they say.
int measure_by_number(const struct measuring *m, double n, const char *unit);

bool measure_of_team(struct measuring *m, const char *name);  // maturity_team.c; false: it is no measure of teams
const char *measure_team_name(const xmlNode *team);

// The names of the measures, for who checks profiles.
const char *const *maturity_measures(size_t *n);
// Takes the indicator's measure; level, evidence and facts go to m->out. Without a measure only the evidence is listed.
void maturity_measure(struct measuring *m);
// Whether the measure takes only what is of the years that count.
bool measure_has_period(const char *measure);
// Whether the indicator takes documents of that kind as evidence; those that say nothing of kinds take all.
bool measure_takes(const struct measuring *m, const xmlNode *document);

// maturity.c: what is to be measured, without a place for what is found; and one indicator of an innovation (`only`
// as above).
struct measuring maturity_measuring(struct arena *arena, const struct maturity_index *index,
                                    const xmlNode *innovation, const xmlNode *indicator, int year);
struct maturity_indicator maturity_look(struct arena *arena, const struct maturity_index *index,
                                        const xmlNode *innovation, const xmlNode *indicator, const xmlNode *only,
                                        int year);

#endif
