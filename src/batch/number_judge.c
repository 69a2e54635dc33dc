// What somebody says about numbers, held against what stands: row by row, so that a bad one costs only itself.
#include <string.h>

#include "batch/numbering.h"
#include "read/fold.h"

struct judging {
    const struct world *world;
    struct arena *arena;
    const struct planned *plan;
    size_t n_plan;
    const char **titles;             // of the plan, folded; made when the first row asks for one
    struct findings *findings;
};

static struct finding *refuse(struct judging *j, const struct number_row *row, const char *rule, const char *id,
                              const char *other) {
    struct finding *f = findings_add(j->findings, rule, row->place, "naskah", id, "nomor",
                                     row->number ? row->number : "", "lain", other, NULL);
    return f;
}

static const struct planned *by_id(const struct judging *j, const char *id) {
    for (size_t i = 0; id && i < j->n_plan; i++) {
        if (strcmp(j->plan[i].id, id) == 0) {
            return &j->plan[i];
        }
    }
    return NULL;
}

static void fold_titles(struct judging *j) {
    j->titles = ARENA_ARRAY(j->arena, j->n_plan + 1, const char *);
    for (size_t i = 0; i < j->n_plan; i++) {
        j->titles[i] = fold_text(j->arena, number_title(j->world, j->arena, &j->plan[i]));
    }
}

// Documents of kinds that bear no number are left aside while another one of that title bears one.
static const struct planned *by_title(struct judging *j, const struct number_row *row, const char *title) {
    const char *folded = fold_text(j->arena, title), *names = "";
    const struct planned *found = NULL;
    size_t n = 0;
    if (!j->titles) {
        fold_titles(j);
    }
    for (size_t i = 0; i < j->n_plan; i++) {
        if (*folded && strcmp(j->titles[i], folded) == 0 &&
            resolve_wants_number(j->world->objects, j->world->defaults, &j->plan[i])) {
            names = arena_printf(j->arena, "%s%s%s", names, n ? ", " : "", j->plan[i].id);
            found = &j->plan[i];
            n++;
        }
    }
    if (n > 1) {
        refuse(j, row, "number.ambiguous", title, names);
        return NULL;
    }
    if (!found) {
        refuse(j, row, "number.title", title, NULL);
    }
    return found;
}

static const struct planned *document_of(struct judging *j, const struct number_row *row) {
    const struct planned *found = by_id(j, row->document);
    if (found || (!row->document && !row->title)) {
        if (!found) {
            refuse(j, row, "number.nameless", "", NULL);
        }
        return found;
    }
    if (row->title) {
        return by_title(j, row, row->title);
    }
    const char **ids = ARENA_ARRAY(j->arena, j->n_plan + 1, const char *);
    for (size_t i = 0; i < j->n_plan; i++) {
        ids[i] = j->plan[i].id;
    }
    const char *near = text_nearest(row->document, ids, j->n_plan);
    refuse(j, row, near ? "number.unknown" : "number.unknown-far", row->document, near);
    return NULL;
}

// A day as 2025-02-12; NULL after a finding when it is none.
static bool day_of(struct judging *j, const struct number_row *row, const char *id, const char *text,
                   const char **out) {
    struct date day;
    *out = NULL;
    if (!text) {
        return true;
    }
    if (!date_parse(text, &day) || day.day == 0) {
        refuse(j, row, "number.date", id, text);
        return false;
    }
    *out = arena_printf(j->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
    return true;
}

static const char *iso(struct judging *j, const char *text) {
    struct date day;
    return date_parse(text, &day) && day.day
               ? arena_printf(j->arena, "%04d-%02d-%02d", day.year, day.month, day.day) : text;
}

// False when it must not change, or when nothing would.
static bool may_change(struct judging *j, const struct number_row *row, const struct planned *document,
                       const struct number_note *line) {
    struct number_standing now = number_of(j->world, j->arena, document);
    bool other = line->number && *now.number && strcmp(line->number, now.number) != 0;
    bool number_new = line->number && strcmp(line->number, now.number) != 0;
    bool date_new = line->date && strcmp(line->date, iso(j, now.date)) != 0;
    const char *rule = other && now.written  ? "number.written"
                       : other && now.kept    ? "number.signed"
                       : other && *now.series ? "number.own"
                       : !number_new && !date_new ? "number.same"
                                                  : NULL;
    if (rule) {
        refuse(j, row, rule, document->id, now.number);
        return false;
    }
    if (other) {
        refuse(j, row, "number.changed", document->id, now.number);
    }
    return true;
}

static bool judge(struct judging *j, const struct number_row *row, const struct number_note *common,
                  struct number_note *line) {
    const struct planned *document = document_of(j, row);
    if (!document) {
        return false;
    }
    *line = (struct number_note){.document = document->id, .number = row->number, .giver = row->giver,
                                 .who = common->who, .source = common->source};
    const char *received = row->received ? row->received : common->received;
    if (!day_of(j, row, document->id, row->date, &line->date) ||
        !day_of(j, row, document->id, received, &line->received)) {
        return false;
    }
    if (!line->number && !line->date) {
        refuse(j, row, "number.empty", document->id, NULL);
        return false;
    }
    line->giver = line->giver ? line->giver : common->giver;
    return may_change(j, row, document, line);
}

static bool is_again(const struct number_note *lines, size_t n, const char *document) {
    for (size_t i = 0; i < n; i++) {
        if (strcmp(lines[i].document, document) == 0) {
            return true;
        }
    }
    return false;
}

struct number_note *numbers_judge(const struct world *w, struct arena *arena, const struct planned *plan,
                                  size_t n_plan, const struct number_row *rows, size_t n_rows,
                                  const struct number_note *common, size_t *n, struct findings *findings) {
    struct judging j = {.world = w, .arena = arena, .plan = plan, .n_plan = n_plan, .findings = findings};
    struct number_note *lines = ARENA_ARRAY(arena, n_rows + 1, struct number_note);
    *n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        struct number_note line;
        if (!judge(&j, &rows[i], common, &line)) {
            continue;
        }
        if (is_again(lines, *n, line.document)) {
            refuse(&j, &rows[i], "number.again", line.document, NULL);
            continue;
        }
        lines[(*n)++] = line;
    }
    return lines;
}
