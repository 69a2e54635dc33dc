#include "batch/stale.h"

#include <string.h>

#include "batch/outputs.h"

static void tell(struct findings *findings, const char *rule, const char *path) {
    findings_add(findings, rule, (struct place){.file = path}, "berkas", path, NULL);
}

size_t stale_inputs(const struct world *w, struct findings *findings) {
    struct arena *arena = arena_new(0);
    size_t n = 0, before = findings->n;
    const char *const *now = world_files(arena, w->given, w->n_given, w->notes, &n);
    for (size_t i = 0, k = 0; i < n || k < w->n_inputs;) {
        int order = i == n ? 1 : k == w->n_inputs ? -1 : strcmp(now[i], w->inputs[k].path);
        char hash[HASH_SIZE] = "";
        if (order < 0) {
            tell(findings, "job.input-new", now[i]);
        } else if (order > 0 && *w->inputs[k].hash) {
            tell(findings, "job.input-gone", w->inputs[k].path);
        } else if (order == 0 && *w->inputs[k].hash &&
                   (!output_hash(arena, now[i], hash) || strcmp(hash, w->inputs[k].hash) != 0)) {
            tell(findings, "job.input-changed", now[i]);
        }
        i += order <= 0;
        k += order >= 0;
    }
    arena_free(arena);
    return findings->n - before;
}
