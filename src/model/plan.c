// Which documents there are to be: those that are written down and those that the office's plan derives.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"
#include "model/vocabulary.h"

struct planning {
    struct arena *arena;
    const struct objects *objects;
    const xmlNode *defaults;
    struct findings *findings;
    struct planned *items;
    size_t n, cap;
    struct words said;  // "notulen rdr-3": kinds and subjects that written documents have
};

static void tell(struct planning *p, const char *rule, const char *id, const xmlNode *node, const char *word) {
    struct finding *f = findings_add(p->findings, rule, xml_place(node), "id", id, "nama", word, NULL);
    f->document = arena_strdup(p->findings->arena, id);
}

static struct planned *plan_one(struct planning *p, const char *id, const char *kind, const xmlNode *agency,
                                const xmlNode *node) {
    if (!agency) {
        tell(p, "resolve.agency", id, node, "");
        return NULL;
    }
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 64;
        p->items = arena_grow(p->arena, p->items, p->cap * sizeof *p->items, cap * sizeof *p->items);
        p->cap = cap;
    }
    p->items[p->n] = (struct planned){.id = id, .kind = kind, .agency = given(agency, "id"), .node = node};
    return &p->items[p->n++];
}

// Written documents

static const char *first_word(struct arena *arena, const char *list) {
    list += strspn(list, " \t\r\n");
    return arena_strndup(arena, list, strcspn(list, " \t\r\n"));
}

static const xmlNode *agency_of_office(struct planning *p, const char *office) {
    return office ? agency_find(p->objects, arena_strndup(p->arena, office, strcspn(office, "/"))) : NULL;
}

static const xmlNode *agency_of_written(struct planning *p, const xmlNode *document) {
    const xmlNode *agency = agency_find(p->objects, given(document, "instansi"));
    const char *list = given(document, "subjek");
    if (!agency && list)
        agency = agency_find(p->objects, given(objects_find(p->objects, NULL, first_word(p->arena, list)), "instansi"));
    return agency ? agency : agency_of_office(p, given(document, "penetap"));
}

// A written proposal that names no profile is for the only one its innovation has.
static const char *profile_of_written(struct planning *p, const xmlNode *document) {
    size_t n;
    const char *profile = given(document, "profil");
    const xmlNode **of = subjects(p->arena, p->objects, given(document, "subjek"), "inovasi", &n);
    const xmlNode *proposal = n ? xml_child(of[0], "usulan") : NULL;
    if (profile || !proposal)
        return profile;
    if (xml_next(proposal, "usulan"))
        tell(p, "resolve.which-profile", given(document, "id"), document, given(of[0], "nama"));
    return given(proposal, "profil");
}

static bool known_kind(const char *kind) {
    const struct vocabulary_attribute *a = vocabulary_attribute(vocabulary_child(NULL, "naskah"), "jenis");
    return vocabulary_value_ok(a->kind, a->target, kind);
}

static void plan_written(struct planning *p, const xmlNode *document) {
    const char *id = given(document, "id"), *kind = given(document, "jenis");
    if (!id || !kind || !known_kind(kind))
        return;  // told when the object was checked
    struct planned *one = plan_one(p, id, kind, agency_of_written(p, document), document);
    const char *profile = strcmp(kind, "proposal") == 0 ? profile_of_written(p, document) : NULL;
    if (one)
        one->profile = profile;
    char *words = arena_strdup(p->arena, given(document, "subjek") ? given(document, "subjek") : ""), *rest = words;
    for (char *word = strtok_r(words, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest))
        words_add(p->arena, &p->said, arena_printf(p->arena, "%s %s %s", kind, word, profile ? profile : ""));
}

// Derived documents

static const char *plan_of(const xmlNode *rules, const char *kind, const char *source) {
    const char *made = NULL;
    for (const xmlNode *plan = xml_child(rules, "rencana"); plan; plan = xml_next(plan, "rencana"))
        if (given(plan, "jenis") && strcmp(given(plan, "jenis"), kind) == 0 && given(plan, "untuk") &&
            strcmp(given(plan, "untuk"), source) == 0)
            made = given(plan, "buat") ? given(plan, "buat") : "ya";
    return made;
}

static const char *plan_for(struct planning *p, const char *agency, const char *kind, const char *source) {
    size_t n;
    const char *made = NULL;
    const xmlNode *const *rules = objects_all(p->objects, "tata", &n);
    for (size_t i = 0; i < n; i++) {
        const char *of = given(rules[i], "instansi"), *said = plan_of(rules[i], kind, source);
        if (said && (agency ? of && strcmp(of, agency) == 0 : !of))
            made = said;
    }
    return made;
}

// The nearest house rule decides; without any, the document is made.
static bool plan_wants(struct planning *p, const xmlNode *agency, const char *kind, const char *source) {
    const char *made = NULL;
    for (int depth = 0; agency && !made && depth < 100; depth++, agency = agency_parent(p->objects, agency))
        made = plan_for(p, given(agency, "id"), kind, source);
    if (!made)
        made = plan_for(p, NULL, kind, source);
    if (!made && p->defaults)
        made = plan_of(p->defaults, kind, source);
    return !made || strcmp(made, "ya") == 0;
}

static void derive(struct planning *p, const char *id, const char *kind, const char *source, const xmlNode *object,
                   const xmlNode *node, const char *profile) {
    const xmlNode *agency = agency_find(p->objects, given(object, "instansi"));
    const char *key = arena_printf(p->arena, "%s %s %s", kind, given(object, "id"), profile ? profile : "");
    if (words_have(&p->said, key) || !plan_wants(p, agency, kind, source))
        return;
    if (objects_find(p->objects, "naskah", id)) {
        tell(p, "resolve.id", id, node, given(object, "nama"));
        return;
    }
    struct planned *one = plan_one(p, id, kind, agency, node);
    if (one) {
        one->derived = true;
        one->profile = profile;
    }
}

static void derive_all(struct planning *p) {
    size_t n;
    const xmlNode *const *all = objects_all(p->objects, "inovasi", &n);
    for (size_t i = 0; i < n; i++)
        for (const xmlNode *u = xml_child(all[i], "usulan"); u; u = xml_next(u, "usulan")) {
            const char *profile = given(u, "profil") ? given(u, "profil") : "";
            derive(p, arena_printf(p->arena, "proposal-%s-%s", given(all[i], "id"), profile), "proposal", "usulan",
                   all[i], u, profile);
        }
    all = objects_all(p->objects, "kegiatan", &n);
    for (size_t i = 0; i < n; i++)
        derive(p, arena_printf(p->arena, "notulen-%s", given(all[i], "id")), "notulen", "kegiatan", all[i], all[i],
               NULL);
    all = objects_all(p->objects, "kontrak", &n);
    for (size_t i = 0; i < n; i++)
        derive(p, arena_printf(p->arena, "pk-%s", given(all[i], "id")), "perjanjian-kinerja", "kontrak", all[i], all[i],
               NULL);
}

static int compare_planned(const void *a, const void *b) {
    const struct planned *x = a, *y = b;
    int by_id = strcmp(x->id, y->id);
    return by_id ? by_id : x->derived - y->derived;
}

// Two proposals of one innovation for one profile would be one file.
static void drop_twins(struct planning *p) {
    size_t kept = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (kept && strcmp(p->items[kept - 1].id, p->items[i].id) == 0)
            tell(p, "resolve.id", p->items[i].id, p->items[i].node, "");
        else
            p->items[kept++] = p->items[i];
    }
    p->n = kept;
}

const struct planned *resolve_plan(struct arena *arena, const struct objects *o, const xmlNode *defaults, size_t *n,
                                   struct findings *findings) {
    struct planning p = {.arena = arena, .objects = o, .defaults = defaults, .findings = findings};
    size_t written;
    const xmlNode *const *documents = objects_all(o, "naskah", &written);
    for (size_t i = 0; i < written; i++)
        plan_written(&p, documents[i]);
    words_sort(&p.said);
    derive_all(&p);
    if (p.n)
        qsort(p.items, p.n, sizeof *p.items, compare_planned);
    drop_twins(&p);
    *n = p.n;
    return p.items;
}
