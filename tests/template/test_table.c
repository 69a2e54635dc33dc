#include "template/binding.h"

static const char record[] =
    "<naskah><tim><anggota nama='A' kedudukan='Ketua'/><anggota nama='B' kedudukan='Anggota'/></tim></naskah>";

static void rows_and_cells_come_from_the_record(void **state) {
    (void)state;
    makes("<table columns='10mm * 2*'><head><row><cell heading='yes'>No.</cell><cell heading='yes' "
          "colspan='2'>Nama</cell></row></head>"
          "<each select='tim/anggota'><row group='{@kedudukan}'><cell><value select='position()'/></cell>"
          "<cell><para><value select='@nama'/></para></cell><if "
          "test=\"@kedudukan='Ketua'\"><cell>K</cell></if></row></each></table>",
          record,
          "table\n"
          "  head\n    cell 0 heading\n      para: No.\n    cell 1 2x1 heading\n      para: Nama\n"
          "  row group=Ketua\n    cell 0\n      para: 1\n    cell 1\n      para: A\n    cell 2\n      para: K\n"
          "  row group=Anggota\n    cell 0\n      para: 2\n    cell 1\n      para: B\n");
    makes("<table columns='*'><each select='tembusan'><row><cell>x</cell></row></each></table>", record, "");
}

static void columns_may_be_fixed_shared_automatic_or_a_percentage(void **state) {
    (void)state;
    struct document *d = bound(SECTION("<table columns='10mm * 2.5* auto 50%' border='0.5pt' pad-x='1mm' pad-y='2mm'>"
                                       "<row min-height='9mm'><cell valign='middle'/></row></table>"),
                               record);
    const struct table *t = d->first->first->table;
    assert_int_equal(t->n_columns, 5);
    assert_int_equal(t->columns[0].width, MM(10));
    assert_int_equal(t->columns[2].share * 2, t->columns[1].share * 5);
    assert_int_equal(t->columns[3].width + t->columns[3].share, 0);
    assert_int_equal(t->columns[4].width, (MM(200) - 2 * MM(10) + 1) / 2);
    assert_int_equal(t->border, 500);
    assert_int_equal(t->pad_x, MM(1));
    assert_int_equal(t->rows[0].min_height, MM(9));
    assert_int_equal(t->rows[0].cells[0].valign, VALIGN_MIDDLE);
}

static void spans_push_cells_aside(void **state) {
    (void)state;
    makes("<table columns='* * *'><row><cell rowspan='2'>a</cell><cell "
          "colspan='2'>b</cell></row><row><cell>c</cell><cell>d</cell></row>"
          "<row><cell>e</cell></row></table>",
          record,
          "table\n  row\n    cell 0 1x2\n      para: a\n    cell 1 2x1\n      para: b\n"
          "  row\n    cell 1\n      para: c\n    cell 2\n      para: d\n  row\n    cell 0\n      para: e\n");
    bound(SECTION("<table columns='*'><row><cell>a</cell><cell>b</cell></row></table>"), record);
    assert_string_equal(told(), "template.cells columns=1");
}

static void a_group_says_what_continues(void **state) {
    (void)state;
    struct document *d = bound(SECTION("<table columns='* *'><row group='g' continued='Sasaran (lanjutan)'><cell "
                                       "rowspan='2'>a</cell></row></table>"),
                               record);
    const struct row *row = d->first->first->table->rows;
    assert_string_equal(row->group, "g");
    assert_string_equal(row->continued->para.runs[0].text, "Sasaran (lanjutan)");
}

static void styles_go_down_to_the_cells(void **state) {
    (void)state;
    struct document *d =
        bound(TEMPLATE("<style name='t' base='dasar' size='8pt'/><style name='h' base='t' bold='yes'/>"
                       "<section page='p'><table columns='*' style='t'><head style='h'><row><cell>a</cell></row></head>"
                       "<row><cell>b</cell></row><row style='dasar'><cell>c</cell></row></table></section>"),
              record);
    const struct table *t = d->first->first->table;
    assert_true(t->rows[0].cells[0].first->para.runs[0].type->bold);
    assert_int_equal(t->rows[1].cells[0].first->para.runs[0].type->size, 8000);
    assert_false(t->rows[1].cells[0].first->para.runs[0].type->bold);
    assert_int_equal(t->rows[2].cells[0].first->para.runs[0].type->size, 10000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_and_cells_come_from_the_record),
                                       cmocka_unit_test(columns_may_be_fixed_shared_automatic_or_a_percentage),
                                       cmocka_unit_test(spans_push_cells_aside),
                                       cmocka_unit_test(a_group_says_what_continues),
                                       cmocka_unit_test(styles_go_down_to_the_cells)};
    return RUN_TESTS(tests);
}
