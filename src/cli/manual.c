#include "cli/manual.h"

#include <string.h>

#include "batch/manual.h"
#include "cli/commands.h"

static void heading(struct session *s, const char *id, FILE *to) {
    fputs(".SH ", to);
    manual_text(to, SAY(s, id));
    fputc('\n', to);
}

static void option(struct session *s, const struct option *o, FILE *to) {
    fputs(".TP\n\\fB", to);
    if (o->letter) {
        fprintf(to, "\\-%c\\fR, \\fB", o->letter);
    }
    manual_text(to, arena_printf(s->arena, "--%s", o->name));
    fputs("\\fR", to);
    if (o->alias) {
        fputs(", \\fB", to);
        manual_text(to, arena_printf(s->arena, "--%s", o->alias));
        fputs("\\fR", to);
    }
    if (o->argument) {
        fputs(" \\fI", to);
        manual_text(to, SAY(s, o->argument));
        fputs("\\fR", to);
    }
    fputc('\n', to);
    manual_text(to, SAY(s, o->summary));
    fputc('\n', to);
}

static void command(struct session *s, const struct command *c, FILE *to) {
    fprintf(to, ".SS naskah %s ", c->name);
    manual_text(to, c->arguments ? SAY(s, c->arguments) : "");
    fputc('\n', to);
    manual_text(to, SAY(s, c->summary));
    fputs("\n.br\n", to);
    manual_text(to, SAY(s, "cli.help.alias", "alias", c->alias));
    fputs("\n.br\n", to);
    for (size_t k = 0; k < option_count; k++) {
        if (option_table[k].summary && command_takes(c, option_table[k].name)) {
            manual_text(to, arena_printf(s->arena, "--%s ", option_table[k].name));
        }
    }
    fputc('\n', to);
    for (size_t i = 0; i < 3 && c->examples[i].line; i++) {
        fputs(".TP\n\\fB", to);
        manual_text(to, c->examples[i].line);
        fputs("\\fR\n", to);
        manual_text(to, SAY(s, c->examples[i].says));
        fputc('\n', to);
    }
}

void manual_page(struct session *s, FILE *to) {
    fprintf(to, ".TH NASKAH 1 \"\" \"naskah %s\"\n.nh\n.ad l\n", NASKAH_VERSION);
    heading(s, "cli.man.name", to);
    fputs("naskah \\- ", to);
    manual_text(to, SAY(s, "cli.man.summary"));
    fputc('\n', to);
    heading(s, "cli.man.synopsis", to);
    fprintf(to, ".B naskah\n.I %s\n", SAY(s, "cli.man.words"));
    heading(s, "cli.man.about", to);
    manual_text(to, SAY(s, "cli.help.about"));
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
    heading(s, "cli.man.many", to);
    manual_text(to, SAY(s, "cli.man.many.how", "tanda", "{}"));
    fputc('\n', to);
    heading(s, "cli.man.status", to);
    for (int i = 0; i <= STATUS_LOCKED; i++) {
        fprintf(to, ".TP\n\\fB%d\\fR\n", i);
        manual_text(to, SAY(s, arena_printf(s->arena, "cli.man.status.%d", i)));
        fputc('\n', to);
    }
    fputs(".TP\n\\fB128+\\fR\n", to);
    manual_text(to, SAY(s, "cli.man.status.signal"));
    fputc('\n', to);
    heading(s, "manual.see", to);
    fputs(".BR naskah\\-data (5),\n.BR naskah\\-template (5),\n.BR naskah\\-profil (5),\n.BR naskah\\-json (5)\n", to);
}
