#include "template/shelf.h"

#include <stdint.h>
#include <string.h>

#define SLOTS_FIRST 1024     // powers of two

struct template_shelf {
    struct arena *arena;
    struct shelf_file *files;
    struct shelf_attribute *slots;
    size_t n, cap;
};

struct template_shelf *template_shelf_new(struct arena *arena) {
    struct template_shelf *shelf = ARENA_NEW(arena, struct template_shelf);
    shelf->arena = arena;
    return shelf;
}

struct shelf_file *shelf_find(const struct template_shelf *shelf, const char *path) {
    struct shelf_file *file = shelf->files;
    while (file && strcmp(file->path, path) != 0) {
        file = file->next;
    }
    return file;
}

void shelf_put(struct template_shelf *shelf, struct shelf_file file) {
    struct shelf_file *put = ARENA_NEW(shelf->arena, struct shelf_file);
    *put = file;
    put->next = shelf->files;
    shelf->files = put;
}

static struct shelf_attribute *slot_of(struct shelf_attribute *slots, size_t cap, const xmlNode *source,
                                       const char *text) {
    uintptr_t mixed = ((uintptr_t)source >> 4) * 31 + (uintptr_t)text;
    size_t at = (size_t)(mixed * 0x9E3779B97F4A7C15u >> 32) & (cap - 1);
    while (slots[at].source && (slots[at].source != source || slots[at].text != text)) {
        at = (at + 1) & (cap - 1);
    }
    return &slots[at];
}

static void grow(struct template_shelf *shelf) {
    size_t cap = shelf->cap ? 2 * shelf->cap : SLOTS_FIRST;
    struct shelf_attribute *slots = ARENA_ARRAY(shelf->arena, cap, struct shelf_attribute);
    for (size_t i = 0; i < shelf->cap; i++) {
        if (shelf->slots[i].source) {
            *slot_of(slots, cap, shelf->slots[i].source, shelf->slots[i].text) = shelf->slots[i];
        }
    }
    shelf->slots = slots;
    shelf->cap = cap;
}

struct shelf_attribute *shelf_attribute(struct template_shelf *shelf, const xmlNode *source, const char *text) {
    if (2 * shelf->n >= shelf->cap) {
        grow(shelf);
    }
    struct shelf_attribute *slot = slot_of(shelf->slots, shelf->cap, source, text);
    if (!slot->source) {
        *slot = (struct shelf_attribute){.source = source, .text = text};
        shelf->n++;
    }
    return slot;
}
