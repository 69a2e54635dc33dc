// Random documents: whatever is set, every word stands on the pages exactly once, inside the column it was given.
#include "layout/boxes.h"

#include <stdio.h>
#include <stdlib.h>

static uint64_t seed;

static unsigned below(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % n);
}

static int words_made;

// Each word has a number of its own, so that one that is lost or set twice is found.
static const char *random_words(void)
{
    static const char *const fillers[] = {"", "a", "kata", "panjangsekali", "undang-undang", "dan/atau"};
    char text[4096] = "";
    size_t n = 1 + below(below(6) ? 8 : 60), at = 0;
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%sx%dx", i ? (below(8) ? " " : "\u00A0") : "",
                               fillers[below(6)], words_made++);
    return arena_strdup(arena, text);
}

static struct box *random_box(int depth);

static struct box *random_boxes(int depth)
{
    struct box *first = NULL, **next = &first;
    for (unsigned n = 1 + below(4); n > 0; n--) {
        *next = random_box(depth);
        next = &(*next)->next;
    }
    return first;
}

static struct box *random_paragraph(void)
{
    struct box *box = para(random_words(), (enum align)below(5));
    box->shape.keep_next = below(5) == 0;
    box->shape.keep_lines = below(8) == 0;
    box->shape.before = (mp)below(10) * MP_PER_PT;
    box->shape.left = (mp)below(30) * MP_PER_PT;
    box->shape.first = (mp)below(10) * MP_PER_PT;
    if (below(4) == 0)
        labelled(box, 0, 0, arena_printf(arena, "x%dx", words_made++));
    return box;
}

static struct box *random_stack(int depth)
{
    struct box *box = stack(random_boxes(depth + 1));
    box->shape.left = (mp)below(20) * MP_PER_PT;
    box->shape.keep_lines = below(2);
    if (below(4) == 0) {
        box->stack.sign = ARENA_NEW(arena, struct sign);
        box->stack.sign->id = "penetap";
    }
    if (below(5) == 0) {
        box->stack.side = box_new(BOX_IMAGE, ROLE_FIGURE);
        box->stack.side->image.width = box->stack.side->image.height = PT(20);
    }
    return box;
}

// A table whose cells span at random; `taken` holds the row up to which each column is covered.
static struct box *random_table(int depth)
{
    struct box *box = box_new(BOX_TABLE, ROLE_TABLE);
    struct table *t = box->table = ARENA_NEW(arena, struct table);
    size_t taken[4] = {0};
    t->n_columns = 1 + below(4);
    t->n_rows = 1 + below(8);
    t->columns = ARENA_ARRAY(arena, t->n_columns, struct column);
    t->rows = ARENA_ARRAY(arena, t->n_rows, struct row);
    t->border = PT(1);
    t->pad_x = t->pad_y = PT(1);
    for (size_t c = 0; c < t->n_columns; c++)
        t->columns[c] = (struct column){below(3) ? 0 : PT(40), below(2) ? 1 : 0};
    bool head = below(3) == 0;
    for (size_t r = 0; r < t->n_rows; r++) {
        struct row *row = &t->rows[r];
        row->cells = ARENA_ARRAY(arena, t->n_columns, struct cell);
        row->head = head && r == 0;
        for (size_t c = 0; c < t->n_columns; c++) {
            if (taken[c] > r)
                continue;
            int rowspan = r > 0 && below(6) == 0 ? 2 : 1, colspan = 1;
            if (c + 1 < t->n_columns && taken[c + 1] <= r && below(6) == 0)
                colspan = 2;
            for (int i = 0; i < colspan; i++)
                taken[c + (size_t)i] = r + (size_t)rowspan;
            row->cells[row->n++] = (struct cell){(int)c, colspan, rowspan, (enum valign)below(3), false,
                                                 random_boxes(depth + 1), NULL};
        }
    }
    return box;
}

static struct box *random_box(int depth)
{
    unsigned kind = below(depth < 2 ? 12 : 8);
    if (kind == 7)
        return space((mp)below(30) * MP_PER_PT, PT(1));
    if (kind == 8)
        return box_new(BOX_BREAK, ROLE_ARTIFACT);
    if (kind == 9)
        return random_table(depth);
    if (kind > 9)
        return random_stack(depth);
    return random_paragraph();
}

// ---- what must hold ----

static void count_words(const struct pages *pages, int *count)
{
    for (size_t i = 0; i < pages->n; i++) {
        for (size_t k = 0; k < pages->items[i].n; k++) {
            const struct item *item = &pages->items[i].items[k];
            if (item->kind != ITEM_TEXT || item->role == ROLE_ARTIFACT)
                continue;
            for (const char *p = item->text.text; (p = strchr(p, 'x')); p++) {
                char *end;
                long number = strtol(p + 1, &end, 10);
                if (end > p + 1 && *end == 'x') {
                    assert_in_range(number, 0, words_made - 1);
                    count[number]++;
                    p = end;
                }
            }
        }
    }
}

static void check_places(const struct section *s, const struct pages *pages, const struct findings *told)
{
    bool wide = found(told, "layout.overfull") || found(told, "layout.overfull-many");
    bool tall = found(told, "layout.page");
    for (size_t i = 0; i < pages->n; i++) {
        for (size_t k = 0; k < pages->items[i].n; k++) {
            const struct item *item = &pages->items[i].items[k];
            if (item->kind != ITEM_TEXT)
                continue;
            assert_true(item->x >= s->paper.left || wide);
            assert_true(item->x + item->width <= s->paper.width - s->paper.right + 100 || wide);
            assert_true(item->y > s->paper.top);
            assert_true(item->y <= s->paper.height - s->paper.bottom || tall);
        }
    }
}

static void check_blocks(const struct pages *pages)
{
    for (size_t b = 1; b < pages->n_blocks; b++)
        assert_in_range(pages->blocks[b].parent, 0, (int)b - 1);
    for (size_t i = 0; i < pages->n; i++)
        for (size_t k = 0; k < pages->items[i].n; k++)
            assert_in_range(pages->items[i].items[k].block, 0, (int)pages->n_blocks - 1);
}

static void every_word_stands_once_inside_its_column(void **state)
{
    (void)state;
    size_t pages_made = 0, divided = 0;
    seed = 20250212;
    for (int i = 0; i < 400; i++) {
        arena = arena_new(0);
        struct findings *told = findings_new(arena, NULL);
        words_made = 0;
        struct section *s = section(random_boxes(0), PT(220), PT(150));
        s->squeeze = below(2);
        struct pages *pages = layout_document(arena, fonts_fake(arena), NULL, document(s), told);
        int *count = ARENA_ARRAY(arena, (size_t)words_made + 1, int);
        check_places(s, pages, told);
        check_blocks(pages);
        bool broken = found(told, "layout.broken") || found(told, "layout.overfull") ||
                      found(told, "layout.broken-many") || found(told, "layout.overfull-many");
        count_words(pages, count);
        for (int w = 0; w < words_made && !broken; w++)
            assert_int_equal(count[w], 1);
        divided += broken;
        pages_made += pages->n;
        arena_free(arena);
    }
    assert_true(pages_made > 800);
    assert_true(divided < 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_word_stands_once_inside_its_column)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
