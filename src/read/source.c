#include "read/source.h"

#include <string.h>

#include "base/buf.h"

static void *more(struct arena *arena, void *items, size_t n, size_t *cap, size_t size) {
    if (n < *cap) {
        return items;
    }
    size_t grown = *cap ? *cap * 2 : 8;
    items = arena_grow(arena, items, *cap * size, grown * size);
    *cap = grown;
    return items;
}

struct source_block *source_add(struct arena *arena, struct source_blocks *blocks, enum source_kind kind,
                                struct source_place place) {
    blocks->items = more(arena, blocks->items, blocks->n, &blocks->cap, sizeof *blocks->items);
    struct source_block *b = &blocks->items[blocks->n++];
    *b = (struct source_block){.kind = kind, .place = place};
    return b;
}

static bool same_link(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

void source_run(struct arena *arena, struct source_block *block, const char *text, unsigned style, const char *link) {
    if (!text || !*text) {
        return;
    }
    struct source_run *last = block->n_runs ? &block->runs[block->n_runs - 1] : NULL;
    if (last && last->style == style && same_link(last->link, link)) {
        size_t n = strlen(last->text), m = strlen(text);
        char *joined = arena_alloc(arena, n + m + 1);
        memcpy(joined, last->text, n);
        memcpy(joined + n, text, m + 1);
        last->text = joined;
        return;
    }
    // Grown by doubling: full when the count is a power of two.
    size_t n = block->n_runs;
    if ((n & (n - 1)) == 0) {
        size_t cap = n ? n * 2 : 1;
        block->runs = arena_grow(arena, block->runs, n * sizeof *block->runs, cap * sizeof *block->runs);
    }
    block->runs[block->n_runs++] = (struct source_run){arena_strdup(arena, text), style, arena_strdup(arena, link)};
}

struct source_row *source_row(struct arena *arena, struct source_block *table) {
    size_t n = table->n_rows;
    if ((n & (n - 1)) == 0) {
        size_t cap = n ? n * 2 : 1;
        table->rows = arena_grow(arena, table->rows, n * sizeof *table->rows, cap * sizeof *table->rows);
    }
    table->rows[n] = (struct source_row){0};
    return &table->rows[table->n_rows++];
}

struct source_cell *source_cell(struct arena *arena, struct source_row *row, struct source_place place) {
    size_t n = row->n;
    if ((n & (n - 1)) == 0) {
        size_t cap = n ? n * 2 : 1;
        row->cells = arena_grow(arena, row->cells, n * sizeof *row->cells, cap * sizeof *row->cells);
    }
    row->cells[n] = (struct source_cell){.colspan = 1, .rowspan = 1, .place = place};
    return &row->cells[row->n++];
}

struct source_block *source_cut(struct arena *arena, const struct source_block *block, size_t from, size_t to) {
    struct source_block *out = ARENA_NEW(arena, struct source_block);
    size_t at = 0;
    *out = (struct source_block){.kind = SOURCE_PARAGRAPH, .place = block->place};
    for (size_t i = 0; i < block->n_runs; i++) {
        const struct source_run *run = &block->runs[i];
        size_t n = strlen(run->text), start = from > at ? from - at : 0, end = to > at ? to - at : 0;
        end = end < n ? end : n;
        if (start < end) {
            source_run(arena, out, arena_strndup(arena, run->text + start, end - start), run->style, run->link);
        }
        at += n;
    }
    if (out->n_runs) {
        struct source_run *first = &out->runs[0], *last = &out->runs[out->n_runs - 1];
        first->text += strspn(first->text, " \n");
        size_t n = strlen(last->text);
        while (n && (last->text[n - 1] == ' ' || last->text[n - 1] == '\n')) {
            n--;
        }
        last->text = arena_strndup(arena, last->text, n);
    }
    return out;
}

static void add_text(struct buf *out, const struct source_block *block, int depth);

static void add_texts(struct buf *out, const struct source_blocks *blocks, int depth) {
    for (size_t i = 0; i < blocks->n; i++) {
        if (i) {
            buf_char(out, '\n');
        }
        add_text(out, &blocks->items[i], depth);
    }
}

static void add_text(struct buf *out, const struct source_block *block, int depth) {
    for (size_t i = 0; i < block->n_runs; i++) {
        buf_str(out, block->runs[i].text);
    }
    for (size_t r = 0; r < block->n_rows && depth < SOURCE_MAX_DEPTH; r++) {
        buf_str(out, r ? "\n" : "");
        for (size_t c = 0; c < block->rows[r].n; c++) {
            buf_str(out, c ? " | " : "");
            add_texts(out, &block->rows[r].cells[c].blocks, depth + 1);
        }
    }
    if (block->kind == SOURCE_IMAGE && block->description) {
        buf_str(out, block->description);
    }
}

char *source_text(struct arena *arena, const struct source_block *block) {
    struct buf out = buf_new(arena);
    add_text(&out, block, 0);
    return (char *)buf_text(&out);
}

char *source_blocks_text(struct arena *arena, const struct source_blocks *blocks) {
    struct buf out = buf_new(arena);
    add_texts(&out, blocks, 0);
    return (char *)buf_text(&out);
}

const char *source_spot(struct arena *arena, const struct source_place *p) {
    if (p->row > 0 && p->column > 0) {
        char letters[8];
        size_t at = sizeof letters - 1;
        letters[at] = '\0';
        for (int c = p->column; c > 0 && at > 0; c = (c - 1) / 26) {
            letters[--at] = (char)('A' + (c - 1) % 26);
        }
        return arena_printf(arena, "%s%s%s%d", p->sheet ? p->sheet : "", p->sheet ? "!" : "", letters + at, p->row);
    }
    return p->paragraph > 0 ? arena_printf(arena, "¶ %d", p->paragraph) : p->sheet;
}

struct place source_place(const struct source *s, const struct source_place *p) {
    return (struct place){.file = s->file, .line = p->line, .section = source_spot(s->arena, p)};
}
