// Putting nodes into a record so that each knows where it comes from.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xml.h"
#include "model/resolving.h"

void resolving_use(struct resolving *r, const xmlNode *object) {
    const char *id = given(object, "id");
    if (!id || !yes(object, "contoh"))
        return;
    if (r->n_examples == r->cap_examples) {
        size_t cap = r->cap_examples ? r->cap_examples * 2 : 16;
        r->examples = arena_grow(r->arena, r->examples, r->cap_examples * sizeof *r->examples, cap * sizeof *r->examples);
        r->cap_examples = cap;
    }
    r->examples[r->n_examples++] = id;
}

xmlNode *record_add(xmlNode *parent, const char *name, const xmlNode *origin) {
    xmlNode *node = xml_add(parent, name);
    if (origin)
        xml_set_origin(node, origin);
    return node;
}

void record_attributes(xmlNode *to, const xmlNode *from) {
    for (const xmlAttr *a = from->properties; a; a = a->next)
        if (!a->ns)
            xml_set(to, (const char *)a->name, given(from, (const char *)a->name));
}

const char *place_folder(struct arena *arena, const xmlNode *node) {
    const char *file = xml_place(node).file, *slash = file ? strrchr(file, '/') : NULL;
    if (!slash)
        return ".";
    return slash == file ? "/" : arena_strndup(arena, file, (size_t)(slash - file));
}

// Pictures are named relative to the file they are written in; a record has no file.
static void mark_pictures(xmlNode *node, const char *folder) {
    if (xml_is(node, "img"))
        xml_set(node, "folder", folder);
    for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL))
        mark_pictures(child, folder);
}

xmlNode *record_copy(struct resolving *r, xmlNode *parent, const xmlNode *node) {
    xmlNode *copy = xml_copy_into(parent, node);
    if (xml_child(copy, NULL))
        mark_pictures(copy, place_folder(r->arena, node));
    return copy;
}

void record_copy_all(struct resolving *r, xmlNode *parent, const xmlNode *from, const char *name) {
    for (const xmlNode *node = xml_child(from, name); node; node = xml_next(node, name))
        record_copy(r, parent, node);
}

static int compare_ids(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void record_examples(struct resolving *r) {
    if (r->n_examples == 0)
        return;
    qsort(r->examples, r->n_examples, sizeof *r->examples, compare_ids);
    struct buf list = buf_new(r->arena);
    int n = 0;
    for (size_t i = 0; i < r->n_examples; i++) {
        if (i && strcmp(r->examples[i], r->examples[i - 1]) == 0)
            continue;
        buf_printf(&list, "%s%s", n++ ? " " : "", r->examples[i]);
    }
    xmlNode *node = record_add(r->root, "contoh", NULL);
    xml_set(node, "jumlah", arena_printf(r->arena, "%d", n));
    xmlNodeAddContent(node, (const xmlChar *)buf_text(&list));
}
