// Where tables are divided, and what is told of them.
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

static size_t lines_on(const struct pages *pages, size_t page, const char *text)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->items[page].n; i++)
        n += pages->items[page].items[i].kind == ITEM_TEXT && strstr(pages->items[page].items[i].text.text, text);
    return n;
}

// n rows of 12 pt beside one cell.
static struct box *group_of(size_t n, struct box *goal, enum valign valign)
{
    struct box *box = box_new(BOX_TABLE, ROLE_TABLE);
    struct table *t = box->table = ARENA_NEW(arena, struct table);
    t->columns = ARENA_ARRAY(arena, 2, struct column);
    t->columns[0].share = t->columns[1].share = t->n_columns = 2;
    t->rows = ARENA_ARRAY(arena, n, struct row);
    t->n_rows = n;
    for (size_t r = 0; r < n; r++) {
        struct row *row = &t->rows[r];
        row->cells = ARENA_ARRAY(arena, 2, struct cell);
        row->group = "sasaran";
        row->continued = para("Sasaran (lanjutan)", ALIGN_LEFT);
        if (!r)
            row->cells[row->n++] = (struct cell){0, 1, (int)n, valign, false, goal, NULL};
        row->cells[row->n++] = (struct cell){1, 1, 1, VALIGN_TOP, false, para("isi", ALIGN_LEFT), NULL};
    }
    return box;
}

// Twelve lines, then the group, on pages of twenty: eight lines are left.
static const struct pages *set(size_t n, struct box *goal, enum valign valign)
{
    struct box *first = boxes(lines(12), group_of(n, goal, valign), NULL);
    return layout_document(arena, fonts, NULL, document(section(first, PT(300), PT(240))), told);
}

static void a_high_group_is_divided_where_it_leaves_a_gap(void **state)
{
    (void)state;
    const struct pages *pages = set(12, para("Sasaran", ALIGN_LEFT), VALIGN_TOP);
    assert_int_equal(pages->n, 2);
    assert_int_equal(lines_on(pages, 0, "isi"), 8);
    assert_int_equal(lines_on(pages, 0, "(lanjutan)"), 0);
    assert_int_equal(lines_on(pages, 1, "isi"), 4);
    assert_int_equal(lines_on(pages, 1, "Sasaran (lanjutan)"), 1);
    assert_int_equal(found(told, "layout.short"), 0);
}

// Not one row alone before the break nor after it.
static void two_rows_of_a_group_stand_together(void **state)
{
    (void)state;
    const struct pages *pages = set(9, para("Sasaran", ALIGN_LEFT), VALIGN_TOP);
    assert_int_equal(lines_on(pages, 0, "isi"), 7);
    assert_int_equal(lines_on(pages, 1, "isi"), 2);
}

static void a_group_stays_whole_where_dividing_it_shows(void **state)
{
    (void)state;
    struct box *goals[] = {para("Sasaran", ALIGN_LEFT), lines(2)};
    for (size_t i = 0; i < 2; i++) {
        const struct pages *pages = set(12, goals[i], i == 0 ? VALIGN_MIDDLE : VALIGN_TOP);
        assert_int_equal(lines_on(pages, 0, "isi"), 0);
        assert_int_equal(lines_on(pages, 1, "isi"), 12);
    }
    assert_int_equal(found(told, "layout.short"), 2);
}

// A table of n words that are wider than their column of 45 pt, each 5 pt wider than the one before.
static struct box *wide_words(size_t n)
{
    struct box *box = box_new(BOX_TABLE, ROLE_TABLE);
    struct table *t = box->table = ARENA_NEW(arena, struct table);
    t->columns = ARENA_ARRAY(arena, 1, struct column);
    t->columns[0].width = PT(45);
    t->n_columns = 1;
    t->rows = ARENA_ARRAY(arena, n, struct row);
    t->n_rows = n;
    for (size_t r = 0; r < n; r++) {
        struct box *text = para(arena_printf(arena, "%.*s", 10 + (int)r, "1234567890123456789"), ALIGN_LEFT);
        t->rows[r].cells = ARENA_ARRAY(arena, 1, struct cell);
        t->rows[r].cells[t->rows[r].n++] = (struct cell){0, 1, 1, VALIGN_TOP, false, text, NULL};
    }
    return box;
}

static const char *argument(const struct finding *f, const char *name)
{
    for (int i = 0; i < f->n_args; i++)
        if (!strcmp(f->args[i].name, name))
            return f->args[i].value;
    return "";
}

// Up to three are told one by one, and by how much; more are one finding with the widest.
static void many_words_too_wide_are_told_once(void **state)
{
    (void)state;
    layout_document(arena, fonts, NULL, document(section(wide_words(3), PT(45), PT(400))), told);
    assert_int_equal(told->n, 3);
    assert_string_equal(told->items[1].rule, "layout.broken");
    assert_string_equal(argument(&told->items[1], "text"), "12345678901");
    assert_string_equal(argument(&told->items[1], "width"), "10.0");
    told = findings_new(arena, NULL);
    struct box *first = boxes(wide_words(3), wide_words(5), para("1234567890", ALIGN_LEFT), NULL);
    layout_document(arena, fonts, NULL, document(section(first, PT(45), PT(400))), told);
    assert_int_equal(found(told, "layout.broken"), 4);
    assert_int_equal(found(told, "layout.broken-many"), 1);
    const struct finding *many = &told->items[3];
    assert_string_equal(argument(many, "n"), "5");
    assert_string_equal(argument(many, "text"), "12345678901234");
    assert_string_equal(argument(many, "width"), "25.0");
}

// The first column has room for a number only: "(lanjutan)" gets a row of its own, whole.
static void a_narrow_cell_goes_on_across_all_columns(void **state)
{
    (void)state;
    struct box *box = group_of(12, para("1.", ALIGN_LEFT), VALIGN_TOP);
    box->table->columns[0] = (struct column){.width = PT(20)};
    const struct pages *pages =
        layout_document(arena, fonts, NULL, document(section(boxes(lines(12), box, NULL), PT(300), PT(240))), told);
    assert_int_equal(lines_on(pages, 1, "Sasaran (lanjutan)"), 1);
    assert_int_equal(told->n, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_high_group_is_divided_where_it_leaves_a_gap),
        TEST(two_rows_of_a_group_stand_together),
        TEST(a_group_stays_whole_where_dividing_it_shows),
        TEST(many_words_too_wide_are_told_once),
        TEST(a_narrow_cell_goes_on_across_all_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
