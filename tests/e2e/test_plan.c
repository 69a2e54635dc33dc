// Before and during a run: the plan of a dry run, the limit of failures, lines of progress.
#include "e2e/e2e.h"

static void test_dry_run_tells_and_changes_nothing(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan --coba");
    assert_status(t, 1);
    assert_says(t, "akan dibuat output/dinkes/sk-dinkes.tanda-tangan.pdf");
    assert_says(t, "dihentikan proposal-antar-obat-iga");
    assert_says(t, "hanya rencana");
    assert_false(e2e_exists(t, "naskah.db"));
    assert_false(e2e_exists(t, "naskah.db.lock"));
    assert_false(e2e_exists(t, "output"));
    e2e_run(t, "jalankan");
    e2e_edit(t, "input/sk.xml", "setiap hari Rabu", "setiap hari Kamis");
    char *before = e2e_listing(t, "output");
    e2e_shell(t, "sha256sum naskah.db >gudang.sum");
    e2e_run(t, "run --dry-run --json");
    assert_says(t, "{\"type\":\"foreseen\",\"document\":\"sk-bappeda\",\"verdict\":\"make\"}");
    assert_says(t, "{\"type\":\"foreseen\",\"document\":\"sk-dinkes\",\"verdict\":\"current\"}");
    assert_says(t, "{\"type\":\"foreseen\",\"document\":\"proposal-antar-obat-iga\",\"verdict\":\"stopped\"}");
    assert_says(t, "\"made\":1,");
    assert_string_equal(e2e_listing(t, "output"), before);
    e2e_shell(t, "sha256sum -c --quiet gudang.sum");
    // The run does what the plan said.
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "sk-bappeda");
    e2e_run(t, "tandai sk-dinkes dicetak --tanggal 2025-02-12");
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    e2e_run(t, "jalankan --coba");
    assert_says(t, "beku sk-dinkes");
    assert_says(t, "tetap sk-bappeda");
    assert_false(e2e_says(t, "akan dibuat output"));
    assert_says(t, "0 akan dibuat, 4 tetap, 1 dihentikan");
}

static void test_max_failures(void **state) {
    struct e2e *t = *state;
    static const char *const none[] = {"0", "3x", "-1", "1e3", "99999999999"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        e2e_run(t, "jalankan --max-failures=%s", none[i]);
        assert_status(t, 2);
        assert_says(t, "bukan bilangan");
    }
    e2e_run(t, "jalankan --max-failures 1 --catatan");
    assert_status(t, 1);
    assert_says(t, "[job.max-failures]");
    assert_true(e2e_exists(t, "output/dinkes/proposal-antar-obat-iga.draf.pdf"));
    assert_false(e2e_exists(t, "output/dinkes/sk-dinkes.draf.pdf"));
    e2e_run(t, "jalankan --max-failures 2");
    assert_true(e2e_exists(t, "output/dinkes/sk-dinkes.draf.pdf"));
    assert_int_equal(e2e_run(t, "jalankan --max-failures 0"), 2);
}

// On a terminal one line that is written over; in a log nothing of it.
static void test_progress(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    assert_false(e2e_says(t, "[2/5]"));
    e2e_shell(t, "rm -r output && export NO_COLOR=1 TERM=xterm NASKAH_SHARE='%s' &&"
              " script -qc \"'%s' jalankan\" tty.txt >/dev/null", NASKAH_SOURCE_DIR, NASKAH_BINARY);
    char *seen = e2e_read(t, "tty.txt");
    assert_non_null(strstr(seen, "\r\033[K[2/5]"));
    assert_non_null(strstr(seen, "(1 dihentikan, 0 gagal)"));
    assert_null(strstr(seen, "\033[3"));
    e2e_shell(t, "rm -r output && TERM=dumb NASKAH_SHARE='%s' script -qc \"'%s' jalankan\" dumb.txt >/dev/null",
              NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_null(strstr(e2e_read(t, "dumb.txt"), "\033[K"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_dry_run_tells_and_changes_nothing, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_max_failures, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_progress, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("the plan of a run", tests, NULL, NULL);
}
