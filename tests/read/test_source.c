#include "support.h"

#include "read/source.h"

static void runs_of_one_style_become_one(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct source_blocks blocks = {0};
    struct source_block *b = source_add(arena, &blocks, SOURCE_PARAGRAPH, (struct source_place){.line = 3});
    source_run(arena, b, "satu ", 0, NULL);
    source_run(arena, b, "", RUN_BOLD, NULL);
    source_run(arena, b, "dua", 0, NULL);
    source_run(arena, b, " tiga", RUN_BOLD, NULL);
    source_run(arena, b, " empat", RUN_BOLD, "https://a");
    assert_int_equal(b->n_runs, 3);
    assert_string_equal(b->runs[0].text, "satu dua");
    assert_string_equal(source_text(arena, b), "satu dua tiga empat");
    arena_free(arena);
}

static void tables_are_told_by_rows(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct source_blocks blocks = {0};
    struct source_block *table = source_add(arena, &blocks, SOURCE_TABLE, (struct source_place){.line = 1});
    for (int r = 0; r < 3; r++) {
        struct source_row *row = source_row(arena, table);
        for (int c = 0; c < 3; c++) {
            struct source_cell *cell = source_cell(arena, row, (struct source_place){.row = r + 1, .column = c + 1});
            struct source_block *b = source_add(arena, &cell->blocks, SOURCE_PARAGRAPH, cell->place);
            source_run(arena, b, arena_printf(arena, "%d%d", r, c), 0, NULL);
        }
    }
    assert_string_equal(source_text(arena, &blocks.items[0]), "00 | 01 | 02\n10 | 11 | 12\n20 | 21 | 22");
    arena_free(arena);
}

static void cells_are_named_as_workbooks_name_them(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    struct source_place p = {.sheet = "Tim", .row = 14, .column = 3};
    assert_string_equal(source_spot(arena, &p), "Tim!C14");
    p = (struct source_place){.row = 1, .column = 703};
    assert_string_equal(source_spot(arena, &p), "AAA1");
    p = (struct source_place){.row = 2, .column = 52};
    assert_string_equal(source_spot(arena, &p), "AZ2");
    p = (struct source_place){.paragraph = 12};
    assert_string_equal(source_spot(arena, &p), "¶ 12");
    struct source s = {.arena = arena, .file = "a.txt"};
    p = (struct source_place){.line = 7};
    struct place at = source_place(&s, &p);
    assert_int_equal(at.line, 7);
    assert_null(at.section);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_of_one_style_become_one),
        cmocka_unit_test(tables_are_told_by_rows),
        cmocka_unit_test(cells_are_named_as_workbooks_name_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
