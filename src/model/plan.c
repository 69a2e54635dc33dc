// Which documents there are to be: those that are written down and those that the office's plan derives.
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "model/followup.h"
#include "model/planning.h"
#include "model/request.h"

// What is derived from which objects. These three are made unless a house rule says no; others when one says yes.
struct derivation {
    const char *kind, *source, *prefix;
    bool always;
};
static const struct derivation usual[] = {{"proposal", "usulan", "proposal", true},
                                          {"notulen", "kegiatan", "notulen", true},
                                          {"perjanjian-kinerja", "kontrak", "pk", true}};
#define N_USUAL (sizeof usual / sizeof usual[0])

static void tell(struct planning *p, const char *rule, const char *id, const xmlNode *node, const char *word) {
    struct finding *f = findings_add(p->findings, rule, xml_place(node), "id", id, "nama", word, NULL);
    f->document = arena_strdup(p->findings->arena, id);
}

static const char *first_word(struct arena *arena, const char *list) {
    list += strspn(list, " \t\r\n");
    return arena_strndup(arena, list, strcspn(list, " \t\r\n"));
}

// The day of a document, as resolve will find it; one without any is of the day that has not come.
static struct date planned_day(struct planning *p, const char *id, const xmlNode *node) {
    const char *list = xml_is(node, "naskah") ? given(node, "subjek") : NULL;
    const xmlNode *noted = resolve_numbering(p->objects, id).dated,
                  *subject = list ? objects_find(p->objects, NULL, first_word(p->arena, list)) : node->parent;
    const char *said[] = {given(node, "tanggal"), noted ? given(noted, "tanggal") : NULL, given(subject, "tanggal"),
                          given(node, "tahun"), given(subject, "tahun")};
    struct date day;
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        if (said[i] && date_parse(said[i], &day))
            return day_last(day);
    return (struct date){9999, 12, 31};
}

// An agency that has ended is followed by its successor; of several the first is taken, and that is told.
static const xmlNode *agency_of_day(struct planning *p, const char *id, const xmlNode *agency, const xmlNode *node) {
    if (!agency_is_dated(agency))
        return agency;
    struct date day = planned_day(p, id, node);
    const xmlNode *now = agency_on(p->objects, agency, day);
    if (now != agency && agency_successors(p->objects, agency, day) > 1)
        tell(p, "resolve.agency-split", id, node,
             arena_printf(p->arena, "%s: %s", agency_name(agency, day), given(agency, "pengganti")));
    return now;
}

struct planned *planning_add(struct planning *p, const char *id, const char *kind, const xmlNode *agency,
                             const xmlNode *node) {
    if (!agency) {
        tell(p, "resolve.agency", id, node, "");
        return NULL;
    }
    agency = agency_of_day(p, id, agency, node);
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 64;
        p->items = arena_grow(p->arena, p->items, p->cap * sizeof *p->items, cap * sizeof *p->items);
        p->cap = cap;
    }
    p->items[p->n] = (struct planned){.id = id, .kind = kind, .agency = given(agency, "id"), .node = node};
    return &p->items[p->n++];
}

// Written documents

static const xmlNode *agency_of_office(struct planning *p, const char *office) {
    return office ? agency_find(p->objects, arena_strndup(p->arena, office, strcspn(office, "/"))) : NULL;
}

static const xmlNode *agency_of_written(struct planning *p, const xmlNode *document) {
    const xmlNode *agency = agency_find(p->objects, given(document, "instansi"));
    const char *list = given(document, "subjek");
    if (!agency && list)
        agency = agency_find(p->objects, given(objects_find(p->objects, NULL, first_word(p->arena, list)), "instansi"));
    if (!agency && list)
        agency = agency_find(p->objects, first_word(p->arena, list));
    if (!agency)
        agency = agency_of_office(p, given(document, "penetap"));
    for (const xmlNode *s = xml_child(document, "penanda"); s && !agency; s = xml_next(s, "penanda"))
        agency = agency_of_office(p, given(s, "jabatan"));
    return agency;
}

static const char *year_said(struct planning *p, const xmlNode *node) {
    const char *year = given(node, "tahun"), *date = given(node, "tanggal");
    struct date d;
    return year ? year : date && date_parse(date, &d) ? arena_printf(p->arena, "%d", d.year) : "";
}

// The only proposal; of several the only one that is no copy of last year's, else the only one of the document's year.
// NULL when it cannot be told.
static const xmlNode *proposal_meant(struct planning *p, const xmlNode *innovation, const xmlNode *document) {
    const xmlNode *written = NULL, *of_year = NULL;
    size_t n_written = 0, n_of_year = 0, n = 0;
    for (const xmlNode *u = xml_child(innovation, "usulan"); u; u = xml_next(u, "usulan"), n++) {
        bool own = !given(u, "disalin-dari"), same = strcmp(year_said(p, u), year_said(p, document)) == 0;
        written = own ? u : written;
        of_year = same ? u : of_year;
        n_written += own;
        n_of_year += same;
    }
    return n == 1 ? xml_child(innovation, "usulan") : n_written == 1 ? written : n_of_year == 1 ? of_year : NULL;
}

// A written proposal that names no profile is for the only one its innovation has.
static const char *profile_of_written(struct planning *p, const xmlNode *document) {
    size_t n;
    const char *profile = given(document, "profil");
    const xmlNode **of = subjects(p->arena, p->objects, given(document, "subjek"), "inovasi", &n);
    const xmlNode *first = n ? xml_child(of[0], "usulan") : NULL;
    if (profile || !first)
        return profile;
    const xmlNode *meant = proposal_meant(p, of[0], document), *proposal = meant ? meant : first;
    if (!meant)
        tell(p, "resolve.which-profile", given(document, "id"), document, given(of[0], "nama"));
    return given(proposal, "profil");
}

static bool among_subjects(const xmlNode *document, const xmlNode *subject) {
    const char *list = given(document, "subjek"), *id = given(subject, "id");
    size_t n = id ? strlen(id) : 0;
    for (const char *at = list && n ? strstr(list, id) : NULL; at; at = strstr(at + 1, id))
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

// An extract does not take the place of the derived document; nor does one that amends or replaces that very document
// (a contract that replaces the contract of another object stands for its own subject).
static bool stands_for_derived(struct planning *p, const xmlNode *document) {
    for (const xmlNode *to = xml_child(document, "relasi"); to; to = xml_next(to, "relasi")) {
        struct derived derived = plan_derived(p->arena, p->objects, given(to, "naskah"));
        if (derived.subject && among_subjects(document, derived.subject))
            return false;
    }
    return !given(document, "petikan");
}

// Whether there is a template for the kind is the world's to say; an unknown kind is told when it is to be made.
static void plan_written(struct planning *p, const xmlNode *document) {
    const char *id = given(document, "id"), *kind = given(document, "jenis");
    if (!id || !kind)
        return;  // told when the object was checked
    bool proposal = strcmp(kind, "proposal") == 0;
    struct planned *one = planning_add(p, id, kind, agency_of_written(p, document), document);
    const char *profile = proposal ? profile_of_written(p, document) : given(document, "profil");
    if (one && proposal)
        one->profile = profile;
    if (!stands_for_derived(p, document))
        return;
    char *words = arena_strdup(p->arena, given(document, "subjek") ? given(document, "subjek") : ""), *rest = words;
    for (char *word = strtok_r(words, " \t\r\n", &rest); word; word = strtok_r(NULL, " \t\r\n", &rest))
        words_add(p->arena, &p->said, arena_printf(p->arena, "%s %s %s", kind, word, profile ? profile : ""));
}

// Derived documents

static bool plan_is(const xmlNode *plan, const char *kind, const char *source) {
    const char *of = given(plan, "jenis"), *from = given(plan, "untuk");
    return of && from && strcmp(of, kind) == 0 && strcmp(from, source) == 0;
}

// What the last of the plans says; one that does not say whether it is made means that it is.
static const char *plan_of(const xmlNode *rules, const char *kind, const char *source, const char *name) {
    const char *said = NULL;
    for (const xmlNode *plan = xml_child(rules, "rencana"); plan; plan = xml_next(plan, "rencana")) {
        if (!plan_is(plan, kind, source))
            continue;
        if (given(plan, name))
            said = given(plan, name);
        else if (strcmp(name, "buat") == 0)
            said = "ya";
    }
    return said;
}

static const char *plan_for(const struct objects *o, const char *agency, const char *kind, const char *source,
                            const char *name) {
    size_t n;
    const char *found = NULL;
    const xmlNode *const *rules = objects_all(o, "tata", &n);
    for (size_t i = 0; i < n; i++) {
        const char *of = given(rules[i], "instansi"), *said = plan_of(rules[i], kind, source, name);
        if (said && (agency ? of && strcmp(of, agency) == 0 : !of))
            found = said;
    }
    return found;
}

const char *plan_setting(const struct objects *o, const xmlNode *defaults, const xmlNode *agency, const char *kind,
                         const char *source, const char *name) {
    const char *said = NULL;
    for (int depth = 0; agency && !said && depth < 100; depth++, agency = agency_parent(o, agency))
        said = plan_for(o, given(agency, "id"), kind, source, name);
    if (!said)
        said = plan_for(o, NULL, kind, source, name);
    return said || !defaults ? said : plan_of(defaults, kind, source, name);
}

// The kinds that house rules speak of, beside the usual ones.
static void collect(struct planning *p, const xmlNode *rules) {
    for (const xmlNode *plan = xml_child(rules, "rencana"); plan; plan = xml_next(plan, "rencana")) {
        const char *kind = given(plan, "jenis"), *source = given(plan, "untuk");
        bool known = !kind || !source;
        for (size_t i = 0; i < p->n_derivations && !known; i++)
            known = plan_is(plan, p->derivations[i].kind, p->derivations[i].source);
        if (known)
            continue;
        size_t size = sizeof *p->derivations;
        p->derivations =
            arena_grow(p->arena, p->derivations, p->n_derivations * size, (p->n_derivations + 1) * size);
        p->derivations[p->n_derivations++] = (struct derivation){kind, source, kind, false};
    }
}

static void collect_all(struct planning *p) {
    size_t n;
    const xmlNode *const *rules = objects_all(p->objects, "tata", &n);
    p->derivations = ARENA_ARRAY(p->arena, N_USUAL, struct derivation);
    memcpy(p->derivations, usual, sizeof usual);
    p->n_derivations = N_USUAL;
    if (p->defaults)
        collect(p, p->defaults);
    for (size_t i = 0; i < n; i++)
        collect(p, rules[i]);
}

static bool plan_wants(struct planning *p, const xmlNode *agency, const struct derivation *d) {
    const char *made = plan_setting(p->objects, p->defaults, agency, d->kind, d->source, "buat");
    return made ? strcmp(made, "ya") == 0 : d->always;
}

// A written proposal is for one profile; any other written document stands for all that could be derived.
static bool is_written(struct planning *p, const struct derivation *d, const char *subject, const char *profile) {
    const char *exact = arena_printf(p->arena, "%s %s %s", d->kind, subject, profile);
    if (words_have(&p->said, exact))
        return true;
    return !d->always && words_have(&p->said, arena_printf(p->arena, "%s %s ", d->kind, subject));
}

// Who a document of one participant is for, as part of its id: the person's id, else the name in small letters.
static const char *participant_word(struct arena *arena, const xmlNode *row) {
    const char *id = given(row, "orang");
    char *word = arena_strdup(arena, id ? id : given(row, "nama") ? given(row, "nama") : "");
    size_t n = 0;
    for (const char *c = word; *c && !id; c++) {
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z');
        if (letter)
            word[n++] = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
        else if (n && word[n - 1] != '-')
            word[n++] = '-';
    }
    if (!id)
        word[n && word[n - 1] == '-' ? n - 1 : n] = '\0';
    return word;
}

// Minutes need a meeting that was held; a report about what stays unsolved waits for as many meetings as the house
// rule says.
static bool is_due(struct planning *p, const struct derivation *d, const xmlNode *agency, const xmlNode *meeting) {
    struct date day;
    size_t n;
    const char *after = plan_setting(p->objects, p->defaults, agency, d->kind, d->source, "setelah-rapat");
    if (!after)
        return strcmp(d->kind, "notulen") != 0 || !meeting_is_to_come(meeting);
    const struct followup **carried = followups_carried(p->objects, p->arena, meeting, &n);
    for (size_t i = 0; i < n; i++)
        if (date_parse(given(meeting, "tanggal"), &day) && followup_unsolved(p->objects, carried[i], day, atoi(after)))
            return true;
    return false;
}

static void derive(struct planning *p, const struct derivation *d, const xmlNode *object, const xmlNode *node) {
    const xmlNode *agency = agency_find(p->objects, given(object, "instansi"));
    const char *subject = given(object, "id"), *profile = given(node, "profil");
    bool of_proposal = xml_is(node, "usulan");
    if (!subject || is_written(p, d, subject, profile ? profile : "") || !plan_wants(p, agency, d) ||
        (xml_is(node, "kegiatan") && !is_due(p, d, agency, node)))
        return;
    const char *last = of_proposal                ? (profile ? profile : "")
                       : xml_is(node, "peserta") ? participant_word(p->arena, node)
                                                 : NULL;
    const char *id = last ? arena_printf(p->arena, "%s-%s-%s", d->prefix, subject, last)
                          : arena_printf(p->arena, "%s-%s", d->prefix, subject);
    if (objects_find(p->objects, "naskah", id)) {
        tell(p, "resolve.id", id, node, given(object, "nama"));
        return;
    }
    struct planned *one = planning_add(p, id, d->kind, agency, node);
    if (!one)
        return;
    one->derived = true;
    one->profile = of_proposal && d->always ? (profile ? profile : "") : NULL;
}

// Of what objects the source is a part; NULL when it is an object itself.
static const char *owner_of(const char *source) {
    return strcmp(source, "usulan") == 0 ? "inovasi" : strcmp(source, "peserta") == 0 ? "kegiatan" : NULL;
}

static void derive_kind(struct planning *p, const struct derivation *d) {
    size_t n;
    const char *owner = owner_of(d->source);
    const xmlNode *const *all = objects_all(p->objects, owner ? owner : d->source, &n);
    for (size_t i = 0; i < n; i++) {
        if (!owner)
            derive(p, d, all[i], all[i]);
        for (const xmlNode *u = owner ? xml_child(all[i], d->source) : NULL; u; u = xml_next(u, d->source))
            derive(p, d, all[i], u);
    }
}

// What a derived document would be called

static const xmlNode *subject_of_id(struct arena *arena, const struct objects *o, const char *source,
                                    const char *rest) {
    const char *owner = owner_of(source);
    if (!owner)
        return objects_find(o, source, rest);
    char *subject = arena_strdup(arena, rest);
    for (char *dash = strrchr(subject, '-'); dash; dash = strrchr(subject, '-')) {
        *dash = '\0';
        const xmlNode *object = objects_find(o, owner, subject);
        if (object)
            return object;
    }
    return NULL;
}

struct derived plan_derived(struct arena *arena, const struct objects *o, const char *id) {
    struct planning p = {.arena = arena, .objects = o};
    if (id)
        collect_all(&p);
    for (size_t i = 0; i < p.n_derivations; i++) {
        size_t n = strlen(p.derivations[i].prefix);
        if (strncmp(id, p.derivations[i].prefix, n) != 0 || id[n] != '-')
            continue;
        const xmlNode *subject = subject_of_id(arena, o, p.derivations[i].source, id + n + 1);
        if (subject)
            return (struct derived){p.derivations[i].kind, subject};
    }
    const xmlNode *contract = id ? planning_changed_contract(o, id) : NULL;
    return contract ? (struct derived){"perjanjian-kinerja", contract} : (struct derived){0};
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
    collect_all(&p);
    for (size_t i = 0; i < p.n_derivations; i++)
        derive_kind(&p, &p.derivations[i]);
    planning_add_changes(&p);
    if (p.n)
        qsort(p.items, p.n, sizeof *p.items, compare_planned);
    drop_twins(&p);
    *n = p.n;
    return p.items;
}
