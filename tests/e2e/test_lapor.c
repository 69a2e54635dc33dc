// naskah lapor on the command line. What the page is like in a browser is tested by tests/web/test_papan.mjs.
#include "e2e/e2e.h"

static void the_board_and_its_table_are_written_beside_the_documents(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan --rendition draf");
    e2e_run(t, "lapor --tanggal 2025-03-01");
    assert_status(t, 0);
    assert_says(t, "output/papan.html");
    const char *page = e2e_read(t, "output/papan.html");
    assert_non_null(strstr(page, "Keadaan per 1 Maret 2025<"));
    assert_null(strstr(page, "jam komputer"));
    assert_null(strstr(page, "http://"));
    assert_null(strstr(page, "https://"));
    assert_non_null(strstr(page, ".draf.pdf\">draf"));
    assert_non_null(strstr(e2e_read(t, "output/papan.csv"), "\"Antar Obat Lansia\""));
    char *before = e2e_listing(t, "output");
    e2e_run(t, "report --date 2025-03-01");
    assert_status(t, 0);
    assert_string_equal(before, e2e_listing(t, "output"));
    e2e_shell(t, "rm output/papan.*; mkdir lain; cp -r input lain");
    e2e_run(t, "lapor --tanggal 2025-03-01 --json");
    assert_says(t, "{\"type\":\"board\",\"path\":\"output/papan.html\",\"table\":\"output/papan.csv\"");
    assert_string_equal(before, e2e_listing(t, "output"));
}

static void the_day_is_given_or_said_to_be_the_clocks(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "lapor");
    assert_status(t, 0);
    assert_non_null(strstr(e2e_read(t, "output/papan.html"), "(menurut jam komputer ini)"));
    e2e_shell(t, "SOURCE_DATE_EPOCH=1741000000 NASKAH_SHARE='%s' '%s' lapor >out.txt", NASKAH_SOURCE_DIR,
              NASKAH_BINARY);
    assert_non_null(strstr(e2e_read(t, "output/papan.html"), "Keadaan per 3 Maret 2025<"));
    e2e_run(t, "lapor --tanggal kemarin");
    assert_status(t, 2);
    e2e_run(t, "lapor --closing 2025");
    assert_status(t, 2);
    e2e_run(t, "lapor --profile kip-2025");
    assert_status(t, 2);
    assert_says(t, "kipp-2025");
}

static void contests_may_be_named_and_closed(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "lapor --tanggal 2025-03-01 --closing 2025-03-31 --profile kipp-2025,iga-2026");
    assert_status(t, 0);
    assert_says(t, "kipp-2025: ");
    assert_says(t, "iga-2026: ");
    const char *page = e2e_read(t, "output/papan.html");
    assert_non_null(strstr(page, "Tutup Senin, 31 Maret 2025: 30 hari lagi, dihitung dari 1 Maret 2025"));
    e2e_run(t, "lapor --tanggal 2025-04-02 --closing 2025-03-31 --profile kipp-2025");
    page = e2e_read(t, "output/papan.html");
    assert_non_null(strstr(page, "Sudah tutup Senin, 31 Maret 2025: 2 hari sebelum 2 April 2025"));
    assert_null(strstr(page, "IGA"));
}

static void packages_are_linked_to_when_they_stand(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "lapor --tanggal 2025-03-01");
    assert_null(strstr(e2e_read(t, "output/papan.html"), "href=\"paket/"));
    e2e_run(t, "kemas --profile iga --paksa");
    e2e_run(t, "lapor --tanggal 2025-03-01 --profile iga");
    const char *page = e2e_read(t, "output/papan.html");
    for (const char *at = page; (at = strstr(at, "href=\"paket/")) != NULL; at++) {
        const char *path = at + 6;
        assert_true(e2e_exists(t, arena_printf(t->arena, "output/%.*s", (int)strcspn(path, "\""), path)));
    }
    assert_non_null(strstr(page, ".salin-tempel.html\">"));
    assert_non_null(strstr(page, ".zip\">"));
}

static void what_somebody_changed_is_set_aside(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "lapor --tanggal 2025-03-01");
    e2e_write(t, "output/papan.csv", "catatan Sekda\n");
    e2e_run(t, "lapor --tanggal 2025-03-02");
    assert_status(t, 0);
    assert_says(t, "[job.touched]");
    e2e_shell(t, "grep -q 'catatan Sekda' output/papan.disisihkan-*.csv");
    assert_null(strstr(e2e_read(t, "output/papan.csv"), "catatan"));
    e2e_shell(t, "test $(ls output/papan.* | wc -l) = 3");
}

static void what_cannot_be_written_is_not_written_in_part(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "lapor --tanggal 2025-03-01");
    char *before = e2e_listing(t, "output");
    e2e_write(t, "penuh", "bukan folder\n");
    e2e_run(t, "lapor --tanggal 2025-03-01 -o penuh/papan");
    assert_status(t, 3);
    assert_null(strstr(t->out, "papan: "));
    // No file may grow so large: the old board and its table stay, whole.
    e2e_shell(t, "(echo \"<data xmlns='urn:naskah:1'>\"; for i in $(seq 900); do echo "
                 "\"<inovasi id='x$i' nama='Inovasi ke-$i' instansi='dinkes'/>\"; done; echo '</data>') >input/x.xml");
    e2e_shell(t, "echo 'ulimit -f 500; exec \"$@\"' >kecil.sh");
    e2e_shell(t, "NASKAH_SHARE='%s' sh kecil.sh '%s' lapor --tanggal 2025-03-02 >out.txt 2>&1; test $? = 3",
              NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_non_null(strstr(e2e_read(t, "out.txt"), "[job.write."));
    assert_string_equal(before, e2e_listing(t, "output"));
    e2e_run(t, "lapor --tanggal 2025-03-02");
    assert_status(t, 0);
    assert_non_null(strstr(e2e_read(t, "output/papan.html"), "Inovasi ke-900"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_board_and_its_table_are_written_beside_the_documents, e2e_setup,
                                        e2e_teardown),
        cmocka_unit_test_setup_teardown(the_day_is_given_or_said_to_be_the_clocks, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(contests_may_be_named_and_closed, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(packages_are_linked_to_when_they_stand, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(what_somebody_changed_is_set_aside, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_is_not_written_in_part, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
