// From a request form to the report to the head of the office (the steps of Karo): whatever a form comes as, a person
// only says who sees to it and what is done.
#include "e2e/e2e.h"

static const char request[] =
    "FORMULIR ISIAN\nRUANG DISKUSI RUTIN INOVASI\n\nA. Identitas\nInstansi : UPTD Puskesmas Tigapanah\n"
    "Fasilitator 1 : Rina Marlina Tambunara, S.K.M.\nNo. Kontak : 0812-0000-0001\nFasilitator 2 : Budi Contoh\n"
    "Nama Inovasi : Antar Obat Lansia\nTahapan Inovasi : Uji Coba\n\nB. Permasalahan\nKendala :\n"
    "1. Kurir di tiga kecamatan belum tersedia\n2. Data lansia belum mutakhir\n"
    "Upaya yang Telah Dilakukan : Koordinasi dengan camat.\nSolusi yang Diharapkan : Pola pembiayaan kurir.\n\n"
    "C. Usulan Jadwal\nHari/Tanggal : Rabu, 14 Juni 2023\nWaktu : pukul 09.30 WIB\nCara : tatap muka\n";
static const char csv[] =
    "Timestamp,Nama Instansi,Nama Fasilitator 1,No. HP,Nama Inovasi,Kendala,Solusi yang Diharapkan,Tanggal,Jam\n"
    "2023-06-01,UPTD Puskesmas Tigapanah,\"Rina Marlina Tambunara, S.K.M.\",0812-0000-0001,Antar Obat Lansia,"
    "\"Kurir di tiga kecamatan belum tersedia\nData lansia belum mutakhir\",Pola pembiayaan kurir.,2023-06-14,09.30\n";
#define SESSION "ruang-diskusi-antar-obat-lansia-2023-06-14"

static int setup(void **state) {
    struct e2e *t = e2e_new();
    e2e_shell(t, "mkdir masuk && cp -r '%s/input/karo' input", NASKAH_SOURCE_DIR);
    e2e_write(t, "masuk/minta.txt", request);
    e2e_write(t, "masuk/google.csv", csv);
    *state = t;
    return 0;
}

static void holds(struct e2e *t, const char *file, const char *words) {
    if (!strstr(e2e_read(t, file), words)) {
        fail_msg("%s holds no %s:\n%s", file, words, e2e_read(t, file));
    }
}

// ---- importing

// Fills in the Word form and the workbook that the program wrote, as an office program would.
static void fill_in_forms(struct e2e *t) {
    assert_int_equal(e2e_run(t, "formulir karo-pkm-tigapanah --profil permohonan"), 0);
    e2e_write(t, "isi.py",
              "import re, zipfile\n"
              "answers = {'instansi': 'UPTD Puskesmas Tigapanah', 'fasilitator-1': 'Rina Marlina Tambunara, S.K.M.',\n"
              " 'kontak-1': '0812-0000-0001', 'inovasi': 'Antar Obat Lansia', 'tahapan': 'Uji Coba',\n"
              " 'kendala': 'Kurir di tiga kecamatan belum tersedia', 'harapan': 'Pola pembiayaan kurir.',\n"
              " 'tanggal': '14 Juni 2023', 'waktu': '09.30', 'cara': 'Tatap muka'}\n"
              "def answer(m):\n"
              "    said = answers.get(re.search('w:tag w:val=\"([^\"]+)\"', m[0])[1])\n"
              "    return re.sub('‹[^›]*›', said, m[0]).replace('<w:showingPlcHdr/>', '') if said else m[0]\n"
              "def copy(source, target, part, change):\n"
              "    old, new = zipfile.ZipFile(source), zipfile.ZipFile(target, 'w')\n"
              "    for name in old.namelist():\n"
              "        text = old.read(name)\n"
              "        new.writestr(name, change(text.decode()).encode() if name == part else text)\n"
              "    new.close()\n"
              "copy('formulir/permohonan.docx', 'masuk/isi.docx', 'word/document.xml',\n"
              "     lambda s: re.sub('<w:sdt>.*?</w:sdt>', answer, s, flags=re.S))\n"
              "row = ['inovasi', '', 'fasilitator-1', 'kontak-1', '', '', 'kendala', '', 'harapan', 'tanggal',\n"
              " 'waktu']\n"
              "def cell(m):\n"
              "    said = answers.get(row[ord(m[1]) - 65]) if ord(m[1]) - 65 < len(row) else None\n"
              "    text = '<c r=\"%s2\" t=\"inlineStr\"><is><t>%s</t></is></c>' % (m[1], said)\n"
              "    return text if said else m[0]\n"
              "copy('formulir/karo-pkm-tigapanah.xlsx', 'masuk/buku.xlsx', 'xl/worksheets/sheet8.xml',\n"
              "     lambda s: re.sub('<c r=\"([A-Z])2\"[^>]*/>', cell, s))\n");
    e2e_shell(t, "python3 isi.py");
}

static void any_filled_form_becomes_a_session(void **state) {
    struct e2e *t = *state;
    static const char *const files[] = {"minta.txt", "google.csv", "isi.docx", "buku.xlsx"};
    fill_in_forms(t);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        e2e_shell(t, "rm -rf input/impor/*.xml input/impor/.asal/*.xml");
        e2e_run(t, "impor 'masuk/%s'", files[i]);
        assert_status(t, 0);
        const char *dot = strrchr(files[i], '.');
        const char *made = arena_printf(t->arena, "input/impor/%.*s.xml", (int)(dot - files[i]), files[i]);
        holds(t, made, "<kegiatan id=\"" SESSION "\" jenis=\"ruang-diskusi\"");
        holds(t, made, "tanggal=\"2023-06-14\" mulai=\"09:30\" instansi=\"karo-bappedalitbang\"");
        holds(t, made, "pimpinan=\"karo-kabid-litbang\" notulis=\"karo-analis\"");
        holds(t, made, "<permohonan instansi=\"karo-pkm-tigapanah\" inovasi=\"karo-antar-obat\">");
        holds(t, made, "<kendala>Kurir di tiga kecamatan belum tersedia</kendala>");
        holds(t, made, "<harapan>\n        <p>Pola pembiayaan kurir.</p>");
        holds(t, made, "<fasilitator kontak=\"0812-0000-0001\" orang=\"karo-fas-pkm-1\"/>");
        assert_null(strstr(e2e_read(t, made), "<inovasi"));  // known already
        if (i < 2) {
            holds(t, made, "<kendala>Data lansia belum mutakhir</kendala>");
        }
    }
}

// ---- assigning, minutes, report

static void the_chain_is_whole(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "impor masuk/minta.txt"), 0);
    assert_int_equal(e2e_run(t, "tindak-lanjut --tanggal 2023-06-01"), 0);
    assert_says(t, "Permohonan ruang diskusi yang menunggu: 1\n  " SESSION ": UPTD Puskesmas Tigapanah\n"
                   "      belum ada anggota yang ditunjuk");
    assert_int_equal(e2e_run(t, "tindak-lanjut tugaskan " SESSION " karo-peneliti karo-analis --tanggal 2023-06-02 "
                                "--oleh 'Dewi Anggraini'"), 0);
    assert_says(t, SESSION ": ditindaklanjuti oleh Rizal Hakim Peranginan, S.T., M.T. dan Mayasari Tariguna, S.Kom., "
                           "2 Juni 2023");
    holds(t, "input/catatan/ruang-diskusi.xml", "<penunjukan kegiatan=\"" SESSION "\" anggota=\"karo-peneliti "
                                                "karo-analis\" tanggal=\"2023-06-02\" oleh=\"Dewi Anggraini\"/>");
    e2e_run(t, "tindak-lanjut --tanggal 2023-06-03");
    assert_says(t, "dijadwalkan 14 Juni 2023");
    e2e_run(t, "tindak-lanjut --tanggal 2023-06-15 --json");
    assert_says(t, "\"state\":\"unwritten\"");
    // There are no minutes and no report before the session was held.
    e2e_run(t, "tampil -T record notulen-" SESSION);
    assert_status(t, 2);
    e2e_edit(t, "input/impor/minta.xml", "</permohonan>",
             "</permohonan><pembukaan><p>Dibuka.</p></pembukaan><butir inovasi=\"karo-antar-obat\" pokok=\"Kurir\">"
             "<pembahasan><p>Kurir dibahas.</p></pembahasan><keputusan>Setuju.</keputusan></butir>"
             "<peserta orang=\"karo-fas-pkm-1\"/>");
    e2e_run(t, "jalankan --only '*" SESSION "' -r draf");
    assert_status(t, 0);
    e2e_shell(t, "pdftotext -raw output/karo-bappedalitbang/notulen-" SESSION ".draf.pdf n.txt && "
                 "pdftotext -raw output/karo-bappedalitbang/laporan-masalah-" SESSION ".draf.pdf l.txt");
    holds(t, "n.txt", "Tindak Lanjut Rapat Sebelumnya yang Belum Selesai");
    holds(t, "n.txt", "Dinas Kesehatan 12 April 2023 5 Mei 2023");
    holds(t, "l.txt", "Yth. Kepala Badan Perencanaan");
    holds(t, "l.txt", "Menyampaikan data lansia");
    assert_null(strstr(e2e_read(t, "l.txt"), "Menghitung kebutuhan biaya"));  // one meeting only has carried it
}

// As an office goes about it, command by command: request, two members, schedule, minutes, follow-up, done.
static void from_the_command_line(void **state) {
    struct e2e *t = *state;
    char *text = strstr(e2e_read(t, "masuk/minta.txt"), "FORMULIR"), *proposed = strstr(text, "C. Usulan Jadwal");
    *proposed = '\0';  // nobody proposed a day
    e2e_write(t, "masuk/minta.txt", text);
    assert_int_equal(e2e_run(t, "impor masuk/minta.txt"), 0);
#define UNDATED "ruang-diskusi-antar-obat-lansia"
    assert_int_equal(e2e_run(t, "tindak-lanjut tugaskan " UNDATED " karo-peneliti karo-peneliti"), 0);
    assert_says(t, "ditugaskan kepada 1 anggota, seharusnya 2. [request.members]");
    e2e_run(t, "periksa");
    assert_says(t, "input/catatan/ruang-diskusi.xml:5:3: peringatan: Permohonan " UNDATED " ditugaskan kepada 1 ang");
    e2e_write(t, "input/seorang.xml", "<data xmlns='urn:naskah:1'><tata id='seorang' anggota-permohonan='1'/></data>");
    e2e_run(t, "periksa");
    assert_null(strstr(t->out, "request.members"));  // where the region is content with one
    e2e_shell(t, "rm input/seorang.xml");
    assert_int_equal(e2e_run(t, "tindak-lanjut tugaskan " UNDATED " karo-peneliti 'mayasari tariguna'"), 0);
    assert_null(strstr(t->out, "request.members"));
    e2e_run(t, "periksa");
    assert_null(strstr(t->out, "request.members"));
    assert_null(strstr(t->out, "object.required"));  // a session that waits for its day is no slip
    e2e_run(t, "tindak-lanjut --tanggal 2023-06-02");
    assert_says(t, "jadwal belum ada: naskah tindak-lanjut jadwalkan " UNDATED " TANGGAL JAM TEMPAT");
    static const char *const wrong[][2] = {{"", "jadwalkan KEGIATAN TANGGAL JAM TEMPAT"},
                                           {" besok", "besok bukan tanggal"},
                                           {" 2023-06", "2023-06 bukan tanggal"},
                                           {" 2023-06-14 25.00", "25.00 bukan jam"},
                                           {" 2023-06-14 pagi", "pagi bukan jam"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(e2e_run(t, "tindak-lanjut jadwalkan " UNDATED "%s", wrong[i][0]), 2);
        assert_says(t, wrong[i][1]);
    }
    assert_int_equal(e2e_run(t, "tindak-lanjut jadwalkan karo-rdri-2023-03 2023-06-14"), 2);  // nobody asked for it
    assert_int_equal(e2e_run(t, "tindak-lanjut jadwalkan " UNDATED " 2023-06-12"), 0);
    assert_int_equal(e2e_run(t, "follow-up schedule " UNDATED " '14 Juni 2023' 9.30 Aula --lang en"), 0);
    assert_says(t, UNDATED ": to be held on 14 June 2023 at 09.30, Aula\n");
    e2e_run(t, "tindak-lanjut --tanggal 2023-06-02");
    assert_says(t, "dijadwalkan 14 Juni 2023\n");
    e2e_run(t, "tindak-lanjut --tanggal 2023-06-15");
    assert_says(t, "dijadwalkan 14 Juni 2023, tetapi notulennya belum ditulis");
    e2e_edit(t, "input/impor/minta.xml", "</permohonan>",
             "</permohonan><pembukaan><p>Dibuka.</p></pembukaan><butir inovasi=\"karo-antar-obat\" pokok=\"Kurir\">"
             "<pembahasan><p>Kurir dibahas.</p></pembahasan><keputusan>Setuju.</keputusan></butir>"
             "<peserta orang=\"karo-fas-pkm-1\"/><tindak-lanjut penanggung-jawab=\"Puskesmas Tigapanah\" "
             "instansi=\"karo-pkm-tigapanah\" batas=\"2023-07-01\">Menghitung biaya kurir</tindak-lanjut>");
    e2e_run(t, "jalankan --only '*" UNDATED "' -r draf");
    assert_status(t, 0);
    e2e_shell(t, "pdftotext -raw output/karo-bappedalitbang/notulen-" UNDATED ".draf.pdf n.txt");
    holds(t, "n.txt", "14 Juni 2023");
    holds(t, "n.txt", "09.30");
    holds(t, "n.txt", "Aula");
    e2e_run(t, "tindak-lanjut --instansi karo-pkm-tigapanah --tanggal 2023-07-03");
    assert_says(t, "batas 1 Juli 2023, LEWAT 2 hari  " UNDATED ".1");
    assert_int_equal(e2e_run(t, "tindak-lanjut selesai " UNDATED ".1 --tanggal 2023-07-04"), 0);
    e2e_run(t, "tindak-lanjut --instansi karo-pkm-tigapanah --tanggal 2023-07-05");
    assert_null(strstr(t->out, UNDATED));
}

static void what_is_done_is_done(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "tindak-lanjut --tanggal 2023-04-20"), 0);
    assert_says(t, "Tindak lanjut yang belum selesai per 20 April 2023: 3, 2 di antaranya lewat batas waktu.");
    char *first = strstr(t->out, "LEWAT"), *health = strstr(t->out, "\nDinas Kesehatan\n");
    assert_non_null(first);
    assert_non_null(health);
    assert_non_null(strstr(health, "batas 5 April 2023, LEWAT 15 hari  karo-rdri-2023-03.2\n"));
    e2e_run(t, "tindak-lanjut selesai karo-rdri-2023-03.2 --tanggal '21 April 2023' --oleh 'Rina & \"A\"'");
    assert_status(t, 0);
    holds(t, "input/catatan/tindak-lanjut.xml",
          "<penyelesaian tindak-lanjut=\"karo-rdri-2023-03.2\" isi=\"Menyampaikan data lansia penderita penyakit "
          "kronis\" tanggal=\"2023-04-21\" oleh=\"Rina &amp; &quot;A&quot;\"/>");
    e2e_run(t, "tindak-lanjut --tanggal 2023-04-22");
    assert_false(e2e_says(t, "karo-rdri-2023-03.2"));
    e2e_run(t, "tindak-lanjut --tanggal 2023-04-20");  // on that day it was open
    assert_says(t, "karo-rdri-2023-03.2");
    char *before = e2e_read(t, "input/catatan/tindak-lanjut.xml");
    assert_int_equal(e2e_run(t, "follow-up done karo-rdri-2023-03.2"), 0);
    assert_says(t, "sudah tercatat selesai");
    assert_string_equal(e2e_read(t, "input/catatan/tindak-lanjut.xml"), before);
    static const struct {
        const char *words, *said;
    } wrong[] = {
        {"selesai karo-rdri-2023-03.9", "karo-rdri-2023-03."},
        {"selesai zzz", "Tidak ada tindak lanjut zzz."},
        {"selesai", "PENGENAL…"},
        {"selesai karo-rdri-2023-03.3 --tanggal 2023-03-01", "baru disepakati pada 14 Maret 2023"},
        {"selesia karo-rdri-2023-03.3", "selesai"},
        {"--tanggal kemarin", "kemarin bukan tanggal"},
        {"--instansi karo-dinkse", "karo-dinkes"},
        {"tugaskan karo-rdri-2023-03 karo-analis", "tidak memuat permohonan"},
        {"tugaskan karo-rdri-2023-4 karo-analis", "karo-rdri-2023-04"},
        {"tugaskan karo-rdri-2023-04 karo-analsi", "karo-analis"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        e2e_run(t, "tindak-lanjut %s", wrong[i].words);
        assert_status(t, 2);
        assert_says(t, wrong[i].said);
        assert_string_equal(e2e_read(t, "input/catatan/tindak-lanjut.xml"), before);
    }
}

// Two people at once: the second one is told so with the same status by every command that writes.
static void a_second_person_waits(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "status");
    e2e_shell(t, "touch naskah.db.lock; flock -x naskah.db.lock sleep 3 >/dev/null 2>&1 & sleep 0.3");
    e2e_run(t, "tindak-lanjut selesai karo-rdri-2023-03.2");
    assert_status(t, 4);
    assert_says(t, "sedang dipegang proses lain yang tidak menyebut namanya. [store.locked-nameless]");
    assert_null(strstr(t->out, "?"));
    e2e_run(t, "nomor isi karo-sk-tim-2023 5/2023 --lang en");
    assert_status(t, 4);
}

static void texts_for_agencies_and_json(void **state) {
    struct e2e *t = *state;
    assert_int_equal(e2e_run(t, "tindak-lanjut --instansi Dinkes --untuk-wa --tanggal 2023-04-20"), 0);
    assert_string_equal(t->printed,
                        "Yth. Dinas Kesehatan, per 20 April 2023 tindak lanjut rapat berikut belum kami catat "
                        "selesai:\n\n"
                        "1. Menyampaikan data lansia penderita penyakit kronis\n"
                        "   batas 5 April 2023, LEWAT 15 hari; Ruang Diskusi Rutin Inovasi, 14 Maret 2023\n"
                        "2. Menghitung kebutuhan biaya pengantaran tiap desa\n"
                        "   batas 5 Mei 2023, sisa 15 hari; Ruang Diskusi Rutin Inovasi, 12 April 2023\n\n"
                        "Mohon kabari kami bila sudah selesai atau bila ada kendala. Terima kasih.\n");
    assert_int_equal(e2e_run(t, "follow-up --lang en --tanggal 2023-04-20"), 0);
    assert_says(t, "on 20 April 2023: 3, 2 of them late");
    assert_says(t, "due 5 May 2023, 15 days left");
    assert_int_equal(e2e_run(t, "tindak-lanjut --json --tanggal 2023-04-20"), 0);
    e2e_write(t, "j", t->printed);
    e2e_shell(t, "python3 -c \"import json\nrows = [json.loads(x) for x in open('j')]\n"
                 "assert [r['type'] for r in rows] == ['follow-up'] * 3 + ['follow-ups'], rows\n"
                 "late = {r['id']: r['late'] for r in rows[:3]}\n"
                 "assert late == {'karo-rdri-2023-03.3': 6, 'karo-rdri-2023-03.2': 15,\n"
                 "                'karo-rdri-2023-04.1': 0}, late\n"
                 "assert rows[3]['open'] == 3 and rows[3]['late'] == 2\"");
    assert_int_equal(e2e_run(t, "tindak-lanjut --tanggal 2023-01-01"), 0);
    assert_says(t, "Per 1 Januari 2023 tidak ada tindak lanjut yang terbuka.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_filled_form_becomes_a_session, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(the_chain_is_whole, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(from_the_command_line, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(what_is_done_is_done, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(a_second_person_waits, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(texts_for_agencies_and_json, setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("coaching", tests, NULL, NULL);
}
