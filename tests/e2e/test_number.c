// naskah nomor: numbers and dates that come in late, one by one and from sheets.
#include "archive.h"
#include "e2e/e2e.h"

#define NOTES "input/catatan/nomor.xml"

static struct e2e *first;  // a working folder after its first run, from which each test gets a copy

static int run_once(void **state) {
    (void)state;
    e2e_setup((void **)&first);
    e2e_run(first, "jalankan");
    assert_status(first, 1);  // its proposal has holes
    return 0;
}

static int remove_it(void **state) {
    (void)state;
    e2e_free(first);
    return 0;
}

static int number_setup(void **state) {
    struct e2e *t = e2e_new();
    e2e_shell(t, "cp -a '%s/.' .", first->folder);
    *state = t;
    return 0;
}

static const char *hash_of(struct e2e *t, const char *name) {
    struct str bytes;
    const char *why;
    char *hash = ARENA_ARRAY(t->arena, HASH_SIZE, char);
    assert_true(file_read(t->arena, file_join(t->arena, t->folder, name), (size_t)1 << 28, &bytes, &why));
    hash_bytes(bytes.p, bytes.n, hash);
    return hash;
}

static const char *text_of(struct e2e *t, const char *pdf) {
    e2e_shell(t, "pdftotext -layout %s page.txt", pdf);
    return e2e_read(t, "page.txt");
}

static void test_the_list_names_what_waits(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "nomor");
    assert_status(t, 0);
    assert_says(t, "sk-dinkes: Tim Inovasi Dinas Kesehatan Tahun 2025 — dari Bagian Hukum, belum dicetak");
    assert_says(t, "2 naskah menunggu nomor.");
    e2e_run(t, "tandai sk-dinkes bagian-hukum --tanggal 2025-02-11");
    e2e_run(t, "number list --json 'sk-d*'");
    assert_says(t, "\"document\":\"sk-dinkes\"");
    assert_says(t, "\"from\":\"Bagian Hukum\",\"since\":\"bagian-hukum 2025-02-11\"");
    assert_null(strstr(t->out, "sk-bappeda"));
    e2e_run(t, "nomor dafar");
    assert_status(t, 2);
    assert_says(t, "daftar");
}

// Where documents stand says what number they bear, from whom, or that they wait for one.
static void test_status_tells_numbers(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "status");
    assert_says(t, "sk-dinkes: belum ditandai; menunggu nomor dari Bagian Hukum\n");
    assert_says(t, "2 menunggu nomor (naskah nomor)");
    e2e_run(t, "nomor isi sk-dinkes 100.3.3.2/0132/2025 --pemberi 'Bagian Hukum' --diterima 2025-02-14");
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    e2e_run(t, "status sk-dinkes");
    assert_says(t, "sk-dinkes: ttd 2025-02-12; nomor 100.3.3.2/0132/2025, tanggal 10 Februari 2025, dari Bagian Hukum, "
                   "diterima 14 Februari 2025\n");
    assert_null(strstr(t->out, "menunggu"));
    e2e_run(t, "status sk-dinkes sk-bappeda --lang en");
    assert_says(t, "number 100.3.3.2/0132/2025, of 10 February 2025, from Bagian Hukum, received 14 February 2025\n");
    assert_says(t, "waits for a number from Bagian Hukum");
    e2e_run(t, "status sk-dinkes --json");
    assert_says(t, "\"number\":\"100.3.3.2/0132/2025\",\"dated\":\"2025-02-10\",\"giver\":\"Bagian Hukum\","
                   "\"received\":\"2025-02-14\",\"series\":null,\"awaits\":null");
}

// What is signed stays, only the companion for the archive gets the number; what is not signed is made again whole.
static void test_only_unsigned_companions_are_made_again(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    const char *signed_file = hash_of(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf");
    const char *draft = hash_of(t, "output/dinkes/sk-dinkes.draf.pdf");
    char *before = e2e_listing(t, "output/bappeda");
    e2e_run(t, "nomor isi sk-dinkes 100.3.3.2/0132/2025 --pemberi 'Bagian Hukum' --diterima 2025-02-14 --coba");
    assert_status(t, 0);
    assert_says(t, "akan dicatat sk-dinkes: nomor 100.3.3.2/0132/2025, tanggal –, dari Bagian Hukum, diterima 2025-02");
    assert_says(t, "menyangkut sk-dinkes\n1 nomor akan dicatat; 1 naskah menyebutnya.");
    assert_false(e2e_exists(t, NOTES));
    e2e_run(t, "nomor isi sk-dinkes 100.3.3.2/0132/2025 --pemberi 'Bagian Hukum' --diterima '14 Februari 2025'");
    assert_status(t, 0);
    assert_says(t, "dibuat output/dinkes/sk-dinkes.arsip.pdf");
    assert_says(t, "1 naskah: 1 dibuat, 0 tetap");
    assert_null(strstr(t->out, "draf.pdf"));
    assert_string_equal(hash_of(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"), signed_file);
    assert_string_equal(hash_of(t, "output/dinkes/sk-dinkes.draf.pdf"), draft);
    assert_string_equal(e2e_listing(t, "output/bappeda"), before);
    assert_non_null(strstr(text_of(t, "output/dinkes/sk-dinkes.arsip.pdf"), "100.3.3.2/0132/2025"));
    assert_null(strstr(text_of(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf"), "0132"));
    assert_non_null(strstr(e2e_read(t, NOTES), "<penomoran naskah=\"sk-dinkes\" nomor=\"100.3.3.2/0132/2025\" "
                                               "pemberi=\"Bagian Hukum\" diterima=\"2025-02-14\"/>"));
    e2e_run(t, "nomor isi sk-bappeda 100.3.3.2/0132/2025");
    assert_status(t, 0);
    assert_says(t, "Nomor 100.3.3.2/0132/2025 dipakai dua naskah: sk-bappeda dan sk-dinkes");
    assert_says(t, "sk-bappeda.draf.pdf");
    assert_non_null(strstr(text_of(t, "output/bappeda/sk-bappeda.tanda-tangan.pdf"), "100.3.3.2/0132/2025"));
    e2e_run(t, "jalankan");
    assert_says(t, "Tidak ada yang dibuat");
    // A copy in another folder, without the store, comes to the same bytes.
    char *all = e2e_listing(t, "output");
    e2e_run(t, "jalankan -o lain --store lain.db -i input");
    assert_string_equal(e2e_listing(t, "lain/bappeda"), e2e_listing(t, "output/bappeda"));
    assert_string_equal(e2e_listing(t, "output"), all);
}

static void test_a_number_can_be_corrected_until_it_is_signed(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "nomor isi sk-bappeda 7/2025");
    e2e_run(t, "nomor isi sk-bappeda 8/2025 --catatan");
    assert_status(t, 0);
    assert_says(t, "Nomor sk-bappeda diganti dari 7/2025 menjadi 8/2025");
    e2e_run(t, "nomor isi sk-bappeda 8/2025 --catatan");
    assert_says(t, "sudah tercatat seperti itu");
    e2e_run(t, "tandai sk-bappeda ttd --tanggal 2025-03-01");
    e2e_run(t, "nomor isi sk-bappeda 9/2025");
    assert_status(t, 1);
    assert_says(t, "sudah ditandatangani dengan nomor 8/2025");
    e2e_edit(t, "input/sk.xml", "<tentang>Tim", "<nomor>3/2025</nomor><tentang>Tim");
    char *own = e2e_read(t, "input/sk.xml");
    e2e_run(t, "nomor isi sk-dinkes 4/2025");
    assert_status(t, 1);
    assert_says(t, "Berkas naskah sk-dinkes sendiri sudah menyebut nomor 3/2025");
    assert_string_equal(e2e_read(t, "input/sk.xml"), own);
}

// What is no text never comes into the notes, and nothing is called noted before it is.
static void test_what_is_no_number(void **state) {
    struct e2e *t = *state;
    static const char *const words[] = {"isi sk-bappeda \"$(printf 'a\\nb')\"", "isi sk-bappeda \"$(printf 'a\\377')\"",
                                        "isi sk-bappeda 7 --pemberi \"$(printf 'x\\001')\""};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        e2e_run(t, "nomor %s", words[i]);
        assert_status(t, 2);
        assert_says(t, "bukan UTF-8");
        assert_false(e2e_exists(t, NOTES));
    }
    e2e_run(t, "nomor isi tidak-ada.csv");
    assert_status(t, 1);
    assert_says(t, "Berkas tidak-ada.csv tidak ditemukan");
    assert_says(t, "Keluar 1: ada galat, jadi tidak semua dikerjakan");
    e2e_shell(t, "ln -s tidak-ada input/putus.xml");  // a link is not told to be meant by its own name
    e2e_run(t, "jalankan");
    assert_null(strstr(t->out, "maksudnya input/putus.xml"));
    e2e_shell(t, "rm input/putus.xml && mkdir -p input/catatan");
    e2e_write(t, NOTES, "bukan XML");
    e2e_run(t, "nomor isi sk-bappeda 7/2025");
    assert_status(t, 1);
    assert_null(strstr(t->out, "dicatat"));
    assert_string_equal(e2e_read(t, NOTES), "bukan XML");
}

// A row that is wrong costs only itself.
static void test_a_sheet_of_numbers(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "nomor daftar -o nomor.csv");
    assert_status(t, 0);
    assert_non_null(strstr(e2e_read(t, "nomor.csv"), "\"sk-dinkes\";\"Tim Inovasi Dinas Kesehatan Tahun 2025\";\"\""));
    e2e_run(t, "nomor daftar -o nomor.csv");
    assert_status(t, 2);
    e2e_run(t, "nomor isi nomor.csv");  // numbers come a few at a time: a blank row is no mistake
    assert_status(t, 0);
    assert_says(t, "2 baris belum berisi nomor maupun tanggal; dibiarkan.");
    assert_false(e2e_exists(t, NOTES));
    e2e_write(t, "isi.csv", "DAFTAR NOMOR;;;\r\nNo;Perihal;Nomor SK;Tgl Penetapan;Tanggal diterima\r\n"
                            "1;TIM INOVASI Dinas Kesehatan, Tahun 2025;100.3.3.2/0140/2025;;2025-02-20\r\n"
                            "2;Jadwal yang tidak ada;100.3.3.2/0141/2025;;\r\n"
                            "3;Jadwal Ruang Diskusi Rutin Inovasi Tahun 2025;100.3.3.2/0143/2025;"
                            "31 Februari 2025;\r\n");
    e2e_run(t, "nomor isi isi.csv --pemberi 'Bagian Hukum'");
    assert_status(t, 1);
    assert_says(t, "dicatat sk-dinkes: nomor 100.3.3.2/0140/2025, tanggal –, dari Bagian Hukum, diterima 2025-02");
    assert_says(t, "isi.csv:4: galat: Tidak ada naskah bernomor yang berjudul “Jadwal yang tidak ada”");
    assert_says(t, "isi.csv:5: galat: “31 Februari 2025” pada baris sk-bappeda bukan tanggal");
    assert_says(t, "1 naskah: 1 dibuat");
    e2e_run(t, "nomor isi sk-bappeda 100.3.3.2/0143/2025");
    assert_says(t, "tidak ada naskah bernomor 141–142");
    e2e_write(t, "bukan.csv", "a;b\r\n1;2\r\n");
    e2e_run(t, "nomor isi bukan.csv");
    assert_status(t, 1);
    assert_says(t, "Naskah, Judul, Nomor, Tanggal, Pemberi, Diterima");
}

#define RELS(list) "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" list \
    "</Relationships>"
#define REL(id, type, target) "<Relationship Id='" id "' Type='http://x/" type "' Target='" target "'/>"
#define CELL(at, text) "<c r='" at "' t='inlineStr'><is><t>" text "</t></is></c>"

// As Excel writes it: the date is a number of days.
static void test_a_workbook_of_numbers(void **state) {
    struct e2e *t = *state;
    struct archive_member m[] = {
        {"_rels/.rels", RELS(REL("r1", "officeDocument", "xl/workbook.xml")), 0, 0, 0, 0, 0},
        {"xl/_rels/workbook.xml.rels", RELS(REL("r1", "worksheet", "worksheets/sheet1.xml")
                                            REL("r3", "styles", "styles.xml")), 0, 0, 0, 0, 0},
        {"xl/workbook.xml", "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='Nomor' sheetId='1' r:id='r1'/>"
                            "</sheets></workbook>", 0, 0, 0, 0, 0},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData><row r='1'>" CELL("A1", "Naskah") CELL("B1", "Nomor") CELL("C1", "Tanggal")
         "</row><row r='2'>" CELL("A2", "sk-bapeda") CELL("B2", "1/2025")
         "</row><row r='3'>" CELL("A3", "sk-bappeda") CELL("B3", "100.3.3.2/0150/2025")
         "<c r='C3' s='1'><v>45723</v></c></row></sheetData></worksheet>", 0, 0, 0, 0, 0},
        {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
         0, 0, 0, 0, 0}};
    struct str made = archive_make(t->arena, m, 5);
    support_write(t->arena, t->folder, "nomor.xlsx", made.p, made.n);
    e2e_edit(t, "input/sk.xml", "penetap=\"bappeda/Kepala Badan\" tanggal=\"2025-02-11\"",
             "penetap=\"bappeda/Kepala Badan\" tahun=\"2025\"");
    e2e_run(t, "jalankan");
    e2e_run(t, "nomor isi nomor.xlsx");
    assert_status(t, 1);
    assert_says(t, "Nomor!B2");
    assert_says(t, "yang paling mirip adalah sk-bappeda");
    assert_says(t, "dicatat sk-bappeda: nomor 100.3.3.2/0150/2025, tanggal 2025-03-07");
    assert_non_null(strstr(text_of(t, "output/bappeda/sk-bappeda.tanda-tangan.pdf"), "7 Maret 2025"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_list_names_what_waits, number_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_status_tells_numbers, number_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_only_unsigned_companions_are_made_again, number_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_a_number_can_be_corrected_until_it_is_signed, number_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_no_number, number_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_a_sheet_of_numbers, number_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_a_workbook_of_numbers, number_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("numbers and dates that come in late", tests, run_once, remove_it);
}
