// Who is ready for which contest: the findings of each proposal against each contest, and what is to be made of them.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/board.h"
#include "batch/contest.h"
#include "batch/outputs.h"
#include "batch/waiver.h"

static int planned_by_id(const void *key, const void *item) {
    const struct str *id = key;
    const struct planned *p = item;
    int order = strncmp(id->p, p->id, id->n);
    return order ? order : -(p->id[id->n] != '\0');
}

const struct planned *board_planned(const struct board_work *b, const char *id, size_t length) {
    struct str key = {id, length};
    return bsearch(&key, b->plan, b->n_plan, sizeof *b->plan, planned_by_id);
}

const xmlNode *board_proposed(const struct board_work *b, const struct planned *proposal) {
    if (!proposal || !proposal->node) {
        return NULL;
    }
    if (proposal->derived) {
        return proposal->node->parent;
    }
    const char *subject = board_given(proposal->node, "subjek");
    return objects_find(b->w->objects, "inovasi", arena_strndup(b->arena, subject, strcspn(subject, " ")));
}

// ---- contests

static struct board_contest *contest_of(struct board_work *b, const char *id) {
    struct board *board = b->board;
    for (size_t i = 0; i < board->n_contests; i++) {
        if (strcmp(board->contests[i].id, id) == 0) {
            return &board->contests[i];
        }
    }
    const struct profile *p = profiles_find(b->w->profiles, id);
    const xmlNode *node = p ? profile_node(p) : NULL;
    struct board_contest *c = &board->contests[board->n_contests++];
    *c = (struct board_contest){.id = id, .title = board_given(node, "judul"), .year = board_given(node, "tahun"),
                                .closing = p ? profile_closing(p, b->w->profiles) : (struct date){0}};
    if (c->closing.year) {
        c->days = board_days(c->closing) - board_days(b->options->day);
    }
    return c;
}

// ---- the findings of each

static int by_document(const void *a, const void *b) {
    const struct finding *x = *(const struct finding *const *)a, *y = *(const struct finding *const *)b;
    int order = strcmp(x->document ? x->document : "", y->document ? y->document : "");
    if (order || x->severity == y->severity) {
        return order ? order : (x > y) - (x < y);
    }
    return x->severity > y->severity ? -1 : 1;
}

struct sorted {
    const struct finding **items;
    size_t n;
};

static struct sorted sort_findings(struct board_work *b, const struct findings *f) {
    struct sorted s = {ARENA_ARRAY(b->arena, f->n + 1, const struct finding *), f->n};
    for (size_t i = 0; i < f->n; i++) {
        s.items[i] = &f->items[i];
    }
    qsort(s.items, s.n, sizeof *s.items, by_document);
    return s;
}

static void take_findings(const struct sorted *s, const char *document, struct board_entry *e) {
    size_t low = 0, high = s->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *of = s->items[middle]->document;
        if (strcmp(of ? of : "", document) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    e->findings = s->items + low;
    for (; low < s->n && s->items[low]->document && strcmp(s->items[low]->document, document) == 0; low++) {
        enum severity severity = s->items[low]->severity;
        e->n_findings++;
        e->errors += severity >= SEVERITY_ERROR;
        e->warnings += severity == SEVERITY_WARNING;
        e->notes += severity == SEVERITY_NOTE;
    }
}

// ---- entries

static const char *standing_file(struct board_work *b, const struct board_entry *e, const char *suffix) {
    const char *name = output_component(b->arena, e->innovation->id);
    const char *path = arena_printf(b->arena, "paket/%s/%s%s", e->contest->id, name, suffix);
    return file_exists(file_join(b->arena, b->options->output, path)) ? path : NULL;
}

static void count_entry(struct board_entry *e) {
    struct board_agency *own = e->innovation->agency, *head = own ? (struct board_agency *)own->head : NULL;
    e->contest->n++;
    e->contest->readiness[e->readiness]++;
    if (own) {
        own->readiness[e->readiness]++;
    }
    if (head && head != own) {
        head->readiness[e->readiness]++;
    }
}

static void add_entry(struct board_work *b, const struct contest_judged *judged, const struct sorted *findings) {
    const char *foreign = strstr(judged->document, " · ");
    size_t length = foreign ? (size_t)(foreign - judged->document) : strlen(judged->document);
    const struct planned *proposal = board_planned(b, judged->document, length);
    struct board_innovation *one = board_innovation_find(b->board, board_given(board_proposed(b, proposal), "id"));
    if (!one) {
        return;
    }
    size_t most = b->options->n_profiles ? b->options->n_profiles : profiles_count(b->w->profiles);
    if (!one->entries) {
        one->entries = ARENA_ARRAY(b->arena, most + 1, struct board_entry);
    }
    if (one->n_entries > most) {
        return;
    }
    struct board_entry *e = &one->entries[one->n_entries++];
    *e = (struct board_entry){.innovation = one, .contest = contest_of(b, judged->profile),
                              .document = foreign ? NULL : judged->document};
    take_findings(findings, judged->document, e);
    bool sent = !foreign && states_of(b->w, judged->document).sent;
    bool closed = e->contest->closing.year && e->contest->days < 0;
    e->readiness = sent ? BOARD_SENT : closed ? BOARD_LATE : e->errors ? BOARD_BLOCKED : BOARD_READY;
    e->package = standing_file(b, e, ".zip");
    e->paste = standing_file(b, e, ".salin-tempel.html");
    count_entry(e);
}

void board_contests(struct board_work *b) {
    size_t most = profiles_count(b->w->profiles) + b->options->n_profiles;
    b->board->contests = ARENA_ARRAY(b->arena, most + 1, struct board_contest);
    struct contest_options options = {
        .profiles = b->options->profiles, .n_profiles = b->options->n_profiles, .stop = b->options->stop};
    struct contest_report *report = contest_check(b->w, b->plan, b->n_plan, &options);
    for (size_t i = 0; i < report->findings->n; i++) {
        if (!report->findings->items[i].document) {  // of the question, not of a proposal
            struct findings one = *report->findings;
            one.items = &report->findings->items[i];
            one.n = 1;
            findings_append(b->findings, &one);
        }
    }
    waivers_apply(b->w, b->plan, b->n_plan, b->options->day, false, report->findings);
    struct sorted findings = sort_findings(b, report->findings);
    for (size_t i = 0; i < report->n; i++) {
        add_entry(b, &report->judged[i], &findings);
    }
}
