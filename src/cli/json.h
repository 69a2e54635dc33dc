// JSON lines: one flat object a line, with a "type" first.
#ifndef NASKAH_CLI_JSON_H
#define NASKAH_CLI_JSON_H

#include <stdbool.h>
#include <stdio.h>

#include "base/finding.h"

void json_open(FILE *to, const char *type);
void json_text(FILE *to, const char *name, const char *value);  // NULL prints null
void json_number(FILE *to, const char *name, long value);
void json_flag(FILE *to, const char *name, bool value);
void json_arguments(FILE *to, const char *name, const struct argument *args, int n);
void json_close(FILE *to);

#endif
