#include "cli/finding_sheets.h"

#include "base/file.h"
#include "batch/finding_sheet.h"
#include "batch/outputs.h"
#include "cli/contest.h"
#include "cli/json.h"

enum { SHEET_MEMORY = 256 << 20 };

// Made one after the other, so that thousands of sheets need the memory of one.
static bool make_one(struct session *s, struct store *store, const struct finding_sheet *order,
                     const struct contest_judged *judged, struct arena *arena, struct findings *findings) {
    const char *output = s->options.output ? s->options.output : "output", *path;
    struct output_bytes file = {0};
    if (!finding_sheet_make(order, arena, judged, &file.bytes, &path, findings)) {
        return false;
    }
    file.path = file_join(s->arena, output, path);
    if (!outputs_put(store, arena, &file, 1, findings)) {
        return false;
    }
    if (s->options.json) {
        json_open(stdout, "sheet");
        json_text(stdout, "document", judged->document);
        json_text(stdout, "profile", judged->profile);
        json_text(stdout, "path", file.path);
        json_number(stdout, "errors", (long)judged->errors);
        json_close(stdout);
    } else {
        printf("%s\n", SAY(s, "cli.sheet.made", "berkas", file.path, "judul", judged->title, "profil", judged->profile,
                           "galat", number(s, judged->errors)));
    }
    return true;
}

bool finding_sheets(struct session *s, struct findings *findings) {
    const struct contest_report *report = contest_last();
    struct store *store = report ? session_store(s, findings) : NULL;
    if (!store) {
        return false;
    }
    struct findings *told = findings_new(s->arena, s->catalogue);
    struct finding_sheet order = {
        .world = s->world, .documents = s->plan, .n = s->n_plan, .findings = findings, .language = s->language};
    struct arena *arena = arena_new(SHEET_MEMORY);
    bool all = true;
    for (size_t i = 0; i < report->n && !session_signal; i++) {
        arena_reset(arena);
        all = make_one(s, store, &order, &report->judged[i], arena, told) && all;
    }
    arena_free(arena);
    store_close(store);
    findings_append(findings, told);
    return all;
}
