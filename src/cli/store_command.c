// naskah gudang: check the store, copy it, or make it anew from the files.
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "batch/outputs.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static const char *store_path(const struct session *s) {
    return s->options.store ? s->options.store : "naskah.db";
}

static int end(struct session *s) {
    int status = store_is_locked(s->findings)                      ? STATUS_LOCKED
                 : findings_count(s->findings, SEVERITY_FATAL) > 0 ? STATUS_WORLD
                 : findings_stop(s->findings)                      ? STATUS_STOPPED
                                                                   : STATUS_MADE;
    s->faulty = "cli.status.store";
    report_findings(s, s->findings, stdout);
    return report_end(s, NULL, s->findings, status);
}

// A store that is asked about must be there: opening would make an empty one.
static struct store *open_existing(struct session *s) {
    const char *path = store_path(s);
    if (!file_exists(path)) {
        findings_add(s->findings, "store.none", (struct place){.file = path}, "berkas", path, NULL);
        return NULL;
    }
    return store_open(s->arena, path, s->findings);
}

// ---- periksa ----

static size_t check_rows(struct session *s, struct store *store, const char *output) {
    size_t n = 0, files = 0;
    struct store_output *all = store_outputs(store, s->arena, &n);
    for (size_t i = 0; i < n; i++) {
        if (!*all[i].path) {
            continue;  // stopped by errors: no file
        }
        char hash[HASH_SIZE];
        const char *path = file_join(s->arena, output, all[i].path);
        bool there = output_hash(s->arena, path, hash);
        files++;
        if (!there || strcmp(hash, all[i].hash) != 0) {
            findings_add(s->findings, there ? "store.file-other" : "store.file-missing", (struct place){.file = path},
                         "berkas", path, "naskah", all[i].document, NULL);
        }
    }
    return files;
}

static void check_files(struct session *s, struct store *store, const char *output) {
    static const char *const suffixes[] = {".pdf", ".json"};
    for (size_t k = 0; k < 2 && file_is_folder(output); k++) {
        size_t n = 0;
        char **files = file_list(s->arena, output, suffixes[k], &n);
        for (size_t i = 0; i < n; i++) {
            if (!output_is_ours(store, s->arena, files[i])) {
                findings_add(s->findings, "store.file-unknown", (struct place){.file = files[i]}, "berkas", files[i],
                             NULL);
            }
        }
    }
}

static int check(struct session *s) {
    const char *output = s->options.output ? s->options.output : "output";
    struct store *store = open_existing(s);
    if (!store) {
        return end(s);
    }
    bool whole = store_check(store, store_path(s), s->findings);
    size_t rows = check_rows(s, store, output);
    check_files(s, store, output);
    store_close(store);
    if (s->options.json) {
        json_open(stdout, "store");
        json_text(stdout, "file", store_path(s));
        json_flag(stdout, "whole", whole);
        json_number(stdout, "outputs", (long)rows);
        json_close(stdout);
    } else {
        printf("%s\n", SAY(s, whole ? "cli.store.whole" : "cli.store.broken", "berkas", store_path(s), "jumlah",
                           number(s, rows)));
    }
    return end(s);
}

// ---- cadangkan ----

static int back_up(struct session *s) {
    const char *path = s->options.words.n > 1 ? s->options.words.items[1] : NULL;
    time_t now = time(NULL);
    struct tm tm;
    char day[32] = "";
    if (!path && localtime_r(&now, &tm)) {
        strftime(day, sizeof day, "%Y%m%d-%H%M%S", &tm);
        path = arena_printf(s->arena, "%s.cadangan-%s", store_path(s), day);
    }
    struct store *store = open_existing(s);
    bool done = store && store_backup(store, s->arena, path, s->findings);
    store_close(store);
    if (done && s->options.json) {
        json_open(stdout, "backup");
        json_text(stdout, "file", path);
        json_close(stdout);
    } else if (done) {
        printf("%s\n", SAY(s, "cli.store.copied", "berkas", path));
    }
    return end(s);
}

// ---- bangun-ulang ----

// What stands in output/ is found again by an ordinary run: same bytes are taken into the store as they lie there.
static int rebuild(struct session *s) {
    struct store_rescued rescued;
    struct store *store = store_rebuild(s->arena, store_path(s), &rescued, s->findings);
    if (!store) {
        return end(s);
    }
    store_close(store);
    if (s->options.json) {
        json_open(stdout, "rebuilt");
        json_text(stdout, "aside", rescued.aside);
        json_number(stdout, "hashes", (long)rescued.written);
        json_number(stdout, "events", (long)rescued.events);
        json_number(stdout, "series", (long)rescued.series);
        json_close(stdout);
    } else {
        printf("%s\n", SAY(s, rescued.aside ? "cli.store.rebuilt" : "cli.store.made", "berkas", store_path(s), "lama",
                           rescued.aside, "jejak", number(s, (size_t)rescued.written), "peristiwa",
                           number(s, (size_t)rescued.events), "nomor", number(s, (size_t)rescued.series)));
    }
    s->options.words.n = 0;
    return command_run(s);
}

int command_store(struct session *s) {
    static const struct {
        const char *name, *alias;
        size_t words;
        int (*run)(struct session *s);
    } actions[] = {{"periksa", "check", 1, check},
                   {"cadangkan", "backup", 2, back_up},
                   {"bangun-ulang", "rebuild", 1, rebuild}};
    static const char *const names[] = {"periksa", "check", "cadangkan", "backup", "bangun-ulang", "rebuild"};
    const struct strings *words = &s->options.words;
    const char *word = words->n > 0 ? words->items[0] : "periksa";
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(word, actions[i].name) == 0 || strcmp(word, actions[i].alias) == 0) {
            return words->n > actions[i].words ? session_misuse(s, "cli.store-action", words->items[words->n - 1], NULL)
                                               : actions[i].run(s);
        }
    }
    const char *near = text_nearest(word, names, sizeof names / sizeof *names);
    return session_misuse(s, near ? "cli.action-unknown" : "cli.store-action", word, near);
}
