// ./run typo: the typography of documents, read back from their finished PDFs, and what it would be if each line were
// simply filled as far as it goes. Usage: typo [--goals FILE] [INPUT[,INPUT…][:ID] …]   Each argument is one set of
// inputs, of all their documents or of one. With --goals the exit status tells whether the documents that FILE names
// (lines of inputs, id, hyphens per 100 lines and short last lines that are borne) reach the goals.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "batch/job.h"
#include "measure.h"

// For seven pages of 11 pt, justified on 160 mm.
static const struct { double deviation, worst, hyphens; int run; } goal = {0.055, 0.45, 20, 2};

struct borne {               // of one document that is measured against the goals
    double hyphens;
    int short_last;
};

static double per_hundred(const struct typography *t)
{
    return t->lines ? 100.0 * t->hyphens / t->lines : 0;
}

static bool reaches(const struct typography *t, const struct borne *borne)
{
    return t->lines > 0 && t->deviation <= goal.deviation && t->worst <= goal.worst &&
           per_hundred(t) <= borne->hyphens && t->longest_run <= goal.run && t->short_last <= borne->short_last &&
           !t->widows && !t->orphans;
}

static void print_row(const char *name, const struct typography *t, int ragged)
{
    printf("%-48s %5d %5d  %6.3f %6.3f %6.3f  %6.1f %4d  %6d %5d %6d %7d\n", name, t->pages, t->lines, t->mean,
           t->deviation, t->worst, per_hundred(t), t->longest_run, ragged, t->short_last, t->widows, t->orphans);
}

static void print_head(void)
{
    puts("Word gaps in em and hyphenated line ends per 100 lines, of the lines of justified paragraphs but the last;");
    puts("ragged: paragraphs with a line that could not be justified. Below each document: the same with greedy");
    puts("lines.\n");
    printf("%-48s %5s %5s  %6s %6s %6s  %6s %4s  %6s %5s %6s %7s\n", "", "pages", "lines", "mean", "dev.", "worst",
           "hyph.", "run", "ragged", "short", "widows", "orphans");
}

static int count_rule(const struct findings *f, const char *rule)
{
    int n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += !strcmp(f->items[i].rule, rule);
    return n;
}

// Draws the final rendition, or the draft where errors stop it, into a file of its own.
static bool measure(const struct world *world, const struct planned *document, struct typography *out,
                    int *ragged)
{
    char path[] = "/tmp/naskah-typo-XXXXXX";
    struct arena *arena = arena_new(0);
    struct job_input input = {.document = document, .want = {true, true}};
    struct job_result *result = job_run(world, arena, &input);
    const struct job_output *made = &result->outputs[RENDITION_TANDA_TANGAN];
    if (!made->made)
        made = &result->outputs[RENDITION_DRAF];
    int file = made->made ? mkstemp(path) : -1;
    bool ok = file >= 0 && write(file, made->bytes.p, made->bytes.n) == (ssize_t)made->bytes.n;
    if (file >= 0)
        close(file);
    ok = ok && typography_measure(path, out);
    if (file >= 0)
        unlink(path);
    *ragged = count_rule(result->findings, "layout.loose");
    arena_free(arena);
    return ok;
}

// With `borne` whether the goals are reached, else whether the document could be made and read.
static bool report_document(struct world *world, const struct planned *document, const struct borne *borne)
{
    struct typography ours, greedy;
    int ragged, none;
    bool ok = measure(world, document, &ours, &ragged);
    world->greedy_lines = true;
    ok = ok && measure(world, document, &greedy, &none);
    world->greedy_lines = false;
    if (!ok) {
        printf("%-48s cannot be made or read\n", document->id);
        return false;
    }
    print_row(document->id, &ours, ragged);
    print_row("", &greedy, none);
    bool reached = !borne || reaches(&ours, borne);
    if (!reached)
        printf("%-48s MISSED\n", "");
    return reached;
}

// The inputs of one argument, separated by commas.
static size_t split(struct arena *arena, const char *argument, const char **out, size_t max)
{
    size_t n = 0;
    char *copy = arena_strdup(arena, argument);
    for (char *part = strtok(copy, ","); part && n < max; part = strtok(NULL, ","))
        out[n++] = part;
    return n;
}

static bool report_inputs(const char *argument, const char *only, const struct catalogue *catalogue,
                          const struct borne *borne)
{
    struct arena *arena = arena_new(0);
    const char *inputs[16];
    struct findings *findings = findings_new(arena, catalogue);
    struct world_options options = {.share = NASKAH_SOURCE_DIR, .version = "typo",
                                    .catalogue = (struct catalogue *)catalogue, .inputs = inputs,
                                    .n_inputs = split(arena, argument, inputs, 16)};
    struct world *world = world_load(arena, &options, findings);
    size_t n = 0, measured = 0;
    const struct planned *all = world ? world_plan(world, arena, &n, findings) : NULL;
    bool ok = world != NULL;
    for (size_t i = 0; i < n; i++) {
        if (only && strcmp(only, all[i].id) != 0)
            continue;
        ok = report_document(world, &all[i], borne) && ok;
        measured++;
    }
    if (only && !measured)
        printf("%-48s is not there\n", only);
    arena_free(arena);
    return ok && (!only || measured);
}

static bool report_argument(struct arena *arena, const char *argument, const struct catalogue *catalogue)
{
    const char *colon = strrchr(argument, ':');
    const char *inputs = colon ? arena_strndup(arena, argument, (size_t)(colon - argument)) : argument;
    return report_inputs(inputs, colon ? colon + 1 : NULL, catalogue, NULL);
}

static bool report_goals(const char *path, const struct catalogue *catalogue)
{
    FILE *f = fopen(path, "r");
    char line[512], inputs[256], id[128];
    struct borne borne;
    bool ok = f != NULL;
    int n = 0;
    while (f && fgets(line, sizeof line, f)) {
        if (line[0] == '#')
            continue;
        bool read = sscanf(line, "%255s %127s %lf %d", inputs, id, &borne.hyphens, &borne.short_last) == 4;
        ok = read && report_inputs(inputs, id, catalogue, &borne) && ok;
        n++;
    }
    if (f)
        fclose(f);
    ok = ok && n > 0;
    printf("\nGoals: deviation <= %.3f, worst <= %.2f, hyphens <= %.0f, no run above %d, no short last line,\n"
           "no widow, no orphan, but for what %s says: %s.\n",
           goal.deviation, goal.worst, goal.hyphens, goal.run, path, ok ? "reached" : "MISSED");
    return ok;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new(0);
    const char *why = NULL;
    bool goals = argc > 2 && !strcmp(argv[1], "--goals");
    if (chdir(NASKAH_SOURCE_DIR) != 0)
        return 3;
    struct catalogue *catalogue = catalogue_load(arena, "templates/messages", &why);
    bool ok = catalogue && argc > 1;
    print_head();
    for (int i = goals ? 3 : 1; i < argc && catalogue; i++)
        ok = report_argument(arena, argv[i], catalogue) && ok;
    bool reached = ok && (!goals || report_goals(argv[2], catalogue));
    arena_free(arena);
    return !ok ? 3 : reached ? 0 : 1;
}
