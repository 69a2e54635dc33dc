// Forms that go out and come back, and files as LibreOffice writes them.
#include "e2e.h"

static struct e2e *t;

static int set_up(void **state) {
    t = e2e_new();
    e2e_shell(t, "mkdir input && cp '%s'/input/karo/*.xml input/", NASKAH_SOURCE_DIR);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    e2e_free(*state);
    return 0;
}

// The objects of an import, without the comment that names its file.
static const char *objects(const char *name) {
    return strstr(e2e_read(t, name), "<data");
}

#define NOTHING_NEW "<data xmlns=\"urn:naskah:1\">\n</data>\n"

static char profile[] = "/tmp/naskah-test-XXXXXX";  // of LibreOffice: made once, which takes it seconds

static void office(const char *words) {
    e2e_shell(t, "timeout 120 soffice -env:UserInstallation='file://%s' --headless %s >/dev/null 2>&1", profile, words);
}

static int make_profile(void **state) {
    (void)state;
    return mkdtemp(profile) ? 0 : -1;
}

static int remove_profile(void **state) {
    (void)state;
    support_remove(profile);
    return 0;
}

static void forms_come_back_unchanged(void **state) {
    (void)state;
    assert_int_equal(e2e_run(t, "formulir --untuk semua-instansi --profil kipp-2023"), 0);
    assert_non_null(strstr(t->printed, "5 buku kerja dan 1 formulir tanya-jawab"));
    assert_int_equal(e2e_run(t, "form"), 0);  // the same again
    assert_non_null(strstr(t->printed, "0 buku kerja"));
    assert_int_equal(e2e_run(t, "impor formulir/karo-bappedalitbang.xlsx formulir/karo-setda.xlsx --catatan"), 0);
    assert_string_equal(objects("input/impor/karo-bappedalitbang.xml"), NOTHING_NEW);
    assert_string_equal(objects("input/impor/karo-setda.xml"), NOTHING_NEW);
    assert_non_null(strstr(t->printed, "Belum kembali: 3 instansi (Dinas Kesehatan; Dinas Kependudukan dan Pencatatan "
                                       "Sipil; UPTD Puskesmas Tigapanah)"));
    // What LibreOffice saved again is the same too.
    office("--convert-to xlsx --outdir masuk formulir/karo-pkm-tigapanah.xlsx");
    assert_int_equal(e2e_run(t, "impor masuk/karo-pkm-tigapanah.xlsx --catatan"), 0);
    assert_string_equal(objects("input/impor/karo-pkm-tigapanah.xml"), NOTHING_NEW);
    assert_non_null(strstr(t->printed, "Belum kembali: 2 instansi"));
}

static void changes_in_forms_are_told_by_their_cells(void **state) {
    (void)state;
    e2e_run(t, "formulir karo-pkm-tigapanah");
    // One person's number loses a digit, and a team has a new member.
    e2e_shell(t, "mkdir b && cd b && unzip -q ../formulir/karo-pkm-tigapanah.xlsx && "
                 "sed -i 's/>198302192011012006</>19830219201101200</; s/>Perawat Terampil</>Perawat Mahir</' "
                 "xl/sharedStrings.xml && zip -q -r -X ../balik.xlsx . ");
    e2e_run(t, "impor balik.xlsx");
    assert_int_equal(t->status, 1);
    assert_non_null(strstr(t->printed, "balik.xlsx: galat: Pejabat!D2: NIP hanya 17 angka (dr. "
            "Ruth Hanna Sitepuraya)."));
    assert_non_null(strstr(t->printed, "balik.xlsx: peringatan: Pejabat!G4: orang Jonathan Purbatua "
            "jabatan[1] belum ada "
                                       "di input/orang.xml:"));
    assert_non_null(strstr(t->printed, "nama=Perawat Mahir"));
    assert_non_null(strstr(objects("input/impor/balik.xml"), "NIP / NI PPPK: 19830219201101200"));
    // A form that somebody filled in is not written over.
    e2e_shell(t, "cp balik.xlsx formulir/karo-pkm-tigapanah.xlsx");
    e2e_run(t, "formulir karo-pkm-tigapanah --tahun 2024");
    assert_non_null(strstr(t->printed, "sudah diubah orang"));
    e2e_shell(t, "cmp balik.xlsx formulir/karo-pkm-tigapanah.xlsx");
}

// One answer is written into the question form, by hand and then by LibreOffice; the others stay instructions.
static void question_forms_bring_only_answers(void **state) {
    (void)state;
    e2e_run(t, "formulir karo-setda --profil kipp-2023");
    e2e_shell(t, "mkdir b && cd b && unzip -q ../formulir/kipp-2023.docx && "
                 "sed -i 's/‹Tulis di sini.›/Antar Obat Lansia/; s/‹Tulis jawaban di sini.›/Obat diantar./' "
                 "word/document.xml && zip -q -r -X ../isi.docx . ");
    office("--convert-to docx --outdir masuk isi.docx");
    static const char *const files[] = {"isi.docx", "masuk/isi.docx"};
    for (int i = 0; i < 2; i++) {
        e2e_shell(t, "rm -rf input/impor");
        assert_int_equal(e2e_run(t, "impor %s", files[i]), 0);
        const char *made = objects("input/impor/isi.xml");
        assert_non_null(strstr(made, "nama=\"Antar Obat Lansia\""));
        assert_non_null(strstr(made, "<usulan profil=\"kipp-2023\">"));
        assert_non_null(strstr(made, "<jawaban bagian=\"ringkasan\">\n        <p>Obat diantar.</p>"));
        assert_null(strstr(strstr(made, "<jawaban") + 1, "<jawaban"));
        assert_null(strstr(made, "‹"));
    }
}

static const char source[] =
    "<html><head><meta charset=\"utf-8\"></head><body><table>"
    "<tr><td>Rincian</td><td>Keterangan</td></tr><tr><td>Nama Inovasi</td><td>Antar Obat Lansia</td></tr>"
    "<tr><td>Nama SKPD</td><td>Dinas Pertanian</td></tr><tr><td>Tahapan Inovasi</td><td>Penerapan</td></tr>"
    "<tr><td>Inisiator Inovasi Daerah</td><td>OPD</td></tr><tr><td>Jenis Inovasi</td><td>Non Digital</td></tr>"
    "<tr><td>Waktu Penerapan</td><td>5 Juli 2021</td></tr>"
    "<tr><td>Tujuan Inovasi Daerah</td><td>Obat sampai ke rumah lansia &ndash; setiap bulan, 80% lebih.</td></tr>"
    "<tr><td>Manfaat Yang Diperoleh</td><td>Lansia tidak perlu &ldquo;antre&rdquo;.</td></tr>"
    "<tr><td>Hasil Inovasi</td><td>500 lansia terlayani.</td></tr></table></body></html>";

static void one_source_gives_the_same_objects_in_every_format(void **state) {
    (void)state;
    static const char *const files[] = {"a/sumber.docx", "b/sumber.xlsx", "c/sumber.csv", "d/sumber.html"};
    support_write(t->arena, t->folder, "sumber.html", source, sizeof source - 1);
    office("--convert-to docx:'MS Word 2007 XML' --infilter='HTML (StarWriter)' --outdir a sumber.html");
    office("--convert-to xlsx --infilter='HTML (StarCalc)' --outdir b sumber.html");
    office("--convert-to csv:'Text - txt - csv (StarCalc)':44,34,76 --outdir c b/sumber.xlsx");
    office("--convert-to html --outdir d a/sumber.docx");
    const char *first = NULL;
    for (int i = 0; i < 4; i++) {
        e2e_shell(t, "rm -rf input/impor");
        assert_int_equal(e2e_run(t, "impor %s", files[i]), 0);
        const char *made = objects("input/impor/sumber.xml");
        assert_non_null(strstr(made, "<jawaban bagian=\"hasil\">"));
        assert_non_null(strstr(made, "penerapan=\"2021-07-05\""));
        assert_string_equal(made, first ? first : made);
        first = first ? first : made;
    }
}

static void archives_are_imported_file_by_file(void **state) {
    (void)state;
    static const char team[] = "Nama Tim;Tahun;Kedudukan;Nama;NIP\nTim Kopi;2025;Ketua;Sri;19850312201001200\n";
    support_write(t->arena, t->folder, "tim.csv", team, sizeof team - 1);
    e2e_shell(t, "mkdir -p kirim __MACOSX && cp tim.csv kirim/ && cp tim.csv __MACOSX/ && zip -q -r satu.zip "
            "kirim __MACOSX "
                 "&& zip -q dua.zip satu.zip && zip -q tiga.zip dua.zip && zip -q empat.zip tiga.zip");
    e2e_run(t, "impor tiga.zip --catatan");
    assert_non_null(strstr(t->printed, "tiga.zip/dua.zip/satu.zip/kirim/tim.csv:2: "
            "galat: NIP hanya 17 angka (ketua tim "
                                       "Kopi)"));
    assert_non_null(strstr(t->printed, "__MACOSX/tim.csv"));
    // Word files packed without being made smaller are still files in an archive.
    e2e_run(t, "formulir karo-setda --profil kipp-2023");
    e2e_shell(t, "zip -q -0 usulan.zip formulir/kipp-2023.docx");
    e2e_run(t, "impor usulan.zip");
    assert_non_null(strstr(t->printed, "usulan.zip/formulir/kipp-2023.docx: peringatan: ¶ 1: "));
    e2e_run(t, "impor empat.zip");
    assert_non_null(strstr(t->printed, "[zip.nested]"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(forms_come_back_unchanged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changes_in_forms_are_told_by_their_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(question_forms_bring_only_answers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_source_gives_the_same_objects_in_every_format, set_up, tear_down),
        cmocka_unit_test_setup_teardown(archives_are_imported_file_by_file, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, make_profile, remove_profile);
}
