// A kind of document is a template: nothing else knows the list of kinds.
#include "e2e/e2e.h"

static const char template[] =
    "<template xmlns=\"urn:naskah:template:1\" for=\"surat-baru\" title=\"Surat\">"
    "<style name=\"dasar\" font=\"Sans\" size=\"12pt\"/>"
    "<page name=\"utama\" paper=\"a4\" top=\"20mm\" bottom=\"20mm\" left=\"20mm\" right=\"20mm\"/>"
    "<section page=\"utama\"><para style=\"dasar\">Hal: <value select=\"@hal\"/> di "
    "<value select=\"kegiatan/@tempat\"/></para></section></template>";
static const char letters[] =
    "<data xmlns=\"urn:naskah:1\">"
    "<naskah id=\"surat-1\" jenis=\"surat-baru\" instansi=\"dinkes\" hal=\"Percobaan\" tanggal=\"2025-03-01\"/>"
    "<naskah id=\"surat-2\" jenis=\"surat-bru\" instansi=\"dinkes\" tanggal=\"2025-03-01\"/></data>";

static void test_a_template_makes_a_kind(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_run(t, "jalankan --only sk-bappeda");
    assert_status(t, 0);
    e2e_write(t, "share/templates/documents/surat-baru.xml", template);
    e2e_write(t, "input/surat.xml", letters);
    e2e_run(t, "jalankan --only sk-bappeda");
    assert_says(t, "1 tetap");  // other documents do not mind a new template
    e2e_run(t, "jalankan --only surat-1");
    assert_status(t, 0);
    e2e_shell(t, "pdftotext -raw output/dinkes/surat-1.tanda-tangan.pdf s.txt");
    assert_non_null(strstr(e2e_read(t, "s.txt"), "Hal: Percobaan"));
}

static void test_an_unknown_kind_is_told_with_the_nearest(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_write(t, "share/templates/documents/surat-baru.xml", template);
    e2e_write(t, "input/surat.xml", letters);
    e2e_run(t, "--lang id jalankan --only surat-2");
    assert_status(t, 1);
    assert_says(t, "surat-bru");
    assert_says(t, "surat-baru");
    e2e_run(t, "tampil -T record surat-2");
    assert_says(t, "jenis=\"surat-bru\"");
}

static void test_house_rules_derive_it(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_write(t, "share/templates/documents/surat-baru.xml", template);
    e2e_run(t, "jalankan");
    assert_false(e2e_exists(t, "output/bappeda/surat-baru-rdr-3.draf.pdf"));
    e2e_write(t, "input/tata.xml",
              "<data xmlns=\"urn:naskah:1\"><tata id=\"baru\" instansi=\"bappeda\"><rencana jenis=\"surat-baru\" "
              "untuk=\"kegiatan\"/></tata></data>");
    e2e_run(t, "jalankan");
    assert_true(e2e_exists(t, "output/bappeda/surat-baru-rdr-3.draf.pdf"));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_a_template_makes_a_kind),
        TEST(test_an_unknown_kind_is_told_with_the_nearest),
        TEST(test_house_rules_derive_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
