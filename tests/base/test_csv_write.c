#include "base/csv_write.h"
#include "support.h"

static void cells_are_quoted_where_they_must_and_never_run(void **state) {
    struct arena *arena = arena_new(0);
    struct buf b = buf_new(arena);
    (void)state;
    csv_start(&b);
    csv_row(&b, (const char *const[]){"nama", NULL, "a;b", "dua\nbaris"}, 4);
    csv_row(&b, (const char *const[]){"=1+1", "-5", "kata \"petik\"", "@x"}, 4);
    assert_string_equal(buf_text(&b), "\xef\xbb\xbfnama;;\"a;b\";\"dua\nbaris\"\r\n"
                                      "\"'=1+1\";\"'-5\";\"kata \"\"petik\"\"\";\"'@x\"\r\n");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells_are_quoted_where_they_must_and_never_run)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
