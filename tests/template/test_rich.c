#include "template/binding.h"

#define COUNTERS "<counters name='c' levels='a. 1. a) (1)' step='8mm' step-wide='10mm' bullets='• –'/>"
#define RICH(attributes, inside)                                                                                       \
    TEMPLATE(COUNTERS "<section page='p'><rich select='tentang' " attributes ">" inside "</rich></section>")

static const char *set(const char *text, const char *rich) {
    struct document *d = bound(text, arena_printf(arena, "<naskah>%s</naskah>", rich));
    assert_string_equal(told(), "");
    return shown(d);
}

static void paragraphs(void **state) {
    (void)state;
    assert_string_equal(set(RICH("", ""), "<tentang>\n<p>satu <b>tebal</b></p>\n<p>dua<br/>tiga</p></tentang>"),
                        "para: satu b{tebal}\npara: dua|tiga\n");
    assert_string_equal(set(RICH("", ""), "<tentang> lepas <p>dalam</p> lagi</tentang>"),
                        "para: lepas\npara: dalam\npara: lagi\n");
    assert_string_equal(set(RICH("", ""), "<tentang>H<sub>2</sub>O <a href='u:x'>x</a></tentang>"),
                        "para: H_{2}O x<u:x>\n");
    assert_string_equal(set(RICH("left='10mm'", ""), "<tentang>a</tentang>"), "para left=28.3: a\n");
}

static void no_break_spaces_at_the_edges_are_nothing(void **state) {
    (void)state;
    assert_string_equal(set(RICH("", ""), "<tentang><p>\u00A0</p><p>\u00A0 a\u00A0b\u00A0</p><p>c\u00A0<br/>\u00A0d</p>"
                                          "<p> \u00A0<b>\u00A0</b></p></tentang>"),
                        "para: a~b\npara: c|d\n");
}

static void images_have_captions(void **state) {
    (void)state;
    struct document *d = bound(RICH("", ""), "<naskah><tentang><p>a<img berkas='x.png' keterangan='Ruang rapat'/></p>"
                                             "</tentang></naskah>");
    const struct box *image = d->first->first->next;
    assert_int_equal(image->kind, BOX_IMAGE);
    assert_true(image->shape.keep_next);
    assert_int_equal(image->next->role, ROLE_CAPTION);
    assert_string_equal(image->next->para.runs[0].text, "Ruang rapat");
}

static void lists_are_numbered_anew_and_nest(void **state) {
    (void)state;
    assert_string_equal(set(RICH("counters='c'", ""), "<tentang>tugas:<ol><li>satu<ol><li>x</li><li>y<ol><li>z</li></"
                                                      "ol></li></ol></li><li>dua</li></ol></tentang>"),
                        "para: tugas:\n"
                        "stack\n"
                        "  stack\n"
                        "    para left=22.7 (0.0 a.): satu\n"
                        "    stack\n"
                        "      stack\n"
                        "        para left=45.4 (22.7 1.): x\n"
                        "      stack\n"
                        "        para left=45.4 (22.7 2.): y\n"
                        "        stack\n"
                        "          stack\n"
                        "            para left=68.0 (45.4 a)): z\n"
                        "  stack\n"
                        "    para left=22.7 (0.0 b.): dua\n");
}

static void an_item_may_hold_several_paragraphs(void **state) {
    (void)state;
    assert_string_equal(
        set(RICH("counters='c'", ""), "<tentang><ol><li><p>satu</p><p>lanjut</p></li><li/></ol></tentang>"),
        "stack\n  stack\n    para left=22.7 (0.0 a.): satu\n    para left=22.7: lanjut\n"
        "  stack\n    para left=22.7 (0.0 b.): \n");
    assert_string_equal(set(RICH("counters='c'", ""), "<tentang><ol><li><ol><li>x</li></ol></li></ol></tentang>"),
                        "stack\n  stack\n    stack\n      stack\n        para left=45.4 (0.0 a.) (22.7 1.): x\n");
}

static void bullets_and_long_lists(void **state) {
    (void)state;
    assert_string_equal(set(RICH("counters='c'", ""), "<tentang><ul><li>x<ul><li>y</li></ul></li></ul></tentang>"),
                        "stack\n  stack\n    para left=22.7 (0.0 •): x\n    stack\n      stack\n"
                        "        para left=45.4 (22.7 –): y\n");
    struct buf ten = buf_new(arena);
    buf_str(&ten, "<tentang><ol>");
    for (int i = 0; i < 28; i++) {
        buf_str(&ten, "<li>x</li>");
    }
    buf_str(&ten, "</ol></tentang>");
    const char *out = set(RICH("counters='c'", ""), buf_text(&ten));
    assert_non_null(strstr(out, "para left=28.3 (0.0 a.): x"));
    assert_non_null(strstr(out, "(0.0 aa.)"));
    assert_non_null(strstr(out, "(0.0 bb.)") == NULL ? "none" : NULL);
}

static void labels_go_to_the_first_paragraph(void **state) {
    (void)state;
    const char *text =
        RICH("left='34mm' counters='c'", "<label at='0mm'>KESATU</label><if test='1 = 2'><label>no</label></if>"
                                         "<label at='30mm'>:</label>");
    assert_string_equal(set(text, "<tentang>Tim:<ol><li>x</li></ol></tentang>"),
                        "para left=96.4 (0.0 KESATU) (85.0 :): Tim:\n"
                        "stack\n  stack\n    para left=119.1 (96.4 a.): x\n");
    assert_string_equal(set(text, "<tentang><ol><li>x</li></ol></tentang>"),
                        "stack\n  stack\n    para left=119.1 (0.0 KESATU) (85.0 :) (96.4 a.): x\n");
}

static void words_may_lead_in(void **state) {
    (void)state;
    const char *text = RICH("counters='c'", "<label>-</label><lead><b>Ketua</b>: </lead>");
    assert_string_equal(set(text, "<tentang><p>satu</p><p>dua</p></tentang>"),
                        "para (0.0 -): b{Ketua}: satu\npara: dua\n");
    refused(SECTION("<para><lead>x</lead></para>"), "template.misplaced element=lead parent=para nearest=–");
}

static void keep_next_holds_the_end(void **state) {
    (void)state;
    assert_string_equal(
        set(RICH("keep-next='yes' counters='c'", ""), "<tentang>a<ol><li>x</li><li>y</li></ol></tentang>"),
        "para: a\nstack keep\n  stack\n    para left=22.7 (0.0 a.): x\n"
        "  stack keep\n    para left=22.7 keep (0.0 b.): y\n");
}

static void tables(void **state) {
    (void)state;
    const char *text = TEMPLATE("<style name='t' base='dasar' size='8pt'/><rich-tables border='0.5pt' style='t'/>"
                                "<section page='p'><rich select='tentang'/></section>");
    assert_string_equal(set(text, "<tentang><table><caption>Judul</caption><tr><th>A</th><th>B</th></tr>"
                                  "<tr><td rowspan='2'>1</td><td>2</td></tr><tr><td>3</td></tr>"
                                  "<tr><td colspan='2'><p>4</p><p>5</p></td></tr></table></tentang>"),
                        "para keep: Judul\n"
                        "table\n"
                        "  head\n    cell 0 heading\n      para: A\n    cell 1 heading\n      para: B\n"
                        "  row\n    cell 0 1x2\n      para: 1\n    cell 1\n      para: 2\n"
                        "  row\n    cell 1\n      para: 3\n"
                        "  row\n    cell 0 2x1\n      para: 4\n      para: 5\n");
    struct document *d = bound(text, "<naskah><tentang><table><tr><td>x</td></tr></table></tentang></naskah>");
    const struct table *t = d->first->first->table;
    assert_int_equal(t->border, 500);
    assert_int_equal(t->rows[0].cells[0].first->para.runs[0].type->size, 8000);
}

// Rows that one cell holds together are a group, with words for where it goes on: what the cell says, if it is short.
static void rows_of_one_cell_go_on_under_its_name(void **state) {
    (void)state;
    const char *text = TEMPLATE("<rich-tables continued='(lanjutan)'/>"
                                "<section page='p'><rich select='tentang'/></section>");
    char longer[100] = {0};
    memset(longer, 'x', sizeof longer - 1);
    const char *record = arena_printf(
        arena,
        "<naskah><tentang><table><tr><th rowspan='2'>A</th><th>B</th></tr><tr><th>C</th></tr>"
        "<tr><td rowspan='3'><p>Satu  dua</p></td><td rowspan='2'>1</td></tr><tr/><tr><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr><tr><td rowspan='2'>%s</td><td>5</td></tr><tr><td>6</td></tr></table></tentang>"
        "</naskah>",
        longer);
    const struct table *t = bound(text, record)->first->first->table;
    assert_int_equal(t->n_rows, 8);
    for (size_t r = 0; r < 8; r++) {
        assert_int_equal(t->rows[r].group != NULL, r != 0 && r != 1 && r != 5);
        assert_int_equal(t->rows[r].continued != NULL, t->rows[r].group != NULL);
    }
    assert_string_equal(t->rows[2].group, t->rows[4].group);
    assert_string_not_equal(t->rows[2].group, t->rows[6].group);
    assert_string_equal(t->rows[4].continued->para.runs[0].text, "Satu dua (lanjutan)");
    assert_string_equal(t->rows[7].continued->para.runs[0].text, "(lanjutan)");
    t = bound(TEMPLATE("<section page='p'><rich select='tentang'/></section>"), record)->first->first->table;
    assert_null(t->rows[3].continued);
}

static void crooked_tables_are_told(void **state) {
    (void)state;
    struct document *d = bound(RICH("", ""), "<naskah><tentang><table><tr><td rowspan='3'>a</td><td>b</td></tr>"
                                             "<tr><td>c</td><td>d</td></tr></table></tentang></naskah>");
    assert_string_equal(told(), "template.cells columns=2");
    assert_non_null(strstr(shown(d), "para: c"));
}

static void nothing_to_print(void **state) {
    (void)state;
    assert_string_equal(set(RICH("", "<label>x</label>"), ""), "");
    struct document *d =
        bound_as(RICH("hole='isi'", "<label>x</label>"), "<naskah><tentang> </tentang></naskah>", true);
    assert_string_equal(told(), "template.hole label=isi");
    assert_string_equal(shown(d), "para (0.0 x): ?{«isi»}\n");
}

static void deep_nests_are_followed(void **state) {
    (void)state;
    struct buf record = buf_new(arena);
    buf_str(&record, "<naskah><tentang>");
    for (int i = 0; i < 90; i++) {
        buf_str(&record, "<ol><li>x");
    }
    for (int i = 0; i < 90; i++) {
        buf_str(&record, "</li></ol>");
    }
    buf_str(&record, "</tentang></naskah>");
    struct document *d = bound(RICH("counters='c'", ""), buf_text(&record));
    assert_non_null(strstr(shown(d), "(2018.3 (1)): x"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(paragraphs),
                                       cmocka_unit_test(no_break_spaces_at_the_edges_are_nothing),
                                       cmocka_unit_test(images_have_captions),
                                       cmocka_unit_test(lists_are_numbered_anew_and_nest),
                                       cmocka_unit_test(an_item_may_hold_several_paragraphs),
                                       cmocka_unit_test(bullets_and_long_lists),
                                       cmocka_unit_test(labels_go_to_the_first_paragraph),
                                       cmocka_unit_test(keep_next_holds_the_end),
                                       cmocka_unit_test(words_may_lead_in),
                                       cmocka_unit_test(tables),
                                       cmocka_unit_test(rows_of_one_cell_go_on_under_its_name),
                                       cmocka_unit_test(crooked_tables_are_told),
                                       cmocka_unit_test(nothing_to_print),
                                       cmocka_unit_test(deep_nests_are_followed)};
    return RUN_TESTS(tests);
}
