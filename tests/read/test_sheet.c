// Sheets of agencies, people, teams, contracts, attendance and answers, as objects.
#include "base/xml.h"
#include "read/sheet_take.h"
#include "support.h"

static struct arena *arena;
static struct import *im;
static const xmlNode *sheets;
static const struct words *words;

static int set_up(void **state) {
    (void)state;
    arena = arena_new(0);
    struct findings *f = findings_new(arena, NULL);
    sheets = xmlDocGetRootElement(xml_load(arena, NASKAH_SOURCE_DIR "/templates/impor/lembar.xml", f));
    words = words_new(arena, xmlDocGetRootElement(xml_load(arena, NASKAH_SOURCE_DIR "/templates/impor/kata.xml", f)));
    assert_int_equal(f->n, 0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static void read_csv(const char *text) {
    im = import_new(arena, "tim.csv", NULL, words, findings_new(arena, NULL), findings_new(arena, NULL));
    im->sheets = sheets;
    assert_true(csv_import(im, (struct str){text, strlen(text)}));
}

// The objects without the lines around them.
static const char *objects(void) {
    const char *xml = import_xml(arena, im->data, NULL), *from = strchr(strstr(xml, "<data"), '\n') + 1;
    return arena_strndup(arena, from, (size_t)(strstr(xml, "</data>") - from));
}

static void becomes(const char *csv, const char *expected) {
    read_csv(csv);
    assert_string_equal(objects(), expected);
}

static void agencies(void **state) {
    (void)state;
    becomes("No;Nama OPD;Singkatan;Induk;Kepala\n1;Dinas Kesehatan;Dinkes;;drg. A\n2;Puskesmas Tigapanah;;Dinkes;\n",
            "  <instansi id=\"dinas-kesehatan\" nama=\"Dinas Kesehatan\" singkatan=\"Dinkes\" jenis=\"dinas\"/>\n"
            "  <sisa alasan=\"kolom-lain\" tempat=\"2\" berkas=\"tim.csv\">\n    <p>Kepala: drg. A</p>\n  </sisa>\n"
            "  <instansi id=\"puskesmas-tigapanah\" nama=\"Puskesmas Tigapanah\" jenis=\"puskesmas\" "
            "induk=\"dinas-kesehatan\"/>\n");
    assert_true(findings_has(im->findings, "sheet.columns"));
}

static void people(void **state) {
    (void)state;
    becomes("Nama Lengkap,NIP,Pangkat/Gol,Jabatan,TMT,Unit Kerja\n"
            "\"dr. Lestari Wulandari, M.Kes.\",19740923 200212 2 003,\"Pembina Tk. I (IV/b)\",Kepala Dinas,4 "
            "Januari 2021,Dinas Kesehatan\n"
            "Drs. H. M. Yusuf,198001012023211004,IX,Penyuluh,13/01/2022,Dinas Kesehatan\n",
            "  <orang id=\"lestari-wulandari\" nama=\"Lestari "
            "Wulandari\" gelar-depan=\"dr.\" gelar-belakang=\"M.Kes.\" "
            "instansi=\"dinas-kesehatan\">\n"
            "    <nomor-induk jenis=\"NIP\">197409232002122003</nomor-induk>\n    <pangkat golongan=\"IV/b\"/>\n"
            "    <jabatan instansi=\"dinas-kesehatan\" nama=\"Kepala Dinas\" sejak=\"2021-01-04\"/>\n  </orang>\n"
            "  <instansi id=\"dinas-kesehatan\" nama=\"Dinas Kesehatan\" jenis=\"dinas\"/>\n"
            "  <orang id=\"m-yusuf\" nama=\"M. Yusuf\" gelar-depan=\"Drs. H.\" instansi=\"dinas-kesehatan\">\n"
            "    <nomor-induk jenis=\"NI PPPK\">198001012023211004</nomor-induk>\n    <pangkat golongan=\"IX\"/>\n"
            "    <jabatan instansi=\"dinas-kesehatan\" nama=\"Penyuluh\" sejak=\"2022-01-13\"/>\n  </orang>\n");
    assert_int_equal(im->findings->n, 0);
}

static const struct finding *told(const char *rule) {
    for (size_t i = 0; i < im->findings->n; i++) {
        if (strcmp(im->findings->items[i].rule, rule) == 0) {
            return &im->findings->items[i];
        }
    }
    fail_msg("%s was not told", rule);
    return NULL;
}

static const char *argument(const struct finding *f, const char *name) {
    for (int i = 0; i < f->n_args; i++) {
        if (strcmp(f->args[i].name, name) == 0) {
            return f->args[i].value;
        }
    }
    return "";
}

static void teams(void **state) {
    (void)state;
    becomes("SUSUNAN TIM INOVASI;;;;;\n;;;;;\nNo.;Nama Tim;Tahun;Kedudukan dalam Tim;Nama;NIP;Unsur\n1;2;3;4;5;6;7\n"
            "1;Tim Puskesmas Tigapanah;2025;Ketua;dr. Ani Br. Ginting;198503122010012005;pemerintah\n"
            "2;;;Sekretaris;Budi;19850312201001200;pemerintah\n3;;;Anggota;Siti Aminah;-;Masyrakat\n",
            "  <tim id=\"tim-puskesmas-tigapanah-2025\" tahun=\"2025\" nama=\"Tim Puskesmas Tigapanah\">\n"
            "    <anggota orang=\"ani-br-ginting\" kedudukan=\"Ketua\" unsur=\"pemerintah\"/>\n"
            "    <anggota nama=\"Budi\" kedudukan=\"Sekretaris\" unsur=\"pemerintah\"/>\n"
            "    <anggota nama=\"Siti Aminah\" kedudukan=\"Anggota\" unsur=\"masyarakat\"/>\n  </tim>\n"
            "  <orang id=\"ani-br-ginting\" nama=\"Ani Br. Ginting\" gelar-depan=\"dr.\">\n"
            "    <nomor-induk jenis=\"NIP\">198503122010012005</nomor-induk>\n  </orang>\n"
            "  <sisa alasan=\"nilai\" tempat=\"6\" berkas=\"tim.csv\">\n    <p>NIP: 19850312201001200</p>\n"
            "  </sisa>\n");
    const struct finding *f = told("sheet.nip-digits");
    assert_string_equal(argument(f, "jumlah"), "17");
    assert_string_equal(argument(f, "siapa"), "sekretaris tim Puskesmas Tigapanah");
    assert_int_equal(f->place.line, 6);
    assert_string_equal(argument(told("sheet.choice-near"), "pilihan"), "masyarakat");
}

static void numbers_that_a_spreadsheet_spoilt(void **state) {
    (void)state;
    static const char *const spoilt[] = {"1.97409232002122E+17", "1,97E+17", "1.97409232002122e+17"};
    for (int i = 0; i < 3; i++) {
        read_csv(arena_printf(arena, "Nama\tNIP\tJabatan\nLestari\t%s\tKepala\n", spoilt[i]));
        assert_string_equal(argument(told("sheet.nip-number"), "nilai"), spoilt[i]);
        assert_non_null(strstr(objects(), arena_printf(arena, "<p>NIP: %s</p>", spoilt[i])));
        assert_null(strstr(objects(), "nomor-induk"));
    }
    read_csv("Nama;NIP;Jabatan\nLestari;belum ada;Kepala\n");
    told("sheet.nip-letters");
    read_csv("Nama;NIP;Jabatan\nLestari;197413232002122003;Kepala\n");
    assert_string_equal(argument(told("sheet.nip-fault"), "sebab"), "@nip.tanggal-lahir");
    assert_non_null(strstr(objects(), "197413232002122003"));
}

static void contracts(void **state) {
    (void)state;
    becomes("Tahun;Instansi;Pihak pertama;Sasaran;Indikator;Satuan;Target;TW 1;Program;Anggaran\n"
            "2025;Dinas Kesehatan;Kepala Dinas;Lansia terlayani;Lansia "
            "diantar obat;orang;80%;20;Pelayanan;Rp 1.250.000.000,00\n"
            ";;;;Kecamatan terjangkau;kecamatan;3;1;Sarana;\"12,500\"\n2025;Dinas Kesehatan;;;;;;;Lain;12.5\n",
            "  <instansi id=\"dinas-kesehatan\" nama=\"Dinas Kesehatan\" jenis=\"dinas\"/>\n"
            "  <kontrak id=\"kontrak-dinas-kesehatan-2025\" tahun=\"2025\" instansi=\"dinas-kesehatan\" "
            "pihak-pertama=\"dinas-kesehatan/Kepala Dinas\">\n    <sasaran nama=\"Lansia terlayani\">\n"
            "      <indikator nama=\"Lansia diantar obat\" satuan=\"orang\" target=\"80%\" tw1=\"20\"/>\n"
            "      <indikator nama=\"Kecamatan terjangkau\" satuan=\"kecamatan\" target=\"3\" tw1=\"1\"/>\n"
            "    </sasaran>\n"
            "    <program nama=\"Pelayanan\" anggaran=\"1250000000\"/>\n"
            "    <program nama=\"Sarana\" anggaran=\"12500\"/>\n"
            "    <program nama=\"Lain\"/>\n  </kontrak>\n"
            "  <sisa alasan=\"nilai\" tempat=\"4\" berkas=\"tim.csv\">\n    <p>Anggaran: 12.5</p>\n  </sisa>\n");
    told("sheet.number");
}

static void innovations_facilitators_and_attendance(void **state) {
    (void)state;
    becomes("Nama Inovasi,OPD,Tahapan,Waktu Uji Coba,Waktu Penerapan,Jenis Inovasi\n"
            "Antar Obat Lansia,Dinkes,Penerapan,05/02/2024,2024-07-01,Digital\n",
            "  <instansi id=\"dinkes\" nama=\"Dinkes\" jenis=\"lainnya\"/>\n"
            "  <inovasi id=\"antar-obat-lansia\" nama=\"Antar "
            "Obat Lansia\" instansi=\"dinkes\" jenis-inovasi=\"Digital\">\n"
            "    <tahapan penerapan=\"2024-07-01\">Penerapan</tahapan>\n"
            "    <sisa alasan=\"nilai\" tempat=\"2\">\n      <p>Waktu Uji Coba: 05/02/2024</p>\n    </sisa>\n"
            "  </inovasi>\n");
    told("sheet.date-ambiguous");
    becomes("DAFTAR FASILITATOR INOVASI TAHUN 2025,,\nNama,NIP,Tahun,Instansi\n"
            "Adi,198503122010011005,2025,Dinas Kesehatan\n",
            "  <orang id=\"adi\" nama=\"Adi\">\n    <nomor-induk jenis=\"NIP\">198503122010011005</nomor-induk>\n"
            "  </orang>\n"
            "  <instansi id=\"dinas-kesehatan\" nama=\"Dinas Kesehatan\" jenis=\"dinas\"/>\n"
            "  <penugasan id=\"fasilitator-2025-adi\" tahun=\"2025\" "
            "instansi=\"dinas-kesehatan\" peran=\"fasilitator\" "
            "orang=\"adi\"/>\n");
    becomes("DAFTAR HADIR,,\nKegiatan,Nama,Jabatan,Tanda Tangan\nrdr-3,Adi,Analis,\nrdr-3,Siti,Bidan,ttd\n",
            "  <kegiatan id=\"rdr-3\">\n    <peserta nama=\"Adi\" jabatan=\"Analis\"/>\n"
            "    <peserta nama=\"Siti\" jabatan=\"Bidan\"/>\n  </kegiatan>\n");
    becomes("DAFTAR HADIR,,\nHari/Tanggal: Rabu,,\nKegiatan,Nama,Jabatan,Tanda Tangan\nrdr-3,Adi,Analis,\n",
            "  <sisa alasan=\"tanpa-label\" tempat=\"2\" berkas=\"tim.csv\">\n"
            "    <p>Hari/Tanggal: Rabu</p>\n  </sisa>\n"
            "  <kegiatan id=\"rdr-3\">\n    <peserta nama=\"Adi\" jabatan=\"Analis\"/>\n  </kegiatan>\n");
}

static void sheets_that_are_not_known_are_blocks(void **state) {
    (void)state;
    read_csv("Rincian;Keterangan\nNama Inovasi;Antar Obat\nTujuan;a\n");
    assert_null(im->data->children);
    assert_int_equal(im->source.blocks.n, 1);
    assert_string_equal(source_text(arena, &im->source.blocks.items[0]),
                        "Rincian | Keterangan\nNama Inovasi | Antar Obat\nTujuan | a");
}

// What Google Forms exports: a time stamp, questions as heads, line breaks in cells, boxes joined by ';'.
static void answers_of_online_forms(void **state) {
    (void)state;
    struct findings *f = findings_new(arena, NULL);
    struct forms forms = {0};
    forms_add(arena, &forms, xmlDocGetRootElement(xml_load(arena, NASKAH_SOURCE_DIR "/templates/profiles/iga.xml", f)));
    static const char csv[] = "Cap waktu,Nama Inovasi,Tahapan Inovasi,Jenis Inovasi,Waktu Penerapan,Tujuan Inovasi,"
        "Manfaat Inovasi,Unggah SK\n2025/03/11 7:00:00,,,,,,,https://d.example/kosong\n"
        "2025/03/12 9:15:03,Antar Obat,Penerapan,Digital,1 Juli 2024,\"Baris satu;\nJenis "
        "Inovasi\",Dekat;Murah,https://d.example/1\n2025/03/13 8:00:00,KIA Jempol,Uji Coba,Non "
        "Digital,2024-08-01,B,C,\n";
    im = import_new(arena, "respon.csv", &forms, words, f, findings_new(arena, NULL));
    im->sheets = sheets;
    assert_true(csv_import(im, (struct str){csv, sizeof csv - 1}));
    assert_string_equal(objects(),
        "  <sisa alasan=\"kolom-lain\" tempat=\"2\" berkas=\"respon.csv\">\n"  // no answer in it
        "    <p>Unggah SK: https://d.example/kosong</p>\n  </sisa>\n"
        "  <inovasi id=\"antar-obat\" nama=\"Antar Obat\" jenis-inovasi=\"Digital\">\n"
        "    <tahapan penerapan=\"2024-07-01\">Penerapan</tahapan>\n    <usulan profil=\"iga\">\n"
        "      <jawaban bagian=\"tujuan\">\n        <p>Baris satu;</p>\n        <p>Jenis Inovasi</p>\n"
        "      </jawaban>\n"
        "      <jawaban bagian=\"manfaat\">\n        <ul>\n          <li>Dekat</li>\n          <li>Murah</li>\n"
        "        </ul>\n      </jawaban>\n    </usulan>\n    <sisa alasan=\"kolom-lain\" tempat=\"3\">\n"
        "      <p>Unggah SK: https://d.example/1</p>\n    </sisa>\n  </inovasi>\n"
        "  <inovasi id=\"kia-jempol\" nama=\"KIA Jempol\" jenis-inovasi=\"Non Digital\">\n"
        "    <tahapan penerapan=\"2024-08-01\">Uji Coba</tahapan>\n    <usulan profil=\"iga\">\n"
        "      <jawaban bagian=\"tujuan\">\n        <p>B</p>\n      </jawaban>\n"
        "      <jawaban bagian=\"manfaat\">\n        <p>C</p>\n      </jawaban>\n    </usulan>\n  </inovasi>\n");
}

// ---- nothing is lost: each word of a cell is in the objects or among what was taken

static int missing_words(const char *csv) {
    struct buf all = buf_new(arena);
    int missing = 0;
    read_csv(csv);
    buf_str(&all, import_xml(arena, im->data, NULL));
    for (size_t i = 0; i < im->n_taken; i++) {
        buf_printf(&all, " %s", im->taken[i].text);
    }
    char *copy = arena_strdup(arena, csv);
    for (char *w = strtok(copy, " ;,\n\""); w; w = strtok(NULL, " ;,\n\"")) {
        if (!strstr(all.p, w)) {
            fprintf(stderr, "lost: %s\n", w);
            missing++;
        }
    }
    return missing;
}

static void no_word_is_lost(void **state) {
    (void)state;
    static const char *const files[] = {
        "Kode;Nama OPD;Jenis;Catatan\nopd1;Dinas A;Dinass;x1\n;Badan B;entah;x2\n",
        "No;Nama;NIP;Gol;Jabatan;TMT;L/P;HP\n1;dr. A, S.T.;12;III d;Staf;32/13/2020;X;081\n;;;;;;;yatim\n",
        "Nama Tim;Tahun;Kedudukan;Nama;NIP;Jabatan;Unsur;Instansi;Ket\nT1;20x5;Ketua;A;1,9E+17;Kabid;lain;Dinas Z;k1\n"
        ";;;tanpa;;;;;\n",
        "Tahun;Sasaran;Indikator;Target;Program;Anggaran;Instansi;Pihak kedua\n2025;S;I;5;P;sekitar 5 juta;;Bupati\n"
        "Jumlah;;;;;900;;\n",
        "Kegiatan;Nama;NIP;Jabatan;Instansi;Tanda Tangan\n;A;198503122010011005;Analis;Dinas Q;ttd1\n"
        ";B;;Bidan;RS;ttd2\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_int_equal(missing_words(files[i]), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(agencies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(people, set_up, tear_down),
        cmocka_unit_test_setup_teardown(teams, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_that_a_spreadsheet_spoilt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(contracts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(innovations_facilitators_and_attendance, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sheets_that_are_not_known_are_blocks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(answers_of_online_forms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_word_is_lost, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
