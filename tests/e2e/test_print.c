// Print sets: naskah cetak.
#include "e2e/launching.h"

#define CONTRACTS 63
#define COPIES 7  // of every ninth a second one

static void test_sixty_three_contracts_in_one_go(void **state) {
    struct e2e *t = *state;
    launching_write(t, CONTRACTS);
    e2e_run(t, "cetak peluncuran --kegiatan luncur --tanggal 2025-01-21 --oleh Rina");
    assert_status(t, 0);
    assert_says(t, "output/cetak/peluncuran.a4.pdf (70 hal.)");
    assert_says(t, "output/cetak/peluncuran.f4.pdf (70 hal.)");
    assert_says(t, "Set peluncuran: 70 lembar naskah; 0 tidak ikut.");
    e2e_shell(t, "qpdf --check output/cetak/peluncuran.a4.pdf >/dev/null");
    e2e_shell(t, "qpdf --check output/cetak/peluncuran.f4.pdf >/dev/null");
    // In the order of the agencies, each contract's statement on A4 and its annex on F4; copies follow each other.
    char *text = launching_output(t, "pdftotext -layout output/cetak/peluncuran.a4.pdf - | grep -o 'DINAS NOMOR .*'");
    struct buf expected = buf_new(t->arena);
    for (int i = 1; i <= CONTRACTS; i++) {
        for (int copy = 0; copy < (i % 9 == 0 ? 2 : 1); copy++) {
            buf_printf(&expected, "DINAS NOMOR %d\n", i);
        }
    }
    assert_string_equal(text, buf_text(&expected));
    char *sizes = launching_output(t, "pdfinfo -f 1 -l 200 output/cetak/peluncuran.f4.pdf | grep 'size:'");
    assert_int_equal(launching_count(sizes, "609.4"), CONTRACTS + COPIES);  // 215 mm
    // The check-off sheet names each of them, in that order, with both signers.
    char *sheet = launching_output(t, "pdftotext -layout output/cetak/peluncuran.centang.pdf -");
    assert_non_null(strstr(sheet, "Peluncuran Inovasi Daerah"));
    assert_int_equal(launching_count(sheet, "(rangkap 2/2)"), COPIES);
    assert_int_equal(launching_count(sheet, "Hendra Saputra"), CONTRACTS + COPIES);
    char *manifest = e2e_read(t, "input/catatan/cetak/peluncuran.xml");
    assert_int_equal(launching_count(manifest, "<lembar "), CONTRACTS + COPIES);
    assert_int_equal(launching_count(manifest, "kertas=\"a4 f4\""), CONTRACTS + COPIES);
    assert_int_equal(launching_count(e2e_read(t, "input/catatan/keadaan.xml"), "status=\"dicetak\""), CONTRACTS);
}

static void test_a_set_is_the_same_anywhere_and_not_replaced(void **state) {
    struct e2e *t = *state;
    launching_write(t, 3);
    e2e_run(t, "cetak s --kegiatan luncur --tanggal 2025-01-21");
    assert_status(t, 0);
    char *first = e2e_listing(t, "output/cetak"), *manifest = e2e_read(t, "input/catatan/cetak/s.xml");
    e2e_run(t, "cetak s --jenis perjanjian-kinerja --tanggal 2025-01-21");
    assert_status(t, 1);
    assert_says(t, "[print.exists]");
    assert_string_equal(e2e_read(t, "input/catatan/cetak/s.xml"), manifest);
    e2e_shell(t, "rm -r output naskah.db input/catatan");
    e2e_run(t, "cetak s --kegiatan luncur --tanggal 2025-01-21");
    assert_string_equal(e2e_listing(t, "output/cetak"), first);
    assert_string_equal(e2e_read(t, "input/catatan/cetak/s.xml"), manifest);
}

static void test_order_of_the_words_and_what_is_left_out(void **state) {
    struct e2e *t = *state;
    launching_write(t, 3);
    e2e_run(t, "cetak januari pk-k03 'pk-k0*' sk-bappeda --tanggal 2025-01-21");
    assert_status(t, 0);
    char *text = launching_output(t, "pdftotext -layout output/cetak/januari.a4.pdf - | grep -o 'DINAS NOMOR .*'");
    assert_string_equal(text, "DINAS NOMOR 3\nDINAS NOMOR 1\nDINAS NOMOR 2\n");
    e2e_run(t, "tandai pk-k03 ttd --tanggal 2025-01-22");
    e2e_run(t, "cetak lagi 'pk-k0*' proposal-antar-obat-iga --catatan");
    assert_status(t, 1);  // the proposal has holes
    assert_says(t, "pk-k03 tidak ikut dicetak: sudah ditandatangani");
    assert_says(t, "proposal-antar-obat-iga tidak ikut dicetak");
    assert_says(t, "Set lagi: 2 lembar naskah; 2 tidak ikut.");
    e2e_run(t, "cetak x --kegiatan lncur");
    assert_status(t, 2);
    assert_says(t, "luncur");
    e2e_run(t, "cetak x --jenis perjanjian-kinerj");
    assert_status(t, 2);
    assert_says(t, "perjanjian-kinerja");
    e2e_run(t, "cetak");
    assert_status(t, 2);
}

// What was printed is what was signed, whatever the data said in between.
static void test_facts_are_those_of_the_print(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "cetak s sk-dinkes --tanggal 2025-02-10");
    assert_status(t, 0);
    e2e_edit(t, "input/sk.xml", "Membentuk Tim Inovasi", "Membentuk Regu Inovasi");
    e2e_run(t, "jalankan");
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    assert_status(t, 0);
    assert_non_null(strstr(e2e_read(t, "input/catatan/beku/sk-dinkes.xml"), "Membentuk Tim Inovasi"));
    e2e_run(t, "jalankan");
    assert_says(t, "[document.frozen]");
}

static void test_a_full_disk_leaves_nothing_half_made(void **state) {
    struct e2e *t = *state;
    launching_write(t, 9);
    e2e_run(t, "jalankan");
    e2e_shell(t, "cp -r input before");
    char *command = arena_printf(t->arena, "cd '%s' && (ulimit -f 100; NASKAH_SHARE='%s' '%s' cetak s --kegiatan luncur"
                                           " >out.txt 2>&1); test $? = 3", t->folder, NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_int_equal(system(command), 0);
    e2e_shell(t, "diff -r before input && test -z \"$(ls output/cetak 2>/dev/null)\"");
}

// Killed at any time: the set is there with all its sheets and states, or nothing of it is noted and it can be made.
static void test_a_killed_set_is_whole_or_not_there(void **state) {
    struct e2e *t = *state;
    launching_write(t, 9);
    e2e_run(t, "jalankan");
    for (int i = 1; i <= 8; i++) {
        e2e_shell(t, "NASKAH_SHARE='%s' timeout -s KILL 0.%03d '%s' cetak s%d --kegiatan luncur --tanggal 2025-01-21"
                     " >/dev/null 2>&1; true", NASKAH_SOURCE_DIR, i * 11, NASKAH_BINARY, i);
        bool noted = e2e_exists(t, "input/catatan/keadaan.xml") &&
                     strstr(e2e_read(t, "input/catatan/keadaan.xml"), arena_printf(t->arena, "set=\"s%d\"", i));
        if (noted) {
            e2e_shell(t, "qpdf --check output/cetak/s%d.a4.pdf && qpdf --check output/cetak/s%d.f4.pdf"
                         " && test -f output/cetak/s%d.centang.pdf", i, i, i);
            assert_int_equal(launching_count(e2e_read(t, arena_printf(t->arena, "input/catatan/cetak/s%d.xml", i)),
                                             "<lembar "), 10);
        }
    }
    e2e_run(t, "cetak akhir --kegiatan luncur --tanggal 2025-01-21");
    assert_status(t, 0);
    e2e_shell(t, "test -z \"$(find . -name '*.part')\"");
}

// Minutes are printed as often as their meeting says, what else is about it is not, and an office may say otherwise.
static void test_copies(void **state) {
    struct e2e *t = *state;
    e2e_edit(t, "input/kegiatan.xml", "tempat=\"Ruang Rapat Bappeda\"", "tempat=\"Ruang Rapat Bappeda\" rangkap=\"2\"");
    e2e_write(t, "input/tata.xml",
              "<data xmlns='urn:naskah:1'><tata id='t'><rencana jenis='undangan' untuk='kegiatan'/></tata></data>");
    e2e_run(t, "cetak s --kegiatan rdr-3 --tanggal 2025-03-11");
    char *manifest = e2e_read(t, "input/catatan/cetak/s.xml");
    assert_int_equal(launching_count(manifest, "<lembar naskah=\"notulen-rdr-3\""), 2);
    assert_true(launching_count(manifest, "<lembar naskah=\"undangan-rdr-3\"") <= 1);
    e2e_edit(t, "input/tata.xml", "untuk='kegiatan'/>",
             "untuk='kegiatan'/><rencana jenis='notulen' untuk='kegiatan' rangkap='tidak'/>");
    e2e_run(t, "cetak satu --kegiatan rdr-3 --jenis notulen --tanggal 2025-03-11");
    assert_int_equal(launching_count(e2e_read(t, "input/catatan/cetak/satu.xml"), "<lembar "), 1);
}

// A decree that amends or revokes is called after the one that it changes.
static void test_each_sheet_is_called_by_what_it_does(void **state) {
    struct e2e *t = *state;
    e2e_write(t, "input/cabut.xml",
              "<data xmlns='urn:naskah:1'><naskah id='sk-cabut' jenis='keputusan' varian='kepala-pd' "
              "instansi='bappeda' penetap='bappeda/Kepala Badan' tanggal='2025-08-11'>"
              "<relasi jenis='mencabut' naskah='sk-bappeda' nomor='188/4/2025'/>"
              "<menimbang>bahwa jadwal tidak sesuai lagi;</menimbang><mengingat ref='uu-23-2014'/>"
              "<diktum>Keputusan ini mulai berlaku pada tanggal ditetapkan.</diktum></naskah></data>");
    e2e_run(t, "jalankan --only sk-cabut");
    e2e_run(t, "cetak cabut sk-cabut --tanggal 2025-08-11");
    assert_status(t, 0);
    char *manifest = e2e_read(t, "input/catatan/cetak/cabut.xml");
    assert_non_null(strstr(manifest, "Keputusan: mencabut Jadwal Ruang Diskusi Rutin Inovasi Tahun 2025"));
}

#define PRINT_TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        PRINT_TEST(test_sixty_three_contracts_in_one_go),
        PRINT_TEST(test_a_set_is_the_same_anywhere_and_not_replaced),
        PRINT_TEST(test_order_of_the_words_and_what_is_left_out),
        PRINT_TEST(test_facts_are_those_of_the_print),
        PRINT_TEST(test_copies),
        PRINT_TEST(test_each_sheet_is_called_by_what_it_does),
        PRINT_TEST(test_a_full_disk_leaves_nothing_half_made),
        PRINT_TEST(test_a_killed_set_is_whole_or_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
