#include "cli/manual.h"

#include <string.h>

#include "cli/commands.h"

// Running text for roff: no line may begin with a dot or a quote, backslashes are spelt, hyphens are those one types.
static void text(FILE *to, const char *s) {
    if (*s == '.' || *s == '\'') {
        fputs("\\&", to);
    }
    for (; *s; s++) {
        fputs(*s == '\\' ? "\\e" : *s == '-' ? "\\-" : (char[]){*s, '\0'}, to);
    }
}

static void heading(struct session *s, const char *id, FILE *to) {
    fputs(".SH ", to);
    text(to, SAY(s, id));
    fputc('\n', to);
}

static void option(struct session *s, const struct option *o, FILE *to) {
    fputs(".TP\n\\fB", to);
    if (o->letter) {
        fprintf(to, "\\-%c\\fR, \\fB", o->letter);
    }
    text(to, arena_printf(s->arena, "--%s", o->name));
    fputs("\\fR", to);
    if (o->alias) {
        fputs(", \\fB", to);
        text(to, arena_printf(s->arena, "--%s", o->alias));
        fputs("\\fR", to);
    }
    if (o->argument) {
        fputs(" \\fI", to);
        text(to, SAY(s, o->argument));
        fputs("\\fR", to);
    }
    fputc('\n', to);
    text(to, SAY(s, o->summary));
    fputc('\n', to);
}

static void command(struct session *s, const struct command *c, FILE *to) {
    fprintf(to, ".SS naskah %s ", c->name);
    text(to, c->arguments ? SAY(s, c->arguments) : "");
    fputc('\n', to);
    text(to, SAY(s, c->summary));
    fputs("\n.br\n", to);
    text(to, SAY(s, "cli.help.alias", "alias", c->alias));
    fputs("\n.br\n", to);
    for (size_t k = 0; k < option_count; k++) {
        if (option_table[k].summary && command_takes(c, option_table[k].name)) {
            text(to, arena_printf(s->arena, "--%s ", option_table[k].name));
        }
    }
    fputc('\n', to);
    for (size_t i = 0; i < 3 && c->examples[i].line; i++) {
        fputs(".TP\n\\fB", to);
        text(to, c->examples[i].line);
        fputs("\\fR\n", to);
        text(to, SAY(s, c->examples[i].says));
        fputc('\n', to);
    }
}

void manual_page(struct session *s, FILE *to) {
    fprintf(to, ".TH NASKAH 1 \"\" \"naskah %s\"\n", NASKAH_VERSION);
    heading(s, "cli.man.name", to);
    fputs("naskah \\- ", to);
    text(to, SAY(s, "cli.man.summary"));
    fputc('\n', to);
    heading(s, "cli.man.synopsis", to);
    fprintf(to, ".B naskah\n.I %s\n", SAY(s, "cli.man.words"));
    heading(s, "cli.man.about", to);
    text(to, SAY(s, "cli.help.about"));
    fputc('\n', to);
    heading(s, "cli.man.commands", to);
    for (size_t i = 0; i < command_count; i++) {
        command(s, &command_table[i], to);
    }
    heading(s, "cli.man.options", to);
    for (size_t k = 0; k < option_count; k++) {
        if (option_table[k].summary) {
            option(s, &option_table[k], to);
        }
    }
    heading(s, "cli.man.status", to);
    text(to, SAY(s, "cli.help.status"));
    fputc('\n', to);
}
