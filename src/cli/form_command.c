// naskah formulir: workbooks and question forms for people to fill in.
#include <string.h>

#include "base/file.h"
#include "batch/forms.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static bool is_all(const char *word) {
    return strcmp(word, "semua-instansi") == 0 || strcmp(word, "all-agencies") == 0;
}

static void print_outcome(struct session *s, const struct forms_outcome *o, const char *folder) {
    if (s->options.json) {
        json_open(stdout, "forms");
        json_text(stdout, "folder", folder);
        json_number(stdout, "workbooks", (long)o->workbooks);
        json_number(stdout, "questions", (long)o->questions);
        json_number(stdout, "same", (long)o->same);
        json_close(stdout);
        return;
    }
    printf("%s\n", SAY(s, "cli.forms", "buku", number(s, o->workbooks), "tanya", number(s, o->questions), "sama",
                       number(s, o->same), "folder", folder));
}

// Ids of agencies among --untuk and the words; "semua-instansi" is all. False after a misuse was told.
static bool choose(struct session *s, struct forms_request *r, struct strings *ids, int *status) {
    if (s->options.target) {
        strings_add(s->arena, &s->options.words, s->options.target);
    }
    bool all = s->options.words.n == 0;
    for (size_t i = 0; i < s->options.words.n; i++) {
        const char *word = s->options.words.items[i];
        if (is_all(word)) {
            all = true;
        } else if (objects_find(r->objects, "instansi", word)) {
            strings_add(s->arena, ids, word);
        } else {
            const char *near = objects_nearest(r->objects, "instansi", word);
            *status = session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", word, near);
            return false;
        }
    }
    r->agencies = all ? NULL : ids->items;
    r->n_agencies = all ? 0 : ids->n;
    return true;
}

int command_form(struct session *s) {
    const char *profiles = file_join(s->arena, s->share, "templates/profiles");
    const char *input = s->options.inputs.n ? s->options.inputs.items[0] : "input";
    struct strings ids = {0};
    int status = STATUS_USAGE;
    struct forms_outcome outcome;
    struct forms_request r = {.share = s->share,
                              .folder = s->options.output ? s->options.output : "formulir",
                              .input = input,
                              .objects = import_known(s->arena, input),
                              .profiles = profiles_load(s->arena, profiles, s->findings),
                              .profile = s->options.profiles,
                              .year = s->options.year};
    if (r.profile && !forms_profile(s->arena, &r, s->findings)) {
        const char *near = profiles_nearest(r.profiles, r.profile);
        return session_misuse(s, near ? "cli.profile-unknown" : "cli.profile-far", r.profile, near);
    }
    if (!choose(s, &r, &ids, &status)) {
        return status;
    }
    bool written = forms_write(s->arena, &r, s->findings, &outcome);
    report_findings(s, s->findings, stdout);
    if (written) {
        print_outcome(s, &outcome, r.folder);
    }
    s->faulty = "cli.status.forms";
    status = !written ? STATUS_WORLD : findings_stop(s->findings) ? STATUS_STOPPED : STATUS_MADE;
    return report_end(s, NULL, s->findings, status);
}
