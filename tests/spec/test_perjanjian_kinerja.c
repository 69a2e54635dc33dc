// Performance contracts: naskah-formats §5.1 (page), §5.2 (statement), §5.3 (lampiran).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define SANS "LiberationSans"
#define BOLD "LiberationSans-Bold"
#define LEFT 30.0
#define MIDDLE 110.0
#define LEFT_PARTY 70.0  // middle of the left half
#define RIGHT_PARTY 150.0
#define PAD 1.5

static void pages_of(const char *id) {
    const struct pages *p = spec_pages(id);
    spec_near("5.1 statement, width", spec_mm(p->items[0].width), 210);
    spec_near("5.1 statement, height", spec_mm(p->items[0].height), 297);
    assert_true(p->n >= 2);
    for (size_t i = 1; i < p->n; i++) {  // the whole statement on one page, the rest is lampiran
        spec_near("5.1 lampiran, width", spec_mm(p->items[i].width), 330);
        spec_near("5.1 lampiran, height", spec_mm(p->items[i].height), 215);
    }
}

static void paper(void **state) {
    (void)state;
    pages_of("pk-kk-dinkes");
    pages_of("pk-kk-pkm");
    pages_of("pk-kk-panjang");
}

static void statement(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pk-kk-dinkes");
    const struct spec_row rows[] = {
        {ROW("5.2.2 title", "PERJANJIAN KINERJA INOVASI DAERAH TAHUN 2025"), .page = 1, .center = MIDDLE, .size = 12,
         .face = BOLD},
        {ROW("5.2.2 agency", "DINAS KESEHATAN"), .page = 1, .center = MIDDLE, .size = 12, .face = BOLD},
        {ROW("5.2.3 opening", "Dalam rangka mewujudkan"), .page = 1, .x = LEFT, .size = 12, .face = SANS},
        {ROW("5.2.4 label", "Nama"), .page = 1, .x = LEFT + 12, .size = 12},
        {ROW("5.2.4 colon", ":"), .page = 1, .x = LEFT + 42},
        {ROW("5.2.4 name", "dr. Lestari Wulandari, M.Kes."), .page = 1, .x = LEFT + 46, .face = SANS},
        {ROW("5.2.4 office", "Kepala Dinas Kesehatan Kabupaten Tanah Rimba"), .page = 1, .x = LEFT + 46},
        {ROW("5.2.4 called", "selanjutnya disebut pihak pertama"), .page = 1, .x = LEFT},
        {ROW("5.2.5 name", "H. Hendra Saputra, S.E."), .page = 1, .x = LEFT + 46},
        {ROW("5.2.5 called", "selaku atasan pihak pertama, selanjutnya disebut pihak kedua"), .page = 1, .x = LEFT},
        {ROW("5.2.6 first promise", "Pihak pertama berjanji"), .page = 1, .x = LEFT, .size = 12},
        {ROW("5.2.6 second promise", "Pihak kedua akan melakukan supervisi"), .page = 1, .x = LEFT},
        {ROW("5.2.7 place and date above the right", "Rimba Tengah, 20 Januari 2025"), .page = 1,
         .center = RIGHT_PARTY},
        {ROW("5.2.7 left", "Pihak Kedua,"), .page = 1, .center = LEFT_PARTY},
        {ROW("5.2.7 right", "Pihak Pertama,"), .page = 1, .center = RIGHT_PARTY, .above = "Rimba Tengah, 20",
         .below = 5.08},
        {ROW("5.2.7 left, name", "H. Hendra Saputra, S.E."), .page = 1, .nth = 1, .center = LEFT_PARTY, .face = BOLD},
        {ROW("5.2.7 right, name", "dr. Lestari Wulandari, M.Kes."), .page = 1, .nth = 1, .center = RIGHT_PARTY,
         .face = BOLD},
        {ROW("5.2.7 right, rank", "Pembina Tingkat I"), .page = 1, .center = RIGHT_PARTY, .face = SANS},
        {ROW("5.2.7 right, number", "NIP. 19740923 200212 2 003"), .page = 1, .center = RIGHT_PARTY},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    const struct item *left = spec_need(p, 1, "H. Hendra Saputra, S.E.", 1);
    const struct item *right = spec_need(p, 1, "dr. Lestari Wulandari, M.Kes.", 1);
    assert_int_equal(left->y, right->y);  // both names on one line
}

static void not_the_direct_superior(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pk-kk-pkm");
    assert_null(spec_find(p, 0, "selaku atasan", 0));
    const struct spec_row rows[] = {
        {ROW("5.2.2 title of the house", "PERJANJIAN KINERJA TAHUN 2025"), .page = 1, .center = MIDDLE, .face = BOLD},
        {ROW("office-practice: Mengetahui", "Mengetahui,"), .page = 1, .center = MIDDLE},
        {ROW("office-practice: who knows of it", "Kepala Dinas Kesehatan"), .page = 1, .center = MIDDLE},
        {ROW("office-practice: name", "dr. Lestari Wulandari, M.Kes."), .page = 1, .center = MIDDLE, .face = BOLD},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
}

static void lampiran(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pk-kk-dinkes");
    const struct spec_row rows[] = {
        {ROW("5.3 heading", "LAMPIRAN PERJANJIAN KINERJA INOVASI DAERAH TAHUN 2025"), .page = 2, .center = 165,
         .face = BOLD},
        {ROW("5.3 agency", "DINAS KESEHATAN"), .page = 2, .center = 165, .face = BOLD},
        {ROW("5.3 table 1, 50 %", "SASARAN STRATEGIS"), .page = 2, .center = 20 + 72.5, .size = 10, .face = BOLD},
        {ROW("5.3 table 1, 40 %", "INDIKATOR KINERJA"), .page = 2, .center = 20 + 145 + 58, .size = 10, .face = BOLD},
        {ROW("5.3 table 1, 10 %", "TARGET"), .page = 2, .center = 20 + 261 + 14.5, .size = 10, .face = BOLD},
        {ROW("5.3 goal", "Meningkatnya mutu layanan"), .page = 2, .x = 20 + PAD, .size = 10, .face = SANS},
        {ROW("5.3 indicator", "Indeks kepuasan masyarakat"), .page = 2, .x = 165 + PAD, .size = 10},
        {ROW("5.3 target with its unit", "85,00 nilai"), .page = 2, .center = 295.5},
        {ROW("5.3 innovation", "Antar Obat Lansia"), .page = 2, .size = 10, .face = SANS},
        {ROW("5.3 table 2, 70 %", "PROGRAM"), .page = 2, .center = 20 + 101.5, .size = 10, .face = BOLD},
        {ROW("5.3 table 2, 30 %", "ANGGARAN (Rp)"), .page = 2, .center = 20 + 203 + 43.5, .size = 10, .face = BOLD},
        {ROW("5.3 amount without Rp", "1.427.000.000,00"), .page = 2, .size = 10},
        {ROW("5.3 sum", "1.612.000.000,00"), .page = 2, .size = 10, .face = BOLD},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_int_equal(spec_count(p, "Meningkatnya mutu layanan"), 1);  // one cell for both indicators
    const struct item *amount = spec_need(p, 2, "1.427.000.000,00", 0);
    spec_near("5.3 amounts are right-aligned", spec_mm(amount->x + amount->width), 310 - PAD);
    assert_true(spec_count(p, "dr. Lestari Wulandari, M.Kes.") >= 3);  // signed again
    assert_null(spec_find(p, 2, "Rp1.", 0));
}

static void long_goal_runs_over_two_pages(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pk-kk-panjang");
    assert_true(p->n >= 3);
    int first = spec_page_of(p, "Meningkatnya kualitas perencanaan");
    spec_need(p, first + 1, "Meningkatnya kualitas perencanaan", 0);
    spec_need(p, first + 1, "SASARAN STRATEGIS", 0);
    // The goal is repeated in its own cell, beside the first indicator of the page, and says that it goes on.
    const struct item *goal = spec_need(p, first + 1, "Meningkatnya kualitas perencanaan", 0);
    const struct item *indicator = spec_need(p, first + 1, "Persentase capaian", 0);
    assert_int_equal(goal->y, indicator->y);
    spec_near("5.3 goal continued, x", spec_mm(goal->x), 20 + PAD);
    assert_non_null(strstr(spec_text(p), "berbasis bukti (lanjutan)"));
}

static void contract_in_the_place_of_another(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pk-perubahan");
    const struct spec_row rows[] = {
        {ROW("PK Perubahan, title", "PERUBAHAN PERJANJIAN KINERJA INOVASI DAERAH TAHUN 2025"), .page = 1,
         .center = MIDDLE, .face = BOLD},
        {ROW("PK Perubahan, what it replaces", "Perjanjian ini menggantikan"), .page = 1, .x = LEFT},
        {ROW("PK Perubahan, lampiran", "LAMPIRAN PERUBAHAN PERJANJIAN KINERJA"), .page = 2, .center = 165},
        {ROW("offices end alike, left", "Bupati Tanah Rimba,"), .page = 1, .center = LEFT_PARTY},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_non_null(strstr(spec_text(p),
                           "menggantikan Perjanjian Kinerja Inovasi Daerah Tahun 2025 tanggal 20 Januari 2025 "
                           "karena mutasi pejabat"));
    struct findings *findings;
    spec_draft("pk-kk-dinkes", &findings);  // the old contract stays a document
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper),
        cmocka_unit_test(statement),
        cmocka_unit_test(not_the_direct_superior),
        cmocka_unit_test(lampiran),
        cmocka_unit_test(long_goal_runs_over_two_pages),
        cmocka_unit_test(contract_in_the_place_of_another),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
