#include "batch/people.h"

#include <string.h>

#include "batch/states.h"

static bool is_frozen(const struct world *w, const char *document) {
    return states_of(w, document).frozen_by != NULL;
}

// Renditions of one document stand together in the report.
static size_t count_remade(const struct world *w, const struct run_report *r) {
    size_t n = 0;
    const char *last = "";
    for (size_t i = 0; i < r->n_made; i++) {
        const struct run_made *m = &r->made[i];
        if (!m->same && m->reason == REASON_CHANGED && strcmp(m->document->id, last) != 0) {
            last = m->document->id;
            n += !is_frozen(w, last);  // else the companion of a signed one, which got its number
        }
    }
    return n;
}

static bool was_made(const struct run_report *r, const char *document) {
    for (size_t i = 0; i < r->n_made; i++) {
        if (!r->made[i].same && strcmp(r->made[i].document->id, document) == 0) {
            return true;
        }
    }
    return false;
}

struct people_change people_count(const struct world *w, const struct planned *plan, size_t n,
                                  const struct run_report *report) {
    struct people_change c = {.remade = count_remade(w, report)};
    for (size_t i = 0; i < n; i++) {
        bool frozen = is_frozen(w, plan[i].id), successor = plan[i].replaces && !frozen;
        c.kept += frozen;
        c.successors += successor;
        c.tell = c.tell || (successor && was_made(report, plan[i].id));
    }
    c.tell = (c.tell || c.remade > 0) && c.kept > 0;
    return c;
}
