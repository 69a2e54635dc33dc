// naskah tahun: the next year in the working folder, from what the last one had.
#include "e2e/e2e.h"

static char *text_of(struct e2e *t, const char *pdf) {
    e2e_shell(t, "pdftotext -layout %s page.txt", pdf);
    return e2e_read(t, "page.txt");
}

static void write_more(struct e2e *t) {
    e2e_write(t, "input/lain.xml",
              "<data xmlns=\"urn:naskah:1\"><penugasan tahun=\"2025\" instansi=\"dinkes\" peran=\"fasilitator\" "
              "orang=\"rina\"/><orang id=\"pensiun\" nama=\"Umar Pensiun\"><jabatan instansi=\"dinkes\" nama=\"Staf\" "
              "sejak=\"2000-01-01\" sampai=\"2025-10-31\"/></orang></data>");
    e2e_edit(t, "input/sk.xml", "<anggota orang=\"rina\" kedudukan=\"Sekretaris\"/>",
             "<anggota orang=\"rina\" kedudukan=\"Sekretaris\"/><anggota orang=\"pensiun\" kedudukan=\"Anggota\"/>");
    e2e_edit(t, "input/sk.xml", "<diktum>Membentuk",
             "<diktum>Menurut Peraturan Daerah Nomor 4 Tahun 2025 membentuk");
    e2e_edit(t, "input/sk.xml", "<tentang>Tim", "<nomor>12/2025</nomor><tentang>Tim");
}

static void test_the_next_year_runs_at_once(void **state) {
    struct e2e *t = *state;
    write_more(t);
    e2e_run(t, "jalankan");
    char *input = e2e_listing(t, "input"), *output = e2e_listing(t, "output");
    e2e_run(t, "tahun 2026 --coba");
    assert_status(t, 0);
    assert_says(t, "Tahun 2026 akan dibuka dari 2025: 1 tim, 1 penugasan, 1 kontrak, 1 SK, "
                   "1 usulan; 0 sudah ada.");
    assert_string_equal(e2e_listing(t, "input"), input);
    e2e_run(t, "tahun 2026");
    assert_status(t, 0);
    assert_says(t, "Ditulis: input/tahun-2026.xml; daftarnya: input/catatan/tahun/tahun-2026.txt.");
    assert_says(t, "tim tim-dinkes → tim-dinkes-2026");
    assert_says(t, "Umar Pensiun tidak menjabat lagi pada 2026: ganti di tim-dinkes-2026");
    char *made = e2e_read(t, "input/tahun-2026.xml");
    assert_non_null(strstr(made, "<tentang>Tim Inovasi Dinas Kesehatan Tahun 2026</tentang>"));
    assert_non_null(strstr(made, "2025 membentuk"));  // the year of an act stays
    assert_non_null(strstr(made, "subjek=\"tim-dinkes-2026\""));
    assert_null(strstr(made, "12/2025"));
    assert_null(strstr(made, "tanggal="));
    assert_null(strstr(made, "1427000000"));
    assert_non_null(strstr(e2e_read(t, "input/catatan/tahun/tahun-2026.txt"), "SK sk-dinkes → sk-dinkes-2026"));
    e2e_run(t, "jalankan");
    assert_null(strstr(t->out, "object."));
    assert_null(strstr(t->out, "read.ignored"));
    char *decree = text_of(t, "output/dinkes/sk-dinkes-2026.draf.pdf");
    assert_non_null(strstr(decree, "TAHUN 2026"));
    char *contract = text_of(t, "output/dinkes/pk-kk-dinkes-2026.draf.pdf");
    assert_non_null(strstr(contract, "PERJANJIAN KINERJA TAHUN 2026"));
    assert_false(e2e_exists(t, "output/dinkes/pk-kk-dinkes-2026.tanda-tangan.pdf"));  // its targets are holes
    // What was there is as it was.
    e2e_shell(t, "rm -f output/dinkes/*-2026.*");
    assert_string_equal(e2e_listing(t, "output"), output);
}

static void test_twice_adds_only_what_is_new(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tahun 2026");
    e2e_edit(t, "input/tahun-2026.xml", "Tahun 2026</tentang>", "Tahun 2026 (diubah)</tentang>");
    char *input = e2e_listing(t, "input");
    e2e_run(t, "tahun 2026");
    assert_status(t, 0);
    assert_says(t, "Tahun 2026 sudah dibuka dari 2025: 4 sudah ada, tidak ada yang ditambahkan.");
    assert_string_equal(e2e_listing(t, "input"), input);
    e2e_edit(t, "input/kontrak.xml", "</data>",
             "<kontrak id=\"kk-bappeda-2025\" tahun=\"2025\" instansi=\"bappeda\" "
             "pihak-pertama=\"bappeda/Kepala Badan\" pihak-kedua=\"rimba/Bupati\"/></data>");
    e2e_run(t, "tahun 2026");
    assert_says(t, "0 tim, 0 penugasan, 1 kontrak, 0 SK, 0 usulan; 4 sudah ada. Ditulis: input/tahun-2026-2.xml");
    assert_non_null(strstr(e2e_read(t, "input/tahun-2026-2.xml"), "id=\"kk-bappeda-2026\""));
    assert_non_null(strstr(e2e_read(t, "input/tahun-2026.xml"), "(diubah)"));
}

// Evidence of three years is of two once the next year is T-0, and what is older counts no more.
static void test_the_windows_of_evidence_move(void **state) {
    struct e2e *t = *state;
    e2e_edit(t, "input/inovasi.xml", "</inovasi>",
             "<bukti indikator=\"anggaran\" tahun=\"2023\" berkas=\"a.pdf\"/><bukti indikator=\"anggaran\" "
             "tahun=\"2024\" berkas=\"b.pdf\"/><bukti indikator=\"anggaran\" tahun=\"2025\" berkas=\"c.pdf\"/>"
             "</inovasi>");
    e2e_run(t, "tahun 2026 --coba");
    assert_says(t, "Bukti yang tidak dihitung lagi ketika T-0 menjadi 2026, menurut iga-2026 (tetap tersimpan");
    assert_says(t, "\nDinas Kesehatan\n  Antar Obat Lansia\n    - Dukungan Anggaran: taraf 3 → 2\n"
                   "      keluar: a.pdf (2023)\n      siapkan lagi (2024–2026): halaman anggaran");
    assert_null(strstr(t->out, "b.pdf"));
    // How many years count is the contest's to say; a year without a round of its own is told.
    e2e_run(t, "tahun 2027 --coba");
    assert_says(t, "keluar: a.pdf (2023); b.pdf (2024)\n      siapkan lagi (2025–2027)");
    assert_says(t, "Profil 2027 belum ada, jadi dihitung menurut iga-2026");
    assert_says(t, "naskah profil baru iga-2027 --dari iga-2026, lalu ulangi naskah tahun 2027");
}

// A profile that was begun from last year's says which of its days are still those of last year.
static void test_a_profile_with_days_of_last_year_is_told(void **state) {
    struct e2e *t = *state;
    e2e_share(t);
    e2e_run(t, "profil baru iga-2027 --dari iga-2026");
    e2e_run(t, "tahun 2027");
    assert_says(t, "iga-2027: iga.jendela nilai “2024-01-01..2025-12-31”, diwarisi dari tahun sebelumnya: periksa "
                   "untuk 2027 (");
    assert_says(t, "iga-2026.xml:163)");
    e2e_run(t, "tahun 2027 --lang en");  // all is there already, and it still has to be looked up
    assert_says(t, "“2024-01-01..2025-12-31”, taken over from an earlier year: to be checked for 2027");
}

// A proposal of the last round is opened for the new one: a draft until somebody has read it; the old one stays.
static void test_a_proposal_is_opened_for_the_new_round(void **state) {
    struct e2e *t = *state;
    e2e_edit(t, "input/inovasi.xml", "</usulan>",
             "<jawaban bagian=\"tidak-ada-lagi\"><p>Tujuan <img berkas=\"g.png\"/></p></jawaban></usulan>");
    e2e_run(t, "jalankan");
    e2e_shell(t, "sha256sum output/dinkes/proposal-antar-obat-iga.* >sebelum.txt");
    e2e_run(t, "tahun 2026");
    assert_status(t, 0);
    assert_says(t, "usulan Antar Obat Lansia: iga → iga-2026, jawabannya disalin dan harus diperiksa");
    assert_says(t, "Antar Obat Lansia: yang tidak ditanyakan lagi dalam lomba 2026 tidak disalin: tidak-ada-lagi");
    const char *made = e2e_read(t, "input/tahun-2026.xml");
    assert_non_null(strstr(made, "<usulan profil=\"iga-2026\" tahun=\"2026\" disalin-dari=\"iga\""));
    assert_null(strstr(made, "tidak-ada-lagi"));
    e2e_run(t, "jalankan");
    assert_says(t, "Usulan untuk iga-2026 disalin dari iga dan belum diperiksa. [usulan.disalin]");
    assert_null(strstr(t->out, "object.differs"));
    assert_true(e2e_exists(t, "output/dinkes/proposal-antar-obat-iga-2026.draf.pdf"));
    assert_false(e2e_exists(t, "output/dinkes/proposal-antar-obat-iga-2026.unggah.pdf"));
    e2e_shell(t, "sha256sum output/dinkes/proposal-antar-obat-iga.* | cmp sebelum.txt");
    e2e_edit(t, "input/tahun-2026.xml", " disalin-dari=\"iga\"", "");
    e2e_run(t, "jalankan");
    assert_null(strstr(t->out, "usulan.disalin"));
    e2e_run(t, "tahun 2026");
    assert_says(t, "tidak ada yang ditambahkan");
}

// Regions in one folder go on from their own last year; a changed contract goes on under the first one's name.
static void test_each_region_from_its_own_year(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "rm -r input && cp -r '%s/input' input", NASKAH_SOURCE_DIR);
    e2e_run(t, "year 2027 --lang en");
    assert_status(t, 0);
    assert_says(t, "Kabupaten Karo, from 2023:\nteam karo-tim-rdri-2023 → karo-tim-rdri-2027\n");
    assert_says(t, "Kota Makassar, from 2019:\nteam makassar-tim-labinov-2019 → makassar-tim-labinov-2027\n");
    assert_says(t, "contract karo-kk-pkm-2023-perubahan → karo-kk-pkm-2027: ");
    const char *made = e2e_read(t, "input/tahun-2027.xml");
    assert_null(strstr(made, "-perubahan"));
    // A law is cited as it reads now.
    assert_says(t, "karo-sk-tim-2027: cited anew: uu-23-2014-perppu-2-2022 → uu-23-2014-uu-6-2023");
    assert_non_null(strstr(made, "<mengingat ref=\"uu-23-2014-uu-6-2023\"/>"));
    assert_null(strstr(made, "perppu-2-2022"));
    e2e_run(t, "tahun 2027");
    assert_says(t, "dari 2023, 2019: ");
    assert_says(t, "tidak ada yang ditambahkan");
}

static void test_words(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "tahun depan");
    assert_status(t, 2);
    e2e_run(t, "tahun");
    assert_status(t, 2);
    e2e_run(t, "year 2020");
    assert_status(t, 1);
    assert_says(t, "Tidak ada tim, kontrak, atau penugasan dari tahun sebelum 2020");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_next_year_runs_at_once, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_twice_adds_only_what_is_new, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_the_windows_of_evidence_move, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_a_profile_with_days_of_last_year_is_told, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_a_proposal_is_opened_for_the_new_round, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_each_region_from_its_own_year, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_words, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("the next year", tests, NULL, NULL);
}
