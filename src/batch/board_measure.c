// What the board counts over everything: words against limits, findings by rule, the years.
#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "batch/board.h"
#include "rules/answer.h"
#include "rules/count.h"
#include "rules/rule.h"

enum { RECORD_MEMORY = 256 << 20 };

// ---- words against limits

struct question {
    const struct board_contest *contest;
    const struct profile *profile;
    struct profile_rule rule;
    enum word_counter counter;
    long *counts;
    size_t n, cap;
};

struct questions {
    struct question *items;
    size_t n;
};

static bool is_about_words(const struct profile_rule *r) {
    return strcmp(r->kind, "max_words") == 0 || strcmp(r->kind, "min_words") == 0;
}

static struct questions questions_of(struct board_work *b) {
    struct questions q = {0};
    size_t most = 0;
    for (size_t i = 0; i < b->board->n_contests; i++) {
        const struct profile *p = profiles_find(b->w->profiles, b->board->contests[i].id);
        most += p ? profile_rules(p) : 0;
    }
    q.items = ARENA_ARRAY(b->arena, most + 1, struct question);
    for (size_t i = 0; i < b->board->n_contests; i++) {
        const struct profile *p = profiles_find(b->w->profiles, b->board->contests[i].id);
        for (size_t k = 0; p && k < profile_rules(p); k++) {
            struct profile_rule r = profile_rule(p, k);
            enum word_counter counter = COUNT_WORDS;
            counter_find(board_given(r.node, "penghitung"), &counter);
            if (is_about_words(&r) && atol(r.value) > 0) {
                q.items[q.n++] = (struct question){&b->board->contests[i], p, r, counter, NULL, 0, 0};
            }
        }
    }
    return q;
}

static void add_count(struct arena *arena, struct question *q, long count) {
    if (q->n == q->cap) {
        size_t cap = q->cap ? 2 * q->cap : 8;
        q->counts = arena_grow(arena, q->counts, q->cap * sizeof *q->counts, cap * sizeof *q->counts);
        q->cap = cap;
    }
    q->counts[q->n++] = count;
}

static void count_answers(struct board_work *b, struct questions *all, const struct board_entry *e,
                          const struct planned *proposal, struct arena *scratch) {
    const struct profile *p = profiles_find(b->w->profiles, e->contest->id);
    struct planned d = *proposal;
    d.profile = e->contest->id;
    struct findings *ignored = findings_new(scratch, NULL);
    xmlDoc *record = resolve_record(scratch, b->w->objects, b->w->defaults, &d, profile_node(p), ignored);
    const xmlNode *proposed = record ? xml_child(xml_child(xmlDocGetRootElement(record), "inovasi"), "usulan") : NULL;
    for (size_t i = 0; proposed && i < all->n; i++) {
        struct question *q = &all->items[i];
        const xmlNode *field = q->profile == p ? field_find(proposed, q->rule.target) : NULL;
        size_t words = field ? count_words(scratch, field, q->counter) : 0;  // its parts included
        if (words > 0 && text_state(scratch, b->w->profiles, answer_text(scratch, field)) != ANSWER_PLACEHOLDER) {
            add_count(b->arena, q, (long)words);
        }
    }
}

static int by_number(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

static void tell_words(struct board_work *b, struct questions *all) {
    struct board_words *words = ARENA_ARRAY(b->arena, all->n + 1, struct board_words);
    for (size_t i = 0; i < all->n; i++) {
        struct question *q = &all->items[i];
        if (q->n == 0) {
            continue;
        }
        qsort(q->counts, q->n, sizeof *q->counts, by_number);
        struct board_words *w = &words[b->board->n_words++];
        *w = (struct board_words){.contest = q->contest, .label = field_label(q->profile, q->rule.target),
                                  .limit = atol(q->rule.value), .maximum = strcmp(q->rule.kind, "max_words") == 0,
                                  .counts = q->counts, .n = q->n};
        for (size_t k = 0; k < q->n; k++) {
            w->beyond += w->maximum ? q->counts[k] > w->limit : q->counts[k] < w->limit;
        }
    }
    b->board->words = words;
}

// The proposal by which an innovation was judged for a contest: its own, or the first of its others.
static const struct planned *proposal_of(struct board_work *b, const struct board_innovation *one,
                                         const struct board_entry *e) {
    if (e->document) {
        return board_planned(b, e->document, strlen(e->document));
    }
    for (size_t i = 0; i < one->n_documents; i++) {
        const struct planned *p = one->documents[i]->planned;
        if (p->profile && strcmp(p->kind, "proposal") == 0) {
            return p;
        }
    }
    return NULL;
}

static void measure_words(struct board_work *b) {
    struct questions all = questions_of(b);
    struct arena *scratch = arena_new(RECORD_MEMORY);
    for (size_t i = 0; all.n > 0 && i < b->board->n_innovations; i++) {
        const struct board_innovation *one = &b->board->innovations[i];
        for (size_t k = 0; k < one->n_entries && !(b->options->stop && *b->options->stop); k++) {
            const struct planned *proposal = proposal_of(b, one, &one->entries[k]);
            if (proposal) {
                arena_reset(scratch);
                count_answers(b, &all, &one->entries[k], proposal, scratch);
            }
        }
    }
    arena_free(scratch);
    tell_words(b, &all);
}

// ---- findings by rule

struct counted {
    const struct finding *finding;
    size_t innovation;
};

static int by_rule(const void *a, const void *b) {
    const struct counted *x = a, *y = b;
    int order = strcmp(x->finding->rule, y->finding->rule);
    if (order || x->innovation == y->innovation) {
        return order ? order : (x->finding > y->finding) - (x->finding < y->finding);
    }
    return x->innovation < y->innovation ? -1 : 1;
}

static int most_first(const void *a, const void *b) {
    const struct board_rule *x = a, *y = b;
    if (x->severity != y->severity) {
        return x->severity > y->severity ? -1 : 1;
    }
    if (x->n != y->n) {
        return x->n > y->n ? -1 : 1;
    }
    return strcmp(x->rule, y->rule);
}

static void measure_rules(struct board_work *b) {
    struct board *board = b->board;
    size_t n = 0, at = 0;
    for (size_t i = 0; i < board->n_innovations; i++) {
        for (size_t k = 0; k < board->innovations[i].n_entries; k++) {
            n += board->innovations[i].entries[k].n_findings;
        }
    }
    struct counted *all = ARENA_ARRAY(b->arena, n + 1, struct counted);
    for (size_t i = 0; i < board->n_innovations; i++) {
        for (size_t k = 0; k < board->innovations[i].n_entries; k++) {
            const struct board_entry *e = &board->innovations[i].entries[k];
            for (size_t f = 0; f < e->n_findings; f++) {
                all[at++] = (struct counted){e->findings[f], i};
            }
        }
    }
    qsort(all, n, sizeof *all, by_rule);
    struct board_rule *rules = ARENA_ARRAY(b->arena, n + 1, struct board_rule), *r = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!r || strcmp(r->rule, all[i].finding->rule) != 0) {
            r = &rules[board->n_rules++];
            *r = (struct board_rule){.rule = all[i].finding->rule, .example = all[i].finding};
        }
        r->innovations += r->n == 0 || all[i].innovation != all[i - 1].innovation;
        r->severity = all[i].finding->severity > r->severity ? all[i].finding->severity : r->severity;
        r->n++;
    }
    qsort(rules, board->n_rules, sizeof *rules, most_first);
    board->rules = rules;
}

// ---- years

enum { FIRST_YEAR = 1945, YEARS = 200 };  // what is outside is no year of an innovation

static struct board_year *year_at(struct board_year *all, int year) {
    return year >= FIRST_YEAR && year < FIRST_YEAR + YEARS ? &all[year - FIRST_YEAR] : NULL;
}

static void measure_years(struct board_work *b) {
    struct board *board = b->board;
    struct board_year *all = ARENA_ARRAY(b->arena, YEARS, struct board_year), *y;
    for (size_t i = 0; i < board->n_innovations; i++) {
        const struct board_innovation *one = &board->innovations[i];
        struct date applied;
        if ((y = year_at(all, one->year)) != NULL) {
            y->begun++;
            y->steps[one->step]++;
        }
        if (date_parse(board_given(xml_child(one->node, "tahapan"), "penerapan"), &applied) &&
            (y = year_at(all, applied.year)) != NULL) {
            y->applied++;
        }
        for (size_t k = 0; k < one->n_entries; k++) {
            y = one->entries[k].document ? year_at(all, atoi(one->entries[k].contest->year)) : NULL;
            if (y) {
                y->proposed++;
            }
        }
    }
    size_t n = 0;
    for (int i = 0; i < YEARS; i++) {
        if (all[i].begun + all[i].applied + all[i].proposed > 0) {
            all[n] = all[i];
            all[n++].year = FIRST_YEAR + i;
        }
    }
    board->years = all;
    board->n_years = n;
}

// ---- maturity

static const struct profile *maturity_of_board(struct board_work *b) {
    for (size_t i = b->board->n_contests; i > 0; i--) {
        const struct profile *p = profiles_find(b->w->profiles, b->board->contests[i - 1].id);
        if (p && maturity_known(p)) {
            return p;
        }
    }
    return maturity_profile(b->w->profiles);
}

// A batch is handed in by a region; where the inputs know none, all is one batch.
void board_maturity(struct board_work *b) {
    const struct profile *p = maturity_of_board(b);
    size_t n;
    const xmlNode *const *all = objects_all(b->w->objects, "instansi", &n);
    struct board_maturity *of = ARENA_ARRAY(b->arena, n + 1, struct board_maturity);
    for (size_t i = 0; p && i < n; i++) {
        const char *kind = board_given(all[i], "jenis");
        if (strcmp(kind, "kabupaten") == 0 || strcmp(kind, "kota") == 0) {
            const struct maturity_sum *sum = maturity_sum(b->arena, b->w->objects, p, board_given(all[i], "id"), 0);
            if (sum && sum->n > 0) {
                of[b->board->n_maturity++] =
                    (struct board_maturity){board_given(all[i], "nama"), board_given(profile_node(p), "judul"), sum};
            }
        }
    }
    if (p && b->board->n_maturity == 0 && b->board->n_innovations > 0) {
        of[b->board->n_maturity++] = (struct board_maturity){"", board_given(profile_node(p), "judul"),
                                                             maturity_sum(b->arena, b->w->objects, p, NULL, 0)};
    }
    b->board->maturity = of;
}

void board_measure(struct board_work *b) {
    measure_words(b);
    measure_rules(b);
    measure_years(b);
}
