// naskah kemas: packages made, forced, sent, made again; looked at with unzip, zipinfo, sha256sum, qpdf and pdftotext.
#include "base/image_jpeg.h"
#include "e2e/e2e.h"

#define ZIP "output/paket/kipp-2023/klinik.zip"

// A proposal that passes the gate of KIPP 2023, but for its three letters.
static const char proposal[] =
    "<data xmlns='urn:naskah:1'>\n"
    "<inovasi id='klinik' nama='Klinik Inovasi &lt;b&gt; \"Puskesmas\" &amp; Desa'"
    " instansi='dinkes' inisiator='OPD' nama-inisiator='Rina Marlina' jenis-inovasi='Non Digital'"
    " bentuk='Inovasi pelayanan publik' urusan='Kesehatan'>\n"
    "<tahapan uji-coba='2019-02-05' penerapan='2019-07-01'>Penerapan</tahapan>\n"
    "<usulan profil='kipp-2023' kelompok='umum' kategori='Kesehatan' tahun='2023' tanggal-mulai='2019-07-01'"
    " tautan-video='https://youtu.be/abc123' pengesah='dinkes/Kepala Dinas' tanggal='2023-04-05'>\n"
    "<jawaban bagian='ringkasan'><p>Klinik ini mendampingi 24 puskesmas menyusun inovasi layanan.</p></jawaban>\n"
    "<jawaban bagian='latar'><p>Tujuannya agar setiap puskesmas memiliki satu inovasi layanan.</p>"
    "<ol><li>mendata masalah;</li><li>memilih ide.</li></ol></jawaban>\n"
    "<jawaban bagian='kebaruan'><p>Pendampingan dilakukan di tempat kerja, bukan di aula.</p></jawaban>\n"
    "<jawaban bagian='implementasi'><p>Tim datang setiap pekan ketiga untuk bekerja bersama.</p></jawaban>\n"
    "<jawaban bagian='signifikansi'><p>Waktu tunggu pasien turun dari 60 menit menjadi 25 menit.</p></jawaban>\n"
    "<jawaban bagian='adaptabilitas'><p>Dua kabupaten tetangga sudah memakai cara kerja ini.</p></jawaban>\n"
    "<jawaban bagian='sumberdaya'><p>Dua fasilitator dari dinas dan satu ruang kerja bersama.</p></jawaban>\n"
    "<jawaban bagian='keberlanjutan'><p>Peraturan kepala dinas mengatur jadwal dan pelaksananya.</p></jawaban>\n"
    "</usulan>\n"
    "<bukti indikator='latar' berkas='bukti/data.jpg' perihal='Foto Ruang Kerja' tahun='2022' halaman='1'"
    " baris='kiri atas'/>\n"
    "<bukti indikator='signifikansi' berkas='bukti/data.jpg' perihal='Foto yang Sama'/>\n"
    "<bukti indikator='kebaruan' tautan='https://contoh.example.id/video' perihal='Video'/>\n"
    "</inovasi>\n</data>\n";

static const char letters[] =
    "<data xmlns='urn:naskah:1'><tata id='tata-kipp'>"
    "<rencana jenis='surat-pernyataan-implementasi' untuk='usulan' buat='ya'/>"
    "<rencana jenis='surat-pernyataan-identitas' untuk='usulan' buat='ya'/>"
    "<rencana jenis='surat-pernyataan-replikasi' untuk='usulan' buat='ya'/></tata></data>\n";

static void write_picture(struct e2e *t, const char *name, int side) {
    size_t n = (size_t)side * (size_t)side * 3;
    unsigned char *pixels = arena_alloc(t->arena, n);
    unsigned seed = 7;
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1103515245u + 12345u;
        pixels[i] = (unsigned char)(seed >> 16);
    }
    struct image image = {.width = side, .height = side, .kind = IMAGE_RGB, .components = 3, .pixels = pixels, .n = n};
    const struct image *made = image_jpeg_encode(t->arena, &image, 90);
    assert_non_null(made);
    support_write(t->arena, t->folder, name, made->pixels, made->n);
}

static char *output_of(struct e2e *t, const char *command) {
    e2e_shell(t, "LC_ALL=C.UTF-8 %s >shell.txt 2>&1", command);
    return e2e_read(t, "shell.txt");
}

// Two folders are made once and copied for each test: one that was run, one whose letters, signed by pen, are back too.
static struct e2e *unsigned_base, *signed_base;

static struct e2e *copy_of(const struct e2e *base) {
    struct e2e *t = e2e_new();
    e2e_shell(t, "cp -a '%s/.' .", base->folder);
    return t;
}

static int make_bases(void **state) {
    (void)state;
    struct e2e *t = e2e_new();
    e2e_shell(t, "mkdir -p input/bukti && cp '%s/tests/e2e/dasar/daerah.xml' input", NASKAH_SOURCE_DIR);
    e2e_write(t, "input/klinik.xml", proposal);
    e2e_write(t, "input/tata.xml", letters);
    write_picture(t, "input/bukti/data.jpg", 120);
    e2e_run(t, "jalankan");
    assert_status(t, 0);
    unsigned_base = t;
    signed_base = t = copy_of(t);
    e2e_run(t, "cetak surat 'surat-pernyataan-*' --tanggal 2023-04-06");
    assert_status(t, 0);
    e2e_run(t, "terima output/cetak/surat.a4.pdf --set surat --oleh Rina --ya --tanggal 2023-04-07");
    assert_status(t, 0);
    return 0;
}

static int remove_bases(void **state) {
    (void)state;
    for (struct e2e **base = (struct e2e *[]){unsigned_base, signed_base, NULL}; *base; base++) {
        e2e_free(*base);
    }
    return 0;
}

static int setup(void **state) {
    *state = copy_of(unsigned_base);
    return 0;
}

static int setup_signed(void **state) {
    *state = copy_of(signed_base);
    return 0;
}

static void what_is_missing_stops_a_package_unless_forced(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "kemas --profil kipp-2023");
    assert_status(t, 1);
    assert_says(t, "surat-pernyataan-replikasi-klinik-kipp-2023 belum ditandatangani");
    assert_says(t, "paket klinik tidak dibuat: 3 hal kurang");
    assert_false(e2e_exists(t, ZIP));
    e2e_run(t, "kemas --profil kipp-2023 --paksa");
    assert_status(t, 1);  // it is there, and the errors stand
    assert_says(t, "DIPAKSA, 3 hal kurang");
    assert_says(t, "Keluar 1: paket dibuat karena dipaksa dan belum lengkap");
    const char *note = output_of(t, "unzip -p " ZIP " KURANG.txt");
    assert_non_null(strstr(note, "Masih ada 3 hal"));
    assert_non_null(strstr(note, "surat-pernyataan-identitas-klinik-kipp-2023 belum ditandatangani"));
    assert_non_null(strstr(output_of(t, "unzip -p " ZIP " manifes.json"), "\"dipaksa\": true"));
}

static void a_package_is_whole_and_the_same_anywhere(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "kemas --profil kipp-2023");
    assert_status(t, 0);
    const char *list = output_of(t, "zipinfo -1 " ZIP);
    static const char *const files[] = {"01-proposal-klinik.pdf\n", "02-pernyataan-implementasi-klinik.pdf\n",
                                        "04-pernyataan-replikasi-klinik.pdf\n", "bukti/latar-01-Foto-Ruang-Kerja.jpg\n",
                                        "bukti/00-lembar-bukti.pdf\n", "daftar-bukti.csv\n", "salin-tempel.html\n",
                                        "gabungan-untuk-dibaca.pdf\n", "manifes.csv\n"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (!strstr(list, files[i])) {
            fail_msg("no %s in\n%s", files[i], list);
        }
    }
    assert_null(strstr(list, "KURANG"));
    assert_null(strstr(list, "Yang-Sama"));  // one file, packed once
    e2e_shell(t, "unzip -tqq " ZIP " && mkdir isi && cd isi && unzip -qq ../" ZIP " && sha256sum -c --quiet "
                 "manifes.sha256 && qpdf --check gabungan-untuk-dibaca.pdf >/dev/null");
    assert_non_null(strstr(e2e_read(t, "isi/daftar-bukti.csv"), "https://contoh.example.id/video"));
    // An indicator stands there as people call it.
    assert_non_null(strstr(e2e_read(t, "isi/daftar-bukti.csv"), "\r\nSignifikansi;signifikansi;"));
    assert_non_null(strstr(e2e_read(t, "isi/manifes.csv"), "pindaian asli basah"));
    // What came back from the scanner goes in as it came.
    e2e_shell(t, "cmp isi/02-pernyataan-implementasi-klinik.pdf input/catatan/diterima/surat-pernyataan-implementasi*");
    // Another folder, another day, another zone.
    e2e_shell(t, "mkdir lain && cp -r input lain && cp " ZIP " pertama.zip");
    e2e_shell(t, "cd lain && TZ=Asia/Jayapura NASKAH_SHARE='%s' '%s' jalankan >/dev/null; TZ=Asia/Jayapura "
                 "NASKAH_SHARE='%s' '%s' kemas --profil kipp-2023 >out.txt && cmp ../pertama.zip " ZIP,
              NASKAH_SOURCE_DIR, NASKAH_BINARY, NASKAH_SOURCE_DIR, NASKAH_BINARY);
    e2e_run(t, "kemas --profil kipp-2023");
    assert_says(t, "paket tetap: " ZIP);
    e2e_run(t, "kemas --profil kipp-2023 --coba");
    assert_says(t, "paket tetap: " ZIP);
}

static void an_agency_gets_a_letter_and_a_recap(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "kemas --profil kipp-2023 --instansi dinkes");
    assert_status(t, 0);
    e2e_shell(t, "mkdir isi && cd isi && unzip -qq ../output/paket/kipp-2023/instansi-dinkes.zip && sha256sum -c "
                 "--quiet manifes.sha256 && pdftotext -layout 00-surat-pengantar*.pdf surat.txt && pdftotext -layout "
                 "00-rekap*.pdf rekap.txt");
    assert_non_null(strstr(e2e_read(t, "isi/surat.txt"), "SURAT PENGANTAR"));
    assert_non_null(strstr(e2e_read(t, "isi/surat.txt"), "Panitia Kompetisi"));
    assert_non_null(strstr(e2e_read(t, "isi/rekap.txt"), "1 (satu) inovasi"));
    assert_true(e2e_exists(t, "isi/klinik/01-proposal-klinik.pdf"));
    e2e_run(t, "kemas --profil kipp-2023 --instansi bappeda");
    assert_status(t, 2);
    assert_says(t, "Tidak ada usulan");
}

// Each document begins on a right-hand page, on the page that the contents tell, and its bookmark leads there.
static void the_combined_pdf_tells_where_each_document_begins(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "kemas --profil kipp-2023 --only klinik");
    assert_status(t, 0);
    assert_false(e2e_exists(t, "output/paket/kipp-2023/instansi-dinkes.zip"));
    e2e_shell(t, "unzip -p " ZIP " gabungan-untuk-dibaca.pdf >g.pdf && unzip -p " ZIP " 01-proposal-klinik.pdf >p.pdf "
                 "&& unzip -p " ZIP " 02-pernyataan-implementasi-klinik.pdf >s.pdf");
    const char *contents = output_of(t, "pdftotext -f 2 -l 2 -layout g.pdf -");
    assert_non_null(strstr(contents, "01-proposal-klinik.pdf"));
    assert_non_null(strstr(contents, "pindaian asli basah"));
    const char *outline = output_of(t, "mutool show g.pdf outline");
    assert_non_null(strstr(outline, "Daftar isi"));
    assert_non_null(strstr(outline, "Data dukung"));
    const char *mark = strstr(outline, "2. Surat Pernyataan Implementasi");
    assert_non_null(mark);
    int separator = atoi(strstr(mark, "#page=") + 6);
    assert_int_equal(separator % 2, 1);
    assert_int_equal(system(arena_printf(t->arena, "cd '%s' && test \"$(pdftotext -f 5 -l 5 g.pdf - | grep -v ' / ' | "
                                                   "head -8)\" = \"$(pdftotext -f 1 -l 1 p.pdf - | head -8)\"",
                                         t->folder)),
                     0);
    const char *stamp = output_of(t, "pdftotext -f 5 -l 5 g.pdf - | grep -E '^5 / [0-9]+$'");
    assert_int_equal(atoi(stamp), 5);
    const char *cell = output_of(t, arena_printf(t->arena, "pdftotext -f 2 -l 2 -layout g.pdf - | grep -E ' %d$'",
                                                 separator + 2));
    assert_true(*cell);
}

// A sheet with a character that no face has is a draft with a marked hole; nothing else fails for it.
static void odd_words_fail_no_package(void **state) {
    struct e2e *t = *state;
    e2e_edit(t, "input/klinik.xml", "perihal='Video'", "perihal='Vidéo 日本'");
    e2e_write(t, "input/kosong.xml", "<data xmlns='urn:naskah:1'><naskah id='tanpa-pokok' jenis='proposal'"
                                     " profil='kipp-2023' instansi='dinkes'/></data>");
    e2e_run(t, "kemas --profil kipp-2023 --paksa --only klinik");
    assert_status(t, 1);
    assert_says(t, "Karakter U+65E5 tidak ada");
    assert_false(e2e_says(t, "kegagalan"));
    assert_non_null(strstr(output_of(t, "zipinfo -1 " ZIP), "bukti/00-lembar-bukti.pdf\n"));
    // Nor does evidence that is too long for one PDF to read.
    e2e_shell(t, "cd input/bukti && cp ../../output/dinkes/proposal-klinik-kipp-2023.draf.pdf p.pdf && qpdf --empty "
                 "--pages p.pdf $(yes 1 | head -3001 | paste -sd,) -- panjang.pdf && rm p.pdf");
    e2e_edit(t, "input/klinik.xml", "tautan='https://contoh.example.id/video'", "berkas='bukti/panjang.pdf'");
    e2e_run(t, "kemas --profil kipp-2023 --paksa --notes");
    assert_status(t, 1);
    assert_says(t, "tidak dibuat: 30");
    assert_true(e2e_exists(t, "output/paket/kipp-2023/tanpa-pokok.zip"));
}

static void what_was_sent_is_never_written_over(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "kemas --profil kipp-2023");
    e2e_run(t, "kemas kirim " ZIP " --tanggal 2023-05-01 --tanda-terima 'KIPP-0912 & <1>' --oleh Rina");
    assert_status(t, 0);
    assert_says(t, "dicatat: paket klinik dikirim 2023-05-01");
    const char *note = e2e_read(t, "input/catatan/kiriman.xml");
    assert_non_null(strstr(note, "paket=\"klinik\" profil=\"kipp-2023\""));
    assert_non_null(strstr(note, "tanda-terima=\"KIPP-0912 &amp; &lt;1>\""));
    e2e_run(t, "kemas kirim " ZIP " --tanggal 2023-05-02");
    assert_status(t, 1);
    assert_says(t, "sudah dicatat");
    e2e_shell(t, "cp " ZIP " dikirim.zip");
    e2e_edit(t, "input/klinik.xml", "24 puskesmas", "25 puskesmas");
    e2e_run(t, "kemas --profil kipp-2023");
    assert_status(t, 0);
    assert_says(t, "pernah dikirim pada 2023-05-01");
    assert_says(t, "01-proposal-klinik.pdf");
    assert_says(t, "paket baru di samping yang sudah dikirim: output/paket/kipp-2023/klinik-2.zip");
    e2e_shell(t, "cmp dikirim.zip " ZIP);
    e2e_run(t, "kemas --profil kipp-2023");
    assert_says(t, "paket tetap: output/paket/kipp-2023/klinik-2.zip");
    // Only what the change touches: the letters are as they were.
    assert_non_null(strstr(output_of(t, "sh -c 'unzip -p dikirim.zip manifes.sha256 | sort >a; unzip -p "
                                        "output/paket/kipp-2023/klinik-2.zip manifes.sha256 | sort >b; comm -12 a b'"),
                           "02-pernyataan-implementasi-klinik.pdf"));
}

static void what_is_no_package_is_not_noted(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "kemas --profil kipp-2023 --paksa");
    e2e_shell(t, "mkdir isi && cd isi && unzip -qq ../" ZIP " && echo x >>KURANG.txt && rm daftar-bukti.csv && echo y "
                 ">lain.txt && zip -qr ../rusak.zip . && cd .. && zip -q bukan.zip input/klinik.xml");
    e2e_run(t, "kemas kirim rusak.zip");
    assert_status(t, 1);
    assert_says(t, "KURANG.txt di dalam rusak.zip tidak sama");
    assert_says(t, "tidak ada daftar-bukti.csv");
    assert_says(t, "lain.txt di dalam rusak.zip tidak tercantum");
    e2e_run(t, "kemas kirim bukan.zip");
    assert_status(t, 1);
    assert_says(t, "bukan paket naskah");
    assert_false(e2e_exists(t, "input/catatan/kiriman.xml"));
}

static void a_file_above_the_budget_is_named_with_its_remedy(void **state) {
    struct e2e *t = *state;
    write_picture(t, "input/bukti/data.jpg", 1200);
    e2e_run(t, "kemas --profil kipp-2023 --paksa");
    assert_says(t, "lebih besar daripada batas portal 1 MB");
    assert_says(t, "naskah bukti kecilkan \"input/bukti/data.jpg\" --sampai \"1 MB\"");
    char before[HASH_SIZE], after[HASH_SIZE];
    struct str bytes;
    const char *why, *path = file_join(t->arena, t->folder, "input/bukti/data.jpg");
    assert_true(file_read(t->arena, path, (size_t)1 << 28, &bytes, &why));
    hash_bytes(bytes.p, bytes.n, before);
    e2e_run(t, "bukti kecilkan input/bukti/data.jpg --sampai '1 MB' -o input/bukti/kecil.jpg");
    assert_status(t, 0);
    assert_true(file_read(t->arena, path, (size_t)1 << 28, &bytes, &why));
    hash_bytes(bytes.p, bytes.n, after);
    assert_string_equal(before, after);
    e2e_edit(t, "input/klinik.xml", "bukti/data.jpg", "bukti/kecil.jpg");
    e2e_edit(t, "input/klinik.xml", "bukti/data.jpg", "bukti/kecil.jpg");
    e2e_run(t, "kemas --profil kipp-2023 --paksa");
    assert_false(e2e_says(t, "batas portal"));
}

static void a_meeting_has_a_package_of_its_own(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "cp '%s/tests/e2e/dasar/kegiatan.xml' input && sed -i 's/ inovasi=\"antar-obat\"//' "
                 "input/kegiatan.xml",
              NASKAH_SOURCE_DIR);
    e2e_write(t, "input/foto.xml",
              "<data xmlns='urn:naskah:1'><tata id='t2'><rencana jenis='undangan' untuk='kegiatan' buat='ya'/>"
              "<rencana jenis='daftar-hadir' untuk='kegiatan' buat='ya'/></tata>"
              "<naskah id='foto-rdr-3' jenis='lembar-foto' subjek='rdr-3' instansi='bappeda'>"
              "<foto berkas='bukti/data.jpg' keterangan='Suasana rapat'/></naskah></data>");
    e2e_run(t, "kemas --kegiatan rdr-3");
    assert_status(t, 1);
    assert_says(t, "Naskah notulen-rdr-3 belum ditandatangani");  // accounts want what was signed
    e2e_run(t, "kemas --kegiatan rdr-3 --paksa");
    assert_status(t, 1);  // it is there, and the errors stand
    assert_says(t, "Keluar 1: paket dibuat karena dipaksa dan belum lengkap");
    const char *rows = output_of(t, "unzip -p output/paket/kegiatan/rdr-3.zip manifes.csv");
    assert_non_null(strstr(rows, "lembar-foto;tidak perlu ditandatangani;"));
    assert_non_null(strstr(rows, "notulen;siap ditandatangani;"));
    const char *list = output_of(t, "zipinfo -1 output/paket/kegiatan/rdr-3.zip");
    assert_non_null(strstr(list, "04-notulen-rdr-3.pdf\n"));
    assert_non_null(strstr(list, "foto/01-Suasana-rapat.jpg\n"));
    assert_non_null(strstr(list, "gabungan-untuk-dibaca.pdf\n"));
    e2e_run(t, "kemas --kegiatan rdr-4");
    assert_status(t, 2);
    e2e_run(t, "kemas");
    assert_status(t, 2);
}

// What was signed elsewhere goes in byte by byte, and not at all when somebody touched it since.
static void a_signed_file_is_taken_as_it_came(void **state) {
    struct e2e *t = *state;
    char hash[HASH_SIZE];
    e2e_shell(t, "mkdir -p input/catatan/diterima && cp output/dinkes/surat-pernyataan-replikasi-klinik-kipp-2023."
                 "tanda-tangan.pdf input/catatan/diterima/r.pdf && echo '%%%%tambahan' >>input/catatan/diterima/r.pdf");
    struct str bytes;
    const char *why = NULL;
    assert_true(file_read(t->arena, file_join(t->arena, t->folder, "input/catatan/diterima/r.pdf"), 1 << 24, &bytes,
                          &why));
    hash_bytes(bytes.p, bytes.n, hash);
    e2e_write(t, "input/catatan/keadaan.xml",
              arena_printf(t->arena, "<data xmlns='urn:naskah:1'><keadaan"
                                     " naskah='surat-pernyataan-replikasi-klinik-kipp-2023' status='ttd'"
                                     " tanggal='2023-04-07' berkas='diterima/r.pdf' sha256='%s'/></data>\n",
                           hash));
    e2e_run(t, "kemas --profil kipp-2023 --paksa --only klinik");
    assert_says(t, "2 hal kurang");
    e2e_shell(t, "unzip -p " ZIP " 04-pernyataan-replikasi-klinik.pdf | cmp - input/catatan/diterima/r.pdf");
    assert_non_null(strstr(output_of(t, "unzip -p " ZIP " manifes.csv"), "replikasi;ditandatangani;"));
    e2e_shell(t, "echo x >>input/catatan/diterima/r.pdf");
    e2e_run(t, "kemas --profil kipp-2023 --paksa --only klinik");
    assert_says(t, "berubah sejak diterima");
    assert_null(strstr(output_of(t, "zipinfo -1 " ZIP), "04-pernyataan"));
}

// A decree of ours proves something when it is signed; by force it goes in, and KURANG.txt says so. What nobody signs
// is whole as it is.
static void unsigned_evidence_of_ours_stops_a_package(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "cp '%s/tests/e2e/dasar/sk.xml' input", NASKAH_SOURCE_DIR);
    e2e_edit(t, "input/klinik.xml", "</inovasi>",
             "<bukti indikator='sumberdaya' naskah='sk-dinkes' perihal='SK Tim'/>\n"
             "<bukti indikator='implementasi' naskah='foto' perihal='Lembar foto'/>\n</inovasi>");
    e2e_write(t, "input/foto.xml", "<data xmlns='urn:naskah:1'><naskah id='foto' jenis='lembar-foto' subjek='klinik'"
                                   " instansi='dinkes' judul='Foto'><foto berkas='bukti/data.jpg'"
                                   " keterangan='Ruang kerja'/></naskah></data>");
    e2e_run(t, "kemas --profil kipp-2023 --only klinik");
    assert_status(t, 1);
    assert_says(t, "Naskah sk-dinkes belum ditandatangani");
    assert_says(t, "paket klinik tidak dibuat: 1 hal kurang");
    e2e_run(t, "kemas --profil kipp-2023 --only klinik --paksa");
    assert_status(t, 1);
    const char *list = output_of(t, "zipinfo -1 " ZIP);
    assert_non_null(strstr(list, "bukti/sumberdaya-04-SK-Tim.pdf\n"));
    assert_non_null(strstr(list, "bukti/implementasi-05-Lembar-foto.pdf\n"));
    const char *note = output_of(t, "unzip -p " ZIP " KURANG.txt");
    assert_non_null(strstr(note, "1. Naskah sk-dinkes belum ditandatangani"));
}

// A full disk and a kill leave no half package, and the next run finishes.
static void no_half_package_is_left(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "ulimit -f 60; ! env NASKAH_SHARE='%s' '%s' kemas --profil kipp-2023 --paksa >o.txt 2>&1",
              NASKAH_SOURCE_DIR, NASKAH_BINARY);
    assert_false(e2e_exists(t, ZIP));
    for (int i = 0; i < 4; i++) {
        e2e_shell(t, "timeout -s KILL 0.%d env NASKAH_SHARE='%s' '%s' kemas --profil kipp-2023 --paksa >o.txt 2>&1; "
                     "test ! -f " ZIP " || unzip -tqq " ZIP, i + 1, NASKAH_SOURCE_DIR, NASKAH_BINARY);
    }
    e2e_run(t, "kemas --profil kipp-2023 --paksa");
    assert_status(t, 1);
    e2e_shell(t, "unzip -tqq " ZIP " && test -z \"$(find output/paket -name '*.part')\"");
}

static void a_file_that_somebody_changed_is_set_aside(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "kemas --profil kipp-2023 --paksa --only klinik");
    e2e_shell(t, "printf catatan >>" ZIP " && cp " ZIP " punya.zip");
    e2e_run(t, "kemas --profil kipp-2023 --paksa --only klinik");
    assert_status(t, 1);
    e2e_shell(t, "cmp punya.zip output/paket/kipp-2023/klinik.disisihkan-*.zip && unzip -tqq " ZIP);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_missing_stops_a_package_unless_forced, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(a_package_is_whole_and_the_same_anywhere, setup_signed, e2e_teardown),
        cmocka_unit_test_setup_teardown(an_agency_gets_a_letter_and_a_recap, setup_signed, e2e_teardown),
        cmocka_unit_test_setup_teardown(the_combined_pdf_tells_where_each_document_begins, setup_signed, e2e_teardown),
        cmocka_unit_test_setup_teardown(odd_words_fail_no_package, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(what_was_sent_is_never_written_over, setup_signed, e2e_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_package_is_not_noted, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(a_file_above_the_budget_is_named_with_its_remedy, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(a_meeting_has_a_package_of_its_own, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(a_signed_file_is_taken_as_it_came, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(unsigned_evidence_of_ours_stops_a_package, setup_signed, e2e_teardown),
        cmocka_unit_test_setup_teardown(no_half_package_is_left, setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(a_file_that_somebody_changed_is_set_aside, setup, e2e_teardown),
    };
    return cmocka_run_group_tests(tests, make_bases, remove_bases);
}
