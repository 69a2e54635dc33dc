// Where words may be divided: which pieces a text becomes.
#include "layout/boxes.h"

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

static size_t count_texts(const struct pages *pages, size_t page)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->items[page].n; i++)
        n += pages->items[page].items[i].kind == ITEM_TEXT;
    return n;
}

static const struct item *text_at(const struct pages *pages, size_t page, size_t n)
{
    for (size_t i = 0; i < pages->items[page].n; i++)
        if (pages->items[page].items[i].kind == ITEM_TEXT && n-- == 0)
            return &pages->items[page].items[i];
    fail_msg("no such line");
    return NULL;
}

static void words_are_hyphenated_where_the_style_allows_it(void **state)
{
    (void)state;
    const struct hyphenation *h = hyphenation_load(arena, HYPHENATION_FILE, told);
    struct box *box = para("aa pembentukan bbb Pembentukan", ALIGN_LEFT);
    box->shape.hyphenate = true;
    struct pages *pages = layout_document(arena, fonts, h, document(section(box, PT(60), PT(99))), told);
    assert_string_equal(text_at(pages, 0, 0)->text.text, "aa pemben\u00AD");
    assert_string_equal(text_at(pages, 0, 1)->text.text, "tukan bbb");
    assert_string_equal(text_at(pages, 0, 2)->text.text, "Pembentukan");  // a name, for all that layout knows
}

static void only_a_sentence_lets_a_capital_be_divided(void **state)
{
    (void)state;
    const struct hyphenation *h = hyphenation_load(arena, HYPHENATION_FILE, told);
    struct box *box = para("aa. Pembentukan bb Pembentukan BADAN ke-Pembentukan", ALIGN_LEFT);
    box->shape.hyphenate = true;
    struct pages *pages = layout_document(arena, fonts, h, document(section(box, PT(60), PT(199))), told);
    assert_string_equal(text_at(pages, 0, 0)->text.text, "aa. Pem\u00AD");
    for (size_t i = 1; i < count_texts(pages, 0); i++)
        assert_null(strstr(text_at(pages, 0, i)->text.text, "\u00AD"));
}

// After an initial or a degree comes a name.
static void initials_and_degrees_end_no_sentence(void **state)
{
    (void)state;
    const struct hyphenation *h = hyphenation_load(arena, HYPHENATION_FILE, told);
    struct box *box = para("aa F. Pembentukan, Prof. Pembentukan", ALIGN_LEFT);
    box->shape.hyphenate = true;
    struct pages *pages = layout_document(arena, fonts, h, document(section(box, PT(70), PT(199))), told);
    for (size_t i = 0; i < count_texts(pages, 0); i++)
        assert_null(strstr(text_at(pages, 0, i)->text.text, "\u00AD"));
}

// The second line would be loose: a title may be divided there and so may a part of a joined word, but no name.
static void what_is_no_name_is_divided_where_a_line_would_be_loose(void **state)
{
    (void)state;
    struct hyphenation *h = hyphenation_load(arena, HYPHENATION_FILE, told);
    static const struct { const char *word, *first; } cases[] = {
        {"Pembentukan", "aaa bbb ccc ddd eee Pemben\u00AD"}, {"Pembentukin", "aaa bbb ccc ddd eee"},
        {"Undang-Pembentukan", "aaa bbb ccc ddd eee Un\u00AD"}, {"pembentukan2", "aaa bbb ccc ddd eee"}};
    assert_true(hyphenation_except(h, HYPHENATION_TITLE, "pembentukan", 11));
    assert_true(hyphenation_except(h, HYPHENATION_TITLE, "undang", 6));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct box *box = para(arena_printf(arena, "aaa bbb ccc ddd eee %s aaa bbb ccc dd", cases[i].word),
                               ALIGN_JUSTIFY);
        box->shape.hyphenate = true;
        mp width = i == 2 ? PT(112) : PT(130);
        struct pages *pages = layout_document(arena, fonts, h, document(section(box, width, PT(199))), told);
        assert_string_equal(text_at(pages, 0, 0)->text.text, cases[i].first);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_are_hyphenated_where_the_style_allows_it),
        TEST(only_a_sentence_lets_a_capital_be_divided),
        TEST(initials_and_degrees_end_no_sentence),
        TEST(what_is_no_name_is_divided_where_a_line_would_be_loose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
