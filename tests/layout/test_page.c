#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

#include "layout/page.h"

static uint64_t seed;

static unsigned random_below(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % n);
}

static mp points(unsigned below)
{
    return (mp)random_below(below) * MP_PER_PT;
}

static void random_parts(struct page_part *parts, size_t n)
{
    static const int keeps[] = {0, 0, 0, 0, 1, 1, 2, 8, 16};
    for (size_t i = 0; i < n; i++) {
        mp before = points(20);
        parts[i] = (struct page_part){.before = before, .floor = random_below(2) ? before : before / 3,
                                      .height = PT(4) + points(random_below(10) ? 30 : 140),
                                      .keep = keeps[random_below(9)], .forced = random_below(15) == 0,
                                      .head = random_below(5) ? 0 : points(15)};
    }
}

// Every way to divide, one bit a break.
static struct page_cost best_of_all(const struct page_part *parts, size_t n, struct page_room room)
{
    struct page_cost best = {0};
    bool found = false;
    for (unsigned bits = 0; bits < 1u << (n - 1); bits++) {
        struct page_cost sum = {0}, one;
        bool fits = true;
        size_t from = 0;
        for (size_t to = 1; to <= n && fits; to++) {
            if (to < n && !(bits >> (to - 1) & 1))
                continue;
            fits = page_cost(parts, n, room, from, to, &one);
            sum = (struct page_cost){sum.overfull + one.overfull, sum.keeps + one.keeps, sum.pages + one.pages,
                                     sum.squeeze + one.squeeze, sum.empty + one.empty,
                                     sum.ragged + one.ragged};
            from = to;
        }
        if (fits && (!found || page_cost_compare(&sum, &best) < 0)) {
            best = sum;
            found = true;
        }
    }
    assert_true(found);
    return best;
}

static void pages_are_the_best_of_all_divisions(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct page_part parts[12];
    int many = 0;
    seed = 20250211;
    for (int i = 0; i < 1000; i++) {
        size_t n = 1 + random_below(12);
        struct page_room room = {PT(100), random_below(2) ? PT(10) : 0, random_below(2)};
        struct page_breaks breaks;
        random_parts(parts, n);
        page_break(arena, parts, n, room, &breaks);
        struct page_cost best = best_of_all(parts, n, room);
        assert_int_equal(page_cost_compare(&breaks.cost, &best), 0);
        many += breaks.n > 2;
        arena_reset(arena);
    }
    assert_true(many > 300);
    arena_free(arena);
}

static void glue_at_the_top_vanishes(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct page_part parts[] = {{.before = PT(50), .height = PT(60)}, {.before = PT(30), .height = PT(60)},
                                {.before = PT(30), .height = PT(10)}};
    struct page_breaks breaks;
    page_break(arena, parts, 3, (struct page_room){PT(100), 0, false}, &breaks);
    assert_int_equal(breaks.n, 2);
    assert_int_equal(breaks.starts[1], 1);
    assert_int_equal(breaks.cost.ragged, 40 * 40);
    arena_free(arena);
}

static void a_keep_is_worth_a_page_less_full(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct page_part parts[] = {{.height = PT(40)}, {.height = PT(40)}, {.height = PT(40), .keep = 2}};
    struct page_breaks breaks;
    page_break(arena, parts, 3, (struct page_room){PT(100), 0, false}, &breaks);
    assert_int_equal(breaks.starts[1], 1);
    assert_int_equal(breaks.cost.keeps, 0);
    arena_free(arena);
}

static void squeezing_takes_no_more_than_is_needed(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct page_part parts[] = {{.height = PT(40)}, {.before = PT(20), .floor = PT(5), .height = PT(50)}};
    struct page_breaks breaks;
    page_break(arena, parts, 2, (struct page_room){PT(100), 0, true}, &breaks);
    assert_int_equal(breaks.n, 1);
    assert_int_equal(breaks.squeezed[0], PT(10));
    page_break(arena, parts, 2, (struct page_room){PT(94), 0, true}, &breaks);
    assert_int_equal(breaks.n, 2);
    page_break(arena, parts, 2, (struct page_room){PT(100), 0, false}, &breaks);
    assert_int_equal(breaks.n, 2);
    arena_free(arena);
}

static void what_is_taller_than_a_page_stands_alone_and_counts(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct page_part parts[] = {{.height = PT(10)}, {.height = PT(130)}, {.height = PT(10)}};
    struct page_breaks breaks;
    page_break(arena, parts, 3, (struct page_room){PT(100), 0, false}, &breaks);
    assert_int_equal(breaks.n, 3);
    assert_int_equal(breaks.cost.overfull, PT(30));
    arena_free(arena);
}

// What the brute force above cannot see, because it compares in the same way: which cost weighs more than which.
static void costs_are_compared_from_left_to_right(void **state)
{
    (void)state;
    static const struct page_cost cheap[] = {{0, 9, 9, 9, 9, 9}, {1, 0, 9, 9, 9, 9}, {1, 1, 0, 9, 9, 9},
                                             {1, 1, 1, 0, 9, 9}, {1, 1, 1, 1, 0, 9}, {1, 1, 1, 1, 1, 0}};
    const struct page_cost dear = {1, 1, 1, 1, 1, 1};
    for (size_t i = 0; i < sizeof cheap / sizeof *cheap; i++) {
        assert_int_equal(page_cost_compare(&cheap[i], &dear), -1);
        assert_int_equal(page_cost_compare(&dear, &cheap[i]), 1);
    }
    assert_int_equal(page_cost_compare(&dear, &dear), 0);
}

static void a_keep_is_worth_a_page_more(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct page_part parts[] = {{.height = PT(50)}, {.height = PT(50)}, {.height = PT(50), .keep = 1},
                                {.height = PT(50)}};
    struct page_breaks breaks;
    page_break(arena, parts, 4, (struct page_room){PT(100), 0, false}, &breaks);
    assert_int_equal(breaks.n, 3);
    assert_int_equal(breaks.starts[1], 1);
    assert_int_equal(breaks.starts[2], 3);
    arena_free(arena);
}

static void a_page_less_full_is_better_than_a_squeezed_one(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct page_part parts[] = {{.height = PT(50)}, {.before = PT(20), .height = PT(40)}, {.height = PT(50)}};
    struct page_breaks breaks;
    page_break(arena, parts, 3, (struct page_room){PT(100), 0, true}, &breaks);
    assert_int_equal(breaks.n, 2);
    assert_int_equal(breaks.starts[1], 1);
    assert_int_equal(breaks.cost.squeeze, 0);
    arena_free(arena);
}

// Two pages that are short by 7 % are better than one by 9 and a full one, although the squares say otherwise: glue
// that vanishes at the top of the third page makes the difference.
static void no_page_is_short_where_another_division_has_none(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct page_part parts[] = {{.height = PT(910)}, {.height = PT(20)}, {.before = PT(50), .height = PT(930)},
                                {.height = PT(500)}};
    struct page_breaks breaks;
    page_break(arena, parts, 4, (struct page_room){PT(1000), 0, false}, &breaks);
    assert_int_equal(breaks.starts[1], 2);
    assert_int_equal(breaks.cost.empty, 0);
    assert_int_equal(breaks.cost.ragged, 70 * 70 + 70 * 70);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_the_best_of_all_divisions),
        cmocka_unit_test(glue_at_the_top_vanishes),
        cmocka_unit_test(costs_are_compared_from_left_to_right),
        cmocka_unit_test(a_keep_is_worth_a_page_less_full),
        cmocka_unit_test(a_keep_is_worth_a_page_more),
        cmocka_unit_test(a_page_less_full_is_better_than_a_squeezed_one),
        cmocka_unit_test(no_page_is_short_where_another_division_has_none),
        cmocka_unit_test(squeezing_takes_no_more_than_is_needed),
        cmocka_unit_test(what_is_taller_than_a_page_stands_alone_and_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
