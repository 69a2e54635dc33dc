#include "batch/contest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/spool.h"
#include "base/wire.h"
#include "base/xml.h"
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
    spool_each(c->waiting, take_waiting, c);
    for (size_t i = 0; i < profiles_count(c->world->profiles); i++) {
        if (c->batches[i]) {
            batch_tell(c->batches[i], findings);
            tell_matching(c, profiles_at(c->world->profiles, i), c->batches[i], findings);
        }
    }
}

// ---- judging

// One proposal's rules, until what only shows among all was told: in the order of the profile.
struct tallied {
    const char *document;
    const struct profile *profile;
    enum contest_state *states;
    size_t at;  // of report->judged
};

struct judging {
    const struct world *world;
    const struct contest_options *options;
    struct contests *contests;
    struct contest_report *report;
    struct arena *arena;  // of one innovation
    struct known_answers *known;  // what was found out about its answers
    struct contest_judged *judged;
    struct tallied *tallied;      // as many
    size_t cap;
};

// Findings that say that a rule could not be looked at end so.
static bool says_unchecked(const struct finding *f) {
    size_t n = strlen(f->rule);
    return n > 6 && strcmp(f->rule + n - 6, "-belum") == 0;
}

// `told` names the rule of each finding.
static enum contest_state state_of(const struct findings *f, const char *const *told, const char *rule) {
    enum contest_state state = CONTEST_CLEAN;
    for (size_t i = 0; i < f->n; i++) {
        if (strcmp(told[i], rule) == 0) {
            state = says_unchecked(&f->items[i]) ? CONTEST_UNCHECKED : CONTEST_TOLD;
        }
    }
    return state;
}

static void tally_rules(struct judging *j, struct tallied *one, const struct findings *f, const char *group) {
    size_t n = profile_rules(one->profile);
    const char **told = ARENA_ARRAY(j->arena, f->n + 1, const char *);
    for (size_t i = 0; i < f->n; i++) {
        told[i] = finding_argument(&f->items[i], "aturan");
    }
    one->states = ARENA_ARRAY(j->world->arena, n + 1, enum contest_state);
    for (size_t i = 0; i < n; i++) {
        const char *rule = profile_rule(one->profile, i).id;
        one->states[i] = profile_rule_asked(one->profile, i, group) ? state_of(f, told, rule) : CONTEST_NOT_ASKED;
    }
}

static void tally(struct judging *j, const struct planned *d, const struct profile *profile, const xmlDoc *record,
                  const struct findings *f) {
    const xmlNode *root = xmlDocGetRootElement((xmlDoc *)record), *innovation = xml_child(root, "inovasi");
    if (j->report->n == j->cap) {
        size_t cap = j->cap ? 2 * j->cap : 64;
        j->judged = arena_grow(j->world->arena, j->judged, j->cap * sizeof *j->judged, cap * sizeof *j->judged);
        j->tallied = arena_grow(j->world->arena, j->tallied, j->cap * sizeof *j->tallied, cap * sizeof *j->tallied);
        j->cap = cap;
    }
    struct contest_judged *one = &j->judged[j->report->n++];
    const char *title = xml_attr(innovation, "nama");
    *one = (struct contest_judged){
        .document = f->document, .profile = d->profile, .title = arena_strdup(j->world->arena, title ? title : "")};
    one->errors = findings_count(f, SEVERITY_ERROR);
    one->warnings = findings_count(f, SEVERITY_WARNING) - one->errors;
    one->notes = f->n - one->errors - one->warnings;
    struct tallied *rules = &j->tallied[j->report->n - 1];
    *rules = (struct tallied){.document = one->document, .profile = profile, .at = j->report->n - 1};
    tally_rules(j, rules, f, xml_attr(xml_child(innovation, "usulan"), "kelompok"));
}

static int by_document(const void *a, const void *b) {
    return strcmp(((const struct tallied *)a)->document, ((const struct tallied *)b)->document);
}

// A rule that told something only among all proposals is not clean.
static void note_told(struct judging *j, const struct finding *f) {
    struct tallied key = {.document = f->document ? f->document : ""};
    struct tallied *one = bsearch(&key, j->tallied, j->report->n, sizeof *j->tallied, by_document);
    const char *rule = finding_argument(f, "aturan");
    if (one) {
        struct contest_judged *judged = &j->judged[one->at];
        judged->errors += f->severity >= SEVERITY_ERROR;
        judged->warnings += f->severity == SEVERITY_WARNING;
        judged->notes += f->severity == SEVERITY_NOTE;
    }
    for (size_t i = 0; one && rule && i < profile_rules(one->profile); i++) {
        if (strcmp(profile_rule(one->profile, i).id, rule) == 0) {
            one->states[i] = says_unchecked(f) ? CONTEST_UNCHECKED : CONTEST_TOLD;
        }
    }
}

static void count_rules(struct judging *j, const struct tallied *from) {
    struct contest_judged *one = &j->judged[from->at];
    size_t n = profile_rules(from->profile);
    struct contest_rule *rules = j->options->rules ? ARENA_ARRAY(j->world->arena, n + 1, struct contest_rule) : NULL;
    for (size_t i = 0; i < n; i++) {
        enum contest_state state = from->states[i];
        one->ran += state == CONTEST_CLEAN || state == CONTEST_TOLD;
        one->clean += state == CONTEST_CLEAN;
        one->unchecked += state == CONTEST_UNCHECKED;
        one->not_asked += state == CONTEST_NOT_ASKED;
        if (rules) {
            struct profile_rule r = profile_rule(from->profile, i);
            rules[i] = (struct contest_rule){r.id, r.kind, r.basis, r.certainty, state};
        }
    }
    one->rules = rules;
    one->n_rules = rules ? n : 0;
}

static void tell_among_all(struct judging *j) {
    struct findings *f = j->report->findings;
    size_t before = f->n;
    contests_tell(j->contests, f);
    if (j->report->n > 1) {
        qsort(j->tallied, j->report->n, sizeof *j->tallied, by_document);
    }
    for (size_t i = before; i < f->n; i++) {
        note_told(j, &f->items[i]);
    }
    for (size_t i = 0; i < j->report->n; i++) {
        count_rules(j, &j->tallied[i]);
    }
}

static void judge(struct judging *j, const struct planned *d, bool foreign) {
    const struct profile *profile = profiles_find(j->world->profiles, d->profile);
    struct findings *f = findings_new(j->arena, j->world->catalogue);
    f->document = foreign ? arena_printf(j->world->arena, "%s · %s", d->id, d->profile) : d->id;
    xmlDoc *record = resolve_record(j->arena, j->world->objects, j->world->defaults, d, profile_node(profile), f);
    if (record) {
        check_record_knowing(j->arena, record, j->world->profiles, profile, j->known, f);
        take(j->contests, d->profile, f->document, record, j->known);
        tally(j, d, profile, record, f);
    }
    findings_append(j->report->findings, f);
}

// ---- the proposals of one innovation

// Documents in the order of what they speak of, so that those of one innovation stand together.
struct proposal {
    const void *innovation;  // its node; of a proposal that is written down as a document, that document's
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

// One proposal of an innovation speaks for it in contests for which none was written.
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
            all[n_all++] = (struct proposal){node && documents[i].derived ? node->parent : node, i};
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

struct contest_report *contest_check(const struct world *world, const struct planned *documents, size_t n,
                                     const struct contest_options *options) {
    struct contest_report *report = ARENA_NEW(world->arena, struct contest_report);
    report->findings = findings_new(world->arena, world->catalogue);
    struct judging j = {.world = world, .options = options, .report = report, .arena = arena_new(DOCUMENT_MEMORY)};
    j.contests = contests_new(world);
    if (known_profiles(world, options, report->findings)) {
        (options->n_profiles ? judge_by_profiles : judge_by_own)(&j, documents, n);
    }
    tell_among_all(&j);
    report->judged = j.judged;
    arena_free(j.arena);
    return report;
}
