// Before each signer's place stand two lines of text on its page, whatever the text ends in.
#include "layout/boxes.h"

#include <stdio.h>

static struct findings *told;
static uint64_t seed;

static int setup(void **state)
{
    (void)state;
    arena = arena_new(0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const struct pages *set(struct section *s)
{
    told = findings_new(arena, NULL);
    return layout_document(arena, fonts_fake(arena), NULL, document(s), told);
}

static struct box *sign_box(const char *id, mp height)
{
    struct box *box = stack(boxes(para("BUPATI", ALIGN_LEFT), space(height, 0), para("NAMA", ALIGN_LEFT), NULL));
    box->stack.sign = ARENA_NEW(arena, struct sign);
    box->stack.sign->id = id;
    box->role = ROLE_FORM;
    return box;
}

static struct box *table_of(size_t n, struct box *const *cells, bool head)
{
    struct box *box = box_new(BOX_TABLE, ROLE_TABLE);
    struct table *t = box->table = ARENA_NEW(arena, struct table);
    t->columns = ARENA_NEW(arena, struct column);
    t->columns->share = 1;
    t->n_columns = 1;
    t->n_rows = n;
    t->rows = ARENA_ARRAY(arena, n, struct row);
    for (size_t i = 0; i < n; i++) {
        struct cell *cell = ARENA_NEW(arena, struct cell);
        *cell = (struct cell){.colspan = 1, .rowspan = 1, .first = cells[i]};
        t->rows[i] = (struct row){.cells = cell, .n = 1, .head = head && i == 0};
    }
    return box;
}

static struct box *table_of_one(const char *text)
{
    struct box *cell = para(text, ALIGN_LEFT);
    return table_of(1, &cell, false);
}

// ---- what the check of finished pages sees, too (batch/preflight.c)

static bool below(const struct pages *pages, int block, int ancestor)
{
    while (block > 0 && block != ancestor)
        block = pages->blocks[block].parent;
    return block == ancestor;
}

static bool is_company(const struct pages *pages, const struct page *page, const struct item *item, mp place)
{
    if (item->kind != ITEM_TEXT || item->role == ROLE_ARTIFACT || item->y >= place)
        return false;
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].kind == ITEM_SIGN && below(pages, item->block, page->items[i].block))
            return false;
    return true;
}

// The fewest lines before a place, counted up to two; 2 where nobody signs.
static size_t company(const struct pages *pages)
{
    size_t fewest = 2;
    for (size_t p = 0; p < pages->n; p++) {
        const struct page *page = &pages->items[p];
        for (size_t i = 0; i < page->n; i++) {
            size_t lines = 0;
            mp last = 0;
            for (size_t k = 0; page->items[i].kind == ITEM_SIGN && k < page->n; k++) {
                const struct item *item = &page->items[k];
                if (!is_company(pages, page, item, page->items[i].y) || (lines && item->y == last))
                    continue;
                last = item->y;
                lines++;
            }
            if (page->items[i].kind == ITEM_SIGN && lines < fewest)
                fewest = lines;
        }
    }
    return fewest;
}

static const char *first_text(const struct pages *pages, size_t page)
{
    const struct page *p = &pages->items[page];
    for (size_t i = 0; i < p->n; i++)
        if (p->items[i].kind == ITEM_TEXT)
            return p->items[i].text.text;
    return "";
}

// ---- one kind of ending each

// Label and value of a form are often a table of one row each: two of them come along, and not only the last.
static void two_tables_of_one_row_come_along(void **state)
{
    (void)state;
    const struct pages *pages = set(section(boxes(lines(4), table_of_one("satu"), table_of_one("dua"),
                                                  table_of_one("tiga"), sign_box("a", PT(12)), NULL),
                                            PT(100), PT(100)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_text(pages, 1), "dua");
}

static void a_row_takes_the_end_of_the_paragraph_before_it(void **state)
{
    (void)state;
    const struct pages *pages = set(section(boxes(lines(6), table_of_one("satu"), sign_box("a", PT(12)), NULL),
                                            PT(100), PT(110)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_text(pages, 1), "baris 5");  // two, so that no line is a widow
}

static void a_row_of_several_lines_is_company_enough(void **state)
{
    (void)state;
    struct box *cell = lines(3);
    const struct pages *pages = set(section(boxes(lines(6), table_of(1, &cell, false), sign_box("a", PT(12)), NULL),
                                            PT(100), PT(110)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_text(pages, 1), "baris 1");
    assert_int_equal(company(pages), 2);
}

// The head that is repeated is no text: it stands there on each page.
static void a_repeated_head_is_no_company(void **state)
{
    (void)state;
    struct box *cells[] = {para("kepala", ALIGN_LEFT), para("satu", ALIGN_LEFT), para("dua", ALIGN_LEFT),
                           para("tiga", ALIGN_LEFT), para("empat", ALIGN_LEFT), para("lima", ALIGN_LEFT)};
    const struct pages *pages = set(section(boxes(table_of(6, cells, true), sign_box("a", PT(12)), NULL),
                                            PT(100), PT(72)));
    assert_int_equal(pages->n, 2);
    assert_int_equal(company(pages), 2);
}

static void a_heading_and_its_only_line_are_enough(void **state)
{
    (void)state;
    struct box *heading = para("JUDUL", ALIGN_LEFT);
    heading->shape.keep_next = true;
    const struct pages *pages = set(section(boxes(lines(6), heading, para("satu", ALIGN_LEFT), sign_box("a", PT(12)),
                                                  NULL), PT(100), PT(110)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_text(pages, 1), "JUDUL");
}

static void pictures_and_rules_are_no_company(void **state)
{
    (void)state;
    struct box *image = box_new(BOX_IMAGE, ROLE_FIGURE), *rule = box_new(BOX_RULE, ROLE_ARTIFACT);
    image->image.width = image->image.height = PT(30);
    rule->rule.n = 1;
    rule->rule.thickness[0] = PT(1);
    struct box *end = sign_box("a", PT(12));
    const struct pages *pages = set(section(boxes(lines(7), image, rule, end, NULL), PT(100), PT(130)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_text(pages, 1), "baris 6");
}

// What one signer's block says keeps the next one no company: both go with the text.
static void a_second_signer_does_not_sign_below_the_first_alone(void **state)
{
    (void)state;
    const struct pages *pages = set(section(boxes(lines(4), sign_box("a", PT(12)), sign_box("b", PT(12)), NULL),
                                            PT(100), PT(96)));
    assert_int_equal(company(pages), 2);
}

// A row as high as the page is kept whole, but not when the signature behind it would stand alone.
static void a_high_row_is_divided_for_the_signature(void **state)
{
    (void)state;
    struct box *high = lines(7), *same = lines(7);
    const struct pages *pages = set(section(boxes(lines(1), table_of(1, &high, false), NULL), PT(100), PT(90)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_text(pages, 1), "baris 1");
    pages = set(section(boxes(lines(1), table_of(1, &same, false), sign_box("a", PT(12)), NULL), PT(100), PT(90)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_text(pages, 1), "baris 6");
}

static void a_high_picture_is_made_smaller_for_the_signature(void **state)
{
    (void)state;
    struct box *image = box_new(BOX_IMAGE, ROLE_FIGURE);
    image->image.width = PT(40);
    image->image.height = PT(80);
    const struct pages *pages = set(section(boxes(lines(4), image, sign_box("a", PT(12)), NULL), PT(100), PT(100)));
    assert_int_equal(company(pages), 2);
}

// Spaces give way rather than that, even where no page is saved.
static void squeezing_brings_company(void **state)
{
    (void)state;
    struct box *heading = para("JUDUL", ALIGN_LEFT), *last = para("satu", ALIGN_LEFT), *end = sign_box("a", PT(12));
    last->shape.before = end->shape.before = PT(20);
    last->shape.before_floor = end->shape.before_floor = PT(5);
    struct section *s = section(boxes(lines(5), heading, last, end, NULL), PT(100), PT(90));
    assert_int_equal(company(set(s)), 1);
    s->squeeze = true;
    assert_int_equal(company(set(s)), 2);
}

// Where the office begins a page itself, nothing is moved over that page break.
static void what_a_page_break_parts_stays_parted(void **state)
{
    (void)state;
    struct box *page_break = box_new(BOX_BREAK, ROLE_ARTIFACT), *end = sign_box("a", PT(12));
    const struct pages *pages = set(section(boxes(lines(2), page_break, para("satu", ALIGN_LEFT), end, NULL), PT(100),
                                            PT(100)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_text(pages, 1), "satu");
}

// ---- any ending

static unsigned random_below(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % n);
}

static struct box *random_ending(void)
{
    struct box *box, *cells[4];
    size_t n = 1 + random_below(4);
    switch (random_below(8)) {
    case 0:
        box = box_new(BOX_IMAGE, ROLE_FIGURE);
        box->image.width = box->image.height = PT(10 + (int)random_below(150));
        return box;
    case 1: case 2: case 3:
        for (size_t i = 0; i < n; i++)
            cells[i] = lines(1 + (int)(random_below(3) ? random_below(3) : random_below(14)));
        return table_of(n, cells, n > 1 && random_below(2));
    case 4:
        box = stack(boxes(lines(1 + (int)random_below(3)), lines(1), NULL));
        box->shape.keep_lines = true;
        return box;
    case 5:
        return space(PT((int)random_below(30)), 0);
    default:
        box = lines(1 + (int)(random_below(2) ? random_below(2) : random_below(9)));
        box->shape.keep_next = random_below(3) == 0;
        box->shape.keep_lines = random_below(4) == 0;
        box->shape.before = PT((int)random_below(12));
        return box;
    }
}

static void no_signature_stands_alone(void **state)
{
    (void)state;
    size_t several = 0;
    seed = 20251122;
    for (int i = 0; i < 3000; i++) {
        arena = arena_new(0);
        struct box *first = lines(2 + (int)random_below(3)), *last = first;
        for (unsigned n = random_below(9); n > 0; n--)
            last = last->next = random_ending();
        last = last->next = sign_box("a", PT(5 + (int)random_below(20)));
        if (random_below(4) == 0)
            last->next = sign_box("b", PT(5));
        struct section *s = section(first, PT(220), PT(170));
        s->squeeze = random_below(2);
        const struct pages *pages = set(s);
        if (company(pages) != 2)
            fail_msg("document %d: %zu lines", i, company(pages));
        assert_int_equal(found(told, "layout.page"), 0);
        several += pages->n > 1;
        arena_free(arena);
    }
    assert_true(several > 1000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_tables_of_one_row_come_along), TEST(a_row_takes_the_end_of_the_paragraph_before_it),
        TEST(a_row_of_several_lines_is_company_enough), TEST(a_repeated_head_is_no_company),
        TEST(a_heading_and_its_only_line_are_enough), TEST(pictures_and_rules_are_no_company),
        TEST(a_second_signer_does_not_sign_below_the_first_alone), TEST(a_high_row_is_divided_for_the_signature),
        TEST(a_high_picture_is_made_smaller_for_the_signature), TEST(squeezing_brings_company),
        TEST(what_a_page_break_parts_stays_parted),
        cmocka_unit_test(no_signature_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
