#include "layout/boxes.h"

#include <stdio.h>
#include <time.h>

#include "base/buf.h"

static struct fonts *fonts;
static struct findings *told;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(0);
    fonts = fonts_fake(arena);
    told = findings_new(arena, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct pages *set(struct section *first)
{
    return layout_document(arena, fonts, NULL, document(first), told);
}

// The n-th text item of a page, from 0; NULL when there are fewer.
static const struct item *text_at(const struct pages *pages, size_t page, size_t n)
{
    for (size_t i = 0; i < pages->items[page].n; i++)
        if (pages->items[page].items[i].kind == ITEM_TEXT && n-- == 0)
            return &pages->items[page].items[i];
    return NULL;
}

static const struct item *text_with(const struct pages *pages, size_t page, const char *text)
{
    const struct item *item;
    for (size_t n = 0; (item = text_at(pages, page, n)); n++)
        if (strstr(item->text.text, text))
            return item;
    return NULL;
}

// Characters of the fake face are 5 pt wide, spaces 2.5 pt; ascent 8 pt, descent 2 pt, so in lines of 12 pt the
// baseline lies 9 pt below the line's top.
static void one_word_stands_at_the_margin(void **state)
{
    (void)state;
    const struct pages *pages = set(section(para("kata", ALIGN_LEFT), PT(100), PT(100)));
    assert_int_equal(pages->n, 1);
    const struct item *item = text_at(pages, 0, 0);
    assert_int_equal(item->x, PT(10));
    assert_int_equal(item->y, PT(19));
    assert_int_equal(item->width, PT(20));
    assert_string_equal(item->text.text, "kata");
    assert_null(text_at(pages, 0, 1));
}

static void justified_lines_end_at_the_measure(void **state)
{
    (void)state;
    struct box *box = para("aa aaa aa aaa aaaa aa aaa aa aaaa aa aaa aaaa aa aa aaa aaa aa aaa", ALIGN_JUSTIFY);
    const struct pages *pages = set(section(box, PT(99), PT(200)));
    const struct item *item;
    size_t n = 0;
    for (; (item = text_at(pages, 0, n)); n++) {
        mp right = item->x + item->width - PT(10);
        assert_true(right <= PT(99));
        if (text_at(pages, 0, n + 1))
            assert_true(PT(99) - right < 10);  // at most one millipoint a space
    }
    assert_true(n > 2);
    assert_int_equal(told->n, 0);
}


// ---- words ----

static size_t count_texts(const struct pages *pages, size_t page)
{
    size_t n = 0;
    while (text_at(pages, page, n))
        n++;
    return n;
}

static void set_narrow(const char *text, mp width, const char *const *expected, size_t n)
{
    const struct pages *pages = set(section(para(text, ALIGN_LEFT), width, PT(400)));
    for (size_t i = 0; i < n; i++) {
        assert_non_null(text_at(pages, 0, i));
        assert_string_equal(text_at(pages, 0, i)->text.text, expected[i]);
    }
    assert_int_equal(count_texts(pages, 0), n);
}

static void lines_break_after_hyphens_and_slashes_between_letters(void **state)
{
    (void)state;
    static const char *const hyphen[] = {"undang-", "undang"}, *const slash[] = {"dan/", "atau"};
    static const char *const kept[] = {"pasal", "ke-3"}, *const nobreak[] = {"ab", "cd\u2011ef"};
    set_narrow("undang-undang", PT(40), hyphen, 2);
    set_narrow("dan/atau", PT(25), slash, 2);
    set_narrow("pasal ke-3", PT(35), kept, 2);
    set_narrow("ab cd\u2011ef", PT(30), nobreak, 2);
    assert_int_equal(told->n, 0);
}

static void a_centred_title_does_not_end_in_one_short_word(void **state)
{
    (void)state;
    static const char *const parts[] = {"aaaa aaaa bbbbb", "cccc ya"};
    const struct pages *pages = set(section(para("aaaa aaaa bbbbb cccc ya", ALIGN_CENTER), PT(100), PT(99)));
    for (size_t i = 0; i < 2; i++)
        assert_string_equal(text_at(pages, 0, i)->text.text, parts[i]);
}

static void a_no_break_space_keeps_its_words_together(void **state)
{
    (void)state;
    static const char *const kept[] = {"sejumlah", "Rp\u00A0500"};
    set_narrow("sejumlah Rp\u00A0500", PT(60), kept, 2);
}

static void a_dash_between_spaces_does_not_begin_a_line(void **state)
{
    (void)state;
    static const char *const kept[] = {"aaaa", "bbbb \u2013", "cccc"};
    set_narrow("aaaa bbbb \u2013 cccc", PT(44), kept, 3);
}

static void an_address_breaks_at_its_signs(void **state)
{
    (void)state;
    static const char *const parts[] = {"https://contoh.", "go.id/inovasi/", "daftar"};
    set_narrow("https://contoh.go.id/inovasi/daftar", PT(75), parts, 3);
    assert_int_equal(told->n, 0);
}

static void a_number_wider_than_its_column_breaks_at_its_signs(void **state)
{
    (void)state;
    static const char *const parts[] = {"400.10.11/41/", "BAPPEDALITBANG/", "2025"};
    set_narrow("400.10.11/41/BAPPEDALITBANG/2025", PT(84), parts, 3);
    assert_int_equal(told->n, 0);
}

static void a_word_wider_than_its_column_is_broken_and_told(void **state)
{
    (void)state;
    const struct pages *pages = set(section(para("BAPPEDALITBANG", ALIGN_LEFT), PT(42), PT(400)));
    size_t letters = 0;
    for (size_t i = 0; i < count_texts(pages, 0); i++) {
        assert_true(text_at(pages, 0, i)->width <= PT(42));
        letters += text_at(pages, 0, i)->text.n;
    }
    assert_int_equal(letters, 14);
    assert_int_equal(found(told, "layout.broken"), 1);
    assert_int_equal(found(told, "layout.overfull"), 0);
}

static void what_cannot_be_broken_is_told(void **state)
{
    (void)state;
    set(section(para("ab", ALIGN_LEFT), PT(4), PT(400)));
    assert_true(found(told, "layout.overfull") > 0);
}

static void a_line_that_would_gape_is_left_ragged(void **state)
{
    (void)state;
    const struct pages *pages = set(section(para("aaaaaaaa bbbbbbb cccccccccccccc", ALIGN_JUSTIFY), PT(110), PT(99)));
    assert_int_equal(text_at(pages, 0, 0)->text.extra, 0);
    assert_int_equal(found(told, "layout.loose"), 1);
}

// Words of one kind after each other, so that every line could end in a hyphen.
static void two_hyphens_at_most_stand_in_a_row(void **state)
{
    (void)state;
    const struct hyphenation *h = hyphenation_load(arena, HYPHENATION_FILE, told);
    const char *text = "pelaksanaan pembentukan pemerintahan masyarakat penyelenggaraan kesejahteraan pengembangan "
                       "perlengkapan menyelenggarakan pertanggungjawaban pemberdayaan perencanaan pembangunan "
                       "pelaksanaan pembentukan pemerintahan masyarakat penyelenggaraan kesejahteraan pengembangan";
    int hyphens = 0;
    for (mp width = PT(70); width < PT(200); width += PT(3)) {
        struct box *box = para(text, ALIGN_JUSTIFY);
        box->shape.hyphenate = true;
        struct pages *pages = layout_document(arena, fonts, h, document(section(box, width, PT(900))), told);
        int run = 0;
        for (size_t i = 0; i < count_texts(pages, 0); i++) {
            run = strstr(text_at(pages, 0, i)->text.text, "\u00AD") ? run + 1 : 0;
            hyphens += run > 0;
            assert_true(run <= 2);
        }
    }
    assert_true(hyphens > 20);
}

static void no_word_is_divided_over_two_pages(void **state)
{
    (void)state;
    const struct hyphenation *h = hyphenation_load(arena, HYPHENATION_FILE, told);
    const char *text = "aa pembentukan aa pembentukan aa pembentukan aa pembentukan aa pembentukan aa pembentukan";
    struct box *box = para(text, ALIGN_JUSTIFY);
    box->shape.hyphenate = true;
    for (mp height = PT(24); height < PT(120); height += PT(12)) {
        struct pages *pages = layout_document(arena, fonts, h, document(section(box, PT(60), height)), told);
        for (size_t k = 0; k + 1 < pages->n && height > PT(40); k++)
            assert_null(strstr(text_at(pages, k, count_texts(pages, k) - 1)->text.text, "\u00AD"));
    }
}

static void letters_give_way_before_spaces_do(void **state)
{
    (void)state;
    // 25 characters of 5 pt and 4 spaces of 2.5: 135 pt.
    const char *text = "aaaaa bbbbb ccccc ddddd eeeee fffff";
    struct { mp width; int widen; mp extra; } rows[] = {
        {PT(135), 0, 0}, {PT(136), 7, 13}, {PT(137), 14, 27}, {PT(139), 15, 493}, {PT(134), -7, -14},
        {PT(132), -15, -244}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct box *box = para(text, ALIGN_JUSTIFY);
        box->shape.widen = 15;
        const struct pages *pages = set(section(box, rows[i].width, PT(99)));
        const struct item *line = text_at(pages, 0, 0);
        assert_string_equal(line->text.text, "aaaaa bbbbb ccccc ddddd eeeee");
        assert_int_equal(line->text.widen, rows[i].widen);
        assert_int_equal(line->text.extra, rows[i].extra);
        assert_true(line->width <= rows[i].width && line->width > rows[i].width - 4);
        assert_int_equal(text_at(pages, 0, 1)->text.widen, 0);  // the last line stands as it is
    }
}

static void a_missing_character_is_told_once_and_spelt_out(void **state)
{
    (void)state;
    const struct pages *pages = set(section(para("a\U0001F600b \U0001F600", ALIGN_LEFT), PT(200), PT(99)));
    assert_int_equal(found(told, "font.missing"), 1);
    assert_string_equal(told->items[0].args[0].value, "U+1F600");
    assert_non_null(text_with(pages, 0, "aU+1F600b"));
    assert_true(text_with(pages, 0, "aU+1F600b")->text.hole);
}

static void types_inside_a_word_do_not_divide_it(void **state)
{
    (void)state;
    struct box *box = para("xx aaa", ALIGN_LEFT);
    struct run runs[] = {*runs_of("xx aaa", &body), *runs_of("bbb", &bold)};
    box->para.runs = runs;
    box->para.n = 2;
    const struct pages *pages = set(section(box, PT(35), PT(99)));
    assert_string_equal(text_at(pages, 0, 1)->text.text, "aaa");
    assert_string_equal(text_at(pages, 0, 2)->text.text, "bbb");
    assert_int_equal(text_at(pages, 0, 1)->y, text_at(pages, 0, 2)->y);
    assert_int_equal(text_at(pages, 0, 2)->x, PT(25));
}

static void a_gap_is_as_wide_as_asked(void **state)
{
    (void)state;
    struct box *box = para("Nomor", ALIGN_LEFT);
    struct run runs[] = {*runs_of("Nomor ", &body), {.kind = RUN_GAP, .width = PT(33), .type = &body},
                         *runs_of("x", &body)};
    box->para.runs = runs;
    box->para.n = 3;
    const struct pages *pages = set(section(box, PT(200), PT(99)));
    assert_int_equal(text_with(pages, 0, "x")->x, PT(10 + 27.5 + 33));
    assert_int_equal(text_with(pages, 0, "\u2026")->text.n, 6);
}

static void a_wide_label_is_told(void **state)
{
    (void)state;
    struct box *box = labelled(para("teks", ALIGN_LEFT), 0, PT(20), "Menimbang");
    box->shape.left = PT(60);
    set(section(box, PT(200), PT(99)));
    assert_int_equal(found(told, "layout.label"), 1);
}

static void a_label_that_reaches_the_next_or_the_text_is_told(void **state)
{
    (void)state;
    struct box *reaches = labelled(labelled(para("teks", ALIGN_LEFT), 0, 0, "Menimbang"), PT(40), 0, ":");
    reaches->shape.left = PT(60);
    set(section(reaches, PT(200), PT(99)));
    assert_int_equal(found(told, "layout.label"), 1);
    struct box *over = labelled(para("teks", ALIGN_LEFT), 0, 0, "Menimbang");
    over->shape.left = PT(44);
    set(section(over, PT(200), PT(99)));
    assert_int_equal(found(told, "layout.label"), 2);
}

static void labels_that_fit_are_not_told(void **state)
{
    (void)state;
    struct box *box = labelled(labelled(para("teks", ALIGN_LEFT), 0, 0, "Menimbang"), PT(45), 0, ":");
    box->shape.left = PT(50);
    struct box *alone = labelled(para("", ALIGN_LEFT), 0, 0, "Menimbang");
    struct box *gutter = labelled(para("teks", ALIGN_LEFT), -PT(20), PT(20), "a.n.");
    set(section(boxes(box, alone, gutter, NULL), PT(200), PT(99)));
    assert_int_equal(told->n, 0);
}

static void lines_beyond_the_most_are_told(void **state)
{
    (void)state;
    struct box *box = para("aaaa bbbb cccc", ALIGN_LEFT);
    box->shape.most_lines = 3;
    set(section(box, PT(25), PT(99)));
    assert_int_equal(told->n, 0);
    box->shape.most_lines = 2;
    set(section(box, PT(25), PT(99)));
    assert_int_equal(found(told, "layout.lines"), 1);
    assert_string_equal(told->items[0].args[1].value, "3");
}

static void a_signers_place_taller_than_a_page_is_told(void **state)
{
    (void)state;
    struct sign sign = {.id = "s", .person = "Budi", .office = "Bupati Karo", .mode = "basah"};
    struct box *box = stack(lines(20));
    box->stack.sign = &sign;
    box->id = "penetap-1";
    set(section(box, PT(100), PT(99)));
    assert_int_equal(found(told, "layout.tall-sign"), 1);
    assert_int_equal(found(told, "layout.tall"), 0);
    assert_string_equal(told->items[0].args[0].value, "Bupati Karo");
}

static void runs_are_as_wide_as_they_are_set(void **state)
{
    (void)state;
    struct run runs[] = {*runs_of("KEDUA PULUH ", &body), {.kind = RUN_GAP, .width = PT(33), .type = &body},
                         *runs_of("x\u00A0y", &bold)};
    assert_int_equal(layout_width(arena, fonts, runs, 3), PT(50 + 2.5 + 2.5 + 33 + 12.5));
    assert_int_equal(layout_width(arena, fonts, runs, 0), 0);
}

// ---- blocks and pages ----

static void the_larger_of_two_spaces_counts(void **state)
{
    (void)state;
    struct box *a = lines(1), *b = lines(1);
    a->shape.after = PT(7);
    b->shape.before = PT(4);
    const struct pages *pages = set(section(boxes(a, b, NULL), PT(100), PT(100)));
    assert_int_equal(text_at(pages, 0, 1)->y - text_at(pages, 0, 0)->y, PT(19));
}

static const struct item *first_of(const struct pages *pages, size_t page)
{
    return page < pages->n ? text_at(pages, page, 0) : NULL;
}

static void two_lines_at_least_stand_on_each_side_of_a_break(void **state)
{
    (void)state;
    const struct pages *pages = set(section(lines(6), PT(100), PT(60)));  // five lines a page
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_of(pages, 1)->text.text, "baris 5");
    pages = set(section(boxes(lines(4), lines(4), NULL), PT(100), PT(60)));  // its first line would find room
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_of(pages, 1)->text.text, "baris 1");
}

static void a_heading_goes_with_two_lines_of_what_follows(void **state)
{
    (void)state;
    struct box *head = para("JUDUL", ALIGN_LEFT), *after = lines(8);
    head->shape.keep_next = true;
    after->shape.orphans = 1;
    const struct pages *pages = set(section(boxes(lines(3), head, after, NULL), PT(100), PT(60)));
    assert_string_equal(first_of(pages, 1)->text.text, "JUDUL");
}

static struct box *sign_box(mp height)
{
    struct box *box = stack(boxes(para("BUPATI", ALIGN_LEFT), space(height, 0), para("NAMA", ALIGN_LEFT), NULL));
    box->stack.sign = ARENA_NEW(arena, struct sign);
    box->stack.sign->id = "penetap";
    return box;
}

static void a_signature_takes_two_rows_with_it(void **state)
{
    (void)state;
    struct box *box = box_new(BOX_TABLE, ROLE_TABLE);
    struct column column = {0, 1};
    struct cell cells[5];
    struct row rows[5];
    struct table t = {.columns = &column, .n_columns = 1, .rows = rows, .n_rows = 5};
    for (int i = 0; i < 5; i++) {
        cells[i] = (struct cell){.colspan = 1, .rowspan = 1,
                                 .first = para(arena_printf(arena, "baris %d", i + 1), ALIGN_LEFT)};
        rows[i] = (struct row){.cells = &cells[i], .n = 1};
    }
    box->table = &t;
    const struct pages *pages = set(section(boxes(box, sign_box(PT(5)), NULL), PT(100), PT(60)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_of(pages, 1)->text.text, "baris 4");
}

// Two signatures beside each other in a table without lines count as one place, with what stands before them.
static void signatures_side_by_side_stay_together(void **state)
{
    (void)state;
    struct box *box = box_new(BOX_TABLE, ROLE_TABLE), *date = para("Kabanjahe", ALIGN_LEFT);
    struct column columns[] = {{0, 1}, {0, 1}};
    struct cell cells[] = {{0, 1, 1, VALIGN_TOP, false, para("Mengetahui,", ALIGN_LEFT), NULL},
                           {0, 1, 1, VALIGN_TOP, false, sign_box(PT(5)), NULL},
                           {1, 1, 1, VALIGN_TOP, false, sign_box(PT(5)), NULL}};
    struct row rows[] = {{.cells = cells, .n = 1}, {.cells = cells + 1, .n = 2}};
    struct table t = {.columns = columns, .n_columns = 2, .rows = rows, .n_rows = 2};
    box->table = &t;
    date->shape.keep_next = true;
    const struct pages *pages = set(section(boxes(lines(5), date, box, NULL), PT(100), PT(75)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_of(pages, 1)->text.text, "Kabanjahe");
    size_t signs = 0;
    for (size_t i = 0; i < pages->items[1].n; i++)
        signs += pages->items[1].items[i].kind == ITEM_SIGN;
    assert_int_equal(signs, 2);
}

static void numbers_continue_or_begin_again(void **state)
{
    (void)state;
    struct section *a = section(lines(12), PT(100), PT(100)), *b = section(lines(1), PT(300), PT(50));
    struct section *c = section(lines(1), PT(100), PT(100));
    a->next = b;
    b->next = c;
    c->restart_pages = true;
    const struct pages *pages = set(a);
    assert_int_equal(pages->n, 4);
    assert_int_equal(pages->items[2].number, 3);
    assert_int_equal(pages->items[3].number, 1);
    assert_int_equal(pages->items[2].width, PT(320));   // laid across
    assert_int_equal(pages->items[2].height, PT(70));
}

static void squeezing_draws_a_stranded_signature_back(void **state)
{
    (void)state;
    struct box *a = lines(4), *b = lines(4), *end = sign_box(PT(12));
    b->shape.before = PT(12);
    b->shape.before_floor = PT(3);
    end->shape.before = PT(12);
    end->shape.before_floor = PT(6);
    struct section *s = section(boxes(a, b, end, NULL), PT(100), PT(145));  // natural 156, floors 141
    assert_int_equal(set(s)->n, 2);
    s->squeeze = true;
    const struct pages *pages = set(s);
    assert_int_equal(pages->n, 1);
    const struct item *name = text_with(pages, 0, "NAMA");
    assert_int_equal(name->y, PT(10 + 145 - 3));  // the foot is reached exactly
}

// What stands with a signature may want company of its own and leave the page before it short: squeezing prevents that.
static void squeezing_draws_back_what_leaves_a_page_short(void **state)
{
    (void)state;
    struct box *a = lines(5), *group = lines(4), *last = lines(2), *end = sign_box(PT(12));
    group->shape.keep_lines = group->shape.keep_next = true;
    group->shape.before = last->shape.before = end->shape.before = PT(8);
    group->shape.before_floor = last->shape.before_floor = end->shape.before_floor = PT(3);
    struct section *s = section(boxes(a, group, last, end, NULL), PT(100), PT(179));  // natural 192, floors 177
    assert_string_equal(text_at(set(s), 1, 0)->text.text, "baris 1");
    assert_int_equal(found(told, "layout.short"), 1);
    s->squeeze = true;
    assert_int_equal(set(s)->n, 1);
    s->paper.height -= PT(20);  // more than spaces and lines can give: natural again
    assert_int_equal(set(s)->n, 2);
}

// What the spaces cannot give, the lines give: a twentieth of their height, and no more.
static void lines_come_closer_when_the_spaces_have_given_all(void **state)
{
    (void)state;
    struct box *a = lines(10), *end = sign_box(PT(12));
    end->shape.before = PT(12);
    end->shape.before_floor = PT(3);
    struct section *s = section(boxes(a, end, NULL), PT(100), PT(165));  // natural 168, spaces give 9
    s->squeeze = true;
    assert_int_equal(set(s)->n, 1);
    s->paper.height -= PT(10);                                           // 13 to be given: 9 and 4 of 6
    const struct pages *pages = set(s);
    assert_int_equal(pages->n, 1);
    assert_int_equal(text_with(pages, 0, "NAMA")->y, PT(10 + 155 - 3));
    assert_int_equal(text_at(pages, 0, 9)->y - text_at(pages, 0, 0)->y, PT(9 * 12 - 4 * 0.9));
    s->paper.height -= PT(3);
    assert_int_equal(set(s)->n, 2);
}

static void a_short_paragraph_goes_with_the_signature_as_a_whole(void **state)
{
    (void)state;
    const struct pages *pages = set(section(boxes(lines(4), lines(4), sign_box(PT(12)), NULL), PT(100), PT(110)));
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_of(pages, 1)->text.text, "baris 1");
    pages = set(section(boxes(lines(2), lines(6), sign_box(PT(12)), NULL), PT(100), PT(110)));
    assert_string_equal(first_of(pages, 1)->text.text, "baris 5");
}

static void a_page_far_from_full_is_noted(void **state)
{
    (void)state;
    struct box *whole = lines(5);
    whole->shape.keep_lines = true;
    set(section(boxes(lines(5), whole, NULL), PT(100), PT(100)));
    assert_int_equal(found(told, "layout.short"), 1);
    assert_string_equal(told->items[told->n - 1].args[1].value, "40");
    set(section(boxes(lines(5), box_new(BOX_BREAK, ROLE_ARTIFACT), lines(1), NULL), PT(100), PT(100)));
    assert_int_equal(found(told, "layout.short"), 1);
}

static void a_section_climbs_down_the_ladder_until_it_fits(void **state)
{
    (void)state;
    struct section *s = section(lines(9), PT(100), PT(100));  // 12 pt apart: 10 pt, single
    s->fit_pages = 1;
    s->rungs[0] = (struct rung){950, 1000, 0};
    s->rungs[1] = (struct rung){800, 1000, PT(1)};
    s->n_rungs = 2;
    const struct pages *pages = set(s);
    assert_int_equal(pages->n, 1);
    assert_int_equal(text_at(pages, 0, 0)->text.size, PT(9));
    assert_int_equal(text_at(pages, 0, 1)->y - text_at(pages, 0, 0)->y, PT(10.8));  // 9 pt, still single
    assert_int_equal(told->n, 0);
    s->n_rungs = 1;
    assert_int_equal(set(s)->n, 2);
    assert_int_equal(found(told, "layout.fit"), 1);
}

// Each rung begins from the section as it is written; when none fits, it is set as it is written.
static void a_ladder_stops_at_the_first_rung_that_fits(void **state)
{
    (void)state;
    struct box *a = lines(4), *b = lines(4);
    b->shape.before = PT(20);
    struct section *s = section(boxes(a, b, NULL), PT(100), PT(107));  // natural 116
    s->fit_pages = 1;
    s->rungs[0] = (struct rung){1000, 800, 0};
    s->rungs[1] = (struct rung){1000, 500, 0};
    s->rungs[2] = (struct rung){1000, 0, PT(1)};
    s->n_rungs = 3;
    const struct pages *pages = set(s);
    assert_int_equal(pages->n, 1);
    assert_int_equal(text_at(pages, 0, 0)->text.size, PT(10));
    assert_int_equal(text_at(pages, 0, 4)->y - text_at(pages, 0, 3)->y, PT(12 + 10));
    s->n_rungs = 1;
    pages = set(s);
    assert_int_equal(pages->n, 2);
    assert_int_equal(found(told, "layout.fit"), 1);
    s->rungs[0] = (struct rung){1000, 1000, PT(1)};
    s->paper.height -= PT(30);
    assert_int_equal(text_at(set(s), 0, 0)->text.size, PT(10));
}

// Squeezing may not tear apart what stands together, even when it saves a page.
static void squeezing_violates_no_keep(void **state)
{
    (void)state;
    struct box *a = lines(5), *b = lines(3), *end = sign_box(PT(12));
    b->shape.keep_next = true;
    end->shape.before = PT(12);
    end->shape.before_floor = PT(11);
    struct section *s = section(boxes(a, b, end, NULL), PT(100), PT(100));
    s->squeeze = true;
    const struct pages *pages = set(s);
    assert_int_equal(pages->n, 2);
    assert_string_equal(first_of(pages, 1)->text.text, "baris 1");
}

static void open_lines_are_tightened_down_to_single_ones(void **state)
{
    (void)state;
    struct box *open = lines(6);
    open->shape.leading = PT(18);
    struct section *s = section(open, PT(100), PT(100));
    s->fit_pages = 1;
    s->rungs[0] = (struct rung){767, 1000, 0};
    s->n_rungs = 1;
    const struct pages *pages = set(s);
    assert_int_equal(pages->n, 1);
    assert_int_equal(text_at(pages, 0, 1)->y - text_at(pages, 0, 0)->y, PT(18) * 767 / 1000);
}

static void a_page_break_is_obeyed_and_space_vanishes_after_it(void **state)
{
    (void)state;
    const struct pages *pages = set(section(boxes(lines(1), box_new(BOX_BREAK, ROLE_ARTIFACT), space(PT(30), 0),
                                                  lines(1), NULL), PT(100), PT(100)));
    assert_int_equal(pages->n, 2);
    assert_int_equal(first_of(pages, 1)->y, PT(19));
}

static void blocks_tell_what_contains_what(void **state)
{
    (void)state;
    struct box *list = stack(boxes(lines(1), lines(1), NULL));
    list->role = ROLE_LIST;
    const struct pages *pages = set(section(list, PT(100), PT(100)));
    const struct item *a = text_at(pages, 0, 0), *b = text_at(pages, 0, 1);
    assert_int_not_equal(a->block, b->block);
    assert_int_equal(a->parent, b->parent);
    assert_int_equal(pages->blocks[a->block].parent, a->parent);
    assert_int_equal(pages->blocks[a->parent].role, ROLE_LIST);
    assert_int_equal(pages->blocks[a->parent].parent, 0);
}

static void an_empty_document_has_an_empty_page(void **state)
{
    (void)state;
    const struct pages *pages = set(section(NULL, PT(100), PT(100)));
    assert_int_equal(pages->n, 1);
    assert_int_equal(pages->items[0].n, 0);
}

// ---- cost ----

static double seconds(clock_t from)
{
    return (double)(clock() - from) / CLOCKS_PER_SEC;
}

static void a_long_paragraph_is_set_in_linear_time(void **state)
{
    (void)state;
    struct buf b = buf_new(arena);
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "%.*s ", 3 + i * 7 % 9, "katakatakatakata");
    clock_t from = clock();
    const struct pages *pages = set(section(para(buf_text(&b), ALIGN_JUSTIFY), PT(450), PT(800)));
    assert_true(pages->n > 20);
    assert_true(seconds(from) < 4);  // under one second without sanitizers
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_word_stands_at_the_margin),
        TEST(justified_lines_end_at_the_measure),
        TEST(lines_break_after_hyphens_and_slashes_between_letters),
        TEST(a_centred_title_does_not_end_in_one_short_word),
        TEST(a_no_break_space_keeps_its_words_together),
        TEST(a_dash_between_spaces_does_not_begin_a_line),
        TEST(an_address_breaks_at_its_signs),
        TEST(a_number_wider_than_its_column_breaks_at_its_signs), TEST(a_word_wider_than_its_column_is_broken_and_told),
        TEST(what_cannot_be_broken_is_told),
        TEST(a_line_that_would_gape_is_left_ragged),
        TEST(two_hyphens_at_most_stand_in_a_row),
        TEST(no_word_is_divided_over_two_pages),
        TEST(letters_give_way_before_spaces_do),
        TEST(a_missing_character_is_told_once_and_spelt_out),
        TEST(types_inside_a_word_do_not_divide_it),
        TEST(a_gap_is_as_wide_as_asked),
        TEST(a_wide_label_is_told), TEST(a_label_that_reaches_the_next_or_the_text_is_told),
        TEST(labels_that_fit_are_not_told), TEST(runs_are_as_wide_as_they_are_set),
        TEST(lines_beyond_the_most_are_told), TEST(a_signers_place_taller_than_a_page_is_told),
        TEST(the_larger_of_two_spaces_counts),
        TEST(two_lines_at_least_stand_on_each_side_of_a_break),
        TEST(a_heading_goes_with_two_lines_of_what_follows),
        TEST(a_signature_takes_two_rows_with_it),
        TEST(signatures_side_by_side_stay_together),
        TEST(numbers_continue_or_begin_again),
        TEST(squeezing_draws_a_stranded_signature_back),
        TEST(squeezing_draws_back_what_leaves_a_page_short),
        TEST(lines_come_closer_when_the_spaces_have_given_all),
        TEST(a_short_paragraph_goes_with_the_signature_as_a_whole),
        TEST(a_page_far_from_full_is_noted),
        TEST(a_section_climbs_down_the_ladder_until_it_fits),
        TEST(a_ladder_stops_at_the_first_rung_that_fits),
        TEST(squeezing_violates_no_keep),
        TEST(open_lines_are_tightened_down_to_single_ones),
        TEST(a_page_break_is_obeyed_and_space_vanishes_after_it),
        TEST(blocks_tell_what_contains_what),
        TEST(an_empty_document_has_an_empty_page),
        TEST(a_long_paragraph_is_set_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
