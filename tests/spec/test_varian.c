// Decrees of every kind of office, and names, numbers and offices that are long.
#include <string.h>

#include "spec/spec.h"
#include "support.h"

static void says(const char *id, const char *words) {
    const char *text = spec_text(spec_pages(id));
    if (!strstr(text, words)) {
        fail_msg("%s: \"%s\" is not printed, but: %s", id, words, text);
    }
}

// The letterhead is that of who signs; the decree calls itself after the office; the last line takes the comma.
static void every_kind_of_office_decrees(void **state) {
    (void)state;
    static const struct {
        const char *id, *head, *title, *office;
    } rows[] = {
        {"sk-wali-kota", "WALI KOTA RIMBA JAYA PROVINSI SUMATERA LESTARI", "KEPUTUSAN WALI KOTA RIMBA JAYA NOMOR",
         "WALI KOTA RIMBA JAYA, MAHENDRA WIJAYAKUSUMA Tembusan:"},
        {"sk-setko", "PEMERINTAH KOTA RIMBA JAYA SEKRETARIAT DAERAH",
         "KEPUTUSAN SEKRETARIS DAERAH KOTA RIMBA JAYA NOMOR",
         "SEKRETARIS DAERAH KOTA RIMBA JAYA, MUHAMMAD FADHLURRAHMAN KUSUMAWARDHANA"},
        {"sk-badan-kota", "BADAN RISET DAN INOVASI DAERAH Jalan",
         "KEPUTUSAN KEPALA BADAN RISET DAN INOVASI DAERAH KOTA RIMBA",
         "KEPALA BADAN RISET DAN INOVASI DAERAH KOTA RIMBA JAYA, RETNO"},
        {"sk-inspektur", "INSPEKTORAT DAERAH Jalan", "KEPUTUSAN INSPEKTUR KOTA RIMBA JAYA NOMOR",
         "INSPEKTUR KOTA RIMBA JAYA, GUNAWAN SULISTYO Pembina Utama Muda NIP."},
        {"sk-camat", "KECAMATAN RIMBA TIMUR Jalan", "KEPUTUSAN CAMAT RIMBA TIMUR NOMOR",
         "CAMAT RIMBA TIMUR, YULIANA DAMAYANTI Pembina NIP. 19800721 200012 2 001"},
        {"sk-lurah", "PEMERINTAH KOTA RIMBA JAYA KECAMATAN RIMBA TIMUR KELURAHAN MUARA TENANG Jalan",
         "KEPUTUSAN LURAH MUARA TENANG NOMOR", "LURAH MUARA TENANG, BAGUS SANTOSO"},
        {"sk-rsud", "RUMAH SAKIT UMUM DAERAH SEHAT SENTOSA Jalan",
         "KEPUTUSAN DIREKTUR RUMAH SAKIT UMUM DAERAH SEHAT SENTOSA", "SEHAT SENTOSA, ANINDYA PARAMITHA"},
        {"sk-sekolah", "DINAS PENDIDIKAN SMP NEGERI 4 RIMBA JAYA Jalan",
         "KEPUTUSAN KEPALA SMP NEGERI 4 RIMBA JAYA NOMOR",
         "KEPALA SMP NEGERI 4 RIMBA JAYA, SRI RAHAYU NINGSIH"},
        {"sk-bumd", "PERUSAHAAN UMUM DAERAH AIR MINUM TIRTA RIMBA Jalan",
         "KEPUTUSAN DIREKTUR UTAMA PERUSAHAAN UMUM DAERAH AIR MINUM TIRTA RIMBA", "TIRTA RIMBA, JOHANES SIMAMORA"},
        {"sk-pkm-kota", "PEMERINTAH KOTA RIMBA JAYA DINAS KESEHATAN UPTD PUSKESMAS MUARA TENANG Jalan",
         "KEPUTUSAN KEPALA UPTD PUSKESMAS MUARA TENANG NOMOR", "MUARA TENANG, NOVITA ANGGREANI Penata Tingkat I NIP."},
        {"sk-an-wali", "DINAS PENDIDIKAN Jalan", "KEPUTUSAN WALI KOTA RIMBA JAYA NOMOR",
         "a.n. WALI KOTA RIMBA JAYA KEPALA DINAS PENDIDIKAN KOTA RIMBA JAYA, TAUFIK RAHMAN"},
        {"sk-ub-wali", "SEKRETARIAT DAERAH Jalan", "KEPUTUSAN WALI KOTA RIMBA JAYA NOMOR",
         "a.n. WALI KOTA RIMBA JAYA SEKRETARIS DAERAH u.b. KEPALA BAGIAN ORGANISASI, HASANUDDIN LUBIS"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        says(rows[i].id, rows[i].head);
        says(rows[i].id, rows[i].title);
        says(rows[i].id, rows[i].office);
    }
}

// Copies go with the signature; what certifies a copy stands left of it.
static void the_end_of_a_decree_stays_together(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("sk-wali-kota");
    assert_int_equal(spec_page_of(pages, "Tembusan:"), spec_page_of(pages, "MAHENDRA"));
    assert_int_equal(spec_page_of(pages, "Inspektur Kota"), spec_page_of(pages, "MAHENDRA"));
    pages = spec_pages("sk-salinan");
    int page = spec_page_of(pages, "Salinan sesuai dengan aslinya");
    assert_int_equal(page, spec_page_of(pages, "ttd."));
    pages = spec_pages("sk-pencabutan");
    const struct item *name = spec_need(pages, 0, "HENDRA SAPUTRA", 0), *copy = spec_need(pages, 0, "NIP. 1975", 0);
    assert_true(copy->x < name->x);
    spec_near("both end on one line", spec_mm(copy->y), spec_mm(name->y));
}

static int lines_of(const struct pages *pages, const char *text) {
    return spec_find(pages, 0, text, 0) != NULL;
}

// A number that is no NIP is named, and stands on one line with its name.
static void other_numbers_do_not_break(void **state) {
    (void)state;
    assert_true(lines_of(spec_pages("sk-wali-kota"), "NI PPPK. 199605172023212011"));
    assert_true(lines_of(spec_pages("sk-wali-kota"), "NRP. 71050234"));
    assert_true(lines_of(spec_pages("tugas-pppk"), "199605172023212011"));
}

static void names_of_two_signatures_stand_on_one_line(void **state) {
    (void)state;
    const struct pages *pages = spec_pages("pk-kk-setko");
    const struct item *name = spec_need(pages, 1, "H. Mahendra Wijayakusuma, S.H., M.H.", 1);  // 0: the identity
    assert_true(spec_mm(name->width) > 76 && spec_mm(name->x) > 30);
    assert_non_null(spec_find(spec_pages("pk-kk-dinkes"), 1, "dr. Lestari Wulandari, M.Kes.", 1));
}

static void who_keeps_which_original_is_printed_where_the_office_asks(void **state) {
    (void)state;
    says("notulen-rapat-jaya", "Rangkap ke-1: Tim Inovasi Perangkat Daerah Rangkap ke-2: Tim Pengelola");
    says("ba-rangkap", "Rangkap ke-1: Tim Inovasi Perangkat Daerah Rangkap ke-2: Tim Pengelola");
    says("ba-panjang", "masing-masing 1 (satu) rangkap untuk pihak PERTAMA dan pihak KEDUA,");
    assert_null(strstr(spec_text(spec_pages("notulen-rdr-3")), "Rangkap ke-1"));  // the default
}

static void remarks_on_an_attendance_list_are_not_divided(void **state) {
    (void)state;
    assert_true(lines_of(spec_pages("notulen-rapat-jaya"), "daring"));
}

static int leave(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_office_decrees),
        cmocka_unit_test(the_end_of_a_decree_stays_together),
        cmocka_unit_test(other_numbers_do_not_break),
        cmocka_unit_test(names_of_two_signatures_stand_on_one_line),
        cmocka_unit_test(who_keeps_which_original_is_printed_where_the_office_asks),
        cmocka_unit_test(remarks_on_an_attendance_list_are_not_divided),
    };
    return cmocka_run_group_tests(tests, NULL, leave);
}
