// Embedded files: the name tree of the catalogue (ISO 32000-1, 7.9.6, 7.11.4).
#include "inspect/reader.h"

enum { DEPTH = 32, FILES = 1000 };

struct attached {
    struct inspection *p;
    struct inspect_attachment *items;
    const struct value **files;
    size_t n, nodes;
};

static const struct value *embedded(struct inspection *p, const struct value *specification) {
    const struct value *ef = entry_get(p, specification, "EF");
    const struct value *file = entry_get(p, ef, "F");
    return file->kind == KIND_STREAM ? file : entry_get(p, ef, "UF");
}

static void add(struct attached *a, const struct value *specification) {
    struct inspection *p = a->p;
    const struct value *file = embedded(p, specification);
    if (file->kind != KIND_STREAM || a->n == FILES) {
        return;
    }
    const struct value *uf = entry_get(p, specification, "UF");
    const struct value *parameters = entry_get(p, file, "Params");
    a->files[a->n] = file;
    a->items[a->n] = (struct inspect_attachment){
        .name = text_of(p, uf->kind == KIND_STRING ? uf : entry_get(p, specification, "F")),
        .mime = name_text(p, entry_get(p, file, "Subtype")),
        .description = text_of(p, entry_get(p, specification, "Desc")),
        .relationship = name_text(p, entry_get(p, specification, "AFRelationship")),
        .date = text_of(p, entry_get(p, parameters, "ModDate"))};
    a->n++;
}

static void walk(struct attached *a, const struct value *node, int depth) {
    const struct value *names = entry_get(a->p, node, "Names"), *kids = entry_get(a->p, node, "Kids");
    if (depth == DEPTH || a->nodes++ > FILES) {
        return;
    }
    for (size_t i = 1; names->kind == KIND_ARRAY && i < names->array.n; i += 2) {
        add(a, array_get(a->p, names, i));
    }
    for (size_t i = 0; kids->kind == KIND_ARRAY && i < kids->array.n; i++) {
        walk(a, array_get(a->p, kids, i), depth + 1);
    }
}

static struct attached read_all(struct inspection *p) {
    struct attached a = {.p = p};
    a.items = ARENA_ARRAY(p->arena, FILES, struct inspect_attachment);
    a.files = ARENA_ARRAY(p->arena, FILES, const struct value *);
    walk(&a, entry_get(p, entry_get(p, p->catalogue, "Names"), "EmbeddedFiles"), 0);
    return a;
}

const struct inspect_attachment *inspection_attachments(struct inspection *p, size_t *n) {
    struct attached a = read_all(p);
    *n = a.n;
    return a.items;
}

bool inspection_attachment(struct inspection *p, const char *name, struct str *out) {
    struct attached a = read_all(p);
    for (size_t i = 0; i < a.n; i++) {
        if (strcmp(a.items[i].name, name) == 0) {
            return stream_data(p, a.files[i]->stream, out);
        }
    }
    return false;
}
