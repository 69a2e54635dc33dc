#include "batch/faces.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct asked {
    const struct world *world;
    struct arena *arena;
    const char **names;
    const struct face **faces;
    size_t n, cap;
    const struct type *last_type;
    const struct face *last_face;
};

static void note(struct asked *a, const char *name, const struct face *face) {
    for (size_t i = 0; i < a->n; i++) {
        if (strcmp(a->names[i], name) == 0) {
            return;
        }
    }
    if (a->n == a->cap) {
        size_t cap = a->cap ? a->cap * 2 : 16;
        a->names = arena_grow(a->arena, a->names, a->cap * sizeof *a->names, cap * sizeof *a->names);
        a->faces = arena_grow(a->arena, a->faces, a->cap * sizeof *a->faces, cap * sizeof *a->faces);
        a->cap = cap;
    }
    a->names[a->n] = name;
    a->faces[a->n++] = face;
}

static const struct face *face_of(const struct asked *a, const char *family, bool bold, bool italic) {
    struct findings *nobody = findings_new(a->arena, a->world->catalogue);
    return fonts_face(a->world->fonts, family, bold, italic, nobody);
}

// ---- what the boxes ask for ----

static void note_type(struct asked *a, const struct type *type) {
    if (!type || type == a->last_type) {
        return;
    }
    a->last_type = type;
    const char *family = type->family ? type->family : "";
    const char *name = arena_printf(a->arena, "%s/%d/%d", family, type->bold, type->italic);
    note(a, name, face_of(a, family, type->bold, type->italic));
}

static void note_runs(struct asked *a, const struct run *runs, size_t n) {
    for (size_t i = 0; i < n; i++) {
        note_type(a, runs[i].type);
    }
}

static void note_boxes(struct asked *a, const struct box *box);

static void note_table(struct asked *a, const struct table *table) {
    for (size_t r = 0; r < table->n_rows; r++) {
        for (size_t c = 0; c < table->rows[r].n; c++) {
            note_boxes(a, table->rows[r].cells[c].first);
        }
        note_boxes(a, table->rows[r].continued);
    }
}

static void note_boxes(struct asked *a, const struct box *box) {
    for (; box; box = box->next) {
        if (box->kind == BOX_PARA) {
            note_runs(a, box->para.runs, box->para.n);
            for (size_t i = 0; i < box->para.n_labels; i++) {
                note_runs(a, box->para.labels[i].runs, box->para.labels[i].n);
            }
        } else if (box->kind == BOX_STACK) {
            note_boxes(a, box->stack.first);
        } else if (box->kind == BOX_TABLE) {
            note_table(a, box->table);
        }
    }
}

// ---- what the pages took beside it ----

static bool is_known(const struct asked *a, const struct face *face) {
    for (size_t i = 0; i < a->n; i++) {
        if (a->faces[i] == face) {
            return true;
        }
    }
    return false;
}

static void note_items(struct asked *a, const struct page *page) {
    for (size_t i = 0; i < page->n; i++) {
        const struct item *item = &page->items[i];
        bool text = item->kind == ITEM_TEXT || item->kind == ITEM_WATERMARK;
        if (!text || !item->text.face || item->text.face == a->last_face) {
            continue;
        }
        a->last_face = item->text.face;
        if (!is_known(a, item->text.face)) {
            note(a, arena_printf(a->arena, "=%s", face_name(item->text.face)), item->text.face);
        }
    }
}

static int by_bytes(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

const char *faces_asked(const struct world *world, struct arena *arena, const struct document *document,
                        const struct pages *pages) {
    struct asked a = {.world = world, .arena = arena};
    for (const struct section *s = document->first; s; s = s->next) {
        note_boxes(&a, s->first);
        note_runs(&a, s->folio, s->n_folio);
    }
    for (size_t i = 0; i < pages->n; i++) {
        note_items(&a, &pages->items[i]);
    }
    if (a.n > 1) {
        qsort(a.names, a.n, sizeof *a.names, by_bytes);
    }
    struct buf out = buf_new(arena);
    for (size_t i = 0; i < a.n; i++) {
        buf_str(&out, a.names[i]);
        buf_char(&out, '\n');
    }
    return buf_text(&out);
}

// ---- their hash ----

static const struct face *face_named(const struct asked *a, const char *name) {
    for (const char *const *family = a->world->families; family && *family; family++) {
        for (int style = 0; style < 4; style++) {
            const struct face *face = face_of(a, *family, style & 1, style & 2);
            if (face && strcmp(face_name(face), name) == 0) {
                return face;
            }
        }
    }
    return NULL;
}

static void hash_all(struct hash *h, const struct asked *a) {
    for (const char *const *family = a->world->families; family && *family; family++) {
        for (int style = 0; style < 4; style++) {
            const struct face *face = face_of(a, *family, style & 1, style & 2);
            hash_add_str(h, face ? face_hash(face) : NULL);
        }
    }
}

// One line of `asked`: "*" stands for all faces there are.
static void hash_line(struct hash *h, const struct asked *a, char *line) {
    const struct face *face = NULL;
    size_t n = strlen(line);
    hash_add_str(h, line);
    if (strcmp(line, "*") == 0) {
        hash_all(h, a);
        return;
    }
    if (line[0] == '=') {
        face = face_named(a, line + 1);
    } else if (n > 4 && line[n - 4] == '/') {
        bool bold = line[n - 3] == '1', italic = line[n - 1] == '1';
        line[n - 4] = '\0';
        face = face_of(a, line, bold, italic);
    }
    hash_add_str(h, face ? face_hash(face) : NULL);
}

void faces_hash(const struct world *world, struct arena *arena, const char *asked, char out[HASH_SIZE]) {
    struct asked a = {.world = world, .arena = arena};
    struct hash *h = hash_new(arena);
    char *rest = arena_strdup(arena, asked);
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        if (*line) {
            hash_line(h, &a, line);
        }
    }
    hash_end(h, out);
}
