#include "batch/contest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/spool.h"
#include "base/wire.h"
#include "base/xml.h"
#include "batch/agreed.h"
#include "batch/contest_rules.h"
#include "batch/fault.h"
#include "batch/job.h"
#include "rules/batch.h"
#include "rules/check.h"
#include "rules/evidence_match.h"

enum { DOCUMENT_MEMORY = 256 << 20 };

// ---- what only shows among all

struct contests {
    const struct world *world;
    struct batch **batches;  // one for each profile of the world, NULL until a proposal of it comes in
    struct spool *waiting;   // what contests_add was given, until it is asked about
};

struct contests *contests_new(const struct world *world) {
    struct contests *c = ARENA_NEW(world->arena, struct contests);
    c->world = world;
    c->batches = ARENA_ARRAY(world->arena, profiles_count(world->profiles) + 1, struct batch *);
    c->waiting = spool_new(world->arena);
    return c;
}

// NULL when the world has no profile of that name.
static struct batch *batch_of(struct contests *c, const char *profile) {
    for (size_t i = 0; i < profiles_count(c->world->profiles); i++) {
        const struct profile *p = profiles_at(c->world->profiles, i);
        if (strcmp(xml_attr(profile_node(p), "id"), profile) == 0) {
            c->batches[i] = c->batches[i] ? c->batches[i] : batch_new(c->world->arena, c->world->profiles, p);
            return c->batches[i];
        }
    }
    return NULL;
}

static void take(struct contests *c, const char *profile, const char *document, const xmlDoc *record,
                 struct known_answers *known) {
    struct batch *batch = batch_of(c, profile);
    if (batch) {
        batch_add(batch, document, record, known);
    }
}

struct str contests_entry(const struct world *world, struct arena *arena, const struct planned *document,
                          const xmlDoc *record) {
    struct buf out = buf_new(arena);
    bool proposal = record && document->profile && strcmp(document->kind, "proposal") == 0;
    const struct profile *profile = proposal ? profiles_find(world->profiles, document->profile) : NULL;
    if (profile) {
        batch_put(&out, world->profiles, profile, record, NULL);
    }
    return (struct str){out.p, out.n};
}

void contests_add(struct contests *c, const struct planned *document, struct str entry) {
    if (entry.n > 0) {
        struct arena *scratch = arena_new(0);
        struct buf out = buf_new(scratch);
        wire_put_text(&out, document->profile);
        wire_put_text(&out, document->id);
        wire_put_bytes(&out, entry.p, entry.n);
        spool_put(c->waiting, (struct str){out.p, out.n});
        arena_free(scratch);
    }
}

static void take_waiting(void *context, struct str bytes) {
    struct contests *c = context;
    struct arena *scratch = arena_new(0);
    struct wire w = wire_open(scratch, bytes);
    const char *profile = wire_text(&w), *document = wire_text(&w);
    struct str entry = wire_bytes(&w);
    struct batch *batch = profile ? batch_of(c, profile) : NULL;
    if (batch && wire_ended(&w)) {
        batch_take(batch, document, entry);
    }
    arena_free(scratch);
}

// Documents and levels that evidence claims, against all objects.
static void tell_matching(const struct contests *c, const struct profile *profile, const struct batch *batch,
                          struct findings *findings) {
    struct matching *m = matching_new(c->world->arena, c->world->objects, c->world->profiles, profile);
    for (size_t i = 0; m && i < batch_count(batch); i++) {
        matching_tell(m, batch_innovation(batch, i), batch_document(batch, i), findings);
    }
}

void contests_tell(struct contests *c, struct findings *findings) {
    if (!spool_each(c->waiting, take_waiting, c)) {
        fault_read(findings);
    }
    for (size_t i = 0; i < profiles_count(c->world->profiles); i++) {
        if (c->batches[i]) {
            batch_tell(c->batches[i], findings);
            tell_matching(c, profiles_at(c->world->profiles, i), c->batches[i], findings);
        }
    }
}

// ---- judging

// One proposal's rules, until what only shows among all was told.
struct tallied {
    const char *document, *innovation;
    struct tally tally;
    size_t at;  // of report->judged
};

struct judging {
    const struct world *world;
    const struct contest_options *options;
    struct contests *contests;
    struct tallies *tallies;
    struct contest_report *report;
    struct arena *arena;  // of one innovation
    struct known_answers *known;  // what was found out about its answers
    struct contest_judged *judged;
    struct tallied *tallied;      // as many
    size_t cap;
};

static const char *told(struct judging *j, const char *text) {
    return text ? arena_strdup(j->world->arena, text) : "";
}

static void tally(struct judging *j, const struct planned *d, const struct profile *profile, const xmlDoc *record,
                  const struct findings *f) {
    const xmlNode *innovation = xml_child(xmlDocGetRootElement((xmlDoc *)record), "inovasi");
    if (j->report->n == j->cap) {
        size_t cap = j->cap ? 2 * j->cap : 64;
        j->judged = arena_grow(j->world->arena, j->judged, j->cap * sizeof *j->judged, cap * sizeof *j->judged);
        j->tallied = arena_grow(j->world->arena, j->tallied, j->cap * sizeof *j->tallied, cap * sizeof *j->tallied);
        j->cap = cap;
    }
    struct contest_judged *one = &j->judged[j->report->n++];
    *one = (struct contest_judged){.document = f->document,
                                   .profile = d->profile,
                                   .title = told(j, xml_attr(innovation, "nama")),
                                   .innovation = told(j, xml_attr(innovation, "id")),
                                   .agency = d->agency ? d->agency : ""};
    one->errors = findings_count(f, SEVERITY_ERROR);
    one->warnings = findings_count(f, SEVERITY_WARNING) - one->errors;
    one->notes = f->n - one->errors - one->warnings;
    j->tallied[j->report->n - 1] = (struct tallied){.document = one->document,
                                                    .innovation = one->innovation,
                                                    .tally = tally_new(j->tallies, j->arena, profile, record, f),
                                                    .at = j->report->n - 1};
}

static void note_told(struct judging *j, struct tallied *one, const struct finding *f) {
    struct contest_judged *judged = &j->judged[one->at];
    judged->errors += f->severity >= SEVERITY_ERROR;
    judged->warnings += f->severity == SEVERITY_WARNING;
    judged->notes += f->severity == SEVERITY_NOTE;
    tally_note(&one->tally, f);
}

static int by_document(const void *a, const void *b) {
    return strcmp(((const struct tallied *)a)->document, ((const struct tallied *)b)->document);
}

static int by_idea(const void *a, const void *b) {
    return strcmp(((const struct tallied *)a)->innovation, ((const struct tallied *)b)->innovation);
}

static void sort(struct judging *j, int (*order)(const void *, const void *)) {
    if (j->report->n > 1) {
        qsort(j->tallied, j->report->n, sizeof *j->tallied, order);
    }
}

// A rule that told something only among all proposals is not clean.
static void tell_among_proposals(struct judging *j) {
    struct findings *f = j->report->findings;
    size_t before = f->n;
    contests_tell(j->contests, f);
    sort(j, by_document);
    for (size_t i = before; i < f->n; i++) {
        struct tallied key = {.document = f->items[i].document ? f->items[i].document : ""};
        struct tallied *one = bsearch(&key, j->tallied, j->report->n, sizeof *j->tallied, by_document);
        if (one) {
            note_told(j, one, &f->items[i]);
        }
    }
}

// Of one innovation: those of one stand together. Findings about an agency are few, and go to all of its innovations.
static void note_innovation(struct judging *j, const char *innovation, const struct finding *f) {
    struct tallied key = {.innovation = innovation}, *all = j->tallied, *end = all + j->report->n;
    struct tallied *one = bsearch(&key, all, j->report->n, sizeof *all, by_idea);
    while (one && one > all && by_idea(one - 1, &key) == 0) {
        one--;
    }
    for (; one && one < end && by_idea(one, &key) == 0; one++) {
        note_told(j, one, f);
    }
}

static void tell_among_objects(struct judging *j, const struct planned *proposals, size_t n) {
    struct findings *f = j->report->findings;
    size_t before = f->n;
    agreed_tell(j->world, proposals, n, f);
    sort(j, by_idea);
    for (size_t i = before; i < f->n; i++) {
        const char *agency = finding_argument(&f->items[i], "id-instansi");
        const char *p = finding_argument(&f->items[i], "id-inovasi");
        for (size_t k = 0; *agency && k < j->report->n; k++) {
            if (strcmp(j->judged[j->tallied[k].at].agency, agency) == 0) {
                note_told(j, &j->tallied[k], &f->items[i]);
            }
        }
        for (size_t length; (p += strspn(p, " ")), (length = strcspn(p, " ")) > 0; p += length) {
            note_innovation(j, arena_strndup(j->arena, p, length), &f->items[i]);
        }
    }
}

bool contest_is_among_objects(const struct finding *f) {
    return *finding_argument(f, "id-inovasi") || *finding_argument(f, "id-instansi");
}

bool contest_is_about(const struct contest_judged *judged, const struct finding *f) {
    return (f->document && strcmp(f->document, judged->document) == 0) ||
           agreed_concerns(f, judged->innovation, judged->agency);
}

static bool is_known(const struct findings *all, const struct finding *f) {
    bool known = false;
    for (size_t i = 0; i < all->n && !known; i++) {
        const struct finding *g = &all->items[i];
        known = strcmp(f->rule, g->rule) == 0 && f->place.line == g->place.line && findings_same_arguments(f, g);
    }
    return known;
}

// What only shows when the proposal is set; what its record lacks is known already.
static int judge_pages(struct judging *j, const struct planned *d, struct findings *f) {
    struct job_input input = {.document = d, .look_only = true};
    input.want[RENDITION_DRAF] = input.want[RENDITION_TANDA_TANGAN] = true;
    const struct job_result *made = job_run(j->world, j->arena, &input);
    for (size_t i = 0; i < made->findings->n; i++) {
        struct findings one = {.items = &made->findings->items[i], .n = 1};
        if (!is_known(f, one.items)) {
            findings_append(f, &one);
            f->items[f->n - 1].document = f->document;
        }
    }
    int pages = made->outputs[RENDITION_TANDA_TANGAN].pages;
    return pages ? pages : made->outputs[RENDITION_DRAF].pages;
}

static void judge(struct judging *j, const struct planned *d, bool foreign) {
    const struct profile *profile = profiles_find(j->world->profiles, d->profile);
    struct findings *f = findings_new(j->arena, j->world->catalogue);
    f->document = foreign ? arena_printf(j->world->arena, "%s · %s", d->id, d->profile) : d->id;
    xmlDoc *record = resolve_record(j->arena, j->world->objects, j->world->defaults, d, profile_node(profile), f);
    if (record) {
        check_record_knowing(j->arena, record, j->world->profiles, profile, j->known, f);
        take(j->contests, d->profile, f->document, record, j->known);
        int pages = j->options->pages ? judge_pages(j, d, f) : 0;
        tally(j, d, profile, record, f);
        j->judged[j->report->n - 1].pages = pages;
    }
    findings_append(j->report->findings, f);
}

// ---- the proposals of one innovation

// Documents in the order of what they speak of, so that those of one innovation stand together.
struct proposal {
    const void *innovation;  // its node; of a written document that speaks of no proposal, that document's
    const xmlNode *answers;  // the <usulan>, or NULL
    size_t at;               // among the documents
};

static int by_innovation(const void *a, const void *b) {
    const struct proposal *x = a, *y = b;
    if (x->innovation != y->innovation) {
        return (uintptr_t)x->innovation < (uintptr_t)y->innovation ? -1 : 1;
    }
    return x->at < y->at ? -1 : 1;
}

static int by_place(const void *a, const void *b) {
    const struct proposal *const *x = a, *const *y = b;
    return (*x)->at < (*y)->at ? -1 : 1;
}

static bool is_proposal(const struct planned *d) {
    return d->profile && strcmp(d->kind, "proposal") == 0;
}

static bool judges_by(const struct planned *d, const char *profile) {
    return strcmp(d->profile, profile) == 0;
}

// One proposal of an innovation speaks for it in contests for which none was written: what it answers, not the document
// that was written for its own contest.
static void judge_innovation(struct judging *j, const struct planned *documents, const struct proposal *own, size_t n) {
    arena_reset(j->arena);
    j->known = known_answers_new(j->arena);
    for (size_t k = 0; k < j->options->n_profiles; k++) {
        const struct planned *written = NULL;
        for (size_t i = 0; i < n && !written; i++) {
            written = judges_by(&documents[own[i].at], j->options->profiles[k]) ? &documents[own[i].at] : NULL;
        }
        struct planned d = written ? *written : documents[own[0].at];
        d.profile = j->options->profiles[k];
        if (!written && own[0].answers) {
            d.node = own[0].answers;
            d.derived = true;
        }
        judge(j, &d, !written);
    }
}

// Innovations in the order of their first proposals.
static void judge_by_profiles(struct judging *j, const struct planned *documents, size_t n) {
    struct proposal *all = ARENA_ARRAY(j->world->arena, n + 1, struct proposal);
    const struct proposal **firsts = ARENA_ARRAY(j->world->arena, n + 1, const struct proposal *);
    size_t n_all = 0, n_firsts = 0;
    for (size_t i = 0; i < n; i++) {
        if (is_proposal(&documents[i])) {
            const xmlNode *node = documents[i].node;
            const xmlNode *answers = planned_proposal(j->world->arena, j->world->objects, &documents[i]);
            all[n_all++] = (struct proposal){answers ? answers->parent : node, answers, i};
        }
    }
    qsort(all, n_all, sizeof *all, by_innovation);
    for (size_t i = 0; i < n_all; i++) {
        if (i == 0 || !all[i].innovation || all[i].innovation != all[i - 1].innovation) {
            firsts[n_firsts++] = &all[i];
        }
    }
    qsort(firsts, n_firsts, sizeof *firsts, by_place);
    for (size_t i = 0; i < n_firsts && !(j->options->stop && *j->options->stop); i++) {
        const struct proposal *end = firsts[i] + 1;
        while (end < all + n_all && end->innovation && end->innovation == firsts[i]->innovation) {
            end++;
        }
        judge_innovation(j, documents, firsts[i], (size_t)(end - firsts[i]));
    }
}

static void judge_by_own(struct judging *j, const struct planned *documents, size_t n) {
    for (size_t i = 0; i < n && !(j->options->stop && *j->options->stop); i++) {
        if (is_proposal(&documents[i]) && profiles_find(j->world->profiles, documents[i].profile)) {
            arena_reset(j->arena);
            j->known = known_answers_new(j->arena);
            judge(j, &documents[i], false);
        }
    }
}

static bool known_profiles(const struct world *world, const struct contest_options *options, struct findings *f) {
    bool ok = true;
    for (size_t i = 0; i < options->n_profiles; i++) {
        const char *id = options->profiles[i];
        if (!profiles_find(world->profiles, id)) {
            const char *near = profiles_nearest(world->profiles, id);
            findings_add(f, near ? "job.profile" : "job.profile-far", (struct place){0}, "profil", id, "terdekat", near,
                         NULL);
            ok = false;
        }
    }
    return ok;
}

// Only proposals are judged, and what is told among all objects is told of these.
static const struct planned *proposals_of(struct judging *j, const struct planned *documents, size_t *n) {
    struct planned *all = ARENA_ARRAY(j->world->arena, *n + 1, struct planned);
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        if (is_proposal(&documents[i])) {
            all[kept++] = documents[i];
        }
    }
    *n = kept;
    return all;
}

struct contest_report *contest_check(const struct world *world, const struct planned *documents, size_t n,
                                     const struct contest_options *options) {
    struct contest_report *report = ARENA_NEW(world->arena, struct contest_report);
    report->findings = findings_new(world->arena, world->catalogue);
    findings_share(report->findings);
    struct judging j = {.world = world, .options = options, .report = report, .arena = arena_new(DOCUMENT_MEMORY)};
    j.contests = contests_new(world);
    j.tallies = tallies_new(world->arena, world->profiles, options->agreement);
    const struct planned *proposals = proposals_of(&j, documents, &n);
    if (known_profiles(world, options, report->findings)) {
        (options->n_profiles ? judge_by_profiles : judge_by_own)(&j, proposals, n);
    }
    tell_among_proposals(&j);
    if (options->agreement && report->n > 0) {
        tell_among_objects(&j, proposals, n);
    }
    for (size_t i = 0; i < report->n; i++) {
        tally_count(world->arena, &j.tallied[i].tally, options->rules, &j.judged[j.tallied[i].at]);
    }
    report->judged = j.judged;
    arena_free(j.arena);
    return report;
}
