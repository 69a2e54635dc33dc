#include "device/fixture.h"

static void file_is_sound(void **state) {
    struct fixture *t = *state;
    struct page *page = add_page(t, PT(595.276), PT(841.89));
    add_text(t, page, "Bookman", PT(12), MM(30), MM(40), "KEPUTUSAN BUPATI KARO", 0);
    page = add_page(t, MM(330), MM(215));
    add_text(t, page, "Sans", PT(11), MM(30), MM(40), "AVA To Tanah", 0);
    char *file = save(t);
    has(run(t, "qpdf --check %s 2>&1", file), "No syntax or stream encoding errors");
    char *info = run(t, "pdfinfo -l 2 %s 2>&1", file);
    has(info, "PDF version:     1.7");
    has(info, "Pages:           2");
    has(info, "Page    1 size:  595.276 x 841.89 pts (A4)");
    has(info, "Page    2 size:  935.433 x 609.449 pts");
    has(info, "Title:           Keputusan (uji) – é\n");
    has(info, "Author:          Bappeda\n");
    has(info, "Producer:        naskah uji\n");
    has(info, "CreationDate:    Mon Feb 10 00:00:00 2025");
    has(run(t, "qpdf --qdf %s - | grep -a Lang", file), "/Lang (id)");
    has(run(t, "qpdf --qdf %s - | grep -a DisplayDocTitle", file), "true");
}

static void no_date_without_a_document_date(void **state) {
    struct fixture *t = *state;
    t->document.date = NULL;
    add_text(t, add_page(t, MM(215), MM(330)), "Sans", PT(12), 0, MM(20), "a", 0);
    has_not(run(t, "pdfinfo %s", save(t)), "Date");
}

static void text_comes_out_as_it_went_in(void **state) {
    static const char *const lines[] = {
        "Menimbang (a\\b) 100% AVATAR",
        "imple\u00admentasi me\u00ad",
        "pasal\u00a07 ayat\u00a0(2) – “baik” … •",
        "anak-anak cafe\u0301 ½ ≥ 5 €",
        "di\u200bgabung",
        "q\u0323 naïve Łódź",
    };
    static const char *const wanted[] = {
        "Menimbang (a\\b) 100% AVATAR",
        "imple\u00admentasi me\u00ad",
        "pasal",
        "anak-anak caf",
        "digabung",
        "naïve Łódź",
    };
    static const char *const families[] = {"Sans", "Serif", "Bookman"};
    for (size_t f = 0; f < 3; f++) {
        struct fixture *t = *state;
        t->pages.n = 0;
        t->pages.items = NULL;
        struct page *page = add_page(t, MM(215), MM(330));
        for (size_t i = 0; i < 5 + (f < 2); i++)
            add_text(t, page, families[f], PT(12), MM(30), MM(20 + 10 * (int)i), lines[i], 0);
        char *text = run(t, "pdftotext -raw %s - 2>&1", save(t));
        for (size_t i = 0; i < 5 + (f < 2); i++)
            has(text, wanted[i]);
        has(text, "½ ≥ 5 €\n");
        has_not(text, "Error");
    }
}

static void fallback_characters_are_embedded(void **state) {
    struct fixture *t = *state;
    struct page *page = add_page(t, MM(215), MM(330));
    struct item *item = add_text(t, page, "Bookman", PT(12), MM(30), MM(20), "☐☑✓", 0);
    assert_string_equal(face_name(item->text.face), "DejaVuSans");
    add_text(t, page, "Bookman", PT(12), MM(30), MM(30), "setuju", 0);
    char *file = save(t);
    has(run(t, "pdftotext -raw %s - 2>&1", file), "☐☑✓\nsetuju\n");
    char *fonts = run(t, "pdffonts %s 2>&1", file);
    has(fonts, "+DejaVuSans");
    has(fonts, "CID TrueType      Identity-H       yes yes yes");
    has(fonts, "+URWBookman-Light-Identity-H");
    has(fonts, "CID Type 0C       Identity-H       yes yes yes");
}

static double right_edge(struct fixture *t, const char *file, const char *word) {
    char *boxes = run(t, "pdftotext -bbox %s -", file);
    char *line = strstr(boxes, arena_printf(t->arena, ">%s<", word));
    assert_non_null(line);
    while (line > boxes && *line != '\n')
        line--;
    return strtod(strstr(line, "xMax=\"") + 6, NULL);
}

static void what_is_measured_is_what_is_drawn(void **state) {
    static const char *const families[] = {"Sans", "Serif", "Bookman"};
    for (size_t f = 0; f < 3; f++) {
        struct fixture *t = *state;
        t->pages.n = 0;
        t->pages.items = NULL;
        struct page *page = add_page(t, MM(215), MM(330));
        // 3.337 pt more in each of 12 spaces is not a whole number of thousandths of 11.3 pt: it must not add up.
        struct item *item =
            add_text(t, page, families[f], 11300, MM(20), MM(20), "AVA To P. Wa Te a b c d e f g akhir", 3337);
        double right = (double)(item->x + item->width) / 1000;
        double drawn = right_edge(t, save(t), "akhir");
        if (drawn < right - 0.02 || drawn > right + 0.02)
            fail_msg("%s ends at %.3f, measured %.3f", families[f], drawn, right);
    }
}

// The same with letters 1.3 % wider or narrower; the extra space of a line is not scaled with them.
static void widened_letters_are_drawn_as_wide_as_measured(void **state) {
    static const int widths[] = {13, -13, 1};
    for (size_t i = 0; i < 3; i++) {
        struct fixture *t = *state;
        t->pages.n = 0;
        t->pages.items = NULL;
        struct page *page = add_page(t, MM(215), MM(330));
        struct item *item =
            add_text(t, page, "Sans", 11300, MM(20), MM(20), "AVA To P. Wa Te a b c d e f g akhir", 3337);
        mp letters = item->width - 12 * item->text.extra;
        item->text.widen = widths[i];
        item->width += letters * widths[i] / 1000;
        add_text(t, page, "Sans", 11300, MM(20), MM(30), "sesudah", 0);
        char *file = save(t);
        double right = (double)(item->x + item->width) / 1000, drawn = right_edge(t, file, "akhir");
        if (drawn < right - 0.02 || drawn > right + 0.02)
            fail_msg("%d ends at %.3f, measured %.3f", widths[i], drawn, right);
        const struct item *after = &page->items[1];
        assert_true(fabs(right_edge(t, file, "sesudah") - (double)(after->x + after->width) / 1000) < 0.02);
        has(run(t, "qpdf --qdf %s - | grep -a ' Tz'", file), "100 Tz");
    }
}

static void accents_stand_where_harfbuzz_puts_them(void **state) {
    struct fixture *t = *state;
    struct page *page = add_page(t, MM(215), MM(330));
    struct item *item = add_text(t, page, "Sans", PT(12), MM(20), MM(20), "q\u0323\u0301z", 0);
    assert_int_equal(item->text.n, 4);
    assert_true(item->text.glyphs[1].dy < 0);
    double right = (double)(item->x + item->width) / 1000;
    char *file = save(t);
    char *boxes = run(t, "pdftotext -bbox %s -", file);
    char *edge = strstr(boxes, "xMax=\"");
    assert_non_null(edge);
    assert_true(strtod(edge + 6, NULL) < right + 0.02 && strtod(edge + 6, NULL) > right - 0.02);
    has(run(t, "pdftotext -raw %s - 2>&1", file), "q\u0323\u0301z");
    has(run(t, "qpdf --qdf %s - | grep -a ' Ts'", file), "-2.4 Ts");
}

static void same_pages_same_bytes(void **state) {
    struct fixture *t = *state;
    add_text(t, add_page(t, MM(215), MM(330)), "Serif", PT(12), MM(20), MM(20), "sama ☐", 0);
    add_text(t, t->pages.items, "Bookman", PT(12), MM(20), MM(40), "sama", 0);
    t->pages.items->items[0].text.n = 4;
    t->pages.items->items[0].text.n_text = 4;
    struct buf first = write_pdf(t), second = write_pdf(t);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    // Another process's cache: a fresh set of fonts, asked in another order.
    struct fonts *old = t->fonts;
    t->fonts = fonts_load(t->arena, NASKAH_SOURCE_DIR "/fonts/fonts.xml", NULL, t->findings);
    fonts_face(t->fonts, "Bookman", true, false, t->findings);
    struct page *page = t->pages.items;
    page->n = 0;
    page->items = NULL;
    add_text(t, page, "Serif", PT(12), MM(20), MM(20), "sama", 0);
    add_text(t, page, "Bookman", PT(12), MM(20), MM(40), "sama", 0);
    struct buf third = write_pdf(t);
    page->n = 0;
    page->items = NULL;
    t->fonts = old;
    add_text(t, page, "Serif", PT(12), MM(20), MM(20), "sama", 0);
    add_text(t, page, "Bookman", PT(12), MM(20), MM(40), "sama", 0);
    fonts_trim(t->fonts, 0);
    page->n = 0;
    page->items = NULL;
    add_text(t, page, "Serif", PT(12), MM(20), MM(20), "sama", 0);
    add_text(t, page, "Bookman", PT(12), MM(20), MM(40), "sama", 0);
    struct buf fourth = write_pdf(t);
    assert_int_equal(third.n, fourth.n);
    assert_memory_equal(third.p, fourth.p, third.n);
}

static struct image *make_image(struct fixture *t, int kind, bool alpha, char mark) {
    struct image *image = ARENA_NEW(t->arena, struct image);
    image->width = 40;
    image->height = 20;
    image->kind = kind;
    image->n = 40 * 20 * (kind == IMAGE_RGB ? 3 : 1);
    unsigned char *pixels = arena_alloc(t->arena, image->n), *mask = arena_alloc(t->arena, 800);
    for (size_t i = 0; i < image->n; i++)
        pixels[i] = (unsigned char)(i * 7);
    for (size_t i = 0; i < 800; i++)
        mask[i] = i % 40 < 20 ? 255 : 64;
    image->pixels = pixels;
    image->alpha = alpha ? mask : NULL;
    memset(image->hash, mark, 64);
    return image;
}

static void pictures_are_embedded_once(void **state) {
    struct fixture *t = *state;
    const struct image *rgb = make_image(t, IMAGE_RGB, true, 'a'), *again = make_image(t, IMAGE_RGB, true, 'a');
    const struct image *pictures[] = {rgb, again, make_image(t, IMAGE_GREY, false, 'b'), rgb};
    for (size_t i = 0; i < 4; i++) {
        struct page *page = add_page(t, MM(215), MM(330));
        struct item *item = add_item(t, page, ITEM_IMAGE, MM(20), MM(30));
        item->width = MM(40);
        item->height = MM(20);
        item->image.image = pictures[i];
    }
    char *file = save(t);
    run(t, "qpdf --check %s 2>&1", file);
    char *list = run(t, "qpdf --qdf --object-streams=disable %s - | grep -a -c /Subtype./Image", file);
    assert_int_equal(atoi(list), 3);  // colour, its mask, grey
    list = run(t, "pdfimages -list %s | tail -n +3", file);
    has(list, "   1     0 image      40    20  rgb     3   8  image  no");
    has(list, "   1     1 smask      40    20  gray    1   8  image  no");
    has(list, "   3     4 image      40    20  gray    1   8  image  no");
}

static void drafts_links_and_outline(void **state) {
    struct fixture *t = *state;
    struct page *page = add_page(t, MM(215), MM(330));
    add_text(t, page, "Sans", PT(12), MM(20), MM(30), "«nomor»", 0)->text.hole = true;
    add_text(t, page, "Sans", PT(12), MM(20), MM(40), "tautan", 0)->text.underline = true;
    struct item *mark = add_text(t, page, "Sans", PT(100), MM(50), MM(240), "KONSEP", 0);
    mark->kind = ITEM_WATERMARK;
    struct item *link = add_item(t, page, ITEM_LINK, MM(20), MM(36));
    link->role = ROLE_LINK;
    link->width = MM(20);
    link->height = MM(5);
    link->link.uri = "https://contoh.go.id/a(1)?q=é b";
    add_page(t, MM(215), MM(330));
    link = add_item(t, page, ITEM_LINK, MM(20), MM(46));
    link->role = ROLE_LINK;
    link->width = link->height = MM(5);
    link->link.page = 2;
    static struct outline outline[] = {{1, 1, 0, "BAB I"},
                                       {2, 1, 100000, "A. Dasar – hukum"},
                                       {3, 2, 0, "1."},
                                       {1, 2, 0, "BAB II"},
                                       {3, 2, 0, "lompat"}};
    t->pages.outline = outline;
    t->pages.n_outline = 5;
    char *file = save(t);
    has(run(t, "qpdf --check %s 2>&1", file), "No syntax or stream encoding errors");
    char *plain = run(t, "qpdf --qdf --object-streams=disable %s - | strings", file);
    has(plain, "(https://contoh.go.id/a\\(1\\)?q=%C3%A9%20b)");
    has(plain, "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC");
    has(run(t, "pdftotext -raw %s - 2>&1", file), "KONSEP\n«nomor»\ntautan\n");
    char *tree = run(t, "qpdf --json --json-key=outlines %s", file);
    // qpdf tells the children of an entry before its title.
    static const char *const order[] = {"\"1.\"", "A. Dasar – hukum", "\"BAB I\"", "\"lompat\"", "\"BAB II\""};
    for (size_t i = 0; i < 5; i++) {
        has(tree, order[i]);
        tree = strstr(tree, order[i]);
    }
}

static void numbers_are_exact(void **state) {
    struct fixture *t = *state;
    struct page *page = add_page(t, 595276, 841890);
    struct item *item = add_item(t, page, ITEM_RECT, -1, 841890 - 1234);
    item->width = 100000;
    item->height = 1234;
    item->rect.grey = 0;
    item = add_item(t, page, ITEM_RECT, 10, 0);
    item->width = 1;
    item->height = 30;
    item->rect.grey = 255;
    char *content = run(t, "qpdf --qdf %s - | strings -n 1", save(t));
    has(content, "\n-0.001 0 100 1.234 re f\n");
    has(content, "\n1 g\n0.01 841.86 0.001 0.03 re f\n");
}

static void fake_faces_cannot_be_embedded(void **state) {
    struct fixture *t = *state;
    t->fonts = fonts_fake(t->arena);
    add_text(t, add_page(t, MM(215), MM(330)), "Sans", PT(12), 0, MM(20), "a", 0);
    struct buf out = buf_new(t->arena);
    assert_false(pdf_write(t->fonts, &t->pages, NULL, &out, t->findings));
    assert_int_equal(out.n, 0);
    assert_int_equal(t->findings->n, 1);
    assert_string_equal(t->findings->items[0].rule, "pdf.failed");
}

static void many_pages_and_objects(void **state) {
    struct fixture *t = *state;
    for (int i = 0; i < 700; i++)
        add_text(t, add_page(t, MM(215), MM(330)), "Sans", PT(12), MM(20), MM(20),
                 arena_printf(t->arena, "halaman-%d", i), 0);
    char *file = save(t);
    has(run(t, "qpdf --check %s 2>&1", file), "No syntax or stream encoding errors");
    has(run(t, "pdftotext -raw -f 700 -l 700 %s -", file), "halaman-699\n");
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(file_is_sound),
        T(no_date_without_a_document_date),
        T(text_comes_out_as_it_went_in),
        T(fallback_characters_are_embedded),
        T(what_is_measured_is_what_is_drawn),
        T(widened_letters_are_drawn_as_wide_as_measured),
        T(accents_stand_where_harfbuzz_puts_them),
        T(same_pages_same_bytes),
        T(pictures_are_embedded_once),
        T(drafts_links_and_outline),
        T(numbers_are_exact),
        T(fake_faces_cannot_be_embedded),
        T(many_pages_and_objects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
