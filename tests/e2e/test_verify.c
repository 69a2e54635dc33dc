// naskah verifikasi: our own files, files that are something else, and those of other programs.
#include "e2e/e2e.h"

static void our_files_conform(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "buat sk-bappeda"), 0);
    assert_int_equal(e2e_run(t, "verifikasi output/bappeda/sk-bappeda.tanda-tangan.pdf"), 0);
    assert_non_null(strstr(t->printed, "Kesimpulan: memenuhi PDF/A-3a dan PDF/UA-1"));
    assert_null(strstr(t->printed, "SALAH"));
    assert_int_equal(e2e_run(t, "verify --lang en --catatan output/bappeda/sk-bappeda.tanda-tangan.pdf"), 0);
    assert_non_null(strstr(t->printed, "right  PDF/UA-1 7.3-1  figures have a description"));
}

static void drafts_do_not_claim_it(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "buat sk-bappeda"), 0);
    assert_int_equal(e2e_run(t, "verifikasi output/bappeda/sk-bappeda.draf.pdf"), 1);
    assert_non_null(strstr(t->printed, "SALAH  PDF/A-3a 6.6.4-1  berkas menyatakan diri PDF/A"));
    assert_non_null(strstr(t->printed, "tidak menyatakan diri arsip"));
    assert_int_equal(e2e_run(t, "verifikasi --json output/bappeda/sk-bappeda.draf.pdf"), 1);
    assert_non_null(strstr(t->printed, "\"type\":\"verified\""));
    assert_non_null(strstr(t->printed, "\"conforms\":false"));
    assert_non_null(strstr(t->printed, "\"clause\":\"6.6.4-1\",\"check\":\"pdf.row.archive-claim\""));
}

static void what_is_no_pdf_is_said_to_be_none(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "printf 'bukan PDF' >a.pdf; printf '%%%%PDF-1.7\\nrusak' >b.pdf");
    assert_int_equal(e2e_run(t, "verifikasi a.pdf b.pdf tidak-ada.pdf"), 1);
    assert_non_null(strstr(t->printed, "[verify.unknown]"));
    assert_non_null(strstr(t->printed, "[pdf.broken]"));
    assert_non_null(strstr(t->printed, "[file.missing]"));
    assert_int_equal(e2e_run(t, "verifikasi"), 2);
}

// The reader is not made for our writer alone: qpdf writes the same file in other ways.
static void other_writers_are_read(void **state) {
    struct e2e *t = *state;
    static const char *const ways[] = {"--linearize", "--object-streams=disable", "--qdf --object-streams=disable",
                                       "--object-streams=generate --stream-data=uncompress"};
    assert_int_equal(e2e_run(t, "buat sk-bappeda"), 0);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        e2e_shell(t, "qpdf --newline-before-endstream %s output/bappeda/sk-bappeda.tanda-tangan.pdf lain.pdf", ways[i]);
        assert_int_equal(e2e_run(t, "verifikasi lain.pdf"), 0);
        assert_non_null(strstr(t->printed, "Kesimpulan: memenuhi"));
    }
    e2e_shell(t, "qpdf output/bappeda/sk-bappeda.tanda-tangan.pdf lain.pdf");  // what qpdf's manual warns of
    assert_int_equal(e2e_run(t, "verifikasi lain.pdf"), 1);
    assert_non_null(strstr(t->printed, "SALAH  PDF/A-3a 6.1.7.1-2"));
    e2e_shell(t, "qpdf --encrypt a b 256 -- output/bappeda/sk-bappeda.tanda-tangan.pdf lain.pdf");
    assert_int_equal(e2e_run(t, "verifikasi lain.pdf"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(our_files_conform, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(drafts_do_not_claim_it, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_pdf_is_said_to_be_none, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(other_writers_are_read, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
