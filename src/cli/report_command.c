// naskah lapor: where everybody stands, as one page for people.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "batch/board_page.h"
#include "batch/outputs.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

#define PAGE "papan.html"
#define TABLE "papan.csv"

// The profiles asked for. False after a misuse was told: one that is not there.
static bool choose_profiles(struct session *s, struct strings *profiles, int *status) {
    const char *list = s->options.profiles;
    for (size_t n; list && (list += strspn(list, ", "), n = strcspn(list, ", ")) > 0; list += n) {
        const char *id = arena_strndup(s->arena, list, n);
        if (!profiles_find(s->world->profiles, id)) {
            const char *near = profiles_nearest(s->world->profiles, id);
            findings_add(s->findings, near ? "job.profile" : "job.profile-far", (struct place){0}, "profil", id,
                         "terdekat", near, NULL);
            *status = session_told_misuse(s);
            return false;
        }
        strings_add(s->arena, profiles, id);
    }
    return true;
}

static void print_made(struct session *s, const struct board *b, const char *page, const char *table) {
    if (s->options.json) {
        json_open(stdout, "board");
        json_text(stdout, "path", page);
        json_text(stdout, "table", table);
        json_number(stdout, "innovations", (long)b->n_innovations);
        json_number(stdout, "contests", (long)b->n_contests);
        json_number(stdout, "agencies", (long)b->owing);
        json_number(stdout, "covered", (long)b->covered);
        json_close(stdout);
        return;
    }
    for (size_t i = 0; i < b->n_contests; i++) {
        const struct board_contest *c = &b->contests[i];
        printf("%s\n", SAY(s, "cli.board.contest", "lomba", c->id, "siap", number(s, c->readiness[BOARD_READY]),
                           "halang", number(s, c->readiness[BOARD_BLOCKED]), "lewat",
                           number(s, c->readiness[BOARD_LATE]), "kirim", number(s, c->readiness[BOARD_SENT])));
    }
    printf("%s\n", SAY(s, "cli.board", "berkas", page, "inovasi", number(s, b->n_innovations), "ada",
                       number(s, b->covered), "wajib", number(s, b->owing)));
}

static int write_board(struct session *s, const struct board *board, struct store *store, struct findings *step) {
    const char *output = s->options.output ? s->options.output : "output", *epoch = getenv("SOURCE_DATE_EPOCH");
    struct board_view view = {.board = board, .world = s->world, .language = s->language, .csv = TABLE,
                              .clock = !s->options.date && !(epoch && *epoch)};
    struct output_bytes files[] = {{file_join(s->arena, output, PAGE), {0}}, {file_join(s->arena, output, TABLE), {0}}};
    if (board_page(&view, &files[0].bytes, step)) {
        files[1].bytes = board_csv(&view);
        if (outputs_put(store, s->arena, files, 2, step)) {
            print_made(s, board, files[0].path, files[1].path);
        }
    }
    return session_end_step(s, step);
}

int command_report(struct session *s) {
    const char *today;
    struct date day, closing = {0};
    struct strings profiles = {0};
    int status = STATUS_MADE;
    if (!session_date(s, &today) || !date_parse(today, &day)) {
        return session_misuse(s, "cli.date", today, NULL);
    }
    if (s->options.closing && (!date_parse(s->options.closing, &closing) || closing.day == 0)) {
        return session_misuse(s, "cli.date", s->options.closing, NULL);
    }
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    if (!choose_profiles(s, &profiles, &status)) {
        return status;
    }
    if (closing.year) {
        profiles_close(s->world->profiles, closing);
    }
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct store *store = session_store(s, step);
    if (!store) {
        return session_end_step(s, step);
    }
    const struct board_options options = {.profiles = profiles.items, .n_profiles = profiles.n, .day = day,
                                          .output = s->options.output ? s->options.output : "output",
                                          .stop = &session_signal};
    const struct board *board = board_collect(s->world, store, s->plan, s->n_plan, &options, step);
    status = board->interrupted ? 128 + session_signal : write_board(s, board, store, step);
    store_close(store);
    return status;
}
