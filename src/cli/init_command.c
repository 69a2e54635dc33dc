// naskah mulai: eight questions, and a working folder that runs at once.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/startup.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/report.h"

#define TRIES 3  // of one question, when no person is there to be asked again

static const char *option_of(const struct options *o, enum startup_question q) {
    const char *const given[] = {o->region, o->city, o->head, o->secretary, o->office, o->chief, o->emblem, o->year};
    return given[q];
}

// What is taken when nobody answers: the year of today, else an example.
static const char *default_of(struct session *s, enum startup_question q) {
    const char *date;
    if (q == STARTUP_YEAR) {
        return session_date(s, &date) ? arena_strndup(s->arena, date, 4) : "";
    }
    return q == STARTUP_EMBLEM ? "" : SAY(s, arena_printf(s->arena, "mulai.contoh.%s", startup_names[q]));
}

static void tell_fault(struct session *s, const char *fault, const char *answer) {
    fprintf(stderr, "  → %s\n", SAY(s, fault, "kata", answer));
}

// One line of the answers. NULL at their end; "" for an empty line. *fault: it cannot be an answer at all.
static const char *read_line(struct session *s, FILE *from, const char **fault) {
    char *line = NULL;
    size_t cap = 0;
    ssize_t n = getline(&line, &cap, from);
    *fault = NULL;
    if (n < 0) {
        free(line);
        return NULL;
    }
    bool whole = strlen(line) == (size_t)n && text_valid(line, (size_t)n);
    *fault = !whole ? "mulai.salah.huruf" : n > STARTUP_LONGEST ? "mulai.salah.panjang" : NULL;
    const char *answer = *fault ? "" : text_collapse(s->arena, line);
    for (const char *p = answer; *p && !*fault; p++) {
        *fault = (unsigned char)*p < ' ' ? "mulai.salah.huruf" : NULL;
    }
    free(line);
    return answer;
}

static void print_question(struct session *s, enum startup_question q, const char *usual) {
    if (!s->options.json) {
        const char *words = SAY(s, arena_printf(s->arena, "mulai.tanya.%s", startup_names[q]));
        printf("%d. %s [%s]: ", (int)q + 1, words, usual);
        fflush(stdout);
    }
}

// Asks until the answer will do. False after a misuse was told.
static bool ask(struct session *s, FILE *from, enum startup_question q, struct startup *start) {
    const char *usual = default_of(s, q), *fault;
    bool person = from == stdin && isatty(STDIN_FILENO);
    for (int tries = 0; person || tries < TRIES; tries++) {
        print_question(s, q, usual);
        const char *answer = read_line(s, from, &fault);
        if (!person && !s->options.json) {
            printf("%s\n", answer ? answer : "");
        }
        if (!answer || session_signal) {
            session_misuse(s, "cli.init-end", startup_names[q], NULL);
            return false;
        }
        start->example[q] = !*answer && !fault;
        start->answers[q] = *answer ? answer : usual;
        fault = fault ? fault : startup_fault(s->arena, q, start->answers[q]);
        if (!fault) {
            return true;
        }
        tell_fault(s, fault, answer);
    }
    session_misuse(s, "cli.init-tries", startup_names[q], NULL);
    return false;
}

static bool take_option(struct session *s, enum startup_question q, const char *value, struct startup *start) {
    const char *answer = text_collapse(s->arena, value);
    const char *fault = !text_valid(value, strlen(value))  ? "mulai.salah.huruf"
                        : strlen(value) > STARTUP_LONGEST ? "mulai.salah.panjang"
                                                          : startup_fault(s->arena, q, answer);
    if (fault) {
        session_misuse(s, "cli.init-option", startup_names[q], SAY(s, fault, "kata", answer));
        return false;
    }
    start->answers[q] = answer;
    return true;
}

static bool answer_all(struct session *s, FILE *from, struct startup *start) {
    for (int q = 0; q < STARTUP_QUESTIONS; q++) {
        const char *given = option_of(&s->options, (enum startup_question)q);
        if (given) {
            if (!take_option(s, (enum startup_question)q, given, start)) {
                return false;
            }
        } else if (s->options.example) {
            start->answers[q] = default_of(s, (enum startup_question)q);
            start->example[q] = true;
        } else if (!ask(s, from, (enum startup_question)q, start)) {
            return false;
        }
    }
    return true;
}

static int end(struct session *s, bool made, const char *folder, size_t files) {
    report_findings(s, s->findings, stdout);
    if (made && s->options.json) {
        json_open(stdout, "started");
        json_text(stdout, "folder", folder);
        json_number(stdout, "files", (long)files);
        json_close(stdout);
    } else if (made) {
        const char *says = startup_is_here(folder) ? "mulai.jadi-di-sini" : "mulai.jadi";
        printf("%s\n", SAY(s, says, "folder", folder, "jumlah", number(s, files)));
    }
    return made ? STATUS_MADE : findings_count(s->findings, SEVERITY_FATAL) ? STATUS_WORLD : STATUS_USAGE;
}

int command_init(struct session *s) {
    struct startup start = {.share = s->share};
    size_t files = 0;
    FILE *from = stdin;
    if (s->options.words.n > 1) {
        return session_misuse(s, "cli.init-words", s->options.words.items[1], NULL);
    }
    const char *named = s->options.words.n ? s->options.words.items[0] : NULL;
    if (named && !startup_free(named)) {  // nobody answers eight questions to be sent away
        startup_tell_taken(s->findings, named);
        return end(s, false, named, 0);
    }
    if (s->options.replies && !(from = fopen(s->options.replies, "r"))) {
        return session_misuse(s, "cli.init-file", s->options.replies, NULL);
    }
    bool answered = answer_all(s, from, &start);
    if (from != stdin) {
        fclose(from);
    }
    if (!answered) {
        return STATUS_USAGE;
    }
    const char *region = text_lower(s->arena, start.answers[STARTUP_REGION]);
    start.folder = named ? named : file_safe_name(s->arena, region);
    bool made = startup_make(s->arena, &start, s->findings, &files);
    return end(s, made, start.folder, files);
}
