// Completions and the manual pages, read by the programs that they are for.
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

// groff has nothing to complain about, and every page has its name and what it says.
static void test_manual_pages(void **state) {
    struct e2e *t = *state;
    static const char *const languages[] = {"id", "en"};
    static const char *const pages[][3] = {{"", ".TH NASKAH 1", "naskah gudang"},
                                           {"data", ".TH NASKAH-DATA 5", "penanggung-jawab"},
                                           {"template", ".TH NASKAH-TEMPLATE 5", "keep-next"},
                                           {"profil", ".TH NASKAH-PROFIL 5", "max_words"},
                                           {"json", ".TH NASKAH-JSON 5", "undone"}};
    for (size_t i = 0; i < 2 * sizeof pages / sizeof *pages; i++) {
        const char *const *page = pages[i / 2];
        assert_int_equal(e2e_run(t, "bantuan --man %s --lang %s", page[0], languages[i % 2]), 0);
        assert_false(e2e_says(t, "cli."));
        assert_int_equal(strncmp(t->printed, page[1], strlen(page[1])), 0);
        e2e_write(t, "naskah.1", t->printed);
        e2e_shell(t, "! command -v man >/dev/null || { LC_ALL=C.UTF-8 MANWIDTH=90 man --warnings -l naskah.1 "
                     "2>warnings.txt | tr -d '\\b' >man.txt; grep -q -e '%s' man.txt && "
                     "! test -s warnings.txt; }", page[2]);
        e2e_shell(t, "! command -v groff >/dev/null || { groff -K utf8 -man -Tutf8 -ww -z naskah.1 2>warnings.txt; "
                     "! test -s warnings.txt; }");
        e2e_shell(t, "! command -v mandoc >/dev/null || mandoc -Tlint -Werror naskah.1 >/dev/null");
    }
    assert_int_equal(e2e_run(t, "bantuan --man dta"), 2);
    assert_says(t, "Mungkin maksudnya data");
}

// All commands of DESIGN, with their aliases, are in the table: each has its help.
static void test_all_commands_are_there(void **state) {
    struct e2e *t = *state;
    static const char *const design[][2] = {
        {"mulai", "init"}, {"jalankan", "run"}, {"impor", "import"}, {"formulir", "form"}, {"periksa", "check"},
        {"jelaskan", "explain"}, {"profil", "profile"}, {"templat", "template"}, {"buat", "make"}, {"tampil", "show"},
        {"nomor", "number"}, {"tandai", "mark"}, {"terima", "receive"}, {"cetak", "print-set"}, {"kemas", "pack"},
        {"bukti", "evidence"}, {"buktikan", "proof"}, {"verifikasi", "verify"}, {"arsipkan", "archive"},
        {"lapor", "report"}, {"tindak-lanjut", "follow-up"}, {"tahun", "year"}, {"status", "status"},
        {"dokter", "doctor"}, {"gudang", "store"}};
    char missing[400] = "";
    for (size_t i = 0; i < sizeof design / sizeof *design; i++) {
        for (size_t k = 0; k < 2; k++) {
            e2e_run(t, "bantuan %s", design[i][k]);
            if (t->status != 0 || !strstr(t->printed, arena_printf(t->arena, "naskah %s", design[i][0]))) {
                strcat(strcat(missing, " "), design[i][k]);
                continue;
            }
            e2e_run(t, "%s --help", design[i][k]);
            assert_status(t, 0);
        }
    }
    if (*missing) {
        fail_msg("DESIGN has commands that the program has not:%s", missing);
    }
    e2e_run(t, "bantuan --man");
    for (size_t i = 0; i < sizeof design / sizeof *design; i++) {
        assert_says(t, arena_printf(t->arena, ".SS naskah %s ", design[i][0]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bash_completes, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_other_shells, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_manual_pages, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_all_commands_are_there, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("completions and the manual pages", tests, NULL, NULL);
}
