// What stands outside the text of pages: feet.
#include "layout/boxes.h"

static const struct item *text_on(const struct page *page, const char *text)
{
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].kind == ITEM_TEXT && strcmp(page->items[i].text.text, text) == 0)
            return &page->items[i];
    return NULL;
}

static struct foot *foot(const char *text, mp offset, bool several)
{
    struct foot *f = ARENA_NEW(arena, struct foot);
    *f = (struct foot){.first = para(text, ALIGN_LEFT), .offset = offset, .several = several};
    return f;
}

static const struct pages *set(struct section *s, struct findings *told)
{
    return layout_document(arena, fonts_fake(arena), NULL, document(s), told);
}

// Its lower edge is as far from the paper's as asked for; it is no part of what is read.
static void a_foot_stands_on_every_page(void **state)
{
    (void)state;
    arena = arena_new(0);
    struct findings *told = findings_new(arena, NULL);
    struct section *s = section(para("satu", ALIGN_LEFT), PT(100), PT(60));
    s->first->next = box_new(BOX_BREAK, ROLE_ARTIFACT);
    s->first->next->next = para("dua", ALIGN_LEFT);
    s->paper.bottom = PT(30);
    s->feet = foot("kaki", PT(5), false);
    const struct pages *pages = set(s, told), *bare;
    assert_int_equal(pages->n, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct item *item = text_on(&pages->items[i], "kaki");
        assert_non_null(item);
        assert_int_equal(item->x, PT(10));
        assert_true(item->y < s->paper.height - PT(5) && item->y > s->paper.height - PT(5) - PT(12));
        assert_int_equal(item->role, ROLE_ARTIFACT);
        assert_int_equal(item->block, 0);
    }
    assert_int_equal(told->n, 0);
    size_t blocks = pages->n_blocks;
    s->feet = NULL;
    bare = set(s, told);
    assert_int_equal(bare->n_blocks, blocks);
    arena_free(arena);
}

static void a_foot_for_several_pages_is_not_on_a_single_one(void **state)
{
    (void)state;
    arena = arena_new(0);
    struct findings *told = findings_new(arena, NULL);
    struct section *s = section(para("satu", ALIGN_LEFT), PT(100), PT(60));
    s->paper.bottom = PT(30);
    s->feet = foot("kaki", PT(5), true);
    assert_null(text_on(&set(s, told)->items[0], "kaki"));
    s->next = section(para("dua", ALIGN_LEFT), PT(100), PT(60));
    const struct pages *pages = set(s, told);
    assert_non_null(text_on(&pages->items[0], "kaki"));
    assert_null(text_on(&pages->items[1], "kaki"));
    arena_free(arena);
}

static void a_foot_that_runs_into_the_text_is_told(void **state)
{
    (void)state;
    arena = arena_new(0);
    struct findings *told = findings_new(arena, NULL);
    struct section *s = section(para("satu", ALIGN_LEFT), PT(100), PT(60));
    s->feet = foot("kaki", PT(5), false);  // 12 pt and 5 pt in a margin of 10 pt
    set(s, told);
    assert_int_equal(told->n, 1);
    assert_string_equal(told->items[0].rule, "layout.foot");
    assert_string_equal(told->items[0].args[1].value, "7.0");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_foot_stands_on_every_page),
                                       cmocka_unit_test(a_foot_for_several_pages_is_not_on_a_single_one),
                                       cmocka_unit_test(a_foot_that_runs_into_the_text_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
