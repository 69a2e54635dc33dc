// What README.md shows is what happens.
#include "e2e.h"

// The text of the n-th fenced block of this language.
static char *block(struct e2e *t, const char *language, int n) {
    char *text = e2e_read(t, NASKAH_SOURCE_DIR "/README.md");
    char *fence = arena_printf(t->arena, "\n```%s\n", language);
    for (; n > 0; n--) {
        text = strstr(text, fence);
        assert_non_null(text);
        text += strlen(fence);
    }
    char *end = strstr(text, "\n```\n");
    assert_non_null(end);
    return arena_strndup(t->arena, text, (size_t)(end + 1 - text));
}

static void says_each_line_of(struct e2e *t, char *lines) {
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n"))
        assert_says(t, line);
}

static void the_example_runs_as_shown(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir input");
    e2e_write(t, "input/dinas.xml", block(t, "xml", 1));
    assert_int_equal(e2e_run(t, "jalankan"), 0);
    says_each_line_of(t, block(t, "text", 1));
    assert_true(e2e_exists(t, "output/dinkes/sk-tim-2025.tanda-tangan.pdf"));
    e2e_run(t, "tampil -T record sk-tim-2025");
    assert_status(t, 0);
    assert_says(t, "dr. Lestari Wulandari, M.Kes.");
}

static void the_faulty_set_says_what_is_shown(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir tests && cp -r '%s/tests/e2e' tests", NASKAH_SOURCE_DIR);
    assert_int_equal(e2e_run(t, "jalankan tests/e2e/salah/input -o salah --store salah.db"), 1);
    says_each_line_of(t, block(t, "text", 2));
    size_t n, drafts;
    file_list(t->arena, file_join(t->arena, t->folder, "salah"), ".pdf", &n);
    file_list(t->arena, file_join(t->arena, t->folder, "salah"), ".draf.pdf", &drafts);
    assert_int_equal(drafts, 9);
    assert_int_equal(n, 11);
}

// As many as the README says of the four kinds that it names first, at least; of all others what the input has.
static void input_makes_what_the_readme_says(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "cp -r '%s/input' input", NASKAH_SOURCE_DIR);
    assert_int_equal(e2e_run(t, "jalankan --rendition draf"), 0);
    size_t n;
    file_list(t->arena, file_join(t->arena, t->folder, "output"), ".draf.pdf", &n);
    assert_says(t, arena_printf(t->arena, "%zu naskah: %zu dibuat", n, n));
    static const struct {
        const char *pattern;
        int count;
    } kinds[] = {{"proposal-*", 3}, {"*-sk-*", 6}, {"pk-*", 4}, {"notulen-*", 3}, {"*-undangan-*", 1},
                 {"*-surat-tugas-*", 1}, {"*-pernyataan-*", 3}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        e2e_shell(t, "test $(find output -name '%s' | wc -l) -ge %d", kinds[i].pattern, kinds[i].count);
}

static int empty_folder(void **state) {
    *state = e2e_new();
    return 0;
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, empty_folder, e2e_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(the_example_runs_as_shown),
        CASE(the_faulty_set_says_what_is_shown),
        CASE(input_makes_what_the_readme_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
