// naskah arsipkan and naskah verifikasi of what it made: bags, archives, the output folder, packages.
#include "e2e/launching.h"
#include "e2e/signing.h"

#define SHA "sha256sum --quiet --strict -c manifest-sha256.txt tagmanifest-sha256.txt"

// The proposal of the small region has errors; without it all is well.
static int setup(void **state) {
    int failed = e2e_setup(state);
    struct e2e *t = *state;
    e2e_shell(t, "grep -l '<usulan' input/*.xml | xargs sed -i '/<usulan/,/<\\/usulan>/d'");
    e2e_write(t, "input/arsip.xml",
              "<data xmlns='urn:naskah:1'><tata id='t-arsip' instansi='rimba'>"
              "<arsip klasifikasi='400.10.11' jra='4.2' aktif='2 tahun' inaktif='3 tahun' nasib='Permanen'/>"
              "<arsip jenis='keputusan' klasifikasi='100.3.3.2'/></tata></data>\n");
    return failed;
}

static int signing_setup(void **state) {
    int failed = setup(state);
    signing_prepare(*state);
    return failed;
}

static void test_one_bag_for_each_agency_and_year(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --tanggal 2026-01-31");
    assert_status(t, 0);
    assert_says(t, "dibuat arsip/dinkes-2025.1 (2 naskah): Inovasi Daerah Dinas Kesehatan Tahun 2025");
    e2e_shell(t, "for b in arsip/*; do (cd $b && " SHA ") || exit 1; done && test $(ls arsip | wc -l) = 2");
    e2e_shell(t, "cd arsip/dinkes-2025.1/data/naskah/sk-dinkes && test \"$(ls | tr '\\n' ' ')\" ="
                 " 'rekaman.xml sk-dinkes.arsip.pdf sk-dinkes.tanda-tangan.json temuan.csv '"
                 " && cmp sk-dinkes.arsip.pdf ../../../../../output/dinkes/sk-dinkes.arsip.pdf && qpdf --check *.pdf");
    char *info = e2e_read(t, "arsip/dinkes-2025.1/bag-info.txt");
    static const char *const lines[] = {
        "Source-Organization: Pemerintah Kabupaten Rimba\n", "Unit-Pengolah: Dinas Kesehatan\n",
        "External-Identifier: dinkes-2025\n", "Kode-Klasifikasi: 400.10.11\n", "Kode-JRA: 4.2\n",
        "Retensi-Aktif: 2 tahun\n", "Nasib-Akhir: Permanen\n", "Kurun-Waktu: 2025-01-20/2025-02-10\n",
        "Bagging-Date: 2026-01-31\n", "BagIt-Profile-Identifier: urn:naskah:kantong:1\n", "Payload-Oxum: "};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        assert_non_null(strstr(info, lines[i]));
    }
    char *contents = e2e_read(t, "arsip/dinkes-2025.1/data/daftar-isi-berkas.csv");
    assert_non_null(strstr(contents, ";2;100.3.3.2;sk-dinkes;Keputusan: Tim Inovasi Dinas Kesehatan Tahun 2025;;"
                                     "2025-02-10;konsep;"));
    // What lies in the bag can be read again as an input of its own, and speaks of the same documents.
    e2e_shell(t, "mkdir -p baru/input && cp arsip/dinkes-2025.1/data/objek.xml baru/input");
    e2e_run(t, "tampil -i baru/input");
    assert_string_equal(t->out, "pk-kk-dinkes perjanjian-kinerja dinkes\nsk-dinkes keputusan dinkes\n");
}

static void test_the_same_day_gives_the_same_bytes(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --tanggal 2026-01-31");
    char *first = e2e_listing(t, "arsip");
    e2e_shell(t, "mkdir lain && cp -r input lain/input && rm -rf arsip output naskah.db*");
    e2e_run(t, "arsipkan --tanggal 2026-01-31 -i lain/input -o lain/output --store lain/naskah.db");
    assert_status(t, 0);
    assert_string_equal(e2e_listing(t, "lain/arsip"), first);
    assert_false(e2e_exists(t, "arsip"));
}

static void test_a_change_gives_a_new_bag_that_names_the_old(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --tanggal 2026-01-31");
    char *before = e2e_listing(t, "arsip");
    e2e_run(t, "arsipkan --tanggal 2026-02-28");
    assert_says(t, "tetap arsip/dinkes-2025.1 (2 naskah)");
    assert_says(t, "0 kantong baru");
    assert_string_equal(e2e_listing(t, "arsip"), before);
    e2e_shell(t, "sed -i 's/500 orang/600 orang/' input/*.xml");
    e2e_run(t, "arsipkan --tanggal 2026-02-28 --coba");
    assert_says(t, "akan dibuat");
    assert_string_equal(e2e_listing(t, "arsip"), before);
    e2e_run(t, "arsipkan --tanggal 2026-02-28");
    assert_says(t, "dibuat arsip/dinkes-2025.2");
    assert_says(t, "tetap arsip/bappeda-2025.1");
    e2e_shell(t, "grep -q '^Kantong-Sebelumnya: dinkes-2025.1$' arsip/dinkes-2025.2/bag-info.txt &&"
                 " grep -q \"^Kantong-Sebelumnya-SHA256: $(sha256sum <arsip/dinkes-2025.1/manifest-sha256.txt |"
                 " cut -c-64)$\" arsip/dinkes-2025.2/bag-info.txt && rm -r arsip/dinkes-2025.2");
    assert_string_equal(e2e_listing(t, "arsip"), before);
}

static void test_places_in_boxes_are_noted_and_printed(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "buat sk-dinkes");
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    e2e_run(t, "arsipkan --instansi dinkes --boks 12 --folder 3 --oleh Rina --tanggal 2026-01-31 --catatan");
    assert_status(t, 0);
    assert_says(t, "1 naskah ditandai diarsipkan");
    assert_says(t, "pk-kk-dinkes belum ditandatangani");
    e2e_run(t, "status sk-dinkes");
    assert_says(t, "diarsipkan");
    e2e_shell(t, "grep -q 'status=\"diarsipkan\" tanggal=\"2026-01-31\" oleh=\"Rina\" boks=\"12\" folder=\"3\"'"
                 " input/catatan/keadaan.xml");
    e2e_shell(t, "grep -q ';sk-dinkes;.*;asli;.*;12;3;' output/arsip/dinkes-2025.daftar-isi.csv");
    const char *list = launching_output(t, "pdftotext -layout output/arsip/dinkes-2025.daftar-isi.pdf -");
    assert_non_null(strstr(list, "DAFTAR ISI BERKAS"));
    assert_non_null(strstr(list, "Boks 12"));
    assert_non_null(strstr(list, "Konsep"));
    e2e_run(t, "arsipkan --instansi dinkes --boks 12 --folder 3 --tanggal 2026-02-01");
    assert_says(t, "0 kantong baru, 0 naskah ditandai");
    e2e_run(t, "arsipkan --instansi dinkes --boks 14 --folder 1 --tanggal 2026-02-02");
    assert_says(t, "1 kantong baru, 1 naskah ditandai");
}

// The code on the cover names the bag, and the first digits of its manifest's hash.
static void test_the_code_on_the_cover_leads_to_the_bag(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --tahun 2025 --tanggal 2026-01-31");
    e2e_shell(t, "pdftoppm -r 100 -png -singlefile output/arsip/dinkes-2025.sampul.pdf sampul &&"
                 " pdftoppm -r 100 -png -singlefile output/arsip/label-folder-2025.pdf label");
    const char *hash = launching_output(t, "sha256sum <arsip/dinkes-2025.1/manifest-sha256.txt | cut -c-12 |"
                                           " tr -d '\\n'");
    const char *wanted = arena_printf(t->arena, "naskah:dinkes-2025.1#%s", hash);
    assert_non_null(strstr(launching_output(t, "zbarimg -q --raw sampul.png 2>/dev/null"), wanted));
    assert_int_equal(launching_count(launching_output(t, "zbarimg -q --raw label.png 2>/dev/null"), "naskah:"), 2);
}

static void test_signed_files_and_scans_are_kept_as_they_came(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    signing_sign(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf", "penetap", 1, "kembali.pdf");
    e2e_run(t, "terima kembali.pdf --tanggal 2025-02-12");
    assert_status(t, 0);
    e2e_shell(t, "mkdir -p input/catatan/diterima && printf 'halaman' >input/catatan/diterima/pk.pindai.pdf &&"
                 " sed -i \"s|</data>|<keadaan naskah='pk-kk-dinkes' status='ttd' tanggal='2025-01-22'/>"
                 "<keadaan naskah='pk-kk-dinkes' status='dipindai' tanggal='2025-01-23'"
                 " berkas='diterima/pk.pindai.pdf' sha256='$(printf halaman | sha256sum | cut -c-64)'/></data>|\""
                 " input/catatan/keadaan.xml");
    e2e_run(t, "arsipkan --instansi dinkes --tanggal 2026-01-31");
    assert_status(t, 0);
    e2e_shell(t, "cd arsip/dinkes-2025.1/data/naskah && cmp sk-dinkes/sk-dinkes.ttd.pdf ../../../../kembali.pdf &&"
                 " test ! -e sk-dinkes/sk-dinkes.arsip.pdf && test -s pk-kk-dinkes/pk-kk-dinkes.arsip.pdf &&"
                 " test $(cat pk-kk-dinkes/pindaian/pk.pindai.pdf) = halaman");
    e2e_shell(t, "grep -q ';sk-dinkes;ttd;' arsip/dinkes-2025.1/data/kejadian.csv");
    // A received file that is not as it came is told, and its document left out.
    e2e_shell(t, "echo x >>input/catatan/diterima/pk.pindai.pdf");
    e2e_run(t, "arsipkan --instansi dinkes --tanggal 2026-02-01");
    assert_status(t, 1);
    assert_says(t, "[archive.altered]");
    assert_says(t, "dibuat arsip/dinkes-2025.2 (1 naskah)");
}

// One scan in two folders of one name, and boxes whose numbers begin alike: nothing takes the place of another.
static void test_scans_and_boxes_of_like_names_stay_apart(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir -p input/catatan/diterima/lain && cd input/catatan && printf satu >diterima/pk.pdf &&"
                 " printf dua >diterima/lain/PK.pdf && s=\"<keadaan naskah='pk-kk-dinkes' status=\" && {"
                 " echo \"<data xmlns='urn:naskah:1'>$s'ttd' tanggal='2025-01-22'/>\" &&"
                 " for f in pk lain/PK pk; do echo \"$s'dipindai' tanggal='2025-01-23' boks='12' halaman='4-5'"
                 " sumber='abcd' berkas='diterima/$f.pdf' sha256='$(sha256sum <diterima/$f.pdf | cut -c-64)'/>\"; done"
                 " && echo \"<keadaan naskah='sk-dinkes' status='ttd' tanggal='2025-02-12' boks='1'/></data>\"; }"
                 " >keadaan.xml");
    e2e_run(t, "arsipkan --instansi dinkes --tanggal 2026-01-31");
    assert_status(t, 0);
    e2e_shell(t, "cd arsip/dinkes-2025.1 && " SHA " && grep -qx 'Boks: 12, 1' bag-info.txt &&"
                 " cd data/naskah/pk-kk-dinkes/pindaian && test $(ls | wc -l) = 2 &&"
                 " test $(cat pk.pdf) = satu && test $(cat *-PK.pdf) = dua &&"
                 " grep -q ';abcd;4-5;' ../../../kejadian.csv");
    // A label for each box, small numbers first, with what lies in it.
    const char *labels = launching_output(t, "pdftotext -layout output/arsip/label-boks-dinkes.pdf - | grep .");
    const char *one = strstr(labels, "Boks 1\n"), *twelve = strstr(labels, "Boks 12\n");
    assert_true(one && twelve && one < twelve && strstr(twelve, "Inovasi Daerah Dinas Kesehatan Tahun 2025"));
    assert_non_null(strstr(one, "10 Februari 2025"));
}

static void test_evidence_lies_in_the_bag(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir input/lain && echo satu >input/foto.jpg && echo dua >input/lain/foto.jpg && sed -i"
                 " \"s|</naskah>|<foto berkas='foto.jpg' keterangan='Rapat'/><foto berkas='lain/foto.jpg'/>"
                 "<foto berkas='tiada.jpg'/><foto berkas='foto.jpg'/></naskah>|\" input/sk.xml");
    e2e_run(t, "arsipkan sk-dinkes --tanggal 2026-01-31");
    assert_status(t, 0);
    assert_says(t, "[archive.evidence]");
    assert_says(t, "input/tiada.jpg, yang disebut naskah sk-dinkes");
    e2e_shell(t, "cd arsip/naskah-sk-dinkes.1 && " SHA " && cd data/naskah/sk-dinkes && test $(ls bukti | wc -l) = 2 &&"
                 " test $(cat bukti/foto.jpg) = satu && test $(cat bukti/2-foto.jpg) = dua &&"
                 " test $(wc -l <bukti.csv) = 5 &&"
                 " grep -q \"^;Rapat;.*;foto.jpg;data/naskah/sk-dinkes/bukti/foto.jpg;$(sha256sum <bukti/foto.jpg |"
                 " cut -c-64)\" bukti.csv");
    e2e_shell(t, "echo tiga >input/tiada.jpg");
    e2e_run(t, "arsipkan sk-dinkes --tanggal 2026-02-01");
    assert_says(t, "dibuat arsip/naskah-sk-dinkes.2");
    assert_false(e2e_says(t, "archive.evidence"));
}

static void test_a_plan_in_a_fresh_folder_is_no_error(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --coba --catatan");
    assert_status(t, 0);
    assert_says(t, "akan dibuat arsip/dinkes-2025.1 (2 naskah)");
    assert_says(t, "[archive.foreseen]");
    assert_false(e2e_exists(t, "arsip"));
    assert_false(e2e_exists(t, "output"));
}

static void test_each_region_has_its_own_list(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "sed -i \"s|id=.bappeda. induk=.rimba.|id='bappeda' induk='lain'|; s|</data>|<instansi id='lain'"
                 " nama='Kabupaten Lain' jenis='kabupaten' kop='kop-rimba' tempat='Lain' provinsi='Lestari'/></data>|\""
                 " input/daerah.xml");
    e2e_run(t, "arsipkan --tanggal 2026-01-31");
    e2e_shell(t, "cd output/arsip && test $(ls daftar-berkas*.pdf | wc -l) = 2 && for r in Rimba Lain; do"
                 " pdftotext daftar-berkas-$(echo $r | tr RL rl).pdf - | grep -q \"Pemerintah Kabupaten $r\" || exit 1;"
                 " done && test $(wc -l <daftar-berkas.csv) = 3");
}

static void test_a_dossier_of_an_innovation_or_a_document(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --inovasi antar-obat --zip --tanggal 2026-01-31");
    assert_status(t, 0);
    assert_says(t, "dibuat arsip/inovasi-antar-obat.1.zip (2 naskah): Inovasi Antar Obat Lansia");
    e2e_shell(t, "cd arsip && sha256sum --quiet -c inovasi-antar-obat.1.zip.sha256 && unzip -q inovasi-antar-obat.1.zip"
                 " && cd inovasi-antar-obat.1 && " SHA " && grep -q '^Unit-Pengolah: Dinas Kesehatan$' bag-info.txt &&"
                 " rm -r ../inovasi-antar-obat.1");
    e2e_run(t, "arsipkan --inovasi antar-obat --zip --tanggal 2026-02-01");
    assert_says(t, "tetap arsip/inovasi-antar-obat.1.zip");
    e2e_shell(t, "mkdir unduhan && cp arsip/inovasi-antar-obat.1.zip 'unduhan/inovasi (2).zip'");
    e2e_run(t, "verifikasi 'unduhan/inovasi (2).zip'");
    assert_status(t, 0);
    e2e_run(t, "arsipkan sk-dinkes sk-bappeda --tanggal 2026-01-31");
    e2e_shell(t, "ls arsip | grep -qx naskah-sk-dinkes.1 && ls arsip | grep -qx naskah-sk-bappeda.1");
    e2e_run(t, "arsipkan --inovasi antar-oba");
    assert_status(t, 2);
    assert_says(t, "antar-obat");
    e2e_run(t, "arsipkan --tahun 2019");
    assert_status(t, 1);
    assert_says(t, "[archive.nothing]");
}

static void test_nothing_of_others_is_overwritten(void **state) {
    struct e2e *t = *state;
    e2e_shell(t, "mkdir -p output/arsip && echo 'catatan saya' >output/arsip/daftar-berkas.csv");
    e2e_run(t, "arsipkan --tanggal 2026-01-31");
    assert_says(t, "[archive.aside]");
    e2e_shell(t, "grep -q 'catatan saya' output/arsip/daftar-berkas.disisihkan-*.csv &&"
                 " grep -q dinkes-2025 output/arsip/daftar-berkas.csv");
}

// ---- naskah verifikasi ----

static void flip(struct e2e *t, const char *name, unsigned at, unsigned bit) {
    char *path = file_join(t->arena, t->folder, name), byte = 0;
    int fd = open(path, O_RDWR);
    assert_int_equal(pread(fd, &byte, 1, at), 1);
    byte = (char)(byte ^ (1 << bit));
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    close(fd);
}

static bool is_listed(const char *file) {
    return strstr(file, "/data/") || strstr(file, "/output/");
}

// Flips the same bits back when it is done a second time.
static void flip_listed(struct e2e *t, char **files, size_t n, unsigned random) {
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        random = random * 1103515245u + 12345u;
        if (is_listed(files[i]) && stat(files[i], &st) == 0) {
            flip(t, files[i] + strlen(t->folder) + 1, (random >> 8) % (unsigned)st.st_size, random >> 5 & 7);
        }
    }
}

// Those that are listed all at once: each must be named. The lists themselves, and archives, one by one.
static void find_flips(struct e2e *t, const char *folder, char **files, size_t n, unsigned random) {
    flip_listed(t, files, n, random);
    e2e_run(t, "verifikasi %s", folder);
    assert_status(t, 1);
    for (size_t i = 0; i < n; i++) {
        const char *name = strstr(files[i], "/data/") ? strstr(files[i], "/data/") + 1 : strrchr(files[i], '/') + 1;
        if (is_listed(files[i]) && !e2e_says(t, name)) {
            fail_msg("%s is not named:\n%s", name, t->out);
        }
    }
    flip_listed(t, files, n, random);
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        if (is_listed(files[i]) || stat(files[i], &st) != 0) {
            continue;
        }
        random = random * 1103515245u + 12345u;
        const char *name = files[i] + strlen(t->folder) + 1, *slash = strrchr(name, '/');
        unsigned at = (random >> 8) % (unsigned)st.st_size;
        flip(t, name, at, random >> 5 & 7);
        e2e_run(t, "verifikasi %s", folder);
        bool inside = strstr(name, ".zip") != NULL;  // then the archive is named, or what lies in it
        if (t->status != 1 || (!inside && !e2e_says(t, slash + 1))) {
            fail_msg("%s: byte %u: exit %d\n%s", name, at, t->status, t->out);
        }
        flip(t, name, at, random >> 5 & 7);
    }
}

// One bit of each file of output/ and arsip/, at places that the test chooses.
static void test_a_flipped_bit_is_found_in_any_file(void **state) {
    static const char *const folders[] = {"arsip", "output"};
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --instansi bappeda --tanggal 2026-01-31");
    e2e_run(t, "arsipkan --inovasi antar-obat --zip --tanggal 2026-01-31");
    e2e_run(t, "verifikasi arsip output");
    assert_status(t, 0);
    for (size_t k = 0; k < 2; k++) {
        size_t n = 0;
        char **files = file_list(t->arena, file_join(t->arena, t->folder, folders[k]), NULL, &n);
        assert_true(n > 12);
        find_flips(t, folders[k], files, n, 8493);
        find_flips(t, folders[k], files, n, 2026);
    }
    e2e_run(t, "verifikasi arsip output");
    assert_status(t, 0);
}

static void test_output_is_held_against_the_store_both_ways(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "cetak sk-dinkes --oleh Rina");
    e2e_run(t, "jalankan");
    e2e_run(t, "lapor");
    e2e_run(t, "verifikasi output");
    assert_status(t, 0);
    e2e_shell(t, "test -s output/cetak/sk-dinkes.centang.pdf && rm output/dinkes/sk-dinkes.arsip.pdf &&"
                 " echo saya >output/dinkes/surat.pdf &&"
                 " echo >>output/bappeda/sk-bappeda.draf.pdf && ln -s /etc/passwd output/tautan");
    e2e_run(t, "verifikasi output --oleh Rina");
    assert_status(t, 1);
    assert_says(t, "Berkas dinkes/sk-dinkes.arsip.pdf disebut dalam naskah.db, tetapi tidak ada");
    assert_says(t, "Berkas dinkes/surat.pdf di output tidak dikenal");
    assert_says(t, "Berkas bappeda/sk-bappeda.draf.pdf BERUBAH");
    assert_says(t, "tautan di output bukan berkas biasa");
    assert_says(t, "Temuan: 4 galat");
    e2e_run(t, "verifikasi input");
    assert_status(t, 1);
    assert_says(t, "[verify.folder]");
    e2e_shell(t, "rm naskah.db*");
    e2e_run(t, "verifikasi output");
    assert_says(t, "[verify.no-store]");
}

static void test_a_check_is_sampled_stopped_and_gone_on_with(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "arsipkan --tanggal 2026-01-31");
    e2e_run(t, "verifikasi arsip --sampel 20%% --benih uji");
    assert_status(t, 0);
    assert_says(t, "benih “uji”");
    e2e_run(t, "verifikasi arsip/dinkes-2025.1 --oleh Rina");
    e2e_run(t, "verifikasi arsip/dinkes-2025.1");
    assert_says(t, "pemeriksaan sebelumnya");
    assert_says(t, ": benar; 16 berkas dibaca; oleh Rina");
    e2e_run(t, "verifikasi arsip --sampel banyak");
    assert_status(t, 2);
    // As a killed check leaves the store: with the files that it found right.
    e2e_run(t, "verifikasi arsip --lanjut");
    assert_status(t, 0);
    assert_false(e2e_says(t, "pemeriksaan yang terhenti"));
}

static void test_packages_are_judged_by_their_manifest(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "kemas --kegiatan rdr-3 --paksa");
    const char *zip = launching_output(t, "find output/paket -name '*.zip' | head -1 | tr -d '\\n'");
    assert_true(*zip);
    e2e_run(t, "verifikasi %s", zip);
    assert_status(t, 0);
    assert_says(t, "Paket output/paket/");
    e2e_shell(t, "mkdir bongkar && cd bongkar && unzip -q ../%s", zip);
    e2e_run(t, "verifikasi bongkar");
    assert_status(t, 0);
    struct stat st;
    unsigned random = 2026;
    for (int i = 0; i < 12; i++) {
        static const char *const lists[] = {"bongkar/manifes.csv", "bongkar/manifes.json", "bongkar/manifes.sha256"};
        const char *what = i % 4 == 3 ? zip : lists[i % 4];
        assert_int_equal(stat(file_join(t->arena, t->folder, what), &st), 0);
        random = random * 1103515245u + 12345u;
        flip(t, what, (random >> 8) % (unsigned)st.st_size, random >> 5 & 7);
        e2e_run(t, "verifikasi %s", i % 4 == 3 ? zip : "bongkar");
        assert_status(t, 1);
        flip(t, what, (random >> 8) % (unsigned)st.st_size, random >> 5 & 7);
    }
    e2e_shell(t, "echo tambahan >bongkar/tambahan.txt && f=$(find bongkar -name '*.pdf' | head -1) && echo >>$f");
    e2e_run(t, "verifikasi bongkar");
    assert_status(t, 1);
    assert_says(t, "[fixity.unknown]");
    assert_says(t, "[fixity.size]");
    e2e_run(t, "verifikasi output");
    assert_status(t, 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, e2e_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_one_bag_for_each_agency_and_year),
        TEST(test_the_same_day_gives_the_same_bytes),
        TEST(test_a_change_gives_a_new_bag_that_names_the_old),
        TEST(test_places_in_boxes_are_noted_and_printed),
        TEST(test_the_code_on_the_cover_leads_to_the_bag),
        cmocka_unit_test_setup_teardown(test_signed_files_and_scans_are_kept_as_they_came, signing_setup, e2e_teardown),
        TEST(test_scans_and_boxes_of_like_names_stay_apart),
        TEST(test_evidence_lies_in_the_bag),
        TEST(test_a_plan_in_a_fresh_folder_is_no_error),
        TEST(test_each_region_has_its_own_list),
        TEST(test_a_dossier_of_an_innovation_or_a_document),
        TEST(test_nothing_of_others_is_overwritten),
        TEST(test_a_flipped_bit_is_found_in_any_file),
        TEST(test_output_is_held_against_the_store_both_ways),
        TEST(test_a_check_is_sampled_stopped_and_gone_on_with),
        TEST(test_packages_are_judged_by_their_manifest),
    };
    return cmocka_run_group_tests(tests, signing_open, signing_close);
}
