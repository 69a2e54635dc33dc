// What stands in output/ after something went wrong, held against what may stand there.
#ifndef NASKAH_TESTS_FAULT_AMONG_H
#define NASKAH_TESTS_FAULT_AMONG_H

#include "e2e/e2e.h"

// Every line of `some` is one of `all`: the same file with the same bytes. Parts of a killed run are the next one's.
static inline bool are_among(struct e2e *t, const char *some, const char *all) {
    char *rest = arena_strdup(t->arena, some), *known = arena_printf(t->arena, "\n%s", all);
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        const char *wanted = arena_printf(t->arena, "\n%s\n", line);
        if (*line && !strstr(line, ".part ") && !strstr(known, wanted)) {
            fprintf(stderr, "not known: %s\n", line);
            return false;
        }
    }
    return true;
}

static inline const char *listing(struct e2e *t) {
    return file_is_folder(file_join(t->arena, t->folder, "output")) ? e2e_listing(t, "output") : "";
}

#endif
