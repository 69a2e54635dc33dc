// A PDF against the record that it carries: naskah buktikan.
#include "e2e/signing.h"

#define SK "output/dinkes/sk-dinkes.arsip.pdf"

static int prove_setup(void **state) {
    e2e_setup(state);
    struct e2e *t = *state;
    signing_prepare(t);
    e2e_run(t, "jalankan");
    return 0;
}

static void test_what_we_made_is_what_it_says(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir terpisah && cp output/*/*.arsip.pdf output/*/*.tanda-tangan.pdf terpisah"
                 " && mv input masukan");  // neither data nor store is needed
    e2e_run(t, "buktikan terpisah/*.pdf");
    assert_status(t, 0);
    assert_int_equal(launching_count(t->out, ", teks sama ("), 8);
    assert_int_equal(launching_count(t->out, ", byte sama"), 8);
    assert_null(strstr(t->out, "BEDA"));
    e2e_run(t, "proof terpisah/sk-dinkes.arsip.pdf --json");
    assert_status(t, 0);
    assert_says(t, "\"same_text\":true");
    assert_says(t, "\"same_bytes\":true");
}

static void test_a_signed_file_still_proves_itself(void **state) {
    struct e2e *t = *state;
    signing_sign(t, "output/dinkes/pk-kk-dinkes.tanda-tangan.pdf", "pihak-pertama", 1, "satu.pdf");
    signing_sign(t, "satu.pdf", "pihak-kedua", 2, "dua.pdf");
    e2e_run(t, "buktikan dua.pdf");
    assert_status(t, 0);
    assert_says(t, "teks sama");
    assert_says(t, "byte sama");
    assert_says(t, "ditambah 2 tanda tangan");
}

static void test_other_templates_are_told_word_by_word(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_edit(t, "share/templates/documents/keputusan.xml", "MEMUTUSKAN", "MENETAPKAN");
    e2e_run(t, "buktikan " SK " --catatan");
    assert_status(t, 1);
    assert_says(t, "Halaman 1: berkas berbunyi “MEMUTUSKAN:”, rekamannya “MENETAPKAN:”.");
    assert_says(t, "dibuat dengan templat yang lain");
    assert_says(t, "teks BEDA");
    // A change that says nothing else changes bytes, and is explained.
    e2e_edit(t, "share/templates/documents/keputusan.xml", "MENETAPKAN", "MEMUTUSKAN");
    e2e_edit(t, "share/templates/offices/default.xml", "antar-butir=\"6pt\"", "antar-butir=\"5pt\"");
    e2e_edit(t, "share/templates/documents/keputusan.xml", "</template>", "<!-- lain --></template>");
    e2e_run(t, "buktikan " SK " --catatan");
    assert_status(t, 0);
    assert_says(t, "teks sama");
}

static void test_a_changed_file_is_found_out(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "qpdf " SK " simpan.pdf");
    e2e_run(t, "buktikan simpan.pdf");
    assert_status(t, 1);
    assert_says(t, "teks sama");
    assert_says(t, "[proof.bytes]");
    // Its pages are those of another decree, but it still carries its own record.
    e2e_shell(t, "qpdf " SK " --pages output/bappeda/sk-bappeda.arsip.pdf 1 . 2 -- tukar.pdf");
    e2e_run(t, "buktikan tukar.pdf");
    assert_status(t, 1);
    assert_says(t, "[proof.text]");
    assert_says(t, "Halaman 1: berkas berbunyi");
    assert_says(t, "berbunyi “BADAN PERENCANAAN PEMBANGUNAN DAERAH”, rekamannya “DINAS KESEHATAN”");
}

static void test_files_that_carry_no_record(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "buktikan output/dinkes/sk-dinkes.draf.pdf");
    assert_status(t, 1);
    assert_says(t, "[proof.none]");
    e2e_write(t, "teks.pdf", "bukan PDF");
    e2e_run(t, "buktikan teks.pdf tidak-ada.pdf");
    assert_status(t, 1);
    assert_says(t, "[pdf.not-pdf]");
    assert_says(t, "[file.missing]");
    e2e_run(t, "buktikan");
    assert_status(t, 2);
}

#define PROVE_TEST(name) cmocka_unit_test_setup_teardown(name, prove_setup, e2e_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        PROVE_TEST(test_what_we_made_is_what_it_says),
        PROVE_TEST(test_a_signed_file_still_proves_itself),
        PROVE_TEST(test_other_templates_are_told_word_by_word),
        PROVE_TEST(test_a_changed_file_is_found_out),
        PROVE_TEST(test_files_that_carry_no_record),
    };
    return cmocka_run_group_tests(tests, signing_open, signing_close);
}
