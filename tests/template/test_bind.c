#include "template/binding.h"

static const char meeting[] =
    "<naskah id='n-1' tanggal='2025-02-10' varian='bupati'><tentang>Tim</tentang>"
    "<menimbang>satu</menimbang><menimbang>dua</menimbang><menimbang>tiga</menimbang></naskah>";

static void each_knows_its_position(void **state) {
    (void)state;
    makes("<each select='menimbang'><para><value select='huruf(position())'/>. <value select='.'/>"
          "<if test='position()=last()'>!</if></para></each>",
          meeting, "para: a. satu\npara: b. dua\npara: c. tiga!\n");
    makes("<each select='menimbang' as='m'><para><value select='$m'/></para></each>", meeting,
          "para: satu\npara: dua\npara: tiga\n");
    makes("<each select='tembusan'><para>x</para></each>", meeting, "");
}

static void choices(void **state) {
    (void)state;
    const char *section = "<choose><when test=\"@varian='sekda'\"><para>S</para></when>"
                          "<when test=\"@varian='bupati'\"><para>B</para></when>"
                          "<when test='@varian'><para>V</para></when><otherwise><para>L</para></otherwise></choose>";
    makes(section, meeting, "para: B\n");
    makes(section, "<naskah varian='sekda'/>", "para: S\n");
    makes(section, "<naskah varian='x'/>", "para: V\n");
    makes(section, "<naskah/>", "para: L\n");
}

static void variables(void **state) {
    (void)state;
    makes("<let name='x' select=\"'luar'\"/><if test='@id'><let name='x' select=\"'dalam'\"/><para><value "
          "select='$x'/></para></if>"
          "<para><value select='$x'/></para>",
          meeting, "para: dalam\npara: luar\n");
    makes("<let name='n' select='count(menimbang) + 1'/><para left='{$n}mm'><value select='$n * 2'/></para>", meeting,
          "para left=11.3: 8\n");
    makes("<let name='ada' select='not(menimbang)'/><if test='$ada'><para>tak ada</para></if>", meeting, "");
}

static void parts_have_their_own_variables(void **state) {
    (void)state;
    struct document *d = bound(
        TEMPLATE(
            "<part name='a' param='x y'><let name='z' select=\"concat($x, $y, 'z')\"/><para><value "
            "select='$z'/></para></part>"
            "<section page='p'><let name='z' select=\"'luar'\"/><use part='a' x='@id' y=\"'-'\"/><use part='a' x='$z'/>"
            "<para><value select='$z'/></para></section>"),
        meeting);
    assert_string_equal(shown(d), "para: n-1-z\npara: luarz\npara: luar\n");
}

static void a_use_may_move_the_context(void **state) {
    (void)state;
    struct document *d = bound(TEMPLATE("<part name='a'><para><value select='.'/></para></part><section page='p'>"
                                        "<use part='a' select='tentang'/><use part='a' select='tembusan'/></section>"),
                               meeting);
    assert_string_equal(shown(d), "para: Tim\n");
}

static void sections_may_repeat(void **state) {
    (void)state;
    struct document *d =
        bound(TEMPLATE("<each select='menimbang'><section page='p'><para><value select='.'/></para></section></each>"
                       "<if test='tembusan'><section page='p'/></if>"),
              meeting);
    assert_string_equal(shown(d), "para: satu\n--\npara: dua\n--\npara: tiga\n");
}

static void the_document_has_its_fields(void **state) {
    (void)state;
    struct document *d =
        bound("<template " NS_TEMPLATE " for='uji' title='SK tentang {judul(tentang)}' subject='{{x}}'>" DASAR PAGE
              "</template>",
              meeting);
    assert_string_equal(d->id, "n-1");
    assert_string_equal(d->date, "2025-02-10");
    assert_string_equal(d->title, "SK tentang Tim");
    assert_string_equal(d->subject, "{x}");
    assert_string_equal(d->language, "id");
    assert_null(d->author);
}

static void many_rounds_are_fine(void **state) {
    (void)state;
    struct buf record = buf_new(arena);
    buf_str(&record, "<naskah>");
    for (int i = 0; i < 100000; i++) {
        buf_str(&record, "<menimbang>x</menimbang>");
    }
    buf_str(&record, "</naskah>");
    struct document *d =
        bound(SECTION("<each select='menimbang'><para><value select='.'/></para></each>"), buf_text(&record));
    size_t n = 0;
    for (const struct box *b = d->first->first; b; b = b->next) {
        n++;
    }
    assert_int_equal(n, 100000);
}

static void endless_templates_come_to_an_end(void **state) {
    (void)state;
    struct buf t = buf_new(arena);
    buf_str(&t, "<template " NS_TEMPLATE " for='uji'>" DASAR PAGE "<part name='p0'><space height='1pt'/></part>");
    for (int i = 1; i <= 30; i++) {
        buf_printf(&t, "<part name='p%d'><use part='p%d'/><use part='p%d'/></part>", i, i - 1, i - 1);
    }
    buf_str(&t, "<section page='p'><use part='p30'/></section></template>");
    bound(buf_text(&t), "<naskah/>");
    assert_int_equal(findings->n, 1);
    assert_string_equal(findings->items[0].rule, "template.many");
}

static void the_widest_label_is_a_length(void **state) {
    (void)state;
    makes("<widest name='w'><label>abcd</label><each select='*'><label><value select='.'/></label></each></widest>"
          "<para left='{mm($w) + 1}mm'><value select='$w'/></para>",
          "<naskah><x>abcdefgh</x><x>abc</x></naskah>", "para left=42.8: 14.111mm\n");  // 8 letters of 5 pt
    makes("<widest name='w' room='2mm'><label>abcd</label></widest><para><value select='$w'/></para>"
          "<widest name='w' room='2mm' least='{@kolom-label}'><label>abcd</label></widest><para>"
          "<value select='$w'/></para>",
          "<naskah kolom-label='10mm'/>", "para: 9.055mm\npara: 10.000mm\n");
    makes("<table columns='1mm'><row><cell><widest name='w'/><para>ab</para></cell></row></table>",
          "<naskah/>", "table\n  row\n    cell 0\n      para: ab\n");
    makes("<widest name='w'/><para><value select='$w'/></para>", "<naskah/>", "para: 0.000mm\n");
}

static void a_repeat_counts(void **state) {
    (void)state;
    makes("<repeat times='{@tahun - 1}'><para><value select='position()'/>/<value select='last()'/>, <value "
          "select='@tahun'/></para></repeat>",
          "<naskah tahun='3'/>", "para: 1/2, 3\npara: 2/2, 3\n");
    makes("<repeat times='{@tahun - 9}'><para>x</para></repeat>", "<naskah tahun='3'/>", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_knows_its_position),
        cmocka_unit_test(choices),
        cmocka_unit_test(variables),
        cmocka_unit_test(the_widest_label_is_a_length),
        cmocka_unit_test(a_repeat_counts),
        cmocka_unit_test(parts_have_their_own_variables),
        cmocka_unit_test(a_use_may_move_the_context),
        cmocka_unit_test(sections_may_repeat),
        cmocka_unit_test(the_document_has_its_fields),
        cmocka_unit_test(many_rounds_are_fine),
        cmocka_unit_test(endless_templates_come_to_an_end),
    };
    return RUN_TESTS(tests);
}
