// naskah tahun: opens the next year in the working folder.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "batch/fault.h"
#include "batch/year.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static void print_sum(struct session *s, const struct year_opening *y) {
    if (s->options.json) {
        json_open(stdout, "year");
        json_number(stdout, "year", y->year);
        json_number(stdout, "from", y->from);
        json_text(stdout, "path", y->path);
        json_text(stdout, "list", y->list_path);
        json_number(stdout, "teams", (long)y->teams);
        json_number(stdout, "assignments", (long)y->assignments);
        json_number(stdout, "contracts", (long)y->contracts);
        json_number(stdout, "decrees", (long)y->decrees);
        json_number(stdout, "proposals", (long)y->proposals);
        json_number(stdout, "losing", (long)y->losing);
        json_number(stdout, "known", (long)y->known);
        json_number(stdout, "remarks", (long)y->remarks);
        json_flag(stdout, "written", y->path && !s->options.dry);
        json_close(stdout);
        return;
    }
    const char *says = !y->path ? "cli.year.nothing" : s->options.dry ? "cli.year.would" : "cli.year.opened";
    printf("%s%s", y->list ? y->list : y->waiting ? y->waiting : "", y->list ? "\n" : "");
    printf("%s\n", SAY(s, says, "tahun", number(s, (size_t)y->year), "lama", y->from_said, "tim",
                       number(s, y->teams), "penugasan", number(s, y->assignments), "kontrak", number(s, y->contracts),
                       "naskah", number(s, y->decrees), "usulan", number(s, y->proposals),
                       "ada", number(s, y->known), "berkas", y->path ? y->path : "",
                       "daftar", y->list_path ? y->list_path : ""));
    printf("%s\n", SAY(s, "cli.year.going-on", "instansi", number(s, y->agencies), "orang", number(s, y->people),
                       "inovasi", number(s, y->innovations)));
}

// Whole or not at all: the new input and the list of what it changed.
static bool write_files(struct session *s, const struct year_opening *y, struct findings *step) {
    struct staging *staging = staging_new(s->arena);
    if (staging_add(staging, y->list_path, y->list, strlen(y->list)) &&
        staging_add(staging, y->path, y->text, strlen(y->text)) && staging_commit(staging)) {
        return true;
    }
    fault_write(step, y->path, NULL);
    staging_abandon(staging);
    return false;
}

int command_year(struct session *s) {
    s->faulty = "cli.status.not-all";
    const char *word = s->options.words.n ? s->options.words.items[0] : "";
    int year = strlen(word) == 4 && strspn(word, "0123456789") == 4 ? atoi(word) : 0;
    if (year < 1900 || year > 2199) {
        return session_misuse(s, "cli.year.word", word, NULL);
    }
    struct findings *step = findings_new(s->arena, s->catalogue);
    const char *path = s->options.store ? s->options.store : "naskah.db";
    struct store *store = s->options.dry ? NULL : store_open(s->arena, path, step);
    if (!store && !s->options.dry) {
        return session_end_step(s, step);
    }
    if (!session_input(s)) {
        store_close(store);
        return session_end_step(s, s->findings);
    }
    const char *folder = s->options.inputs.n ? s->options.inputs.items[0] : "input";
    struct year_opening y = year_open(s->world, s->arena, year, folder, s->language);
    if (!y.from) {
        findings_add(step, "year.none", (struct place){0}, "tahun", word, NULL);
    } else if (!y.path || s->options.dry || write_files(s, &y, step)) {
        print_sum(s, &y);
    }
    store_close(store);
    return session_end_step(s, step);
}
