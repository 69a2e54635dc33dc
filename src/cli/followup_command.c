// naskah tindak-lanjut: what meetings agreed to do and is still open, agency by agency; what is done; who sees to a
// request.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/xml.h"
#include "batch/fault.h"
#include "batch/followups.h"
#include "cli/commands.h"
#include "cli/followup_text.h"
#include "cli/report.h"

// ---- choosing

// An agency by id, name or short name. NULL after a misuse was told.
static const xmlNode *named_agency(struct session *s, const char *word) {
    const struct objects *o = s->world->objects;
    const xmlNode *found = objects_find(o, "instansi", word);
    size_t n;
    const xmlNode *const *all = objects_all(o, "instansi", &n);
    const char **names = ARENA_ARRAY(s->arena, 2 * n + 1, const char *);
    size_t known = 0;
    for (size_t i = 0; i < n; i++) {
        const char *const own[] = {xml_attr(all[i], "nama"), xml_attr(all[i], "singkatan")};
        for (size_t k = 0; k < 2; k++) {
            found = !found && own[k] && strcasecmp(own[k], word) == 0 ? all[i] : found;
            if (own[k]) {
                names[known++] = own[k];
            }
        }
    }
    if (!found) {
        const char *near = objects_nearest(o, "instansi", word);
        near = near ? near : text_nearest(word, names, known);
        session_misuse(s, near ? "cli.agency-unknown" : "cli.agency-far", word, near);
    }
    return found;
}

static bool is_below(const struct objects *o, const char *agency, const char *top) {
    for (int depth = 0; agency && depth < 100; depth++) {
        if (strcmp(agency, top) == 0) {
            return true;
        }
        agency = xml_attr(objects_find(o, "instansi", agency), "induk");
    }
    return false;
}

// ---- the list

static const char *name_of(struct session *s, const char *agency) {
    const xmlNode *node = agency ? objects_find(s->world->objects, "instansi", agency) : NULL;
    const char *name = node ? xml_attr(node, "nama") : NULL;
    return name ? name : agency ? agency : "";
}

static int urgency(const struct followup *f, struct date day) {
    return followup_late(f, day) ? 0 : f->due.year ? 1 : 2;
}

// By agency; the latest first, then what is due next, then what has no day, oldest first.
static int by_agency(const void *a, const void *b) {
    const struct open_followup *x = a, *y = b;
    int agency = strcmp(x->agency_name, y->agency_name);
    agency = agency ? agency : strcmp(x->f->agency ? x->f->agency : "", y->f->agency ? y->f->agency : "");
    int urgent = agency ? agency : urgency(x->f, x->today) - urgency(y->f, y->today);
    int due = urgent ? urgent : date_compare(x->f->due, y->f->due);
    return due ? due : (x->f > y->f) - (x->f < y->f);
}

static struct open_followup *list_open(struct session *s, struct date day, const char *agency, size_t *n) {
    size_t all;
    const struct followup *followups = followups_all(s->world->objects, &all);
    struct open_followup *open = ARENA_ARRAY(s->arena, all + 1, struct open_followup);
    *n = 0;
    for (size_t i = 0; i < all; i++) {
        const struct followup *f = &followups[i];
        if (followup_open(f, day) && (!agency || is_below(s->world->objects, f->agency, agency))) {
            open[(*n)++] = (struct open_followup){f, day, name_of(s, f->agency)};
        }
    }
    qsort(open, *n, sizeof *open, by_agency);
    return open;
}

static struct waiting_request *list_waiting(struct session *s, struct date day, const char *agency, size_t *n) {
    size_t meetings, cap = 0;
    const xmlNode *const *all = objects_all(s->world->objects, "kegiatan", &meetings);
    struct waiting_request *waiting = NULL;
    *n = 0;
    for (size_t i = 0; i < meetings; i++) {
        const xmlNode *q = xml_child(all[i], "permohonan");
        for (; q; q = xml_next(q, "permohonan")) {
            const char *asking = xml_attr(q, "instansi");
            enum request_state state = request_state(s->world->objects, q, day);
            if (state == REQUEST_HELD || (agency && !is_below(s->world->objects, asking, agency))) {
                continue;
            }
            if (*n == cap) {
                waiting = arena_grow(s->arena, waiting, cap * sizeof *waiting, (cap * 2 + 8) * sizeof *waiting);
                cap = cap * 2 + 8;
            }
            waiting[(*n)++] = (struct waiting_request){q, state, name_of(s, asking)};
        }
    }
    return waiting;
}

static int list(struct session *s, const char *date, struct date day) {
    const xmlNode *agency = s->options.agency ? named_agency(s, s->options.agency) : NULL;
    size_t n, waiting;
    if (s->options.agency && !agency) {
        return STATUS_USAGE;
    }
    const char *id = agency ? xml_attr(agency, "id") : NULL;
    struct open_followup *open = list_open(s, day, id, &n);
    struct waiting_request *requests = list_waiting(s, day, id, &waiting);
    if (s->options.whatsapp) {
        followup_print_messages(s, open, n, day);
    } else {
        followup_print_list(s, open, n, day, date);
        followup_print_requests(s, requests, waiting);
    }
    return STATUS_MADE;
}

// ---- notes

// Stages and writes while the store is held, so that two people do not write the file at once.
static int write_note(struct session *s, bool (*stage)(struct session *, void *, struct staging *, struct findings *),
                      void *what, bool *written) {
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct store *store = session_store(s, step);
    struct staging *staging = staging_new(s->arena);
    *written = store && stage(s, what, staging, step);
    if (*written && !staging_commit(staging)) {
        fault_write(step, s->world->notes, NULL);
        *written = false;
    }
    store_close(store);
    findings_append(s->findings, step);
    return store_is_locked(step)                      ? STATUS_LOCKED
           : findings_count(step, SEVERITY_FATAL) > 0 ? STATUS_WORLD
           : findings_stop(step)                        ? STATUS_STOPPED
                                                        : STATUS_MADE;
}

struct closing {
    const struct followup **done;
    size_t n;
    struct followup_note note;
};

static bool stage_closing(struct session *s, void *what, struct staging *staging, struct findings *findings) {
    struct closing *c = what;
    return followups_close(s->arena, s->world->notes, c->done, c->n, &c->note, staging, findings);
}

static int end_note(struct session *s, int status, bool written) {
    report_findings(s, s->findings, written ? stderr : stdout);
    return status;
}

static int close_all(struct session *s, const char *date, struct date day) {
    struct strings *words = &s->options.words;
    struct closing c = {.done = ARENA_ARRAY(s->arena, words->n + 1, const struct followup *),
                        .note = {date, s->options.who, s->options.remark}};
    if (words->n < 2) {
        return session_misuse(s, "cli.followup-words", "selesai", NULL);
    }
    for (size_t i = 1; i < words->n; i++) {
        const struct followup *f = followups_find(s->world->objects, words->items[i]);
        if (!f) {
            const char *near = followups_nearest(s->world->objects, s->arena, words->items[i]);
            return session_misuse(s, near ? "cli.followup-unknown" : "cli.followup-far", words->items[i], near);
        }
        if (date_compare(day, f->agreed) < 0) {
            return session_misuse(s, "cli.followup-early", f->id, format_date_told(s->arena, f->agreed));
        }
        if (f->done) {
            findings_add(s->findings, "followup.already", xml_place(f->done), "id", f->id, "tanggal",
                         format_date_told(s->arena, f->closed), NULL);
        } else {
            c.done[c.n++] = f;
        }
    }
    bool written = false;
    int status = c.n ? write_note(s, stage_closing, &c, &written) : STATUS_MADE;
    for (size_t i = 0; written && i < c.n; i++) {
        followup_print_closed(s, c.done[i], date);
    }
    return end_note(s, status, written);
}

static bool stage_choice(struct session *s, void *what, struct staging *staging, struct findings *findings) {
    return requests_assign(s->arena, s->world->notes, what, staging, findings);
}

// False after a misuse was told.
static bool known_object(struct session *s, const char *kind, const char *id) {
    const struct objects *o = s->world->objects;
    if (objects_find(o, kind, id)) {
        return true;
    }
    const char *near = objects_nearest(o, kind, id);
    session_misuse(s, near ? "cli.object-unknown" : "cli.object-far", id, near);
    return false;
}

// A person by id, or by the name when only one bears it; the id. NULL after a misuse was told.
static const char *known_person(struct session *s, const char *word) {
    size_t n, hits = 0;
    const xmlNode *const *all = objects_all(s->world->objects, "orang", &n);
    const xmlNode *found = NULL;
    if (objects_find(s->world->objects, "orang", word)) {
        return word;
    }
    for (size_t i = 0; i < n; i++) {
        const char *name = xml_attr(all[i], "nama");
        if (name && strcasecmp(name, word) == 0) {
            found = all[i];
            hits++;
        }
    }
    return hits == 1 ? xml_attr(found, "id") : known_object(s, "orang", word) ? word : NULL;
}

static int assign(struct session *s, const char *date, struct date day) {
    struct strings *words = &s->options.words;
    struct request_choice choice = {.note = {date, s->options.who, s->options.remark}, .agency = NULL};
    struct buf members = buf_new(s->arena);
    (void)day;
    if (words->n < 3) {
        return session_misuse(s, "cli.followup-words", "tugaskan", NULL);
    }
    if (!known_object(s, "kegiatan", words->items[1])) {
        return STATUS_USAGE;
    }
    for (size_t i = 2; i < words->n; i++) {
        const char *person = known_person(s, words->items[i]);
        if (!person) {
            return STATUS_USAGE;
        }
        buf_printf(&members, "%s%s", members.n ? " " : "", person);
    }
    const xmlNode *meeting = objects_find(s->world->objects, "kegiatan", words->items[1]);
    const xmlNode *agency = s->options.agency ? named_agency(s, s->options.agency) : NULL;
    if (s->options.agency && !agency) {
        return STATUS_USAGE;
    }
    if (!xml_child(meeting, "permohonan")) {
        return session_misuse(s, "cli.request-none", words->items[1], NULL);
    }
    size_t wanted = request_members_wanted(s->world, meeting), given = request_members(s->arena, buf_text(&members));
    if (wanted && given != wanted) {
        findings_add(s->findings, "request.members", (struct place){0}, "kegiatan", words->items[1], "jumlah",
                     number(s, given), "kehendak", number(s, wanted), NULL);
    }
    choice.meeting = words->items[1];
    choice.agency = agency ? xml_attr(agency, "id") : NULL;
    choice.members = buf_text(&members);
    bool written;
    int status = write_note(s, stage_choice, &choice, &written);
    if (written) {
        followup_print_assigned(s, choice.meeting, choice.members, date);
    }
    return end_note(s, status, written);
}

struct session_plan {
    const char *meeting, *time, *where;
    struct followup_note note;
};

static bool stage_plan(struct session *s, void *what, struct staging *staging, struct findings *findings) {
    const struct session_plan *p = what;
    return requests_schedule(s->arena, s->world->notes, p->meeting, p->time, p->where, &p->note, staging, findings);
}

// "9.30", "09:30": 09:30; NULL when it is no time of day.
static const char *clock_time(struct session *s, const char *text) {
    int hour = -1, minute = -1, end = 0;
    bool read = sscanf(text, "%2d%*1[.:]%2d%n", &hour, &minute, &end) == 2 && !text[end];
    return read && hour >= 0 && hour < 24 && minute >= 0 && minute < 60
               ? arena_printf(s->arena, "%02d:%02d", hour, minute) : NULL;
}

// jadwalkan KEGIATAN TANGGAL [JAM [TEMPAT]]
static int schedule(struct session *s, const char *date, struct date day) {
    struct strings *words = &s->options.words;
    struct session_plan p = {.note = {date, s->options.who, NULL}};
    if (words->n < 3 || words->n > 5) {
        return session_misuse(s, "cli.followup-words", "jadwalkan", NULL);
    }
    if (!known_object(s, "kegiatan", words->items[1])) {
        return STATUS_USAGE;
    }
    const xmlNode *meeting = objects_find(s->world->objects, "kegiatan", words->items[1]);
    if (!xml_child(meeting, "permohonan")) {
        return session_misuse(s, "cli.request-none", words->items[1], NULL);
    }
    if (!date_parse(words->items[2], &day) || !day.day) {
        return session_misuse(s, "cli.date", words->items[2], NULL);
    }
    if (words->n > 3 && !(p.time = clock_time(s, words->items[3]))) {
        return session_misuse(s, "cli.request-time", words->items[3], NULL);
    }
    p.meeting = words->items[1];
    p.where = words->n > 4 ? words->items[4] : NULL;
    p.note.date = arena_printf(s->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
    const char *time = p.time ? p.time : xml_attr(meeting, "mulai");
    const char *where = p.where ? p.where : xml_attr(meeting, "tempat");
    if (!time || !where) {
        return session_misuse(s, "cli.request-open", words->items[1], time ? "TEMPAT" : "JAM TEMPAT");
    }
    bool written;
    int status = write_note(s, stage_plan, &p, &written);
    if (written) {
        followup_print_scheduled(s, p.meeting, p.note.date, time, where);
    }
    return end_note(s, status, written);
}

int command_followup(struct session *s) {
    static const struct {
        const char *name, *alias;
        int (*run)(struct session *s, const char *date, struct date day);
    } actions[] = {{"daftar", "list", list}, {"selesai", "done", close_all}, {"tugaskan", "assign", assign},
                 {"jadwalkan", "schedule", schedule}};
    static const char *const names[] = {"daftar", "list", "selesai", "done", "tugaskan", "assign",
                                        "jadwalkan", "schedule"};
    const char *word = s->options.words.n ? s->options.words.items[0] : "daftar", *date;
    struct date day;
    if (!session_date(s, &date) || !date_parse(date, &day)) {
        return session_misuse(s, "cli.date", date, NULL);
    }
    date = arena_printf(s->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(word, actions[i].name) == 0 || strcmp(word, actions[i].alias) == 0) {
            return session_input(s) ? actions[i].run(s, date, day) : session_end_step(s, s->findings);
        }
    }
    const char *near = text_nearest(word, names, sizeof names / sizeof *names);
    return session_misuse(s, near ? "cli.action-unknown" : "cli.action-far", word, near);
}
