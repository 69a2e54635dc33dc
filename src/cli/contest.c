#include "cli/contest.h"

#include <stdlib.h>
#include <string.h>

#include "batch/contest.h"
#include "cli/json.h"

static struct contest_report *last;  // of this command

const struct contest_report *contest_last(void) {
    return last;
}

bool contest_asked(const struct session *s) {
    return s->options.profiles || s->options.closing || s->options.rules || s->options.sheets;
}

static void split(struct session *s, const char *list, struct strings *out) {
    for (size_t n; list && (list += strspn(list, ", "), n = strcspn(list, ", ")) > 0; list += n) {
        strings_add(s->arena, out, arena_strndup(s->arena, list, n));
    }
}

bool contest_answer(struct session *s, const struct planned *documents, size_t n) {
    struct strings profiles = {0};
    struct date closing = {0};
    split(s, s->options.profiles, &profiles);
    if (s->options.closing && (!date_parse(s->options.closing, &closing) || closing.day == 0)) {
        findings_add(s->findings, "cli.date", (struct place){0}, "kata", s->options.closing, NULL);
        return false;
    }
    for (size_t i = 0; i < profiles.n; i++) {
        if (!profiles_find(s->world->profiles, profiles.items[i])) {
            const char *near = profiles_nearest(s->world->profiles, profiles.items[i]);
            findings_add(s->findings, near ? "cli.profile-unknown" : "cli.profile-far", (struct place){0}, "kata",
                         profiles.items[i], "terdekat", near, NULL);
            return false;
        }
    }
    if (closing.year) {
        profiles_close(s->world->profiles, closing);
    }
    struct contest_options options = {.profiles = profiles.items,
                                      .n_profiles = profiles.n,
                                      .rules = s->options.rules || s->options.sheets,
                                      .pages = s->options.sheets,
                                      .agreement = true,
                                      .stop = &session_signal};
    last = contest_check(s->world, documents, n, &options);
    findings_append(s->findings, last->findings);
    return true;
}

static int by_document(const void *a, const void *b) {
    const struct contest_judged *const *x = a, *const *y = b;
    return strcmp((*x)->document, (*y)->document);
}

static void count(struct contest_judged *j, const struct finding *f) {
    j->errors += f->severity >= SEVERITY_ERROR;
    j->warnings += f->severity == SEVERITY_WARNING;
    j->notes += f->severity == SEVERITY_NOTE;
}

// What was found among all objects is of each contest that judged its innovation.
static void recount_agreed(const struct findings *findings) {
    for (size_t k = 0; k < findings->n; k++) {
        const struct finding *f = &findings->items[k];
        for (size_t i = 0; contest_is_among_objects(f) && i < last->n; i++) {
            if (contest_is_about(&last->judged[i], f)) {
                count(&last->judged[i], f);
            }
        }
    }
}

void contest_recount(struct session *s, const struct findings *findings) {
    size_t n = last ? last->n : 0;
    struct contest_judged **sorted = ARENA_ARRAY(s->arena, n + 1, struct contest_judged *);
    for (size_t i = 0; i < n; i++) {
        sorted[i] = &last->judged[i];
        sorted[i]->errors = sorted[i]->warnings = sorted[i]->notes = 0;
    }
    qsort(sorted, n, sizeof *sorted, by_document);
    for (size_t i = 0; i < findings->n; i++) {
        struct contest_judged key = {.document = findings->items[i].document}, *wanted = &key;
        struct contest_judged **j = key.document && n ? bsearch(&wanted, sorted, n, sizeof *sorted, by_document) : NULL;
        if (j) {
            count(*j, &findings->items[i]);
        }
    }
    if (n) {
        recount_agreed(findings);
    }
}

static const char *const states[] = {[CONTEST_CLEAN] = "bersih",
                                     [CONTEST_TOLD] = "temuan",
                                     [CONTEST_UNCHECKED] = "belum-diperiksa",
                                     [CONTEST_NOT_ASKED] = "tidak-berlaku"};

static void print_json(const struct contest_judged *j, bool rules, FILE *to) {
    json_open(to, "contest");
    json_text(to, "document", j->document);
    json_text(to, "profile", j->profile);
    json_text(to, "title", j->title);
    json_number(to, "ran", (long)j->ran);
    json_number(to, "clean", (long)j->clean);
    json_number(to, "unchecked", (long)j->unchecked);
    json_number(to, "not-asked", (long)j->not_asked);
    json_number(to, "errors", (long)j->errors);
    json_number(to, "warnings", (long)j->warnings);
    json_number(to, "notes", (long)j->notes);
    json_number(to, "pages", j->pages);
    json_close(to);
    for (size_t i = 0; rules && i < j->n_rules; i++) {
        json_open(to, "rule");
        json_text(to, "document", j->document);
        json_text(to, "profile", j->profile);
        json_text(to, "rule", j->rules[i].id);
        json_text(to, "state", states[j->rules[i].state]);
        json_text(to, "basis", j->rules[i].basis);
        json_text(to, "certainty", j->rules[i].certainty);
        json_close(to);
    }
}

static void print_rules(struct session *s, const struct contest_judged *j, FILE *to) {
    for (size_t i = 0; i < j->n_rules; i++) {
        const struct contest_rule *r = &j->rules[i];
        const char *state = SAY(s, arena_printf(s->arena, "cli.contest.%s", states[r->state]));
        int gap = 16 - (int)text_length(state);
        fprintf(to, "    %s%*s %s\n", state, gap > 0 ? gap : 0, "", r->id);
    }
}

void contest_print(struct session *s, FILE *to) {
    for (size_t i = 0; last && i < last->n; i++) {
        const struct contest_judged *j = &last->judged[i];
        if (s->options.json) {
            print_json(j, s->options.rules, to);
            continue;
        }
        fprintf(to, "%s\n",
                SAY(s, j->errors ? "cli.contest.not-ready" : "cli.contest.ready", "judul", j->title, "profil",
                    j->profile, "aturan", number(s, j->ran), "bersih", number(s, j->clean), "belum",
                    number(s, j->unchecked), "tidak", number(s, j->not_asked), "galat", number(s, j->errors),
                    "peringatan", number(s, j->warnings)));
        if (s->options.rules) {
            print_rules(s, j, to);
        }
    }
    if (last && last->n > 0 && !s->options.json && !s->options.sheets) {
        fprintf(to, "%s\n", SAY(s, "cli.contest.no-pages"));
    }
}
