// Proposals: naskah-formats §3.1 (layout), §3.2 (questions), §3.3–3.4 (the IGA form).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"


#define SANS "LiberationSans"
#define BOLD "LiberationSans-Bold"
#define ITALIC "LiberationSans-Italic"
#define LEFT 30.0
#define MIDDLE 110.0
#define LINE 7.62  // 12 pt, one and a half lines

static const char *const both[] = {"proposal-antar-obat-sinovik-unpsa", "proposal-antar-obat-iga"};

static void paper_and_margins(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct findings *findings;
        const struct pages *p = spec_draft(both[i], &findings);
        double lowest = 0, rightmost = 0;
        for (size_t n = 0; n < p->n; n++) {
            spec_near("3.1 paper, width", spec_mm(p->items[n].width), 210);
            spec_near("3.1 paper, height", spec_mm(p->items[n].height), 297);
            for (size_t k = 0; k < p->items[n].n; k++) {
                const struct item *item = &p->items[n].items[k];
                if (item->kind != ITEM_TEXT || spec_mm(item->y) > 297 - 15) {
                    continue;  // the page number stands in the margin
                }
                assert_true(spec_mm(item->x) > LEFT - SPEC_TOLERANCE);
                lowest = spec_mm(item->y) > lowest ? spec_mm(item->y) : lowest;
                double right = spec_mm(item->x + item->width);
                rightmost = right > rightmost ? right : rightmost;
            }
        }
        assert_true(lowest < 297 - 20 + SPEC_TOLERANCE);
        spec_near("3.1 right margin", rightmost, 190);
    }
}

static void cover(void **state) {
    (void)state;
    struct findings *findings;
    const struct pages *p = spec_draft(both[0], &findings);
    const struct spec_row rows[] = {
        {ROW("3.1 cover, title", "ANTAR OBAT LANSIA"), .page = 1, .center = MIDDLE, .face = BOLD},
        {ROW("3.1 cover, agency", "DINAS KESEHATAN"), .page = 1, .center = MIDDLE, .face = BOLD},
        {ROW("3.1 cover, region", "KABUPATEN TANAH RIMBA"), .page = 1, .center = MIDDLE, .face = BOLD},
        {ROW("3.1 cover, year", "2025"), .page = 1, .center = MIDDLE, .face = BOLD},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_null(spec_find(p, 1, "1", 0));  // no number on the cover
    const struct item *folio = spec_at(&p->items[1], MIDDLE - 1, 280);
    assert_non_null(folio);
    assert_string_equal(folio->text.text, "1");
    assert_int_equal(folio->text.size, PT(12));
    spec_near("3.1 page number, middle", spec_mm(folio->x + folio->width / 2), MIDDLE);
    spec_near("3.1 page number, y", spec_mm(folio->y), 297 - 11);
}

static void questions(void **state) {
    (void)state;
    struct findings *findings;
    const struct pages *p = spec_draft(both[0], &findings);
    const struct spec_row rows[] = {
        {ROW("3.2 title", "ANTAR OBAT LANSIA"), .page = 2, .center = MIDDLE, .size = 12, .face = BOLD},
        {ROW("3.4 identity, label", "Tanggal pelaksanaan inovasi"), .page = 2, .x = LEFT, .size = 12, .face = SANS},
        {ROW("3.4 identity, colon", ":"), .page = 2, .x = 90},
        {ROW("2.7 date with its day", "Senin, 1 Juli 2024"), .page = 2, .x = 94},
        {ROW("3.2 heading", "Tujuan Inisiatif"), .x = LEFT, .size = 12, .face = BOLD},
        {ROW("3.2 question", "Gambarkan/Jelaskan tujuan"), .x = LEFT, .size = 12, .face = ITALIC,
         .above = "Tujuan Inisiatif", .below = LINE + 2.12},
        {ROW("3.2 Jawaban", "Jawaban:"), .x = LEFT, .size = 12, .face = SANS},
        {ROW("3.2 answer", "Inisiatif ini bertujuan"), .x = LEFT, .size = 12, .face = SANS, .above = "Jawaban:",
         .below = LINE + 2.12},
        {ROW("2.6 list, number", "1."), .x = LEFT},
        {ROW("2.6 list, text", "memastikan lansia"), .x = LEFT + 8},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    // The order of the contest's form, with the summary before the first question.
    assert_true(spec_need(p, 2, "Ringkasan Proposal", 0)->y < spec_need(p, 2, "Tujuan Inisiatif", 0)->y);
    // Heading, question, "Jawaban:" and two lines stay together: no page ends with one of the first three.
    for (size_t n = 0; n < p->n; n++) {
        const struct item *last = NULL;
        for (size_t k = 0; k < p->items[n].n; k++) {
            const struct item *item = &p->items[n].items[k];
            if (item->kind == ITEM_TEXT && spec_mm(item->y) < 297 - 15 && (!last || item->y >= last->y)) {
                last = item;
            }
        }
        if (last && last->style) {
            assert_string_not_equal(last->style, "judul-bagian");
            assert_string_not_equal(last->style, "pertanyaan");
            assert_string_not_equal(last->style, "kata-jawaban");
        }
    }
}

static void missing_answers_are_holes(void **state) {
    (void)state;
    struct findings *findings;
    spec_draft(both[0], &findings);
    int holes = 0;
    for (size_t i = 0; i < findings->n; i++) {
        holes += strcmp(findings->items[i].rule, "template.hole") == 0;
    }
    assert_true(holes >= 5);  // the example answers four of fourteen
}

static void iga_form(void **state) {
    (void)state;
    const struct pages *p = spec_pages(both[1]);
    const struct spec_row rows[] = {
        {ROW("3.3 title, top margin", "LAPORAN INOVASI DAERAH"), .page = 1, .center = MIDDLE, .y = 20 + 4.0, .size = 12,
         .face = BOLD},
        {ROW("3.3 part", "PROFIL INOVASI"), .page = 1, .x = 42, .size = 12, .face = BOLD},
        {ROW("3.3 first field, number", "1.1"), .page = 1, .x = LEFT, .size = 12},
        {ROW("3.3 first field, label", "Nama Inovasi"), .page = 1, .x = 42, .size = 12, .face = SANS},
        {ROW("3.4 colon", ":"), .page = 1, .x = 100},
        {ROW("3.4 value", "Antar Obat Lansia"), .page = 1, .x = 104, .size = 12},
        {ROW("3.3 date", "5 Februari 2024"), .x = 104},
        {ROW("3.4 long value: heading", "Rancang Bangun"), .x = 42, .face = BOLD},
        {ROW("3.4 long value: text", "Lansia di tiga kecamatan"), .x = 42, .face = SANS},
        {ROW("3.3 last field", "1.16"), .x = LEFT},
        {ROW("3.1 evidence", "INDIKATOR INOVASI"), .x = 42, .face = BOLD},
        {ROW("3.1 evidence, file", "sk-tim.pdf"), .size = 10},
    };
    spec_check(p, rows, sizeof rows / sizeof *rows);
    assert_true(p->n >= 2);
}

static void endorsement(void **state) {
    (void)state;
    const struct pages *p = spec_pages(both[1]);
    double center = LEFT + 160 * 0.52 + 160 * 0.48 / 2;
    const struct spec_row rows[] = {
        {ROW("3.1 place and date", "Rimba Tengah, 5 Maret 2025"), .center = center, .size = 12, .face = SANS},
        {ROW("3.1 name with degrees", "dr. Lestari Wulandari, M.Kes."), .center = center, .size = 12, .face = BOLD},
        {ROW("3.1 rank", "Pembina Tingkat I"), .center = center, .size = 12, .face = SANS},
        {ROW("3.1 number", "NIP. 19740923 200212 2 003"), .center = center, .size = 12, .face = SANS},
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
        cmocka_unit_test(paper_and_margins), cmocka_unit_test(cover),    cmocka_unit_test(questions),
        cmocka_unit_test(missing_answers_are_holes), cmocka_unit_test(iga_form), cmocka_unit_test(endorsement),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
