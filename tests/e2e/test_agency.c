// An agency gets another name: old documents keep the old one with its letterhead, new ones have the new.
#include "e2e/e2e.h"

static const char *text_of(struct e2e *t, const char *pdf) {
    e2e_shell(t, "pdftotext -layout %s page.txt", pdf);
    return e2e_read(t, "page.txt");
}

static void rename_agency(struct e2e *t) {
    e2e_edit(t, "input/daerah.xml", "singkatan=\"Dinkes\" jenis=\"dinas\" kop=\"kop-dinkes\"/>",
             "singkatan=\"Dinkes\" jenis=\"dinas\" kop=\"kop-dinkes\" sampai=\"2025-12-31\" pengganti=\"badankes\"/>\n"
             "  <instansi id=\"badankes\" induk=\"rimba\" nama=\"Badan Layanan Kesehatan\" jenis=\"badan\" "
             "kop=\"kop-badankes\" sejak=\"2026-01-01\"/>\n"
             "  <kop id=\"kop-badankes\" jenis=\"perangkat-daerah\"><baris>PEMERINTAH KABUPATEN RIMBA</baris>"
             "<nama>BADAN LAYANAN KESEHATAN</nama><alamat>Jalan Baru Nomor 2, Rimba Tengah</alamat></kop>");
    e2e_write(t, "input/sk26.xml",
              "<data xmlns=\"urn:naskah:1\"><naskah id=\"sk-2026\" jenis=\"keputusan\" varian=\"kepala-pd\" "
              "instansi=\"dinkes\" penetap=\"dinkes/Kepala Dinas\" tanggal=\"2026-02-10\">"
              "<tentang>Jadwal Layanan Tahun 2026</tentang>"
              "<menimbang>bahwa layanan perlu dijadwalkan;</menimbang><mengingat ref=\"uu-23-2014\"/>"
              "<diktum>Menetapkan jadwal layanan.</diktum>"
              "<diktum>Keputusan ini mulai berlaku pada tanggal ditetapkan.</diktum></naskah></data>");
}

static void test_old_and_new_decree(void **state) {
    struct e2e *t = *state;
    e2e_run(t, "jalankan");
    char *before = e2e_listing(t, "output/dinkes");
    e2e_run(t, "tandai sk-dinkes ttd --tanggal 2025-02-12");
    rename_agency(t);
    e2e_run(t, "jalankan --coba");
    assert_says(t, "output/badankes/sk-2026.tanda-tangan.pdf");
    e2e_run(t, "jalankan");
    assert_null(strstr(t->out, "document.frozen"));
    assert_null(strstr(t->out, "object."));
    // Nothing of 2025 is another document for it, byte by byte.
    assert_string_equal(e2e_listing(t, "output/dinkes"), before);
    const char *old = text_of(t, "output/dinkes/sk-dinkes.tanda-tangan.pdf");
    assert_non_null(strstr(old, "DINAS KESEHATAN"));
    assert_null(strstr(old, "BADAN LAYANAN"));
    const char *new = text_of(t, "output/badankes/sk-2026.tanda-tangan.pdf");
    assert_non_null(strstr(new, "BADAN LAYANAN KESEHATAN"));
    assert_non_null(strstr(new, "KEPALA BADAN LAYANAN KESEHATAN"));
    assert_non_null(strstr(new, "LESTARI WULANDARI"));
    assert_null(strstr(new, "DINAS KESEHATAN"));
}

// What was typed last year still says the old name: a note with its place, unless the old name is meant.
static void test_an_old_name_in_a_new_text_is_noted(void **state) {
    struct e2e *t = *state;
    rename_agency(t);
    e2e_edit(t, "input/sk26.xml", "bahwa layanan perlu dijadwalkan;",
             "bahwa DINAS\n KESEHATAN perlu menjadwalkan layanan, sebagaimana Dinas Kesehatan dahulu;");
    e2e_edit(t, "input/sk26.xml", "Menetapkan jadwal layanan.",
             "Badan Layanan Kesehatan (semula Dinas Kesehatan) menetapkan jadwal, Dinas Kesehatannya tidak.");
    e2e_run(t, "periksa --catatan");
    assert_says(t, "sk26.xml:1:");
    assert_says(t, "catatan: Di sini masih tertulis \"Dinas Kesehatan\", nama sampai dengan 31 Desember 2025; sekarang "
                   "Badan Layanan Kesehatan. [resolve.former-name]");
    const char *first = strstr(t->out, "[resolve.former-name]");
    assert_null(strstr(first + 1, "[resolve.former-name]"));  // once a document, and never in those of before
    e2e_run(t, "periksa --catatan --lang en");
    assert_says(t, "the name until 31 December 2025; now it is Badan Layanan Kesehatan");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_old_and_new_decree, e2e_setup, e2e_teardown),
        cmocka_unit_test_setup_teardown(test_an_old_name_in_a_new_text_is_noted, e2e_setup, e2e_teardown),
    };
    return cmocka_run_group_tests_name("agencies under another name", tests, NULL, NULL);
}
