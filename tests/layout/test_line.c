#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

#include "layout/line.h"

static const struct line_options plain = {
    .first = 100, .rest = 100, .tolerance = 200, .line_penalty = 10, .adjacent = 10000, .consecutive = 10000,
    .final_hyphen = 5000, .short_width = 20, .short_last = 40000};

static struct line_item box(mp width)
{
    return (struct line_item){.kind = LINE_BOX, .width = width};
}

static struct line_item glue(mp width, mp stretch, mp shrink)
{
    return (struct line_item){.kind = LINE_GLUE, .width = width, .stretch = stretch, .shrink = shrink,
                              .most = 2 * stretch};
}

static struct line_item penalty(int value, mp width, bool flagged)
{
    return (struct line_item){.kind = LINE_PENALTY, .penalty = value, .width = width, .flagged = flagged};
}

// ---- brute force: every set of breaks, with the same costs ----

struct brute {
    const struct line_item *items;
    const struct line_sums *sums;
    size_t n;
    const struct line_options *o;
    int64_t best;
    bool found;
    size_t tried;
};

static void try_all(struct brute *b, size_t from, enum line_fitness before, int run_before, int64_t total)
{
    size_t start = from == LINE_START ? 0 : from + 1;
    for (size_t to = start; to < b->n; to++) {
        if (!line_may_break(b->items, to))
            continue;
        struct line_cost c = line_cost(b->items, b->sums, b->n, b->o, from, to);
        int run = line_run(b->items, b->o, run_before, to);
        if (c.feasible && line_run_allowed(b->o, run, &c.demerits)) {
            int64_t sum = total + c.demerits + line_join(b->items, b->n, b->o, from, to, before, c.fitness);
            if (to < b->n - 1) {
                try_all(b, to, c.fitness, run, sum);
            } else {
                b->tried++;
                if (!b->found || sum < b->best)
                    b->best = sum;
                b->found = true;
            }
        }
        if (b->items[to].kind == LINE_PENALTY && b->items[to].penalty <= LINE_FORCED)
            return;
    }
}

static uint64_t seed;

static unsigned random_below(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % n);
}

// Up to 14 words, some with a place for a hyphen, now and then a forced end.
static size_t random_paragraph(struct line_item *items)
{
    size_t n = 0, words = 1 + random_below(14);
    bool narrow_spaces = random_below(4) == 0;
    for (size_t i = 0; i < words; i++) {
        items[n++] = box(5 + random_below(30));
        if (random_below(3) == 0) {
            items[n++] = penalty(random_below(2) ? 50 : 50 + (int)random_below(400), random_below(2) ? 3 : 0,
                                 random_below(4) > 0);
            items[n++] = box(1 + random_below(20));
        }
        if (i + 1 == words)
            break;
        if (random_below(12) == 0)
            items[n++] = penalty(LINE_NEVER, 0, false);
        if (random_below(25) == 0)
            items[n++] = penalty(LINE_FORCED, 0, false);
        else
            items[n++] = narrow_spaces ? glue(4, 1, 1) : glue(6, 3 + random_below(4), 2);
    }
    items[n++] = penalty(LINE_FORCED, 0, false);
    return n;
}

static struct line_options random_options(void)
{
    static const int tolerances[] = {50, 200, 1500, LINE_AWFUL};
    struct line_options o = plain;
    o.rest = 60 + random_below(90);
    o.first = random_below(3) ? o.rest : o.rest - random_below(25);
    o.tolerance = tolerances[random_below(4)];
    o.stretch = random_below(4) ? 0 : o.rest / 6;
    o.loose = random_below(3) ? 0 : 300000;
    o.loose_empty = 1 + random_below(3);
    o.loose_most = random_below(2) ? 0 : 500;
    o.longest_run = (int)random_below(3);
    o.long_run = 7000000;
    return o;
}

static void demerits_are_those_of_the_best_of_all_breaks(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct line_item items[64];
    int solved = 0, impossible = 0, choices = 0;
    seed = 20250210;
    for (int i = 0; i < 4000 && solved < 1000; i++) {
        size_t n = random_paragraph(items);
        struct line_options o = random_options();
        struct line_result result;
        bool found = line_break(arena, items, n, &o, &result);
        struct brute b = {items, line_sums(arena, items, n), n, &o, 0, false, 0};
        try_all(&b, LINE_START, FITNESS_DECENT, 0, 0);
        assert_int_equal(found, b.found);
        if (found)
            assert_int_equal(result.demerits, b.best);
        solved += found;
        impossible += !found;
        choices += b.tried > 1;
        arena_reset(arena);
    }
    assert_int_equal(solved, 1000);
    assert_true(impossible > 100);  // both answers were tested,
    assert_true(choices > 300);     // and there was often something to choose
    arena_free(arena);
}

// ---- the costs themselves, by hand ----

static void badness_is_the_cube_of_the_stretch(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    // Two words of 40 and a space of 10 leave 10 of 100.
    struct line_item items[] = {box(40), glue(10, 10, 5), box(40), glue(10, 10, 5), box(40),
                                penalty(LINE_FORCED, 0, false)};
    struct line_sums *sums = line_sums(arena, items, 6);
    struct line_cost c = line_cost(items, sums, 6, &plain, LINE_START, 3);
    assert_int_equal(c.shortfall, 10);
    assert_int_equal(c.badness, 100);               // stretched by its whole stretch
    assert_int_equal(c.fitness, FITNESS_VERY_LOOSE);
    assert_int_equal(c.demerits, 110 * 110);
    c = line_cost(items, sums, 6, &plain, LINE_START, 1);
    assert_int_equal(c.badness, LINE_AWFUL);        // one word cannot stretch
    assert_false(c.feasible);
    c = line_cost(items, sums, 6, &plain, LINE_START, 5);
    assert_true(c.too_wide);
    c = line_cost(items, sums, 6, &plain, 3, 5);    // the last line is filled for nothing
    assert_int_equal(c.badness, 0);
    assert_int_equal(c.demerits, 100);
    arena_free(arena);
}

static void a_line_shrinks_to_its_shrink_and_no_further(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct line_item items[] = {box(50), glue(10, 5, 4), box(43), glue(10, 5, 4), box(20),
                                penalty(LINE_FORCED, 0, false)};
    struct line_sums *sums = line_sums(arena, items, 6);
    struct line_cost c = line_cost(items, sums, 6, &plain, LINE_START, 3);
    assert_int_equal(c.shortfall, -3);
    assert_int_equal(c.badness, 42);                // 100 (3/4)^3
    assert_int_equal(c.fitness, FITNESS_TIGHT);
    items[2] = box(45);
    sums = line_sums(arena, items, 6);
    c = line_cost(items, sums, 6, &plain, LINE_START, 3);
    assert_false(c.feasible);
    assert_true(c.too_wide);
    arena_free(arena);
}

static void hyphens_in_a_row_and_before_the_last_line_cost_more(void **state)
{
    (void)state;
    struct line_item items[] = {box(90), penalty(50, 5, true), box(90), penalty(50, 5, true), box(30),
                                penalty(LINE_FORCED, 0, false)};
    assert_int_equal(line_join(items, 6, &plain, 1, 3, FITNESS_DECENT, FITNESS_DECENT), plain.consecutive);
    assert_int_equal(line_join(items, 6, &plain, 3, 5, FITNESS_DECENT, FITNESS_DECENT), plain.final_hyphen);
    assert_int_equal(line_join(items, 6, &plain, LINE_START, 1, FITNESS_DECENT, FITNESS_LOOSE), 0);
    assert_int_equal(line_join(items, 6, &plain, LINE_START, 1, FITNESS_DECENT, FITNESS_VERY_LOOSE), plain.adjacent);
}

static void no_more_hyphens_stand_in_a_row_than_asked(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    // Each pair of a box and a hyphen fills a line; after two of them a line must end at the space.
    struct line_item items[32];
    size_t n = 0;
    for (int i = 0; i < 5; i++) {
        items[n++] = box(60);
        items[n++] = glue(5, 30, 2);
        items[n++] = box(30);
        items[n++] = penalty(50, 5, true);
    }
    items[n++] = box(40);
    items[n++] = penalty(LINE_FORCED, 0, false);
    struct line_options o = plain;
    o.tolerance = LINE_AWFUL;
    for (o.longest_run = 0; o.longest_run < 3; o.longest_run++) {
        struct line_result result;
        int run = 0, longest = 0;
        assert_true(line_break(arena, items, n, &o, &result));
        for (size_t i = 0; i < result.n; i++) {
            run = items[result.breaks[i]].flagged ? run + 1 : 0;
            longest = run > longest ? run : longest;
        }
        assert_int_equal(longest, o.longest_run ? o.longest_run : 5);
    }
    arena_free(arena);
}

static void a_line_that_gapes_costs_by_what_it_leaves_empty(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct line_item items[] = {box(20), glue(10, 5, 2), box(20), glue(10, 5, 2), box(80),
                                penalty(LINE_FORCED, 0, false)};
    struct line_sums *sums = line_sums(arena, items, 6);
    struct line_options o = plain;
    o.tolerance = LINE_AWFUL;
    o.loose = 200000;
    o.loose_empty = 3;
    struct line_cost c = line_cost(items, sums, 6, &o, LINE_START, 3);
    assert_true(c.gapes);                                   // 50 are empty, and the space gives 10 at most
    assert_int_equal(c.demerits, 200000 + 3 * 500 * 500);
    c = line_cost(items, sums, 6, &o, LINE_START, 1);
    assert_int_equal(c.demerits, 200000 + 3 * 800 * 800);
    o.loose = 0;
    c = line_cost(items, sums, 6, &o, LINE_START, 3);
    assert_true(c.gapes);
    assert_int_equal(c.demerits, 10010 * 10010);
    c = line_cost(items, sums, 6, &o, 3, 5);
    assert_false(c.gapes);                                  // the end of a paragraph is not filled
    arena_free(arena);
}

static void letters_that_give_way_stretch_a_line(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct line_item items[] = {box(40), glue(10, 5, 2), box(40), penalty(LINE_FORCED, 0, false), box(1),
                                penalty(LINE_FORCED, 0, false)};
    items[0].stretch = items[0].shrink = items[2].stretch = items[2].shrink = 5;
    struct line_sums *sums = line_sums(arena, items, 6);
    struct line_options o = plain;
    o.first = 80;
    struct line_cost c = line_cost(items, sums, 6, &o, LINE_START, 3);
    assert_true(c.feasible);                                // 10 too wide: 12 can be taken
    assert_int_equal(c.badness, 57);
    arena_free(arena);
}

static void greedy_lines_are_as_full_as_they_can_be(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct line_item items[] = {box(30), glue(5, 5, 2), box(30), glue(5, 5, 2), box(30), glue(5, 5, 2), box(120),
                                glue(5, 5, 2), box(30), penalty(LINE_FORCED, 0, false)};
    struct line_result result;
    line_break_greedy(arena, items, 10, &plain, &result);
    assert_int_equal(result.n, 3);
    assert_int_equal(result.breaks[0], 5);                  // 30 5 30 5 30 is 100
    assert_int_equal(result.breaks[1], 7);                  // too wide, but it must stand somewhere
    assert_int_equal(result.breaks[2], 9);
    arena_free(arena);
}

static void one_short_word_is_kept_off_the_last_line(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    // "aa aa aa a": the last word is narrower than 20; two lines either way.
    struct line_item items[] = {box(30), glue(5, 40, 2), box(30), glue(5, 40, 2), box(26), glue(5, 40, 2), box(10),
                                penalty(LINE_FORCED, 0, false)};
    struct line_options o = plain;
    struct line_result result;
    o.tolerance = LINE_AWFUL;
    assert_true(line_break(arena, items, 8, &o, &result));
    assert_int_equal(result.n, 2);
    assert_int_equal(result.breaks[0], 3);
    o.short_last = 0;
    assert_true(line_break(arena, items, 8, &o, &result));
    assert_int_equal(result.breaks[0], 5);
    arena_free(arena);
}

static void a_word_that_is_too_wide_is_forced_only_on_demand(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct line_item items[] = {box(30), glue(5, 10, 2), box(130), glue(5, 10, 2), box(30),
                                penalty(LINE_FORCED, 0, false)};
    struct line_options o = plain;
    struct line_result result;
    o.tolerance = LINE_AWFUL;
    assert_false(line_break(arena, items, 6, &o, &result));
    o.force = true;
    assert_true(line_break(arena, items, 6, &o, &result));
    assert_true(result.overfull);
    assert_int_equal(result.n, 3);
    assert_int_equal(result.breaks[0], 1);
    assert_int_equal(result.breaks[1], 3);
    arena_free(arena);
}

static void two_forced_ends_make_an_empty_line(void **state)
{
    (void)state;
    struct arena *arena = arena_new(0);
    struct line_item items[] = {box(30), penalty(LINE_FORCED, 0, false), penalty(LINE_FORCED, 0, false), box(30),
                                penalty(LINE_FORCED, 0, false)};
    struct line_result result;
    assert_true(line_break(arena, items, 5, &plain, &result));
    assert_int_equal(result.n, 3);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(demerits_are_those_of_the_best_of_all_breaks),
        cmocka_unit_test(badness_is_the_cube_of_the_stretch),
        cmocka_unit_test(a_line_shrinks_to_its_shrink_and_no_further),
        cmocka_unit_test(hyphens_in_a_row_and_before_the_last_line_cost_more),
        cmocka_unit_test(no_more_hyphens_stand_in_a_row_than_asked),
        cmocka_unit_test(a_line_that_gapes_costs_by_what_it_leaves_empty),
        cmocka_unit_test(letters_that_give_way_stretch_a_line),
        cmocka_unit_test(greedy_lines_are_as_full_as_they_can_be),
        cmocka_unit_test(one_short_word_is_kept_off_the_last_line),
        cmocka_unit_test(a_word_that_is_too_wide_is_forced_only_on_demand),
        cmocka_unit_test(two_forced_ends_make_an_empty_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
