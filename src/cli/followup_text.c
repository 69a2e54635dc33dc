#include "cli/followup_text.h"

#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "cli/json.h"

static const char *given(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value ? value : "";
}

static long days(struct date from, struct date to) {
    return date_days(to) - date_days(from);
}

static bool same_agency(const struct open_followup *a, const struct open_followup *b) {
    return strcmp(a->agency_name, b->agency_name) == 0 &&
           strcmp(a->f->agency ? a->f->agency : "", b->f->agency ? b->f->agency : "") == 0;
}

static const char *innovation_name(struct session *s, const struct followup *f) {
    return given(f->innovation ? objects_find(s->world->objects, "inovasi", f->innovation) : NULL, "nama");
}

// "lewat 7 hari", "sisa 3 hari", "tanpa batas waktu"
static const char *due_words(struct session *s, const struct open_followup *o) {
    if (!o->f->due.year) {
        return SAY(s, "cli.followup.no-due");
    }
    long left = days(o->today, o->f->due);
    const char *id = left < 0 ? "cli.followup.late" : left == 0 ? "cli.followup.today" : "cli.followup.left";
    return SAY(s, id, "hari", number(s, (size_t)(left < 0 ? -left : left)), "batas",
               format_date_told(s->arena, o->f->due));
}

static void json_one(struct session *s, const struct open_followup *o) {
    const struct followup *f = o->f;
    json_open(stdout, "follow-up");
    json_text(stdout, "id", f->id);
    json_text(stdout, "agency", f->agency);
    json_text(stdout, "agency-name", o->agency_name);
    json_text(stdout, "text", f->text);
    json_text(stdout, "owner", xml_attr(f->node, "penanggung-jawab"));
    json_text(stdout, "innovation", f->innovation);
    json_text(stdout, "due", xml_attr(f->node, "batas"));
    json_number(stdout, "late", followup_late(f, o->today) ? days(f->due, o->today) : 0);
    json_number(stdout, "open", days(f->agreed, o->today));
    json_text(stdout, "meeting", xml_attr(f->meeting, "id"));
    json_text(stdout, "meeting-name", xml_attr(f->meeting, "nama"));
    json_text(stdout, "agreed", xml_attr(f->meeting, "tanggal"));
    json_number(stdout, "meetings", followup_meetings(s->world->objects, f, o->today));
    json_close(stdout);
}

static void print_one(struct session *s, const struct open_followup *o) {
    const struct followup *f = o->f;
    const char *owner = given(f->node, "penanggung-jawab"), *innovation = innovation_name(s, f);
    bool late = followup_late(f, o->today);
    printf("  %s%s%s  %s\n", late && s->color ? "\033[31m" : "", due_words(s, o), late && s->color ? "\033[0m" : "",
           f->id);
    printf("      %s\n", f->text);
    if (*owner) {
        printf("      %s\n", SAY(s, "cli.followup.owner", "nama", owner));
    }
    if (*innovation) {
        printf("      %s\n", SAY(s, "cli.followup.innovation", "nama", innovation));
    }
    printf("      %s\n", SAY(s, "cli.followup.from", "rapat", given(f->meeting, "nama"), "tanggal",
                             format_date_told(s->arena, f->agreed), "hari",
                             number(s, (size_t)days(f->agreed, o->today))));
}

void followup_print_list(struct session *s, const struct open_followup *open, size_t n, struct date day,
                         const char *date) {
    size_t late = 0;
    for (size_t i = 0; i < n; i++) {
        late += followup_late(open[i].f, day);
    }
    if (s->options.json) {
        for (size_t i = 0; i < n; i++) {
            json_one(s, &open[i]);
        }
        json_open(stdout, "follow-ups");
        json_text(stdout, "date", date);
        json_number(stdout, "open", (long)n);
        json_number(stdout, "late", (long)late);
        json_close(stdout);
        return;
    }
    printf("%s\n", SAY(s, n ? "cli.followup.head" : "cli.followup.none", "tanggal", format_date_told(s->arena, day),
                       "jumlah", number(s, n), "lewat", number(s, late)));
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !same_agency(&open[i - 1], &open[i])) {
            printf("\n%s%s%s\n", s->color ? "\033[1m" : "", open[i].agency_name, s->color ? "\033[0m" : "");
        }
        print_one(s, &open[i]);
    }
}

// ---- texts to be sent

static void print_message(struct session *s, const struct open_followup *open, size_t n, struct date day) {
    struct buf text = buf_new(s->arena);
    buf_printf(&text, "%s\n", SAY(s, "cli.followup.wa-head", "instansi", open[0].agency_name, "tanggal",
                                  format_date_told(s->arena, day)));
    for (size_t i = 0; i < n; i++) {
        const struct followup *f = open[i].f;
        buf_printf(&text, "\n%zu. %s\n   %s; %s, %s", i + 1, f->text, due_words(s, &open[i]),
                   given(f->meeting, "nama"),
                   SAY(s, "cli.followup.day", "tanggal", format_date_told(s->arena, f->agreed)));
    }
    buf_printf(&text, "\n\n%s", SAY(s, "cli.followup.wa-end"));
    if (s->options.json) {
        json_open(stdout, "agency-text");
        json_text(stdout, "agency", open[0].f->agency);
        json_text(stdout, "name", open[0].agency_name);
        json_text(stdout, "text", buf_text(&text));
        json_close(stdout);
    } else {
        printf("%s\n", buf_text(&text));
    }
}

void followup_print_messages(struct session *s, const struct open_followup *open, size_t n, struct date day) {
    if (n == 0 && !s->options.json) {
        printf("%s\n", SAY(s, "cli.followup.none", "tanggal", format_date_told(s->arena, day)));
    }
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && same_agency(&open[i], &open[end])) {
            end++;
        }
        printf("%s", i && !s->options.json ? "\n----\n\n" : "");
        print_message(s, &open[i], end - i, day);
    }
}

// ---- requests

static const char *const states[] = {[REQUEST_NEW] = "new", [REQUEST_ASSIGNED] = "assigned",
                                     [REQUEST_SCHEDULED] = "scheduled", [REQUEST_UNWRITTEN] = "unwritten",
                                     [REQUEST_HELD] = "held"};

static void json_request(const struct waiting_request *w) {
    json_open(stdout, "request");
    json_text(stdout, "meeting", xml_attr(w->node->parent, "id"));
    json_text(stdout, "agency", xml_attr(w->node, "instansi"));
    json_text(stdout, "agency-name", w->agency_name);
    json_text(stdout, "innovation", xml_attr(w->node, "inovasi"));
    json_text(stdout, "date", xml_attr(w->node->parent, "tanggal"));
    json_text(stdout, "state", states[w->state]);
    json_close(stdout);
}

void followup_print_requests(struct session *s, const struct waiting_request *waiting, size_t n) {
    if (n && !s->options.json) {
        printf("\n%s\n", SAY(s, "cli.request.head", "jumlah", number(s, n)));
    }
    for (size_t i = 0; i < n; i++) {
        const xmlNode *meeting = waiting[i].node->parent;
        struct date day;
        if (s->options.json) {
            json_request(&waiting[i]);
            continue;
        }
        bool dated = date_parse(given(meeting, "tanggal"), &day);
        const char *id = arena_printf(s->arena, "cli.request.%s", states[waiting[i].state]);
        printf("  %s: %s\n", given(meeting, "id"), waiting[i].agency_name);
        printf("      %s\n", SAY(s, id, "tanggal", dated ? format_date_told(s->arena, day) : "", "kegiatan",
                                 given(meeting, "id")));
    }
}

// ---- notes

static const char *told_date(struct session *s, const char *date) {
    struct date day;
    return date_parse(date, &day) ? format_date_told(s->arena, day) : date;
}

void followup_print_closed(struct session *s, const struct followup *f, const char *date) {
    if (s->options.json) {
        json_open(stdout, "closed");
        json_text(stdout, "id", f->id);
        json_text(stdout, "date", date);
        json_close(stdout);
        return;
    }
    printf("%s\n", SAY(s, "cli.followup.closed", "id", f->id, "isi", f->text, "tanggal", told_date(s, date)));
}

// "Siti Aminah, S.T. dan Budi": who they are, not how the data calls them.
static const char *names_of(struct session *s, const char *members) {
    char *copy = arena_strdup(s->arena, members), *rest = NULL;
    const char *said = "";
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        const xmlNode *p = objects_find(s->world->objects, "orang", word);
        const char *name = p ? format_name(s->arena, xml_attr(p, "gelar-depan"), given(p, "nama"),
                                           xml_attr(p, "gelar-belakang"))
                             : word;
        said = !*said ? name : SAY(s, rest && *rest ? "cli.request.names" : "cli.request.last-name", "nama", said,
                                   "lain", name);
    }
    return said;
}

void followup_print_assigned(struct session *s, const char *meeting, const char *members, const char *date) {
    if (s->options.json) {
        json_open(stdout, "assigned");
        json_text(stdout, "meeting", meeting);
        json_text(stdout, "members", members);
        json_text(stdout, "date", date);
        json_close(stdout);
        return;
    }
    printf("%s\n", SAY(s, "cli.request.chosen", "kegiatan", meeting, "anggota", names_of(s, members), "tanggal",
                       told_date(s, date)));
}

void followup_print_scheduled(struct session *s, const char *meeting, const char *date, const char *time,
                              const char *where) {
    struct date day;
    if (s->options.json) {
        json_open(stdout, "scheduled");
        json_text(stdout, "meeting", meeting);
        json_text(stdout, "date", date);
        json_text(stdout, "time", time);
        json_text(stdout, "place", where);
        json_close(stdout);
    } else if (date_parse(date, &day)) {
        printf("%s\n", SAY(s, "cli.request.planned", "kegiatan", meeting, "tanggal", format_date_told(s->arena, day),
                           "jam", format_time(s->arena, time), "tempat", where));
    }
}
