// The commands that only look at documents: periksa and tampil.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/followups.h"
#include "batch/states.h"
#include "cli/agency_text.h"
#include "cli/commands.h"
#include "cli/contest.h"
#include "cli/finding_sheets.h"
#include "cli/maturity_text.h"
#include "cli/report.h"
#include "model/vocabulary.h"

static const char *const severities[][2] = {[SEVERITY_NOTE] = {"catatan", "note"},
                                            [SEVERITY_WARNING] = {"peringatan", "warning"},
                                            [SEVERITY_ERROR] = {"galat", "error"}};

static const char *real_path(struct session *s, const char *path) {
    char *real = realpath(path, NULL);
    const char *kept = arena_strdup(s->arena, real ? real : path);
    free(real);
    return kept;
}

static bool lies_in(const char *path, const char *folder) {
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

static bool is_meant(struct session *s, const struct strings *paths, const char *file) {
    const char *real = file ? real_path(s, file) : NULL;
    for (size_t i = 0; real && i < paths->n; i++) {
        if (lies_in(real, real_path(s, paths->items[i]))) {
            return true;
        }
    }
    return false;
}

// True when all the paths lie in the working folder's own input: then they are looked at among their neighbours.
static bool are_of_input(struct session *s, const struct strings *paths) {
    const char *input = real_path(s, "input");
    for (size_t i = 0; i < paths->n; i++) {
        if (!lies_in(real_path(s, paths->items[i]), input)) {
            return false;
        }
    }
    return paths->n > 0;
}

// Findings in the named files and of documents that come from them; failures of the world always.
static struct findings *only_meant(struct session *s, const struct strings *paths) {
    struct findings *kept = findings_new(s->arena, s->catalogue);
    for (size_t i = 0; i < s->findings->n; i++) {
        const struct finding *f = &s->findings->items[i];
        bool meant = f->severity == SEVERITY_FATAL || is_meant(s, paths, f->place.file);
        for (size_t k = 0; !meant && f->document && k < s->n_plan; k++) {
            meant = strcmp(s->plan[k].id, f->document) == 0 && s->plan[k].node &&
                    is_meant(s, paths, xml_file(s->plan[k].node));
        }
        if (meant) {
            struct findings one = {.items = &s->findings->items[i], .n = 1};
            findings_append(kept, &one);
        }
    }
    return kept;
}

// A word that is no file and does not look like one names a document: it goes where --only puts its words.
static struct strings take_paths(struct session *s) {
    struct strings paths = {0};
    for (size_t i = 0; i < s->options.words.n; i++) {
        const char *word = s->options.words.items[i];
        bool path = strpbrk(word, "./") || file_exists(word) || file_is_folder(word);
        strings_add(s->arena, path ? &paths : &s->options.only, word);
    }
    return paths;
}

// The least severity that makes the check fail: errors unless --fail-on says less.
static enum severity fail_from(const struct session *s) {
    for (int i = SEVERITY_NOTE; s->options.fail_on && i <= SEVERITY_ERROR; i++) {
        if (strcmp(s->options.fail_on, severities[i][0]) == 0 || strcmp(s->options.fail_on, severities[i][1]) == 0) {
            return (enum severity)i;
        }
    }
    return SEVERITY_ERROR;
}

static bool known_severity(struct session *s) {
    const char *words[] = {"catatan", "peringatan", "galat"};
    const char *word = s->options.fail_on;
    for (size_t i = 0; word && i < 3; i++) {
        word = strcmp(word, severities[i][0]) == 0 || strcmp(word, severities[i][1]) == 0 ? NULL : word;
    }
    if (word) {
        session_misuse(s, "cli.severity-unknown", word, text_nearest(word, words, 3));
    }
    return !word;
}

// As many as --fail-on minds; waived ones are minded by nobody.
static size_t minded(const struct session *s, const struct findings *findings) {
    size_t n = 0;
    for (size_t i = 0; i < findings->n; i++) {
        n += findings->items[i].severity >= fail_from(s) && !findings->items[i].waived;
    }
    return n;
}

static int status_of(const struct session *s, const struct findings *findings) {
    return findings_count(findings, SEVERITY_FATAL)     ? STATUS_WORLD
           : session_signal                             ? 128 + session_signal
           : minded(s, findings) > 0                    ? STATUS_STOPPED
                                                        : STATUS_MADE;
}

// Nothing but the texts goes to standard output: it is pasted as it is.
static int give_texts(struct session *s, struct findings *findings) {
    if (!agency_texts(s, findings)) {
        report_findings(s, findings, stderr);
    }
    return fflush(stdout) == 0 ? status_of(s, findings) : STATUS_WORLD;
}

// Its words are ids of what there is, not files.
static int give_maturity(struct session *s) {
    if (session_input(s)) {
        return maturity_tell(s);
    }
    report_findings(s, s->findings, stderr);
    return STATUS_WORLD;
}

int command_check(struct session *s) {
    if (!known_severity(s)) {
        return STATUS_USAGE;
    }
    if (s->options.maturity) {
        return give_maturity(s);
    }
    struct strings inputs = s->options.inputs, meant = take_paths(s);
    const struct strings *paths = &meant;
    bool among = are_of_input(s, paths);
    for (size_t i = 0; i < paths->n && !among; i++) {
        strings_add(s->arena, &inputs, paths->items[i]);
    }
    if (inputs.n == 0) {
        strings_add(s->arena, &inputs, "input");
    }
    struct planned *chosen = NULL;
    size_t n_chosen = 0;
    if (session_world(s, &inputs)) {
        const struct planned *documents = s->plan;
        size_t n = s->n_plan;
        if (s->options.only.n > 0) {
            if (!session_select(s, &s->options.only, &chosen, &n_chosen)) {
                return session_told_misuse(s);
            }
            documents = chosen;
            n = n_chosen;
        }
        if (s->options.words.n == 0 && s->options.only.n == 0 && s->options.inputs.n == 0) {
            states_check(s->world, s->plan, s->n_plan, s->findings);
            requests_check(s->world, s->findings);
        }
        if (!contest_asked(s)) {
            struct run_options o = {.documents = documents, .n_documents = n, .stop = &session_signal};
            session_workers(s, &o);
            findings_append(s->findings, run_check(s->world, &o));
        } else if (!contest_answer(s, documents, n)) {
            return session_told_misuse(s);
        }
    }
    bool named = s->options.words.n > paths->n;  // then what is asked about them is not cut down to the paths
    struct findings *findings = among && !named ? only_meant(s, paths) : s->findings;
    bool whole = findings == s->findings && !contest_asked(s) && s->options.only.n == 0 && s->options.words.n == 0;
    session_waive(s, findings, whole);
    contest_recount(s, findings);
    if (s->options.whatsapp && s->world) {
        return give_texts(s, findings);
    }
    if (s->options.sheets && s->world) {
        finding_sheets(s, findings);
    }
    report_findings(s, findings, stdout);
    contest_print(s, stdout);
    maturity_tell_documents(s, chosen, n_chosen, stdout);
    return report_end(s, NULL, findings, status_of(s, findings));
}

// ---- tampil ----

static const char *const stages[] = {"objects", "record", "boxes", "trace"};

static void print_node(const xmlNode *node) {
    xmlBuffer *text = xmlBufferCreate();
    xmlNodeDump(text, node->doc, (xmlNode *)node, 0, 1);
    printf("%s\n", (const char *)xmlBufferContent(text));
    xmlBufferFree(text);
}

static void list_objects(struct session *s, const char *kind) {
    size_t n = 0;
    const xmlNode *const *all = objects_all(s->world->objects, kind, &n);
    for (size_t i = 0; i < n; i++) {
        struct place place = xml_place(all[i]);
        const char *id = xml_attr(all[i], "id");
        printf("%s %s %s:%d\n", kind, id ? id : "-", place.file ? place.file : "?", place.line);
    }
}

static int show_objects(struct session *s) {
    size_t n = 0;
    const struct vocabulary_element *elements = vocabulary_all(&n);
    for (size_t i = 0; s->options.words.n == 0 && i < n; i++) {
        if (elements[i].object) {
            list_objects(s, elements[i].name);
        }
    }
    for (size_t i = 0; i < s->options.words.n; i++) {
        const char *id = s->options.words.items[i];
        const xmlNode *node = objects_find(s->world->objects, NULL, id);
        if (!node) {
            const char *near = objects_nearest(s->world->objects, NULL, id);
            return session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", id, near);
        }
        print_node(node);
    }
    return STATUS_MADE;
}

static int list_documents(struct session *s) {
    for (size_t i = 0; i < s->n_plan; i++) {
        printf("%s %s %s\n", s->plan[i].id, s->plan[i].kind, s->plan[i].agency ? s->plan[i].agency : "-");
    }
    return STATUS_MADE;
}

static int show_document(struct session *s, enum show_stage stage) {
    struct planned *chosen = NULL;
    size_t n = 0;
    if (s->options.words.n == 0) {
        return list_documents(s);
    }
    if (!session_select(s, &s->options.words, &chosen, &n)) {
        return session_told_misuse(s);
    }
    static const enum job_stage of[] = {
        [SHOW_RECORD] = STAGE_RECORD, [SHOW_BOXES] = STAGE_BOXES, [SHOW_TRACE] = STAGE_TRACE};
    enum rendition rendition = RENDITION_TANDA_TANGAN;
    while (!s->want[rendition]) {
        rendition = (rendition + 1) % RENDITION_RENCANA;
    }
    struct findings *findings = findings_new(s->arena, s->catalogue);
    for (size_t i = 0; i < n; i++) {
        struct buf out = buf_new(s->arena);
        job_show(s->world, s->arena, &chosen[i], of[stage], rendition, &out, findings);
        fwrite(out.p ? out.p : "", 1, out.n, stdout);
    }
    report_findings(s, findings, stderr);
    return findings_stop(findings) ? STATUS_STOPPED : STATUS_MADE;
}

int command_show(struct session *s) {
    if (s->options.where) {
        return show_where(s);
    }
    struct strings inputs = s->options.inputs;
    const char *asked = s->options.stage ? s->options.stage : "record";
    size_t stage = 0;
    while (stage < 4 && strcmp(stages[stage], asked) != 0) {
        stage++;
    }
    if (stage == 4) {
        return session_misuse(s, "cli.stage-unknown", asked, text_nearest(asked, stages, 4));
    }
    if (inputs.n == 0) {
        strings_add(s->arena, &inputs, "input");
    }
    if (!session_world(s, &inputs)) {
        report_findings(s, s->findings, stderr);
        return STATUS_WORLD;
    }
    return stage == SHOW_OBJECTS ? show_objects(s) : show_document(s, (enum show_stage)stage);
}
