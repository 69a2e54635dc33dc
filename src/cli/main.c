#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"

static void on_signal(int number) {
    session_signal = number;
}

// The first signal lets the document being made be finished; the second ends the program at once.
static void catch_signals(void) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)(SA_RESTART | SA_RESETHAND)};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);  // a reader who goes away, and a file over the limit, are told by errno
    signal(SIGXFSZ, SIG_IGN);
}

// A whole number above zero, and nothing after it: "4G" would be four of something else.
static bool is_count(const char *word) {
    size_t n = strlen(word);
    return n > 0 && n < 10 && strspn(word, "0123456789") == n && atoi(word) > 0;
}

// Values that are one of a few words. False after a misuse has been told.
static bool read_choices(struct session *s) {
    static const char *const renditions[] = {"draf", "tanda-tangan", "unggah", "arsip", "semua"};
    static const char *const languages[] = {"id", "en"};
    const char *r = s->options.rendition ? s->options.rendition : "semua", *l = s->options.language;
    if (l && strcmp(l, "id") != 0 && strcmp(l, "en") != 0) {
        session_misuse(s, "cli.language-unknown", l, text_nearest(l, languages, 2));
        return false;
    }
    enum rendition one = rendition_find(r);
    bool all = strcmp(r, "semua") == 0;
    if (!all && one >= RENDITION_RENCANA) {
        session_misuse(s, "cli.rendition-unknown", r, text_nearest(r, renditions, 5));
        return false;
    }
    for (int i = 0; i < RENDITION_COUNT; i++) {
        s->want[i] = all || i == (int)one;
    }
    s->want[RENDITION_RENCANA] = s->want[RENDITION_TANDA_TANGAN];
    const char *const numbers[] = {s->options.repeat, s->options.max_failures, s->options.news,
                                   s->options.limit_memory, s->options.limit_time};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (numbers[i] && !is_count(numbers[i])) {
            session_misuse(s, "cli.number", numbers[i], NULL);
            return false;
        }
    }
    const char *jobs = s->options.jobs;
    if (jobs && (!*jobs || strspn(jobs, "0123456789") != strlen(jobs) || strlen(jobs) > 3)) {
        session_misuse(s, "cli.number-or-none", jobs, NULL);
        return false;
    }
    return true;
}

static int run_command(struct session *s) {
    const struct command *c = command_find(s->options.command);
    if (!c) {
        const char *near = command_nearest(s->options.command);
        return session_misuse(s, near ? "cli.command-unknown" : "cli.command-far", s->options.command, near);
    }
    if (s->options.help) {
        help_command(s, c, stdout);
        return STATUS_MADE;
    }
    for (size_t i = 0; i < s->options.n_given; i++) {
        if (!command_takes(c, s->options.given[i])) {
            return session_misuse(s, "cli.option-elsewhere", s->options.given[i], c->name);
        }
    }
    return read_choices(s) ? c->run(s) : STATUS_USAGE;
}

static int dispatch(struct session *s, int argc, char **argv) {
    struct findings *faults = findings_new(s->arena, NULL);
    bool parsed = options_parse(s->arena, argc, argv, &s->options, faults);
    if (!session_open(s, s->options.share)) {
        return STATUS_WORLD;
    }
    if (!parsed) {
        findings_append(s->findings, faults);
        return session_told_misuse(s);
    }
    if (s->options.version) {
        printf("naskah %s\n", NASKAH_VERSION);
        return STATUS_MADE;
    }
    if (!s->options.command) {
        help_program(s, s->options.help ? stdout : stderr);
        return s->options.help ? STATUS_MADE : STATUS_USAGE;
    }
    return run_command(s);
}

int main(int argc, char **argv) {
    struct session s = {.arena = arena_new(0), .language = options_language(argc, argv)};
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    bool paints = term && *term && strcmp(term, "dumb") != 0;
    s.color = isatty(STDOUT_FILENO) && paints && !(no_color && *no_color);
    catch_signals();
    int status = dispatch(&s, argc, argv);
    arena_free(s.arena);
    return status;
}
