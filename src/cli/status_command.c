// naskah status: where each document stands.
#include <string.h>

#include "base/xml.h"
#include "batch/states.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/number.h"
#include "cli/report.h"

static const char *of(const xmlNode *node, const char *name) {
    const char *value = node ? xml_attr(node, name) : NULL;
    return value ? value : "";
}

// Where the paper lies, as the last line says that names a place.
static const xmlNode *stored(struct session *s, const char *document) {
    size_t n = 0;
    const xmlNode *const *all = states_all_of(s->world, document, &n);
    const xmlNode *found = NULL;
    for (size_t i = 0; i < n; i++) {
        found = *of(all[i], "boks") || *of(all[i], "folder") ? all[i] : found;
    }
    return found;
}

static const char *day_of(struct session *s, const char *text) {
    struct date day;
    return date_parse(text, &day) ? format_date_told(s->arena, day) : text;
}

// "; nomor 12/2025 dari Bagian Hukum, diterima 14 Februari 2025", "; menunggu nomor dari Bagian Hukum"; "" for what
// bears none.
static const char *number_words(struct session *s, const struct number_standing *n, const char *giver) {
    if (giver) {
        return SAY(s, "cli.standing.waits", "dari", giver);
    }
    if (!*n->number) {
        return *n->date ? SAY(s, "cli.standing.dated", "tanggal", day_of(s, n->date)) : "";
    }
    const char *date = *n->date ? SAY(s, "cli.standing.number-date", "tanggal", day_of(s, n->date)) : "";
    const char *from = *n->giver    ? SAY(s, "cli.standing.giver", "dari", n->giver)
                       : *n->series ? SAY(s, "cli.standing.series", "seri", n->series)
                                    : "";
    const char *received = *n->received ? SAY(s, "cli.standing.received", "tanggal", day_of(s, n->received)) : "";
    return SAY(s, "cli.standing.number", "nomor", n->number, "tanggal", date, "dari", from, "diterima", received);
}

static const char *some(const char *text) {
    return text && *text ? text : NULL;
}

static void json_standing(const char *document, const struct standing *now, const xmlNode *place,
                          const struct number_standing *n, const char *giver) {
    json_open(stdout, "standing");
    json_text(stdout, "document", document);
    json_text(stdout, "state", now->state ? state_names[now->state] : NULL);
    json_number(stdout, "back", now->back);
    json_number(stdout, "wanted", now->wanted);
    json_text(stdout, "date", now->last ? of(now->last, "tanggal") : NULL);
    json_flag(stdout, "sent", now->sent);
    json_flag(stdout, "frozen", now->frozen_by != NULL);
    json_text(stdout, "box", place ? of(place, "boks") : NULL);
    json_text(stdout, "folder", place ? of(place, "folder") : NULL);
    json_text(stdout, "number", some(n->number));
    json_text(stdout, "dated", some(n->date));
    json_text(stdout, "giver", some(n->giver));
    json_text(stdout, "received", some(n->received));
    json_text(stdout, "series", some(n->series));
    json_text(stdout, "awaits", giver);
    json_close(stdout);
}

// True when it waits for its number.
static bool print_standing(struct session *s, const struct planned *planned) {
    const char *document = planned->id;
    struct standing now = states_of(s->world, document);
    struct number_standing n = number_shown(s->world, s->arena, planned);
    bool waits = !*n.number && resolve_wants_number(s->world->objects, s->world->defaults, planned);
    const char *giver = waits ? number_giver(s, planned, &now) : NULL;
    const xmlNode *place = stored(s, document);
    if (s->options.json) {
        json_standing(document, &now, place, &n, giver);
        return waits;
    }
    const char *date = now.last ? arena_printf(s->arena, " %s", of(now.last, "tanggal")) : "";
    const char *sent = now.sent ? arena_printf(s->arena, ", %s", state_names[STATE_SENT]) : "";
    printf("%s\n", SAY(s, place ? "cli.standing-stored" : "cli.standing", "naskah", document, "keadaan",
                       now.state ? state_words(s->arena, &now) : "@keadaan.belum", "tanggal", date, "kirim", sent,
                       "boks", of(place, "boks"), "folder", of(place, "folder"), "nomor",
                       number_words(s, &n, giver)));
    return waits;
}

int command_status(struct session *s) {
    struct planned *chosen = NULL;
    size_t n = s->n_plan;
    s->looks = true;
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    const struct planned *documents = s->plan;
    n = s->n_plan;
    if (s->options.words.n > 0) {
        if (!session_select(s, &s->options.words, &chosen, &n)) {
            return session_told_misuse(s);
        }
        documents = chosen;
    }
    size_t counts[STATE_COUNT] = {0}, waiting = 0;
    for (size_t i = 0; i < n; i++) {
        waiting += print_standing(s, &documents[i]);
        counts[states_of(s->world, documents[i].id).state]++;
    }
    for (int i = 0; i < STATE_SENT && !s->options.json; i++) {
        if (counts[i] > 0) {
            printf("%s\n", SAY(s, "cli.standing-count", "keadaan", i ? state_names[i] : "@keadaan.belum", "jumlah",
                               number(s, counts[i])));
        }
    }
    if (waiting > 0 && !s->options.json) {
        printf("%s\n", SAY(s, "cli.standing.waiting", "jumlah", number(s, waiting)));
    }
    return STATUS_MADE;
}
