// The head of an agency changes: drafts follow, what is signed stays, a signed contract gets its successor.
#include "e2e/e2e.h"

static const char *text_of(struct e2e *t, const char *pdf) {
    e2e_shell(t, "pdftotext -layout %s page.txt", pdf);
    return e2e_read(t, "page.txt");
}

#define NEW_HEAD(id, name, since, until)                                                                               \
    "  <orang id=\"" id "\" nama=\"" name "\" gelar-depan=\"drg.\" instansi=\"dinkes\">"                              \
    "<nomor-induk jenis=\"NIP\">198001012005011001</nomor-induk><pangkat golongan=\"IV/a\" sejak=\"2020-04-01\"/>"    \
    "<jabatan instansi=\"dinkes\" nama=\"Kepala Dinas\" sejak=\"" since "\"" until "/></orang>\n</data>"

// Minutes and proposals have nothing to do with it, and take time.
static int people_setup(void **state) {
    e2e_setup(state);
    e2e_shell(*state, "rm input/kegiatan.xml && sed -i '/<usulan/,/<.usulan>/d' input/inovasi.xml");
    return 0;
}

// Seven contracts: four signed in January, one of them of an agency whose head goes in July; two decrees of the new
// head's time and three contracts without a date are not signed yet.
static void write_inputs(struct e2e *t) {
    e2e_run(t, "--version");
    struct buf b = buf_new(t->arena);
    buf_str(&b, "<data xmlns=\"urn:naskah:1\">\n");
    for (int i = 1; i <= 3; i++) {
        buf_printf(&b, "<kontrak id=\"b%d\" tahun=\"2025\" instansi=\"bappeda\" pihak-pertama=\"bappeda/Kepala Badan\" "
                       "pihak-kedua=\"rimba/Bupati\" tanggal=\"2025-01-2%d\">"
                       "<inovasi ref=\"antar-obat\" target=\"1 kali\"/></kontrak>\n", i, i);
    }
    for (int i = 1; i <= 3; i++) {
        buf_printf(&b, "<kontrak id=\"d%d\" tahun=\"2025\" instansi=\"dinkes\" pihak-pertama=\"dinkes/Kepala Dinas\" "
                       "pihak-kedua=\"rimba/Bupati\"><inovasi ref=\"antar-obat\" target=\"1 kali\"/></kontrak>\n", i);
    }
    for (int i = 1; i <= 2; i++) {
        buf_printf(&b, "<naskah id=\"sk-juli-%d\" jenis=\"keputusan\" varian=\"kepala-pd\" instansi=\"dinkes\" "
                       "penetap=\"dinkes/Kepala Dinas\" tanggal=\"2025-07-1%d\"><tentang>Jadwal Layanan %d</tentang>"
                       "<menimbang>bahwa perlu;</menimbang><mengingat ref=\"uu-23-2014\"/>"
                       "<diktum>Menetapkan jadwal.</diktum>"
                       "<diktum>Keputusan ini mulai berlaku pada tanggal ditetapkan.</diktum></naskah>\n", i, i, i);
    }
    buf_str(&b, "</data>\n");
    e2e_write(t, "input/banyak.xml", buf_text(&b));
}

static void change_head(struct e2e *t) {
    e2e_edit(t, "input/daerah.xml", "nama=\"Kepala Dinas\" sejak=\"2021-01-04\"",
             "nama=\"Kepala Dinas\" sejak=\"2021-01-04\" sampai=\"2025-06-30\"");
    e2e_edit(t, "input/daerah.xml", "</data>", NEW_HEAD("bagas", "Bagas Pratama", "2025-07-01", ""));
}

#define LINE                                                                                                           \
    "5 naskah belum ditandatangani dibuat ulang, 4 yang sudah ditandatangani tidak disentuh, 1 perlu PK Perubahan."

static void test_the_plan_says_what_a_new_head_means(void **state) {
    struct e2e *t = *state;
    write_inputs(t);
    e2e_run(t, "jalankan");
    e2e_run(t, "tandai pk-kk-dinkes pk-b1 pk-b2 pk-b3 ttd --tanggal 2025-01-24");
    assert_status(t, 0);
    char *signed_files = e2e_listing(t, "output/bappeda");
    change_head(t);
    e2e_run(t, "jalankan --coba");
    assert_says(t, LINE);
    assert_says(t, "dinkes/Kepala Dinas berganti dari Lestari Wulandari ke Bagas Pratama sejak 2025-07-01, sesudah "
                   "pk-kk-dinkes ditandatangani; konsep penggantinya disiapkan: pk-perubahan-kk-dinkes");
    assert_false(e2e_exists(t, "output/dinkes/pk-perubahan-kk-dinkes.draf.pdf"));
    e2e_run(t, "jalankan");
    assert_says(t, LINE);
    assert_null(strstr(t->out, "document.frozen"));
    assert_string_equal(e2e_listing(t, "output/bappeda"), signed_files);
    const char *successor = text_of(t, "output/dinkes/pk-perubahan-kk-dinkes.draf.pdf");
    assert_non_null(strstr(successor, "PERUBAHAN PERJANJIAN KINERJA TAHUN 2025"));
    assert_non_null(strstr(successor, "Bagas Pratama"));
    assert_non_null(strstr(successor, "terhitung mulai tanggal 1 Juli 2025"));
    assert_non_null(strstr(text_of(t, "output/dinkes/pk-kk-dinkes.tanda-tangan.pdf"), "Lestari Wulandari"));
    assert_non_null(strstr(text_of(t, "output/dinkes/sk-juli-1.tanda-tangan.pdf"), "BAGAS PRATAMA"));
    e2e_run(t, "jalankan");
    assert_says(t, "Tidak ada yang dibuat");
    assert_null(strstr(t->out, "naskah belum ditandatangani dibuat ulang"));
}

// A successor that was signed is frozen like any other, takes its date late, and may need one in its turn.
static void test_a_signed_successor_stays(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_run(t, "tandai pk-kk-dinkes ttd --tanggal 2025-01-20");
    change_head(t);
    e2e_run(t, "jalankan");
    e2e_run(t, "tandai pk-perubahan-kk-dinkes ttd --tanggal 2025-07-08");
    assert_status(t, 0);
    e2e_run(t, "nomor isi pk-perubahan-kk-dinkes --tanggal 2025-07-08");
    assert_status(t, 0);
    assert_non_null(strstr(text_of(t, "output/dinkes/pk-perubahan-kk-dinkes.arsip.pdf"), "8 Juli 2025"));
    e2e_run(t, "jalankan");
    assert_null(strstr(t->out, "resolve.changed"));
    assert_null(strstr(t->out, "document.frozen"));
    e2e_edit(t, "input/daerah.xml", "sejak=\"2025-07-01\"", "sejak=\"2025-07-01\" sampai=\"2025-09-30\"");
    e2e_edit(t, "input/daerah.xml", "</data>", NEW_HEAD("citra", "Citra Lestari", "2025-10-01", ""));
    e2e_run(t, "jalankan");
    assert_says(t, "1 perlu PK Perubahan");
    const char *second = text_of(t, "output/dinkes/pk-perubahan-2-kk-dinkes.draf.pdf");
    assert_non_null(strstr(second, "tanggal 8 Juli"));
    assert_non_null(strstr(second, "Citra Lestari"));
}

// What the change does not concern: somebody stands in, a change before the signature, a successor that is written.
static void test_no_successor_without_need(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    e2e_run(t, "tandai pk-kk-dinkes ttd --tanggal 2025-01-20");
    e2e_edit(t, "input/daerah.xml", "nama=\"Kepala Dinas\" sejak=\"2021-01-04\"",
             "nama=\"Kepala Dinas\" sejak=\"2021-01-04\" sampai=\"2025-06-30\"");
    e2e_edit(t, "input/daerah.xml", "</data>", NEW_HEAD("bagas", "Bagas Pratama", "2025-07-01", " status=\"plt\""));
    e2e_run(t, "jalankan");
    assert_false(e2e_exists(t, "output/dinkes/pk-perubahan-kk-dinkes.draf.pdf"));
    e2e_edit(t, "input/daerah.xml", " status=\"plt\"", "");
    e2e_edit(t, "input/kontrak.xml", "</data>",
             "<kontrak id=\"kk-2\" tahun=\"2025\" instansi=\"dinkes\" pihak-pertama=\"dinkes/Kepala Dinas\" "
             "pihak-kedua=\"rimba/Bupati\" tanggal=\"2025-07-10\"><inovasi ref=\"antar-obat\"/></kontrak>"
             "<naskah id=\"pk-baru\" jenis=\"perjanjian-kinerja\" subjek=\"kk-2\"><relasi jenis=\"menggantikan\" "
             "naskah=\"pk-kk-dinkes\"/><dasar>mutasi pejabat</dasar></naskah></data>");
    e2e_run(t, "jalankan");
    assert_false(e2e_exists(t, "output/dinkes/pk-perubahan-kk-dinkes.draf.pdf"));
    assert_true(e2e_exists(t, "output/dinkes/pk-baru.draf.pdf"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_plan_says_what_a_new_head_means, people_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_a_signed_successor_stays, people_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_no_successor_without_need, people_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("people change", tests, NULL, NULL);
}
