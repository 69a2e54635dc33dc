#include "batch/waiting.h"

#include <string.h>

// Errors that an unread file can cause: who or what is spoken of is not there.
static const char *const missing[] = {
    "resolve.vacant", "resolve.unknown-office", "resolve.signer", "resolve.subject",     "resolve.relation",
    "template.hole",  "template.holes",         "template.sign",  "naskah.jumlah-kurang"};

static bool is_missing(const struct world *w, const struct finding *f) {
    if (strcmp(f->rule, "resolve.faulty") == 0) {
        return f->n_args > 0 && objects_waits(w->objects, f->args[0].value);
    }
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        if (strcmp(f->rule, missing[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool waits_for_input(const struct world *w, const struct findings *findings) {
    if (!objects_any_unread(w->objects)) {
        return false;
    }
    for (size_t i = 0; i < findings->n; i++) {
        const struct finding *f = &findings->items[i];
        if (f->severity >= SEVERITY_ERROR && !is_missing(w, f)) {
            return false;
        }
    }
    return true;
}
