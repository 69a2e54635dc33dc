// What became of documents after they were made: naskah tandai, the notes file, frozen documents and their successors.
#include "e2e/e2e.h"

#define NOTES "input/catatan/keadaan.xml"

static int states_setup(void **state) {
    e2e_setup(state);
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    assert_status(t, 1);  // its proposal has holes
    return 0;
}

static void test_marks_are_lines_of_a_file(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tandai sk-dinkes paraf --tanggal 2025-02-10 --oleh 'Budi & \"Tim\" <satu>'");
    assert_status(t, 0);
    e2e_edit(t, NOTES, "</data>", "  <!-- ditulis tangan -->\n  <keadaan naskah='sk-bappeda' status='ttd'/>\n</data>");
    e2e_run(t, "mark sk-dinkes ttd --tanggal '12 Februari 2025' --boks 4 --folder 2");
    assert_status(t, 0);
    char *text = e2e_read(t, NOTES);
    assert_non_null(strstr(text, "oleh=\"Budi &amp; &quot;Tim&quot; &lt;satu>\""));
    assert_non_null(strstr(text, "<!-- ditulis tangan -->"));
    assert_non_null(strstr(text, "tanggal=\"12 Februari 2025\" boks=\"4\" folder=\"2\"/>\n</data>"));
    e2e_run(t, "tandai sk-bappeda bernomor --tanggal 2025-03-01");  // signed by hand: that counts
    assert_status(t, 0);
    e2e_run(t, "periksa --catatan");
    assert_null(strstr(t->out, "object."));
}

static void test_order_and_names(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tandai sk-dinkes diarsipkan");
    assert_status(t, 2);
    assert_says(t, "diarsipkan baru dapat sesudah ttd");
    e2e_run(t, "tandai 'sk-*' ttd --tanggal 2025-02-12");
    assert_status(t, 0);
    char *before = e2e_read(t, NOTES);
    e2e_run(t, "tandai 'sk-*' paraf");
    assert_status(t, 2);
    assert_says(t, "paraf letaknya sebelum itu");
    e2e_run(t, "tandai sk-dinkes diarsipkn");
    assert_status(t, 2);
    assert_says(t, "yang paling mirip adalah diarsipkan");
    e2e_run(t, "tandai sk-dinks ttd");
    assert_status(t, 2);
    assert_says(t, "sk-dinkes");
    e2e_run(t, "tandai sk-dinkes bernomor --tanggal besok");
    assert_status(t, 2);
    e2e_run(t, "tandai sk-dinkes");
    assert_status(t, 2);
    assert_string_equal(e2e_read(t, NOTES), before);
    e2e_run(t, "tandai 'sk-*' ttd --catatan");
    assert_status(t, 0);
    assert_says(t, "sudah ttd; tidak ada yang ditambahkan");
    assert_string_equal(e2e_read(t, NOTES), before);
}

static void test_a_file_that_is_no_notes_is_left_alone(void **state) {
    struct e2e *t = *state;
    static const char *const bad[] = {"<data xmlns='urn:naskah:1'/>", "<n:data xmlns:n='urn:naskah:1'></n:data>",
                                      "<data xmlns='urn:naskah:1'><keadaan"};
    e2e_shell(t, "mkdir -p input/catatan");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        e2e_write(t, NOTES, bad[i]);
        e2e_run(t, "tandai sk-dinkes ttd");
        assert_status(t, 1);
        assert_string_equal(e2e_read(t, NOTES), bad[i]);
        assert_false(e2e_exists(t, "input/catatan/beku/sk-dinkes.xml"));
    }
}

static void test_what_was_signed_is_not_made_over(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    char *before = e2e_listing(t, "output/dinkes");
    e2e_edit(t, "input/sk.xml", "Membentuk Tim Inovasi", "Membentuk Regu Inovasi");
    e2e_edit(t, "input/sk.xml", "kedudukan=\"Ketua\"", "kedudukan=\"Penanggung Jawab\"");
    e2e_run(t, "jalankan");
    assert_says(t, "diktum[1] berubah dari “Membentuk Tim Inovasi");
    assert_says(t, "menjadi “Membentuk Regu Inovasi");
    assert_says(t, "berubah dari “Ketua” menjadi “Penanggung Jawab”");
    assert_says(t, "[document.frozen]");
    e2e_run(t, "buat sk-dinkes --ulang");
    assert_status(t, 0);
    assert_string_equal(e2e_listing(t, "output/dinkes"), before);
    e2e_run(t, "periksa sk-dinkes");
    assert_says(t, "[document.frozen]");
    // The signed file can be had again from the facts that were kept, whatever the data say now.
    e2e_shell(t, "rm -r output naskah.db");
    e2e_run(t, "jalankan");
    assert_says(t, "dibuat output/dinkes/sk-dinkes.tanda-tangan.pdf");
    // So can its plan and its draft, each alone.
    before = e2e_listing(t, "output/dinkes");
    e2e_shell(t, "rm output/dinkes/sk-dinkes.tanda-tangan.json output/dinkes/sk-dinkes.draf.pdf");
    e2e_run(t, "jalankan");
    assert_says(t, "dibuat output/dinkes/sk-dinkes.draf.pdf");
    assert_says(t, "dibuat output/dinkes/sk-dinkes.tanda-tangan.json");
    assert_string_equal(e2e_listing(t, "output/dinkes"), before);
    e2e_run(t, "jalankan");
    assert_null(strstr(t->out, "dibuat output/dinkes/sk-dinkes"));
    e2e_shell(t, "rm output/dinkes/sk-dinkes.tanda-tangan.pdf");
    e2e_share(t);
    e2e_edit(t, "share/templates/documents/keputusan.xml", "MEMUTUSKAN", "MENETAPKAN");
    e2e_run(t, "jalankan");
    assert_says(t, "[document.unlike]");
    assert_false(e2e_exists(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"));
}

static void test_number_and_date_come_late(void **state) {
    struct e2e *t = *state;
    e2e_edit(t, "input/sk.xml", "penetap=\"dinkes/Kepala Dinas\" tanggal=\"2025-02-10\"",
             "penetap=\"dinkes/Kepala Dinas\" tahun=\"2025\"");
    e2e_run(t, "jalankan");
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    assert_status(t, 0);
    char *signed_copy = e2e_read(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf");
    e2e_edit(t, "input/sk.xml", "Dinas\" tahun=\"2025\"", "Dinas\" tanggal=\"2025-02-10\"");
    e2e_edit(t, "input/sk.xml", "<tentang>Tim", "<nomor pemberi=\"Bagian Hukum\">440/17/2025</nomor><tentang>Tim");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "sk-dinkes");
    assert_null(strstr(t->out, "document.frozen"));
    assert_says(t, "sk-dinkes.arsip.pdf");
    assert_string_equal(e2e_read(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"), signed_copy);
    e2e_shell(t, "pdftotext output/dinkes/sk-dinkes.arsip.pdf - | grep -q '440/17/2025'");
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "");
    e2e_edit(t, "input/sk.xml", "440/17/2025", "440/18/2025");  // once given, it is a fact as any other
    e2e_run(t, "jalankan");
    assert_string_equal(e2e_made(t), "sk-dinkes");
}

static void test_a_successor_says_what_it_amends(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tandai pk-kk-dinkes dikirim --tanggal 2025-01-21");
    assert_status(t, 0);
    e2e_edit(t, "input/kontrak.xml", "target=\"85,00\"", "target=\"87,00\"");
    e2e_run(t, "jalankan");
    assert_says(t, "pk-kk-dinkes sudah dikirim");
    assert_says(t, "[document.frozen]");
    e2e_write(t, "input/pk2.xml",
              "<data xmlns='urn:naskah:1'><naskah id='pk-ubah' jenis='perjanjian-kinerja' subjek='kk-dinkes'"
              " tanggal='2025-07-01'><relasi jenis='menggantikan' naskah='pk-kk-dinkes'/></naskah></data>");
    e2e_run(t, "jalankan --catatan");
    assert_null(strstr(t->out, "[document.frozen]"));
    assert_says(t, "penerusnya adalah pk-ubah");
    e2e_edit(t, "input/pk2.xml", "naskah='pk-kk-dinkes'", "naskah='pk-kk-dinks'");
    e2e_run(t, "jalankan");
    assert_says(t, "object.dangling");
}

// A second decree on the same matter must say what it does to the one that was signed.
static void test_a_successor_must_not_be_silent(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    char *text = e2e_read(t, "input/sk.xml"), *from = strstr(text, "<naskah id=\"sk-dinkes\""),
         *to = strstr(from, "</naskah>") + strlen("</naskah>");
    char *copy = arena_strndup(t->arena, from, (size_t)(to - from));
    e2e_write(t, "input/sk-baru.xml", arena_printf(t->arena, "<data xmlns='urn:naskah:1'>%s</data>", copy));
    e2e_edit(t, "input/sk-baru.xml", "sk-dinkes", "sk-baru");
    e2e_run(t, "periksa");
    assert_says(t, "sk-baru sama jenis, penetap, pokok, dan judulnya dengan sk-dinkes");
    e2e_edit(t, "input/sk-baru.xml", "<menimbang>", "<relasi jenis='menggantikan' naskah='sk-dinkes'/><menimbang>");
    e2e_run(t, "periksa");
    assert_null(strstr(t->out, "document.successor"));
    e2e_run(t, "jalankan");
    assert_null(strstr(t->out, "document.successor"));
}

static void test_where_things_stand(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    e2e_run(t, "tandai sk-dinkes diarsipkan --tanggal 2025-03-01 --boks 12 --folder 3");
    e2e_run(t, "status 'sk-*'");
    assert_status(t, 0);
    assert_says(t, "sk-bappeda: belum ditandai; menunggu nomor dari Bagian Hukum\n");
    assert_says(t, "sk-dinkes: diarsipkan 2025-03-01; boks 12, folder 3; menunggu nomor");
    assert_says(t, "1 diarsipkan\n");
    e2e_edit(t, NOTES, "naskah=\"sk-dinkes\" status=\"ttd\"", "naskah=\"sk-dinkas\" status=\"ttd\"");
    e2e_run(t, "periksa");
    assert_says(t, "yang paling mirip adalah sk-dinkes");
    assert_says(t, "[state.unknown]");
}

// A summary that was made before the mark is made again with it.
static void test_a_summary_tells_what_was_marked(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "input/rekap.xml", "<data xmlns='urn:naskah:1'><naskah id='rekap' jenis='rekap' instansi='bappeda' "
                                    "subjek='rimba' tanggal='2025-12-31'/></data>");
    e2e_run(t, "buat rekap");
    e2e_shell(t, "pdftotext -raw output/bappeda/rekap.draf.pdf before.txt");
    assert_null(strstr(e2e_read(t, "before.txt"), "ditandatangani"));
    e2e_run(t, "tandai pk-kk-dinkes ttd --tanggal 2025-02-12");
    assert_status(t, 0);
    e2e_run(t, "buat rekap");
    e2e_shell(t, "pdftotext -raw output/bappeda/rekap.draf.pdf after.txt");
    assert_non_null(strstr(e2e_read(t, "after.txt"), "ditandatangani"));
}

#define STATES_TEST(name) cmocka_unit_test_setup_teardown(name, states_setup, e2e_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        STATES_TEST(test_marks_are_lines_of_a_file),
        STATES_TEST(test_order_and_names),
        STATES_TEST(test_a_file_that_is_no_notes_is_left_alone),
        STATES_TEST(test_what_was_signed_is_not_made_over),
        STATES_TEST(test_number_and_date_come_late),
        STATES_TEST(test_a_successor_says_what_it_amends),
        STATES_TEST(test_a_successor_must_not_be_silent),
        STATES_TEST(test_where_things_stand),
        STATES_TEST(test_a_summary_tells_what_was_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
