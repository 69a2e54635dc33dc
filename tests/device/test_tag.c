// The structure that readers find: read back by poppler, which prints one element a line with the text that it owns.
#include "device/fixture.h"

static int document(struct fixture *t) {
    return t->pages.n_blocks ? 1 : (add_block(t, 0, ROLE_SECTION), add_block(t, 0, ROLE_SECTION));
}

static struct page *first_page(struct fixture *t) {
    return t->pages.n ? t->pages.items : add_page(t, MM(215), MM(330));
}

// A paragraph of one line, with labels left of it; NULL ends them.
static int paragraph(struct fixture *t, int parent, enum role role, mp y, const char *text, const char *const *labels) {
    int block = add_block(t, parent, role);
    mp x = MM(30);
    for (; labels && *labels; labels++, x += MM(25))
        add_line(t, first_page(t), add_block(t, block, ROLE_LABEL), x, y, *labels);
    add_line(t, first_page(t), block, labels ? MM(100) : MM(30), y, text);
    return block;
}

static void is(struct fixture *t, const char *wanted) {
    char *made = run(t, "pdfinfo -struct-text %s 2>&1 | sed 's/ (block)//'", save(t));
    if (strcmp(made, wanted) != 0)
        fail_msg("%s", made);
}

#define LABELS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void words_left_of_paragraphs_are_labels(void **state) {
    struct fixture *t = *state;
    int d = document(t);
    paragraph(t, d, ROLE_P, MM(40), "bahwa satu;", LABELS("Menimbang", ":", "a."));
    struct item *label = &t->pages.items->items[2];
    for (int i = 0; i < 2; i++) {
        int block = paragraph(t, d, ROLE_P, MM(50 + 10 * i), i ? "bahwa dua;" : "bagian;", LABELS(i ? "b." : "1)"));
        (void)block;
        t->pages.items->items[t->pages.items->n - 2].x = label->x + (i ? 0 : MM(8));
    }
    paragraph(t, d, ROLE_P, MM(80), "Menunjuk Tim.", LABELS("KESATU", ":"));
    paragraph(t, d, ROLE_P, MM(90), "Berlaku.", LABELS("KEDUA", ":"));
    is(t, "Document\n  Sect\n"
          "    L:\n       /ListNumbering /LowerAlpha\n"
          "      Caption\n        \"Menimbang : \"\n"
          "      LI\n        Lbl\n          \"a. \"\n        LBody\n"
          "          P\n            \"bahwa satu; \"\n"
          "          L:\n             /ListNumbering /Decimal\n            LI\n"
          "              Lbl\n                \"1) \"\n              LBody\n                \"bagian; \"\n"
          "      LI\n        Lbl\n          \"b. \"\n        LBody\n          \"bahwa dua; \"\n"
          "    L\n"
          "      LI\n        Lbl\n          \"KESATU : \"\n        LBody\n          \"Menunjuk Tim. \"\n"
          "      LI\n        Lbl\n          \"KEDUA : \"\n        LBody\n          \"Berlaku. \"\n");
}

static void lists_of_the_data_are_lists(void **state) {
    struct fixture *t = *state;
    int d = document(t), list = add_block(t, d, ROLE_LIST);
    for (int i = 0; i < 2; i++) {
        int item = add_block(t, list, ROLE_LIST_ITEM);
        paragraph(t, item, ROLE_BODY, MM(40 + 20 * i), i ? "dua" : "satu", LABELS(i ? "2." : "1."));
        if (i)
            paragraph(t, item, ROLE_BODY, MM(70), "lanjutan", NULL);
    }
    is(t, "Document\n  Sect\n    L:\n       /ListNumbering /Decimal\n"
          "      LI\n        Lbl\n          \"1. \"\n        LBody\n          \"satu \"\n"
          "      LI\n        Lbl\n          \"2. \"\n        LBody\n"
          "          P\n            \"dua \"\n          P\n            \"lanjutan \"\n");
}

static void headings_skip_no_level(void **state) {
    struct fixture *t = *state;
    int d = document(t);
    paragraph(t, d, ROLE_H2, MM(30), "Latar", NULL);
    paragraph(t, d, ROLE_H3, MM(40), "Dasar", LABELS("a."));
    paragraph(t, d, ROLE_TITLE, MM(50), "KEPUTUSAN", NULL);
    paragraph(t, d, ROLE_TITLE, MM(60), "NOMOR 1", NULL);
    paragraph(t, d, ROLE_H3, MM(70), "Isi", NULL);
    is(t, "Document\n  Sect\n    H1\n      \"Latar \"\n    H2\n      \"a. Dasar \"\n"
          "    H1\n      \"KEPUTUSAN NOMOR 1 \"\n    H2\n      \"Isi \"\n");
}

struct slot { int row, column, colspan, rowspan; enum role role; const char *text; };

static int add_table(struct fixture *t, int parent, int columns, bool grid, const struct slot *cells, size_t n) {
    int table = add_block(t, parent, ROLE_TABLE), row = 0;
    t->pages.blocks[table].colspan = columns;
    t->pages.blocks[table].grid = grid;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || cells[i].row != cells[i - 1].row)
            row = add_block(t, table, ROLE_ROW);
        if (!cells[i].role)
            continue;  // a row without cells of its own
        int cell = add_block(t, row, cells[i].role);
        t->pages.blocks[cell].column = cells[i].column;
        t->pages.blocks[cell].colspan = cells[i].colspan;
        t->pages.blocks[cell].rowspan = cells[i].rowspan;
        if (*cells[i].text)
            paragraph(t, cell, ROLE_P, MM(40 + 10 * (int)i), cells[i].text, NULL);
    }
    return table;
}

static void tables_have_all_their_cells(void **state) {
    struct fixture *t = *state;
    static const struct slot cells[] = {
        {0, 0, 1, 1, ROLE_TH, "No."}, {0, 1, 2, 1, ROLE_TH, "Nama"},
        {1, 0, 1, 2, ROLE_TD, "1."}, {1, 2, 1, 1, ROLE_TD, "kanan"},  // nobody said what stands between
        {2, 1, 5, 1, ROLE_TD, "lebar"},                               // wider than the table
        {3, 0, 1, 9, ROLE_TH, "Jumlah"}, {3, 1, 1, 1, ROLE_TD, ""}, {3, 2, 1, 1, ROLE_TD, "2"}};
    add_table(t, document(t), 3, true, cells, sizeof cells / sizeof *cells);
    is(t, "Document\n  Sect\n    Table\n"
          "      THead\n        TR\n          TH:\n             /Scope /Column\n            \"No. \"\n"
          "          TH:\n             /Scope /Column\n             /ColSpan 2\n            \"Nama \"\n"
          "      TBody\n        TR\n          TD:\n             /RowSpan 2\n            \"1. \"\n          TD\n"
          "          TD\n            \"kanan \"\n"
          "        TR\n          TD:\n             /ColSpan 2\n            \"lebar \"\n"
          "        TR\n          TH:\n             /Scope /Row\n            \"Jumlah \"\n          TD\n"
          "          TD\n            \"2 \"\n");
}

static void what_only_places_is_no_table(void **state) {
    struct fixture *t = *state;
    static const struct slot pairs[] = {{0, 0, 1, 1, ROLE_TD, "Instansi"}, {0, 1, 1, 1, ROLE_TD, ":"},
                                         {0, 2, 1, 1, ROLE_TD, "Dinas"}};
    static const struct slot beside[] = {{0, 0, 1, 1, ROLE_TD, "kiri"}, {0, 1, 1, 1, ROLE_TD, "kanan"}};
    int d = document(t);
    add_table(t, d, 3, false, pairs, 3);
    add_table(t, d, 3, false, pairs, 3);
    add_table(t, d, 2, false, beside, 2);
    is(t, "Document\n  Sect\n    L\n"
          "      LI\n        Lbl\n          \"Instansi : \"\n        LBody\n          \"Dinas \"\n"
          "      LI\n        Lbl\n          \"Instansi : \"\n        LBody\n          \"Dinas \"\n"
          "    Div\n      P\n        \"kiri \"\n      P\n        \"kanan \"\n");
}

static void a_grid_without_headings_gets_some(void **state) {
    struct fixture *t = *state;
    static const struct slot two[] = {{0, 0, 1, 1, ROLE_TD, "Nama"}, {0, 1, 1, 1, ROLE_TD, "Sari"},
                                       {1, 0, 1, 1, ROLE_TD, "Usia"}, {1, 1, 1, 1, ROLE_TD, "40"}};
    add_table(t, document(t), 2, true, two, 4);
    is(t, "Document\n  Sect\n    Table\n      TBody\n"
          "        TR\n          TH:\n             /Scope /Row\n            \"Nama \"\n"
          "          TD\n            \"Sari \"\n"
          "        TR\n          TH:\n             /Scope /Row\n            \"Usia \"\n"
          "          TD\n            \"40 \"\n");
}

static void signers_are_read_by_columns(void **state) {
    struct fixture *t = *state;
    static const struct sign sign = {.id = "a", .person = "Sari"};
    static const struct slot cells[] = {{0, 0, 1, 1, ROLE_TD, "Pihak Kedua,"}, {0, 1, 1, 1, ROLE_TD, "Pihak Pertama,"},
                                         {1, 0, 1, 1, ROLE_TD, "Robinson"}, {1, 1, 1, 1, ROLE_TD, "Ruth"}};
    int table = add_table(t, document(t), 2, false, cells, 4);
    struct item *item = add_item(t, first_page(t), ITEM_SIGN, MM(30), MM(60));
    item->sign = &sign;
    for (item->block = table; t->pages.blocks[item->block].role != ROLE_TD;)
        item->block++;
    is(t, "Document\n  Sect\n    Div\n"
          "      Div\n        P\n          \"Pihak Kedua, \"\n        P\n          \"Robinson \"\n"
          "      Div\n        P\n          \"Pihak Pertama, \"\n        P\n          \"Ruth \"\n");
}

static void a_paragraph_over_pages_is_one_element(void **state) {
    struct fixture *t = *state;
    int d = document(t), block = paragraph(t, d, ROLE_P, MM(300), "halaman satu", NULL);
    add_line(t, add_page(t, MM(215), MM(330)), block, MM(30), MM(30), "halaman dua");
    is(t, "Document\n  Sect\n    P\n      \"halaman satu \"\n      \"halaman dua \"\n");
    char *text = plain(t, save(t));
    has(text, "/Type /MCR");
}

static void pictures_say_what_they_show(void **state) {
    struct fixture *t = *state;
    static unsigned char pixel[3] = {1, 2, 3};
    static const struct image image = {.width = 1, .height = 1, .kind = IMAGE_RGB, .pixels = pixel, .n = 3,
                                       .hash = "x"};
    static const char *const alts[] = {"Lambang Kabupaten Karo", "  ", NULL};
    int d = document(t);
    for (int i = 0; i < 3; i++) {
        struct item *item = add_item(t, first_page(t), ITEM_IMAGE, MM(30), MM(30 * (i + 1)));
        item->block = add_block(t, d, ROLE_FIGURE);
        item->role = ROLE_FIGURE;
        item->width = item->height = MM(20);
        item->image.image = &image;
        item->image.alt = alts[i];
    }
    char *file = save(t), *text = plain(t, file);
    has(text, "/Alt (Lambang Kabupaten Karo)");
    has(text, "/Figure<</MCID 0>>BDC");
    has(text, "/Artifact<</Type/Layout>>BDC");
    assert_int_equal(atoi(run(t, "pdfinfo -struct %s | grep -c Figure", file)), 1);
}

static void a_link_is_one_element_over_lines(void **state) {
    struct fixture *t = *state;
    int d = document(t), block = add_block(t, d, ROLE_P);
    struct page *page = first_page(t);
    add_line(t, page, block, MM(30), MM(30), "lihat");
    for (int i = 0; i < 2; i++) {
        add_line(t, page, block, MM(30), MM(40 + 10 * i), i ? "daerah" : "laman");
        struct item *link = add_item(t, page, ITEM_LINK, MM(30), MM(36 + 10 * i));
        link->block = block;
        link->role = ROLE_P;
        link->width = link->height = MM(5);
        link->link.uri = "https://contoh.go.id/";
    }
    add_line(t, page, block, MM(30), MM(60), "selesai");
    char *file = save(t), *text = plain(t, file);
    is(t, "Document\n  Sect\n    P\n      \"lihat \"\n      Link (inline)\n        \"laman daerah \"\n"
          "        Object 7 0\n        Object 8 0\n      \"selesai \"\n");
    has(text, "/Contents (https://contoh.go.id/)");
    has(text, "/Tabs /S");
}

static void what_nobody_reads_is_an_artifact(void **state) {
    struct fixture *t = *state;
    int d = document(t);
    struct page *page = first_page(t);
    paragraph(t, d, ROLE_P, MM(100), "isi", NULL);
    add_text(t, page, "Sans", PT(11), MM(100), MM(20), "- 2 -", 0);
    add_text(t, page, "Sans", PT(11), MM(100), MM(320), "KABUPATEN", 0);
    add_item(t, page, ITEM_RECT, MM(30), MM(110))->width = MM(50);
    char *text = plain(t, save(t));
    has(text, "/Artifact<</Type/Pagination/Subtype/Header>>BDC");
    has(text, "/Artifact<</Type/Pagination/Subtype/Footer>>BDC");
    has(text, "/Artifact<</Type/Layout>>BDC");
    is(t, "Document\n  Sect\n    P\n      \"isi \"\n");
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(words_left_of_paragraphs_are_labels), T(lists_of_the_data_are_lists),
        T(headings_skip_no_level),              T(tables_have_all_their_cells),
        T(what_only_places_is_no_table),        T(a_grid_without_headings_gets_some),
        T(signers_are_read_by_columns),         T(a_paragraph_over_pages_is_one_element),
        T(pictures_say_what_they_show),         T(a_link_is_one_element_over_lines),
        T(what_nobody_reads_is_an_artifact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
