// A document put together by hand: items are placed by the test, words are shaped by the real fonts. What is made is
// read back by the tools that people use.
#ifndef NASKAH_TESTS_DEVICE_FIXTURE_H
#define NASKAH_TESTS_DEVICE_FIXTURE_H

#include <math.h>
#include <sys/wait.h>

#include "base/file.h"
#include "device/pdf.h"
#include "support.h"

struct fixture {
    struct arena *arena;
    struct findings *findings;
    struct fonts *fonts;
    struct document document;
    struct pages pages;
    char *folder;
    struct pdf_options options;
};

static inline int set_up(void **state) {
    struct arena *arena = arena_new(0);
    struct fixture *t = ARENA_NEW(arena, struct fixture);
    t->arena = arena;
    t->findings = findings_new(arena, NULL);
    t->fonts = fonts_load(arena, NASKAH_SOURCE_DIR "/fonts/fonts.xml", NULL, t->findings);
    assert_non_null(t->fonts);
    t->document = (struct document){.title = "Keputusan (uji) – é", .author = "Bappeda", .language = "id",
                                    .date = "2025-02-10"};
    t->pages.document = &t->document;
    t->options = (struct pdf_options){.producer = "naskah uji", .archival = true};
    t->folder = support_folder(arena);
    *state = t;
    return 0;
}

static inline int tear_down(void **state) {
    struct fixture *t = *state;
    support_remove(t->folder);
    arena_free(t->arena);
    return 0;
}

static inline struct page *add_page(struct fixture *t, mp width, mp height) {
    size_t n = t->pages.n++;
    t->pages.items = arena_grow(t->arena, t->pages.items, n * sizeof(struct page), (n + 1) * sizeof(struct page));
    t->pages.items[n].width = width;
    t->pages.items[n].height = height;
    return &t->pages.items[n];
}

static inline struct item *add_item(struct fixture *t, struct page *page, enum item_kind kind, mp x, mp y) {
    size_t n = page->n++;
    page->items = arena_grow(t->arena, page->items, n * sizeof(struct item), (n + 1) * sizeof(struct item));
    page->items[n] = (struct item){.kind = kind, .x = x, .y = y};
    return &page->items[n];
}

static inline size_t add_glyphs(struct glyph *to, const struct segment *segment, uint32_t at) {
    for (size_t i = 0; i < segment->n; i++) {
        to[i] = segment->glyphs[i];
        to[i].offset += at;
    }
    return segment->n;
}

// One item of one face: words and spaces, as layout makes them. The face of the first segment is the item's.
static inline struct item *add_text(struct fixture *t, struct page *page, const char *family, mp size, mp x, mp y,
                             const char *text, mp extra) {
    const struct face *face = fonts_face(t->fonts, family, false, false, t->findings);
    assert_non_null(face);
    struct item *item = add_item(t, page, ITEM_TEXT, x, y);
    size_t n = strlen(text), count = 0, spaces = 0;
    int64_t width = 0;
    struct glyph *glyphs = ARENA_ARRAY(t->arena, n, struct glyph);
    for (size_t i = 0, end; i < n; i = end + 1) {
        end = i + strcspn(text + i, " ");
        const struct word *word = fonts_shape(t->fonts, face, text + i, end - i);
        if (word->n) {
            assert_int_equal(word->n, 1);
            item->text.face = word->segments[0].face;
            count += add_glyphs(glyphs + count, &word->segments[0], (uint32_t)i);
            width += word->width;
        }
        if (end < n) {
            const struct word *space = fonts_shape(t->fonts, face, " ", 1);
            count += add_glyphs(glyphs + count, &space->segments[0], (uint32_t)end);
            width += space->width;
            spaces++;
        }
    }
    item->text.face = item->text.face ? item->text.face : face;
    item->text.size = size;
    item->text.glyphs = glyphs;
    item->text.n = count;
    item->text.extra = extra;
    item->text.text = text;
    item->text.n_text = n;
    item->width = width * size / 1000 + extra * (mp)spaces;
    return item;
}

static inline struct buf write_pdf(struct fixture *t) {
    struct buf out = buf_new(t->arena);
    assert_true(pdf_write(t->fonts, &t->pages, &t->options, &out, t->findings));
    assert_int_equal(t->findings->n, 0);
    return out;
}

static inline char *save(struct fixture *t) {
    struct buf out = write_pdf(t);
    return support_write(t->arena, t->folder, "uji.pdf", out.p, out.n);
}

// What a command prints; the command must succeed. %s in it is the file.
static inline char *run(struct fixture *t, const char *command, const char *file) {
    struct buf line = buf_new(t->arena), out = buf_new(t->arena);
    buf_printf(&line, command, file);
    FILE *pipe = popen(buf_text(&line), "r");
    assert_non_null(pipe);
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, pipe)) > 0;)
        buf_add(&out, part, n);
    int status = pclose(pipe);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail_msg("%s: %s", line.p, buf_text(&out));
    return (char *)buf_text(&out);
}

static inline void has(const char *text, const char *part) {
    if (!strstr(text, part)) {
        fprintf(stderr, "%s\n", text);
        fail_msg("\"%s\" is not there", part);
    }
}

static inline void has_not(const char *text, const char *part) {
    if (strstr(text, part))
        fail_msg("\"%s\" is in: %s", part, text);
}

// A block of the structure, inside another one; the first is the document.
static inline int add_block(struct fixture *t, int parent, enum role role) {
    size_t n = t->pages.n_blocks++;
    t->pages.blocks = arena_grow(t->arena, t->pages.blocks, n * sizeof(struct block), (n + 1) * sizeof(struct block));
    t->pages.blocks[n] = (struct block){.parent = parent, .role = role};
    return (int)n;
}

// One line of a block.
static inline struct item *add_line(struct fixture *t, struct page *page, int block, mp x, mp y, const char *text) {
    struct item *item = add_text(t, page, "Sans", PT(11), x, y, text, 0);
    item->block = block;
    item->role = t->pages.blocks[block].role;
    return item;
}

// The whole file as text: objects are not compressed, streams are as they are drawn.
static inline char *plain(struct fixture *t, const char *file) {
    return run(t, "qpdf --qdf --object-streams=disable %s - | strings -n 1", file);
}

#endif
