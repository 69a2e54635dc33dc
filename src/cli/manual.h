// What other programs show of the command table: completions of shells, and the manual page.
#ifndef NASKAH_CLI_MANUAL_H
#define NASKAH_CLI_MANUAL_H

#include "cli/session.h"

void completion_bash(FILE *to);
void completion_zsh(struct session *s, FILE *to);
void completion_fish(struct session *s, FILE *to);
void manual_page(struct session *s, FILE *to);   // naskah(1), as man reads it

#endif
