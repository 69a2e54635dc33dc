// What the rows of the other files take for granted: paper and margins of every section (naskah-formats §3.1, §4.1,
// §5.1, §6.1, §8), line spacing, and the distances and columns that are told in millimetres only.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define LINE 5.08            // 12 pt, single
#define GAP (22 + LINE)      // baseline to baseline over the room for a signature
#define POINTS(n) ((n) * 25.4 / 72)
#define CHECK(pages, rows) spec_check(pages, rows, sizeof(rows) / sizeof *(rows))

static const struct pages *pages_of(const char *id) {
    struct findings *findings;
    return strncmp(id, "proposal-", 9) == 0 ? spec_draft(id, &findings) : spec_pages(id);
}

static const struct {
    const char *id, *section;
    double width, height, top, bottom, left, right;
} papers[] = {
    {"sk-bupati", "utama", 215, 330, 20, 25, 30, 20},
    {"sk-bupati", "lampiran", 215, 330, 20, 25, 30, 20},
    {"sk-dinas", "utama", 215, 330, 20, 25, 30, 20},
    {"sk-dinas", "lampiran", 215, 330, 20, 25, 30, 20},
    {"sk-sekda", "utama", 215, 330, 20, 25, 30, 20},
    {"sk-puskesmas", "utama", 215, 330, 20, 25, 30, 20},
    {"pk-kk-dinkes", "pernyataan", 210, 297, 20, 25, 30, 20},
    {"pk-kk-dinkes", "lampiran", 330, 215, 20, 20, 20, 20},
    {"pk-kk-pkm", "pernyataan", 210, 297, 20, 25, 30, 20},
    {"notulen-rdr-3", "notulen", 210, 297, 20, 25, 30, 20},
    {"proposal-antar-obat-sinovik-unpsa", "sampul", 210, 297, 20, 20, 30, 20},
    {"proposal-antar-obat-sinovik-unpsa", "isi", 210, 297, 20, 20, 30, 20},
    {"proposal-antar-obat-iga", "isi", 210, 297, 20, 20, 30, 20},
};

static void paper_and_margins(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        const struct pages *p = pages_of(papers[i].id);
        const struct section *s = p->document->first;
        while (s && strcmp(s->name, papers[i].section) != 0) {
            s = s->next;
        }
        if (!s) {
            fail_msg("%s has no section %s", papers[i].id, papers[i].section);
        }
        print_message("  %s %s\n", papers[i].id, s->name);
        spec_near("width", spec_mm(s->paper.width), papers[i].width);
        spec_near("height", spec_mm(s->paper.height), papers[i].height);
        spec_near("top", spec_mm(s->paper.top), papers[i].top);
        spec_near("bottom", spec_mm(s->paper.bottom), papers[i].bottom);
        spec_near("left", spec_mm(s->paper.left), papers[i].left);
        spec_near("right", spec_mm(s->paper.right), papers[i].right);
    }
}

// Every line of a style stands so far below the line before it in the same paragraph.
static void check_leading(const char *id, const char *style, double leading) {
    const struct pages *p = pages_of(id);
    int seen = 0;
    for (size_t n = 0; n < p->n; n++) {
        const struct item *last = NULL;
        for (size_t i = 0; i < p->items[n].n; i++) {
            const struct item *item = &p->items[n].items[i];
            if (item->kind != ITEM_TEXT || !item->style || strcmp(item->style, style) != 0) {
                continue;
            }
            if (last && last->block == item->block && item->y > last->y) {
                spec_near(style, spec_mm(item->y - last->y), leading);
                seen++;
            }
            last = item;
        }
    }
    if (!seen) {
        fail_msg("%s has no %s of two lines", id, style);
    }
}

static void line_spacing(void **state) {
    (void)state;
    check_leading("sk-bupati", "diktum", LINE);
    check_leading("sk-dinas", "diktum", LINE);
    check_leading("sk-sekda", "diktum", LINE);
    check_leading("pk-kk-dinkes", "pernyataan", 1.5 * LINE);
    check_leading("proposal-antar-obat-iga", "isi", 1.5 * LINE);
    check_leading("proposal-antar-obat-sinovik-unpsa", "pertanyaan", 1.5 * LINE);
    const struct spec_row rows[] = {  // the identity has 2 pt more between its rows
        {ROW("6.1 lines of 1.15", "Hari/Tanggal"), .page = 1, .above = "Nama Rapat", .below = 1.15 * LINE + POINTS(2)},
        {ROW("6.1 lines of 1.15", "Notulis"), .page = 1, .above = "Nama Rapat", .below = 9 * (1.15 * LINE + POINTS(2))},
    };
    CHECK(spec_pages("notulen-rdr-3"), rows);
}

static void two_lines_are_free_before_and_after_the_office(void **state) {
    (void)state;
    static const char *const decrees[][2] = {{"sk-bupati", "BUPATI TANAH RIMBA,"},
                                             {"sk-dinas", "KEPALA DINAS KESEHATAN KABUPATEN TANAH RIMBA,"},
                                             {"sk-sekda", "SEKRETARIS DAERAH KABUPATEN TANAH RIMBA,"},
                                             {"sk-puskesmas", "KEPALA UPTD PUSKESMAS RIMBA HULU,"}};
    for (size_t i = 0; i < sizeof decrees / sizeof *decrees; i++) {
        const struct pages *p = spec_pages(decrees[i][0]);
        const struct item *office = spec_need(p, 1, decrees[i][1], 0), *title = NULL;
        for (size_t k = 0; k < p->items[0].n; k++) {
            const struct item *item = &p->items[0].items[k];
            if (item->kind == ITEM_TEXT && item->y < office->y && (!title || item->y > title->y)) {
                title = item;
            }
        }
        spec_near("4.2.7 below the title", spec_mm(office->y - title->y), 3 * LINE);
        spec_near("4.2 Menimbang", spec_mm(spec_need(p, 1, "Menimbang", 0)->y - office->y), 3 * LINE);
    }
}

static void copy(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-pencabutan");
    int page = spec_page_of(p, "Salinan sesuai dengan aslinya");
    const struct spec_row rows[] = {
        {ROW("2.12 instead of the signature", "ttd."), .page = page, .x = 30 + 165 * 0.52},
        {ROW("2.12 the name remains", "HENDRA SAPUTRA"), .page = page, .x = 30 + 165 * 0.52,
         .above = "ttd.", .below = 11 + LINE},  // half of the room for a signature on each side
        {ROW("2.12 lower left", "Salinan sesuai dengan aslinya"), .page = page, .x = 30, .size = 12},
        {ROW("2.12 office", "KEPALA BAGIAN HUKUM,"), .page = page, .x = 30,
         .above = "Salinan sesuai dengan aslinya", .below = LINE},
        {ROW("2.12 name", "AHMAD FAUZI"), .page = page, .x = 30, .above = "KEPALA BAGIAN HUKUM,", .below = GAP},
        {ROW("2.12 rank", "Pembina"), .page = page, .x = 30, .above = "AHMAD FAUZI", .below = LINE},
        {ROW("2.12 number", "NIP. 19750606 200312 1 004"), .page = page, .x = 30, .above = "Pembina", .below = LINE},
    };
    CHECK(p, rows);
    const struct item *mark = spec_need(p, 1, "SALINAN", 0);
    spec_near("2.12 SALINAN, right", spec_mm(mark->x + mark->width), 195);
    assert_true(spec_mm(mark->y) < 26);                   // above the letterhead
    assert_null(spec_find(spec_pages("sk-bupati"), 0, "SALINAN", 0));
    assert_null(spec_find(spec_pages("sk-bupati"), 0, "ttd.", 0));
}

static void lampiran_of_a_decree(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-bupati");
    int page = spec_page_of(p, "LAMPIRAN");
    const struct spec_row rows[] = {
        {ROW("4.1 lampiran, top", "LAMPIRAN"), .page = page, .y = 20 + 3.17},
        {ROW("4.5 signed lower right", "BUPATI TANAH RIMBA,"), .page = page, .x = 30 + 165 * 0.52},
        {ROW("4.5 signature, name", "HENDRA SAPUTRA"), .page = page, .x = 30 + 165 * 0.52,
         .above = "BUPATI TANAH RIMBA,", .below = GAP},
    };
    CHECK(p, rows);
    // The lines of the heading begin below each other and end before the margin.
    double left = spec_mm(spec_need(p, page, "LAMPIRAN", 0)->x);
    for (size_t k = 0; k < p->items[page - 1].n; k++) {
        const struct item *item = &p->items[page - 1].items[k];
        if (item->kind == ITEM_TEXT && item->style && strcmp(item->style, "lampiran-kepala") == 0) {
            assert_true(spec_mm(item->x) > left - SPEC_TOLERANCE);
            assert_true(spec_mm(item->x + item->width) < 195 + SPEC_TOLERANCE);
        }
    }
    assert_true(left > 90 && left < 30 + 82.5 + SPEC_TOLERANCE);  // half of the text, more where the number needs it
}

static void contract(void **state) {
    (void)state;
    const struct pages *p = spec_pages("pk-kk-dinkes");
    const struct spec_row rows[] = {
        {ROW("5.2.7 room for the signature, right", "dr. Lestari Wulandari, M.Kes."), .page = 1, .nth = 1,
         .above = "Kabupaten Tanah Rimba,", .below = GAP},
        {ROW("5.2.7 rank below the name", "Pembina Tingkat I"), .page = 1, .above = "Kabupaten Tanah Rimba,",
         .below = GAP + LINE},
        {ROW("5.3 lampiran, top", "LAMPIRAN PERJANJIAN"), .page = 2, .y = 20 + 4},
        {ROW("5.3 innovations, number", "NO."), .page = 2, .center = 25, .size = 10},
        {ROW("5.3 innovations, name", "NAMA INOVASI"), .page = 2, .center = 30 + 280 * 7.5 / 53},
        {ROW("5.3 innovations, stage", "TAHAPAN"), .page = 2, .center = 30 + 280 * 18.5 / 53},
        {ROW("5.3 innovations, indicator", "INDIKATOR KEBERHASILAN"), .page = 2, .center = 30 + 280 * 30.5 / 53},
        {ROW("5.3 innovations, target", "TARGET"), .page = 2, .nth = 1, .center = 30 + 280 * 42.5 / 53},
        {ROW("5.3 innovations, time", "WAKTU"), .page = 2, .center = 30 + 280 * 49.5 / 53},
        {ROW("5.3 signature, left", "Pihak Kedua,"), .page = 2, .center = 20 + 290 * 0.25, .size = 12},
        {ROW("5.3 signature, right", "Pihak Pertama,"), .page = 2, .center = 20 + 290 * 0.75},
        {ROW("5.3 name, left", "H. Hendra Saputra, S.E."), .page = 2, .center = 20 + 290 * 0.25},
        {ROW("5.3 name, right", "dr. Lestari Wulandari, M.Kes."), .page = 2, .center = 20 + 290 * 0.75,
         .above = "Kabupaten Tanah Rimba,", .below = GAP},
    };
    CHECK(p, rows);
    int images = 0;
    for (size_t k = 0; k < p->items[0].n; k++) {
        const struct item *item = &p->items[0].items[k];
        if (item->kind == ITEM_IMAGE) {
            spec_near("5.1 emblem, top", spec_mm(item->y), 20);
            spec_near("5.1 emblem, height", spec_mm(item->height), 25);
            spec_near("5.1 emblem, middle", spec_mm(item->x + item->width / 2), 110);
            images++;
        } else if (item->kind == ITEM_TEXT) {  // 5.1: no page number
            assert_in_range(item->y, MM(20), MM(297 - 25));
        }
    }
    assert_int_equal(images, 1);
    assert_false(p->items[0].shows_number);
}

static void proposals(void **state) {
    (void)state;
    const struct pages *iga = pages_of("proposal-antar-obat-iga");
    const struct pages *form = pages_of("proposal-antar-obat-sinovik-unpsa");
    const struct spec_row cover[] = {
        {ROW("3.1 cover, title", "ANTAR OBAT LANSIA"), .page = 1, .center = 110, .size = 20},
        {ROW("3.1 cover, agency", "DINAS KESEHATAN"), .page = 1, .center = 110, .size = 14},
    };
    CHECK(form, cover);
    const struct spec_row rows[] = {
        {ROW("3.4 padding of 3 pt", "Nama SKPD / Kelompok"), .page = 1, .above = "Nama Inovasi",
         .below = 1.5 * LINE + POINTS(3)},
        {ROW("3.1 evidence, number", "No."), .center = 35, .size = 10},
        {ROW("3.1 evidence, indicator", "Indikator"), .center = 40 + 150 * 11 / 80.0, .size = 10},
        {ROW("3.1 evidence, data", "Data Dukung"), .center = 40 + 150 * 39.5 / 80, .size = 10},
        {ROW("3.1 evidence, file", "Berkas"), .center = 40 + 150 * 68.5 / 80, .size = 10},
        {ROW("3.1 room for the signature", "dr. Lestari Wulandari, M.Kes."), .above = "Kabupaten Tanah Rimba,",
         .below = GAP},
    };
    CHECK(iga, rows);
    const struct pages *const both[] = {iga, form};
    for (int i = 0; i < 2; i++) {  // 3.1: no letterhead
        assert_null(spec_find(both[i], 0, "PEMERINTAH", 0));
        assert_null(spec_find(both[i], 0, "Jalan Sehat", 0));
        for (size_t n = 0; n < both[i]->n; n++) {
            for (size_t k = 0; k < both[i]->items[n].n; k++) {
                assert_int_not_equal(both[i]->items[n].items[k].kind, ITEM_IMAGE);
            }
        }
    }
}

static int close_world(void **state) {
    (void)state;
    spec_end();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper_and_margins),
        cmocka_unit_test(line_spacing),
        cmocka_unit_test(two_lines_are_free_before_and_after_the_office),
        cmocka_unit_test(copy),
        cmocka_unit_test(lampiran_of_a_decree),
        cmocka_unit_test(contract),
        cmocka_unit_test(proposals),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
