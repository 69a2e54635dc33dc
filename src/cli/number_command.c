// naskah nomor: which documents wait for a number; numbers and dates that came in, one by one or from a sheet.
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "batch/import.h"
#include "batch/numbering.h"
#include "batch/fault.h"
#include "cli/commands.h"
#include "batch/states.h"
#include "cli/json.h"
#include "cli/number.h"
#include "cli/report.h"

#define SHEET_LIMIT ((size_t)32 << 20)

// ---- daftar ----

struct waiting {
    const struct planned *document;
    const char *title, *from, *since;
};

static bool is_file_of_sheet(const char *path) {
    return file_exists(path) && !file_is_folder(path);
}

// A sheet, or what was meant to be one: a lone word with a dot is the name of a file, even if there is none.
static bool means_sheets(const struct strings *words, bool dated) {
    return words->n > 0 &&
           (is_file_of_sheet(words->items[0]) || (words->n == 1 && !dated && strchr(words->items[0], '.')));
}

const char *number_giver(struct session *s, const struct planned *d, const struct standing *now) {
    const xmlNode *series = resolve_series(s->world->objects, d);
    if (series) {
        return SAY(s, "cli.number.own-series", "seri", xml_attr(series, "id"));
    }
    bool decree = strcmp(d->kind, "keputusan") == 0;
    const char *name = decree || now->state == STATE_LEGAL ? "pemberi-nomor-keputusan" : "pemberi-nomor";
    const char *said = resolve_setting(s->world->objects, s->world->defaults, d->agency, name);
    return said ? said : "–";
}

static bool look(struct session *s, const struct planned *d, struct waiting *out) {
    struct number_standing number = number_of(s->world, s->arena, d);
    struct standing now = states_of(s->world, d->id);
    if (*number.number || !resolve_wants_number(s->world->objects, s->world->defaults, d)) {
        return false;
    }
    const char *since = now.last ? xml_attr(now.last, "tanggal") : NULL;
    const char *state = now.state ? state_words(s->arena, &now) : SAY(s, "cli.number.draft");
    *out = (struct waiting){.document = d, .title = number_title(s->world, s->arena, d),
                            .from = number_giver(s, d, &now)};
    out->since = since ? arena_printf(s->arena, "%s %s", state, since) : state;
    return true;
}

static void print_waiting(struct session *s, const struct waiting *w) {
    if (s->options.json) {
        json_open(stdout, "waiting");
        json_text(stdout, "document", w->document->id);
        json_text(stdout, "kind", w->document->kind);
        json_text(stdout, "agency", w->document->agency);
        json_text(stdout, "title", w->title);
        json_text(stdout, "from", w->from);
        json_text(stdout, "since", w->since);
        json_close(stdout);
        return;
    }
    printf("%s\n", SAY(s, "cli.number.waits", "naskah", w->document->id, "judul", w->title, "dari", w->from, "sejak",
                       w->since));
}

static void sheet_cell(struct buf *b, const char *text, bool last) {
    buf_char(b, '"');
    for (const char *p = text; *p; p++) {
        buf_str(b, *p == '"' ? "\"" : "");
        buf_char(b, *p);
    }
    buf_str(b, last ? "\"\r\n" : "\";");
}

// With the mark and the separator by which Excel opens a CSV file in Indonesian as columns.
static bool write_sheet(struct session *s, const struct waiting *all, size_t n, const char *path) {
    struct buf b = buf_new(s->arena);
    buf_str(&b, "\xEF\xBB\xBFNaskah;Judul;Nomor;Tanggal;Pemberi;Diterima\r\n");
    for (size_t i = 0; i < n; i++) {
        const char *cells[] = {all[i].document->id, all[i].title, "", "", all[i].from, ""};
        for (size_t c = 0; c < 6; c++) {
            sheet_cell(&b, cells[c], c == 5);
        }
    }
    struct staging *staging = staging_new(s->arena);
    if (staging_add(staging, path, b.p, b.n) && staging_commit(staging)) {
        return true;
    }
    staging_abandon(staging);
    fault_write(s->findings, path, NULL);
    return false;
}

static int list(struct session *s, struct strings *words) {
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    struct planned *chosen = NULL;
    size_t n = s->n_plan, waiting = 0;
    const struct planned *documents = s->plan;
    if (words->n > 0) {
        if (!session_select(s, words, &chosen, &n)) {
            return session_told_misuse(s);
        }
        documents = chosen;
    }
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct waiting *all = ARENA_ARRAY(s->arena, n + 1, struct waiting);
    for (size_t i = 0; i < n; i++) {
        waiting += look(s, &documents[i], &all[waiting]);
    }
    const char *path = s->options.output;
    if (path && file_exists(path)) {
        return session_misuse(s, "cli.number.file-there", path, NULL);
    }
    for (size_t i = 0; i < waiting; i++) {
        print_waiting(s, &all[i]);
    }
    if (!s->options.json) {
        printf("%s\n", SAY(s, waiting ? "cli.number.waiting" : "cli.number.none", "jumlah", number(s, waiting)));
    }
    if (path && !write_sheet(s, all, waiting, path)) {
        return session_end_step(s, s->findings);
    }
    if (path) {
        printf("%s\n", SAY(s, "cli.number.sheet", "berkas", path));
    }
    numbers_check(s->world, s->arena, s->plan, s->n_plan, NULL, 0, true, step);
    return session_end_step(s, step);
}

// ---- isi ----

static bool read_sheets(struct session *s, const struct strings *files, struct number_row **rows, size_t *n,
                        struct findings *findings) {
    const xmlNode *sheets = import_sheets(s->arena, s->share, findings);
    *rows = NULL;
    *n = 0;
    for (size_t i = 0; sheets && i < files->n; i++) {
        struct str bytes;
        const char *why = NULL, *path = files->items[i];
        struct number_row *more = NULL;
        size_t n_more = 0;
        if (!file_read(s->arena, path, SHEET_LIMIT, &bytes, &why)) {
            findings_add(findings, why, (struct place){.file = path}, "file", path, "limit", "32 MiB", NULL);
            continue;
        }
        if (numbers_read(s->arena, path, bytes, sheets, findings, &more, &n_more)) {
            *rows = arena_grow(s->arena, *rows, *n * sizeof **rows, (*n + n_more) * sizeof **rows);
            memcpy(*rows + *n, more, n_more * sizeof **rows);
            *n += n_more;
        }
    }
    return sheets != NULL;
}

static struct number_row row_of_words(struct session *s, const struct strings *words) {
    return (struct number_row){.document = words->items[0], .number = words->n > 1 ? words->items[1] : NULL,
                               .date = s->options.date};
}

void number_print(struct session *s, const struct number_note *line, const char *says) {
    const char *none = "–";
    if (s->options.json) {
        json_open(stdout, "number");
        json_text(stdout, "document", line->document);
        json_text(stdout, "number", line->number);
        json_text(stdout, "date", line->date);
        json_text(stdout, "giver", line->giver);
        json_text(stdout, "received", line->received);
        json_flag(stdout, "written", !s->options.dry);
        json_close(stdout);
        return;
    }
    printf("%s\n", SAY(s, says, "naskah", line->document, "nomor", line->number ? line->number : none, "tanggal",
                       line->date ? line->date : none, "pemberi", line->giver ? line->giver : none, "diterima",
                       line->received ? line->received : none));
}

// What only warns about documents was told by the runs before and has nothing to do with their numbers.
static void add_errors(struct findings *to, const struct findings *from) {
    struct findings errors = *from;
    errors.items = ARENA_ARRAY(to->arena, from->n + 1, struct finding);
    errors.n = 0;
    for (size_t i = 0; i < from->n; i++) {
        const struct finding *f = &from->items[i];
        if (f->severity >= SEVERITY_ERROR || strncmp(f->rule, "job.", 4) == 0) {
            errors.items[errors.n++] = *f;
        }
    }
    findings_append(to, &errors);
}

// The plan as it is with the lines in it. Only where others wrote to the notes meanwhile is all read again.
static bool take_lines(struct session *s, size_t n) {
    if (!world_take_numbers(s->world, numbers_file(s->arena, s->world->notes), n, s->findings)) {
        return session_input(s);
    }
    s->plan = world_plan(s->world, s->arena, &s->n_plan, s->findings);
    s->world->plan = s->plan;
    s->world->n_plan = s->n_plan;
    return true;
}

// What they are printed on is made over, and nothing else.
int number_remake(struct session *s, struct store *store, const struct number_note *lines, size_t n,
                  struct findings *step) {
    struct findings *inputs = s->findings;
    s->faulty = NULL;  // from here on it is a run like others, and ends like one
    s->findings = findings_new(s->arena, s->catalogue);  // what is wrong with the inputs was told by the runs before
    if (!take_lines(s, n)) {
        findings_append(step, s->findings);
        s->findings = inputs;
        return session_end_step(s, step);
    }
    s->findings = inputs;
    size_t n_documents = 0;
    struct planned *documents = numbers_concerned(s->world, s->arena, s->plan, s->n_plan, lines, n, &n_documents);
    struct run_options o = {.output = s->options.output ? s->options.output : "output", .documents = documents,
                            .n_documents = n_documents, .dry = s->options.dry, .stop = &session_signal};
    memcpy(o.want, s->want, sizeof o.want);
    struct run_report *report = run_batch(s->world, store, &o);
    add_errors(step, report->findings);
    report_findings(s, step, stdout);
    report_made(s, report, stdout);
    int status = findings_count(step, SEVERITY_FATAL) > 0 || report->failed > 0 ? STATUS_WORLD
                 : findings_stop(step)                                            ? STATUS_STOPPED
                                                                                  : STATUS_MADE;
    return report_end(s, report, step, status);
}

// Only shown: the lines, and which documents would be made over for them.
static int foresee(struct session *s, const struct number_note *lines, size_t n, struct findings *step) {
    size_t concerned = 0;
    const struct planned *documents = numbers_concerned(s->world, s->arena, s->plan, s->n_plan, lines, n, &concerned);
    for (size_t i = 0; i < concerned && !s->options.json; i++) {
        printf("%s\n", SAY(s, "cli.number.concerns", "naskah", documents[i].id));
    }
    if (!s->options.json) {
        printf("%s\n", SAY(s, "cli.number.foreseen", "jumlah", number(s, n), "naskah", number(s, concerned)));
    }
    return session_end_step(s, step);
}

static void print_lines(struct session *s, const struct number_note *lines, size_t n, const char *says) {
    for (size_t i = 0; i < n; i++) {
        number_print(s, &lines[i], says);
    }
}

static int note(struct session *s, struct store *store, const struct number_note *lines, size_t n,
                struct findings *step) {
    if (n == 0) {
        return session_end_step(s, step);
    }
    if (s->options.dry) {
        print_lines(s, lines, n, "cli.number.would-note");
        return foresee(s, lines, n, step);
    }
    struct staging *staging = staging_new(s->arena);
    if (!numbers_append(s->arena, s->world->notes, lines, n, staging, step)) {
        staging_abandon(staging);
        return session_end_step(s, step);
    }
    if (!staging_commit(staging)) {
        fault_write(step, numbers_file(s->arena, s->world->notes), NULL);
        return session_end_step(s, step);
    }
    print_lines(s, lines, n, "cli.number.noted");  // not before it is so
    return number_remake(s, store, lines, n, step);
}

// Numbers come a few at a time: what the others still wait for stays blank in the sheet that all were listed in.
static size_t drop_blank(struct session *s, struct number_row *rows, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (!text_blank(rows[i].number) || !text_blank(rows[i].date)) {
            rows[kept++] = rows[i];
        }
    }
    if (kept < n && !s->options.json) {
        printf("%s\n", SAY(s, "cli.number.blank", "jumlah", number(s, n - kept)));
    }
    return kept;
}

static int fill(struct session *s, struct strings *words) {
    bool sheets = means_sheets(words, s->options.date != NULL);
    bool enough = words->n == 2 || (words->n == 1 && s->options.date);
    if (!sheets && !enough) {
        return session_misuse(s, "cli.number.fill-words", words->n ? words->items[0] : "", NULL);
    }
    struct findings *step = findings_new(s->arena, s->catalogue);
    struct store *store = NULL;
    if (!number_open(s, &store, step)) {
        return session_end_step(s, step);
    }
    struct number_row one, *rows = &one;
    size_t n_rows = 1, n = 0;
    if (!sheets) {
        one = row_of_words(s, words);
    } else if (!read_sheets(s, words, &rows, &n_rows, step)) {
        return session_end_step(s, step);
    } else {
        n_rows = drop_blank(s, rows, n_rows);
    }
    struct number_note common = {.giver = s->options.giver, .received = s->options.received, .who = s->options.who,
                                 .source = sheets ? words->items[0] : NULL};
    struct number_note *lines = numbers_judge(s->world, s->arena, s->plan, s->n_plan, rows, n_rows, &common, &n, step);
    numbers_check(s->world, s->arena, s->plan, s->n_plan, lines, n, true, step);
    int status = note(s, store, lines, n, step);
    store_close(store);
    return status;
}

// ---- the command ----

bool number_open(struct session *s, struct store **store, struct findings *findings) {
    const char *path = s->options.store ? s->options.store : "naskah.db";
    *store = s->options.dry ? NULL : store_open(s->arena, path, findings);
    if (!*store && !s->options.dry) {
        return false;
    }
    if (session_input(s)) {
        return true;
    }
    findings_append(findings, s->findings);
    store_close(*store);
    return false;
}

static const struct verb {
    const char *name, *alias;
    int (*run)(struct session *s, struct strings *words);
} verbs[] = {{"daftar", "list", list},           {"isi", "fill", fill},        {"pesan", "reserve", number_reserve},
             {"pakai", "use", number_use}, {"batal", "void", number_void}, {"seri", "series", number_series}};
#define N_VERBS (sizeof verbs / sizeof *verbs)

int command_number(struct session *s) {
    s->faulty = "cli.status.not-all";
    struct strings words = s->options.words;
    const char *verb = words.n ? words.items[0] : "daftar", *names[2 * N_VERBS];
    struct strings rest = {.items = words.items + (words.n > 0), .n = words.n ? words.n - 1 : 0};
    for (size_t i = 0; i < N_VERBS; i++) {
        names[2 * i] = verbs[i].name;
        names[2 * i + 1] = verbs[i].alias;
        if (strcmp(verb, verbs[i].name) == 0 || strcmp(verb, verbs[i].alias) == 0) {
            return verbs[i].run(s, &rest);
        }
    }
    const char *near = text_nearest(verb, names, 2 * N_VERBS);
    return session_misuse(s, near ? "cli.number.verb" : "cli.number.verb-far", verb, near);
}
