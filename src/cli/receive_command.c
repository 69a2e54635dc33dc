// naskah terima: signed PDFs and scans of what was signed by pen come back.
#include <string.h>
#include <unistd.h>

#include "batch/receive.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

static void print_received(struct session *s, const struct received *got) {
    if (s->options.json) {
        json_open(stdout, "received");
        json_text(stdout, "document", got->document);
        json_text(stdout, "path", got->path);
        json_text(stdout, "signers", got->signers);
        json_close(stdout);
    } else {
        printf("%s\n", SAY(s, "cli.received", "naskah", got->document, "berkas", got->path, "penanda", got->signers));
    }
}

// ---- scans: a person looks at each part ----

static const char *describe(struct session *s, const struct scan_part *part) {
    const struct print_sheet *sheet = part->sheet;
    const char *copy = sheet->copies > 1 ? arena_printf(s->arena, " (%d/%d)", sheet->copy, sheet->copies) : "";
    const char *pages = part->to > part->from ? arena_printf(s->arena, "%zu–%zu", part->from, part->to)
                                              : arena_printf(s->arena, "%zu", part->from);
    return SAY(s, "cli.scan-part", "halaman", pages, "naskah", sheet->document, "judul", sheet->title, "instansi",
               sheet->agency, "rangkap", copy);
}

static void print_part(struct session *s, const struct scan_part *part) {
    if (s->options.json) {
        json_open(stdout, "scan");
        json_text(stdout, "document", part->sheet->document);
        json_number(stdout, "copy", part->sheet->copy);
        json_number(stdout, "from", (long)part->from);
        json_number(stdout, "to", (long)part->to);
        json_close(stdout);
    } else {
        printf("%s\n", describe(s, part));
    }
}

static enum scan_answer say_yes(void *context, const struct scan_part *part) {
    print_part(context, part);
    return SCAN_YES;
}

static enum scan_answer ask(void *context, const struct scan_part *part) {
    struct session *s = context;
    char line[64];
    for (;;) {
        fprintf(stderr, "%s  %s ", describe(s, part), SAY(s, "cli.scan-ask"));
        fflush(stderr);
        if (session_signal || !fgets(line, sizeof line, stdin)) {
            return SCAN_STOP;
        }
        line[strcspn(line, "\r\n")] = '\0';
        if (strchr("yY", line[0]) && line[0]) {
            return SCAN_YES;
        }
        if (strchr("tTnN", line[0]) && line[0]) {
            return SCAN_NO;
        }
        if (strchr("qQ", line[0]) && line[0]) {
            return SCAN_STOP;
        }
    }
}

static void receive_stack(struct session *s, const struct receiving *r, const struct strings *files) {
    size_t kept = 0;
    struct scan_asking asking = {.set = s->options.set,
                                 .paper = s->options.paper,
                                 .files = files->items,
                                 .n_files = files->n,
                                 .confirm = s->options.yes ? say_yes : ask,
                                 .context = s};
    if (receive_scan(r, &asking, &kept) && !s->options.json) {
        printf("%s\n", SAY(s, "cli.scan-kept", "jumlah", number(s, kept), "set", s->options.set, "oleh", r->who));
    }
}

static void receive_each(struct session *s, const struct receiving *r, const struct strings *files) {
    for (size_t i = 0; i < files->n && !session_signal; i++) {
        struct received got;
        bool twice = false;
        for (size_t k = 0; k < i; k++) {
            twice = twice || strcmp(files->items[k], files->items[i]) == 0;
        }
        if (!twice && receive_signed(r, files->items[i], &got)) {
            print_received(s, &got);
        }
    }
}

int command_receive(struct session *s) {
    const struct strings *files = &s->options.words;
    struct receiving r = {.arena = s->arena,
                          .who = s->options.who,
                          .output = s->options.output ? s->options.output : "output",
                          .only = s->options.only.n > 0 ? s->options.only.items[0] : NULL};
    if (files->n == 0) {
        return session_misuse(s, "cli.file-none", "", NULL);
    }
    if (!session_date(s, &r.date)) {
        return session_misuse(s, "cli.date", r.date, NULL);
    }
    if (s->options.set && !r.who) {
        return session_misuse(s, "cli.scan-who", "", NULL);
    }
    if (s->options.set && !s->options.yes && !isatty(STDIN_FILENO)) {
        return session_misuse(s, "cli.scan-yes", "", NULL);
    }
    if (!session_input(s)) {
        return session_end_step(s, s->findings);
    }
    r.findings = findings_new(s->arena, s->catalogue);
    r.store = session_store(s, r.findings);
    if (r.store) {
        r.world = s->world;
        r.plan = s->plan;
        r.n_plan = s->n_plan;
        if (s->options.set) {
            receive_stack(s, &r, files);
        } else {
            receive_each(s, &r, files);
        }
        store_close(r.store);
    }
    s->faulty = "cli.status.refused";
    return session_end_step(s, r.findings);
}
