// naskah verifikasi: what is right in a finished file and what is not, row by row.
#include <string.h>

#include "batch/verify.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static const char *worded(struct session *s, const char *value) {
    return *value == '@' ? SAY(s, value + 1) : value;
}

static void print_facts(struct session *s, const struct verified *v) {
    for (size_t i = 0; i < v->n_facts; i++) {
        const struct verify_fact *f = &v->facts[i];
        bool signature = strncmp(f->label, "verify.signed-", 14) == 0;
        const char *label = SAY(s, signature ? "verify.signed" : f->label);
        printf("  %-20s %s\n", label, signature ? SAY(s, f->label, "nama", f->value) : worded(s, f->value));
    }
}

static void print_row(struct session *s, const struct verify_row *r) {
    printf("      %-6s %s %s  %s", SAY(s, r->place ? "verify.wrong" : "verify.right"), r->standard, r->clause,
           SAY(s, r->words));
    if (r->place) {
        printf(" (%s%s%s)", r->place, r->places > 1 ? "; " : "",
               r->places > 1 ? arena_printf(s->arena, "%ld×", r->places) : "");
    }
    putchar('\n');
}

// One group, from row `i` on; returns where the next one begins.
static size_t print_group(struct session *s, const struct verified *v, size_t i) {
    size_t end = i, broken = 0;
    for (; end < v->n_rows && v->rows[end].group == v->rows[i].group; end++) {
        broken += v->rows[end].place != NULL;
    }
    printf("  %-6s %s\n", SAY(s, broken ? "verify.wrong" : "verify.right"),
           SAY(s, broken ? "verify.group-wrong" : "verify.group", "nama", SAY(s, v->rows[i].group), "jumlah",
               number(s, end - i), "salah", number(s, broken)));
    for (; i < end; i++) {
        if (v->rows[i].place || s->options.notes) {
            print_row(s, &v->rows[i]);
        }
    }
    return end;
}

static void print_words(struct session *s, const char *path, const struct verified *v) {
    printf("%s%s%s\n", s->color ? "\033[1m" : "", path, s->color ? "\033[0m" : "");
    print_facts(s, v);
    for (size_t i = 0; i < v->n_rows;) {
        i = print_group(s, v, i);
    }
    printf("  %s\n", SAY(s, v->n_broken ? "verify.not-right" : "verify.all-right", "jumlah", number(s, v->n_rows),
                         "salah", number(s, v->n_broken)));
}

static void print_json(struct session *s, const char *path, const struct verified *v) {
    json_open(stdout, "verified");
    json_text(stdout, "file", path);
    json_flag(stdout, "conforms", v->n_broken == 0);
    json_number(stdout, "rows", (long)v->n_rows);
    json_number(stdout, "broken", (long)v->n_broken);
    json_close(stdout);
    for (size_t i = 0; i < v->n_rows; i++) {
        const struct verify_row *r = &v->rows[i];
        json_open(stdout, "row");
        json_text(stdout, "file", path);
        json_text(stdout, "standard", r->standard);
        json_text(stdout, "clause", r->clause);
        json_text(stdout, "check", r->words);
        json_text(stdout, "message", SAY(s, r->words));
        json_flag(stdout, "holds", !r->place);
        json_text(stdout, "place", r->place);
        json_number(stdout, "places", r->places);
        json_close(stdout);
    }
}

int command_verify(struct session *s) {
    const struct strings *words = &s->options.words;
    size_t wrong = 0;
    if (words->n == 0) {
        return session_misuse(s, "cli.verify-none", "", NULL);
    }
    for (size_t i = 0; i < words->n; i++) {
        struct arena *arena = arena_new(0);  // of one file
        struct verified v;
        struct findings *told = findings_new(arena, s->catalogue);
        if (verify_path(arena, words->items[i], &v, told)) {
            (s->options.json ? print_json : print_words)(s, words->items[i], &v);
            wrong += v.n_broken > 0 || v.changed;
        }
        findings_append(s->findings, told);
        arena_free(arena);
    }
    s->faulty = "cli.status.verify";
    report_findings(s, s->findings, stdout);
    int status = wrong || findings_stop(s->findings) ? STATUS_STOPPED : STATUS_MADE;
    return report_end(s, NULL, s->findings, status);
}
