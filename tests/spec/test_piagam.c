// Piagam and sertifikat: naskah-formats §9; sheets of evaluation and photographs, summary, labels.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define LIGHT "URWBookman-Light"
#define BOLD "URWBookman-Demi"
#define MIDDLE 148.5
#define SIGNER 207.0     // middle of the column at x = 177, 60 mm wide
#define STATEMENT 50.0   // left edge of text, 197 mm wide
#define NAME_LARGEST 28
#define NAME_LEAST 16

static void check_says(const struct pages *p, const char *words) {
    if (!strstr(spec_text(p), words)) {
        fail_msg("\"%s\" is not said in: %s", words, spec_text(p));
    }
}

static int count_items(const struct page *page, enum item_kind kind) {
    int n = 0;
    for (size_t i = 0; i < page->n; i++) {
        n += page->items[i].kind == kind;
    }
    return n;
}

static void award(void **state) {
    (void)state;
    const struct pages *p = spec_pages("piagam-badan");
    assert_int_equal(p->n, 3);  // one for each recipient
    spec_near("9 paper, width", spec_mm(p->items[0].width), 297);
    spec_near("9 paper, height", spec_mm(p->items[0].height), 210);
    const struct spec_row rows[] = {
        {ROW("9 issuer", "PEMERINTAH KABUPATEN"), .page = 2, .center = MIDDLE, .size = 12},
        {ROW("9 title", "PIAGAM PENGHARGAAN"), .page = 2, .center = MIDDLE, .y = 40, .size = 22, .face = BOLD},
        {ROW("9 number, a gap", "NOMOR :"), .page = 2, .y = 52, .size = 12, .face = LIGHT},
        {ROW("9 given to", "diberikan kepada"), .page = 2, .center = MIDDLE, .size = 14},
        {ROW("9 statement", "atas dukungannya"), .page = 2, .center = MIDDLE, .size = 14, .face = LIGHT},
        {ROW("9 place and date", "Rimba Tengah, 15 Desember"), .page = 2, .center = SIGNER, .y = 124.6, .size = 12},
        {ROW("9 office", "KEPALA BADAN PERENCANAAN"), .page = 2, .center = SIGNER, .y = 129.7, .size = 12},
        {ROW("9 name without degrees", "SURYA ADINATA"), .page = 2, .center = SIGNER, .size = 12, .face = BOLD},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_null(strstr(spec_text(p), "NIP"));
    assert_null(strstr(spec_text(p), "M.Si."));
    check_says(p, "diberikan kepada Rina Marlina, S.K.M. Administrator Kesehatan sebagai Fasilitator Inovasi Teladan");
}

static void head_of_region(void **state) {
    (void)state;
    const struct pages *p = spec_pages("piagam-bupati");
    assert_int_equal(p->n, 1);
    assert_int_equal(count_items(&p->items[0], ITEM_IMAGE), 1);
    const struct spec_row rows[] = {
        {ROW("9 issuer", "BUPATI TANAH RIMBA"), .center = MIDDLE, .size = 12},
        {ROW("9 number", "NOMOR : 400.10.11/102"), .center = MIDDLE, .above = "PIAGAM PENGHARGAAN", .below = 12},
        {ROW("9 recipient", "UPTD PUSKESMAS RIMBA HULU"), .center = MIDDLE, .size = NAME_LARGEST, .face = BOLD},
        {ROW("9 as what", "Inovasi Terbaik I"), .center = MIDDLE, .size = 18, .face = BOLD},
        {ROW("9 name", "HENDRA SAPUTRA"), .center = SIGNER, .above = "BUPATI TANAH RIMBA,", .below = 36},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
}

// As large as one line holds it, then two lines of the least size.
static void names(void **state) {
    (void)state;
    const struct pages *p = spec_pages("piagam-badan");
    const struct item *name = spec_need(p, 2, "Perkumpulan Kader", 0);
    assert_true(name->text.size > NAME_LEAST * 1000 && name->text.size < NAME_LARGEST * 1000);
    assert_true(spec_mm(name->width) <= 197 && spec_mm(name->width) > 192);
    const struct item *two = spec_need(p, 3, "Perkumpulan Kader", 0);
    assert_int_equal(two->text.size, NAME_LEAST * 1000);
    assert_true(two->x > MM(STATEMENT));
    check_says(p, "Perkumpulan Kader Posyandu Lanjut Usia Desa Rimba Hulu dan Desa Rimba Tengah");
}

// Two rectangles of four lines, four corners of five; the outermost 6 mm from the edge of the paper.
static void ornament(void **state) {
    (void)state;
    const struct pages *p = spec_pages("piagam-badan");
    for (size_t k = 0; k < p->n; k++) {
        const struct page *page = &p->items[k];
        assert_int_equal(count_items(page, ITEM_RECT), 2 * 4 + 4 * 5);
        mp left = page->width, right = 0;
        for (size_t i = 0; i < page->n; i++) {
            const struct item *r = &page->items[i];
            if (r->kind == ITEM_RECT) {
                assert_int_equal(r->role, ROLE_ARTIFACT);
                left = r->x < left ? r->x : left;
                right = r->x + r->width > right ? r->x + r->width : right;
            }
        }
        spec_near("9 frame, left", spec_mm(left), 6);
        spec_near("9 frame, right", spec_mm(right), 291);
    }
}

static void award_for_nothing(void **state) {
    (void)state;
    struct findings *told;
    spec_draft("piagam-kosong", &told);
    bool hole = false;
    for (size_t i = 0; i < told->n; i++) {
        hole = hole || strcmp(told->items[i].rule, "template.hole") == 0;
    }
    assert_true(hole);
}

static void certificates(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sertifikat-isi");
    assert_int_equal(p->n, 2);
    const struct spec_row rows[] = {
        {ROW("9 title", "SERTIFIKAT"), .page = 1, .center = MIDDLE, .y = 40, .size = 22, .face = BOLD},
        {ROW("9 recipient", "Adi Pratama, A.Md.Kep."), .page = 1, .center = MIDDLE, .size = NAME_LARGEST},
        {ROW("9 as what", "Peserta"), .page = 1, .center = MIDDLE},
        {ROW("9 as what, said", "Narasumber"), .page = 2, .center = MIDDLE},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_null(spec_find(p, 2, "Peserta", 0));
    check_says(p, "di Ruang Rapat Bappedalitbang, 12 Maret 2025");
    const struct pages *blank = spec_pages("sertifikat-blangko");
    assert_int_equal(blank->n, 1);
    check_says(blank, "…");
}

static void evaluation(void **state) {
    (void)state;
    const struct pages *p = spec_pages("evaluasi");
    check_says(p, "No. Kriteria Bobot Skor Catatan");
    check_says(p, "Jumlah 100 83,5");
    check_says(p, "27,5 Belum ada di kabupaten lain.");
    const struct pages *blank = spec_pages("evaluasi-blangko");
    check_says(blank, "Jumlah 100");
    const struct spec_row rows[] = {  // rows to write in
        {ROW("rows", "Manfaat"), .above = "Kebaruan", .below = 12},
    };
    spec_check(blank, rows, 1);
}

static void photographs(void **state) {
    (void)state;
    const struct pages *p = spec_pages("foto");
    assert_int_equal(p->n, 2);
    assert_int_equal(count_items(&p->items[0], ITEM_IMAGE), 2);
    assert_int_equal(count_items(&p->items[1], ITEM_IMAGE), 1);
    check_says(p, "Gambar 2. Pemaparan kendala (12 Maret 2025)");
    struct findings *told;
    spec_draft("foto-hilang", &told);
    bool missing = false;
    for (size_t i = 0; i < told->n; i++) {
        missing = missing || strcmp(told->items[i].rule, "image.missing") == 0 ||
                  strcmp(told->items[i].rule, "file.missing") == 0;
    }
    assert_true(missing);
}

static void summary_and_labels(void **state) {
    (void)state;
    const struct pages *p = spec_pages("rekap-rimba");
    spec_near("landscape", spec_mm(p->items[0].width), 297);
    check_says(p, "REKAPITULASI INOVASI DAERAH KABUPATEN TANAH RIMBA TAHUN 2025");
    check_says(p, "Antar Obat Lansia Dinas Kesehatan Penerapan 1 Juli 2024 Non Digital Kesehatan");
    check_says(p, "Perjanjian Kinerja Dinas Kesehatan 20 Januari 2025 ditandatangani");  // as noted last
    check_says(p, "di Bagian Hukum");
    check_says(p, "800.1.11.1/7/DINKES (dari Bagian Umum, 14 April 2025) 14 April 2025 bernomor");
    check_says(spec_pages("rekap-disdik"), "Jumlah: 1 (satu) inovasi, 2 naskah. NASKAH TIAP INOVASI");
    const struct pages *labels = spec_pages("label-boks");
    assert_int_equal(labels->n, 2);  // four on a page
    check_says(labels, "Usulan 4 berkas Tahun 2025 – Boks 5 dari 5");
    check_says(spec_pages("label-inovasi"), "Antar Obat Lansia Dinas Kesehatan Tahun 2025 – Boks 1 dari");
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(award),        cmocka_unit_test(head_of_region),    cmocka_unit_test(names),
        cmocka_unit_test(ornament),     cmocka_unit_test(award_for_nothing), cmocka_unit_test(certificates),
        cmocka_unit_test(evaluation),   cmocka_unit_test(photographs),       cmocka_unit_test(summary_and_labels),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
