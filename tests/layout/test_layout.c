#include "layout/boxes.h"

#include <stdio.h>

static struct fonts *fonts;
static struct findings *told;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    fonts = fonts_fake(arena);
    told = findings_new(arena, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct pages *set(struct section *first)
{
    return layout_document(arena, fonts, NULL, document(first), told);
}

// The n-th text item of a page, from 0; NULL when there are fewer.
static const struct item *text_at(const struct pages *pages, size_t page, size_t n)
{
    for (size_t i = 0; i < pages->items[page].n; i++)
        if (pages->items[page].items[i].kind == ITEM_TEXT && n-- == 0)
            return &pages->items[page].items[i];
    return NULL;
}

static const struct item *text_with(const struct pages *pages, size_t page, const char *text)
{
    const struct item *item;
    for (size_t n = 0; (item = text_at(pages, page, n)); n++)
        if (strstr(item->text.text, text))
            return item;
    return NULL;
}

// Characters of the fake face are 5 pt wide, spaces 2.5 pt; ascent 8 pt, descent 2 pt, so in lines of 12 pt the
// baseline lies 9 pt below the line's top.
static void one_word_stands_at_the_margin(void **state)
{
    (void)state;
    const struct pages *pages = set(section(para("kata", ALIGN_LEFT), PT(100), PT(100)));
    assert_int_equal(pages->n, 1);
    const struct item *item = text_at(pages, 0, 0);
    assert_int_equal(item->x, PT(10));
    assert_int_equal(item->y, PT(19));
    assert_int_equal(item->width, PT(20));
    assert_string_equal(item->text.text, "kata");
    assert_null(text_at(pages, 0, 1));
}

static void justified_lines_end_at_the_measure(void **state)
{
    (void)state;
    struct box *box = para("aa aaa aa aaa aaaa aa aaa aa aaaa aa aaa aaaa aa aa aaa aaa aa aaa", ALIGN_JUSTIFY);
    const struct pages *pages = set(section(box, PT(99), PT(200)));
    const struct item *item;
    size_t n = 0;
    for (; (item = text_at(pages, 0, n)); n++) {
        mp right = item->x + item->width - PT(10);
        assert_true(right <= PT(99));
        if (text_at(pages, 0, n + 1))
            assert_true(PT(99) - right < 10);  // at most one millipoint a space
    }
    assert_true(n > 2);
    assert_int_equal(told->n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_word_stands_at_the_margin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(justified_lines_end_at_the_measure, set_up, tear_down),
    };
    (void)text_with;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
