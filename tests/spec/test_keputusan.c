// Decrees: naskah-formats §4.1 (page), §4.2 (heading), §4.3 (the hanging columns), and the variants' letterheads
// (§2.4).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define LIGHT "URWBookman-Light"
#define DEMI "URWBookman-Demi"
#define LINE 5.08         // 14.4 pt: 12 pt, single
#define LEFT 30.0
#define MIDDLE 112.5      // of the text on F4
#define CHECK(id, rows) spec_check(spec_pages(id), rows, sizeof(rows) / sizeof *(rows))

static void page_rows(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-bupati");
    for (size_t i = 0; i < p->n; i++) {  // the lampiran too
        spec_near("4.1 paper, width", spec_mm(p->items[i].width), 215);
        spec_near("4.1 paper, height", spec_mm(p->items[i].height), 330);
        for (size_t k = 0; k < p->items[i].n; k++) {
            const struct item *item = &p->items[i].items[k];
            if (item->kind == ITEM_TEXT) {
                assert_true(spec_mm(item->x) > LEFT - SPEC_TOLERANCE - 9.1);  // 9 mm: the gutter of "a.n."
                assert_true(spec_mm(item->x + item->width) < 195 + SPEC_TOLERANCE);
                assert_true(spec_mm(item->y) < 330 - 25 + SPEC_TOLERANCE);
            }
        }
    }
    for (size_t k = 0; k < p->items[0].n; k++) {
        const struct item *item = &p->items[0].items[k];
        if (item->kind == ITEM_IMAGE) {
            spec_near("4.1 top margin", spec_mm(item->y), 20);
            spec_near("2.4 Garuda, height", spec_mm(item->height), 25);
            spec_near("2.4 Garuda, middle", spec_mm(item->x + item->width / 2), MIDDLE);
        }
    }
    const struct spec_row rows[] = {
        {ROW("4.1 face, single", "bahwa dalam rangka"), .size = 12, .face = LIGHT},
        {ROW("4.1 second page", "- 2 -"), .page = 2, .center = MIDDLE, .size = 12, .face = LIGHT},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_null(spec_find(p, 1, "- 1 -", 0));
    // Single spacing: the second line of a consideration stands one line below its first.
    const struct item *first = spec_need(p, 1, "bahwa dalam rangka", 0);
    for (size_t k = 0; k < p->items[0].n; k++) {
        const struct item *item = &p->items[0].items[k];
        if (item->kind == ITEM_TEXT && item->block == first->block && item->y > first->y) {
            spec_near("4.1 single spacing", spec_mm(item->y - first->y), LINE);
            return;
        }
    }
    fail_msg("the consideration has one line only");
}

static void heading_bupati(void **state) {
    (void)state;
    const struct spec_row rows[] = {
        {ROW("4.2.1 kop jabatan", "BUPATI TANAH RIMBA"), .page = 1, .center = MIDDLE, .size = 14, .face = DEMI},
        {ROW("4.2.1 kop, province", "PROVINSI SUMATERA LESTARI"), .page = 1, .center = MIDDLE, .size = 12,
         .face = LIGHT},
        {ROW("4.2.2", "KEPUTUSAN BUPATI TANAH RIMBA"), .page = 1, .center = MIDDLE, .size = 12, .face = LIGHT,
         .above = "PROVINSI SUMATERA LESTARI", .below = 2 * LINE},
        {ROW("4.2.3", "NOMOR 400.10.11/27/BAPPEDALITBANG/2025"), .page = 1, .center = MIDDLE, .size = 12,
         .above = "KEPUTUSAN BUPATI TANAH RIMBA", .below = 2 * LINE},
        {ROW("4.2.4", "TENTANG"), .page = 1, .center = MIDDLE, .size = 12, .above = "NOMOR 400", .below = 2 * LINE},
        {ROW("4.2.5", "PEMBENTUKAN TIM INOVASI DAERAH"), .page = 1, .center = MIDDLE, .size = 12, .face = LIGHT,
         .above = "TENTANG", .below = 2 * LINE},
        {ROW("4.2.7", "BUPATI TANAH RIMBA,"), .page = 1, .center = MIDDLE, .size = 12, .face = LIGHT},
        {ROW("4.2 before Menimbang", "Menimbang"), .page = 1, .above = "BUPATI TANAH RIMBA,", .below = 3 * LINE},
    };
    CHECK("sk-bupati", rows);
    assert_null(spec_find(spec_pages("sk-bupati"), 0, "DENGAN RAHMAT", 0));
}

static void heading_offices(void **state) {
    (void)state;
    static const struct { const char *id, *kop, *title, *office; } variants[] = {
        {"sk-sekda", "SEKRETARIAT DAERAH", "KEPUTUSAN SEKRETARIS DAERAH KABUPATEN TANAH RIMBA",
         "SEKRETARIS DAERAH KABUPATEN TANAH RIMBA,"},
        {"sk-dinas", "DINAS KESEHATAN", "KEPUTUSAN KEPALA DINAS KESEHATAN KABUPATEN TANAH RIMBA",
         "KEPALA DINAS KESEHATAN KABUPATEN TANAH RIMBA,"},
        {"sk-puskesmas", "UPTD PUSKESMAS RIMBA HULU", "KEPUTUSAN KEPALA UPTD PUSKESMAS RIMBA HULU",
         "KEPALA UPTD PUSKESMAS RIMBA HULU,"},
        {"sk-an", "DINAS KESEHATAN", "KEPUTUSAN BUPATI TANAH RIMBA", "BUPATI TANAH RIMBA,"},
        {"sk-plt-bupati", "BUPATI TANAH RIMBA", "KEPUTUSAN BUPATI TANAH RIMBA", "BUPATI TANAH RIMBA,"},
    };
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++) {
        const struct spec_row rows[] = {
            {ROW("4.2.1 kop", variants[i].kop), .page = 1, .center = MIDDLE, .face = DEMI},
            {ROW("4.2.2 title", variants[i].title), .page = 1, .center = MIDDLE, .size = 12, .face = LIGHT},
            {ROW("4.2.7 office", variants[i].office), .page = 1, .center = MIDDLE, .size = 12, .face = LIGHT},
        };
        CHECK(variants[i].id, rows);
    }
}

static void kop_agency(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-dinas");
    const struct spec_row rows[] = {
        {ROW("2.4 line 1", "PEMERINTAH KABUPATEN TANAH RIMBA"), .page = 1, .center = MIDDLE, .size = 14, .face = LIGHT},
        {ROW("2.4 line 2", "DINAS KESEHATAN"), .page = 1, .center = MIDDLE, .size = 18, .face = DEMI},
        {ROW("2.4 address", "Jalan Sehat Nomor 9"), .page = 1, .center = MIDDLE, .size = 9.5, .face = LIGHT},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    const struct item *emblem = NULL, *thick = NULL, *thin = NULL;
    for (size_t k = 0; k < p->items[0].n; k++) {
        const struct item *item = &p->items[0].items[k];
        if (item->kind == ITEM_IMAGE) {
            emblem = item;
        } else if (item->kind == ITEM_RECT && !thick) {
            thick = item;
        } else if (item->kind == ITEM_RECT && !thin) {
            thin = item;
        }
    }
    assert_non_null(emblem);
    assert_non_null(thin);
    spec_near("2.4 emblem, left", spec_mm(emblem->x), LEFT);
    spec_near("2.4 emblem, width", spec_mm(emblem->width), 20);
    spec_near("2.4 emblem, height", spec_mm(emblem->height), 25);
    spec_near("2.4 rule, left", spec_mm(thick->x), LEFT);
    spec_near("2.4 rule, width", spec_mm(thick->width), 165);
    assert_int_equal(thick->height, PT(2.25));
    assert_int_equal(thin->height, PT(0.75));
    assert_int_equal(thin->y - thick->y - thick->height, PT(1.2));
    assert_null(spec_find(p, 2, "DINAS KESEHATAN", 0));  // kop on the first page only
}

static void kop_of_four_levels(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-puskesmas");
    const struct spec_row rows[] = {
        {ROW("2.4 level 1", "PEMERINTAH KABUPATEN TANAH RIMBA"), .page = 1, .center = MIDDLE, .size = 14},
        {ROW("2.4 level 2", "DINAS KESEHATAN"), .page = 1, .center = MIDDLE, .size = 14},
        {ROW("2.4 level 3", "UPTD PUSKESMAS RIMBA HULU"), .page = 1, .center = MIDDLE, .size = 18, .face = DEMI},
        {ROW("2.4 level 4", "Jalan Hulu Nomor 3"), .page = 1, .center = MIDDLE, .size = 9.5},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    for (size_t k = 0; k < p->items[0].n; k++) {
        assert_int_not_equal(p->items[0].items[k].kind, ITEM_IMAGE);  // no emblem configured: no box
    }
}

static void columns(void **state) {
    (void)state;
    const struct spec_row rows[] = {
        {ROW("4.3 label", "Menimbang"), .x = LEFT, .size = 12, .face = LIGHT},
        {ROW("4.3 colon", ":"), .x = 60, .size = 12},
        {ROW("4.3 number", "a."), .x = 64, .size = 12},
        {ROW("4.3 text", "bahwa dalam rangka"), .x = 72, .size = 12},
        {ROW("4.3 second number", "b."), .x = 64},
        {ROW("4.3 second text", "bahwa pejabat"), .x = 72},
        {ROW("4.3 closing number", "c."), .x = 64},
        {ROW("4.3 closing text", "bahwa berdasarkan pertimbangan"), .x = 72},
        {ROW("4.3 Mengingat", "Mengingat"), .x = LEFT},
        {ROW("4.3 number of a law", "1."), .x = 64},
        {ROW("4.3 law", "Undang-Undang Nomor 23 Tahun 2014"), .x = 72},
        {ROW("4.3 MEMUTUSKAN", "MEMUTUSKAN:"), .center = MIDDLE, .size = 12, .face = LIGHT},
        {ROW("4.3 Menetapkan", "Menetapkan"), .x = LEFT},
        {ROW("4.3 title after Menetapkan", "KEPUTUSAN BUPATI TENTANG"), .x = 64},
        {ROW("4.3 diktum label", "KESATU"), .x = LEFT},
        {ROW("4.3 diktum", "Membentuk Tim"), .x = 64},
        {ROW("4.3 nested number", "a."), .nth = 1, .x = 64},
        {ROW("4.3 nested text", "menyusun rencana"), .x = 72},
        {ROW("4.3 second level, number", "1."), .nth = 1, .x = 72},
        {ROW("4.3 second level, text", "penjaringan ide"), .x = 80},
        {ROW("4.3 last diktum", "KEEMPAT"), .x = LEFT},
    };
    CHECK("sk-bupati", rows);
}

static void wide_columns(void **state) {
    (void)state;
    const struct spec_row memperhatikan[] = {
        {ROW("4.3 wide label", "Memperhatikan"), .x = LEFT},
        {ROW("4.3 colon of wide labels", ":"), .x = 64},
        {ROW("4.3 text of wide labels", "bahwa dalam rangka"), .x = 76},
        {ROW("4.3 single ground without number", "Surat Menteri"), .x = 68},
    };
    CHECK("sk-sekda", memperhatikan);
    const struct spec_row twelve[] = {
        {ROW("4.3 KEDUA BELAS", "KEDUA BELAS"), .x = LEFT},
        {ROW("4.3 wide number", "10."), .x = 68},
        {ROW("4.3 text of wide numbers", "bahwa dalam rangka"), .x = 78},
    };
    CHECK("sk-lebar", twelve);
}

static void one_consideration(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-satu");
    const struct spec_row rows[] = {
        {ROW("4.3 single consideration", "bahwa untuk melaksanakan"), .x = 64},
        {ROW("2.9 nomor to be filled in", "NOMOR"), .page = 1},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_null(spec_find(p, 1, "bahwa berdasarkan", 0));
    const struct item *first = spec_need(p, 1, "bahwa untuk melaksanakan", 0);
    const struct item *letter = spec_find(p, 1, "a.", 0);
    assert_true(!letter || letter->y != first->y);
    // The gap for the number is 20 mm wide and centred with its word.
    const struct item *nomor = spec_need(p, 1, "NOMOR", 0);
    double right = spec_mm(2 * MM(MIDDLE) - nomor->x);
    spec_near("2.9 gap", right - spec_mm(nomor->x + nomor->width), 20 + 0);
}

static bool says(const struct pages *p, const char *words) {
    return strstr(spec_text(p), words) != NULL;
}

static void closing_consideration(void **state) {
    (void)state;
    assert_true(says(spec_pages("sk-dua"), "dimaksud dalam huruf a, perlu menetapkan Keputusan Bupati tentang"));
    assert_true(says(spec_pages("sk-bupati"),
                     "dimaksud dalam huruf a dan huruf b, perlu menetapkan Keputusan Bupati "
                     "tentang Pembentukan Tim Inovasi Daerah Kabupaten Tanah Rimba Tahun 2025;"));
    assert_true(says(spec_pages("sk-sekda"), "perlu menetapkan Keputusan Sekretaris Daerah tentang"));
    assert_true(says(spec_pages("sk-dinas"), "perlu menetapkan Keputusan Kepala Dinas Kesehatan"));
    assert_true(says(spec_pages("sk-an"), "perlu menetapkan Keputusan Bupati tentang"));
}

static void many_considerations(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-27");
    const struct spec_row rows[] = {
        {ROW("2.6 letter 26", "z."), .x = 64},
        {ROW("2.6 letter 27", "aa."), .x = 64},
        {ROW("4.3 text beside aa.", "bahwa berdasarkan pertimbangan"), .x = 74},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_true(says(p, "huruf y, dan huruf z, perlu menetapkan"));
    assert_int_equal(spec_count(p, "Menimbang"), 1);  // the label is not repeated on the next page
    assert_int_equal(spec_page_of(p, "MEMUTUSKAN:"), spec_page_of(p, "Menetapkan"));
    assert_int_equal(spec_page_of(p, "Menetapkan"), spec_page_of(p, "KESATU"));
}

static void last_law_ends_as_the_house_says(void **state) {
    (void)state;
    assert_true(says(spec_pages("sk-bupati"), "Nomor 7 Tahun 2022 tentang Inovasi Daerah; MEMUTUSKAN:"));
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_rows),
        cmocka_unit_test(heading_bupati),
        cmocka_unit_test(heading_offices),
        cmocka_unit_test(kop_agency),
        cmocka_unit_test(kop_of_four_levels),
        cmocka_unit_test(columns),
        cmocka_unit_test(wide_columns),
        cmocka_unit_test(one_consideration),
        cmocka_unit_test(closing_consideration),
        cmocka_unit_test(many_considerations),
        cmocka_unit_test(last_law_ends_as_the_house_says),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
