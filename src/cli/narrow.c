// Which documents of the plan a run is about: --only, --jenis, --shard.
#include <stdio.h>
#include <string.h>

#include "cli/session.h"

static int unknown_kind(struct session *s, const char *kind) {
    const char *near = world_nearest_kind(s->world, kind);
    return session_misuse(s, near ? "cli.kind-unknown" : "cli.kind-far", kind, near);
}

// "2/4": every fourth document, beginning with the second.
static bool read_shard(const char *text, size_t *which, size_t *of) {
    char rest;
    unsigned i = 0, n = 0;
    bool ok = sscanf(text, "%6u/%6u%c", &i, &n, &rest) == 2 && i >= 1 && i <= n;
    *which = i;
    *of = n;
    return ok;
}

int session_narrow(struct session *s, struct run_options *o) {
    const char *kind = s->options.kind, *shard = s->options.shard;
    size_t which = 1, of = 1;
    struct planned *chosen = NULL;
    o->documents = s->plan;
    o->n_documents = s->n_plan;
    if (shard && !read_shard(shard, &which, &of)) {
        return session_misuse(s, "cli.shard", shard, NULL);
    }
    if (kind && !world_template(s->world, kind)) {
        return unknown_kind(s, kind);
    }
    if (s->options.only.n == 0 && !kind && !shard) {
        return STATUS_MADE;
    }
    static const char *all[] = {"*"};
    const struct strings every = {.items = all, .n = 1};
    if (!session_select(s, s->options.only.n ? &s->options.only : &every, &chosen, &o->n_documents)) {
        return session_told_misuse(s);
    }
    size_t kept = 0;
    for (size_t i = 0; i < o->n_documents; i++) {
        if ((!kind || strcmp(chosen[i].kind, kind) == 0) && i % of == which - 1) {
            chosen[kept++] = chosen[i];
        }
    }
    o->documents = chosen;
    o->n_documents = kept;
    o->whole = o->orphans = false;
    o->alone = of > 1;
    return STATUS_MADE;
}
