// jalankan --explain: each document that is made again says why, down to the field and the place of its new value.
#include "e2e.h"

// Each test only looks at the decree of a team.
static void made(struct e2e *t, const char *options) {
    e2e_run(t, "jalankan --only sk-dinkes %s", options);
    assert_status(t, 0);
}

static void test_a_field_and_its_place(void **state) {
    struct e2e *t = *state;
    made(t, "--explain");
    assert_says(t, "    belum pernah dibuat\n");
    e2e_edit(t, "input/sk.xml", "tanggal=\"2025-02-10\"", "tanggal=\"2025-02-12\"");
    char *before = e2e_listing(t, "output");
    made(t, "--dry-run --explain");
    assert_says(t, "    tanggal: 2025-02-10 → 2025-02-12, input/sk.xml:8\n");
    assert_string_equal(e2e_listing(t, "output"), before);
    made(t, "--jelaskan");
    assert_says(t, "    tanggal: 2025-02-10 → 2025-02-12, input/sk.xml:8\n");
    made(t, "--explain");  // nothing is out of date, nothing is to be explained
    assert_false(e2e_says(t, "2025-02-12"));
}

// Another person is one change, and not five of his number, his rank and his office.
static void test_another_head_of_the_team(void **state) {
    struct e2e *t = *state;
    made(t, "");
    e2e_edit(t, "input/sk.xml", "<anggota orang=\"lestari\" kedudukan=\"Ketua\"/>",
             "<anggota nama=\"Budi Santoso, S.Kep.\" kedudukan=\"Ketua\"/>");
    made(t, "--explain");
    assert_says(t, "    ketua tim: ");
    assert_says(t, " → Budi Santoso, S.Kep., input/sk.xml:4\n");
    assert_false(e2e_says(t, "pangkat"));
    assert_false(e2e_says(t, "nomor"));
    assert_false(e2e_says(t, "@"));
}

// One more in the middle moves all that follow, which is no change of theirs.
static void test_one_more_one_less(void **state) {
    struct e2e *t = *state;
    made(t, "");
    e2e_edit(t, "input/sk.xml", "    <anggota nama=\"Nurhayati\"",
             "    <anggota nama=\"Aminah Siregar\" jabatan=\"Kader Posyandu\" kedudukan=\"Anggota\"/>\n"
             "    <anggota nama=\"Nurhayati\"");
    made(t, "--explain");
    assert_says(t, "    anggota tim: ditambahkan, Aminah Siregar, input/sk.xml:6\n");
    assert_false(e2e_says(t, "Nurhayati"));
    e2e_edit(t, "input/sk.xml", "    <menimbang>bahwa pelaksanaan inovasi memerlukan sebuah tim;</menimbang>\n", "");
    made(t, "--explain");
    assert_says(t, "    menimbang 2: dihapus, dulu bahwa pelaksanaan inovasi memerlukan sebuah tim;\n");
    made(t, "--explain --ulang");
    assert_says(t, "    diminta ulang (--ulang)\n");
}

// What no template reads is told as such, and what errors stopped too.
static void test_what_is_not_printed(void **state) {
    struct e2e *t = *state;
    made(t, "");
    e2e_edit(t, "input/sk.xml", "unsur=\"masyarakat\"", "unsur=\"akademisi\"");
    made(t, "--explain --ulang --dry-run");
    e2e_run(t, "jalankan --dry-run --explain --only sk-dinkes");
    assert_says(t, "    data yang tidak dicetak berubah\n");
    assert_false(e2e_says(t, "akademisi"));
}

static void test_files_and_templates(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    made(t, "");
    e2e_shell(t, "rm output/dinkes/sk-dinkes.arsip.pdf");
    made(t, "--explain");
    assert_says(t, "    berkasnya tidak ada lagi: output/dinkes/sk-dinkes.arsip.pdf\n");
    e2e_shell(t, "echo x >>output/dinkes/sk-dinkes.draf.pdf");
    made(t, "--explain");
    assert_says(t, "    ada yang mengubah berkasnya: output/dinkes/sk-dinkes.draf.pdf\n");
    assert_false(e2e_says(t, "tidak ada lagi"));
    e2e_shell(t, "sed -i 's/MEMUTUSKAN/MEMUTUSKAN /' share/templates/documents/keputusan.xml");
    made(t, "--explain --dry-run");
    assert_says(t, "    templatnya berubah\n");
    e2e_shell(t, "sed -i 's/MEMUTUSKAN /MEMUTUSKAN/' share/templates/documents/keputusan.xml");
    e2e_edit(t, "input/sk.xml", "tanggal=\"2025-02-10\"", "tanggal=\"2025-02-12\"");
    made(t, "--explain --dry-run");
    assert_false(e2e_says(t, "templatnya"));
    // A store that was lost knows nothing of what was, and the files are as they should be.
    made(t, "");
    e2e_shell(t, "rm naskah.db*");
    made(t, "--explain");
    assert_says(t, " 0 dibuat, 1 tetap");
    assert_false(e2e_says(t, "    belum"));
}

// A decree is set in Bookman: another file for it is told, one of another family is none of its business.
static void test_fonts_and_hyphenation(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    made(t, "");
    e2e_shell(t, "sed -i 's/DejaVuSans-Bold/DejaVuSans/' share/fonts/fonts.xml");
    made(t, "--explain");
    assert_says(t, " 0 dibuat, 1 tetap");
    e2e_shell(t, "sed -i 's/\"URWBookman-Light.otf/\"URWBookman-LightItalic.otf/' share/fonts/fonts.xml");
    made(t, "--explain --dry-run");
    assert_says(t, "    berkas huruf berubah\n");
    assert_false(e2e_says(t, "templatnya"));
    made(t, "");
    e2e_shell(t, "sed -i 's|</pemenggalan>|<kata>ka-ta-baru</kata></pemenggalan>|' share/templates/hyphenation/id.xml");
    made(t, "--explain --ulang --dry-run");
    assert_says(t, "    diminta ulang (--ulang)\n");
    made(t, "--explain --dry-run");
    assert_says(t, "    aturan pemenggalan berubah\n");
    assert_false(e2e_says(t, "berkas huruf"));
}

// What came from a file of the office is told by its line or cell there, not by that of the import.
static void test_place_in_an_imported_file(void **state) {
    struct e2e *t = *state;
    static const char sheet[] = "Nama tim,Tahun,Kedudukan dalam tim,Nama lengkap dan gelar,Instansi\n"
                                "Tim Antar Obat,2025,Penanggung Jawab,\"dr. Lestari Wulandari, M.Kes.\","
                                "Dinas Kesehatan\n"
                                ",,Ketua,\"%s\",\n,,Anggota,Siti Aminah,\n";
    e2e_write(t, "input/tim.csv", arena_printf(t->arena, sheet, "Budi Santoso, S.Kep."));
    e2e_shell(t, "sed -i 's/tim-dinkes/tim-antar-obat-2025/; /<tim /,/<.tim>/d' input/sk.xml");
    made(t, "");
    e2e_write(t, "input/tim.csv", arena_printf(t->arena, sheet, "Rina Melati, A.Md."));
    made(t, "--explain");
    assert_says(t, "    ketua tim: Budi Santoso, S.Kep. → Rina Melati, A.Md., input/tim.csv:3\n");
    e2e_shell(t, "sed -i 's/Rina Melati, A.Md./Rina Melati/' input/impor/tim.xml");
    e2e_shell(t, "sed -i 's/baris=\"3\"/letak=\"Tim!D3\"/; s/tim.csv/tim.xlsx/' input/impor/.asal/tim.tempat.xml");
    e2e_shell(t, "rm input/tim.csv");
    made(t, "--explain");
    assert_says(t, "    ketua tim: Rina Melati, A.Md. → Rina Melati, input/tim.xlsx Tim!D3\n");
}

static void test_json(void **state) {
    struct e2e *t = *state;
    made(t, "");
    e2e_edit(t, "input/sk.xml", "tanggal=\"2025-02-10\"", "tanggal=\"2025-02-12\"");
    made(t, "--explain --json --dry-run");
    assert_says(t, "{\"type\":\"reason\",\"document\":\"sk-dinkes\",\"kind\":\"field\",\"field\":\"tanggal\","
                   "\"old\":\"2025-02-10\",\"new\":\"2025-02-12\",\"place\":\"input/sk.xml:8\"}");
    made(t, "--explain --lang en");
    assert_says(t, "    date: 2025-02-10 → 2025-02-12");
}

// The same with workers and without.
static void test_any_number_of_workers(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_edit(t, "input/sk.xml", "tanggal=\"2025-02-10\"", "tanggal=\"2025-02-12\"");
    e2e_shell(t, "sed -i 's/Dinas Kesehatan/Dinas Kesehatan Rakyat/' input/daerah.xml");
    e2e_run(t, "jalankan --dry-run --explain -j 0");
    char *alone = t->printed;
    assert_says(t, "Rakyat");
    e2e_run(t, "jalankan --dry-run --explain -j 3");
    assert_string_equal(t->printed, alone);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, e2e_setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_a_field_and_its_place), TEST(test_another_head_of_the_team), TEST(test_one_more_one_less),
        TEST(test_what_is_not_printed),   TEST(test_files_and_templates),      TEST(test_place_in_an_imported_file),
        TEST(test_fonts_and_hyphenation), TEST(test_json),                    TEST(test_any_number_of_workers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
