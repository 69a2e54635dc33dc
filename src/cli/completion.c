// Completions for shells, made from the tables of commands and options.
#include <string.h>

#include "cli/commands.h"
#include "cli/manual.h"

// Options whose value is a file or a folder, so that shells offer paths.
static bool takes_path(const struct option *o) {
    static const char *const kinds[] = {"cli.arg.folder", "cli.arg.path", "cli.arg.file"};
    for (size_t i = 0; o->argument && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(o->argument, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void bash_commands(FILE *to) {
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        bool same = strcmp(c->name, c->alias) == 0;
        fprintf(to, "        %s%s%s)\n            options=\"", c->name, same ? "" : "|", same ? "" : c->alias);
        for (size_t k = 0; k < option_count; k++) {
            if (option_table[k].summary && command_takes(c, option_table[k].name)) {
                fprintf(to, "--%s ", option_table[k].name);
            }
        }
        fprintf(to, "\" ;;\n");
    }
}

static void bash_paths(FILE *to) {
    const char *bar = "";
    fprintf(to, "    case $before in\n        ");
    for (size_t k = 0; k < option_count; k++) {
        const struct option *o = &option_table[k];
        if (takes_path(o)) {
            fprintf(to, "%s--%s", bar, o->name);
            bar = "|";
            if (o->letter) {
                fprintf(to, "|-%c", o->letter);
            }
        }
    }
    fprintf(to, ")\n            COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n    esac\n");
}

void completion_bash(FILE *to) {
    fprintf(to, "# bash completion of naskah: source <(naskah bantuan --lengkapi bash)\n"
                "_naskah() {\n"
                "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options=\"\" i\n");
    bash_paths(to);
    fprintf(to, "    if ((COMP_CWORD == 1)); then\n        COMPREPLY=($(compgen -W \"");
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        fprintf(to, "%s %s ", c->name, strcmp(c->name, c->alias) == 0 ? "" : c->alias);
    }
    fprintf(to, "--help --version\" -- \"$word\"))\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n");
    bash_commands(to);
    fprintf(to, "    esac\n"
                "    if [[ $word == -* ]]; then\n"
                "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                "    else\n"
                "        COMPREPLY=($(compgen -f -- \"$word\"))\n"
                "    fi\n"
                "}\n"
                "complete -o filenames -F _naskah naskah\n");
}

// For text between single quotes of sh, where '\'' stands for the quote, and fish, where \' does; `also` are characters
// that the shell's own completion language wants a backslash before.
static void escaped(FILE *to, const char *text, const char *quote, const char *also) {
    for (; *text; text++) {
        if (*text == '\'') {
            fputs(quote, to);
        } else {
            fprintf(to, "%s%c", strchr(also, *text) ? "\\" : "", *text);
        }
    }
}

static void zsh_options(struct session *s, const struct command *c, FILE *to) {
    for (size_t k = 0; k < option_count; k++) {
        const struct option *o = &option_table[k];
        if (!o->summary || !command_takes(c, o->name)) {
            continue;
        }
        const char *value = !o->argument ? "" : takes_path(o) ? ":path:_files" : ":value:";
        fprintf(to, " \\\n                '--%s%s[", o->name, o->argument ? "=" : "");
        escaped(to, SAY(s, o->summary), "'\\''", "[]:\\");
        fprintf(to, "]%s'", value);
    }
}

void completion_zsh(struct session *s, FILE *to) {
    fprintf(to, "#compdef naskah\n# zsh completion of naskah: naskah bantuan --lengkapi zsh >_naskah in $fpath\n"
                "_naskah() {\n    local -a commands\n    commands=(\n");
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        const char *summary = SAY(s, c->summary);
        fprintf(to, "        '%s:", c->name);
        escaped(to, summary, "'\\''", ":\\");
        fputs("'\n", to);
        if (strcmp(c->name, c->alias) != 0) {
            fprintf(to, "        '%s:", c->alias);
            escaped(to, summary, "'\\''", ":\\");
            fputs("'\n", to);
        }
    }
    fprintf(to, "    )\n    if ((CURRENT == 2)); then\n        _describe command commands\n        return\n    fi\n"
                "    case $words[2] in\n");
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        fprintf(to, "        %s|%s)\n            _arguments", c->name, c->alias);
        zsh_options(s, c, to);
        fprintf(to, " \\\n                '*:path:_files' ;;\n");
    }
    fprintf(to, "    esac\n}\n_naskah \"$@\"\n");
}

void completion_fish(struct session *s, FILE *to) {
    fprintf(to, "# fish completion of naskah:"
                " naskah bantuan --lengkapi fish >~/.config/fish/completions/naskah.fish\n");
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &command_table[i];
        bool same = strcmp(c->name, c->alias) == 0;
        fprintf(to, "complete -c naskah -n __fish_use_subcommand -a '%s%s%s' -d '", c->name, same ? "" : " ",
                same ? "" : c->alias);
        escaped(to, SAY(s, c->summary), "\\'", "\\");
        fputs("'\n", to);
        for (size_t k = 0; k < option_count; k++) {
            const struct option *o = &option_table[k];
            if (!o->summary || !command_takes(c, o->name)) {
                continue;
            }
            fprintf(to, "complete -c naskah -n '__fish_seen_subcommand_from %s %s' -l %s%s -d '", c->name, c->alias,
                    o->name, !o->argument ? "" : takes_path(o) ? " -r -F" : " -x");
            escaped(to, SAY(s, o->summary), "\\'", "\\");
            fputs("'\n", to);
        }
    }
}
