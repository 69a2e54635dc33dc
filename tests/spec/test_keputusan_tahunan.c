// Decrees of the whole year: change, revocation, copies, facilitators, all innovations (naskah-formats §2.11, §2.12,
// §4; office-practice "More documents of the year").
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define LIGHT "URWBookman-Light"
#define DEMI "URWBookman-Demi"
#define LEFT 30.0
#define MIDDLE 112.5
#define WIDER (30 + 165 * 0.41)  // left edge of the lampiran's heading where the number is long
#define BLOCK (30 + 165 * 0.52)
#define PAD 1.5

static void check_says(const struct pages *p, const char *words) {
    if (!strstr(spec_text(p), words)) {
        fail_msg("\"%s\" is not said in: %s", words, spec_text(p));
    }
}

static void check_says_not(const struct pages *p, const char *words) {
    if (strstr(spec_text(p), words)) {
        fail_msg("\"%s\" is said in: %s", words, spec_text(p));
    }
}

static void title_of_a_change(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-perubahan");
    const struct spec_row rows[] = {
        {ROW("4.2.5 title of a change", "PERUBAHAN ATAS KEPUTUSAN BUPATI"), .page = 1, .center = MIDDLE, .size = 12,
         .face = LIGHT},
        {ROW("4.3 title after Menetapkan", "KEPUTUSAN BUPATI TENTANG"), .x = 64},
        {ROW("4.5 title in the lampiran", "PERUBAHAN ATAS"), .page = (int)p->n, .x = WIDER, .size = 11},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    check_says(p, "TENTANG PERUBAHAN ATAS KEPUTUSAN BUPATI TANAH RIMBA NOMOR 400.10.11/27/BAPPEDALITBANG/2025 TENTANG "
                  "PEMBENTUKAN TIM INOVASI DAERAH KABUPATEN TANAH RIMBA TAHUN 2025 BUPATI TANAH RIMBA,");
    check_says(p, "perlu menetapkan Keputusan Bupati tentang Perubahan atas Keputusan Bupati Tanah Rimba Nomor "
                  "400.10.11/27/BAPPEDALITBANG/2025 tentang Pembentukan Tim");
}

static void changed_decree_is_the_last_legal_basis(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-perubahan");
    const struct spec_row rows[] = {
        {ROW("4.3 number of the changed decree", "2."), .x = 64},
        {ROW("4.3 changed decree", "Keputusan Bupati Tanah Rimba"), .x = 72},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    check_says(p, "Kabupaten Tanah Rimba Tahun 2025; MEMUTUSKAN:");
}

static void several_changes_are_a_list(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-perubahan");
    const struct spec_row rows[] = {
        {ROW("diktum that changes", "Beberapa ketentuan dalam"), .x = 64},
        {ROW("first change", "Ketentuan Diktum KEDUA"), .x = 72},
        {ROW("changed diktum, label", "KEDUA"), .x = 72},
        {ROW("changed diktum, colon", ":"), .x = 102, .nth = 4},
        {ROW("changed diktum, text", "Tim sebagaimana dimaksud"), .x = 106},
        {ROW("changed diktum, number", "a."), .x = 106, .nth = 2},
        {ROW("second change", "Ketentuan Lampiran"), .x = 72},
        {ROW("written diktum goes on", "Keputusan ini mulai berlaku"), .x = 64},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    check_says(p, "Ketentuan Diktum KEDUA diubah sehingga berbunyi sebagai berikut:");
    check_says(p,
               "Ketentuan Lampiran diubah sehingga menjadi sebagaimana tercantum dalam Lampiran yang merupakan bagian "
               "tidak terpisahkan dari Keputusan ini.");
    check_says(p, "KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.");
}

static void one_change_stands_in_the_diktum(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-perubahan-satu");
    check_says(p, "KESATU : Ketentuan Diktum KETIGA dalam Keputusan Bupati Tanah Rimba Nomor "
                  "400.10.11/27/BAPPEDALITBANG/2025 tentang Pembentukan Tim Inovasi Daerah Kabupaten Tanah Rimba Tahun "
                  "2025 diubah sehingga berbunyi sebagai berikut: KETIGA : Tim melaporkan");
    const struct spec_row rows[] = {
        {ROW("label of the changed diktum", "KETIGA"), .x = 64},
        {ROW("text of the changed diktum", "Tim melaporkan"), .x = 98},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
}

static void revocation(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-pencabutan");
    check_says(p,
               "TENTANG PENCABUTAN KEPUTUSAN BUPATI TANAH RIMBA NOMOR 188.45/112/2019 TENTANG TIM KOORDINASI INOVASI "
               "DAERAH");
    check_says(p, "KESATU : Mencabut Keputusan Bupati Tanah Rimba Nomor 188.45/112/2019 tentang Tim Koordinasi Inovasi "
                  "Daerah dan menyatakan tidak berlaku. KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.");
}

static void copy(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-pencabutan");
    const struct item *word = spec_need(p, 1, "SALINAN", 0);
    spec_near("2.12 SALINAN, right", spec_mm(word->x + word->width), 195);
    assert_true(word->y < spec_need(p, 1, "PROVINSI", 0)->y);
    int page = spec_page_of(p, "Salinan sesuai");
    const struct spec_row rows[] = {
        {ROW("2.12 instead of the signature", "ttd."), .x = BLOCK, .size = 12, .face = LIGHT},
        {ROW("2.12 the name remains", "HENDRA SAPUTRA"), .x = BLOCK, .face = DEMI},
        {ROW("2.12 authentication", "Salinan sesuai dengan aslinya"), .page = page, .x = LEFT, .size = 12,
         .face = LIGHT},
        {ROW("2.12 office", "KEPALA BAGIAN HUKUM,"), .page = page, .x = LEFT, .above = "Salinan sesuai", .below = 5.08},
        {ROW("2.12 name, no degrees", "AHMAD FAUZI"), .page = page, .x = LEFT, .above = "KEPALA BAGIAN HUKUM,",
         .below = 22 + 5.08},
        {ROW("2.12 rank", "Pembina"), .page = page, .x = LEFT, .above = "AHMAD FAUZI", .below = 5.08},
        {ROW("2.12 number", "NIP. 19750606 200312 1 004"), .page = page, .x = LEFT},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
}

static void in_force(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-surut");
    check_says(
        p, "KEDUA : Pada saat Keputusan ini mulai berlaku, Keputusan Bupati Tanah Rimba Nomor 188.45/112/2019 tentang "
           "Tim Koordinasi Inovasi Daerah dicabut dan dinyatakan tidak berlaku. KETIGA : Keputusan ini mulai "
           "berlaku pada tanggal ditetapkan dan berlaku surut terhitung mulai tanggal 2 Januari 2025 sampai "
           "dengan tanggal 31 Desember 2025.");
    check_says_not(p, "PENCABUTAN");
    check_says(spec_pages("sk-berlaku-nanti"), "Keputusan ini berlaku terhitung mulai tanggal 1 Maret 2025.");
}

static void initials(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-surut");
    const struct spec_row rows[] = {
        {ROW("2.11 head", "Paraf"), .size = 10, .face = DEMI},
        {ROW("2.11 first official", "Kepala Bagian"), .x = LEFT + 8 + 1, .size = 10},
        {ROW("2.11 second official", "Sekretaris Daerah"), .x = LEFT + 8 + 1, .above = "Kepala Bagian"},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    check_says_not(spec_pages("sk-bupati"), "Paraf");
}

static void two_facilitators_in_the_diktum(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-fasilitator-dua");
    const struct spec_row rows[] = {
        {ROW("first facilitator, number", "1."), .nth = 1, .x = 64},
        {ROW("label", "Nama"), .x = 72},
        {ROW("colon", ":"), .nth = 4, .x = 112},
        {ROW("name with degrees", "Rina Marlina, S.K.M."), .x = 116},
        {ROW("number of a civil servant", "19900111 201503 2 005"), .x = 116},
        {ROW("rank", "Penata Muda Tingkat I (III/b)"), .x = 116},
        {ROW("office", "Administrator Kesehatan"), .x = 116},
        {ROW("other number", "NI PPPK"), .x = 72},
        {ROW("second name", "Adi Pratama, A.Md.Kep."), .x = 116},
        {ROW("diktum goes on", "Fasilitator Inovasi sebagaimana"), .x = 64},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_int_equal(spec_count(p, "LAMPIRAN"), 0);
}

static void facilitators_of_63_agencies(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-fasilitator-semua");
    int first = spec_page_of(p, "LAMPIRAN");
    double number = 10.60, unit = (165 - number) / 152;  // 126. with room beside it
    const struct spec_row rows[] = {
        {ROW("number", "No."), .page = first, .center = 30 + number / 2, .size = 10, .face = DEMI},
        {ROW("agency", "Instansi"), .page = first, .center = 30 + number + 22 * unit},
        {ROW("name", "Nama / NIP"), .page = first, .center = 30 + number + 69 * unit},
        {ROW("first agency", "Dinas Pertanian"), .page = first, .x = 30 + number + PAD, .size = 10},
        {ROW("first facilitator", "Andi Siregar, S.E."), .page = first, .x = 30 + number + 44 * unit + PAD},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_int_equal(spec_count(p, "Dinas Pertanian"), 1);  // one cell for both
    spec_need(p, 0, "126.", 0);
    for (int page = first; page <= (int)p->n; page++) {
        spec_need(p, page, "Nama / NIP", 0);  // head on every page
    }
    spec_need(p, (int)p->n, "125.", 0);  // the signature has company
    spec_need(p, (int)p->n, "BAMBANG WIRAWAN", 0);
}

static void all_innovations(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-penetapan");
    const struct spec_row rows[] = {
        {ROW("title of the lampiran", "DAFTAR INOVASI DAERAH"), .page = 2, .center = MIDDLE},
        {ROW("innovation", "Antar Obat Lansia"), .page = 2, .size = 10},
        {ROW("agency", "Dinas Kesehatan"), .page = 2, .size = 10},
        {ROW("stage", "Penerapan"), .page = 2, .size = 10},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
}

static void number_stays_beside_its_word(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-perubahan");
    const struct item *line = spec_need(p, (int)p->n, "NOMOR", 0);
    assert_true(line->text.n_text > strlen("NOMOR "));  // something stands behind the word on its line
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(title_of_a_change),
        cmocka_unit_test(changed_decree_is_the_last_legal_basis),
        cmocka_unit_test(several_changes_are_a_list),
        cmocka_unit_test(one_change_stands_in_the_diktum),
        cmocka_unit_test(revocation),
        cmocka_unit_test(copy),
        cmocka_unit_test(in_force),
        cmocka_unit_test(initials),
        cmocka_unit_test(two_facilitators_in_the_diktum),
        cmocka_unit_test(facilitators_of_63_agencies),
        cmocka_unit_test(all_innovations),
        cmocka_unit_test(number_stays_beside_its_word),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
