// House rules: every setting that an office may change (naskah-formats §12) is seen on the paper of tata-disdik.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define SERIF "LiberationSerif"
#define LEFT 40.0
#define WIDTH (210 - 40 - 25)
#define MIDDLE (LEFT + WIDTH / 2.0)
#define LINE (11 * 1.2 * 1.15 * 25.4 / 72)

static const struct item *image_on(const struct page *page) {
    for (size_t i = 0; i < page->n; i++) {
        if (page->items[i].kind == ITEM_IMAGE) {
            return &page->items[i];
        }
    }
    return NULL;
}

static void decree(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-kebiasaan");
    spec_near("kertas-keputusan, width", spec_mm(p->items[0].width), 210);
    spec_near("kertas-keputusan, height", spec_mm(p->items[0].height), 330);
    const struct spec_row rows[] = {
        {ROW("kop-pemda", "PEMERINTAH KABUPATEN"), .page = 1, .center = MIDDLE, .size = 13, .face = SERIF},
        {ROW("kop-nama", "DINAS PENDIDIKAN"), .page = 1, .center = MIDDLE, .size = 16, .face = SERIF "-Bold"},
        {ROW("huruf-keputusan, ukuran-keputusan", "TENTANG"), .page = 1, .center = MIDDLE, .size = 11, .face = SERIF},
        {ROW("frasa-rahmat", "DENGAN RAHMAT TUHAN YANG MAHA ESA"), .page = 1, .center = MIDDLE},
        {ROW("margin-kiri", "Menimbang"), .x = LEFT},
        {ROW("kolom-label", ":"), .x = LEFT + 32},
        {ROW("kolom-nomor", "bahwa dalam rangka"), .x = LEFT + 32 + 4 + 7},
        {ROW("label-diktum", "PERTAMA"), .x = LEFT},
        {ROW("KEDUA after PERTAMA", "KEDUA"), .x = LEFT},
        {ROW("spasi-keputusan, antar-butir", "menerapkan inovasi"), .above = "merancang inovasi",
         .below = LINE + 4 * 25.4 / 72},
        {ROW("ttd-mulai", "Ditetapkan di"), .x = LEFT + WIDTH * 0.55},
        {ROW("gelar-pada-keputusan, ttd-nama-tebal", "Dra. Maya Lestari, M.Pd."), .x = LEFT + WIDTH * 0.55,
         .face = SERIF},
        {ROW("ttd-jarak", "Dra. Maya Lestari, M.Pd."), .above = "KABUPATEN TANAH RIMBA,",
         .below = 25 + 11 * 1.2 * 25.4 / 72},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_non_null(strstr(spec_text(p), "tentang Inovasi Daerah. MEMUTUSKAN:"));  // akhir-mengingat
    assert_null(spec_find(p, 0, "KESATU", 0));
    const struct item *emblem = image_on(&p->items[0]);
    assert_non_null(emblem);
    spec_near("kop-lambang-lebar", spec_mm(emblem->width), 16);
    spec_near("kop-lambang-tinggi", spec_mm(emblem->height), 20);
    assert_true(p->n == 1 || spec_find(p, 2, "~2~", 0));
}

static void contract(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pk-kk-disdik");
    const struct spec_row rows[] = {
        {ROW("judul-pk", "KONTRAK KINERJA TAHUN 2025"), .page = 1, .center = MIDDLE},
        {ROW("istilah-pihak", "selanjutnya disebut PIHAK KESATU"), .page = 1, .x = LEFT},
        {ROW("istilah-pihak, signature", "PIHAK KESATU,"), .page = 1, .center = LEFT + WIDTH * 0.75},
        {ROW("ttd-nama-tebal", "Dra. Maya Lestari, M.Pd."), .page = 1, .nth = 1, .face = "LiberationSans"},
        {ROW("5.3 quarters", "TARGET TRIWULAN"), .page = 2, .size = 10, .face = "LiberationSans-Bold"},
        {ROW("5.3 quarter IV", "IV"), .page = 2, .center = 297 - 20 - 257 * 0.03},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    spec_near("kertas-pk-lampiran", spec_mm(p->items[1].width), 297);
    const struct item *emblem = image_on(&p->items[0]);
    assert_non_null(emblem);
    spec_near("5.1 emblem, middle", spec_mm(emblem->x + emblem->width / 2), MIDDLE);
}

static void proposal(void **state) {
    (void)state;
    struct findings *findings;
    const struct pages *p = spec_draft("proposal-guru-keliling-sinovik-unpsa", &findings);
    const struct item *emblem = image_on(&p->items[0]);
    assert_non_null(emblem);  // lambang-proposal
    spec_near("3.1 emblem on the cover", spec_mm(emblem->height), 30);
    spec_near("3.1 emblem on the cover, middle", spec_mm(emblem->x + emblem->width / 2), MIDDLE);
    assert_null(spec_find(p, 0, "Dra. Maya", 0));  // pengesahan-proposal
}

static void minutes(void **state) {
    (void)state;
    const struct pages *p = spec_pages("notulen-rapat-disdik");
    spec_near("kertas-korespondensi", spec_mm(p->items[0].height), 330);
    const struct spec_row rows[] = {
        {ROW("judul-notulen", "NOTULA RAPAT"), .page = 1, .face = "LiberationSans-Bold"},
        {ROW("zona of the house, no end", "pukul 13.00 WIB – selesai"), .page = 1, .x = LEFT + 54},
        {ROW("one item of the agenda has no number", "Pemantauan inovasi"), .page = 1, .x = LEFT + 54},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    int page = spec_page_of(p, "DAFTAR HADIR");
    spec_near("kertas-daftar-hadir", spec_mm(p->items[page - 1].height), 297);
    // daftar-hadir-selang-seling: odd numbers in the left half of the column, even ones in the right half.
    const struct item *one = spec_need(p, page, "1.", 1), *two = spec_need(p, page, "2.", 1);
    assert_true(two->x > one->x + MM(15));
    assert_true(two->y > one->y);
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decree), cmocka_unit_test(contract), cmocka_unit_test(proposal), cmocka_unit_test(minutes),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
