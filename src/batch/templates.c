#include "batch/templates.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/message.h"
#include "template/template.h"

// Includes must stay below the folder above the template's own; a name without folders says nothing about that one.
static const char *with_folders(struct arena *arena, const char *file) {
    if (strchr(file, '/') && *file != '.') {
        return file;
    }
    char *real = realpath(file, NULL);
    const char *path = real ? arena_strdup(arena, real) : file;
    free(real);
    return path;
}

static bool same(const struct finding *a, const struct finding *b) {
    bool place = a->place.line == b->place.line && a->place.column == b->place.column && a->place.file &&
                 b->place.file && strcmp(a->place.file, b->place.file) == 0;
    return place && strcmp(a->rule, b->rule) == 0 && findings_same_arguments(a, b);
}

// What is wrong with a definition of a library is found for each template that includes it.
static void drop_repeated(struct findings *f) {
    findings_sort(f);
    size_t kept = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (kept == 0 || !same(&f->items[kept - 1], &f->items[i])) {
            f->items[kept++] = f->items[i];
        }
    }
    f->n = kept;
}

void templates_check(struct arena *arena, const char *share, const char *const *files, size_t n,
                     struct findings *findings) {
    const char *folder = file_join(arena, share, "templates/documents");
    char **all = NULL;
    if (n == 0) {
        all = file_list(arena, folder, ".xml", &n);
        files = (const char *const *)all;
        if (n == 0) {
            findings_add(findings, "job.templates", (struct place){.file = folder}, "map", folder, NULL);
        }
    }
    struct template_shelf *shelf = template_shelf_new(arena);
    for (size_t i = 0; i < n; i++) {
        template_load(arena, shelf, with_folders(arena, files[i]), findings);
    }
    drop_repeated(findings);
}
