#include "cli/run_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/xml.h"
#include "cli/json.h"

// More lines are not taken in at a glance, and the name of an agency may be long.
#define MOST_LINES 20
#define WIDEST_NAME 50

enum fate { MADE, CURRENT, STOPPED, FAILED, UNDONE, FATES };

struct table_line {
    const char *group, *name;          // id, as people call it
    size_t counts[FATES];
};

struct run_table {
    struct session *s;
    const char *by;                    // "agency" or "kind"
    struct table_line *lines;
    size_t n;
};

static int by_group(const void *a, const void *b) {
    return strcmp(((const struct table_line *)a)->group, ((const struct table_line *)b)->group);
}

static int by_id(const void *id, const void *planned) {
    return strcmp(id, ((const struct planned *)planned)->id);
}

static enum fate fate_of(enum run_verdict verdict) {
    return verdict == VERDICT_MAKE      ? MADE
           : verdict == VERDICT_STOPPED ? STOPPED
           : verdict == VERDICT_FAILED  ? FAILED
           : verdict == VERDICT_UNDONE  ? UNDONE
                                        : CURRENT;
}

static const char *group_of(const struct planned *p, const char *by) {
    const char *group = strcmp(by, "kind") == 0 ? p->kind : p->agency;
    return group ? group : "";
}

// A line for each group, sorted by its id: first a line for each document, then those of one group put together.
static struct run_table collect(struct session *s, const struct run_report *r, const char *by) {
    struct run_table t = {s, by, ARENA_ARRAY(s->arena, r->documents + 1, struct table_line), 0};
    size_t n = 0;
    for (size_t i = 0; i < r->documents; i++) {
        const struct planned *p = bsearch(r->foreseen[i].document, s->plan, s->n_plan, sizeof *p, by_id);
        if (p) {
            t.lines[n] = (struct table_line){.group = group_of(p, by)};
            t.lines[n++].counts[fate_of(r->foreseen[i].verdict)] = 1;
        }
    }
    qsort(t.lines, n, sizeof *t.lines, by_group);
    for (size_t i = 0; i < n; i++) {
        if (t.n == 0 || strcmp(t.lines[t.n - 1].group, t.lines[i].group) != 0) {
            t.lines[t.n++] = t.lines[i];
            continue;
        }
        for (int c = 0; c < FATES; c++) {
            t.lines[t.n - 1].counts[c] += t.lines[i].counts[c];
        }
    }
    return t;
}

// Each region has its Dinas Kesehatan.
static void tell_apart(struct run_table *t) {
    const char **names = ARENA_ARRAY(t->s->arena, t->n + 1, const char *);
    for (size_t i = 0; i < t->n; i++) {
        names[i] = t->lines[i].name;
        for (size_t k = 0; k < t->n; k++) {
            if (k != i && strcmp(t->lines[k].name, t->lines[i].name) == 0) {
                names[i] = arena_printf(t->s->arena, "%s (%s)", t->lines[i].name, t->lines[i].group);
            }
        }
    }
    for (size_t i = 0; i < t->n; i++) {
        t->lines[i].name = names[i];
    }
}

static void name_lines(struct run_table *t) {
    for (size_t i = 0; i < t->n; i++) {
        struct table_line *l = &t->lines[i];
        bool agency = strcmp(t->by, "agency") == 0;
        const xmlNode *node = agency ? objects_find(t->s->world->objects, "instansi", l->group) : NULL;
        const char *brief = node ? xml_attr(node, "singkatan") : NULL, *name = node ? xml_attr(node, "nama") : NULL;
        l->name = brief && *brief ? brief : name && *name ? name : l->group;
    }
    tell_apart(t);
}

// Those with trouble first, then those where most was made: when not all can be shown, these are.
static int by_news(const void *a, const void *b) {
    static const enum fate order[] = {FAILED, STOPPED, UNDONE, MADE};
    const struct table_line *x = a, *y = b;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        size_t p = x->counts[order[i]], q = y->counts[order[i]];
        if (p != q) {
            return p > q ? -1 : 1;
        }
    }
    return strcmp(x->group, y->group);
}

// The lines from `kept` on become one.
static void shorten(struct run_table *t, size_t kept) {
    if (t->n <= kept + 1) {
        return;
    }
    qsort(t->lines, t->n, sizeof *t->lines, by_news);
    struct table_line rest = {.name = SAY(t->s, "cli.table.rest", "jumlah", number(t->s, t->n - kept))};
    for (size_t i = kept; i < t->n; i++) {
        for (int c = 0; c < FATES; c++) {
            rest.counts[c] += t->lines[i].counts[c];
        }
    }
    qsort(t->lines, kept, sizeof *t->lines, by_group);
    t->lines[kept] = rest;
    t->n = kept + 1;
}

static void pad(FILE *to, size_t width, const char *text, bool right) {
    size_t n = text_length(text);
    int room = width > n ? (int)(width - n) : 0;
    fprintf(to, "%*s%s%*s", right ? room : 0, "", text, right ? 0 : room, "");
}

static const char *shortened(struct session *s, const char *name) {
    if (text_length(name) <= WIDEST_NAME) {
        return name;
    }
    const char *p = name, *end = name + strlen(name);
    for (int i = 1; i < WIDEST_NAME; i++) {
        text_next(&p, end);
    }
    return arena_printf(s->arena, "%.*s…", (int)(p - name), name);
}

static void print_lines(struct run_table *t, bool dry, FILE *to) {
    static const char *const heads[] = {"cli.table.made", "cli.table.current", "cli.table.stopped", "cli.table.failed",
                                        "cli.table.undone"};
    struct session *s = t->s;
    const char *words[FATES], *group = SAY(s, arena_printf(s->arena, "cli.table.%s", t->by));
    size_t sums[FATES] = {0}, wide = text_length(group);
    for (size_t i = 0; i < t->n; i++) {
        t->lines[i].name = shortened(s, t->lines[i].name);
        size_t n = text_length(t->lines[i].name);
        wide = n > wide ? n : wide;
        for (int c = 0; c < FATES; c++) {
            sums[c] += t->lines[i].counts[c];
        }
    }
    fprintf(to, "\n%s", s->color ? "\033[1m" : "");
    pad(to, wide, group, false);
    for (int c = 0; c < FATES; c++) {
        words[c] = SAY(s, dry && c == MADE ? "cli.table.would" : heads[c]);
        if (c < FAILED || sums[c] > 0) {  // no columns of nothing but noughts for what hardly ever happens
            fprintf(to, "  %s", words[c]);
        }
    }
    fprintf(to, "%s\n", s->color ? "\033[0m" : "");
    for (size_t i = 0; i < t->n; i++) {
        pad(to, wide, t->lines[i].name, false);
        for (int c = 0; c < FATES; c++) {
            if (c < FAILED || sums[c] > 0) {
                fputs("  ", to);
                pad(to, text_length(words[c]), number(s, t->lines[i].counts[c]), true);
            }
        }
        fputc('\n', to);
    }
    fputc('\n', to);
}

static void print_json(const struct run_table *t, FILE *to) {
    for (size_t i = 0; i < t->n; i++) {
        const struct table_line *l = &t->lines[i];
        json_open(to, "group");
        json_text(to, "kind", t->by);
        json_text(to, "id", l->group);
        json_text(to, "name", l->name);
        json_number(to, "made", (long)l->counts[MADE]);
        json_number(to, "current", (long)l->counts[CURRENT]);
        json_number(to, "stopped", (long)l->counts[STOPPED]);
        json_number(to, "failed", (long)l->counts[FAILED]);
        json_number(to, "undone", (long)l->counts[UNDONE]);
        json_close(to);
    }
}

void run_table_print(struct session *s, const struct run_report *r, FILE *to) {
    if (!r || r->documents < 2 || r->current == r->documents) {
        return;
    }
    struct run_table t = collect(s, r, "agency");
    if (t.n < 2) {
        t = collect(s, r, "kind");
    }
    if (t.n < 2) {
        return;
    }
    name_lines(&t);
    if (s->options.json) {
        print_json(&t, to);
        return;
    }
    shorten(&t, MOST_LINES - 1);
    print_lines(&t, r->dry, to);
}

void run_table_time(struct session *s, const struct run_report *r, double seconds, FILE *to) {
    if (!r || r->dry || r->changed == 0 || seconds < 1) {
        return;
    }
    long t = (long)(seconds + 0.5);
    fprintf(to, "%s\n", SAY(s, "cli.table.time", "waktu",
                            arena_printf(s->arena, "%ld:%02ld:%02ld", t / 3600, t / 60 % 60, t % 60), "laju",
                            arena_printf(s->arena, "%.1f", (double)r->changed / seconds)));
}
