// Putting nodes into a record so that each knows where it comes from.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xml.h"
#include "model/resolving.h"

void words_add(struct arena *arena, struct words *list, const char *word) {
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 16;
        list->items = arena_grow(arena, list->items, list->cap * sizeof *list->items, cap * sizeof *list->items);
        list->cap = cap;
    }
    list->items[list->n++] = word;
}

static int compare_words(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void words_sort(struct words *list) {
    size_t kept = 0;
    if (list->n)
        qsort(list->items, list->n, sizeof *list->items, compare_words);
    for (size_t i = 0; i < list->n; i++)
        if (kept == 0 || strcmp(list->items[kept - 1], list->items[i]) != 0)
            list->items[kept++] = list->items[i];
    list->n = kept;
}

bool words_have(const struct words *sorted, const char *word) {
    return sorted->n && bsearch(&word, sorted->items, sorted->n, sizeof *sorted->items, compare_words);
}

void resolving_use(struct resolving *r, const xmlNode *object) {
    const char *id = given(object, "id");
    if (id && yes(object, "contoh"))
        words_add(r->arena, &r->examples, id);
    if (object && objects_faulty(r->objects, object))
        words_add(r->arena, &r->faulty, id ? id : given(object->parent, "id"));
}

xmlNode *record_add(xmlNode *parent, const char *name, const xmlNode *origin) {
    xmlNode *node = xml_add(parent, name);
    if (origin)
        xml_set_origin(node, origin);
    return node;
}

void record_attributes(xmlNode *to, const xmlNode *from) {
    bool first = !to->properties;  // then none can be there already
    for (const xmlAttr *a = from->properties; a; a = a->next) {
        const char *value = a->children && a->children->content ? (const char *)a->children->content : "";
        if (a->ns || (first && text_blank(value)))
            continue;
        if (first)
            xml_copy_attribute(to, a);
        else
            xml_set(to, (const char *)a->name, text_blank(value) ? NULL : value);
    }
}

const char *place_folder(struct arena *arena, const xmlNode *node) {
    const char *file = xml_file(node), *slash = file ? strrchr(file, '/') : NULL;
    if (!slash)
        return ".";
    return slash == file ? "/" : arena_strndup(arena, file, (size_t)(slash - file));
}

// Pictures are named relative to the file they are written in; a record has no file.
static void mark_pictures(struct arena *arena, xmlNode *node, const xmlNode *from) {
    if (xml_is(node, "img"))
        xml_set(node, "folder", place_folder(arena, from));
    for (xmlNode *child = xml_child(node, NULL); child; child = xml_next(child, NULL))
        mark_pictures(arena, child, from);
}

xmlNode *record_copy(struct resolving *r, xmlNode *parent, const xmlNode *node) {
    xmlNode *copy = xml_copy_into(parent, node);
    for (xmlNode *child = xml_child(copy, NULL); child; child = xml_next(child, NULL))
        mark_pictures(r->arena, child, node);
    return copy;
}

void record_copy_all(struct resolving *r, xmlNode *parent, const xmlNode *from, const char *name) {
    for (const xmlNode *node = xml_child(from, name); node; node = xml_next(node, name))
        record_copy(r, parent, node);
}

static void tell_faulty(struct resolving *r) {
    words_sort(&r->faulty);
    for (size_t i = 0; i < r->faulty.n; i++)
        findings_add(r->findings, "resolve.faulty", xml_place(objects_find(r->objects, NULL, r->faulty.items[i])), "id",
                     r->faulty.items[i], NULL);
}

void record_used(struct resolving *r) {
    tell_faulty(r);
    words_sort(&r->examples);
    if (r->examples.n == 0)
        return;
    struct buf list = buf_new(r->arena);
    for (size_t i = 0; i < r->examples.n; i++)
        buf_printf(&list, "%s%s", i ? " " : "", r->examples.items[i]);
    xmlNode *node = record_add(r->root, "contoh", NULL);
    xml_set(node, "jumlah", arena_printf(r->arena, "%zu", r->examples.n));
    xml_say(node, buf_text(&list));
}
