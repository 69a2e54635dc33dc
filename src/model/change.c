// People change in the middle of a year: a contract that was signed by somebody who then left his office needs a
// successor that says so (office-practice.md: PK Perubahan). It is derived like any other document of the plan.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/planning.h"

#define KIND "perjanjian-kinerja"
#define PREFIX "pk-perubahan-"
static const char *const parties[] = {"pihak-pertama", "pihak-kedua"};
#define N_PARTIES 2

// What is signed or sent, with the day on which it was.
struct fixed {
    const char *id, *date;
};

struct changing {
    struct planning *p;
    struct fixed *fixed;         // by id
    size_t n_fixed;
    struct words replaced;       // documents that a written one replaces
};

static int by_id(const void *a, const void *b) {
    return strcmp(((const struct fixed *)a)->id, ((const struct fixed *)b)->id);
}

static bool fixes(const char *status) {
    return status && vocabulary_lists("ttd bernomor dipindai diarsipkan dikirim", status);
}

static void collect_fixed(struct changing *c) {
    size_t n;
    const xmlNode *const *all = objects_all(c->p->objects, "keadaan", &n);
    c->fixed = ARENA_ARRAY(c->p->arena, n + 1, struct fixed);
    for (size_t i = 0; i < n; i++)
        if (fixes(given(all[i], "status")) && given(all[i], "naskah"))
            c->fixed[c->n_fixed++] = (struct fixed){given(all[i], "naskah"), given(all[i], "tanggal")};
    if (c->n_fixed)
        qsort(c->fixed, c->n_fixed, sizeof *c->fixed, by_id);
}

static void collect_replaced(struct changing *c) {
    size_t n;
    const xmlNode *const *all = objects_all(c->p->objects, "naskah", &n);
    for (size_t i = 0; i < n; i++)
        for (const xmlNode *to = xml_child(all[i], "relasi"); to; to = xml_next(to, "relasi")) {
            const char *kind = given(to, "jenis"), *of = given(to, "naskah");
            if (of && kind && strcmp(kind, "meralat") != 0)
                words_add(c->p->arena, &c->replaced, of);
        }
    words_sort(&c->replaced);
}

static const struct fixed *fixed_of(const struct changing *c, const char *id) {
    const struct fixed key = {.id = id};
    return c->n_fixed ? bsearch(&key, c->fixed, c->n_fixed, sizeof *c->fixed, by_id) : NULL;
}

static const xmlNode *contract_of(const struct changing *c, const struct planned *d) {
    size_t n;
    if (strcmp(d->kind, KIND) != 0)
        return NULL;
    if (d->derived)
        return d->node;
    const xmlNode **found = subjects(c->p->arena, c->p->objects, given(d->node, "subjek"), "kontrak", &n);
    return n ? found[0] : NULL;
}

// The day on which the parties are the ones that signed.
static struct date day_of(const struct changing *c, const struct planned *d, const xmlNode *contract) {
    const struct fixed *fixed = fixed_of(c, d->id);
    const xmlNode *noted = resolve_numbering(c->p->objects, d->id).dated;
    const char *said[] = {d->derived ? NULL : given(d->node, "tanggal"), noted ? given(noted, "tanggal") : NULL,
                          d->replaces ? NULL : given(contract, "tanggal"), fixed ? fixed->date : NULL};
    struct date day;
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        if (said[i] && date_parse(said[i], &day))
            return day_last(day);
    if (d->replaces)
        return d->since;
    return given(contract, "tahun") && date_parse(given(contract, "tahun"), &day) ? day_first(day) : (struct date){0};
}

// Somebody who only stands in is no other party.
static bool is_party(const xmlNode *term) {
    const char *status = given(term, "status");
    return !status || !vocabulary_lists("plt plh", status);
}

static const xmlNode *holder_on(struct resolving *r, struct office_name office, struct date day) {
    size_t n;
    const xmlNode *found = NULL;
    r->day = day;
    const xmlNode *const *terms = office_terms(r, office, &n);
    for (size_t i = 0; i < n; i++)
        if (is_party(terms[i]) && term_covers(terms[i], day) && (!found || term_compare(terms[i], found) >= 0))
            found = terms[i];
    return found;
}

// The term of somebody else who holds the party's office at the end of `until`, having come after `from`.
static const xmlNode *new_holder(struct changing *c, const xmlNode *contract, const char *party, struct date from,
                                 struct date until, const xmlNode **old) {
    struct resolving r = {.arena = c->p->arena, .objects = c->p->objects, .day = from, .dated = true,
                          .findings = findings_new(c->p->arena, NULL)};
    struct office_name office;
    struct date since;
    if (!office_parse(&r, given(contract, party), &office))
        return NULL;
    *old = holder_on(&r, office, from);
    r.day = until;
    if (!*old || !office_parse(&r, given(contract, party), &office))
        return NULL;
    const xmlNode *now = holder_on(&r, office, until);
    bool other = now && now->parent != (*old)->parent && given(now, "sejak") && date_parse(given(now, "sejak"), &since);
    return other && date_compare(day_first(since), from) > 0 ? now : NULL;
}

static struct date end_of_year(const xmlNode *contract) {
    struct date d;
    return given(contract, "tahun") && date_parse(given(contract, "tahun"), &d) ? day_last(d)
                                                                                : (struct date){9999, 12, 31};
}

// The parties that changed between the two days, into the document; false when none did.
static bool find_changes(struct changing *c, const xmlNode *contract, struct date from, struct date until,
                         struct planned *d) {
    bool any = false;
    for (size_t i = 0; i < N_PARTIES; i++) {
        const xmlNode *old = NULL, *now = new_holder(c, contract, parties[i], from, until, &old);
        struct date since;
        d->changed[i] = (struct planned_change){now ? old : NULL, now, given(contract, parties[i])};
        if (!now || !date_parse(given(now, "sejak"), &since))
            continue;
        since = day_first(since);
        d->since = !any || date_compare(since, d->since) > 0 ? since : d->since;
        any = true;
    }
    return any;
}

// A successor that is signed itself speaks of what had changed until then.
static struct date until_of(const struct changing *c, const char *id, const xmlNode *contract) {
    const struct fixed *fixed = fixed_of(c, id);
    const xmlNode *noted = resolve_numbering(c->p->objects, id).dated;
    const char *said = noted ? given(noted, "tanggal") : fixed ? fixed->date : NULL;
    struct date day, end = end_of_year(contract);
    return said && date_parse(said, &day) && date_compare(day_last(day), end) < 0 ? day_last(day) : end;
}

static const char *name_of(const xmlNode *term) {
    const char *name = given(term->parent, "nama");
    return name ? name : "";
}

static void tell_change(struct changing *c, const struct planned *d) {
    for (size_t i = 0; i < N_PARTIES; i++) {
        const struct planned_change *change = &d->changed[i];
        if (!change->now)
            continue;
        struct finding *f =
            findings_add(c->p->findings, "resolve.changed", xml_place(change->now), "naskah", d->replaces, "baru",
                         d->id, "jabatan", change->office, "lama", name_of(change->old), "kini", name_of(change->now),
                         "sejak", given(change->now, "sejak"), NULL);
        f->document = arena_strdup(c->p->findings->arena, d->id);
    }
}

// One after the other: a successor that was signed may need one in its turn.
static void derive_successors(struct changing *c, struct planned base, const xmlNode *contract) {
    for (int k = 1; k < 20 && fixed_of(c, base.id) && !words_have(&c->replaced, base.id); k++) {
        const char *subject = given(contract, "id");
        const char *id = k == 1 ? arena_printf(c->p->arena, PREFIX "%s", subject)
                                : arena_printf(c->p->arena, PREFIX "%d-%s", k, subject);
        struct planned found = {.replaces = base.id};
        struct date from = day_of(c, &base, contract);
        if (!find_changes(c, contract, from, until_of(c, id, contract), &found) ||
            objects_find(c->p->objects, "naskah", id))
            return;
        const xmlNode *agency = agency_find(c->p->objects, given(contract, "instansi"));
        struct planned *made = planning_add(c->p, id, KIND, agency, contract);
        if (!made)
            return;
        made->derived = true;
        made->replaces = base.id;
        made->since = found.since;
        memcpy(made->changed, found.changed, sizeof made->changed);
        if (!fixed_of(c, id))
            tell_change(c, made);
        base = *made;
    }
}

void planning_add_changes(struct planning *p) {
    struct changing c = {.p = p};
    size_t n = p->n;
    collect_fixed(&c);
    if (c.n_fixed == 0)
        return;
    collect_replaced(&c);
    for (size_t i = 0; i < n; i++) {
        const xmlNode *contract = contract_of(&c, &p->items[i]);
        if (contract)
            derive_successors(&c, p->items[i], contract);
    }
}

const xmlNode *planning_changed_contract(const struct objects *o, const char *id) {
    if (strncmp(id, PREFIX, strlen(PREFIX)) != 0)
        return NULL;
    const char *rest = id + strlen(PREFIX);
    const xmlNode *contract = objects_find(o, "kontrak", rest);
    size_t digits = strspn(rest, "0123456789");
    return contract || !digits || rest[digits] != '-' ? contract : objects_find(o, "kontrak", rest + digits + 1);
}

// ---- the record ----

void change_add(struct resolving *r) {
    const struct planned *d = r->document;
    xmlNode *relation = record_add(r->root, "relasi", d->node);
    xml_set(relation, "jenis", "menggantikan");
    xml_set(relation, "naskah", d->replaces);
    relation_fill(r, relation);
    for (size_t i = 0; i < N_PARTIES; i++) {
        const struct planned_change *change = &d->changed[i];
        struct office_name office;
        if (!change->now || !office_parse(r, change->office, &office))
            continue;
        xmlNode *node = record_add(r->root, "pergantian", change->now);
        xml_set(node, "jabatan-lengkap", office_full_name(r, office.agency, office.office));
        xml_set(node, "lama", person_full_name(r, change->old->parent));
        xml_set(node, "baru", person_full_name(r, change->now->parent));
        xml_set(node, "sejak", given(change->now, "sejak"));
        resolving_use(r, change->now->parent);
        resolving_use(r, change->old->parent);
    }
}
