// naskah bukti: files of evidence looked at, cut, joined, made smaller.
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "batch/evidence_file.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

// Beside the original: "perbup.pdf" → "perbup-kecil.pdf".
static const char *beside(struct session *s, const char *path, const char *what, const char *extension) {
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    int stem = dot && dot > (slash ? slash + 1 : path) ? (int)(dot - path) : (int)strlen(path);
    return arena_printf(s->arena, "%.*s-%s.%s", stem, path, what, extension);
}

static bool is_picture(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot && strcasecmp(dot, ".pdf") != 0;
}

static void print_made(struct session *s, const struct evidence_made *m) {
    if (s->options.json) {
        json_open(stdout, "evidence");
        json_text(stdout, "path", m->path);
        json_number(stdout, "bytes", (long)m->bytes);
        json_number(stdout, "pages", (long)m->pages);
        json_number(stdout, "pictures", (long)m->pictures);
        json_number(stdout, "side", m->side);
        json_close(stdout);
        return;
    }
    const char *says = m->side ? "cli.evidence.shrunk" : "cli.evidence.made";
    printf("%s\n", SAY(s, says, "berkas", m->path, "besar", evidence_size(s->arena, m->bytes), "halaman",
                       number(s, m->pages), "gambar", number(s, m->pictures), "sisi", number(s, (size_t)m->side)));
}

static int end(struct session *s, struct findings *step, bool ok, const struct evidence_made *made) {
    if (ok) {
        print_made(s, made);
    }
    s->faulty = "cli.status.evidence";
    return session_end_step(s, step);
}

static int cut(struct session *s, struct findings *step, const char *const *files, size_t n) {
    struct evidence_made made;
    if (n != 1 || !s->options.pages) {
        return session_misuse(s, "cli.evidence-cut", "", NULL);
    }
    const char *name = arena_printf(s->arena, "hal-%s", s->options.pages);
    const char *to = s->options.output ? s->options.output : beside(s, files[0], name, "pdf");
    return end(s, step, evidence_cut(s->arena, files[0], s->options.pages, to, &made, step), &made);
}

static int join(struct session *s, struct findings *step, const char *const *files, size_t n) {
    struct evidence_made made;
    if (n < 1) {
        return session_misuse(s, "cli.evidence-files", "", NULL);
    }
    const char *to = s->options.output ? s->options.output : beside(s, files[0], "gabungan", "pdf");
    return end(s, step, evidence_join(s->arena, files, n, to, &made, step), &made);
}

static int shrink(struct session *s, struct findings *step, const char *const *files, size_t n) {
    struct evidence_made made;
    size_t budget = s->options.until ? evidence_budget(s->options.until) : 0;
    if (n != 1 || !budget) {
        return session_misuse(s, "cli.evidence-shrink", s->options.until ? s->options.until : "", NULL);
    }
    const char *extension = is_picture(files[0]) ? "jpg" : "pdf";
    const char *to = s->options.output ? s->options.output : beside(s, files[0], "kecil", extension);
    return end(s, step, evidence_shrink(s->arena, files[0], budget, to, &made, step), &made);
}

static void print_looked(struct session *s, const struct evidence *e) {
    if (s->options.json) {
        json_open(stdout, "evidence");
        json_text(stdout, "path", e->path);
        json_text(stdout, "kind", evidence_kinds[e->kind]);
        json_number(stdout, "bytes", (long)e->bytes.n);
        json_number(stdout, "pages", (long)e->pages);
        json_number(stdout, "seconds", e->seconds);
        json_flag(stdout, "signed", e->is_signed);
        json_text(stdout, "sha256", e->hash);
        json_close(stdout);
        return;
    }
    const char *facts = e->kind == EVIDENCE_PDF ? "cli.evidence.pdf"
                        : e->width              ? "cli.evidence.picture"
                        : e->seconds            ? "cli.evidence.video"
                                                : "cli.evidence.file";
    printf("%s\n", SAY(s, facts, "berkas", e->path, "jenis", evidence_kinds[e->kind], "besar",
                       evidence_size(s->arena, e->bytes.n), "halaman", number(s, e->pages), "lebar",
                       number(s, (size_t)e->width), "tinggi", number(s, (size_t)e->height), "menit",
                       arena_printf(s->arena, "%ld:%02ld", e->seconds / 60, e->seconds % 60), "hash",
                       arena_strndup(s->arena, e->hash, 12)));
}

static int look(struct session *s, struct findings *step, const char *const *files, size_t n) {
    if (n < 1) {
        return session_misuse(s, "cli.evidence-files", "", NULL);
    }
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new(0);
        struct evidence e;
        if (evidence_open(arena, files[i], (struct place){.file = files[i]}, &e, step)) {
            print_looked(s, &e);
        }
        arena_free(arena);
    }
    s->faulty = "cli.status.evidence";
    return session_end_step(s, step);
}

int command_evidence(struct session *s) {
    static const struct {
        const char *name, *alias;
        int (*run)(struct session *s, struct findings *step, const char *const *files, size_t n);
    } actions[] = {{"periksa", "check", look}, {"potong", "cut", cut}, {"gabung", "join", join},
                   {"kecilkan", "shrink", shrink}};
    const char *word = s->options.words.n > 0 ? s->options.words.items[0] : "", *names[4];
    struct findings *step = findings_new(s->arena, s->catalogue);
    for (size_t i = 0; i < 4; i++) {
        names[i] = actions[i].name;
        if (strcmp(word, actions[i].name) == 0 || strcmp(word, actions[i].alias) == 0) {
            return actions[i].run(s, step, s->options.words.items + 1, s->options.words.n - 1);
        }
    }
    return session_misuse(s, "cli.evidence-action", word, text_nearest(word, names, 4));
}
