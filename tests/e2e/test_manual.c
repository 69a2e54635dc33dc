// Completions and the manual page, read by the programs that they are for.
#include "e2e/e2e.h"

static void test_bash_completes(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "bantuan --lengkapi bash"), 0);
    e2e_write(t, "naskah.bash", t->printed);
    e2e_write(t, "try.bash", "source ./naskah.bash\n"
                             "try() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _naskah;"
                             " echo \"${COMPREPLY[*]}\"; }\n"
                             "try naskah dok\ntry naskah jalankan --max\ntry naskah run --dr\ntry naskah tandai --dry\n"
                             "try naskah jalankan -o inp\ncomplete -p naskah\n");
    e2e_shell(t, "bash -n naskah.bash && bash try.bash >said.txt");
    assert_string_equal(e2e_read(t, "said.txt"), "dokter\n--max-failures\n--dry-run\n\ninput\n"
                                                 "complete -o filenames -F _naskah naskah\n");
    assert_int_equal(e2e_run(t, "bantuan --lengkapi bsh"), 2);
    assert_says(t, "bash, zsh, fish");
}

// Shells that are not installed are not asked.
static void test_other_shells(void **state) {
    struct e2e *t = *state;
    static const char *const shells[] = {"zsh", "fish"};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(e2e_run(t, "bantuan --lengkapi %s", shells[i]), 0);
        assert_says(t, "gudang");
        assert_says(t, "max-failures");
        assert_false(e2e_says(t, "cli."));
        e2e_write(t, "lengkapi", t->printed);
        e2e_shell(t, "! command -v %s >/dev/null || %s -n lengkapi", shells[i], shells[i]);
        e2e_shell(t, "bash -n lengkapi");  // quotes are closed: both are near enough to sh for that
    }
}

static void test_manual_page(void **state) {
    struct e2e *t = *state;
    static const char *const languages[] = {"id", "en"};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(e2e_run(t, "bantuan --man --lang %s", languages[i]), 0);
        assert_false(e2e_says(t, "cli."));
        assert_int_equal(strncmp(t->printed, ".TH NASKAH 1", 12), 0);
        e2e_write(t, "naskah.1", t->printed);
        e2e_shell(t, "! command -v man >/dev/null || { LC_ALL=C.UTF-8 MANWIDTH=90 man --warnings -l naskah.1 >man.txt"
                     " 2>warnings.txt && grep -q 'naskah gudang' man.txt && ! test -s warnings.txt; }");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bash_completes, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_other_shells, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_manual_page, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("completions and the manual page", tests, NULL, NULL);
}
