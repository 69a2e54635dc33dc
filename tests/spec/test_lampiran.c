// Lampiran of decrees: naskah-formats §4.5 and §4.6.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define LIGHT "URWBookman-Light"
#define DEMI "URWBookman-Demi"
#define WIDER (30 + 165 * 0.41)  // its number is long; else half of the text width
#define HALF (30 + 82.5)
#define MIDDLE 112.5
#define PAD 1.5

static void heading(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-bupati");
    int page = spec_page_of(p, "LAMPIRAN");
    const struct spec_row rows[] = {
        {ROW("4.5 LAMPIRAN without number", "LAMPIRAN"), .page = page, .x = WIDER, .size = 11, .face = LIGHT},
        {ROW("4.5 decree", "KEPUTUSAN BUPATI TANAH RIMBA"), .page = page, .x = WIDER, .size = 11},
        {ROW("4.5 number", "NOMOR"), .page = page, .x = WIDER, .size = 11},
        {ROW("4.5 TENTANG", "TENTANG"), .page = page, .x = WIDER, .size = 11},
        {ROW("4.5 title of the decree", "PEMBENTUKAN TIM INOVASI"), .page = page, .x = WIDER, .size = 11},
        {ROW("4.5 title", "SUSUNAN KEANGGOTAAN TIM"), .page = page, .center = MIDDLE, .size = 12, .face = LIGHT},
        {ROW("2.5 lampiran pages are numbered", "- "), .page = page, .center = MIDDLE},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_int_equal(spec_need(p, page, "LAMPIRAN", 0)->text.n_text, strlen("LAMPIRAN"));
    // The number stands beside its word. Where it is short or a blank the heading takes the right half.
    assert_true(spec_need(p, page, "NOMOR 400.10.11/27/BAPPEDALITBANG/2025", 0)->width > 0);
    const struct pages *blank = spec_pages("sk-fasilitator-semua");
    spec_near("4.5 LAMPIRAN, half", spec_mm(spec_need(blank, 0, "LAMPIRAN", 0)->x), HALF);
}

static void several_are_numbered(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-dinas");
    int one = spec_page_of(p, "LAMPIRAN I"), two = spec_page_of(p, "LAMPIRAN II"),
        three = spec_page_of(p, "LAMPIRAN III");
    assert_true(0 < one && one < two && two < three);  // each on a page of its own
    assert_int_equal(spec_count(p, "LESTARI WULANDARI"), 4);  // signed after the decree and after each lampiran
    assert_int_equal(spec_count(p, "Ditetapkan di"), 1);      // no place and date below a lampiran
}

static void table_without_remarks(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-bupati");
    int page = spec_page_of(p, "LAMPIRAN");
    double unit = 155.0 / 138;
    const struct spec_row rows[] = {
        {ROW("4.5 head", "No."), .page = page, .center = 35, .size = 10, .face = DEMI},
        {ROW("4.5 head, name", "Nama / NIP"), .page = page, .center = 40 + 24 * unit, .size = 10, .face = DEMI},
        {ROW("4.5 head, position", "Kedudukan"), .page = page, .center = 195 - 19 * unit, .size = 10},
        {ROW("4.5 number", "1."), .page = page, .center = 35, .size = 10, .face = LIGHT},
        {ROW("4.5 name with degrees", "H. Hendra Saputra, S.E."), .page = page, .x = 40 + PAD, .size = 10},
        {ROW("4.5 NIP below the name", "19700215 199603 1 002"), .page = page, .x = 40 + PAD, .size = 10},
        {ROW("4.5 office", "Bupati Tanah Rimba"), .page = page, .x = 40 + 48 * unit + PAD, .size = 10},
        {ROW("4.5 position", "Pembina"), .page = page, .x = 195 - 38 * unit + PAD, .size = 10},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_null(spec_find(p, page, "Ket.", 0));
}

static void table_with_remarks(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-dinas");
    int page = spec_page_of(p, "LAMPIRAN I");
    const struct spec_row rows[] = {
        {ROW("4.5 number, 10 mm", "No."), .page = page, .center = 35},
        {ROW("4.5 name, 48 mm", "Nama / NIP"), .page = page, .center = 64},
        {ROW("4.5 office, 52 mm", "Jabatan dalam Dinas"), .page = page, .center = 114},
        {ROW("4.5 position, 38 mm", "Kedudukan"), .page = page, .center = 159},
        {ROW("4.5 remarks, 17 mm", "Ket."), .page = page, .center = 186.5},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
}

static void grid(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-bupati");
    int page = spec_page_of(p, "LAMPIRAN");
    int lines = 0;
    for (size_t i = 0; i < p->items[page - 1].n; i++) {
        const struct item *item = &p->items[page - 1].items[i];
        if (item->kind == ITEM_RECT) {
            assert_true(item->width == PT(0.5) || item->height == PT(0.5));
            lines++;
        }
    }
    assert_true(lines >= 5);
}

static void sixty_members(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-60");
    int first = spec_page_of(p, "LAMPIRAN"), last = (int)p->n;
    assert_true(last >= first + 1);
    for (int page = first; page <= last; page++) {
        const struct item *head = spec_find(p, page, "Nama / NIP", 0);
        assert_non_null(head);  // repeated on every page
        assert_non_null(spec_find(p, page, "- ", 0));
    }
    spec_need(p, 0, "60.", 0);
    // The signature is on the last page with at least two members.
    spec_need(p, last, "HENDRA SAPUTRA", 0);
    spec_need(p, last, "60.", 0);
    spec_need(p, last, "59.", 0);
}

static void duties(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-dinas");
    int page = spec_page_of(p, "LAMPIRAN II");
    const struct spec_row rows[] = {
        {ROW("4.5 duties, number", "1."), .page = page, .x = 30, .size = 12},
        {ROW("4.5 duties, position", "Pembina"), .page = page, .x = 38, .size = 12},
        {ROW("4.5 duties, list", "memimpin pelaksanaan"), .page = page, .x = 46, .size = 12},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heading),
        cmocka_unit_test(several_are_numbered),
        cmocka_unit_test(table_without_remarks),
        cmocka_unit_test(table_with_remarks),
        cmocka_unit_test(grid),
        cmocka_unit_test(sixty_members),
        cmocka_unit_test(duties),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
