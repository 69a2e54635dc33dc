#include "support.h"

static void allocations_are_zeroed_aligned_and_distinct(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    char *before = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        char *p = arena_alloc(a, size);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
        assert_true(p != before);
        before = p;
    }
    char *large = arena_alloc(a, 10 * 1024 * 1024);
    memset(large, 1, 10 * 1024 * 1024);
    assert_true(arena_used(a) > 10 * 1024 * 1024);
    arena_free(a);
}

static void room_is_room_and_bounded(void **state) {
    (void)state;
    struct arena *arena = arena_new(0);
    uint64_t *a = ARENA_ROOM(arena, 100, uint64_t), *b = ARENA_ROOM(arena, 100, uint64_t);
    memset(a, 1, 100 * sizeof *a);
    memset(b, 2, 100 * sizeof *b);
    assert_int_equal(a[99], UINT64_C(0x0101010101010101));
    arena_free(arena);
    jmp_buf jump;
    arena = arena_new(1 << 16);
    arena_guard(arena, &jump);
    if (!setjmp(jump)) {
        ARENA_ROOM(arena, SIZE_MAX / 4, uint64_t);
        fail();
    }
    arena_free(arena);
}

static void zeroed_again_after_reset(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    memset(arena_alloc(a, 1000), 0xFF, 1000);
    arena_reset(a);
    assert_int_equal(arena_used(a), 0);
    assert_int_equal(arena_peak(a), 1000);
    const char *p = arena_alloc(a, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(p[i], 0);
    arena_free(a);
}

static void the_last_allocation_grows_in_place(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    char *p = arena_alloc(a, 10);
    strcpy(p, "123456789");
    char *grown = arena_grow(a, p, 10, 1000);
    assert_ptr_equal(grown, p);
    assert_string_equal(grown, "123456789");
    assert_int_equal(grown[999], 0);
    assert_ptr_equal(arena_grow(a, grown, 1000, 500), grown);  // shrinking changes nothing
    arena_alloc(a, 1);
    char *moved = arena_grow(a, grown, 1000, 2000);
    assert_ptr_not_equal(moved, grown);
    assert_string_equal(moved, "123456789");
    assert_int_equal(moved[1999], 0);
    char *over = arena_grow(a, moved, 2000, 1000000);  // past the end of the block
    assert_string_equal(over, "123456789");
    assert_non_null(arena_grow(a, NULL, 0, 5));
    arena_free(a);
}

static int closed[3], n_closed;

static void note(void *handle) {
    closed[n_closed++] = *(int *)handle;
}

static void handles_are_closed_last_first_and_once(void **state) {
    (void)state;
    static int numbers[] = {1, 2, 3};
    struct arena *a = arena_new(0);
    for (int i = 0; i < 3; i++)
        arena_on_free(a, note, &numbers[i]);
    arena_reset(a);
    assert_int_equal(n_closed, 3);
    assert_int_equal(closed[0], 3);
    assert_int_equal(closed[2], 1);
    arena_free(a);
    assert_int_equal(n_closed, 3);
}

static void over_the_limit_jumps_and_the_handles_are_still_closed(void **state) {
    (void)state;
    static int number = 7;
    static volatile int jumps;
    jmp_buf jump;
    struct arena *a = arena_new(100000);
    n_closed = 0;
    arena_guard(a, &jump);
    if (setjmp(jump) == 0) {
        arena_on_free(a, note, &number);
        for (int i = 0; i < 1000; i++)
            arena_alloc(a, 1000);
        fail();
    } else {
        jumps++;
    }
    assert_true(arena_used(a) <= 100000);
    arena_reset(a);
    assert_int_equal(n_closed, 1);
    if (setjmp(jump) == 0) {
        arena_array(a, SIZE_MAX / 4, 8);
        fail();
    } else {
        jumps++;
    }
    arena_alloc(a, 99000);  // the limit counts from the reset
    if (setjmp(jump) == 0) {
        char *p = arena_alloc(a, 100);
        arena_grow(a, p, 100, 5000);
        fail();
    } else {
        jumps++;
    }
    assert_int_equal(jumps, 3);
    arena_free(a);
}

static void strings_are_copied(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    assert_null(arena_strdup(a, NULL));
    assert_string_equal(arena_strdup(a, "naskah"), "naskah");
    assert_string_equal(arena_strndup(a, "naskah", 3), "nas");
    assert_string_equal(arena_strndup(a, "nas", 10), "nas");
    assert_string_equal(arena_printf(a, "%d %s", 5, "lima"), "5 lima");
    char *p = arena_printf(a, "%5000d", 1);
    assert_int_equal(strlen(p), 5000);
    arena_free(a);
    arena_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_zeroed_aligned_and_distinct),
        cmocka_unit_test(room_is_room_and_bounded),
        cmocka_unit_test(zeroed_again_after_reset),
        cmocka_unit_test(the_last_allocation_grows_in_place),
        cmocka_unit_test(handles_are_closed_last_first_and_once),
        cmocka_unit_test(over_the_limit_jumps_and_the_handles_are_still_closed),
        cmocka_unit_test(strings_are_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
