#include "model/glue.h"

#include "support.h"

// The text with "~" where glue joins.
static void joined(const char *text, const char *expected) {
    char out[400];
    size_t n = strlen(text);
    assert_true(n < sizeof out);
    for (size_t i = 0; i <= n; i++) {
        out[i] = text[i] == ' ' && glue_joins(text, n, i) ? '~' : text[i];
    }
    assert_string_equal(out, expected);
}

static void what_stays_together(void **state) {
    (void)state;
    joined("sebesar Rp 1.000 saja", "sebesar Rp~1.000 saja");
    joined("Rp. 5", "Rp. 5");
    joined("Undang-Undang Nomor 7 Tahun 2022 tentang", "Undang-Undang Nomor~7~Tahun~2022 tentang");
    joined("NOMOR 400.10.11/27 TAHUN 2025", "NOMOR~400.10.11/27~TAHUN~2025");
    joined("tanggal 10 Februari 2025.", "tanggal 10~Februari 2025.");
    joined("dalam huruf a dan huruf b, perlu", "dalam huruf~a dan huruf~b, perlu");
    joined("Pasal 5 ayat (1) dan ayat (2a)", "Pasal~5 ayat~(1) dan ayat~(2a)");
    joined("dr. Lestari Wulandari, M.Kes.", "dr.~Lestari Wulandari,~M.Kes.");
    joined("Prof. Dr. Ir. Surya, S.T., M.T.", "Prof.~Dr.~Ir.~Surya,~S.T.,~M.T.");
    joined("pukul 09.00 WIB s.d. 11.30 WIB", "pukul~09.00~WIB s.d. 11.30~WIB");
    joined("lebar 25 mm dan 98 %", "lebar 25~mm dan 98~%");
    joined("dalam Diktum KESATU", "dalam Diktum~KESATU");
    joined("Lampiran II Bab IV", "Lampiran~II Bab~IV");
    joined("NI PPPK. 199204172023211003 dan NIP. 19740923", "NI~PPPK.~199204172023211003 dan NIP.~19740923");
    joined("Rina Sari, S.Kep., Ns., M.Kep.", "Rina Sari,~S.Kep.,~Ns.,~M.Kep.");
    joined("selesai, A. Yani dan (B.J. Habibie)", "selesai, A.~Yani dan (B.J.~Habibie)");
    joined("(Pasal 18 ayat (6))", "(Pasal~18 ayat~(6))");
}

static void what_may_break(void **state) {
    (void)state;
    joined("5 orang", "5 orang");
    joined("NIP pegawai", "NIP pegawai");
    joined("sesuai, Ns. Rina", "sesuai, Ns.~Rina");
    joined("huruf kecil", "huruf kecil");
    joined("Tahun anggaran 2025", "Tahun anggaran 2025");
    joined("selama 7 Tahun terakhir", "selama 7 Tahun terakhir");
    joined("Anggaran Tahun 2025", "Anggaran Tahun 2025");
    joined("Indonesia Tahun 2014 Nomor 244, Tambahan", "Indonesia Tahun 2014 Nomor~244, Tambahan");
    joined("Tahun 2025", "Tahun 2025");
    joined("Medan, Sumatera", "Medan, Sumatera");
    joined("H. akhir kalimat", "H. akhir kalimat");
    joined("huruf A. b", "huruf~A. b");
    joined("OPD. Yani A, Yani 1. Yani", "OPD. Yani A, Yani 1. Yani");
    joined("45 Februari 2025", "45~Februari 2025");  // only the shape is looked at, not the calendar
    joined("100 Februari", "100 Februari");
    joined("ayat pertama", "ayat pertama");
    joined(" Rp", " Rp");
    joined("Rp ", "Rp ");
    joined("Nomor\n7", "Nomor\n7");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_stays_together), cmocka_unit_test(what_may_break)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
