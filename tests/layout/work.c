// How much work layout does, counted and not timed: its files are compiled here so that each basic block that runs is
// counted. The same on every machine, however busy it is.
#include "layout/boxes.h"

#include "base/buf.h"

static uint64_t blocks_run;

void __sanitizer_cov_trace_pc(void);

__attribute__((no_sanitize_coverage)) void __sanitizer_cov_trace_pc(void)
{
    blocks_run++;
}

static uint64_t work_of(struct section *s)
{
    struct fonts *fonts = fonts_fake(arena);
    uint64_t before = blocks_run;
    struct pages *pages = layout_document(arena, fonts, NULL, document(s), findings_new(arena, NULL));
    assert_true(pages->n > 3);
    return blocks_run - before;
}

// A table as a decree has it: number, name and office, rank; a repeated head, groups that go on, a cell over all rows.
static struct box *team(size_t n)
{
    struct box *box = box_new(BOX_TABLE, ROLE_TABLE);
    struct table *t = box->table = ARENA_NEW(arena, struct table);
    t->columns = ARENA_ARRAY(arena, 4, struct column);
    t->n_columns = 4;
    t->columns[0].width = PT(30);
    t->columns[1].share = 2;
    t->rows = ARENA_ARRAY(arena, n, struct row);
    t->n_rows = n;
    t->border = PT(0.5);
    t->pad_x = t->pad_y = PT(2);
    for (size_t r = 0; r < n; r++) {
        struct row *row = &t->rows[r];
        row->cells = ARENA_ARRAY(arena, 4, struct cell);
        row->head = r == 0;
        row->group = r > 0 ? arena_printf(arena, "%zu", r / 50) : NULL;
        row->continued = r > 0 ? para("Anggota (lanjutan)", ALIGN_LEFT) : NULL;
        for (int c = 0; c < 4; c++) {
            if (c == 3 && r > 1)
                continue;
            const char *name = r % 3 ? "Nama Anggota Tim dengan jabatan yang panjang" : "Nama";
            struct box *text = c == 1 ? para(name, ALIGN_LEFT) : para(arena_printf(arena, "%zu.", r), ALIGN_DECIMAL);
            int rowspan = c == 3 && r == 1 ? (int)n - 1 : 1;
            row->cells[row->n++] = (struct cell){c, 1, rowspan, VALIGN_TOP, false, text, NULL};
        }
    }
    return box;
}

static struct box *words(size_t n)
{
    struct buf b = buf_new(arena);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%.*s ", 3 + (int)(i * 7 % 9), "katakatakatakata");
    return para(buf_text(&b), ALIGN_JUSTIFY);
}

static struct box *paragraphs(size_t n)
{
    struct box *first = NULL, **next = &first;
    for (size_t i = 0; i < n; i++, next = &(*next)->next)
        *next = lines(1 + (int)(i % 7));
    return first;
}

// Twice as much costs twice as much, with a tenth for what is done once in a while.
static void check(const char *what, struct box *(*make)(size_t), size_t n)
{
    arena = arena_new(0);
    uint64_t once = work_of(section(make(n), PT(450), PT(700)));
    uint64_t twice = work_of(section(make(2 * n), PT(450), PT(700)));
    print_message("%s: %zu cost %llu, %zu cost %llu\n", what, n, (unsigned long long)once, 2 * n,
                  (unsigned long long)twice);
    assert_true(twice * 10 <= once * 22);
    arena_free(arena);
}

static void a_table_costs_as_much_as_it_has_rows(void **state)
{
    (void)state;
    check("rows", team, 400);
    check("rows", team, 1600);
}

static void a_paragraph_costs_as_much_as_it_has_words(void **state)
{
    (void)state;
    check("words", words, 10000);
}

static void a_section_costs_as_much_as_it_has_paragraphs(void **state)
{
    (void)state;
    check("paragraphs", paragraphs, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_table_costs_as_much_as_it_has_rows),
                                       cmocka_unit_test(a_paragraph_costs_as_much_as_it_has_words),
                                       cmocka_unit_test(a_section_costs_as_much_as_it_has_paragraphs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
