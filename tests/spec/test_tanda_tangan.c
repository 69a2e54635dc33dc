// Signature blocks of decrees: naskah-formats §4.4 and §2.10, in all capacities.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "spec/spec.h"

#define LIGHT "URWBookman-Light"
#define DEMI "URWBookman-Demi"
#define LINE 5.08
#define BLOCK (30 + 165 * 0.52)  // left edge of the block on F4
#define GUTTER (BLOCK - 9)
#define GAP (22 + LINE)          // baseline to baseline over the room for the signature

struct signature {
    const char *id;
    const char *prefix;          // hangs in the gutter; NULL: none
    const char *lines[4];        // office lines below each other
    const char *name, *rank, *number;
};

static const struct signature blocks[] = {
    {"sk-bupati", NULL, {"BUPATI TANAH RIMBA,"}, "HENDRA SAPUTRA", NULL, NULL},
    {"sk-dinas", NULL, {"KEPALA DINAS KESEHATAN"}, "LESTARI WULANDARI", "Pembina Tingkat I",
     "NIP. 19740923 200212 2 003"},
    {"sk-sekda", NULL, {"SEKRETARIS DAERAH"}, "BAMBANG WIRAWAN", NULL, NULL},
    {"sk-puskesmas", NULL, {"KEPALA UPTD PUSKESMAS", "RIMBA HULU,"}, "SITI AMINAH", "Penata Tingkat I",
     "NIP. 19801104 200903 2 001"},
    {"sk-plt", "Plt.", {"KEPALA DINAS KESEHATAN"}, "RUDI HARTONO", "Pembina", "NIP. 19780517 200604 1 008"},
    {"sk-plh", "Plh.", {"KEPALA DINAS KESEHATAN"}, "RUDI HARTONO", "Pembina", "NIP. 19780517 200604 1 008"},
    {"sk-pj", "Pj.", {"KEPALA DINAS KESEHATAN"}, "RUDI HARTONO", "Pembina", "NIP. 19780517 200604 1 008"},
    {"sk-pjs", "Pjs.", {"KEPALA DINAS KESEHATAN"}, "RUDI HARTONO", "Pembina", "NIP. 19780517 200604 1 008"},
    {"sk-plt-bupati", "Plt.", {"BUPATI TANAH RIMBA", "WAKIL BUPATI"}, "YUSUF MAULANA", NULL, NULL},
    {"sk-pj-bupati", "Pj.", {"BUPATI TANAH RIMBA,"}, "RATNA KUSUMA", NULL, NULL},
    {"sk-an", "a.n.", {"BUPATI TANAH RIMBA", "KEPALA DINAS KESEHATAN"}, "LESTARI WULANDARI", "Pembina Tingkat I",
     "NIP. 19740923 200212 2 003"},
    {"sk-ub", "a.n.", {"BUPATI TANAH RIMBA", "SEKRETARIS DAERAH", "u.b.", "ASISTEN ADMINISTRASI UMUM,"}, "KARTIKA DEWI",
     "Pembina Utama Muda", "NIP. 19720305 199803 2 004"},
};

static bool begins(const struct item *item, const char *text) {
    return strncmp(item->text.text, text, strlen(text)) == 0;
}

// Steps down the block; says which line is not the expected one.
static double step(const struct signature *b, const struct page *page, double y, const char *text, const char *face) {
    const struct item *item = spec_at(page, BLOCK, y);
    if (!item || !begins(item, text)) {
        fail_msg("%s: \"%.*s\" where \"%s\" should stand", b->id, item ? (int)item->text.n_text : 0,
                 item ? item->text.text : "", text);
    }
    assert_string_equal(face_name(item->text.face), face);
    assert_int_equal(item->text.size, PT(12));
    return spec_mm(item->y);
}

// An office too long for one line runs on below it; the comma stands behind the last word of the last line.
static double last_office_line(const struct page *page, double y, double name_y) {
    const struct item *item = spec_at(page, BLOCK, y), *last = NULL;
    while (item && spec_mm(item->y) < name_y - 1) {
        last = item;
        item = spec_at(page, BLOCK, spec_mm(item->y));
    }
    return last ? spec_mm(last->y) : y;
}

static void check_block(const struct signature *b) {
    const struct pages *p = spec_pages(b->id);
    int number = spec_page_of(p, "Ditetapkan di");
    assert_true(number > 0);
    const struct page *page = &p->items[number - 1];
    const struct item *place = spec_need(p, number, "Ditetapkan di", 0);
    spec_near("4.4 place, x", spec_mm(place->x), BLOCK);
    double y = step(b, page, spec_mm(place->y), "pada tanggal", LIGHT);
    spec_near("4.4 date below place", y - spec_mm(place->y), LINE);
    double office = step(b, page, y, b->lines[0], LIGHT);
    spec_near("4.4 office, one line free above", office - y, 2 * LINE);
    if (b->prefix) {
        const struct item *prefix = spec_at(page, GUTTER, office - 1);
        assert_non_null(prefix);
        assert_true(begins(prefix, b->prefix));
        spec_near("2.10 prefix in the gutter", spec_mm(prefix->y), office);
    }
    const struct item *name = spec_need(p, number, b->name, 0);
    double last = last_office_line(page, office, spec_mm(name->y));
    for (int i = 1; i < 4 && b->lines[i]; i++) {
        office = step(b, page, office, b->lines[i], LIGHT);
    }
    spec_near("4.4 room for the signature", spec_mm(name->y) - last, GAP);
    assert_string_equal(face_name(name->text.face), DEMI);
    assert_int_equal(name->text.n_text, strlen(b->name));  // no degrees
    y = spec_mm(name->y);
    if (b->rank) {
        y = step(b, page, y, b->rank, LIGHT);
        step(b, page, y, b->number, LIGHT);
    } else {
        const struct item *below = spec_at(page, BLOCK, y);
        assert_true(!below || spec_mm(below->y) > y + 2 * LINE);
    }
}

static void all_capacities(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        print_message("  %s\n", blocks[i].id);
        check_block(&blocks[i]);
    }
}

static void only_the_last_office_has_a_comma(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-ub");
    int page = spec_page_of(p, "Ditetapkan di");
    int commas = 0;
    double y = spec_mm(spec_need(p, page, "Ditetapkan di", 0)->y);
    for (const struct item *line; (line = spec_at(&p->items[page - 1], BLOCK, y)); y = spec_mm(line->y)) {
        bool comma = line->text.text[line->text.n_text - 1] == ',';
        assert_int_equal(comma, begins(line, "ASISTEN"));
        commas += comma;
    }
    assert_int_equal(commas, 1);
}

// Every decree: the block is not alone on its page, and every signature has its place on the page.
static void never_alone(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        const struct pages *p = spec_pages(blocks[i].id);
        int number = spec_page_of(p, "Ditetapkan di");
        const struct page *page = &p->items[number - 1];
        const struct item *place = spec_need(p, number, "Ditetapkan di", 0);
        int before = 0, signs = 0;
        for (size_t k = 0; k < page->n; k++) {
            const struct item *item = &page->items[k];
            before += item->kind == ITEM_TEXT && item->y < place->y && spec_mm(item->y) > 20;
            signs += item->kind == ITEM_SIGN;
        }
        assert_true(before >= 2);
        assert_int_equal(signs, 1);
    }
}

static void date_to_be_filled_in(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-dua");
    int number = spec_page_of(p, "pada tanggal");
    const struct page *page = &p->items[number - 1];
    const struct item *line = spec_need(p, number, "pada tanggal", 0);
    const struct item *gap = NULL;
    for (size_t k = 0; k < page->n; k++) {
        const struct item *item = &page->items[k];
        if (item->kind != ITEM_TEXT || item->y != line->y || item->x <= line->x) {
            continue;
        }
        if (!gap) {  // room to write day and month on
            gap = item;
            assert_memory_equal(gap->text.text, "\u2026", 3);
            assert_true(spec_mm(gap->width) > 20);
        } else {     // and the year, which is known
            assert_true(item->x > gap->x);
            assert_true(begins(item, " ") || begins(item, "2025"));
        }
    }
    assert_non_null(gap);
    spec_need(p, 0, "NOMOR 400.10.11/27", 0);
}

static void tembusan(void **state) {
    (void)state;
    const struct pages *p = spec_pages("sk-bupati");
    const struct spec_row rows[] = {
        {ROW("4.4 Tembusan", "Tembusan:"), .x = 30, .size = 12, .face = LIGHT},
        {ROW("4.4 first copy", "Gubernur Sumatera Lestari"), .x = 38, .above = "Tembusan:", .below = LINE},
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
        cmocka_unit_test(all_capacities), cmocka_unit_test(only_the_last_office_has_a_comma),
        cmocka_unit_test(never_alone),    cmocka_unit_test(date_to_be_filled_in),
        cmocka_unit_test(tembusan),
    };
    return cmocka_run_group_tests(tests, NULL, close_world);
}
