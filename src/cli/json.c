#include "cli/json.h"

#include <string.h>

#include "base/message.h"
#include "base/text.h"

static void string(FILE *to, const char *s) {
    const char *end = s + strlen(s);
    fputc('"', to);
    while (s < end) {
        const char *start = s;
        unsigned c = text_next(&s, end);
        if (c == '"' || c == '\\') {
            fprintf(to, "\\%c", (char)c);
        } else if (c < ' ' || c == 0x7f || c == 0xfffd) {
            fprintf(to, "\\u%04x", c);
        } else {
            fwrite(start, 1, (size_t)(s - start), to);
        }
    }
    fputc('"', to);
}

static void name_of(FILE *to, const char *name) {
    fputc(',', to);
    string(to, name);
    fputc(':', to);
}

void json_open(FILE *to, const char *type) {
    fputs("{\"type\":", to);
    string(to, type);
}

void json_text(FILE *to, const char *name, const char *value) {
    name_of(to, name);
    if (value) {
        string(to, value);
    } else {
        fputs("null", to);
    }
}

void json_number(FILE *to, const char *name, long value) {
    name_of(to, name);
    fprintf(to, "%ld", value);
}

void json_flag(FILE *to, const char *name, bool value) {
    name_of(to, name);
    fputs(value ? "true" : "false", to);
}

void json_arguments(FILE *to, const char *name, const struct argument *args, int n) {
    name_of(to, name);
    fputc('{', to);
    for (int i = 0; i < n; i++) {
        fputs(i ? "," : "", to);
        string(to, args[i].name);
        fputc(':', to);
        bool date = strncmp(args[i].value, MESSAGE_DATE, strlen(MESSAGE_DATE)) == 0;
        string(to, args[i].value + (date ? strlen(MESSAGE_DATE) : 0));
    }
    fputc('}', to);
}

void json_close(FILE *to) {
    fputs("}\n", to);
}
