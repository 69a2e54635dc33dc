// naskah tandai: what became of documents after they were made.
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/text.h"
#include "batch/marking.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/number.h"
#include "cli/report.h"
#include "model/format.h"

static const char *session_today(struct session *s) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch && *epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm day;
    localtime_r(&now, &day);
    return arena_printf(s->arena, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

bool session_date(struct session *s, const char **date) {
    struct date day;
    *date = s->options.date ? s->options.date : session_today(s);
    return date_parse(*date, &day) && day.day > 0;
}

int session_end_step(struct session *s, struct findings *findings) {
    report_findings(s, findings, stdout);
    int status = store_is_locked(findings)                      ? STATUS_LOCKED
                 : findings_count(findings, SEVERITY_FATAL) > 0 ? STATUS_WORLD
                 : findings_stop(findings)                      ? STATUS_STOPPED
                                                                : STATUS_MADE;
    return report_end(s, NULL, findings, status);
}

bool session_input(struct session *s) {
    struct strings inputs = s->options.inputs;
    if (inputs.n == 0) {
        strings_add(s->arena, &inputs, "input");
    }
    return session_world(s, &inputs);
}

struct store *session_store(struct session *s, struct findings *findings) {
    struct store *store = store_open(s->arena, s->options.store ? s->options.store : "naskah.db", findings);
    if (store) {
        file_sweep(s->world->notes, true);  // what a killed run left; the lock says that none is at work
    }
    return store;
}

// A state that does not follow from where the document stands: nothing is marked then.
static int refuse(struct session *s, const char *document, const struct standing *now, const char *wanted) {
    enum state state = state_parse(wanted);
    const char *rule = now->state < STATE_SIGNED && state > STATE_SIGNED ? "cli.state-early"
                       : now->wanted && state > now->state               ? "cli.state-partial"
                                                                         : "cli.state-order";
    findings_add(s->findings, rule, (struct place){0}, "naskah", document, "kini",
                 now->state ? state_words(s->arena, now) : "@keadaan.belum", "keadaan", state_names[now->state], "kata",
                 wanted, "berkas", states_file(s->arena, s->world->notes), NULL);
    return session_told_misuse(s);
}

static void print_marked(struct session *s, const struct state_note *line) {
    if (s->options.json) {
        json_open(stdout, "state");
        json_text(stdout, "document", line->document);
        json_text(stdout, "state", state_names[line->state]);
        json_text(stdout, "date", line->date);
        json_close(stdout);
    } else {
        printf("%s\n", SAY(s, "cli.marked", "naskah", line->document, "keadaan", state_names[line->state], "tanggal",
                           line->date));
    }
}

static struct state_note line_for(const struct session *s, const char *document, enum state state, const char *date) {
    const struct options *o = &s->options;
    return (struct state_note){.document = document,
                               .state = state,
                               .date = date,
                               .who = o->who,
                               .box = o->box,
                               .folder = o->folder,
                               .remark = o->remark};
}

// Checks all, then writes all.
static int mark(struct session *s, struct marking *m, const struct planned *chosen, size_t n, enum state state,
                const char *date) {
    for (size_t i = 0; i < n; i++) {
        struct standing now = states_of(s->world, chosen[i].id);
        if ((state == now.state && !now.wanted) || (state == STATE_SENT && now.sent)) {
            findings_add(m->findings, "state.already", (struct place){0}, "naskah", chosen[i].id, "keadaan",
                         state_names[state], NULL);
            continue;
        }
        if (!state_may_follow(&now, state, false)) {
            return refuse(s, chosen[i].id, &now, state_names[state]);
        }
        struct state_note line = line_for(s, chosen[i].id, state, date);
        marking_add(m, &line);
        if (state >= STATE_SIGNED && !marking_freeze(m, &chosen[i])) {
            marking_abandon(m);
            return session_end_step(s, m->findings);
        }
    }
    if (m->n > 0 && marking_commit(m)) {
        for (size_t i = 0; i < m->n; i++) {
            print_marked(s, &m->lines[i]);
            if (m->lines[i].state >= STATE_SIGNED && m->store) {
                number_use_signed(s, m->store, m->lines[i].document);
            }
        }
    }
    return session_end_step(s, m->findings);
}

int command_mark(struct session *s) {
    struct strings words = s->options.words;
    const char *word = words.n > 0 ? words.items[words.n - 1] : "", *date = NULL;
    enum state state = state_parse(word);
    struct planned *chosen = NULL;
    size_t n = 0;
    if (words.n < 2) {
        return session_misuse(s, "cli.mark-words", word, NULL);
    }
    if (!state) {
        const char *near = state_nearest(word);
        return session_misuse(s, near ? "cli.state-unknown" : "cli.state-far", word, near);
    }
    if (!session_date(s, &date)) {
        return session_misuse(s, "cli.date", date, NULL);
    }
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    words.n--;
    if (!session_select(s, &words, &chosen, &n)) {
        return session_told_misuse(s);
    }
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct store *store = session_store(s, step);
    if (!store) {
        return session_end_step(s, step);
    }
    struct marking m = {.world = s->world,
                          .arena = s->arena,
                          .store = store,
                          .output = s->options.output ? s->options.output : "output",
                          .staging = staging_new(s->arena),
                          .findings = step};
    int status = mark(s, &m, chosen, n, state, date);
    store_close(store);
    return status;
}
