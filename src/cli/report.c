#include "cli/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "batch/people.h"
#include "cli/json.h"

#define SOURCE_WIDTH 110

static const char *const paints[] = {[SEVERITY_NOTE] = "\033[36m", [SEVERITY_WARNING] = "\033[33m",
                                     [SEVERITY_ERROR] = "\033[31m", [SEVERITY_FATAL] = "\033[1;31m"};

// ---- the source line with a caret ----

struct source {
    const char *path;
    struct str *lines;  // without their ends
    size_t n;
};

static void cut_lines(struct session *s, struct source *source, struct str text) {
    const char *end = text.p + text.n;
    size_t n = 1;
    for (const char *p = text.p; p && (p = memchr(p, '\n', (size_t)(end - p))); p++) {
        n++;
    }
    source->lines = ARENA_ARRAY(s->arena, n, struct str);
    for (const char *p = text.p, *stop; p; p = stop ? stop + 1 : NULL) {
        stop = memchr(p, '\n', (size_t)(end - p));
        source->lines[source->n++] = (struct str){p, (size_t)((stop ? stop : end) - p)};
    }
}

static const struct source *source_read(struct session *s, const char *path) {
    static struct source last;  // findings come sorted by file
    const char *why = NULL;
    if (!last.path || strcmp(last.path, path) != 0) {
        struct str text = {0};
        last = (struct source){.path = arena_strdup(s->arena, path)};
        if (file_read(s->arena, path, (size_t)32 << 20, &text, &why) && text_valid(text.p, text.n)) {
            cut_lines(s, &last, text);
        }
    }
    return &last;
}

static struct str source_line(const struct source *source, int line) {
    return (size_t)line <= source->n ? source->lines[line - 1] : (struct str){0};
}

// The piece of the line around the column, on one screen line, and a caret under it.
static void print_caret(struct session *s, const struct place *place, FILE *to) {
    if (!place->file || place->line < 1 || place->column < 1) {
        return;
    }
    struct str line = source_line(source_read(s, place->file), place->line);
    const char *p = line.p, *end = line.p + line.n;
    int from = place->column > SOURCE_WIDTH - 30 ? place->column - 40 : 1, column = 1;
    if (!p || line.n == 0) {
        return;
    }
    fputs("    | ", to);
    for (; p < end && column < from + SOURCE_WIDTH; column++) {
        const char *start = p;
        unsigned c = text_next(&p, end);
        if (column >= from) {
            fprintf(to, "%.*s", c < ' ' ? 1 : (int)(p - start), c < ' ' ? " " : start);
        }
    }
    fprintf(to, "\n    | %*s^\n", place->column - from, "");
}

// ---- findings ----

// A file that is not there: perhaps another is meant.
static const char *remedy_of(struct session *s, const struct finding *f) {
    bool missing = strcmp(f->rule, "file.missing") == 0 && f->place.file;
    const char *near = missing ? file_nearest(s->arena, f->place.file) : NULL;
    return near ? SAY(s, "cli.file-near", "terdekat", near) : message_remedy(s->catalogue, s->language, f, s->arena);
}

static void print_finding(struct session *s, const struct finding *f, FILE *to) {
    const char *remedy = remedy_of(s, f);
    const char *severity = message_severity(s->catalogue, s->language, f->severity);
    if (f->place.file) {
        fprintf(to, "%s:", f->place.file);
        if (f->place.line > 0) {
            fprintf(to, "%d:", f->place.line);
        }
        if (f->place.line > 0 && f->place.column > 0) {
            fprintf(to, "%d:", f->place.column);
        }
        fputc(' ', to);
    }
    fprintf(to, "%s%s%s: ", s->color ? paints[f->severity] : "", severity, s->color ? "\033[0m" : "");
    const char *text = message_text(s->catalogue, s->language, f, s->arena);
    if (f->place.section && !strstr(text, f->place.section)) {
        fprintf(to, "%s: ", f->place.section);
    }
    fprintf(to, "%s [%s]\n", text, f->rule);
    print_caret(s, &f->place, to);
    if (f->waived) {
        fprintf(to, "    %s\n", SAY(s, "cli.waived", "sebab", f->waived));
    } else if (*remedy) {
        fprintf(to, "    → %s\n", remedy);
    }
}

static void json_finding(struct session *s, const struct finding *f, FILE *to) {
    static const char *const names[] = {"note", "warning", "error", "fatal"};
    json_open(to, "finding");
    json_text(to, "rule", f->rule);
    json_text(to, "severity", names[f->severity]);
    json_text(to, "file", f->place.file);
    json_number(to, "line", f->place.line);
    json_number(to, "column", f->place.column);
    json_text(to, "section", f->place.section);
    json_text(to, "document", f->document);
    json_text(to, "message", message_text(s->catalogue, s->language, f, s->arena));
    json_text(to, "remedy", remedy_of(s, f));
    json_text(to, "basis", f->basis);
    json_text(to, "certainty", f->certainty);
    json_text(to, "waived", f->waived);
    json_arguments(to, "arguments", f->args, f->n_args);
    json_close(to);
}

static int by_document(const void *a, const void *b) {
    const struct finding *const *x = a, *const *y = b;
    const char *p = (*x)->document ? (*x)->document : "", *q = (*y)->document ? (*y)->document : "";
    int order = strcmp(p, q);
    return order ? order : (*x > *y) - (*x < *y);
}

void report_findings(struct session *s, struct findings *findings, FILE *to) {
    findings_sort(findings);
    const struct finding **order = ARENA_ARRAY(s->arena, findings->n + 1, const struct finding *);
    for (size_t i = 0; i < findings->n; i++) {
        order[i] = &findings->items[i];
    }
    qsort(order, findings->n, sizeof *order, by_document);
    const char *document = NULL;
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *f = order[i];
        if (s->options.json) {
            json_finding(s, f, to);
            continue;
        }
        if (f->severity == SEVERITY_NOTE && !s->options.notes) {
            continue;
        }
        if (f->document && (!document || strcmp(document, f->document) != 0)) {
            fprintf(to, "%s%s%s\n", s->color ? "\033[1m" : "", SAY(s, "cli.document", "naskah", f->document),
                    s->color ? "\033[0m" : "");
        }
        document = f->document;
        print_finding(s, f, to);
    }
}

// ---- what was made ----

static const char *const verdicts[] = {
    [VERDICT_MAKE] = "make",       [VERDICT_CURRENT] = "current", [VERDICT_FROZEN] = "frozen",
    [VERDICT_STOPPED] = "stopped", [VERDICT_FAILED] = "failed"};

// The plan: every document once; files that would be made follow below.
static void print_foreseen(struct session *s, const struct run_foreseen *f, FILE *to) {
    if (s->options.json) {
        json_open(to, "foreseen");
        json_text(to, "document", f->document);
        json_text(to, "verdict", verdicts[f->verdict]);
        json_close(to);
    } else if (f->verdict != VERDICT_MAKE) {
        const char *id = arena_printf(s->arena, "cli.foreseen.%s", verdicts[f->verdict]);
        fprintf(to, "%s\n", SAY(s, id, "naskah", f->document));
    }
}

static void json_made(const struct run_made *m, const char *path, FILE *to) {
    json_open(to, "output");
    json_text(to, "document", m->document->id);
    json_text(to, "rendition", rendition_rules[m->rendition].name);
    json_text(to, "path", path);
    json_number(to, "pages", m->pages);
    json_text(to, "reason", strrchr(run_reasons[m->reason], '.') + 1);
    json_flag(to, "same", m->same);
    json_close(to);
}

static void print_because(struct session *s, const struct run_because *b, FILE *to) {
    if (s->options.json) {
        json_open(to, "reason");
        json_text(to, "document", b->document);
        json_text(to, "kind", strchr(b->says, '.') + 1);
        json_text(to, "field", b->field);
        json_text(to, "old", b->old);
        json_text(to, "new", b->new);
        json_text(to, "place", b->place);
        json_close(to);
        return;
    }
    const char *says = SAY(s, b->says, "isian", b->field, "lama", b->old, "baru", b->new, "berkas", b->place);
    bool apart = b->place && b->field;  // where the new value stands; else it is part of the sentence
    fprintf(to, "    %s%s%s\n", says, apart ? ", " : "", apart ? b->place : "");
}

// The reasons of a document stand below its files.
static void print_reasons(struct session *s, const struct run_report *report, const char *document, FILE *to) {
    size_t low = 0, high = report->n_because;
    while (low < high) {
        size_t middle = (low + high) / 2;
        bool before = strcmp(report->because[middle].document, document) < 0;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    for (; low < report->n_because && strcmp(report->because[low].document, document) == 0; low++) {
        print_because(s, &report->because[low], to);
    }
}

void report_made(struct session *s, const struct run_report *report, FILE *to) {
    struct arena *line = arena_new(0);  // a run makes a hundred thousand of them
    struct session of = *s;
    of.arena = line;
    for (size_t i = 0; report->dry && i < report->documents; i++) {
        if (report->foreseen[i].verdict != VERDICT_UNDONE) {
            print_foreseen(s, &report->foreseen[i], to);
        }
    }
    for (size_t i = 0; i < report->n_made; i++) {
        const struct run_made *m = &report->made[i];
        bool last = i + 1 == report->n_made || strcmp(report->made[i + 1].document->id, m->document->id) != 0;
        const char *path = run_made_path(report, m, line);
        if (s->options.json) {
            json_made(m, path, to);
        } else if (!m->same) {
            const char *says = report->dry ? "cli.would-make" : "cli.made";
            fprintf(to, "%s\n", SAY(&of, says, "berkas", path, "halaman", number(&of, (size_t)m->pages), "sebab",
                                    SAY(&of, run_reasons[m->reason])));
        }
        if (last) {
            print_reasons(s, report, m->document->id, to);
        }
        arena_reset(line);
    }
    arena_free(line);
}

// ---- the end ----

static const char *const status_texts[] = {
    [STATUS_MADE] = "cli.status.made", [STATUS_STOPPED] = "cli.status.stopped", [STATUS_USAGE] = "cli.status.usage",
    [STATUS_WORLD] = "cli.status.world", [STATUS_LOCKED] = "cli.status.locked"};

struct counts {
    char *errors, *warnings, *notes;
};

static struct counts count(struct session *s, const struct findings *f) {
    size_t notes = f->n - findings_count(f, SEVERITY_WARNING), errors = findings_count(f, SEVERITY_ERROR);
    return (struct counts){number(s, errors), number(s, f->n - notes - errors), number(s, notes)};
}

static size_t left_undone(const struct run_report *r) {
    return r->documents - r->changed - r->current - r->stopped - r->failed;
}

static bool any_made(const struct run_report *r) {
    for (size_t i = 0; i < r->n_made; i++) {
        if (!r->made[i].same) {
            return true;
        }
    }
    return false;
}

static void print_people(struct session *s, const struct run_report *r, FILE *to) {
    struct people_change c = people_count(s->world, s->plan, s->n_plan, r);
    const char *says = c.successors > 0 ? "cli.summary.successors" : "cli.summary.signed";
    if (c.tell) {
        fprintf(to, "%s\n", SAY(s, says, "ulang", number(s, c.remade), "tetap", number(s, c.kept), "ganti",
                                number(s, c.successors)));
    }
}

static void print_end(struct session *s, const struct run_report *r, const struct counts *c, int status, FILE *to) {
    if (r) {
        size_t left = left_undone(r);
        const char *summary = left > 0 ? "cli.summary.left" : r->dry ? "cli.summary.dry" : "cli.summary";
        fprintf(to, "%s\n", SAY(s, summary, "naskah", number(s, r->documents),
                                "dibuat", number(s, r->changed), "tetap", number(s, r->current), "dihentikan",
                                number(s, r->stopped), "gagal", number(s, r->failed), "belum", number(s, left)));
        print_people(s, r, to);
    }
    const char *counts = s->options.notes || s->options.json || strcmp(c->notes, "0") == 0 ? "cli.counts"
                                                                                           : "cli.counts-hidden";
    fprintf(to, "%s\n", SAY(s, counts, "galat", c->errors, "peringatan", c->warnings, "catatan", c->notes));
    if (r && r->documents > 0 && !any_made(r) && status <= STATUS_STOPPED) {
        fprintf(to, "%s\n", SAY(s, "cli.nothing-made"));
    }
    bool no_draft = status == STATUS_STOPPED && r && r->stopped == 0;
    bool dry = r && r->dry && status <= STATUS_STOPPED;
    bool other = s->faulty && status == STATUS_STOPPED;
    const char *text = status > 128                      ? "cli.status.signal"
                       : dry                             ? "cli.status.dry"
                       : other                           ? s->faulty
                       : no_draft                        ? "cli.status.no-draft"
                       : !r && status == STATUS_MADE     ? strcmp(c->errors, "0") == 0 ? "cli.status.checked"
                                                                                       : status_texts[status]
                       : !r && status == STATUS_STOPPED  ? "cli.status.faulty"
                                                         : status_texts[status];
    fprintf(to, "%s\n", SAY(s, text, "status", number(s, (size_t)status)));
}

static void json_end(const struct run_report *r, const struct counts *c, int status, FILE *to) {
    json_open(to, "summary");
    if (r) {
        json_number(to, "documents", (long)r->documents);
        json_number(to, "made", (long)r->changed);
        json_number(to, "current", (long)r->current);
        json_number(to, "stopped", (long)r->stopped);
        json_number(to, "failed", (long)r->failed);
        json_number(to, "undone", (long)left_undone(r));
    }
    json_number(to, "errors", atol(c->errors));
    json_number(to, "warnings", atol(c->warnings));
    json_number(to, "notes", atol(c->notes));
    json_number(to, "exit", status);
    json_close(to);
}

int report_end(struct session *s, const struct run_report *report, const struct findings *findings, int status) {
    struct counts c = count(s, findings);
    if (s->options.json) {
        json_end(report, &c, status, stdout);
        print_end(s, report, &c, status, stderr);
    } else {
        print_end(s, report, &c, status, stdout);
    }
    // A reader who went away (| head) has seen enough; a full disk has not.
    errno = 0;
    if ((fflush(stdout) != 0 || ferror(stdout)) && errno != EPIPE) {
        fprintf(stderr, "naskah: %s\n", SAY(s, "cli.stdout", "alasan", message_errno(errno)));
        return STATUS_WORLD;
    }
    return status;
}
